"""An ordered table of kinds of evidence, as data, and a source with the row it stands in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .noun import WrittenNoun
from .source import Source, Status

Basis = Literal["declared", "rule", "unknown"]


class Tier(WrittenNoun):
    """One row of a scheme: the designs that stand in it, and the section that it lifts a claim into.

    A tier without a section lifts nothing. `why` is the reason for its place.
    """

    name: str
    designs: tuple[str, ...] = ()
    section: str | None = None
    why: str | None = None


class SchemeSection(WrittenNoun):
    """A heading that tiers share, and the words for when no source of theirs is cited."""

    title: str
    when_empty: str | None = None


class TierScheme(WrittenNoun):
    """An ordered table, best first, with its name, version, axis and source. Schemes on different axes never mix.

    `unknown` names the tier of a source whose kind is not known; it is last, and lifts nothing.
    """

    name: str
    version: str
    title: str
    axis: str
    source: str
    tiers: tuple[Tier, ...] = Field(min_length=1)
    sections: tuple[SchemeSection, ...] = ()
    unknown: str = "Kind not known"


class RankedSource(WrittenNoun):
    """A source with its place in a scheme: `rank` counts from 1, best first.

    `basis` says who decided: `declared` (a person, a publication type or a keyword), `rule` (title, entry type,
    publisher or journal) or `unknown`; `because` says by which sign.
    """

    source: Source
    rank: int
    tier: str
    basis: Basis
    because: str
    design: str | None = None
    status: tuple[Status, ...] = ()
