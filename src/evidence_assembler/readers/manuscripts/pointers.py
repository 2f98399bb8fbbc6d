"""What stands inside a marker: numbers such as 1, 3-5; locators such as p. 3; words quoted beside a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.csl import LocatorLabel
from evidence_assembler.model.manuscript import Pointer

WIDEST_RANGE = 200
"""How many sources one range of numbers may hold."""

_GAP = r"[\s~]*"  # "~" is a space in LaTeX
_START = re.compile(rf"{_GAP}(?:[,;:]{_GAP})?")
_WITH_DIGIT = r"(?=[^\s~,;]*\d)(?:[^\W_]|[./:(‐‑‒–—−-])*[^\W_]\)?"
_ROMAN = r"[ivxlcdm]+(?:[-–]+[ivxlcdm]+)?(?![^\W_])"
_MORE = rf"(?:{_GAP}(?:,|&|\band\b|[–—-]){_GAP}{_WITH_DIGIT})*"
_BARE = re.compile(rf"(?=\d){_WITH_DIGIT}{_MORE}")
_LABELLED = re.compile(rf"(?:{_WITH_DIGIT}|{_ROMAN}){_MORE}", re.IGNORECASE)
_BRACES = re.compile(r"\{([^{}]*)\}")

_DOUBLE_QUOTED = re.compile(
    r"""
    "([^"]+)" | “((?:[^“”]|“[^“”]*”)+)” | „([^„“”]+)[“”] | «([^«»]+)» | ``((?:[^`']|'(?!'))+)''
    """,
    re.VERBOSE,
)
_SINGLE_QUOTED = re.compile(r"['‘](?=\S)(.+)(?<=\S)['’]", re.DOTALL)
_BETWEEN_SINGLE = re.compile(r"(?<=\S)['’](?:\s*(?:,|&)|,?\s+and\b)\s*['‘](?=\S)")
_REST = re.compile(r"[\s.,)]*\Z")
_JOINT = re.compile(rf"{_GAP}(?:on|at|in|and|from|&){_GAP}")
_STRAIGHT = re.compile(r'"[^"]+"')
_OPENED = re.compile(r"[“„«]|``")
_INCHES = re.compile(r'(?<=\d)"')

_NUMBER = r"(?!0)[0-9]{1,4}(?![0-9])"
_NUMBERS = re.compile(rf"\s*({_NUMBER})(?:\s*(?:--?|[‐‑‒–—−])\s*({_NUMBER}))?\s*")
_NEXT = re.compile(r"[,;](?:\s*(?:and\b|&))?|(?:and\b|&)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾", "0123456789-()")


@dataclass(frozen=True, slots=True)
class Suffix:
    """What stands behind a key: a locator under its CSL label, and words in quotation marks with their place.

    `more` are further quotations, each with the locator that goes with it; `unread` says what of it was not read.
    """

    locator: str | None = None
    label: LocatorLabel | None = None
    quote: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    more: tuple[Suffix, ...] = ()
    unread: str | None = None

    def moved(self, locate: Callable[[int], int], locate_end: Callable[[int], int]) -> Suffix:
        """The suffix with the offsets of its quotations as these functions tell them."""
        if self.quote_start is None or self.quote_end is None:
            return self
        return replace(
            self,
            quote_start=locate(self.quote_start),
            quote_end=locate_end(self.quote_end),
            more=tuple([one.moved(locate, locate_end) for one in self.more]),
        )


@dataclass(frozen=True, slots=True)
class _Locator:
    label: LocatorLabel
    locator: str
    end: int


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    end: int
    behind: int


def read_suffix(words: str, offset: int) -> Suffix:
    """The suffix of a citation, such as `, p. 3, "modulating Toll-like receptor 4"`; `offset` is its place in the file.

    A locator stands at the beginning or behind a quotation: its label is a word of `data/locators.toml`, a bare
    number is a page, and what stands in braces is a locator whatever it is, as in pandoc. A quotation stands in double
    marks, or in single ones where these hold all the rest; quoted words behind a label (`sec. "Methods"`) name a
    place. Where the suffix begins with a locator, each quotation goes with the last one before it, else with the next
    one behind it. A dash of LaTeX (--) becomes an en dash.

    >>> read_suffix(', pp. 33-35, "a daily dose"', 100)
    Suffix(locator='33-35', label='page', quote='a daily dose', quote_start=114, quote_end=126, more=(), unread=None)
    """
    if any(words[found.end() : found.end() + 1].isalnum() for found in _STRAIGHT.finditer(words)):
        locator = _read_locator(words, _skip(words, 0))
        nested = "has quotation marks within quotation marks, and what it quotes was not read"
        return Suffix(locator.locator, locator.label, unread=nested) if locator else Suffix(unread=nested)
    parts = list(_read_parts(words))
    unread = "opens a quotation that is not closed" if _is_open(words, parts) else None
    quotes = [part for part in parts if isinstance(part, _Quote)]
    if not quotes:
        first = next((part for part in parts if isinstance(part, _Locator)), None)
        return Suffix(first.locator, first.label, unread=unread) if first else Suffix(unread=unread)
    leads = isinstance(parts[0], _Locator)
    found: list[Suffix] = []
    beside: _Locator | None = None
    for part in parts if leads else reversed(parts):
        if isinstance(part, _Locator):
            beside = part
            continue
        suffix = Suffix() if beside is None else Suffix(beside.locator, beside.label)
        start, end = offset + part.start, offset + part.end
        found.append(replace(suffix, quote=words[part.start : part.end], quote_start=start, quote_end=end))
    if not leads:
        found.reverse()
    return replace(found[0], more=tuple(found[1:]), unread=unread)


def put_suffixes(pointer: Pointer, suffix: Suffix) -> tuple[Pointer, ...]:
    """The pointer once for each quotation of the suffix, with its locator; once where the suffix quotes nothing."""
    return (put_suffix(pointer, suffix), *(put_suffix(pointer, one) for one in suffix.more))


def put_suffix(pointer: Pointer, suffix: Suffix) -> Pointer:
    """The pointer with the locator and the first quotation of a suffix; it keeps its own where the suffix has none."""
    if suffix.locator is not None:
        pointer = replace(pointer, locator=suffix.locator, label=suffix.label)
    if suffix.quote is not None:
        start, end = suffix.quote_start, suffix.quote_end
        pointer = replace(pointer, quote=suffix.quote, quote_start=start, quote_end=end)
    return pointer


def read_numbers(words: str, offset: int) -> tuple[Pointer, ...]:
    """The numbers of a marker without its brackets: 1, 3-5 are the numbers 1, 3, 4 and 5. Empty if it is anything else.

    Words such as "see" may stand before them, and "and" between them. Raised digits are read too. The place of a
    number inside a range is that of the range. A locator or a quotation may follow the last number: `3, p. 12`. Each
    further quotation is a pointer more. Not numbers of sources: 0, decimals, ranges that fall or hold over 200.

    >>> [(pointer.name, pointer.start, pointer.end) for pointer in read_numbers("1, 3-5", 10)]
    [('1', 10, 11), ('3', 13, 14), ('4', 13, 16), ('5', 15, 16)]
    """
    words = words.translate(_RAISED)
    pointers: list[Pointer] = []
    prefix = _prefix().match(words)
    at = behind = prefix.end() if prefix else 0
    while found := _NUMBERS.match(words, at):
        numbers = _read_range(found, offset)
        if not numbers:
            return ()
        pointers += numbers
        at = found.end()
        if at == len(words):
            return tuple(pointers)
        separator = _NEXT.match(words, at)
        if separator is None:
            return ()
        at, behind = separator.end(), at
    suffix = read_suffix(words[behind:], offset + behind) if pointers else Suffix()
    if not pointers or (suffix.quote is None and suffix.locator is None):
        return ()
    return (*pointers[:-1], *put_suffixes(pointers[-1], suffix))


def _read_range(found: re.Match[str], offset: int) -> list[Pointer]:
    def point(number: int, start: int, end: int) -> Pointer:
        return Pointer(str(number), "number", offset + start, offset + end)

    first = int(found.group(1))
    if found.group(2) is None:
        return [point(first, *found.span(1))]
    last = int(found.group(2))
    if not first < last <= first + WIDEST_RANGE:
        return []
    between = (point(number, found.start(1), found.end(2)) for number in range(first + 1, last))
    return [point(first, *found.span(1)), *between, point(last, *found.span(2))]


def _read_parts(words: str) -> Iterator[_Locator | _Quote]:
    """The locators and quotations of a suffix, in order."""
    at = _skip(words, 0)
    while at < len(words):
        if locator := _read_locator(words, at):
            yield locator
            at = locator.end
        at = _skip(words, at)
        quoted = _DOUBLE_QUOTED.search(words, at)
        if quoted is None:
            yield from _read_single(words, at)
            return
        if (group := quoted.lastindex) and (quote := _trim(words, *quoted.span(group), quoted.end())):
            yield quote
        at = _skip(words, quoted.end())
        if (joint := _JOINT.match(words, at)) and _read_label(words, joint.end())[0]:
            at = joint.end()


def _read_single(words: str, at: int) -> Iterator[_Locator | _Quote]:
    """Quotations in single marks, which hold all the rest but for a locator at its end."""
    found = _SINGLE_QUOTED.match(words, at)
    if found is None:
        return
    behind = _skip(words, found.end())
    joint = _JOINT.match(words, behind)
    locator = _read_locator(words, joint.end() if joint else behind)
    if not _REST.match(words, locator.end if locator else found.end()):
        return
    start = found.start(1)
    for between in _BETWEEN_SINGLE.finditer(words, start, found.end(1)):
        yield _Quote(start, between.start(), between.end())
        start = between.end()
    yield _Quote(start, found.end(1), found.end())
    if locator:
        yield locator


def _trim(words: str, start: int, end: int, behind: int) -> _Quote | None:
    inside = words[start:end]
    start += len(inside) - len(inside.lstrip())
    return _Quote(start, start + len(inside.strip()), behind) if inside.strip() else None


def _is_open(words: str, parts: Sequence[_Locator | _Quote]) -> bool:
    """True where a mark opens a quotation behind all that was read, and nothing closes it."""
    rest = _INCHES.sub(" ", words)[
        max([part.behind if isinstance(part, _Quote) else part.end for part in parts], default=0) :
    ]
    return rest.count('"') % 2 > 0 or (
        (opened := _OPENED.search(rest)) is not None and _DOUBLE_QUOTED.match(rest, opened.start()) is None
    )


def _skip(words: str, at: int) -> int:
    """Behind spaces with at most one comma, semicolon or colon among them."""
    found = _START.match(words, at)
    return found.end() if found else at


def _read_locator(words: str, at: int) -> _Locator | None:
    if braced := _BRACES.match(words, at):
        inside = braced.group(1).strip()
        label, begin = _read_label(inside, 0)
        locator = inside[begin:].strip() if label else inside
        return _Locator(label or "page", _plain(locator), braced.end()) if locator else None
    label, begin = _read_label(words, at)
    if label is None:
        found = _BARE.match(words, at)
        return _Locator("page", _plain(found.group()), found.end()) if found else None
    if (quoted := _DOUBLE_QUOTED.match(words, begin)) and quoted.lastindex:
        return _Locator(label, quoted.group(quoted.lastindex), quoted.end())
    found = _LABELLED.match(words, begin)
    return _Locator(label, _plain(found.group()), found.end()) if found else None


def _plain(locator: str) -> str:
    return " ".join(locator.replace("~", " ").replace("---", "—").replace("--", "–").split())


def _read_label(words: str, at: int) -> tuple[LocatorLabel | None, int]:
    """The label whose word stands there, and where what it counts begins."""
    terms, pattern = _terms()
    found = pattern.match(words, at)
    return (terms[found.group(1).lower().removesuffix(".")], found.end()) if found else (None, at)


@cache
def _terms() -> tuple[dict[str, LocatorLabel], re.Pattern[str]]:
    labels: dict[LocatorLabel, list[str]] = read_table("locators")["labels"]
    terms = {term.removesuffix("."): label for label, several in labels.items() for term in several}
    written = [
        re.escape(term[:-1]) + (r"\.?" if len(term) > 3 else r"\.") if term.endswith(".") else re.escape(term)
        for several in labels.values()
        for term in several
    ]
    longest_first = "|".join(sorted(written, key=len, reverse=True))
    return terms, re.compile(rf"({longest_first})(?<![^\W\d_](?=[^\W\d_])){_GAP}", re.IGNORECASE)


@cache
def _prefix() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, read_table("markers")["prefixes"]["words"]), key=len, reverse=True))
    return re.compile(rf"\s*(?:{words})[\s~]+(?=\d)", re.IGNORECASE)
