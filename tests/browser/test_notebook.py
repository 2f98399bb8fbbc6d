"""The notebook of the example runs, shows what it speaks of, and loses nothing when it is exported."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert import HTMLExporter, MarkdownExporter
from playwright.sync_api import Browser, Page, Route
from scenes import NOTEBOOK, run_notebook


def read_notebook() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def notebook() -> Any:
    """The notebook with its outputs, run in its folder."""
    return run_notebook()


@pytest.fixture(scope="module")
def outputs(notebook: Any) -> dict[str, list[Any]]:
    """What each code cell shows, by the id of the cell."""
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def show(outputs: list[Any]) -> str:
    """The HTML that a cell shows as its result."""
    assert [output.output_type for output in outputs] == ["execute_result"]
    return str(outputs[0].data["text/html"])


def list_words(page: str) -> list[str]:
    """The words that a reader of the HTML sees, in order."""
    return re.findall(r"\w+", unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)))


def read_words(page: str) -> set[str]:
    return set(list_words(page))


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


def test_the_search_finds_the_dose(outputs: dict[str, list[Any]]) -> None:
    """The passage that defines a low dose comes first, with the words that were asked for marked."""
    first, second = re.findall(r"toljan2018|younger2014|label50", show(outputs["search"]))[:2]
    assert (first, second) == ("toljan2018", "younger2014")
    assert {"<mark>daily</mark>", "<mark>dose</mark>"} <= set(re.findall(r"<mark>\w+</mark>", show(outputs["search"])))


def test_a_right_quotation_is_told_from_a_wrong_one(outputs: dict[str, list[Any]]) -> None:
    """The wrong quotation shows its difference: 50 where the source has 5."""
    for cell in ("quote-right", "usual"):
        assert "These words stand in the source." in show(outputs[cell])
        assert "50" not in read_words(show(outputs[cell]))
    wrong = show(outputs["quote-wrong"])
    assert "1 to <mark>50</mark> mg" in wrong
    assert "1 to <mark>5</mark> mg" in wrong
    assert "number: you wrote “50”, the source has “5”" in wrong


def test_the_draft_shows_what_each_claim_cites(outputs: dict[str, list[Any]]) -> None:
    """The claim without a source is seen before anything is checked."""
    shown = show(outputs["claim"])
    assert "Nothing in it is checked yet." in shown
    assert "considered in a daily dose of 1 to 50 mg" in shown
    assert "No source is cited." in shown


def test_the_report_names_both_faults_and_mending_clears_them(outputs: dict[str, list[Any]]) -> None:
    """The first draft has an altered quotation and an uncited statement; the mended one has no error."""
    shown = show(outputs["draft"])
    assert "2 errors and 3 notes: would not be published." in shown
    assert {"EA101", "EA202"} <= read_words(shown)
    assert "<mark>50</mark>" in shown
    assert "3 notes: may be published." in show(outputs["mend"])


def test_the_answer_shows_itself_as_a_page(outputs: dict[str, list[Any]]) -> None:
    """An answer at the end of a cell is HTML, and the same answer prints as Markdown."""
    page = show(outputs["page"])
    printed = outputs["markdown"][0].text
    for words in ("Low dose means about 1 to 5 mg a day", "Toljan K, Vrooman B", "off-label"):
        assert words in page
        assert words in printed


def test_the_whole_answer_and_its_report_are_shown(outputs: dict[str, list[Any]]) -> None:
    """The draft in the folder is assembled and checked in the notebook too."""
    assert "What is the mechanism of action of low-dose naltrexone?" in show(outputs["whole"])
    assert "EA210" in show(outputs["whole-report"])


def test_every_cell_can_be_read_without_html(outputs: dict[str, list[Any]]) -> None:
    """The plain text that is stored beside the HTML is as it is printed: no fields, no whole texts."""
    for cell, shown in outputs.items():
        if shown[0].output_type == "execute_result":
            plain = shown[0].data["text/plain"]
            assert not re.search(r"\w+\(\w+=", plain), cell
            assert len(plain) < len(show(shown)), cell
            assert len(read_words(plain) & read_words(show(shown))) > 0.6 * len(read_words(plain)), cell


def test_what_cells_show_needs_nothing(notebook: Any, outputs: dict[str, list[Any]]) -> None:
    """No script, no state of widgets, no other kind of output, and nothing that a browser would fetch."""
    assert "widgets" not in notebook.metadata
    for shown in outputs.values():
        for output in shown:
            if output.output_type == "execute_result":
                assert set(output.data) == {"text/html", "text/plain"}
                markup = output.data["text/html"]
                tags = {tag.lower() for tag in re.findall(r"<([A-Za-z]\w*)", markup)}
                assert not tags & set("script iframe link meta base img object embed video audio source form".split())
                assert not re.search(r"\s(?:src|srcset|srcdoc|data|background|poster|on\w+)\s*=", markup, re.IGNORECASE)
                assert not re.search(r"@import|url\(|javascript:", markup, re.IGNORECASE)
                assert not re.search(r"<style[^>]*\s(?:src|href)", markup)


def count_words(outputs: dict[str, list[Any]]) -> Counter[str]:
    """The words of all cells, each as often as it is shown."""
    return Counter(word for shown in outputs.values() if "data" in shown[0] for word in list_words(show(shown)))


def test_an_export_holds_what_the_cells_showed(notebook: Any, outputs: dict[str, list[Any]]) -> None:
    """As nbconvert writes HTML by default: every word, every mark, every style and every way back to a statement."""
    exported = str(HTMLExporter().from_notebook_node(notebook)[0])
    assert count_words(outputs) - Counter(list_words(exported)) == Counter()
    for part in ("<mark", "<style", 'role="doc-backlink"', 'class="evidence-cell"', "<td"):
        shown = sum(show(one).count(part) for one in outputs.values() if "data" in one[0])
        assert shown > 0
        assert exported.count(part) >= shown, part


def test_an_export_to_markdown_holds_the_html(notebook: Any, outputs: dict[str, list[Any]]) -> None:
    """As it was shown."""
    exported = MarkdownExporter().from_notebook_node(notebook)[0]
    for cell, shown in outputs.items():
        if shown[0].output_type == "execute_result":
            assert show(shown).strip() in exported, cell


@pytest.fixture(scope="module")
def sanitized(notebook: Any) -> str:
    """The export with `sanitize_html`, which knows few elements and shows the tags of all others as text."""
    return str(HTMLExporter(sanitize_html=True).from_notebook_node(notebook)[0])


def test_a_sanitized_export_loses_no_word(sanitized: str, outputs: dict[str, list[Any]]) -> None:
    """What a cell showed is there as often as it was shown."""
    assert count_words(outputs) - Counter(list_words(unescape(sanitized))) == Counter()


def open_export(browser: Browser, markup: str, folder: Path, scheme: str = "light") -> Page:
    """The exported file in a window of a system with that scheme; what it asks for from anywhere is refused."""
    file = folder / "export.html"
    file.write_text(markup, encoding="utf-8")

    def refuse(route: Route) -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            route.abort()

    page = browser.new_page(color_scheme=scheme)
    page.route("**/*", refuse)
    page.goto(file.as_uri(), wait_until="domcontentloaded")
    return page


def measure(page: Page, selector: str, style: str) -> list[int]:
    """The channels of a colour, of the first element that is selected."""
    told = page.eval_on_selector(selector, f"one => getComputedStyle(one).{style}")
    return [int(channel) for channel in re.findall(r"\d+", told)[:3]]


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_exported_cell_has_the_colours_of_the_notebook(
    theme: str, system: str, notebook: Any, chromium: Browser, tmp_path: Path
) -> None:
    """Dark in a dark notebook and light in a light one, whichever the system prefers; tables keep their style."""
    page = open_export(chromium, HTMLExporter(theme=theme).from_notebook_node(notebook)[0], tmp_path, system)
    ground, ink = (measure(page, ".evidence-cell table", style) for style in ("backgroundColor", "color"))
    assert (max(ground) < 60, min(ink) > 180) == ((True, True) if theme == "dark" else (False, False))
    assert (min(ground) > 240, max(ink) < 60) == ((True, True) if theme == "light" else (False, False))
    red, green, blue = measure(page, ".evidence-cell td.error", "borderLeftColor")
    assert red > green + 60 > 60
    assert red > blue + 60
    assert page.eval_on_selector(".evidence-cell td.error", "one => getComputedStyle(one).borderLeftWidth") == "4px"
    assert page.eval_on_selector(".evidence-cell td", "one => getComputedStyle(one).textAlign") == "left"
    page.close()


@pytest.mark.parametrize(
    ("body", "dark"),
    [
        ("", True),
        ("data-jp-theme-light='true'", False),
        ("data-jp-theme-light='false'", True),
        ("data-vscode-theme-kind='vscode-light'", False),
        ("data-vscode-theme-kind='vscode-dark'", True),
        ("data-vscode-theme-kind='vscode-high-contrast'", True),
        ("data-vscode-theme-kind='vscode-high-contrast-light'", False),
    ],
)
def test_a_cell_follows_its_notebook_and_else_the_system(
    body: str, dark: bool, outputs: dict[str, list[Any]], chromium: Browser, tmp_path: Path
) -> None:
    """On a dark system: JupyterLab and VS Code say what they are; where nobody does, the system decides."""
    markup = f"<!doctype html><html><body {body}>{show(outputs['quote-wrong'])}</body></html>"
    page = open_export(chromium, markup, tmp_path, "dark")
    assert (max(measure(page, ".evidence-cell", "backgroundColor")) < 60) is dark
    page.emulate_media(media="print")
    assert min(measure(page, ".evidence-cell", "backgroundColor")) > 240, "paper is light"
    page.close()


def test_a_sanitized_export_hides_the_style(
    sanitized: str, outputs: dict[str, list[Any]], chromium: Browser, tmp_path: Path
) -> None:
    """No rule of style is read as text in the cells that are no page; the sentences read as they were shown."""
    page = open_export(chromium, sanitized, tmp_path)
    shown = [page.inner_text(f'[id="cell-id={cell}"]') for cell in outputs]
    assert not any("--ink" in text or "font-family" in text for text in shown)
    text = " ".join(" ".join(shown).split())
    for words in (
        "✕ These words do not stand in the source as quoted. Quoted “considered in a daily dose",
        "number: you wrote “50”, the source has “5”",
        "2 errors and 3 notes: would not be published.",
        "A draft of 3 claims. Nothing in it is checked yet.",
    ):
        assert words in text
    page.close()


def test_headings_of_the_notebook_tell_the_morning(notebook: Any) -> None:
    """Search, quote, claim, check, mend, page: in this order."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    morning = ["Search", "Quote", "Claim", "Check", "Mend", "The page"]
    places = [headings.index(one) for one in morning]
    assert all(before < after for before, after in pairwise(places))
