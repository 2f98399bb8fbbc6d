"""Shares and multiples that words give: three quarters, one in five, fourfold, doubled; each with its place.

Ordinary words are left alone where they most often mean no share: a half, the third, a quarter of an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.text.figures import HYPHENS, number_words

SaidKind = Literal["share", "times"]

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Said:
    """A share in per cent, or a multiple of one, with its place in code points."""

    kind: SaidKind
    value: Decimal
    start: int
    end: int


class _Forms(NamedTuple):
    any: re.Pattern[str]
    numbers: dict[str, Decimal]
    parts: dict[str, Decimal]
    times: dict[str, Decimal]


def list_said(text: str) -> tuple[Said, ...]:
    """The shares and multiples that the words of a text give, in their order, in time linear in its length.

    >>> [(one.kind, str(one.value)) for one in list_said("It doubled in one in five, and fell in three quarters.")]
    [('times', '2'), ('share', '20'), ('share', '75')]
    >>> list_said("A quarter of an hour before the third double-blind visit.")
    ()
    """
    return tuple(_read(text))


def may_say_share(text: str) -> bool:
    """False where `list_said` would find none."""
    return _forms().any.search(text) is not None


def _read(text: str) -> Iterator[Said]:
    forms = _forms()
    for found in forms.any.finditer(text):
        start, end = found.span()
        if found["times"]:
            yield Said("times", forms.times[_fold(found["times"])], start, end)
            continue
        part = forms.numbers.get((found["many"] or found["few"] or "one").casefold(), Decimal(1))
        whole = forms.parts[found["part"].casefold()] if found["part"] else forms.numbers[found["whole"].casefold()]
        if 0 < part < whole and (found["whole"] or part == 1 or whole % part):  # two quarters are of a year
            yield Said("share", _HUNDRED * part / whole, start, end)


def _fold(word: str) -> str:
    return re.sub(rf"[{HYPHENS} ]", "", word.casefold())


@cache
def _forms() -> _Forms:
    table, numbers = read_table("numbers")["shares"], number_words()
    parts = {word: Decimal(value) for word, value in table["parts"].items()}
    times = {word: Decimal(value) for word, value in table["times"].items()}
    for word, value in numbers.items():
        if value > 1:
            times[f"{word}fold"] = value
    several = "|".join(sorted((word for word, value in numbers.items() if value < 10), key=len, reverse=True))
    wholes = "|".join(sorted((word for word, value in numbers.items() if value > 1), key=len, reverse=True))
    folds = "|".join(sorted(times, key=len, reverse=True)).replace("fold", rf"[{HYPHENS} ]?fold")
    named = "|".join(sorted(parts, key=len, reverse=True))
    return _Forms(
        any=re.compile(
            rf"(?<![^\W_])(?<![{HYPHENS}])(?:(?P<times>{folds})"
            rf"|(?:(?P<many>{several})[{HYPHENS} ]|an? (?=[a-z]+ of (?!an?\b)))(?P<part>{named})"
            rf"|(?P<few>{several}) (?:in|out of) (?:every )?(?P<whole>{wholes})(?! (?:{'|'.join(table['uncounted'])})))"
            rf"(?![^\W_])(?![{HYPHENS}][^\W\d_])(?! (?:of an?|{'|'.join(table['no_share'])})\b)",
            re.IGNORECASE,
        ),
        numbers=numbers,
        parts=parts,
        times=times,
    )
