"""RIS out: the words of a field, names, dates, and what of `custom` stands under a tag of its own."""
