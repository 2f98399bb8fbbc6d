"""Words in quotation marks that stand right before a marker: what the source is said to hold."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence_assembler.model.manuscript import MARK, Block, Marker

_FEWEST = 5  # words; fewer are a name or a term of the writer's more often than words of the source
_REACH = 2_000  # code points before the marker
_QUOTED = re.compile(r'(?:“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”])[\s.,;:!?([]*\Z')
_WORD = re.compile(r"\w+")


def attach_quotations(block: Block) -> Block:
    """The block, in which a marker of one pointer behind a quotation has its words: “...” [@roe2003].

    A quotation of less than five words, one with a marker in it, and one before several pointers is left alone.
    """
    if not block.markers:
        return block
    markers = tuple([_attach(marker, block) for marker in block.markers])
    return block if markers == block.markers else replace(block, markers=markers)


def _attach(marker: Marker, block: Block) -> Marker:
    if len(marker.pointers) != 1 or marker.pointers[0].quote is not None:
        return marker
    first = max(0, marker.at - _REACH)
    before = block.text[first : marker.at]
    if before.rstrip(" .,;:!?([\n")[-1:] not in tuple('”"»“'):
        return marker
    found = _QUOTED.search(before)
    if found is None or found.lastindex is None:
        return marker
    words, (start, end) = found[found.lastindex], found.span(found.lastindex)
    if MARK in words or len(_WORD.findall(words)) < _FEWEST:
        return marker
    pointer = replace(
        marker.pointers[0],
        quote=words,
        quote_start=block.locate(first + start),
        quote_end=block.locate(first + end - 1) + 1,
    )
    return replace(marker, pointers=(pointer,))
