"""The answer has no disclaimer.

## Why it matters

A reader should be told for whom the answer is written and what it does not replace.

## How sure

Reads structure. Whether the text of a disclaimer is enough is for a lawyer.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
disclaimer: clinical
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.model.finding import Level, Problem

LEVEL: Level = "warning"


def find(known: Known) -> Iterator[Problem]:
    """One problem, unless there is a disclaimer."""
    if known.answer is not None and known.answer.disclaimer is None:
        yield Problem(
            message="the answer has no disclaimer",
            remedy="Name a shipped one, `disclaimer: clinical`, or write your own.",
            place=known.answer.place,
        )
