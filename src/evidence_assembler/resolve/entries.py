"""The list of references of a manuscript: each entry as a source, that of the library where it has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_assembler.data import read_table
from evidence_assembler.library.library import Library
from evidence_assembler.library.printed import find_printed_identifiers
from evidence_assembler.model.document import ListedSource
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.manuscript import MARK, Block, Manuscript
from evidence_assembler.model.source import Source
from evidence_assembler.resolve.words import names_references
from evidence_assembler.text.line_places import LinePlaces

_NUMBER = re.compile(r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)])\s+")
_NAMES_SOURCE = re.compile(
    r"10\.\d{4,9}/\S|\bPMID:?\s*\d|\bPMC\d{3,}|https?://"
    r"|[^\W\d_][\w'’-]+,? (?:[A-Z]\.? ?){1,3}(?:,|\.|;|and|&|et al).*\b(?:19|20)\d\d\b",
)
_ADDRESS = re.compile(r"<?https?://\S+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 600  # code points of a footnote that is a reference


@dataclass(frozen=True, slots=True)
class Entries:
    """The sources that a manuscript's own list names, by the labels of its entries, and those that it brings itself."""

    by_label: Mapping[str, str]
    listed: tuple[ListedSource, ...] = ()


def mark_entries(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with those under a heading such as "References" as entries, and footnotes that only name a source.

    Lines that follow one another without a number of their own are entries of their own too.
    """
    marked: list[Block] = []
    level: int | None = None
    in_notes = _count_notes(blocks)
    for block in blocks:
        if block.kind == "heading":
            if level is None or block.level <= level:
                level = block.level if names_references(block.text) else None
        elif (level is not None and block.kind in ("paragraph", "item", "note")) or (
            block.kind == "note" and in_notes[block.labels[:1]] == 1 and _is_reference(block)
        ):
            block = _change_kind(block)
        marked.append(block)
    return marked


def _count_notes(blocks: Iterable[Block]) -> dict[tuple[str, ...], int]:
    counted: dict[tuple[str, ...], int] = {}
    for block in blocks:
        if block.kind == "note":
            counted[block.labels[:1]] = counted.get(block.labels[:1], 0) + 1
    return counted


def _change_kind(block: Block) -> Block:
    return Block("entry", *(getattr(block, name) for name in Block.__slots__[1:]))


def _is_reference(note: Block) -> bool:
    """True for a footnote that names a source and says nothing: an address alone, or a reference written out."""
    text = note.text.strip()
    if any(pointer.kind in ("key", "number", "anchor") for marker in note.markers for pointer in marker.pointers):
        return False
    if len(text) > _LONGEST or _NAMES_SOURCE.search(text) is None:
        return False
    address = _ADDRESS.search(text)
    before = text[: address.start()].casefold().strip(" :.,(") if address is not None else None
    if before is not None and (not before or before in read_table("document_words")["before_address"]):
        return True
    return any(kind != "URL" for kind, _ in find_printed_identifiers(text)) or _YEAR.search(text) is not None


def read_entries(blocks: Iterable[Block], library: Library, manuscript: Manuscript, places: LinePlaces) -> Entries:
    """What each label of the list means: a source of the library, or one that is made of the entry as it is printed."""
    by_label: dict[str, str] = {}
    listed: list[ListedSource] = []
    taken: set[str] = set()
    for number, block in enumerate((one for one in blocks if one.kind == "entry"), start=1):
        labels = tuple(_read_labels(block)) or (str(number),)
        text = _clean(block.text)
        if not text:
            continue
        source_id = next((label for label in labels if label in library), None) or library.find_printed(text)
        if source_id is None:
            source = _make_source(_name(labels, library, taken, manuscript), text)
            listed.append(ListedSource(source=source, place=places.place(block.start, block.end)))
            taken.add(source.id)
            source_id = source.id
        for label in labels:
            by_label.setdefault(label, source_id)
    return Entries(by_label, tuple(listed))


def _read_labels(block: Block) -> Iterator[str]:
    written = _NUMBER.match(block.text)
    if written is not None:
        yield written[1] or written[2]
    yield from block.labels


def _clean(text: str) -> str:
    written = _NUMBER.match(text)
    words = text[written.end() :] if written is not None else text
    return " ".join(words.replace(MARK, " ").split())


def _name(labels: Sequence[str], library: Library, taken: set[str], manuscript: Manuscript) -> str:
    free = next((label for label in labels if label not in library and label not in taken), None)
    if free is not None:
        return free
    number = len(taken) + 1
    return f"{manuscript.path.rsplit('/', 1)[-1]}:{labels[0]}:{number}"


def _make_source(source_id: str, printed: str) -> Source:
    variables: dict[str, str] = {}
    for kind, value in find_printed_identifiers(printed):
        variables.setdefault(kind, value if kind != "URL" else _ADDRESS.findall(printed)[0].strip("<>.,;)"))
    return Source(id=source_id, type="document", variables=FrozenMap(variables), custom=FrozenMap({"printed": printed}))
