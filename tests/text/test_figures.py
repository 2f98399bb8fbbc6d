"""What readers of numbers have in common."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import name, numeric

import pytest

from evidence_assembler.text.figures import (
    FRACTIONS,
    P_VALUE_OF,
    is_likely_year,
    large_words,
    may_be_year,
    number_words,
)


def test_every_fraction_of_unicode_is_read_with_its_value() -> None:
    """Those that are of one sign, but for the zero thirds of baseball."""
    signs = {chr(code) for code in range(0x00BC, 0x2190) if name(chr(code), "").startswith("VULGAR FRACTION")}
    assert signs - set(FRACTIONS) == {"↉"} and set(FRACTIONS) <= signs
    assert {sign: str(round(Decimal(numeric(sign)), 3).normalize()) for sign in FRACTIONS} == FRACTIONS


@pytest.mark.parametrize(
    "words", ["p", "P", "p value", "p-values", "p_adj", "P trend", "Pinteraction", "Ptrend", "Pdiff", "P FDR"]
)
def test_a_p_value_is_named(words: str) -> None:
    assert re.fullmatch(P_VALUE_OF, words, re.IGNORECASE)
    assert re.search(rf"{P_VALUE_OF} <", f"It fell ({words} < 0.05)", re.IGNORECASE)


@pytest.mark.parametrize("words", ["pressure", "power", "pH", "Price", "BMP", "points", "HbA1c", "group"])
def test_a_word_that_begins_or_ends_with_p_names_none(words: str) -> None:
    assert re.search(rf"{P_VALUE_OF} <", f"It fell ({words} < 7)", re.IGNORECASE) is None


def test_a_likely_year_is_a_possible_one() -> None:
    values = [Decimal(value) for value in range(3000)]
    likely, possible = filter(is_likely_year, values), set(filter(may_be_year, values))
    assert possible >= set(likely) >= {Decimal(1950), Decimal(2026)}
    assert possible.isdisjoint([Decimal(999), Decimal(2200)])


def test_a_word_counts_or_multiplies() -> None:
    assert number_words()["twenty"] == 20
    assert large_words()["million"] == 10**6
    assert number_words().keys().isdisjoint(large_words())
