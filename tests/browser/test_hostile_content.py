"""Words that try to be markup or script are words, wherever they come from: the draft, its sources, their texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from example_pages import build_answer
from hostile_draft import HOSTILE, LICENCE, QUOTES, SHORT, make_hostile_draft, write_hostile_draft
from playwright.sync_api import Page

from evidence_assembler.model import Certainty, Citation, Claim, Declaration, Draft, KeyPoint, Person, Search
from evidence_assembler.model.noun import Noun
from evidence_assembler.renderers import MARKERS, render_answer
from evidence_assembler.renderers.one_line import one_line
from evidence_assembler.renderers.shown.in_cells import show_answer

# Fields, by the word that each begins with, that the page does not show; of what stands before a quotation, the end.
NOT_SHOWN = {
    *("NOTEnote", "ABSTRACTabstract", "KEYWORDkeyword", "ROLErole", "TYPEtype", "READERreader", "WORDINGwording"),
    "BEFOREbefore",
}
# Those of an entry, where the style reads the markup and entities of CSL, and sets dashes and initials.
SET_OTHERWISE = {
    *("TITLEtitle", "REPORTreport", "JOURNALjournal", "VOLUMEvolume", "ISSUEissue", "PAGESpages", "GIVENgiven"),
    *("PUBLISHERpublisher", "GENREgenre", "REPORTNUMBERreportnumber"),
}
# Keys whose words are chosen from a list, are a day, a place in a file, or name a file.
CLOSED: dict[type[Noun], set[str]] = {
    Draft: {"scheme", "next_review", "follows", "review", "place"},
    Declaration: {"text_extent", "text_sha256", "since"},
    Citation: {"place", "quote_place"},
    Certainty: {"date"},
    Claim: {"place"},
    KeyPoint: {"place"},
    Person: set(),
    Search: set(),
}


def walk(given: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, at any depth."""
    if isinstance(given, dict):
        for key, value in given.items():
            yield key, value
            yield from walk(value)
    elif isinstance(given, list):
        for one in given:
            yield from walk(one)


def squeeze(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("noun", CLOSED, ids=lambda noun: noun.__name__)
def test_no_field_is_left_out(noun: type[Noun]) -> None:
    """Every key that takes words of one's own is in the draft, so that a new one has to be put in."""
    written = {key for key, _ in walk(make_hostile_draft())} | {"declare"}
    aliases = {"source_id": "source", "citations": "cite"}
    assert {aliases.get(name, name) for name in noun.model_fields} - CLOSED[noun] <= written


def list_fields(folder: Path) -> set[str]:
    """The words that the fields begin with, in all the files."""
    files = [
        file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file() and file.suffix != ".html"
    ]
    found = {word for text in files for word in re.findall(r"\b([A-Z]+[a-z]+) <script", text)}
    return {word for word in found if word.lower()[: len(word) // 2] == word[len(word) // 2 :]}


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("style", ["ama", "author-date"])
def test_everything_is_shown_as_words(open_page: Callable[..., Page], tmp_path: Path, style: str, markers: str) -> None:
    """Each field is on the page as it was written, but for the controls that reorder what is seen; nothing runs."""
    answer, report = build_answer(write_hostile_draft(tmp_path))
    usual = list_globals(open_page("<!DOCTYPE html><title>nothing</title>"))
    page = open_page(render_answer(answer, "html", style=style, markers=markers, report=report))
    shown = squeeze(page.evaluate("document.body.innerText"))
    fields = list_fields(tmp_path)
    assert len(fields) > 40
    attack = squeeze(one_line(HOSTILE))
    assert {field for field in fields if f"{field} {attack} end" not in shown} == NOT_SHOWN | SET_OTHERWISE
    assert {field for field in fields if field not in shown} - {"GIVENgiven"} == NOT_SHOWN
    for field in SET_OTHERWISE - {"GIVENgiven"}:
        assert f'{field} <script>window.ran=1</script> <img src=x onerror="window.ran=2"> </style>' in shown, field
    assert squeeze(one_line(f"content=0> end “{QUOTES['one']}” AFTERafter")) in shown
    for reference in answer.references:
        assert style != answer.style or squeeze(one_line(reference.citation)) in shown
    for words in (f"missing{SHORT}", "BIBTITLE <script>window.ran=8</script>", "BIBJOURNAL <script>", LICENCE):
        assert words in shown, words
    assert page.title() == page.locator("h1").inner_text()
    assert_nothing_ran(page, usual)
    opened = []
    for marker in page.locator('.statements a[role="doc-noteref"]').all():
        marker.click()
        opened.append(squeeze(page.locator(".card").inner_text()))
        assert_nothing_ran(page, usual)
        page.keyboard.press("Escape")
    assert f"QUOTEONEquoteone {attack} end" in " ".join(opened)
    assert f"FAMILYfamily {attack} end" in " ".join(opened)


def test_a_cell_shows_it_as_words_too(open_page: Callable[..., Page], tmp_path: Path) -> None:
    """The same page in a notebook, where no policy of ours protects it."""
    answer, _ = build_answer(write_hostile_draft(tmp_path))
    usual = list_globals(open_page("<!DOCTYPE html><title>nothing</title>"))
    page = open_page(f"<!DOCTYPE html><html lang='en'><title>x</title><body>{show_answer(answer)}</body></html>")
    shown = squeeze(page.evaluate("document.body.innerText"))
    for words in (QUOTES["one"], make_hostile_draft()["question"], make_hostile_draft()["claims"][0]["text"]):
        assert squeeze(one_line(words)) in shown
    assert page.locator("script").count() == 0
    assert_nothing_ran(page, usual)


def list_globals(page: Page) -> set[str]:
    return set(page.evaluate("Object.getOwnPropertyNames(window)"))


def assert_nothing_ran(page: Page, usual: set[str]) -> None:
    """No new global, no element or attribute of theirs, no link that runs, unique ids, and every inner link lands."""
    assert list_globals(page) == usual
    assert page.evaluate("window.ran") is None
    found = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll('*')], of = one => [...one.attributes].map(each => each.name);
            return {
                elements: [...new Set(all.map(one => one.localName))],
                handlers: all.flatMap(of).filter(name => name.startsWith('on')),
                links: all.flatMap(one => one.getAttribute('href') ?? []),
                ids: all.flatMap(one => one.id || []),
            };
        }"""
    )
    assert not {"img", "base", "iframe", "object", "embed", "form", "input"} & set(found["elements"])
    assert found["handlers"] == []
    assert all(link.startswith(("#", "https://", "http://")) for link in found["links"]), found["links"]
    assert len(found["ids"]) == len(set(found["ids"]))
    assert {link[1:] for link in found["links"] if link.startswith("#") and link != "#"} <= set(found["ids"])
