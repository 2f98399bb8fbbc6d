"""The message of a finding in runs, with the words in question marked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from evidence_assembler.renderers.shown.marked_message import mark_message

SIGNS = st.text(alphabet="5.0 ab'\"“”…·,é\n", max_size=60)


def mark(message: str, *words: str) -> str:
    """The message with [marks] around the words, and {braces} around passages."""
    return "".join(
        ("{" if run.quoted else "") + (f"[{run.text}]" if run.marked else run.text) + ("}" if run.quoted else "")
        for run in mark_message(message, words)
    ).replace("}{", "")


@pytest.mark.parametrize(
    ("message", "words", "marked"),
    [
        ("“It” cites 'roe', no source", ("roe",), "{“It”} cites '[roe]', no source"),
        ("“5 to 50 mg” has '50' where it has '5'", ("50", "5"), "{“5 to 50 mg”} has '[50]' where it has '[5]'"),
        ("“It took 5 mg.” gives “5 mg”", ("5 mg",), "{“It took 5 mg.”} gives {“[5 mg]”}"),
        ('has "don\'t" in it', ("don't",), 'has "[don\'t]" in it'),
        ("no author, no coauthor", ("author",), "no [author], no coauthor"),
        ("0.5, 5.5, 15, 5 and 5.", ("5",), "0.5, 5.5, 15, [5] and [5]."),
        ("a “passage “within” it” ends", (), "a {“passage “within” it”} ends"),
        ("a “passage “cut … ends", (), "a “passage “cut … ends"),
        ("a “passage “cut …” ends", (), "a “passage {“cut …”} ends"),
        ("“stands not here” and not there", ("stands not",), "{“[stands not] here”} and not there"),
        ("“a b” c", ("b” c",), "{“a [b”]}[ c]"),
    ],
)
def test_words_are_marked_where_they_are_named_else_where_they_stand(
    message: str, words: tuple[str, ...], marked: str
) -> None:
    assert mark(message, *words) == marked


@settings(deadline=None)
@given(SIGNS, st.lists(SIGNS, max_size=4))
def test_the_runs_make_up_the_message(message: str, words: list[str]) -> None:
    """Nothing is lost, nothing is twice, and what is marked is of the words."""
    runs = mark_message(message, words)
    assert "".join(run.text for run in runs) == message
    assert all(run.text for run in runs)
    assert all(any(run.text in one for one in words) for run in runs if run.marked)


@settings(deadline=None)
@given(SIGNS)
def test_words_named_in_a_message_are_marked(words: str) -> None:
    """Whatever they hold, where they stand between marks as `repr` sets them."""
    named = repr(words)[1:-1]
    message = f"cites {words!r}, no source"
    marked = "".join(run.text for run in mark_message(message, (named,)) if run.marked)
    assert named in marked


def test_a_very_long_message_is_cut_before_it_is_marked() -> None:
    """At 600 characters, with an ellipsis; a passage that the cut leaves open is none."""
    runs = mark_message(f"'a' “{'a b ' * 400}”", ("a",))
    text = "".join(run.text for run in runs)
    assert len(text) == 602
    assert text.endswith(" …")
    assert [run.text for run in runs if run.marked] == ["a"]
    assert not any(run.quoted for run in runs)
