"""The markers of a plain page: [1, 3-5], raised digits, bare numbers, (1) where a page cites so, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.exponents import is_power
from evidence_assembler.readers.manuscripts.marker_words import DOUBTFUL_INTERVAL, is_interval, is_narrative, may_cite
from evidence_assembler.readers.manuscripts.plain_numbers import find_bare_numbers
from evidence_assembler.readers.manuscripts.pointers import read_numbers

_BRACKETED = re.compile(r"\[((?:[A-Za-z][A-Za-z.,\s]{0,20})?[0-9][^\[\]]{0,120}+)\](?!\()")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹,⁻⁽⁾–-]*+")
_NAME_BEFORE = re.compile(r"\w+\Z")
_ROUND = re.compile(r"\(([1-9][0-9]{0,2}(?:\s?[,;–-]\s?[1-9][0-9]{0,2})*+)\)")
_BEHIND_ROUND = re.compile(r"\s*(?:[.,;:!?)]|\Z)")
_AND = re.compile(r",?\s(?:and|&)\s")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”]+|(?<![\w./])(?:doi:\s?)?10\.[0-9]{4,9}/[^\s<>\"“”]+|\bPMID:?\s?([0-9]{1,8})\b", re.IGNORECASE
)
_STOPPED = re.compile(r"[.!?][\"”’)]*\s*\Z")
_WIDEST_GAP = 3
_LINE = 40  # code points before a marker that tell what it is


@dataclass(frozen=True, slots=True)
class FoundMarker:
    """A marker in a text, with what it points to; offsets count within the text. `is_word` where its words stay."""

    start: int
    end: int
    pointers: tuple[Pointer, ...]
    unread: str | None = None
    is_word: bool = False


def find_markers(texts: Sequence[str], listed: int | None) -> list[list[FoundMarker]]:
    """The markers of each text of one page. `listed` is the highest number of its list of references, if it has one.

    A page cites in one manner: bare numbers are looked for where there are hardly any in brackets or raised, and (1)
    where there is nothing else.
    """
    found = [[*find_bracketed(text, listed), *_find_raised(text)] for text in texts]
    bare = [list[FoundMarker]() for _ in texts]
    for one in find_bare_numbers(texts, listed):
        pointers = () if one.unread else _read_several(texts[one.text][one.start : one.end], one.start)
        bare[one.text].append(FoundMarker(one.start, one.end, pointers, one.unread))
    if sum(map(len, found)) * 3 <= sum(map(len, bare)):
        found = [[*marked, *numbers] for marked, numbers in zip(found, bare, strict=True)]
    if not any(found):
        found = _find_round(texts, listed)
    return [
        sorted(_drop_overlaps([*_find_addresses(text), *markers]), key=lambda one: one.start)
        for text, markers in zip(texts, found, strict=True)
    ]


def _drop_overlaps(markers: Sequence[FoundMarker]) -> Iterator[FoundMarker]:
    """The markers without those that begin inside an address, such as [2] in a path."""
    end = 0
    for one in sorted(markers, key=lambda one: (one.start, not one.is_word)):
        if one.start >= end:
            yield one
            end = one.end


def find_bracketed(text: str, listed: int | None) -> Iterator[FoundMarker]:
    """Numbers in square brackets, but for intervals and the indexes of programs; `listed` as above."""
    for found in _BRACKETED.finditer(text):
        before = text[max(0, found.start() - _LINE) : found.start()]
        if is_interval(before, found[1]) and listed and may_cite(before, found[1]):
            yield FoundMarker(*found.span(), (), DOUBTFUL_INTERVAL, is_word=True)
        if is_interval(before, found[1]) or _is_index(before, text):
            continue
        if pointers := read_numbers(found[1], found.start(1)):
            yield FoundMarker(*found.span(), pointers, is_word=is_narrative(before))


def _is_index(before: str, text: str) -> bool:
    """True where these words end in a name that the text also gives the index 0: tasks[0], tasks[1]."""
    name = _NAME_BEFORE.search(before)
    return name is not None and f"{name[0]}[0]" in text


def _find_raised(text: str) -> Iterator[FoundMarker]:
    for found in _RAISED.finditer(text):
        start, end = found.span()
        while text[end - 1] in ",⁻⁽–-":
            end -= 1
        before = text[max(0, start - _LINE) : start]
        if not before or before[-1].isspace() or is_power(before, text[start:end], text[end : end + 1]):
            continue  # a footnote's own number; m², 10⁵
        if pointers := read_numbers(text[start:end], start):
            yield FoundMarker(start, end, pointers)


def _find_round(texts: Sequence[str], listed: int | None) -> list[list[FoundMarker]]:
    """Numbers in round brackets, where all such on the page stand at the end of a clause and count from 1."""
    found: list[list[FoundMarker]] = []
    numbers: set[int] = set()
    for text in texts:
        markers = []
        for one in _ROUND.finditer(text):
            if one.start() == 0 or not _BEHIND_ROUND.match(text, one.end()):
                return [[] for _ in texts]
            pointers = read_numbers(one[1], one.start(1))
            numbers.update(int(pointer.name) for pointer in pointers)
            if pointers:
                markers.append(FoundMarker(*one.span(), pointers))
        found.append(markers)
    ordered = sorted(numbers)
    gaps = (after - before for before, after in zip((0, *ordered), ordered, strict=False))
    runs = all(gap <= _WIDEST_GAP for gap in gaps) and ordered[:1] == [1] and sum(map(len, found)) > 1
    return found if runs or (listed is not None and numbers and ordered[-1] <= listed) else [[] for _ in texts]


def _find_addresses(text: str) -> Iterator[FoundMarker]:
    """DOIs, PMIDs and addresses: words of their sentence, but for those behind its stop."""
    for found in _ADDRESS.finditer(text):
        start, end = found.span()
        name = f"https://pubmed.ncbi.nlm.nih.gov/{found[1]}/" if found[1] else _trim(found.group())
        end = end if found[1] else start + len(name)
        behind = _STOPPED.search(text[max(0, start - 12) : start]) is not None
        yield FoundMarker(start, end, (Pointer(name, "address", start, end),), is_word=not behind)


def _trim(address: str) -> str:
    """The address without the stops and closing brackets that belong to its sentence."""
    opened, closed = address.count("("), address.count(")")
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'’”]}*" or (address[end - 1] == ")" and closed > opened)):
        closed -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _read_several(words: str, start: int) -> tuple[Pointer, ...]:
    """The numbers of a bare marker: 3, 4 and 5."""
    pointers: list[Pointer] = []
    at = 0
    for part in _AND.split(words):
        begin = words.index(part, at)
        pointers += read_numbers(part, start + begin)
        at = begin + len(part)
    return tuple(pointers)
