"""What the page lays out in two dimensions: the evidence map, and sources that disagree side by side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from handmade_answers import low_dose_naltrexone
from marked_answers import STATUSES, TIERS, make_marked
from playwright.sync_api import Page

from evidence_assembler.model import Answer
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.evidence_map import draw_evidence_map
from evidence_assembler.renderers.evidence_map.places import WIDTH


def make_crowded() -> Answer:
    """An answer of 121 sources of all kinds and statuses, cited in every manner, one of them without a year."""
    manners: list[dict[str, str]] = [{}, {}, {"intent": "disputes"}, {"indirect": "dose"}]
    given = [
        (2026 - number * 3 % 40, TIERS[number % 6], (STATUSES[number % 8],) * (number % 3 == 0), 1 + number % 4, manner)
        for number, manner in zip(range(120), manners * 30, strict=True)
    ]
    return make_marked([*given, (None, "guideline", (), 1, {})])


def test_words_on_a_map_can_be_read(open_page: Callable[..., Page]) -> None:
    """In the widest of the usual fonts: no label upon another or outside, and numbers inside their marks."""
    answer = make_crowded()
    for markup in (str(draw_evidence_map(answer)), render_answer(answer, "html")):
        page = open_page(markup.replace("system-ui, -apple-system", '"DejaVu Sans"'))
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.evidence-map > text')].map(text => {
                const box = text.getBBox();
                return [box.x, box.y, box.x + box.width, box.y + box.height, text.textContent];
            })"""
        )
        assert len(boxes) > 20
        lowest = page.evaluate("document.querySelector('.evidence-map').viewBox.baseVal.height")
        for left, top, right, bottom, words in boxes:
            assert left >= 0
            assert right <= WIDTH, words
            assert 0 <= top < bottom <= lowest, words
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart, (one, other)
        widths = page.evaluate(
            """() => [...document.querySelectorAll('.evidence-map .mark > text')].map(
                text => [text.getBBox().width, text.parentElement.querySelector('.shape').getBBox().width])"""
        )
        assert len(widths) == 121
        assert all(number < shape for number, shape in widths)


def test_a_mark_leads_to_its_reference(open_page: Callable[..., Page]) -> None:
    """A click on it brings the entry of its number into the window, without a script too."""
    page = open_page(render_answer(low_dose_naltrexone(), "html"), script=False)
    for mark in page.locator(".evidence-map a").all():
        number = mark.locator("text").text_content()
        mark.click()
        assert page.evaluate("location.hash") == f"#ref-{number}"
        top, height = page.locator(f"#ref-{number}").evaluate("one => [one.getBoundingClientRect().top, innerHeight]")
        assert 0 <= top < height


def test_sides_stand_side_by_side_and_stack_where_there_is_no_room(open_page: Callable[..., Page]) -> None:
    """Two columns at a desk, one on a phone."""
    page = open_page(render_answer(low_dose_naltrexone(), "html"))
    sides = page.locator(".sides").last.locator("> li")
    boxes = [side.bounding_box() for side in sides.all()]
    assert [box is not None and box["y"] == boxes[0]["y"] for box in boxes if boxes[0]] == [True, True]
    page.set_viewport_size({"width": 340, "height": 900})
    first, second = (side.bounding_box() for side in sides.all())
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
