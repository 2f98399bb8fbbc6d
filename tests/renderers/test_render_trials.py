"""References that report one trial name each other, in every format; nothing is said where none does."""

from __future__ import annotations

from datetime import date

import pytest
from html_page import HtmlPage

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.library.library import build_library
from evidence_assembler.model import Answer, Draft, Source
from evidence_assembler.renderers import render_answer

PAGES = ["html", "latex", "markdown", "text"]
TRIAL = "NCT04270877"


def make_source(source_id: str, title: str, note: str) -> Source:
    item = {
        "id": source_id,
        "type": "article-journal",
        "title": title,
        "note": note,
        "author": [{"family": source_id.capitalize()}],
        "issued": {"date-parts": [[2024]]},
    }
    return Source.from_csl(item)


LIBRARY = build_library(
    (source, None)
    for source in (
        make_source("main", "Naltrexone in fibromyalgia: a randomized trial", f"clinicaltrials.gov/study/{TRIAL}"),
        make_source("other", "Naltrexone for pain: a randomized trial", "NCT00568555"),
        make_source("later", "Naltrexone: secondary analysis of a randomized trial", f"Registered as {TRIAL}"),
        make_source("plan", "Naltrexone in fibromyalgia: protocol for a randomized trial", TRIAL),
        make_source("review", "Naltrexone in fibromyalgia: a systematic review", f"It includes {TRIAL}"),
    )
)


def assemble(*cited: str) -> Answer:
    draft = Draft(question="Does it help?", arrange="as-written")
    for number, source_id in enumerate(cited):
        draft = draft.add(f"Statement {number}.", cite=source_id)
    return assemble_answer(draft, LIBRARY, as_of=date(2026, 1, 1))


def read(answer: Answer, name: str, style: str | None = None) -> str:
    """What a reader of the format sees, each run of space as one."""
    rendered = render_answer(answer, name, style=style)
    seen = HtmlPage(rendered).text if name == "html" else rendered.replace("\\", "")
    return " ".join(seen.split())


def test_the_trials_of_a_reference_are_filled_when_an_answer_is_assembled() -> None:
    answer = assemble("main", "other", "review")
    assert [reference.trials for reference in answer.references] == [(TRIAL,), ("NCT00568555",), ()]
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize("name", ["html", "text"])
def test_each_names_the_others(name: str) -> None:
    two = read(assemble("main", "other", "later", "review"), name)
    assert f"Reports trial {TRIAL}, as does [3]." in two
    assert f"Reports trial {TRIAL}, as does [1]." in two
    assert two.count("Reports trial") == 2
    three = read(assemble("main", "later", "plan"), name)
    assert f"Reports trial {TRIAL}, as do [2,3]." in three
    assert three.count("Reports trial") == 3


@pytest.mark.parametrize("name", PAGES)
def test_the_sentence_stands_in_every_format_and_leads_to_the_other(name: str) -> None:
    answer = assemble("main", "later")
    assert read(answer, name).count(f"Reports trial {TRIAL}, as does ") == 2
    links = {"html": 'href="#ref-2"', "markdown": "](#ref-2)", "latex": "\\hyperlink{ref-2}", "text": "[2]"}
    rendered = render_answer(answer, name)
    assert rendered.rpartition("Reports trial")[0].rpartition("Reports trial")[2].count(links[name]) >= 1


def test_a_list_by_author_names_them_by_author_and_year() -> None:
    assert f"Reports trial {TRIAL}, as does (Later 2024)." in read(assemble("main", "later"), "text", "author-date")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_said_where_no_other_reports_it(name: str) -> None:
    assert "Reports trial" not in read(assemble("main", "other", "review"), name)


@pytest.mark.parametrize("name", PAGES)
def test_a_number_from_elsewhere_is_text_like_any_other(name: str) -> None:
    answer = assemble("main", "later")
    hostile = [one.model_copy(update={"trials": ("<b>{x}</b>",)}) for one in answer.references]
    rendered = render_answer(answer.model_copy(update={"references": tuple(hostile)}), name)
    if name == "html":
        assert "Reports trial <b>{x}</b>, as does" in " ".join(HtmlPage(rendered).text.split())
        assert "<b>{x}" not in rendered
    elif name == "text":
        assert "Reports trial <b>{x}</b>, as does [2]." in rendered
    else:
        assert "Reports trial" in rendered
        assert "<b>{x}</b>" not in rendered
