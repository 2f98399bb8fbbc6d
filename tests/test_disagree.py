"""Disagreeing: what stands against what, and what only looks so."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.disagree import find_disagreements, rests_on_several, says_otherwise
from evidence_assembler.model import Disagreement, NumberedCitation, Statement, Topic


def cite(number: int | None, intent: str = "supports", indirect: str | None = None) -> NumberedCitation:
    return NumberedCitation(source_id=f"source{number}", number=number, intent=intent, indirect=indirect)


def state(name: str, text: str, *citations: NumberedCitation) -> Statement:
    return Statement(id=name, text=text, citations=citations)


def put(*statements: Statement, title: str | None = "Dose") -> Topic:
    return Topic(title=title, statements=statements)


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
def test_what_it_supports_instead_is_not_guessed(others: list[Topic]) -> None:
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The standardised mean difference was -0.61 (95% CI -1.14 to -0.08).",
            "The standardised mean difference was -0.50 (95% CI -1.19 to 0.19).",
        ),
        ("The hazard ratio was 0.75 (95% CI 0.60 to 0.90).", "The hazard ratio was 1.10 (95% CI 0.95 to 1.30)."),
        ("The hazard ratio was 0.75, 95% CI 0.60 to 0.90.", "The hazard ratio was 1.10, 95% CI 0.95 to 1.30."),
        ("Pain fell by 28.8% (p = 0.016).", "Pain fell by 12% (p = 0.2)."),
        ("Pain fell by 28.8%; P = .02.", "Pain fell by 12%; P = .3."),
        (
            "The risk ratio was 0.75 (95% confidence interval, 0.60–0.90; I² = 45%).",
            "The risk ratio was 1.2 (95% confidence interval, 1.0–1.4; I² = 0%; p = 0.03).",
        ),
        ("The relative risk was 0.80 [95% CI, 0.65–0.98].", "The relative risk was 1.15 [95% CI, 0.90–1.40]."),
        ("The mean fall was 12.5 points (SD 3.2).", "The mean fall was 8.1 points (SD 2.0)."),
        ("The odds ratio was 0.75 (0.60 to 0.90).", "The odds ratio was 1.3 (1.1 to 1.6)."),
        ("Nausea occurs in 37% (n = 52).", "Nausea occurs in 12% (n = 80)."),
        (
            "The mean reduction was 5.1 mm Hg (range 3 to 8 mm Hg).",
            "The mean reduction was 9.7 mm Hg (range 5 to 12 mm Hg).",
        ),
        ("The fine is up to €20 million.", "The fine is up to €10 million."),
        ("The budget is $4bn.", "The budget is $7bn."),
        ("The price is 5 euros.", "The price is €9."),
        ("The maximum file size is 25 MB.", "The maximum file size is 50 MB."),
        ("Keys must be at least 2048 bits long.", "Keys must be at least 3072 bits long."),
        ("The rate limit is 100 requests per minute.", "The rate limit is 60 requests per minute."),
        ("The API allows 100 requests per minute.", "The API allows 60 requests per minute."),
        ("Accounts are locked after 10 failed attempts.", "Accounts are locked after 5 failed attempts."),
        ("A password must contain at least 12 characters.", "A password must contain at least 8 characters."),
        ("Passwords should be changed every 2 years.", "Passwords should be changed every year."),
        ("Screening is recommended every 2 years.", "Screening is recommended annually."),
        ("Teeth should be cleaned twice a day.", "Teeth should be cleaned once a day."),
        ("VAT is charged at 19%.", "VAT is charged at 21%."),
        ("The threshold is 140/90.", "The threshold is 140/80."),
        ("The target is below 140/90 mm Hg.", "The target is below 130/80 mm Hg."),
        ("Anaemia is defined as a haemoglobin below 13 g/dL.", "Anaemia is defined as a haemoglobin below 12 g/dL."),
        ("Fever is a temperature above 38 °C.", "Fever is a temperature above 37.5 °C."),
        ("The token expires after 60 seconds.", "The token expires after 90 seconds."),
        ("The peak is reached after 1 hour.", "The peak is reached after 4 hours."),
        ("Screening should begin at age 50.", "Screening should begin at age 45."),
        ("Consent is valid from age 16.", "Consent is valid from age 13."),
        ("Warfarin should be stopped 5 days before surgery.", "Warfarin should be stopped 7 days before surgery."),
        ("At least 8 characters are required.", "At least 12 characters are required."),
        ("Nausea affected 37%.", "Nausea affected 12%."),
        ("One in five adults has chronic pain.", "One in three adults has chronic pain."),
        ("Chronic pain affects one in five adults.", "Chronic pain affects one in three adults."),
        ("Insomnia occurs in one in five.", "Insomnia occurs in 50%."),
        ("Treatment should continue for at least 6 months.", "Treatment should continue for at least 6 weeks."),
        ("Treatment lasts 6 weeks.", "Treatment lasts 6 months."),
        ("Symptoms last 3 weeks.", "Symptoms last 3 months."),
        ("Symptoms resolve within 10 days.", "Symptoms resolve within 2 months."),
        ("Logs are kept for 90 days.", "Logs are kept for 1 year."),
        ("Maximum dose 4.5 mg.", "Maximum dose 5 mg."),
        ("Blood donors must wait 56 days.", "Blood donors must wait 84 days."),
    ],
)
def test_plain_pairs_are_seen(one: str, other: str) -> None:
    """With what tells how sure a value is, money, data, intervals, pairs, thresholds, deadlines, shares and months."""
    assert len(compare(one, other)) == 1
    assert len(compare(other, one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The dose is 12.5 mg.", "The dose is 13 mg."),
        ("The dose is 4.96 mg.", "The dose is 5.0 mg."),
        ("The hazard ratio was 0.75 (95% CI 0.60 to 0.90).", "The hazard ratio was 0.75 (95% CI 0.50 to 1.10)."),
        ("Pain fell by 28.8% (p = 0.016).", "Pain fell by 28.8% (p = 0.02)."),
        (
            "The hazard ratio was 0.75 (95% CI 0.60 to 0.90) for death.",
            "The hazard ratio was 0.95 (95% CI 0.80 to 1.10) for stroke.",
        ),
        ("Nausea affected 37% (15 of 40).", "Nausea affected 37% (30 of 80)."),
        ("The fine is €10 million.", "The fine is €10,000,000."),
        ("The fee is $100.", "The fee is €100."),
        ("The limit is 1 GB.", "The limit is 1000 MB."),
        ("Keys have 256 bits.", "Keys have 32 bytes."),
        ("Screening is recommended every year.", "Screening is recommended annually."),
        ("Screening is recommended every 12 months.", "Screening is recommended every year."),
        ("The target is 140/90 mm Hg.", "The target is 140/90."),
        ("The target is 140/90 mm Hg in adults.", "The target is 130/80 mm Hg in children."),
        ("Pain improved after 6 weeks.", "Pain improved after 12 weeks."),
        ("Treatment lasts 3 months.", "Treatment lasts 12 weeks."),
        ("Treatment lasts 1 month.", "Treatment lasts 30 days."),
        ("Treatment lasts 1 year.", "Treatment lasts 52 weeks."),
        ("It lasts more than 3 months.", "It lasts 90 days."),
        ("Symptoms last 12 weeks.", "Symptoms last 3 months."),
        ("One in three adults sleeps badly.", "33% of adults sleep badly."),
        ("Pain is common in adults above 60 years.", "Pain is common in adults above 50 years."),
        ("Fever is a complaint of adults above 60 years.", "Fever is a complaint of adults above 50 years."),
        ("Passwords expire after 90 days for staff.", "Passwords expire after 30 days for guests."),
        ("Screening should begin at age 50 in men.", "Screening should begin at age 45 in women."),
        ("At least 8 characters are required.", "At least eight characters are required."),
        ("Survival at 1 year was 80%.", "Survival at 5 years was 50%."),
    ],
)
def test_what_agrees_or_is_another_thing_is_left_alone(one: str, other: str) -> None:
    """The same value in other units, roundings and intervals; another time, another group, another measure."""
    assert compare(one, other) == []
    assert compare(other, one) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The trial lasted 12 weeks.", "The trial lasted 26 weeks."),
        ("The mean age was 44 years.", "The mean age was 51 years."),
        ("The median follow-up was 12 months.", "The median follow-up was 24 months."),
        ("Naltrexone was given for 8 weeks.", "Naltrexone was given for 12 weeks."),
        ("The dropout rate was 12%.", "The dropout rate was 20%."),
        ("Participants took 4.5 mg daily.", "Participants took 3 mg daily."),
        ("The paper has 12 pages.", "The paper has 8 pages."),
        ("The response rate of the survey was 40%.", "The response rate of the survey was 61%."),
        ("Patients received 5 mg.", "Patients received 9 mg."),
        ("Attrition was 10%.", "Attrition was 25%."),
        ("Treatment lasted 8 weeks.", "Treatment lasted 12 weeks."),
        ("The baseline score was 5.1.", "The baseline score was 6.8."),
        ("Rats received 5 mg/kg.", "Rats received 10 mg/kg."),
        ("The washout lasted 2 weeks.", "The washout lasted 4 weeks."),
        ("Blood was drawn every 2 hours.", "Blood was drawn every 4 hours."),
        ("Scores were recorded weekly.", "Scores were recorded daily."),
        ("The proportion of women was 60%.", "The proportion of women was 45%."),
        ("The participants' average weight was 80 kg.", "The participants' average weight was 91 kg."),
        ("Blood pressure was 140/90 mm Hg at baseline.", "Blood pressure was 130/80 mm Hg at baseline."),
    ],
)
def test_two_studies_differ_in_themselves(one: str, other: str) -> None:
    """And one source does not."""
    assert compare(one, other) == []
    assert len(find_disagreements([put(state("a", one, cite(1)), state("b", other, cite(1)))])) == 1


def test_both_numbers_of_a_pair_are_one_value() -> None:
    """One table, with the pair as it is written."""
    assert compare("The target is 140/90.", "The target is 130/80 mm Hg.") == [["140/90", "130/80 mm Hg"]]
    assert compare("The target is below 140/90.", "The target is below 140/80.") == [["below 140/90", "below 140/80"]]
    assert says_otherwise("140/90", "140/80")
    assert not says_otherwise("140/90", "140/90 mm Hg")
    assert says_otherwise("every year", "2 years")


@pytest.mark.parametrize(
    "part", ["(1", " (1 ", ", 1", "5 (1 1", "[p=", ", CI 5", "140/90 ", "is a a ", "one in ", "$", "was "]
)
def test_hostile_repeats_are_compared_in_linear_time(part: str) -> None:
    """A text of 20,000 repeats ends; where the time grew with the square this would take hours."""
    assert compare(part * 20_000, part * 20_001) == []


def test_the_case_of_a_topic_is_none_of_its_sense() -> None:
    """Nor are its spaces."""
    one, other = state("one", "The dose is 5 mg.", cite(1)), state("other", "The dose is 9 mg.", cite(2))
    assert len(find_disagreements([put(one, title="Maximum dose"), put(other, title="maximum  Dose")])) == 1


def test_other_words_can_be_compared_than_are_shown() -> None:
    """Those of the claims, however they are worded for their readers."""
    one, other = state("one", "Take a small tablet.", cite(1)), state("other", "Take a larger tablet.", cite(2))
    texts = {"one": "The dose is 5 mg.", "other": "The dose is 9 mg."}
    (found,) = find_disagreements([put(one, other)], "", texts)
    assert tell((found,)) == [[("one", "5 mg", (1,)), ("other", "9 mg", (2,))]]
    assert find_disagreements([put(one, other)]) == ()


def test_values_of_one_source_are_no_disagreement_of_sources() -> None:
    """They are found, for the check."""
    one, other = state("one", "The dose is 5 mg.", cite(1)), state("other", "The dose is 9 mg.", cite(1))
    (found,) = find_disagreements([put(one, other)])
    assert not rests_on_several(found)
    (found,) = find_disagreements([put(one, state("other", other.text, cite(2)))])
    assert rests_on_several(found)


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
