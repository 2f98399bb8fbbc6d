"""The lines of one block as one string, without the marks of the containers around it, and where each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
"""Start and end of a stretch of the file, in code points."""


class Source:
    """What one block says in its markup. Lines are joined by newlines; indexes count in `text`, offsets in the file."""

    __slots__ = ("_offsets", "_starts", "text")

    def __init__(self, file: str, spans: Sequence[Span]) -> None:
        """The spans are those of the lines, each up to its line's end."""
        parts: list[str] = []
        self._starts: list[int] = []
        self._offsets: list[int] = []
        length = 0
        for number, (start, end) in enumerate(spans):
            line = file[start:end].rstrip(" \t")
            if parts:
                self._begin(length, spans[number - 1][1])
                parts.append("\n" if file[spans[number - 1][1] : spans[number - 1][1] + 1] == "\n" else " ")
                length += 1
            self._begin(length, start)
            parts.append(line)
            length += len(line)
        self.text = "".join(parts)

    def _begin(self, index: int, offset: int) -> None:
        if not self._starts or self._offsets[-1] + index - self._starts[-1] != offset:
            self._starts.append(index)
            self._offsets.append(offset)

    def locate(self, index: int) -> int:
        """The offset in the file of a character."""
        run = bisect_right(self._starts, index) - 1
        return self._offsets[run] + index - self._starts[run]

    def locate_end(self, index: int) -> int:
        """The offset behind the character before `index`."""
        return self.locate(index - 1) + 1 if index else self.locate(0)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of `text` from `start` to `end` that stand in one piece in the file: start, end, offset."""
        run = bisect_right(self._starts, start) - 1
        while start < end:
            until = min(end, self._starts[run + 1]) if run + 1 < len(self._starts) else end
            yield start, until, self._offsets[run] + start - self._starts[run]
            start, run = until, run + 1
