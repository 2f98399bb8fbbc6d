"""A scheme made ready for ranking: which tier a source of a design stands in, and what is to be said about that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.rank.rows import REVIEW, Row, find_row, name_in_title, name_review


@dataclass(frozen=True, slots=True)
class TierTable:
    """The rows of a scheme by their names, and its tiers by theirs, best first from 0.

    `within` has, by design, the rows that hold only a part of the sources of this design. `label` names the scheme
    with the type of question that its rows are for.
    """

    scheme: TierScheme
    label: str
    tier_of: Mapping[str, str]
    order: Mapping[str, int]
    within: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The tier of a source, None where the scheme has no row for it, and what its reason is to add."""

    tier: str | None
    said: str | None = None


def make_tier_table(scheme: TierScheme) -> TierTable:
    """The table of a scheme whose rows are chosen (`TierScheme.for_question`)."""
    tier_of: dict[str, str] = {}
    within: dict[str, tuple[str, ...]] = {}
    for tier in scheme.tiers:
        for words in tier.designs:
            row = find_row(words) or Row(words, words)
            tier_of[row.name] = tier.name
            if row.name != row.design:
                within[row.design] = (*within.get(row.design, ()), row.name)
    order = {tier.name: place for place, tier in enumerate(scheme.tiers)}
    return TierTable(scheme, name_scheme(scheme), tier_of, order, within)


def name_scheme(scheme: TierScheme) -> str:
    """The name of a scheme, with the type of question that its rows were chosen for.

    Two places can be compared where this is the same.
    """
    return scheme.name if scheme.question_type is None else f"{scheme.name} ({scheme.question_type})"


def rows_within(scheme: TierScheme, design: str) -> tuple[str, ...]:
    """The rows of a scheme that a source of this design may belong to, if more were known of it."""
    return make_tier_table(scheme).within.get(design, ())


def find_tier(table: TierTable, design: str, includes: tuple[str, ...], declared: Row | None, title: str) -> Standpoint:
    """Where a source of this design stands.

    `includes` is what a systematic review includes, `declared` the row that a person named, `title` its title in lower
    case: where the scheme parts a design, the words of a part may stand there.
    """
    tier_of = table.tier_of
    if declared is not None and declared.name in tier_of:
        return Standpoint(tier_of[declared.name])
    if design == REVIEW:
        return _place_review(table, (declared.reviews.name,) if declared and declared.reviews else includes)
    if design in table.within and (declared is None or declared.name == design):
        part = name_in_title(title, table.within[design])
        if part is not None:
            name, words = part
            return Standpoint(tier_of[name], f'title says "{words}"')
    if design in tier_of:
        return Standpoint(tier_of[design])
    return Standpoint(None, f"{table.label} has no row for: {design}")


def _place_review(table: TierTable, includes: tuple[str, ...]) -> Standpoint:
    tier_of = table.tier_of
    own = {tier_of.get(name_review(design)) for design in includes}
    if len(own) == 1 and (tier := own.pop()) is not None:
        return Standpoint(tier)
    if REVIEW in tier_of:
        return Standpoint(tier_of[REVIEW])
    if not includes:
        return Standpoint(None, f"{table.label} has no row for: {REVIEW} whose included designs are not known")
    known = {row for design in includes if (row := _row_of(table, design)) is not None}
    if table.scheme.reviews_follow_included and known:
        best = min(known, key=lambda row: (table.order[tier_of[row]], row))
        return Standpoint(tier_of[best], f"{table.label} ranks it as the best design that it includes: {best}")
    return Standpoint(None, f"{table.label} has no row for: {REVIEW} that includes {', '.join(includes)}")


def _row_of(table: TierTable, included: str) -> str | None:
    """The row for one included design, else for the design that it is a kind of."""
    row = find_row(included)
    return next((name for name in (included, row.design if row else None) if name in table.tier_of), None)
