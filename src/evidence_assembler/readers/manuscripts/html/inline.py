"""The words of one block of a page in reading order, with the stretches of them that links and the like hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from evidence_assembler.model.manuscript import MARK
from evidence_assembler.readers.manuscripts.block_text import BlockText
from evidence_assembler.readers.manuscripts.html.tokens import Words, read_reference
from evidence_assembler.readers.manuscripts.html.tree import Element

ZoneKind = Literal["link", "raised", "lowered", "keys", "code"]

_LINE = re.compile(rf"[^ \t\n\f\r&{MARK}]+(?: [^ \t\n\f\r&{MARK}]+)*")
_LINE_OF_CDATA = re.compile(rf"[^ \t\n\f\r{MARK}]+(?: [^ \t\n\f\r{MARK}]+)*")
_SPACES = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the words, by index, that an element holds."""

    kind: ZoneKind
    element: Element
    start: int
    end: int


class InlineText:
    """Gathers words, each with its place in the file; white space is one space, and none at the ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._offsets: list[int] = []
        self._ends: list[int] = []
        self._space: int | None = None
        self._zones: list[tuple[ZoneKind, Element, int, int]] = []
        self.at_break = False

    @property
    def length(self) -> int:
        """Code points gathered."""
        return self._length

    def add(self, file: str, words: Words) -> None:
        """Words of the file, with what their character references stand for."""
        at, end = words.start, words.end
        line = _LINE_OF_CDATA if words.is_plain else _LINE
        while at < end:
            if found := line.match(file, at, end):
                self._put(found.group(), at, found.end())
                at = found.end()
            elif found := _SPACES.match(file, at, end):
                self.add_space(at)
                at = found.end()
            elif file[at] == MARK:
                self._put("\ufffd", at, at + 1)
                at += 1
            else:
                meant, after = read_reference(file, at, end)
                for character in meant:
                    if character in " \t\n\f\r":
                        self.add_space(at)
                    else:
                        self._put("\ufffd" if character == MARK else character, at, after)
                at = after

    def add_space(self, offset: int) -> None:
        """White space, which counts where words stand on both sides."""
        if self._space is None:
            self._space = offset

    def forget_space(self) -> None:
        """White space before the first word is none."""
        self._space = None
        self.at_break = False

    def add_between_cells(self, offset: int) -> None:
        """What parts two cells of a row."""
        self.add_space(offset)
        self._put("|", offset, offset)
        self.add_space(offset)

    def add_instead(self, words: str, element: Element) -> None:
        """Words that an element stands for."""
        self._put(words, element.start, element.end)

    def _put(self, words: str, offset: int, end: int) -> None:
        if self._space is not None:
            if self._length:
                self._append(" ", self._space, self._space + 1)
            self._space = None
        self._append(words, offset, end)
        self.at_break = False

    def _append(self, words: str, offset: int, end: int) -> None:
        self._parts.append(words)
        self._starts.append(self._length)
        self._offsets.append(offset)
        self._ends.append(end)
        self._length += len(words)

    def add_zone(self, kind: ZoneKind, element: Element, start: int) -> None:
        """The words from this index to here are those of an element."""
        self._zones.append((kind, element, start, self._length))

    @property
    def text(self) -> str:
        """All the words."""
        return "".join(self._parts)

    def list_zones(self, text: str) -> list[Zone]:
        """The stretches of `text` that elements hold, without the spaces at their ends, in order, outer ones first."""
        zones = []
        for kind, element, start, end in self._zones:
            inside = text[start:end]
            begin = start + len(inside) - len(inside.lstrip(" "))
            zones.append(Zone(kind, element, begin, max(begin, start + len(inside.rstrip(" ")))))
        return sorted(zones, key=lambda zone: (zone.start, -zone.end))

    def offset(self, index: int) -> int:
        """Where a character stands in the file."""
        run = bisect_right(self._starts, index) - 1
        return min(self._offsets[run] + index - self._starts[run], self._ends[run])

    def end(self, index: int) -> int:
        """Where the character before this index ends in the file."""
        run = bisect_right(self._starts, index - 1) - 1
        after = self._starts[run + 1] if run + 1 < len(self._starts) else self._length
        return self._ends[run] if index >= after else self._offsets[run] + index - self._starts[run]

    def copy(self, text: str, start: int, end: int, block: BlockText) -> None:
        """Puts the words from one index to another into a block. `text` are the words as they are to be read."""
        at = start
        run = bisect_right(self._starts, start) - 1
        while at < end:
            after = self._starts[run + 1] if run + 1 < len(self._starts) else self._length
            block.add(text[at : min(after, end)], self._offsets[run] + at - self._starts[run])
            at = min(after, end)
            run += 1
