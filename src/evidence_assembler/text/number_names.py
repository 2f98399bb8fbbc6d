"""The numbers of a sentence that only name something: labels, dates, markers, ages, ordinals, parts of names.

Words and labels stand in `data/numbers.toml`; how they stand around a number, in the expressions here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.text.figures import HYPHENS, MARKER, PERCENT, TIES, is_likely_year
from evidence_assembler.text.numbers import Number
from evidence_assembler.text.quantity_words import list_measures

_NEAR = 40  # code points before a number that are looked at
_TWO_TO_TEN = "two|three|four|five|six|seven|eight|nine|ten"
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\bdoi:?\s*\S+|\b10\.[0-9]{4,9}/\S+|[^\s@]{1,64}@\S+")
_PHONE = re.compile(r"(?<![0-9])(?:\+?[0-9]{1,3}[- ])?\(?[0-9]{3}\)?[- ][0-9]{3}[- ][0-9]{4}(?![0-9])")
_COPYRIGHT = re.compile(r"©[^.]*")
_DATES = re.compile(
    r"(?<![0-9])(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2[0-9]{4})(?![0-9])"
)
_MARKERS = re.compile(rf"{MARKER}|\([0-9]{{1,3}}(?:[-–—,;]\s?[0-9]{{1,3}})*+\)")
# Superscripts that lost their place: pain.3,4 and loci1–3, and "(12).5".
_RAISED_MARKERS = re.compile(
    r"(?:(?<=[^\W\d_][.,;:])|(?<=[)\]”\"’][.,;:])|(?<=[^\W\d_])(?=[.][0-9])|(?<=[)\]”\"’])(?=[.][0-9])|(?<=[a-z)]))"
    r"\.?[0-9]{1,3}(?:[-–—,]\s?[0-9]{1,3})*+(?![0-9]*[^\W\d_%])"
)
# An item's number, and the marker of the sentence before: "1. Pain fell", "20 Furthermore".
_LISTED = re.compile(r"\A\W*[0-9]{1,3}(?:[.)](?= )|(?= [A-Z][a-z]))|(?<=[.,;:] )[0-9]{1,2}\)")
_HIDDEN = (_ADDRESS, _DATES, _PHONE, _COPYRIGHT, _MARKERS, _RAISED_MARKERS, _LISTED)
_CLAUSE = re.compile(r"(?:[^.;:—]|[.:](?=[^\s]))++")
_WORD_BEFORE = re.compile(r"([^\W\d_][^\W_]*)(?:['’]s)?[.,]? ?\Z")
_LABELLED = re.compile(
    r"([^\W\d_]+)\.?,? ?[A-Z]?[0-9]+[A-Za-z]?(?:,? ?(?:and|or|to|[-–—,/]) ?[A-Z]?[0-9]+[A-Za-z]?){0,3}"
    r",? ?(?:and|or|to|[-–—,/]) ?\Z"
)
_WORD_BEHIND = re.compile(rf"[ {TIES}]?([^\W\d_]+)")
_TIED = re.compile(rf"[{HYPHENS}]([^\W\d_]+)")
_GLUED = re.compile(r"([^\W\d_]+)")
_JOINED_BEFORE = re.compile(rf"#\Z|[^\W_]\*\Z|[^\W\d_](?:[{HYPHENS}]?[0-9]+)?[/_]\Z|[0-9]:\Z")
_SHORT_FORM = re.compile(r" \(([^\W_][^()\s]{1,15})\)")
_STANDS_ALONE = re.compile(r"[,.;:)]|\Z| (?:and|or|but|is|was|are|were|in|on|with|by|for|which|that|has|had)\b")
_NAME_GOES_ON = re.compile(r"[′'’″](?=[^\W_]|-|$)|[′″]|[.:][0-9]|_|[-−+]\)|\([^\W\d_]|(?<=:[0-9][0-9])")
_LEVEL = re.compile(
    r"\s?(?:%|per ?cent)[\s-]?(?:CIs?\b|CrIs?\b|confidence|credible|prediction|uncertainty)", re.IGNORECASE
)
_LEVEL_BEFORE = re.compile(r"\bC(?:r?)I[,:]?\s?\Z")
_AGE_BEFORE = re.compile(
    r"\bage[ds]?\b(?:\W|of|over|under|above|below|between|from|at|least|most|and|or|to|than|older|younger|[0-9])*\Z",
    re.IGNORECASE,
)
_AGE_BEHIND = re.compile(
    rf"(?:[{HYPHENS} ]?(?:to|[-–—])[{HYPHENS} ]?[0-9]+)?[{HYPHENS} ](?:years?|months?|yrs?|weeks?)"
    rf"(?:[{HYPHENS} ](?:of[{HYPHENS} ]age|olds?\b)| (?:and|or) (?:older|younger|over|above))|s\b",
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b")
_OF_HOW_MANY = re.compile(rf" (?:out )?of (?:the |these |those )?(?:[0-9]|{_TWO_TO_TEN})\b")
_A_LARGE = re.compile(r"an? [a-z]+", re.IGNORECASE)  # "a hundred times" is a way of speaking
_OUT_OF = re.compile(rf"\b(?:one|{_TWO_TO_TEN}) (?:out )?of (?:the |these |those )?\Z", re.IGNORECASE)


class _Names(NamedTuple):
    labels: frozenset[str]
    statistics: frozenset[str]
    months: frozenset[str]
    symbols: frozenset[str]
    units: frozenset[str]
    people: frozenset[str]
    uncounted: frozenset[str]
    bringing: frozenset[str]
    unsaid: re.Pattern[str]


def find_hidden(text: str) -> list[tuple[int, int]]:
    """The stretches in which no number is given: addresses, dates, markers, and what a source is told not to say."""
    return _join(chain((found.span() for one in _HIDDEN for found in one.finditer(text)), _find_unsaid(text)))


def covers(spans: list[tuple[int, int]], at: int) -> bool:
    """True where one of the spans, which stand in order and apart, holds a place."""
    near = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return near >= 0 and at < spans[near][1]


def names_something(text: str, number: Number) -> bool:
    """True for a number that its source need not have, by the words around it."""
    before = text[max(0, number.start - _NEAR) : number.start]
    return (_names_in_words if number.in_words else _names_in_figures)(text, number, before)


def _find_unsaid(text: str) -> Iterator[tuple[int, int]]:
    """The clauses that say what a source does not say."""
    unsaid = _names().unsaid
    if unsaid.search(text) is not None:
        yield from (clause.span() for clause in _CLAUSE.finditer(text) if unsaid.search(clause[0]))


def _join(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that the spans cover together, in their order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _names_in_words(text: str, number: Number, before: str) -> bool:
    """True for a number word that counts nothing of its own: "one", "two of three", "two trials", "a hundred"."""
    if _A_LARGE.fullmatch(text, number.start, number.end):
        return True
    if number.value <= 1 or _OF_HOW_MANY.match(text, number.end) or _OUT_OF.search(before):
        return True
    if number.value > 10:
        return False
    names = _names()
    behind = _TIED.match(text, number.end) or _WORD_BEHIND.match(text, number.end)
    word = behind[1].casefold() if behind is not None else ""
    return word in names.uncounted or not _counts(word, names)


def _names_in_figures(text: str, number: Number, before: str) -> bool:
    """True for a number that is part of a name, a date, a label, an age or an ordinal, or the level of an interval."""
    end = number.end
    if _goes_on(text, end) or _ORDINAL.match(text, end) or _JOINED_BEFORE.search(before):
        return True
    if _LEVEL.match(text, end) or (_LEVEL_BEFORE.search(before) and PERCENT.match(text, end)):
        return True
    if _AGE_BEHIND.match(text, end) or _AGE_BEFORE.search(before):
        return True
    return not _has_unit(text, end) and _is_named(text, number, before)


def _goes_on(text: str, end: int) -> bool:
    """True for figures whose word goes on right behind them, other than with a unit or people: 36-item, 3D, 5′."""
    names = _names()
    if glued := _GLUED.match(text, end):
        return not _counts(glued[1], names) or (len(glued[1]) == 1 and glued[1].isupper())
    if tied := _TIED.match(text, end):
        return not _counts(tied[1], names)
    return _NAME_GOES_ON.match(text, end) is not None


def _has_unit(text: str, end: int) -> bool:
    """True for figures with a unit: 5 mg, 12-week, 3 %."""
    behind = _WORD_BEHIND.match(text, end)
    if behind is not None and _is_unit(behind[1], _names()):
        return True
    return PERCENT.match(text, end) is not None or _TIED.match(text, end) is not None


def _is_named(text: str, number: Number, before: str) -> bool:
    """True for figures without a unit that the words around them make a date, a year, a label or the end of a name."""
    end, names = number.end, _names()
    behind = _WORD_BEHIND.match(text, end)
    if behind is not None and behind[1] in names.months:
        return True
    people = behind is not None and behind[1].casefold() in names.people
    if not people and _is_year(text, number):
        return True
    short = _SHORT_FORM.match(text, end)
    if short is not None and short[1].endswith(text[number.start : end]) and short[1][0].isalpha():
        return True
    listed, word = _LABELLED.search(before), _WORD_BEFORE.search(before)
    if any(one is not None and (one[1] in names.months or _is_label(one[1], names)) for one in (listed, word)):
        return True
    if word is None or people or word[1].casefold() in names.statistics:
        return False
    alone = _STANDS_ALONE.match(text, end) is not None
    return _is_name(word, text, number.start) or (alone and _is_noun(word[1], names))


def _is_noun(word: str, names: _Names) -> bool:
    """True for a word that brings no value behind it, as verbs and prepositions do: pneumophila 6, not: rose to 6."""
    return not word.endswith("ed") and word not in names.bringing


def _is_unit(word: str, names: _Names) -> bool:
    folded = word.casefold()
    return word in names.symbols or folded in names.units or folded.removesuffix("s") in names.units


def _counts(word: str, names: _Names) -> bool:
    """True for the word behind a number that makes it a measurement or a number of people."""
    return _is_unit(word, names) or word.casefold() in names.people


def _is_name(word: re.Match[str], text: str, start: int) -> bool:
    """True for a word with a capital that no sentence begins with: Receptor 4, ISO 27001, Python 3."""
    if not any(map(str.isupper, word[1])):
        return False
    at = start - (word.end() - word.start())
    return word[1][1:] != word[1][1:].lower() or text[:at].rstrip("\"'“‘([ ")[-1:] not in (
        "",
        ".",
        "!",
        "?",
        ":",
        ";",
        "•",
    )


def _is_label(word: str, names: _Names) -> bool:
    folded = word.casefold()
    return folded in names.labels or folded.removesuffix("s") in names.labels


def _is_year(text: str, number: Number) -> bool:
    """True for figures that can be a year: four digits without a unit."""
    written = text[number.start : number.end]
    return len(written) == 4 and written.isdigit() and is_likely_year(number.value)


@cache
def _names() -> _Names:
    quantities, names, unsaid = (
        read_table("quantities"),
        read_table("numbers")["names"],
        read_table("numbers")["unsaid"],
    )
    counted, (_, labels) = quantities["words"], list_measures()
    before = read_table("disagreement")["before"]
    symbols = {*quantities["quotients"], *(sign for signs in quantities["symbols"].values() for sign in signs)}
    return _Names(
        labels=(labels | frozenset(names["labels"])) - frozenset(names["counted"]),
        statistics=frozenset(names["statistics"]),
        months=frozenset(counted["months"]),
        symbols=frozenset(symbols),
        units=frozenset(name for said in quantities["names"].values() for name in said),
        people=frozenset(counted["people"]),
        uncounted=frozenset(names["uncounted"]),
        unsaid=re.compile(
            rf"\b(?:{'|'.join(unsaid['alone'])})\b"
            r"|(?:\b(?:not|never|nor|no|neither|cannot)|n['’]t)\b(?: [\w-]{1,20}){0,2}"
            rf" (?:{'|'.join(unsaid['denied'])})\b",
            re.IGNORECASE,
        ),
        bringing=frozenset(names["bringing"]).union(
            *(before[kind] for kind in ("verbs", "changes", "closing", "joining"))
        ),
    )
