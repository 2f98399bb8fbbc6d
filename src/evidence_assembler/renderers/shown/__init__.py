"""What objects show of themselves: in a cell of a notebook, and printed."""
