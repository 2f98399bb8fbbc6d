"""From manuscripts to documents: what is a statement, what it cites, and where it stands."""

from __future__ import annotations

import re
from datetime import date

import pytest
from handmade import write
from hypothesis import given, strategies as st

from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model.document import Document, DocumentStatement
from evidence_assembler.model.manuscript import Manuscript
from evidence_assembler.model.source import Source, SourceText
from evidence_assembler.resolve import resolve_document

DAY = date(2026, 1, 1)
SMITH = Source.from_csl(
    {
        "id": "smith2020",
        "type": "article-journal",
        "title": "Examplopril for raised blood pressure: a randomised trial",
        "DOI": "10.1000/exam.1",
        "issued": {"date-parts": [[2020]]},
    }
)
ROE = Source.from_csl({"id": "roe2018", "type": "webpage", "title": "Cough", "URL": "https://www.example.org/cough/"})
LIBRARY = build_library([(SMITH, None), (ROE, None)])


def resolve(*lines: str, library: Library = LIBRARY) -> Document:
    return resolve_document(write(*lines), library, as_of=DAY)


def tell(statement: DocumentStatement) -> tuple[str, list[str]]:
    return statement.text, [citation.source_id for citation in statement.citations]


def tell_all(*lines: str, library: Library = LIBRARY) -> list[tuple[str, list[str]]]:
    return [tell(one) for one in resolve(*lines, library=library).statements()]


def test_each_sentence_is_a_statement_with_the_markers_in_it() -> None:
    assert tell_all("Pain fell by 1.5 mg {smith2020}. It came back.") == [
        ("Pain fell by 1.5 mg.", ["smith2020"]),
        ("It came back.", []),
    ]


def test_a_marker_after_the_stop_belongs_to_the_sentence_before_it() -> None:
    assert tell_all("Cited after the stop. {smith2020} Uncited here.{roe2018}{ghost}") == [
        ("Cited after the stop.", ["smith2020"]),
        ("Uncited here.", ["roe2018", "ghost"]),
    ]


def test_a_marker_that_is_a_word_stays_in_its_sentence() -> None:
    assert tell_all("Nothing is known. {@smith2020} showed that it helps.") == [
        ("Nothing is known.", []),
        ("@smith2020 showed that it helps.", ["smith2020"]),
    ]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("It fell ({smith2020}).", "It fell."),
        ("It fell [{smith2020}; {roe2018}] and rose.", "It fell and rose."),
        ("It fell {smith2020} , then rose.", "It fell, then rose."),
        ("It fell {smith2020}: twice.", "It fell: twice."),
    ],
)
def test_nothing_is_left_where_a_marker_was(written: str, left: str) -> None:
    assert [text for text, _ in tell_all(written)] == [left]


def test_headings_asides_and_lists_of_references_are_no_statements_and_a_row_is_one() -> None:
    document = resolve(
        "# Results {smith2020}", "= Table 1. Outcomes {ghost}", "| Pain | less. Much less", "# References", "1. Doe A."
    )
    assert [tell(one) for one in document.statements()] == [("Pain | less. Much less", [])]
    assert [tell(one) for one in document.asides] == [("Results", ["smith2020"]), ("Table 1. Outcomes", ["ghost"])]
    assert {one.source_id for one in check_answer(document, LIBRARY).findings if one.rule == "EA102"} == {"ghost"}


def test_the_lead_in_of_a_list_is_no_statement() -> None:
    assert [text for text, _ in tell_all("It is known. Key points include:", "- It helps.", "It is this:")] == [
        "It is known.",
        "It helps.",
        "It is this:",
    ]


def test_a_sentence_whose_footnote_cites_is_cited_and_the_footnote_is_a_statement() -> None:
    document = resolve("It helps.{^n} It harms.{^m}", "[^n] See the trial {smith2020}.", "[^m] Nobody knows why.")
    report = check_answer(document, LIBRARY)
    assert [one.message for one in report.findings if one.rule == "EA101"] == [
        "“It harms.” cites no source",
        "“Nobody knows why.” cites no source",
    ]
    assert (report.checked.statements, report.checked.cited) == (4, 2)


@pytest.mark.parametrize(
    "note",
    [
        "https://example.org/cough",
        "See https://example.org/report.",
        "Doe A, Roe B. A trial. J. 2001;3:4.",
        "Doe A. Words. doi:10.1000/xyz",
    ],
)
def test_a_footnote_that_names_a_source_is_an_entry(note: str) -> None:
    document = resolve("It helps.{^1}", f"[^1] {note}")
    assert check_answer(document, LIBRARY, select=("EA1",), ignore=("EA103",)).findings == ()
    assert len(list(document.statements())) == 1


def test_a_footnote_that_says_something_is_a_statement() -> None:
    assert len(tell_all("It helps.{^1}", "[^1] The code of all this is at https://example.org and works.")) == 2


def test_numbers_point_to_the_entries_of_the_list() -> None:
    document = resolve(
        "It helps {1}. It harms {2,9}.",
        "# References",
        "1. Smith A. Any title. doi:10.1000/EXAM.1",
        "2. Doe B. Harm. 2001.",
    )
    assert [tell(one)[1] for one in document.statements()] == [["smith2020"], ["2", "9"]]
    report = check_answer(document, LIBRARY, select=("EA102",))
    assert [(one.source_id, str(one.location)) for one in report.findings] == [("9", "paper.md:1:27")]
    assert [one.citation for one in document.references][1] == "Doe B. Harm. 2001."


def test_an_entry_is_the_source_whose_title_and_year_it_has() -> None:
    title = "Smith A. Examplopril for raised blood pressure: A randomised trial. J Ex."
    for year, source_id in (("2020", "smith2020"), ("2019", "1")):
        assert tell_all("It helps {1}.", "# References", f"1. {title} {year}.")[0][1] == [source_id]


def test_numbers_are_words_where_the_text_cites_by_keys_and_has_no_list() -> None:
    document = resolve("It helps {smith2020}. The range is {3,4} here.")
    assert [tell(one) for one in document.statements()][1] == ("The range is {3,4} here.", [])
    (unread,) = document.unread
    assert "has no list of references" in unread.message
    assert str(unread.place) == "paper.md:1:36"


def test_numbers_are_markers_where_nothing_else_cites() -> None:
    report = check_answer(resolve("It helps {3}."), Library(), select=("EA1",))
    assert [(one.rule, one.source_id) for one in report.findings] == [("EA102", "3")]


def test_a_bare_name_calls_a_person_where_there_is_no_bibliography() -> None:
    document = resolve("Thanks to {@jane} for this.", library=Library())
    assert [tell(one) for one in document.statements()] == [("Thanks to @jane for this.", [])]
    assert len(document.unread) == 1


def test_links_cite_what_the_library_has_and_what_a_doi_names() -> None:
    document = resolve(
        "A {https://example.org/cough#top} b. C {https://doi.org/10.1000/exam.1} d. "
        "E {https://doi.org/10.1000/new} f. G {https://x.org/} h."
    )
    assert [tell(one)[1] for one in document.statements()] == [["roe2018"], ["smith2020"], ["10.1000/new"], []]
    assert [one.source.id for one in document.sources] == ["10.1000/new"]


def test_an_anchor_is_the_entry_with_that_label_or_the_key_in_it() -> None:
    assert tell_all("A {#ref-smith2020}. B {#r7}.") == [("A.", ["smith2020"]), ("B.", ["r7"])]


SEED = (
    "# Effects",
    "Naltrexone blocks receptors. This mechanism is known {smith2020}. The study found less pain.",
    "Side effects include headache and vivid dreams. Nothing else {roe2018}. It is well liked.",
    "Key points include:",
    "- It blocks the receptors by naltrexone",
    "- Headache and vivid dreams are side effects",
    "- It tells of other matters",
    "# Elsewhere",
    "Nobody cites here. These do not either.",
)


@pytest.mark.parametrize(
    ("policy", "cited"), [("strict", 2), ("key-points", 2), ("anaphora", 4), ("paragraph", 6), ("section", 9)]
)
def test_a_policy_is_strict_and_one_thing_more(policy: str, cited: int) -> None:
    report = check_answer(resolve(*SEED), LIBRARY, policy=policy)  # type: ignore[arg-type]
    assert (report.checked.cited, report.checked.uncited) == (cited, 11 - cited)


def test_a_key_point_is_cited_where_the_statement_that_it_repeats_is() -> None:
    lines = (
        "The dose is 4.5 mg at night {smith2020}. Headache is common.",
        "In short:",
        "- A dose of 4.5 mg",
        "- Headaches are common",
    )
    report = check_answer(resolve(*lines), LIBRARY, policy="key-points")
    assert [one.message for one in report.findings if one.rule == "EA101"] == [
        "“Headache is common.” cites no source",
        "“Headaches are common” cites no source",
    ]


def test_a_question_asserts_nothing() -> None:
    checked = check_answer(resolve("Does it help? It does {smith2020}."), LIBRARY).checked
    assert (checked.statements, checked.cited, checked.uncited) == (2, 1, 0)


def test_what_the_scholarly_profile_exempts_stands_under_those_headings_and_below_them() -> None:
    lines = (
        "# 2. Materials and Methods", "We gave it.", "## Patients", "They were ill.", "# Results", "It fell.",
        "# Results and discussion", "It is good.", "# Discussion", "It is very good.",
    )  # fmt: skip
    report = check_answer(resolve(*lines), LIBRARY, profile="scholarly")
    assert [one.message for one in report.findings if one.rule == "EA101"] == [
        "“It is good.” cites no source",
        "“It is very good.” cites no source",
    ]
    assert report.checked.statements == 5


def test_a_document_goes_to_json_and_back() -> None:
    document = resolve(*SEED, "# References", "1. Doe B. Harm. 2001.")
    assert Document.model_validate_json(document.model_dump_json()) == document


WORDS = st.text(st.sampled_from("abc. {}@#^,|1-\n￼"), max_size=60)


@given(st.lists(WORDS, max_size=6))
def test_every_statement_stands_where_its_words_stand(lines: list[str]) -> None:
    """Whatever is written, the place of a statement holds its first and its last word."""
    manuscript: Manuscript = write(*(line.replace("\n", " ") for line in lines))
    rows = manuscript.text.split("\n")
    for statement in resolve_document(manuscript, LIBRARY, as_of=DAY).statements():
        at, words = statement.place, re.findall(r"[^\W_]+", statement.text)
        assert at is not None
        assert at.line == at.end_line
        there = re.sub("[{}]", "", rows[at.line - 1][at.column - 1 : at.end_column - 1])  # they are around a marker
        assert words[0] in there
        assert words[-1] in there


@pytest.mark.parametrize("lead", ["References", "References:", "# References"])
def test_a_list_of_references_stands_under_a_heading_or_a_line_of_its_own(lead: str) -> None:
    lines = ("It helps {1}. It harms {2}.", lead, "1. Doe A. Help. J. 2001.", "2. Roe B. Harm. J. 2002.")
    report = check_answer(resolve(*lines), LIBRARY, select=("EA1",), ignore=("EA103",))
    assert report.findings == ()
    assert report.checked.statements == 2


def test_a_list_under_a_line_ends_with_the_first_paragraph_that_is_no_entry() -> None:
    lines = ("Sources", "- Doe A. Help. J. 2001.", "Roe B. Harm. J. 2002.", "We thank nobody.")
    assert [text for text, _ in tell_all(*lines)] == ["We thank nobody."]


def test_entries_may_run_on_in_one_paragraph() -> None:
    lines = (
        "It helps {1}. It harms {3}.",
        "# References",
        "[1] Doe A. Help. J. 2001. [2] Roe B. Harm. J. 2002. [3] Poe C. Ill.",
    )
    document = resolve(*lines)
    assert [tell(one)[1] for one in document.statements()] == [["1"], ["3"]]
    assert [one.source.printed for one in document.sources] == [
        "Doe A. Help. J. 2001.",
        "Roe B. Harm. J. 2002.",
        "Poe C. Ill.",
    ]


def test_a_footnote_and_an_entry_with_one_label_are_two() -> None:
    lines = ("Text {1}. Note.{^1}", "[^1] Doe A. Memory. Nature. 2003.", "# References", "1. Smith B. Sleep. J. 2001.")
    document = resolve(*lines)
    assert [
        [one.citation for one in document.references if c.source_id in one.ids]
        for s in document.statements()
        for c in s.citations
    ] == [
        ["Smith B. Sleep. J. 2001."],
        ["Doe A. Memory. Nature. 2003."],
    ]


@pytest.mark.parametrize("note", ["Smith v. Jones, 12 U.S. 3 (1999).", "Ibid., p. 5.", "Id. at 7."])
def test_a_footnote_of_the_law_is_an_entry(note: str) -> None:
    assert len(tell_all("It was held so.{^1}", f"[^1] {note}")) == 1


@pytest.mark.parametrize("note", ["IARC Monographs 116, 2016.", "WHO, Coffee, 2019", "WHO, {https://who.int/coffee}."])
def test_a_footnote_of_names_and_a_year_or_a_link_is_an_entry(note: str) -> None:
    assert len(tell_all("It causes no cancer.{^1}", f"[^1] {note}")) == 1


@pytest.mark.parametrize("note", ["This changed in 2019.", "The report was first published in London in 1999."])
def test_a_footnote_that_ends_with_a_year_may_say_something(note: str) -> None:
    assert len(tell_all("It causes no cancer.{^1}", f"[^1] {note}")) == 2


def test_a_quotation_right_before_a_citation_is_held_against_its_source() -> None:
    texts = [SourceText(source_id="smith2020", text="Benefits were not seen after westward flights in anyone.")]
    library = build_library([(SMITH, None), (ROE, None)], texts)
    document = resolve(
        "They write that “Benefits were seen after westward flights” {smith2020}.",
        'He says: "Benefits were not seen after westward flights" ({smith2020}).',
        "The “so-called big four” {smith2020} and “Benefits were seen after westward flights” {smith2020,roe2018}.",
        library=library,
    )
    quotes = [(c.quote, c.match.status if c.match else None) for s in document.statements() for c in s.citations]
    assert quotes == [
        ("Benefits were seen after westward flights", "altered"),
        ("Benefits were not seen after westward flights", "exact"),
        (None, None),
        (None, None),
        (None, None),
    ]
    report = check_answer(document, library, select=("EA202",))
    assert [str(one.location) for one in report.findings] == ["paper.md:1:18"]


def test_an_entry_of_a_list_claims_no_text_of_another_list() -> None:
    """Both lists have a 2; a text called 2 is not that of either."""
    library = build_library([], [SourceText(source_id="1", text="Coffee grows on hills in many lands.")])
    document = resolve(
        "“Tea grows on hills in many lands” {1}.", "# References", "1. Roe B. Tea. 2002.", library=library
    )
    assert [c.match.status for s in document.statements() for c in s.citations if c.match] == ["unchecked"]
