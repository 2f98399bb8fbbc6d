"""Drafts under each shipped scheme: what they build, where they are refused, and what `explain` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from evidence_assembler.rank.shipped import shipped_scheme, shipped_schemes

EXAMPLE = Path(__file__).parents[2] / "docs/rules/example"
CLAIMS = "claims: [{text: It works., cite: smith2020}, {text: It is said to work., cite: doe2019}]\n"
OWN = """\
name: own
version: 1
title: T
axis: study-level
source: S
questions: [{question_type: harm, tiers: [{name: First, designs: [RCT]}]}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(EXAMPLE, tmp_path / "work")


def run(folder: Path, *arguments: str, draft: str | None = None) -> subprocess.CompletedProcess[str]:
    if draft is not None:
        (folder / "mine.yaml").write_text(f"question: Q?\nsources: [refs.bib]\n{draft}{CLAIMS}", encoding="utf-8")
    command = [sys.executable, "-m", "evidence_assembler", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("scheme", "sections", "tiers"),
    [
        ("ocebm-2011", [("Level 2", "Level 2"), (None, None)], ["Level 2", "No level"]),
        ("nhmrc-2009", [("Level II", "Level II"), (None, None)], ["Level II", "No level"]),
        ("six-s", [("Studies", "Studies"), (None, None)], ["Studies", "No position"]),
        ("standards", [("Peer-Reviewed Research", "Peer-reviewed research")], ["Peer-reviewed research"] * 2),
    ],
)
def test_a_draft_is_built_in_the_sections_of_its_scheme(
    folder: Path, scheme: str, sections: list[tuple[str | None, str | None]], tiers: list[str]
) -> None:
    """What has a row stands under its heading; what has none stands apart, and the reason says so."""
    draft = f"scheme: {scheme}\nquestion_type: treatment-benefit\n"
    done = run(folder, "build", "mine.yaml", "--format", "json", draft=draft)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [(one["title"], one["tier"]) for one in answer["sections"]] == sections
    assert [one["tier"] for one in answer["references"]] == tiers
    text = run(folder, "build", "mine.yaml", "--format", "text").stdout
    shipped = shipped_scheme(scheme)
    chosen = " for questions of treatment-benefit" if shipped.questions else ""
    assert f"Scheme: {scheme} {shipped.version}{chosen}, axis: {shipped.axis}." in " ".join(text.split())
    assert all(title in text for title, _ in sections if title)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (
            "scheme: ocebm-2011\n",
            "mine.yaml, line 3: 'ocebm-2011' ranks by the type of the question, and no question_type is given\n"
            "  Give one: prevalence, diagnosis, prognosis, treatment-benefit, common-harm.\n",
        ),
        (
            "scheme: nhmrc-2009\nquestion_type: mechanism\n",
            "mine.yaml, line 4: 'nhmrc-2009' has no rows for the question_type 'mechanism'\n"
            "  It has rows for: treatment-benefit, prognosis, aetiology.\n",
        ),
        (
            "scheme: ocebm\nquestion_type: harm\n",
            "mine.yaml, line 3: there is no scheme 'ocebm'\n  Is it 'ocebm-2011'?",
        ),
        ("scheme: GRADE\n", "mine.yaml, line 3: GRADE rates "),
        ("scheme: own.yaml\n", "mine.yaml, line 3: 'own' ranks by the type of the question"),
        (
            "question_type: diet\nscheme: own.yaml\n",
            "mine.yaml, line 3: 'own' has no rows for the question_type 'diet'",
        ),
        ("scheme: torn.yaml\n", "torn.yaml, line 2: unknown key 'verson' in a scheme\n  Did you mean 'version'?\n"),
    ],
)
def test_a_draft_is_refused_at_the_line_that_does_not_fit_its_scheme(folder: Path, draft: str, told: str) -> None:
    """The scheme, or the type of question that it has no rows for; a scheme's own mistake in the scheme's file."""
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    (folder / "torn.yaml").write_text(OWN.replace("version", "verson"), encoding="utf-8")
    for command in ("check", "build"):
        done = run(folder, command, "mine.yaml", draft=draft)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr


def test_the_scheme_of_the_command_line_takes_the_question_of_the_draft(folder: Path) -> None:
    """And is refused without one, as a name is that is none."""
    told = run(folder, "build", "mine.yaml", "--scheme", "ocebm-2011", draft="question_type: therapy\n")
    assert (told.returncode, "Level 2" in told.stdout) == (0, True)
    untold = run(folder, "build", "mine.yaml", "--scheme", "ocebm-2011", draft="")
    assert (untold.returncode, untold.stdout) == (2, "")
    assert untold.stderr.startswith("error: 'ocebm-2011' ranks by the type of the question")


@pytest.mark.parametrize("name", shipped_schemes())
def test_explain_prints_the_whole_of_a_scheme(folder: Path, name: str) -> None:
    """Its axis, its source, its note, and each row with its designs and its wording, for every type of question."""
    scheme = shipped_scheme(name)
    printed = run(folder, "explain", name).stdout
    flat = " ".join(printed.split())
    assert printed.startswith(f"{scheme.name} {scheme.version}: {scheme.title}\nAxis: {scheme.axis}\nSource: ")
    assert "\n\nA place in it tells " in printed
    assert f"Source: {scheme.source}" in flat
    assert scheme.note is None or scheme.note in flat
    for question in scheme.questions:
        assert f"\nQuestion type {question.question_type}: {question.asks}\n" in printed
        assert not question.also or f"Also called: {', '.join(question.also)}" in flat
    for tiers in [scheme.tiers, *(question.tiers for question in scheme.questions)]:
        for tier in tiers:
            designs = ", ".join(tier.designs) or "none that a record tells"
            assert f"{tier.name} Designs: {designs} {tier.why}" in flat
    for section in {tier.section for tier in scheme.tiers if tier.section is not None}:
        assert f"\n{section}\n" in printed or f". {section}\n" in printed
    assert scheme.unknown in printed
    assert max(map(len, printed.splitlines())) <= 100


def test_explain_prints_the_own_source_of_a_row(folder: Path) -> None:
    """Where the words of a row, or of the rows for one type of question, come from elsewhere than the scheme."""
    rows = "[{name: First, designs: [RCT], why: W, source: A paper}]"
    question = f"{{question_type: harm, also: [harms], source: A book, tiers: {rows}}}"
    text = OWN.replace("{question_type: harm, tiers: [{name: First, designs: [RCT]}]}", question)
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    assert run(folder, "explain", "own.yaml").stdout.endswith(
        "\nQuestion type harm\nAlso called: harms\nSource: A book\n\n"
        "  First\n      Designs: randomized trial\n      W\n      Source: A paper\n"
        "  Kind not known\n      What no row above is for, and what nothing tells the kind of. It lifts nothing.\n"
    )


def test_explain_lists_schemes_with_their_axes_and_questions(folder: Path) -> None:
    """Each on one line."""
    lines = run(folder, "explain").stdout.splitlines()
    for name in shipped_schemes():
        scheme = shipped_scheme(name)
        (line,) = [line for line in lines if line.split()[:1] == [name]]
        assert line.split()[1] == scheme.axis
        assert scheme.title in line
        assert all(question.question_type in line for question in scheme.questions)
