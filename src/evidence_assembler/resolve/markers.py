"""Markers that stand: what looks like a marker and is none becomes words again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from evidence_assembler.model.manuscript import MARK, Block, Manuscript, Marker

_Piece = tuple[str, list[tuple[int, int]]]
"""Words, and where in them a run begins with its offset in the file."""


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
    gone = {id(marker) for marker in fallen}
    markers: list[Marker] = []
    pieces: list[_Piece] = []
    done = shift = 0
    for marker in block.markers:
        if id(marker) not in gone:
            markers.append(replace(marker, at=marker.at + shift))
        elif not _is_word(block, marker):
            back = manuscript.text[marker.start : marker.end].replace("\n", " ")
            pieces += [_take(block, done, marker.at), (back, [(0, marker.start)])]
            done, shift = marker.at + 1, shift + len(back) - 1
    pieces.append(_take(block, done, len(block.text)))
    begins = accumulate((len(words) for words, _ in pieces), initial=0)
    runs = [(begin + start, offset) for begin, (_, own) in zip(begins, pieces, strict=False) for start, offset in own]
    return replace(
        block,
        text="".join(words for words, _ in pieces),
        markers=tuple(markers),
        starts=tuple(start for start, _ in runs),
        offsets=tuple(offset for _, offset in runs),
    )


def _take(block: Block, start: int, end: int) -> _Piece:
    """A stretch of the block."""
    if start >= end:
        return "", []
    first, last = bisect_right(block.starts, start), bisect_left(block.starts, end)
    inner = [(block.starts[run] - start, block.offsets[run]) for run in range(first, last)]
    return block.text[start:end], [(0, block.locate(start)), *inner]
