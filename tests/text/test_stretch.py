"""The words of a file at a place, and when two stretches of words are the same."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model import Place
from evidence_assembler.text.line_places import LinePlaces
from evidence_assembler.text.stretch import cut_stretch, fold_stretch, read_stretches

LINES = ["Pain fell. It was", "", "safe in all."]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("a", 1, 1, 1, 11), "Pain fell."),
        (Place("a", 1, 12, 3, 5), "It was\n\nsafe"),
        (Place("a", 3, 9, 3, 99), "all."),
        (Place("a", 3, 9, 7, 2), "all."),
        (Place("a", 2, 1, 2, 1), ""),
        (Place("a", 9, 1, 9, 4), ""),
        (Place("a", 3, 1, 1, 4), ""),
    ],
)
def test_what_stands_at_a_place(place: Place, words: str) -> None:
    assert cut_stretch(LINES, place) == words


@given(st.text(st.sampled_from("ab \né😀"), max_size=40), st.data())
def test_a_place_gives_back_the_words_that_it_was_made_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = LinePlaces(text, "a").place(start, end)
    assert cut_stretch(text.split("\n"), place) == text[start:end].removesuffix("\n")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It was safe.", "It  was\n\tsafe.", True),
        ("It was safe.", "It\n> was\n>> safe.", True),
        ("It was > safe.", "It was\n> safe.\nHere.", False),
        ("caf\u00e9", "cafe\u0301", True),
        ("5 mg", "-5 mg", False),
        ("It was safe.", "it was safe.", False),
        ("It was safe", "It was safe.", False),
        ("10\u2075", "105", False),
    ],
)
def test_stretches_are_the_same_whatever_the_width_of_their_lines(one: str, other: str, same: bool) -> None:
    assert (fold_stretch(one) == fold_stretch(other)) is same


def test_where_there_are_no_words_there_is_none() -> None:
    read = read_stretches({"a": ["one", "   "]}.get)
    assert read(Place("a", 1, 1, 1, 4)) == "one"
    assert read(Place("a", 2, 1, 2, 4)) is None
    assert read(Place("b", 1, 1, 1, 4)) is None
