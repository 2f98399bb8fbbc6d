"""A passage of a text in its context, for a terminal: a line before it, its words marked, and a line behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .aligned import Cell, WordReader, shorten_words, wrap_cells
from .lines import Line, count_columns, show_word

_WORD = re.compile(r"\s*\S+")
_FAR = 600  # code points within which a line of context is looked for
_MOST = 60  # words of a passage that are shown
_CUT = "…"


def lay_out_passage(text: str, start: int, end: int, *, width: int, carets: bool = True) -> Iterator[Line]:
    """The code points of `text` from `start` to `end` with about a line on either side, cut at words.

    Runs of white space are one space. The words of the passage are `marked`; with `carets` they are marked in a line
    beneath too.
    """
    before = _take_words(text[max(0, start - _FAR) : start][::-1], width)[::-1]
    behind = _take_words(text[end : end + _FAR], width)
    ahead_cut, behind_cut = bool(text[: start - len(before)].strip()), bool(text[end + len(behind) :].strip())
    reader = WordReader()
    around = [*reader.read(f"{_CUT} {before.lstrip()}" if ahead_cut else before)]
    passage = shorten_words(reader.read(text[start:end]), _MOST)
    after = reader.read(f"{behind.rstrip()} {_CUT}" if behind_cut else behind)
    cells = [
        Cell((word,), marked) for words, marked in ((around, False), (passage, True), (after, False)) for word in words
    ]
    for row in wrap_cells(cells, width):
        yield row.lines[0]
        if carets and row.marks:
            yield ((row.marks, "note"),)


def _take_words(text: str, width: int) -> str:
    """The beginning of a text as far as its words fill a line; a word that is longer than that is cut."""
    taken = end = 0
    for word in _WORD.finditer(text):
        taken += count_columns(show_word(word.group().strip())) + 1
        if taken > width:
            break
        end = word.end()
    return text[:end] if end or not text.strip() else text[: width // 2]
