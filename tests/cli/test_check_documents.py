"""`check` over documents, drafts and folders: what goes to stdout and stderr, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

ENTRY = "@article{{{0}, title={{Title of {0}}}, author={{A, B}}, journal={{J}}, year={{2020}}, doi={{10.1000/{0}}}}}\n"
FILES = {
    "refs.bib": "".join(ENTRY.format(key) for key in ("smith", "doe")),
    "paper.md": "---\nbibliography: refs.bib\n---\n\n# Paper\n\nPain fell [@smith]. Nobody said so.\n",
    "docs/clean.md": "# Clean\n\nPain fell [@doe].\n",
    "docs/empty.md": "# Nothing but a heading\n",
    "answer.yaml": "question: Does it work?\nsources: [refs.bib]\nclaims:\n  - {text: It works., cite: smith}\n",
}
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, one without a statement, a draft, and their bibliography."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs `check` in the folder."""

    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "evidence_assembler", "check", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONWARNINGS": "error"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return check


def test_a_folder_is_checked_with_all_that_it_holds(run: Run) -> None:
    done = run(".", "--sources", "refs.bib", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "note: docs/empty.md has no statements\n")
    assert report["paths"] == ["answer.yaml", "paper.md", "docs/clean.md", "docs/empty.md"]
    assert (report["checked"]["documents"], report["checked"]["sources"]) == (4, 2)
    assert [one["location"]["path"] for one in report["findings"] if one["rule"] == "EA101"] == ["paper.md"]
    assert [one for one in report["findings"] if one["rule"] == "EA103"] == []  # each is cited by one of them


def test_a_second_run_says_the_same_from_what_was_kept(run: Run, folder: Path) -> None:
    first, second = (run(".", "--sources", "refs.bib", "--format", "json") for _ in range(2))
    assert (first.stdout, first.stderr, first.returncode) == (second.stdout, second.stderr, second.returncode)
    kept = {one.name: one.stat().st_mtime_ns for one in (folder / ".evidence-assembler-cache").iterdir()}
    assert len(kept) == 4 + 1 + 1  # the documents, their one library, and .gitignore
    third = run(".", "--sources", "refs.bib", "--format", "json", "--no-cache", "--jobs", "2")
    assert third.stdout == first.stdout
    assert {one.name: one.stat().st_mtime_ns for one in (folder / ".evidence-assembler-cache").iterdir()} == kept


def test_without_the_cache_nothing_is_kept(run: Run, folder: Path) -> None:
    assert run("docs", "--sources", "refs.bib", "--no-cache").returncode == 0
    assert not (folder / ".evidence-assembler-cache").exists()


def test_what_cannot_be_read_is_told_and_the_others_are_checked(run: Run, folder: Path) -> None:
    (folder / "binary.md").write_bytes(bytes(range(256)))
    done = run("binary.md", "papr.md", "refs.bib", "docs/clean.md", "--format", "json", "--sources", "refs.bib")
    assert done.returncode == 2
    assert json.loads(done.stdout)["paths"] == ["docs/clean.md"]
    assert done.stderr.startswith(
        "error: binary.md: this is no text file\n  Give a text file in UTF-8.\n"
        "error: papr.md: there is no such file\n  Did you mean 'paper.md'?\n"
        "error: refs.bib: this is neither a draft nor a document\n"
    )


def test_what_all_need_and_cannot_be_read_is_told_once(run: Run) -> None:
    done = run("paper.md", "docs", "--sources", "gone.bib")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: gone.bib: there is no such file\n  Did you mean 'refs.bib'?\n"
        "  So paper.md, docs/clean.md, docs/empty.md were not checked.\n"
    )


def test_a_terminal_is_told_how_far_it_is(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "evidence_assembler", "check", ".", "--sources", "refs.bib", "--format", "json"],
        cwd=folder,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    result, _ = process.communicate(timeout=60)
    told = os.read(master, 100_000).decode()
    os.close(master)
    assert json.loads(result)["checked"]["documents"] == 4
    assert "Checking" in told
    assert "4/4" in told


def test_nothing_to_check_is_2(run: Run, folder: Path) -> None:
    (folder / "void").mkdir()
    done = run("void")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "note: void holds no document and no draft\nerror: there was nothing to check: no file has a statement\n"
    )
    done = run("docs/empty.md")
    assert done.returncode == 2
    assert done.stderr.endswith("error: there was nothing to check: no file has a statement\n")


def test_a_profile_brings_its_policy_and_the_option_wins(run: Run) -> None:
    def count(*options: str) -> int:
        report = json.loads(run("paper.md", "--format", "json", *options).stdout)
        return sum(one["rule"] == "EA101" for one in report["findings"])

    assert (count(), count("--profile", "scholarly")) == (1, 0)
    assert count("--profile", "scholarly", "--policy", "strict") == 1
    done = run("paper.md", "--profile", "scholary")
    assert (done.returncode, done.stderr) == (2, "error: there is no profile 'scholary'\n  Did you mean 'scholarly'?\n")


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_pipelines_are_told_also_where_nothing_could_be_read(run: Run, form: str) -> None:
    done = run("gone.md", "--format", form)
    assert done.returncode == 2
    assert "gone.md" in done.stdout
    assert "there is no such file" in done.stdout


def test_the_report_is_written_to_a_file_and_over_no_document(run: Run, folder: Path) -> None:
    shown = run("paper.md", "--format", "junit")
    written = run("paper.md", "--format", "junit", "-o", "report.xml")
    assert (written.returncode, written.stdout, written.stderr) == (1, "", "Written: report.xml\n")
    assert (folder / "report.xml").read_text(encoding="utf-8") == shown.stdout
    assert ElementTree.parse(folder / "report.xml").getroot().tag == "testsuites"
    text = run("paper.md", "-o", "report.txt")
    assert (folder / "report.txt").read_text(encoding="utf-8") == run("paper.md").stdout
    refused = run("paper.md", "docs/clean.md", "--sources", "refs.bib", "-o", "docs/../docs/clean.md")
    assert (text.returncode, refused.returncode) == (1, 2)
    assert "would overwrite what it is made from" in refused.stderr
    assert (folder / "docs/clean.md").read_text(encoding="utf-8") == FILES["docs/clean.md"]


@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_nothing_is_written_over_a_bibliography(run: Run, folder: Path, option: str) -> None:
    before = (folder / "refs.bib").read_bytes()
    because = ("--because", "old", "-o", "report.txt") if option == "--write-baseline" else ()
    done = run("paper.md", "--sources", "refs.bib", option, "docs/../refs.bib", *because)
    assert (done.returncode, done.stdout) == (2, "")
    assert "would overwrite what it is made from" in done.stderr
    assert (folder / "refs.bib").read_bytes() == before
    assert not (folder / "report.txt").exists()


def test_a_baseline_lets_old_findings_be_and_new_ones_stand(run: Run, folder: Path) -> None:
    began = run("paper.md", "--write-baseline", "baseline.json", "--because", "written before it was checked")
    assert (began.returncode, began.stderr) == (0, "Written: baseline.json\n")
    known = run("paper.md", "--baseline", "baseline.json", "--format", "json")
    findings = json.loads(known.stdout)["findings"]
    assert (known.returncode, known.stderr) == (0, "")
    assert {one["suppressed"] for one in findings} == {"written before it was checked"}
    (folder / "paper.md").write_text(FILES["paper.md"].replace("# Paper", "# Paper\n\nThis is new."), encoding="utf-8")
    grown = run("paper.md", "--baseline", "baseline.json", "--format", "json")
    standing = [one for one in json.loads(grown.stdout)["findings"] if one["suppressed"] is None]
    assert grown.returncode == 1
    assert [(one["rule"], one["location"]["line"]) for one in standing] == [("EA101", 7)]
    (folder / "paper.md").write_text(FILES["paper.md"].replace(" Nobody said so.", ""), encoding="utf-8")
    mended = run("paper.md", "--baseline", "baseline.json")
    assert mended.returncode == 0
    assert mended.stderr == "note: 1 of baseline.json is no longer found and can be dropped: EA101 paper.md\n"


@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_a_baseline_knows_a_key_again_in_its_own_statement_alone(
    run: Run, folder: Path, cache: tuple[str, ...]
) -> None:
    (folder / "cow.md").write_text("Sleep is bad for all [@smth2020].\n", encoding="utf-8")
    assert run("cow.md", *cache, "--write-baseline", "baseline.json", "--because", "it was there").returncode == 0
    assert [one.get("statement") for one in json.loads((folder / "baseline.json").read_text())["findings"]] == [
        "Sleep is bad for all [@smth2020]."
    ]
    for _ in range(2):
        assert run("cow.md", *cache, "--baseline", "baseline.json").returncode == 0
    (folder / "cow.md").write_text("Cows eat grass at noon [@smth2020].\n", encoding="utf-8")
    edited = run("cow.md", *cache, "--baseline", "baseline.json", "--format", "json")
    assert [(one["rule"], one["suppressed"]) for one in json.loads(edited.stdout)["findings"]] == [("EA102", None)]
    (folder / "cow.md").rename(folder / "grass.md")
    renamed = run("grass.md", *cache, "--baseline", "baseline.json")
    assert renamed.stderr == "note: 1 of baseline.json is no longer found and can be dropped: EA102 cow.md\n"


def test_a_baseline_without_statements_is_refused_with_the_way_out(run: Run, folder: Path) -> None:
    old = {"version": 1, "day": "2026-04-14", "because": "it was there", "findings": []}
    (folder / "baseline.json").write_text(json.dumps(old), encoding="utf-8")
    done = run("paper.md", "--baseline", "baseline.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "version of this baseline is 1, and only 2 is known" in done.stderr
    assert "Write the baseline again, with `--write-baseline` and `--because`." in done.stderr
    assert run("paper.md", "--write-baseline", "baseline.json", "--because", "it was there").returncode == 0


@pytest.mark.parametrize("option", ["--sources", "--texts", "--scheme", "--retractions"])
def test_a_name_that_is_no_text_is_refused(run: Run, option: str) -> None:
    done = run("paper.md", option, os.fsdecode(b"caf\xe9.bib"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not UTF-8; rename it" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--write-baseline b.json", "--write-baseline takes --because"),
        ("--write-baseline b.json --because x --baseline b.json", "no --baseline beside it"),
        ("--because so", "--because is the reason for --write-baseline"),
        ("--baseline gone.json", "gone.json: there is no such file"),
        ("--baseline paper.md", "error: paper.md, line 1: this is no JSON"),
        ("--jobs 0", "0 is not in the range"),
        ("--policy lax", "'lax' is not one of"),
    ],
)
def test_options_that_cannot_be_are_refused(run: Run, folder: Path, arguments: str, said: str) -> None:
    done = run("paper.md", *arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (folder / "b.json").exists()
