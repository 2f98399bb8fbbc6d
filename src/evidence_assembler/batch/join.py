"""One report of many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from evidence_assembler.batch.checked import UNUSED, CheckedDocument, CheckedLibrary, name_place
from evidence_assembler.model.finding import Checked, Finding, Report, place_order
from evidence_assembler.model.frozen_map import FrozenMap


def join_reports(documents: Sequence[CheckedDocument], libraries: Mapping[str, CheckedLibrary]) -> Report:
    """The report of these documents, in their order; of one document it is the report of its check.

    What is found in a bibliography is told once, with the first document that uses it. A source is unused only where
    none of the documents cites its work, be it another record in another file.
    """
    used = _find_used(documents, libraries)
    of_libraries = {
        key: [one for one in libraries[key].findings if one.rule != UNUSED or name_place(one.location) not in used]
        for key in {one.library for one in documents}
    }
    told: set[tuple[str, str, str]] = set()
    findings: list[Finding] = []
    for document in documents:
        shared = [one for one in of_libraries[document.library] if one.rule in document.report.rules]
        own = document.report.findings
        elsewhere = [*(one for one in own if _stands_elsewhere(one, document.path)), *shared]
        if not elsewhere:
            findings += own
            continue
        known = told & {_identify(one) for one in elsewhere}
        told |= {_identify(one) for one in elsewhere}
        new = [one for one in elsewhere if _identify(one) not in known]
        findings += sorted([*(one for one in own if not _stands_elsewhere(one, document.path)), *new], key=place_order)
    reports = [one.report for one in documents]
    return Report(
        findings=tuple(findings),
        checked=_count_checked(documents, libraries),
        rules=tuple(sorted({rule for report in reports for rule in report.rules})),
        as_of=reports[0].as_of,
        retractions=next((one.retractions for one in reports if one.retractions is not None), None),
        paths=tuple(one.path for one in documents),
    )


def _find_used(documents: Sequence[CheckedDocument], libraries: Mapping[str, CheckedLibrary]) -> set[str]:
    """The places of the sources whose works are cited, in all libraries."""
    cited = {(one.library, at) for one in documents for at in one.cites}
    used = {libraries[key].sources[at] for key, at in cited}
    works = {identifier for key, at in cited for identifier in libraries[key].identifiers[at]}
    for key in {one.library for one in documents}:
        library = libraries[key]
        told = zip(library.sources, library.identifiers, strict=True)
        used |= {place for place, identifiers in told if not works.isdisjoint(identifiers)}
    return used


def make_blank_report(day: date) -> Report:
    """The report of a run in which no file could be read: it found nothing, and checked nothing."""
    nothing = Checked(documents=0, statements=0, cited=0, uncited=0, citations=0, sources=0)
    return Report(findings=(), checked=nothing, rules=(), as_of=day)


def _stands_elsewhere(finding: Finding, path: str) -> bool:
    """True for what is said of a file that many documents use, and not of this document."""
    at = finding.location
    return at is not None and at.path != path and finding.statement is None


def _identify(finding: Finding) -> tuple[str, str, str]:
    """By what it is known again with the next document; an id can differ from library to library."""
    return finding.rule, name_place(finding.location), "" if finding.rule == UNUSED else finding.message


def _count_checked(documents: Sequence[CheckedDocument], libraries: Mapping[str, CheckedLibrary]) -> Checked:
    """The counts of all together: a source that many documents have is one source."""
    each = [one.report.checked for one in documents]
    shared = {place for key in {one.library for one in documents} for place in libraries[key].sources}
    brought = sum(one.report.checked.sources - len(libraries[one.library].sources) for one in documents)
    quotes: Counter[str] = Counter()
    for one in each:
        quotes.update(one.quotes)
    return Checked(
        documents=len(each),
        statements=sum(one.statements for one in each),
        cited=sum(one.cited for one in each),
        uncited=sum(one.uncited for one in each),
        citations=sum(one.citations for one in each),
        sources=len(shared) + brought,
        quotes=FrozenMap(quotes),
    )
