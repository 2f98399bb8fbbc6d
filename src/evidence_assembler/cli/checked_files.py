"""What `check` says of the files of a run, beside its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence_assembler.baseline import FindStatement, apply_baseline, read_baseline, write_baseline
from evidence_assembler.batch.run import BatchRun
from evidence_assembler.cli.results import write_or_print
from evidence_assembler.cli.terminal import say, tell_notes
from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import Report
from evidence_assembler.model.place import Place
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.text.amounts import name_some
from evidence_assembler.text.stretch import SourceLines


def tell_run(run: BatchRun, retractions: str | None) -> None:
    """Say on stderr which files could not be checked, and what is no finding and may surprise.

    Raises the error where the list of retractions is what could not be read: nothing was checked against it.
    """
    not_checked: dict[str, list[str]] = {}
    for path, error in run.failures:
        if error.path is not None and error.path == retractions:
            raise error
        not_checked.setdefault(str(error), []).append(path)
    for said, files in not_checked.items():
        so = "" if files[0] in said else f"\n  So {name_some(files)} {_agree(files, 'was')} not checked."
        say(f"error: {said}{so}")
    of_libraries = dict.fromkeys(note for one in run.documents for note in run.libraries[one.library].notes)
    tell_notes((*of_libraries, *(note for one in run.documents for note in one.notes)))
    empty = [one.path for one in run.documents if not one.report.checked.statements]
    if empty:
        tell_notes([f"{name_some(empty)} {_agree(empty, 'has')} no statements"])


def refuse_no_baseline(path: str) -> None:
    """Raise `EvidenceError` where a baseline would be written over a file that is none, whatever that is."""
    file = Path(path)
    if file.is_file() and (held := file.read_bytes()) and not (b'"findings"' in held and b'"because"' in held):
        said = "the baseline would overwrite a file that is no baseline"
        raise EvidenceError(said, path=path, remedy="Name another file, or remove this one.")


def start_baseline(report: Report, path: str, because: str, run: BatchRun, source_lines: SourceLines) -> None:
    """Write the findings of the report to a baseline, and say so. Raises as `baseline.write_baseline` does."""
    find = _statement_finder(run)
    write_or_print(write_baseline(report, path, source_lines, find, day=report.as_of, because=because), path)
    say(f"Written: {path}")


def use_baseline(report: Report, path: str, run: BatchRun, source_lines: SourceLines) -> Report:
    """The report with what the baseline lets be suppressed; what that lists in vain is said on stderr."""
    known = read_baseline(read_text_file(Path(path)), path)
    read = {file for one in run.documents for file in one.files}
    report, stale = apply_baseline(report, known, source_lines, _statement_finder(run), read=read)
    if stale:
        named = name_some([f"{one.rule} {one.path or ''}".rstrip() for one in stale])
        tell_notes([f"{len(stale)} of {path} {_agree(stale, 'is')} no longer found and can be dropped: {named}"])
    return report


def _statement_finder(run: BatchRun) -> FindStatement:
    """By the ids of statements, which two documents can share: by where their findings stand, too."""
    placed: dict[tuple[Place | None, str | None], Place | None] = {
        (one.location, one.statement): document.statements.get(one.statement)
        for document in run.documents
        for one in document.report.findings
        if one.statement is not None and one.location is not None
    }
    return lambda finding: placed.get((finding.location, finding.statement))


def _agree(things: Sequence[object], verb: str) -> str:
    return verb if len(things) == 1 else {"was": "were", "has": "have", "is": "are"}[verb]
