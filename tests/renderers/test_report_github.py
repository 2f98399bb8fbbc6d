"""Reports as commands of a GitHub workflow, read back by the rules of its runner."""

from __future__ import annotations

import re

from handmade_reports import MIXED, find, handmade_reports, report_on
from hypothesis import given

from evidence_assembler.errors import EvidenceError, UnreadableFileError
from evidence_assembler.model import Place, Report
from evidence_assembler.renderers.reports.github import render_report_github

Command = tuple[str, dict[str, str], str]


def read_command(line: str) -> Command:
    """A command as the runner takes it apart: properties at commas, then what was escaped."""
    parted = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert parted is not None, line
    properties = dict(one.split("=", 1) for one in parted[2].split(","))
    unescaped = {name: unescape(value, {":": "%3A", ",": "%2C"}) for name, value in properties.items()}
    return parted[1], unescaped, unescape(parted[3], {})


def unescape(words: str, more: dict[str, str]) -> str:
    for sign, written in {"\r": "%0D", "\n": "%0A", **more}.items():
        words = words.replace(written, sign)
    return words.replace("%25", "%")


def read(report: Report, *unread: EvidenceError) -> tuple[list[Command], str]:
    *commands, last, end = render_report_github(report, unread=unread).split("\n")
    assert end == ""
    assert re.match(r"Found \d", last)
    return [read_command(line) for line in commands], last


def test_each_finding_is_an_annotation_at_its_place() -> None:
    commands, last = read(MIXED)
    assert commands == [
        (
            "error",
            {"file": "paper.md", "line": "3", "endLine": "3", "col": "1", "endColumn": "11"}
            | {"title": "EA101 uncited-statement"},
            "“It” cites no source. Cite a source.",
        ),
        (
            "error",
            {"file": "paper.md", "line": "3", "endLine": "4", "title": "EA101 uncited-statement"},
            "“It was safe.” cites no source. Cite a source.",
        ),
        (
            "notice",
            {"file": "refs.bib", "line": "1", "endLine": "1", "col": "1", "endColumn": "12"}
            | {"title": "EA103 unused-source"},
            "“It” cites no source. Cite a source.",
        ),
        ("notice", {"title": "EA208 quote-unchecked"}, "Not decided: “It” cites no source. Cite a source."),
    ]
    assert last == "Found 2 errors, 0 warnings, 2 notes in 1 document; 3 statements, 2 uncited; 2 suppressed."


def test_a_line_as_it_is_written() -> None:
    text = render_report_github(
        report_on(find(Place("a,b:c%.md", 3, 2, 3, 9), level="warning", message="100 % of a,b:c"))
    )
    assert text.split("\n")[0] == (
        "::warning file=a%2Cb%3Ac%25.md,line=3,endLine=3,col=2,endColumn=9,title=EA101 uncited-statement"
        "::100 %25 of a,b:c. Cite a source."
    )


def test_a_file_that_could_not_be_checked_is_an_error() -> None:
    broken = UnreadableFileError("the byte 0xff is not UTF-8", path="b.md", line=4, remedy="Save the file as UTF-8.")
    (command,), last = read(report_on(), broken)
    assert command == (
        "error",
        {"file": "b.md", "line": "4", "title": "not checked"},
        "the byte 0xff is not UTF-8. Save the file as UTF-8.",
    )
    assert last.endswith("; 1 file could not be checked.")


@given(handmade_reports())
def test_no_words_are_a_command_of_their_own(report: Report) -> None:
    commands, _ = read(report)
    assert len(commands) == len(report.standing())
    for (command, properties, said), finding in zip(commands, report.standing(), strict=True):
        assert command == {"error": "error", "warning": "warning", "note": "notice"}[finding.level]
        assert ("file" in properties) == (finding.location is not None)
        assert properties["title"] == f"{finding.rule} {finding.name}"
        if finding.location is not None:
            assert properties["file"] == finding.location.path
        if (finding.message + finding.remedy).isprintable():
            assert said.endswith(f"{finding.message}. {finding.remedy}")
