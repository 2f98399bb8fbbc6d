"""`check`: what the rules find in drafts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from evidence_assembler.cli.options import PATH, sources_options

if TYPE_CHECKING:
    from evidence_assembler.model.finding import Level
    from evidence_assembler.model.settings import Policy

_POLICIES = ("strict", "key-points", "anaphora", "paragraph", "section")
_LEVELS = ("error", "warning", "note")


def _split(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for words in given for word in words.split(",") if word.strip())


@click.command("check")
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH...")
@sources_options
@click.option("--policy", type=click.Choice(_POLICIES), default="strict", help="What counts as cited (strict).")
@click.option(
    "--select",
    multiple=True,
    callback=_split,
    metavar="R,..",
    help="Run these rules alone: ids, names, EA2.",
)
@click.option("--ignore", multiple=True, callback=_split, metavar="R,..", help="Leave these rules out.")
@click.option("--fail-on", type=click.Choice(_LEVELS), default="error", help="Exit 1 from this level on (error).")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="text (default) or json.")
@click.option("--allow-outside", is_flag=True, help="Let a draft name files outside its folder.")
def command(
    paths: tuple[str, ...],
    sources: tuple[str, ...],
    texts: str | None,
    retractions: str | None,
    scheme: str | None,
    as_of: datetime | None,
    policy: Policy,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Level,
    form: str,
    allow_outside: bool,
) -> int:
    """Check answer drafts.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run or nothing to check.
    """
    from evidence_assembler.check import check_answer, join_reports
    from evidence_assembler.cli.draft_run import run_draft
    from evidence_assembler.cli.terminal import print_report, say, show_progress, tell_library, tell_merges
    from evidence_assembler.errors import EvidenceError
    from evidence_assembler.model.finding import LEVELS, Report
    from evidence_assembler.readers.retractions import read_retractions
    from evidence_assembler.renderers.report_json import render_report_json
    from evidence_assembler.rules import choose_rules

    choose_rules(select, ignore)  # a rule that does not exist stops the run before any file is read
    listed = read_retractions(retractions) if retractions is not None else None
    reports: list[Report] = []
    unread = 0
    for path in paths:
        try:
            with show_progress(f"Reading {path} and its sources ..."):
                run = run_draft(
                    path,
                    sources=sources,
                    texts=texts,
                    retractions=listed,
                    scheme=scheme,
                    as_of=as_of,
                    allow_outside=allow_outside,
                )
        except EvidenceError as error:
            say(f"error: {error}")
            unread += 1
            continue
        tell_library(run.library)
        tell_merges(run.answer)
        report = check_answer(run.answer, run.library, policy=policy, select=select, ignore=ignore)
        if report.checked.statements == 0:
            say(f"note: {path} has no statements")
        reports.append(report)
    if not reports:
        return 2
    joined = join_reports(reports)
    if form == "json":
        click.echo(render_report_json(joined), nl=False)
    else:
        print_report(joined)
    if unread or joined.checked.statements == 0:
        if not joined.checked.statements:
            say("error: there was nothing to check: no file has a statement")
        return 2
    return 1 if joined.standing(*LEVELS[: LEVELS.index(fail_on) + 1]) else 0
