"""A grade is printed as it was given: never computed, never sorted, never converted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from handmade_answers import cite, make_answer, state
from html_page import HtmlPage
from hypothesis import HealthCheck, given, settings, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.data import read_table
from evidence_assembler.library.library import build_library
from evidence_assembler.model import Answer, Certainty, Draft, Report, Source
from evidence_assembler.renderers import FORMATS, render_answer

AS_OF = date(2026, 1, 1)
PAGES = ["html", "latex", "markdown", "text"]
TABLE = read_table("gradings")["grading"]
VALUES = [(row["title"], one["value"]) for row in TABLE for part in row["part"] for one in part["value"]]
TITLES = sorted({title for title, _ in VALUES})
USPSTF = [value for title, value in VALUES if title == "USPSTF"]
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LIBRARY = build_library(
    (Source.from_csl({"id": name, "type": "article-journal", "title": title, "issued": {"date-parts": [[year]]}}), None)
    for name, title, year in (
        ("guide", "Practice guideline on cough", 2021),
        ("trial", "Syrup for cough: a randomized controlled trial", 2020),
        ("review", "Syrup for cough: a narrative review", 2019),
    )
)


def words_of(answer: Answer, name: str) -> str:
    """What a reader of the format sees, each run of space as one."""
    rendered = render_answer(answer, name)
    seen = HtmlPage(rendered).text if name == "html" else rendered.replace("\\", "").replace("{}", "")
    return " ".join(seen.split())


def make_draft(grades: list[Certainty | None]) -> Draft:
    """Claims that differ in nothing but their number, their source and their grade."""
    draft = Draft(question="Does syrup help?", disclaimer="clinical")
    for number, grade in enumerate(grades):
        source = ("trial", "guide", "review")[number % 3]
        draft = draft.add(f"Syrup helped in the setting {number}.", role="benefit", cite=source, certainty=grade)
    return draft


def assemble(grades: list[Certainty | None]) -> tuple[Answer, Report]:
    answer = assemble_answer(make_draft(grades), LIBRARY, as_of=AS_OF)
    return answer, check_answer(answer, LIBRARY)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("grade", "told"),
    [
        ({"scheme": "GRADE", "value": "very_low"}, "GRADE: very_low"),
        ({"scheme": "GRADE", "value": "⊕○○○"}, "GRADE: ⊕○○○"),
        ({"scheme": "ACC/AHA", "value": "III: Harm, B-R"}, "ACC/AHA: III: Harm, B-R"),
        ({"scheme": "SORT", "value": "C", "because": "it is usual."}, "SORT: C — it is usual."),
        ({"scheme": "our house", "value": "tiny", "date": "2020-01-02"}, "our house: tiny (given on 2020-01-02)"),
        (
            {"scheme": "GRADE", "value": "low", "date": "2020-01-02", "because": "few events"},
            "GRADE: low (given on 2020-01-02) — few events",
        ),
        (
            {"scheme": "USPSTF", "value": "D", "date": "2022-04-26"},
            "USPSTF: D (given on 2022-04-26, as defined after July 2012)",
        ),
        (
            {"scheme": "uspstf", "value": "C", "date": "2009-11-17", "because": "as printed"},
            "uspstf: C (given on 2009-11-17, defined before July 2012) — as printed",
        ),
        (
            {"scheme": "USPSTF", "value": "C", "date": "2012-07-15"},
            "USPSTF: C (given on 2012-07-15, in the month in which the definitions changed)",
        ),
        (
            {"scheme": "USPSTF", "value": "B"},
            "USPSTF: B (the date of the grade is not given, and its letters changed meaning over the years)",
        ),
    ],
)
def test_a_grade_is_told_with_its_scheme_and_its_day(name: str, grade: dict[str, Any], told: str) -> None:
    """The day, and the definitions of a letter that changed meaning, stand beside it; a missing day is missed."""
    shown = words_of(make_answer(state("So.", cite(1), certainty=Certainty(**grade)), works=1), name)
    assert told in shown


def test_json_has_what_was_given() -> None:
    """Scheme, value, day and reason as they were written, and nothing beside them."""
    grade = {"scheme": "USPSTF", "value": "Grade D", "date": "2022-04-26", "because": None}
    (statement,) = assemble([Certainty(**grade)])[0].statements()  # type: ignore[arg-type]
    assert statement.certainty is not None
    assert statement.certainty.model_dump(mode="json") == grade


grades = st.lists(
    st.none()
    | st.builds(
        lambda graded, day, why: Certainty(scheme=graded[0], value=graded[1], date=day, because=why),
        st.sampled_from(VALUES),
        st.none() | st.dates(date(1996, 1, 1), date(2030, 1, 1)),
        st.sampled_from([None, "small trials"]),
    ),
    min_size=1,
    max_size=6,
)


@LAWS
@given(given_grades=grades)
def test_a_statement_has_the_grade_that_its_claim_was_given_and_no_other(given_grades: list[Certainty | None]) -> None:
    """No grade is made up, for whatever sources; none is lost; and it never moves to another statement."""
    answer, _ = assemble(given_grades)
    for statement in answer.statements():
        assert statement.certainty == given_grades[int(re.findall(r"\d+", statement.text)[0])]


@pytest.mark.parametrize("name", FORMATS)
@LAWS
@given(given_grades=grades)
def test_no_grade_is_printed_that_nobody_wrote(name: str, given_grades: list[Certainty | None]) -> None:
    """A page names a vocabulary, and a value after it, once for each time that it was written."""
    rendered = render_answer(assemble(given_grades)[0], name)
    if name == "json":
        rendered = re.sub(r'"scheme": ("[^"]*"),\s+"value": ("[^"]*")', r"\1: \2", rendered).replace('"', "")
    pattern = "|".join(
        rf"\b{title}: {re.escape(value)}(?![\w:-])" for title, value in sorted(VALUES, key=lambda one: -len(one[1]))
    )
    shown = " ".join((HtmlPage(rendered).text if name == "html" else rendered.replace("\\", "")).split())
    written = sorted(f"{one.scheme}: {one.value}" for one in given_grades if one is not None)
    assert sorted(re.findall(pattern, shown)) == written
    named = re.findall(rf"\b(?:{'|'.join(TITLES)})\b", shown)
    assert sorted(named) == sorted(one.scheme for one in given_grades if one is not None)


def strip_grades(answer: Answer) -> Answer:
    return answer.change_statements(lambda statement: statement.model_copy(update={"certainty": None}))


@LAWS
@given(given_grades=grades, data=st.data())
def test_nothing_depends_on_a_grade(given_grades: list[Certainty | None], data: st.DataObject) -> None:
    """Sections, order, numbers, references and findings are the same with other grades, and with none."""
    others = [None if one is None else data.draw(st.sampled_from(VALUES)) for one in given_grades]
    changed = [None if one is None else Certainty(scheme=one[0], value=one[1]) for one in others]
    answer, report = assemble(given_grades)
    for regraded in (changed, [None] * len(given_grades)):
        other, other_report = assemble(regraded)
        assert strip_grades(answer) == strip_grades(other)
        assert report.findings == other_report.findings


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("letters", [USPSTF, list(reversed(USPSTF)), ["D", "C"], ["C", "D"], ["I", "A"]])
def test_no_letter_is_weaker_than_another(name: str, letters: list[str]) -> None:
    """D and I are no worse evidence than C: graded statements stand as they were written, whatever their letters."""
    draft = Draft(question="Does syrup help?")
    for number, letter in enumerate(letters):
        grade: Mapping[str, str] = {"scheme": "USPSTF", "value": letter, "date": "2022-04-26"}
        draft = draft.add(f"Statement number {number} of the guideline.", cite="guide", certainty=grade)
    answer = assemble_answer(draft, LIBRARY, as_of=AS_OF)
    assert [one.certainty.value for one in answer.statements() if one.certainty is not None] == letters
    assert {one.lifted_by for one in answer.statements()} == {"guide"}
    assert re.findall(r"USPSTF: ([A-Z]) \(", words_of(answer, name)) == letters
