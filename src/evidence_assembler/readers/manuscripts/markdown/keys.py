"""Keys of pandoc within the words: narrative ones (@key), their locators in brackets, and groups of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

from evidence_assembler.model.manuscript import Pointer

from .atoms import Inner, Mark, Opener
from .citations import KEY, add_suffix, find_part_ends, is_cross_reference, point
from .scan import Scan

_BEGINS_AS_CITATION = re.compile(r"\[\s*-?@")
_LONGEST_LOCATOR = 2000


def read_key(scan: Scan, at: int) -> int:
    """`@`: a key, which is a word of its sentence unless a bracket takes it in."""
    if scan.text[at - 1 : at].isalnum():
        return at + 1
    found = KEY.match(scan.text, at)
    if found is None:
        return at + 1
    group = 1 if found.group(1) is not None else 2
    key, end = found.group(group), found.end()
    if is_cross_reference(key) or key in scan.names.examples:
        return end
    start = at
    if scan.text[at - 1 : at] == "-" and not scan.text[at - 2 : at - 1].isalnum() and at - 1 >= scan.done:
        start = at - 1
    pointer = point(scan.source, key, *found.span(group))
    scan.flush(start)
    scan.bare.append(len(scan.atoms))
    return scan.put(Mark(start, end, (pointer,), word=(start, end), is_bare=True), start, end)


def _narrative_before(scan: Scan, opener: Opener) -> tuple[int, Mark] | None:
    """The narrative citation right before a bracket, and where it is among the atoms."""
    nearest = bisect_left(scan.bare, opener.atom) - 1
    if nearest < 0 or scan.bare[nearest] < opener.atom - 2:
        return None
    mark = scan.atoms[scan.bare[nearest]]
    if not isinstance(mark, Mark) or len(mark.pointers) != 1 or scan.text[mark.end : opener.start].strip():
        return None
    return scan.bare[nearest], mark


def add_bare_locator(scan: Scan, opener: Opener, at: int) -> bool:
    """`@key [p. 3]`: the brackets belong to the key before them, where a locator or a quotation is read in them."""
    before = _narrative_before(scan, opener)
    if before is None or scan.bare[-1] >= opener.atom or at - opener.inside > _LONGEST_LOCATOR:
        return False
    number, mark = before
    beside = add_suffix(mark.pointers[0], scan.source, opener.inside, at)
    if beside.pointers == mark.pointers and beside.unread is None:
        return False
    del scan.delimiters[opener.delimiters :]
    del scan.atoms[number + 1 :]
    mark.pointers, mark.unread = beside.pointers, mark.unread or beside.unread
    mark.end = scan.done = at + 1
    return True


def put_group(scan: Scan, opener: Opener, at: int) -> int:
    """`[see @a, p. 3; @b]`: all that stands between the brackets is one marker; so it is with `@a [p. 3; @b]`."""
    before = _narrative_before(scan, opener)
    inside = scan.cut_back(opener.atom, opener.delimiters)
    marks = [atom for atom in inside if isinstance(atom, Mark)]
    ends = [opener.inside + end for end in find_part_ends(scan.text[opener.inside : at])]
    pointers: list[Pointer] = []
    within: str | None = None
    for number, mark in enumerate(marks):
        following = marks[number + 1].start if number + 1 < len(marks) else at
        stop = bisect_left(ends, mark.end)
        until = min(ends[stop] if stop < len(ends) else at, following)
        if (
            mark.is_bare
            and mark.unread is None
            and mark.pointers[-1].locator is None
            and mark.pointers[-1].quote is None
        ):
            beside = add_suffix(mark.pointers[0], scan.source, mark.end, until)
            pointers += beside.pointers
            within = within or beside.unread
        else:
            pointers += mark.pointers
    if before is not None and ends and marks[0].start > ends[0]:
        number, narrative = before
        del scan.atoms[number + 1 :]
        own = add_suffix(narrative.pointers[0], scan.source, opener.inside, ends[0])
        narrative.pointers, narrative.end = (*own.pointers, *pointers), at + 1
        narrative.unread = _find_unread(scan, marks, [*ends, at]) or own.unread or within
    else:
        unread = _find_unread(scan, marks, [opener.inside - 1, *ends, at]) or within
        scan.atoms.append(Mark(opener.start, at + 1, tuple(pointers), unread=unread))
    scan.atoms += [replace(mark, leaves_nothing=True, pointers=()) for mark in marks if mark.note]
    scan.atoms += [atom for atom in inside if isinstance(atom, Inner)]
    scan.done = at + 1
    return scan.done


def _find_unread(scan: Scan, marks: list[Mark], edges: list[int]) -> str | None:
    """What is wrong with a part of a group that names no source."""
    starts = [mark.start for mark in marks]
    for before, end in pairwise(edges):
        nearest = bisect_right(starts, before)
        if nearest == len(starts) or starts[nearest] >= end:
            part = " ".join(scan.text[before + 1 : end].split())
            if KEY.search(part):
                continue  # a cross reference
            return f"no key stands in {part!r}" if part else "a semicolon parts it from nothing"
    return next((mark.unread for mark in marks if mark.unread), None)


def tell_too_long(scan: Scan, longest: int) -> None:
    """Says of the last key that the brackets around it were not read as a group."""
    mark = scan.atoms[scan.bare[-1]]
    if isinstance(mark, Mark):
        mark.unread = f"the brackets around it hold over {longest:,} characters"


def tell_unclosed(scan: Scan) -> None:
    """Brackets that begin as a citation and are never closed."""
    for opener in scan.openers:
        if opener.kind != "[" or not _BEGINS_AS_CITATION.match(scan.text, opener.start):
            continue
        following = scan.atoms[opener.atom + 1 : opener.atom + 3]
        mark = next((atom for atom in following if isinstance(atom, Mark)), None)
        if mark is not None and mark.is_bare:
            mark.unread = "the bracket before it is not closed"
        else:
            span = (opener.start, opener.inside)
            unread = Mark(opener.start, opener.inside + 1, unread="no key stands behind the @", word=span)
            scan.atoms[opener.atom] = unread
