"""A quotation stands in its source with other words: a number, a unit, a negation or a word differs.

## Why it matters

One digit makes another dose, one lost "not" the opposite. A quotation is the source's words or it is none.

## How sure

Compares words: equality after a documented folding (line breaks, hyphenation, ligatures, quotation marks, spaces)
decides. Likeness has found the place and nothing else.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril lowers systolic pressure.
    cite: {source: smith2020, quote: "reduced systolic pressure by 125 mm Hg"}
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
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.quote import Difference, QuoteMatch
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "error"
_MOST = 3


def find(known: Known) -> Iterator[Problem]:
    """The quotations whose place was found and whose words differ there."""
    for statement, citation in known.citations:
        match = citation.match
        if match is not None and match.status == "altered":
            yield Problem(
                message=f"{show_words(match.quote)} differs from {citation.source_id!r}: {_tell_differences(match)}",
                remedy=f"The source has {show_words(match.found or '')}: quote that, or cite without a quotation.",
                place=place_of_quote(statement, citation),
                statement=statement.id,
                source_id=citation.source_id,
                words=_list_words(match),
            )


def _list_words(match: QuoteMatch) -> tuple[str, ...]:
    """The words that differ, on both sides, of those differences that are told."""
    return words_named(*(words for one in match.differences[:_MOST] for words in (one.quoted, one.source)))


def _tell_differences(match: QuoteMatch) -> str:
    told = [_tell(difference) for difference in match.differences[:_MOST]]
    more = len(match.differences) - _MOST
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _tell(difference: Difference) -> str:
    if not difference.quoted:
        return f"{difference.source!r} of the source is left out ({difference.kind})"
    if not difference.source:
        return f"{difference.quoted!r} is not in the source ({difference.kind})"
    return f"{difference.quoted!r} where the source has {difference.source!r} ({difference.kind})"
