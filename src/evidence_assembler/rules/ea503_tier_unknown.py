"""Nothing tells what kind of source a cited work is.

## Why it matters

It stands last, and lifts no statement into a section. A reader cannot weigh it.

## How sure

Reads structure: no publication type, keyword, title phrase, journal, publisher or entry type of the tables speaks of
it. Unknown is said; it is never guessed.

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

from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.known import Known

LEVEL: Level = "note"


def find(known: Known) -> Iterator[Problem]:
    """The references of unknown kind."""
    for reference in known.answer.references:
        if reference.tier == known.answer.scheme.unknown:
            yield Problem(
                message=f"what kind of source {reference.source_id!r} is, is not known: {reference.because}",
                remedy="Give its publication type as a keyword, or declare its design in the draft.",
                place=known.place_of(reference.source_id),
                source_id=reference.source_id,
            )
