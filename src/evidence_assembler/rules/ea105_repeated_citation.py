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

from evidence_assembler.model.answer import NumberedCitation
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.known import Known, show_words

LEVEL: Level = "warning"


def find(known: Known) -> Iterator[Problem]:
    """The citations of a statement that an earlier one of it says already."""
    for statement in known.page.statements():
        if len(statement.citations) < 2:
            continue
        seen: list[tuple[str, NumberedCitation]] = []
        for citation in statement.citations:
            work = known.library.works.get(citation.source_id, citation.source_id)
            if any(work == other and _adds_nothing(citation, earlier) for other, earlier in seen):
                yield Problem(
                    message=f"{show_words(statement.text)} cites {citation.source_id!r} twice",
                    remedy="Keep one, or let them differ: quote other words, or name another place.",
                    place=citation.place or statement.place,
                    statement=statement.id,
                    source_id=citation.source_id,
                )
            seen.append((work, citation))


def _adds_nothing(citation: NumberedCitation, earlier: NumberedCitation) -> bool:
    words = [(one.quote, one.prefix, one.suffix) for one in (citation, earlier)]
    points = [(one.locator, one.label) for one in (citation, earlier)]
    return (
        citation.intent == earlier.intent
        and (citation.quote is None or words[0] == words[1])
        and (citation.locator is None or points[0] == points[1])
    )
