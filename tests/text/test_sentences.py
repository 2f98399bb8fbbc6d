"""Sentences: hard cases, the laws of the spans, and that time grows with the text only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.model.manuscript import MARK
from evidence_assembler.text.sentences import split_sentences

CASES = Path(__file__).with_name("sentences.yaml")


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def read_cases() -> list[Any]:
    groups = parse_yaml(CASES.read_text(encoding="utf-8"), CASES.name).value
    cases = []
    for group, listed in groups.items():
        for case in listed:
            space, sentences = ("", case["glued"]) if isinstance(case, dict) else (" ", case)
            cases.append(
                pytest.param(space, [one.replace("◊", MARK) for one in sentences], id=f"{group}: {sentences[0]}")
            )
    return cases


@pytest.mark.parametrize(("space", "sentences"), read_cases())
def test_hard_cases(space: str, sentences: list[str]) -> None:
    """What people read as sentences."""
    assert split(space.join(sentences)) == sentences


@pytest.mark.parametrize(("space", "sentences"), read_cases())
def test_hard_cases_hold_in_wrapped_lines(space: str, sentences: list[str]) -> None:
    """The end of a line is a space."""
    text = space.join(sentences).replace(" ", "\n")
    assert [one.replace("\n", " ") for one in split(text)] == sentences


def test_there_are_no_sentences_in_nothing() -> None:
    assert split_sentences("") == split_sentences(" \n\t ") == []


PIECES = st.sampled_from(
    [*"aBc1 .!?…。\n\"“”'()[]-,;:", MARK, "[3]", " et al. ", "e.g. ", "The ", "Dr. ", "...", "¹", "1.5", "  ", " mRNA "]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=60))
def test_the_spans_hold_all_that_is_not_space(text: str) -> None:
    """Spans are in order, do not overlap, begin and end with what is no space, and leave only space out."""
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


WORDS = st.sampled_from(
    "pain fell in patients with fibromyalgia and stayed low after many weeks of treatment at 4.5 mg a day".split()
)
PLAIN = st.builds(
    lambda first, words, mark, stop: " ".join([first, *words, "days"]) + mark + stop,
    st.sampled_from(["The", "This", "Naltrexone", "Patients", "In", "However, it", "Bleeding"]),
    st.lists(WORDS, min_size=1, max_size=12),
    st.sampled_from(["", f" {MARK}", " [3]", " (n = 31)"]),
    st.sampled_from([".", "!", "?", f".{MARK}", ".[1, 2]", ".”"]),
)


@given(st.lists(PLAIN, min_size=1, max_size=8), st.sampled_from([" ", "\n", "  ", " \n "]))
def test_plain_sentences_are_given_back(sentences: list[str], space: str) -> None:
    """Joining undoes splitting, and a sentence holds no other."""
    assert split(space.join(sentences)) == sentences
    assert all(split(one) == [one] for one in sentences)


ROWS = [
    ".",
    "a.",
    "a. A",
    "(",
    "(a. B ",
    "a. (B ",
    'a. "B ',
    "“a. B ",
    MARK,
    f"a. {MARK} ",
    ". ",
    "a. [1",
    "1. A ",
    "word ",
]


@pytest.mark.parametrize("piece", [*ROWS, "。", "a.¹", "a.1 "])
def test_long_texts_are_split(piece: str) -> None:
    """Rows of stops, brackets that never close, one sentence of a million signs: all is there in the end."""
    text = piece * (200_000 // len(piece))
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
