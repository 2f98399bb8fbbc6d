"""Seeds: the characters at every anchor of a skeleton, where a word begins, in lower case, and where they stand.

A quotation that stands in a text shares with it the seed of every word that is parted by a space from the word before;
so where one such seed is not in the index, the quotation is not in the text, and the places of its rarest seed hold all
of its places. One that stands there with other words shares seeds too, and most of them lie on one diagonal.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import islice, permutations

from evidence_assembler.progress import under_way
from evidence_assembler.text.fold import lower_case
from evidence_assembler.text.skeleton import Core

LENGTH = 8  # characters of a seed: a word and a half
_AT_A_TIME = 100_000  # anchors between two words on how far an index is
_SHARES = (16, 256)  # how many places of a seed are looked at: first of the rare seeds, then of the common ones too
_MOST_SEEDS = 64  # among so many of a quotation's seeds the rarest is looked for
_BAND = 32  # characters: hits of a quotation that stands in the text lie on one diagonal, or nearly
_DRIFT = 24  # characters by which damage may have moved them against each other

Hit = tuple[int, int]  # where a seed stands in a quotation, and where in the text


class SeedIndex:
    """The seeds of a skeleton: for each the last anchor it stands at, for each anchor the one before with its seed."""

    def __init__(self, text: str, anchors: Sequence[int]) -> None:
        self._text = text
        self._starts = anchors
        self._last: dict[str, int] = {}
        self._before = array("i", bytes(array("i").itemsize * len(self._starts)))
        last, before, find = self._last, self._before, self._last.get
        text = lower_case(text)
        with under_way("Indexing the words of the texts", len(anchors)) as tell:
            for begin in range(0, len(anchors), _AT_A_TIME):
                for word, start in enumerate(anchors[begin : begin + _AT_A_TIME], begin):
                    seed = text[start : start + LENGTH]
                    before[word] = find(seed, -1)
                    last[seed] = word
                tell(min(begin + _AT_A_TIME, len(anchors)))

    def places_of(self, seed: str) -> Iterator[int]:
        """Where the words stand in the skeleton that begin with this seed, last first."""
        word, place = self._last.get(seed, -1), -1
        while word >= 0:
            if self._starts[word] != place:  # an empty stretch begins where the next one does
                place = self._starts[word]
                yield place
            word = self._before[word]

    def find_places(self, core: Core) -> list[int] | None:
        """Every place of the skeleton where the core stands, in order; None where the core has no seed to tell by."""
        text = lower_case(core.text)
        seeds = {text[at : at + LENGTH]: at for at in core.sure[:_MOST_SEEDS] if at + LENGTH <= len(text)}
        share = _SHARES[0]
        while seeds:
            for seed, offset in seeds.items():
                places = list(islice(self.places_of(seed), share))
                if len(places) < share:
                    begins = (place - offset for place in reversed(places))
                    return [at for at in begins if at >= 0 and self._text.startswith(core.text, at)]
            share *= 8
        return None

    def find_guesses(self, quoted: Core, most: int) -> Iterator[list[tuple[int, int]]]:
        """Where a damaged skeleton may begin and end, likeliest first.

        By the rare seeds of its words; then again by those at any of its characters, and by the common ones too.
        """
        text = lower_case(quoted.text)
        everywhere = range(len(text) - LENGTH + 1)
        hits, _ = self._find_hits(text, quoted.sure, _SHARES[0])
        yield _guess(list(_choose(hits, most)), len(text))
        hits, common = self._find_hits(text, everywhere, _SHARES[0])
        yield _guess(list(_choose(hits, most)), len(text))
        more, _ = self._find_hits(text, common, _SHARES[1])
        yield _guess(list(_choose(hits + more, most)), len(text))

    def _find_hits(self, text: str, offsets: Sequence[int], share: int) -> tuple[list[Hit], list[int]]:
        """Where the seeds at the offsets stand, and the offsets of those that stand in as many places as `share`."""
        starts, before, find = self._starts, self._before, self._last.get
        hits: list[Hit] = []
        common: list[int] = []
        for offset in offsets:
            word = find(text[offset : offset + LENGTH], -1)
            count = 0
            while word >= 0 and count < share:
                hits.append((offset, starts[word]))
                word = before[word]
                count += 1
            if count == share:
                del hits[-count:]
                common.append(offset)
        return hits, common


def _choose(hits: Sequence[Hit], most: int) -> Iterator[tuple[Hit, Hit]]:
    """The first and the last hit of the bands that have most of them, each band with the one beside it."""
    bands = Counter([(place - offset) // _BAND for offset, place in hits])
    counts = {band: count + bands.get(band + 1, 0) for band, count in bands.items()}
    ranked = nsmallest(most, counts, key=lambda band: (-counts[band], band))
    for band in ranked:
        if 2 * counts[band] >= counts[ranked[0]]:
            first, last = band * _BAND, (band + 2) * _BAND
            inside = [(place - offset, offset, place) for offset, place in hits if first <= place - offset < last]
            diagonal = sorted(inside)[len(inside) // 2][0]
            near = [(abs(at - diagonal), offset, place) for at, offset, place in inside if abs(at - diagonal) <= _DRIFT]
            begin, end = min(near, key=lambda hit: (hit[1], hit[0])), max(near, key=lambda hit: (hit[1], -hit[0]))
            yield begin[1:], end[1:]


def _guess(chosen: list[tuple[Hit, Hit]], length: int) -> list[tuple[int, int]]:
    """Where the skeleton begins and ends by each band, and by two where words between them were left out or put in."""
    ends = [*chosen]
    for (first, _), (_, last) in permutations(chosen, 2):
        moved = (last[1] - last[0]) - (first[1] - first[0])
        if first[0] < last[0] and first[1] < last[1] and _DRIFT < abs(moved) <= length // 2:
            ends.append((first, last))
    return [(first[1] - first[0], last[1] + length - last[0]) for first, last in ends]
