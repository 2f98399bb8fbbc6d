"""Offsets of a text as lines and columns."""

from __future__ import annotations

from bisect import bisect_right

from evidence_assembler.model.place import Place


class LinePlaces:
    """The places of a file, from offsets in code points; lines and columns count from 1."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def find_line(self, offset: int) -> int:
        """The line on which a character stands."""
        return bisect_right(self._starts, offset)

    def place(self, start: int, end: int) -> Place:
        r"""The stretch from `start` to `end`, exclusive.

        >>> LinePlaces("one\ntwo", "a.txt").place(4, 7)
        Place(path='a.txt', line=2, column=1, end_line=2, end_column=4)
        """
        line = bisect_right(self._starts, start)
        end_line = bisect_right(self._starts, max(start, end - 1))
        return Place(
            self._path, line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1
        )
