"""Blocks: which records are worth comparing, found by keys that two records of one work share, never by all pairs.

A key is made of the rarest words of a title, so many that by chance hardly another record has them all; of the first
author, the year and a word; of volume, page and author. Each survives damage of the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations

from evidence_assembler.data import read_table
from evidence_assembler.library.profiles import Profile
from evidence_assembler.progress import follow


def find_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of places in `profiles` that share a key, each once, the lower place first.

    The number of pairs grows with the number of records: a large block is parted by a further word of its records.
    """
    rarity = _Rarity(profiles)
    first: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    with follow(profiles, "Looking for like titles") as followed:
        for place, profile in enumerate(followed):
            for key in _hash_keys(profile, rarity):
                other = first.setdefault(key, place)
                if other != place:
                    blocks.setdefault(key, [other]).append(place)
    seen: set[int] = set()
    count = len(profiles)
    for block in blocks.values():
        for one, other in _pair(block, profiles):
            number = one * count + other
            if number not in seen:
                seen.add(number)
                yield one, other


class _Rarity:
    """How rare the words of the titles are: the number of each word in the order of their rarity, the rarest first.

    A word of one record alone, often a slip of the pen, has no number: no two records share it.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        table = read_table("duplicates")
        self.words, self.expected = int(table["blocks"]["words"]), float(table["blocks"]["expected"])
        found: Counter[str] = Counter()
        for profile in profiles:
            found.update(set(profile.words))
        for word in table["title"]["small"]:
            found.pop(word, None)
        ranked = sorted((count, word) for word, count in found.items() if count > 1)
        self.numbers = {word: number for number, (_, word) in enumerate(ranked)}
        self.counts = [count for count, _ in ranked]
        self.total = max(1, len(profiles))

    def find_rarest(self, words: Sequence[str]) -> list[int]:
        """The numbers of the rarest words, in the order of their rarity."""
        numbers = self.numbers
        return sorted({numbers[word] for word in words if word in numbers})[: self.words]


def _hash_keys(profile: Profile, rarity: _Rarity) -> set[int]:
    """The keys of a record as numbers: two keys that fall together cost a comparison, and decide nothing."""
    words = rarity.find_rarest(profile.words)
    keys = _join_words(words, rarity)
    if profile.skeleton:
        keys.append(hash(profile.skeleton))
    if 0 < profile.main < len(profile.words):
        begun = rarity.find_rarest(profile.words[: profile.main])
        if begun != words:
            keys += _join_words(begun, rarity)
    year, page, volume = profile.year, profile.page, profile.volume
    if profile.families:
        family = min(profile.families[0])
        if year is not None:
            for word in words[:2]:
                keys += (hash((family, year, word)), hash((family, year + 1, word)))
            if page is not None:
                keys.append(hash((family, year, page)))
        if page is not None and volume:
            keys.append(hash((family, volume, page)))
    if page is not None and volume and year is not None and page[1] > 1:
        keys.append(hash((volume, page, year, profile.issue)))
    return set(keys)


def _join_words(words: list[int], rarity: _Rarity) -> list[int]:
    """The words by twos; where many records would have both by chance, by threes and fours.

    They come in the order of their rarity, so that of a three the first two are the rarest.
    """
    base, total, most = len(rarity.counts) + 1, rarity.total, rarity.expected
    counts = [rarity.counts[word] for word in words]
    keys: list[int] = []
    for i, one in enumerate(words):
        for j in range(i + 1, len(words)):
            by_two = counts[i] * counts[j] / total
            two = one * base + words[j]
            if by_two <= most:
                keys.append(two)
                continue
            for k in range(j + 1, len(words)):
                three = two * base + words[k]
                if by_two * counts[k] / total <= most:
                    keys.append(three)
                else:
                    keys += [three * base + last for last in words[k + 1 :]]
    return keys


def _pair(block: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    table = read_table("duplicates")["blocks"]
    most = int(table["most"])
    if len(block) <= most:
        yield from combinations(block, 2)
        return
    for part in _part(block, profiles, most, 0):
        if len(part) <= most:
            yield from combinations(part, 2)
            continue
        ordered = sorted(
            part, key=lambda place: (profiles[place].skeleton, profiles[place].year or 0, profiles[place].id)
        )
        window = int(table["window"])
        for step in range(1, window + 1):
            for one, other in zip(ordered, ordered[step:], strict=False):
                yield min(one, other), max(one, other)


def _part(block: list[int], profiles: Sequence[Profile], most: int, by: int) -> Iterator[list[int]]:
    if len(block) <= most or by == len(_FURTHER):
        if len(block) > 1:
            yield block
        return
    parts: dict[Hashable, list[int]] = defaultdict(list)
    for place in block:
        parts[_FURTHER[by](profiles[place])].append(place)
    for part in parts.values():
        yield from _part(part, profiles, most, by + 1)


_FURTHER: tuple[Callable[[Profile], Hashable], ...] = (
    lambda one: min(one.families[0]) if one.families else None,
    lambda one: one.skeleton,
    lambda one: (one.year, one.volume),
    lambda one: one.page,
)
