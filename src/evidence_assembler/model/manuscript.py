"""What the reader of a format makes of a manuscript: blocks of text with their markers, each with its place.

Offsets count code points of the file as it was read (line ends are one newline), ends are exclusive. These records know
nothing of any library: which source a key means, and what a sentence is, is for `resolve`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from .csl import LocatorLabel
from .finding import ReadProblem

MARK = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in the text of a block where a marker was taken out of it."""

DocumentFormat = Literal["markdown", "html", "latex", "plain"]
BlockKind = Literal["heading", "paragraph", "item", "row", "note", "entry", "aside", "comment"]
PointerKind = Literal["key", "number", "anchor", "address"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """One source that a marker points to.

    `name` is the citation key, the number in the document's own list ("3"), the id of an element of the document, or a
    DOI or URL. `quote` are words in quotation marks beside it, which the source is said to hold.
    """

    name: str
    kind: PointerKind
    start: int
    end: int
    locator: str | None = None
    label: LocatorLabel | None = None
    quote: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None

    def moved(self, locate: Callable[[int], int], locate_end: Callable[[int], int]) -> Pointer:
        """The pointer with its offsets, those of beginnings and those of ends, as these functions tell them."""
        return replace(
            self,
            start=locate(self.start),
            end=locate_end(self.end),
            quote_start=None if self.quote_start is None else locate(self.quote_start),
            quote_end=None if self.quote_end is None else locate_end(self.quote_end),
        )


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker of a block. `at` is its index in the text of the block.

    A marker that was taken out left one `MARK` at `at`. A marker that is a word of its sentence ("As @roe2003
    showed", "in [14], the number") left that word, and `at` is where the word begins. `note` is the label of the
    footnote that it calls; `unread` says what about it could not be read.
    """

    at: int
    start: int
    end: int
    pointers: tuple[Pointer, ...] = ()
    note: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a manuscript: its words without markup, its markers in order, and where each word stands.

    - `heading` with its `level` from 1; `paragraph`; `item` of a list; body `row` of a table, its cells joined by
      " | "; `note`: a paragraph of a footnote, the label of the footnote in `labels`; `entry` of a list of references,
      its number, key and ids in `labels`; `aside`: captions, table headers and whatever else asserts nothing (what it
      cites is still checked); `comment`: the words of a comment that begins with "evidence:".
    - `labels` of an item in a numbered list hold its number, and everywhere the ids that links may point to.
    - `top` numbers the outermost blocks: all items of a list, all rows of a table have one `top`.
    - the character `starts[i]` of the text stands at `offsets[i]` in the file, and so on until `starts[i + 1]`.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    top: int
    markers: tuple[Marker, ...] = ()
    level: int = 0
    labels: tuple[str, ...] = ()
    starts: tuple[int, ...] = (0,)
    offsets: tuple[int, ...] = (0,)

    def locate(self, index: int) -> int:
        """The offset in the file of a character of the text."""
        run = bisect_right(self.starts, index) - 1
        return self.offsets[run] + index - self.starts[run]


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a manuscript names, such as its bibliography, as it is written there."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file that someone wrote, read by the rules of its format. `text` is the file; `problems` what was not read."""

    path: str
    format: DocumentFormat
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    bibliographies: tuple[NamedFile, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
