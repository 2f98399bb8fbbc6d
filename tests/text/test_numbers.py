"""Numbers as they are written: what is read, and what is a name."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st

from evidence_assembler.text.numbers import (
    has_only_plain,
    may_have_number,
    read_numbers,
    read_plain,
    read_said,
    read_spelled,
    read_values,
)


def tell(text: str) -> list[tuple[str, str]]:
    """The value of each number, in figures and then in words, with the words of the text."""
    return [(f"{one.value:f}", text[one.start : one.end]) for one in (*read_numbers(text), *read_spelled(text))]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("It fell by 12.5 %.", "12.5", "12.5"),
        ("It fell by 12·5 %.", "12.5", "12·5"),
        ("p=.03", "0.03", ".03"),
        ("In 1,204 adults", "1204", "1,204"),
        ("In 12 345 adults", "12345", "12 345"),
        ("In 1\u202f234 adults", "1234", "1\u202f234"),
        ("In 4.400.000 adults", "4400000", "4.400.000"),
        ("It is 4,5 mg", "4.5", "4,5"),
        ("It is 2½ mg", "2.5", "2½"),
        ("It is ½ mg", "0.5", "½"),
        ("It is 1/2 mg", "0.5000", "1/2"),
        ("It is 1.7 × 10−9.", "0.0000000017", "1.7 × 10−9"),
        ("It is 1.7 x 10^-9.", "0.0000000017", "1.7 x 10^-9"),
        ("It is 1.7 x 10(-9).", "0.0000000017", "1.7 x 10(-9)"),
        ("In 10(9) cells", "1000000000", "10(9)"),
        ("In 10⁹ cells", "1000000000", "10⁹"),
        ("In 10**9 cells", "1000000000", "10**9"),
        ("In 3.5 million cells", "3500000", "3.5 million"),
        ("It fell by −3.2 points", "3.2", "3.2"),
        ("Twenty-five fell", "25", "Twenty-five"),
        ("One hundred and ten fell", "110", "One hundred and ten"),
        ("Two hundred thousand and five fell", "200005", "Two hundred thousand and five"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, value: str, words: str) -> None:
    assert tell(text) == [(value, words)]


@pytest.mark.parametrize(
    "text",
    ["IL-6", "p53", "SARS-CoV-2", "5.1.2", "B12", "[3]", "[3, 4–6]", "someone", "often", "", "9" * 25],
)
def test_names_and_markers_are_no_numbers(text: str) -> None:
    assert tell(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [("1–5 mg", ["1", "5"]), ("140/90", ["140", "90"]), ("two or three", ["2", "3"]), ("one two", ["1", "2"])],
)
def test_two_numbers_are_two(text: str, values: list[str]) -> None:
    assert [value for value, _ in tell(text)] == values


def test_what_may_be_read_in_two_ways_has_both_readings() -> None:
    assert read_values("4,5 of 400 × 109 in 1,234") >= set(
        map(Decimal, ["4.5", "4", "5", "4E11", "400", "109", "1234"])
    )


def test_words_stand_for_numbers() -> None:
    assert read_said("Half of them had it twice.") == {Decimal("0.5"), Decimal(2)}
    assert read_said("Half of them had it twice.", per_cent=True) == {Decimal(50)}
    assert read_said("None of this is a number word, but for the first.") == {Decimal(0)}


def test_powers_are_told_from_their_figures() -> None:
    assert not has_only_plain("10⁹ cells")
    assert has_only_plain("10 cells")
    assert read_plain("10⁹ cells in 12.5 mL, or seven") == {"12.5", "seven"}


TEXTS = st.text(st.sampled_from("0123456789.,·/×^⁻⁹½-–[]() abemTwohundredfive%µ\n\u202f"), max_size=60) | st.lists(
    st.sampled_from(["five", "hundred", "and", "12", "1,000", "10⁹", "million", "IL-6", "[3]"])
).map(" ".join)


@given(TEXTS)
def test_numbers_stand_in_order_and_in_their_places(text: str) -> None:
    for numbers in (read_numbers(text), read_spelled(text)):
        assert all(one.end <= other.start for one, other in pairwise(numbers))
        assert all(text[one.start : one.end].strip() and one.value >= 0 for one in numbers)


@given(TEXTS)
@example("0,1 and 0 hundred")
def test_what_is_read_at_once_is_what_is_read_one_by_one(text: str) -> None:
    one_by_one = {value for one in (*read_numbers(text), *read_spelled(text)) for value in one.readings}
    assert read_values(text) >= one_by_one
    assert may_have_number(text) or not one_by_one


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_every_plain_number_is_read(whole: int, places: int) -> None:
    written = f"{Decimal(whole).scaleb(-places):f}"
    assert [str(one.value) for one in read_numbers(f"It was {written} then.")] == [written]
    assert Decimal(whole) in read_values(f"It was {whole:,} then.")
