"""Which of the stars, underscores and tildes of a block are marks of emphasis.

Standard: CommonMark 0.31.2, "Emphasis and strong emphasis" with the algorithm of its appendix; strikeout of GFM.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(slots=True)
class Delimiters:
    """A run of one character. `left` of them are words of the text; the others were marks."""

    character: str
    start: int
    count: int
    opens: bool
    closes: bool
    left: int


def read_delimiters(text: str, start: int, end: int) -> Delimiters:
    """The run from `start` to `end`, by what stands before and behind it."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    left_flanking = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
    right_flanking = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
    opens, closes = left_flanking, right_flanking
    if text[start] == "_":
        opens = left_flanking and (not right_flanking or _is_punctuation(before))
        closes = right_flanking and (not left_flanking or _is_punctuation(after))
    return Delimiters(text[start], start, end - start, opens, closes, end - start)


def _is_punctuation(character: str) -> bool:
    return not character.isalnum() and unicodedata.category(character)[0] in "PS"


def pair_delimiters(runs: list[Delimiters]) -> None:
    """Counts off the marks of emphasis in each run, in place. Time grows with the number of runs alone."""
    openers: list[Delimiters] = []
    floors: dict[tuple[str, bool, int], int] = {}
    """Below this height of `openers` nothing closes such a run, as one of its kind found out."""
    for run in runs:
        while run.closes and run.left:
            kind = (run.character, run.opens, run.count % 3)
            height = _find_opener(run, openers, floors.get(kind, 0))
            if height is None:
                floors[kind] = len(openers)
                break
            opener = openers[height]
            pairs = 2 if opener.left > 1 and run.left > 1 else 1
            opener.left -= pairs
            run.left -= pairs
            del openers[height + bool(opener.left) :]
            for one, floor in floors.items():
                floors[one] = min(floor, len(openers))
        if run.opens and run.left:
            openers.append(run)


def _find_opener(run: Delimiters, openers: list[Delimiters], floor: int) -> int | None:
    for height in range(len(openers) - 1, floor - 1, -1):
        opener = openers[height]
        if opener.character != run.character:
            continue
        if run.character == "~":
            if opener.left == run.left == 2:
                return height
            continue
        by_three = (opener.count + run.count) % 3 == 0 and (opener.count % 3 or run.count % 3)
        if not ((opener.closes or run.opens) and by_three):
            return height
    return None
