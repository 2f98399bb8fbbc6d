"""Declarations: what is declared of several ids of one work becomes one, whatever their order."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.declarations import join_declarations
from evidence_assembler.library.library import build_library
from evidence_assembler.model.draft import Declaration, Draft
from evidence_assembler.model.source import Source

RECORDS = [Source(id=name, variables={"DOI": "10.1000/a", "title": "X: a trial"}) for name in ("a", "b")]
OTHER = Source(id="new", variables={"DOI": "10.1000/new", "title": "X"})
LIBRARY = build_library([(one, None) for one in (*RECORDS, OTHER)])
DAY, LATER = date(2020, 1, 1), date(2023, 1, 1)


@pytest.mark.parametrize(
    ("of_a", "of_b", "joined", "otherwise"),
    [
        ({"design": "cohort study"}, {"labelled_use": "pain"}, {"design": "cohort study", "labelled_use": "pain"}, ()),
        (
            {"design": "cohort study", "because": "no groups were drawn"},
            {"design": "case report", "because": "there is one patient"},
            {"design": "cohort study", "because": "no groups were drawn"},
            ("b",),
        ),
        (
            {"design": "cohort study"},
            {"status": "retracted", "since": DAY},
            {"design": "cohort study", "status": "retracted", "since": DAY},
            (),
        ),
        ({"status": "preprint"}, {"status": "retracted"}, {"status": "retracted"}, ("a",)),
        (
            {"superseded_by": "new", "since": LATER},
            {"status": "retracted"},
            {"superseded_by": "new", "status": "retracted"},
            (),
        ),
        (
            {"superseded_by": "new", "since": LATER},
            {"status": "preprint"},
            {"superseded_by": "new", "status": "preprint", "since": LATER},
            (),
        ),
        ({"status": "retracted"}, {"status": "retracted", "since": DAY}, {"status": "retracted", "since": DAY}, ()),
        (
            {"status": "retracted", "since": LATER},
            {"status": "retracted", "since": DAY},
            {"status": "retracted", "since": LATER},
            ("b",),
        ),
    ],
)
def test_two_declarations_of_one_work_become_one(
    of_a: dict[str, object], of_b: dict[str, object], joined: dict[str, object], otherwise: tuple[str, ...]
) -> None:
    declared = [("a", Declaration.model_validate(of_a)), ("b", Declaration.model_validate(of_b))]
    for order in permutations(declared):
        assert join_declarations(order, LIBRARY) == ({"a": Declaration.model_validate(joined)}, otherwise)


def test_of_one_id_what_comes_first_stands() -> None:
    first, second = Declaration(design="cohort study"), Declaration(design="case report")
    assert join_declarations([("a", first), ("a", second)], LIBRARY) == ({"a": first}, ("a",))


def test_what_is_declared_of_an_unknown_id_is_kept() -> None:
    said = Declaration(design="cohort study")
    assert join_declarations([("gone", said)], LIBRARY) == ({"gone": said}, ())


@pytest.mark.parametrize("cited", ["a", "b"])
def test_the_answer_and_its_check_know_both(cited: str) -> None:
    """The retraction is declared of one id, the design of the other."""
    declare = {"a": Declaration(design="cohort study"), "b": Declaration(status="retracted", since=DAY)}
    draft = Draft(question="Q?", declare=declare).add("It works.", cite=cited)
    answer = assemble_answer(draft, LIBRARY, as_of=LATER)
    (reference,) = answer.references
    assert (reference.design, reference.status) == ("cohort study", ("retracted",))
    found = [one.rule for one in check_answer(answer, LIBRARY).findings]
    assert "EA402" in found
