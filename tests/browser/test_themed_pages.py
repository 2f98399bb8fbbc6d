"""The themes of the examples in a browser: they ask for nothing, and can be read, opened, followed and printed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from socket import create_server

import pytest
from axe import list_violations
from chromium import Windows
from contrast import list_unreadable, measure_contrasts
from example_pages import EXAMPLES, render_example
from handmade_answers import low_dose_naltrexone
from playwright.sync_api import Browser, Page

from evidence_assembler.renderers import render_answer

THEMES = tuple(sorted(template.parent.name for template in EXAMPLES.glob("themes/*/answer.html.j2")))
LEAST = {"hospital": 7.0}
EVERYTHING = "everything"  # an answer that has all that a page can show
PAGES = (EVERYTHING, "low-dose-naltrexone")


def render_themed(theme: str, name: str) -> str:
    templates = EXAMPLES / "themes" / theme
    if name == EVERYTHING:
        return render_answer(low_dose_naltrexone(), "html", templates=templates)
    return render_example(name, templates=templates)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_word_can_be_read(open_page: Callable[..., Page], theme: str, scheme: str) -> None:
    """On both pages; in the hospital's with the contrast of 7 to 1 (WCAG 2.2, 1.4.6)."""
    for name in PAGES:
        page = open_page(render_themed(theme, name), color_scheme=scheme)
        assert list_unreadable(page) == []
        faint = [one for one in measure_contrasts(page) if one.ratio < LEAST.get(theme, 0) and not one.drawn]
        assert faint == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_more_than_on_the_shipped_page(open_page: Callable[..., Page], theme: str) -> None:
    """On a phone, with a reference open. What it may find there is told by the tests of that page."""
    found = []
    for html in (render_themed(theme, EVERYTHING), render_answer(low_dose_naltrexone(), "html")):
        page = open_page(html, width=390)
        page.locator('[id="s-pain"] > .marker a').last.click()
        assert page.locator(".card").is_visible()
        found.append({violation.split(": ")[1] for violation in list_violations(page)})
    assert found[0] <= found[1]


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_runs_out_of_the_window(open_page: Callable[..., Page], theme: str) -> None:
    """From the narrowest phone to a desk, also in type of twice the size."""
    for name in PAGES:
        page = open_page(render_themed(theme, name))
        for size in ("100%", "200%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
            for width in (320, 390, 768, 1400):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, size)


@pytest.mark.parametrize("theme", THEMES)
def test_a_marker_opens_its_reference(open_page: Callable[..., Page], theme: str) -> None:
    """The card stays in the window, and leads to the list."""
    page = open_page(render_themed(theme, "low-dose-naltrexone"))
    for width in (1100, 320):
        page.set_viewport_size({"width": width, "height": 900})
        marker = page.locator('.statements a[role="doc-noteref"]').first
        marker.click()
        box = page.locator(".card").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.locator(".card .in-list").click()
        assert page.locator(".card").count() == 0
        assert page.locator("li:target").count() == 1


@pytest.mark.parametrize("theme", THEMES)
def test_headings_are_in_order(open_page: Callable[..., Page], theme: str) -> None:
    """One h1 before all others, which is the question; no level is skipped on the way down."""
    page = open_page(render_themed(theme, EVERYTHING))
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.title().startswith(page.locator("h1").inner_text())


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_read_without_a_script(open_page: Callable[..., Page], theme: str) -> None:
    """All words of it, and no card."""
    with_script = open_page(render_themed(theme, EVERYTHING))
    without = open_page(render_themed(theme, EVERYTHING), script=False)
    assert without.locator("main").inner_text() == with_script.locator("main").inner_text()


@pytest.mark.parametrize("theme", THEMES)
def test_it_prints_on_light_paper(open_page: Callable[..., Page], theme: str) -> None:
    """Whoever reads in the dark prints dark words on a light ground; only a band of colour may be dark."""
    page = open_page(render_themed(theme, EVERYTHING), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    dark = [one.words for one in measure_contrasts(page) if one.ground < 0.8 and not one.drawn]
    assert len(dark) == (2 if theme == "hospital" else 0), dark
    assert list_unreadable(page) == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg=="
)


def test_an_image_may_be_in_the_page_and_nowhere_else(chromium: Browser, tmp_path: Path) -> None:
    """What a theme writes as `data:` is shown; where it would fetch one from, nobody knocks."""
    with create_server(("127.0.0.1", 0)) as elsewhere:
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/far.png"
        (tmp_path / "answer.html.j2").write_text(
            '{% extends "shipped/answer.html.j2" %}{% block question %}'
            f'{{{{ super() }}}}<img alt="near" src="{DOT}"><img alt="far" src="{address}">{{% endblock %}}'
        )
        windows = Windows(chromium, tmp_path)
        page = windows.open(render_answer(low_dose_naltrexone(), "html", templates=tmp_path))
        widths = page.evaluate("[...document.images].map(image => image.naturalWidth)")
        windows.close()
        elsewhere.setblocking(False)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
    assert widths == [1, 0]
    told = [one for one in windows.heard if one.startswith("console:")]
    assert len(told) == 1
    assert "violates the following Content Security Policy directive" in told[0]
