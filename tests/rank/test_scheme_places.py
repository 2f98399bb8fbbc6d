"""Where sources stand in the shipped schemes, question by question, and that places never mix."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, strategies as st
from ranking import make

from evidence_assembler.errors import SchemeError
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import QuestionTiers, RankedSource, Tier, TierScheme
from evidence_assembler.rank import compare_tiers, known_designs, rank_sources
from evidence_assembler.rank.rows import find_row, known_rows, name_review
from evidence_assembler.rank.shipped import shipped_scheme, shipped_schemes
from evidence_assembler.rank.tier_table import name_scheme, rows_within

RESOLVED = [
    shipped_scheme(name).for_question(question_type)
    for name in shipped_schemes()
    for question_type in [one.question_type for one in shipped_scheme(name).questions] or [None]
]
BY_LABEL = {name_scheme(scheme): scheme for scheme in RESOLVED}


def place(scheme: TierScheme, *, design: str | None = None, **record: Any) -> RankedSource:
    """One source, alone, in a scheme; `design` is what a draft declares."""
    declare = {"a": Declaration(design=design, because="read")} if design is not None else {}
    (ranked,) = rank_sources([make(**record)], scheme, declare=declare)
    return ranked


PLACES = {
    "ocebm-2011 (treatment-benefit)": {
        "Level 1": ["systematic review of randomized trials", "n-of-1 trial"],
        "Level 2": ["randomized trial"],
        "Level 3": ["controlled study", "cohort study", "retrospective cohort study", "quasi-randomised trial"],
        "Level 4": ["case series", "case-control study", "single-arm trial", "historically controlled study"],
        "Level 5": ["animal study", "in vitro study"],
        "No level": [
            *("systematic review", "umbrella review", "scoping review", "narrative review", "guideline", "drug label"),
            *("consensus guideline", "expert opinion", "editorial", "protocol", "case report", "cross-sectional study"),
            *("diagnostic accuracy study", "secondary analysis of a randomized trial", "clinical trial"),
        ],
    },
    "ocebm-2011 (common-harm)": {
        "Level 1": ["systematic review of RCTs", "systematic review of nested case-control studies"],
        "Level 2": ["randomized trial"],
        "Level 3": ["cohort study"],
        "Level 4": ["case-control study", "nested case-control study", "systematic review of case-control studies"],
        "No level": ["n-of-1 trial", "narrative review", "drug label", "observational study"],
    },
    "ocebm-2011 (prognosis)": {
        "Level 1": ["systematic review of inception cohort studies"],
        "Level 2": ["inception cohort study"],
        "Level 3": ["cohort study", "prospective cohort study", "systematic review of cohort studies"],
        "Level 4": ["case series", "case-control study"],
        "No level": ["randomized trial", "animal study", "systematic review"],
    },
    "ocebm-2011 (diagnosis)": {
        "Level 2": ["diagnostic accuracy study with consistent reference standard and blinding"],
        "Level 3": ["non-consecutive diagnostic accuracy study"],
        "Level 4": ["case-control study"],
        "Level 5": ["laboratory study"],
        "No level": ["diagnostic accuracy study", "cross-sectional study", "randomized trial"],
    },
    "ocebm-2011 (prevalence)": {
        "Level 1": ["local random sample survey", "census"],
        "Level 3": ["local non-random sample survey"],
        "Level 4": ["case series"],
        "No level": ["cross-sectional study", "animal study"],
    },
    "nhmrc-2009 (treatment-benefit)": {
        "Level I": ["systematic review of randomized trials"],
        "Level II": ["randomized trial"],
        "Level III-1": ["quasi-randomised trial"],
        "Level III-2": ["cohort study", "case-control study", "controlled study", "meta-analysis of cohort studies"],
        "Level III-3": ["historically controlled study"],
        "Level IV": ["case series", "single-arm trial"],
        "No level": ["case report", "n-of-1 trial", "animal study", "guideline", "narrative review"],
    },
    "nhmrc-2009 (prognosis)": {
        "Level I": ["systematic review of prospective cohort studies"],
        "Level II": ["prospective cohort study"],
        "Level III-2": ["single arm of a randomized trial"],
        "Level III-3": ["retrospective cohort study", "systematic review of retrospective cohort studies"],
        "Level IV": ["case series"],
        "No level": ["cohort study", "case-control study", "randomized trial"],
    },
    "nhmrc-2009 (aetiology)": {
        "Level II": ["prospective cohort study"],
        "Level III-2": ["retrospective cohort study"],
        "Level III-3": ["case-control study", "nested case-control study"],
        "Level IV": ["cross-sectional study", "case series"],
        "No level": ["cohort study", "randomized trial", "narrative review"],
    },
    "six-s": {
        "Summaries": ["guideline", "consensus guideline", "point-of-care summary"],
        "Syntheses": ["systematic review", "systematic review of cohort studies", "umbrella review"],
        "Studies": ["randomized trial", "case report", "animal study", "inception cohort study"],
        "No position": ["narrative review", "scoping review", "drug label", "editorial", "protocol"],
    },
    "standards": {
        "Binding requirement": ["binding requirement", "legal case"],
        "Recognised standard": ["recognised standard"],
        "Primary documentation": ["manual", "software", "dataset"],
        "Peer-reviewed research": ["randomized trial", "observational study", "narrative review"],
        "Official advisory": ["guideline"],
        "Secondary commentary": ["blog post", "news", "textbook"],
        "No evidence for a result": ["protocol"],
        "No place in this scheme": ["thesis"],
    },
}


@pytest.mark.parametrize(
    ("label", "tier", "design"),
    [(label, tier, design) for label, rows in PLACES.items() for tier, held in rows.items() for design in held],
)
def test_a_design_stands_where_the_published_cell_puts_it(label: str, tier: str, design: str) -> None:
    """And what no cell speaks of stands in none; the reason says which row is missing."""
    ranked = place(BY_LABEL[label], design=design)
    assert ranked.tier == tier
    assert (ranked.scheme, ranked.axis, ranked.basis) == (label, BY_LABEL[label].axis, "declared")
    assert (f"{label} has no row for: " in ranked.because) == (tier == BY_LABEL[label].unknown)


@pytest.mark.parametrize(
    ("label", "title", "tier", "because"),
    [
        (
            "ocebm-2011 (treatment-benefit)",
            "Randomized trials of X: a systematic review",
            "Level 1",
            'title says "systematic review"; includes randomized trials',
        ),
        (
            "ocebm-2011 (treatment-benefit)",
            "X: a systematic review of randomized trials and cohort studies",
            "Level 2",
            "ocebm-2011 (treatment-benefit) ranks it as the best design that it includes: randomized trial",
        ),
        (
            "nhmrc-2009 (treatment-benefit)",
            "X: a systematic review of cohort studies",
            "Level III-2",
            "nhmrc-2009 (treatment-benefit) ranks it as the best design that it includes: cohort study",
        ),
        (
            "ocebm-2011 (treatment-benefit)",
            "X: a systematic review",
            "No level",
            "has no row for: systematic review whose included designs are not known",
        ),
        (
            "ocebm-2011 (treatment-benefit)",
            "X: a systematic review of qualitative studies",
            "No level",
            "has no row for: systematic review that includes qualitative studies",
        ),
        ("clinical", "X: a systematic review of cohort studies", "Systematic review", "includes cohort studies"),
        ("six-s", "X: a systematic review", "Syntheses", "included designs not known"),
    ],
)
def test_a_systematic_review_stands_by_what_it_includes(label: str, title: str, tier: str, because: str) -> None:
    """All of one design: in the row for such reviews. Mixed: with the best. Not known: nowhere, where that matters."""
    ranked = place(BY_LABEL[label], title=title)
    assert ranked.design == "systematic review"
    assert ranked.tier == tier
    assert ranked.because.endswith(because)


def test_what_a_person_declares_of_a_review_is_what_it_includes() -> None:
    """The design is a systematic review; what it includes is told by its design, and wins over the title."""
    ranked = place(
        BY_LABEL["ocebm-2011 (prognosis)"],
        design="systematic review of inception cohorts",
        title="Randomized trials of X: a systematic review",
    )
    assert (ranked.design, ranked.includes, ranked.tier) == ("systematic review", ("cohort study",), "Level 1")


def test_a_title_tells_a_part_of_a_design_only_where_the_scheme_asks() -> None:
    """Where the title names one part, the source stands there; where it names two, nothing is decided."""
    aetiology, clinical = BY_LABEL["nhmrc-2009 (aetiology)"], BY_LABEL["clinical"]
    prospective = place(aetiology, title="X and Y: a prospective cohort study")
    assert (prospective.tier, prospective.design) == ("Level II", "cohort study")
    assert prospective.because == 'title says "prospective cohort study"'
    assert place(aetiology, title="X and Y: a retrospective cohort-study").tier == "Level III-2"
    both = place(aetiology, title="X and Y: a prospective cohort study and a retrospective cohort study")
    assert (both.tier, both.design) == ("No level", "cohort study")
    assert place(clinical, title="X and Y: a prospective cohort study").tier == "Cohort or cross-sectional study"
    benefit = BY_LABEL["nhmrc-2009 (treatment-benefit)"]
    quasi = place(benefit, title="X for Y: a quasi-randomised controlled trial")
    assert (quasi.tier, quasi.design) == ("Level III-1", "controlled study")
    assert place(benefit, title="X for Y: a non-randomised controlled trial").tier == "Level III-2"
    trial = place(benefit, title="X for Y: a pseudo-randomised trial", design="RCT")
    assert trial.tier == "Level II", "what a person declares wins"


def test_a_retracted_work_has_no_level() -> None:
    """Whatever its design was."""
    for scheme in RESOLVED:
        ranked = place(scheme, title="RETRACTED: X: a randomized trial")
        assert ranked.tier in ("No evidence for a result", scheme.unknown)
        assert ranked.because.startswith("retracted: ")


def test_a_scheme_by_question_is_not_used_without_one() -> None:
    """`rank_sources` wants the rows to be chosen."""
    with pytest.raises(SchemeError, match="ranks by the type of the question") as refused:
        rank_sources([make()], shipped_scheme("ocebm-2011"))
    assert "treatment-benefit" in (refused.value.remedy or "")


def test_places_in_one_scheme_compare() -> None:
    """Negative where the first stands higher; what has no row stands below every row, and level with its like."""
    scheme = BY_LABEL["ocebm-2011 (treatment-benefit)"]
    trial, cohort, review = (place(scheme, design=words) for words in ("RCT", "cohort study", "narrative review"))
    assert compare_tiers(trial, cohort, scheme) == -1
    assert compare_tiers(cohort, trial, scheme) == 1
    assert compare_tiers(cohort, cohort, scheme) == 0
    assert compare_tiers(trial, review, scheme) == -4
    assert compare_tiers(review, place(scheme, design="guideline"), scheme) == 0


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(BY_LABEL, 2)))
def test_places_in_two_schemes_never_compare(one: str, other: str) -> None:
    """On two axes, in two schemes, for two types of question: the reason says which, whichever scheme is asked."""
    first, second = (place(BY_LABEL[label], design="randomized trial") for label in (one, other))
    for scheme in (BY_LABEL[one], BY_LABEL[other]):
        with pytest.raises(SchemeError, match="a place in one says nothing about a place in the other") as refused:
            compare_tiers(first, second, scheme)
        assert repr(one) in refused.value.message
        assert repr(other) in refused.value.message
        assert (" orders by " in refused.value.message) == (first.axis != second.axis)


def test_a_scheme_that_changed_under_the_same_name_is_told() -> None:
    """A tier that it no longer has is no place in it."""
    scheme = BY_LABEL["clinical"]
    ranked = place(scheme, design="RCT")
    fewer = scheme.model_copy(update={"tiers": scheme.tiers[:1]})
    with pytest.raises(SchemeError, match="'clinical' has no tier 'Randomized trial'"):
        compare_tiers(ranked, ranked, fewer)


@pytest.mark.parametrize("label", BY_LABEL)
def test_the_order_of_a_list_is_that_of_its_places(label: str) -> None:
    """Ranking every design: the list descends by `compare_tiers`, and comparing is a total order."""
    scheme = BY_LABEL[label]
    designs = [*known_rows(), *(name_review(row) for row in known_rows() if row != "systematic review")]
    sources = [make(f"s{number}") for number in range(len(designs))]
    declare = {f"s{number}": Declaration(design=words) for number, words in enumerate(designs)}
    ranked = rank_sources(sources, scheme, declare=declare)
    assert all(compare_tiers(one, other, scheme) <= 0 for one, other in itertools.pairwise(ranked))
    assert all(
        compare_tiers(a, b, scheme) == -compare_tiers(b, a, scheme) for a, b in zip(ranked, ranked[9:], strict=False)
    )


@pytest.mark.parametrize("words", [*known_rows(), *(name_review(words) for words in known_designs())])
def test_the_name_of_a_row_is_found_again(words: str) -> None:
    """Every design, every finer kind of one, and the reviews of each are rows under one name."""
    row = find_row(words)
    assert row is not None
    assert find_row(row.name) == row
    assert find_row(words.upper()) == row
    assert row.design in known_designs()


@pytest.mark.parametrize(
    "words", ["", "of", "systematic review of", "systematic review of ghosts", "x of randomized trials"]
)
def test_other_words_name_no_row(words: str) -> None:
    """Nothing is guessed."""
    assert find_row(words) is None


def test_rows_within_a_design() -> None:
    """What a source may be declared as, so that it has a place."""
    assert rows_within(BY_LABEL["nhmrc-2009 (aetiology)"], "cohort study") == (
        "prospective cohort study",
        "retrospective cohort study",
    )
    assert rows_within(BY_LABEL["clinical"], "cohort study") == ()


INCLUDED = ["randomized trial", "cohort study", "case-control study", "animal study", "guideline"]
OWN_ROWS = st.sets(st.sampled_from([*map(name_review, INCLUDED), *INCLUDED, "systematic review"]))


@given(OWN_ROWS, st.lists(st.sampled_from(INCLUDED), max_size=3, unique=True), st.booleans())
def test_a_review_stands_in_a_row_that_fits_what_it_includes(rows: set[str], included: list[str], follow: bool) -> None:
    """Its own row, that of all reviews, or with leave that of a design that it includes: never any other."""
    scheme = TierScheme(
        name="own",
        version="1",
        title="T",
        axis="study-level",
        source="S",
        tiers=tuple(Tier(name=words, designs=(words,)) for words in sorted(rows)) or (Tier(name="All"),),
        reviews_follow_included=follow,
        unknown="None",
    )
    plural = [name_review(one).removeprefix("systematic review of ") for one in included]
    ranked = place(
        scheme, title=f"X: a systematic review of {' and '.join(plural)}" if plural else "X: a systematic review"
    )
    assert set(ranked.includes) == set(included)
    own = {name_review(one) for one in included}
    if len(included) == 1 and own <= rows:
        assert {ranked.tier} == own
    elif "systematic review" in rows:
        assert ranked.tier == "systematic review"
    elif follow and rows & set(included):
        assert ranked.tier == min(rows & set(included))
    else:
        assert ranked.tier == "None"
        assert "own has no row for: systematic review" in ranked.because


@given(st.sampled_from(RESOLVED), st.sampled_from(known_rows()))
def test_a_part_of_a_design_stands_where_the_design_stands_or_in_a_row_of_its_own(
    scheme: TierScheme, words: str
) -> None:
    row = find_row(words)
    assert row is not None
    ranked, whole = place(scheme, design=words), place(scheme, design=row.design)
    own = [tier.name for tier in scheme.tiers if row.name in tier.designs]
    assert ranked.tier == (own[0] if own else whole.tier)
    assert ranked.design == row.design


def test_rows_by_question_are_chosen_once() -> None:
    """A scheme that is resolved stays so, whatever the question."""
    scheme = TierScheme(
        name="own",
        version="1",
        title="T",
        axis="study-level",
        source="S",
        questions=(QuestionTiers(question_type="harm", tiers=(Tier(name="All", designs=("rct",)),)),),
    )
    resolved = scheme.for_question("Harm")
    assert (resolved.question_type, resolved.for_question("benefit")) == ("harm", resolved)
    assert place(resolved, design="RCT").tier == "All"
