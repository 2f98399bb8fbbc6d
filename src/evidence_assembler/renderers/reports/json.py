"""A report for programs: one JSON object."""

from __future__ import annotations

from evidence_assembler.model.finding import Report


def render_report_json(report: Report) -> str:
    """The report as JSON, in the shape of its published schema, with a newline at the end."""
    return report.model_dump_json(indent=2) + "\n"
