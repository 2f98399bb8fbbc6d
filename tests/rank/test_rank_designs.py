"""Who says which design a source has: the draft, a type, a keyword, the title, the record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
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
        (["Pragmatic Clinical Trial"], "clinical trial"),
        (["Pragmatic Clinical Trial", "Randomized Controlled Trial"], "randomized trial"),
        (["Equivalence Trial"], "randomized trial"),
        (["Network Meta-Analysis", "Systematic Review"], "systematic review"),
        (["Observational Study, Veterinary"], "animal study"),
        (["Retraction Notice"], "notice"),
        (["Government Publication", "Guideline"], "guideline"),
        (["News"], "news"),
        (["Dataset"], "dataset"),
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
        ("Cross-Over Studies", "controlled study", 'keyword "Cross-Over Studies"'),
        ("Case Reports", "case report", 'keyword "Case Reports"'),
        ("overview of systematic reviews", "umbrella review", 'keyword "overview of systematic reviews"'),
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
        "Cosmetics; cellular therapies; bulk ingredients; Follow-Up Studies",
        "guidelines; clinical practice guidelines; systematic reviews; Meta-Analyses; randomised controlled trials",
        "Consensus Statements; package inserts; Clinical Trials",
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
        ({"keyword": "guideline; asthma", "title": "Adherence to guidelines for asthma"}, None, "unknown"),
        ({"keyword": "Practice Guideline", "title": "Asthma: what to do"}, "guideline", "declared"),
        ({"types": ("Guideline",), "title": "Adherence to guidelines for asthma"}, "guideline", "declared"),
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


@pytest.mark.parametrize(
    "words",
    [
        "Clinical Study",
        "Twin Study",
        "Validation Study",
        "Evaluation Study",
        "Technical Report",
        "Government Publication",
    ],
)
def test_a_type_that_leaves_the_design_open_is_told(words: str) -> None:
    """What was done stays open, and the reason says so; the title or the abstract may say what it was."""
    ranked = rank_alone(types=("Journal Article", words))
    assert (ranked.design, ranked.basis) == (None, "unknown")
    assert ranked.because == f'{UNKNOWN}; publication type "{words}" leaves it open'
    assert rank_alone(types=(words,), title="X: a cohort study").design == "cohort study"
    told = rank_alone(types=(words,), abstract="We performed a randomised controlled trial of tea in 30 nurses.")
    assert (told.design, told.basis) == ("randomized trial", "rule")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Corrected and Republished Article", "corrected and republished: the record links the first version"),
        ("Duplicate Publication", "a duplicate publication: the record links the other one"),
    ],
)
def test_a_type_that_asks_to_follow_a_link_is_told(words: str, said: str) -> None:
    """It is told beside the reason, whether the kind is known or not."""
    assert rank_alone(types=(words,)).because == f"{UNKNOWN}; {said}"
    assert rank_alone(types=(words, "Review")).because == f'publication type "Review"; {said}'


@pytest.mark.parametrize(
    ("types", "keywords", "design", "because"),
    [
        # a type that leaves open which observational study it was
        (
            "Observational Study",
            "Cross-Sectional Studies; Retrospective Studies",
            "cross-sectional study",
            "Cross-Sectional",
        ),
        ("Observational Study", "Prospective Studies; Follow-Up Studies", "cohort study", "Prospective"),
        ("Observational Study", "Case-Control Studies; Cohort Studies", "case-control study", "Case-Control"),
        ("Observational Study", "Follow-Up Studies", "cohort study", "Follow-Up"),
        ("Observational Study", "Cohort Studies/methods", "cohort study", "Cohort"),
        ("Observational Study", "Humans", "observational study", "Observational Study"),
        # and which trial
        ("Clinical Trial", "Random Allocation; Humans", "randomized trial", "Random Allocation"),
        ("Controlled Clinical Trial", "Random Allocation", "randomized trial", "Random Allocation"),
        ("Clinical Trial, Phase II", "Double-Blind Method", "controlled study", "Double-Blind Method"),
        ("Clinical Trial", "Single-Blind Method", "controlled study", "Single-Blind Method"),
        ("Clinical Trial", "Cross-Over Studies", "controlled study", "Cross-Over Studies"),
        ("Clinical Trial", "Prospective Studies; Follow-Up Studies", "clinical trial", "Clinical Trial"),
        # a heading of a subject makes nothing more exact
        ("Clinical Trial", "Randomized Controlled Trials as Topic; Random Forest", "clinical trial", "Clinical Trial"),
        # animals without humans, whatever trial it was
        ("Randomized Controlled Trial", "Animals; Dogs", "animal study", "animals and no humans"),
        ("Clinical Trial", "Animals; Random Allocation", "animal study", "animals and no humans"),
        ("Randomized Controlled Trial", "Animals; Dogs; Humans", "randomized trial", "Randomized Controlled Trial"),
        ("Systematic Review", "Animals; Mice", "systematic review", "Systematic Review"),
    ],
)
def test_headings_make_a_type_more_exact(types: str, keywords: str, design: str, because: str) -> None:
    """Two words of the indexers together; the reason names both."""
    ranked = rank_alone(types=(types,), keyword=keywords)
    assert (ranked.design, ranked.basis) == (design, "declared")
    assert f'publication type "{types}"' in ranked.because
    assert because in ranked.because


def test_headings_of_animals_stand_over_a_title_too() -> None:
    """A randomized trial in dogs is an animal study, whatever type and title say; a protocol of one is a protocol."""
    record = {"types": ("Clinical Trial",), "keyword": "Animals; Dogs"}
    assert rank_alone(title="X: a randomized trial", **record).design == "animal study"
    assert rank_alone(title="X: a randomized trial", keyword="Animals; Dogs").design == "animal study"
    assert rank_alone(title="X: study protocol", keyword="Animals; Dogs").design == "protocol"


@pytest.mark.parametrize(
    ("keywords", "design"),
    [
        ("Random Allocation", None),
        ("Double-Blind Method", None),
        ("Single-Blind Method; Follow-Up Studies", None),
        ("Follow-Up Studies; Pilot Projects", None),
        ("Evidence-Based Medicine; GRADE Approach; Preprints as Topic; Clinical Trials as Topic", None),
        ("Random Allocation; Double-Blind Method", "randomized trial"),
        ("randomization; double blind procedure; human", "randomized trial"),
        ("Cross-Over Studies; Double-Blind Method", "controlled study"),
        ("crossover procedure; double blind procedure", "controlled study"),
        ("Random Allocation; Double-Blind Method; Animals; Rats", "animal study"),
    ],
)
def test_a_weak_heading_decides_nothing_alone(keywords: str, design: str | None) -> None:
    """Two of them may: chance and blinding together are a trial, and crossing over says nothing of chance."""
    assert rank_alone(keyword=keywords).design == design


TOPICS = st.sampled_from(
    [
        "Randomized Controlled Trials as Topic",
        "Clinical Trials as Topic",
        "Systematic Reviews as Topic",
        "Practice Guidelines as Topic",
        "Clinical Trial Protocols as Topic",
        "Preprints as Topic",
        "Evidence-Based Medicine",
        "GRADE Approach",
    ]
)
RECORDS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(
            ["Thoughts on X", "X: a review", "X: a clinical trial", "X in mice", "X: study protocol"]
        ),
        "types": st.sampled_from([(), ("Review",), ("Clinical Trial",), ("Observational Study",), ("Twin Study",)]),
        "keyword": st.sampled_from(["", "Humans", "Animals", "Prospective Studies", "Random Allocation", "human"]),
    }
)


@settings(deadline=None)
@given(RECORDS, st.lists(TOPICS, min_size=1, unique=True))
def test_topics_change_nothing(record: dict[str, Any], topics: list[str]) -> None:
    """A heading that names what a work is about leaves design, basis and reason as they are, whatever else is known."""
    with_topics = {**record, "keyword": "; ".join([*topics, record["keyword"], *topics])}
    plain, told = rank_alone(**record), rank_alone(**with_topics)
    assert (plain.design, plain.basis, plain.because) == (told.design, told.basis, told.because)


def test_a_pilot_is_told() -> None:
    """A pilot stands with its design, and carries a mark."""
    ranked = rank_alone(types=("Randomized Controlled Trial",), keyword="Pilot Projects; Humans")
    assert (ranked.design, ranked.because) == (
        "randomized trial",
        'publication type "Randomized Controlled Trial"; a pilot',
    )


@pytest.mark.parametrize(
    ("keywords", "design"),
    [
        ("human; practice guideline; copper", None),
        ("nonhuman; article; practice guideline; in vitro study", None),
        ("copper; practice guideline", "guideline"),
        ("human; clinical trial; review; malaria", "narrative review"),
        ("human; randomized controlled trial; review; priority journal", "narrative review"),
        ("human; case report; review", "case report"),
        ("human; systematic review; review", "systematic review"),
        ("human; randomized controlled trial; controlled study", "randomized trial"),
        ("Humans; Clinical Trial; Review", "clinical trial"),
    ],
)
def test_a_list_of_emtree_is_read_as_one(keywords: str, design: str | None) -> None:
    """With a check tag of Emtree, a guideline is a subject, and a review is one whatever trials it speaks of."""
    assert rank_alone(keyword=keywords).design == design


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
            "systematic review",
            'retracted: title says "WITHDRAWN"; journal is The Cochrane Library; included designs not known',
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
