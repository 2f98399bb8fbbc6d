"""A statement rests on a protocol or a registration, which reports no result.

## Why it matters

A protocol is written in the words of the trial that it plans, and its title is easily taken for the trial's. Nothing
was found yet when it was written.

## How sure

Compares words, to tell the kind of the work: publication type, keywords, title and registry, as `sources list` shows
them; a wrong one is mended by a declaration. A statement that a trial is planned, registered or under way may cite it:
its role is `registration`, `protocol`, `methods`, `design` or `ongoing`, or its words say so (of 5,628 sentences of
biomedical abstracts and articles 6 had such words, and 3 of these spoke of no plan). What is cited as background or in
dispute is left alone. Of 2,842 records of six bibliographies five were taken for plans; four are, and the fifth is a
paper on the design of a research programme.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  smith2020: {design: protocol, because: it describes the trial before it began}
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
declare:
  smith2020: {design: protocol, because: it describes the trial before it began}
claims:
  - {text: A trial of examplopril is registered., role: registration, cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.acknowledge import acknowledges
from evidence_assembler.rules.known import Known, show_words

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The citations in support, also the indirect ones, of what reports no result."""
    for statement, citation, standings in known.standing_citations:
        standing = standings.get("protocol") if citation.intent == "supports" else None
        if standing is None or acknowledges(statement, "protocol"):
            continue
        yield Problem(
            message=(
                f"{show_words(statement.text)} rests on {citation.source_id!r}, a protocol or registration, "
                f"which reports no result ({standing.because})"
            ),
            remedy="Cite the report of the results, or say that the statement is about a plan: `role: registration`.",
            place=citation.place or statement.place,
            statement=statement.id,
            source_id=citation.source_id,
        )
