"""Where markers go and how numbers are grouped (AMA Manual of Style, 11th edition, 3.6)."""

from __future__ import annotations

import doctest

import pytest
from handmade_answers import cite, make_answer, state
from hypothesis import given, strategies as st

from evidence_assembler.renderers import anchors, markers, render_answer
from evidence_assembler.renderers.markers import group_numbers
from evidence_assembler.renderers.shown import compared


def marked(text: str, *numbers: int | None, **how: str) -> str:
    """The line of the statement in plain text."""
    citations = [cite(number, None if number else "smith") for number in numbers]
    answer = make_answer(state(text, *citations), works=9)
    lines = render_answer(answer, "text", **how).splitlines()
    return next(line for line in lines if line.startswith("- "))[2:]


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ((1,), "[1]"),
        ((2, 1), "[1,2]"),
        ((3, 1, 2), "[1-3]"),
        ((5, 1, 3, 2), "[1-3,5]"),
        ((9, 7, 8, 3, 1), "[1,3,7-9]"),
        ((2, 2, 2), "[2]"),
        ((1, None), "[1] [smith?]"),
        ((None, None), "[smith?]"),
    ],
)
def test_groups_are_sorted_each_number_once_and_runs_of_three_collapsed(
    numbers: tuple[int | None, ...], printed: str
) -> None:
    """More than two numbers in a row make a range; two stay two; an unknown id stands after, in brackets of its own."""
    assert marked("Pain fell in adults.", *numbers) == f"Pain fell in adults {printed}."


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Pain fell in adults.", "Pain fell in adults [1]."),
        ("Does pain fall?", "Does pain fall [1]?"),
        ("Stop at once!", "Stop at once [1]!"),
        ("Pain fell", "Pain fell [1]"),
        ("Pain fell in these:", "Pain fell in these [1]:"),
        ("They called it “safe”.", "They called it “safe” [1]."),
        ("They said: “It is safe.”", "They said: “It is safe.” [1]"),
        ("Pain fell (in adults).", "Pain fell (in adults) [1]."),
        ("(Pain fell in adults.)", "(Pain fell in adults.) [1]"),
        ("This was found by Smith et al.", "This was found by Smith et al. [1]"),
        ("Nausea, headache, etc.", "Nausea, headache, etc. [1]"),
        ("It was given i.v.", "It was given i.v. [1]"),
        ("It was given (p.o.).", "It was given (p.o.) [1]."),
        ("It is sold in the U.S.", "It is sold in the U.S. [1]"),
        ("The dose rises to 4.5.", "The dose rises to 4.5 [1]."),
        ("And so on...", "And so on... [1]"),
        ("And so on…", "And so on… [1]"),
        ("The answer is no.", "The answer is no [1]."),
    ],
)
def test_brackets_stand_before_the_final_stop(text: str, printed: str) -> None:
    """A bracket goes before the stop of the sentence, after one that belongs to the last word or to a quotation."""
    assert marked(text, 1) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Pain fell in adults.", "Pain fell in adults.¹⁻³"),
        ("Pain fell in adults,", "Pain fell in adults,¹⁻³"),
        ("Pain fell in these:", "Pain fell in these¹⁻³:"),
        ("Pain fell;", "Pain fell¹⁻³;"),
        ("Does pain fall?", "Does pain fall?¹⁻³"),
        ("They said: “It is safe.”", "They said: “It is safe.”¹⁻³"),
        ("The cut was 10 cm.", "The cut was 10 cm.⁽¹⁻³⁾"),
        ("The dose was 4.5mg.", "The dose was 4.5mg.⁽¹⁻³⁾"),
        ("It was 5 mg/kg.", "It was 5 mg/kg.⁽¹⁻³⁾"),
        ("Pain fell by 28.8%.", "Pain fell by 28.8%.⁽¹⁻³⁾"),
        ("It acts on TLR4.", "It acts on TLR4.⁽¹⁻³⁾"),
    ],
)
def test_superscripts_stand_after_the_stop_and_are_no_exponents(text: str, printed: str) -> None:
    """Outside stops and commas, inside colons and semicolons; in brackets after a number or a unit."""
    assert marked(text, 1, 2, 3, markers="superscript") == printed


def test_an_unknown_id_prints_as_itself_with_superscripts_too() -> None:
    """An id that no source has keeps its brackets, before the stop."""
    assert marked("Pain fell.", 2, None, markers="superscript") == "Pain fell [smith?].²"


def test_author_and_year_stand_in_round_brackets() -> None:
    """A style with authors and years has labels in the order of its list."""
    assert marked("Pain fell.", 2, 1, style="author-date") == "Pain fell (Author 2020a; Author 2020b)."


@given(st.lists(st.integers(-3, 30)))
def test_grouping_loses_and_invents_no_number(numbers: list[int]) -> None:
    """The pairs written out are the numbers, each once, in order; a pair that is a range spans three or more."""
    pairs = group_numbers(numbers)
    written_out = [number for first, last in pairs for number in range(first, last + 1)]
    assert written_out == sorted(set(numbers))
    assert all(last == first or last - first >= 2 for first, last in pairs)


@pytest.mark.parametrize("module", [anchors, compared, markers])
def test_examples_in_docstrings_hold(module: object) -> None:
    """What a docstring shows is what happens."""
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
