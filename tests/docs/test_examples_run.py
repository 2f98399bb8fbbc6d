"""Every example in the README and the docs runs, and prints what it says it prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.document import Document
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    "README.md",
    "docs/tutorial.md",
    "docs/how-to.md",
    "docs/quotations.md",
    "docs/kinds.md",
    "docs/references.md",
    "docs/schemes.md",
    "docs/grades.md",
    "docs/documents.md",
    "docs/notebook.md",
    "docs/themes.md",
]


def run_console(example: Example) -> None:
    """Run the lines after `$`, and compare what they print; `...` stands for anything, also within a line."""
    for command, expected in _split_commands(example.parsed):
        if command.startswith("cd "):
            assert Path(command.removeprefix("cd ")).is_dir() or Path.cwd().as_posix().endswith("example"), command
            continue
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "200"}
        run = subprocess.run(
            ["sh", "-c", f"{{ {command}; }} 2>&1"], capture_output=True, encoding="utf-8", env=environment, check=False
        )
        printed = "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())
        assert re.fullmatch(_as_pattern(expected), printed), printed


def _as_pattern(expected: list[str]) -> str:
    """The lines that are expected; `...` is any number of lines, within a line anything."""
    return "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n" for line in expected
    )


def _split_commands(block: str) -> Iterator[tuple[str, list[str]]]:
    command: str | None = None
    lines: list[str] = []
    for line in [*block.rstrip("\n").split("\n"), "$ "]:
        if line.startswith("$ "):
            if command is not None:
                yield command, lines
            command, lines = line.removeprefix("$ "), []
        else:
            lines.append(line.rstrip())


SYBIL = Sybil(parsers=[CodeBlockParser("console", run_console), PythonCodeBlockParser()])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_of_a_document_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They run in their order, in one folder, as a reader would type them."""
    shutil.copytree(ROOT / "docs/rules/example", tmp_path / "docs/rules/example")
    monkeypatch.chdir(tmp_path / "docs/rules/example")
    document: Document = SYBIL.parse(ROOT / name)
    examples = list(document.examples())
    assert examples
    for example in examples:
        example.evaluate()


def test_the_draft_in_the_readme_is_the_one_in_the_folder() -> None:
    """What the README shows of a file is in the file."""
    shown = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    assert shown.group(1) == (ROOT / "docs/rules/example/first.yaml").read_text(encoding="utf-8")


def test_every_link_of_the_docs_lands() -> None:
    """A relative link in a document names a file of the project."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    assert len(documents) > 10
    for document in documents:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.relative_to(ROOT)}: {target}"
