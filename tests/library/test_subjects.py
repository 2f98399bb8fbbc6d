"""Subjects: which works are about the same, by the words of their titles."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.library.subjects import (
    SubjectIndex,
    find_shared,
    fold_stem,
    list_stems,
    list_words,
    read_subject,
)
from evidence_assembler.model.source import Source


def make_source(title: str, source_id: str = "a", keyword: str | None = None) -> Source:
    variables = {"title": title} if keyword is None else {"title": title, "keyword": keyword}
    return Source(id=source_id, variables=variables)


def share(one: str, other: str) -> tuple[str, ...]:
    return find_shared(read_subject(make_source(one)), read_subject(make_source(other)))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (
            "Low-dose naltrexone for the treatment of fibromyalgia: findings of a small trial",
            "Naltrexone 6 mg once daily versus placebo in women with fibromyalgia: a randomised trial",
            ("naltrexone", "fibromyalgia"),
        ),
        (
            "Efficacy and safety of low-dose naltrexone (LDN) in fibromyalgia: a systematic review",
            "Effects of Naltrexone on Pain Sensitivity and Mood in Fibromyalgia: No Evidence for a Pathophysiology",
            ("naltrexone", "fibromyalgia"),
        ),
        (
            "Aspirin and the risk of cancer",
            "Cancer after aspirin: a cohort study",
            ("aspirin", "cancer"),
        ),
        ("Iron for anaemia", "Anemias and their treatment with iron", ("iron", "anaemia")),
        ("Salt and risk of hypertension", "Hypertensive patients and salt: a review of salt", ("salt", "hypertension")),
        ("Examplopril for raised blood pressure", "Blood pressure on examplopril", ("examplopril", "blood pressure")),
        ("Zinc for COVID-19", "COVID-19 in children: is zinc of use?", ("zinc", "covid-19")),
        ("Omega-3 for depression", "Depressive disorders: omega-3 again", ("omega-3", "depression")),
        ("Vitamin D in MS", "MS and its course under vitamin D", ("vitamin", "D", "MS")),
        ("Examplopril: a narrative review", "Examplopril: a systematic review", ("examplopril",)),  # nothing beside it
    ],
)
def test_works_that_share_two_things_are_about_one_subject(one: str, other: str, shared: tuple[str, ...]) -> None:
    assert share(one, other) == shared
    assert share(other, one), "and the other way round"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zinc and copper in alopecia", "Zinc, copper and asthma"),  # two things of one kind
        ("Naltrexone for fibromyalgia", "Naltrexone for itch"),
        ("Naltrexone for fibromyalgia", "Exercise for fibromyalgia"),
        ("Serum zinc levels in patients with asthma", "Serum iron levels in patients with anaemia"),  # general words
        ("Malaria in children in Nigeria", "Asthma in children in Nigeria"),  # people and places
        ("A randomized trial of zinc: study protocol", "A randomized trial of iron: study protocol"),
        ("Low-dose naltrexone in fibromyalgia", "LDN in fibromyalgia"),  # abbreviations are not known
        ("Chronic obstructive pulmonary disease", "Chronic obstructive pulmonary disease and smoking"),  # one thing
        ("Phase II trial of zinc", "Phase II trial of iron"),
        ("ZINC IN MS", "COPPER IN MS"),
        ("", "Naltrexone for fibromyalgia"),
        ("", ""),
    ],
)
def test_works_that_share_less_are_not(one: str, other: str) -> None:
    assert share(one, other) == ()


def test_keywords_without_a_common_one_are_a_veto_and_never_a_reason() -> None:
    one = read_subject(
        make_source("Copper for infection control in wards with Legionella", keyword="Copper; Legionella")
    )
    same = read_subject(make_source("Legionella under copper", keyword="*Copper/pharmacology; Humans"))
    other = read_subject(make_source("Legionella under copper", keyword="Plumbing; Humans"))
    bare = read_subject(make_source("Legionella under copper"))
    silent = read_subject(make_source("Pathogenesis", keyword="Copper; Legionella"))
    assert find_shared(one, same) == find_shared(one, bare) == ("copper", "legionella")
    assert find_shared(one, other) == ()
    assert find_shared(one, silent) == ()


def test_an_index_finds_what_comparing_with_every_work_finds() -> None:
    titles = [
        "Zinc for the common cold",
        "Zinc lozenges in people with colds",
        "Copper surfaces against Legionella",
        "Legionella and copper",
        "Pathogenesis",
        "",
    ]
    sources = [make_source(title, f"s{number}") for number, title in enumerate(titles)]
    index = SubjectIndex(sources)
    for source in sources:
        compared = [
            (one, shared) for one in sources if (shared := find_shared(read_subject(source), read_subject(one)))
        ]
        assert list(index.find_alike(source)) == compared


def test_words_of_measures_are_read_beside_those_of_a_subject() -> None:
    assert [stem for stem, _ in list_stems("Naltrexone lowers mortality from cancer")] == ["naltrexone", "cancer"]
    assert list(list_words("Naltrexone lowers mortality from cancer")) == ["naltrexone", "mortality", "cancer"]


WORDS = st.lists(
    st.sampled_from(
        ["zinc", "cold", "iron", "of", "for", "and", ",", ":", "serum", "trial", "women", "asthma", "ward"]
    ),
    max_size=9,
).map(" ".join)


@given(WORDS, WORDS)
def test_being_about_one_subject_goes_both_ways(one: str, other: str) -> None:
    assert set(map(fold_stem, share(one, other))) == set(map(fold_stem, share(other, one)))


@given(st.lists(WORDS, max_size=8), WORDS)
def test_an_index_and_a_comparison_of_all_agree(titles: list[str], title: str) -> None:
    sources = [make_source(words, f"s{number}") for number, words in enumerate(titles)]
    found = [source.id for source, _ in SubjectIndex(sources).find_alike(make_source(title))]
    assert found == [source.id for source in sources if share(title, source.title or "")]


@given(st.text(max_size=80))
def test_any_title_is_read(title: str) -> None:
    subject = read_subject(make_source(title))
    assert subject.parts.keys() == subject.written.keys()
    assert all(subject.parts.values())


def test_in_a_large_library_two_common_words_are_no_subject_and_in_a_small_one_they_are() -> None:
    """What a small library is all about still counts there."""
    common = [make_source(f"Zinc for colds: part {number}", f"s{number}") for number in range(100)]
    asked = make_source("Zinc against colds in mountaineers", "asked")
    rare = make_source("Zinc and mountaineers", "rare")
    assert len(list(SubjectIndex(common).find_alike(asked))) == 100
    others = [make_source(f"Other {number}", f"o{number}") for number in range(2000)]
    large = SubjectIndex([*common, *others, rare, make_source("Mountaineers under zinc", "told")])
    assert [source.id for source, _ in large.find_alike(asked)] == ["told"]
