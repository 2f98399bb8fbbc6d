"""`--retractions`: `check` and `build` look the sources up in a list."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

DRAFT = "question: Q?\nsources: [refs.bib]\ndisclaimer: general\nclaims:\n  - {text: It works., cite: [bad, nodoi]}\n"
BIB = (
    "@article{bad, title={X: a trial}, author={A, B}, journal={J}, year={2020}, doi={https://doi.org/10.1000/BAD}}\n"
    "@article{nodoi, title={Y: a trial}, author={A, B}, journal={J}, year={2020}}\n"
)
LISTED = "original_doi\tretraction_notice_doi\n10.1000/bad\t10.1000/n\n10.1000/other\tUnavailable\n? ? ?\t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("answer.yaml", DRAFT),
        ("refs.bib", BIB),
        ("listed-20251001.tsv", LISTED),
        ("none.csv", "a,b\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evidence_assembler", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_check_finds_the_retracted_source_and_tells_what_could_not_be_looked_up(folder: Path) -> None:
    done = run(folder, "check", "answer.yaml", "--retractions", "listed-20251001.tsv", "--format", "json")
    report = json.loads(done.stdout)
    found = [(one["source_id"], one["kind"], one["level"]) for one in report["findings"] if one["rule"] == "EA402"]
    assert (done.returncode, sorted(found)) == (1, [("bad", "fail", "error"), ("nodoi", "open", "note")])
    assert report["retractions"] == {"name": "listed-20251001.tsv", "date": "2025-10-01", "dated_by": "file name"}
    assert "rows of listed-20251001.tsv that name no work and were not looked up: line 4 ('? ? ?')" in done.stderr


def test_build_refuses_an_answer_that_cites_one(folder: Path) -> None:
    arguments = ("build", "answer.yaml", "--as-of", "2026-01-01", "--retractions", "listed-20251001.tsv")
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "which was retracted (listed in listed-20251001.tsv; since when is not known; notice: 10.1000/n)" in done.stderr
    )
    drafted = run(folder, *arguments, "--draft")
    assert drafted.returncode == 0
    assert "RETRACTED." in drafted.stdout
    assert "looked up in listed-20251001.tsv" in drafted.stdout


@pytest.mark.parametrize(
    "command", [("check", "answer.yaml"), ("build", "answer.yaml"), ("sources", "list", "refs.bib")]
)
def test_two_lists_are_refused(folder: Path, command: tuple[str, ...]) -> None:
    one = ("--retractions", "listed-20251001.tsv")
    done = run(folder, *command, *one, *one)
    assert (done.returncode, done.stdout) == (2, "")
    assert "it is given twice" in done.stderr


def test_a_day_that_cannot_be_read_and_words_that_are_not_known_are_told(folder: Path) -> None:
    rows = "OriginalPaperDOI,RetractionDate,RetractionNature\n10.1000/bad,5/6/20,Resurrection\n"
    (folder / "rw.csv").write_text(rows, encoding="utf-8")
    done = run(folder, "check", "answer.yaml", "--retractions", "rw.csv", "--format", "json")
    assert "rows of rw.csv whose day could not be read, and counts as unknown: line 2 ('5/6/20')" in done.stderr
    assert "name no work" not in done.stderr
    told = [one["message"] for one in json.loads(done.stdout)["findings"] if one["source_id"] == "bad"]
    assert "'bad' stands in line 2 of rw.csv with the words 'Resurrection'" in told


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(("name", "told"), [("none.csv", "no column holds the DOIs"), ("gone.csv", "no such file")])
def test_a_list_that_cannot_be_read_stops_the_run(folder: Path, command: str, name: str, told: str) -> None:
    done = run(folder, command, "answer.yaml", "--retractions", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert told in done.stderr
