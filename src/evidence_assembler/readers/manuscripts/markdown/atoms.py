"""What the words of a block are made of, in reading order: words, markers, cuts, and captions and notes within.

`start`, `end` and `at` are indexes in the text of its `Source`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence_assembler.model.manuscript import BlockKind, Pointer

from .emphasis import Delimiters
from .source import Span


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are taken over as they stand."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Instead:
    """Words that stand for something else, such as an entity."""

    words: str
    at: int


@dataclass(slots=True)
class Mark:
    """A marker. It leaves the words of the span `word`; without one, a mark; or nothing, where its words follow.

    `is_bare` is one that an enclosing bracket may still take in. Pointers have the offsets of the file.
    """

    start: int
    end: int
    pointers: tuple[Pointer, ...] = ()
    note: str | None = None
    unread: str | None = None
    word: Span | None = None
    leaves_nothing: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A tag that parts blocks: what comes next is of this kind; a heading has its `level`.

    `tag` is the name of its element, and `is_reference_list` is true where that holds a list of references.
    """

    at: int
    kind: BlockKind = "paragraph"
    level: int = 0
    tag: str = ""
    is_closing: bool = False
    is_reference_list: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The id of an element, to which links may point."""

    name: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A block within the block: the description of an image, or a note written where it is called."""

    kind: BlockKind
    start: int
    end: int
    atoms: tuple[Atom, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that begins with "evidence:", its words from there on."""

    start: int
    end: int


@dataclass(slots=True)
class Opener:
    """A bracket that waits for its end: `[`, `![`, `^[`, or a link of HTML."""

    kind: str
    start: int
    inside: int
    atom: int
    delimiters: int
    address: Span | None = field(default=None)


Atom = Words | Instead | Delimiters | Mark | Cut | Label | Inner | Remark
