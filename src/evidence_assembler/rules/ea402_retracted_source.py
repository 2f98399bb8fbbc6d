"""A statement cites a work that was retracted, or about which its journal has expressed concern.

## Why it matters

A retracted work is evidence for nothing, whatever it is cited for. It goes on being cited for years because the copy on
the desk does not say so.

## How sure

Reads structure. A retraction is told by the draft, by the record (publication type, title, updates of Crossref, linked
citations of PubMed), by a notice among the sources that names the work by its DOI, or by the list of retractions that
was given; the message says which. What has a date holds from its day on; a mark in a title has none, so it holds at
every day unless a dated sign tells the same. A statement about the retraction may cite the work: its role is
`retraction`, or its words say so (compares words; none of 3,232 sentences of biomedical abstracts and articles had such
words). An expression of concern is a warning. With a list of retractions, a work that has no DOI (or PMID, where the
list has them) could not be looked up, and is open; so are a row or an update whose words for what became of the work
are not known, and a notice of retraction and republication that does not bear the title of the work. Each of 59,876
works of the Retraction Watch list was found under five spellings of its DOI; of 2,842 records of six bibliographies
none was taken for retracted by its title or type, and none is.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  smith2020: {status: retracted, since: 2024-03-01}
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  smith2020: {status: retracted, since: 2024-03-01}
claims:
  - {text: The first trial of examplopril was retracted., role: retraction, cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence_assembler.known.acknowledge import acknowledges
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.library.updates import list_unclear_updates
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.source import Standing
from evidence_assembler.rank.status import list_unclear_notices
from evidence_assembler.rank.works import Work
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "error"
_READ_NOTICE = "Read the notice; if it was retracted, declare `status: retracted`."


def find(known: Known) -> Iterator[Problem]:
    """The citations of retracted works, whatever their intent, and of works of concern; what could not be looked up."""
    told: set[tuple[str, str]] = set()
    for statement, citation, standings in known.standing_citations:
        standing = standings.get("retracted") or standings.get("concern")
        work = (statement.id, known.library.works.get(citation.source_id, citation.source_id))
        if standing is None or work in told or acknowledges(statement, "retraction"):
            continue
        told.add(work)
        retracted = standing.status == "retracted"
        yield Problem(
            message=f"{show_words(statement.text)} cites {citation.source_id!r}, {_tell(standing)}",
            remedy=(
                "Cite another source, or speak of the retraction itself: `role: retraction`."
                if retracted
                else "Read the notice, and cite another source if the concern touches this statement."
            ),
            place=citation.place or statement.place,
            statement=statement.id,
            source_id=citation.source_id,
            words=words_named(citation.source_id),
            level=None if retracted else "warning",
        )
    for source_id in _list_cited_works(known):
        cited = known.work_of(source_id)
        if cited is not None and not any(one.status == "retracted" for one in cited.standings):
            yield from _list_open(source_id, cited, known)


def _list_cited_works(known: Known) -> Iterable[str]:
    """For each cited work of the library the id under which it is cited first."""
    first: dict[str, str] = {}
    works = known.library.works
    for _, citation in known.citations:
        if citation.source_id in works:
            first.setdefault(works[citation.source_id], citation.source_id)
    return first.values()


def _tell(standing: Standing) -> str:
    what = (
        "which was retracted" if standing.status == "retracted" else "of which an expression of concern was published"
    )
    since = f" on {standing.since}" if standing.since is not None else ""
    notice = f"; notice: {standing.see}" if standing.see is not None else ""
    return f"{what}{since} ({standing.because}{notice})"


def _list_open(source_id: str, work: Work, known: Known) -> Iterator[Problem]:
    has_updates = known.library.notices or any(record.source.custom for record in work.records)
    for notice in list_unclear_notices(work.records, known.library) if has_updates else ():
        said = "has a notice of retraction and republication that may be about another work"
        remedy = "Read the notice; if it is about this work, declare `status: retracted`."
        yield _tell_open(source_id, f"{said}: {notice.see or notice.because}", known, remedy)
    for unclear in (words for record in work.records for words in list_unclear_updates(record.source)):
        yield _tell_open(source_id, f"was updated, and what became of it is not clear: {unclear}", known)
    retractions = known.library.retractions
    if retractions is None:
        return
    identifiers = [one for record in work.records for one in find_identifiers(record.source)]
    for row in retractions.look_up(identifiers):
        if row.nature is None:
            said = f"with the words {row.words[:100]!r}" if row.words else "without a word on what became of it"
            yield _tell_open(source_id, f"stands in line {row.line} of {retractions.snapshot.name} {said}", known)
    if not retractions.can_look_up(identifiers):
        ids = "neither a DOI nor a PMID" if retractions.has_pmids else "no DOI"
        said = f"could not be looked up in {retractions.snapshot.name}: it has {ids}"
        yield _tell_open(source_id, said, known, "Give its entry one, or see for yourself whether it was retracted.")


def _tell_open(source_id: str, said: str, known: Known, remedy: str = _READ_NOTICE) -> Problem:
    return Problem(
        message=f"{source_id!r} {said}",
        remedy=remedy,
        place=known.place_of(source_id),
        source_id=source_id,
        words=words_named(source_id),
        kind="open",
        level="note",
    )
