"""A report as commands of a GitHub workflow: each finding stands as an annotation beside the line it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import LEVELS, Finding, Report
from evidence_assembler.renderers.terminal.lines import show_plainly
from evidence_assembler.text.amounts import count_things

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_report_github(report: Report, *, unread: Sequence[EvidenceError] = ()) -> str:
    """The report as workflow commands, one a line, and behind them a line that counts. What is suppressed is left out.

    Columns are told where a finding stands on one line: GitHub takes none of a stretch of several. `unread` are the
    files that could not be checked. Reference: GitHub Docs, "Workflow commands for GitHub Actions" (2024).
    """
    lines = [_write_unread(error) for error in unread]
    lines += [_write_finding(finding) for finding in report.standing()]
    return "".join(f"{line}\n" for line in (*lines, _sum_up(report, len(unread))))


def _write_finding(finding: Finding) -> str:
    properties: dict[str, object] = {}
    at = finding.location
    if at is not None:
        properties = {"file": at.path, "line": at.line, "endLine": max(at.line, at.end_line)}
        if at.end_line == at.line:
            properties |= {"col": at.column, "endColumn": max(at.column, at.end_column)}
    properties["title"] = f"{finding.rule} {finding.name}"
    kind = "Not decided: " if finding.kind == "open" else ""
    return _write_command(_COMMANDS[finding.level], properties, f"{kind}{finding.message}. {finding.remedy}")


def _write_unread(error: EvidenceError) -> str:
    properties = {"file": error.path, "line": error.line, "col": error.column, "title": "not checked"}
    said = f"{error.message}. {error.remedy}" if error.remedy else error.message
    return _write_command("error", {name: value for name, value in properties.items() if value is not None}, said)


def _write_command(command: str, properties: dict[str, object], said: str) -> str:
    written = ",".join(
        f"{name}={show_plainly(str(value)).translate(_IN_PROPERTIES)}" for name, value in properties.items()
    )
    return f"::{command} {written}::{show_plainly(said).translate(_IN_MESSAGES)}"


def _sum_up(report: Report, unread: int) -> str:
    """A line that is no command: it begins with a word and holds nothing that a person wrote."""
    return "; ".join(_count_all(report, unread)) + "."


def _count_all(report: Report, unread: int) -> Iterator[str]:
    levels = Counter(finding.level for finding in report.standing())
    counts = ", ".join(count_things(levels[level], level) for level in LEVELS)
    yield f"Found {counts} in {count_things(report.checked.documents, 'document')}"
    yield f"{count_things(report.checked.statements, 'statement')}, {report.checked.uncited} uncited"
    if suppressed := sum(finding.suppressed is not None for finding in report.findings):
        yield f"{suppressed} suppressed"
    if unread:
        yield f"{count_things(unread, 'file')} could not be checked"
