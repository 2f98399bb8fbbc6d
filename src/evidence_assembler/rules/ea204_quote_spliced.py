"""The parts of a quotation around an ellipsis stand in the source, but not in this order, or far from each other.

## Why it matters

An ellipsis says that the source goes on from one part to the next. Parts in another order, or pages apart, make a
sentence that the source does not hold.

## How sure

Compares words: each part is equal to a passage; their order and a distance of at most 1,000 characters are looked at.
An ellipsis that leaves out a word of denial is EA205, quote-hides-negation.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril at 10 mg lowers systolic pressure.
    cite: {source: smith2020, quote: "The dose was 10 mg once daily … reduced systolic pressure by 12.5 mm Hg"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril at 10 mg lowers systolic pressure.
    cite:
      - {source: smith2020, quote: "reduced systolic pressure by 12.5 mm Hg"}
      - {source: smith2020, quote: "The dose was 10 mg once daily, unless renal function was impaired"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_quoted

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The quotations whose parts do not follow each other as the ellipsis says."""
    for statement, citation in known.citations:
        match = citation.match
        if match is not None and match.status == "spliced" and "hides_negation" not in match.warnings:
            yield Problem(
                message=(
                    f"the ellipsis in {show_words(match.quote)} joins parts that do not follow each other in "
                    f"{citation.source_id!r}"
                ),
                remedy="Quote the passage whole, or cite each part by itself.",
                place=place_of_quote(statement, citation),
                statement=statement.id,
                source_id=citation.source_id,
                words=words_quoted(match.quote),
            )
