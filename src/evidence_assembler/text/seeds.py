"""Seeds: the characters at every anchor of a skeleton, where a word begins, in lower case, and where they stand.

A quotation that stands in a text shares with it the seed of every word that is parted by a space from the word before;
so where one such seed is not in the index, the quotation is not in the text, and the places of its rarest seed hold all
of its places. One that stands there with other words shares seeds too, and most of them lie on one diagonal.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from evidence_assembler.text.fold import lower_case
from evidence_assembler.text.skeleton import Core

LENGTH = 8  # characters of a seed: a word and a half
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
        for word, start in enumerate(self._starts):
            seed = text[start : start + LENGTH]
            before[word] = find(seed, -1)
            last[seed] = word

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

    def find_guesses(self, skeleton: str, most: int) -> Iterator[list[tuple[int, int]]]:
        """Where a damaged skeleton may begin and end, likeliest first; then again, by its common seeds too."""
        skeleton = lower_case(skeleton)
        starts, before, find = self._starts, self._before, self._last.get
        bands: defaultdict[int, list[Hit]] = defaultdict(list)
        pending: Sequence[int] = range(len(skeleton) - LENGTH + 1)
        for share in _SHARES:
            common = []
            for offset in pending:
                word = find(skeleton[offset : offset + LENGTH], -1)
                places: list[int] = []
                while word >= 0:
                    places.append(starts[word])
                    word = before[word]
                    if len(places) == share:
                        common.append(offset)
                        break
                else:
                    for place in places:
                        bands[(place - offset) // _BAND].append((offset, place))
            yield _guess(list(_choose(bands, most)), len(skeleton))
            pending = common


def _choose(bands: dict[int, list[Hit]], most: int) -> Iterator[tuple[Hit, Hit]]:
    """The first and the last hit of the bands that have most of them, each band with the one beside it."""
    counts = {band: len(hits) + len(bands.get(band + 1, ())) for band, hits in bands.items()}
    ranked = sorted(counts, key=lambda band: (-counts[band], band))[:most]
    for band in ranked:
        if 2 * counts[band] >= counts[ranked[0]]:
            hits = bands[band] + bands.get(band + 1, [])
            diagonal = sorted(place - offset for offset, place in hits)[len(hits) // 2]
            near = [(abs(place - offset - diagonal), offset, place) for offset, place in hits]
            near = [hit for hit in near if hit[0] <= _DRIFT]
            first, last = min(near, key=lambda hit: (hit[1], hit[0])), max(near, key=lambda hit: (hit[1], -hit[0]))
            yield first[1:], last[1:]


def _guess(chosen: list[tuple[Hit, Hit]], length: int) -> list[tuple[int, int]]:
    """Where the skeleton begins and ends by each band, and by two where words between them were left out or put in."""
    ends = [*chosen]
    for (first, _), (_, last) in permutations(chosen, 2):
        moved = (last[1] - last[0]) - (first[1] - first[0])
        if first[0] < last[0] and first[1] < last[1] and _DRIFT < abs(moved) <= length // 2:
            ends.append((first, last))
    return [(first[1] - first[0], last[1] + length - last[0]) for first, last in ends]
