"""A source that speaks against a claim is kept from the reader: it is cited nowhere, or a key point passes over it.

## Why it matters

A benefit told from the trial that found it, without the later one that did not, is half of what is known. A key point
is often all that is read.

## How sure

A guess where it reads titles and abstracts: a work that is cited nowhere counts when it stands no lower in the scheme
than the sources of a claim of a benefit, has its subject by the words of the titles (75 % of the pairs drawn from four
libraries), and says in its title, abstract or text, in words of a table, that there was no effect (28 of 30 sentences
drawn). Where these words are about one outcome, or stand in a full text, the same sentence has to have a word of the
claim, if need be one of the subject. It is rarely heard: of 872 works, each cited alone for a benefit, two had such a
work beside them, and one of the two was right. Effects that are told in numbers alone, other names of a thing and
abbreviations are missed; so is what a claim of no effect leaves out. Reads structure where it looks at key points: the
claim is cited as disputed, and the point has no word of reserve (but, disputed, mixed, may).

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
from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.library.subjects import fold_stem, list_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.source import Source
from evidence_assembler.rules.known import Known, show_words
from evidence_assembler.rules.left_out import Bearing, list_left_out
from evidence_assembler.rules.roles import speaks_of_benefit
from evidence_assembler.text.words import TOKEN, is_negation

LEVEL: Level = "warning"
_FALLEN = frozenset({"retracted", "superseded", "draft", "protocol"})
_ROOM = 1000  # code points before the words of no effect in which their sentence begins
_SENTENCE_END = re.compile(r"[.!?;](?=[\"')\]”’]*\s+[\"'(\[“‘]?[A-Z0-9])|\n\s*\n")


def find(known: Known) -> Iterator[Problem]:
    """The works left out that found no effect, each at the first claim that it speaks against; then the key points."""
    yield from _find_left_out(known)
    yield from _find_smooth_points(known)


def _find_left_out(known: Known) -> Iterator[Problem]:
    for one in list_left_out(known, speaks_of_benefit):
        work = one.work.source
        for claim in one.bears_on:
            said = _find_no_effect(one.work.source, claim, known) if one.tier <= claim.tier else None
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
                )
                break


def _find_smooth_points(known: Known) -> Iterator[Problem]:
    if not known.answer.key_points:
        return
    disputing = {
        statement.id: citation.source_id
        for statement, citation in known.citations
        if citation.intent == "disputes"
        and citation.number is not None
        and _FALLEN.isdisjoint(one.status for one in known.standings_of(citation))
    }
    for point in known.answer.key_points:
        source_id = disputing.get(point.statement or "")
        if source_id is not None and not _has_reserve(point.text):
            yield Problem(
                message=f"the key point {show_words(point.text)} does not say that {source_id!r} disputes its claim",
                remedy="Say so, as in: one trial found a benefit, a later one did not; or that it is uncertain.",
                place=point.place,
                statement=point.statement,
                source_id=source_id,
            )


def _find_no_effect(source: Source, claim: Bearing, known: Known) -> str | None:
    """The words by which a work says that there was no effect; None where it does not, or where the claim denies.

    A claim whose outcome is a word of the subject ("reduces pain", of trials for pain) has no other word to ask for;
    two treatments that do not differ say nothing of either, so placebo or the like has to be named beside it.
    """
    if any(map(is_negation, TOKEN.findall(claim.statement.text))):
        return None
    subject = frozenset(map(fold_stem, claim.shared))
    outcome = frozenset(list_words(claim.statement.text)) - subject
    nothing = _patterns().nothing
    for text, whole in _list_texts(source, known):
        for words, sentence, plain in _list_denials(text):
            named = frozenset(list_words(sentence))
            if outcome:
                speaks = not outcome.isdisjoint(named)
            else:
                speaks = not subject.isdisjoint(named) and ("differ" not in words or bool(nothing.search(sentence)))
            if (speaks and len(subject & named) > (not outcome)) if whole else (plain or speaks):
                return words
    return None


def _list_texts(source: Source, known: Known) -> Iterator[tuple[str, bool]]:
    """The words of a work that are at hand, each with whether they may speak of more than its result."""
    yield source.title or "", False
    yield source.variables.get("abstract", ""), False
    for entry in known.library.find_texts(source.id):
        if entry.text is not None:
            declared = known.answer.declare.get(entry.source.id)
            extent = (declared.text_extent if declared is not None else None) or entry.text.extent
            yield entry.text.text, extent != "abstract"


def _list_denials(text: str) -> Iterator[tuple[str, str, bool]]:
    """The words of a text that tell of no effect, each with its sentence, and whether they say it of the subject."""
    lower = text.lower()
    if not any(cue in lower for cue in read_table("evidence")["no_effect"]["cues"]):
        return
    patterns = _patterns()
    for plain, pattern in ((True, patterns.plain), (False, patterns.outcome)):
        for match in pattern.finditer(text):
            room = max(0, match.start() - _ROOM)
            ends = [end.end() for end in _SENTENCE_END.finditer(text, room, match.end()) if end.end() <= match.start()]
            start = ends[-1] if ends else room
            after = _SENTENCE_END.search(text, match.end())
            sentence = text[start : after.start() if after is not None else len(text)]
            if not patterns.beside.search(sentence):
                yield text[match.start() : match.end()], sentence, plain


def _has_reserve(text: str) -> bool:
    words = text.casefold()
    table = read_table("evidence")["reserve"]
    said = frozenset(re.findall(r"[^\W\d_]+", words))
    denied = any(map(is_negation, TOKEN.findall(text)))
    return denied or not said.isdisjoint(table["words"]) or any(phrase in words for phrase in table["phrases"])


@dataclass(frozen=True, slots=True)
class _Patterns:
    plain: re.Pattern[str]
    outcome: re.Pattern[str]
    beside: re.Pattern[str]
    nothing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = read_table("evidence")["no_effect"]
    words = ("|".join(table["plain"]), "|".join(table["outcome"]), table["beside"], table["nothing"])
    return _Patterns(*(re.compile(one, re.IGNORECASE) for one in words))
