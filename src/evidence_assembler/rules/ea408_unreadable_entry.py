"""A file holds something that could not be read: a broken entry, an id given twice, an empty text.

## Why it matters

Tools that skip what they cannot read lose a source without a word. Here it is a finding, with its file and line.

## How sure

Reads structure: the reader of the format says what it could not read, and everything else of the file was read. Of a
document the bibliographies that it names count, one that is not there as well; markers are for EA106.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, broken.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.model.document import Document
from evidence_assembler.model.finding import Level, Problem

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """What the readers could not read, of the sources and of a document itself, each once."""
    own = known.page.problems if isinstance(known.page, Document) else ()
    for problem in dict.fromkeys((*known.library.problems, *own)):
        yield Problem(
            message=problem.message,
            remedy=problem.remedy,
            place=problem.place,
            source_id=problem.source_id,
            level=problem.level,
        )
