"""What holds for every answer, whatever people wrote into it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from answer_strategies import answers
from handmade_answers import low_dose_naltrexone, make_finding, make_report
from html_page import HtmlPage
from hypothesis import HealthCheck, given, settings, strategies as st

from evidence_assembler.model import Answer
from evidence_assembler.renderers import FORMATS, MARKERS, render_answer

ANSWERS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TAGS = set(
    "html head meta title style body main header h1 h2 h3 p span time b strong section ul ol li a sup i footer".split()
) | set("svg desc path text a g circle rect mark template div button script".split())


@pytest.mark.parametrize("name", FORMATS)
@ANSWERS
@given(answer=answers, markers=st.sampled_from(MARKERS), style=st.sampled_from([None, "ama", "author-date"]))
def test_every_answer_renders_and_gives_the_same_text_twice(
    name: str, answer: Answer, markers: str, style: str | None
) -> None:
    """A valid answer never stops a renderer, and equal answers give equal bytes."""
    report = make_report(make_finding("EA101", "error"), make_finding("EA208", "note", kind="open"))
    first = render_answer(answer, name, markers=markers, style=style, report=report)
    assert first.encode() == render_answer(answer, name, markers=markers, style=style, report=report).encode()
    assert first.endswith("\n")


@ANSWERS
@given(answer=answers, markers=st.sampled_from(MARKERS))
def test_words_are_never_elements(answer: Answer, markers: str) -> None:
    """A page has our elements only, balanced; ids are unique, inner links land, outer ones are http(s) or mailto."""
    page = HtmlPage(render_answer(answer, "html", markers=markers))
    assert set(page.tags()) <= TAGS
    assert page.tags().count("script") == 1
    assert page.tags().count("h1") == 1
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    links = page.attributes("href")
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "https://", "http://", "mailto:")) for link in links)
    assert not [name for _, given in page.elements for name in given if name.startswith("on") or name == "src"]


@ANSWERS
@given(answer=answers)
def test_headings_come_in_order(answer: Answer) -> None:
    """No level is left out on the way down."""
    levels = [int(tag[1]) for tag in HtmlPage(render_answer(answer, "html")).tags() if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("name", ["html", "latex", "markdown", "text"])
@ANSWERS
@given(answer=answers)
def test_nothing_commands_a_terminal_or_turns_words_around(name: str, answer: Answer) -> None:
    """No control character but the line feed, and no bidirectional control, reaches an output."""
    rendered = render_answer(answer, name)
    assert {char for char in rendered if unicodedata.category(char) == "Cc"} <= {"\n"}
    assert not set(rendered) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@ANSWERS
@given(answer=answers)
def test_lines_of_text_fit_a_terminal(answer: Answer) -> None:
    """A line is longer than 78 columns only where one word, with the markers that are tied to it, is."""
    for line in render_answer(answer, "text").splitlines():
        assert len(line) <= 78 or max(map(len, re.split(r" (?!\[)", line))) > 70, line


@ANSWERS
@given(answer=answers)
def test_an_answer_comes_back_from_json(answer: Answer) -> None:
    """What was written as JSON is read as the same answer."""
    assert Answer.model_validate_json(render_answer(answer, "json")) == answer


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_all_of_the_answer(name: str) -> None:
    """Each statement's words, each reference's address and each notice is in every format."""
    answer = low_dose_naltrexone()
    rendered = " ".join(render_answer(answer, name).replace("\\", "").split())
    for words in ("crossover trial", "Toll-like", "10.1002/art.37734", "off-label", "smith2019", "opioid painkillers"):
        assert words in rendered, words
