"""What an abstract tells of its own study, and what it must not be taken to tell."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ranking import UNKNOWN, rank_alone

from evidence_assembler.data import read_table
from evidence_assembler.rank.titles import expand_pattern, plain_title, read_abstract

TELLS = [
    ("randomized trial", "Sixty patients were randomly assigned to tea (n = 31) or coffee (n = 29)."),
    ("randomized trial", "Women were randomised to tea (n=31) or to coffee (n=29). They were followed for a week."),
    ("randomized trial", "979 women were screened and 703 randomized as follows: 349 to tea and 354 to coffee."),
    ("randomized trial", "Methods: In this double-blind, placebo-controlled, randomised study we gave tea to adults."),
    (
        "randomized trial",
        "We conducted a pragmatic, open-label, parallel-arm, randomised controlled trial (RCT) of tea.",
    ),
    ("randomized trial", "STUDY DESIGN, SIZE, DURATION: A randomized controlled trial. Women drank tea."),
    ("randomized trial", "A randomized, double-masked trial of tea was conducted at two hospitals."),
    (
        "randomized trial",
        "This open\u2010label, randomized, parallel\u2010group study designed to compare teas enrolled adults.",
    ),
    ("controlled study", "We performed a non-randomised controlled trial in two schools."),
    ("controlled study", "A quasi-randomized controlled trial was conducted on two wards."),
    ("single-arm trial", "This open-label single-arm trial enrolled forty adults."),
    ("single-arm trial", "A single-group study was conducted in one hospital."),
    ("case-control study", "This is a case-control study of 58 patients and their relatives."),
    ("case-control study", "A matched case-control study was conducted among children."),
    ("cross-sectional study", "We performed a cross-sectional survey of 150 students; adults took part."),
    ("cross-sectional study", "A community-based cross-sectional study was carried out among women."),
    ("cohort study", "We did a retrospective review of the charts of 90 patients."),
    ("cohort study", "A prospective cohort study was conducted among 1,200 women."),
]
TELLS_NOTHING = [
    "The objectives of this review are to provide guidelines for diagnosis and treatment of patients with pain.",
    "Randomised controlled trials are needed. Patients were asked what they drink.",
    "No randomized controlled trials have been performed in children.",
    "This finding awaits a randomised trial in adults.",
    "These results should be confirmed in a large randomized controlled trial.",
    "Patients will be randomly assigned to tea (n = 30) or coffee (n = 30).",
    "Rats were randomly assigned to tea (n = 10) or water (n = 10).",
    "In a cohort study nested within a randomised trial, patients were randomised to tea (n = 3) or coffee (n = 4).",
    "We searched PubMed for randomised trials; patients were randomly assigned (n = 20) in two.",
    "This systematic review found that adults were randomly assigned (n = 12) in one study.",
    "Using a Mendelian randomization, we report a randomized study of genes.",
    "Secondary analysis of data from a randomised trial in which patients were randomized (n = 40).",
    "Blood samples were randomly collected from each soldier.",
    "Controls were selected using a random number generator.",
    "Students were randomly selected at a general meeting (n = 150).",
    "A prospective cohort study of 1945 adults found the prevalence to be high.",
    "We did a longitudinal study of dental units and their water.",
    "This prospective trial of tea enrolled adults who received tea.",
]
BLOCKS = read_table("signals")["abstract"]


@pytest.mark.parametrize(("design", "abstract"), TELLS)
def test_an_abstract_tells_its_design(design: str, abstract: str) -> None:
    """What authors call their own study, or chance with the number of each group, tells the kind of a silent record."""
    ranked = rank_alone(abstract=abstract)
    assert (ranked.design, ranked.basis) == (design, "rule")
    assert ranked.because.startswith('abstract says "')


@pytest.mark.parametrize("abstract", TELLS_NOTHING)
def test_an_abstract_about_other_studies_tells_nothing(abstract: str) -> None:
    """Guidelines, trials of others, plans, animals and samples drawn at random leave the kind unknown."""
    ranked = rank_alone(abstract=abstract)
    assert (ranked.design, ranked.because) == (None, UNKNOWN)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["design"])
def test_a_block_has_its_cases(block: dict[str, Any]) -> None:
    """Every block fits an abstract of its design, and leaves one alone that holds one of its cues."""
    phrases = [re.compile(expand_pattern(one)) for one in block["phrases"]]
    plain = [(design, plain_title(abstract).plain) for design, abstract in TELLS]
    for phrase in phrases:
        assert any(design == block["design"] and phrase.search(abstract) for design, abstract in plain), phrase.pattern
    cues = [cue for cue in block["cues"] if any(cue in abstract.lower() for abstract in TELLS_NOTHING)]
    assert cues or block["design"] in {"single-arm trial", "case-control study", "cross-sectional study"}


@pytest.mark.parametrize(
    ("record", "design", "because"),
    [
        ({"title": "X: a clinical trial"}, "clinical trial", 'title says "clinical trial"'),
        (
            {"title": "Tea for pain: a double-blind trial", "abstract": TELLS[0][1]},
            "randomized trial",
            'title says "double-blind trial"; abstract says "randomly assigned"',
        ),
        (
            {"types": ("Clinical Trial, Phase II",), "abstract": "This single-arm trial enrolled forty adults."},
            "single-arm trial",
            'publication type "Clinical Trial, Phase II"; abstract says "single-arm trial"',
        ),
        (
            {"types": ("Observational Study",), "abstract": "We did a cross-sectional survey of adults."},
            "cross-sectional study",
            'publication type "Observational Study"; abstract says "cross-sectional survey"',
        ),
        # what is said already stands
        ({"types": ("Clinical Trial",), "abstract": "We did a cohort study of adults."}, "clinical trial", None),
        ({"title": "X: a case report", "abstract": TELLS[0][1]}, "case report", 'title says "case report"'),
        ({"types": ("Review",), "abstract": TELLS[0][1]}, "narrative review", 'publication type "Review"'),
        ({"keyword": "Animals; Rats", "abstract": TELLS[0][1]}, "animal study", None),
        ({"keyword": "Prospective Studies", "abstract": TELLS[0][1]}, "randomized trial", None),
    ],
)
def test_an_abstract_makes_more_exact_and_no_more(record: dict[str, Any], design: str, because: str | None) -> None:
    """It says which trial or which observational study it was, where title and type leave that open."""
    ranked = rank_alone(**record)
    assert ranked.design == design
    assert because is None or ranked.because == because


def test_an_abstract_is_read_only_for_what_it_can_add() -> None:
    """Nothing makes a review or a randomized trial more exact; markup and white space do not matter."""
    abstract = "<jats:p>We did a\n  randomised   controlled trial of tea.</jats:p>"
    assert read_abstract(abstract, "narrative review") is None
    assert read_abstract(abstract, "randomized trial") is None
    told = read_abstract(abstract)
    assert told is not None
    assert told.because == 'abstract says "randomised controlled trial"'
