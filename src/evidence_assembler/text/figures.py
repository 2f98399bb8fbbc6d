"""How numbers are written: the signs, words and forms that everything that reads numbers has in common.

`numbers` reads every number and its possible values, `quantities` only what is surely a measurement; what a sign, a
word or a form means is the same for both, and stands here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from evidence_assembler.data import read_table

TIES = "\u00a0\u2009\u202f"
"""Spaces that do not break, as they stand between groups of digits and before a unit."""

HYPHENS = "-‐‑"
"""What ties a number to a word."""

DASHES = "-–—−‐‑"
"""What may stand between the ends of a range, or for a minus."""

FRACTIONS = {
    "½": "0.5", "⅓": "0.333", "⅔": "0.667", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
    "⅙": "0.167", "⅚": "0.833", "⅐": "0.143", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875", "⅑": "0.111",
    "⅒": "0.1",
}  # fmt: skip
"""Fractions that are one sign, by their values to three places."""

VULGAR = "".join(FRACTIONS)

MONTH = Decimal("2629746")
"""Seconds of a month, on average; four weeks are within a tenth of it."""

LONGEST = 24
"""Characters of a number; what is longer is a key, or noise."""

MARKER = rf"\[[0-9][{DASHES}0-9,;\s]*+\]"
"""The form of a marker of citations in brackets: [3, 4-6]."""

PERCENT = re.compile(r"\s?(?:%|per ?cent\b)", re.IGNORECASE)
"""What stands behind a per cent."""

P_VALUE = r"(?<![^\W_])p(?:[- ]values?)?"
"""The form of what names a p value, in small letters or capitals."""

_TESTED = r"trend|int(?:eraction)?|het(?:erogeneity)?|diff(?:erence)?|adj(?:usted)?|corr(?:ected)?|nominal|FDR|FWER?"
P_VALUE_OF = rf"{P_VALUE}(?:[_ ][A-Za-z]{{1,12}}|{_TESTED})?"
"""The same with what is tested, as before a sign: P trend, p_adj, and Pinteraction that lost its subscript."""


@cache
def number_words() -> dict[str, Decimal]:
    """The words for numbers that stand alone, in small letters: one, twenty."""
    return {word: Decimal(value) for word, value in read_table("quantities")["words"]["numbers"].items()}


@cache
def unit_scales() -> dict[str, tuple[str, Decimal]]:
    """The kind of a unit as it stands right behind a number, and what it counts in the first unit of that kind.

    Symbols stand in their own case, names in small letters, in the singular and the plural. A month is an average one.
    """
    table = read_table("quantities")
    units = {word: (kind, scale) for kind, signs in table["symbols"].items() for word, scale in signs.items()}
    for kind, names in table["names"].items():
        units |= {word: (kind, scale) for name, scale in names.items() for word in (name, f"{name}s")}
    return {
        word: ("time", Decimal(scale) * MONTH) if kind == "calendar" else (kind, Decimal(scale))
        for word, (kind, scale) in units.items()
    }


@cache
def large_words() -> dict[str, Decimal]:
    """The words that multiply the number before them, in small letters: hundred, million."""
    return {word: Decimal(scale) for word, scale in read_table("quantities")["words"]["large"].items()}


def is_likely_year(value: Decimal) -> bool:
    """True for bare figures that are read as a year first; a source need not hold them."""
    return 1900 <= value < 2100


def may_be_year(value: Decimal) -> bool:
    """True for bare figures that may be a year, and so are not surely a quantity."""
    return 1000 <= value < 2200
