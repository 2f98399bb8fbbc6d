"""A statement is declared to need no citation, and no reason is given.

## Why it matters

An exemption without a reason is an uncited statement that has learned to hide. The reason is what a reviewer judges.

## How sure

Compares words: an empty reason, or one of a short list ("yes", "n/a", "not needed"), is none. Whether a reason is
a good one is for the reviewer.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril is well tolerated., needs_no_citation: yes}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: A low dose here is 10 mg a day or less., needs_no_citation: definition used in this answer}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.data import read_table
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.known import Known, show_words

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The statements whose declared reason is none."""
    for statement in known.answer.statements():
        reason = statement.needs_no_citation
        if reason is None:
            continue
        words = reason.strip(" .!?-").casefold()
        if not any(char.isalnum() for char in words) or words in read_table("words")["no_reason"]:
            said = f"only {reason!r}" if words else "no reason"
            yield Problem(
                message=f"{show_words(statement.text)} is said to need no citation, and gives {said}",
                remedy="Write the reason, such as `definition used in this answer`, or cite a source.",
                place=statement.place,
                statement=statement.id,
            )
