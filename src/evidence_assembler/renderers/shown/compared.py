"""A quotation beside the words of its source, stretch by stretch: where they are the same, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.text.differences import compare_words
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.passages import ELLIPSIS, LEFT_OUT
from evidence_assembler.text.words import TOKEN, turns_meaning

_GAPS = " \n-"  # what may stand in one of two equal texts and not in the other
_ELLIPSIS_AND_STOP = re.compile(rf"[.,;:]?\s*(?:{ELLIPSIS.pattern})")
_NO_SIGN = "\ue000"  # for private use: it keeps the stops of an ellipsis from being taken for those of sentences


class Stretch(NamedTuple):
    """A stretch of the quotation and that of the source in its place; either may be empty where they are not the same.

    `left out` are words for which an ellipsis stands; one that may not be left out differs.
    """

    quoted: str
    source: str
    kind: Literal["same", "differs", "left out"]


def is_comparable(match: QuoteMatch) -> bool:
    """True where the quotation and what was found are one passage; not for parts in another order, or far apart."""
    if match.found is None or (match.status == "spliced" and "hides_negation" not in match.warnings):
        return False
    return len(match.found) <= 4 * len(match.quote) + LEFT_OUT


def compare_match(match: QuoteMatch) -> tuple[Stretch, ...]:
    """The quotation and what was found, in stretches that make up both; in one where they are not comparable.

    >>> match = QuoteMatch(status="altered", quote="a dose of 50 mg", found="a dose of 5 mg", start=0, end=14)
    >>> for stretch in compare_match(match):
    ...     print(stretch)
    Stretch(quoted='a dose of ', source='a dose of ', kind='same')
    Stretch(quoted='50', source='5', kind='differs')
    Stretch(quoted=' mg', source=' mg', kind='same')
    """
    if match.found is None or not is_comparable(match):
        return (Stretch(match.quote, match.found or "", "same"),)
    stretches = _compare(match.quote, match.found, spliced=match.status == "spliced")
    return tuple(stretch for stretch in stretches if stretch.quoted or stretch.source)


def count_signs(words: str) -> int:
    """How many characters the words have that stand in every text that equals them: no spaces, no strokes."""
    return sum(char not in _GAPS for char in fold_text(words).text)


def _compare(quoted: str, source: str, *, spliced: bool) -> Iterator[Stretch]:
    mine = yours = 0
    (ours, our_ends), (theirs, their_ends) = _hide_ellipses(quoted), _hide_ellipses(source)
    for change in compare_words(ours, theirs):
        (start, end), (first, last) = change.quoted, change.source
        end, last = our_ends.get(end - 1, end), their_ends.get(last - 1, last)
        if start == end:  # nothing stands in its place: that is behind as many characters as in the other text
            start = end = mine + _reach(ours[mine:], count_signs(theirs[yours:first]))
        if first == last:
            first = last = yours + _reach(theirs[yours:], count_signs(ours[mine:start]))
        # two changes may share a sign that folds to several, as a ligature does
        start, first = max(start, mine), max(first, yours)
        end, last = max(end, start), max(last, first)
        yield Stretch(quoted[mine:start], source[yours:first], "same")
        if _ELLIPSIS_AND_STOP.fullmatch(quoted[start:end]):
            yield from _part_left_out(quoted[start:end], source[first:last], spliced=spliced)
        else:
            yield Stretch(quoted[start:end], source[first:last], "differs")
        mine, yours = end, last
    yield Stretch(quoted[mine:], source[yours:], "same")


def _hide_ellipses(text: str) -> tuple[str, dict[int, int]]:
    """The text, as long as it is, with one sign for each ellipsis; and where each that begins at a place ends."""
    ends = {found.start(): found.end() for found in ELLIPSIS.finditer(text)}
    return ELLIPSIS.sub(lambda found: _NO_SIGN.ljust(len(found.group())), text), ends


def _part_left_out(ellipsis: str, source: str, *, spliced: bool) -> Iterator[Stretch]:
    """What an ellipsis stands for; of a spliced quotation the words that may not be left out stand by themselves."""
    done = 0
    folded = fold_text(source)
    for token in TOKEN.finditer(folded.text) if spliced else ():
        if turns_meaning(token.group()):
            start, end = folded.span_of(*token.span())
            if start > done:
                yield Stretch(ellipsis, source[done:start], "left out")
                ellipsis = ""
            yield Stretch(ellipsis, source[start:end], "differs")
            ellipsis, done = "", end
    yield Stretch(ellipsis, source[done:], "left out")


def _reach(text: str, signs: int) -> int:
    """The code point of the text behind its first `signs` characters, and behind the gap after them."""
    folded = fold_text(text)
    for at, char in enumerate(folded.text):
        if char in _GAPS:
            continue
        if signs == 0:
            return folded.start_of(at)
        signs -= 1
    return len(text)
