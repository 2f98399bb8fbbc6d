"""A statement rests on a work that another one has taken the place of.

## Why it matters

What a superseded guideline, standard or review says may be the opposite of what holds today. A page may still call it
the current one.

## How sure

Reads structure: the draft declares it (`superseded_by`, `since`), or the record says so (Crossref's new version or
edition, PubMed's "Update in"). It holds from its day on; where only the successor is known, from the first day that the
date of the successor can mean. A statement about the past may cite the work: its role is `history`, or its words say
that the work was replaced (compares words). What is cited as background or in dispute is left alone. No collection was
at hand that says which work replaced which: in the password example its three citations of a superseded standard are
told, and none on the day before; in the aspirin example the one for what was recommended before is let be.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  roe2018: {superseded_by: smith2020, since: 2020-06-01}
claims:
  - {text: Examplopril lowers systolic pressure., cite: roe2018}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  roe2018: {superseded_by: smith2020, since: 2020-06-01}
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.acknowledge import acknowledges
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.source import Standing
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"


def find(known: Known) -> Iterator[Problem]:
    """The citations in support, also the indirect ones, of works that are superseded on the day of the check."""
    for statement, citation, standings in known.standing_citations:
        standing = standings.get("superseded") if citation.intent == "supports" else None
        if standing is None or acknowledges(statement, "history"):
            continue
        successor = known.library.find_seen(standing.see) if standing.see is not None else None
        yield Problem(
            message=f"{show_words(statement.text)} rests on {citation.source_id!r}, {_tell(standing, successor)}",
            remedy=(
                f"Read {successor!r} and cite it, or say that the statement is about the past: `role: history`."
                if successor is not None
                else "Cite what took its place, or say that the statement is about the past: `role: history`."
            ),
            place=citation.place or statement.place,
            statement=statement.id,
            source_id=citation.source_id,
            words=words_named(citation.source_id),
        )


def _tell(standing: Standing, successor: str | None) -> str:
    since = f" since {standing.since}" if standing.since is not None else ""
    if successor is not None and successor == standing.see:
        by = f" by {successor!r}, which is among the sources"
    elif successor is not None:
        by = f" by {standing.see}, which is {successor!r} among the sources"
    else:
        by = f" by {standing.see}, which is not among the sources" if standing.see is not None else ""
    return f"superseded{since}{by} ({standing.because})"
