"""A report in the formats that people, programs and pipelines read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from evidence_assembler.errors import EvidenceError, UnknownNameError
from evidence_assembler.model.finding import Level, Report
from evidence_assembler.model.settings import ReportFormat
from evidence_assembler.text.nearest import suggest
from evidence_assembler.text.stretch import SourceLines

REPORT_FORMATS: tuple[str, ...] = get_args(ReportFormat)


def render_report(
    report: Report,
    format: str,  # noqa: A002 - the word that the command line has
    source_lines: SourceLines,
    *,
    fail_on: Level = "error",
    unread: Sequence[EvidenceError] = (),
) -> str:
    """The report in one of `REPORT_FORMATS`, with a newline at the end; equal reports give equal texts.

    `source_lines` gives the lines of a file, None where it cannot be read. `fail_on` says from which level on a finding
    is a failure, for JUnit; `unread` are files that could not be checked, told in what pipelines read. Raises
    `UnknownNameError` for a format that there is not.
    """
    if format == "text":
        from .text import render_report_text

        return render_report_text(report, source_lines)
    if format == "json":
        from .json import render_report_json

        return render_report_json(report)
    if format == "sarif":
        from .sarif import render_report_sarif

        return render_report_sarif(report, source_lines, unread)
    if format == "junit":
        from .junit import render_report_junit

        return render_report_junit(report, fail_on=fail_on, unread=unread)
    if format == "github":
        from .github import render_report_github

        return render_report_github(report, unread=unread)
    raise UnknownNameError(f"there is no format {format!r} of a report", remedy=suggest(format, REPORT_FORMATS))
