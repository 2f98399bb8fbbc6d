"""What `build` and `check` will not do behind anybody's back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs/rules/example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(EXAMPLE, tmp_path / "work")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evidence_assembler", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("target", ["answer.yaml", "refs.bib", "texts/../refs.bib"])
def test_an_answer_is_never_written_over_what_it_is_made_from(folder: Path, target: str) -> None:
    before = (folder / target).read_bytes()
    done = run(folder, "build", "answer.yaml", "-o", target)
    assert done.returncode == 2
    assert "would overwrite" in done.stderr
    assert (folder / target).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!DOCTYPE html>"), ("a.md", "# Does"), ("a.tex", "\\documentclass"), ("a.json", "{"), ("a", "Does")],
)
def test_the_ending_of_the_output_chooses_the_format(folder: Path, name: str, begins: str) -> None:
    assert run(folder, "build", "answer.yaml", "-o", name).returncode == 0
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


def test_a_format_that_is_asked_for_wins_over_the_ending(folder: Path) -> None:
    assert run(folder, "build", "answer.yaml", "-o", "a.html", "--format", "text").returncode == 0
    assert (folder / "a.html").read_text(encoding="utf-8").startswith("Does")


def test_claims_that_became_one_statement_are_told(folder: Path) -> None:
    """By `check` and by `build`, on stderr; what one of them has a source for needs no reason to have none."""
    draft = (
        (folder / "answer.yaml").read_text(encoding="utf-8").replace("key_points:", "  - text: cough WAS reported\n")
    )
    draft = draft[: draft.index("  - {of:")].replace("cough WAS reported", "One patient in thirty coughed")
    (folder / "twice.yaml").write_text(draft + "    needs_no_citation: known to all\n", encoding="utf-8")
    for command in ("check", "build"):
        done = run(folder, command, "twice.yaml")
        assert done.returncode == 0, done.stderr
        assert "note: claim-3 and claim-5 say the same: one statement" in done.stderr
        assert "known to all" not in done.stdout


def test_a_reader_without_a_wording_is_told(folder: Path) -> None:
    done = run(folder, "build", "answer.yaml", "--audience", "patiant")
    assert "no claim has a wording for 'patiant'" in done.stderr


def test_a_scheme_that_is_misspelt_is_told_with_its_line(folder: Path) -> None:
    (folder / "answer.yaml").write_text("question: Q?\nscheme: clincal\nclaims: [{text: So.}]\n", encoding="utf-8")
    done = run(folder, "check", "answer.yaml")
    assert done.returncode == 2
    assert "answer.yaml, line 2: there is no scheme 'clincal'" in done.stderr


def test_a_scheme_of_ones_own_is_explained(folder: Path) -> None:
    about = "name: house\nversion: '1'\ntitle: Ours\naxis: reading-order\nsource: we, 2026\n"
    scheme = f"{about}tiers: [{{name: All, designs: [guideline]}}]\n"
    (folder / "house.yaml").write_text(scheme, encoding="utf-8")
    assert "house 1: Ours\nAxis: reading-order\nSource: we, 2026" in run(folder, "explain", "house.yaml").stdout


def test_select_may_be_given_again(folder: Path) -> None:
    """Both families run."""
    done = run(folder, "check", "first.yaml", "--select", "EA101", "--select", "EA603")
    assert "EA101" in done.stdout
    assert "EA603" in done.stdout


def test_a_draft_without_claims_builds_nothing(folder: Path) -> None:
    (folder / "empty.yaml").write_text("question: Q?\nclaims: []\n", encoding="utf-8")
    done = run(folder, "build", "empty.yaml", "-o", "a.html")
    assert (done.returncode, "nothing to build" in done.stderr, (folder / "a.html").exists()) == (2, True, False)


def test_a_text_is_not_followed_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    """A symbolic link in the folder of texts leads nowhere, unless that is allowed."""
    (tmp_path / "secret.txt").write_text("in 214 adults", encoding="utf-8")
    (folder / "texts/guide2021.txt").symlink_to(tmp_path / "secret.txt")
    done = run(folder, "check", "answer.yaml")
    assert (done.returncode, "leads outside the folder" in done.stderr) == (2, True)
    assert run(folder, "check", "answer.yaml", "--allow-outside").returncode == 0


def test_a_review_log_outside_is_not_looked_for(folder: Path) -> None:
    """Whether the file exists or not, the answer is the same."""
    told = []
    for name in ("/etc/passwd", "/etc/there-is-no-such-file"):
        (folder / "one.yaml").write_text(f"question: Q?\nreview: {name}\nclaims: [{{text: So.}}]\n", encoding="utf-8")
        done = run(folder, "check", "one.yaml")
        told.append((done.returncode, done.stderr.replace(name, "")))
    assert told[0] == told[1]
    assert told[0][0] == 2


def test_ids_do_not_steer_the_terminal(folder: Path) -> None:
    """What is told on stderr is printed, whatever an id holds."""
    claims = 'claims: [{id: a, text: So., cite: smith2020}, {id: "\\e]0;x\\a", text: So., cite: smith2020}]\n'
    (folder / "one.yaml").write_text(f"question: Q?\nsources: [refs.bib]\n{claims}", encoding="utf-8")
    done = run(folder, "check", "one.yaml")
    assert "say the same" in done.stderr
    assert "\x1b" not in done.stderr + done.stdout


def test_an_id_that_two_files_share_is_told(folder: Path) -> None:
    """Both works are kept, and which id the second has is said."""
    (folder / "more.bib").write_text("@book{smith2020, title={Another}, year={2001}}\n", encoding="utf-8")
    done = run(folder, "check", "answer.yaml", "--sources", "more.bib")
    assert "told apart by their file: more.bib:smith2020" in done.stderr
