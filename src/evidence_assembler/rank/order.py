"""Sources in the order of a scheme, each with its tier and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from evidence_assembler.library.library import Library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import Basis, RankedSource, TierScheme
from evidence_assembler.model.source import Source, Status
from evidence_assembler.rank.designs import find_design
from evidence_assembler.rank.keywords import list_keywords, list_types
from evidence_assembler.rank.recognise import recognise_design
from evidence_assembler.rank.shipped import clinical_scheme
from evidence_assembler.rank.signs import Record
from evidence_assembler.rank.status import read_standings
from evidence_assembler.rank.titles import plain_title

_NOTHING: Mapping[str, Declaration] = MappingProxyType({})
_RETRACTED = "retracted work"  # the design under which a scheme says where retracted works stand


@dataclass(frozen=True, slots=True)
class _Placed:
    source: Source
    tier: str
    basis: Basis
    because: str
    design: str | None
    status: tuple[Status, ...]


def rank_sources(
    sources: Library | Iterable[Source],
    scheme: TierScheme | None = None,
    *,
    declare: Mapping[str, Declaration] = _NOTHING,
    as_of: date | None = None,
) -> tuple[RankedSource, ...]:
    """The sources in the order of the scheme, within a tier the newest first, then by id. None is lost.

    `scheme` is `clinical` unless given. `declare` holds what a person knows better, by source id; an id that no
    source has is left aside. `as_of` is the day for which a status that has a date is told.
    """
    scheme = scheme or clinical_scheme()
    tiers = {find_design(words) or words: tier.name for tier in scheme.tiers for words in tier.designs}
    order = {tier.name: place for place, tier in enumerate(scheme.tiers)}
    given = sources.sources if isinstance(sources, Library) else sources
    placed = [_place_source(source, scheme, tiers, declare.get(source.id), as_of) for source in given]
    placed.sort(key=lambda one: (order.get(one.tier, len(order)), *_newest_first(one.source)))
    return tuple(
        RankedSource(
            source=one.source,
            rank=rank,
            tier=one.tier,
            basis=one.basis,
            because=one.because,
            design=one.design,
            status=one.status,
        )
        for rank, one in enumerate(placed, start=1)
    )


def _place_source(
    source: Source,
    scheme: TierScheme,
    tiers: Mapping[str, str],
    declaration: Declaration | None,
    as_of: date | None,
) -> _Placed:
    record = Record(source, plain_title(source.title or ""), list_types(source), list_keywords(source))
    standings = read_standings(record, declaration, as_of)
    known = recognise_design(record, declaration)
    status = tuple(one.status for one in standings)
    basis, because = known.basis, known.because
    if "retracted" in status:  # the first in order; whatever its design was, it stands where retracted works stand
        basis, stands_as = standings[0].basis, _RETRACTED
        because = f"retracted: {standings[0].because}" + (f"; {because}" if known.design else "")
    else:
        stands_as = known.design or ""
    tier = tiers.get(stands_as, scheme.unknown)
    if stands_as and stands_as not in tiers:
        because += f"; {scheme.name} has no row for: {stands_as}"
    return _Placed(source, tier, basis, because, known.design, status)


def _newest_first(source: Source) -> tuple[tuple[int, ...], str, str]:
    """The key that puts the newest first, a date that is not known last, then the id, then the title."""
    parts = source.issued.parts if source.issued is not None else ()
    year, month, day = (*parts, 0, 0, 0)[:3]
    return (-year, -month, -day) if parts else (1,), source.id, source.title or ""
