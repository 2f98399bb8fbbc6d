"""Staleness: whether a work is so old for its kind that it may be out of date, or a newer edition is at hand.

The months stand in `data/staleness.toml`, with their source.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.library.days import Days, find_issued, read_days
from evidence_assembler.library.identity import find_set_id
from evidence_assembler.library.library import Library
from evidence_assembler.library.updates import fold_title
from evidence_assembler.model.source import Source, Standing


@dataclass(frozen=True, slots=True)
class Shelf:
    """How long works of a kind keep: the name of the kind, and months."""

    kind: str
    months: int


def find_shelf(source: Source, design: str | None) -> Shelf | None:
    """The row for a work of this design, else for its CSL type; None where the table has none."""
    by_design, by_type = _shelves()
    if design in by_design:
        return by_design[design]
    shelf, also = by_type.get(source.type, (None, frozenset()))
    return shelf if design is None or design in also else None


def find_last_looked_at(source: Source, as_of: date | None = None) -> Days | None:
    """When the work was published or, by a field of its record, looked at again: the latest up to that day.

    Where all dates lie later it is the latest of them; None where the record tells no date.
    """
    dates = [find_issued(source.issued)]
    if source.custom:
        dates += [read_days(str(source.custom[name])) for name in _reviewed() if name in source.custom]
    known = [one for one in dates if one is not None]
    past = [one for one in known if as_of is None or one.first <= as_of]
    return max(past or known, key=lambda one: one.last, default=None)


def find_staleness(source: Source, design: str | None, as_of: date, among: Library | None) -> Standing | None:
    """Why the work may be out of date on that day, None where nothing says so.

    Of a date that is known in part, the latest possible day counts.
    """
    if design in _edition_designs():
        return _find_newer_edition(source, as_of, among) if among is not None else None
    shelf = find_shelf(source, design)
    looked_at = find_last_looked_at(source, as_of) if shelf is not None else None
    if shelf is None or looked_at is None:
        return None
    until = add_months(looked_at.last, shelf.months)
    if as_of < until:
        return None
    because = f"{shelf.kind} of {looked_at}, older than {shelf.months} months"
    return Standing(status="stale", basis="rule", because=because, since=until)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where it has no such day.

    >>> add_months(date(2023, 11, 30), 3)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _find_newer_edition(source: Source, as_of: date, among: Library) -> Standing | None:
    """The newest among the sources with the same set id, or with the same title and publisher."""
    own = find_last_looked_at(source, as_of)
    if own is None:
        return None
    set_id = _fold_set_id(source)
    same = [among[source_id].source for source_id in among.find_same_title(source)]
    rivals = [one for one in same if _fold_set_id(one) in (None, set_id) and _publishers(one) == _publishers(source)]
    if set_id is not None:
        rivals += [one for one in among.sources if one.id != source.id and _fold_set_id(one) == set_id]
    dated = [(days, one.id) for one in rivals if (days := find_last_looked_at(one, as_of)) is not None]
    newer = [(days, source_id) for days, source_id in dated if own.last < days.first <= as_of]
    if not newer:
        return None
    days, source_id = max(newer, key=lambda one: (one[0].first, one[1]))
    because = f"a newer edition is among the sources: {source_id!r} of {days}"
    return Standing(status="stale", basis="rule", because=because, since=days.day, see=source_id)


def _fold_set_id(source: Source) -> str | None:
    set_id = find_set_id(source)
    return set_id.lower() if set_id is not None else None


def _publishers(source: Source) -> str:
    name = source.variables.get("publisher") or " ".join(one.literal or one.family or "" for one in source.authors)
    return fold_title(name)


@cache
def _shelves() -> tuple[dict[str, Shelf], dict[str, tuple[Shelf, frozenset[str]]]]:
    rows: list[dict[str, Any]] = read_table("staleness")["kind"]
    shelves = [(row, Shelf(row["name"], row["months"])) for row in rows]
    return (
        {design: shelf for row, shelf in shelves for design in row.get("designs", ())},
        {kind: (shelf, frozenset(row["also"])) for row, shelf in shelves for kind in row.get("types", ())},
    )


@cache
def _edition_designs() -> frozenset[str]:
    return frozenset(read_table("staleness")["editions"]["designs"])


@cache
def _reviewed() -> tuple[str, ...]:
    return tuple(read_table("staleness")["reviewed"]["fields"])
