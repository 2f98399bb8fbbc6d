"""A statement rests on a protocol, a registration or a notice, which report no result.

## Why it matters

A protocol is written in the words of the trial that it plans, and its title is easily taken for the trial's. Nothing
was found yet when it was written. A notice of a retraction or a correction bears the title of the work it speaks of.

## How sure

Compares words, to tell the kind of the work: publication type, keywords, title and registry, as `sources list` shows
them; a wrong one is mended by a declaration. A statement that a trial is planned, registered or under way may cite it:
its role is `registration`, `protocol`, `methods`, `design` or `ongoing`, or its words say so (of 3,232 sentences of
biomedical abstracts and articles one had such words, and spoke of no plan). A notice may be cited for the
retraction or the correction itself. What is cited as background or in dispute is left alone. Of 2,842 records of six
bibliographies five were taken for plans; four are, and the fifth is a paper on the design of a research programme.

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

from evidence_assembler.known.acknowledge import acknowledges
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The citations in support, also the indirect ones, of plans and of notices."""
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
            words=words_named(citation.source_id),
        )
    yield from _find_notices(known)


def _find_notices(known: Known) -> Iterator[Problem]:
    """The citations in support of notices, but for what was retracted or corrected."""
    notices = {
        source_id: work.known.because
        for source_id in dict.fromkeys(citation.source_id for _, citation in known.citations)
        if (work := known.work_of(source_id)) is not None
        and work.known.design == "notice"
        and "retracted" not in [one.status for one in work.standings]
    }
    for statement, citation in known.citations if notices else ():
        because = notices.get(citation.source_id) if citation.intent == "supports" else None
        if because is None or acknowledges(statement, "retraction") or acknowledges(statement, "notice"):
            continue
        yield Problem(
            message=f"{show_words(statement.text)} rests on {citation.source_id!r}, a notice about another work, "
            f"which reports no result ({because})",
            remedy="Cite the report of the results, or say what the notice says of it: `role: retraction`.",
            place=citation.place or statement.place,
            statement=statement.id,
            source_id=citation.source_id,
            words=words_named(citation.source_id),
        )
