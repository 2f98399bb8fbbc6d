"""The message of a finding in runs: the words in question marked, quoted passages apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from evidence_assembler.renderers.messages import shorten_message

# What stands between curly marks, which may hold a quotation itself. Without its closing mark it is none.
_PASSAGE = re.compile(r"“(?:[^“”]|“[^“”]*”)*”")
_OPEN, _CLOSE = "'\"“", "'\"”"


class Run(NamedTuple):
    """Words of a message: in question or not, within a quoted passage or not."""

    text: str
    marked: bool
    quoted: bool


def mark_message(message: str, words: Sequence[str] = ()) -> tuple[Run, ...]:
    """The message in runs that make it up, of a very long one the beginning.

    Words that it names by themselves, in quotation marks, are marked there alone: in a longer passage they may be
    right, and stand a second time. Other words are marked wherever they stand whole.

    >>> for run in mark_message("“From 5 to 50 mg” has '50' where it is '5'", ["50", "5"]):
    ...     print(run.text, "marked" * run.marked, "quoted" * run.quoted, sep="|")
    “From 5 to 50 mg”||quoted
     has '||
    50|marked|
    ' where it is '||
    5|marked|
    '||
    """
    shown = shorten_message(message)
    marks = sorted({place for one in words if one for place in _find(one, shown)}, key=lambda at: (at[0], -at[1]))
    passages = [one.span() for one in _PASSAGE.finditer(shown)]
    edges = sorted({0, len(shown), *(edge for one in (*marks, *passages) for edge in one)})
    return tuple(
        Run(shown[start:end], _is_within(start, end, marks), _is_within(start, end, passages))
        for start, end in pairwise(edges)
    )


def _find(words: str, message: str) -> list[tuple[int, int]]:
    """Where the words stand by themselves in quotation marks; if nowhere, where they stand whole."""
    places = [(one.start(), one.end()) for one in re.finditer(re.escape(words), message)]
    named = [(start, end) for start, end in places if _is_named(message, start, end)]
    return named or [(start, end) for start, end in places if _is_whole(message, start, end)]


def _is_named(message: str, start: int, end: int) -> bool:
    before, behind = message[start - 1 : start], message[end : end + 1]
    return before != "" and behind != "" and (before in _OPEN) and _CLOSE[_OPEN.index(before)] == behind


def _is_whole(message: str, start: int, end: int) -> bool:
    """True where no letter or digit goes on, and no number: of 4.5 neither 4 nor 5 is one by itself."""
    before, behind = message[max(0, start - 2) : start], message[end : end + 2]
    if before and before[-1].isalnum() and message[start].isalnum():
        return False
    if behind and behind[0].isalnum() and message[end - 1].isalnum():
        return False
    cut_before = len(before) == 2 and before[1] in ".,·" and before[0].isdigit() and message[start].isdigit()
    cut_behind = len(behind) == 2 and behind[0] in ".,·" and behind[1].isdigit() and message[end - 1].isdigit()
    return not (cut_before or cut_behind)


def _is_within(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in places)
