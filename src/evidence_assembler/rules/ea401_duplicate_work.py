"""A work stands twice among what the page cites.

## Why it matters

Two numbers in the list look like two sources that agree. Where the two share a number, the reader sees no fault, but
what one record lacks stands in the other, and whoever mends one leaves the other as it is.

## How sure

A guess, where two references have numbers of their own: title, year, authors and pages are compared, and an identifier
of each that differs from the other's speaks against it. Works that belong together (a preprint and its article, a
protocol and its report, an erratum and what it corrects) are two, and are not told. Where two records share an
identifier it reads structure: they are one work, they have one number, and it is a note. Two entries of a printed list
that are one work by an identifier, or the same words, have two numbers in print, and are a warning. Of a bibliography
of 119 records, all taken as cited, one pair was told, rightly: an article that stands in it under two keys. Of the
2,720 of a magazine that begins its pages anew in each issue none was told. A column without issue, month and pages that
two issues of one year bear, by the same author, may still be told. Two records that share an identifier and contradict
each other in title, authors, year or place are told as well: one of the two bears an identifier that is another's.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, again.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
  - {text: It was compared with placebo., cite: smith2020again}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
  - {text: It was compared with placebo., cite: smith2020}
```
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.library.duplicates import find_duplicates
from evidence_assembler.model.answer import Reference
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"
_CONTRADICTED = "shared identifier"  # the kind of a relation between works that an identifier would make one
_BETWEEN = re.compile(r"[\W_]+")


def find(known: Known) -> Iterator[Problem]:
    """References that may be one work, each pair once, then works that are cited under the ids of several records."""
    references = known.page.references
    by_id = {one.source.id: one for one in references}
    found = find_duplicates([one.source for one in references])
    likely = [(cluster.ids, cluster.because) for cluster in found.suggested]
    for ids, because in (*likely, *_list_same_words(references)):
        first, *others = sorted((by_id[one] for one in ids), key=lambda one: one.number)
        for other in others:
            yield _tell(first, other, because, known)
    for relation in found.related:
        if relation.kind == _CONTRADICTED:
            first, other = sorted((by_id[one] for one in relation.ids), key=lambda one: one.number)
            yield _tell_contradicted(first, other, relation.because, known)
    for reference in references:
        yield from _find_records(reference, known)


def _list_same_words(references: Iterable[Reference]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Entries of a printed list that have the same words and nothing else to be known by."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for one in references:
        if one.source.printed is not None and (words := _BETWEEN.sub(" ", one.source.printed).strip().casefold()):
            same[words].append(one.source.id)
    return ((tuple(ids), "the same words") for ids in same.values() if len(ids) > 1)


def _tell_contradicted(first: Reference, other: Reference, because: str, known: Known) -> Problem:
    named = f"{first.source_id!r} [{first.number}] and {other.source_id!r} [{other.number}]"
    return Problem(
        message=f"{named} are taken for two works: {because}",
        remedy="Give each the identifier of its own; if they are one work, mend the title or the authors of one.",
        place=known.place_of(other.source_id),
        source_id=other.source_id,
        words=words_named(first.source_id, other.source_id),
    )


def _tell(first: Reference, other: Reference, because: str | None, known: Known) -> Problem:
    """The finding, where the later of the two is cited first: there it can be let be."""
    statement, citation = next((one for one in known.citations if one[1].number == other.number), (None, None))
    place = citation.place if citation is not None else None
    why = f": {because}" if because else ""
    return Problem(
        message=f"{first.source_id!r} [{first.number}] and {other.source_id!r} [{other.number}] may be one work{why}",
        remedy="Cite one of them, or give both records the same DOI or PMID; if they are two works, give each its own.",
        place=place or (statement.place if statement is not None else None) or known.place_of(other.source_id),
        statement=statement.id if statement is not None else None,
        source_id=other.source_id,
        words=words_named(first.source_id, other.source_id),
    )


def _find_records(reference: Reference, known: Known) -> Iterator[Problem]:
    """A work that is cited under the ids of several records; a merged record has one, with several keys."""
    entries = [entry for source_id in reference.ids if (entry := known.library.get(source_id)) is not None]
    records = {entry.source.id: entry.source for entry in entries}
    if len(records) < 2:
        return
    ids = tuple(records)
    *others, last = map(repr, ids)
    named = f"{', '.join(others)} and {last}"
    printed = sum(source.printed is not None for source in records.values()) > 1
    yield Problem(
        message=f"{named} are one work, and the list has an entry for each"
        if printed
        else f"{named} are one work, cited under the ids of {len(ids)} records as [{reference.number}]",
        remedy="Keep one entry, and let every marker name it."
        if printed
        else "Merge the records: `evidence-assembler sources convert --merged`; every id stays a key of the one.",
        place=known.place_of(ids[1]),
        source_id=ids[1],
        words=words_named(*ids),
        level="warning" if printed else "note",
    )
