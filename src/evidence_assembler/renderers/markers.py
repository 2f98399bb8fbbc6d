"""Where the marker of a statement goes, and how its numbers are grouped.

The rules are those of the AMA Manual of Style (11th edition, 3.6): each number once, in order, more than two in a row
as a range; superscripts outside full stops and commas, inside colons and semicolons. Brackets stand before the stop.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

MarkerKind = Literal["bracket", "superscript", "guarded", "labels", "unknown"]

_DOTTED = re.compile(r"\W*(?:[^\W\d_]{1,2}\.){2,}")  # i.v., p.o., e.g., U.S., a.m., Ph.D.
RAISED = str.maketrans("0123456789-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾")  # superscripts for formats that have no other way to raise
_BETWEEN_UNITS = re.compile(r"[/·×\u00a0\u202f\d]")


class Piece(NamedTuple):
    """A part of a marker as it is printed, with the anchor it leads to; None for what leads nowhere."""

    text: str
    anchor: str | None = None


class Marker(NamedTuple):
    """A marker in pieces, without its brackets. `guarded` is a superscript that needs them not to look an exponent.

    One that is `tied` has a space before it, at which no line ends; a superscript has none.
    """

    kind: MarkerKind
    pieces: tuple[Piece, ...]
    tied: bool = True


class Slots(NamedTuple):
    """Offsets into a statement: of a marker in brackets, and of a superscript."""

    bracket: int
    superscript: int


def group_numbers(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The numbers as (first, last), each once and in order; a run of three or more is one pair, others are alone.

    >>> group_numbers([5, 2, 1, 3, 3])
    ((1, 3), (5, 5))
    >>> group_numbers([2, 1])
    ((1, 1), (2, 2))
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        pair for run in runs for pair in ([(run[0], run[-1])] if len(run) > 2 else [(number, number) for number in run])
    )


def find_slots(text: str, abbreviations: Collection[str]) -> Slots:
    """Where the markers of a statement go. A stop that belongs to its last word, as in "et al.", stays with it.

    >>> find_slots("Pain fell.", ()), find_slots("Pain fell:", ()), find_slots("So did Smith et al.", {"al"})
    (Slots(bracket=9, superscript=10), Slots(bracket=9, superscript=9), Slots(bracket=19, superscript=19))
    """
    end = len(text)
    if text[-1:] in (",", ";", ":"):
        return Slots(end - 1, end if text[-1] == "," else end - 1)
    stop = len(text.rstrip(".?!"))
    if stop < end and (text.endswith("..") or _ends_in_abbreviation(text, abbreviations)):
        stop = end
    return Slots(stop, end)


def looks_like_exponent(before: str, units: Collection[str]) -> bool:
    """True where a superscript after these words could be read as an exponent: after a number, also with its unit.

    >>> looks_like_exponent("It was 10 cm.", {"cm"}), looks_like_exponent("It is vitamin K.", {"K"})
    (True, False)
    """
    words = before.rstrip(".,?!").rsplit(None, 3)[-3:]
    if not words or words[-1][-1:].isdigit():
        return bool(words)
    while len(words) > 1 and words[-2] in units:  # mm Hg
        del words[-1]
    is_unit = _BETWEEN_UNITS.split(words[-1].lstrip("0123456789.,"))[-1] in units
    return is_unit and (words[-1][0].isdigit() or (len(words) > 1 and words[-2][-1:].isdigit()))


def _ends_in_abbreviation(text: str, abbreviations: Collection[str]) -> bool:
    if not text.endswith("."):
        return False
    word = text.rsplit(None, 1)[-1]
    return word[:-1].lstrip("([“‘\"'") in abbreviations or _DOTTED.fullmatch(word) is not None
