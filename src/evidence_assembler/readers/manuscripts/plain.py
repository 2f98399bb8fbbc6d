"""Plain pages: text that was copied off a web page, and articles typed without any markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence_assembler.model.manuscript import MARK, Block, BlockKind, Manuscript
from evidence_assembler.readers.manuscripts.block_text import BlockText
from evidence_assembler.readers.manuscripts.plain_lines import read_stretches
from evidence_assembler.readers.manuscripts.plain_markers import FoundMarker, find_bracketed, find_markers
from evidence_assembler.readers.manuscripts.plain_parts import Part, PartKind, read_parts

_KINDS: dict[PartKind, BlockKind] = {
    "heading": "heading", "paragraph": "paragraph", "item": "item", "aside": "aside", "entry": "entry",
}  # fmt: skip
_ENTRY_NUMBER = re.compile(r"\[?([0-9]{1,4})[\].)]?\s+(?=\S)")
_NAMED_AUTHOR = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?,? [A-Z]{1,3}\b")
_STOPPED = re.compile(r"[.)/0-9]\Z")


def read_manuscript(text: str, path: str) -> Manuscript:
    r"""The blocks of a plain page.

    What stands between blank lines is a paragraph; headings and items are told by their shape. What stands above the
    first section of a page with a banner, and beneath its disclaimer, is an aside. Which bare numbers cite is told by
    the words before them and by the other numbers of the page.

    >>> page = read_manuscript("Note\n\nPain fell by 1.5 points in phase 2 1. Sleep did not 2.", "note.txt")
    >>> [(block.kind, [one.pointers[0].name for one in block.markers]) for block in page.blocks]
    [('heading', []), ('paragraph', ['1', '2'])]
    """
    words = text.replace(MARK, " ")  # of a file it is no mark of ours
    page = read_parts(words, read_stretches(words))
    parts = list(_number_entries(one for part in page.parts for one in _split_entry(part, words)))
    labels = [one.stretch.label for one in parts if one.kind == "entry" and one.stretch.label is not None]
    highest = max([int(label) for label in labels if label.isdigit()], default=None)
    texts = [one.words if one.kind in ("paragraph", "item") else "" for one in parts]
    found = find_markers(texts, highest)
    blocks: list[Block] = []
    for part, markers in zip(parts, found, strict=True):
        if part.kind in ("heading", "aside"):
            markers = list(find_bracketed(part.words, highest))
        listed = part.kind == "item" and bool(blocks) and blocks[-1].kind == "item"
        blocks.append(_make_block(part, markers, blocks[-1].top if listed else len(blocks)))
    return Manuscript(path, "plain", text, tuple(blocks), page.title)


def _split_entry(part: Part, text: str) -> Iterator[Part]:
    """The entries of a list of references without numbers or blank lines: each begins with the name of an author."""
    stretch = part.stretch
    if part.kind != "entry" or stretch.kind == "item" or len(stretch.pieces) == 1:
        yield part
        return
    begins = [0]
    for number, (before, piece) in enumerate(zip(stretch.pieces, stretch.pieces[1:], strict=False), start=1):
        if _STOPPED.search(text, before[0], before[1]) and _NAMED_AUTHOR.match(text, piece[0], piece[1]):
            begins.append(number)
    for begin, end in zip(begins, (*begins[1:], len(stretch.pieces)), strict=True):
        entry = replace(stretch, pieces=stretch.pieces[begin:end], start=stretch.pieces[begin][0])
        yield replace(part, stretch=entry, words=entry.words(text))


def _number_entries(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts, each entry with the number that it is written with, also where it has no stop: 1 Smith J."""
    expected = 1
    for part in parts:
        written = _ENTRY_NUMBER.match(part.words) if part.kind == "entry" and part.stretch.label is None else None
        if written is not None and int(written[1]) == expected:
            start = part.stretch.pieces[0][0] + written.end()
            pieces = ((start, part.stretch.pieces[0][1]), *part.stretch.pieces[1:])
            part = replace(
                part, stretch=replace(part.stretch, pieces=pieces, label=written[1]), words=part.words[written.end() :]
            )
        if part.kind == "entry":
            expected += 1
        yield part


def _make_block(part: Part, markers: Sequence[FoundMarker], top: int) -> Block:
    """The block of a part, its markers taken out of the text."""
    stretch = part.stretch
    starts = [0]
    for start, end in stretch.pieces[:-1]:
        starts.append(starts[-1] + end - start + 1)
    gathered = BlockText()

    def locate(index: int) -> int:
        line = bisect_right(starts, index) - 1
        return stretch.pieces[line][0] + index - starts[line]

    def locate_end(index: int) -> int:
        return locate(index - 1) + 1

    def add(begin: int, end: int) -> None:
        while begin < end:
            line = bisect_right(starts, begin) - 1
            upto = min(end, starts[line + 1]) if line + 1 < len(starts) else end
            gathered.add(part.words[begin:upto], locate(begin))
            begin = upto

    at = 0
    for marker in markers:
        add(at, marker.start)
        pointers = tuple([pointer.moved(locate, locate_end) for pointer in marker.pointers])
        first, last = locate(marker.start), locate_end(marker.end)
        if marker.is_word:
            words = part.words[marker.start : marker.end]
            gathered.add_marker(first, last, pointers, unread=marker.unread, words=words)
        else:
            gathered.add_marker(first, last, pointers, unread=marker.unread)
        at = marker.end
    add(at, len(part.words))
    return gathered.make_block(
        _KINDS[part.kind], stretch.start, stretch.end, top,
        level=part.level, labels=() if stretch.label is None else (stretch.label,),
    )  # fmt: skip
