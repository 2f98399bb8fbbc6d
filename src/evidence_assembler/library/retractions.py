"""Retractions: a list of works that were retracted, as it was on a day, looked up by the identifiers of a work.

What such a list does not name is "not listed"; a work without an identifier of its kinds could not be looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from evidence_assembler.model.finding import Snapshot

Nature = Literal["retracted", "concern", "corrected", "reinstated"]


@dataclass(frozen=True, slots=True)
class Retraction:
    """A row of the list: what became of a work, its notice and the day, None where the row does not tell them.

    `notice` is a DOI or `PMID` and a number. `line` counts from 1 in the file.
    """

    nature: Nature
    notice: str | None
    day: date | None
    line: int


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that names no work: its line, and what stands there in place of an identifier."""

    line: int
    words: str


@dataclass(frozen=True, eq=False)
class Retractions:
    """A list of retractions as it was on the day of `snapshot`.

    `rows` holds the readable ones by DOI and by PMID; `nameless` counts the rows that say of their work that it has no
    identifier ("unavailable"), and `unread` are those whose words could not be read. `total` counts the rows of the
    file: every one of them is in one of the three.
    """

    snapshot: Snapshot
    rows: Mapping[tuple[str, str], tuple[Retraction, ...]] = field(repr=False)
    total: int
    nameless: int = 0
    unread: tuple[UnreadRow, ...] = ()
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
