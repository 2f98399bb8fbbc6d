"""Who says which design a source has: the draft, a type, a keyword, the title, the record."""

from __future__ import annotations

from typing import Any

import pytest
from ranking import UNKNOWN, rank_alone

from evidence_assembler.model.draft import Declaration
from evidence_assembler.rank import find_design, known_designs


def test_a_design_goes_by_many_words() -> None:
    """Case, hyphens, plurals and spelling do not matter; words that are no design find none."""
    words = [
        "RCT",
        "randomised trial",
        "Randomized Controlled Trials",
        "randomised clinical-trial",
        "Equivalence Trial",
    ]
    assert {find_design(one) for one in words} == {"randomized trial"}
    assert find_design("Meta-Analyses") == find_design("metaanalysis") == "systematic review"
    assert find_design("systematic_review") == "systematic review"
    assert [find_design(one) for one in ("trials of strength", "Systematic Reviews as Topic", "")] == [None, None, None]
    assert all(find_design(name) == name for name in known_designs())


@pytest.mark.parametrize(
    ("types", "design"),
    [
        (["Journal Article", "Randomized Controlled Trial"], "randomized trial"),
        (["Journal Article", "Systematic Review", "Meta-Analysis", "Review"], "systematic review"),
        (["Scoping Review", "Systematic Review"], "scoping review"),
        (["Review", "Practice Guideline"], "guideline"),
        (["Consensus Development Conference, NIH", "Practice Guideline"], "consensus guideline"),
        (["Clinical Trial", "Randomized Controlled Trial", "Multicenter Study"], "randomized trial"),
        (["Clinical Trial Protocol", "Randomized Controlled Trial"], "protocol"),
        (["Clinical Trial, Phase II", "Comparative Study"], "clinical trial"),
        (["Controlled Clinical Trial", "Clinical Trial"], "controlled study"),
        (["Case Reports", "Letter"], "case report"),
        (["Case Reports", "Review"], "case report"),
        (["Randomized Controlled Trial, Veterinary", "Randomized Controlled Trial"], "animal study"),
        (["Observational Study"], "observational study"),
        (["Review", "Journal Article"], "narrative review"),
        (["Editorial", "Comment"], "editorial"),
        (["Letter", "Comment"], "letter"),
        (["Retraction of Publication"], "notice"),
        (["Published Erratum"], "notice"),
        (["Expression of Concern"], "notice"),
        (["Patient Education Handout"], "patient information"),
        (["Journal Article", "Comparative Study", "Multicenter Study", "Research Support, Non-U.S. Gov't"], None),
        (["Preprint"], None),
    ],
)
def test_publication_types_decide(types: list[str], design: str | None) -> None:
    """A publication type declares the design; of several the one that goes before in the table stands."""
    ranked = rank_alone(types=tuple(types))
    assert (ranked.design, ranked.basis) == (design, "declared" if design else "unknown")


@pytest.mark.parametrize(
    ("keywords", "design", "because"),
    [
        ("Practice Guideline", "guideline", 'keyword "Practice Guideline"'),
        ("pain; randomised controlled trial", "randomized trial", 'keyword "randomised controlled trial"'),
        ("*Randomized Controlled Trial\nHumans", "randomized trial", 'keyword "Randomized Controlled Trial"'),
        ("Humans, Clinical Trial, Phase II, Adult", "clinical trial", 'keyword "Clinical Trial, Phase II"'),
        ("Dogs, Clinical Trial, Veterinary", "animal study", 'keyword "Clinical Trial, Veterinary"'),
        ("case-control studies", "case-control study", 'keyword "case-control studies"'),
        ("Review, systematic review", "systematic review", 'keyword "systematic review"; included designs not known'),
        ("drug label", "drug label", 'keyword "drug label"'),
        ("Prospective Studies; Humans", "cohort study", 'keyword "Prospective Studies"'),
    ],
)
def test_keywords_that_name_a_design_are_declared(keywords: str, design: str, because: str) -> None:
    """A keyword that is a publication type or a design as a whole counts as declared, and is the reason."""
    ranked = rank_alone(keyword=keywords)
    assert (ranked.design, ranked.basis, ranked.because) == (design, "declared", because)


@pytest.mark.parametrize(
    "keywords",
    [
        "Randomized Controlled Trials as Topic; Systematic Reviews as Topic; Clinical Trial Protocols as Topic",
        "Practice Guidelines as Topic, Humans",
        "randomized controlled trial (topic); Guideline Adherence; trials; Meta-Analysis as Topic/methods",
        "protocol; standard; software; opinion; registration; regulation; controlled study; human; article",
        "",
    ],
)
def test_subjects_are_no_designs(keywords: str) -> None:
    """Topic headings and words that name subjects tell no design."""
    assert rank_alone(keyword=keywords).basis == "unknown"


@pytest.mark.parametrize(
    ("record", "design", "basis"),
    [
        # a type that says less than the title
        ({"types": ("Review",), "title": "X: a systematic review"}, "systematic review", "rule"),
        ({"types": ("Systematic Review",), "title": "X: a scoping review"}, "scoping review", "rule"),
        ({"types": ("Clinical Trial",), "title": "X: a randomised trial"}, "randomized trial", "rule"),
        # a type that says something else
        ({"types": ("Systematic Review",), "title": "X: Update and Systemic Review"}, "systematic review", "declared"),
        ({"types": ("Randomized Controlled Trial",), "title": "X: study protocol"}, "randomized trial", "declared"),
        # a keyword that names what the work is about
        ({"keyword": "randomized controlled trial", "title": "X: protocol for a randomised trial"}, "protocol", "rule"),
        ({"keyword": "cohort studies", "title": "X: a meta-analysis of cohort studies"}, "systematic review", "rule"),
        ({"keyword": "systematic review", "title": "Comment on: X: a systematic review"}, "comment", "rule"),
        ({"keyword": "randomized controlled trial", "title": "X: a randomized trial in rats"}, "animal study", "rule"),
        # several keywords, of which the title says one
        (
            {"keyword": "guideline; systematic review", "title": "X: a systematic review"},
            "systematic review",
            "declared",
        ),
        # a heading gives way to the title, a type does not
        ({"keyword": "Prospective Studies", "title": "X: a prospective randomized trial"}, "randomized trial", "rule"),
        ({"types": ("Case Reports",), "keyword": "Retrospective Studies"}, "case report", "declared"),
        # headings of species
        ({"keyword": "Animals; Mice", "title": "X: a randomized trial"}, "animal study", "rule"),
        ({"keyword": "Animals; Humans", "title": "X: a randomized trial"}, "randomized trial", "rule"),
        ({"keyword": "Animals; Rats", "title": "X: a systematic review"}, "systematic review", "rule"),
        ({"keyword": "Cells, Cultured; Humans"}, "laboratory study", "rule"),
        ({"keyword": "Cells, Cultured; Humans; Adult"}, None, "unknown"),
    ],
)
def test_type_keyword_and_title_are_weighed(record: dict[str, Any], design: str | None, basis: str) -> None:
    """The title makes a type more exact, stands over a keyword that it is about, and else gives way to both."""
    ranked = rank_alone(**record)
    assert (ranked.design, ranked.basis) == (design, basis)


def test_a_difference_is_told() -> None:
    """Where the title denies what the type declares, the reason names both."""
    ranked = rank_alone(types=("Systematic Review",), title="Low doses for pain: Update and Systemic Review")
    assert ranked.because == (
        'publication type "Systematic Review"; but the title says "Systemic Review"; included designs not known'
    )
    assert rank_alone(types=("Systematic Review",), title="X: a review").because == (
        'publication type "Systematic Review"; included designs not known'
    )


@pytest.mark.parametrize(
    ("record", "design", "because"),
    [
        (
            {"container_title": "Cochrane Database of Systematic Reviews"},
            "systematic review",
            "journal is Cochrane Database of Systematic Reviews; included designs not known",
        ),
        (
            {"container_title": "Cochrane Database Syst Rev", "title": "X for Y (Protocol)"},
            "protocol",
            'title says "Protocol"',
        ),
        (
            {"container_title": "The Cochrane Library", "title": "WITHDRAWN: X for Y"},
            "notice",
            'title says "WITHDRAWN"',
        ),
        ({"container_title": "BMJ Case Reports"}, "case report", "journal is BMJ Case Reports"),
        (
            {"container_title": "Annual Review of Immunology"},
            "narrative review",
            "journal is Annual Review of Immunology",
        ),
        ({"container_title": "Annual Reviewer"}, None, UNKNOWN),
        ({"type": "standard"}, "standard", "entry type standard; clinical has no row for: standard"),
        ({"type": "article-newspaper"}, "news", "entry type article-newspaper"),
        ({"type": "review"}, None, UNKNOWN),
        ({"type": "review-book"}, None, UNKNOWN),
        ({"type": "webpage", "publisher": "DailyMed (NLM)"}, "drug label", "published by DailyMed"),
        ({"type": "webpage", "custom": {"howpublished": "DailyMed"}}, "drug label", "published by DailyMed"),
        ({"note": "ClinicalTrials.gov NCT04270877"}, None, UNKNOWN),
        ({"container_title": "J X", "URL": "https://clinicaltrials.gov/study/NCT04270877"}, None, UNKNOWN),
        ({"type": "webpage", "note": "Registered at ClinicalTrials.gov"}, None, UNKNOWN),
        ({"type": "webpage", "note": "DailyMed, set id 1"}, "drug label", "published by DailyMed"),
        (
            {"type": "webpage", "URL": "https://dailymed.nlm.nih.gov/dailymed/lookup.cfm"},
            "drug label",
            "address is at dailymed.nlm.nih.gov",
        ),
        (
            {"type": "webpage", "URL": "https://api.fda.gov/drug/label.json"},
            "drug label",
            "address is at api.fda.gov/drug/label",
        ),
        ({"type": "webpage", "URL": "https://api.fda.gov/drug/event.json"}, None, UNKNOWN),
        (
            {"type": "webpage", "URL": "https://www.clinicaltrials.gov/study/NCT04270877"},
            "registration",
            "address is at clinicaltrials.gov",
        ),
        ({"type": "webpage", "URL": "https://notclinicaltrials.gov/x"}, None, UNKNOWN),
        ({"type": "webpage", "URL": "http://[broken"}, None, UNKNOWN),
        ({"genre": "HUMAN PRESCRIPTION DRUG LABEL"}, "drug label", 'genre "HUMAN PRESCRIPTION DRUG LABEL"'),
        (
            {"genre": "Conference Abstract", "title": "X: a case report"},
            "case report",
            'title says "case report"; a conference abstract',
        ),
        (
            {"DOI": "https://doi.org/10.1002/14651858.CD001234"},
            "systematic review",
            "DOI is of a Cochrane review; included designs not known",
        ),
    ],
)
def test_the_record_tells(record: dict[str, Any], design: str | None, because: str) -> None:
    """Journal, genre, publisher, address, DOI and entry type tell a kind; the reason names the sign in words."""
    ranked = rank_alone(**record)
    assert (ranked.design, ranked.because) == (design, because)


def test_a_declaration_wins() -> None:
    """What the draft declares comes before types, keywords and rules, and its reason is the reason."""
    record = {"types": ("Systematic Review",), "keyword": "guideline", "title": "X: a randomized trial"}
    declared = Declaration(design="Narrative Review", because="the methods are narrative")
    ranked = rank_alone(declare=declared, **record)
    assert (ranked.design, ranked.basis) == ("narrative review", "declared")
    assert ranked.because == "declared in the draft: the methods are narrative"
    assert ranked.tier == "Narrative review or opinion"
    assert rank_alone(declare=Declaration(status="draft"), **record).design == "systematic review"
    assert rank_alone(declare=Declaration(design="RCT")).because == "declared in the draft: no reason is given"


def test_a_declared_design_without_a_row_stands_in_the_last_tier() -> None:
    """A design that no tier lists is told, and that the scheme has no row for it."""
    ranked = rank_alone(declare=Declaration(design="wall painting", because="it is one"))
    assert (ranked.design, ranked.tier) == ("wall painting", "Kind not known")
    assert ranked.because == "declared in the draft: it is one; clinical has no row for: wall painting"
