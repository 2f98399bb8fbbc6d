"""A quotation does not stand in the source it is cited from, but in another one that is at hand.

## Why it matters

The words are right and the source is not: whoever looks them up there does not find them. Notes that were mixed up, or
a citation taken over from a review, look like this.

## How sure

Compares words: the full text of the cited source does not hold the quotation, and the text of another work does, word
for word. Ids of one work are not different sources. Words that stand in the cited source with a slip, and are too few
to be told from chance elsewhere, are EA202, quote-altered.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril must not be used in pregnancy.
    cite: {source: smith2020, quote: "Examplopril is contraindicated in pregnancy"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril must not be used in pregnancy.
    cite: {source: label2022, quote: "Examplopril is contraindicated in pregnancy"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The quotations whose words are those of another source."""
    for statement, citation in known.citations:
        match = citation.match
        if match is not None and match.status == "misattributed":
            yield Problem(
                message=(
                    f"{show_words(match.quote)} does not stand in {citation.source_id!r}: "
                    f"these are words of {match.found_in!r}"
                ),
                remedy=f"Cite {match.found_in!r} for them, or quote the words of {citation.source_id!r}.",
                place=place_of_quote(statement, citation),
                statement=statement.id,
                source_id=citation.source_id,
                words=words_named(citation.source_id, match.found_in),
            )
