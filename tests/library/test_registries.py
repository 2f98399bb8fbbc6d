"""Numbers of trials: every registry's form in one spelling, where they are read, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.library.registries import find_trials
from evidence_assembler.model.source import Source


def make_source(**variables: str) -> Source:
    return Source(id="a", type="article-journal", variables=variables)


@pytest.mark.parametrize(
    ("written", "trial"),
    [
        ("NCT04270877", "NCT04270877"),
        ("nct 04270877.", "NCT04270877"),
        ("ClinicalTrials.gov Identifier: NCT00568555", "NCT00568555"),
        ("https://clinicaltrials.gov/ct2/show/NCT00568555?term=x", "NCT00568555"),
        ("ISRCTN12345678", "ISRCTN12345678"),
        ("EudraCT 2019-000702-30", "EudraCT 2019-000702-30"),
        ("EudraCT number: 2019-000702-30", "EudraCT 2019-000702-30"),
        ("EUCTR2019-000702-30-DK", "EudraCT 2019-000702-30"),
        ("https://www.clinicaltrialsregister.eu/ctr-search/trial/2019-000702-30/DK", "EudraCT 2019-000702-30"),
        ("EU CT 2022-500014-26-00", "EU CT 2022-500014-26"),
        ("CTIS2022-500014-26-01", "EU CT 2022-500014-26"),
        ("ACTRN12605000123606", "ACTRN12605000123606"),
        ("DRKS00005351", "DRKS00005351"),
        ("ChiCTR1800012345", "ChiCTR1800012345"),
        ("chictr-trc-08000123", "ChiCTR-TRC-08000123"),
        ("JPRN-UMIN000012345", "UMIN000012345"),
        ("UMIN-CTR UMIN000012345", "UMIN000012345"),
        ("jRCT1031180123", "jRCT1031180123"),
        ("JRCTs031180123", "jRCTs031180123"),
        ("JapicCTI-123456", "JapicCTI-123456"),
        ("CTRI/2010/091/000123", "CTRI/2010/091/000123"),
        ("NTR1234", "NTR1234"),
        ("NL-OMON12345", "NL-OMON12345"),
        ("PACTR201105000289276", "PACTR201105000289276"),
        ("IRCT138811233320N1", "IRCT138811233320N1"),
        ("KCT0001234", "KCT0001234"),
        ("RBR-8gkx4t", "RBR-8GKX4T"),
        ("TCTR20210812002", "TCTR20210812002"),
        ("SLCTR/2010/007", "SLCTR/2010/007"),
        ("RPCEC00000123", "RPCEC00000123"),
        ("LBCTR2020011234", "LBCTR2020011234"),
        ("NCT: 04270877", "NCT04270877"),
        ("NCT-04270877", "NCT04270877"),
        ("NCT number 04270877", "NCT04270877"),
        ("NCT no. 04270877", "NCT04270877"),
        ("NCT #04270877", "NCT04270877"),
        ("NCT\u00a004270877", "NCT04270877"),
        ("NCT\u202f04270877", "NCT04270877"),
        ("NCT\u201104270877", "NCT04270877"),
        ("ISRCTN number: 12345678", "ISRCTN12345678"),
        ("EudraCT no. 2019-000702-30", "EudraCT 2019-000702-30"),
        ("EudraCT 2019\u2013000702\u201330", "EudraCT 2019-000702-30"),
        ("jRCTs 031180001", "jRCTs031180001"),
        ("jRCT 1031180123", "jRCT1031180123"),
        ("UTN U1111-1234-5678", "U1111-1234-5678"),
    ],
)
def test_a_number_has_one_spelling_however_it_is_written(written: str, trial: str) -> None:
    assert find_trials(make_source(note=written)) == (trial,)


@pytest.mark.parametrize(
    "written",
    [
        "NCT0427087",
        "NCT042708770",
        "NCT00000000",
        "ANCT04270877",
        "ISRCTN1234567",
        "2019-000702-30",
        "EudraCT 1999-000702-30",
        "NTR1, NTR2 and NTR3 receptors",
        "RBR-common",
        "CTRI of India",
        "PROSPERO CRD42020123456",
        "DOI 10.1002/art.37734, PMID 34781989",
    ],
)
def test_what_has_not_the_form_of_a_registry_is_no_number(written: str) -> None:
    assert find_trials(make_source(note=written), "randomized trial") == ()


@pytest.mark.parametrize(
    "field",
    [
        "note",
        "annote",
        "number",
        "title",
        "keyword",
        "URL",
        "DOI",
        "archive_location",
        "genre",
        "collection-title",
        "issue",
    ],
)
def test_a_number_is_read_in_every_field_that_holds_one(field: str) -> None:
    assert find_trials(make_source(**{field: "10.1186/ISRCTN12345678"})) == ("ISRCTN12345678",)


def test_an_abstract_is_read_where_the_work_is_known_to_report_a_study() -> None:
    source = make_source(abstract="Registered as NCT04270877.")
    assert find_trials(source, "randomized trial") == ("NCT04270877",)
    assert find_trials(source, "protocol") == ("NCT04270877",)
    assert find_trials(source) == ()
    assert find_trials(source, "a design of their own") == ()


@pytest.mark.parametrize("design", ["systematic review", "narrative review", "comment", "guideline", "drug label"])
def test_a_work_that_speaks_of_the_trials_of_others_reports_none(design: str) -> None:
    assert find_trials(make_source(note="NCT04270877", title="On NCT00568555"), design) == ()


def test_all_numbers_are_told_in_the_order_in_which_they_stand_each_once() -> None:
    source = make_source(note="ISRCTN12345678 and NCT04270877, that is NCT 04270877", annote="NCT00568555")
    assert find_trials(source) == ("ISRCTN12345678", "NCT04270877", "NCT00568555")


def test_what_a_format_had_beyond_csl_is_read_but_for_the_references_of_others() -> None:
    custom = {
        "SI": ["ClinicalTrials.gov/NCT00568555"],
        "clinical-trial-number": [{"clinical-trial-number": "isrctn12345678", "registry": "10.18810/isrctn"}],
        "eudract": "2019-000702-30",
        "reference": [{"unstructured": "Other people. NCT04270877"}],
        "count": 3,
    }
    source = Source.model_validate({"id": "a", "custom": custom})
    assert sorted(find_trials(source)) == ["EudraCT 2019-000702-30", "ISRCTN12345678", "NCT00568555"]


@given(
    st.integers(min_value=1, max_value=99_999_999),
    st.text(alphabet=" ,;.:()\n", max_size=3),
    st.sampled_from(("", " ")),
)
def test_any_number_of_eight_digits_is_found_between_any_signs(number: int, sign: str, space: str) -> None:
    written = f"trial{sign or ' '}NCT{space}{number:08}{sign}"
    assert find_trials(make_source(note=written)) == (f"NCT{number:08}",)


@given(st.text(max_size=60), st.sampled_from(("note", "title", "abstract", "URL")))
def test_no_text_stops_the_reading(text: str, field: str) -> None:
    for trial in find_trials(make_source(**{field: text}), "clinical trial"):
        assert any(digit in trial for digit in "123456789")
