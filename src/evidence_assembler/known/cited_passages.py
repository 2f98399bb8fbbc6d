"""The passages that the citations of a statement point to, as far as they can be read.

A quotation that was found points to the sentences it stands in, a citation without one to the whole text of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from evidence_assembler.known.known import Known
from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.model.answer import NumberedCitation, Statement
from evidence_assembler.model.source import Extent
from evidence_assembler.text.held_numbers import HeldNumbers
from evidence_assembler.text.sentences import split_sentences

Reach = Literal["quoted", "full", "part", "nothing"]

_ROOM = 1_000  # code points around a quotation in which its sentence begins and ends
_STOPS = 4
_PARAGRAPH_END = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a citation points to, and how far that reaches.

    `quoted`: the sentences of its quotation. `full`: the whole text of its source. `part`: only what is at hand of
    either, which can show that a number stands there and not that it does not. `nothing`: no words are at hand.
    """

    citation: NumberedCitation
    reach: Reach
    numbers: tuple[HeldNumbers, ...] = ()


def find_passages(statement: Statement, known: Known) -> Iterator[Passage]:
    """The passage of each citation of a statement, in their order."""
    for citation in statement.citations:
        yield _find_quoted(citation, known) if citation.quote is not None else _find_whole(citation, known)


def hold_whole_texts(source_id: str, known: Known) -> tuple[HeldNumbers, ...]:
    """The numbers of every text of a work, the whole of it; none where no text is at hand."""
    return tuple(entry.numbers for entry in known.library.find_texts(source_id))


def _find_quoted(citation: NumberedCitation, known: Known) -> Passage:
    """The words that are quoted, with the sentences of the source that they stand in.

    Words that do not stand there so are told by rules of their own; what they have is taken as it is written.
    """
    match, quote = citation.match, HeldNumbers(citation.quote or "")
    if match is None or match.start is None or match.end is None or match.status == "misattributed":
        whole = _find_whole(citation, known)
        return Passage(citation, "full" if whole.reach == "full" else "part", (quote, *whole.numbers))
    around = find_sentences(known.text_of(citation), match.start, match.end)
    return Passage(citation, "quoted", (quote, HeldNumbers(around)))


def find_sentences(text: str, start: int, end: int) -> str:
    """The sentences of a text that a stretch of it, in code points, touches; a paragraph ends the first and the last.

    >>> find_sentences("It is safe. The dose was 5 mg a day. It is cheap.", 16, 20)
    'The dose was 5 mg a day.'
    """
    first, last = max(0, start - _ROOM), end + _ROOM
    breaks = [found.end() for found in _PARAGRAPH_END.finditer(text, first, start)]
    closing = _PARAGRAPH_END.search(text, end, last)
    first, last = breaks[-1] if breaks else first, closing.start() if closing is not None else last
    first, last = _reach_back(text, first, start), _reach_on(text, end, last)
    around = text[first:last]
    touched = [span for span in split_sentences(around) if span[0] < end - first and span[1] > start - first]
    return around[touched[0][0] : touched[-1][1]] if touched else text[start:end]


def _reach_back(text: str, first: int, start: int) -> int:
    """Behind the fourth stop before a stretch, which need not end a sentence: few characters are left to be split."""
    for _ in range(_STOPS):
        stop = text.rfind(". ", first, start)
        if stop < 0:
            return first
        start = stop
    return start + 2


def _reach_on(text: str, end: int, last: int) -> int:
    for _ in range(_STOPS):
        stop = text.find(". ", end, last)
        if stop < 0:
            return last
        end = stop + 2
    return end


def _find_whole(citation: NumberedCitation, known: Known) -> Passage:
    """All texts of the work that is cited: of one that is at hand as a whole, or only in part."""
    entries = known.library.find_texts(citation.source_id)
    if not entries:
        return Passage(citation, "nothing")
    extents = {_read_extent(entry, known) for entry in entries}
    return Passage(citation, "full" if "full" in extents else "part", hold_whole_texts(citation.source_id, known))


def _read_extent(entry: LibraryEntry, known: Known) -> Extent | None:
    declared = known.declare.get(entry.source.id)
    own = entry.text.extent if entry.text is not None else None
    return (declared.text_extent if declared is not None else None) or own
