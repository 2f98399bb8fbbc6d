"""How much of a file is read: bounds that no real manuscript comes near, and that keep time and the stack in hand."""

from __future__ import annotations

from evidence_assembler.errors import UnreadableFileError

DEEPEST = 30
"""Levels of blocks within blocks; a list has two. Pandoc's own manual has six."""

# A textbook of 5 MB has 26,000 blocks and 45,000 pieces. The shortest block takes 20 µs, a piece 3 µs.
_MOST_BLOCKS = 40_000
_LETTERS_A_BLOCK = 80
_MOST_PIECES = 150_000
_LETTERS_A_PIECE = 12
COMMAND_PIECES = 2
TAG_PIECES = 3
INNER_BLOCK_PIECES = 8
"""What these take more than other pieces do."""


class Bounds:
    """Counts what was read of one file. More is allowed to a longer file."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        self._blocks = self._written = _MOST_BLOCKS + len(text) // _LETTERS_A_BLOCK
        self._pieces = _MOST_PIECES + len(text) // _LETTERS_A_PIECE

    def count_block(self) -> None:
        """Counts a block of the parser. Raises `UnreadableFileError` where there are too many."""
        self._blocks -= 1
        if self._blocks < 0:
            raise self._refuse("blocks")

    def count_written(self) -> None:
        """Counts a block of the manuscript. Raises `UnreadableFileError` where there are too many."""
        self._written -= 1
        if self._written < 0:
            raise self._refuse("blocks")

    def count_pieces(self, count: int) -> None:
        """Counts pieces of markup. Raises `UnreadableFileError` where there are too many."""
        self._pieces -= count
        if self._pieces < 0:
            raise self._refuse("pieces of markup")

    def allows_pieces(self, count: int) -> None:
        """Raises `UnreadableFileError` where so many more would be too many."""
        if count > self._pieces:
            raise self._refuse("pieces of markup")

    def _refuse(self, what: str) -> UnreadableFileError:
        message = f"it has more {what} than are read in reasonable time"
        return UnreadableFileError(message, path=self._path, remedy="Part it into several files.")
