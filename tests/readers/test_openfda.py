"""Answers of openFDA become sources with their text; what is broken is told with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.rank.order import rank_sources
from evidence_assembler.readers.bibliographies import csl_json, openfda
from evidence_assembler.readers.libraries import read_library

SET_ID = "5f0c1a2e-0000-4000-8000-1234567890ab"
CAVEAT = "Do not rely on openFDA to make decisions regarding medical care."
RESULT: dict[str, Any] = {
    "spl_product_data_elements": ["Examploza examplopril maleate TALC"],
    "boxed_warning": ["WARNING: MYOPATHY  Stop at the first sign."],
    "dosage_and_administration": ["2 DOSAGE Give 5 mg once daily.", "Age Dose 5 10"],
    "dosage_and_administration_table": [
        '<table ID="t1"><tr><th>Age</th><th>Dose</th></tr><tr><td>5</td><td>10</td></tr></table>',
        "<table><tr><td>20<td>30</table>",
    ],
    "spl_unclassified_section": ["Keep cool."],
    "set_id": SET_ID,
    "id": "20a11732-0000-4000-8000-000000000001",
    "effective_time": "20241015",
    "version": "7",
    "openfda": {
        "application_number": ["NDA000702"],
        "brand_name": ["Examploza"],
        "generic_name": ["EXAMPLOPRIL MALEATE"],
        "manufacturer_name": ["Lindqvist Laboratories"],
        "product_type": ["HUMAN PRESCRIPTION DRUG"],
    },
}
TEXT = """\
## Boxed warning

WARNING: MYOPATHY Stop at the first sign.

## Dosage and administration

2 DOSAGE Give 5 mg once daily.

Age Dose 5 10

Keep cool.

## Tables

### Dosage and administration

Age | Dose

5 | 10

20

30
"""


def make_answer(*results: Any) -> dict[str, Any]:
    """An answer with these results."""
    return {"meta": {"disclaimer": CAVEAT, "results": {"skip": 0}}, "results": list(results)}


def read_one(**fields: Any) -> dict[str, Any]:
    """The CSL item of a result with these fields in place of its own; those that are None are left out."""
    result = {key: value for key, value in {**RESULT, **fields}.items() if value is not None}
    bibliography = openfda.read(json.dumps(result), "label.json")
    assert bibliography.problems == ()
    ((source, _),) = bibliography.sources
    return source.to_csl()


def test_a_result_is_one_source() -> None:
    """Title, labeler, version, day, address; what CSL has no variable for stands in `custom` as openFDA has it."""
    item = read_one()
    custom = item.pop("custom")
    assert item == {
        "id": "lindqvist2024examploza",
        "type": "document",
        "title": "Examploza (examplopril maleate)",
        "publisher": "Lindqvist Laboratories",
        "version": "7",
        "genre": "Prescribing information",
        "URL": f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={SET_ID}",
        "issued": {"date-parts": [[2024, 10, 15]]},
    }
    assert custom == {
        "set_id": SET_ID,
        "spl_id": "20a11732-0000-4000-8000-000000000001",
        "effective_time": "20241015",
        "spl_product_data_elements": ["Examploza examplopril maleate TALC"],
        "openfda": RESULT["openfda"],
    }


@pytest.mark.parametrize("written", [make_answer(RESULT), [RESULT], RESULT, {"results": [RESULT], "meta": {}}])
def test_an_answer_a_list_and_one_result_are_read(written: Any) -> None:
    """The caveat of an answer stands with each of its labels."""
    bibliography = openfda.read(json.dumps(written, indent=1), "label.json")
    assert openfda.recognises(json.dumps(written))
    assert not csl_json.recognises(json.dumps(written))
    assert bibliography.problems == ()
    assert [source.id for source, _ in bibliography.sources] == ["lindqvist2024examploza"]
    caveat = CAVEAT if isinstance(written, dict) and written.get("meta") else None
    assert bibliography.sources[0][0].custom.get("disclaimer") == caveat


def test_sections_stand_under_their_names_and_tables_once_more_at_the_end() -> None:
    """The cells of a table are apart; of one that is not well formed no word is lost."""
    (text,) = openfda.read(json.dumps(RESULT), "label.json").texts
    assert (text.source_id, text.text, text.extent) == ("lindqvist2024examploza", TEXT, "full")


def test_results_of_one_product_are_told_apart() -> None:
    """The second id has a number; each has its place."""
    bibliography = openfda.read(json.dumps([RESULT, RESULT], indent=1), "label.json")
    assert [source.id for source, _ in bibliography.sources] == ["lindqvist2024examploza", "lindqvist2024examploza-2"]
    assert [text.source_id for text in bibliography.texts] == ["lindqvist2024examploza", "lindqvist2024examploza-2"]
    first, second = (place for _, place in bibliography.sources)
    assert (first.line, second.line) == (2, first.end_line + 1 if first.end_line else None)


@pytest.mark.parametrize(
    ("fields", "title", "source_id"),
    [
        (
            {"openfda": {"brand_name": ["Onezal", "Twozal"], "generic_name": ["onezal"]}},
            "Onezal; Twozal (onezal)",
            "2024onezal",
        ),
        ({"openfda": {"generic_name": ["aspirin"]}}, "aspirin", "2024aspirin"),
        ({"openfda": {}}, None, "label20245f0c1a2e"),
    ],
)
def test_a_title_is_made_of_the_products(fields: dict[str, Any], title: str | None, source_id: str) -> None:
    """Where no product is named there is no title: openFDA leaves the fields out of labels that it could not match."""
    item = read_one(**fields)
    assert (item.get("title"), item["id"]) == (title, source_id)


@pytest.mark.parametrize(
    ("kind", "genre", "design"),
    [
        ("HUMAN PRESCRIPTION DRUG", "Prescribing information", "drug label"),
        ("HUMAN OTC DRUG", "Over-the-counter drug label", "drug label"),
        ("OTC ANIMAL DRUG", None, "other product label"),
    ],
)
def test_the_product_type_tells_the_kind_of_label(kind: str, genre: str | None, design: str) -> None:
    """A medicine for animals has no drug label for an answer about people."""
    bibliography = openfda.read(json.dumps({**RESULT, "openfda": {"product_type": [kind]}}), "label.json")
    ((source, _),) = bibliography.sources
    (ranked,) = rank_sources([source])
    assert (source.variables.get("genre"), ranked.design) == (genre, design)
    assert f"set id {SET_ID}, version 7, effective 20241015" in ranked.because


def test_a_label_can_be_quoted(tmp_path: Path) -> None:
    """A quotation is located in the text of the sections."""
    path = tmp_path / "label.json"
    path.write_text(json.dumps(make_answer(RESULT)), encoding="utf-8")
    library = read_library(path)
    assert library["lindqvist2024examploza"].locate("Give 5 mg once daily").status == "exact"
    assert library["lindqvist2024examploza"].locate("Give 50 mg once daily").status == "altered"
    assert library.search("first sign of myopathy")[0].source_id == "lindqvist2024examploza"


def test_what_comes_before_a_break_is_read() -> None:
    """The place is that of the break."""
    written = json.dumps(make_answer(RESULT, RESULT), indent=1)
    cut = written.rindex('"set_id"')
    bibliography = openfda.read(written[:cut], "label.json")
    assert [source.id for source, _ in bibliography.sources] == ["lindqvist2024examploza"]
    (problem,) = bibliography.problems
    assert problem.message.endswith("what comes before was read, what comes after was not")
    assert problem.place.line >= written.count("\n", 0, cut) - 1
    assert openfda.recognises(written[: cut // 2])


@pytest.mark.parametrize("other", [{"safetyreportid": "1"}, {"set_id": SET_ID}, 7, None, [RESULT]])
def test_a_result_that_is_no_label_is_told(other: Any) -> None:
    """Such as a report of an adverse event; the labels beside it are read."""
    bibliography = openfda.read(json.dumps(make_answer(other, RESULT)), "label.json")
    assert len(bibliography.sources) == 1
    assert [problem.message for problem in bibliography.problems] == ["result 1 is no drug label"]


def test_a_day_that_is_none_and_half_a_character_are_told() -> None:
    """Both are kept as far as they can be."""
    written = json.dumps({**RESULT, "effective_time": "soon", "boxed_warning": ["Stop \ud83d now"]})
    bibliography = openfda.read(written, "label.json")
    assert [problem.message for problem in bibliography.problems] == [
        "its effective_time is 'soon', which is no day",
        "a character is written by one half of its surrogate pair; a question mark was put in its place",
    ]
    assert "Stop ? now" in bibliography.texts[0].text


def test_items_of_csl_with_fields_of_a_label_stay_items_of_csl(tmp_path: Path) -> None:
    """A bibliography may keep the fields of openFDA beside those of CSL."""
    path = tmp_path / "refs.txt"
    path.write_text(json.dumps([{**RESULT, "id": "k", "type": "webpage", "title": "T"}]), encoding="utf-8")
    assert [source.id for source in read_library(path).sources] == ["k"]
    assert not openfda.recognises(path.read_text(encoding="utf-8"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from([*RESULT, "meta", "results", "brand_name", "x_table"]), inside, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*RESULT, "x_table", "notes"]), _JSON), st.integers(0, 4))
def test_no_value_ends_in_an_exception(fields: dict[str, Any], cut: int) -> None:
    """Whatever a field holds, it is a source or a problem."""
    written = json.dumps(make_answer({**RESULT, **fields}))
    bibliography = openfda.read(written[: len(written) - cut], "label.json")
    assert bibliography.sources or bibliography.problems


@given(_JSON)
def test_any_json_is_a_label_or_is_not(value: Any) -> None:
    """Where it is recognised, reading gives a source or a problem."""
    written = json.dumps(value)
    if openfda.recognises(written):
        bibliography = openfda.read(written, "label.json")
        assert bibliography.sources or bibliography.problems
