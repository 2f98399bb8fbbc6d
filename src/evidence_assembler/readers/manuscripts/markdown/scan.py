"""The state of reading one block: its text, the atoms read so far, and what waits for its end.

The modules beside this one (`inline`, `brackets`, `keys`, `raised`, `elements`) read one kind of sign each: a function
takes the state and the index of the sign, and gives the index where reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.pointers import read_numbers

from .atoms import Atom, Opener, Words
from .bounds import Bounds
from .emphasis import Delimiters
from .source import Source

_DOLLAR = re.compile(r"(?<!\\)\$")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads that names its label, and where that is written in the file."""

    url: str
    start: int
    end: int


@dataclass(slots=True)
class Names:
    """What the whole file defines: addresses by their labels, labels of numbered examples and of footnotes.

    `has_list` is true where it has a list of references, which numbers may point to.

    And what was met so far: the number of notes, and the names of other files with their places.
    """

    bounds: Bounds
    addresses: Mapping[str, Address] = field(default_factory=dict)
    examples: frozenset[str] = frozenset()
    footnotes: frozenset[str] = frozenset()
    has_list: bool = False
    notes: int = 0
    included: list[tuple[str, int]] = field(default_factory=list)


class Scan:
    """What was read of a block up to `done`, and what is open there."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source, self.text, self.names = source, source.text, names
        self.atoms: list[Atom] = []
        self.done = 0
        """What stands before is in `atoms`."""
        self.openers: list[Opener] = []
        self.links: list[Opener] = []
        """Links of HTML that are open."""
        self.link_floor = 0
        """Openers below this height are around a link and become none."""
        self.delimiters: list[Delimiters] = []
        self.bare: list[int] = []
        """Where in `atoms` the citations stand that no bracket took in."""
        self.silent: set[int] = set()
        """Where the ends of marks stand that were already known at their beginning."""
        self._absent: set[str] = set()
        self._ticks: dict[int, list[int]] | None = None
        self._dollars: list[int] | None = None

    def flush(self, until: int) -> None:
        """Puts the words up to there behind the atoms."""
        if until > self.done:
            self.atoms.append(Words(self.done, until))
            self.done = until

    def put(self, atom: Atom, start: int, end: int) -> int:
        """Puts an atom in the place of a stretch of the text."""
        self.flush(start)
        self.atoms.append(atom)
        self.done = end
        return end

    def drop(self, start: int, end: int) -> int:
        """Leaves a stretch of the text out."""
        self.flush(start)
        self.done = end
        return end

    def open(self, kind: str, at: int, inside: int) -> int:
        """Begins a bracket that may have an end; until then it is words."""
        self.flush(at)
        self.openers.append(Opener(kind, at, inside, len(self.atoms), len(self.delimiters)))
        self.flush(inside)
        return inside

    def cut_back(self, atom: int, delimiters: int) -> list[Atom]:
        """Takes off what was put since, and gives it back."""
        taken = self.atoms[atom:]
        del self.atoms[atom:]
        del self.delimiters[delimiters:]
        while self.bare and self.bare[-1] >= atom:
            self.bare.pop()
        while self.openers and self.openers[-1].atom >= atom:
            self.openers.pop()
        return taken

    def ends_of_code(self, ticks: int) -> list[int]:
        """Where runs of so many backticks stand."""
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self.text):
                self._ticks.setdefault(len(run.group()), []).append(run.start())
        return self._ticks.get(ticks, [])

    def ends_of_maths(self) -> list[int]:
        """Where dollars stand: the next one ends a formula, or there is none."""
        if self._dollars is None:
            self._dollars = [found.start() for found in _DOLLAR.finditer(self.text)]
        return self._dollars

    def point_numbers(self, words: str, at: int) -> tuple[Pointer, ...]:
        """The pointers of the numbers that stand there, with their places in the file."""
        return tuple(one.moved(self.source.locate, self.source.locate_end) for one in read_numbers(words, at))

    def find_end(self, sign: str, at: int) -> int | None:
        """Where a sign next stands. What is not found once is not looked for again."""
        if sign in self._absent:
            return None
        end = self.text.find(sign, at)
        if end < 0:
            self._absent.add(sign)
            return None
        return end

    def point_address(self, start: int, end: int) -> Pointer:
        """The pointer of an address that stands there."""
        return Pointer(self.text[start:end], "address", self.source.locate(start), self.source.locate_end(end))


def fold_label(label: str) -> str:
    """The label of a link as labels are compared: without case, all space alike."""
    return " ".join(label.split()).casefold()
