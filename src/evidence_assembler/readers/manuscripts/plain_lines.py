"""The lines of a plain text as stretches: paragraphs, single lines and items, by their shape only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_BULLET = re.compile(r"(?P<sure>[•‣◦▪▫●○■□]\s*|\*\s+)(?=\S)|[·–—+-]\s+(?=\S)")
_NUMBERED = re.compile(
    r"(?:\((?P<round>[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})\)|\[(?P<square>[0-9]{1,4})\]"
    r"|(?P<plain>[0-9]{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)"
)
_RULE = re.compile(r"(=|-|~|\*|_|–|—|─)\1+")
_STOPPED = re.compile(r"[.!?:;]\W*[0-9,\s–\]-]{0,20}\Z")
_NARROW, _WIDE = 45, 130  # code points: hardly anybody wraps lines more narrowly, or more widely
_SPARE = 12  # code points that a wrapped line may leave unused before the next word


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, or an item with its number.

    `pieces` are the stretches of the file that hold its words, one for each line. `underline` is the sign of the rule
    beneath a line. `chunk` numbers what stands between blank lines, and `indent` counts the columns before it.
    """

    kind: Literal["text", "item"]
    pieces: tuple[tuple[int, int], ...]
    start: int
    chunk: int
    indent: int = 0
    label: str | None = None
    underline: str | None = None

    @property
    def end(self) -> int:
        """The end of its words in the file."""
        return self.pieces[-1][1]

    def words(self, text: str) -> str:
        """Its words, the lines joined with a space."""
        return " ".join([text[start:end] for start, end in self.pieces])


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    indent: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def read_stretches(text: str) -> list[Stretch]:
    r"""The stretches of a plain text in order. Rules drawn with signs are dropped, or underline the line above them.

    >>> page = "Title\n=====\n\n1. one\n   two"
    >>> [(one.kind, one.underline, one.label, one.words(page)) for one in read_stretches(page)]
    [('text', '=', None, 'Title'), ('item', None, '1', 'one two')]
    """
    chunks = list(_read_chunks(text))
    width = _find_width(chunks)
    reading = _Reading(width)
    for chunk in chunks:
        reading.read_chunk(chunk)
    return reading.stretches


def _read_chunks(text: str) -> Iterator[list[_Line]]:
    """The lines between blank ones, without the space around them."""
    lines: list[_Line] = []
    at = 0
    for whole in text.split("\n"):
        words = whole.strip()
        if words:
            before = len(whole) - len(whole.lstrip())
            lines.append(_Line(at + before, len(whole[:before].expandtabs(4)), words))
        elif lines:
            yield lines
            lines = []
        at += len(whole) + 1
    if lines:
        yield lines


def _find_width(chunks: Sequence[Sequence[_Line]]) -> int | None:
    """How wide the lines are set; None where every line is a paragraph."""
    lengths = sorted([len(line.words) for chunk in chunks for line in chunk[:-1]])
    wide = sum(length > _WIDE for length in lengths)
    wrapped = lengths[: len(lengths) - wide]
    if not wrapped or wide * 5 > len(lengths):
        return None
    width = wrapped[len(wrapped) - 1 - len(wrapped) // 20]
    return width if width >= _NARROW else None


class _Reading:
    """The stretches read so far, and the one that is being read."""

    def __init__(self, width: int | None) -> None:
        self.stretches: list[Stretch] = []
        self._width = width
        self._chunk = 0
        self._open: Stretch | None = None
        self._pieces: list[tuple[int, int]] = []
        self._counted: set[str] = set()  # the labels that would count on: 2 behind 1, b behind a

    def read_chunk(self, lines: Sequence[_Line]) -> None:
        self._chunk += 1
        before: _Line | None = None
        for number, line in enumerate(lines):
            after = lines[number + 1] if number + 1 < len(lines) else None
            if _RULE.fullmatch(line.words):
                self._close(line.words[0] if before is not None else None)
                before = None
                continue
            self._read_line(line, before, after)
            before = line
        self._close()

    def _read_line(self, line: _Line, before: _Line | None, after: _Line | None) -> None:
        item = self._read_item(line, before, after)
        if item is not None:
            self._close()
            self._open = item
        elif self._open is None or before is None or self._breaks(before, line):
            self._close()
            self._open = Stretch("text", ((line.start, line.end),), line.start, self._chunk, line.indent)
            self._pieces = [(line.start, line.end)]
            return
        else:
            self._pieces.append((line.start, line.end))
            return
        self._pieces = list(item.pieces)

    def _close(self, underline: str | None = None) -> None:
        """The open stretch is whole; `underline` draws a line beneath it."""
        if self._open is not None:
            one = self._open
            alone = underline if len(self._pieces) == 1 and one.kind == "text" else None
            self.stretches.append(
                Stretch(one.kind, tuple(self._pieces), one.start, one.chunk, one.indent, one.label, alone)
            )
        self._open = None

    def _breaks(self, before: _Line, line: _Line) -> bool:
        """True where the line begins a paragraph: the one before was broken off though its next word had room."""
        if line.words[0].islower() or before.words[-1] in ",;([{-":
            return False
        if self._open is not None and self._open.kind == "item":
            return line.indent <= self._open.indent and _STOPPED.search(before.words[-40:]) is not None
        if self._width is None:
            return True
        first = len(line.words.split(None, 1)[0]) if len(line.words) < _WIDE else 0
        return len(before.words) + 1 + first + _SPARE <= self._width

    def _read_item(self, line: _Line, before: _Line | None, after: _Line | None) -> Stretch | None:
        """The item that begins with this line: behind a bullet, or behind a number that begins a list or counts on."""
        bullet, numbered = _BULLET.match(line.words), _NUMBERED.match(line.words)
        label = None
        opens = before is None or before.words[-1] == ":"
        if bullet is not None:
            sign = line.words[0]
            if not (bullet["sure"] or opens or self._in_item() or (after is not None and after.words[0] == sign)):
                return None
            begin = bullet.end()
        elif numbered is not None:
            label = numbered["plain"] or numbered["round"] or numbered["square"]
            if not (opens or label in self._counted):
                return None
            self._counted.add(_count_on(label))
            begin = numbered.end()
        else:
            return None
        return Stretch("item", ((line.start + begin, line.end),), line.start, self._chunk, line.indent, label)

    def _in_item(self) -> bool:
        return self._open is not None and self._open.kind == "item"


def _count_on(label: str) -> str:
    """The label that follows: 2 behind 1, b behind a."""
    return str(int(label) + 1) if label.isdigit() else chr(ord(label[0]) + 1)
