"""Reports as JUnit XML: what failed, what passed, what was skipped, and that the counts are right."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from handmade_reports import MIXED, find, handmade_reports, report_on
from hypothesis import given, strategies as st

from evidence_assembler.errors import EvidenceError, UnreadableFileError
from evidence_assembler.model import Place, Report
from evidence_assembler.model.finding import LEVELS, Level
from evidence_assembler.renderers.reports.junit import render_report_junit


def read(report: Report, *unread: EvidenceError, fail_on: Level = "error") -> Element:
    """The suites, whose counts are right."""
    text = render_report_junit(report, fail_on=fail_on, unread=unread)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
    root = fromstring(text.encode("utf-8"))
    for element in (root, *root):
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.get(attribute, "-1")) == len(list(element.iter(tag)))
        assert int(element.get("tests", "-1")) == len(list(element.iter("testcase")))
    return root


def outcomes(suite: Element) -> list[tuple[str | None, str]]:
    """The cases of a suite by their names, with what became of each."""
    told = ("failure", "skipped", "error")
    return [
        (case.get("name"), next((child.tag for child in case if child.tag in told), "passed"))
        for case in suite.iter("testcase")
    ]


def test_a_document_is_a_suite_and_a_rule_a_case() -> None:
    root = read(MIXED)
    assert [suite.get("name") for suite in root] == ["paper.md", "refs.bib", "evidence-assembler"]
    assert outcomes(root[0]) == [
        ("EA101 uncited-statement: “It” cites no source", "failure"),
        ("EA101 uncited-statement: “It was safe.” cites no source", "failure"),
        ("EA101 uncited-statement: “It” cites no source (2)", "skipped"),
        ("EA103 unused-source", "passed"),
        ("EA208 quote-unchecked", "passed"),
    ]
    assert outcomes(root[1]) == [("EA103 unused-source", "passed")]


def test_a_failure_says_where_and_what_to_do() -> None:
    case = read(MIXED)[0].findall("testcase")[0]
    assert (case.get("file"), case.get("line"), case.get("classname")) == ("paper.md", "3", "paper.md")
    failure = case.find("failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("“It” cites no source", "error")
    assert failure.text == "paper.md:3:1: EA101 uncited-statement\n“It” cites no source\nCite a source."


def test_what_is_suppressed_is_skipped_with_its_reason() -> None:
    skipped = [one.get("message") for one in read(MIXED).iter("skipped")]
    assert skipped == ["the author's own aim", "it was there"]


def test_what_is_lower_is_told_and_fails_nothing() -> None:
    out = [one.text for one in read(MIXED).iter("system-out")]
    assert out == [
        "note: refs.bib:1:1: EA103 unused-source\n“It” cites no source\nCite a source.",
        "note: EA208 quote-unchecked (open)\n“It” cites no source\nCite a source.",
    ]


@pytest.mark.parametrize("fail_on", LEVELS)
def test_what_fails_is_what_the_exit_status_counts(fail_on: Level) -> None:
    levels = LEVELS[: LEVELS.index(fail_on) + 1]
    warned = MIXED.model_copy(update={"findings": (*MIXED.findings, find(level="warning"))})
    assert read(warned, fail_on=fail_on).get("failures") == str(len(warned.standing(*levels)))


def test_a_clean_report_on_many_documents_has_a_case_for_each_rule_in_each() -> None:
    root = read(report_on(paths=["a.md", "b.md"]))
    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [("a.md", "3"), ("b.md", "3")]
    assert [suite.get("tests") for suite in read(report_on(paths=[]))] == ["3"]


def test_a_file_that_could_not_be_checked_is_an_error() -> None:
    broken = UnreadableFileError("the byte 0xff is not UTF-8", path="b.md", line=4, remedy="Save the file as UTF-8.")
    root = read(report_on(), broken)
    assert outcomes(root[1]) == [("the file can be checked", "error")]
    assert root.get("errors") == "1"
    assert "Save the file as UTF-8." in (next(root.iter("error")).text or "")


def test_a_case_keeps_its_name_when_lines_move() -> None:
    here, there = (read(report_on(find(Place("a.md", line)), paths=["a.md"])) for line in (3, 30))
    assert outcomes(here) == outcomes(there)


@given(handmade_reports(), st.sampled_from(LEVELS))
def test_every_finding_of_every_report_is_kept(report: Report, fail_on: Level) -> None:
    root = read(report, fail_on=fail_on)
    failing = LEVELS[: LEVELS.index(fail_on) + 1]
    lower = [one for one in report.standing() if one.level not in failing]
    assert root.get("failures") == str(len(report.standing(*failing)))
    assert root.get("skipped") == str(sum(one.suppressed is not None for one in report.findings))
    assert sum((one.text or "").count("\n") + 1 for one in root.iter("system-out")) == 3 * len(lower)
    for suite in root:
        names = [case.get("name") for case in suite.iter("testcase")]
        assert len(set(names)) == len(names)
