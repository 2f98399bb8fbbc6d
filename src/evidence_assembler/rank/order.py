"""Sources in the order of a scheme, each with its tier and the reason for it.

A systematic review stands by what it includes, where the scheme asks for that: in the row for reviews of its one
design, else in that for reviews of any, else where the best design stands that it includes, else in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from evidence_assembler.errors import SchemeError
from evidence_assembler.library.days import find_issued
from evidence_assembler.library.library import Library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import Basis, RankedSource, TierScheme
from evidence_assembler.model.source import Source, Standing
from evidence_assembler.progress import follow
from evidence_assembler.rank.rows import find_row
from evidence_assembler.rank.shipped import clinical_scheme
from evidence_assembler.rank.tier_table import Standpoint, TierTable, find_tier, make_tier_table, name_scheme
from evidence_assembler.rank.works import read_work

_NOTHING: Mapping[str, Declaration] = MappingProxyType({})
_RETRACTED = "retracted work"  # the design under which a scheme says where retracted works stand


@dataclass(frozen=True, slots=True)
class _Placed:
    source: Source
    tier: str
    basis: Basis
    because: str
    design: str | None
    includes: tuple[str, ...]
    standings: tuple[Standing, ...]


def rank_sources(
    sources: Library | Iterable[Source],
    scheme: TierScheme | None = None,
    *,
    declare: Mapping[str, Declaration] = _NOTHING,
    as_of: date | None = None,
    among: Library | None = None,
) -> tuple[RankedSource, ...]:
    """The sources in the order of the scheme, within a tier the newest first, then by id. None is lost.

    `scheme` is `clinical` unless given. `declare` holds what a person knows better, by source id; an id that no
    source has is left aside. `as_of` is the day for which a status that has a date is told. `among` is the library that
    the sources are of, where not all of it is to be ranked: its notices and its list of retractions count.

    Raises `SchemeError` for a scheme that ranks by the type of the question and was not resolved for one.
    """
    scheme = (scheme or clinical_scheme()).for_question(None)
    table = make_tier_table(scheme)
    order = table.order
    among = sources if isinstance(sources, Library) else among
    given = sources.sources if isinstance(sources, Library) else sources
    with follow(given, "Ranking the sources") as followed:
        placed = [_place_source(source, table, declare.get(source.id), as_of, among) for source in followed]
    placed.sort(key=lambda one: (order.get(one.tier, len(order)), *_newest_first(one.source)))
    return tuple(
        RankedSource(
            source=one.source,
            rank=rank,
            tier=one.tier,
            scheme=table.label,
            axis=scheme.axis,
            basis=one.basis,
            because=one.because,
            design=one.design,
            includes=one.includes,
            status=tuple(standing.status for standing in one.standings),
            standings=one.standings,
        )
        for rank, one in enumerate(placed, start=1)
    )


def compare_tiers(one: RankedSource, other: RankedSource, scheme: TierScheme) -> int:
    """How many tiers of the scheme `one` stands below `other`: negative where it stands higher, 0 in the same tier.

    `scheme` is the one that both were ranked with. What is in none of its tiers stands below them all.
    Raises `SchemeError` where they were ranked on different axes, with different schemes, or for different types of
    question: a place in one scheme says nothing about a place in another.
    """
    label = name_scheme(scheme)
    for axis, name in ((one.axis, one.scheme), (other.axis, other.scheme)):
        if axis != scheme.axis:
            said = f"{label!r} orders by {scheme.axis}, {name!r} by {axis}; "
        elif name != label:
            said = f"{label!r} and {name!r} are two schemes; "
        else:
            continue
        said += "a place in one says nothing about a place in the other"
        raise SchemeError(said, remedy="Rank both sources with the same scheme, for the same type of question.")
    tiers = [*(tier.name for tier in scheme.tiers), scheme.unknown]
    for tier in (one.tier, other.tier):
        if tier not in tiers:
            said = f"{label!r} has no tier {tier!r}"
            raise SchemeError(said, remedy="Rank both sources anew: the scheme is another than it was.")
    return tiers.index(one.tier) - tiers.index(other.tier)


def _place_source(
    source: Source,
    table: TierTable,
    declaration: Declaration | None,
    as_of: date | None,
    among: Library | None,
) -> _Placed:
    named = find_row(declaration.design) if declaration is not None and declaration.design is not None else None
    if declaration is not None and named is not None and named.name != named.design:  # a part of a design is of it
        declaration = declaration.model_copy(update={"design": named.design})
    work = read_work(source, declaration, as_of, among)
    known, standings, design = work.known, work.standings, work.known.design
    includes = (named.reviews.design,) if named is not None and named.reviews is not None else known.includes
    basis, because = known.basis, known.because
    if any(one.status == "retracted" for one in standings):  # the first in order
        basis = standings[0].basis  # whatever its design was, it stands where retracted works stand
        because = f"retracted: {standings[0].because}" + (f"; {because}" if design else "")
        stands = find_tier(table, _RETRACTED, (), None, "")
    elif design is not None:
        stands = find_tier(table, design, includes, named, work.record.title.plain)
    else:
        stands = Standpoint(None)
    if stands.said is not None and stands.said not in because:
        because += f"; {stands.said}"
    issued = find_issued(source.issued) if as_of is not None and source.issued is not None else None
    if issued is not None and as_of is not None and issued.first > as_of:
        because += f"; published {issued}, after {as_of}"
    return _Placed(source, stands.tier or table.scheme.unknown, basis, because, design, includes, standings)


def _newest_first(source: Source) -> tuple[tuple[int, ...], str, str]:
    """The key that puts the newest first, a date that is not known last, then the id, then the title."""
    parts = source.issued.parts if source.issued is not None else ()
    year, month, day = (*parts, 0, 0, 0)[:3]
    return (-year, -month, -day) if parts else (1,), source.id, source.title or ""
