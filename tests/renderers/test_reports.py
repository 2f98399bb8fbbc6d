"""One call for all formats of a report."""

from __future__ import annotations

import json
from xml.etree.ElementTree import fromstring

import pytest
from handmade_reports import LINES, MIXED, report_on

from evidence_assembler.errors import UnknownNameError, UnreadableFileError
from evidence_assembler.model import Report
from evidence_assembler.renderers.reports import REPORT_FORMATS, render_report

BROKEN = UnreadableFileError("it is broken", path="broken.md")


@pytest.mark.parametrize("form", REPORT_FORMATS)
def test_every_format_ends_its_last_line_and_is_the_same_each_time(form: str) -> None:
    text = render_report(MIXED, form, LINES.get)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert render_report(MIXED, form, LINES.get) == text


def test_each_format_is_what_its_name_says() -> None:
    assert Report.model_validate_json(render_report(MIXED, "json", LINES.get)) == MIXED
    assert json.loads(render_report(MIXED, "sarif", LINES.get))["version"] == "2.1.0"
    assert fromstring(render_report(MIXED, "junit", LINES.get)).tag == "testsuites"
    assert render_report(MIXED, "github", LINES.get).startswith("::error file=paper.md,")
    assert "3 | Pain fell. It was" in render_report(MIXED, "text", LINES.get)


def test_what_makes_a_run_fail_is_passed_on() -> None:
    assert fromstring(render_report(MIXED, "junit", LINES.get, fail_on="note")).get("failures") == "4"


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_pipelines_are_told_of_files_that_could_not_be_checked(form: str) -> None:
    assert "broken.md" in render_report(report_on(), form, LINES.get, unread=[BROKEN])


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="there is no format 'serif' of a report") as caught:
        render_report(MIXED, "serif", LINES.get)
    assert caught.value.remedy == "Did you mean 'sarif'?"
