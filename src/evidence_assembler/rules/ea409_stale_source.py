"""A cited work is so old for its kind that it may be out of date, or a newer edition of it is among the sources.

## Why it matters

Of the recommendations of guidelines 92.0 % were valid after one year, 85.7 % after two, 81.3 % after three and 77.8 %
after four (Martínez García and others, CMAJ 2014;186:1211-1219). The page of an old guideline goes on calling itself
current.

## How sure

A guess, by age: 36 months for a guideline, 24 for a systematic review or a web page, of its date or of the day on which
its record says that it was last reviewed (`lastreviewed`); of a date that is known in part, the latest day that it can
mean. The months are the house's, after the study above; by it four of five recommendations still hold at that age, so
this asks to look, and does not say that anything is wrong. For a drug label it reads structure: a newer one with the
same set id, or the same title and publisher, is among the sources. A work of such a kind without a date is open. What
is retracted or superseded is not stale as well. Of the 118 works of The Book of OHDSI eight are older than that;
whether they are out of date nobody has judged.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: [guide2021, smith2020]}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import FALLEN, Known
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.source import Standing
from evidence_assembler.rank.staleness import find_last_looked_at, find_shelf
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"
_BEYOND = FALLEN - {"draft"}


def find(known: Known) -> Iterator[Problem]:
    """The references that are stale on the day of the check, each once, and those whose age is not known."""
    for reference in known.page.references:
        standings = known.standings_of(reference)
        stale = next((one for one in standings if one.status == "stale"), None)
        if stale is not None:
            yield Problem(
                message=f"{reference.source_id!r} may be out of date: {_tell(stale)}",
                remedy=(
                    f"Read {stale.see!r} and cite it."
                    if stale.see is not None
                    else "Look for a newer one; if this one was reviewed since, give its entry the day: `lastreviewed`."
                ),
                place=known.place_of(reference.source_id),
                source_id=reference.source_id,
                words=words_named(reference.source_id),
            )
            continue
        work = known.work_of(reference.source_id)
        if work is None or not _BEYOND.isdisjoint(one.status for one in standings):
            continue
        source = work.record.source
        shelf = find_shelf(source, work.known.design)
        if shelf is not None and find_last_looked_at(source) is None:
            yield Problem(
                message=f"{reference.source_id!r} is a {shelf.kind} without a date, so its age is not known",
                remedy="Give its entry the date on which it was published or last reviewed.",
                place=known.place_of(reference.source_id),
                source_id=reference.source_id,
                words=words_named(reference.source_id),
                kind="open",
                level="note",
            )


def _tell(stale: Standing) -> str:
    return stale.because + (f", since {stale.since}" if stale.since is not None and stale.see is None else "")
