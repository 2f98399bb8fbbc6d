"""A statement stands under the heading of one kind of source, and none of its sources is of that kind.

## Why it matters

"From the Guidelines" above a sentence that rests on a review lends it a guideline's weight.

## How sure

Reads structure: the headings of the scheme (also without "from the", in singular or plural), and the tier of each
source with its reason. A wrong tier is mended by a declaration, not by a heading.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
arrange: as-written
claims:
  - {text: Examplopril lowers systolic pressure., topic: From the Guidelines, cite: doe2019}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
arrange: as-written
claims:
  - {text: Examplopril lowers systolic pressure., topic: From the Guidelines, cite: [guide2021, doe2019]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.model.answer import Reference, Statement
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.known import Known, show_words

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The statements under a heading of the scheme that no source of theirs, cited in direct support, belongs to.

    A statement without a known source is for EA101 and EA102.
    """
    scheme = known.answer.scheme
    headings = {_read_heading(tier.section): tier.section for tier in scheme.tiers if tier.section is not None}
    section_of = {tier.name: tier.section for tier in scheme.tiers}
    references = {source_id: one for one in known.answer.references for source_id in one.ids}
    for section, topic, statement in known.places():
        cited = [references[one.source_id] for one in statement.citations if one.source_id in references]
        sources = _find_supporting(statement, references)
        for heading in (section.title, topic.title):
            title = headings.get(_read_heading(heading)) if heading is not None else None
            if title is not None and cited and all(section_of.get(one.tier) != title for one in sources):
                told = "; ".join(f"{one.source_id!r} is {one.tier.lower()} ({one.because})" for one in sources)
                told = told or "none of its sources supports it directly"
                yield Problem(
                    message=f"{show_words(statement.text)} stands under “{title}”, but {told}",
                    remedy="Cite a source of that kind, move the statement, or declare what the source is.",
                    place=statement.place,
                    statement=statement.id,
                    source_id=(sources or cited)[0].source_id,
                )


def _read_heading(heading: str) -> tuple[str, ...]:
    """The words of a heading without those that it can do without: "Guideline" is "From the Guidelines"."""
    words = (word.strip(".,:;").removesuffix("s") for word in heading.casefold().split())
    return tuple(word for word in words if word not in ("from", "the", "our", "current"))


def _find_supporting(statement: Statement, references: dict[str, Reference]) -> list[Reference]:
    return [
        references[citation.source_id]
        for citation in statement.citations
        if citation.source_id in references and citation.intent == "supports" and citation.indirect is None
    ]
