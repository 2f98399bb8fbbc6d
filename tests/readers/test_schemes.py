"""Tier schemes: the shipped ones, a user's own, and what is refused."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.errors import SchemeError, UnreadableFileError
from evidence_assembler.library.library import build_library
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.scheme import SchemeSection
from evidence_assembler.rank.rows import find_row
from evidence_assembler.rank.shipped import clinical_scheme, shipped_scheme, shipped_schemes
from evidence_assembler.readers.schemes import read_scheme, read_scheme_table

OWN = """\
name: own
version: 1
title: An order of our own
axis: reading-order
source: house order
sections:
  - title: Trials first
    when_empty: No trial.
tiers:
  - name: Trials
    section: Trials first
    designs: [RCT, systematic reviews]
    why: Chance made the groups alike.
  - name: Stories
    designs: [case report]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refuse(folder: Path, text: str) -> tuple[int | None, str, str | None]:
    """Line, message and remedy with which the scheme is refused."""
    with pytest.raises(SchemeError) as refused:
        read_scheme(write(folder, text))
    assert refused.value.path == str(folder / "own.yaml")
    return refused.value.line, refused.value.message, refused.value.remedy


@pytest.mark.parametrize("name", shipped_schemes())
def test_a_shipped_scheme_leaves_nothing_to_the_reader(name: str, tmp_path: Path) -> None:
    """Read like a user's own, with all that is checked and filled in then, it is the same scheme."""
    table = files("evidence_assembler.data").joinpath(f"schemes/{name}.yaml").read_text(encoding="utf-8")
    (tmp_path / "copy.yaml").write_text(table, encoding="utf-8")
    assert read_scheme_table("copy.yaml", tmp_path) == shipped_scheme(name)


@pytest.mark.parametrize("name", shipped_schemes())
def test_a_shipped_scheme_can_be_read(name: str) -> None:
    """A shipped scheme bears its file's name, its axis and source, and lists each design under its own name, once."""
    table = read_scheme_table(name)
    assert (table.name, bool(table.axis), bool(table.source), table.question_type) == (name, True, True, None)
    for question_type in [one.question_type for one in table.questions] or [None]:
        scheme = read_scheme(name, question_type=question_type)
        rows = [words for tier in scheme.tiers for words in tier.designs]
        assert rows
        assert [row.name for words in rows if (row := find_row(words)) is not None] == rows
        assert len(set(rows)) == len(rows)
        assert all(tier.why for tier in scheme.tiers)


def test_schemes_rank_by_the_question_where_they_say_so() -> None:
    """Two of them do; the others take any type of question, or none, for the same rows."""
    tables = {name: read_scheme_table(name) for name in shipped_schemes()}
    assert {name: [one.question_type for one in table.questions] for name, table in tables.items()} == {
        "clinical": [],
        "nhmrc-2009": ["treatment-benefit", "prognosis", "aetiology"],
        "ocebm-2011": ["prevalence", "diagnosis", "prognosis", "treatment-benefit", "common-harm"],
        "six-s": [],
        "standards": [],
    }
    assert {name: table.axis for name, table in tables.items()} == {
        "clinical": "reading-order",
        "nhmrc-2009": "study-level",
        "ocebm-2011": "study-level",
        "six-s": "source-position",
        "standards": "source-position",
    }
    assert read_scheme("six-s", question_type="mechanism") == read_scheme("six-s")


@pytest.mark.parametrize("words", ["treatment-benefit", "Treatment benefits", "THERAPY", "intervention"])
def test_a_type_of_question_has_several_names(words: str) -> None:
    """The rows come back under the first of them, alone."""
    for name in ("ocebm-2011", "nhmrc-2009"):
        scheme = read_scheme(name, question_type=words)
        assert (scheme.question_type, scheme.questions) == ("treatment-benefit", ())
        assert scheme == read_scheme(name, question_type="treatment-benefit")


@pytest.mark.parametrize(
    ("question_type", "message"),
    [
        (None, "'nhmrc-2009' ranks by the type of the question, and no question_type is given"),
        ("rare-harm", "'nhmrc-2009' has no rows for the question_type 'rare-harm'"),
    ],
)
def test_a_scheme_by_question_wants_one_of_its_questions(question_type: str | None, message: str) -> None:
    """The types that it has rows for are told."""
    with pytest.raises(SchemeError) as refused:
        read_scheme("nhmrc-2009", question_type=question_type)
    assert refused.value.message == message
    assert (refused.value.remedy or "").endswith(": treatment-benefit, prognosis, aetiology.")


def test_assembling_takes_the_question_of_the_draft() -> None:
    """A whole table given to `assemble_answer` is resolved, or refused with the types that it has rows for."""
    table = read_scheme_table("ocebm-2011")
    answer = assemble_answer(Draft(question="Q?", question_type="therapy"), build_library([]), scheme=table)
    assert answer.scheme == read_scheme("ocebm-2011", question_type="treatment-benefit")
    with pytest.raises(SchemeError, match="no question_type is given"):
        assemble_answer(Draft(question="Q?"), build_library([]), scheme=table)


def test_no_level_is_named_by_a_digit_that_is_none() -> None:
    """What has no row stands in no level, and nothing in its name looks like one."""
    for name in shipped_schemes():
        assert not any(sign.isdigit() for sign in read_scheme_table(name).unknown)


def test_the_clinical_scheme() -> None:
    """Three sections in order, a reason for every place, and no section for what is no evidence."""
    scheme = read_scheme("clinical")
    assert (scheme.version, scheme.axis, scheme.unknown) == ("2026.1", "reading-order", "Kind not known")
    assert scheme.source == "house order, after the sections of medical answer pages; no published standard"
    assert scheme.sections == (
        SchemeSection(title="From the Guidelines", when_empty="This answer cites no guideline."),
        SchemeSection(title="From the Drug Label", when_empty="This answer cites no drug label."),
        SchemeSection(title="From the Research", when_empty="This answer cites no research."),
    )
    assert [tier.name for tier in scheme.tiers] == [
        "Guideline",
        "Consensus guideline",
        "Drug label",
        "Systematic review",
        "Randomized trial",
        "Other controlled study",
        "Cohort or cross-sectional study",
        "Case-control study",
        "Diagnostic accuracy study",
        "Case series or case report",
        "Narrative review or opinion",
        "Animal or laboratory study",
        "No evidence for a result",
    ]
    assert all(tier.why for tier in scheme.tiers)
    assert [tier.name for tier in scheme.tiers if tier.section is None] == ["No evidence for a result"]
    assert clinical_scheme() == scheme


def test_a_scheme_of_ones_own(tmp_path: Path) -> None:
    """A path that ends in .yaml is read relative to `base`; designs come back under their names."""
    write(tmp_path, OWN)
    scheme = read_scheme("own.yaml", tmp_path)
    assert [(tier.name, tier.section, tier.designs) for tier in scheme.tiers] == [
        ("Trials", "Trials first", ("randomized trial", "systematic review")),
        ("Stories", None, ("case report",)),
    ]
    assert read_scheme(tmp_path / "own.yaml") == scheme


def test_without_sections_every_tier_is_its_own(tmp_path: Path) -> None:
    """A tier's name titles its section; a tier that says `section: null` has none."""
    text = OWN.replace("sections:\n  - title: Trials first\n    when_empty: No trial.\n", "")
    text = (
        text.replace("    section: Trials first\n", "")
        + "  - name: Plans\n    section: null\n    designs: [protocol]\n"
    )
    scheme = read_scheme(write(tmp_path, text))
    assert scheme.sections == (SchemeSection(title="Trials"), SchemeSection(title="Stories"))
    assert [tier.section for tier in scheme.tiers] == ["Trials", "Stories", None]


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("axis:", "axes:", 4, "unknown key 'axes' in a scheme", "Did you mean 'axis'?"),
        ("    designs: [case", "    desings: [case", 15, "unknown key 'desings' in a tier", "Did you mean 'designs'?"),
        ("when_empty", "when-empty", 8, "unknown key 'when-empty' in a section", "Did you mean 'when_empty'?"),
        ("axis: reading-order\n", "", 1, "a scheme needs 'axis'", "Add `axis:`."),
        ("case report", "case raport", 15, "no design is called 'case raport'", "Did you mean 'case report'?"),
        (
            "case report",
            "randomised trial",
            15,
            "the design 'randomised trial' stands in two tiers, 'Trials' and 'Stories'",
            "A design has one place in a scheme; keep one of the two.",
        ),
        (
            "section: Trials first",
            "section: Trial first",
            11,
            "the section 'Trial first' is not declared",
            "Did you mean 'Trials first'?",
        ),
        ("name: Stories", "name: Trials", 14, "the tier 'Trials' is given twice", "Give it another name."),
        (
            "name: Stories",
            "name: Kind not known",
            14,
            "the tier 'Kind not known' is the tier of a source whose kind is not known (`unknown`)",
            "Give it another name.",
        ),
        ("[case report]", "case report", 15, "'designs' is 'case report'", "Write a list there."),
        ("[case report]", "[~]", 15, "entry 1 of 'designs' is empty", "Write words there."),
        ("[case report]", "", 15, "'designs' is empty", "Write a list there."),
        ("version: 1", "version: [1]", 2, "'version' is ['1']", "Write words there."),
        ("version: 1", "name: 1", 2, "the key 'name' is given twice", "Keep one of the two."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str, remedy: str
) -> None:
    """A scheme that breaks its form is refused with the line, the words in question and what to do."""
    assert OWN.count(old) == 1
    assert refuse(tmp_path, OWN.replace(old, new)) == (line, message, remedy)


def test_a_section_is_declared_once(tmp_path: Path) -> None:
    """Two sections of one title are refused."""
    text = OWN.replace("tiers:", "  - title: Trials first\ntiers:")
    assert refuse(tmp_path, text) == (9, "the section 'Trials first' is declared twice", "Keep one of the two.")


HEAD = "name: own\nversion: 1\ntitle: T\naxis: study-level\nsource: S\n"
BY_QUESTION = f"""{HEAD}\
questions:
  - question_type: Treatment benefit
    also: [therapy]
    tiers:
      - name: First
        designs: [systematic reviews of RCTs, RCT]
      - name: Second
        section: null
        designs: [retrospective cohort]
  - question_type: harm
    tiers:
      - name: First
        designs: [cohort]
      - name: Third
        designs: [RCT]
"""


def test_a_scheme_of_ones_own_by_question(tmp_path: Path) -> None:
    """Each type has its rows; sections are those of all of them; designs and types come back under their names."""
    path = write(tmp_path, BY_QUESTION)
    table = read_scheme_table(path)
    assert table.sections == (SchemeSection(title="First"), SchemeSection(title="Third"))
    assert [one.question_type for one in table.questions] == ["treatment-benefit", "harm"]
    benefit, harm = (read_scheme(path, question_type=words) for words in ("Therapy", "harm"))
    assert [(tier.name, tier.section, tier.designs) for tier in benefit.tiers] == [
        ("First", "First", ("systematic review of randomized trials", "randomized trial")),
        ("Second", None, ("retrospective cohort study",)),
    ]
    assert [(tier.name, tier.section, tier.designs) for tier in harm.tiers] == [
        ("First", "First", ("cohort study",)),
        ("Third", "Third", ("randomized trial",)),
    ]
    with pytest.raises(SchemeError, match="'own' has no rows for the question_type 'diagnosis'"):
        read_scheme(path, question_type="diagnosis")


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("also: [therapy]", "aslo: [therapy]", 8, "unknown key 'aslo' in a question", "Did you mean 'also'?"),
        ("section: null", "setcion: null", 13, "unknown key 'setcion' in a tier", "Did you mean 'section'?"),
        (
            "[therapy]",
            "[Treatment_Benefit]",
            8,
            "the type of question 'Treatment_Benefit' is given twice",
            "A type has its rows once; keep one of the two.",
        ),
        (
            "question_type: harm",
            "question_type: therapy",
            15,
            "the type of question 'therapy' is given twice",
            "A type has its rows once; keep one of the two.",
        ),
        ("name: Third", "name: First", 19, "the tier 'First' is given twice", "Give it another name."),
        (
            "section: null",
            "section: Some",
            13,
            "the section 'Some' is not declared",
            "Declare it under `sections:`.",
        ),
        ("[retrospective cohort]", "[retrospectiv cohort studi]", 14, "no design is called 'retrospectiv cohort studi'",
         "Did you mean 'retrospective cohort study'?"),
        (
            "[retrospective cohort]",
            "[randomised trial]",
            14,
            "the design 'randomised trial' stands in two tiers, 'First' and 'Second'",
            "A design has one place in a scheme; keep one of the two.",
        ),
        (
            "[retrospective cohort]",
            "[meta-analysis of randomised trials]",
            14,
            "the design 'meta-analysis of randomised trials' stands in two tiers, 'First' and 'Second'",
            "A design has one place in a scheme; keep one of the two.",
        ),
        (
            "questions:",
            "tiers: [{name: All}]\nquestions:",
            7,
            "a scheme has both 'tiers' and 'questions'",
            "Keep `tiers:`, or `questions:` with tiers for each type of question.",
        ),
        (
            "questions:",
            "question_type: harm\nquestions:",
            6,
            "the type of the question is chosen where a scheme is used",
            "Leave it out; `questions:` holds the rows for each type.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_rows_of_a_question_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str, remedy: str
) -> None:
    """All that holds for the tiers of a scheme holds for those of each type of question."""
    assert BY_QUESTION.count(old) == 1
    assert refuse(tmp_path, BY_QUESTION.replace(old, new)) == (line, message, remedy)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", (1, "a scheme has neither 'tiers' nor 'questions'")),
        ("questions: []\n", (6, "'questions' is empty")),
        ("questions:\n  - question_type: harm\n    tiers: []\n", (8, "'tiers' is empty")),
        ("questions:\n  - tiers: [{name: All}]\n", (7, "a question needs 'question_type'")),
        ("questions:\n  - question_type: harm\n", (7, "a question needs 'tiers'")),
    ],
)
def test_a_scheme_has_rows_in_one_of_two_ways(tmp_path: Path, rows: str, told: tuple[int, str]) -> None:
    """Tiers, or questions that have them, and at least one."""
    assert refuse(tmp_path, HEAD + rows)[:2] == told


@pytest.mark.parametrize(
    ("axis", "rates"),
    [
        ("body-certainty", "the certainty of a body of evidence, outcome by outcome"),
        ("Certainty of evidence", "the certainty of a body of evidence, outcome by outcome"),
        ("recommendation", "the strength of a recommendation"),
        ("strength_of_recommendations", "the strength of a recommendation"),
    ],
)
def test_no_source_has_a_place_on_the_axis_of_a_rating(tmp_path: Path, axis: str, rates: str) -> None:
    """A scheme that orders sources by certainty or strength is refused: these are not a document's."""
    line, message, _ = refuse(tmp_path, OWN.replace("reading-order", axis))
    assert (line, message) == (4, f"the axis {axis!r} rates {rates}; no source has a place on it")


def test_any_other_axis_may_be_ones_own(tmp_path: Path) -> None:
    """The axes are an open list."""
    assert read_scheme(write(tmp_path, OWN.replace("reading-order", "trust"))).axis == "trust"


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "words\n"])
def test_a_scheme_is_keys_with_values(tmp_path: Path, text: str) -> None:
    """A file that holds something else is refused."""
    assert refuse(tmp_path, text) == (1, "a scheme is keys with values", "Begin with `name:` and `tiers:`.")


def test_a_scheme_has_a_tier(tmp_path: Path) -> None:
    """A table without a row is refused."""
    text = "name: own\nversion: 1\ntitle: T\naxis: A\nsource: S\ntiers: []\n"
    assert refuse(tmp_path, text) == (6, "'tiers' is empty", "A scheme has at least one tier.")


def test_no_yaml_is_refused(tmp_path: Path) -> None:
    """What is no YAML is told at its line; a file that is not there is told with its path."""
    line, message, _ = refuse(tmp_path, "name: [a\n")
    assert (line, message.startswith("this is no YAML")) == (2, True)
    with pytest.raises(UnreadableFileError) as missing:
        read_scheme("no.yml", tmp_path)
    assert missing.value.path == str(tmp_path / "no.yml")


def test_an_unknown_name_names_the_nearest() -> None:
    """A name that is not shipped is told with those that are, and the nearest of them."""
    with pytest.raises(SchemeError, match="there is no scheme 'clincal'") as refused:
        read_scheme("clincal")
    remedy = refused.value.remedy or ""
    assert remedy.startswith("Did you mean 'clinical'? Shipped: ")
    assert all(name in remedy for name in shipped_schemes())


@pytest.mark.parametrize("name", ["ocebm", "OCEBM-2009", "oxford", "Oxford CEBM", "cebm_2009"])
def test_the_older_oxford_table_is_another_scheme(name: str) -> None:
    """Many call the table with the levels 1a to 5 by the same name; none of its levels is one of 2011."""
    with pytest.raises(SchemeError, match="there is no scheme") as refused:
        read_scheme(name)
    remedy = refused.value.remedy or ""
    assert remedy.startswith("Is it 'ocebm-2011'? The older Oxford table with the levels 1a to 5 is another scheme ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("GRADE", "GRADE rates the certainty of a body of evidence, outcome by outcome; it does not order sources"),
        ("sort", "SORT rates the strength of a recommendation; it does not order sources"),
        ("ACC/AHA", "ACC/AHA rates the strength of a recommendation and the evidence behind it; "),
    ],
)
def test_a_grading_is_no_scheme(name: str, message: str) -> None:
    """GRADE, SORT, ACC/AHA and USPSTF rate certainty or strength; no source is ordered by them, and that is said."""
    with pytest.raises(SchemeError) as refused:
        read_scheme(name)
    assert refused.value.message.startswith(message)
