"""A document has what looks like a citation marker and could not be read, such as `[3]` without a list of references.

## Why it matters

A marker that is not read is a citation that nobody checks, while the reader of the page takes the sentence for cited.

## How sure

Reads structure: the rules of the format say what a marker is, and what of this one they cannot take. A number in
brackets is told where the document cites by keys and has no list of references that the number could point to; a key in
brackets where no bibliography is at hand. What only looks like a marker is told as well: write it as code, or with a
backslash before it. Drafts have no markers.

## Fails

```markdown
---
bibliography: refs.bib
---

Examplopril lowers systolic pressure [@smith2020], and complaints are rare [@smith2020] [3].
```

## Mended

```markdown
---
bibliography: refs.bib
---

Examplopril lowers systolic pressure [@smith2020], and complaints are rare [@smith2020; @roe2018].
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.model.document import Document
from evidence_assembler.model.finding import Level, Problem

LEVEL: Level = "warning"


def find(known: Known) -> Iterator[Problem]:
    """The markers that were seen and could not be read."""
    for marker in known.page.unread if isinstance(known.page, Document) else ():
        yield Problem(message=marker.message, remedy=marker.remedy, place=marker.place, source_id=marker.source_id)
