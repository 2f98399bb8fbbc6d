"""Evidence assembler."""
