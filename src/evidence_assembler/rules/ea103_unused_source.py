"""A source was given and nothing cites it.

## Why it matters

It may be evidence that was read and forgotten, or a marker that got lost. It is not listed in the answer.

## How sure

Reads structure. A source that is the same work as a cited one counts as used.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: [guide2021, smith2020, roe2018]}
  - {text: Reviews of examplopril are few., cite: [doe2019, label2022]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "note"


def find(known: Known) -> Iterator[Problem]:
    """The works of the library that no statement cites."""
    works = known.library.works
    used = {works[citation.source_id] for _, citation in known.citations if citation.source_id in works}
    for entry in known.library.entries:
        if works[entry.source.id] not in used:
            yield Problem(
                message=f"{entry.source.id!r} is cited by nothing",
                remedy="Cite it, or leave it out of the sources.",
                place=entry.place,
                source_id=entry.source.id,
                words=words_named(entry.source.id),
            )
