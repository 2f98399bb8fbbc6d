"""The parts of a quotation around an ellipsis stand in the source, but not as one passage.

## Why it matters

An ellipsis says that nothing was left out that matters. Parts in another order, pages apart, or with a "not" between
them make a sentence that the source does not hold.

## How sure

Compares words: each part is equal to a passage; their order, a distance of at most 1,000 characters, and the words of
denial between them are looked at.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril can be used in pregnancy.
    cite: {source: smith2020, quote: "It should … be used in pregnancy"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril is not for use in pregnancy.
    cite: {source: smith2020, quote: "It should not be used in pregnancy"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.known import Known, place_of_quote, show_words

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The quotations whose parts do not follow each other as the ellipsis says."""
    for statement, citation in known.citations():
        match = citation.match
        if match is not None and match.status == "spliced":
            hides = "hides_negation" in match.warnings
            why = "leaves out a word of denial" if hides else "joins parts that do not follow each other"
            yield Problem(
                message=f"the ellipsis in {show_words(match.quote)} {why} in {citation.source_id!r}",
                remedy="Quote the passage whole, or cite each part by itself.",
                place=place_of_quote(statement, citation),
                statement=statement.id,
                source_id=citation.source_id,
            )
