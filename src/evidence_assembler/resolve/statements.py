"""From blocks to statements: sentences with the markers that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence_assembler.model.manuscript import MARK, Block, BlockKind, Marker
from evidence_assembler.text.sentences import split_sentences

StatementKind = Literal["sentence", "item", "row", "note", "aside"]

_KINDS: dict[BlockKind, StatementKind] = {"paragraph": "sentence", "item": "item", "row": "row", "note": "note"}
_GAP = re.compile(rf"(?<!\s)\s*+{MARK}(?:[\s{MARK}]|[,;–-](?=\s*+{MARK}))*+(?=(.?))", re.DOTALL)
_EMPTIED = re.compile(r" ?(?:\( ?[,;]? ?\)|\[ ?[,;]? ?\])")
_BEFORE_STOP = re.compile(r" (?=[,;:.!?](?: |$))")
_OPENERS = frozenset("([{“‘«<")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block with its markers: its words without them, and where it stands in the file."""

    kind: StatementKind
    text: str
    start: int
    end: int
    markers: tuple[Marker, ...]


def cut_block(block: Block, *, leads_in: bool) -> Iterator[Piece]:
    """The statements of a block, and as asides what says nothing and still has a marker.

    A row is one statement. The last sentence of a block that `leads_in` to a list is none where it ends with a colon.
    """
    kind = _KINDS.get(block.kind, "aside")
    if kind in ("aside", "row"):
        spans = [(0, len(block.text))] if block.text.strip() else []
    else:
        spans = split_sentences(block.text)
    given, done = block.markers, 0
    for number, (start, end) in enumerate(spans, start=1):
        last = number == len(spans)
        first = done
        while done < len(given) and (last or given[done].at < end):
            done += 1
        own = given[first:done]
        text = clean_words(block.text[start:end])
        if not text and not own:
            continue
        is_none = _WORD.search(text) is None or (leads_in and last and text.endswith(":"))
        yield Piece("aside" if is_none else kind, text, *_place(block, start, end, own), own)


def clean_words(text: str) -> str:
    r"""The words of a text without the marks in it, nor the brackets and spaces that they leave behind.

    >>> clean_words("Pain fell \ufffc, and (\ufffc) stayed low.\ufffc")
    'Pain fell, and stayed low.'
    """
    if MARK not in text:
        return " ".join(text.split())
    closed = " ".join(_GAP.sub(_close_gap, text).split())
    return _BEFORE_STOP.sub("", _EMPTIED.sub("", closed))


def _close_gap(gap: re.Match[str]) -> str:
    """What stays where markers were: a space before a word, nothing before a sign."""
    return " " if _WORD.match(gap[1]) or gap[1] in _OPENERS else ""


def _place(block: Block, start: int, end: int, markers: Sequence[Marker]) -> tuple[int, int]:
    """Where a stretch of the text stands in the file, with the markers at its ends."""
    first, last = block.locate(start), block.locate(end - 1) + 1
    return (
        min([first, *(one.start for one in markers if one.at == start)]),
        max([last, *(one.end for one in markers if one.at >= start)]),
    )
