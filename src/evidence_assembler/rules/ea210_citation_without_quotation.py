"""A citation quotes nothing, so nothing of it can be checked against the source.

## Why it matters

The source exists; whether it says so is for each reader to find out again. For a dose, a harm, a benefit or a
contraindication the words themselves are worth quoting: there it is a warning.

A manuscript of which no citation quotes its source is told so once, not for every citation.

## How sure

Reads structure.

## Fails

```yaml
question: How is examplopril given?
sources: [refs.bib]
claims:
  - {text: The starting dose is 10 mg once daily., role: dose, cite: label2022}
```

## Mended

```yaml
question: How is examplopril given?
sources: [refs.bib]
texts: texts/
claims:
  - text: The starting dose is 10 mg once daily.
    role: dose
    cite: {source: label2022, quote: "The starting dose is 10 mg once daily"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.known.roles import is_weighty
from evidence_assembler.known.writing import show_quoted
from evidence_assembler.model.document import Document
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named
from evidence_assembler.text.amounts import count_things

LEVEL: Level = "note"


def find(known: Known) -> Iterator[Problem]:
    """The citations of known sources without a quotation."""
    if isinstance(known.page, Document) and all(citation.quote is None for _, citation in known.citations):
        cited = [citation.source_id for _, citation in known.citations if citation.number is not None]
        if cited:
            yield Problem(
                message=f"none of {count_things(len(cited), 'citation')} quotes its source",
                remedy=f"Quote the words that a statement rests on: {show_quoted(known.page, cited[0])}.",
                place=known.page.place,
            )
        return
    for statement, citation in known.citations:
        if citation.quote is None and citation.number is not None:
            weighty = is_weighty(statement)
            about = f", which speaks of a {statement.role}," if weighty else ""
            yield Problem(
                message=f"{show_words(statement.text)}{about} cites {citation.source_id!r} without quoting it",
                remedy=f"Quote the words it rests on: {show_quoted(known.page, citation.source_id)}.",
                place=citation.place or statement.place,
                statement=statement.id,
                source_id=citation.source_id,
                words=words_named(citation.source_id),
                level="warning" if weighty else None,
            )
