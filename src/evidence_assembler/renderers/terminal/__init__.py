"""Lines for a terminal: words in columns, wrapped and marked; what `find` prints."""
