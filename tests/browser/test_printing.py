"""The page on paper: everything is on it, and nothing that only a screen has."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from unicodedata import normalize

import pytest
from contrast import list_unreadable, measure_contrasts
from example_pages import NAMES, build_example, render_example
from playwright.sync_api import Page
from pypdf import PdfReader

LONGEST = "low-dose-naltrexone"
POINTS = {"A4": (595, 842), "Letter": (612, 792), "A5": (420, 595)}


def print_page(page: Page, size: str) -> PdfReader:
    """The page as a PDF, read back."""
    return PdfReader(io.BytesIO(page.pdf(format=size)))


def squeeze(words: str) -> str:
    """The words without spaces: where lines break is the printer's. A ligature is its letters."""
    return "".join(normalize("NFKC", words).split())


def read_text(printed: PdfReader) -> str:
    """All that is printed, squeezed."""
    return squeeze("".join(page.extract_text() for page in printed.pages))


def spell_numbers(marker: str) -> set[int]:
    """The numbers that a marker stands for: 1,3–5 are 1, 3, 4 and 5."""
    numbers: set[int] = set()
    for part in marker.split(","):
        first, _, last = re.sub("[–-]", "-", part).partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


@pytest.mark.parametrize(("name", "size"), [*((name, "A4") for name in NAMES), (LONGEST, "Letter"), (LONGEST, "A5")])
def test_every_statement_number_and_reference_is_printed(open_page: Callable[..., Page], name: str, size: str) -> None:
    """On paper of the size asked for, in order: each statement with its numbers, each reference with its own."""
    answer, _ = build_example(name)
    page = open_page(render_example(name))
    printed = print_page(page, size)
    width, height = POINTS[size]
    assert all(abs(float(sheet.mediabox.width) - width) < 2 for sheet in printed.pages)
    assert all(abs(float(sheet.mediabox.height) - height) < 2 for sheet in printed.pages)
    text = read_text(printed)
    at = 0
    for statement in answer.statements():
        words = squeeze(statement.text.rstrip("."))
        at = text.find(words, at)
        assert at >= 0, statement.text
        at += len(words)
        numbers = {one.number for one in statement.citations if one.number is not None}
        if numbers:
            marker = re.match(r"[.”’\"]?\[([0-9,–-]+)\]", text[at:])
            assert marker is not None, text[at : at + 40]
            assert spell_numbers(marker[1]) == numbers
    for reference in answer.references:
        status = "[A-Z,]*" if reference.status else ""  # in capitals, before the entry
        entry = re.compile(rf"(?<!\d){reference.number}\.{status}{re.escape(squeeze(reference.citation))}")
        found = entry.search(text, at)
        assert found is not None, entry.pattern
        at = found.end()
    for words in (answer.question, *answer.notices, *answer.follow_ups, *(point.text for point in answer.key_points)):
        assert squeeze(words) in text, words
    headings = {squeeze(words) for words in page.locator("h1, h2, h3, h4").all_inner_texts()}
    assert len(headings) > 4
    for sheet in printed.pages:
        last = [line for line in sheet.extract_text().splitlines() if line.strip()][-1]
        assert squeeze(last) not in headings, "a heading stands alone at the foot of a page"


def test_every_quotation_is_printed_with_its_verdict(open_page: Callable[..., Page]) -> None:
    """What a reader can open on the screen stands open on paper; what is open on the screen changes nothing there."""
    page = open_page(render_example(LONGEST))
    text = read_text(print_page(page, "A4"))
    quotes = page.locator(".references mark").all_inner_texts()
    verdicts = page.locator(".references .verdict").all_inner_texts()
    assert len(quotes) >= 12
    assert len(verdicts) > len(quotes)
    for words in (*quotes, *verdicts):
        assert squeeze(words) in text, words
    page.locator('.statements a[role="doc-noteref"]').first.click()
    assert page.locator(".card").is_visible()
    assert read_text(print_page(page, "A4")) == text


@pytest.mark.parametrize("name", [LONGEST, "seed-page-claims"])
def test_what_is_printed_in_the_dark_is_what_is_printed_in_the_light(open_page: Callable[..., Page], name: str) -> None:
    """Mark for mark: the drawing orders of every page are the same, and every word is dark on white."""
    page = open_page(render_example(name))
    drawn = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        drawn.append([one.get_contents().get_data() for one in print_page(page, "A4").pages])
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) >= 2
    page.emulate_media(media="print", color_scheme="dark")
    assert list_unreadable(page) == []
    assert min(one.ground for one in measure_contrasts(page) if not one.drawn) > 0.7
