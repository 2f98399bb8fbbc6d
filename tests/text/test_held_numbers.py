"""Which numbers a statement gives, and which of them a passage has."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, strategies as st

from evidence_assembler.known.cited_passages import find_sentences
from evidence_assembler.text.given_numbers import list_given
from evidence_assembler.text.held_numbers import HeldNumbers, list_missing


def missing(text: str, *passages: str) -> list[str]:
    return [one.words for one in list_missing(text, [HeldNumbers(passage) for passage in passages])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It fell by 12.5 mm Hg in 214 adults (95% CI 8.1 to 16.9; p = 0.03).", "12.5 mm Hg|214|8.1|16.9|0.03"),
        ("HR 0.61; OR, 1.3; score 24; at week 12; n = 31 and n=7.", "0.61|1.3|24|12|31|7"),
        (
            "LDN 4.5 mg daily, 5mg, a 12-week course, 3–5 mg, $5 and 28.8 percent.",
            "4.5 mg|5mg|12-week|3|5 mg|5|28.8 percent",
        ),
        ("Twenty-five patients took it for two weeks.", "Twenty-five|two weeks"),
        ("2017 respondents rose to 3.", "2017|3"),
        ("1. It fell by 3 points.", "3"),
        ("It fell by 3 points in 24 h; doses of 5 mg are not licensed.", "3|24 h"),
        ("There were 10(7) cells per mL, and 2 × 10⁻³ of them lived.", "10(7)|2 × 10⁻³"),
        ("The ratio of 2:1 and IL-12/23, #42 and 1,25(OH)2D3.", ""),
    ],
)
def test_a_statement_gives_its_measurements_and_counts(text: str, words: str) -> None:
    assert [re.sub(r"\s+daily$", "", one.words) for one in list_given(text)] == [one for one in words.split("|") if one]


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19, IL-6, 5-HT3, B12, p53, H1N1, GPT-4, SARS-CoV-2, TLR4, mRNA-1273 and 5-fluorouracil.",
        "Toll-like receptor 4, ISO 27001, type 2 diabetes, coronavirus 2 (SARS-CoV-2) and Python 3.",
        "A phase 3 trial in stage IV and grades 3 and 4, in Table 2 and Figs. 1, 2 and 3 of section 5.1.2.",
        "On 14 April 2025, in 2017, from 2010 to 2015 and in the 1990s (Smith et al., 2021a), on 04-09-2014.",
        "Pain fell [3,4], in all (5), in some.6 and in others,7,8 and then.9–11",
        "Adults aged 18 to 65, over 65s, women ≥ 60 years old, a 65-year-old and those 65 years and older.",
        "The first, the 2nd and the 21st, two of three trials, one another, and the 95% confidence interval.",
        "Call 1-800-438-1985 or see https://example.org/12/34 (doi: 10.1000/182).",
        "That does not show how 1 to 5 mg act; to give 1 to 5 mg, or more, is off-label.",
        "Legionella pneumophila 6, claudin 3 and protein 1 (P1).",
    ],
)
def test_names_dates_ages_and_markers_are_not_given(text: str) -> None:
    assert [one.words for one in list_given(text)] == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("It is 4.5 mg.", "It is 4,500 µg."),
        ("It took 3 months.", "It took 12 weeks."),
        ("It took 24 h.", "It took one day."),
        ("It is 10 mg a day.", "It is 5 mg twice daily."),
        ("It was 28.8 %.", "The share was 0.288."),
        ("The share was 0.288.", "It was 28.8%."),
        ("It was 30 %.", "12 of 40 adults had it."),
        ("It was 50 %.", "Half of them had it."),
        ("It was 33 %.", "One third had it."),
        ("It was 29 %.", "It was 28.8 %."),
        ("It was 5 %.", "It was 4.6 %."),
        ("It was 13 kg.", "It was 12.5 kg."),
        ("It was about 300.", "It was 312."),
        ("It was nearly 30 %.", "It was 28.8 %."),
        ("It was more than 200.", "It was 247."),
        ("It was less than 10 %.", "It was 9.1 %."),
        ("p < 0.05.", "(p = 0.03)"),
        ("Pinteraction < 0.05.", "(P interaction = 0.03)"),
        ("In 12 adults.", "In twelve adults."),
        ("In 1000 adults.", "In 1,000 adults."),
        ("In 10⁹ cells.", "In 1 × 10^9 cells."),
        ("It was 400 × 10⁹ per litre.", "It was 400 × 109 per litre."),
        ("A 2-fold rise.", "It doubled."),
        ("They took 1000 mg daily.", "The dose was 1 g."),
        ("They took 4.5 mg or 9 mg each day.", "It was 4500 µg daily or 9000 µg daily."),
        ("In 1 240 adults.", "In 1,240 adults."),
        ("In 1\u202f240 adults.", "In 1240 adults."),
        ("In 1 200 000 adults.", "In 1.2 million adults."),
        ("In 1 240 adults.", "In group 1 were 240 adults."),
        ("P < 0.001.", "P = 0.0004"),
        ("The P value was less than 0.001.", "P = 4 × 10⁻⁴"),
        ("P ≤ 0.001.", "a p value of 4e-4"),
        ("In 100 people.", "In a hundred people."),
        ("It was 9 mm.", "It was 9.4 mm."),
        ("It was 7 mg.", "It was 6.8 mg."),
        ("It cost 3.2 billion.", "It cost €3.2bn."),
        ("It cost 3.2 million.", "Costs (in millions): 3.2"),
        ("It cost 3 to 5 million.", "It cost 3 million to 5 million."),
        ("It cost 3 million.", "It cost 3 to 5 million."),
        ("It was 5 mg/L.", "It was 5 µg/mL."),
        ("It took 5 weeks.", "At weeks 0 and 5."),
        ("Three quarters of them had it.", "75 % of them had it."),
        ("One in five had it.", "12 of 60 adults had it."),
        ("It doubled.", "It rose by 100 %."),
        ("A fourfold rise.", "It rose 4.2-fold."),
    ],
)
def test_the_same_number_written_otherwise_stands(text: str, passage: str) -> None:
    assert list_given(text) != []
    assert missing(text, passage) == []


@pytest.mark.parametrize(
    ("text", "passage", "words"),
    [
        ("It is 5 mg.", "It is 4.5 mg.", "5 mg"),
        ("It is 2 mg.", "It is 1.8 mg.", "2 mg"),
        ("It is 3 mg.", "It is 1 to 5 mg.", "3 mg"),
        ("It is 5 mg.", "It is 5 kg.", "5 mg"),
        ("It took 5 months.", "It took five weeks.", "5 months"),
        ("In 3.2 billion cells.", "In 3.2 million cells.", "3.2 billion"),
        ("In 3.2 thousand cells.", "In 3.2 million cells.", "3.2 thousand"),
        ("In 3 billion cells.", "In 3 million cells.", "3 billion"),
        ("In 3.2 million cells.", "In 3.2 of them.", "3.2 million"),
        ("In 1 240 adults.", "In 1 250 adults.", "1 240"),
        ("P < 0.001.", "P = 0.004", "0.001"),
        ("Three quarters of them had it.", "Two thirds of them had it.", "Three quarters"),
        ("Three quarters of them had it.", "25 % of them had it.", "Three quarters"),
        ("A quarter of them had it.", "30 % of them had it.", "A quarter"),
        ("One in five had it.", "One in ten had it.", "One in five"),
        ("There was a fourfold rise.", "It doubled.", "fourfold"),
        ("It tripled.", "It doubled.", "tripled"),
        ("It is 10 mg.", "IL-10 [10]", "10 mg"),
        ("It is 10 mg.", "10⁹ cells", "10 mg"),
        ("It was 28.8 %.", "It was 29 %.", "28.8 %"),
        ("It was about 300.", "It was 400.", "300"),
        ("It was more than 200.", "It was 420.", "200"),
        ("It was up to 10 mg.", "It was 8 mg.", "10 mg"),
        ("p < 0.01.", "(p = 0.03)", "0.01"),
        ("Its pressure < 140 mm Hg.", "Its pressure was 160 mm Hg (p = 0.03).", "140 mm Hg"),
        ("It fell (p < 0.05).", "The power = .03 of it.", "0.05"),
        ("It took 3 months.", "It took 20 weeks.", "3 months"),
        ("In 10⁹ cells.", "In 10⁶ cells.", "10⁹"),
        ("In 3 billion cells.", "In 3.5 million cells.", "3 billion"),
        ("In two adults.", "In three adults.", "two"),
    ],
)
def test_another_number_is_missing(text: str, passage: str, words: str) -> None:
    assert missing(text, passage) == [words]


@pytest.mark.parametrize(
    "text",
    ["A quarter of an hour.", "A third dose.", "Two quarters later.", "A double-blind trial.", "One in five studies."],
)
def test_words_that_mean_no_share_give_none(text: str) -> None:
    assert missing(text, "It doubled in 30 %.") == []


def test_a_share_is_told_only_where_the_passage_has_another() -> None:
    assert missing("It doubled in three quarters of them.", "It rose from 5 to 10, seen by 30 adults.") == []


def test_one_of_several_passages_is_enough() -> None:
    assert missing("It is 5 mg for 3 weeks.", "It is 5 mg.", "It was 3 weeks.") == []
    assert missing("It is 5 mg for 3 weeks.", "It is 5 mg.") == ["3 weeks"]
    assert missing("It is 5 mg.") == ["5 mg"]


def test_a_share_in_words_is_no_amount_of_a_drug() -> None:
    assert missing("The dose was 50 mg, then 100 mg.", "Half of them took 5 mg; all recovered.") == ["50 mg", "100 mg"]
    assert missing("It helped 50 % and 50 of 100.", "Half of them; all recovered.") == []


PIECES = st.sampled_from(
    "the dose of IL-6 was 4.5 mg 12 % (95% CI 0.61 to 0.92; p < 0.05) 1,204 adults for 3–5 weeks about ½ 10⁹ × 1.7 "
    "1.7×10−9 half twenty-five one hundred of three 2019 [3,4] phase 3, rose to 24. 5mg 140/90 4,5 12 345 −3.2".split()
)
SENTENCES = st.lists(PIECES, min_size=1, max_size=25).map(" ".join)


@given(SENTENCES, SENTENCES)
@example("0.005", "")
def test_a_passage_has_all_numbers_that_it_gives_itself(text: str, more: str) -> None:
    assert missing(text, text) == []
    assert missing(text, f"{more}. {text} {more}") == []


@given(SENTENCES, SENTENCES)
def test_a_further_passage_makes_no_number_missing(text: str, passage: str) -> None:
    assert set(missing(text, passage)) <= set(missing(text))
    assert set(missing(text, passage, "in 12 weeks")) <= set(missing(text, passage))


@given(
    st.decimals(min_value="0.1", max_value="99999", places=1),
    st.sampled_from(["mg", "%", "mm Hg", "kg", "points", "mmol/L"]),
    st.integers(0, 9),
    st.data(),
)
def test_a_changed_digit_of_a_plain_measurement_is_always_told(
    value: object, unit: str, digit: int, data: st.DataObject
) -> None:
    written = str(value)
    at = data.draw(st.sampled_from([place for place, char in enumerate(written) if char.isdigit()]))
    changed = written[:at] + str(digit) + written[at + 1 :]
    assume(float(changed) != float(written))
    before, after = f"The value was {written} {unit} at rest.", f"The value was {changed} {unit} at rest."
    assert missing(before, before) == []
    assert missing(after, before) == [f"{changed} {unit}" if unit != "points" else changed]


@given(st.lists(st.sampled_from("It was 5.5 mg. vs. e.g. (Fig. 2) in all! Then".split()), min_size=1), st.data())
def test_the_sentences_around_a_stretch_hold_it(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text[start:end].strip() in find_sentences(text, start, end)


def test_a_paragraph_ends_the_sentences_around_a_quotation() -> None:
    text = "Dose\n\nIt was 5 mg. It was\ngiven daily\n\nResults"
    assert find_sentences(text, text.index("given"), text.index("daily")) == "It was\ngiven daily"
