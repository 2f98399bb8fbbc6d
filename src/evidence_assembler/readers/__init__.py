"""Readers: one file a format in. What a file holds and cannot be read is a `ReadProblem` with its line."""
