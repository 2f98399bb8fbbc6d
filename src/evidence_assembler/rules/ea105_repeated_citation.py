"""A statement cites one work twice, and the second citation adds nothing.

## Why it matters

The reader counts two sources where there is one; often a second source was meant.

## How sure

Reads structure. Two citations of one work differ when they quote other words, point to another place, or have another
intent. Two ids of one work (the same DOI, PMID or PMCID) are one.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: [smith2020, smith2020]}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - text: Examplopril lowers systolic pressure.
    cite: [{source: smith2020, page: 3}, {source: smith2020, page: 5}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"

_Said = tuple[str, str, tuple[str | None, ...] | None, tuple[str | None, ...] | None]
"""A work, the intent, the words and the place that are told of it; None where a later citation may leave them out."""


def find(known: Known) -> Iterator[Problem]:
    """The citations of a statement that an earlier one of it says already."""
    for statement in known.page.statements():
        if len(statement.citations) < 2:
            continue
        seen: set[_Said] = set()
        for citation in statement.citations:
            work = known.library.works.get(citation.source_id, citation.source_id)
            words = (citation.quote, citation.prefix, citation.suffix) if citation.quote is not None else None
            point = (citation.locator, citation.label) if citation.locator is not None else None
            if (work, citation.intent, words, point) in seen:
                yield Problem(
                    message=f"{show_words(statement.text)} cites {citation.source_id!r} twice",
                    remedy="Keep one, or let them differ: quote other words, or name another place.",
                    place=citation.place or statement.place,
                    statement=statement.id,
                    source_id=citation.source_id,
                    words=words_named(citation.source_id),
                )
            seen.update((work, citation.intent, said, there) for said in (words, None) for there in (point, None))
