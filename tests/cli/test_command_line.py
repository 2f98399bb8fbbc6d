"""The command line as it is used: exit status, what goes to stdout, what to stderr, and what is written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from pseudo_terminal import run_on_terminal

from evidence_assembler.rank.shipped import shipped_schemes
from evidence_assembler.rules.chosen import all_rules

EXAMPLE = Path(__file__).parents[2] / "docs" / "rules" / "example"
GOOD = """\
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
disclaimer: clinical
claims:
  - text: Examplopril lowers systolic pressure.
    cite: {source: smith2020, quote: reduced systolic pressure by 12.5 mm Hg}
"""
BAD = """\
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril lowers systolic pressure.
    cite: {source: smith2020, quote: reduced systolic pressure by 125 mm Hg}
  - text: It is well tolerated.
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the example, with a good draft, a bad one and one without claims."""
    folder = copytree(EXAMPLE, tmp_path / "work")
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "bad.yaml").write_text(BAD, encoding="utf-8")
    (folder / "empty.yaml").write_text("question: Does it work?\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs the command line in the folder."""

    def run_command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "evidence_assembler", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONWARNINGS": "error", **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_command


def test_build_writes_the_answer_and_nothing_else_to_stdout(run: Run) -> None:
    done = run("build", "good.yaml", "--format", "json", "--as-of", "2026-04-14")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["question"]) == (0, "Does examplopril lower blood pressure?")
    assert (answer["as_of"], [one["source_id"] for one in answer["references"]]) == ("2026-04-14", ["smith2020"])
    assert done.stderr == "Checked: 0 errors, 0 warnings, 5 notes. `check` shows them.\n"


def test_build_writes_the_same_bytes_to_a_file_as_to_stdout(run: Run, folder: Path) -> None:
    arguments = ("build", "good.yaml", "--format", "markdown", "--as-of", "2026-04-14")
    shown, written = run(*arguments), run(*arguments, "-o", "answer.md")
    assert (written.returncode, written.stdout) == (0, "")
    assert (folder / "answer.md").read_bytes() == shown.stdout.encode()
    assert written.stderr.endswith("Written: answer.md\n")


def test_build_writes_nothing_where_an_error_stands(run: Run, folder: Path) -> None:
    (folder / "answer.md").write_text("what was there", encoding="utf-8")
    done = run("build", "bad.yaml", "--format", "markdown", "-o", "answer.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert (folder / "answer.md").read_text(encoding="utf-8") == "what was there"
    assert "bad.yaml:6:38: error EA202 quote-altered\n" in done.stderr
    assert "bad.yaml:7:11: error EA101 uncited-statement\n" in done.stderr
    assert done.stderr.endswith("Nothing was written: the errors must be mended first (or use --draft).\n")


def test_build_writes_a_draft_under_a_banner_that_counts(run: Run) -> None:
    done = run("build", "bad.yaml", "--draft")
    assert done.returncode == 0
    banner = " ".join(line.strip("! ") for line in done.stdout.split("\n") if line.startswith(("!!", "   ")))
    assert "found 2 errors and 1 warning." in banner
    assert done.stderr == "Checked: 2 errors, 1 warning, 5 notes. `check` shows them.\n"


def test_build_writes_nothing_that_must_be_approved_and_is_not(run: Run) -> None:
    for arguments in (("good.yaml",), ("bad.yaml", "--draft")):
        done = run("build", *arguments, "--require-approved")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith("Nothing was written: it is not approved.\n")
        assert "EA601 not-approved" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("build bad.yaml --format htm", "error: there is no format 'htm'\n  Did you mean 'html'?\n"),
        (
            "build good.yaml --style vancuver",
            "error: there is no reference style 'vancuver'\n  Did you mean 'vancouver'?\n",
        ),
        ("build good.yaml --markers superscipt", "'superscipt'\n  Did you mean 'superscript'?\n"),
        ("build good.yaml --scheme clincal", "error: there is no scheme 'clincal'\n  Did you mean 'clinical'?"),
        ("build good.yaml --templates none", "error: none: no folder of templates\n"),
        ("build good.yaml --texts none", "error: none: there is no such folder\n"),
        ("build good.yaml --sources more.bib", "error: more.bib: there is no such file\n"),
        (
            "build good.yaml -o none/answer.md",
            "error: none/answer.md: it cannot be written: No such file or directory\n",
        ),
        ("build god.yaml", "error: god.yaml: there is no such file\n  Did you mean 'good.yaml'?\n"),
        ("check good.yaml --select uncited-statment", "'uncited-statment'\n  Did you mean 'uncited-statement'?\n"),
        ("check good.yaml --ignore EA999", "error: there is no rule 'EA999'\n"),
        ("check good.yaml --format xml", "'xml' is not one of 'text', 'json'"),
        ("check good.yaml --as-of 2026-02-30", "'2026-02-30' is no day"),
        ("check refs.bib", "error: refs.bib: this is neither a draft nor a document\n  They end in .md, .markdown,"),
        ("build refs.bib", "error: refs.bib: only answer drafts can be read\n  A draft ends in .yaml, .yml, .json.\n"),
        ("check", "Missing argument 'PATH...'"),
        ("explain uncited-statment", "no rule and no scheme 'uncited-statment'\n  Did you mean 'uncited-statement'?\n"),
        ("sources list ref.bib", "error: ref.bib: there is no such file\n  Did you mean 'refs.bib'?\n"),
        ("sources list texts/smith2020.txt", "smith2020.txt: this is no bibliography of a known format\n"),
        ("chek good.yaml", "No such command 'chek'"),
    ],
)
def test_what_cannot_run_is_told_on_stderr_with_the_nearest_name_and_exits_2(
    run: Run, folder: Path, arguments: str, message: str
) -> None:
    before = sorted(folder.rglob("*"))
    done = run(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_draft_that_cannot_be_read_is_told_with_its_line(run: Run, folder: Path) -> None:
    (folder / "bad.yaml").write_text(BAD.replace("cite:", "sites:"), encoding="utf-8")
    done = run("build", "bad.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: bad.yaml, line 6: unknown key 'sites' in a claim\n  Did you mean 'cite'?\n"


def test_a_source_outside_the_folder_must_be_allowed(run: Run, folder: Path) -> None:
    draft = GOOD.replace("refs.bib", "../refs.bib")
    (folder / "good.yaml").write_text(draft, encoding="utf-8")
    (folder / "refs.bib").rename(folder.parent / "refs.bib")
    refused, allowed = run("check", "good.yaml"), run("check", "good.yaml", "--allow-outside")
    assert (refused.returncode, allowed.returncode) == (2, 0)
    assert "'../refs.bib' lies outside the folder of the draft" in refused.stderr


def test_check_exits_by_the_highest_finding_and_the_level_asked_for(run: Run) -> None:
    for arguments, status in (
        ("bad.yaml", 1),
        ("good.yaml", 0),
        ("good.yaml --fail-on warning", 0),
        ("good.yaml --fail-on note", 1),
        ("bad.yaml --select EA603", 0),
        ("bad.yaml --select EA603 --fail-on warning", 1),
        ("bad.yaml --ignore EA101,quote-altered", 0),
    ):
        done = run("check", *arguments.split())
        assert (arguments, done.returncode, done.stderr) == (arguments, status, "")
        assert "\x1b" not in done.stdout, "no colour where nobody looks"


def test_check_prints_the_report_as_json(run: Run) -> None:
    done = run("check", "bad.yaml", "--format", "json", "--select", "EA1", "--ignore", "EA103", "--as-of", "2026-04-14")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr, report["as_of"]) == (1, "", "2026-04-14")
    chosen = [rule.id for rule in all_rules() if rule.id.startswith("EA1") and rule.id != "EA103"]
    assert report["rules"] == chosen
    assert report["findings"] == [
        {
            "rule": "EA101",
            "name": "uncited-statement",
            "level": "error",
            "kind": "fail",
            "message": "“It is well tolerated.” cites no source",
            "remedy": "Cite a source, or say why none is needed: `needs_no_citation: <reason>`.",
            "words": [],
            "statement": "claim-2",
            "source_id": None,
            "location": {"path": "bad.yaml", "line": 7, "column": 11, "end_line": 7, "end_column": 32},
            "suppressed": None,
            "suppressed_by": None,
        }
    ]
    assert report["checked"] == {
        "documents": 1,
        "statements": 2,
        "cited": 1,
        "uncited": 1,
        "citations": 1,
        "sources": 5,
        "quotes": {"altered": 1},
    }


def test_of_several_files_the_rest_is_checked_where_one_is_missing_and_the_exit_is_2(run: Run) -> None:
    done = run("check", "good.yaml", "gone.yaml", "bad.yaml", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["checked"]["documents"], report["checked"]["statements"]) == (2, 2, 3)
    assert {one["location"]["path"] for one in report["findings"]} == {"good.yaml", "bad.yaml", "refs.bib"}
    assert done.stderr.startswith("error: gone.yaml: there is no such file\n")


def test_a_file_without_statements_is_a_note_among_others_and_nothing_to_check_alone(run: Run) -> None:
    alone, among = run("check", "empty.yaml"), run("check", "empty.yaml", "good.yaml")
    assert (alone.returncode, among.returncode) == (2, 0)
    assert among.stderr == "note: empty.yaml has no statements\n"
    assert alone.stderr == among.stderr + "error: there was nothing to check: no file has a statement\n"


def test_sources_are_listed_in_the_order_of_the_scheme_and_what_was_not_read_on_stderr(run: Run) -> None:
    done = run("sources", "list", "refs.bib", "broken.bib", "--format", "json", "--texts", "texts")
    listed = json.loads(done.stdout)
    assert done.returncode == 0
    assert [(one["rank"], one["id"]) for one in listed] == [
        (1, "guide2021"), (2, "label2022"), (3, "smith2020"), (4, "roe2018"), (5, "doe2019"), (6, "fine2002"),
    ]  # fmt: skip
    assert list(listed[0])[:8] == ["id", "rank", "tier", "basis", "because", "design", "status", "work"]
    assert (listed[2]["design"], listed[2]["work"]["DOI"]) == ("randomized trial", "10.1000/smith2020")
    assert done.stderr.startswith("broken.bib:1:1: EA408 the entry 'cut' was left out")


def test_sources_in_a_table_are_one_line_each(run: Run) -> None:
    done = run("sources", "list", "refs.bib", "--texts", "texts")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (0, "", 9)
    assert lines[0].split() == ["#", "id", "date", "tier", "because", "status", "text"]
    assert lines[4].split() == [
        *("4", "roe2018", "2018", "Cohort", "or", "cross-sectional", "study"),
        *("title", "says", '"prospective', "cohort", 'study"', "excerpt"),
    ]
    assert "\x1b" not in done.stdout


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("build", "check", "explain", "find", "sources"):
        assert f"\n  {command} " in done.stdout
    assert run("--version").stdout.startswith("evidence-assembler, version ")


def test_explain_lists_every_rule_and_scheme(run: Run) -> None:
    done = run("explain")
    assert done.returncode == 0
    words = [line.split() for line in done.stdout.splitlines()]
    for rule in all_rules():
        assert [rule.id, rule.level, rule.name] in [line[:3] for line in words]
    for scheme in shipped_schemes():
        assert scheme in [line[0] for line in words if line]


def test_explain_prints_the_page_of_a_rule_and_the_table_of_a_scheme(run: Run) -> None:
    rule = next(rule for rule in all_rules() if rule.id == "EA101")
    for word in ("EA101", "uncited-statement"):
        assert run("explain", word).stdout == f"# EA101 uncited-statement\n\nLevel: error\n\n{rule.page}\n"
    table = run("explain", "clinical").stdout
    assert table.startswith("clinical ")
    assert "\nFrom the Guidelines\n   1. Guideline\n" in table


def test_explain_prints_the_grades_that_a_claim_can_carry(run: Run) -> None:
    """They are no scheme, and who asks for one of them is told what it is."""
    table = run("explain", "acc/aha").stdout
    assert table.startswith("ACC/AHA: grades for the certainty of a claim, no scheme for sources\n")
    assert "\n  IIb\n      weak, benefit >= risk" in table
    assert "Level of evidence (axis: body-certainty)" in table


def test_a_scheme_without_a_name_is_none(run: Run) -> None:
    assert run("sources", "list", "refs.bib", "--scheme", "").returncode == 2


def test_results_are_utf8_whatever_the_system_writes(run: Run) -> None:
    plain, foreign = run("check", "bad.yaml"), run("check", "bad.yaml", PYTHONIOENCODING="cp1252")
    assert (foreign.returncode, foreign.stdout, foreign.stderr) == (1, plain.stdout, "")
    assert "→" in plain.stdout


def test_a_terminal_gets_colour(folder: Path) -> None:
    status, shown, errors = run_on_terminal(folder, "check", "bad.yaml", "--select", "EA101")
    assert (status, errors) == (1, b"")
    assert "\x1b[1;31merror EA101\x1b[0m" in shown
    assert re.search(r"\x1b\[1;31m *\^{21}\x1b\[0m", shown)


def test_a_reader_who_stops_reading_is_no_error(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "evidence_assembler", "explain"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 1
