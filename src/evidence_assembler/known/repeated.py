"""Repetition: which statement each key point of a manuscript repeats.

A guess that only the policy `key-points` rests on: the earlier statement that has most of the words of the key point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evidence_assembler.library.subjects import fold_stem
from evidence_assembler.model.document import DocumentStatement
from evidence_assembler.text.words import TOKEN

_SHARE = 0.6  # of the words of a key point that must stand in the statement
_FEWEST = 2
_MOST = 100  # statements that are looked at for one word, the first of the text
_SHORTEST = 4  # letters; shorter words are mostly those that every sentence has


def find_repeated(statements: Sequence[DocumentStatement]) -> Mapping[str, str]:
    """By the id of each key point the id of the statement that it repeats; none for one that repeats nothing."""
    points = [one for one in statements if one.is_key_point]
    own = {point.id for point in points}
    words_of = {one.id: _read_words(one.text) for one in statements}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in words_of.items():
        if name not in own:
            for word in words:
                having[word].append(name)
    repeated = {}
    for point in points:
        words = words_of[point.id]
        if len(words) < _FEWEST:
            continue
        shared = [(*_measure(words, words_of[name]), name) for name in _list_candidates(words, having)]
        best = max(shared, default=(0.0, 0.0, ""), key=lambda one: one[:2])
        if best[0] >= _SHARE:
            repeated[point.id] = best[2]
    return repeated


def _list_candidates(words: frozenset[str], having: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """The statements that may have enough of the words, in reading order.

    A statement without any of the rarest `1 - _SHARE` of them, and one more, has too few of the others.
    """
    rarest = sorted(words, key=lambda word: (len(having.get(word, ())), word))
    few = rarest[: int(len(rarest) * (1 - _SHARE)) + 1]
    return dict.fromkeys(name for word in few for name in having.get(word, ())[:_MOST])


def _measure(words: frozenset[str], there: frozenset[str]) -> tuple[float, float]:
    shared = len(words & there)
    return shared / len(words), shared / len(words | there)


def _read_words(text: str) -> frozenset[str]:
    """The stems of the longer words, and the numbers."""
    tokens = TOKEN.findall(text)
    return frozenset(fold_stem(one) for one in tokens if len(one) >= _SHORTEST or one[0].isdigit())
