"""What a file of LaTeX is inside of at a place: environments and arguments that gather words, one in the other.

Each frame gathers the words of one block at a time. They are kept in a list and not by calls within calls, so that no
nest is too deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from evidence_assembler.model.manuscript import MARK, Block, BlockKind, Marker, Pointer
from evidence_assembler.readers.manuscripts.block_text import BlockText
from evidence_assembler.text.abbreviations import find_kind

Role = Literal["text", "list", "table", "cell", "heading", "title", "note"]
_SPACES = re.compile(" +")
_BETWEEN_CELLS = " | "
_STOPS = frozenset(".!?")
_CLOSERS = "\"'”’»)] "
_LOOK_BACK = 40  # code points: no abbreviation is longer


class Words:
    """The words of one block: between two of them stands one space, and none at the ends."""

    def __init__(self) -> None:
        self.start: int | None = None
        self.end = 0
        self._waiting: Marker | None = None
        self._text = BlockText()
        self._space: int | None = None
        self._opens = True
        self._tail = ""
        self._takes_capital = False

    @property
    def says_something(self) -> bool:
        """True where there is a word or a marker."""
        return self.start is not None or self._waiting is not None

    def add(self, words: str, offset: int) -> None:
        """Words that stand in the file as they are, from this offset on."""
        body = words.lstrip(" ")
        if len(body) < len(words):
            self.add_space(offset)
            offset += len(words) - len(body)
        if not body:
            return
        kept = body.rstrip(" ")
        self._begin(offset)
        if self._takes_capital:
            self._takes_capital = False
            self._text.add_instead(kept[0].upper() if len(kept[0].upper()) == 1 else kept[0], offset)
            kept, offset = kept[1:], offset + 1
        self._tail = (self._tail + kept[-_LOOK_BACK:])[-_LOOK_BACK:]
        if "  " in kept:
            at = 0
            for gap in _SPACES.finditer(kept):
                self._text.add(kept[at : gap.start() + 1], offset + at)
                at = gap.end()
            self._text.add(kept[at:], offset + at)
        else:
            self._text.add(kept, offset)
        self.end = offset + len(kept)
        if len(kept) < len(body):
            self._space = self.end

    def add_instead(self, words: str, start: int, end: int) -> None:
        """Words that stand for what the file has from `start` to `end`."""
        if not words.strip(" "):
            if words:
                self.add_space(start)
            return
        self._begin(start)
        if self._takes_capital:
            self._takes_capital = False
            words = words[0].upper() + words[1:]
        self._tail = (self._tail + words[-_LOOK_BACK:])[-_LOOK_BACK:]
        self._text.add_instead(words.replace(MARK, " "), start)
        self.end = end

    def begin_word(self) -> None:
        """The next word is one that a command prints. Behind a stop it begins a sentence, and takes a capital."""
        before = self._tail.rstrip(_CLOSERS)
        word = before[:-1].split()[-1:] if before[-1:] in _STOPS else []
        self._takes_capital = self._space is not None and word != [] and find_kind(word[0].lstrip("(“")) is None

    def add_space(self, offset: int) -> None:
        """A space, if a word comes before it and behind it."""
        if self._waiting is not None and offset >= self._waiting.end:
            self._settle(MARK)  # its words are over, and there were none
        if self._space is None and not self._opens:
            self._space = offset

    def add_marker(
        self,
        start: int,
        end: int,
        pointers: tuple[Pointer, ...] = (),
        *,
        note: str | None = None,
        unread: str | None = None,
    ) -> None:
        """A marker that is no word of its sentence."""
        self._settle(MARK)
        self._begin(start)
        self._text.add_marker(start, end, pointers, note=note, unread=unread)
        self.end = max(self.end, end)

    def add_marker_of_words(
        self, start: int, end: int, pointers: tuple[Pointer, ...], *, unread: str | None = None
    ) -> None:
        """A marker that is the words which are added next. If none are, it is one like others."""
        self._settle(MARK)
        self._waiting = Marker(0, start, end, pointers, None, unread)

    def begin_cell(self, offset: int) -> None:
        """The next cell of a row."""
        self._settle(MARK)
        self._text.add_instead(_BETWEEN_CELLS, offset)
        self._space, self._opens = None, True

    def make_block(self, kind: BlockKind, top: int, level: int, labels: tuple[str, ...]) -> Block:
        """The block of these words."""
        self._settle(MARK)
        start = 0 if self.start is None else self.start
        return self._text.make_block(kind, start, max(start, self.end), top, level=level, labels=labels)

    def _begin(self, offset: int) -> None:
        if self._space is not None:
            self._text.add(" ", self._space)
            self._tail = self._tail[-_LOOK_BACK:] + " "
            self._space = None
        if self._waiting is not None:
            self._settle("")
        if self.start is None:
            self.start = offset
        self._opens = False

    def _settle(self, words: str) -> None:
        """Put the marker that waits for its words before them, or where they would stand."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._begin(waiting.start)
            pointers, unread = waiting.pointers, waiting.unread
            self._text.add_marker(waiting.start, waiting.end, pointers, unread=unread, words=words)
            self.end = max(self.end, waiting.end if words else 0)


@dataclass(slots=True)
class Frame:
    """An environment by its `name`, or an argument; it begins at `start`.

    Its blocks go to `out`. Footnotes that it calls wait in `after` for its next block; within a footnote they go
    `beyond` it, behind the block that calls the outermost.
    """

    role: Role
    kind: BlockKind
    out: list[Block]
    start: int = 0
    name: str | None = None
    words: Words = field(default_factory=Words)
    after: list[Block] = field(default_factory=list)
    beyond: list[Block] | None = None
    top: int | None = None
    level: int = 0
    labels: tuple[str, ...] = ()
    counter: int | None = None
    depth: int = 0
    rows: list[Block] = field(default_factory=list)
    rules: list[int] = field(default_factory=list)
    heads: int | None = None
    is_open: bool = True

    def count_header_rows(self) -> int:
        """How many rows stand above the first rule between two rows, or in the head of a long table."""
        if self.heads is not None:
            return self.heads
        total = sum(one.kind == "row" for one in self.rows)
        return next((rule for rule in self.rules if 0 < rule < total), 0)


class Frames:
    """The frames that are open, the innermost last, and the blocks that they have given."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.title: str | None = None
        self._tops = 0
        self._stack = [Frame("text", "paragraph", self.blocks)]
        self._names: dict[str, int] = {}

    @property
    def inner(self) -> Frame:
        """The innermost frame."""
        return self._stack[-1]

    def restart(self) -> None:
        """Forget what is open and what was read, but for comments and for what a title or an author's note cites."""
        self.blocks[:] = [one for one in self.blocks if one.kind == "comment" or (one.kind == "aside" and one.markers)]
        self._stack = [Frame("text", "paragraph", self.blocks)]
        self._names.clear()

    def new_top(self) -> int:
        """A number for an outermost block."""
        self._tops += 1
        return self._tops

    def open_environment(
        self, name: str, start: int, role: Role, kind: BlockKind = "paragraph", *, together: bool = False
    ) -> Frame:
        """Open an environment. All its blocks have one `top` if they belong `together`.

        In a cell, in a heading and with the role of a cell it is words of the block that it stands in.
        """
        parent = self.inner
        if role == "cell" or parent.role in ("table", "cell", "heading", "title"):
            role, kind, out, words, after = "cell", parent.kind, parent.out, parent.words, parent.after
            frame = Frame(role, kind, out, start, name, words, after, top=parent.top, depth=parent.depth)
        else:
            self.flush()
            if parent.kind in ("note", "entry") or (parent.kind in ("aside", "item") and kind in ("paragraph", "item")):
                kind = parent.kind
            labels = () if kind == "item" and role == "list" else parent.labels
            frame = Frame(role, kind, parent.out, start, name, labels=labels, top=parent.top)
            if together and frame.top is None:
                frame.top = self.new_top()
        return self._push(frame)

    def open_argument(self, role: Role, kind: BlockKind, start: int, *, level: int = 0) -> Frame:
        """Open an argument that makes a block of its own, right behind what was gathered before it."""
        self.flush()
        return self._push(Frame(role, kind, self.inner.out, start, top=self.inner.top, level=level))

    def open_note(self, label: str | None, start: int) -> Frame:
        """Open a footnote: its blocks follow the block that calls it, which goes on behind it.

        Without a label it is a note in the margin, which nothing calls: an aside.
        """
        parent = self.inner
        out = parent.after if parent.beyond is None else parent.beyond
        frame = Frame("note", "aside" if label is None else "note", out, start, beyond=out, top=self.new_top())
        frame.labels = () if label is None else (label,)
        return self._push(frame)

    def is_named(self, name: str) -> bool:
        """True where an environment of this name is open."""
        return bool(self._names.get(name))

    def find_open_environment(self) -> Frame | None:
        """The outermost environment that is open."""
        return next((frame for frame in self._stack if frame.name is not None), None)

    def close_environment(self, name: str) -> Frame | None:
        """Close the environment of this name and what is open in it; None where there is none."""
        if not self.is_named(name):
            return None
        while True:
            frame = self._pop()
            if frame.name == name:
                return frame

    def close_argument(self, frame: Frame) -> None:
        """Close an argument and what is open in it, if it is still open."""
        while frame.is_open:
            self._pop()

    def close_all(self) -> None:
        """Close what is open at the end of the file."""
        while len(self._stack) > 1:
            self._pop()
        self.flush()

    def flush(self) -> None:
        """End the block that is gathered."""
        frame = self.inner
        if frame.role == "cell":
            return
        out = frame.rows if frame.role == "table" else frame.out
        if frame.words.says_something:
            top = self.new_top() if frame.top is None else frame.top
            kind = "row" if frame.role == "table" else frame.kind
            block = frame.words.make_block(kind, top, frame.level, frame.labels)
            if frame.role == "title":
                self.title = " ".join(block.text.replace(MARK, " ").split())
            if frame.role == "title" and block.markers:
                out.append(replace(block, kind="aside"))
            elif frame.role != "title":
                out.append(block)
        out += frame.after
        frame.after.clear()
        frame.words = Words()

    def add_block(self, words: Words, kind: BlockKind) -> None:
        """A block beside the one that is gathered: it does not end that."""
        frame = self.inner
        block = words.make_block(kind, self.new_top() if frame.top is None else frame.top, 0, ())
        if frame.words.says_something:
            frame.after.append(block)
        else:
            (frame.rows if frame.role == "table" else frame.out).append(block)

    def _push(self, frame: Frame) -> Frame:
        frame.beyond = frame.beyond if frame.beyond is not None else self.inner.beyond
        self._stack.append(frame)
        if frame.name is not None:
            self._names[frame.name] = self._names.get(frame.name, 0) + 1
        return frame

    def _pop(self) -> Frame:
        self.flush()
        frame = self._stack.pop()
        frame.is_open = False
        if frame.name is not None:
            self._names[frame.name] -= 1
        if frame.role == "table":
            above = frame.count_header_rows()
            for block in frame.rows:
                if block.kind == "row" and above > 0:
                    above -= 1
                    block = replace(block, kind="aside")
                frame.out.append(block)
        return frame
