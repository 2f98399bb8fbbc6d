"""The nearest of the names that exist: what a slip of the pen was meant to be. It points, it never decides."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ENOUGH = 60.0  # of 100; below it a suggestion would puzzle more than help


def nearest(word: str, candidates: Iterable[str], enough: float = _ENOUGH) -> str | None:
    """The candidate most like `word`, None where none is near; among equals the first in order.

    `enough` is the least likeness, 0-100, that counts as near.
    """
    known = sorted(candidates)
    found = process.extractOne(word.casefold(), known, processor=str.casefold, scorer=fuzz.ratio, score_cutoff=enough)
    return found[0] if found else None


def suggest(word: str, candidates: Iterable[str]) -> str:
    """A sentence that names the nearest candidate, or all of them where they are few and none is near."""
    known = sorted(candidates)
    found = nearest(word, known)
    if found is not None:
        return f"Did you mean {found!r}?"
    return f"Known: {', '.join(known)}." if 0 < len(known) <= 40 else "None is like it."
