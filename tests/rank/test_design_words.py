"""Design words: which phrases of a sentence name a design, and whether they speak of what the sentence cites."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.data import read_table
from evidence_assembler.rank.design_words import DesignPhrase, fits, list_design_phrases
from evidence_assembler.rank.designs import all_designs

TABLE = read_table("design_words")
WORDS = st.sampled_from(
    "a the this in of by two no trial trials study studies review guideline randomised cohort systematic RCT Smith's "
    "and found shows reported is needed ( ) , . “ ” et al. patients in vitro chart İ 2019 12-week".split(" ")
)


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.words, one.says.name, one.means) for one in list_design_phrases(text)]


def find_one(text: str) -> DesignPhrase:
    (found,) = list_design_phrases(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "A large, double-blind, randomised trial found it.",
            "A large, double-blind, randomised trial",
            "randomized trial",
        ),
        ("A double-blind crossover study found less pain.", "A double-blind crossover study", "controlled trial"),
        ("An RCT found less pain.", "An RCT", "randomized trial"),
        ("A Danish trial (SUN) found less pain.", "A Danish trial (SUN)", "trial"),
        ("Roe's trial found less pain.", "Roe's trial", "trial"),
        ("A non-randomised trial found less pain.", "A non-randomised trial", "trial"),
        ("A nested case-control study found less pain.", "A nested case-control study", "case-control study"),
        ("A large Swiss cirrhosis cohort study found it.", "A large Swiss cirrhosis cohort study", "cohort study"),
        ("A retrospective chart review found more deaths.", "A retrospective chart review", "records of patients"),
        ("A Cochrane review found no difference.", "A Cochrane review", "systematic review"),
        ("A narrative review suggests it.", "A narrative review", "narrative review"),
        ("The 2019 NICE guidelines recommend it.", "The 2019 NICE guidelines", "guideline"),
        ("The summary of product characteristics states it.", "The summary of product characteristics", "drug label"),
        ("An in vitro study showed it.", "An in vitro study", "laboratory study"),
        ("A mouse study showed it.", "A mouse study", "animal study"),
        ("Pain fell (randomised trial, n = 31).", "randomised trial", "randomized trial"),
        ("Two randomised trials found it.", "Two randomised trials", "randomized trial"),
    ],
)
def test_a_phrase_is_read_with_what_stands_before_its_noun(text: str, words: str, name: str) -> None:
    assert read(text) == [(words, name, "cited")]


@pytest.mark.parametrize(
    "text",
    [
        "Pain fell in a trial.",
        "Pain fell, as shown by a trial.",
        "According to the trial, pain fell.",
        "The results of the trial showed less pain.",
        "A trial by Roe et al. in the U.S. found less pain.",
        "A trial of 31 women, published in 2013, has also shown less pain.",
        "A trial did not find less pain.",
        "There is one trial.",
        "The trial found that more rest is needed.",
        "It has been needed for long; a trial found less pain.",
        "In a trial, pain fell.",
        "As reported in the trial, pain fell.",
        "An umbrella review ranks it first.",
        "An editorial calls it a hope.",
        "A letter reports a rash.",
        "Studies in mice found less pain.",
        "Roe et al. found in their trial that pain fell.",
        "The experts of the guideline group advise it.",
        "Evidence from randomised trials supports it.",
    ],
)
def test_a_report_is_told_by_the_phrase(text: str) -> None:
    assert find_one(text).means == "cited"


@pytest.mark.parametrize(
    "text",
    [
        "A trial is needed.",
        "A trial that finds less pain is needed.",
        "It was never tested in a trial.",
        "No trial found less pain.",
        "Further trials found less pain.",
        "Whether it holds in a trial is not known.",
        "Without evidence from a trial it is not used.",
        "Patients in the trial took 5 mg.",
        "The results agree with the trial.",
        "Trials are lacking.",
        "It was shown in trials.",
        "A trial of therapy found its end.",
        "In a trial, chance decides.",
        "The trial's protocol was changed.",
        "The trial data were lost.",
        "A trial-based rule found less pain.",
        "We showed this in a trial.",
        "The present trial found less pain.",
        "The trial found less pain, in line with earlier work.",
        "It is like a “trial found”.",
        "The study of sleep has shown much.",
        "A sleep study showed pauses.",
        "A medication review found errors.",
        "Followed by a trial of tablets, it fell.",
        "They were invited in a letter.",
        "Evidence from trials is lacking.",
        "The guideline group was large.",
        "Roe et al. enrolled women in their trial.",
    ],
)
def test_no_report_is_told_by_the_phrase(text: str) -> None:
    assert [one.words for one in list_design_phrases(text) if one.means is not None] == []


def test_what_was_cited_before_is_meant_by_this() -> None:
    assert read("This trial found less pain.") == [("This trial", "trial", "before")]


def test_a_statement_of_animals_may_call_the_study_there_a_trial() -> None:
    says = find_one("A randomised trial found less pain in rats.").says
    assert fits(says, "animal study", "", "A randomised trial found less pain in rats.")
    assert not fits(says, "animal study", "", "A randomised trial found less pain.")
    assert not fits(find_one("A review found less pain in rats.").says, "animal study", "", "in rats")


def test_what_is_known_not_to_be_by_chance_is_no_randomised_trial() -> None:
    says = find_one("A randomised trial found it.").says
    assert fits(says, "controlled study", 'title says "crossover study"', "")
    assert not fits(says, "controlled study", 'keyword "Non-Randomized Controlled Trial"', "")


def test_the_table_names_designs_that_there_are() -> None:
    designs = all_designs()
    sorts = {design.kind for design in designs.values()}
    for row in TABLE["word"]:
        assert set(row["designs"]) <= designs.keys(), row["name"]
        assert {*row["sorts"], row.get("sort", "study")} <= sorts, row["name"]
        assert ("noun" in row) == ("sort" in row), row["name"]
    assert TABLE["reporters"].keys() <= designs.keys() | sorts
    assert TABLE["models"].keys() <= designs.keys()


@pytest.mark.parametrize("name", [name for name, one in all_designs().items() if one.kind in ("study", "synthesis")])
def test_a_design_may_be_called_by_its_own_name(name: str) -> None:
    found = [one for one in list_design_phrases(f"In a {name} it fell.") if one.means is not None]
    assert [name for one in found if not fits(one.says, name, "", "")] == []
    assert found or name == "secondary analysis of a randomized trial", "an analysis is not judged"


@given(st.lists(WORDS, max_size=60))
def test_phrases_are_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words).lower()
    assert all(one.words.lower() in text for one in list_design_phrases(" ".join(words)))


@given(st.lists(WORDS, max_size=40))
def test_a_statement_of_ones_own_work_speaks_of_no_source(words: list[str]) -> None:
    assert all(one.means is None for one in list_design_phrases("We wrote " + " ".join(words)))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(one.words for one in list_design_phrases(text))
