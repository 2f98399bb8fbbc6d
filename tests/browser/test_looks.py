"""The page in any window: narrow or wide, light or dark, with large type, in the reader's own colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from contrast import list_unreadable, measure_contrasts
from example_pages import NAMES, render_example
from handmade_answers import low_dose_naltrexone, make_answer, make_reference, make_source, quote, state
from playwright.sync_api import Page

from evidence_assembler.model import Answer, Person
from evidence_assembler.renderers import render_answer

WIDTHS = (320, 390, 768, 1024, 1400)
WORD = "Pneumono" + "ultramicroscopic" * 12
OUTSIDE = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.tagName + '.' + one.getAttribute('class') + ': ' + one.textContent.trim().slice(0, 40))"""


def make_unbreakable() -> Answer:
    """An answer with a word of 200 characters, or an address without a place to break, in everything it holds."""
    source = make_source(
        "one", title=f"A {WORD} trial", DOI=f"10.1000/{'a1b2c3d4' * 30}", URL=f"https://example.org/{WORD}"
    )
    return make_answer(
        state(f"A {WORD} statement.", quote(1, f"words with {WORD} in them"), id="one"),
        state("Another.", quote(1, f"no {WORD}", "absent"), id="two"),
        question=f"What of {WORD}?",
        references=(make_reference(1, source, because=f"“{WORD}” in the title"),),
        people=(Person(name=WORD, role="author", interests=WORD),),
        notices=(WORD,),
        disclaimer=WORD,
        follow_ups=(WORD,),
        policy_url=f"https://example.org/{WORD}",
    )


LONG = make_unbreakable()


@pytest.mark.parametrize("name", ["handmade", "unbreakable", "low-dose-naltrexone"])
def test_nothing_runs_out_of_the_window(open_page: Callable[..., Page], name: str) -> None:
    """From the narrowest phone to a desk, in type of the usual size and of twice that, no sideways scrolling."""
    answers = {"handmade": low_dose_naltrexone(), "unbreakable": LONG}
    page = open_page(render_answer(answers[name], "html") if name in answers else render_example(name))
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (size, width, page.evaluate(OUTSIDE))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(open_page: Callable[..., Page], scheme: str) -> None:
    """On each page every text has the contrast that WCAG asks for; in the dark, all grounds are dark."""
    pages = [render_answer(low_dose_naltrexone(), "html"), *map(render_example, NAMES)]
    for html in pages:
        page = open_page(html, color_scheme=scheme)
        assert list_unreadable(page) == []
        wrong = [one for one in measure_contrasts(page) if not one.drawn and (one.ground < 0.5) != (scheme == "dark")]
        assert wrong == []


def test_the_page_follows_the_reader_into_the_dark(open_page: Callable[..., Page]) -> None:
    """While it is open, and back."""
    page = open_page(render_example("low-dose-naltrexone"), color_scheme="light")
    grounds = []
    for scheme in ("light", "dark", "light"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(measure_contrasts(page)[0].ground)
    assert grounds[0] > 0.9
    assert grounds[1] < 0.05
    assert grounds[2] == grounds[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_status_and_verdict_are_told_in_the_readers_own_colours(open_page: Callable[..., Page], scheme: str) -> None:
    """Where a reader forces the colours, no meaning is lost with ours: all words are there and can be read."""
    page = open_page(render_answer(low_dose_naltrexone(), "html"))
    usual = page.locator("main").inner_text()
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.locator("main").inner_text() == usual
    assert list_unreadable(page) == []
    assert "retracted" in usual.lower()
    shown = page.locator(".references .status, .references .verdict, .references .tier")
    assert shown.count() >= 8
    assert all(one.is_visible() and one.inner_text().strip() for one in shown.all())
    styles = page.locator(".references .use:not(.unquoted)").evaluate_all(
        "uses => uses.map(use => [getComputedStyle(use).borderLeftStyle, getComputedStyle(use).borderLeftWidth])"
    )
    assert styles
    assert all(style != "none" and width != "0px" for style, width in styles)


def test_nothing_moves_for_who_wants_no_motion(open_page: Callable[..., Page]) -> None:
    """No transition, no animation, no smooth scrolling, of any element or of what stands before and after it."""
    page = open_page(render_example("low-dose-naltrexone"), reduced_motion="reduce")
    page.locator('a[role="doc-noteref"]').first.click()
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap(one => [null, '::before', '::after'].map(part => {
            const style = getComputedStyle(one, part);
            const still = [style.transitionDuration, style.animationDuration].every(
                times => times.split(', ').every(time => parseFloat(time) === 0));
            return still && style.scrollBehavior !== 'smooth' ? null : one.tagName + (part ?? '');
        })).filter(Boolean)"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
