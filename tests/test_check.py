"""Checking: which rules run, in which order findings stand, and what is counted."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.errors import EvidenceError, UnknownNameError
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import (
    Answer,
    Checked,
    Citation,
    Claim,
    Draft,
    KeyPoint,
    Place,
    ReadProblem,
    Report,
    Source,
    SourceText,
)
from evidence_assembler.model.finding import LEVELS
from evidence_assembler.model.settings import Policy
from evidence_assembler.rules.chosen import Rule, all_rules, choose_rules, find_rule

AS_OF = date(2026, 4, 14)
TEXT = "In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg. It should not be used in pregnancy."
LIBRARY = build_library(
    [
        (Source(id="guide", publication_types=("Practice Guideline",)), Place("refs.bib", 1)),
        (Source(id="trial", publication_types=("Randomized Controlled Trial",)), Place("refs.bib", 5)),
        (Source(id="plain", variables={"DOI": "broken"}), None),
    ],
    [SourceText(source_id="trial", text=TEXT), SourceText(source_id="guide", text="Advice.", extent="abstract")],
    [ReadProblem("an entry is cut", "Mend it.", Place("refs.bib", 9))],
)


def at(line: int, column: int = 1) -> Place:
    return Place("answer.yaml", line, column, line, column + 5)


def assemble(*claims: Claim, library: Library = LIBRARY, points: tuple[KeyPoint, ...] = ()) -> Answer:
    draft = Draft(question="Q?", claims=claims, key_points=points, place=at(1))
    return assemble_answer(draft, library, as_of=AS_OF)


MIXED = assemble(
    Claim(text="It works.", cite=[Citation(source_id="trial", quote="by 12.5 mm Hg"), Citation(source_id="nobody")]),
    Claim(text="It is safe.", place=at(20)),
    Claim(text="It is cheap.", cite=Citation(source_id="trial", quote="by 125 mm Hg", quote_place=at(9)), place=at(8)),
    Claim(
        text="It is new.",
        cite=[Citation(source_id="plain", place=at(3, 9)), Citation(source_id="guide", quote="x y z")],
    ),
    Claim(text="A low dose is 10 mg.", needs_no_citation="definition used here", cite="guide", place=at(3)),
    Claim(text="It is old.", needs_no_citation="yes"),
    points=(KeyPoint(text="So?", place=at(40)),),
)


def test_what_was_looked_at_is_counted() -> None:
    """What needs no citation is a statement, neither cited nor uncited; a citation counts wherever it stands."""
    assert check_answer(MIXED, LIBRARY).checked == Checked(
        documents=1,
        statements=6,
        cited=3,
        uncited=1,
        citations=6,
        sources=3,
        quotes={"exact": 1, "altered": 1, "unchecked": 1},
    )


def test_an_answer_without_a_statement_is_counted_as_one() -> None:
    checked = check_answer(assemble(library=Library()), Library()).checked
    assert checked == Checked(documents=1, statements=0, cited=0, uncited=0, citations=0, sources=0)


def test_findings_stand_in_the_order_of_their_places_and_those_without_one_come_first() -> None:
    findings = check_answer(MIXED, LIBRARY).findings
    placed = [(one.location.path, one.location.line, one.location.column) for one in findings if one.location]
    assert placed == sorted(placed)
    assert [one.location is None for one in findings] == sorted(
        (one.location is None for one in findings), reverse=True
    )
    assert ("answer.yaml", 3, 9) in placed
    assert ("refs.bib", 9, 1) in placed


def test_in_one_place_errors_come_before_warnings_and_these_before_notes() -> None:
    answer = assemble(Claim(text="It works.", role="dose", cite=["plain", "plain", "nobody"]))
    levels = [LEVELS.index(one.level) for one in check_answer(answer, LIBRARY).findings if one.location is None]
    assert levels == sorted(levels)
    assert set(levels) == {0, 1, 2}


def test_a_finding_has_the_level_of_its_rule_unless_the_problem_says_another() -> None:
    answer = assemble(Claim(text="It works.", cite="trial"), Claim(text="It is 10 mg.", role="dose", cite="trial"))
    report = check_answer(answer, LIBRARY, select=("EA210",))
    assert [(one.rule, one.name, one.level) for one in report.findings] == [
        ("EA210", "citation-without-quotation", "warning"),
        ("EA210", "citation-without-quotation", "note"),
    ]


def test_the_check_speaks_for_the_day_of_the_answer_unless_another_is_named() -> None:
    assert check_answer(MIXED, LIBRARY).as_of == AS_OF
    assert check_answer(MIXED, LIBRARY, as_of=date(2030, 1, 1)).as_of == date(2030, 1, 1)


def test_rules_stand_in_the_order_of_their_ids_and_no_name_is_used_twice() -> None:
    rules = all_rules()
    assert [rule.id for rule in rules] == sorted({rule.id for rule in rules})
    assert len({rule.name for rule in rules}) == len(rules)
    assert check_answer(MIXED, LIBRARY).rules == tuple(rule.id for rule in rules)


@pytest.mark.parametrize("word", ["EA101", "ea101", "uncited-statement", "Uncited-Statement"])
def test_a_rule_is_found_by_its_id_and_its_name(word: str) -> None:
    assert (find_rule(word).id, [rule.id for rule in choose_rules((word,))]) == ("EA101", ["EA101"])


@pytest.mark.parametrize(("select", "ignore"), [(("EA601",), ("EA6",)), ((), ("EA",))])
def test_a_check_by_no_rule_is_none(select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    """It would report no errors; so it stops."""
    with pytest.raises(EvidenceError, match="nothing would be checked"):
        choose_rules(select, ignore)


@pytest.mark.parametrize(
    ("select", "ignore", "pattern"),
    [
        (("EA60",), (), "EA60."),
        (("ea6",), ("not-approved",), "EA6(?!01).."),
        (("missing-disclaimer", "EA601"), (), "EA60[13]"),
        (("EA",), ("EA1", "EA2", "EA4", "EA5"), "EA[36].."),
    ],
)
def test_rules_are_chosen_by_id_name_and_family(select: tuple[str, ...], ignore: tuple[str, ...], pattern: str) -> None:
    report = check_answer(MIXED, LIBRARY, select=select, ignore=ignore)
    rules = [rule.id for rule in all_rules() if re.fullmatch(pattern, rule.id)]
    assert rules
    assert (list(report.rules), {one.rule for one in report.findings} <= set(rules)) == (rules, True)


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("EA999", "EA"),
        ("uncited-statment", "'uncited-statement'"),
        ("EA9", "EA"),
        ("E", ""),
        ("", ""),
        ("EA1011", "'EA101'"),
    ],
)
def test_a_word_that_names_no_rule_is_told_with_the_nearest(word: str, nearest: str) -> None:
    for choice in ({"select": (word,)}, {"ignore": (word,)}):
        with pytest.raises(UnknownNameError, match=f"there is no rule '{word}'") as caught:
            check_answer(MIXED, LIBRARY, **choice)  # type: ignore[arg-type]
        assert nearest in (caught.value.remedy or "")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_alone_what_it_finds_among_the_others(rule: Rule) -> None:
    together = check_answer(MIXED, LIBRARY)
    alone = check_answer(MIXED, LIBRARY, select=(rule.id,))
    assert alone.findings == tuple(one for one in together.findings if one.rule == rule.id)
    assert alone.checked == together.checked


CITATIONS = st.fixed_dictionaries(
    {
        "source_id": st.sampled_from(["guide", "trial", "plain", "nobody"]),
        "quote": st.sampled_from([None, "by 12.5 mm Hg", "by 125 mm Hg", "nothing of the kind", "It should … be used"]),
        "intent": st.sampled_from(["supports", "disputes", "background"]),
    }
).map(lambda fields: Citation(**fields))
CLAIMS = st.fixed_dictionaries(
    {
        "text": st.text(min_size=1, max_size=80).filter(str.strip) | st.sampled_from(["It works.", "it works"]),
        "citations": st.lists(CITATIONS, max_size=3),
        "topic": st.sampled_from([None, "From the Guidelines"]),
        "role": st.sampled_from([None, "dose"]),
        "needs_no_citation": st.sampled_from([None, "", "yes", "definition used here"]),
    }
).map(lambda fields: Claim(**fields))
ANSWERS = st.lists(CLAIMS, max_size=5).map(lambda claims: assemble(*claims))


@given(ANSWERS)
def test_a_finding_speaks_of_what_is_there_and_the_check_changes_nothing(answer: Answer) -> None:
    before = answer.model_dump_json()
    report = check_answer(answer, LIBRARY)
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert check_answer(answer, LIBRARY) == report
    assert answer.model_dump_json() == before
    statements = {one.id for one in answer.statements()}
    assert {one.statement for one in report.findings if one.statement} <= statements
    checked = report.checked
    exempt = sum(one.needs_no_citation is not None for one in answer.statements())
    assert checked.cited + checked.uncited + exempt == checked.statements == len(statements)
    assert report.ok == (not [one for one in report.findings if one.level == "error"])


@given(ANSWERS)
def test_the_uncited_that_are_counted_are_the_uncited_that_are_told(answer: Answer) -> None:
    for policy in get_args(Policy):
        report = check_answer(answer, LIBRARY, policy=policy, select=("EA101",))
        assert len(report.findings) == report.checked.uncited


@given(ANSWERS)
def test_every_other_policy_is_strict_and_something_more(answer: Answer) -> None:
    strict = {one.statement for one in check_answer(answer, LIBRARY, select=("EA101",)).findings}
    for policy in get_args(Policy):
        assert {
            one.statement for one in check_answer(answer, LIBRARY, policy=policy, select=("EA101",)).findings
        } <= strict
