"""Sources and texts, one entry per work."""
