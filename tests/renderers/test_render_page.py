"""What a page says, and in which order."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise

import pytest
from handmade_answers import (
    cite,
    low_dose_naltrexone,
    make_answer,
    make_finding,
    make_reference,
    make_report,
    make_source,
    quote,
    state,
)
from html_page import HtmlPage

from evidence_assembler.errors import UnknownNameError
from evidence_assembler.model import Answer, Certainty, Context, Review, Search, Section, Topic
from evidence_assembler.model.source import Standing
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.wording import read_words
from evidence_assembler.text.locate import locate_quote

TEXTS = ["html", "latex", "markdown", "text"]
ORDER = (
    "Listed by kind of document. This is an order of reading, not a rating: a guideline may be out of date or rest on "
    "consensus, a label speaks only for its approved dose and use, a trial may be badly done."
)
QUOTATIONS = "These words stand in the source. Whether they support the statement is for the reader to judge."


def words_of(answer: Answer, name: str = "html", **how: object) -> str:
    """What is shown, with single spaces; of a page, its text."""
    rendered = render_answer(answer, name, **how)
    return HtmlPage(rendered).text if name == "html" else " ".join(rendered.replace("\\", "").split())


@pytest.mark.parametrize("name", TEXTS)
def test_three_texts_ship_with_every_answer(name: str) -> None:
    """The order is no rating, a quotation is no proof, and a check says what it could not look at."""
    shown = words_of(make_answer(state("So.", cite(1)), works=1), name, report=make_report())
    assert ORDER in shown
    assert QUOTATIONS in shown
    assert "No errors in the checks listed. " in shown
    assert re.search(r"Not checked: .*for the reader to judge; retractions .* no snapshot was given\.", shown)
    unchecked = words_of(make_answer(state("So.", cite(1)), works=1), name)
    assert "This answer was rendered without a check." in unchecked


def test_the_order_is_only_called_one_by_kind_where_it_is() -> None:
    """A list by author, or by place in a text that follows no tiers, is not said to be listed by kind of document."""
    answer = make_answer(state("So.", cite(1)), works=1)
    assert ORDER not in words_of(answer, style="author-date")
    assert ORDER not in words_of(answer.model_copy(update={"arrange": "as-written"}))
    assert "is an order of reading, not a rating" in words_of(answer, style="author-date")


def test_the_order_is_told_by_the_axis_of_the_scheme() -> None:
    """A level of study designs is no order of reading; of an axis that we do not know, less is said."""
    answer = make_answer(state("So.", cite(1)), works=1)
    for axis, told in (
        ("study-level", "Listed by level."),
        ("source-position", "Listed by kind of document."),
        ("house", "Its order rates no single source."),
    ):
        scheme = answer.scheme.model_copy(update={"axis": axis})
        shown = words_of(answer.model_copy(update={"scheme": scheme}))
        assert told in shown
        assert ORDER not in shown


@pytest.mark.parametrize("status", ["retracted", "concern", "superseded", "draft", "protocol"])
@pytest.mark.parametrize("name", TEXTS)
def test_what_supports_no_result_is_told_where_it_is_cited(name: str, status: str) -> None:
    answer = make_answer(state("So.", cite(1)), works=1)
    fallen = answer.references[0].model_copy(update={"status": (status,)})
    shown = words_of(answer.model_copy(update={"references": (fallen,)}), name)
    told = read_words()["references"]["status"][status]
    assert re.search(rf"So\W.*{re.escape(told)}: .*1.*References", shown)


@pytest.mark.parametrize("name", TEXTS)
def test_a_status_has_its_day_and_what_stands_in_its_place(name: str) -> None:
    """By its number where the answer lists it, else by its title, else as it is known."""
    answer = make_answer(state("So.", cite(1), cite(2)), works=2)
    old, new = answer.references
    for seen, shown in (
        ({"see": new.source_id}, r"see .{0,20}\[.{0,40}2.{0,3}\]"),
        ({"see": "elsewhere", "see_title": "The next edition"}, r"see The next edition\."),
        ({"see": "10.1000/notice"}, r"see 10\.1000/notice\."),
    ):
        standing = Standing(status="superseded", basis="declared", because="so", since=date(2025, 8, 1), **seen)
        fallen = old.model_copy(update={"status": ("superseded",), "standings": (standing,)})
        page = words_of(answer.model_copy(update={"references": (fallen, new)}), name)
        assert re.search(rf"Superseded since 1 August 2025: {shown}", page)


def test_the_page_is_in_reading_order() -> None:
    """Question, dates, state, key points, sections by tier, references, notices, check, people, disclaimer, foot."""
    shown = words_of(low_dose_naltrexone(), report=make_report(make_finding("EA102", "error")))
    marks = (
        "how is it thought to work?", "Updated 14 April 2026", "Next review 14 April 2027", "As of 14 April 2026",
        "Audience clinician", "DRAFT.", "Not reviewed.", "Key points", "From the Guidelines", "From the Drug Label",
        "No statement rests directly on a source of this kind", "From the Research", "Effect on pain",
        "GRADE: very low — one small",
        "Sources disagree: [3] cited in support, [4] cited against this statement.", "Background only: [5].",
        "Mechanism of action", "Indirect [2]: a 50 mg label", "[smith2019?].", "Retracted: [6].",
        "Not placed under a kind of source", "No source needed: definition used in this answer.",
        "Searches", "PubMed, 2026-04-01: naltrexone AND guideline", "References", "Macfarlane GJ", "Younger J",
        "Cited, but not among the sources given: smith2019", "Notices", "Low-dose use is off-label.",
        "What was checked", "People, funding and interests", "A. Author (author). Interests: none.",
        "Funding: not stated.",
        "Prepared by people and AI: a language model.", "Editorial policy: https://example.org/editorial-policy",
        "Disclaimer", "Questions that follow", "Is it safe with opioid painkillers?",
        "Source of the scheme: made for these tests, 2026",
        "As of 14 April 2026. Scheme: kinds 1, axis: reading-order.",
    )  # fmt: skip
    places = [shown.index(mark) for mark in marks[1:]]
    assert shown.index(marks[0]) < places[0]
    assert all(first < second for first, second in pairwise(places))


def test_a_page_is_one_accessible_file() -> None:
    """Language, title, view port; note references, endnotes and back-links by their roles; nothing from elsewhere."""
    page = HtmlPage(render_answer(low_dose_naltrexone(), "html"))
    roles = page.attributes("role")
    assert {"doc-noteref", "doc-endnotes", "doc-backlink"} <= set(roles)
    assert page.attributes("lang") == ["en"]
    assert page.tags()[: page.tags().index("body")].count("title") == 1
    assert {"width=device-width, initial-scale=1", "light dark"} <= set(page.attributes("content"))
    assert page.tags().count("script") == 1
    assert not {"link", "img", "iframe", "object"} & set(page.tags())
    assert "@import" not in page.markup
    assert "url(" not in page.markup


def test_each_place_that_cites_can_be_reached_from_the_list() -> None:
    """A reference leads back to every statement that cites it, by a letter where there are several."""
    page = HtmlPage(render_answer(low_dose_naltrexone(), "html"))
    backs = [given["href"] for _, given in page.elements if given.get("role") == "doc-backlink"]
    answer = low_dose_naltrexone()
    cited = [(c.number, s.id) for s in answer.statements() for c in s.citations]
    assert sorted(backs) == sorted(f"#s-{statement}" for _, statement in set(cited))
    assert "↑a" in page.text
    assert "↑b" in page.text


@pytest.mark.parametrize(
    ("state_of_review", "title"),
    [
        ("draft", "Not reviewed."),
        ("submitted", "Not reviewed."),
        ("under_review", "Not approved."),
        ("approved", "Approved."),
        ("rejected", "Not approved."),
        ("withdrawn", "Withdrawn."),
    ],
)
def test_the_banner_tells_the_true_state(state_of_review: str, title: str) -> None:
    """The state of the review stands on top of every page, approved or not."""
    answer = make_answer(review=Review.model_validate({"state": state_of_review}))
    for name in TEXTS:
        assert title in words_of(answer, name)


def test_a_draft_with_errors_counts_them() -> None:
    """Errors and warnings that stand are counted on top; suppressed ones and notes are not."""
    findings = [make_finding("EA101", "error"), make_finding("EA102", "error"), make_finding("EA210", "warning")]
    quiet = [make_finding("EA103", "note"), make_finding("EA201", "error", suppressed="known")]
    for name in TEXTS:
        shown = words_of(make_answer(), name, report=make_report(*findings, *quiet))
        assert "Not fit to be published: the check of this answer found 2 errors and 1 warning." in shown
    one = words_of(make_answer(), report=make_report(findings[0]))
    assert "DRAFT. Not fit to be published: the check of this answer found 1 error." in one
    assert "DRAFT" not in words_of(make_answer(), report=make_report(findings[2]))


def test_the_check_tells_what_it_left_out() -> None:
    """Rules that ran are named, those that did not are too, and open findings are counted."""
    report = make_report(*[make_finding("EA201", "note", kind="open", name="quote-absent")] * 3)
    shown = words_of(make_answer(), report=report)
    assert "Also in the report: 3 notes." in shown
    assert "Checks, as of 14 April 2026: EA101-EA103, EA201." in shown
    assert "Not checked: EA201 quote-absent (3); the rules not run: EA104" in shown


@pytest.mark.parametrize(
    ("status", "extent", "said"),
    [
        ("exact", "full", "✓ These words stand in the source."),
        ("normalized", "full", "✓ These words stand in the source; spacing, hyphens"),
        ("altered", "full", "✕ These words do not stand in the source as quoted. It has: “A dose of 5 mg.”"),
        ("spliced", "full", "✕ The pieces of this quotation do not stand"),
        ("misattributed", "full", "✕ These words stand in another source, jones, not in this one."),
        ("absent", "full", "✕ These words were not found in the source."),
        ("unchecked", None, "? Not checked: the text was not at hand."),
        ("unchecked", "abstract", "? Not checked: only a part of the text was at hand (the abstract)"),
    ],
)
def test_a_quotation_shows_what_became_of_it(status: str, extent: str | None, said: str) -> None:
    """Each quotation stands below its source with its locator and its verdict, never more than was checked."""
    match = {"found": "A dose of 5 mg.", "found_in": "jones"}
    citation = quote(1, "A dose of 50 mg.", status, extent=extent, match=match, locator="3-4", label="page")
    for name in TEXTS:
        shown = words_of(make_answer(state("So.", citation), works=1), name)
        mark, sentence = said.split(" ", 1)
        assert "“A dose of 50 mg.”" in shown
        assert sentence in shown
        assert "pp 3-4" in shown
        assert mark in shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("exact", "These words stand in the source. A word that denies stands right before them."),
        ("spliced", "but not without the words left out between them. What was left out holds a negation."),
    ],
)
def test_a_denial_that_was_left_out_is_told_where_it_stood(status: str, said: str) -> None:
    """Before the first word, or at the ellipsis."""
    citation = quote(1, "A dose of 50 mg.", status, match={"warnings": ("hides_negation",)})
    for name in TEXTS:
        assert said in words_of(make_answer(state("So.", citation), works=1), name)


def test_words_around_a_quotation_are_shown_where_they_may_be() -> None:
    """A quotation stands in its context where the answer has one, and alone where not."""
    around = Context("The usual dose is ", ", as tolerated.")
    answer = make_answer(state("So.", quote(1, "1.5 mg", context=around)), works=1)
    for name in TEXTS:
        assert "… The usual dose is “1.5 mg”, as tolerated. …" in words_of(answer, name)
    assert "…" not in words_of(make_answer(state("So.", quote(1, "1.5 mg")), works=1))


def test_what_is_cited_without_words_says_so_once() -> None:
    """Citations without a quotation share one line; those against a statement or as background have their own."""
    answer = make_answer(
        state("One.", cite(1)), state("Two.", cite(1)), state("Three.", cite(1, intent="disputes")), works=1
    )
    shown = words_of(answer)
    assert "Cited only, not quoted. ↑a ↑b Cited only, against the statement; not quoted. ↑c" in shown


def test_a_statement_alone_against_its_source_is_told() -> None:
    """A citation that disputes is said beside the statement, with a support beside it or without."""
    shown = words_of(make_answer(state("So.", cite(1, intent="disputes")), works=1))
    assert "Sources disagree with this statement: [1] cited against it." in shown


def test_a_statement_without_a_source_says_why_or_that() -> None:
    """Uncited, exempt with a reason, exempt without one: three different remarks."""
    shown = words_of(
        make_answer(
            state("One."), state("Two.", needs_no_citation="scope."), state("Three.", needs_no_citation=""), works=0
        )
    )
    assert "One. No source is cited." in shown
    assert "Two. No source needed: scope. " in shown
    assert "Three. No source needed; no reason is given." in shown
    assert "This answer lists no reference." in shown


def test_a_grade_is_printed_as_it_was_given() -> None:
    """Scheme and value of a certainty are verbatim; none is printed where none was given."""
    graded = state("So.", cite(1), certainty=Certainty(scheme="ACC/AHA", value="IIb, B-NR"))
    for name in TEXTS:
        assert "ACC/AHA: IIb, B-NR" in words_of(make_answer(graded, works=1), name)
    assert "GRADE" not in words_of(make_answer(state("So.", cite(1)), works=1))


def test_an_empty_section_is_said_in_its_place_only_where_tiers_make_the_sections() -> None:
    """The scheme's words for an empty section stand where it would; nothing is "found none" without a search."""
    answer = make_answer(state("So.", cite(1)), works=1)
    shown = words_of(answer, "text")
    places = [shown.index(words) for words in ("cites no guideline.", "cites no drug label.", "From the Research")]
    assert places == sorted(places)
    assert "found" not in shown
    assert "cites no guideline" not in words_of(answer.model_copy(update={"arrange": "by-topic"}), "text")
    searched = answer.model_copy(update={"searched": (Search(where="PubMed", when=date(2026, 4, 1)),)})
    assert "PubMed, 2026-04-01" in words_of(searched, "text")


def test_a_kind_that_is_cited_is_not_said_to_be_missing() -> None:
    """A label that is cited as background puts no statement under its heading, and is cited all the same."""
    reference = make_reference(1, make_source("label"), tier="drug label")
    shown = words_of(make_answer(state("So.", cite(1, intent="background")), references=(reference,)))
    assert "This answer cites no guideline." in shown
    assert "This answer cites no drug label." not in shown
    assert "From the Drug Label No statement rests directly on a source of this kind" in shown


def test_sections_are_never_lost_or_doubled() -> None:
    """Sections out of the scheme's order, of other titles, and of one title twice each appear once."""
    titles = ["Mine", "From the Research", None, "From the Guidelines", "From the Research", "Yours"]
    sections = tuple(
        Section(title=title, tier=None, topics=(Topic(title=None, statements=(state(f"Words {n}."),)),))
        for n, title in enumerate(titles)
    )
    page = HtmlPage(render_answer(make_answer(sections=sections), "html"))
    assert [page.text.count(f"Words {n}.") for n in range(len(titles))] == [1] * len(titles)
    assert len(set(page.attributes("id"))) == len(page.attributes("id"))


def test_a_locator_has_its_label() -> None:
    """CSL's labels before a locator, as AMA has them; in the plural for more than one."""
    citations = [
        cite(1, locator="3", label="page"),
        cite(1, locator="5-6", label="page"),
        cite(1, locator="2", label="table"),
        cite(1, locator="2 and 4", label="section"),
        cite(1, locator="Indications and usage", label="section"),
        cite(1, locator="12", label="act"),
    ]
    shown = words_of(make_answer(state("So.", *citations), works=1), "text")
    for locator in ("p 3.", "pp 5-6.", "table 2.", "sections 2 and 4.", "section Indications and usage.", "act 12."):
        assert f"Place, as cited: {locator}" in shown


def test_author_and_year_sort_the_list_and_leave_out_numbers() -> None:
    """With labels in the text, the list is in the order of its authors and has no numbers."""
    references = tuple(
        make_reference(n, make_source(name, author=[{"family": name, "given": "A"}]))
        for n, name in enumerate(("Young", "Adams", "Miller"), 1)
    )
    answer = make_answer(state("So.", cite(1), cite(2)), references=references)
    page = HtmlPage(render_answer(answer, "html", style="author-date"))
    assert "So (Adams 2020; Young 2020)." in page.text
    assert [page.text.index(f"{name}, A. 2020. ") for name in ("Adams", "Miller", "Young")] == sorted(
        page.text.index(f"{name}, A. 2020. ") for name in ("Adams", "Miller", "Young")
    )
    assert page.attributes("value") == []


@pytest.mark.parametrize(
    ("said", "tags"), [("de", ["en", "de"]), ("en-GB", ["en"]), ("German", ["en"]), (None, ["en"])]
)
def test_a_work_in_another_language_is_marked_as_such(said: str | None, tags: list[str]) -> None:
    """WCAG 2.2, 3.1.2: the language of each part is known; what is no tag is none."""
    answer = make_answer(state("So.", cite(1)), references=(make_reference(1, make_source("one", language=said)),))
    assert HtmlPage(render_answer(answer, "html")).attributes("lang") == tags


def test_json_is_the_answer_with_its_references_in_the_style_asked_for() -> None:
    """Nothing but `style` and the `citation` of each reference depends on the style."""
    answer = low_dose_naltrexone()
    assert Answer.model_validate_json(render_answer(answer, "json")) == answer
    other = json.loads(render_answer(answer, "json", style="author-date"))
    assert other["style"] == "author-date"
    assert other["references"][2]["citation"].startswith("Younger, Jarred, Noorulain Noor, Rebecca McCue")
    same = json.loads(render_answer(answer, "json"))
    for data in (other, same):
        data["style"] = None
        for reference in data["references"]:
            reference["citation"] = None
    assert other == same


@pytest.mark.parametrize(
    ("how", "remedy"),
    [
        ({"format": "htlm"}, "'html'"),
        ({"markers": "brackets"}, "'bracket'"),
        ({"style": "authordate"}, "'author-date'"),
    ],
)
def test_an_unknown_name_gets_the_nearest(how: dict[str, str], remedy: str) -> None:
    """A format, markers or a style that there is not is refused with the nearest that there is."""
    with pytest.raises(UnknownNameError) as refused:
        render_answer(make_answer(), **how)
    assert refused.value.remedy is not None
    assert remedy in refused.value.remedy


def test_a_kind_that_may_be_cited_is_not_said_to_be_missing() -> None:
    """Beside a source of unknown kind, an empty section says which source it cannot speak of."""
    answer = make_answer(state("So.", cite(1)), works=1)
    unknown = answer.references[0].model_copy(update={"tier": answer.scheme.unknown, "design": None})
    shown = words_of(answer.model_copy(update={"references": (unknown,), "arrange": "by-tier", "sections": ()}), "text")
    assert "is, is not known." not in shown  # nothing cites it
    shown = words_of(answer.model_copy(update={"references": (unknown,), "arrange": "by-tier"}), "text")
    assert re.search(r"This answer cites no \w+\. What kind of source \[1\] is, is not known\.", shown)
    known = unknown.model_copy(update={"design": "standard"})  # without a row in the scheme
    shown = words_of(answer.model_copy(update={"references": (known,), "arrange": "by-tier"}), "text")
    assert "is, is not known." not in shown


def test_statements_under_no_kind_stand_under_a_heading_of_their_own() -> None:
    """Their topics are below it, not beside the sections of the scheme."""
    topics = (Topic(title="Dose", statements=(state("It is 5 mg."),)),)
    answer = make_answer().model_copy(
        update={"arrange": "by-tier", "sections": (Section(title=None, tier=None, topics=topics),)}
    )
    rendered = render_answer(answer, "html")
    assert "<h2>Other statements</h2>" in rendered
    assert '<h3 class="topic">Dose</h3>' in rendered


def test_a_statement_without_a_topic_stands_under_no_other_heading() -> None:
    """As written, what follows a topic and has none says so."""
    topics = (Topic(title="Dose", statements=(state("A."),)), Topic(title=None, statements=(state("B.", id="b"),)))
    answer = make_answer().model_copy(
        update={"arrange": "as-written", "sections": (Section(title=None, tier=None, topics=topics),)}
    )
    shown = words_of(answer, "text")
    assert shown.index("Dose") < shown.index("- A") < shown.index("Without a topic") < shown.index("- B")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pain … fell", "at the ellipsis some are left out"),
        ("pain [in adults] fell", "but for those in square brackets, which are not the source's"),
        ("pain fell", "a first capital or a final stop may differ"),
    ],
)
def test_a_verdict_says_what_an_editor_did(words: str, said: str) -> None:
    """Words left out and words put in are named beside the tick."""
    match = locate_quote(words, "In this trial pain\nfell." if "…" not in words else "In this trial pain soon fell.")
    assert match.status == "normalized"
    citation = cite(1).model_copy(update={"quote": words, "match": match})
    assert said in words_of(make_answer(state("So.", citation), works=1), "text")
