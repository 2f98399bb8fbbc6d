"""What objects show of themselves in a cell of a notebook: fragments of HTML that need nothing from anywhere."""

from __future__ import annotations

from hashlib import sha256

from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.finding import Report
from evidence_assembler.model.quote import QuoteMatch

from .compared import compare_match
from .compose import compose_page
from .environment import fill_template
from .formats import find_format
from .verdicts import tell_outcome, tell_own_verdict, tell_place, tell_warnings
from .wording import count_things, read_words

_ROWS = 200  # of a table; what is not shown is told


def show_answer(answer: Answer) -> str:
    """The page without what belongs to a whole document. Its anchors are its own: two can stand in one notebook."""
    prefix = f"a{sha256(answer.model_dump_json().encode()).hexdigest()[:8]}-"
    fmt, words = find_format("html"), read_words()
    page = compose_page(answer, fmt, words, style=answer.style, prefix=prefix)
    return fill_template("html", fmt.TEMPLATE, None, page=page, words=words, fragment=True)


def show_report(report: Report) -> str:
    """The findings as a table, those that were suppressed last and with the reason, and what was checked."""
    words = read_words()
    standing = report.standing()
    counts = {level: len(report.standing(level)) for level in ("error", "warning", "note")}
    said = words["notebook"]
    if standing:
        summary = said["findings"].format(count=count_things(words, **counts))
    else:
        summary = said["only_suppressed" if report.findings else "no_findings"]
    rows = [*standing, *(finding for finding in report.findings if finding.suppressed is not None)]
    return fill_template(
        "html",
        "notebook_report.html.j2",
        None,
        words=words,
        summary=summary,
        rows=rows[:_ROWS],
        more=len(rows[_ROWS:]),
        checked=said["checked"].format(**report.checked.model_dump(exclude={"quotes"})),
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
        differences=match.differences,
        remarks=(*tell_warnings(match, words), *([place] if place else [])),
    )


def show_library(library: Library) -> str:
    """The sources as a table, with the kind of text at hand, and what could not be read."""
    words = read_words()
    texts = sum(entry.text is not None for entry in library.entries)
    count = len(library.entries)
    return fill_template(
        "html",
        "notebook_library.html.j2",
        None,
        words=words,
        summary=words["notebook"]["sources"][count != 1].format(n=count, texts=texts),
        entries=library.entries[:_ROWS],
        more=len(library.entries[_ROWS:]),
        problems=library.problems[:_ROWS],
        more_problems=len(library.problems[_ROWS:]),
    )
