"""Stretches that may lie within one another: which of them reaches a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import TypeVar

Stretch = TypeVar("Stretch")


def keep_farthest(stretches: Iterable[Stretch], end: Callable[[Stretch], int]) -> list[Stretch]:
    """Of each stretch and all before it the one that ends last, of equals the latest.

    Where the stretches are in the order of their beginnings, any of those that begin before a place reaches it only if
    this one does.

    >>> keep_farthest([(0, 9), (2, 4), (5, 9), (12, 14)], end=lambda one: one[1])
    [(0, 9), (0, 9), (5, 9), (12, 14)]
    """

    def choose(farthest: Stretch, one: Stretch) -> Stretch:
        return one if end(one) >= end(farthest) else farthest

    return list(accumulate(stretches, choose))
