"""Locators, quotations and numbers within a marker."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.readers.manuscripts.pointers import Suffix, read_numbers, read_suffix


@pytest.mark.parametrize(
    ("words", "label", "locator"),
    [
        (", p. 3", "page", "3"),
        (" p. 3", "page", "3"),
        (", p.3", "page", "3"),
        (", p3", "page", "3"),
        (", Pages 3", "page", "3"),
        (", pp. 33-35 and *passim*", "page", "33-35"),
        (", pp. 33, 35-37, and nowhere else", "page", "33, 35-37"),
        (", pp. 3 and 5", "page", "3 and 5"),
        (", 33–35", "page", "33–35"),
        (", 3a", "page", "3a"),
        (", p. xii", "page", "xii"),
        (", pp. iv-vi", "page", "iv-vi"),
        (", p. e1234", "page", "e1234"),
        ("p.~3", "page", "3"),
        ("pp.~33--35", "page", "33–35"),
        (", chap. 4", "chapter", "4"),
        (", Chapter 4", "chapter", "4"),
        (", sec. 2.1.", "section", "2.1"),
        (", § 2.1", "section", "2.1"),
        (", §2.1", "section", "2.1"),
        (", fig 2", "figure", "2"),
        (", Fig. S2", "figure", "S2"),
        (", Table 3", "table", "3"),
        (", vol. 2, p. 5", "volume", "2"),
        (", n. 3", "note", "3"),
        (", l. 12", "line", "12"),
        (", s.v. 3", "sub-verbo", "3"),
        (", 00:12:34", "page", "00:12:34"),
        (', sec. "Methods"', "section", "Methods"),
        ("{p. 3-x}, and more", "page", "3-x"),
        (", {pp. iv, vi-xi, (xv)-(xvii)} with suffix", "page", "iv, vi-xi, (xv)-(xvii)"),
        (", {chap. 2}", "chapter", "2"),
        ("{ii, A, D-Z}", "page", "ii, A, D-Z"),
    ],
)
def test_locators(words: str, label: str, locator: str) -> None:
    assert read_suffix(words, 0) == Suffix(locator=locator, label=label)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "",
        ", ",
        ", and others",
        ", note that 3 died",
        ", lines up",
        ", xii",
        "{}, 3",
        ", p. one",
        ", partly 3",
        ", see p. 3",
        ", act",
    ],
)
def test_no_locators(words: str) -> None:
    assert read_suffix(words, 0) == Suffix()


@pytest.mark.parametrize(
    ("words", "quote", "locator"),
    [
        (', p. 3, "modulating Toll-like receptor 4"', "modulating Toll-like receptor 4", "3"),
        (', "a daily dose", p. 4', "a daily dose", "4"),
        (', p. 3: "a dose"', "a dose", "3"),
        (', p. 3 "a; dose"', "a; dose", "3"),
        (', "  a dose "', "a dose", None),
        (", “a dose”", "a dose", None),
        (", “the “best” dose”", "the “best” dose", None),
        (", „eine Dosis“", "eine Dosis", None),
        (", «une dose»", "une dose", None),
        (", ``a patient's dose''", "a patient's dose", None),
        (", 'the patient's dose'", "the patient's dose", None),
        (", p. 3, ‘the patients’ dose’.", "the patients’ dose", "3"),
        (', esp. "a dose" there', "a dose", None),
    ],
)
def test_quotations_stand_at_their_place(words: str, quote: str, locator: str | None) -> None:
    found = read_suffix(words, 100)
    assert (found.quote, found.locator) == (quote, locator)
    assert found.quote_start is not None and found.quote_end is not None
    assert words[found.quote_start - 100 : found.quote_end - 100] == quote


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (', "at 5 mg daily" and "for 50 weeks"', [("at 5 mg daily", None), ("for 50 weeks", None)]),
        (', p. 3, "a", p. 4, "b"', [("a", "3"), ("b", "4")]),
        (", p. 3, “a” and “b”", [("a", "3"), ("b", "3")]),
        (', "a", p. 3, "b", p. 4', [("a", "3"), ("b", "4")]),
        (', "a" on p. 3', [("a", "3")]),
        (", 'for 50 weeks' on p. 3", [("for 50 weeks", "3")]),
        (", 'a dose' and 'b', p. 3", [("a dose", "3"), ("b", "3")]),
    ],
)
def test_every_quotation_is_read(words: str, quotes: list[tuple[str, str | None]]) -> None:
    found = read_suffix(words, 100)
    assert [(one.quote, one.locator) for one in (found, *found.more)] == quotes
    for one in (found, *found.more):
        assert one.quote_start is not None and one.quote_end is not None
        assert words[one.quote_start - 100 : one.quote_end - 100] == one.quote
    pointers = read_numbers("3" + words, 99)
    assert [(one.name, one.quote, one.locator) for one in pointers] == [("3", *one) for one in quotes]


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        (', "open', True), (", p. 3, “open", True), (', "a" and "open', True),
        (', "It did not reduce "pain" at rest"', True), (', "a dose"', False), (', 6" tall', False), (', ""', False),
    ],
)  # fmt: skip
def test_quotations_that_cannot_be_read_are_told(words: str, is_told: bool) -> None:
    assert (read_suffix(words, 0).unread is not None) is is_told


@pytest.mark.parametrize("words", [', "open', ", “open", ', ""', ', " "', ", the 'best' dose", ", the patients' dose"])
def test_what_is_no_quotation(words: str) -> None:
    assert read_suffix(words, 0).quote is None


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("1", "1"),
        ("1, 3-5", "1 3 4 5"),
        ("1–3", "1 2 3"),
        ("1--3;7", "1 2 3 7"),
        (" 12 , 14 ", "12 14"),
        ("¹", "1"),
        ("¹,³", "1 3"),
        ("¹⁻³", "1 2 3"),
        ("12–14,19", "12 13 14 19"),
        ("1, 2, and 3", "1 2 3"),
        ("1 and 2", "1 2"),
        ("1 & 2", "1 2"),
        ("1-3 and 5", "1 2 3 5"),
    ],
)
def test_numbers(words: str, numbers: str) -> None:
    pointers = read_numbers(words, 7)
    assert [pointer.name for pointer in pointers] == numbers.split()
    assert all(pointer.kind == "number" for pointer in pointers)
    assert pointers[0].start == 7 + len(words) - len(words.lstrip())
    assert pointers[-1].end == 7 + len(words.rstrip())


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "0",
        "0, 1",
        "1.5",
        "1.5, 2",
        "-1",
        "5-3",
        "3-3",
        "1-900",
        "01",
        "12345",
        "1,",
        "1,,2",
        "1 2",
        "x",
        "1, x",
        "1a",
        "n = 3",
    ],
)
def test_what_is_no_list_of_numbers(words: str) -> None:
    assert read_numbers(words, 0) == ()


@pytest.mark.parametrize("words", ["see 1, 3", "refs. 1, 3", "See also 1, 3", "e.g. 1, 3"])
def test_words_before_numbers(words: str) -> None:
    assert [(one.name, words[one.start : one.end]) for one in read_numbers(words, 0)] == [("1", "1"), ("3", "3")]


def test_a_number_inside_a_range_stands_where_the_range_does() -> None:
    spans = {pointer.name: (pointer.start, pointer.end) for pointer in read_numbers("2, 14–16", 10)}
    assert spans == {"2": (10, 11), "14": (13, 15), "15": (13, 18), "16": (16, 18)}


@pytest.mark.parametrize(
    ("words", "name", "locator", "quote"),
    [
        ("3, p. 12", "3", "12", None),
        ('2, 4, pp. 5-7, "a dose"', "4", "5-7", "a dose"),
        ('3: "a dose"', None, None, None),
    ],
)
def test_a_locator_goes_with_the_last_number(
    words: str, name: str | None, locator: str | None, quote: str | None
) -> None:
    pointers = read_numbers(words, 0)
    last = pointers[-1] if pointers else None
    assert (last and last.name, last and last.locator, last and last.quote) == (name, locator, quote)
    assert all(pointer.locator is None for pointer in pointers[:-1])


@given(st.text(st.sampled_from("0123456789,;–- p.\"“”'()[]{}~xivand§¹²"), max_size=40), st.integers(0, 1000))
def test_what_is_read_stands_in_the_words(words: str, offset: int) -> None:
    suffix = read_suffix(words, offset)
    if suffix.quote is not None and suffix.quote_start is not None and suffix.quote_end is not None:
        assert words[suffix.quote_start - offset : suffix.quote_end - offset] == suffix.quote
    for pointer in read_numbers(words, offset):
        assert 0 <= pointer.start - offset < pointer.end - offset <= len(words)
        assert 1 <= int(pointer.name) <= 9999


@pytest.mark.parametrize("unit", ["-", "“", '"', "“a", "``", "'", "{", "p. ", "1,", "1-", "~", "1 and ", "i", "("])
def test_long_rows_of_one_sign_end(unit: str) -> None:
    words = unit * 50_000
    assert read_suffix(words, 0).quote is None or unit in ('"', "'")
    assert read_suffix(f"p. 1{words}", 0).label == "page"
