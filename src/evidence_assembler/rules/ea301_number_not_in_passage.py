"""A number that a statement gives does not stand in the passages that it cites.

## Why it matters

12.5 mg and 125 mg are two doses. A number that was mistyped, made up, or taken from another paper reads as well as a
right one, and readers carry it away.

## How sure

Compares numbers. The passage is what is quoted, with the sentences it stands in; of a source cited without a
quotation, its whole text. One passage that has the number is enough, or the title of the source. Of several numbers
each is looked for by itself, wherever it stands in the passage: that 5 mg and 10 mg were swapped is not seen, and in a
whole text a small number nearly always stands somewhere. Where only an abstract or an excerpt is at hand, or a further
source has no text, it is open; where none has, nothing is told here.

A number stands where its value does: as a word (half, twice), with commas or a power of ten, in another unit (4.5 mg
for 4,500 µg, 3 months for 12 weeks), as the share of "12 of 40", rounded (29 % for 28.8 %, and 9 mm for 9.4 mm; of a
single figure only within a twentieth, so not 5 mg for 4.5 mg), or near what "about", "over" or "less than" say. Sums,
differences and other things that the writer reckoned stand nowhere and are told; say in the sentence what was reckoned,
or give the numbers it was made from. Of units it is seen where the same figure stands with others of its kind alone (5
mg for 5 kg), not that they fit; nor how often a dose is taken. A share or a multiple in words (three quarters, one in
five, fourfold) is told only where the passage has others, and none within a tenth of it. Left alone are names with
digits (IL-6, ISO 27001), labels (phase 3, Table 2), markers, dates and years, ages, ordinals, the 95 % of an interval,
"one", "two of three", number words up to ten without a unit or people, and what a clause says that the source does not
say ("to give 1 mg is off-label"). Sources cited as background or in dispute need not have the number. Of a statement,
the first 20,000 characters are looked at, and amounts in a text of more than 200,000 are not converted.

In 330 sentences of biomedical articles that cite, 182 of the 185 numbers that it takes are of the kind that a source
should have; of 100 drawn from abstracts, 97. Of 73 sentences in which authors repeat their own numbers it tells 10: in
8 of these the passage has no such number (two of the eight are counted or reckoned), in 2 it is part of a name. Where
one number of a sentence was changed by chance, it tells 95 % of changed first digits, 95 % of lost decimal points and
99 % of added digits; what it misses is a number that the sentence has in another place. Of 1,551 numbers that were only
written otherwise it tells none. Against a whole article or label, without a quotation, it tells but 3 of 21 changed
first digits.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril lowers systolic pressure by 15 mm Hg.
    cite: {source: smith2020, quote: "reduced systolic pressure by 12.5 mm Hg"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril lowers systolic pressure by 12.5 mm Hg.
    cite: {source: smith2020, quote: "reduced systolic pressure by 12.5 mm Hg"}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from evidence_assembler.known.cited_passages import Passage, find_passages, find_sentences, hold_whole_texts
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.answer import Statement
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_quoted
from evidence_assembler.text.given_numbers import Given, may_give_number
from evidence_assembler.text.held_numbers import HeldNumbers, has_all_plainly, list_missing

LEVEL: Level = "warning"
_SHOWN = 5  # numbers
_REMEDY = "Give the number as the source has it, or cite the passage that has it."


def find(known: Known) -> Iterator[Problem]:
    """The statements with a number that none of their passages has, where a source is cited in support."""
    for _, cited in groupby(known.citations, key=lambda pair: id(pair[0])):
        pairs = list(cited)
        statement = pairs[0][0]
        if not may_give_number(statement.text) or all(one.intent != "supports" for _, one in pairs):
            continue
        quoted = [HeldNumbers(one.quote) for _, one in pairs if one.quote is not None]
        if quoted and has_all_plainly(statement.text, quoted):
            continue
        passages = list(find_passages(statement, known))
        if all(passage.reach == "nothing" for passage in passages):
            continue  # told by EA102, EA208 and EA210
        missing = list_missing(statement.text, [numbers for passage in passages for numbers in passage.numbers])
        if missing and (missing := _leave_titles(missing, passages, known)):
            yield _tell(statement, missing, passages, known)


def _leave_titles(missing: Sequence[Given], passages: Sequence[Passage], known: Known) -> list[Given]:
    """The numbers without those that a title has: what a statement may say of a source, whichever words it quotes."""
    records = (one for passage in passages for one in known.library.find_records(passage.citation.source_id))
    titles = HeldNumbers(". ".join(one.title for one in records if one.title is not None))
    return [given for given in missing if not titles.holds(given)]


def _tell(statement: Statement, missing: Sequence[Given], passages: Sequence[Passage], known: Known) -> Problem:
    """What is told of missing numbers: open where a passage is not at hand, or only a part of it."""
    shown = list(dict.fromkeys(given.words for given in missing))
    in_question = tuple(shown[:_SHOWN])
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    words = ", ".join(f"“{one}”" for one in in_question) + more
    stands = "stands" if len(shown) == 1 else "stand"
    unread = [passage for passage in passages if passage.reach in ("part", "nothing")]
    message = f"{show_words(statement.text)} gives {words}, which {stands} in no passage at hand of {_name(passages)}"
    remedy = "Put the full text at hand, or quote the words that have it."
    if not unread:
        remedy = _point_to(missing, passages, known) or _REMEDY
        message = f"{show_words(statement.text)} gives {words}, which {stands} {_say_where(passages)}"
        if fellow := _find_fellow(missing, passages):
            message += f", where {show_words(fellow)} stands"
            in_question += words_quoted(fellow)
    return Problem(
        message=message,
        remedy=remedy,
        place=statement.place,
        statement=statement.id,
        source_id=next(one.citation.source_id for one in passages if one.citation.intent == "supports"),
        words=in_question,
        kind="open" if unread else "fail",
        level="note" if unread else None,
    )


def _say_where(passages: Sequence[Passage]) -> str:
    if all(passage.reach == "quoted" for passage in passages):
        return f"neither in what is quoted from {_name(passages)} nor in the sentence around it"
    if all(passage.reach == "full" for passage in passages):
        return f"nowhere in {_name(passages)}"
    return f"in no passage of {_name(passages)}"


def _name(passages: Sequence[Passage]) -> str:
    return " and ".join(dict.fromkeys(repr(passage.citation.source_id) for passage in passages))


def _find_fellow(missing: Sequence[Given], passages: Sequence[Passage]) -> str | None:
    """The one amount of the same dimension that the sentences of a single quotation have."""
    if len(missing) > 1 or len(passages) > 1 or passages[0].reach != "quoted":
        return None
    return passages[0].numbers[-1].name_fellow(missing[0])


def _point_to(missing: Sequence[Given], passages: Sequence[Passage], known: Known) -> str | None:
    """Where else in a text that was quoted a missing measurement stands; a number without a unit may be any."""
    for given in missing:
        for passage in passages if given.unit else ():
            for whole in hold_whole_texts(passage.citation.source_id, known) if passage.reach == "quoted" else ():
                if place := whole.find(given):
                    words = show_words(find_sentences(whole.text, *place))
                    return f"{passage.citation.source_id!r} has {given.words} elsewhere: {words}. Quote that if meant."
    return None
