"""Disagreeing: what stands against what, and what only looks so."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.disagree import find_disagreements, says_otherwise
from evidence_assembler.model import Disagreement, NumberedCitation, Section, Statement, Topic


def cite(number: int | None, intent: str = "supports", indirect: str | None = None) -> NumberedCitation:
    return NumberedCitation(source_id=f"source{number}", number=number, intent=intent, indirect=indirect)


def state(name: str, text: str, *citations: NumberedCitation) -> Statement:
    return Statement(id=name, text=text, citations=citations)


def put(*statements: Statement, title: str | None = "Dose") -> Section:
    return Section(title=None, tier=None, topics=(Topic(title=title, statements=statements),))


def tell(found: tuple[Disagreement, ...]) -> list[list[tuple[str, str | None, tuple[int, ...]]]]:
    return [[(side.statement, side.says, side.numbers) for side in one.sides] for one in found]


def compare(*texts: str, question: str = "") -> list[list[str | None]]:
    """The values of each disagreement among sentences of one topic, each with a source of its own."""
    statements = (state(f"s{place}", text, cite(place)) for place, text in enumerate(texts, start=1))
    return [[side.says for side in one.sides] for one in find_disagreements([put(*statements)], question)]


def test_a_statement_is_shown_with_what_is_cited_for_it_and_against_it() -> None:
    """Background, what speaks only indirectly, and what is not known are on no side."""
    told = state(
        "pain", "X reduces pain.", cite(1), cite(2, "disputes"), cite(3, "background"), cite(4, indirect="in mice"),
        cite(5, "disputes", "in mice"), cite(6), cite(None, "disputes"), cite(2, "disputes"),
    )  # fmt: skip
    (found,) = find_disagreements([put(told)])
    assert (found.kind, found.about) == ("disputed", None)
    assert tell((found,)) == [[("pain", None, (1, 6)), ("pain", None, (2,))]]


@pytest.mark.parametrize(
    "citations",
    [
        (cite(1), cite(2)),
        (cite(2, "disputes"),),
        (cite(1), cite(2, "background")),
        (cite(1), cite(2, "disputes", "old")),
    ],
)
def test_without_both_there_is_no_disagreement(citations: tuple[NumberedCitation, ...]) -> None:
    """One side alone is none."""
    assert find_disagreements([put(state("pain", "X reduces pain.", *citations))]) == ()


def test_what_the_disputing_source_supports_instead_stands_on_the_other_side() -> None:
    """Also where nothing supports the disputed statement directly."""
    opioid = state("opioid", "It acts by opioid receptors.", cite(2, "disputes"))
    glia = state("glia", "It acts by glia.", cite(2))
    assert tell(find_disagreements([put(opioid, glia)])) == [[("opioid", None, ()), ("glia", None, (2,))]]
    opioid = state("opioid", "It acts by opioid receptors.", cite(1), cite(2, "disputes"), cite(3, "disputes"))
    assert tell(find_disagreements([put(glia, opioid)])) == [
        [("opioid", None, (1,)), ("glia", None, (2,)), ("opioid", None, (3,))]
    ]


@pytest.mark.parametrize(
    "others",
    [
        [put(state("glia", "It acts by glia.", cite(2)), title="Another topic")],
        [put(state("glia", "It acts by glia.", cite(2)), state("toll", "It acts by TLR4.", cite(2)))],
        [put(state("glia", "It acts by glia.", cite(1), cite(2)))],
        [put(state("glia", "It acts by glia.", cite(2, "background")))],
    ],
)
def test_what_it_supports_instead_is_not_guessed(others: list[Section]) -> None:
    """Not from another topic, not of two statements, and not where the supporting source supports that one too."""
    opioid = put(state("opioid", "It acts by opioid receptors.", cite(1), cite(2, "disputes")))
    assert tell(find_disagreements([opioid, *others])) == [[("opioid", None, (1,)), ("opioid", None, (2,))]]


def test_two_values_for_one_thing() -> None:
    """Each with the words of its value, the numbers it rests on, and what both are about."""
    one = state("one", "The maximum dose is 4.5 mg.", cite(1), cite(3, "background"))
    other = state("other", "The maximum dose is 5 mg.", cite(2))
    (found,) = find_disagreements([put(one), put(other)])
    assert (found.kind, found.about) == ("numbers", "The maximum dose is …")
    assert tell((found,)) == [[("one", "4.5 mg", (1,)), ("other", "5 mg", (2,))]]
    assert find_disagreements([put(one), put(other, title="Another topic")]) == ()
    assert len(find_disagreements([put(one, title=None), put(other, title=None)])) == 1


def test_all_that_disagree_stand_in_one_table() -> None:
    """Three values are three sides; what agrees with all others is none."""
    texts = (
        "The dose is 5 mg.",
        "The dose is 9 mg.",
        "The dose is 5 mg daily.",
        "The dose is 12 mg.",
        "The dose is 5 mg.",
    )
    assert compare(*texts) == [["5 mg", "9 mg", "12 mg", "5 mg"]]
    assert compare("The dose is 1–5 mg.", "The dose is 4 mg.", "The dose is 3–5 mg.") == [["1–5 mg", "3–5 mg"]]


def test_disagreements_come_in_reading_order() -> None:
    """By their first statement, of whichever kind they are."""
    statements = (
        state("a", "The dose is 5 mg.", cite(1)),
        state("b", "X reduces pain.", cite(1), cite(2, "disputes")),
        state("c", "The dose is 9 mg.", cite(2)),
        state("d", "X reduces fatigue.", cite(1), cite(2, "disputes")),
    )
    found = find_disagreements([put(*statements)])
    assert [(one.kind, one.sides[0].statement) for one in found] == [
        ("numbers", "a"), ("disputed", "b"), ("disputed", "d"),
    ]  # fmt: skip


def test_what_question_and_acronyms_say_goes_without_saying() -> None:
    """On one side only, and never a word that tells one value from another."""
    question = "How does low-dose naltrexone (LDN) work, and what is its maximum dose?"
    assert compare("Low dose means 1 to 5 mg a day.", "LDN is given at 3-5 mg daily.", question=question)
    assert compare("Low dose means 1 to 5 mg a day.", "LDN is given at 3-5 mg daily.") == []
    assert compare("The dose is 5 mg.", "The maximum dose is 9 mg.", question=question) == []
    assert compare("Naltrexone is given at 5 mg.", "The dose is 9 mg.", question=question) == []
    told = ("Beta blocker therapy (BBT) lasts 5 weeks.", "BBT lasts 9 weeks.", "Beta blocker therapy lasts 12 weeks.")
    assert compare(*told) == [["5 weeks", "9 weeks", "12 weeks"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4.5 mg", "5 mg"),
        ("1–5 mg", "3–5 mg"),
        ("1 to 5 mg", "9 mg"),
        ("up to 5 mg", "up to 4.5 mg"),
        ("up to 5 mg", "9 mg"),
        ("at least 2 weeks", "at least 4 weeks"),
        ("more than 10 %", "5 %"),
        ("less than 10 %", "12–15 %"),
        ("about 30 %", "50 %"),
        ("5 mg", "4.8 mg"),
        ("at least 5 mg", "up to 4 mg"),
    ],
)
def test_values_that_cannot_both_be_right(one: str, other: str) -> None:
    """In either order."""
    assert says_otherwise(one, other)
    assert says_otherwise(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4.5 mg", "4,500 µg"),
        ("1–5 mg", "4.5 mg"),
        ("1–5 mg", "1000 to 5000 µg"),
        ("up to 5 mg", "3 mg"),
        ("up to 5 mg", "1–5 mg"),
        ("at least 2 weeks", "14 days or more"),
        ("at least 2 weeks", "3 weeks"),
        ("more than 10 %", "more than 15 %"),
        ("more than 10 %", "12 %"),
        ("28.8 %", "29 %"),
        ("12.5 mm Hg", "about 13 mm Hg"),
        ("28.8 %", "about 30 %"),
        ("5 mg", "5 mL"),
        ("5 mg", "no number"),
        ("5 mg or 9 mg", "12 mg"),
    ],
)
def test_values_that_can_both_be_right(one: str, other: str) -> None:
    """Converted, held by the other, rounded, approximate; or not comparable."""
    assert not says_otherwise(one, other)
    assert not says_otherwise(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pain fell 28.8% on naltrexone 4.5 mg.", "Pain fell 28.8% on naltrexone 6 mg."),
        ("Pain fell by 5% and sleep by 8%.", "Pain fell by 6% and sleep by 9%."),
        ("Pain fell from 60 to 40 points.", "Pain fell from 70 to 40 points."),
        ("Smith et al. found a dose of 5 mg.", "Smith et al. found a dose of 9 mg."),
        ("Five trials were done.", "Nine trials were done."),
        ("Women who took 5 mg slept better.", "Women who took 9 mg slept better."),
        ("5 mg is effective.", "9 mg is effective."),
        ("More than 5% of adults cough.", "More than 8% of adults cough."),
    ],
)
def test_what_may_be_two_things_is_left_alone(one: str, other: str) -> None:
    """A condition, two numbers that differ, a change, a study, a count of studies."""
    assert compare(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The target is below 130 mm Hg.", "The target is below 140 mm Hg."),
        ("Take 5 mg daily.", "Take 10 mg daily."),
        ("5 mg is the maximum dose.", "The maximum dose is 9 mg."),
        ("Adults need 7 hours of sleep.", "Adults need 9 hours of sleep."),
        ("The drug has a half-life of 4 hours.", "The drug has a half-life of 13 hours."),
        ("Symptoms improve within 2 weeks.", "Symptoms improve within 6 weeks."),
        ("Passwords must be changed every 90 days.", "Passwords must be changed every 60 days."),
        ("Passwords must have at least 8 characters.", "Passwords must have at least 15 characters."),
        ("The starting dose is 1.5 mg.", "The initial dosage is 3 mg."),
        ("Mortality was 12% with X and 15% with placebo.", "Mortality was 14% with X and 15% with placebo."),
    ],
)
def test_a_sentence_about_a_number_is_known_by_what_stands_before_it(one: str, other: str) -> None:
    """Verbs, prepositions behind a verb, and what begins a sentence."""
    assert len(compare(one, other)) == 1


def test_a_long_sentence_that_differs_in_one_number_is_seen_wherever_the_number_stands() -> None:
    """Eight words that agree leave little doubt; a dose or a time in it may still be a condition."""
    text = "Of all adults with chronic pain who were asked by letter, {} slept badly, ate little and felt tired."
    assert compare(text.format("34 %"), text.format("48 %")) == [["34 %", "48 %"]]
    text = "Adults with chronic pain who took naltrexone {} slept better, ate more and felt less tired than before."
    assert compare(text.format("5 mg"), text.format("9 mg")) == []


@given(st.lists(st.sampled_from(["3", "5", "5.0", "9", "1–5", "about 5", "up to 9", "4,500"]), max_size=6))
def test_every_side_stands_against_another_and_no_other_statement_does(values: list[str]) -> None:
    """Among sentences of one frame, whatever their order."""
    texts = [f"The maximum dose is {value} mg." for value in values]
    found = compare(*texts)
    apart = [v for v in values if any(says_otherwise(f"{v} mg", f"{other} mg") for other in values)]
    assert found == ([[f"{value} mg" for value in apart]] if apart else [])


def test_many_statements_that_differ_in_names_are_no_disagreement() -> None:
    """A thousand trials with a thousand results."""
    draw = random.Random(1)
    statements = (
        state(str(i), f"In trial number {i} pressure fell by {draw.random():.3f} mm Hg more on X than on Y.", cite(i))
        for i in range(1, 1001)
    )
    assert find_disagreements([put(*statements)]) == ()


def test_ten_thousand_values_are_one_table() -> None:
    """Compared with what contradicts them at once, not each with each."""
    statements = [state(str(i), f"The maximum dose is {i} kg.", cite(i)) for i in range(1, 10_001)]
    (found,) = find_disagreements([put(*statements)])
    assert len(found.sides) == 10_000


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=20))
def test_any_text_can_be_compared(texts: list[str], question: str) -> None:
    """Whatever people write."""
    assert compare(*texts, question=question) == compare(*texts, question=question)
