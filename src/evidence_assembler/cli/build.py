"""`build`: the answer that a draft makes, if its check finds no error."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from evidence_assembler.cli.options import PATH, RESULT, sources_options

_FORMAT_OF = {".html": "html", ".htm": "html", ".md": "markdown", ".tex": "latex", ".json": "json", ".txt": "text"}


@click.command("build")
@click.argument("answer", type=PATH)
@sources_options
@click.option("--format", "form", metavar="FORMAT", help="text (default), markdown, html, latex, json.")
@click.option("--style", default="ama", metavar="STYLE", help="ama (default), vancouver, author-date.")
@click.option("--markers", default="bracket", metavar="KIND", help="bracket (default) or superscript.")
@click.option("--audience", metavar="READER", help="Use the wording written for this reader.")
@click.option("--templates", type=PATH, metavar="DIR", help="A folder of templates that stand in for the shipped ones.")
@click.option("--draft", "as_draft", is_flag=True, help="Write it in spite of errors, under a banner that counts them.")
@click.option("--require-approved", is_flag=True, help="Refuse an answer that no reviewer has approved.")
@click.option("--allow-outside", is_flag=True, help="Let the draft name files outside its folder.")
@click.option(
    "-o",
    "--output",
    type=RESULT,
    metavar="FILE",
    help="Write to this file; its ending chooses the format where --format does not.",
)
def command(
    answer: str,
    sources: tuple[str, ...],
    texts: str | None,
    retractions: str | None,
    scheme: str | None,
    as_of: datetime | None,
    form: str | None,
    style: str,
    markers: str,
    audience: str | None,
    templates: str | None,
    as_draft: bool,
    require_approved: bool,
    allow_outside: bool,
    output: str | None,
) -> int:
    """Build the answer that the draft ANSWER makes.

    The checks run first. On an error nothing is written: the findings go to stderr, and the exit status is 1. With
    --draft the answer is written under a banner that counts the findings.
    """
    from evidence_assembler.batch.draft_run import run_draft
    from evidence_assembler.check import check_answer
    from evidence_assembler.cli.progress_line import tell_progress
    from evidence_assembler.cli.results import refuse_overwriting, write_or_print
    from evidence_assembler.cli.terminal import (
        print_report,
        say,
        tell_build,
        tell_library,
        tell_notes,
        tell_reader,
    )
    from evidence_assembler.errors import EvidenceError
    from evidence_assembler.renderers import render_answer

    with tell_progress(f"Reading {answer} and its sources"):
        run = run_draft(
            answer,
            sources=sources,
            texts=texts,
            retractions=retractions,
            scheme=scheme,
            as_of=as_of.date() if as_of else None,
            style=style,
            audience=audience,
            allow_outside=allow_outside,
        )
    tell_library(run.library)
    tell_notes(run.list_merges())
    if audience is not None:
        tell_reader(audience, run.readers)
    with tell_progress(f"Checking {answer}"):
        report = check_answer(run.answer, run.library)
    if report.checked.statements == 0:
        raise EvidenceError("there is nothing to build: the draft has no claims", path=answer, remedy="Add claims.")
    form = form or _FORMAT_OF.get(Path(output or "").suffix.lower(), "text")
    with tell_progress(f"Writing the answer as {form}"):
        written = render_answer(run.answer, form, markers=markers, report=report, templates=templates)
    unapproved = require_approved and run.answer.review.state != "approved"
    if (not report.ok and not as_draft) or unapproved:
        print_report(report, err=True)
        why = "it is not approved" if report.ok or as_draft else "the errors must be mended first (or use --draft)"
        say(f"Nothing was written: {why}.")
        return 1
    if output is not None:
        read = [(answer, "the draft"), *((one, "a file that it rests on") for one in (*run.library_files, *run.files))]
        refuse_overwriting(output, "answer", read)
    write_or_print(written, output)
    tell_build(report, output)
    return 0
