"""A statement rests on a preprint, a draft or a conference abstract, and does not say so.

## Why it matters

Nobody has reviewed it yet, or only its abstract; it may change before it is published, and a draft may never come into
force.

## How sure

Reads structure: the status that the record, its DOI, its server or its title tells, and the publication type or the
keyword of a conference abstract. Where the version of record is among the sources (the same title, another DOI, no
preprint), it is named. A draft of a standard or a guideline that is cited as if it were in force is a warning. A
statement that says of its source that it is a preprint, a draft or an abstract is left alone (compares words). Of 2,842
records of six bibliographies none was taken for a preprint or a draft, and none is; 51 of 51 conference abstracts among
188 indexed records bear the mark.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  smith2020: {status: preprint}
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  smith2020: {status: preprint}
claims:
  - {text: Examplopril lowered systolic pressure in a trial that is a preprint., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.known.acknowledge import Subject, acknowledges
from evidence_assembler.known.known import FALLEN, Known, show_words
from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.model.answer import NumberedCitation
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.source import Source
from evidence_assembler.rank.designs import fold_words, is_plural
from evidence_assembler.rank.signs import Record
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "note"
_IN_FORCE = frozenset({"standard", "guideline", "consensus guideline", "drug label"})
_BEYOND = FALLEN - {"draft"}


def find(known: Known) -> Iterator[Problem]:
    """The citations in support of what was not peer-reviewed, and is cited without saying so."""
    of_source: dict[str, _Unreviewed | None] = {}
    for statement, citation in known.citations:
        if citation.source_id not in of_source:
            of_source[citation.source_id] = _find_unreviewed(citation, known)
        found = of_source[citation.source_id]
        if found is None or citation.intent != "supports" or acknowledges(statement, found.subject):
            continue
        work = known.work_of(citation.source_id)
        in_force = found.subject == "draft" and work is not None and work.known.design in _IN_FORCE
        record = _find_version_of_record(work.record.source, known) if work is not None else None
        named = f"; {record!r} is its version of record" if record is not None else ""
        yield Problem(
            message=(
                f"{show_words(statement.text)} rests on {citation.source_id!r}, {found.what} ({found.because}){named}"
                + (", as if it were in force" if in_force else "")
            ),
            remedy=f"Cite {record!r}."
            if record is not None
            else f"Cite the final version, or say that it is {found.what}.",
            place=citation.place or statement.place,
            statement=statement.id,
            source_id=citation.source_id,
            words=words_named(citation.source_id),
            level="warning" if in_force else None,
        )


@dataclass(frozen=True, slots=True)
class _Unreviewed:
    """What a source is, why we think so, and what a statement would have to say of it."""

    what: str
    because: str
    subject: Subject


def _find_unreviewed(citation: NumberedCitation, known: Known) -> _Unreviewed | None:
    standings = {one.status: one.because for one in known.standings_of(citation)}
    if not _BEYOND.isdisjoint(standings):
        return None
    if "draft" in standings:
        return _Unreviewed("a draft", standings["draft"], "draft")
    if "preprint" in standings:
        return _Unreviewed("a preprint", standings["preprint"], "not_reviewed")
    work = known.work_of(citation.source_id)
    because = _find_abstract(work.record) if work is not None else None
    return _Unreviewed("a conference abstract", because, "not_reviewed") if because is not None else None


def _find_abstract(record: Record) -> str | None:
    """The type or the keyword that says that the work is a conference abstract; "Conference Abstracts" is a subject."""
    if not record.types and not record.keywords:
        return None
    words = _abstract_words()
    terms = (*record.types, *(term for term in record.keywords if not is_plural(term.words)))
    return next((term.because for term in terms if term.folded in words), None)


@cache
def _abstract_words() -> frozenset[str]:
    rows = [row for row in read_table("signals")["mark"] if row.get("name") == "conference abstract"]
    return frozenset(fold_words(words) for row in rows for words in row["words"])


def _find_version_of_record(source: Source, known: Known) -> str | None:
    """The id of the first source with the same title that is another work and no preprint or draft itself."""
    own = dict(find_identifiers(source)).get("DOI")
    for source_id in known.library.find_same_title(source):
        other = known.work_of(source_id)
        doi = dict(find_identifiers(known.library[source_id].source)).get("DOI")
        if other is None or doi is None or doi == own:
            continue
        if {"preprint", "draft", "retracted", "protocol"}.isdisjoint(one.status for one in other.standings):
            return source_id
    return None
