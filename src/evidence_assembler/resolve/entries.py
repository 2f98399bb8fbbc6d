"""The list of references of a manuscript: each entry as a source, that of the library where it has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence_assembler.library.library import Library
from evidence_assembler.library.printed import find_printed_identifiers
from evidence_assembler.model.document import ListedSource
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.manuscript import MARK, Block, Manuscript
from evidence_assembler.model.source import Source
from evidence_assembler.resolve.reference_lists import ADDRESS, NUMBER
from evidence_assembler.text.line_places import LinePlaces

_NEXT_NUMBER = re.compile(r"(?<=\s)(?:\[(\d{1,4})\]|(\d{1,4})[.)])\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Entries:
    """The sources that a manuscript's own list names, by the labels of its entries, and those that it brings itself."""

    by_label: Mapping[str, str]
    listed: tuple[ListedSource, ...] = ()


def read_entries(blocks: Iterable[Block], library: Library, manuscript: Manuscript, places: LinePlaces) -> Entries:
    """What each label of the list means: a source of the library, or one that is made of the entry as it is printed."""
    by_label: dict[str, str] = {}
    listed: list[ListedSource] = []
    taken: set[str] = set()
    entries = (entry for block in blocks if block.kind == "entry" for entry in _read_block(block))
    for number, entry in enumerate(entries, start=1):
        labels = entry.labels or (str(number),)
        source_id = next((label for label in labels if label in library), None) or library.find_printed(entry.text)
        if source_id is None:
            source = _make_source(_name(labels, library, taken, manuscript), entry.text)
            listed.append(ListedSource(source=source, place=places.place(entry.start, entry.end)))
            taken.add(source.id)
            source_id = source.id
        for label in labels:
            by_label.setdefault(label, source_id)
    return Entries(by_label, tuple(listed))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry with its labels; `start` and `end` are offsets in the file."""

    labels: tuple[str, ...]
    text: str
    start: int
    end: int


def _read_block(block: Block) -> Iterator[_Entry]:
    """The entries of a block: one, or several that run on with consecutive numbers, "1. Doe A. ... 2. Roe B. ..."."""
    starts = _find_numbers(block.text)
    for number, (start, end) in enumerate(pairwise([*starts, len(block.text)])):
        text = " ".join(_cut_number(block.text[start:end]).replace(MARK, " ").split())
        if text:
            labels = (*_read_numbers(block, start), *(block.labels if number == 0 else ()))
            last = len(block.text[start:end].rstrip()) + start - 1
            yield _Entry(tuple(dict.fromkeys(labels)), text, block.locate(start), block.locate(last) + 1)


def _find_numbers(text: str) -> list[int]:
    """Where the entries begin that run on in one text."""
    first = NUMBER.match(text)
    starts = [0]
    if first is not None:
        number = int(first[1] or first[2] or first[3])
        for written in _NEXT_NUMBER.finditer(text, first.end()):
            if int(written[1] or written[2]) == number + 1:
                starts.append(written.start())
                number += 1
    return starts


def _read_numbers(block: Block, start: int) -> Iterator[str]:
    """The number before an entry, as a word of it or as the marker that it begins with."""
    written = NUMBER.match(block.text, start)
    if written is not None:
        yield written[1] or written[2] or written[3]
    for marker in block.markers[:1]:
        if marker.at >= start and not block.text[start : marker.at].strip():
            yield from (pointer.name for pointer in marker.pointers if pointer.kind == "number")


def _cut_number(text: str) -> str:
    written = NUMBER.match(text)
    return text[written.end() :] if written is not None else text


def _name(labels: Sequence[str], library: Library, taken: set[str], manuscript: Manuscript) -> str:
    free = next((label for label in labels if label not in library and label not in taken), None)
    if free is not None:
        return free
    number = len(taken) + 1
    return f"{manuscript.path.rsplit('/', 1)[-1]}:{labels[0]}:{number}"


def _make_source(source_id: str, printed: str) -> Source:
    variables: dict[str, str] = {}
    for kind, value in find_printed_identifiers(printed):
        variables.setdefault(kind, value if kind != "URL" else ADDRESS.findall(printed)[0].strip("<>.,;)"))
    return Source(id=source_id, type="document", variables=FrozenMap(variables), custom=FrozenMap({"printed": printed}))
