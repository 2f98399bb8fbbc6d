"""Arranging: what lifts a claim into a section, and that every claim stands somewhere, once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.arrange import SectionBlock, arrange_claims
from evidence_assembler.merge import NamedClaim, merge_claims
from evidence_assembler.model import Citation, Claim, RankedSource, Source, Tier, TierScheme
from evidence_assembler.model.draft import Arrangement
from evidence_assembler.model.source import Status

SCHEME = TierScheme(
    name="kinds",
    version="1",
    title="Kinds of document",
    axis="reading-order",
    source="made for these tests, 2026",
    tiers=(
        Tier(name="Guideline", section="Guidelines"),
        Tier(name="Label", section="Labels"),
        Tier(name="Trial", section="Research"),
        Tier(name="Review", section="Research"),
        Tier(name="Protocol"),
    ),
)
TIERS = (*(tier.name for tier in SCHEME.tiers), SCHEME.unknown)
SECTIONS = [*dict.fromkeys(tier.section for tier in SCHEME.tiers if tier.section), None]
ARRANGEMENTS: tuple[Arrangement, ...] = get_args(Arrangement)
LIFTS_NOTHING = {"retracted", "superseded", "draft"}


def rank(source_id: str, tier: str, *status: Status) -> RankedSource:
    return RankedSource(
        source=Source(id=source_id),
        rank=1,
        tier=tier,
        scheme=SCHEME.name,
        axis=SCHEME.axis,
        basis="rule",
        because="made so",
        status=status,
    )


RANKED = {tier.name.lower(): rank(tier.name.lower(), tier.name) for tier in SCHEME.tiers}


def arrange(*claims: Claim, by: Arrangement = "by-tier", **ranked: RankedSource) -> tuple[SectionBlock, ...]:
    return arrange_claims(merge_claims(claims), by, SCHEME, {**RANKED, **ranked})


def outline(blocks: tuple[SectionBlock, ...]) -> list[tuple[str | None, list[tuple[str | None, list[str]]]]]:
    """Titles of sections, titles of topics, texts."""
    return [(b.title, [(t.title, [one.claim.text for one in t.claims]) for t in b.topics]) for b in blocks]


def test_sections_stand_in_the_order_of_the_scheme_and_what_nothing_lifts_stands_last() -> None:
    blocks = arrange(
        Claim(text="a", cite="nobody"),
        Claim(text="b", cite="review"),
        Claim(text="c", cite="guideline"),
        Claim(text="d", cite="trial"),
        Claim(text="e", needs_no_citation="definition"),
    )
    assert outline(blocks) == [
        ("Guidelines", [(None, ["c"])]),
        ("Research", [(None, ["b", "d"])]),
        (None, [(None, ["a", "e"])]),
    ]
    assert [block.tier for block in blocks] == ["Guideline", "Trial", None]


def test_the_strongest_source_lifts_whatever_the_order_and_of_equals_the_first() -> None:
    blocks = arrange(
        Claim(text="a", cite=["review", "label", "protocol", "trial"]),
        Claim(text="b", cite=["second", "trial"]),
        second=rank("second", "Trial"),
    )
    lifts = [one.lift for block in blocks for topic in block.topics for one in topic.claims]
    assert [(lift.source_id, lift.section) for lift in lifts if lift] == [("label", "Labels"), ("second", "Research")]


@pytest.mark.parametrize("source_id", ["protocol", "unknown", "nobody"])
def test_a_tier_without_a_section_an_unknown_kind_and_an_unknown_source_lift_nothing(source_id: str) -> None:
    blocks = arrange(Claim(text="a", cite=source_id), unknown=rank("unknown", SCHEME.unknown))
    assert [(block.title, block.tier) for block in blocks] == [(None, None)]


@pytest.mark.parametrize("status", get_args(Status))
def test_retracted_superseded_and_draft_sources_lift_nothing_and_others_do(status: Status) -> None:
    (block,) = arrange(Claim(text="a", cite="one"), one=rank("one", "Guideline", status))
    assert block.title == (None if status in LIFTS_NOTHING else "Guidelines")


@pytest.mark.parametrize("fields", [{"intent": "background"}, {"intent": "disputes"}, {"indirect": "another dose"}])
def test_only_direct_support_lifts(fields: dict[str, Any]) -> None:
    (block,) = arrange(Claim(text="a", cite=[Citation(source_id="guideline", **fields), Citation(source_id="review")]))
    assert (block.title, block.tier) == ("Research", "Review")


def test_one_direct_citation_lifts_beside_an_indirect_one_of_the_same_source() -> None:
    both = [Citation(source_id="guideline", indirect="another dose"), Citation(source_id="guideline", page=3)]
    (block,) = arrange(Claim(text="a", cite=both))
    assert block.title == "Guidelines"


def test_topics_stand_in_the_order_of_the_draft_and_claims_outside_any_come_first() -> None:
    claims = [
        Claim(text="a", topic="Harms", cite="trial"),
        Claim(text="b", cite="trial"),
        Claim(text="c", topic="Effects", cite="review"),
        Claim(text="d", topic="Harms", cite="review"),
        Claim(text="e", topic="Effects", cite="label"),
    ]
    assert outline(arrange(*claims)) == [
        ("Labels", [("Effects", ["e"])]),
        ("Research", [(None, ["b"]), ("Harms", ["a", "d"]), ("Effects", ["c"])]),
    ]
    assert outline(arrange(*claims, by="by-topic")) == [
        (None, [(None, ["b"])]),
        ("Harms", [(None, ["a", "d"])]),
        ("Effects", [(None, ["c", "e"])]),
    ]
    assert outline(arrange(*claims, by="as-written")) == [
        (None, [("Harms", ["a"]), (None, ["b"]), ("Effects", ["c"]), ("Harms", ["d"]), ("Effects", ["e"])])
    ]


@pytest.mark.parametrize("by", ARRANGEMENTS)
def test_nothing_makes_no_section(by: Arrangement) -> None:
    assert arrange(by=by) == ()


SOURCE_IDS = [*(tier.lower() for tier in TIERS), "retracted guideline", "superseded label", "draft trial", "nobody"]
KNOWN = {
    **RANKED,
    SCHEME.unknown.lower(): rank(SCHEME.unknown.lower(), SCHEME.unknown),
    "retracted guideline": rank("retracted guideline", "Guideline", "concern", "retracted"),
    "superseded label": rank("superseded label", "Label", "superseded"),
    "draft trial": rank("draft trial", "Trial", "draft", "preprint"),
}
CITATIONS = st.tuples(
    st.sampled_from(SOURCE_IDS),
    st.sampled_from(["supports", "disputes", "background"]),
    st.sampled_from([None, "a dose"]),
).map(lambda drawn: Citation(source_id=drawn[0], intent=drawn[1], indirect=drawn[2]))
CLAIMS = st.lists(
    st.tuples(st.lists(CITATIONS, max_size=4), st.sampled_from([None, "Effects", "Harms"])), max_size=6
).map(
    lambda drawn: merge_claims(
        Claim(id=str(i), text=f"Statement {i}", citations=citations, topic=topic)
        for i, (citations, topic) in enumerate(drawn)
    )
)


@given(CLAIMS, st.sampled_from(ARRANGEMENTS))
def test_every_claim_stands_in_one_place_with_all_its_citations(
    claims: tuple[NamedClaim, ...], by: Arrangement
) -> None:
    blocks = arrange_claims(claims, by, SCHEME, KNOWN)
    placed = [one.claim for block in blocks for topic in block.topics for one in topic.claims]
    assert sorted(placed, key=lambda one: one.id) == list(claims)
    assert all(topic.claims for block in blocks for topic in block.topics)
    if by == "as-written":
        assert placed == list(claims)
    for block in blocks:
        for topic in block.topics:
            ids = [one.claim.id for one in topic.claims]
            assert ids == sorted(ids), "within a topic the order is the draft's"


def can_lift(citation: Citation) -> bool:
    source = KNOWN.get(citation.source_id)
    direct = citation.intent == "supports" and citation.indirect is None
    if source is None or not direct or LIFTS_NOTHING & set(source.status):
        return False
    tier = next((tier for tier in SCHEME.tiers if tier.name == source.tier), None)
    return tier is not None and tier.section is not None


@given(CLAIMS)
def test_what_cannot_lift_moves_nothing(claims: tuple[NamedClaim, ...]) -> None:
    """Background, disputes, indirect, retracted, superseded, draft, unknown: with or without them a claim stands."""
    bare = [replace(one, citations=tuple(filter(can_lift, one.citations))) for one in claims]
    with_all, without = (arrange_claims(those, "by-tier", SCHEME, KNOWN) for those in (claims, bare))
    assert outline(with_all) == outline(without)
    assert [block.tier for block in with_all] == [block.tier for block in without]


@given(CLAIMS)
def test_a_claim_stands_in_the_section_of_its_strongest_source(claims: tuple[NamedClaim, ...]) -> None:
    blocks = arrange_claims(claims, "by-tier", SCHEME, KNOWN)
    assert [block.title for block in blocks] == [one for one in SECTIONS if one in {block.title for block in blocks}]
    tiers = [tier.name for tier in SCHEME.tiers]
    for block in blocks:
        placed = [one for topic in block.topics for one in topic.claims]
        for one in placed:
            lifting = [tiers.index(KNOWN[c.source_id].tier) for c in one.claim.citations if can_lift(c)]
            assert (one.lift.tier if one.lift else None) == min(lifting, default=None)
            assert (one.lift.section if one.lift else None) == block.title
        highest = min((one.lift.tier for one in placed if one.lift), default=None)
        assert block.tier == (tiers[highest] if highest is not None else None)
