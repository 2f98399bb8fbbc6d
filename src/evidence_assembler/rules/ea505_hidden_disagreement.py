"""A source that speaks against a claim is kept from the reader: it is cited nowhere, or a key point passes over it.

## Why it matters

A benefit told from the trial that found it, without the later one that did not, is half of what is known. A key point
is often all that is read.

## How sure

A guess where it reads titles and abstracts: a work that is cited nowhere counts when it stands no lower in the scheme
than the sources of a claim of a benefit, has its subject by the words of the titles (75 % of the pairs drawn from four
libraries), and says in its title, abstract or text, in words of a table, that there was no effect. Of the 32 sentences
that are so heard in 743 abstracts, each held against its own title, 29 say it; the table had been mended once after a
reading of them. What others found, the treatment held against, and another outcome are left aside where a clause shows
them. Where these words are about one outcome, or stand in a full text, the same sentence has to have a word of the
claim, if need be one of the subject. It is rarely heard: of 872 works, each cited alone for a benefit, one had such a
work beside it, rightly. Effects that are told in numbers alone, other names of a thing and abbreviations are missed; so
is what a claim of no effect leaves out. Reads structure where it looks at key points: the claim is cited as disputed,
and the point has no word of reserve (but, disputed, mixed, may).

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, later.bib]
claims:
  - {text: Examplopril lowers systolic pressure., role: benefit, cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, later.bib]
claims:
  - text: Examplopril lowers systolic pressure.
    role: benefit
    cite: [smith2020, {source: poe2024, intent: disputes}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_assembler.data import read_table
from evidence_assembler.known.known import FALLEN, Known, show_words
from evidence_assembler.known.left_out import list_left_out
from evidence_assembler.known.no_effect import denies, speaks_against
from evidence_assembler.known.roles import speaks_of_benefit
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"


def find(known: Known) -> Iterator[Problem]:
    """The works left out that found no effect, each at the first claim that it speaks against; then the key points."""
    yield from _find_left_out(known)
    yield from _find_smooth_points(known)


def _find_left_out(known: Known) -> Iterator[Problem]:
    for one in list_left_out(known, speaks_of_benefit):
        work = one.work.source
        for claim in one.bears_on:
            said = speaks_against(one, claim, known)
            if said is not None:
                yield Problem(
                    message=(
                        f"{show_words(claim.statement.text)} rests on {claim.rests_on.source_id!r}, and {work.id!r} "
                        f"({one.work.tier.lower()}), which says {show_words(said)}, is cited nowhere; it is about "
                        f"{', '.join(claim.shared)}, as {claim.alike.source_id!r} is"
                    ),
                    remedy="Cite it with `intent: disputes`, or say in the answer why it does not bear on the claim.",
                    place=claim.statement.place,
                    statement=claim.statement.id,
                    source_id=work.id,
                    words=words_named(work.id),
                )
                break


def _find_smooth_points(known: Known) -> Iterator[Problem]:
    if not known.key_points:
        return
    disputing = {
        statement.id: citation.source_id
        for statement, citation in known.citations
        if citation.intent == "disputes"
        and citation.number is not None
        and FALLEN.isdisjoint(one.status for one in known.standings_of(citation))
    }
    for point in known.key_points:
        source_id = disputing.get(point.statement or "")
        if source_id is not None and not _has_reserve(point.text):
            yield Problem(
                message=f"the key point {show_words(point.text)} does not say that {source_id!r} disputes its claim",
                remedy="Say so, as in: one trial found a benefit, a later one did not; or that it is uncertain.",
                place=point.place,
                statement=point.statement,
                source_id=source_id,
                words=words_named(source_id),
            )


def _has_reserve(text: str) -> bool:
    words = text.casefold()
    table = read_table("evidence")["reserve"]
    said = frozenset(re.findall(r"[^\W\d_]+", words))
    if not said.isdisjoint(table["words"]) or any(phrase in words for phrase in table["phrases"]):
        return True
    return denies(text) or any(re.search(one, text) for one in table["written"])
