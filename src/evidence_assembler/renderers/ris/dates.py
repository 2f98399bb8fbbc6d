"""Dates as RIS has them: `YYYY/MM/DD/other information`.

Standard: RIS Format Specifications 2001.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence_assembler.model.csl import PartialDate

_SEASONS = frozenset("spring summer autumn fall winter".split())


def has_year(date: PartialDate) -> bool:
    """True of a date whose year has a place in RIS: 1 to 9999."""
    return bool(date.parts) and 0 < date.parts[0] < 10000


def set_slashes(parts: Sequence[int]) -> str:
    """Year, month and day as far as they are known."""
    year, *rest = parts
    month, day = (*(f"{part:02}" for part in rest), "", "")[:2]
    return f"{year:04}/{month}/{day}/"


def set_season(date: PartialDate) -> str:
    """The season, empty where it is none that has a place in RIS."""
    season = (date.season or "").casefold()
    return season if season in _SEASONS else ""


def tell_lost(date: PartialDate, *, season: bool) -> Iterator[str]:
    """What of a date RIS has no place for, in words. `season` says that the field has one for the season."""
    for is_lost, what in (
        (bool(date.until), "the end of the range"),
        (date.circa, "that it is about then"),
        (bool(date.literal), "its words"),
        (bool(date.season) and not (season and set_season(date)), "the season"),
    ):
        if is_lost:
            yield f"RIS has no place in a date for {what}; it was left out"
