"""The markers of a block of a page: what stands raised or in brackets, and what stands side by side, is one marker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.exponents import is_power
from evidence_assembler.readers.manuscripts.html.inline import InlineText, Zone
from evidence_assembler.readers.manuscripts.html.links import DASHES, Link, LinkReader, add_suffix, place_numbers
from evidence_assembler.readers.manuscripts.html.parts import Member, Parts, list_between, name_between
from evidence_assembler.readers.manuscripts.marker_words import is_interval, is_narrative
from evidence_assembler.readers.manuscripts.pointers import WIDEST_RANGE

_BRACKET = re.compile(r"[\[\]()]")
_SEPARATOR = re.compile(r"[,;]")
_DASH = re.compile(rf"\s*[{DASHES}]\s*")
_GAP = re.compile(rf"[\s,;]*|\s*[{DASHES}]\s*")
_NAMES = re.compile(r"(?:[^\W\d_][\w'’.-]*|&)(?:\s+(?:[^\W\d_][\w'’.-]*|&))*")
_LONGEST_GROUP = 1_000  # code points between two brackets
_TAG = re.compile(r"\[[^\W\d_][^\[\]\d]*[^\W_][?]?\]")
_LINE = 40  # code points before a marker that tell what it is


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the words that is a marker, or a way back from a note, which `is_cut`.

    One that `keeps_words` is a word of its sentence; one that `may_be_word` is where the words before it say so.
    """

    start: int
    end: int
    pointers: tuple[Pointer, ...] = ()
    note: str | None = None
    unread: str | None = None
    keeps_words: bool = False
    may_be_word: bool = False
    is_cut: bool = False


@dataclass(slots=True)
class _Group:
    """What a marker is made of, read from left to right. `is_open` behind a dash, `low` is the number before it."""

    pointers: list[Pointer] = field(default_factory=list)
    unread: str | None = None
    last: Member | None = None
    low: int | None = None
    is_open: bool = False


class MarkerFinder:
    """Finds the markers of the blocks of a page; `path` is its own, `parts` what links inside the page may point to."""

    def __init__(self, parts: Parts, path: str) -> None:
        self._links = LinkReader(parts, path)
        self._parts = parts
        self._before = frozenset(read_table("html")["links"]["before"])
        self._by_number: dict[int, Member] = {}
        for member in parts.members.values():
            if member.part.kind == "references" and member.number is not None:
                self._by_number.setdefault(member.number, member)

    def find_addresses(self, inline: InlineText, text: str, zones: Sequence[Zone]) -> list[Found]:
        """The links of a reference to pages elsewhere, and the ways back from it."""
        links = self._links.read_links(inline, text, zones, in_member=True)
        return [
            Found(one.start, one.end, one.pointers, keeps_words=not one.is_cut, is_cut=one.is_cut)
            for one in links
            if one.is_cut or one.points("address")
        ]

    def find_markers(self, inline: InlineText, text: str, zones: Sequence[Zone], *, in_note: bool) -> list[Found]:
        """The markers of a block, in order; none overlap."""
        links = list(self._links.read_links(inline, text, zones, in_member=in_note))
        if not links and "[" not in text and not any(zone.kind == "raised" for zone in zones):
            return []
        starts = [link.start for link in links]
        taken = bytearray(len(text))
        for zone in zones:
            if zone.kind == "code":
                taken[zone.start : zone.end] = b"\1" * (zone.end - zone.start)
        found: list[Found] = []
        for start, end, is_raised in _list_groups(text, zones):
            first, after = bisect_left(starts, start), bisect_left(starts, end)
            inside = links[first:after]
            before = links[first - 1] if first else None
            in_link = (before is not None and before.end > start) or any(
                link.end > end or (link.start, link.end) == (start, end) for link in inside[-1:]
            )
            if in_link or taken.find(1, start, end) >= 0:
                continue
            if is_raised and _TAG.fullmatch(text, start, end) and not any(_points_inside(one) for one in inside):
                group = [Found(start, end, unread="is raised like a citation, and names no source")]
            elif inside:
                group = self._read_group(inline, text, start, end, inside)
            else:
                since = found[-1].end if found and found[-1].end <= start else 0
                group = self._read_plain(inline, text, max(since, start - _LINE), start, end, is_raised=is_raised)
            if group:
                found += group
                taken[start:end] = b"\1" * (end - start)
        found += [
            lone
            for link in links
            if taken.find(1, link.start, link.end) < 0 and (lone := self._read_lone(link)) is not None
        ]
        joined = self._join(text, sorted(found, key=lambda one: one.start))
        return [
            replace(one, keeps_words=True)
            if one.may_be_word and is_narrative(text[max(0, one.start - _LINE) : one.start])
            else one
            for one in joined
        ]

    def _read_group(self, inline: InlineText, text: str, start: int, end: int, links: Sequence[Link]) -> list[Found]:
        """What stands in brackets, or raised, with links in it; nothing where it says more than a marker does."""
        group = _Group()
        at = start
        for link in links:
            is_word = link.points("address") and not (link.looks_like_marker or link.is_bracketed)
            if link.is_cut or is_word or not self._read_gap(inline, text, at, link.start, group, link):
                return []
            self._take_link(link, group)
            at = link.end
        if not self._read_gap(inline, text, at, end, group, None):
            return []
        if all(link.note is None for link in links):
            may_be_word = all(link.is_number and not link.points("address") for link in links)
            return [Found(start, end, tuple(group.pointers), unread=group.unread, may_be_word=may_be_word)]
        edges = [start, *(link.start for link in links[1:]), end]
        return [Found(edges[n], edges[n + 1], link.pointers, link.note) for n, link in enumerate(links)]

    def _take_link(self, link: Link, group: _Group) -> None:
        """What a link in a group points to, and what stands between it and the one before a dash."""
        numbers = link.numbers
        if group.is_open:
            self._fill(group, link.member, numbers[0] if numbers else None, link.pointers)
        group.pointers += link.pointers
        if link.points("anchor"):
            group.pointers += [self._point(number, link.pointers[0]) for number in numbers[1:]]
        group.last, group.low, group.is_open = link.member, numbers[-1] if numbers else None, False

    def _fill(self, group: _Group, last: Member | None, high: int | None, pointers: tuple[Pointer, ...]) -> None:
        """The references that a range covers: by their numbers, else by where they stand in their list."""
        low, beside = group.low, pointers[0] if pointers else None
        if beside is None:
            return
        if low is not None and high is not None:
            between = range(low + 1, high)
            if low < high <= low + WIDEST_RANGE and all(number in self._by_number for number in between):
                group.pointers += [self._point(number, beside) for number in between]
                return
        if beside.kind == "anchor" and group.pointers and self._fill_unlisted(group, low, high, beside):
            return
        listed = list_between(group.last, last) if group.last is not None and last is not None else None
        is_other = listed is None or (low is not None and high is not None and len(listed) != high - low - 1)
        if listed is None or is_other or len(listed) > WIDEST_RANGE:
            group.unread = "no list of the page has what stands between the ends of this range"
            return
        group.pointers += [_name_member(one, beside) for one in listed]

    def _fill_unlisted(self, group: _Group, low: int | None, high: int | None, beside: Pointer) -> bool:
        """The entries that a range covers in a list which only its heading tells."""
        between = name_between(self._parts, group.pointers[-1].name, beside.name)
        is_other = between is not None and low is not None and high is not None and len(between) != high - low - 1
        if between is None or is_other or any(name is None and number is None for name, number in between):
            return False
        group.pointers += [
            Pointer(name or str(number), "number" if name is None else "anchor", beside.start, beside.end)
            for name, number in between
        ]
        return True

    def _point(self, number: int, beside: Pointer) -> Pointer:
        member = self._by_number.get(number)
        if member is None or not member.ids:
            return Pointer(str(number), "number", beside.start, beside.end)
        return _name_member(member, beside)

    def _read_gap(self, inline: InlineText, text: str, start: int, end: int, group: _Group, then: Link | None) -> bool:
        """Reads what stands between two links of a group; False where it is no part of a marker."""
        if then is not None and group.pointers and _DASH.fullmatch(text, start, end):
            group.is_open = True
            return True
        at = start
        for separator in (*_SEPARATOR.finditer(text, start, end), None):
            until = end if separator is None else separator.start()
            if not self._read_part(inline, text, at, until, group, then):
                return False
            at = end if separator is None else separator.end()
        return True

    def _read_part(self, inline: InlineText, text: str, start: int, end: int, group: _Group, then: Link | None) -> bool:
        words = text[start:end].strip("()[] ")
        start += text[start:end].find(words) if words else 0
        if not words or words.casefold() in self._before:
            return True
        if then is not None and end == then.start and (ranged := re.fullmatch(rf"(\d{{1,4}})\s*[{DASHES}]", words)):
            group.pointers += place_numbers(inline, ranged[1], start)
            group.low, group.last, group.is_open = int(ranged[1]), None, True
            return True
        numbers = place_numbers(inline, words.removesuffix("."), start)
        if numbers:
            group.pointers += numbers
            return True
        if group.pointers:
            located = add_suffix(inline, group.pointers[-1], words, start)
            is_new = located != group.pointers[-1]
            group.pointers[-1] = located
            return is_new
        return then is not None and then.is_year and _NAMES.fullmatch(words) is not None

    def _read_plain(
        self, inline: InlineText, text: str, since: int, start: int, end: int, *, is_raised: bool
    ) -> list[Found]:
        """Numbers in square brackets, or raised, without a link; what stands from `since` on tells what they are."""
        words = text[start:end]
        inside = words.strip("[]() ,;")
        if not inside[:1].isdigit() or (not is_raised and words[0] != "["):
            return []
        numbers = place_numbers(inline, inside, start + words.find(inside))
        before = text[since:start]
        if not numbers or (is_power(before, words, text[end : end + 1]) if is_raised else is_interval(before, inside)):
            return []
        return [Found(start, end, numbers, may_be_word=not is_raised)]

    def _read_lone(self, link: Link) -> Found | None:
        """A link that stands alone in its sentence."""
        if link.is_cut:
            return Found(link.start, link.end, is_cut=True)
        if link.note is not None:
            return Found(link.start, link.end, note=link.note)
        if link.needs_brackets and not link.is_raised:
            return None
        pointers = link.pointers
        if link.points("anchor"):
            pointers += tuple(self._point(number, pointers[0]) for number in link.numbers[1:])
        is_mark = link.is_raised or link.is_bracketed or (link.is_number and not link.points("address"))
        return Found(
            link.start, link.end, pointers, keeps_words=not is_mark, may_be_word=link.is_number and not link.is_raised
        )

    def _join(self, text: str, found: Iterable[Found]) -> Iterator[Found]:
        """Markers with commas, dashes or space alone between them are one; a call of a note is always its own."""
        run: list[Found] = []
        for one in found:
            if run and not _belong(text, run[-1], one):
                yield self._make_one(text, run)
                run = []
            run.append(one)
        if run:
            yield self._make_one(text, run)

    def _make_one(self, text: str, run: Sequence[Found]) -> Found:
        """The marker that markers side by side make."""
        if len(run) == 1:
            return run[0]
        group = _Group(list(run[0].pointers), run[0].unread)
        for last, one in pairwise(run):
            if _DASH.fullmatch(text, last.end, one.start):
                self._fill_between(text, group, last, one)
            group.pointers += one.pointers
            group.unread = group.unread or one.unread
        return Found(
            run[0].start, run[-1].end, tuple(group.pointers), unread=group.unread, may_be_word=run[0].may_be_word
        )

    def _fill_between(self, text: str, group: _Group, last: Found, one: Found) -> None:
        """The references between two markers with a dash between them."""
        low = re.search(r"(\d{1,4})\D*$", text[last.start : last.end])
        high = re.search(r"\d{1,4}", text[one.start : one.end])
        group.low, group.last = int(low[1]) if low else None, self._parts.by_id.get(last.pointers[-1].name)
        if one.pointers[0].kind == "number" and group.low is not None and high is not None:
            between = range(group.low + 1, min(int(high[0]), group.low + WIDEST_RANGE))
            group.pointers += [self._point(number, one.pointers[0]) for number in between]
        else:
            member = self._parts.by_id.get(one.pointers[0].name)
            self._fill(group, member, int(high[0]) if high else None, one.pointers)


def _points_inside(link: Link) -> bool:
    """True for a link to a note or a reference of the page, and for keys; not for one to a page elsewhere."""
    return link.note is not None or (bool(link.pointers) and not link.points("address"))


def _name_member(member: Member, beside: Pointer) -> Pointer:
    """A pointer to a reference between others. One without an id is named by its place in its list."""
    if member.ids:
        return Pointer(member.ids[0], "anchor", beside.start, beside.end)
    return Pointer(str(member.number or member.place + 1), "number", beside.start, beside.end)


def _belong(text: str, last: Found, one: Found) -> bool:
    if any(each.keeps_words or each.is_cut or each.note is not None or not each.pointers for each in (last, one)):
        return False
    return one.start - last.end < 8 and _GAP.fullmatch(text, last.end, one.start) is not None


def _list_groups(text: str, zones: Sequence[Zone]) -> Iterator[tuple[int, int, bool]]:
    """What is raised, then what stands in innermost brackets, brackets included; and whether it is raised."""
    done = 0
    for zone in zones:
        if zone.kind == "raised" and zone.start >= done and zone.end > zone.start:
            done = zone.end
            yield zone.start, zone.end, True
    opened: int | None = None
    for bracket in _BRACKET.finditer(text):
        sign, at = bracket.group(), bracket.start()
        if sign in "[(":
            opened = at
        else:
            if opened is not None and text[opened] + sign in ("[]", "()") and at - opened < _LONGEST_GROUP:
                yield opened, at + 1, False
            opened = None
