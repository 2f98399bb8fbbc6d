"""A quotation does not stand in the source it is cited from, nor anything like it.

## Why it matters

Words between quotation marks are a promise that somebody said them. These were not said there.

## How sure

Compares words: the full text is at hand and holds no passage like the quotation. Where only a part is at hand, it is
EA208, quote-unchecked, and no error.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril lowers systolic pressure.
    cite: {source: smith2020, quote: "a spectacular fall in every patient we treated"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril lowers systolic pressure.
    cite: {source: smith2020, quote: "reduced systolic pressure by 12.5 mm Hg"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.model.answer import NumberedCitation
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_quoted

LEVEL: Level = "error"
_REMEDY = "Quote the words of the source, cite the source they are from, or cite without a quotation."


def _point_to(known: Known, citation: NumberedCitation) -> str:
    """What to do; with the source, if any, in which nearly the same words stand."""
    near = next((one for one, _ in known.library.locate(citation.quote or "")), None)
    return _REMEDY if near is None else f"Nearly the same stands in {near!r}. {_REMEDY}"


def find(known: Known) -> Iterator[Problem]:
    """The quotations that were looked for in a full text and not found."""
    for statement, citation in known.citations:
        if citation.match is not None and citation.match.status == "absent":
            yield Problem(
                message=f"{show_words(citation.match.quote)} does not stand in {citation.source_id!r}",
                remedy=_point_to(known, citation),
                place=place_of_quote(statement, citation),
                statement=statement.id,
                source_id=citation.source_id,
                words=words_quoted(citation.match.quote),
            )
