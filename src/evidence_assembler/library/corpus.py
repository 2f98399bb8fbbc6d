"""The corpus: the texts of a library one behind the other, for words whose source is not known."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from evidence_assembler.text.locate import TextIndex
from evidence_assembler.text.seeds import SeedIndex
from evidence_assembler.text.skeleton import Core

_BETWEEN = "\x00"  # no quotation reaches from one text into the next


class Corpus:
    """The skeletons of many texts, joined, with an index of their seeds. Texts are told by their numbers."""

    def __init__(self, texts: Sequence[TextIndex]) -> None:
        skeletons = [text.skeleton for text in texts]
        self._begins = list(accumulate((len(one.text) + 1 for one in skeletons), initial=0))
        anchors = array("I")
        for begin, one in zip(self._begins, skeletons, strict=False):
            anchors.extend(map(begin.__add__, one.anchors))
        self._text = _BETWEEN.join(one.text for one in skeletons)
        self._seeds = SeedIndex(self._text, anchors)

    def find_core(self, core: Core) -> Iterator[int]:
        """The texts that hold this part of a quotation, each once, in order."""
        places = self._seeds.find_places(core)
        if places is not None:
            yield from dict.fromkeys(map(self._number_of, places))
            return
        at = self._text.find(core.text) if core.text else -1
        while at >= 0:
            number = self._number_of(at)
            yield number
            at = self._text.find(core.text, self._begins[number + 1])

    def find_near(self, quoted: Core, most: int) -> Iterator[list[int]]:
        """The texts that may hold nearly this quotation, likeliest first; then again, by more of its seeds."""
        for guesses in self._seeds.find_guesses(quoted, most):
            yield list(dict.fromkeys(self._number_of(start) for start, _ in guesses))

    def _number_of(self, at: int) -> int:
        return max(0, bisect_right(self._begins, at) - 1)
