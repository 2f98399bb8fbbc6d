"""How far two words are from one another, by the slips of a pen between them."""

from __future__ import annotations

from rapidfuzz.distance import OSA, Indel


def is_slip(one: str, other: str) -> bool:
    """True where one word may be the other, mistyped: one slip in four letters and more, two in eight and more.

    A slip is a letter too many, a letter lost, a wrong one, or two in the wrong order.

    >>> is_slip("fibromyalgia", "fibromylagia"), is_slip("zinc", "iron")
    (True, False)
    """
    shorter = min(len(one), len(other))
    most = 0 if shorter < 4 else 1 if shorter < 8 else 2
    return one == other or (most > 0 and OSA.distance(one, other, score_cutoff=most) <= most)


def share_likeness(one: str, other: str, least: float) -> float:
    """The share of characters that two words have in the same order, 0-1; 0 where it is below `least`."""
    return Indel.normalized_similarity(one, other, score_cutoff=least)
