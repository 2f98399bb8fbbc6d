"""What objects show of themselves in a cell of a notebook: fragments of HTML that need nothing from anywhere."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from evidence_assembler.cite.dates import year_words
from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.document import Document
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.finding import Finding, Report
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.renderers.checks import list_checks
from evidence_assembler.renderers.compose import compose_page
from evidence_assembler.renderers.day_and_scheme import write_day
from evidence_assembler.renderers.environment import fill_template
from evidence_assembler.renderers.formats import find_format
from evidence_assembler.renderers.verdicts import (
    tell_difference,
    tell_outcome,
    tell_own_verdict,
    tell_place,
    tell_warnings,
)
from evidence_assembler.renderers.wording import read_words, tell_counts

from .compared import compare_match
from .marked_message import Run, mark_message
from .outline import outline_document, outline_draft
from .summaries import tell_checked, tell_document, tell_draft, tell_library, tell_report

_ROWS = 200  # of a table; what is not shown is told


class FindingRow(NamedTuple):
    """A finding with its message and its remedy in runs; the words in question are marked in the message."""

    finding: Finding
    message: tuple[Run, ...]
    remedy: tuple[Run, ...]


def show_answer(answer: Answer) -> str:
    """The page without what belongs to a whole document. Its anchors are its own: two can stand in one notebook."""
    prefix = f"a{sha256(answer.model_dump_json().encode()).hexdigest()[:8]}-"
    fmt, words = find_format("html"), read_words()
    page = compose_page(answer, fmt, words, style=answer.style, prefix=prefix)
    shown = fill_template("html", fmt.TEMPLATE, None, page=page, words=words, fragment=True)
    return re.sub(r"\n\s*\n", "\n", shown)  # a blank line would end the block of Markdown that an export makes of it


def show_report(report: Report) -> str:
    """Whether errors stand, the findings as a table by place, those suppressed last, and what was not checked."""
    words = read_words()
    rows = [*report.standing(), *(finding for finding in report.findings if finding.suppressed is not None)]
    return fill_template(
        "html",
        "notebook_report.html.j2",
        None,
        words=words,
        outcome="passed" if report.ok else "failed",
        summary=tell_report(report, words),
        rows=[FindingRow(one, mark_message(one.message, one.words), mark_message(one.remedy)) for one in rows[:_ROWS]],
        more=len(rows[_ROWS:]),
        foot=(tell_checked(report, words), *list_checks(report, lambda day: write_day(day, words), words)),
    )


def show_match(match: QuoteMatch) -> str:
    """The verdict, the quotation above the words of its source, and what differs between them."""
    words = read_words()
    stretches = compare_match(match)
    place = tell_place(match, words)
    return fill_template(
        "html",
        "notebook_match.html.j2",
        None,
        words=words,
        outcome=tell_outcome(match),
        verdict=tell_own_verdict(match, words),
        quoted=tuple((one.quoted, one.kind == "differs") for one in stretches if one.quoted),
        found=tuple((one.source, one.kind == "differs") for one in stretches if one.source),
        found_in=words["notebook"]["found" if match.found_in is None else "found_elsewhere"],
        differences=[tell_difference(one, words) for one in match.differences],
        remarks=(*tell_warnings(match, words), *([place] if place else [])),
    )


def show_library(library: Library) -> str:
    """The sources as a table, with the kind of text at hand, and what could not be read."""
    words = read_words()
    return fill_template(
        "html",
        "notebook_library.html.j2",
        None,
        words=words,
        summary=tell_library(library, words),
        entries=[(entry, year_words(entry.source.issued)) for entry in library.entries[:_ROWS]],
        more=len(library.entries[_ROWS:]),
        problems=library.problems[:_ROWS],
        more_problems=len(library.problems[_ROWS:]),
    )


def show_entry(entry: LibraryEntry) -> str:
    """The entry as a library of its own."""
    return show_library(Library((entry,)))


def show_draft(draft: Draft) -> str:
    """The question, the claims by topic with what each cites, and the key points. Nothing of it is checked."""
    words = read_words()
    return fill_template(
        "html",
        "notebook_outline.html.j2",
        None,
        words=words,
        title=draft.question,
        summary=tell_draft(draft, words),
        states=words["notebook"]["claim"],
        headings=outline_draft(draft, words, _ROWS),
        more=len(draft.claims[_ROWS:]),
        key_points=draft.key_points,
        remarks=(),
    )


def show_document(document: Document) -> str:
    """How many statements are cited, the statements by heading with what each cites, and how much was not read."""
    words = read_words()
    said = words["notebook"]
    statements = list(document.statements())
    unread = len(document.unread) + len(document.problems)
    return fill_template(
        "html",
        "notebook_outline.html.j2",
        None,
        words=words,
        title=document.title or document.place.path,
        summary=tell_document(document, words),
        states=said["states"],
        headings=outline_document(document, words, _ROWS),
        more=len(statements[_ROWS:]),
        key_points=(),
        remarks=[said["unread"].format(problems=tell_counts(words, problem=unread))] if unread else (),
    )
