"""How a source stands, its place in a scheme, and the laws of ranking."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from ranking import NO_EVIDENCE, make, rank_alone

from evidence_assembler.library.library import build_library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import SchemeSection, Tier, TierScheme
from evidence_assembler.model.source import Source
from evidence_assembler.rank import rank_sources


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"title": "RETRACTED: X cures pain"}, ("retracted",)),
        ({"title": "RETRACTED ARTICLE: X cures pain"}, ("retracted",)),
        ({"title": "[Retracted] X cures pain"}, ("retracted",)),
        ({"title": "X cures pain (Retracted article. See vol. 3)"}, ("retracted",)),
        ({"title": "Retracted—X cures pain"}, ("retracted",)),
        ({"title": "Retracted articles in PubMed"}, ()),
        ({"types": ("Retracted Publication",)}, ("retracted",)),
        ({"keyword": "pain; Retracted Publication"}, ("retracted",)),
        ({"types": ("Preprint",)}, ("preprint",)),
        ({"keyword": "Preprint"}, ("preprint",)),
        ({"keyword": "preprints; drafts"}, ()),
        ({"genre": "Working draft"}, ("draft",)),
        ({"DOI": "10.1101/2021.07.13.21260468"}, ("preprint",)),
        ({"DOI": "https://doi.org/10.21203/RS.3.rs-123/v1"}, ("preprint",)),
        ({"DOI": "10.20944/preprints202001.0001.v1"}, ("preprint",)),
        ({"DOI": "10.1101/gr.123456.107"}, ()),  # Genome Research, by the same press as bioRxiv
        ({"type": "article", "URL": "https://arxiv.org/abs/1710.09789"}, ("preprint",)),
        ({"URL": "https://arxiv.org/abs/1710.09789", "container_title": "Journal of X"}, ()),
        ({"container_title": "arXiv preprint arXiv:1710.09789"}, ("preprint",)),
        ({"type": "article"}, ()),
        ({"title": "NIST SP 800-63-4 initial public draft", "type": "report"}, ("draft",)),
        ({"title": "A draft genome of the bat"}, ()),
        (
            {"status": ("preprint", "corrected", "concern", "retracted")},
            ("retracted", "concern", "corrected", "preprint"),
        ),
    ],
)
def test_a_status_is_read(record: dict[str, Any], status: tuple[str, ...]) -> None:
    """Signs of retraction, of a draft and of a preprint are read; statuses stand in one order, each once."""
    assert rank_alone(**record).status == status


def test_the_status_of_csl_is_read() -> None:
    """CSL's own variable `status` says that a work is a draft."""
    source = Source.from_csl({"id": "a", "type": "standard", "title": "X", "status": "draft"})
    assert [one.status for one in rank_sources([source])] == [("draft",)]


def test_a_retracted_work_is_no_evidence() -> None:
    """Its design may be told; its tier is the one without evidence, and the reason says why."""
    ranked = rank_alone(title="RETRACTED: X cures pain: a randomized trial")
    assert (ranked.design, ranked.tier, ranked.basis) == ("randomized trial", NO_EVIDENCE, "rule")
    assert ranked.because == 'retracted: title says "RETRACTED"; title says "randomized trial"'
    by_record = rank_alone(status=("retracted",))
    assert (by_record.design, by_record.tier, by_record.basis) == (None, NO_EVIDENCE, "declared")
    assert by_record.because == 'retracted: the record says "retracted"'
    assert rank_alone(title="Retraction—X cures pain: a cohort study").status == ()


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (None, ("superseded",)),
        (date(2025, 7, 31), ()),
        (date(2025, 8, 1), ("superseded",)),
        (date(2026, 1, 1), ("superseded",)),
    ],
)
def test_a_declared_status_holds_from_its_day_on(as_of: date | None, status: tuple[str, ...]) -> None:
    """Superseded since a day: not the day before, then on; without a day to tell it for, it holds."""
    declared = Declaration(status="superseded", superseded_by="b", since=date(2025, 8, 1))
    assert rank_alone(declare=declared, as_of=as_of).status == status
    without_word = Declaration(superseded_by="b", since=date(2025, 8, 1))
    assert rank_alone(declare=without_word, as_of=as_of).status == status


def test_within_a_tier_the_newest_stands_first() -> None:
    """Tier, then date from new to old, a date not known last, then id."""
    title = "X: a randomized trial"
    sources = [
        make("none", title=title),
        make("b2020", title=title, issued=(2020,)),
        make("a2020", title=title, issued=(2020,)),
        make("may", title=title, issued=(2020, 5)),
        make("day", title=title, issued=(2020, 5, 2)),
        make("y2021", title=title, issued=(2021,)),
        make("review", title="X: a systematic review", issued=(1990,)),
        make("plain", issued=(2024,)),
    ]
    ranked = rank_sources(sources)
    assert [one.source.id for one in ranked] == ["review", "y2021", "day", "may", "a2020", "b2020", "none", "plain"]
    assert [one.rank for one in ranked] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_clinical_order() -> None:
    """Guideline, consensus, label, review of trials, trial ... opinion, animals, what is no evidence, the unknown."""
    titles = [
        "ESC guidelines for the management of heart failure",
        "Heart failure: an expert consensus statement",
        "Lipitor [package insert]",
        "X: a systematic review",
        "X: a randomized trial",
        "X: a non-randomized controlled trial",
        "X: a cohort study",
        "X: a case-control study",
        "Diagnostic accuracy of X",
        "X: a case report",
        "X: a narrative review",
        "X in mice",
        "X: study protocol",
        "Thoughts on X",
    ]
    ranked = rank_sources([make(f"{99 - place}", title=title) for place, title in enumerate(titles)])
    assert [one.source.title for one in ranked] == titles
    assert [one.tier for one in ranked][-2:] == [NO_EVIDENCE, "Kind not known"]


def test_a_scheme_decides_the_place() -> None:
    """Another scheme, another order; what it has no row for stands in its unknown tier, and the reason says so."""
    scheme = TierScheme(
        name="upside-down",
        version="1",
        title="T",
        axis="reading-order",
        source="S",
        tiers=(Tier(name="Stories", designs=("Case Reports",)), Tier(name="Trials", designs=("rct",))),
        sections=(SchemeSection(title="All"),),
        unknown="No row",
    )
    sources = [
        make("rct", title="X: a randomized trial"),
        make("case", title="X: a case report"),
        make("sr", title="X: a review"),
    ]
    ranked = rank_sources(sources, scheme)
    assert [(one.source.id, one.tier) for one in ranked] == [("case", "Stories"), ("rct", "Trials"), ("sr", "No row")]
    assert ranked[2].because == 'title says "review"; upside-down has no row for: narrative review'
    (retracted,) = rank_sources([make(status=("retracted",))], scheme)
    assert retracted.tier == "No row"


def test_a_library_is_ranked() -> None:
    """A library gives its sources; a declaration for an id that it lacks is left aside."""
    library = build_library(
        [(make("a", title="X: a case report"), None), (make("b", title="X: a systematic review"), None)]
    )
    ranked = rank_sources(library, declare={"nobody": Declaration(design="guideline")})
    assert [one.source.id for one in ranked] == ["b", "a"]
    assert rank_sources([]) == ()


SOURCES = st.builds(
    make,
    source_id=st.text(min_size=1, max_size=3),
    title=st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["X: a review", "X in mice", "RETRACTED: X", "X: a systematic review", "Erratum", "X: a case report"]
        ),
    ),
    issued=st.one_of(st.just((2020,)), st.tuples(st.integers(1, 2100), st.integers(1, 12))),
    types=st.sets(st.sampled_from(["Review", "Letter", "Case Reports", "Retracted Publication"]), max_size=2).map(
        tuple
    ),
    keyword=st.sampled_from(["", "Animals", "guideline; Review", "Clinical Trial, Phase II"]),
)


@settings(deadline=None)
@given(st.lists(SOURCES, max_size=12))
def test_ranking_loses_nothing(sources: list[Source]) -> None:
    """The ids that come out are those that went in, ranks run from 1, and each has a tier and a reason."""
    ranked = rank_sources(sources)
    assert Counter(one.source.id for one in ranked) == Counter(source.id for source in sources)
    assert [one.rank for one in ranked] == list(range(1, len(sources) + 1))
    assert all(one.tier and one.because and (one.basis == "unknown") <= (one.design is None) for one in ranked)


@settings(deadline=None)
@given(st.lists(SOURCES, max_size=12, unique_by=lambda source: source.id), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(sources: list[Source], random: Any) -> None:
    """Equal sources give equal ranks, whatever the order they come in, and every time."""
    shuffled = list(sources)
    random.shuffle(shuffled)
    assert rank_sources(sources) == rank_sources(shuffled) == rank_sources(sources)


def test_what_was_not_yet_published_on_the_day_is_said_to_be_later() -> None:
    """Of a date that is known in part, only where even its first day lies later."""
    for issued, later in (((2025, 8), True), ((2024, 6, 2), True), ((2024, 6, 1), False), ((2024,), False)):
        ranked = rank_alone(issued=issued, as_of=date(2024, 6, 1))
        assert ("after 2024-06-01" in ranked.because) == later, issued
    assert "after" not in rank_alone(issued=(2025,)).because
