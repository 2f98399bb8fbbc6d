"""A statement cites no source and gives no reason why it needs none; or a key point repeats no statement.

## Why it matters

A reader cannot tell a fact from a guess. An uncited sentence between cited ones borrows a trust that nothing backs.

## How sure

Reads structure: nothing is guessed. What counts as cited follows the policy of the check; the default, `strict`, wants
a citation on the statement itself.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - text: Examplopril lowers systolic pressure.
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - text: Examplopril lowers systolic pressure.
    cite: smith2020
  - text: This answer covers adults only.
    needs_no_citation: scope of this answer
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.known.writing import show_exemption
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named
from evidence_assembler.text.nearest import suggest

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The statements without a citation, and the key points without a statement."""
    for statement, cited in known.needing:
        if not cited:
            yield Problem(
                message=f"{show_words(statement.text)} cites no source",
                remedy=f"Cite a source, or say why none is needed: {show_exemption(known.page)}.",
                place=statement.place,
                statement=statement.id,
            )
    for point in known.key_points:
        if point.statement is None:
            claims = [statement.id for statement in known.page.statements()]
            missing = "repeats no claim" if point.of is None else f"repeats {point.of!r}, which is no claim"
            yield Problem(
                message=f"the key point {show_words(point.text)} {missing}",
                remedy="Name its claim: `of: <id>`." if point.of is None else suggest(point.of, claims),
                place=point.place,
                words=words_named(point.of),
            )
