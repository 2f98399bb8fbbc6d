"""`find`: whose words a quotation is made of, where they stand, and what is said where nothing was found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from pseudo_terminal import run_on_terminal

EXAMPLE = Path(__file__).parents[2] / "docs/rules/example"
ALTERED = "reduced systolic pressure by 125 mm Hg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(EXAMPLE, tmp_path / "work")


def find(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evidence_assembler", "find", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def find_json(folder: Path, quotation: str) -> list[dict[str, object]]:
    done = find(folder, quotation, "--in", "refs.bib", "--texts", "texts", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    hits: list[dict[str, object]] = json.loads(done.stdout)
    return hits


def test_a_hit_has_its_place_in_the_text(folder: Path) -> None:
    """Offsets count behind the front matter."""
    hits = find_json(folder, "Cough was reported by one patient in thirty")
    text = (folder / "texts/roe2018.txt").read_text(encoding="utf-8").split("---\n")[2]
    assert hits == [
        {
            "source_id": "roe2018", "status": "exact", "start": 0, "end": 43, "text": text[:43],
            "differences": [], "warnings": [],
        }
    ]  # fmt: skip


def test_what_equals_comes_before_what_folds(folder: Path) -> None:
    (folder / "texts/roe2018.txt").write_text("The starting dose\nis 10 mg once daily.", encoding="utf-8")
    hits = find_json(folder, "The starting dose is 10 mg once daily")
    assert [(hit["source_id"], hit["status"]) for hit in hits] == [("label2022", "exact"), ("roe2018", "normalized")]


def test_a_slip_is_told_with_what_differs(folder: Path) -> None:
    (hit,) = find_json(folder, ALTERED)
    assert (hit["source_id"], hit["status"], hit["text"]) == (
        "smith2020", "altered", "reduced systolic pressure by 12.5 mm Hg",
    )  # fmt: skip
    assert hit["differences"] == [{"kind": "number", "quoted": "125", "source": "12.5"}]


def test_a_hit_is_shown_with_its_place_and_its_context(folder: Path) -> None:
    done = find(folder, ALTERED, "--in", "refs.bib", "--texts", "texts")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "smith2020  Smith, Ann, and Bea Jones. 2020. “Examplopril for raised blood pressure: a …\n"
        "  ✕ These words do not stand in the source as quoted.\n"
        "  texts/smith2020.txt:1:27\n"
        "    In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg (95% CI 8.1 to\n"
        "                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "    16.9; p = 0.03) at twelve weeks. It should not be used in pregnancy. …\n"
        "\n"
        "    Quoted         reduced systolic pressure by 125  mm Hg\n"
        "    In the source  reduced systolic pressure by 12.5 mm Hg\n"
        "                                                ^^^^\n"
    )


def test_what_was_cut_off_is_told_and_lines_count_in_the_file(folder: Path) -> None:
    done = find(folder, "used in pregnancy", "--in", "refs.bib", "--texts", "texts")
    assert "  A word that denies stands right before them.\n  texts/smith2020.txt:2:15\n" in done.stdout
    done = find(folder, "Cough was reported", "--in", "refs.bib", "--texts", "texts/")
    assert "\n  texts/roe2018.txt:4:1\n" in done.stdout


@pytest.mark.parametrize("files", [("--in", "a.bib", "b.bib"), ("--in", "a.bib", "--in", "b.bib")])
def test_further_bibliographies_may_follow(folder: Path, files: tuple[str, ...]) -> None:
    for name in "ab":
        (folder / f"{name}.bib").write_text(f"@misc{{{name}, title = {{T}}}}\n", encoding="utf-8")
        (folder / "texts" / f"{name}.txt").write_text("Pressure fell by a third.", encoding="utf-8")
    done = find(folder, "Pressure fell by a third", *files, "--texts", "texts", "--format", "json")
    assert [hit["source_id"] for hit in json.loads(done.stdout)] == ["a", "b"]
    assert done.stderr == "note: texts that belong to no source: label2022, roe2018, smith2020\n"


def test_of_many_hits_five_are_shown(folder: Path) -> None:
    names = [f"s{number}" for number in range(8)]
    (folder / "many.bib").write_text("".join(f"@misc{{{name}, title = {{T}}}}\n" for name in names), encoding="utf-8")
    for name in names:
        (folder / "texts" / f"{name}.txt").write_text("Pressure fell by a third.", encoding="utf-8")
    arguments = ("Pressure fell by a third", "--in", "many.bib", "--texts", "texts")
    shown = find(folder, *arguments).stdout
    assert shown.count("✓") == 5
    assert shown.endswith("\n\nAnd 3 more; --format json shows them all.\n")
    assert len(json.loads(find(folder, *arguments, "--format", "json").stdout)) == 8


@pytest.mark.parametrize(("form", "printed"), [("text", ""), ("json", "[]\n")])
def test_what_is_not_found_exits_1_and_says_where_it_was_looked_for(folder: Path, form: str, printed: str) -> None:
    done = find(folder, "nothing of the kind", "--in", "refs.bib", "--texts", "texts", "--format", form)
    assert (done.returncode, done.stdout) == (1, printed)
    assert done.stderr == (
        "not found, nor anything like it, in the texts of 3 sources (1 only in part); no text is at hand of 2 others\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("once daily", "--in", "refs.bib"), "no text of these sources is at hand\n  Name the folder that holds them"),
        (("once daily", "--in", "refs.bib", "--texts", "."), "A text stands in '.' under the id of its source"),
        ((" … ", "--in", "refs.bib", "--texts", "texts"), "the quotation has no words"),
        (("refs.bib", "once daily", "--in", "refs.bib"), "'refs.bib' is a file: the quotation comes first"),
        (("once daily", "--in", "ref.bib"), "ref.bib: there is no such file\n  Did you mean 'refs.bib'?"),
        (("once daily", "--in", "refs.bib", "--texts", "none"), "none: there is no such folder"),
        (("once daily", "--texts", "texts"), "no bibliography is named"),
        (("--in", "refs.bib"), "Missing argument 'QUOTATION'"),
        (("once daily", "--in", "refs.bib", "--format", "xml"), "'xml' is not one of 'text', 'json'"),
    ],
)
def test_what_cannot_be_searched_exits_2_and_says_what_to_do(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = find(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_long_quotation_is_no_name_of_a_file(folder: Path) -> None:
    words = "Pressure fell by a third. " * 200
    (folder / "texts/smith2020.txt").write_text(words, encoding="utf-8")
    done = find(folder, words, "--in", "refs.bib", "--texts", "texts")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") < 20


def test_what_could_not_be_read_is_told(folder: Path) -> None:
    (folder / "texts/doe2019.txt").write_bytes(b"\xff\xfe")
    done = find(folder, "once daily", "--in", "refs.bib", "broken.bib", "--texts", "texts")
    assert done.returncode == 0
    assert "broken.bib:1:1: EA408 the entry 'cut' was left out" in done.stderr
    assert "texts/doe2019.txt:1:1: EA408 the byte 0xff is not UTF-8" in done.stderr


def test_nothing_in_a_text_or_a_title_steers_the_terminal(folder: Path) -> None:
    (folder / "own.bib").write_text("@misc{own, title = {A \x1b]0;x\x07title}}\n", encoding="utf-8")
    (folder / "texts/own.txt").write_text("It \x1b[31mfell by\u202e a\x9b third \x07of it.", encoding="utf-8")
    done = find(folder, "third", "--in", "own.bib", "--texts", "texts")
    assert done.returncode == 0
    assert not set("\x1b\x07\x9b\u202e") & set(done.stdout + done.stderr)


def test_a_terminal_shows_the_passage_in_reverse(folder: Path) -> None:
    status, shown, errors = run_on_terminal(folder, "find", ALTERED, "--in", "refs.bib", "--texts", "texts")
    assert (status, errors) == (0, b"")
    assert "\x1b[7mreduced systolic pressure by 12.5 mm Hg\x1b[0m" in shown
    assert "\x1b[7m125\x1b[0m" in shown
    assert "^" not in shown
