"""Arranging: which section each claim stands in, and in which order. A claim is lifted by its strongest source.

Only a source cited in support, and directly, lifts; one that is retracted, superseded or a draft does not, and neither
does one whose tier has no section. What nothing lifts stands last, under no title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from evidence_assembler.merge import NamedClaim
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.draft import Arrangement
from evidence_assembler.model.scheme import RankedSource, TierScheme

_LIFTS_NOTHING = frozenset({"retracted", "superseded", "draft"})


@dataclass(frozen=True, slots=True)
class Lift:
    """The source that lifts a claim, the place of its tier in the scheme (from 0), and the section it lifts into."""

    source_id: str
    tier: int
    section: str


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with what lifts it, None where nothing does."""

    claim: NamedClaim
    lift: Lift | None


@dataclass(frozen=True, slots=True)
class TopicBlock:
    """Claims under one heading, or under none."""

    title: str | None
    claims: tuple[PlacedClaim, ...]


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """Topics under one heading, or under none; `tier` is the highest that lifted a claim here."""

    title: str | None
    tier: str | None
    topics: tuple[TopicBlock, ...]


def arrange_claims(
    claims: Iterable[NamedClaim],
    arrangement: Arrangement,
    scheme: TierScheme,
    ranked: Mapping[str, RankedSource],
) -> tuple[SectionBlock, ...]:
    """The sections of an answer in reading order. `ranked` holds each known source under the ids it is cited by.

    `by-tier`: a section for each title of the scheme, topics inside in the order of the draft. `by-topic`: a section
    for each topic. `as-written`: one section, a topic for each run of claims that share one.
    """
    positions = {tier.name: position for position, tier in enumerate(scheme.tiers)}
    placed = [PlacedClaim(one, _find_lift(one, scheme, positions, ranked)) for one in claims]
    if arrangement == "by-topic":
        return tuple(SectionBlock(t.title, None, (TopicBlock(None, t.claims),)) for t in _group_topics(placed))
    if arrangement == "as-written":
        runs = groupby(placed, key=lambda one: one.claim.claim.topic)
        topics = tuple(TopicBlock(title, tuple(run)) for title, run in runs)
        return (SectionBlock(None, None, topics),) if topics else ()
    sections: dict[str | None, list[PlacedClaim]] = {
        title: [] for title in (*(tier.section for tier in scheme.tiers if tier.section is not None), None)
    }
    for one in placed:
        sections[one.lift.section if one.lift is not None else None].append(one)
    return tuple(
        SectionBlock(title, _name_highest(here, scheme), _group_topics(here))
        for title, here in sections.items()
        if here
    )


def may_lift(citation: Citation, status: Iterable[str]) -> bool:
    """True for a citation in direct support of a source that still stands; its tier decides where it lifts to."""
    return citation.intent == "supports" and citation.indirect is None and _LIFTS_NOTHING.isdisjoint(status)


def _find_lift(
    one: NamedClaim, scheme: TierScheme, positions: Mapping[str, int], ranked: Mapping[str, RankedSource]
) -> Lift | None:
    best: Lift | None = None
    for citation in one.citations:
        source = ranked.get(citation.source_id)
        position = positions.get(source.tier) if source is not None else None
        if source is None or position is None or not may_lift(citation, source.status):
            continue
        section = scheme.tiers[position].section
        if section is not None and (best is None or position < best.tier):
            best = Lift(citation.source_id, position, section)
    return best


def _group_topics(placed: Iterable[PlacedClaim]) -> tuple[TopicBlock, ...]:
    """Topics in the order of the draft; claims outside any come first, where no other heading stands above them."""
    topics: dict[str | None, list[PlacedClaim]] = {None: []}
    for one in placed:
        topics.setdefault(one.claim.claim.topic, []).append(one)
    return tuple(TopicBlock(title, tuple(here)) for title, here in topics.items() if here)


def _name_highest(placed: Iterable[PlacedClaim], scheme: TierScheme) -> str | None:
    tiers = [one.lift.tier for one in placed if one.lift is not None]
    return scheme.tiers[min(tiers)].name if tiers else None
