"""`check`: what the rules find in drafts and documents."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence_assembler.cli.options import PATH, sources_options

if TYPE_CHECKING:
    from evidence_assembler.model.finding import Level
    from evidence_assembler.model.settings import Policy

_POLICIES = ("strict", "key-points", "anaphora", "paragraph", "section")
_LEVELS = ("error", "warning", "note")
_FORMATS = ("text", "json", "sarif", "junit", "github")
_NOTHING = "error: there was nothing to check: no file has a statement"
_FOR_PIPELINES = ("sarif", "junit", "github")


def _split(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for words in given for word in words.split(",") if word.strip())


@click.command("check")
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH...")
@sources_options
@click.option("--profile", metavar="P", help="What this kind of text owes: clinical, scholarly or newsroom.")
@click.option("--policy", type=click.Choice(_POLICIES), help="What counts as cited (the profile's, else strict).")
@click.option(
    "--select",
    multiple=True,
    callback=_split,
    metavar="R,..",
    help="Run these rules alone: ids, names, EA2.",
)
@click.option("--ignore", multiple=True, callback=_split, metavar="R,..", help="Leave these rules out.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Exit 1 from this level on (error).")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="text (default), json, sarif, junit, github.")
@click.option("--allow-outside", is_flag=True, help="Let a file name others outside its folder.")
@click.option("--baseline", type=PATH, metavar="FILE", help="Let the findings be that stand in this file.")
@click.option("--write-baseline", type=PATH, metavar="FILE", help="Write all findings of today to this file.")
@click.option("--because", metavar="TEXT", help="Why the findings that are written may stay.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes (as many as pay).")
@click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write the report to this file.")
def command(
    paths: tuple[str, ...],
    sources: tuple[str, ...],
    texts: str | None,
    retractions: str | None,
    scheme: str | None,
    as_of: datetime | None,
    profile: str | None,
    policy: Policy | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Level | None,
    form: str | None,
    allow_outside: bool,
    baseline: str | None,
    write_baseline: str | None,
    because: str | None,
    jobs: int | None,
    no_cache: bool,
    output: str | None,
) -> int:
    """Check drafts, documents, and those in folders.

    Documents are Markdown, HTML, LaTeX and plain text. In a folder these are checked but for .txt, and drafts called
    answer.yaml or NAME.answer.yaml. What the project settles in pyproject.toml or evidence-assembler.toml holds where
    no option says otherwise.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run or nothing to check.
    """
    from evidence_assembler.batch.cache import FOLDER, ReportCache
    from evidence_assembler.batch.join import join_reports, make_blank_report
    from evidence_assembler.batch.run import check_files
    from evidence_assembler.batch.task import Task
    from evidence_assembler.batch.walk import find_files
    from evidence_assembler.cli.checked_files import (
        refuse_overwriting_any,
        start_baseline,
        tell_run,
        use_baseline,
        write_or_print,
    )
    from evidence_assembler.cli.terminal import count_progress, print_report, read_source_lines, say, tell_notes
    from evidence_assembler.model.finding import LEVELS
    from evidence_assembler.renderers.reports import render_report
    from evidence_assembler.settings import DocumentSettings, find_project

    if write_baseline is not None and (because is None or baseline is not None):
        raise click.UsageError("--write-baseline takes --because, with the reason, and no --baseline beside it.")
    if because is not None and write_baseline is None:
        raise click.UsageError("--because is the reason for --write-baseline.")
    if select or ignore or profile is not None:
        _refuse_unknown(select, ignore, profile)
    project = find_project()
    given = DocumentSettings(
        sources=sources or None,
        texts=texts,
        scheme=scheme,
        profile=profile,
        policy=policy,
        select=select or None,
        ignore=ignore or None,
    )
    day = as_of.date() if as_of is not None else project.as_of or date.today()
    listed = retractions or project.retractions
    found = find_files(paths, project, texts)
    tell_notes(found.notes)
    tasks = [
        Task(
            path=path,
            settings=project.find_settings(path, given),
            as_of=day,
            retractions=listed,
            allow_outside=allow_outside or bool(project.allow_outside),
            project=project.folder,
        )
        for path in found.paths
    ]
    with count_progress("Checking", len(tasks)) as tell_done:
        run = check_files(
            tasks,
            cache=None if no_cache else ReportCache(Path(project.folder or ".") / FOLDER),
            jobs=jobs,
            tell_done=tell_done,
        )
    tell_run(run, listed)
    lowest = fail_on or project.fail_on or "error"
    form = form or project.format or "text"
    if not tasks:
        say(_NOTHING)
    if not run.documents and form not in _FOR_PIPELINES:
        return 2
    source_lines = read_source_lines()
    report = join_reports(run.documents, run.libraries) if run.documents else make_blank_report(day)
    kept = write_baseline or baseline or project.baseline
    if write_baseline is not None:
        start_baseline(report, write_baseline, because or "", source_lines)
    if kept is not None:
        report = use_baseline(report, kept, run, source_lines)
    unread = [error for _, error in run.failures]
    if output is not None:
        refuse_overwriting_any(output, [task.path for task in tasks])
    if form == "text" and output is None:
        print_report(report, source_lines)
    else:
        write_or_print(render_report(report, form, source_lines, fail_on=lowest, unread=unread), output)
    if tasks and not report.checked.statements:
        say(_NOTHING)
    if unread or not report.checked.statements:
        return 2
    return 1 if report.standing(*LEVELS[: LEVELS.index(lowest) + 1]) else 0


def _refuse_unknown(select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None) -> None:
    """A name that does not exist stops the run before any file is read."""
    from evidence_assembler.rules import choose_rules
    from evidence_assembler.rules.profiles import find_profile

    choose_rules(select, ignore)
    if profile is not None:
        find_profile(profile)
