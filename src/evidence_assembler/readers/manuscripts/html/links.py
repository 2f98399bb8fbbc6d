"""What the links of a block point to: references and notes of the page, sources elsewhere, keys that pandoc left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.html.inline import InlineText, Zone
from evidence_assembler.readers.manuscripts.html.parts import Member, Parts, has_sign
from evidence_assembler.readers.manuscripts.html.tree import Element
from evidence_assembler.readers.manuscripts.pointers import put_suffix, read_numbers, read_suffix

DASHES = "‐‑‒–—−-"
_NUMBERS = re.compile(rf"[\[(]?\s*\d{{1,4}}(?:\s*[,;{DASHES}]\s*\d{{1,4}})*\s*[\])]?")
_AUTHOR_YEAR = re.compile(r"[\[(]?[^\W\d_].{0,200}?\b(?:1[5-9]|20)\d\d[a-z]?\b\W*", re.DOTALL)
_YEAR = re.compile(r"[\[(]?(?:1[5-9]|20)\d\d[a-z]?(?:\s*,\s*(?:(?:1[5-9]|20)\d\d[a-z]?|[a-z]))*[\])]?")
_ARROWS = re.compile(r"[\s^\u2190-\u21ff\u2b00-\u2bff\u2934\u2935\ufe0e\ufe0f]+")
_SYMBOLS = re.compile(r"[\s*†‡§¶#‖]+")
_ADDRESS = re.compile(r"(?:https?:)?//[^/]|doi:", re.IGNORECASE)
_SEGMENT = re.compile(r"[^;]+")
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?(?=,)")
_UNKNOWN_KEY = re.compile(r"\[?([^\s\[\]]+)\?\]?")
_LONGEST_WAY_BACK = 6  # code points: ^, [12], a


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or keys, by what they point to: sources, or a note.

    One that `needs_brackets` is a marker only where it stands in brackets or is raised. `is_cut` is a way back from a
    note to its call, which is no word of anything.
    """

    start: int
    end: int
    words: str
    pointers: tuple[Pointer, ...] = ()
    note: str | None = None
    member: Member | None = None
    needs_brackets: bool = False
    is_raised: bool = False
    is_cut: bool = False

    @property
    def is_bracketed(self) -> bool:
        """True where the brackets stand inside."""
        return self.words[:1] in ("[", "(") and self.words[-1:] in ("]", ")")

    @property
    def is_number(self) -> bool:
        """True for numbers, with or without brackets, but for a year."""
        return _NUMBERS.fullmatch(self.words) is not None and not self.is_year

    @property
    def is_year(self) -> bool:
        """True for a year of publication, whose authors stand before it."""
        return _YEAR.fullmatch(self.words) is not None

    @property
    def numbers(self) -> list[int]:
        """The numbers that the words name, those inside ranges too."""
        return [int(one.name) for one in read_numbers(self.words.strip(" []()"), 0) if one.locator is None]

    @property
    def looks_like_marker(self) -> bool:
        """True for the words that markers have: numbers, signs, authors with their year."""
        return any(pattern.fullmatch(self.words) is not None for pattern in (_NUMBERS, _YEAR, _SYMBOLS, _AUTHOR_YEAR))

    def points(self, kind: str) -> bool:
        """True where it points to sources in this way."""
        return bool(self.pointers) and self.pointers[0].kind == kind


class LinkReader:
    """Reads the links of blocks; `path` is the page's own, `parts` what links inside the page may point to."""

    def __init__(self, parts: Parts, path: str) -> None:
        self._parts = parts
        self._name = path.replace("\\", "/").rsplit("/", 1)[-1]
        self._table: dict[str, list[str]] = read_table("html")["links"]

    def read_links(self, inline: InlineText, text: str, zones: Sequence[Zone], *, in_member: bool) -> Iterator[Link]:
        """The links of a block, in order; of links in links the outer one. `in_member`: of a note or a reference."""
        raised = {(zone.start, zone.end) for zone in zones if zone.kind == "raised"}
        keyed = {(zone.start, zone.end) for zone in zones if zone.kind == "keys"}
        done = 0
        for zone in zones:
            if zone.kind not in ("link", "keys") or zone.end <= zone.start or zone.start < done:
                continue
            if zone.kind == "link" and (zone.start, zone.end) in keyed:
                continue
            words = text[zone.start : zone.end]
            if zone.kind == "keys":
                link = self._read_keys(inline, zone, words)
            else:
                link = self._read_target(inline, zone, words, in_member=in_member)
            if link is not None:
                done = zone.end
                yield replace(link, is_raised=True) if (zone.start, zone.end) in raised else link

    def _read_keys(self, inline: InlineText, zone: Zone, words: str) -> Link | None:
        """Keys that pandoc leaves on what it printed for them, and the id of a source that an answer's page lacks."""
        given = zone.element.attributes
        keys = given.get("data-cites", "").split()
        if not keys and zone.element.name == "d-cite":
            keys = list_keys(zone.element)
        if not keys:
            unknown = _UNKNOWN_KEY.fullmatch(words)
            keys = [unknown[1]] if unknown else []
        start, end = inline.offset(zone.start), inline.end(zone.end)
        pointers = [Pointer(key, "key", start, end) for key in keys]
        segments = list(_SEGMENT.finditer(words))
        if len(segments) == len(pointers):
            pointers = [
                add_suffix(inline, pointer, segment.group().rstrip(" )]")[at:], zone.start + segment.start() + at)
                if (at := _find_suffix(segment.group(), pointer.name)) is not None
                else pointer
                for pointer, segment in zip(pointers, segments, strict=True)
            ]
        return Link(zone.start, zone.end, words, tuple(pointers)) if pointers else None

    def _read_target(self, inline: InlineText, zone: Zone, words: str, *, in_member: bool) -> Link | None:
        href = zone.element.attributes.get("href", "").strip()
        start, end = inline.offset(zone.start), inline.end(zone.end)
        fragment = self._find_fragment(href)
        if fragment is None:
            name = f"https:{href}" if href.startswith("//") else href
            pointers = (Pointer(name, "address", start, end),)
            return Link(zone.start, zone.end, words, pointers) if _ADDRESS.match(href) else None
        member = self._parts.by_id.get(fragment)
        if _ARROWS.fullmatch(words) or (in_member and member is None and _is_way_back(words)):
            return Link(zone.start, zone.end, words, is_cut=True)
        if member is not None and member.part.kind == "notes":
            return Link(zone.start, zone.end, words, note=member.ids[0])
        link = Link(zone.start, zone.end, words, (Pointer(fragment, "anchor", start, end),), member=member)
        if member is not None or has_sign(zone.element, self._table, "marker_"):
            return link
        target = self._parts.elements.get(fragment)
        if target is not None and (target.name in self._table["ways"] or target in self._parts.of):
            return None
        return replace(link, needs_brackets=not link.is_bracketed) if link.looks_like_marker else None

    def _find_fragment(self, href: str) -> str | None:
        """The id that a link names, if it is one of this page."""
        address, _, fragment = href.partition("#")
        fragment = unquote(fragment)
        is_here = not address or address.rsplit("/", 1)[-1] == self._name or fragment in self._parts.by_id
        return fragment if fragment and is_here else None


def list_keys(element: Element) -> list[str]:
    """The keys of an element of Distill that cites."""
    given = element.attributes
    return [key for key in re.split(r"[\s,]+", given.get("key") or given.get("bibtex-key") or "") if key]


def add_suffix(inline: InlineText, pointer: Pointer, words: str, start: int) -> Pointer:
    """The pointer with the locator and the quotation of words that begin at this index; as it was if there is none."""
    return put_suffix(pointer, read_suffix(words, start).moved(inline.offset, inline.end))


def place_numbers(inline: InlineText, words: str, start: int) -> tuple[Pointer, ...]:
    """The numbers of a marker whose words begin at this index, each with its place in the file."""
    return tuple(one.moved(inline.offset, inline.end) for one in read_numbers(words, start))


def _find_suffix(words: str, key: str) -> int | None:
    """Where a locator or a quotation may begin in what was printed for a key: behind that key, or behind the year."""
    written = words.find(f"@{key}")
    if written >= 0:
        return written + 1 + len(key)
    dated = _DATED.search(words)
    return dated.end() if dated else None


def _is_way_back(words: str) -> bool:
    return len(words) <= _LONGEST_WAY_BACK and sum(character.isalpha() for character in words) <= 1
