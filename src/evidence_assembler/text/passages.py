"""Passages: stretches of a folded text, and whether those around an ellipsis follow each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence_assembler.model.quote import Difference

# What stands for words that were left out, as it is written or folded, and for how many code points of them.
ELLIPSIS = re.compile(r"\[\s?(?:[…⋯]+|\.{3,})\s?\]|\(\s?(?:[…⋯]+|\.{3,})\s?\)|[…⋯]+|\.{3,}")
LEFT_OUT = 1_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a folded text where the words of a quotation stand, and what is to be told of them."""

    start: int
    end: int
    told: tuple[Difference, ...] = ()

    def is_within(self, other: Passage) -> bool:
        """True where all of it lies in the other."""
        return other.start <= self.start and self.end <= other.end


def join_passages(passages: Sequence[Passage]) -> Passage:
    """The stretch from the first to the last of the passages."""
    told = tuple(difference for passage in passages for difference in passage.told)
    return Passage(min(one.start for one in passages), max(one.end for one in passages), told)


def link_passages(
    found: Sequence[Sequence[Passage]], turns: Sequence[int], is_near: Callable[[int, int], bool]
) -> tuple[list[Passage], bool] | None:
    """One passage a fragment, in order and near enough to each other, with none of the `turns` between two of them.

    And whether others end elsewhere; None where there are none.
    `found` has the passages of each fragment in order; `is_near` is asked for the end of one and the start of the next.
    From each passage the nearest one before it is enough: what lies between the two lies between all others.
    """
    reached = [(passage, -1) for passage in found[0]]
    levels = [reached]
    for passages in found[1:]:
        ends = [passage.end for passage, _ in reached]
        onward = []
        for passage in passages:
            before = bisect_right(ends, passage.start) - 1
            if before >= 0 and is_near(ends[before], passage.start):
                turn = bisect_left(turns, ends[before])
                if turn == len(turns) or turns[turn] >= passage.start:
                    onward.append((passage, before))
        reached = onward
        levels.append(reached)
    if not reached:
        return None
    chain, at = [], 0
    for level in reversed(levels):
        passage, at = level[at]
        chain.append(passage)
    return chain[::-1], len(reached) > 1
