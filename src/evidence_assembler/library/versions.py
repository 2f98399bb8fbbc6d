"""Versions of one work: by their DOIs, as publishers number them (`data/relations.toml`), and editions of books."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from evidence_assembler.data import read_table
from evidence_assembler.model.source import Source

_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)", re.ASCII)


def are_versions(one: str, other: str) -> bool:
    """True for two DOIs that differ only in the number of a version.

    >>> are_versions("10.1002/14651858.cd002273.pub2", "10.1002/14651858.cd002273.pub3")
    True
    """
    return one != other and (stem := find_stem(one)) is not None and stem == find_stem(other)


def read_edition(source: Source) -> int | None:
    """The number of a book's edition; None for another kind of source, and where no number is told.

    >>> read_edition(Source(id="a", type="book", variables={"title": "Textbook of Pain", "edition": "6th ed."}))
    6
    """
    found = _NUMBER.search(source.variables.get("edition", "")) if source.type == "book" else None
    return int(found[0]) if found is not None else None


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
