"""Ranked sources as a table: in its cells, for which day it speaks, and what a retraction could be known from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from evidence_assembler.cite.dates import read_date
from evidence_assembler.library.library import Library
from evidence_assembler.model.csl import PartialDate
from evidence_assembler.model.finding import Snapshot
from evidence_assembler.model.scheme import RankedSource, TierScheme
from evidence_assembler.model.source import Standing
from evidence_assembler.rank.tier_table import name_scheme

from .checks import tell_snapshot
from .one_line import one_line
from .terminal.lines import show_plainly
from .times_cited import TimesCited
from .wording import Words, read_words


@dataclass(frozen=True, slots=True)
class SourcesTable:
    """The names of the columns, the cells of each row in their order, and the lines that belong under them."""

    columns: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]


def lay_out_sources(
    ranked: Iterable[RankedSource],
    library: Library,
    scheme: TierScheme,
    as_of: date,
    cited: Mapping[str, TimesCited] | None = None,
) -> SourcesTable:
    """The table of these sources of the library. `cited` is by source id; without it the table has no such column."""
    words = read_words()
    columns: dict[str, str] = dict(words["sources"]["columns"])
    if cited is None:
        del columns["cited"]
    twins = find_twins(library)
    rows = []
    for one in ranked:
        source_id = one.source.id
        text = library[source_id].text
        because = one.because
        if source_id in twins:
            because += words["sources"]["same_work"].format(ids=", ".join(twins[source_id]))
        times = cited.get(source_id) if cited is not None else None
        cells = {
            "rank": str(one.rank),
            "id": source_id,
            "date": write_date(one.source.issued) or "",
            "tier": one.tier,
            "because": because,
            "status": ", ".join(_tell_standing(standing, words) for standing in one.standings),
            "cited": str(times.statements if times is not None else 0),
            "text": text.extent if text is not None else "",
        }
        rows.append(tuple(show_plainly(cells[name]) for name in columns))
    snapshot = library.retractions.snapshot if library.retractions is not None else None
    return SourcesTable(columns, tuple(rows), tell_day(scheme, as_of, snapshot))


def find_twins(library: Library) -> dict[str, tuple[str, ...]]:
    """For each source that shares its work with others, the ids of those others, as they were read."""
    records = {source_id: library.find_records(source_id) for source_id in library}
    return {
        source_id: twins
        for source_id, same in records.items()
        if (twins := tuple(one.id for one in same if one.id != source_id and one.id not in library.aliases))
    }


def write_date(given: PartialDate | None) -> str | None:
    """A date as far as it is known: 2018, 2018-09, 2018-09-21, 2018/2020, or the words of the record.

    Standard: ISO 8601-1 and 8601-2 (EDTF): negative years count from 1 BC as 0000, an interval has a solidus.

    >>> write_date(PartialDate(parts=(2002, 4, 3), until=(2002, 4, 5)))
    '2002-04-03/2002-04-05'
    """
    known = read_date(given)
    if known is None:
        return None
    if not known.parts:
        return one_line(known.literal or "") or None
    first, last = _write_parts(known.parts), _write_parts(known.until)
    return f"{first}/{last}" if last and last != first else first


def _write_parts(parts: tuple[int, ...]) -> str:
    if not parts:
        return ""
    year = parts[0] if parts[0] >= 0 else parts[0] + 1  # CSL has -44 for 44 BC, ISO 8601 has -0043
    written = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    return "-".join([written, *(f"{part:02d}" for part in parts[1:])])


def tell_day(scheme: TierScheme, as_of: date, snapshot: Snapshot | None) -> tuple[str, ...]:
    """For which day and by which scheme the order is, and which retractions were looked up."""
    words = read_words()
    said = words["sources"]
    day = said["day"].format(
        day=as_of, name=one_line(name_scheme(scheme)), version=one_line(scheme.version), axis=one_line(scheme.axis)
    )
    if snapshot is None:
        return day, said["no_snapshot"]
    looked_up = tell_snapshot(snapshot, date.isoformat, words)
    return (day, looked_up, said["later"].format(day=snapshot.date)) if snapshot.date < as_of else (day, looked_up)


def _tell_standing(standing: Standing, words: Words) -> str:
    said = words["sources"]
    told: str = standing.status
    if standing.since is not None:
        told = said["since"].format(status=told, day=standing.since)
    return said["see"].format(status=told, see=one_line(standing.see)) if standing.see is not None else told
