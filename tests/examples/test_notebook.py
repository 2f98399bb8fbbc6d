"""The notebook of the example runs, and shows what it speaks of."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import nbformat
import pytest
from example_folders import NALTREXONE
from nbclient import NotebookClient

PATH = NALTREXONE / "walkthrough.ipynb"


def read_notebook() -> Any:
    return nbformat.read(PATH, as_version=4)


@pytest.fixture(scope="module")
def outputs() -> dict[str, list[Any]]:
    """What each code cell shows when the notebook is run in its folder, by the id of the cell."""
    notebook = read_notebook()
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": NALTREXONE}}).execute()
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def show(outputs: list[Any]) -> str:
    """The HTML that a cell shows as its result."""
    assert [output.output_type for output in outputs] == ["execute_result"]
    return str(outputs[0].data["text/html"])


def read_words(page: str) -> set[str]:
    """The words that a reader of the HTML sees."""
    return set(re.findall(r"\w+", unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL))))


def test_it_is_stored_without_outputs() -> None:
    """A notebook in version control is its source alone, valid nbformat 4."""
    notebook = read_notebook()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)
    assert notebook.metadata.kernelspec.name == "python3"


def test_nothing_fails(outputs: dict[str, list[Any]]) -> None:
    """Every cell runs; none warns or prints an error."""
    kinds = {(output.output_type, output.get("name")) for shown in outputs.values() for output in shown}
    assert kinds == {("execute_result", None), ("stream", "stdout")}


def test_the_library_shows_its_sources(outputs: dict[str, list[Any]]) -> None:
    """A library is a table of its sources, each by its id."""
    assert {"eular2016", "toljan2018", "label50"} <= read_words(show(outputs["library"]))


def test_a_right_quotation_is_told_from_a_wrong_one(outputs: dict[str, list[Any]]) -> None:
    """The wrong quotation shows its difference: 50 where the source has 5."""
    right, wrong = (read_words(show(outputs[cell])) for cell in ("quote-right", "quote-wrong"))
    assert "5" in right
    assert "50" not in right
    assert {"5", "50"} <= wrong


def test_the_report_names_both_faults_and_mending_clears_them(outputs: dict[str, list[Any]]) -> None:
    """The first draft has an altered quotation and an uncited statement; the mended one has no error."""
    assert {"EA101", "EA202"} <= read_words(show(outputs["draft"]))
    assert outputs["mend"][0].data["text/plain"] == "True"


def test_the_answer_shows_itself_as_a_page(outputs: dict[str, list[Any]]) -> None:
    """An answer at the end of a cell is HTML, and the same answer prints as Markdown."""
    page = show(outputs["answer"])
    printed = outputs["markdown"][0].text
    for words in ("Low dose means about 1 to 5 mg a day", "Toljan K, Vrooman B", "off-label"):
        assert words in page
        assert words in printed
    assert "<script" not in page


def test_the_whole_answer_and_its_report_are_shown(outputs: dict[str, list[Any]]) -> None:
    """The draft in the folder is assembled and checked in the notebook too."""
    assert "What is the mechanism of action of low-dose naltrexone?" in show(outputs["whole"])
    assert "EA210" in show(outputs["whole-report"])
