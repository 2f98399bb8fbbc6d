"""The card that a marker opens where the page's script runs: the reference, beside the statement that cites it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from example_pages import render_example
from handmade_answers import low_dose_naltrexone
from playwright.sync_api import Page, expect

from evidence_assembler.renderers import render_answer

EXAMPLE = "low-dose-naltrexone"
HANDMADE = render_answer(low_dose_naltrexone(), "html")  # its first statement quotes; another cites what was retracted
OUTCOMES = {"passed", "failed", "unchecked", "unquoted"}


def marker_of(statement: str, number: int) -> str:
    """The selector of a marker."""
    return f'[id="s-{statement}"] > .marker a[role="doc-noteref"][href="#ref-{number}"]'


def has_focus_inside(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.card')?.contains(document.activeElement) ?? false"))


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).first.evaluate("one => one === document.activeElement"))


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_marker_opens_its_reference(open_page: Callable[..., Page], way: str) -> None:
    """One dialog with a name, with entry, tier, reason and the words in question; the focus is in it."""
    page = open_page(HANDMADE)
    marker = page.locator(marker_of("pain", 3))
    if way == "mouse":
        marker.click()
    else:
        marker.focus()
        page.keyboard.press("Enter")
    card = page.locator(".card")
    expect(card).to_have_count(1)
    assert card.get_attribute("role") == "dialog"
    assert page.get_by_role("dialog", name=card.get_attribute("aria-label") or "?").count() == 1
    listed = page.locator("#ref-3")
    for part in (".entry", ".tier", ".because"):
        assert card.locator(part).first.inner_text().strip()
        assert card.locator(part).first.inner_text() == listed.locator(part).first.inner_text()
    use = card.locator(".use")
    expect(use).to_have_count(1)
    assert "passed" in (use.get_attribute("class") or "").split()
    assert use.locator("mark").inner_text() == "“28.8% reduction versus 18.0% reduction; P = 0.016”"
    assert "we observed a significantly greater" in use.inner_text()
    assert has_focus_inside(page)
    assert page.evaluate("location.hash") == ""


def test_it_shows_what_became_of_each_citation(open_page: Callable[..., Page]) -> None:
    """Of every marker of every statement: uses of that statement alone, each with its outcome, as the list tells it."""
    page = open_page(HANDMADE)
    met = set()
    markers = page.locator('.statements > li > .marker a[role="doc-noteref"]').all()
    assert len(markers) > 10
    for marker in markers:
        statement = marker.locator("xpath=ancestor::li[1]").get_attribute("id")
        entry = (marker.get_attribute("href") or "")[1:]
        told = page.locator(
            f'[id="{entry}"] .use:has(a[role="doc-backlink"][href="#{statement}"]) .verdict'
        ).all_inner_texts()
        marker.click()
        uses = page.locator(".card .use")
        assert uses.locator(".verdict").all_inner_texts() == told
        assert told
        for classes in uses.evaluate_all("uses => uses.map(use => [...use.classList])"):
            assert len(OUTCOMES.intersection(classes)) == 1
            met |= OUTCOMES.intersection(classes)
        page.keyboard.press("Escape")
    assert met == OUTCOMES


def test_it_shows_a_status(open_page: Callable[..., Page]) -> None:
    """What was retracted is marked so in the card too; what was not has no such mark."""
    page = open_page(HANDMADE)
    page.locator(marker_of("price", 6)).click()
    expect(page.locator(".card .status.retracted")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(marker_of("pain", 3)).click()
    expect(page.locator(".card .status")).to_have_count(0)


@pytest.mark.parametrize("way", ["Escape", "its button", "a click outside", "the marker again"])
def test_it_closes_and_the_focus_returns(open_page: Callable[..., Page], way: str) -> None:
    """And nothing of it is left in the page."""
    page = open_page(HANDMADE)
    before = page.locator("main").inner_html()
    opener = marker_of("pain", 3)
    page.locator(opener).click()
    expect(page.locator(".card")).to_be_visible()
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "its button":
        page.locator(".card button").click()
    elif way == "a click outside":
        page.mouse.click(5, 450)
    else:
        page.locator(opener).click()
    expect(page.locator(".card")).to_have_count(0)
    assert has_focus(page, opener)
    assert page.locator("main").inner_html() == before


def test_another_marker_opens_another(open_page: Callable[..., Page]) -> None:
    """There is one card at a time."""
    page = open_page(HANDMADE)
    for number in (1, 3, 5):
        page.locator(marker_of("many", number)).evaluate("marker => marker.click()")
        expect(page.locator(".card")).to_have_count(1)
        shown = page.locator(".card .entry").inner_text()
        assert shown == page.locator(f"#ref-{number} .entry").inner_text()


def test_it_leads_to_the_list(open_page: Callable[..., Page]) -> None:
    """Its link closes it, and the entry is in the window."""
    page = open_page(HANDMADE)
    page.locator(marker_of("pain", 3)).click()
    page.locator('.card a.in-list[href="#ref-3"]').click()
    expect(page.locator(".card")).to_have_count(0)
    assert page.evaluate("location.hash") == "#ref-3"
    top, height = page.locator("#ref-3").evaluate("one => [one.getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Alt", "Meta"])
def test_a_click_with_a_key_held_is_the_browsers(open_page: Callable[..., Page], modifier: str) -> None:
    """It may open a window or save the page: no card, and what the browser would do is not prevented."""
    page = open_page(HANDMADE)
    page.evaluate("""() => addEventListener('click', event => {
        document.body.dataset.prevented = event.defaultPrevented;
        event.preventDefault();
    })""")
    page.locator(marker_of("pain", 3)).click(modifiers=[modifier])
    assert page.locator("body").get_attribute("data-prevented") == "false"
    expect(page.locator(".card")).to_have_count(0)


def test_a_click_with_the_middle_button_is_the_browsers(open_page: Callable[..., Page]) -> None:
    """It opens the list in a tab of its own: an `auxclick` that nothing prevents."""
    page = open_page(HANDMADE)
    page.evaluate("""() => addEventListener('auxclick', event => {
        document.body.dataset.prevented = event.defaultPrevented;
        event.preventDefault();
    })""")
    page.locator(marker_of("pain", 3)).click(button="middle")
    assert page.locator("body").get_attribute("data-prevented") == "false"
    expect(page.locator(".card")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (1100, 900)])
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_it_stays_in_the_window(open_page: Callable[..., Page], width: int, height: int, size: str) -> None:
    """From side to side, wherever its marker stands, and its top can be seen; the page does not grow sideways."""
    page = open_page(render_example(EXAMPLE), width=width, height=height)
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    markers = page.locator('.statements > li > .marker a[role="doc-noteref"]').all()
    for marker in [*markers[:4], markers[-1]]:
        marker.click()
        left, right, top = page.locator(".card").evaluate(
            "card => { const box = card.getBoundingClientRect(); return [box.left, box.right, box.top]; }"
        )
        assert 0 <= left < right <= width
        assert 0 <= top < height - 20
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")


def test_another_reference_of_the_card_stays_in_the_window(open_page: Callable[..., Page]) -> None:
    """Wherever the marker stands: a higher reference in place of a lower one moves the card."""
    page = open_page(render_example("password-rotation"), width=1100, height=800)
    markers = page.locator('.statements > li > .marker a[role="doc-noteref"]').all()
    switched = 0
    for marker in markers:
        for top in (300, 500, 780):
            marker.evaluate("(marker, top) => scrollBy(0, marker.getBoundingClientRect().top - top)", top)
            marker.evaluate("marker => marker.click()")
            for other in page.locator(".card .also a").all():
                other.click()
                switched += 1
                box = page.locator(".card").bounding_box()
                assert box is not None
                assert box["y"] >= -1
                assert box["y"] + box["height"] <= 801
            page.keyboard.press("Escape")
    assert switched > 3


def test_it_stays_while_the_window_grows_in_height(open_page: Callable[..., Page]) -> None:
    """As on a phone, where the bar with the address slides away; another width closes it."""
    page = open_page(render_example(EXAMPLE), width=390, height=700)
    page.locator('.statements a[role="doc-noteref"]').first.click()
    page.set_viewport_size({"width": 390, "height": 756})
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator(".card")).to_have_count(1)
    page.set_viewport_size({"width": 700, "height": 390})
    expect(page.locator(".card")).to_have_count(0)


def test_all_of_it_can_be_reached(open_page: Callable[..., Page]) -> None:
    """A card that is higher than a small window can be scrolled to its end."""
    page = open_page(render_example(EXAMPLE), width=320, height=480)
    page.locator('.statements a[role="doc-noteref"]').nth(1).click()
    foot = page.locator(".card .in-list")
    foot.scroll_into_view_if_needed()
    box = foot.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 481 - box["height"]


def test_it_is_not_printed(open_page: Callable[..., Page]) -> None:
    """Open on the screen, it is not on paper."""
    page = open_page(HANDMADE)
    page.locator(marker_of("pain", 3)).click()
    expect(page.locator(".card")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".card")).to_be_hidden()
