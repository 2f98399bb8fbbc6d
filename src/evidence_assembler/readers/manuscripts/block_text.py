"""The text of a block as it is put together, with the place of every character."""

from __future__ import annotations

from evidence_assembler.model.manuscript import MARK, Block, BlockKind, Marker, Pointer


class BlockText:
    """Gathers the words and markers of one block, in reading order, and makes the block of them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._offsets: list[int] = []
        self._markers: list[Marker] = []

    def add(self, words: str, offset: int) -> None:
        """Words that stand in the file as they are, from this offset on."""
        if not words:
            return
        if not self._starts or self._offsets[-1] + self._length - self._starts[-1] != offset:
            self._starts.append(self._length)
            self._offsets.append(offset)
        self._parts.append(words.replace(MARK, " "))  # one that the file holds stands for nothing
        self._length += len(words)

    def add_instead(self, words: str, offset: int) -> None:
        """Words that stand for something else in the file, such as an entity: each is placed where that begins."""
        for word in words:
            self._starts.append(self._length)
            self._offsets.append(offset)
            self._parts.append(word)
            self._length += 1

    def add_marker(
        self,
        start: int,
        end: int,
        pointers: tuple[Pointer, ...] = (),
        *,
        note: str | None = None,
        unread: str | None = None,
        words: str = MARK,
    ) -> None:
        """A marker that stands in the file from `start` to `end`; `words` where it is a word of its sentence."""
        self._markers.append(Marker(self._length, start, end, pointers, note, unread))
        self.add_instead(words, start)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing but space."""
        return not "".join(self._parts).strip()

    def make_block(
        self, kind: BlockKind, start: int, end: int, top: int, *, level: int = 0, labels: tuple[str, ...] = ()
    ) -> Block:
        """The block, from `start` to `end` of the file."""
        return Block(
            kind=kind,
            text="".join(self._parts),
            start=start,
            end=end,
            top=top,
            markers=tuple(self._markers),
            level=level,
            labels=labels,
            starts=tuple(self._starts) or (0,),
            offsets=tuple(self._offsets) or (start,),
        )
