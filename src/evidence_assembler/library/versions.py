"""Versions: DOIs of two versions of one work, as publishers number them. Patterns stand in `data/relations.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from evidence_assembler.data import read_table


def are_versions(one: str, other: str) -> bool:
    """True for two DOIs that differ only in the number of a version.

    >>> are_versions("10.1002/14651858.cd002273.pub2", "10.1002/14651858.cd002273.pub3")
    True
    """
    return one != other and (stem := find_stem(one)) is not None and stem == find_stem(other)


@lru_cache(maxsize=65536)
def find_stem(doi: str) -> str | None:
    """The part that all versions of a work share; None for a DOI of a publisher who numbers none."""
    for pattern in _patterns():
        if (found := pattern.fullmatch(doi)) is not None:
            return found["stem"]
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table("relations")["version"])
