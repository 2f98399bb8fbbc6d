"""Tier schemes: the shipped ones, a user's own, and what is refused."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from evidence_assembler.errors import SchemeError, UnreadableFileError
from evidence_assembler.model.scheme import SchemeSection
from evidence_assembler.rank import find_design
from evidence_assembler.rank.shipped import clinical_scheme, shipped_scheme, shipped_schemes
from evidence_assembler.readers.schemes import read_scheme

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
    assert read_scheme("copy.yaml", tmp_path) == shipped_scheme(name)


@pytest.mark.parametrize("name", shipped_schemes())
def test_a_shipped_scheme_can_be_read(name: str) -> None:
    """A shipped scheme bears its file's name, its axis and source, and lists each design under its own name, once."""
    scheme = read_scheme(name)
    designs = [design for tier in scheme.tiers for design in tier.designs]
    assert (scheme.name, bool(scheme.axis), bool(scheme.source)) == (name, True, True)
    assert [find_design(design) for design in designs] == designs
    assert len(set(designs)) == len(designs)


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
