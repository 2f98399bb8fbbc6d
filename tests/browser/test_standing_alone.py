"""The page is one file: it asks for nothing, says nothing to the console, and needs no script to be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import ChromiumIsMissingError, Windows, run_chromium
from example_pages import NAMES, build_answer, render_example
from handmade_answers import low_dose_naltrexone
from playwright.sync_api import Browser, Page

from evidence_assembler.renderers import render_answer

TEXT = "Pain fell by {0} points in the group that was given drug {0}, and by less in the other one. " * 3


def write_draft(folder: Path, statements: int) -> Path:
    """A draft of so many claims on fifty sources, each quoted from a text that stands in the folder."""
    (folder / "texts").mkdir()
    sources = []
    for number in range(50):
        issued = {"date-parts": [[1976 + number]]}
        work = {
            "title": f"Trial of drug {number}",
            "container-title": "A Journal",
            "keyword": "Randomized Controlled Trial",
        }
        sources.append({"id": f"s{number}", "type": "article-journal", "issued": issued, **work})
        (folder / f"texts/s{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    (folder / "refs.json").write_text(json.dumps(sources), encoding="utf-8")
    claims = [
        {
            "id": f"c{number}",
            "topic": f"Topic {number % 7}",
            "text": f"In group {number} pain fell by {number % 50} points.",
            "cite": {"source": f"s{number % 50}", "quote": f"by {number % 50} points in the group"},
        }
        for number in range(statements)
    ]
    draft = {"question": "What helps?", "sources": ["refs.json"], "texts": "texts/", "claims": claims}
    (folder / "answer.json").write_text(json.dumps(draft), encoding="utf-8")
    return folder / "answer.json"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_opens_in_silence(open_page: Callable[..., Page], name: str) -> None:
    """No message, no error, no request but for the file; and its policy lets it make none."""
    page = open_page(render_example(name))
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.locator("h1").is_visible()
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_its_policy_stops_what_would_be_put_in(chromium: Browser, tmp_path: Path) -> None:
    """A script, a handler and a picture from elsewhere are refused by the browser, which says so."""
    put = "<script>window.ran = 1</script><p onclick='window.ran = 2'>x</p><img src='https://example.org/x.png'>"
    windows = Windows(chromium, tmp_path)
    page = windows.open(render_answer(low_dose_naltrexone(), "html").replace("<main", f"{put}<main"))
    page.locator("p", has_text="x").first.click()
    page.wait_for_timeout(100)
    ran = page.evaluate("window.ran")
    windows.close()
    assert ran is None
    assert len([one for one in windows.heard if "Content Security Policy" in one]) == 3


@pytest.mark.parametrize("name", ["low-dose-naltrexone", "seed-page-claims"])
def test_without_a_script_nothing_is_missing(open_page: Callable[..., Page], name: str) -> None:
    """The same words are shown, the same things are visible, and nothing offers what only the script can do."""
    shown = []
    for script in (True, False):
        page = open_page(render_example(name), script=script)
        hidden = (
            "[...document.querySelectorAll('main *:not(template, title, desc)')].filter(one => !one.checkVisibility())"
        )
        shown.append((page.locator("body").inner_text(), page.evaluate(f"{hidden}.map(one => one.outerHTML)")))
        assert page.locator("button").count() == 0
    assert shown[0] == shown[1]
    words, invisible = shown[1]
    assert invisible == []
    assert len(words) > 3000


@pytest.mark.parametrize("statements", [50, 1000])
def test_long_answers_open(open_page: Callable[..., Page], tmp_path: Path, statements: int) -> None:
    """All statements are there, and the last marker opens its card as the first does."""
    answer, report = build_answer(write_draft(tmp_path, statements))
    page = open_page(render_answer(answer, "html", report=report))
    assert page.locator(".statements > li").count() == statements
    assert page.locator(".references > ol > li").count() == 50
    assert page.locator(".use.passed").count() == 50
    assert page.locator('.use.passed a[role="doc-backlink"]').count() == statements
    for marker in (page.locator(".statements .marker a").first, page.locator(".statements .marker a").last):
        entry = (marker.get_attribute("href") or "")[1:]
        marker.click()
        assert page.locator(".card .entry").inner_text() == page.locator(f'[id="{entry}"] .entry').inner_text()
        assert page.locator(".card .use").count() == 1


def test_an_absent_browser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do, where there is no Chromium on the PATH."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ChromiumIsMissingError, match="make test"), run_chromium():
        pass
