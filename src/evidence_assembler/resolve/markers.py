"""Markers that stand: what looks like a marker and is none becomes words again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence_assembler.model.manuscript import MARK, Block, Manuscript, Marker


@dataclass(frozen=True, slots=True)
class Customs:
    """How a manuscript cites: by keys of a bibliography, by numbers of a list of its own, or by both."""

    by_number: bool
    by_key: bool


def read_customs(blocks: Sequence[Block], *, has_list: bool, has_bibliography: bool) -> Customs:
    """How these blocks cite.

    Numbers count where there is a list that they may point to, or where nothing else in the text cites. A bare `@name`
    counts where there is a bibliography: elsewhere it calls a person.
    """
    kinds = {pointer.kind for block in blocks for marker in block.markers for pointer in marker.pointers}
    grouped = any(
        pointer.kind == "key" and not _is_word(block, marker)
        for block in blocks
        for marker in block.markers
        for pointer in marker.pointers
    )
    return Customs(by_number=has_list or not (grouped or "anchor" in kinds), by_key=has_bibliography or grouped)


def settle_markers(block: Block, manuscript: Manuscript, customs: Customs) -> tuple[Block, list[Marker]]:
    """The block with the markers that stand, the others put back as words; and those of either that deserve a word."""
    fallen = [marker for marker in block.markers if not _stands(block, marker, customs)]
    gone = {id(marker) for marker in fallen}
    told = [
        replace(marker, unread=_tell(marker))
        for marker in block.markers
        if marker.unread is not None or (id(marker) in gone and _looks_meant(marker))
    ]
    return (_put_back(block, manuscript, fallen) if fallen else block), told


def _stands(block: Block, marker: Marker, customs: Customs) -> bool:
    if not marker.pointers:
        return True  # it calls a footnote, or could not be read: its words are no part of the sentence
    kind = marker.pointers[0].kind
    if kind == "number":
        return customs.by_number
    return customs.by_key or kind != "key" or not _is_word(block, marker)


def _is_word(block: Block, marker: Marker) -> bool:
    return block.text[marker.at : marker.at + 1] != MARK


def _looks_meant(marker: Marker) -> bool:
    """True for a number in brackets and for a key in the sentence; what merely stands higher is an exponent."""
    kind = marker.pointers[0].kind if marker.pointers else None
    return kind == "key" or (kind == "number" and marker.end - marker.start > 2)


def _tell(marker: Marker) -> str:
    if marker.unread is not None:
        return marker.unread
    if marker.pointers[0].kind == "key":
        return "looks like a citation, and no bibliography is at hand"
    return "looks like a citation by number, and the document has no list of references"


def _put_back(block: Block, manuscript: Manuscript, fallen: Sequence[Marker]) -> Block:
    """The block with the words of the file where these markers left a mark; those that are words stay as they are."""
    starts, offsets, markers, parts = [], [], [], []
    done = length = 0
    for piece in _list_pieces(block, fallen):
        words = block.text[done : piece.at]
        starts += [length + start - done for start in block.starts if done <= start < piece.at]
        offsets += [
            offset for start, offset in zip(block.starts, block.offsets, strict=True) if done <= start < piece.at
        ]
        parts.append(words)
        length += len(words)
        if piece.marker is not None and piece.stays:
            markers.append(replace(piece.marker, at=length))
        if piece.marker is not None and not piece.stays:
            back = manuscript.text[piece.marker.start : piece.marker.end].replace("\n", " ")
            starts.append(length)
            offsets.append(piece.marker.start)
            parts.append(back)
            length += len(back)
            if piece.at + 1 < len(block.text) and piece.at + 1 not in block.starts:
                starts.append(length)
                offsets.append(block.locate(piece.at + 1))
        done = piece.at if piece.stays else piece.at + 1
    return replace(
        block, text="".join(parts), markers=tuple(markers), starts=tuple(starts) or (0,), offsets=tuple(offsets) or (0,)
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where the text is cut: at a marker, which stays or is put back, or at the end of the text."""

    at: int
    marker: Marker | None
    stays: bool


def _list_pieces(block: Block, fallen: Sequence[Marker]) -> Iterator[_Piece]:
    gone = {id(marker) for marker in fallen}
    for marker in block.markers:
        if id(marker) in gone and _is_word(block, marker):
            continue  # its words stand in the text already
        yield _Piece(marker.at, marker, id(marker) not in gone)
    yield _Piece(len(block.text), None, True)
