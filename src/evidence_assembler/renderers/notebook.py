"""What objects show of themselves in a cell of a notebook: fragments of HTML that need nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.finding import Report
from evidence_assembler.model.quote import QuoteMatch

from .compose import compose_page
from .environment import fill_template
from .formats import find_format
from .one_line import one_line
from .verdicts import tell_outcome, tell_verdict
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
    outcome = tell_outcome(match)
    either = words["verdicts"]["unchecked_either"]
    remarks = [words["warnings"][warning] for warning in match.warnings]
    if match.start is not None and match.end is not None:
        remarks.append(words["notebook"]["place"].format(start=match.start, end=match.end))
    return fill_template(
        "html",
        "notebook_match.html.j2",
        None,
        words=words,
        outcome=outcome,
        verdict=either
        if outcome == "unchecked"
        else tell_verdict(match.model_copy(update={"found": None}), None, words),
        quoted=tuple(mark_parts(match.quote, (difference.quoted for difference in match.differences))),
        found=tuple(mark_parts(match.found or "", (difference.source for difference in match.differences))),
        differences=match.differences,
        remarks=remarks,
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


def mark_parts(text: str, parts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The text in stretches, True for those that are one of the parts; these are looked for one after the other.

    >>> list(mark_parts("a dose of 50 mg a day", ["50"]))
    [('a dose of ', False), ('50', True), (' mg a day', False)]
    """
    done = 0
    for part in parts:
        start = text.find(part, done) if part else -1
        if start < 0:
            continue
        yield text[done:start], False
        yield text[start : start + len(part)], True
        done = start + len(part)
    if one_line(text[done:]):
        yield text[done:], False
