"""Grades in a draft: kept as they were written, refused where their vocabulary does not have them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.data import read_table
from evidence_assembler.errors import DraftError
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Certainty, Draft
from evidence_assembler.rank.gradings import Grading, find_edition, find_grading, find_wrong_grade, read_grade
from evidence_assembler.rank.shipped import shipped_schemes

Reader = Callable[..., Draft]
ROOT = Path(__file__).parents[2]
TABLE = read_table("gradings")["grading"]


def find_known(name: str) -> Grading:
    grading = find_grading(name)
    assert grading is not None
    return grading


def write(certainty: dict[str, str]) -> str:
    return f"question: Does it work?\nclaims:\n  - text: It works.\n    certainty: {json.dumps(certainty)}\n"


SPELLINGS = [
    ("GRADE", "high", {"certainty": "high"}),
    ("GRADE", "Very low", {"certainty": "very low"}),
    ("grade", "very_low", {"certainty": "very low"}),
    ("GRADE", "VERY-LOW", {"certainty": "very low"}),
    ("GRADE", "⊕○○○", {"certainty": "very low"}),
    ("GRADE", "⊕⊕⊝⊝", {"certainty": "low"}),
    ("GRADE", "⊕⊕⊕⊖", {"certainty": "moderate"}),
    ("GRADE", "verylow", {"certainty": "very low"}),
    ("GRADE", "⨁⨁◯◯ low", {"certainty": "low"}),
    ("GRADE", "⊕ ⊕ ⊕ ⊕", {"certainty": "high"}),
    ("GRADE 2013", "moderate-certainty evidence", {"certainty": "moderate"}),
    ("GRADE certainty", "Low quality of evidence", {"certainty": "low"}),
    ("GRADE", "strong for", {"strength": "strong for"}),
    ("GRADE", "conditional recommendation against", {"strength": "weak against"}),
    ("GRADE", "Weak (for); very low", {"strength": "weak for", "certainty": "very low"}),
    ("SORT", "A", {"strength of recommendation": "A"}),
    ("SORT", "SOR: C", {"strength of recommendation": "C"}),
    ("ACC/AHA", "IIb", {"class of recommendation": "IIb"}),
    ("AHA/ACC", "Class IIb", {"class of recommendation": "IIb"}),
    ("ACC/AHA", "COR IIb, LOE A", {"class of recommendation": "IIb", "level of evidence": "A"}),
    ("ACC/AHA", "LOE A, COR IIb", {"level of evidence": "A", "class of recommendation": "IIb"}),
    ("ACC/AHA 2019", "IIb/B-R", {"class of recommendation": "IIb", "level of evidence": "B-R"}),
    ("acc-aha-2016", "I C-EO", {"class of recommendation": "I", "level of evidence": "C-EO"}),
    ("ACC/AHA", "III: Harm", {"class of recommendation": "III: Harm"}),
    ("ACC/AHA", "3: no benefit", {"class of recommendation": "III: No benefit"}),
    ("ACC/AHA", "Class III (Harm), Level B-NR", {"class of recommendation": "III: Harm", "level of evidence": "B-NR"}),
    ("ACC/AHA", "B-R", {"level of evidence": "B-R"}),
    ("USPSTF", "D", {"grade": "D"}),
    ("USPSTF 2016", "Grade B", {"grade": "B"}),
    ("U.S. Preventive Services Task Force", "I statement", {"grade": "I"}),
]


@pytest.mark.parametrize(("scheme", "value", "named"), SPELLINGS)
def test_a_grade_may_be_spelled_as_guidelines_print_it_and_is_kept_so(
    read: Reader, scheme: str, value: str, named: dict[str, str]
) -> None:
    """What it names is known, and what was written stays: the spelling is that of whoever gave the grade."""
    assert read_grade(find_known(scheme), value) == named
    (claim,) = read(write({"scheme": scheme, "value": value, "because": "small trials", "date": "2022-04-26"})).claims
    assert claim.certainty == Certainty(scheme=scheme, value=value, because="small trials", date=date(2022, 4, 26))


def test_every_value_of_the_table_is_read_as_itself() -> None:
    """So is each other spelling of it; `value` of every row names its own part."""
    for row in TABLE:
        grading = find_known(row["title"])
        for part in row["part"]:
            for one in part["value"]:
                for words in (one["value"], *one.get("also", ())):
                    assert read_grade(grading, words) == {part["name"]: one["value"]}


NOT_GRADES = [
    ("GRADE", "tiny", "'tiny' is no value of GRADE", "Known: high, moderate, low, very low (certainty); strong for, "),
    ("GRADE", "modrate", "'modrate' is no value of GRADE", "Did you mean 'moderate'? Known: high, "),
    ("GRADE", "low to moderate", "'low to moderate' is no value of GRADE", "Known: high, "),
    ("GRADE", "low, high", "'low, high' is no value of GRADE", "Known: high, "),
    ("GRADE", "⊕○○○ low", "'⊕○○○ low' is no value of GRADE", "Known: high, "),
    ("GRADE", "not low", "'not low' is no value of GRADE", "Known: high, "),
    ("GRADE", "low?", "'low?' is no value of GRADE", "Did you mean 'low'? Known: high, "),
    ("GRADE", "", "'' is no value of GRADE", "Known: high, "),
    ("GRADE", "certainty of evidence", "'certainty of evidence' is no value of GRADE", "Known: high, "),
    ("GRADE", "B", "'B' is no value of GRADE", "Known: high, "),
    ("SORT", "D", "'D' is no value of SORT", "Known: A, B, C."),
    (
        "ACC/AHA",
        "IIc",
        "'IIc' is no value of ACC/AHA",
        "Known: I, IIa, IIb, III: No benefit, III: Harm, III (class of ",
    ),
    ("ACC/AHA", "IIa, IIb", "'IIa, IIb' is no value of ACC/AHA", "Known: I, "),
    ("ACC/AHA", "D", "'D' is no value of ACC/AHA", "(level of evidence)."),
    ("USPSTF", "IIb", "'IIb' is no value of USPSTF", "Known: A, B, C, D, I."),
    ("USPSTF", "C+", "'C+' is no value of USPSTF", "Known: A, B, C, D, I."),
    ("USPSTF 2016", "E", "'E' is no value of USPSTF", "Known: A, B, C, D, I."),
]
NOT_VOCABULARIES = [
    ("GRAED", "low", "'GRAED' is nearly 'GRADE'", "Did you mean 'GRADE'? Known: GRADE, SORT, ACC/AHA, USPSTF; "),
    ("USPTF", "A", "'USPTF' is nearly 'USPSTF'", "Did you mean 'USPSTF'? "),
    ("AAC/AHA", "IIb", "'AAC/AHA' is nearly 'ACC/AHA'", "Did you mean 'ACC/AHA'? "),
    ("", "low", "'scheme' is empty", "Known: GRADE, SORT, ACC/AHA, USPSTF; "),
    ("clinical", "high", "'clinical' is a scheme for sources (axis: reading-order): it ranks documents", "Name the "),
    ("Clinical", "high", "'Clinical' is a scheme for sources (axis: reading-order): it ranks documents", "Name the "),
]


@pytest.mark.parametrize(("scheme", "value", "message", "remedy"), [*NOT_GRADES, *NOT_VOCABULARIES])
def test_what_is_no_grade_is_refused_at_its_place(
    read: Reader, scheme: str, value: str, message: str, remedy: str
) -> None:
    """With the known values, and the nearest where one is near; a range or a doubt is no value."""
    for name in ("answer.yaml", "answer.json"):
        written = write({"scheme": scheme, "value": value})
        if name.endswith("json"):
            claim = {"text": "It works.", "certainty": {"scheme": scheme, "value": value}}
            written = json.dumps({"question": "Does it work?", "claims": [claim]}, ensure_ascii=False)
        with pytest.raises(DraftError) as caught:
            read(written, name)
        error = caught.value
        wrong = value if "no value" in message else scheme
        lines = written.splitlines()
        assert error.line is not None
        assert error.column is not None
        assert lines[error.line - 1][error.column - 1 :].startswith((json.dumps(wrong), f'"{wrong}"'))
        assert error.message.startswith(message)
        assert remedy in (error.remedy or "")
        assert (error.remedy or "")[-1] in ".?"


@pytest.mark.parametrize("name", shipped_schemes())
def test_a_scheme_for_sources_rates_no_body_of_evidence(name: str) -> None:
    """Each shipped one is refused, with its axis: a study's level is not the certainty of an outcome."""
    for written in (name, name.upper().replace("-", " ")):
        wrong = find_wrong_grade(Certainty(scheme=written, value="1"))
        assert wrong is not None
        assert wrong.key == "scheme"
        assert f"{written!r} is a scheme for sources (axis: " in wrong.message


@pytest.mark.parametrize("name", ["our house", "NHMRC FORM", "OCEBM 2009", "GRADE-CERQual", "ACCP", "ESC", "SIGN"])
def test_a_vocabulary_of_ones_own_is_kept_as_it_is(read: Reader, name: str) -> None:
    """Whatever it says: we do not know its values."""
    (claim,) = read(write({"scheme": name, "value": "tiny ± 2"})).claims
    assert claim.certainty == Certainty(scheme=name, value="tiny ± 2")


def test_the_first_wrong_grade_is_told(read: Reader) -> None:
    claims = "".join(f"  - {{text: It works., certainty: {{scheme: SORT, value: {value}}}}}\n" for value in "AXBY")
    with pytest.raises(DraftError, match=r"line 4: 'X' is no value of SORT"):
        read(f"question: Does it work?\nclaims:\n{claims}")


def test_a_date_that_is_none_is_told(read: Reader) -> None:
    with pytest.raises(DraftError, match="'date' is 'April 2022', which is no date"):
        read(write({"scheme": "USPSTF", "value": "D", "date": "April 2022"}))


def test_a_program_s_draft_is_refused_too() -> None:
    """In Python the noun takes any words; what would be refused in a file is refused when it is assembled."""
    library: Library = build_library([])
    wrong = Draft(question="Q?").add("It works.", id="works", certainty=Certainty(scheme="GRADE", value="tiny"))
    with pytest.raises(DraftError, match="the certainty of 'works': 'tiny' is no value of GRADE"):
        assemble_answer(wrong, library)
    right = Draft(question="Q?").add("It works.", certainty=Certainty(scheme="our house", value="tiny"))
    (statement,) = assemble_answer(right, library).statements()
    assert statement.certainty == Certainty(scheme="our house", value="tiny")


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2004-01-01", "before-july-2012"),
        ("2012-06-30", "before-july-2012"),
        ("2012-07-01", "july-2012"),
        ("2012-07-31", "july-2012"),
        ("2012-08-01", "after-july-2012"),
        ("2022-04-26", "after-july-2012"),
    ],
)
def test_a_letter_of_the_uspstf_falls_under_the_definitions_of_its_day(day: str, edition: str) -> None:
    """The definitions changed in July 2012, on a day that the table does not have."""
    assert find_edition(find_known("USPSTF"), date.fromisoformat(day)) == edition


def test_definitions_that_never_changed_have_no_edition() -> None:
    assert [find_edition(find_known(name), date(2020, 1, 1)) for name in ("GRADE", "SORT", "ACC/AHA")] == [None] * 3


def test_an_axis_is_that_of_a_body_of_evidence_or_of_a_recommendation() -> None:
    """So none of them is the axis of a scheme for sources, and a part has one axis of its own."""
    axes = {(row["title"], part["name"]): part["axis"] for row in TABLE for part in row["part"]}
    assert axes == {
        ("GRADE", "certainty"): "body-certainty",
        ("GRADE", "strength"): "recommendation",
        ("SORT", "strength of recommendation"): "recommendation",
        ("ACC/AHA", "class of recommendation"): "recommendation",
        ("ACC/AHA", "level of evidence"): "body-certainty",
        ("USPSTF", "grade"): "recommendation",
    }


def test_the_page_of_the_vocabularies_has_all_of_them() -> None:
    """Every name, source, value and published definition of the table stands in docs/grades.md."""
    page = " ".join(re.sub(r"[*`|]", " ", (ROOT / "docs/grades.md").read_text(encoding="utf-8")).split())
    for row in TABLE:
        assert row["title"] in page
        assert row["source"] in page
        for part in row["part"]:
            for one in part["value"]:
                assert all(words in page for words in (one["value"], *one.get("also", ())))
                assert one.get("says", "") in page


@given(
    st.text(max_size=12) | st.lists(st.sampled_from("low very I II a B R no for : / ⊕ ○ class".split())).map(" ".join)
)
def test_any_words_are_a_grade_or_refused_with_a_remedy(words: str) -> None:
    """Never both, never an exception, and what is accepted names values of the table alone."""
    for row in TABLE:
        grading = find_known(row["title"])
        named = read_grade(grading, words)
        wrong = find_wrong_grade(Certainty(scheme=row["title"], value=words))
        assert (named is None) == (wrong is not None) or words != words.strip()
        for part, value in (named or {}).items():
            assert value in grading.parts[part]


@given(st.text(max_size=12))
def test_any_name_is_a_vocabulary_a_house_s_own_or_refused(name: str) -> None:
    wrong = find_wrong_grade(Certainty(scheme=name, value="low"))
    assert wrong is None or (wrong.remedy[-1] in ".?" and (wrong.key == "scheme" or find_grading(name) is not None))
