"""The parts of a plain page: its title, its headings with their levels, and what stands above and below the text.

A page that was copied off the web begins with a banner (who checked it, when, for whom) and ends with a disclaimer and
a box for questions. Nothing there speaks of its subject. Words by which they are known stand in data/page_words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.readers.manuscripts.plain_lines import Stretch
from evidence_assembler.text.headings import names_references

PartKind = Literal["heading", "paragraph", "item", "aside", "entry"]

_LONGEST_TITLE, _LONGEST_HEADING = 220, 100  # code points
_LONGEST_BANNER = 60  # lines
_MOST_WORDS, _FEW_WORDS = 12, 7
_NUMBERING = re.compile(r"(?:([0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]?|([IVX]{1,4})\.)\s+(?=[^\W\d_])")
_FAMILY = re.compile(r"from (?:the |our |a )?(?:[\w-]+ ){0,3}?([\w-]+)\Z")
_MARKED = re.compile(r"(?:\[[0-9][0-9,\s–-]*\]|[¹²³⁰⁴-⁹]|(?<![0-9])[0-9]{1,3})\W*\Z")
_DISCLAIMED = re.compile(r"(?:[\w-]+ ){0,2}disclaimer ?:|©|copyright\b|all rights reserved", re.IGNORECASE)
_TELLS = re.compile(r"(?:is|are|was|were|has|have|had|can|may|should|must|will|does|do)\b")
_QUESTION = re.compile(r"[^.?!]*(?:[.?!][^\s][^.?!]*)*\?\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch with what it is; a heading has its `level` from 1."""

    stretch: Stretch
    kind: PartKind
    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page in order, and its title."""

    parts: tuple[Part, ...]
    title: str | None


def read_parts(text: str, stretches: Sequence[Stretch]) -> Page:
    """What each stretch of a plain page is."""
    parts = [Part(one, "item" if one.kind == "item" else "paragraph", one.words(text)) for one in stretches]
    title = parts[0].words if _has_title(parts) else None
    headings = _find_headings(parts)
    first = _find_first_section(parts, headings)
    if title is not None and first == 0:
        headings.add(0)
    above = [replace(part, kind="aside") for part in parts[:first]]
    below = [
        replace(part, kind="heading") if number in headings else part
        for number, part in enumerate(parts[first:], start=first)
    ]
    if all(part.kind == "heading" for part in below):
        below = [replace(part, kind="paragraph") for part in below]  # a note of a line or two
        return Page((*above, *below), title if above else None)
    levelled = _set_levels(below, titled=title is not None and first == 0)
    return Page((*above, *_find_kinds(levelled)), title)


def is_family(words: str) -> bool:
    """True for a heading such as "From the Guidelines", which says from what kind of source the text below it is.

    >>> is_family("From the FDA Drug Label"), is_family("From the beginning")
    (True, False)
    """
    found = _FAMILY.match(_fold(words[:_LONGEST_HEADING]))
    return found is not None and found[1] in _family_words()


def _has_title(parts: Sequence[Part]) -> bool:
    """True where the first line is a title: it stands alone, or asks."""
    if len(parts) < 2:
        return False
    first, second = parts[0], parts[1]
    if first.kind == "item" or len(first.stretch.pieces) > 1 or len(first.words) > _LONGEST_TITLE:
        return False
    if first.stretch.underline is not None or _QUESTION.fullmatch(first.words):
        return True
    apart = second.stretch.chunk != first.stretch.chunk or not _is_sentence(second)
    return apart and first.words[-1] not in ".:;,!?" and not _MARKED.search(first.words[-16:])


def _is_sentence(part: Part) -> bool:
    """True for what cannot be a line of a banner or a heading: it is long, or ends with a stop."""
    return part.words[-1] in ".!?" or len(part.words) > _LONGEST_HEADING or len(part.stretch.pieces) > 1


def _find_first_section(parts: Sequence[Part], headings: set[int]) -> int:
    """The number of the first heading below the banner of a page; 0 where it has no banner."""
    families = [number for number in sorted(headings) if is_family(parts[number].words)]
    last = None  # the last line that speaks of the page, before the text begins
    for number, part in enumerate(parts[:_LONGEST_BANNER]):
        if _speaks_of_page(part.words):
            last = number
        elif number and (part.kind == "item" or _is_sentence(part)):
            break
    if families and (last is not None or len(families) > 1 or _QUESTION.fullmatch(parts[0].words)):
        return families[0]
    if last is None or last + 1 == len(parts):
        return 0
    return next((number for number in sorted(headings) if number > last), last + 1)


def _speaks_of_page(words: str) -> bool:
    folded = words.casefold()
    return len(words) <= _LONGEST_TITLE and any(sign in folded for sign in read_table("page_words")["banner"]["signs"])


def _find_headings(parts: Sequence[Part]) -> set[int]:
    """The numbers of the lines that are headings by their shape, with something below them."""
    found: set[int] = set()
    counted = {"1"}  # the numbers that the next numbered heading may have
    for number, (before, part, after) in enumerate(zip((None, *parts), parts, parts[1:], strict=False)):
        if not _stands_apart(before, part, after) or _leads_in(part, after):
            continue
        if part.kind == "item":
            label = part.stretch.label
            if label is None or not _looks_like_heading(part.words):
                continue
            if not names_references(part.words) and (label not in counted or _lists_on(part, after)):
                continue
            if label.isdecimal():
                counted.add(str(int(label) + 1))
        elif part.stretch.underline is None and not _looks_like_heading(_NUMBERING.sub("", part.words)):
            continue
        found.add(number)
    return found


def _stands_apart(before: Part | None, part: Part, after: Part) -> bool:
    """True for one short line that opens a chunk, above other chunks, a list or a paragraph."""
    if len(part.stretch.pieces) > 1 or len(part.words) > _LONGEST_HEADING:
        return False
    if part.stretch.underline is not None:
        return True
    if before is not None and before.stretch.chunk == part.stretch.chunk:
        return False
    return after.stretch.chunk != part.stretch.chunk or (
        part.kind != "item" and (after.kind == "item" or _is_sentence(after))
    )


def _leads_in(part: Part, after: Part) -> bool:
    """True for a line such as "Key points:" above a list that is none of references."""
    is_line = part.kind != "item" and part.stretch.underline is None
    return is_line and after.kind == "item" and part.words.endswith(":") and not names_references(part.words)


def _lists_on(part: Part, after: Part) -> bool:
    """True for a point of a list, which the next point or an inner one follows."""
    return after.kind == "item" and (after.stretch.label is None or after.stretch.chunk == part.stretch.chunk + 1)


def _looks_like_heading(words: str) -> bool:
    """True for words such as "Dosage and Effects": few, without a stop, and telling nothing."""
    folded = _fold(words)
    if folded in _outermost() or names_references(words):
        return True
    if words[-1] in ".:;,!…" or not (words[0].isupper() or words[0].isdigit()):
        return False
    count = words.count(" ") + 1
    if count > _MOST_WORDS or (_MARKED.search(words) and (count > 3 or not words[-1].isdigit())):
        return False
    if words[-1] == "?":
        return _QUESTION.fullmatch(words) is not None
    long = [word for word in words.split() if len(word) > 3]
    if sum(word[0].isupper() for word in long) * 2 > len(long):
        return True
    return count <= _FEW_WORDS and _TELLS.search(folded) is None


def _set_levels(parts: Sequence[Part], *, titled: bool) -> Iterator[Part]:
    """The parts, each heading with its level: a title's is 1.

    Levels are told by numbering, by the rules drawn beneath, by capitals, by the words of a heading, and by a heading
    that stands directly below another.
    """
    base = 2 if titled else 1
    headings = [part for part in parts[1 if titled else 0 :] if part.kind == "heading"]
    drawn = [sign for sign in dict.fromkeys(part.stretch.underline for part in headings) if sign is not None]
    grouped = any(is_family(part.words) for part in headings)
    shouts = {part.words.isupper() for part in headings if not _opens_part(part.words, grouped)} == {True, False}
    nested = False
    for number, part in enumerate(parts):
        if part.kind != "heading" or (titled and number == 0):
            yield replace(part, level=1) if part.kind == "heading" else part
            continue
        numbering = _NUMBERING.match(part.words)
        below = number > (1 if titled else 0) and parts[number - 1].kind == "heading"
        above = number + 1 < len(parts) and parts[number + 1].kind == "heading"
        if part.stretch.underline is not None:
            depth = drawn.index(part.stretch.underline)
        elif part.stretch.kind == "item" or numbering is not None:
            depth = numbering[1].count(".") if numbering is not None and numbering[1] else 0
        elif _opens_part(part.words, grouped):
            depth = 0
            nested = above
        elif grouped:
            depth = 1
        elif shouts:
            depth = 0 if part.words.isupper() else 1
        else:
            nested = (nested and not above) or below
            depth = 1 if nested else 0
        yield replace(part, level=base + depth)


def _opens_part(words: str, grouped: bool) -> bool:
    """True for a heading of the first level by its words; `grouped` where such as "From the Guidelines" are."""
    opens = _fold(words).startswith("from the ") if grouped else _fold(words) in _outermost()
    return opens or names_references(words) or _closes(words)


def _closes(words: str) -> bool:
    """True for a heading above what speaks of the page: a disclaimer, a box for questions."""
    folded, table = _fold(words), read_table("page_words")["headings"]
    return folded in table["closing"] or folded.endswith(tuple(table["closing_ends"]))


def _find_kinds(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, with what stands in a list of references as entries, and what speaks of the page as asides."""
    listing: int | None = None
    closing = False
    for part in parts:
        if part.kind == "heading":
            closing = _closes(part.words)
            if listing is None or part.level <= listing:
                listing = part.level if names_references(part.words) else None
            yield part
        elif closing or _DISCLAIMED.match(part.words):
            yield replace(part, kind="aside")
        else:
            yield replace(part, kind="entry") if listing is not None else part


def _fold(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .:?!")


@cache
def _outermost() -> frozenset[str]:
    return frozenset(read_table("page_words")["headings"]["outermost"])


@cache
def _family_words() -> frozenset[str]:
    return frozenset(read_table("page_words")["headings"]["families"].split())
