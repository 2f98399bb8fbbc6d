"""The answer has not been approved by a reviewer.

## Why it matters

A reader should know that nobody has put their name to it. The banner of the answer says so.

## How sure

Reads structure: the state of the review.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

An answer whose review has ended in an approval.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "note"


def find(known: Known) -> Iterator[Problem]:
    """One problem, unless the answer is approved."""
    if known.answer is None:
        return
    state = known.answer.review.state
    if state != "approved":
        yield Problem(
            message=f"the answer is not approved: its review stands at {state.replace('_', ' ')!r}",
            words=words_named(state.replace("_", " ")),
            remedy="Have it reviewed by somebody who did not write it.",
            place=known.answer.place,
        )
