"""Settings of a project: found in the working directory or above, told where they are wrong, overruled by options."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.project import DocumentSettings, ProjectSettings
from evidence_assembler.readers.project import find_project

TABLE = "[tool.evidence-assembler]\n"
ENTRY = "@article{{{0}, title={{T}}, author={{A, B}}, journal={{J}}, year={{2020}}, doi={{10.1000/{0}}}}}\n"
PAPER = "# Paper\n\nIt fell [@smith]. It rose.\n\nIt is [@gone].\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a paper, as the working directory."""
    write(tmp_path, paper_md=PAPER, refs_bib=ENTRY.format("smith"), docs__paper_md=PAPER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evidence_assembler", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def list_rules(folder: Path, *arguments: str) -> list[str]:
    done = check(folder, *arguments, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return sorted({one["rule"] for one in json.loads(done.stdout)["findings"]})


def test_without_a_file_nothing_is_set(folder: Path) -> None:
    write(folder, pyproject_toml="[tool.other]\nselect = 3\n")
    assert find_project() == ProjectSettings()
    assert find_project().find_settings("paper.md", DocumentSettings()) == DocumentSettings()


def test_the_nearest_file_counts_and_one_without_the_table_does_not_stop_the_search(folder: Path) -> None:
    write(folder, evidence_assembler_toml="")
    (folder / "evidence.assembler.toml").rename(folder / "evidence-assembler.toml")
    assert find_project(folder / "docs").path == str(Path("evidence-assembler.toml"))
    write(folder, docs__pyproject_toml="[project]\nname = 'evidence-assembler'\n")
    assert find_project(folder / "docs").path == "evidence-assembler.toml"
    write(folder, docs__pyproject_toml=f"{TABLE}policy = 'section'\n")
    assert find_project(folder / "docs").policy == "section"
    (folder / "docs/evidence-assembler.toml").write_text("policy = 'paragraph'\n", encoding="utf-8")
    assert find_project(folder / "docs").policy == "paragraph"
    assert find_project(folder).policy is None


def test_every_key_is_read_with_paths_from_where_the_file_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = """sources = "refs.bib"
texts = "./texts/"
retractions = "lists/rw.csv"
scheme = "own.yaml"
policy = "paragraph"
profile = "scholarly"
select = ["EA1", "retracted-source"]
ignore = "EA103"
fail-on = "warning"
as-of = 2026-04-14
format = "json"
allow-outside = true
baseline = "baseline.json"
exclude = ["drafts"]
"""
    write(folder, pyproject_toml=TABLE + text)
    monkeypatch.chdir(folder / "docs")
    settings = find_project()
    assert settings == ProjectSettings(
        sources=("../refs.bib",),
        texts="../texts",
        retractions="../lists/rw.csv",
        scheme="../own.yaml",
        policy="paragraph",
        profile="scholarly",
        select=("EA1", "retracted-source"),
        ignore=("EA103",),
        fail_on="warning",
        as_of=date(2026, 4, 14),
        format="json",
        allow_outside=True,
        baseline="../baseline.json",
        exclude=("drafts",),
        path="../pyproject.toml",
        folder="..",
    )
    assert settings.excludes("../drafts/a.md")
    assert not settings.excludes("a.md")


@pytest.mark.parametrize(
    ("text", "line", "said", "remedy"),
    [
        ("ignroe = []\n", 2, "unknown key 'ignroe'", "'ignore'"),
        ("policy = 'strict'\n\nfail_on = 'note'\n", 4, "unknown key 'fail_on'", "'fail-on'"),
        ("path = 'x'\n", 2, "unknown key 'path'", "Known: allow-outside"),
        ("select = 3\n", 2, "'select' is 3", "Write words"),
        ("select = ['EA1', 3]\n", 2, "'select' is ['EA1', 3]", "Write words"),
        ("ignore = 'uncited-statment'\n", 2, "no rule 'uncited-statment'", "'uncited-statement'"),
        ("policy = 'lax'\n", 2, "'policy' is 'lax'", "strict, key-points, anaphora, paragraph, section"),
        ("profile = 'scholary'\n", 2, "no profile 'scholary'", "'scholarly'"),
        ("fail-on = 'never'\n", 2, "'fail-on' is 'never'", "error, warning, note"),
        ("as-of = 2026-04-14T10:00:00\n", 2, "'as-of' is 2026-04-14 10:00:00", "a day such as"),
        ("format = 'xml'\n", 2, "'format' is 'xml'", "text, json, sarif, junit, github"),
        ("allow-outside = 'yes'\n", 2, "'allow-outside' is 'yes'", "true or false"),
        ("sources = ''\n", 2, "'sources' is ''", "paths of bibliographies"),
        ("a = = 1\n", 2, "this is no TOML: Invalid value", "Mend"),
        ("a = '''\n", 3, "this is no TOML: Expected", "Mend"),
        ("per-file = 3\n", 2, "'per-file' holds something that is no table", "Write a table"),
        ('[tool.evidence-assembler.per-file."a/*.md"]\nfail-on = "note"\n', 3, "'fail-on' for 'a/*.md'", "whole run"),
        (
            'ignore = []\n[tool.evidence-assembler.per-file."*.md"]\nselect = []\nignroe = []\n',
            5,
            "unknown key 'ignroe' for '*.md'",
            "'ignore'",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, text: str, line: int, said: str, remedy: str) -> None:
    write(folder, pyproject_toml=TABLE + text)
    with pytest.raises(EvidenceError) as told:
        find_project(folder / "docs")
    assert (told.value.path, told.value.line) == ("pyproject.toml", line)
    assert said in told.value.message
    assert remedy in (told.value.remedy or "")


def test_a_table_that_is_none_is_told(folder: Path) -> None:
    write(folder, pyproject_toml="[tool]\nevidence-assembler = 3\n")
    with pytest.raises(EvidenceError, match="the settings are no table"):
        find_project()


def test_a_broken_pyproject_that_never_names_us_is_not_ours(folder: Path) -> None:
    write(folder, pyproject_toml="[tool\n")
    assert find_project() == ProjectSettings()


@given(st.text())
def test_no_file_is_too_strange(text: str) -> None:
    """Whatever stands in it, it is read or refused."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, "evidence-assembler.toml").write_text(text, encoding="utf-8", errors="replace", newline="")
        try:
            assert isinstance(find_project(Path(name)), ProjectSettings)
        except EvidenceError as error:
            assert "evidence-assembler.toml" in (error.path or "")


def test_a_nest_is_refused(folder: Path) -> None:
    write(folder, pyproject_toml=f"{TABLE}select = {'[' * 20_000}\n")
    with pytest.raises(EvidenceError):
        find_project()


def test_tables_for_some_files_lie_one_over_the_other_key_by_key(folder: Path) -> None:
    text = """policy = "strict"
ignore = ["EA103"]
[tool.evidence-assembler.per-file."./docs/paper.md"]
scheme = "standards"
[tool.evidence-assembler.per-file."docs/**"]
scheme = "six-s"
policy = "section"
[tool.evidence-assembler.per-file."*.md"]
policy = "paragraph"
select = ["EA1"]
"""
    write(folder, pyproject_toml=TABLE + text)
    project, nothing = find_project(), DocumentSettings()
    here, there = (project.find_settings(path, nothing) for path in ("paper.md", "docs/paper.md"))
    assert here == DocumentSettings(policy="paragraph", ignore=("EA103",), select=("EA1",))
    # the later pattern wins for the policy, and for the scheme the table that names the file
    assert there == here.model_copy(update={"scheme": "standards"})
    assert project.find_settings("docs/other.tex", nothing).policy == "section"
    assert project.find_settings("../docs/other.tex", nothing).policy == "strict"


def test_a_nearer_profile_brings_its_own_policy(folder: Path) -> None:
    text = 'policy = "strict"\n[tool.evidence-assembler.per-file."docs"]\nprofile = "scholarly"\n'
    write(folder, pyproject_toml=TABLE + text)
    project, nothing = find_project(), DocumentSettings()
    assert project.find_settings("docs/paper.md", nothing) == DocumentSettings(profile="scholarly")
    given_profile = project.find_settings("paper.md", DocumentSettings(profile="newsroom"))
    assert given_profile == DocumentSettings(profile="newsroom")
    given_both = project.find_settings("docs/paper.md", DocumentSettings(policy="section"))
    assert given_both == DocumentSettings(profile="scholarly", policy="section")


def test_the_command_line_wins(folder: Path) -> None:
    text = """sources = ["refs.bib"]
ignore = ["EA101", "EA102"]
fail-on = "note"
[tool.evidence-assembler.per-file."./paper.md"]
ignore = ["EA502"]
select = ["EA5"]
"""
    write(folder, pyproject_toml=TABLE + text)
    assert "EA101" not in list_rules(folder, "docs/paper.md")
    assert {"EA101", "EA102"} <= set(list_rules(folder, "docs/paper.md", "--ignore", "EA2", "--ignore", "EA5"))
    assert list_rules(folder, "paper.md", "docs/paper.md", "--select", "EA102,EA101") == ["EA101", "EA102"]
    assert check(folder, "docs/paper.md", "--select", "EA503").returncode == 1
    assert check(folder, "docs/paper.md", "--select", "EA503", "--fail-on", "error").returncode == 0
    write(folder, other_bib=ENTRY.format("gone"))
    found = json.loads(
        check(folder, "docs/paper.md", "--sources", "other.bib", "--select", "EA102", "--format", "json").stdout
    )
    assert [one["source_id"] for one in found["findings"]] == ["smith"]


def test_settings_hold_for_a_run_from_a_folder_below(folder: Path) -> None:
    write(folder, pyproject_toml=f'{TABLE}sources = "refs.bib"\nselect = "EA102"\n')
    done = check(folder / "docs", "paper.md", "--format", "json")
    assert [one["source_id"] for one in json.loads(done.stdout)["findings"]] == ["gone"]
    assert (folder / ".evidence-assembler-cache").is_dir()
    assert not (folder / "docs/.evidence-assembler-cache").exists()


def test_a_document_may_name_any_bibliography_of_its_project(folder: Path) -> None:
    write(folder, docs__paper_md=f"---\nbibliography: ../refs.bib\n---\n\n{PAPER}")
    outside = list_rules(folder / "docs", "paper.md", "--select", "EA102,EA408")
    assert outside == ["EA102", "EA408"]
    write(folder, pyproject_toml=TABLE)
    assert list_rules(folder / "docs", "paper.md", "--select", "EA102,EA408") == ["EA102"]


def test_an_unknown_key_stops_the_run(folder: Path) -> None:
    write(folder, pyproject_toml=f"{TABLE}ignroe = []\n")
    done = check(folder, "paper.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: pyproject.toml, line 2: unknown key 'ignroe'\n  Did you mean 'ignore'?\n"


def test_only_check_reads_settings(folder: Path) -> None:
    write(folder, pyproject_toml=f"{TABLE}ignroe = []\n")
    command = [sys.executable, "-m", "evidence_assembler", "sources", "list", "refs.bib"]
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_settings_and_baseline_hold_for_a_folder_that_is_named_by_a_link(folder: Path, tmp_path: Path) -> None:
    text = """exclude = ["docs"]
baseline = "old.json"
[tool.evidence-assembler.per-file."./paper.md"]
select = ["EA101", "EA102"]
"""
    write(folder, pyproject_toml=TABLE + text)
    link = tmp_path.with_name("link")
    link.symlink_to(folder, target_is_directory=True)
    assert check(folder, ".", "--write-baseline", "old.json", "--because", "it was there").returncode == 0
    for here, named in ((folder, "."), (link, str(link)), (folder, str(link)), (link, str(folder))):
        done = check(here, named, "--format", "json")
        report = json.loads(done.stdout)
        assert (done.returncode, [Path(one).name for one in report["paths"]]) == (0, ["paper.md"])
        assert {(one["rule"], one["suppressed"]) for one in report["findings"]} == {
            ("EA101", "it was there"),
            ("EA102", "it was there"),
        }


def test_a_line_is_that_of_our_own_table(folder: Path) -> None:
    text = "[project]\ndependencies = ['evidence-assembler']\n\n[tool.ruff]\nselect = ['E']\n\n"
    write(folder, pyproject_toml=f"{text}{TABLE}select = ['EA999']\n")
    with pytest.raises(EvidenceError) as refused:
        find_project()
    assert refused.value.line == 8


@pytest.mark.parametrize(
    ("text", "said", "remedy"),
    [
        ("[tool.evidence_assembler]\npolicy = 'strict'\n", "evidence_assembler", "Did you mean"),
        (f"{TABLE}exclude = ['notes', '!notes/a.md']\n", "'!notes/a.md'", "Leave the pattern out"),
        (f"{TABLE}exclude = '!notes'\n", "'!notes'", "Leave the pattern out"),
    ],
)
def test_what_would_hold_for_nothing_is_told(folder: Path, text: str, said: str, remedy: str) -> None:
    write(folder, pyproject_toml=text)
    with pytest.raises(EvidenceError, match=said) as refused:
        find_project()
    assert remedy in str(refused.value.remedy)


def test_a_file_of_settings_that_cannot_be_opened_is_told(folder: Path) -> None:
    (folder / "evidence-assembler.toml").symlink_to(folder / "gone.toml")
    with pytest.raises(EvidenceError, match="no such file"):
        find_project()


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_empty_choice_of_rules_is_none(folder: Path, option: str) -> None:
    for empty in ("", ","):
        done = check(folder, "paper.md", option, empty)
        assert done.returncode == 2
        assert "names no rule" in done.stderr
