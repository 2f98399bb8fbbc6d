"""One run of `check`: from its options and the settings of the project to the report and the exit status."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence_assembler.batch.cache import FOLDER, ReportCache
from evidence_assembler.batch.join import join_reports, make_blank_report
from evidence_assembler.batch.run import BatchRun, check_files
from evidence_assembler.batch.task import Task
from evidence_assembler.batch.walk import find_files
from evidence_assembler.cli.check_options import CheckOptions, refuse_contradictions, refuse_unknown_names
from evidence_assembler.cli.checked_files import refuse_no_baseline, start_baseline, tell_run, use_baseline
from evidence_assembler.cli.progress_line import show_progress
from evidence_assembler.cli.results import refuse_one_file, refuse_overwriting, write_or_print
from evidence_assembler.cli.terminal import print_report, read_source_lines, say, tell_notes
from evidence_assembler.model.finding import LEVELS, Level, Report
from evidence_assembler.model.project import ProjectSettings
from evidence_assembler.model.settings import ReportFormat
from evidence_assembler.progress import under_way
from evidence_assembler.readers.project import find_project
from evidence_assembler.renderers.reports import render_report
from evidence_assembler.text.stretch import SourceLines

_NOTHING = "error: there was nothing to check: no file has a statement"
_FOR_PIPELINES: tuple[ReportFormat, ...] = ("sarif", "junit", "github")


@dataclass(frozen=True, slots=True)
class _Settled:
    """What holds for the whole run: as its options have it, else as the project has it, else as it is by default."""

    as_of: date
    retractions: str | None
    allow_outside: bool
    fail_on: Level
    form: ReportFormat
    baseline: str | None


def run_check(options: CheckOptions) -> int:
    """Check what the options name, and leave the report where they say. The result is the exit status.

    Raises `click.UsageError` for options that contradict each other, and `EvidenceError` where the run as a whole
    cannot go on; a file that cannot be checked is told, and the others are checked.
    """
    refuse_contradictions(options)
    refuse_unknown_names(options)
    project = find_project()
    settled = _settle(options, project)
    tasks = _list_tasks(options, project, settled)
    run = _check_tasks(tasks, options, project)
    tell_run(run, settled.retractions)
    if not tasks:
        say(_NOTHING)
    if not run.documents and options.output is None and settled.form not in _FOR_PIPELINES:
        return 2
    _refuse_overwriting_input(options, tasks, run, settled, project)
    source_lines = read_source_lines()
    report = join_reports(run.documents, run.libraries) if run.documents else make_blank_report(settled.as_of)
    report = _let_old_findings_be(report, options, settled, run, source_lines)
    _leave_report(report, options.output, settled, run, source_lines)
    if tasks and not report.checked.statements:
        say(_NOTHING)
    if run.failures or not report.checked.statements:
        return 2
    return 1 if report.standing(*LEVELS[: LEVELS.index(settled.fail_on) + 1]) else 0


def _settle(options: CheckOptions, project: ProjectSettings) -> _Settled:
    return _Settled(
        as_of=options.as_of.date() if options.as_of is not None else project.as_of or date.today(),
        retractions=options.retractions or project.retractions,
        allow_outside=options.allow_outside or bool(project.allow_outside),
        fail_on=options.fail_on or project.fail_on or "error",
        form=options.form or project.format or "text",
        baseline=options.write_baseline or options.baseline or project.baseline,
    )


def _list_tasks(options: CheckOptions, project: ProjectSettings, settled: _Settled) -> list[Task]:
    """A task for each file that the paths name or hold. What was left out on the way is told."""
    found = find_files(options.paths, project, options.texts)
    tell_notes(found.notes)
    given = options.list_settings()
    return [
        Task(
            path=path,
            settings=project.find_settings(path, given),
            as_of=settled.as_of,
            retractions=settled.retractions,
            allow_outside=settled.allow_outside,
            project=project.folder,
        )
        for path in found.paths
    ]


def _check_tasks(tasks: Sequence[Task], options: CheckOptions, project: ProjectSettings) -> BatchRun:
    cache = None if options.no_cache else ReportCache(Path(project.folder or ".") / FOLDER)
    with show_progress(), under_way("Checking", len(tasks) if len(tasks) > 1 else None) as tell:
        done = 0

        def tell_more(more: int) -> None:
            nonlocal done
            done += more
            tell(done)

        run = check_files(tasks, cache=cache, jobs=options.jobs, tell_done=tell_more)
    gc.freeze()  # all of it lasts as long as this process, which ends with the report
    return run


def _refuse_overwriting_input(
    options: CheckOptions, tasks: Sequence[Task], run: BatchRun, settled: _Settled, project: ProjectSettings
) -> None:
    """Before anything is written, so that nothing is where one of two results cannot be."""
    refuse_one_file(options.output, options.write_baseline)
    read = list(_name_files(tasks, run, settled, project))
    if options.write_baseline is not None:
        refuse_overwriting(options.write_baseline, "baseline", read)
        refuse_no_baseline(options.write_baseline)
    if options.output is not None:
        known = [] if settled.baseline is None else [(settled.baseline, "the baseline")]
        refuse_overwriting(options.output, "report", [*known, *read])


def _name_files(
    tasks: Sequence[Task], run: BatchRun, settled: _Settled, project: ProjectSettings
) -> Iterator[tuple[str, str]]:
    """The files that were to be checked, and those that they are checked with, each with what it is."""
    from evidence_assembler.readers.schemes import names_table  # which takes a while to load

    yield from ((task.path, "a file that is checked") for task in tasks)
    if project.path is not None:
        yield project.path, "the settings"
    if settled.retractions is not None:
        yield settled.retractions, "the list of retractions"
    for settings in {task.settings for task in tasks}:
        yield from ((one, "a bibliography") for one in settings.sources or ())
        if settings.texts is not None:
            yield settings.texts, "a text"
        if settings.scheme is not None and names_table(settings.scheme):
            yield settings.scheme, "the tier scheme"
    yield from ((path, "a file that a checked one names") for path in {one for d in run.documents for one in d.files})


def _let_old_findings_be(
    report: Report, options: CheckOptions, settled: _Settled, run: BatchRun, source_lines: SourceLines
) -> Report:
    """The report as the baseline of the run leaves it; a baseline that is asked for is written first."""
    if not run.documents:
        return report
    if options.write_baseline is not None and options.because is not None:
        start_baseline(report, options.write_baseline, options.because, run, source_lines)
    return report if settled.baseline is None else use_baseline(report, settled.baseline, run, source_lines)


def _leave_report(
    report: Report, output: str | None, settled: _Settled, run: BatchRun, source_lines: SourceLines
) -> None:
    """The report in its format on stdout, where text has colours, or in a file, which is told."""
    if settled.form == "text" and output is None:
        print_report(report, source_lines)
        return
    unread = [error for _, error in run.failures]
    write_or_print(render_report(report, settled.form, source_lines, fail_on=settled.fail_on, unread=unread), output)
    if output is not None:
        say(f"Written: {output}")
