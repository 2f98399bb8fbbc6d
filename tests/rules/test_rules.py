"""The rules: one page of cases a rule, and the examples on the page of the rule itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.model.answer import Review
from evidence_assembler.model.finding import LEVELS, Finding, Report
from evidence_assembler.readers.documents import read_with_library
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library, read_library
from evidence_assembler.readers.schemes import read_scheme
from evidence_assembler.rules.chosen import Rule, all_rules

EXAMPLE = Path(__file__).parents[2] / "docs" / "rules" / "example"
CASES = Path(__file__).with_name("cases")
DEFAULTS = {"question": "Does examplopril lower blood pressure?", "sources": "[refs.bib]", "texts": "texts/"}
PARTS = ["Why it matters", "How sure", "Fails", "Mended"]


@dataclass(frozen=True)
class Case:
    """A draft or a document, the files beside it, and what one rule finds: `finds` is complete and in report order.

    A `document` is a file of that `format`, md, tex, html or txt, which names its own bibliography; the texts of the
    example are at hand for it.
    """

    rule: str
    name: str
    finds: tuple[dict[str, str], ...]
    draft: str | None
    document: str | None
    format: str
    files: dict[str, str]
    policy: str
    review: str


def read_cases(page: Path) -> list[Case]:
    rule = page.stem.split("_")[0].upper()
    optional: dict[str, Any] = {"files": {}, "policy": "strict", "review": "draft"}
    optional |= {"draft": None, "document": None, "format": "md"}
    return [
        Case(rule, **{**optional, **written, "finds": tuple(written["finds"])})
        for written in parse_yaml(page.read_text(encoding="utf-8"), page.name).value
    ]


PAGES = {page.stem: read_cases(page) for page in sorted(CASES.glob("*.yaml"))}
ALL_CASES = [case for cases in PAGES.values() for case in cases]


def add_defaults(draft: str) -> str:
    """The draft with what every draft has; behind it, so that its lines keep their numbers."""
    given = parse_yaml(draft, "draft").value
    return draft + "".join(f"{key}: {value}\n" for key, value in DEFAULTS.items() if key not in given)


def check_draft(
    folder: Path, draft: str, files: dict[str, str], *, policy: str = "strict", review: str = "draft"
) -> Report:
    """The report on a draft that stands among the files of the example."""
    copy_example(folder, files)
    (folder / "answer.yaml").write_text(draft, encoding="utf-8")
    written = read_draft(folder / "answer.yaml")
    listed = folder / "retractions.csv"
    library = read_draft_library(written, retractions=listed if listed.exists() else None)
    scheme = read_scheme(written.scheme or "clinical", folder, written.question_type)
    answer = assemble_answer(written, library, scheme=scheme, as_of=date(2026, 1, 1))
    answer = answer.model_copy(update={"review": Review(state=review)})
    return check_answer(answer, library, policy=policy)


def check_document(
    folder: Path, text: str, files: dict[str, str], *, form: str = "md", policy: str = "strict"
) -> Report:
    """The report on a document that stands among the files of the example."""
    copy_example(folder, files)
    (folder / f"paper.{form}").write_text(text, encoding="utf-8")
    texts = read_library(texts=folder / "texts")
    document, library = read_with_library(folder / f"paper.{form}", texts, as_of=date(2026, 1, 1))
    return check_answer(document, library, policy=policy)


def copy_example(folder: Path, files: dict[str, str]) -> None:
    copytree(EXAMPLE, folder, dirs_exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def tell(finding: Finding) -> dict[str, str]:
    """What a case can say of a finding; the file is told by its name."""
    at = finding.location
    told = {
        "message": finding.message,
        "remedy": finding.remedy,
        "level": finding.level,
        "kind": finding.kind,
        "statement": finding.statement,
        "source_id": finding.source_id,
        "words": " | ".join(finding.words) or None,
        "file": Path(at.path).name if at is not None else None,
        "line": str(at.line) if at is not None else None,
        "column": str(at.column) if at is not None else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def agrees(told: dict[str, str], expected: dict[str, str]) -> bool:
    """True where the finding is as expected; of `message` and `remedy` a part is enough."""
    return all(
        value in told.get(key, "") if key in ("message", "remedy") else value == told.get(key)
        for key, value in expected.items()
    )


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], Report]:
    """The report on the draft of a case, made once."""
    reports: dict[tuple[str, str], Report] = {}

    def check_case(case: Case) -> Report:
        key = (case.rule, case.name)
        if key not in reports:
            folder = tmp_path_factory.mktemp("case")
            if case.document is not None:
                reports[key] = check_document(folder, case.document, case.files, form=case.format, policy=case.policy)
            else:
                draft = add_defaults(case.draft or "")
                reports[key] = check_draft(folder, draft, case.files, policy=case.policy, review=case.review)
        return reports[key]

    return check_case


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_a_rule_finds_what_its_cases_say_and_nothing_else(case: Case, check: Callable[[Case], Report]) -> None:
    told = [tell(finding) for finding in check(case).findings if finding.rule == case.rule]
    assert len(told) == len(case.finds), told
    assert [one for one, expected in zip(told, case.finds, strict=True) if not agrees(one, expected)] == []


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_every_finding_says_on_one_line_what_is_wrong_and_what_to_do(
    case: Case, check: Callable[[Case], Report]
) -> None:
    for finding in check(case).findings:
        assert finding.message.isprintable(), finding
        assert finding.message[-1] not in ".!", finding
        assert finding.remedy.isprintable(), finding
        assert finding.remedy[-1] in ".?", finding
        assert finding.kind == "fail" or finding.level == "note", "what is only open is never an error"


NAMELESS = {
    "EA101": "the whole statement is in question; a key point may name a claim that there is not",
    "EA104": "there may be no word of a reason; what could not be read of a comment is told by its reader",
    "EA106": "the message is the reader's",
    "EA210": "of a document in which nothing is quoted one finding tells all citations",
    "EA408": "the message is the reader's",
    "EA502": "there may be no source in support",
    "EA603": "what is missing has no words",
    "EA608": "the whole statement is in question",
}
"""The rules of which not every finding has words in question, and why."""


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_the_words_in_question_stand_in_the_message(case: Case, check: Callable[[Case], Report]) -> None:
    for finding in check(case).findings:
        assert all(words and words in finding.message for words in finding.words), finding
        assert len(set(finding.words)) == len(finding.words), finding
        assert finding.words or finding.rule in NAMELESS, finding


def test_a_rule_that_may_name_no_words_does_so_in_a_case(check: Callable[[Case], Report]) -> None:
    silent = {one.rule for case in ALL_CASES for one in check(case).findings if not one.words}
    assert silent == set(NAMELESS)


def test_every_rule_has_a_page_of_cases_and_every_page_a_rule() -> None:
    assert list(PAGES) == [f"{rule.id.lower()}_{rule.name.replace('-', '_')}" for rule in all_rules()]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_two_cases_that_fail_and_two_that_must_not(page: str) -> None:
    names = [case.name for case in PAGES[page]]
    assert len(set(names)) == len(names)
    assert sum(bool(case.finds) for case in PAGES[page]) >= 2
    assert sum(not case.finds for case in PAGES[page]) >= 2


def find_parts(rule: Rule) -> dict[str, str]:
    """The parts of a page by their titles."""
    _, *parts = re.split(r"^## (.+)\n", rule.page, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def find_example(part: str) -> tuple[str, str] | None:
    """The language of the example, yaml for a draft or markdown for a document, and the example."""
    found = re.fullmatch(r"\s*```(yaml|markdown)\n(.*)```\s*", part, re.DOTALL)
    return (found[1], found[2]) if found else None


def check_example(folder: Path, example: tuple[str, str], *, review: str = "draft") -> Report:
    language, text = example
    return check_document(folder, text, {}) if language == "markdown" else check_draft(folder, text, {}, review=review)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_page_of_a_rule_has_its_parts(rule: Rule) -> None:
    first = rule.page.split("\n## ")[0].strip()
    assert first.endswith(".")
    assert "\n\n" not in first, "one paragraph says what the rule finds"
    assert list(find_parts(rule)) == PARTS
    assert all(part.strip() for part in find_parts(rule).values())
    assert rule.level in LEVELS


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_examples_of_a_page_do_what_they_say(rule: Rule, tmp_path: Path) -> None:
    """The first is found by this rule, the mended one is not, and nothing else is mended by the way."""
    parts = find_parts(rule)
    fails, mended = find_example(parts["Fails"]), find_example(parts["Mended"])
    assert fails is not None
    before = check_example(tmp_path, fails)
    if mended is None:  # the review is the one thing that a draft cannot mend
        assert "approval" in parts["Mended"]
        after = check_example(tmp_path, fails, review="approved")
    else:
        after = check_example(tmp_path, mended)
    assert {one.rule for one in before.findings} - {one.rule for one in after.findings} == {rule.id}
    assert {one.rule for one in before.standing("error")} <= {rule.id}
    assert after.ok
