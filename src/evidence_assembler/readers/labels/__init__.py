"""Drug labels, as structured product labels and openFDA have them: what both make of products, sections and titles."""
