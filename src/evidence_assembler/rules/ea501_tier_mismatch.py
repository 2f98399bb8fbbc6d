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
from functools import lru_cache

from evidence_assembler.arrange import may_lift
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.answer import Reference
from evidence_assembler.model.finding import Level, Problem

LEVEL: Level = "error"


def find(known: Known) -> Iterator[Problem]:
    """The statements under a heading of the scheme that no source of theirs, cited in direct support, belongs to.

    A statement without a known source is for EA101 and EA102.
    """
    scheme = known.page.scheme
    titles = {_read_heading(tier.section): tier.section for tier in scheme.tiers if tier.section is not None}
    section_of = {tier.name: tier.section for tier in scheme.tiers}
    references = {source_id: one for one in known.page.references for source_id in one.ids}
    for headings, statement in known.places:
        cited = [(one, references[one.source_id]) for one in statement.citations if one.source_id in references]
        standing = {section_of.get(source.tier) for one, source in cited if may_lift(one, source.status)}
        for heading in headings:
            title = titles.get(_read_heading(heading))
            if title is not None and cited and title not in standing:
                told = "; ".join(_tell_source(source) for one, source in cited if may_lift(one, ()))
                yield Problem(
                    message=f"{show_words(statement.text)} stands under “{title}”, but "
                    + (told or "none of its sources supports it directly"),
                    remedy="Cite a source of that kind, move the statement, or declare what the source is.",
                    place=statement.place,
                    statement=statement.id,
                    source_id=cited[0][1].source_id,
                    words=(title,),
                )


def _tell_source(source: Reference) -> str:
    status = f", {', '.join(source.status)}" if source.status else ""
    return f"{source.source_id!r} is {source.tier.lower()}{status} ({source.because})"


@lru_cache(maxsize=4096)
def _read_heading(heading: str) -> tuple[str, ...]:
    """The words of a heading without those that it can do without: "Guideline" is "From the Guidelines"."""
    words = (word.strip(".,:;").removesuffix("s") for word in heading.casefold().split())
    return tuple(word for word in words if word not in ("from", "the", "our", "current"))
