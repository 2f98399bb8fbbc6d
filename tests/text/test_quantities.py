"""Quantities: what is read, exactly, and what is none."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

from evidence_assembler.text.quantities import (
    PEOPLE,
    Quantity,
    may_have_quantity,
    read_interval,
    read_quantities,
)
from evidence_assembler.text.quantity_words import list_measures


def tell(text: str) -> list[tuple[str, str]]:
    """Each quantity as its value in the first unit of its dimension, and the words of the text."""
    return [(tell_value(one), text[one.start : one.end]) for one in read_quantities(text)]


def tell_value(one: Quantity) -> str:
    low, high = (None if end is None else f"{end.normalize():f}" for end in (one.low, one.high))
    value = low if low == high else f"{low}..{high}"
    about = "~" if one.about else ""
    return f"{about}{value} {one.dimension} {one.kind}".replace("None..", "..").replace("..None", "..")


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("It is 5 mg.", "0.005 mass value", "5 mg"),
        ("It is 5mg.", "0.005 mass value", "5mg"),
        ("It is 4,500 µg.", "0.0045 mass value", "4,500 µg"),
        ("It is 4,500 mcg.", "0.0045 mass value", "4,500 mcg"),
        ("It is 0.5 kg.", "500 mass value", "0.5 kg"),
        ("It is 12 345 g.", "12345 mass value", "12 345 g"),
        ("It is 1\u202f234 g.", "1234 mass value", "1\u202f234 g"),
        ("It is 1\u00a0234\u00a0g.", "1234 mass value", "1\u00a0234\u00a0g"),
        ("It is 4.400.000 L.", "4400000 volume value", "4.400.000 L"),
        ("It is 4,5 mg.", "0.0045 mass value", "4,5 mg"),
        ("It is 0,345 L.", "0.345 volume value", "0,345 L"),
        ("It was 0·34 on the scale.", "0.34 None value", "0·34"),
        ("It was −0·34 on the scale.", "-0.34 None value", "−0·34"),
        ("It was –0.34 on the scale.", "-0.34 None value", "–0.34"),
        ("It rose by +5 %.", "5 percent value", "+5 %"),
        ("It is 2½ tablets.", "2.5 tablet value", "2½ tablets"),
        ("It is ½ tablet.", "0.5 tablet value", "½ tablet"),
        ("It is ⅓ tablet.", "0.333 tablet value", "⅓ tablet"),
        ("It is 2⅔ tablets.", "2.667 tablet value", "2⅔ tablets"),
        ("It costs 2.15 million kcal.", "2150000 calorie value", "2.15 million kcal"),
        ("It is 3–5 mg.", "0.003..0.005 mass range", "3–5 mg"),
        ("It is 3 to 5 mg.", "0.003..0.005 mass range", "3 to 5 mg"),
        ("It is 3-to-5 mg.", "0.003..0.005 mass range", "3-to-5 mg"),
        ("It is 1.5-4.5 mg.", "0.0015..0.0045 mass range", "1.5-4.5 mg"),
        ("It is 500 µg to 1 mg.", "0.0005..0.001 mass range", "500 µg to 1 mg"),
        ("It is 1.5 mg to 4.5 mg daily.", "0.0105..0.0315 mass/time range", "1.5 mg to 4.5 mg daily"),
        ("It is 500 µg to 1 mg/day.", "0.0035..0.007 mass/time range", "500 µg to 1 mg/day"),
        ("It is between 3 and 5 mg.", "0.003..0.005 mass range", "between 3 and 5 mg"),
        ("It is from 3 to 5 mg.", "0.003..0.005 mass range", "from 3 to 5 mg"),
        ("It is 5% to 10%.", "5..10 percent range", "5% to 10%"),
        ("It was -0.95 to 0.27 on the scale.", "-0.95..0.27 None range", "-0.95 to 0.27"),
        ("It lasts two to three weeks.", "1209600..1814400 time range", "two to three weeks"),
        ("It is up to 5 mg.", "..0.005 mass at_most", "up to 5 mg"),
        ("It is at most 5 mg.", "..0.005 mass at_most", "at most 5 mg"),
        ("It is ≤ 5 mg.", "..0.005 mass at_most", "≤ 5 mg"),
        ("It is at least 5 mg.", "0.005.. mass at_least", "at least 5 mg"),
        ("It is ≥5 mg.", "0.005.. mass at_least", "≥5 mg"),
        ("It is <5 mg.", "..0.005 mass below", "<5 mg"),
        ("It is more than 5 mg.", "0.005.. mass above", "more than 5 mg"),
        ("It helps at 60 years or older.", "720.. calendar at_least", "60 years or older"),
        ("It is about 5 mg.", "~0.005 mass value", "about 5 mg"),
        ("It is ~5 mg.", "~0.005 mass value", "~5 mg"),
        ("It is approximately 3–5 mg.", "~0.003..0.005 mass range", "approximately 3–5 mg"),
        ("It was 5.2 ± 1.1 mg.", "0.0052 mass value", "5.2 ± 1.1 mg"),
        ("It is 5 mg daily.", "0.035 mass/time value", "5 mg daily"),
        ("It is 5 mg/day.", "0.035 mass/time value", "5 mg/day"),
        ("It is 5 mg per day.", "0.035 mass/time value", "5 mg per day"),
        ("It is 5 mg, once a day.", "0.035 mass/time value", "5 mg, once a day"),
        ("It is 5 mg twice daily.", "0.07 mass/time value", "5 mg twice daily"),
        ("It is 70 mg weekly.", "0.07 mass/time value", "70 mg weekly"),
        ("It is 2 mg/kg.", "0.002 mass/mass value", "2 mg/kg"),
        ("It is 2 mg/kg/day.", "0.014 mass/mass/time value", "2 mg/kg/day"),
        ("It is 2 mg per day per kg.", "0.014 mass/mass/time value", "2 mg per day per kg"),
        ("It is 5 mg/dL.", "0.05 mass/volume value", "5 mg/dL"),
        ("It is 5 mmol/L.", "0.005 substance/volume value", "5 mmol/L"),
        ("It is 5 mM.", "0.005 substance/volume value", "5 mM"),
        ("It fell by 12.5 mm Hg.", "12.5 mercury value", "12.5 mm Hg"),
        ("It fell by 12.5 mmHg.", "12.5 mercury value", "12.5 mmHg"),
        ("It lasts 90 minutes.", "5400 time value", "90 minutes"),
        ("It lasts 2 years.", "24 calendar value", "2 years"),
        ("It is a 7-day course.", "604800 time value", "7-day"),
        ("They are 50-mg tablets.", "0.05 mass value", "50-mg"),
        ("It was 13-fold higher.", "13 fold value", "13-fold"),
        ("It is taken 3 times a day.", "21 occasion/time value", "3 times a day"),
        ("It was 37 °C.", "37 celsius value", "37 °C"),
        ("It is 100 IU.", "100 international_unit value", "100 IU"),
        ("The hazard ratio was 1.38.", "1.38 None value", "1.38"),
        ("A 31-woman crossover trial.", f"31 {PEOPLE} value", "31"),
        ("99 older adults slept.", f"99 {PEOPLE} value", "99"),
        ("The women (n = 31) slept.", f"31 {PEOPLE} value", "31"),
        ("In 2000 patients it helped.", f"2000 {PEOPLE} value", "2000"),
        ("It needs three doses.", "3 None value", "three"),
        ("It costs €5.", "5 euro value", "€5"),
        ("It costs US$ 5.", "5 dollar value", "US$ 5"),
        ("It costs 5 euros.", "5 euro value", "5 euros"),
        ("It costs £2.5 million.", "2500000 sterling value", "£2.5 million"),
        ("It costs €5bn a year.", "5000000000 euro/calendar value", "€5bn a year"),
        ("It costs up to $5.", "..5 dollar at_most", "up to $5"),
        ("It costs $5 to $10.", "5..10 dollar range", "$5 to $10"),
        ("It costs €5–10.", "5..10 euro range", "€5–10"),
        ("It has 2048 bits.", "2048 data value", "2048 bits"),
        ("It is a 256-bit key.", "256 data value", "256-bit"),
        ("It holds 1.5 kB.", "12000 data value", "1.5 kB"),
        ("It holds 2 KiB.", "16384 data value", "2 KiB"),
        ("It was 5 m deep.", "5 length value", "5 m"),
        ("In 120 TB patients it helped.", f"120 {PEOPLE} value", "120"),
        ("It affects one in five adults.", "~20 percent value", "one in five"),
        ("It affects 1 in 10.", "~10 percent value", "1 in 10"),
        ("It affects 3 out of 10 adults.", "~30 percent value", "3 out of 10"),
        ("It is 5 mg every month.", "0.06 mass/calendar value", "5 mg every month"),
    ],
)
def test_a_quantity_is_read(text: str, value: str, words: str) -> None:
    """Its exact value in the first unit of its dimension, and the words that it stands in."""
    assert tell(text) == [(value, words)]


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 raises IL-6, B12 and 5-HT3 in HEK 293T cells.",
        "SP 800-63B-4, v4.0.1, section 5.1.1 and requirement 8.3.9.",
        "It is registered as NCT04270877 and PMID 29055360.",
        "It was so in 2024, in the 1950s and in 2018–2020.",
        "April 14, 2025 and 14 April 2025 and 2025-04-14 and 14.04.2025.",
        "It fell (P = 0.016; p<0.001; p=0·27; a p value of 0.05).",
        "It fell (p_adj = 0.016; P trend < 0.05; Pinteraction = 0.27).",
        "It fell (95% CI, 0.83 to 1.08; 95 % confidence interval).",
        "Pain fell[3] and rose [3, 4-6], too [12] (35, 36).",
        "Pain fell.³ It is 10⁵, 10^5 and 5 × 10⁻⁹ m².",
        "It was 120/80 mm Hg at 10:30, a ratio of 1:2.",
        "By way of receptor 4 in phase 3, week 12, Table 2 and Fig. 6.",
        "It was 3 mg/24 h with 25(OH)D.",
        "DSM 5 and ISO 27001, stages 2 and 3, Figs. 2A and 4.",
        "20 Furthermore, it fell; it was diluted 1∶500.",
        "21 Another study of activator protein (AP)-1 found it (β = − 3.78).",
        "The 1st, 2nd and 5th, the 5′ end.",
        "It has 3,4 of them, and 1,234,56 too.",
        "2-deoxyglucose and 17-hydroxyprogesterone.",
        "1" * 40 + " mg",
        "None of this.",
        "",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    """Names, dates, versions, citation markers, powers, ratios, p values and intervals."""
    assert tell(text) == []


def test_a_share_needs_a_whole() -> None:
    """Neither a year nor a quantity of its own."""
    assert [words for _, words in tell("It was 3 in 2020, 2 in 5 days and 9 in 4.")] == ["3", "2", "5 days", "9", "4"]


@pytest.mark.parametrize(
    ("text", "months_or_seconds", "words"),
    [
        ("It is done every year.", 12, "every year"),
        ("It is done annually.", 12, "annually"),
        ("It is done twice a day", 43200, "twice a day"),
        ("It is done once a week.", 604800, "once a week"),
    ],
)
def test_how_often_is_a_time(text: str, months_or_seconds: int, words: str) -> None:
    """Where the text ends with it; no quantity where it stands elsewhere."""
    found = read_interval(text)
    assert found is not None
    assert (found.low, text[found.start : found.end]) == (months_or_seconds, words)
    assert read_interval(f"{text.rstrip('.')} or so.") is None
    assert read_quantities(text) == ()


def test_a_change_is_two_values_and_no_range() -> None:
    """From 5 to 3 does not run from one to the other."""
    assert [words for _, words in tell("It fell from 5 mg to 3 mg.")] == ["5 mg", "3 mg"]


def test_several_quantities_keep_their_order() -> None:
    """The sentence of a trial."""
    text = "In a 31-woman trial pain fell 28.8% on 4.5 mg daily and 18.0% on placebo (P = 0.016)."
    assert [words for _, words in tell(text)] == ["31", "28.8%", "4.5 mg daily", "18.0%"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4.5 mg", "4,500 µg"),
        ("1 kg", "1000 g"),
        ("24 mg/day", "1 mg/h"),
        ("5 mg twice daily", "10 mg a day"),
        ("12 months", "1 year"),
        ("2 weeks", "14 days"),
        ("50 mg/L", "5 mg/dL"),
        ("5 mmol/L", "5 mM"),
        ("between 3 and 5 mg", "3–5 mg"),
    ],
)
def test_one_value_in_two_units_is_one(one: str, other: str) -> None:
    """Exactly, by the factors of the units."""
    first, second = read_quantities(one)[0], read_quantities(other)[0]
    assert (first.low, first.high, first.dimension) == (second.low, second.high, second.dimension)


def test_how_exactly_it_is_written() -> None:
    """One in the last digit, in the unit of the dimension, and the digits that count."""
    told = {text: (one.step, one.figures) for text in ("28.8 %", "29 %", "4.5 mg") for one in read_quantities(text)}
    assert told == {"28.8 %": (Decimal("0.1"), 3), "29 %": (1, 2), "4.5 mg": (Decimal("0.0001"), 2)}


UNITS = ["mg", "µg", "g", "kg", "mL", "%", "mm Hg", "days", "weeks", "mmol/L", "mg/kg/day"]


@given(
    st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False), st.sampled_from(UNITS)
)
@example(Decimal("0.0001"), "mg")
def test_a_number_is_read_as_it_was_written(number: Decimal, unit: str) -> None:
    """No digit is lost on the way through a unit."""
    (one,) = read_quantities(f"It is {number:f} {unit}.")
    (unity,) = read_quantities(f"It is 1 {unit}.")
    assert one.low is not None
    assert unity.low is not None
    assert one.low == one.high == number * unity.low


SOUP = st.text(alphabet=st.sampled_from("0123456789.,·-–− ()[]%/±≥½mgkdayto ws\u00a0\u2009²"), max_size=60)


@given(st.one_of(SOUP, st.text(max_size=60)))
@example("(1(1(1")
@example("1 to 2 to 3 to")
@example("5 ± ± 5")
def test_every_text_can_be_read(text: str) -> None:
    """Quantities stand in order, apart, within the text, and hold a digit or a number word; low is below high."""
    found = read_quantities(text)
    assert not found or may_have_quantity(text)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert re.search(r"[0-9¼-¾⅐-⅞]|[^\W\d]{3}", text[one.start : one.end])
        assert one.low is None or one.high is None or one.low <= one.high
        end = one.end


@pytest.mark.parametrize(
    "part",
    [
        "1",
        "1,",
        "1 ",
        "1-",
        "(1",
        "[1,",
        "1 to ",
        "12 345 ",
        "mg/kg/",
        "5 mg/",
        "½",
        "1.",
        "p",
        "5 ± ",
        "two-",
        "$5",
        "€5 to ",
        "one in ",
    ],
)
def test_hostile_repeats_are_read_in_linear_time(part: str) -> None:
    """A text of 50,000 repeats ends; where the time grew with the square this would take hours."""
    assert len(read_quantities(part * 50_000)) <= 50_000


def test_measures_and_labels_are_told() -> None:
    """Words that can stand inside a quantity, and those that make a number a name."""
    measures, labels = list_measures()
    assert {"mg", "day", "days", "twice", "least", "million", "two"} <= measures
    assert {"phase", "week", "table"} <= labels
    assert "pressure" not in measures | labels


@given(st.text(st.sampled_from("0123456789 .,·-–\u00a0\u2009\u202fmg%½"), max_size=20))
def test_rows_of_figures_are_read_or_left_alone(text: str) -> None:
    """Whatever figures, spaces and signs follow one another, reading them never stops a check."""
    for quantity in read_quantities(f"It was {text} in all."):
        assert quantity.low <= quantity.high
