"""Printing: colour on a terminal, plain text everywhere else."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model.finding import LEVELS, Report
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.renderers.reports.text import lay_out_report
from evidence_assembler.renderers.terminal.lines import Line, show_plainly, write_lines
from evidence_assembler.text.amounts import count_things
from evidence_assembler.text.nearest import suggest
from evidence_assembler.text.stretch import SourceLines

if TYPE_CHECKING:
    from rich.console import Console

    from evidence_assembler.library.library import Library

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "place": "bold",
    "gutter": "blue",
    "remedy": "green",
    "passed": "bold green",
    "failed": "bold red",
    "unchecked": "bold yellow",
    "marked": "reverse",
    "quiet": "dim",
    "plain": "",
}

_ENDLESS = 100_000  # columns
_NARROW = 40  # columns that a text needs


def say(text: str) -> None:
    """Say something on stderr. What people wrote may be in it: what is not printed becomes a mark."""
    click.echo("\n".join(map(show_plainly, text.split("\n"))), err=True)


def make_console(*, err: bool = False) -> Console:
    """A console of rich; where it does not write to a terminal it neither colours nor wraps."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    return Console(stderr=err, highlight=False, markup=False, width=None if stream.isatty() else _ENDLESS)


def measure_terminal() -> tuple[int, bool]:
    """The columns that stdout has for a text, and whether it shows styles."""
    from evidence_assembler.renderers.shown.quotation import WIDTH

    if not sys.stdout.isatty():
        return WIDTH, False
    console = make_console()
    return min(WIDTH, max(console.width, _NARROW)), console.color_system is not None


def print_lines(lines: Iterable[Line], *, err: bool = False) -> None:
    """Print lines to stdout, or to stderr; their styles are seen on a terminal."""
    if not (sys.stderr if err else sys.stdout).isatty():
        click.echo(write_lines(lines), nl=False, err=err)
        return
    from rich.text import Text

    console = make_console(err=err)
    for line in lines:
        console.print(Text.assemble(*((words, _STYLES[style]) for words, style in line)), soft_wrap=True)


def print_report(report: Report, source_lines: SourceLines | None = None, *, err: bool = False) -> None:
    """Print a report to stdout, or to stderr, each finding with the line it is about; in colour on a terminal."""
    print_lines(lay_out_report(report, source_lines or read_source_lines()), err=err)


def tell_problems(library: Library) -> None:
    """Say on stderr what the files hold and could not be read."""
    for problem in library.problems:
        say(f"{problem.place}: EA408 {problem.message}\n  → {problem.remedy}")


def tell_library(library: Library) -> None:
    """Say on stderr what a reader of the files might not expect."""
    from evidence_assembler.library.notes import list_notes

    tell_notes(list_notes(library))


def tell_notes(notes: Iterable[str]) -> None:
    """Say on stderr what is no finding and may surprise."""
    for note in notes:
        say(f"note: {note}")


def tell_reader(audience: str, readers: Sequence[str]) -> None:
    """Say on stderr that the answer has no wording of its own for this reader, where it has none."""
    if audience not in readers:
        say(f"note: no claim has a wording for {audience!r}. {suggest(audience, readers)}")


def tell_build(report: Report, output: str | None) -> None:
    """Say on stderr what was built: findings that stand, and where it was written."""
    counts = Counter(finding.level for finding in report.standing())
    told = ", ".join(count_things(counts[level], level) for level in LEVELS)
    see = " `check` shows them." if counts else ""
    say(f"Checked: {told}.{see}{f' Written: {output}' if output else ''}")


def read_source_lines() -> SourceLines:
    """What gives the lines of a file, None where it cannot be read; each is read once."""

    @cache
    def read(path: str) -> Sequence[str] | None:
        try:
            return read_text_file(Path(path)).split("\n")
        except UnreadableFileError:
            return None

    return read
