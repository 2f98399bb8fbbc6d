"""A work as its records tell it: which design it has, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_assembler.library.library import Library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.source import Source, Standing
from evidence_assembler.rank.keywords import list_keywords, list_types
from evidence_assembler.rank.recognise import Recognition, recognise_design
from evidence_assembler.rank.signs import Record
from evidence_assembler.rank.staleness import find_staleness
from evidence_assembler.rank.status import read_standings, sort_standings
from evidence_assembler.rank.titles import plain_title

_PLANS = frozenset({"protocol", "registration"})


@dataclass(frozen=True, slots=True)
class Work:
    """A source with what was read in it: its record made ready, its design, and how the work stands.

    `records` are those of all sources that are the same work; the design is that of the first.
    """

    records: tuple[Record, ...]
    known: Recognition
    standings: tuple[Standing, ...]

    @property
    def record(self) -> Record:
        """The record of the source itself."""
        return self.records[0]


def read_work(
    source: Source, declaration: Declaration | None = None, as_of: date | None = None, among: Library | None = None
) -> Work:
    """What is known of a source, alone or as one of a library, whose other records of the work are read too.

    Of a library it is read once for each day and declaration.
    """
    entry = among.get(source.id) if among is not None else None
    if among is None or entry is None or entry.source is not source:
        return _read(source, (source,), declaration, as_of, among)
    return among.recall(_read_listed, source.id, declaration, as_of)


def _read_listed(among: Library, source_id: str, declaration: Declaration | None, as_of: date | None) -> Work:
    source = among[source_id].source
    others = [one for one in among.find_records(source_id) if one is not source]
    return _read(source, (source, *others), declaration, as_of, among)


def _read(
    source: Source,
    sources: tuple[Source, ...],
    declaration: Declaration | None,
    as_of: date | None,
    among: Library | None,
) -> Work:
    records = tuple(Record(one, plain_title(one.title or ""), list_types(one), list_keywords(one)) for one in sources)
    known = recognise_design(records[0], declaration)
    standings = read_standings(records, declaration, as_of, among)
    told = {one.status for one in standings}
    more = []
    if known.design in _PLANS and "protocol" not in told:
        basis = "declared" if known.basis == "declared" else "rule"
        more.append(Standing(status="protocol", basis=basis, because=known.because))
    if as_of is not None and told.isdisjoint(("retracted", "superseded", "stale")):
        stale = find_staleness(source, known.design, as_of, among)
        more += [stale] if stale is not None else []
    return Work(records, known, sort_standings((*standings, *more)) if more else standings)
