"""What an answer leaves out is read from the library, whatever the answer says, and only where a claim asks for it."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.known.known import Known
from evidence_assembler.known.left_out import list_left_out
from evidence_assembler.known.roles import is_weighed, speaks_of_benefit, speaks_of_harm
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Answer, Draft, Settings, Source

DAY = date(2026, 1, 1)
TITLES = {
    "small": "Zinc for the common cold: a cohort study",
    "trial": "Zinc for the common cold: a randomized trial",
    "again": "Zinc and its dose in people with colds: secondary analysis of a randomized trial",
    "pooled": "Zinc for the common cold: a systematic review",
    "other": "Echinacea for the common cold: a systematic review",
}


def make_library(*names: str) -> Library:
    return build_library(
        (Source.from_csl({"id": name, "type": "article-journal", "title": TITLES[name], "note": "NCT04270877"}), None)
        for name in names
    )


def assemble(library: Library, *cited: str, role: str | None = "benefit") -> Answer:
    draft = Draft(question="Does zinc help?").add("Zinc shortens a cold.", cite=cited, role=role)
    return assemble_answer(draft, library, as_of=DAY)


def know(answer: Answer, library: Library) -> Known:
    return Known(answer, library, Settings(as_of=DAY))


def test_works_left_out_come_highest_first_each_with_what_it_bears_on() -> None:
    library = make_library(*TITLES)
    found = list(list_left_out(know(assemble(library, "small"), library), is_weighed))
    assert [one.work.source.id for one in found] == ["pooled", "again", "trial"]
    assert [one.tier for one in found] == sorted(one.tier for one in found)
    (claim,) = found[0].bears_on
    assert (claim.rests_on.source_id, claim.alike.source_id, claim.shared) == ("small", "small", ("zinc", "cold"))


def test_a_claim_is_held_against_the_highest_of_its_sources() -> None:
    library = make_library("small", "trial", "pooled")
    (found,) = list_left_out(know(assemble(library, "small", "trial"), library), is_weighed)
    assert found.bears_on[0].rests_on.source_id == "trial"


@pytest.mark.parametrize(
    ("cited", "role"), [(tuple(TITLES), "benefit"), (("small",), None), (("small",), "mechanism"), ((), "benefit")]
)
def test_no_index_is_made_where_no_claim_asks_for_one(cited: tuple[str, ...], role: str | None) -> None:
    library = make_library(*TITLES)
    known = know(assemble(library, *cited, role=role), library)
    assert list(list_left_out(known, is_weighed)) == []
    assert "subjects_left_out" not in vars(known)


def test_an_answer_that_was_changed_by_hand_is_told_the_same() -> None:
    library = make_library("trial", "again", "pooled")
    answer = assemble(library, "trial", "again")
    rules = ("EA502", "EA505", "EA506", "EA507", "EA608")
    changed = [one.model_copy(update={"trials": (), "design": "opinion"}) for one in answer.references]
    again = Answer.model_validate_json(answer.model_copy(update={"references": tuple(changed)}).model_dump_json())
    told = [check_answer(one, library, select=rules).findings for one in (answer, again)]
    assert told[0] == told[1]
    assert [finding.rule for finding in told[0]] == ["EA506", "EA608", "EA507"]


@pytest.mark.parametrize(
    ("role", "benefit", "harm", "weighed"),
    [
        ("benefit", True, False, True),
        (" Clinical_Benefit ", True, False, True),
        ("side-effects", False, True, True),
        ("CONTRAINDICATION", False, True, True),
        ("dose", False, False, True),
        ("mechanism", False, False, False),
        ("", False, False, False),
        (None, False, False, False),
    ],
)
def test_a_role_is_read_whatever_its_case_and_its_joints(
    role: str | None, benefit: bool, harm: bool, weighed: bool
) -> None:
    library = make_library("trial")
    (statement,) = assemble(library, "trial", role=role).statements()
    assert (speaks_of_benefit(statement), speaks_of_harm(statement), is_weighed(statement)) == (benefit, harm, weighed)
