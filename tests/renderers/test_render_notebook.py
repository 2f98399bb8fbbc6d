"""What objects show of themselves in a cell of a notebook."""

from __future__ import annotations

import pytest
from answer_strategies import HOSTILE, answers
from handmade_answers import (
    cite,
    low_dose_naltrexone,
    make_answer,
    make_finding,
    make_report,
    make_source,
    quote,
    state,
)
from html_page import HtmlPage
from hypothesis import HealthCheck, given, settings

from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Answer, Difference, Place, QuoteMatch, ReadProblem, SourceText
from evidence_assembler.renderers.notebook import show_answer, show_library, show_match, show_report
from evidence_assembler.text.locate import locate_quote


def make_library() -> Library:
    """Two sources, one with an abstract, and an entry that could not be read."""
    return build_library(
        [(make_source("toljan2018", title="A <b>review</b>"), None), (make_source("smith2001", title=None), None)],
        [SourceText(source_id="toljan2018", text="Words.", extent="abstract")],
        [ReadProblem("the entry 'cut' is never closed", "Close its brace.", Place("refs.bib", 7))],
    )


def test_fragments_stand_inside_a_page() -> None:
    """No document around a fragment, no script, nothing from elsewhere, and every rule of style under its class."""
    match = QuoteMatch(status="exact", quote="Words.", start=0, end=6, found="Words.")
    for fragment in (show_answer(low_dose_naltrexone()), show_report(make_report()), show_match(match),
                     show_library(make_library())):  # fmt: skip
        page = HtmlPage(fragment)
        assert not {"html", "head", "body", "main", "script", "link", "img", "meta"} & set(page.tags())
        assert page.tags()[0] == "div"
        style = fragment[fragment.index("<style>") + 7 : fragment.index("</style>")]
        for rule in style.split("}"):
            selectors = rule.rpartition("{")[0].rpartition("{")[2].split("*/")[-1]
            for selector in filter(None, map(str.strip, selectors.split(","))):
                assert selector.startswith((".evidence-", "@media", "@page")), selector


def test_two_answers_can_stand_in_one_notebook() -> None:
    """The anchors of a fragment are its own; its links lead to itself."""
    first, second = (HtmlPage(show_answer(make_answer(state(words, cite(1)), works=1))) for words in ("One.", "Two."))
    assert not set(first.attributes("id")) & set(second.attributes("id"))
    links = {link for link in first.attributes("href") if link.startswith("#")}
    assert links == {f"#{anchor}" for anchor in first.attributes("id") if not anchor.endswith("references")}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers)
def test_every_answer_shows_itself_the_same_twice(answer: Answer) -> None:
    """A valid answer never stops a cell."""
    assert HtmlPage(answer._repr_html_()).markup == show_answer(answer)


def test_a_report_shows_its_findings() -> None:
    """Level, rule, message, remedy and place of each; what was suppressed with its reason; what was checked."""
    report = make_report(
        make_finding("EA102", "error", message="“<x>” is not known", location=Place("answer.yaml", 12, 3, 12, 9)),
        make_finding("EA208", "note", kind="open", statement="dose"),
        make_finding("EA401", "warning", suppressed="two editions"),
    )
    assert HtmlPage(report._repr_html_()).text == (
        "Found: 1 error and 1 note. Level Rule What is wrong, and what to do Where "
        "error EA102 a-rule “<x>” is not known R. answer.yaml:12:3 "
        "note, not decided EA208 a-rule M. R. statement dose "
        "warning EA401 a-rule M. R. Suppressed: two editions "
        "Checked: 4 statements (3 cited, 1 uncited), 5 citations, 3 sources."
    )
    assert HtmlPage(show_report(make_report())).text.startswith("No findings.")


def test_a_long_report_tells_how_much_it_does_not_show() -> None:
    """A table ends at 200 rows, and says so."""
    shown = HtmlPage(show_report(make_report(*[make_finding("EA101", "error")] * 201))).text
    assert shown.startswith("Found: 201 errors.")
    assert "And 1 more, not shown here." in shown


def test_a_match_marks_what_differs() -> None:
    """The quotation above the words of the source, with the words in question marked in both."""
    match = QuoteMatch(
        status="altered", quote="a dose of 1 to 50 mg", start=10, end=29, found="a dose of 1 to 5 mg",
        differences=(Difference("number", "50", "5"),), warnings=("ambiguous",),
    )  # fmt: skip
    fragment = match._repr_html_()
    assert "“a dose of 1 to <mark>50</mark> mg”" in fragment
    assert "“a dose of 1 to <mark>5</mark> mg”" in fragment
    assert HtmlPage(fragment).text.startswith("✕ These words do not stand in the source as quoted. Quoted")
    assert "They stand there more than once." in fragment
    assert "Characters 10 to 29." in fragment


@pytest.mark.parametrize(
    ("quote", "text", "quoted", "found"),
    [
        (
            "1 to 5 mg or 50 mg",
            "It was 1 to 5 mg or 5 mg.",
            "“1 to 5 mg or <mark>50</mark> mg”",
            "“1 to 5 mg or <mark>5</mark> mg”",
        ),
        (
            "in men and in women it fell",
            "in men and also in women it fell",
            "“in men and in women it fell”",
            "“in men and <mark>also</mark> in women it fell”",
        ),
        ("safe & sound as ever", "safe & <sound> as ever", "“safe &amp; sound as ever”", "<mark>&lt;</mark>sound"),
    ],
)
def test_a_match_marks_the_words_that_differ_and_not_others_like_them(
    quote: str, text: str, quoted: str, found: str
) -> None:
    """A word that stands there twice is marked where it differs."""
    fragment = show_match(locate_quote(quote, text))
    assert quoted in fragment
    assert found in fragment


def test_a_match_in_another_source_says_so() -> None:
    """Its words are not those of the source that is cited, and its place is not there."""
    shown = HtmlPage(
        show_match(QuoteMatch(status="misattributed", quote="Words.", start=3, end=9, found="Words.", found_in="<b>"))
    ).text
    assert shown.startswith("✕ These words stand in another source, <b>, not in this one. Quoted “Words.”")
    assert "In that source “Words.”" in shown
    assert "Characters 3 to 9 of <b>." in shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("exact", "✓ These words stand in the source."),
        ("absent", "✕ These words were not found in the source."),
        ("unchecked", "? Not checked: the text was not at hand, or only a part of it"),
    ],
)
def test_a_match_says_no_more_than_was_checked(status: str, said: str) -> None:
    """The verdict is one sentence."""
    match = quote(1, "Words.", status).match
    assert match is not None
    assert HtmlPage(show_match(match)).text.startswith(said)


def test_a_library_shows_its_sources_and_what_could_not_be_read() -> None:
    """Id, title, year and text at hand of each source; problems with their place."""
    assert HtmlPage(make_library()._repr_html_()).text == (
        "2 sources, 1 with a text. Id Title Year Text at hand "
        "toljan2018 A <b>review</b> 2020 abstract smith2001 2020 none "
        "What could not be read as it should: the entry 'cut' is never closed Close its brace. refs.bib:7:1"
    )


def test_words_are_never_elements_in_a_cell() -> None:
    """Hostile words in findings, quotations and titles are shown, not obeyed."""
    for words in HOSTILE:
        report = make_report(make_finding("EA101", "error", message=words, remedy=words, suppressed=words))
        match = QuoteMatch(status="altered", quote=words, start=0, end=1, found=words)
        library = build_library([(make_source("one", title=words), None)])
        for fragment in (show_report(report), show_match(match), show_library(library)):
            assert set(HtmlPage(fragment).tags()) <= set("div style p span table thead tbody tr th td br mark".split())
