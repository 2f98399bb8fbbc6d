"""Every command in the how-to on pipelines runs, in a project of manuscripts such as it speaks of."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML
from sybil.document import Document
from test_examples_run import SYBIL

from evidence_assembler.model.project import DocumentSettings, ProjectSettings
from evidence_assembler.readers.project import find_project

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs/ci.md"
ENTRY = "@article{{{0}, title={{Title of {0}}}, author={{A, B}}, journal={{J}}, year={{2020}}, doi={{10.1000/{0}}}}}\n"
TRIAL = """---
bibliography: ../refs.bib
---

# A trial

Pain fell [@smith2020]. Sleep did not [@smth2020].
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the settings of the how-to, as the working directory."""
    (tmp_path / "manuscripts").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "manuscripts/trial.md").write_text(TRIAL, encoding="utf-8")
    (tmp_path / "texts/smith2020.txt").write_text("Pain fell.\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text(ENTRY.format("smith2020"), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(read_block("toml"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read_block(language: str, first_line: str = "") -> str:
    """The one block of the how-to in that language, that begins with that line."""
    blocks = re.findall(
        rf"```{language}\n({re.escape(first_line)}.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(blocks) == 1, blocks
    return str(blocks[0])


def read_yaml(name: str) -> Any:
    return YAML(typ="safe").load(read_block("yaml", f"# {name}\n"))


def run_step(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as the pipeline does: in a shell that stops at the first error, with the project's own commands."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INDEX": "1",
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def steps_of_workflow() -> Iterator[tuple[str, str]]:
    for step in read_yaml(".github/workflows/evidence.yml")["jobs"]["check"]["steps"]:
        if "run" in step:
            yield step.get("name", step["run"]), step["run"]


def test_the_steps_for_github_run(project: Path) -> None:
    done = {name: run_step(command, project) for name, command in steps_of_workflow()}
    installed, beside, scanned = done.values()
    assert installed.returncode == 0, installed.stderr
    assert beside.returncode == 1
    assert "::error file=manuscripts/trial.md,line=7,endLine=7,col=" in beside.stdout
    assert scanned.returncode == 0, scanned.stderr
    uploaded = [
        step for step in read_yaml(".github/workflows/evidence.yml")["jobs"]["check"]["steps"] if "with" in step
    ]
    (run,) = json.loads((project / uploaded[-1]["with"]["sarif_file"]).read_text(encoding="utf-8"))["runs"]
    assert [one["ruleId"] for one in run["results"] if one["level"] == "error"] == ["EA102"]


def test_the_step_for_code_scanning_still_fails_where_a_file_cannot_be_read(project: Path) -> None:
    (project / "binary.md").write_bytes(b"\0")
    *_, (_, scan) = steps_of_workflow()
    assert run_step(scan, project).returncode == 1
    (run,) = json.loads((project / "evidence.sarif").read_text(encoding="utf-8"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_the_script_for_gitlab_runs(project: Path) -> None:
    job = read_yaml(".gitlab-ci.yml")["evidence"]
    *before, check = job["script"]
    assert [run_step(command, project).returncode for command in before] == [0]
    assert run_step(check, project).returncode == 1
    suites = ElementTree.parse(project / job["artifacts"]["reports"]["junit"]).getroot()
    failures = suites.findall(".//failure")
    assert len(failures) == 1
    assert "smth2020" in ElementTree.tostring(failures[0], encoding="unicode")


def test_the_hook_runs_on_the_files_of_a_commit(project: Path) -> None:
    """By pre-commit itself, with the hook as this project offers it; only where it is installed from is another."""
    (offered,) = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    (wanted,) = repository["hooks"]
    assert wanted["id"] == offered["id"]
    hook = {**offered, **wanted, "language": "system"}
    config = project / ".pre-commit-config.yaml"
    with config.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({"repos": [{"repo": "local", "hooks": [hook]}]}, file)
    (project / "notes").mkdir()
    (project / "notes/wild.md").write_text("It cites [@nobody].\n", encoding="utf-8")
    (project / "data.yaml").write_text("question: none\n", encoding="utf-8")
    run_step("git init --quiet . && git add --all", project)
    (project / "unknown.md").write_text("It cites [@nobody].\n", encoding="utf-8")  # and is in no commit
    home = f"PRE_COMMIT_HOME={project}/.home"
    failed = run_step(f"{home} pre-commit run --all-files", project)
    assert failed.returncode == 1, failed.stderr
    assert "cites 'smth2020', which is no source" in failed.stdout
    assert "nobody" not in failed.stdout
    (project / "manuscripts/trial.md").write_text(TRIAL.replace("smth", "smith"), encoding="utf-8")
    passed = run_step(f"git add --all -- manuscripts && {home} pre-commit run", project)
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout


@pytest.mark.parametrize(
    ("validate", "text"),
    [
        ("validate-config", "# .pre-commit-config.yaml\n"),
        ("validate-manifest", None),
    ],
)
def test_pre_commit_takes_its_files_as_they_are(tmp_path: Path, validate: str, text: str | None) -> None:
    given = read_block("yaml", text) if text else (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (tmp_path / "given.yaml").write_text(given, encoding="utf-8")
    done = run_step(f"pre-commit {validate} given.yaml", tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.usefixtures("project")
def test_the_commands_that_are_shown_print_what_is_shown() -> None:
    document: Document = SYBIL.parse(HOW_TO)
    examples = list(document.examples())
    assert len(examples) == 2
    for example in examples:
        example.evaluate()


@pytest.mark.usefixtures("project")
def test_the_settings_say_what_is_said_of_them() -> None:
    settings = find_project()
    assert (settings.sources, settings.texts, settings.exclude) == (("refs.bib",), "texts", ("notes",))
    nothing = DocumentSettings()
    assert settings.find_settings("manuscripts/trial.md", nothing).profile == "scholarly"
    assert settings.find_settings("answers/one/answer.yaml", nothing).profile == "clinical"


def test_every_key_stands_in_the_table() -> None:
    text = HOW_TO.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?`) \| .* \| (yes|) ?\|$", text, re.MULTILINE)
    told = {key: per_file == "yes" for keys, per_file in rows for key in re.findall(r"`([\w-]+)`", keys)}
    own = {"per_file", "path", "folder"}
    assert told == {
        name.replace("_", "-"): name in DocumentSettings.model_fields
        for name in ProjectSettings.model_fields
        if name not in own
    }


def test_what_is_needed_to_run_these_is_here() -> None:
    """A test that is left out where a command is missing would say nothing for years."""
    assert shutil.which("git") and shutil.which("bash")
