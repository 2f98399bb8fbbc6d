"""Retractions: a list of works that were retracted, as it was on a day, looked up by the identifiers of a work.

What such a list does not name is "not listed"; a work without an identifier of its kinds could not be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.library.days import Days
from evidence_assembler.model.finding import Snapshot

Nature = Literal["retracted", "concern", "corrected", "reinstated"]


@dataclass(frozen=True, slots=True)
class Retraction:
    """A row of the list: what became of a work, its notice and the days that it can mean; None where it does not tell.

    `notice` is a DOI or `PMID` and a number. `line` counts from 1 in the file. `words` are those for what
    became of it, where they could not be read.
    """

    nature: Nature | None
    notice: str | None
    days: Days | None
    line: int
    words: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of which something could not be read: its line, and the words that stand there."""

    line: int
    words: str


@dataclass(frozen=True, eq=False)
class Retractions:
    """A list of retractions as it was on the day of `snapshot`.

    `rows` holds the readable ones by DOI and by PMID; `nameless` counts the rows that say of their work that it has no
    identifier ("unavailable"), and `unread` are those with other words in place of one. `total` counts the rows of the
    file: every one of them is in one of the three. `undated` are the rows whose day could not be read.
    """

    snapshot: Snapshot
    rows: Mapping[tuple[str, str], tuple[Retraction, ...]] = field(repr=False)
    total: int
    nameless: int = 0
    unread: tuple[UnreadRow, ...] = ()
    undated: tuple[UnreadRow, ...] = ()
    has_pmids: bool = False

    def can_look_up(self, identifiers: Iterable[tuple[str, str]]) -> bool:
        """True where the list names works by one of these kinds: a DOI, or a PMID where it has PMIDs."""
        return any(kind == "DOI" or (kind == "PMID" and self.has_pmids) for kind, _ in identifiers)

    def look_up(self, identifiers: Iterable[tuple[str, str]]) -> tuple[Retraction, ...]:
        """What the list says of the work with these identifiers, as (kind, value) in their one spelling; each row once.

        Empty where it does not name the work; whether it could have, `can_look_up` tells.
        """
        found = (row for identifier in identifiers for row in self.rows.get(identifier, ()))
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def read_nature(words: str) -> Nature | None:
    """What the words say that became of a work, of several parts the gravest; None where that is not clear.

    >>> read_nature("Retraction and replacement"), read_nature("Partial retraction"), read_nature("Retraction pending")
    ('retracted', 'corrected', None)
    """
    natures = {_read_part(part) for part in re.split("[;,/|+]", words.casefold().replace("_", " ")) if part.strip()}
    if len(natures) == 1:
        return natures.pop()
    gravest: tuple[Nature, ...] = ("retracted", "concern", "corrected")
    return next((one for one in gravest if one in natures), None) if natures <= set(gravest) else None


def _read_part(words: str) -> Nature | None:
    return next((nature for pattern, nature in _nature_patterns() if pattern.search(words)), None)


@cache
def _nature_patterns() -> tuple[tuple[re.Pattern[str], Nature | None], ...]:
    rows = read_table("standing")["nature"]
    return tuple((re.compile(row["pattern"]), row.get("is")) for row in rows)
