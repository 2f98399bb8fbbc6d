"""BibTeX and biblatex: blocks of a file, values, names, dates, inheritance, and the source that an entry is."""
