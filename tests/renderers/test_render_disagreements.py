"""Sources that disagree, side by side, in every format."""

from __future__ import annotations

import re
import subprocess

import pytest
from answer_strategies import HOSTILE
from handmade_answers import cite, low_dose_naltrexone, make_answer, make_reference, make_source, quote, state
from html_page import HtmlPage
from markdown_it import MarkdownIt

from evidence_assembler.disagree import find_disagreements, rests_on_several
from evidence_assembler.model import Answer, Statement
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.one_line import one_line

PRINTED = ["html", "latex", "markdown", "text"]


def disagree(*statements: Statement, **fields: object) -> Answer:
    """An answer with these statements, two references more than any of them cites, and what they disagree on."""
    answer = make_answer(*statements, **{"works": 5, **fields})
    found = find_disagreements(answer.topics(), answer.question)
    return answer.model_copy(update={"disagreements": tuple(filter(rests_on_several, found))})


def read(rendered: str) -> str:
    """The words, with single spaces and without the marks of a format."""
    linked = re.sub(r"\[([^][]*)\]\(#[^)]*\)", r"\1", rendered)
    return " ".join(re.sub(r"\\hyperlink\{[^}]*\}|<[^>]*>|[\\{}|*]", "", linked).split())


@pytest.mark.parametrize("name", PRINTED)
def test_nothing_is_printed_without_a_disagreement(name: str) -> None:
    """Neither a heading nor a rule for the looks."""
    rendered = render_answer(disagree(state("Pain fell.", cite(1)), state("Pain rose.", cite(2))), name)
    assert "disagree" not in re.sub(r"<style>.*</style>", "", rendered, flags=re.DOTALL).lower()


@pytest.mark.parametrize("name", PRINTED)
def test_both_values_are_told_with_their_sources(name: str) -> None:
    """Value, statement, number, kind of source, year, status, and the words that were found in it."""
    sources = [make_source(f"source{n}", issued={"date-parts": [[2000 + n]]}) for n in (1, 2)]
    answer = disagree(
        state("The maximum dose is 4.5 mg.", quote(1, "at most 4.5 mg was given")),
        state("The maximum dose is 5 mg.", quote(2, "words that are not there", "absent")),
        references=(
            make_reference(1, sources[0], tier="narrative review", design="review article"),
            make_reference(2, sources[1], status=("superseded",)),
        ),
    )
    rendered = render_answer(answer, name)
    told = read(re.split("References[<}\n]", rendered.partition("The maximum dose is …")[2])[0])
    for words in ("4.5 mg", "5 mg", "review article", "2001", "randomised trial", "2002", "“at most 4.5 mg was given”"):
        assert words in told, (words, told)
    assert "superseded" in told.lower()
    assert "words that are not there" not in told, "what does not stand in its source is no voice of it"
    assert told.index("2001") < told.index("2002")


@pytest.mark.parametrize("name", PRINTED)
def test_support_and_dispute_are_told_apart(name: str) -> None:
    """The note below the statement stays, and both sides stand in the part of their own."""
    answer = disagree(state("X reduces pain.", cite(1), quote(2, "it did not", intent="disputes"), cite(3)))
    rendered = render_answer(answer, name)
    told = read(rendered)
    assert "Sources disagree: [1,3] cited in support, [2] cited against this statement." in told
    told = read(rendered[rendered.index("Cited for and against") :])
    first, second = told.index("Cited in support"), told.index("Cited against it")
    assert first < told.index("[1] ") < told.index("[3] ") < second < told.index("[2] ")
    assert "“it did not”" in told[second:]


def test_what_is_supported_instead_is_said_to_be() -> None:
    """And a side that rests on nothing says so."""
    answer = disagree(
        state("It acts by opioid receptors.", cite(2, intent="disputes")), state("It acts by glia.", cite(2))
    )
    told = HtmlPage(render_answer(answer, "html")).text
    assert (
        "Cited in support It acts by opioid receptors. ↑ No source is cited in direct support. "
        "Cited against it, and for this It acts by glia. ↑ [2] randomised trial; 2020" in told
    )


@pytest.mark.parametrize("name", PRINTED)
def test_the_disputed_words_are_not_shown_as_those_of_who_disputes_them(name: str) -> None:
    """Where the answer states nothing else from the source, the side says that."""
    answer = disagree(state("It acts by opioid receptors.", cite(1), cite(2, intent="disputes")))
    told = read(render_answer(answer, name))
    part = told[told.index("Side by side") : told.index("Order of the sections")]
    assert part.count("It acts by opioid receptors") == 1
    assert "It disputes that statement." in part


def test_values_from_one_work_are_no_disagreement_of_sources() -> None:
    """They are for the check, which finds them; with a third from elsewhere, all are shown."""
    one, other = state("The dose is 5 mg.", cite(1)), state("The dose is 9 mg.", cite(1))
    answer = disagree(one, other)
    assert find_disagreements(answer.topics())
    assert answer.disagreements == ()
    assert "Sources disagree" not in render_answer(answer, "text")
    answer = disagree(one, other, state("The dosage is 12 mg.", cite(2)))
    assert render_answer(answer, "text").count(" mg: The dos") == 3


@pytest.mark.parametrize("name", PRINTED)
def test_what_disputes_only_indirectly_is_no_disagreement(name: str) -> None:
    """Neither in the table nor below the statement, which says that it is indirect."""
    told = state("X reduces pain.", cite(1), cite(2, intent="disputes", indirect="in mice"))
    answer = disagree(told)
    assert answer.disagreements == ()
    said = read(render_answer(answer, name))
    assert "Sources disagree" not in said
    assert "Cited against this statement, but indirect" in said


@pytest.mark.parametrize("style", ["ama", "author-date"])
@pytest.mark.parametrize("name", PRINTED)
def test_a_side_leads_to_its_statement_and_its_sources(name: str, style: str) -> None:
    """By links that land, in the formats that have them; what is not in the list has no marker."""
    answer = low_dose_naltrexone()
    side = answer.disagreements[0].sides[0].model_copy(update={"numbers": (3, 99), "statement": "nobody"})
    strange = answer.disagreements[0].model_copy(update={"sides": (side, *answer.disagreements[0].sides)})
    answer = answer.model_copy(update={"disagreements": (*answer.disagreements, strange)})
    rendered = render_answer(answer, name, style=style)
    assert "99" not in rendered[rendered.index("Sources disagree\n" if name == "text" else "Side by side") :][:3000]
    if name == "html":
        page = HtmlPage(rendered)
        links = [link[1:] for link in page.attributes("href") if link.startswith("#")]
        assert set(links) <= set(page.attributes("id"))
        assert {"s-range", "s-narrower", "s-disputed"} <= set(links)


def test_hostile_words_stay_in_their_cells() -> None:
    """In Markdown, a table of as many rows as there are sides, each of three cells; in HTML, words."""
    for hostile in HOSTILE:
        words = one_line(hostile)
        answer = disagree(
            state("The maximum dose is 4.5 mg.", quote(1, f"A {words} b")), state("The maximum dose is 5 mg.", cite(2))
        )
        (found,) = answer.disagreements
        sides = tuple(side.model_copy(update={"says": f"V {words} v"}) for side in found.sides)
        named = found.model_copy(update={"about": f"T {words} t", "sides": sides})
        answer = answer.model_copy(update={"disagreements": (named,)})
        markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(render_answer(answer, "markdown"))
        (table,) = re.findall(r"<table>.*?</table>", markdown, re.DOTALL)
        assert [row.count("<td>") for row in table.split("<tr>")[2:]] == [3, 3]
        page = HtmlPage(render_answer(answer, "html")).text
        plain = " ".join(words.split())
        for before, after in ("Tt", "Vv"):
            assert f"{before} {plain} {after}" in page
        assert f"“A {plain} b”" in page


def test_the_table_is_one_for_pandoc_too() -> None:
    """Value, statement and sources in three columns."""
    rendered = render_answer(low_dose_naltrexone(), "markdown")
    command = ["pandoc", "--from", "gfm", "--to", "html"]
    done = subprocess.run(command, input=rendered, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.count("<table") == 2
    assert re.search(r"<th>Value</th>\s*<th>Statement</th>\s*<th>Sources</th>", done.stdout)
