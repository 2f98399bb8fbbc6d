"""Where results go: over no file of the user's, and never lost without a word."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")

PROGRAM = shlex.join([sys.executable, "-m", "evidence_assembler"])
FILES = {
    "refs.bib": "@article{smith, title={Pain}, author={A, B}, journal={J}, year={2020}, doi={10.1000/smith}}\n",
    "a.md": "---\nbibliography: refs.bib\n---\n\nPain fell [@smith].\n",
    "notes.md": "Mine.\n",
    "gone.csv": "original_doi,retraction_notice_doi\n10.1000/other,10.1000/notice\n",
    "texts/smith.txt": "Pain fell.\n",
    "old.json": '{"version": 2, "day": "2026-04-14", "because": "it was there", "findings": []}\n',
    "pyproject.toml": "[tool.evidence-assembler]\ntexts = 'texts'\nretractions = 'gone.csv'\nbaseline = 'old.json'\n",
    "answer.yaml": "question: Does it work?\nsources: [refs.bib]\nclaims:\n  - {text: It works., cite: smith}\n",
}
Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs a line of the shell in a project; `ea` is the program."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(line: str) -> subprocess.CompletedProcess[str]:
        script = f'ea() {{ {PROGRAM} "$@"; }}\n{line}'
        return subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    return run


@pytest.mark.parametrize("option", ["-o", "--because old --write-baseline"])
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.md", "a file that is checked"),
        ("./refs.bib", "a file that a checked one names"),
        ("pyproject.toml", "the settings"),
        ("gone.csv", "the list of retractions"),
        ("texts/smith.txt", "a text"),
        ("linked.bib", "a file that a checked one names"),
    ],
)
def test_no_result_is_written_over_what_it_is_made_from(
    shell: Shell, tmp_path: Path, option: str, name: str, what: str
) -> None:
    (tmp_path / "linked.bib").hardlink_to(tmp_path / "refs.bib")
    done = shell(f"ea check a.md {option} {name}")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"would overwrite what it is made from: this is {what}\n" in done.stderr
    assert {one: (tmp_path / one).read_text(encoding="utf-8") for one in FILES} == FILES


def test_a_report_is_not_written_over_the_baseline_and_a_baseline_over_nothing_but_one(
    shell: Shell, tmp_path: Path
) -> None:
    assert "this is the baseline" in shell("ea check a.md -o old.json").stderr
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == FILES["old.json"]
    assert shell("ea check a.md --write-baseline old.json --because renewed").returncode == 0
    for line in ("notes.md", "report.json"):
        shell("ea check a.md --format json -o report.json")
        before = (tmp_path / line).read_bytes()
        done = shell(f"ea check a.md --because old --write-baseline {line}")
        assert (done.returncode, (tmp_path / line).read_bytes()) == (2, before)
        assert "overwrite a file that is no baseline" in done.stderr
    done = shell("ea check a.md -o b.json --write-baseline ./b.json --because old")
    assert (done.returncode, (tmp_path / "b.json").exists()) == (2, False)
    assert "two results cannot be one file" in done.stderr


def test_a_dash_is_stdout(shell: Shell, tmp_path: Path) -> None:
    assert shell("ea check a.md -o -").stdout == shell("ea check a.md").stdout != ""
    assert shell("ea build answer.yaml -o -").stdout == shell("ea build answer.yaml").stdout != ""
    done = shell("ea check a.md --write-baseline - --because old")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--write-baseline writes a file" in done.stderr
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    "line",
    [
        "ea check a.md >/dev/full",
        "ea check a.md >&-",
        "ea check a.md --format json >/dev/full",
        "ea explain EA101 >/dev/full",
        "ea explain >&-",
        "ea --help >/dev/full",
        "ea sources list refs.bib >/dev/full",
        "ea build answer.yaml >/dev/full",
    ],
)
def test_a_result_that_cannot_be_written_is_told_and_exits_2(shell: Shell, line: str) -> None:
    done = shell(line)
    assert done.returncode == 2
    assert "error: the result cannot be written: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_trouble_that_cannot_be_told_exits_2_and_costs_no_report(shell: Shell, tmp_path: Path) -> None:
    plain = shell("ea check a.md")
    for closed in ("2>/dev/full", "2>&-"):
        assert shell(f"ea check gone.md {closed}").returncode == 2
        assert shell(f"ea check --nope {closed}").returncode == 2
        assert shell(f"ea check a.md {closed}").stdout == plain.stdout
    assert shell("ea check a.md -o r.txt >&-").returncode == plain.returncode
    assert (tmp_path / "r.txt").read_text(encoding="utf-8") == plain.stdout
    assert shell("ea check a.md --no-cache --jobs 2 <&- >&- 2>&-").returncode == 2


def test_a_working_directory_that_was_deleted_is_told(shell: Shell, tmp_path: Path) -> None:
    for line in ("ea check .", f"ea check {shlex.quote(str(tmp_path / 'a.md'))}"):
        done = shell(f'mkdir sub; cd sub; rmdir "$PWD"; {line}')
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: the working directory is not there any more\n")


def test_an_older_report_does_not_stay_where_nothing_could_be_checked(shell: Shell, tmp_path: Path) -> None:
    for form in ("text", "json"):
        (tmp_path / "report").write_text("an older one", encoding="utf-8")
        done = shell(f"ea check gone.md -o report --format {form}")
        assert (done.returncode, done.stdout) == (2, "")
        assert "an older one" not in (tmp_path / "report").read_text(encoding="utf-8")
        assert "gone.md" in done.stderr
    before = (tmp_path / "old.json").read_bytes()
    done = shell("ea check gone.md --write-baseline old.json --because old --format sarif")
    assert (done.returncode, (tmp_path / "old.json").read_bytes()) == (2, before)
