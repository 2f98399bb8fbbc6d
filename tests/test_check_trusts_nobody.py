"""An answer that was changed by hand, or read from a file, is checked like one that was assembled here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library
from evidence_assembler.model import Answer, Citation, Draft, Statement
from evidence_assembler.model.answer import NumberedCitation
from evidence_assembler.readers.libraries import read_library

EXAMPLE = Path(__file__).parents[1] / "docs/rules/example"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(EXAMPLE / "refs.bib", texts=EXAMPLE / "texts")


@pytest.fixture(scope="module")
def answer(library: Library) -> Answer:
    quote = Citation(source_id="smith2020", quote="reduced systolic pressure by 12.5 mm Hg")
    draft = Draft(question="Q?", disclaimer="general").add("Pressure fell.", cite=quote)
    return assemble_answer(draft, library, as_of=date(2026, 1, 15))


def change(answer: Answer, **fields: Any) -> Answer:
    """The answer with its one citation changed behind its back."""

    def change_citation(statement: Statement) -> Statement:
        citation = NumberedCitation.model_construct(**{**vars(statement.citations[0]), **fields})
        return statement.model_copy(update={"citations": (citation,)})

    return answer.change_statements(change_citation)


def find_rules(answer: Answer, library: Library) -> set[str]:
    report = check_answer(answer, library, select=("EA1", "EA2"), ignore=("EA103",))
    return {finding.rule for finding in report.findings}


def test_as_it_was_assembled_it_is_clean(answer: Answer, library: Library) -> None:
    assert find_rules(answer, library) == set()


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"source_id": "ghost1999", "number": 42}, {"EA102"}),
        ({"number": 42}, {"EA102"}),
        ({"number": None}, {"EA102"}),
        ({"quote": "reduced systolic pressure by 125 mm Hg"}, {"EA202"}),
        ({"quote": "nothing that was ever written in this source at all"}, {"EA201"}),
    ],
)
def test_a_changed_citation_is_found(answer: Answer, library: Library, fields: dict[str, Any], rules: set[str]) -> None:
    """Whatever number and verdict it carries."""
    assert rules <= find_rules(change(answer, **fields), library)


def test_a_list_without_its_entries_is_found(answer: Answer, library: Library) -> None:
    assert find_rules(answer.model_copy(update={"references": ()}), library) == {"EA102"}


def test_a_verdict_that_was_taken_away_is_made_again(answer: Answer, library: Library) -> None:
    report = check_answer(change(answer, match=None), library)
    assert dict(report.checked.quotes) == {"exact": 1}
