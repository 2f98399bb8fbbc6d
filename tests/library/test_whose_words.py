"""Whose words these are."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, strategies as st

from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Source, SourceText

DRUG = (
    "Examplopril reduced systolic pressure by 12.5 mm Hg in 214 adults. The starting dose is 10 mg once daily, unless "
    "renal func-\ntion is impaired. It should not be used in pregnancy."
)
LEASE = "The tenant may not sublet the flat. The deposit is returned within 30 days. It should not be used in winter."
HAN = "下雨天我们都不出门。研究表明该药物有效，且十分安全。"


def make(*texts: str) -> Library:
    sources = [Source(id=f"s{number}") for number in range(len(texts))]
    return build_library(
        [(source, None) for source in sources],
        [SourceText(source_id=source.id, text=text) for source, text in zip(sources, texts, strict=True)],
    )


@pytest.mark.parametrize(
    ("quote", "holders"),
    [
        ("The deposit is returned within 30 days", ["s1"]),
        ("renal function is impaired", ["s0"]),
        ("the starting dose is 10mg", ["s0"]),
        ("[T]he starting dose … once daily.", ["s0"]),
        ("Examplopril reduced (...) in 214 adults", ["s0"]),
        ("It should not be used", ["s0", "s1"]),
        ("It", ["s0", "s1"]),
        ("该药物有效", ["s2"]),
        ("下雨天我们都不出门", ["s2"]),
        ("words that nobody wrote", []),
        ("…", []),
        ("", []),
    ],
)
def test_every_source_that_holds_the_words_is_found(quote: str, holders: list[str]) -> None:
    """However the quotation is fitted in, and however few its words are."""
    library = make(DRUG, LEASE, HAN)
    assert [source_id for source_id, _ in library.find_holders(quote)] == holders
    assert [source_id for source_id, match in library.locate(quote) if match.passed] == holders


def test_exact_words_come_first_then_no_more_than_asked_for() -> None:
    library = make("It is “so” here.", 'It is "so" here.', "It is none of these.")
    assert [(one, match.status) for one, match in library.locate('It is "so"')] == [
        ("s1", "exact"),
        ("s0", "normalized"),
    ]
    assert [one for one, _ in library.locate('It is "so"', most=1)] == ["s1"]


def test_nearly_the_same_words_are_found_where_none_are_the_same() -> None:
    """The likest first; few words, without a seed, are looked for in every text of a small library."""
    library = make(DRUG, LEASE, LEASE.replace("30 days", "13 weeks"))
    found = library.locate("The deposit is returned within 31 days")
    assert [(one, match.status) for one, match in found] == [("s1", "altered"), ("s2", "altered")]
    assert [(one, match.status) for one, match in library.locate("30 dayz")] == [("s1", "altered")]


def test_a_library_without_texts_holds_nothing() -> None:
    assert make().locate("any words at all") == ()


@given(st.integers(0, 39), st.randoms(use_true_random=False))
def test_a_passage_is_found_among_many_texts(number: int, rng: random.Random) -> None:
    """Any passage of any text: its source is among the holders."""
    start = rng.randrange(0, 140)
    words = TEXTS[number].split(" ")[start : start + rng.randint(1, 40)]
    assume(set(words) != {"="})  # marks alone are no quotation
    assert f"s{number}" in [source_id for source_id, _ in MANY.find_holders(" ".join(words))]


VOCABULARY = (
    "the dose of 10 mg was given to 214 adults who had pain (n = 7) and took anti-inflammatory drugs, once".split()
)
TEXTS = [" ".join(random.Random(seed).choices(VOCABULARY, k=180)) for seed in range(40)]
MANY = make(*TEXTS)
