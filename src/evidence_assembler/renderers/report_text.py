"""A report for people at a terminal: the line, the words marked under it, what is wrong, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from evidence_assembler.model.finding import LEVELS, Finding, Report

from .lines import Line, count_columns, show_plainly, write_lines

_NOTES_SHOWN = 3  # of one rule; a large bibliography has hundreds of unused sources
_WIDTH = 110  # columns of a source line that are shown


def render_report(report: Report, source_lines: Callable[[str], Sequence[str] | None]) -> str:
    """The report as plain text. `source_lines` gives the lines of a file, None where it cannot be read."""
    return write_lines(lay_out_report(report, source_lines))


def lay_out_report(report: Report, source_lines: Callable[[str], Sequence[str] | None]) -> Iterator[Line]:
    """The report line by line, in styled words."""
    shown: Counter[str] = Counter()
    for finding in report.findings:
        if finding.suppressed is not None:
            continue
        shown[finding.rule] += finding.level == "note"
        if finding.level != "note" or shown[finding.rule] <= _NOTES_SHOWN:
            yield from _lay_out_finding(finding, source_lines)
    for rule, count in sorted(shown.items()):
        if count > _NOTES_SHOWN:
            yield ((f"{_count(count - _NOTES_SHOWN, 'more note')} of {rule}; --format json shows them all.", "quiet"),)
    if any(count > _NOTES_SHOWN for count in shown.values()):
        yield ()
    yield from _lay_out_summary(report)


def _lay_out_finding(finding: Finding, source_lines: Callable[[str], Sequence[str] | None]) -> Iterator[Line]:
    kind = " (open)" if finding.kind == "open" else ""
    title = (f"{finding.level} {finding.rule}", finding.level), (f" {finding.name}{kind}", "plain")
    place = finding.location
    yield ((show_plainly(f"{place}: "), "place"), *title) if place is not None else title
    yield ((f"  {show_plainly(finding.message)}", "plain"),)
    lines = source_lines(place.path) if place is not None else None
    if place is not None and lines is not None and place.line <= len(lines) and lines[place.line - 1].strip():
        line = lines[place.line - 1]
        end = place.end_column if place.end_line == place.line else len(line) + 1
        yield from _mark_words(line, place.line, place.column - 1, max(end - 1, place.column))
    yield (("  → ", "quiet"), (show_plainly(finding.remedy), "remedy"))
    yield ()


def _mark_words(line: str, number: int, start: int, end: int) -> Iterator[Line]:
    """The line with its number, and a mark under each column of the words from `start` to `end`, in code points."""
    line = show_plainly(line)
    end = min(end, len(line))
    left = 0 if end <= _WIDTH or start < 20 else start - 20
    cut = line[left : left + _WIDTH]
    ahead = "…" if left else ""
    gutter = f"  {number} | "
    before, marked = cut[: start - left], cut[start - left : end - left]
    yield ((gutter, "gutter"), (ahead + cut + ("…" if left + _WIDTH < len(line) else ""), "plain"))
    under = " " * (len(ahead) + count_columns(before)) + "^" * max(1, count_columns(marked.rstrip()))
    yield ((" " * (len(gutter) - 2) + "| ", "gutter"), (under, "error"))


def _lay_out_summary(report: Report) -> Iterator[Line]:
    checked = report.checked
    quotes = ", ".join(f"{count} {status}" for status, count in checked.quotes.items())
    yield (
        (
            f"Checked as of {report.as_of}: {_count(checked.statements, 'statement')}, {checked.cited} cited, "
            f"{checked.uncited} uncited; {_count(checked.citations, 'citation')} of "
            f"{_count(checked.sources, 'source')}; quotations: {quotes or 'none'}.",
            "plain",
        ),
    )
    if report.retractions is not None:
        listed = report.retractions
        said = f"Retractions looked up in {show_plainly(listed.name)} of {listed.date} (by its {listed.dated_by})."
        yield ((said, "plain"),)
    counts = Counter(finding.level for finding in report.standing())
    if counts:
        told = [(_count(counts[level], level), level) for level in LEVELS if counts[level]]
        yield tuple(part for position, one in enumerate(told) for part in ((", ", "plain"), one)[position == 0 :])
    if report.ok:
        yield (("No errors in the checks listed: ", "plain"), (" ".join(report.rules) + ".", "plain"))
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


def _tell_retractions_unchecked(report: Report) -> str:
    if report.retractions is None:
        return ", whether a source was retracted since it was recorded"
    snapshot = report.retractions
    return f", retractions after {snapshot.date}" if snapshot.date < report.as_of else ""


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
