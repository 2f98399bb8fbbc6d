"""The HTML page in a real browser: it stands alone, and can be read, followed and printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library
from evidence_assembler.renderers import render_answer

EXAMPLE = Path(__file__).parents[2] / "examples/low-dose-naltrexone/answer.yaml"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    assert executable is not None, "install chromium: `make test` does"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    draft = read_draft(EXAMPLE)
    library = read_draft_library(draft)
    answer = assemble_answer(draft, library, as_of=date(2026, 4, 14))
    page = tmp_path_factory.mktemp("page") / "answer.html"
    page.write_text(render_answer(answer, "html", report=check_answer(answer, library)), encoding="utf-8")
    return page.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page of the example at a desk, which fails on any message or request of its own."""
    heard: list[str] = []
    opened = browser.new_page(viewport={"width": 1100, "height": 900})
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("request", lambda request: heard.append(request.url) if request.url != address else None)
    opened.goto(address)
    yield opened
    opened.close()
    assert heard == []


def test_a_marker_leads_to_its_reference_and_back(page: Page) -> None:
    """By mouse: the first marker, its entry in the list, the way back."""
    marker = page.locator('a[role="doc-noteref"]').first
    marker.click()
    entry = page.evaluate("location.hash.slice(1)")
    assert page.locator(f'[id="{entry}"]').is_visible()
    page.locator(f'[id="{entry}"] a[role="doc-backlink"]').first.click()
    back = page.evaluate("location.hash.slice(1)")
    assert page.locator(f'[id="{back}"]').count() == 1


def test_a_keyboard_reaches_the_markers(page: Page) -> None:
    """Tab moves through links in order, and what has the focus can be seen to have it."""
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('role')"))
    assert "doc-noteref" in seen
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_headings_are_in_order(page: Page) -> None:
    """One h1, and no level is skipped on the way down."""
    levels = [
        int(name[1]) for name in page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName)")
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_nothing_runs_out_of_the_window(page: Page, width: int) -> None:
    """From a small phone to a desk, no sideways scrolling."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_dark_where_the_reader_wants_it_dark(page: Page) -> None:
    """The ground is dark, the words are light, and both change together."""
    light = _luminances(page)
    page.emulate_media(color_scheme="dark")
    dark = _luminances(page)
    assert light[0] > 0.9
    assert light[1] < 0.1
    assert dark[0] < 0.1
    assert dark[1] > 0.6


def test_it_prints(page: Page) -> None:
    """A PDF of some pages."""
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 20_000


def _luminances(page: Page) -> tuple[float, float]:
    """The mean of the channels, 0 to 1, of the ground and of the words."""
    ground, words = page.evaluate(
        """() => {
            const style = getComputedStyle(document.body);
            const root = getComputedStyle(document.documentElement);
            const ground = style.backgroundColor === 'rgba(0, 0, 0, 0)' ? root.backgroundColor : style.backgroundColor;
            return [ground, style.color];
        }"""
    )
    channels = [[float(c) for c in colour[colour.index("(") + 1 : -1].split(",")[:3]] for colour in (ground, words)]
    return sum(channels[0]) / 765, sum(channels[1]) / 765
