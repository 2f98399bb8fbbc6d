"""BibTeX out: LaTeX text, names, dates, keys, and the entry that a source becomes."""
