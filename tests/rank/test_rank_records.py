"""What issuing bodies, labels, registries and entry types tell, with what has to stand beside them."""

from __future__ import annotations

from typing import Any

import pytest
from ranking import UNKNOWN, rank_alone

WHO = "World Health Organization"
SET_ID = "74087d2f-468d-4de1-a2fc-a489d0f2abef"


@pytest.mark.parametrize(
    ("record", "design", "because"),
    [
        (
            {"type": "report", "title": "Consolidated guidelines on tuberculosis", "publisher": WHO},
            "guideline",
            'issued by World Health Organization, which calls it "guidelines"',
        ),
        (
            {"type": "book", "title": "Consolidated guidelines on tuberculosis", "publisher": "WHO"},
            "guideline",
            'issued by WHO, which calls it "guidelines"',
        ),
        (
            {"type": "webpage", "title": "Hypertension in adults", "number": "NG136", "publisher": "NICE"},
            "guideline",
            'issued by NICE, which calls it "NG136"',
        ),
        (
            {"title": "Screening for lung cancer: recommendations", "author": [{"literal": "USPSTF"}]},
            "guideline",
            'issued by USPSTF, which calls it "recommendations"',
        ),
        (
            {"type": "report", "title": "Back pain", "genre": "EULAR recommendations", "authority": "EULAR"},
            "guideline",
            'issued by EULAR, which calls it "EULAR recommendations"',
        ),
        # the body alone says nothing, nor does the word alone
        ({"type": "report", "title": "World health report 2010", "publisher": WHO}, None, UNKNOWN),
        ({"type": "report", "title": "Guidelines on snowballing", "publisher": "Springer"}, None, UNKNOWN),
        # in a journal, its publisher is not the author
        ({"title": "Six recommendations on tea", "publisher": "American Heart Association"}, None, UNKNOWN),
        ({"title": "Recommendations on tea", "author": [{"family": "Who", "given": "A."}]}, None, UNKNOWN),
        # a word is not a body
        ({"type": "report", "title": "Guidelines on tea", "publisher": "A nice press"}, None, UNKNOWN),
        ({"type": "report", "title": "Guidelines on tea", "publisher": "Those who care"}, None, UNKNOWN),
        # about guidelines
        (
            {"type": "report", "title": "Implementation of guidelines in rural hospitals", "publisher": WHO},
            None,
            UNKNOWN,
        ),
        (
            {"type": "report", "title": "Digital Identity Guidelines", "number": "SP 800-63B", "publisher": "NIST"},
            "standard",
            'issued by NIST, which calls it "SP 800-63B"; clinical has no row for: standard',
        ),
        ({"type": "report", "title": "A history of measurement", "publisher": "NIST"}, None, UNKNOWN),
    ],
)
def test_an_issuing_body_needs_a_document(record: dict[str, Any], design: str | None, because: str) -> None:
    """A body that issues guidelines or standards tells the kind of what it calls or numbers so, and of nothing else."""
    ranked = rank_alone(**record)
    assert (ranked.design, ranked.because) == (design, because)


@pytest.mark.parametrize(
    ("record", "design", "because"),
    [
        (
            {"openfda": {"product_type": ["HUMAN PRESCRIPTION DRUG"], "spl_set_id": [SET_ID]}},
            "drug label",
            f'openFDA product type "HUMAN PRESCRIPTION DRUG"; set id {SET_ID}',
        ),
        (
            {"custom": {"openfda.product_type": "HUMAN OTC DRUG", "marketing_category": "OTC monograph"}},
            "drug label",
            'openFDA product type "HUMAN OTC DRUG"; marketed under an OTC monograph, not approved one by one',
        ),
        (
            {"custom": {"set_id": SET_ID, "effective_time": "20241015", "version": "3"}},
            "drug label",
            "the record has the fields set_id and effective_time of a label; "
            f"set id {SET_ID}, version 3, effective 20241015",
        ),
        (
            {
                "custom": {
                    "spl_document_type": "HUMAN PRESCRIPTION DRUG LABEL",
                    "openfda": {"application_number": ["NDA018932"]},
                }
            },
            "drug label",
            'SPL document type "HUMAN PRESCRIPTION DRUG LABEL"; approved under its own application',
        ),
        ({"genre": "34390-5"}, "drug label", 'genre "34390-5"'),
        ({"genre": "60684-8"}, "drug label", 'genre "60684-8"'),
        # what is no label of a medicine for people, wherever it stands
        (
            {"custom": {"spl_document_type": "BULK INGREDIENT"}, "publisher": "DailyMed"},
            "other product label",
            'SPL document type "BULK INGREDIENT"; clinical has no row for: other product label',
        ),
        (
            {"genre": "COSMETIC", "URL": f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={SET_ID}"},
            "other product label",
            f'genre "COSMETIC"; set id {SET_ID}; clinical has no row for: other product label',
        ),
        (
            {"genre": "77647-6"},
            "other product label",
            'genre "77647-6"; clinical has no row for: other product label',
        ),
        # a label, and no approval
        (
            {
                "custom": {
                    "openfda": {"product_type": ["HUMAN PRESCRIPTION DRUG"]},
                    "marketing_category": "Unapproved drug other",
                }
            },
            "other product label",
            'marketing category "Unapproved drug other"; clinical has no row for: other product label',
        ),
        # one field alone
        ({"custom": {"set_id": SET_ID}}, None, UNKNOWN),
        ({"contraindications": ["opioids"]}, None, UNKNOWN),
        ({"openfda": "none"}, None, UNKNOWN),
        ({"custom": {"openfda": {"application_number": ["part348"]}}}, None, UNKNOWN),
    ],
)
def test_the_fields_of_a_label_tell(record: dict[str, Any], design: str | None, because: str) -> None:
    """Fields of openFDA, document types and marketing categories tell; the reason names set id and version."""
    ranked = rank_alone(**{"type": "webpage", **record})
    assert (ranked.design, ranked.because) == (design, because)


@pytest.mark.parametrize(
    ("record", "design", "because"),
    [
        (
            {"type": "entry", "number": "NCT04270877"},
            "registration",
            "entry type entry, registry number NCT04270877",
        ),
        (
            {"type": "entry", "title": "ISRCTN12345678: tea for pain"},
            "registration",
            "entry type entry, registry number ISRCTN12345678",
        ),
        ({"type": "entry", "title": "Naltrexone"}, None, UNKNOWN),
        ({"type": "report", "number": "NCT04270877"}, None, UNKNOWN),
        ({"note": "NCT04270877"}, None, UNKNOWN),
        ({"type": "paper-conference"}, None, f"{UNKNOWN}; a conference paper"),
        ({"type": "speech"}, None, f"{UNKNOWN}; a conference abstract"),
        ({"type": "manuscript"}, None, f"{UNKNOWN}; an unpublished manuscript"),
        (
            {"type": "manuscript", "title": "X: a cohort study"},
            "cohort study",
            'title says "cohort study"; an unpublished manuscript',
        ),
        (
            {"type": "personal_communication"},
            "personal communication",
            "entry type personal_communication; clinical has no row for: personal communication",
        ),
        ({"type": "pamphlet"}, None, UNKNOWN),
        ({"type": "report"}, None, UNKNOWN),
        ({"type": "document"}, None, UNKNOWN),
    ],
)
def test_an_entry_tells_what_it_can(record: dict[str, Any], design: str | None, because: str) -> None:
    """A registry's number counts where the entry is one; papers and manuscripts carry marks."""
    ranked = rank_alone(**record)
    assert (ranked.design, ranked.because) == (design, because)


def test_an_entry_of_a_registry_bears_the_title_of_what_it_registers() -> None:
    for record in (
        {"URL": "https://www.crd.york.ac.uk/prospero/display_record.php?RecordID=12345"},
        {"publisher": "ClinicalTrials.gov"},
    ):
        ranked = rank_alone(type="webpage", title="X for pain: a systematic review", **record)
        assert ranked.design == "registration", record
        assert "protocol" in ranked.status
    article = rank_alone(title="X for pain: a randomized trial", URL="https://clinicaltrials.gov/study/NCT01234567")
    assert article.design == "randomized trial"
