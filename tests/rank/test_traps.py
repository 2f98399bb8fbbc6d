"""The traps: records that seem to say one thing and are another, each with its wrong reading and its right one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.errors import SchemeError
from evidence_assembler.library.library import build_library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import RankedSource
from evidence_assembler.model.source import Source
from evidence_assembler.rank import known_designs, rank_sources
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library
from evidence_assembler.readers.schemes import read_scheme
from evidence_assembler.renderers import render_answer

TRAPS: list[dict[str, Any]] = parse_yaml(
    Path(__file__).with_name("traps.yaml").read_text(encoding="utf-8"), "traps.yaml"
).value
DAY = date(2026, 1, 1)
OF_RECORDS = [trap for trap in TRAPS if "records" in trap]
OF_DRAFTS = [trap for trap in TRAPS if "draft" in trap]
REFUSED = [trap for trap in TRAPS if "refused" in trap]
KEYS = {
    *("name", "seems", "right", "records", "declare", "as_of", "scheme", "expect", "order", "same_tier", "works"),
    *("draft", "files", "finds", "sections", "apart", "page", "refused"),
}
EXPECTED = {"design", "not", "basis", "tier", "because", "status", "not_status"}


def name_of(trap: dict[str, Any]) -> str:
    return str(trap["name"])


def make_source(written: dict[str, Any]) -> Source:
    item = {key: value for key, value in written.items() if key != "types"}
    if "issued" in item:
        item["issued"] = {"date-parts": [[item["issued"]]]}
    return Source.from_csl({"type": "article-journal", **item}, publication_types=written.get("types", ()))


def rank_records(trap: dict[str, Any]) -> dict[str, RankedSource]:
    ranked = rank_sources(
        [make_source(record) for record in trap["records"]],
        read_scheme(trap.get("scheme", "clinical")),
        declare={key: Declaration.model_validate(said) for key, said in trap.get("declare", {}).items()},
        as_of=date.fromisoformat(str(trap["as_of"])) if "as_of" in trap else DAY,
    )
    return {one.source.id: one for one in ranked}


@pytest.mark.parametrize("trap", OF_RECORDS, ids=name_of)
def test_a_trap_of_records(trap: dict[str, Any]) -> None:
    """The design, the standing and the reason are the right ones, and the design is not the one that it seems."""
    ranked = rank_records(trap)
    for key, expected in trap["expect"].items():
        one = ranked[key]
        said = {"design": one.design, "basis": one.basis, "tier": one.tier}
        for field in said.keys() & expected.keys():
            assert said[field] == expected[field], (key, one.because)
        assert one.design not in expected.get("not", ()), (key, one.because)
        assert all(words in one.because for words in expected.get("because", ())), (key, one.because)
        assert set(expected.get("status", ())) <= set(one.status), (key, one.status)
        assert not set(expected.get("not_status", ())) & set(one.status), (key, one.status)
    if "order" in trap:
        assert list(ranked) == trap["order"]
    if "same_tier" in trap:
        assert len({ranked[key].tier for key in trap["same_tier"]}) == 1
    if "works" in trap:
        library = build_library([(make_source(record), None) for record in trap["records"]])
        assert len(set(library.works.values())) == int(trap["works"])


@pytest.mark.parametrize("trap", OF_DRAFTS, ids=name_of)
def test_a_trap_of_a_draft(trap: dict[str, Any], tmp_path: Path) -> None:
    """A draft that falls into it is told so by a rule, or its claim does not stand where it seems to belong."""
    for name, text in {**trap["files"], "answer.yaml": trap["draft"]}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    draft = read_draft(tmp_path / "answer.yaml")
    library = read_draft_library(draft)
    answer = assemble_answer(draft, library, scheme=read_scheme(draft.scheme or "clinical"), as_of=DAY)
    findings = check_answer(answer, library).findings
    for expected in trap.get("finds", ()):
        of_rule = [one for one in findings if one.rule == expected["rule"]]
        of_rule = [one for one in of_rule if expected.get("source_id", one.source_id) == one.source_id]
        assert any(expected.get("message", "") in one.message for one in of_rule), findings
    sections = {
        statement.id: section.title
        for section in answer.sections
        for topic in section.topics
        for statement in topic.statements
    }
    assert trap.get("sections", {}).items() <= sections.items(), sections
    apart = [sections[claim] for claim in trap.get("apart", ())]
    assert len(set(apart)) == len(apart)
    page = " ".join(render_answer(answer, "text").split())
    assert all(words in page for words in trap.get("page", ())), page


@pytest.mark.parametrize("trap", REFUSED, ids=name_of)
def test_a_trap_that_is_refused(trap: dict[str, Any]) -> None:
    """The wrong name is refused, and the error names the right one."""
    with pytest.raises(SchemeError) as refused:
        read_scheme(trap["scheme"])
    assert trap["refused"] in f"{refused.value} {refused.value.remedy}"


def test_the_traps_assert_something() -> None:
    """Every case is run, has no unknown key, and expects something that could be otherwise."""
    names = [trap["name"] for trap in TRAPS]
    assert len(set(names)) == len(names) == len([*OF_RECORDS, *OF_DRAFTS, *REFUSED])
    for trap in TRAPS:
        assert trap.keys() <= KEYS
        assert trap.keys() & {"expect", "finds", "sections", "page", "refused"}
        for expected in trap.get("expect", {}).values():
            assert expected
            assert expected.keys() <= EXPECTED
            assert {expected.get("design"), *expected.get("not", ())} - {None} <= set(known_designs())
