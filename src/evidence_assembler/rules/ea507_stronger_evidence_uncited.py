"""The library holds a work of a higher tier on the subject of a claim and its source, and the answer does not cite it.

## Why it matters

A claim that rests on a small trial, beside a systematic review of all such trials that was read and left aside, looks
chosen.

## How sure

A guess, and a note: two works are taken for one subject by the words of their titles. Where each of the 872 works of
four libraries was cited alone for a benefit, 50 of the 62 that were told were on its subject (81 %); of 76 pairs drawn
from them, 57 (75 %). It does best with trials of a drug and worst with laboratory studies. Other names of a thing and
abbreviations are not known to it. Looked at are claims of a benefit, a harm, a dose or a recommendation; higher is the
tier in the answer's scheme. Whether the work bears on the claim, and agrees, is for a reader to judge; one that found
no effect is for EA505. At most five are told, the highest.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, pooled.bib]
claims:
  - {text: Examplopril lowers systolic pressure., role: benefit, cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, pooled.bib]
claims:
  - {text: Examplopril lowers systolic pressure., role: benefit, cite: [smith2020, pooled2022]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.known.left_out import list_left_out
from evidence_assembler.known.no_effect import speaks_against
from evidence_assembler.known.roles import is_weighed
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "note"
_MOST = 5


def find(known: Known) -> Iterator[Problem]:
    """The works of a higher tier that are left out, at the first claim that each bears on."""
    higher = []
    for one in list_left_out(known, is_weighed):
        bears_on = [claim for claim in one.bears_on if one.tier < claim.tier]
        if bears_on and not any(speaks_against(one, claim, known) for claim in one.bears_on):
            higher.append((one, bears_on))
    for place, (one, bears_on) in enumerate(higher[:_MOST], start=1):
        first, *others = bears_on
        work, source = one.work, first.rests_on
        also = f"; {_count(len(others), 'claim')} likewise" if others else ""
        if place == _MOST < len(higher):
            also += f"; not told: {_count(len(higher) - _MOST, 'such work')}"
        yield Problem(
            message=(
                f"{show_words(first.statement.text)} rests on {source.source_id!r} ({source.tier.lower()}), and "
                f"{work.source.id!r} ({work.tier.lower()}: {work.because}), which stands higher in "
                f"{work.scheme!r}, is cited nowhere; it is about {', '.join(first.shared)}, "
                f"as {first.alike.source_id!r} is{also}"
            ),
            remedy="Cite it, or leave it aside knowingly: does it bear on this claim?",
            place=first.statement.place,
            statement=first.statement.id,
            source_id=work.source.id,
            words=words_named(work.source.id),
        )


def _count(number: int, noun: str) -> str:
    return f"one further {noun}" if number == 1 else f"{number} further {noun}s"
