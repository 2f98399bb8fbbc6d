"""What objects show of themselves in a cell of a notebook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

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
from IPython.lib.pretty import pretty

from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import (
    Answer,
    Citation,
    Difference,
    Document,
    Draft,
    Place,
    QuoteMatch,
    ReadProblem,
    SourceText,
)
from evidence_assembler.readers.documents import read_document
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.shown.in_cells import (
    show_answer,
    show_document,
    show_draft,
    show_library,
    show_match,
    show_report,
)
from evidence_assembler.text.locate import locate_quote


def make_library() -> Library:
    """Two sources, one with an abstract, and an entry that could not be read."""
    return build_library(
        [(make_source("toljan2018", title="A <b>review</b>"), None), (make_source("smith2001", title=None), None)],
        [SourceText(source_id="toljan2018", text="Words.", extent="abstract")],
        [ReadProblem("the entry 'cut' is never closed", "Close its brace.", Place("refs.bib", 7))],
    )


def make_draft() -> Draft:
    """Two topics, a claim under none; each way of citing, and of not citing."""
    return (
        Draft(question="Is it <b>low</b>?", key_points=({"text": "It is low.", "of": "dose"},))
        .add("It is low.", id="dose", topic="Dose", cite=Citation(source_id="one", quote="a low dose", page="3"))
        .add("It is mild.", topic="Harms", cite=("two", Citation(source_id="one", intent="disputes")))
        .add("It is cheap.", topic="Dose", cite=Citation(source_id="two", intent="background", indirect="another dose"))
        .add("It is new.")
        .add("Low is below 5 mg.", needs_no_citation="a definition")
        .add("So.", needs_no_citation="")
    )


def make_document(folder: Path) -> Document:
    """Three statements: a quotation that is altered, none cited, a source that nobody gave."""
    path = folder / "paper.md"
    path.write_text('# Aims\n\nIt is low [@toljan2018, "Wards."]. It is a < b. So it is [@nobody].\n', encoding="utf-8")
    return read_document(path, make_library())


@pytest.fixture
def fragments(tmp_path: Path) -> tuple[str, ...]:
    """What each kind of object shows of itself."""
    match = QuoteMatch(status="altered", quote="Words.", start=0, end=6, found="Wards.")
    shown = (low_dose_naltrexone(), make_report(), match, make_library(), make_draft(), make_document(tmp_path))
    return tuple(one._repr_html_() for one in shown)


def read_selectors(fragment: str) -> Iterator[str]:
    """The selectors of the style of a fragment, one by one; those of rules within @media too."""
    style = re.sub(r"/\*.*?\*/", "", fragment[fragment.index("<style>") + 7 : fragment.index("</style>")], flags=re.S)
    for head in re.findall(r"([^{}]+)\{", style):
        yield from filter(None, map(str.strip, re.split(r",(?![^()]*\))", head)))


def test_fragments_stand_inside_a_page(fragments: tuple[str, ...]) -> None:
    """No document around a fragment, no script, nothing from elsewhere, and every rule of style for it alone."""
    for fragment in fragments:
        page = HtmlPage(fragment)
        assert not {"html", "head", "body", "main", "script", "link", "img", "meta", "iframe"} & set(page.tags())
        assert page.tags()[0] == "div"
        selectors = list(read_selectors(fragment))
        assert len(selectors) > 20
        assert [one for one in selectors if ".evidence-" not in one and not one.startswith("@")] == []
        assert not re.search(r"@import|url\(", fragment)


def test_a_cell_is_one_block_of_markdown(fragments: tuple[str, ...]) -> None:
    """An export to Markdown holds the HTML as it is, and a blank line would end it (CommonMark 0.31, 4.6)."""
    for fragment in fragments:
        assert "" not in fragment.rstrip("\n").split("\n")


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
    text = HtmlPage(report._repr_html_()).text
    assert text.startswith(
        "1 error and 1 note: would not be published. Level Rule What is wrong, and what to do Where "
        "error EA102 a-rule “<x>” is not known R. answer.yaml:12:3 "
        "note, not decided EA208 a-rule M. R. statement dose "
        "warning EA401 a-rule M. R. Suppressed: two editions "
        "Checked: 4 statements (3 cited, 1 uncited), 5 citations, 3 sources. "
    )
    assert "Not checked: EA208 a-rule (1); " in text
    assert "whether the words quoted support the statements" in text


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((), "No findings: may be published."),
        (("note", "warning", "warning"), "2 warnings and 1 note: may be published."),
        (("error", "warning"), "1 error and 1 warning: would not be published."),
    ],
)
def test_a_report_says_first_whether_errors_stand(levels: tuple[str, ...], said: str) -> None:
    """How many findings there are of each level, and what follows."""
    report = make_report(*(make_finding("EA101", level) for level in levels))
    assert HtmlPage(show_report(report)).text.startswith(f"{said} ")


def test_only_what_was_suppressed_may_be_published() -> None:
    """Nothing stands, and that is told apart from nothing found."""
    report = make_report(make_finding("EA101", "error", suppressed="an aim"))
    assert HtmlPage(show_report(report)).text.startswith("Nothing stands, what was found was suppressed: may be")


def test_a_report_marks_the_words_in_question() -> None:
    """In the message, where they are named; the passage that is quoted stands apart."""
    finding = make_finding(
        "EA202", "error", message="“from 5 to 50 mg <sic>” differs from 'a': '50' where the source has '5'",
        words=("50", "5"), remedy="The source has “from 5 to 5 mg”: quote that.",
    )  # fmt: skip
    fragment = show_report(make_report(finding))
    assert '<span class="words">“from 5 to 50 mg &lt;sic&gt;”</span>' in fragment
    assert "&#x27;<mark>50</mark>&#x27; where the source has &#x27;<mark>5</mark>&#x27;" in fragment
    assert '<span class="words">“from 5 to 5 mg”</span>' in fragment
    assert fragment.count("<mark>") == 2


def test_a_long_report_tells_how_much_it_does_not_show() -> None:
    """A table ends at 200 rows, and says so."""
    shown = HtmlPage(show_report(make_report(*[make_finding("EA101", "error")] * 201))).text
    assert shown.startswith("201 errors: would not be published.")
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
    assert "number: you wrote “50”, the source has “5”" in fragment
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


def test_a_difference_of_one_side_says_which() -> None:
    """What was added, and what was left out."""
    match = QuoteMatch(
        status="altered", quote="it is very safe", found="it is not safe", start=0, end=14,
        differences=(Difference("word", "very", ""), Difference("negation", "", "not")),
    )  # fmt: skip
    shown = HtmlPage(show_match(match)).text
    assert "word: you wrote “very”, which the source does not have there" in shown
    assert "negation: the source has “not”, which you left out" in shown


def test_a_draft_shows_its_claims_and_what_they_cite() -> None:
    """By topic, in the order in which topics come; nothing is said of what was not checked."""
    assert HtmlPage(make_draft()._repr_html_()).text == (
        "Is it <b>low</b>? A draft of 6 claims. Nothing in it is checked yet. Claim What it cites "
        "Dose It is low. one (p 3) “a low dose” It is cheap. two (as background, indirectly: another dose) "
        "Harms It is mild. two one (against it) "
        "Without a topic It is new. No source is cited. "
        "Low is below 5 mg. No source needed: a definition. So. No source needed; no reason is given. "
        "Key points It is low. (dose)"
    )


def test_a_document_shows_its_statements_and_what_they_cite(tmp_path: Path) -> None:
    """How many are cited; each under its heading with its line, what it cites, and what became of a quotation."""
    shown = HtmlPage(make_document(tmp_path)._repr_html_()).text
    assert shown.endswith(
        "3 statements, 2 of them with a citation; 2 citations of 1 work. Statement What it cites "
        "Aims It is low. Line 3 ✕ toljan2018 “Wards.” It is a < b. Line 3 No source is cited. So it is. Line 3 nobody?"
    )


@pytest.mark.parametrize("make", [make_library, make_draft, make_report, low_dose_naltrexone])
def test_it_is_printed_and_told_in_ipython_as_text(make: Callable[[], object]) -> None:
    """Alone an object is told as it is printed; within a list as its fields. Its repr stays what it was."""
    one = make()
    assert pretty(one) == str(one) != repr(one)
    assert pretty([one]) == f"[{one!r}]"


def test_a_library_is_printed_line_by_line() -> None:
    """A line a source, cut where it is long, then what could not be read."""
    long = build_library([(make_source("longer2020", title="A title of many words " * 9), None)])
    assert str(make_library()) == (
        "2 sources, 1 with a text.\n"
        "toljan2018  2020  abstract   A <b>review</b>\n"
        "smith2001   2020  none\n"
        "What could not be read as it should:\n"
        "refs.bib:7:1: the entry 'cut' is never closed. Close its brace."
    )
    line = str(long).split("\n")[1]
    assert line.startswith("longer2020  2020  none       A title of many")
    assert line.endswith("…")
    assert len(line) <= 88


def test_a_draft_is_printed_claim_by_claim() -> None:
    """As a cell shows it."""
    assert str(make_draft()) == (
        "Is it <b>low</b>?\nA draft of 6 claims. Nothing in it is checked yet.\n\n"
        "Dose\n- It is low.\n    one (p 3): “a low dose”\n"
        "- It is cheap.\n    two (as background, indirectly: another dose)\n\n"
        "Harms\n- It is mild.\n    two\n    one (against it)\n\n"
        "- It is new.\n    No source is cited.\n"
        "- Low is below 5 mg.\n    No source needed: a definition.\n"
        "- So.\n    No source needed; no reason is given.\n\n"
        "Key points\n- It is low. (dose)"
    )


def test_a_report_is_printed_as_a_terminal_has_it() -> None:
    """Without the lines of files, which nobody opens; what is only counted is where Python has it."""
    notes = [
        make_finding("EA103", "note", message=f"'{n}'", location=Place("no/such.bib", n, 1, n, 9)) for n in range(1, 6)
    ]
    printed = str(make_report(*notes))
    assert printed.startswith("no/such.bib:1:1: note EA103 a-rule\n  '1'\n  → R.\n\n")
    assert "2 more notes of EA103; report.findings shows them all." in printed
    assert "--format" not in printed
    assert not printed.endswith("\n")


def test_an_answer_is_printed_as_text() -> None:
    """As `render_answer` gives it."""
    answer = low_dose_naltrexone()
    assert f"{answer}\n" == render_answer(answer, "text")


def test_an_entry_is_shown_as_the_one_line_of_a_library() -> None:
    """Not by its fields, which hold the whole text."""
    entry = make_library()["toljan2018"]
    assert str(entry) == pretty(entry) == "1 source, 1 with a text.\ntoljan2018  2020  abstract   A <b>review</b>"
    assert HtmlPage(entry._repr_html_()).text.endswith("toljan2018 A <b>review</b> 2020 abstract")


def test_words_are_never_elements_in_a_cell(tmp_path: Path) -> None:
    """Hostile words in findings, quotations, titles and claims are shown, not obeyed."""
    for words in HOSTILE:
        report = make_report(
            make_finding("EA101", "error", message=words, remedy=words, suppressed=words, words=(words[:9],))
        )
        match = QuoteMatch(status="altered", quote=words, start=0, end=1, found=words)
        library = build_library([(make_source("one", title=words), None)])
        draft = Draft(question=f".{words}", key_points=({"text": f".{words}"},)).add(
            f".{words}",
            topic=words,
            cite=Citation(source_id=f".{words}", quote=f".{words}", indirect=words, page=words),
        )
        (tmp_path / "a.md").write_text(f"# {words}\n\n{words} [@one].\n".replace("\0", ""), encoding="utf-8")
        document = read_document(tmp_path / "a.md", library)
        shown = (show_report(report), show_match(match), show_library(library), show_draft(draft))
        for fragment in (*shown, show_document(document)):
            assert set(HtmlPage(fragment).tags()) <= set("div style span table tr th td ul li mark".split())
