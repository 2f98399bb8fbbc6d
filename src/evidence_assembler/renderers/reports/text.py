"""A report for people at a terminal: the line, the words marked under it, what is wrong, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from evidence_assembler.model.finding import LEVELS, Finding, Report
from evidence_assembler.renderers.messages import shorten_message
from evidence_assembler.renderers.terminal.lines import Line, count_columns, show_plainly, write_lines
from evidence_assembler.text.amounts import count_things
from evidence_assembler.text.stretch import SourceLines

_NOTES_SHOWN = 3  # of one rule; a large bibliography has hundreds of unused sources
_WIDTH = 110  # columns of a source line that are shown
_AHEAD = 20  # of them, before words that stand far to the right


def render_report_text(report: Report, source_lines: SourceLines, *, shown_by: str = "--format json") -> str:
    """The report as plain text. `source_lines` gives the lines of a file, None where it cannot be read.

    `shown_by` is what shows what is only counted here.
    """
    return write_lines(lay_out_report(report, source_lines, shown_by=shown_by))


def lay_out_report(report: Report, source_lines: SourceLines, *, shown_by: str = "--format json") -> Iterator[Line]:
    """The report line by line, in styled words."""
    notes: Counter[str] = Counter()
    unshown: dict[str, list[Finding]] = {}
    for finding in report.standing():
        notes[finding.rule] += finding.level == "note"
        if finding.level == "note" and notes[finding.rule] > _NOTES_SHOWN:
            unshown.setdefault(finding.rule, []).append(finding)
        else:
            yield from _lay_out_finding(finding, source_lines)
    for rule, findings in sorted(unshown.items()):
        files = {one.location.path for one in findings if one.location is not None}
        among = f" in {len(files)} files" if len(files) > 1 else ""
        yield ((f"{count_things(len(findings), 'more note')} of {rule}{among}; {shown_by} shows them all.", "quiet"),)
    if unshown:
        yield ()
    yield from _lay_out_summary(report, shown_by)


def _lay_out_finding(finding: Finding, source_lines: SourceLines) -> Iterator[Line]:
    kind = " (open)" if finding.kind == "open" else ""
    title = (f"{finding.level} {finding.rule}", finding.level), (f" {finding.name}{kind}", "plain")
    place = finding.location
    if place is not None:
        yield ((_show(f"{place}: "), "place"), *title)
    elif finding.statement is not None:
        yield ((_show(f"statement {finding.statement}: "), "place"), *title)
    else:
        yield title
    yield ((f"  {_show(finding.message)}", "plain"),)
    lines = source_lines(place.path) if place is not None else None
    if place is not None and lines is not None and place.line <= len(lines):
        line = lines[place.line - 1]
        end = place.end_column if place.end_line == place.line else len(line) + 1
        yield from _mark_words(line, place.line, place.column - 1, max(end - 1, place.column))
    yield (("  → ", "quiet"), (_show(finding.remedy), "remedy"))
    yield ()


def _mark_words(line: str, number: int, start: int, end: int) -> Iterator[Line]:
    """The line with its number, and a mark under each column of the words from `start` to `end`, in code points.

    Nothing where the line is empty. A long line is cut around the words, and no more of it is looked at.
    """
    end = min(end, len(line))
    left = 0 if end <= _WIDTH or start < _AHEAD else start - _AHEAD
    cut = show_plainly(line[left : left + _WIDTH])
    if not cut.strip() and not line.strip():
        return
    ahead = "…" if left else ""
    gutter = f"  {number} | "
    before, marked = cut[: start - left], cut[start - left : end - left]
    yield ((gutter, "gutter"), (ahead + cut + ("…" if left + _WIDTH < len(line) else ""), "plain"))
    under = " " * (len(ahead) + count_columns(before)) + "^" * max(1, count_columns(marked.rstrip()))
    yield ((" " * (len(gutter) - 2) + "| ", "gutter"), (under, "error"))


def _show(words: str) -> str:
    return show_plainly(shorten_message(words))


def _lay_out_summary(report: Report, shown_by: str) -> Iterator[Line]:
    checked = report.checked
    quotes = ", ".join(f"{count} {status}" for status, count in checked.quotes.items())
    exempt = checked.statements - checked.cited - checked.uncited
    documents = f"{count_things(checked.documents, 'document')}, " if checked.documents != 1 else ""
    yield (
        (
            f"Checked as of {report.as_of}: {documents}{count_things(checked.statements, 'statement')}, "
            f"{checked.cited} cited, {checked.uncited} uncited{f', {exempt} that need no source' if exempt else ''}; "
            f"{count_things(checked.citations, 'citation')} of {count_things(checked.sources, 'source')}; "
            f"quotations: {quotes or 'none'}.",
            "plain",
        ),
    )
    if report.retractions is not None:
        listed = report.retractions
        said = f"Retractions looked up in {_show(listed.name)} of {listed.date} (by its {listed.dated_by})."
        yield ((said, "plain"),)
    counts = Counter(finding.level for finding in report.standing())
    if counts:
        told = [(count_things(counts[level], level), level) for level in LEVELS if counts[level]]
        yield tuple(part for position, one in enumerate(told) for part in ((", ", "plain"), one)[position == 0 :])
    yield from _tell_suppressed(report, shown_by)
    if report.ok:
        let_be = any(one.level == "error" and one.suppressed is not None for one in report.findings)
        beside = ", beside those suppressed" if let_be else ""
        yield ((f"No errors in the checks listed{beside}: ", "plain"), (" ".join(report.rules) + ".", "plain"))
    open_findings = [finding for finding in report.standing() if finding.kind == "open"]
    unchecked = [f"{len(tuple(group))} {name}" for name, group in groupby(sorted(f.name for f in open_findings))]
    yield (
        (
            "Not checked: whether the quoted words support the statements"
            + "".join(f", {one}" for one in unchecked)
            + _tell_retractions_unchecked(report)
            + ".",
            "quiet",
        ),
    )


def _tell_suppressed(report: Report, shown_by: str) -> Iterator[Line]:
    suppressed = Counter(one.suppressed_by for one in report.findings if one.suppressed is not None)
    if not suppressed:
        return
    counts = {
        "by a comment": suppressed["comment"],
        "by the baseline": suppressed["baseline"],
        "elsewhere": suppressed[None],
    }
    told = ", ".join(f"{count} {where}" for where, count in counts.items() if count)
    yield ((f"{suppressed.total()} suppressed: {told}; {shown_by} gives the reasons.", "quiet"),)


def _tell_retractions_unchecked(report: Report) -> str:
    if report.retractions is None:
        return ", whether a source was retracted since it was recorded"
    snapshot = report.retractions
    return f", retractions after {snapshot.date}" if snapshot.date < report.as_of else ""
