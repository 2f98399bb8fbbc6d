"""A citation, or a declaration, names a source that nobody has given.

## Why it matters

A marker that leads nowhere looks like evidence. Most are slips of the pen in an id; some are sources that never were.

## How sure

Reads structure: the id is among the sources or it is not. The nearest id is a suggestion and changes nothing.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smyth2020}
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

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.document import Document
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The ids that are cited or declared and not in the library."""
    listed = {(reference.number, source_id) for reference in known.page.references for source_id in reference.ids}
    for statement, citation in known.citations:
        is_known = citation.source_id in known.library
        if not is_known or (citation.number, citation.source_id) not in listed:
            what = (
                f"which the list of references does not hold as {citation.number}"
                if is_known
                else _tell(citation.source_id, known)
            )
            yield Problem(
                message=f"{show_words(statement.text)} cites {citation.source_id!r}, {what}",
                remedy="Assemble the answer anew." if is_known else _suggest(citation.source_id, known),
                place=citation.place or statement.place,
                statement=statement.id,
                source_id=citation.source_id,
                words=words_named(citation.source_id),
            )
    for source_id in known.declare:
        if source_id not in known.library:
            yield Problem(
                message=f"`declare` speaks of {source_id!r}, which is no source",
                remedy=_suggest(source_id, known),
                place=known.page.place,
                source_id=source_id,
                words=words_named(source_id),
            )
        successor = known.declare[source_id].superseded_by
        if successor is not None and successor not in known.library:
            yield Problem(
                message=f"{source_id!r} is declared to be superseded by {successor!r}, which is no source",
                remedy=_suggest(successor, known),
                place=known.page.place,
                source_id=source_id,
                words=words_named(successor),
            )


def _tell(source_id: str, known: Known) -> str:
    if isinstance(known.page, Document) and source_id.isdecimal():
        return f"and the document {'lists no such reference' if _has_list(known.page) else 'has no list of references'}"
    return "which is no source"


def _has_list(document: Document) -> bool:
    return any(one.source.printed is not None for one in document.sources)


def _suggest(source_id: str, known: Known) -> str:
    if isinstance(known.page, Document) and source_id.isdecimal():
        missing = "the entry to the list" if _has_list(known.page) else "a list of references with that number"
        return f"Add {missing}, or mend the number."
    if len(known.library) == 0:
        where = "under `sources`" if known.answer is not None else "in the document, or with `--sources`"
        return f"No source was read: name a bibliography {where}."
    near = known.library.nearest_id(source_id)
    return f"Did you mean {near!r}?" if near else "Add the source to a bibliography."
