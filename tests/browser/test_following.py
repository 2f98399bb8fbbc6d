"""From a statement to its reference and back, by mouse and by keyboard, with the page's script and without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from example_pages import render_example
from playwright.sync_api import Locator, Page

NOTEREF = '.statements a[role="doc-noteref"]'
EXAMPLE = "low-dose-naltrexone"


def find_target(page: Page) -> Locator:
    """What the page's address leads to."""
    fragment = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert fragment
    return page.locator(f'[id="{fragment}"]')


def is_in_window(one: Locator) -> bool:
    """Whether its first line can be seen without scrolling."""
    return bool(one.evaluate("one => { const y = one.getBoundingClientRect().top; return y >= 0 && y < innerHeight; }"))


def press_tab_until(page: Page, wanted: str, most: int = 80) -> None:
    """Move the focus on, as a reader without a mouse does, until it stands on what fits the selector."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{most} times Tab, and no {wanted}")


def test_a_marker_leads_to_its_reference_and_back_without_a_script(open_page: Callable[..., Page]) -> None:
    """A click on each of the first markers, then on that way back, of the entry it led to, which is the statement's."""
    page = open_page(render_example(EXAMPLE), script=False)
    for marker in page.locator(NOTEREF).all()[:6]:
        statement = marker.locator("xpath=ancestor::li[1]").get_attribute("id")
        number = marker.inner_text()
        marker.click()
        entry = find_target(page)
        assert entry.get_attribute("value") == number
        assert is_in_window(entry)
        back = entry.locator(f'a[role="doc-backlink"][href="#{statement}"]')
        back.first.click()
        assert find_target(page).get_attribute("id") == statement
        assert is_in_window(find_target(page))


def test_the_keyboard_alone_goes_there_and_back_without_a_script(open_page: Callable[..., Page]) -> None:
    """Tab to the first marker, Enter; from the entry, Tab to its way back, Enter."""
    page = open_page(render_example(EXAMPLE), script=False)
    press_tab_until(page, NOTEREF)
    statement = page.evaluate("document.activeElement.closest('li').id")
    page.keyboard.press("Enter")
    assert find_target(page).evaluate("entry => entry.closest('[role=doc-endnotes]') !== null")
    press_tab_until(page, f'a[role="doc-backlink"][href="#{statement}"]')
    page.keyboard.press("Enter")
    assert find_target(page).get_attribute("id") == statement


def test_the_keyboard_alone_goes_there_and_back_by_the_card(open_page: Callable[..., Page]) -> None:
    """Enter opens the card, Tab leads to its link, Enter to the entry; from there on as without a script."""
    page = open_page(render_example(EXAMPLE))
    press_tab_until(page, NOTEREF)
    statement = page.evaluate("document.activeElement.closest('li').id")
    page.keyboard.press("Enter")
    press_tab_until(page, ".card .in-list", most=12)
    page.keyboard.press("Enter")
    assert page.locator(".card").count() == 0
    entry = find_target(page)
    assert is_in_window(entry)
    press_tab_until(page, f'a[role="doc-backlink"][href="#{statement}"]', most=12)
    page.keyboard.press("Enter")
    assert find_target(page).get_attribute("id") == statement


def test_a_key_point_leads_to_its_statement(open_page: Callable[..., Page]) -> None:
    """Each has a link, and each of them lands in the window."""
    page = open_page(render_example(EXAMPLE))
    links = page.locator(".key-points a").all()
    assert len(links) == 4
    for link in links:
        link.click()
        assert find_target(page).locator('a[role="doc-noteref"]').count() >= 1
        assert is_in_window(find_target(page))


def test_what_has_the_focus_can_be_seen_to_have_it(open_page: Callable[..., Page]) -> None:
    """Every stop of the keyboard has an outline, and there is no trap: the stops are the links, in their order.

    What is taken out of the order on purpose (a mark of the evidence map, whose entry stands in the list) is none.
    """
    page = open_page(render_example(EXAMPLE))
    stops = page.locator('a[href]:not([tabindex="-1"]), button').evaluate_all("all => all.map(one => one.outerHTML)")
    assert len(stops) > 80
    reached = []
    for _ in stops:
        page.keyboard.press("Tab")
        markup, outline = page.evaluate(
            "[document.activeElement.outerHTML, getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.append(markup)
        assert outline != "none", markup[:200]
    assert reached == stops


@pytest.mark.parametrize("script", [True, False])
def test_every_link_in_the_page_lands(open_page: Callable[..., Page], script: bool) -> None:
    """On something that is shown; ids are unique."""
    page = open_page(render_example(EXAMPLE), script=script)
    links = page.locator('a[href^="#"]').evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(links) > 60
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(page.locator(f'[id="{link}"]').is_visible() for link in set(links))
