"""Nothing tells what kind of source a cited work is, or the scheme has no row for its kind.

## Why it matters

It stands last, and lifts no statement into a section. A reader cannot weigh it.

## How sure

Reads structure: no publication type, keyword, title phrase, journal, publisher or entry type of the tables speaks of
it, or no row of the scheme names its design. Unknown is said; it is never guessed, and no row is invented: the Oxford
levels have none for a narrative review, nor for a systematic review whose included designs are not known. What was
retracted needs no place, and is not told here.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [incomplete.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: plain}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [incomplete.bib]
declare:
  plain: {design: cohort study, because: its methods follow 900 adults for two years}
claims:
  - {text: Examplopril lowers systolic pressure., cite: plain}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.known.writing import show_how_kind_is_told
from evidence_assembler.model.answer import Reference
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.rank.tier_table import rows_within
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "note"


def find(known: Known) -> Iterator[Problem]:
    """The references of unknown kind, and those whose kind has no row."""
    scheme = known.page.scheme
    for reference in known.page.references:
        if reference.tier != scheme.unknown or _is_retracted(reference, known):
            continue
        message, remedy = (
            _tell_unknown(reference, known) if reference.design is None else _tell_rowless(reference, scheme)
        )
        yield Problem(
            message=message,
            remedy=remedy,
            place=known.place_of(reference.source_id),
            source_id=reference.source_id,
            words=words_named(reference.source_id),
        )


def _is_retracted(reference: Reference, known: Known) -> bool:
    return any(standing.status == "retracted" for standing in known.standings_of(reference))


def _tell_unknown(reference: Reference, known: Known) -> tuple[str, str]:
    return (
        f"what kind of source {reference.source_id!r} is, is not known: {reference.because}",
        show_how_kind_is_told(known.page, reference.source),
    )


def _tell_rowless(reference: Reference, scheme: TierScheme) -> tuple[str, str]:
    design = str(reference.design)
    message = f"{reference.source_id!r} stands in no row of the scheme: {reference.because}"
    parts = rows_within(scheme, design)
    if parts:
        return message, f"Where it is one of these, declare so as its design, and why: {', '.join(parts)}."
    return message, f"Let it stand last, or choose a scheme that has a row for a source of the kind {design!r}."
