"""The text of one block as it is written from its atoms, without space at its ends or twice over."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence_assembler.model.manuscript import MARK, BlockKind
from evidence_assembler.readers.manuscripts.block_text import BlockText

from .atoms import Inner, Instead, Mark, Words
from .emphasis import Delimiters
from .source import Source


@dataclass(slots=True)
class Written:
    """A block in the making. Space is held back until words follow it."""

    kind: BlockKind
    level: int = 0
    labels: list[str] = field(default_factory=list)
    text: BlockText = field(default_factory=BlockText)
    inner: list[tuple[Source, Inner]] = field(default_factory=list)
    has_words: bool = False
    has_marks: bool = False
    _space: tuple[str, int] | None = None

    def add(self, words: str, offset: int) -> None:
        """Words as they stand in the file."""
        trimmed = words.lstrip()
        if len(trimmed) < len(words):
            if self._space is None and self.has_words:
                self._space = words[: len(words) - len(trimmed)], offset
            offset += len(words) - len(trimmed)
        if not trimmed:
            return
        self._begin()
        words = trimmed.rstrip()
        self.text.add(words, offset)
        if len(words) < len(trimmed):
            self._space = trimmed[len(words) :], offset + len(words)

    def _begin(self) -> None:
        self.has_words = True
        if self._space is not None:
            self.text.add(*self._space)
            self._space = None

    def join(self, words: str, offset: int) -> None:
        """Words of ours between two cells."""
        self._space = None
        self.text.add_instead(words, offset)

    def add_atom(self, source: Source, atom: Words | Instead | Delimiters | Mark) -> None:
        """What stands within a block."""
        if isinstance(atom, Words):
            for start, end, offset in source.runs(atom.start, atom.end):
                self.add(source.text[start:end], offset)
        elif isinstance(atom, Mark):
            self._add_mark(source, atom)
        elif isinstance(atom, Instead):
            if atom.words.isspace() and not self.has_words:
                return
            self._begin()
            self.text.add_instead(atom.words, source.locate(atom.at))
        elif atom.left:
            self.add(atom.character * atom.left, source.locate(atom.start))

    def _add_mark(self, source: Source, mark: Mark) -> None:
        self._begin()
        self.has_marks = True
        words = "" if mark.word is not None or mark.leaves_nothing else MARK
        self.text.add_marker(
            source.locate(mark.start),
            source.locate_end(mark.end),
            mark.pointers,
            note=mark.note,
            unread=mark.unread,
            words=words,
        )
        if mark.word is not None:
            for start, end, offset in source.runs(*mark.word):
                self.add(source.text[start:end], offset)
