"""What objects print of themselves: plain text, where Python shows them without a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from evidence_assembler.cite.dates import year_words
from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.finding import Report
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.reports.text import render_report_text
from evidence_assembler.renderers.terminal.lines import count_columns, cut_line, show_plainly
from evidence_assembler.renderers.wording import Words, read_words, set_quotation

from .outline import Stated, outline_draft
from .summaries import tell_draft, tell_library

_WIDTH = 88  # columns
_ROWS = 60


def print_answer(answer: Answer) -> str:
    """The answer as `render_answer` gives it as text."""
    return render_answer(answer, "text").rstrip("\n")


def print_report(report: Report) -> str:
    """The report as a terminal has it, without the lines of the files, which are not opened."""
    return render_report_text(report, lambda _: None, shown_by="report.findings").rstrip("\n")


def print_library(library: Library) -> str:
    """How many sources there are, a line for each, and how much could not be read."""
    words = read_words()
    said = words["notebook"]
    width = max((count_columns(one) for one in library), default=0)
    lines = [tell_library(library, words)]
    for entry in library.entries[:_ROWS]:
        source_id = show_plainly(entry.source.id)
        text = said["texts"][entry.text.extent if entry.text is not None else "none"]
        year = year_words(entry.source.issued) or ""
        cells = f"{source_id}{' ' * (width - count_columns(source_id))}  {year:4}  {text:9}  "
        lines.append(cut_line(f"{cells}{show_plainly(entry.source.title or '')}", _WIDTH).rstrip())
    if more := len(library.entries[_ROWS:]):
        lines.append(said["more"].format(n=more))
    if library.problems:
        lines.append(said["problems"])
        lines += [show_plainly(f"{one.place}: {one.message}. {one.remedy}") for one in library.problems[:_ROWS]]
    if more := len(library.problems[_ROWS:]):
        lines.append(said["more"].format(n=more))
    return "\n".join(lines)


def print_entry(entry: LibraryEntry) -> str:
    """The entry as a library of its own."""
    return print_library(Library((entry,)))


def print_draft(draft: Draft) -> str:
    """The question, the claims by topic with what each cites, and the key points."""
    words = read_words()
    lines = [*_fold(draft.question), tell_draft(draft, words)]
    for topic in outline_draft(draft, words, len(draft.claims)):
        lines += ["", *_fold(topic.title)] if topic.title is not None else [""]
        for stated in topic.statements:
            lines += _write_statement(stated, words)
    if draft.key_points:
        lines += ["", words["headings"]["key_points"]]
        for point in draft.key_points:
            of = f" ({point.of})" if point.of is not None else ""
            lines += _fold(f"{point.text}{of}", "- ", "  ")
    return "\n".join(lines)


def _write_statement(stated: Stated, words: Words) -> Iterator[str]:
    yield from _fold(stated.text, "- ", "  ")
    for cited in stated.cites:
        manner = f" ({cited.manner})" if cited.manner else ""
        quote = f": {set_quotation(cited.quote, words)}" if cited.quote is not None else ""
        yield from _fold(f"{cited.source_id}{manner}{quote}", "    ", "      ")
    if stated.remark is not None:
        yield from _fold(stated.remark, "    ", "    ")


def _fold(text: str, first: str = "", further: str = "") -> list[str]:
    return wrap(
        show_plainly(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
