"""A claim of a benefit rests on weak evidence alone: opinion, case series, animals, or what is only indirect.

## Why it matters

Treatments that looked well in mice, in a few patients or to an expert have failed where they were tried against a
control. A number behind the sentence hides which of the two it is.

## How sure

Reads structure: the kinds of the sources that the statement cites in direct support, whatever the scheme. Weak is what
SORT (Ebell 2004) calls "other evidence": narrative and scoping reviews, opinion, editorials, letters, case series and
reports, trials without a control, animals and laboratories, consensus guidelines, and books; also a systematic review
that is known to include nothing else. How well a trial was made is not seen. A statement that says itself what it rests
on ("in mice", "in a case series", "limited evidence") is left alone, by a list of words, and so is one that denies the
benefit. Where the kind of a source is not known, or whether a trial had a control, and no other is better than weak, it
is open. It is as right as the kinds are: with keywords 95 % of those told of 188 indexed records agree with the
indexers.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - text: Examplopril lowers systolic pressure.
    role: benefit
    cite: [doe2019, {source: smith2020, intent: background}]
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., role: benefit, cite: [doe2019, smith2020]}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.known.known import FALLEN, NO_RESULT, Known, show_words
from evidence_assembler.known.no_effect import denies_effect
from evidence_assembler.known.roles import speaks_of_benefit
from evidence_assembler.model.answer import Reference
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rank import known_designs
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"
_REMEDY = (
    "Cite a controlled study or a review of such studies; if there is none, say in the statement what it rests on."
)


def find(known: Known) -> Iterator[Problem]:
    """The claims of a benefit that no source better than weak supports directly."""
    references = {source_id: one for one in known.page.references for source_id in one.ids}
    judged: dict[int, _Judged | None] = {}
    for statement in known.page.statements():
        if not speaks_of_benefit(statement) or denies_effect(statement.text):
            continue
        cited = [(one, references[one.source_id]) for one in statement.citations if one.source_id in references]
        supports = [(one, source) for one, source in cited if one.intent == "supports"]
        direct = {source.number: source for one, source in supports if one.indirect is None}
        for number, source in direct.items():
            if number not in judged:
                judged[number] = _judge(source, known)
        if direct:
            told = _tell_weak([one for number in direct if (one := judged[number]) is not None])
        else:
            told = _tell_indirect([source.source_id for _, source in supports]) if cited else None
        if told is not None and not _says_so(statement.text):
            yield replace(
                told,
                message=f"{show_words(statement.text)} claims a benefit {told.message}",
                place=statement.place,
                statement=statement.id,
                source_id=cited[0][1].source_id,
            )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A source that stands, its kind in words, and its strength: strong, weak, or unclear."""

    source_id: str
    kind: str
    strength: Literal["strong", "weak", "unclear"]


def _judge(source: Reference, known: Known) -> _Judged | None:
    """The strength of a source; None where it reports no result, or stands no more, which other rules tell."""
    status = {standing.status for standing in known.standings_of(source)}
    work = known.work_of(source.source_id)
    design = work.known.design if work is not None else source.design
    if design in NO_RESULT or not status.isdisjoint(FALLEN):
        return None
    weak, includes = _designs("designs"), work.known.includes if work is not None else ()
    if design in weak:
        return _Judged(source.source_id, str(design), "weak")
    if design == "systematic review" and includes and weak.issuperset(includes):
        return _Judged(source.source_id, f"systematic review, of {' and '.join(includes)} alone", "weak")
    if design is None or design in _designs("unclear") or design not in _known():
        return _Judged(source.source_id, design or "of unknown kind", "unclear")
    return _Judged(source.source_id, design, "strong")


def _tell_weak(standing: list[_Judged]) -> Problem | None:
    """What is told of sources cited in direct support."""
    strengths = [one.strength for one in standing]
    if not standing or "strong" in strengths:
        return None
    named = "; ".join(f"{one.source_id!r} is {one.kind}" for one in standing)
    words = words_named(*(one.source_id for one in standing))
    if "unclear" not in strengths:
        return Problem(message=f"on weak evidence alone: {named}", remedy=_REMEDY, words=words)
    return Problem(
        message=f"on sources of which none is known to be better than weak evidence: {named}",
        remedy="Declare the design of the sources, or cite one whose kind is known.",
        kind="open",
        level="note",
        words=words,
    )


def _tell_indirect(supporting: list[str]) -> Problem:
    """What is told where no source is cited in direct support."""
    if supporting:
        named = ", ".join(map(repr, dict.fromkeys(supporting)))
        told = f"that its sources support only indirectly: {named}"
        return Problem(message=told, remedy=_REMEDY, words=words_named(*supporting))
    asked = "Cite a source in support, or say in the statement that none supports it."
    return Problem(message="in support of which no source is cited", remedy=asked)


def _says_so(text: str) -> bool:
    """True where the statement itself says that it rests on no more; "in animals and in people" says it of more."""
    words = text.lower()
    said, people, animals = _said()
    found = said.search(words)
    if found is not None and animals.search(found[0]) and people.search(words):
        return False
    return found is not None


@cache
def _said() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    weak = read_table("evidence")["weak"]
    return re.compile("|".join(weak["said"])), re.compile(weak["people"]), re.compile(weak["animals"])


@cache
def _designs(kind: str) -> frozenset[str]:
    return frozenset(read_table("evidence")["weak"][kind])


@cache
def _known() -> frozenset[str]:
    return frozenset(known_designs())
