"""A quotation stands in its source more than once, and nothing says which place is meant.

## Why it matters

A reader who looks the words up may come upon the other place, where they speak of another group, dose or outcome.

## How sure

Compares words: each of the places is equal to the quotation, and `prefix` and `suffix`, the words before and after it,
point to none of them alone.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: In the long run the dose is 10 mg once daily.
    cite: {source: label2022, quote: "10 mg once daily"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: In the long run the dose is 10 mg once daily.
    cite: {source: label2022, quote: "10 mg once daily", prefix: "For maintenance"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_quoted

LEVEL: Level = "warning"
_REMEDY = "Quote more, or say which: `prefix:` and `suffix:` are the words before and after it."
_REMEDY_IN_VAIN = "Quote more, or mend `prefix:` and `suffix:`: they stand beside none of these places, or several."


def find(known: Known) -> Iterator[Problem]:
    """The quotations that pass in several places of their source."""
    for statement, citation in known.citations:
        match = citation.match
        if match is not None and match.passed and "ambiguous" in match.warnings:
            yield Problem(
                message=f"{show_words(match.quote)} stands in {citation.source_id!r} more than once",
                remedy=_REMEDY if citation.prefix is None and citation.suffix is None else _REMEDY_IN_VAIN,
                place=place_of_quote(statement, citation),
                statement=statement.id,
                source_id=citation.source_id,
                words=words_quoted(match.quote),
            )
