"""The page for who hears it, or moves through it by its structure: axe-core, headings, roles, language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from axe import list_violations, read_axe
from example_pages import build_example, render_example
from handmade_answers import low_dose_naltrexone
from playwright.sync_api import Page

from evidence_assembler.renderers import render_answer

PAGES = {
    "handmade": lambda: render_answer(low_dose_naltrexone(), "html"),
    "author-date": lambda: render_answer(low_dose_naltrexone(), "html", style="author-date"),
    "low-dose-naltrexone": lambda: render_example("low-dose-naltrexone"),
    "with-errors": lambda: render_example("seed-page-claims"),
}


WINDOWS = [("light", 1100), ("light", 390), ("dark", 1100), ("dark", 390)]


@pytest.mark.parametrize(
    ("name", "windows"),
    [
        ("handmade", WINDOWS),
        ("low-dose-naltrexone", WINDOWS[::3]),
        ("author-date", WINDOWS[:1]),
        ("with-errors", WINDOWS[:1]),
    ],
)
def test_axe_finds_nothing(open_page: Callable[..., Page], name: str, windows: list[tuple[str, int]]) -> None:
    """Of no impact, in the light and in the dark, at a desk and on a phone."""
    page = open_page(PAGES[name]())
    for scheme, width in windows:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert list_violations(page) == [], (scheme, width)


@pytest.mark.parametrize(("scheme", "width", "statement"), [("light", 1100, "price"), ("dark", 390, "pain")])
def test_axe_finds_nothing_in_an_open_card(
    open_page: Callable[..., Page], scheme: str, width: int, statement: str
) -> None:
    """Of a reference that was retracted, and of one that is quoted."""
    page = open_page(PAGES["handmade"](), color_scheme=scheme, width=width)
    page.locator(f'[id="s-{statement}"] > .marker a').last.click()
    assert page.locator(".card").is_visible()
    assert list_violations(page) == []


def test_an_absent_axe_is_told(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(pytest.fail.Exception, match="`make test` installs it"):
        read_axe(tmp_path / "axe.min.js")


def test_axe_would_tell(open_page: Callable[..., Page]) -> None:
    """It finds a picture without words and pale words on white, where they are put in."""
    page = open_page(PAGES["handmade"]())
    page.evaluate("""() => {
        document.querySelector('h1').style.color = '#eee';
        document.querySelector('main').append(document.createElement('img'));
    }""")
    found = {violation.split(": ")[1] for violation in list_violations(page)}
    assert {"color-contrast", "image-alt"} <= found


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order(open_page: Callable[..., Page], name: str) -> None:
    """One h1, which is the question; no level is skipped on the way down; none is empty, none twice in one place."""
    page = open_page(PAGES[name]())
    headings = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => [Number(h.tagName[1]), h.innerText.trim()])"
    )
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert headings[0][1] == page.title()
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words for _, words in headings)


def test_roles_tell_what_is_what(open_page: Callable[..., Page]) -> None:
    """DPUB-ARIA 1.1: references to notes, the notes at the end, the ways back; each with a name that tells it apart."""
    answer, _ = build_example("low-dose-naltrexone")
    page = open_page(render_example("low-dose-naltrexone"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("main").count() == 1
    notes = page.locator('[role="doc-endnotes"]')
    assert notes.count() == 1
    assert notes.locator("ol > li").count() == len(answer.references)
    cited = {f"#ref-{one.number}" for statement in answer.statements() for one in statement.citations}
    linked = page.locator('a[role="doc-noteref"]').evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert set(linked) == cited
    backs = notes.locator('a[role="doc-backlink"]')
    named = backs.evaluate_all("all => all.map(one => [one.getAttribute('href'), one.getAttribute('aria-label')])")
    assert {href for href, _ in named} == {
        f"#s-{statement.id}" for statement in answer.statements() if statement.citations
    }
    assert all(name and not name.isspace() for _, name in named)
