"""The pages that the examples make, as `build` makes them, for one fixed day."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from evidence_assembler.batch.draft_run import run_draft
from evidence_assembler.check import check_answer
from evidence_assembler.model import Answer, Report
from evidence_assembler.renderers import render_answer

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = tuple(sorted(draft.parent.name for draft in EXAMPLES.glob("*/answer.yaml")))
DAY = date(2026, 4, 14)


def build_answer(draft: Path, audience: str | None = None) -> tuple[Answer, Report]:
    """The answer that a draft makes for an audience, and what its check found."""
    run = run_draft(str(draft), as_of=DAY, audience=audience)
    return run.answer, check_answer(run.answer, run.library)


@cache
def build_example(name: str, audience: str | None = None) -> tuple[Answer, Report]:
    """The answer and the report of one of the examples."""
    return build_answer(EXAMPLES / name / "answer.yaml", audience)


def render_example(name: str, *, templates: Path | None = None, audience: str | None = None) -> str:
    """The HTML page of one of the examples."""
    answer, report = build_example(name, audience)
    return render_answer(answer, "html", report=report, templates=templates)
