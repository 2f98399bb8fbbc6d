"""What the check says of how works stand does not depend on what the answer says of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Answer, Citation, Declaration, Draft, Report, Source, SourceText
from evidence_assembler.model.finding import Snapshot
from evidence_assembler.readers.libraries import read_library
from evidence_assembler.readers.retractions import read_retractions
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.reports.text import render_report_text

AS_OF = date(2026, 1, 1)
TRIAL = Source(id="trial", type="article-journal", variables={"title": "X: a randomized trial", "DOI": "10.1000/a"})
LABEL = SourceText(source_id="trial", text="X lowers pain.")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "listed-2025-10-01.csv"
    path.write_text("original_doi,notice_doi\n10.1000/A,10.1000/n\nbroken,\n", encoding="utf-8")
    return path


def assemble(library: Library, **fields: Any) -> Answer:
    draft = Draft(question="Q?", disclaimer="general", **fields).add("X works.", cite="trial")
    return assemble_answer(draft, library, as_of=AS_OF)


def find(answer: Answer, library: Library, *rules: str, as_of: date | None = None) -> list[tuple[str, str]]:
    report = check_answer(answer, library, select=rules, as_of=as_of)
    return [(one.rule, one.kind) for one in report.findings]


def test_the_answer_and_the_check_see_the_list(listed: Path) -> None:
    library = build_library([(TRIAL, None)], retractions=read_retractions(listed))
    answer = assemble(library)
    (reference,) = answer.references
    assert (reference.status, reference.standings[0].see) == (("retracted",), "10.1000/n")
    assert answer.sections[0].title is None, "a retracted work lifts nothing"
    assert find(answer, library, "EA402") == [("EA402", "fail")]
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_a_standing_that_was_taken_out_of_the_answer_is_found_again(listed: Path) -> None:
    library = build_library([(TRIAL, None)], retractions=read_retractions(listed))
    answer = assemble(library)
    (reference,) = answer.references
    forged = reference.model_copy(update={"status": (), "standings": (), "design": None, "ids": ("trial",)})
    assert find(answer.model_copy(update={"references": (forged,)}), library, "EA402") == [("EA402", "fail")]


def test_a_retraction_that_came_after_the_answer_is_found_in_the_list_of_today(listed: Path) -> None:
    """The answer was assembled without a list, and lies in a file."""
    answer = Answer.model_validate_json(assemble(build_library([(TRIAL, None)])).model_dump_json())
    library = build_library([(TRIAL, None)], retractions=read_retractions(listed))
    assert find(answer, library, "EA402") == [("EA402", "fail")]


def test_the_check_can_speak_for_another_day_than_the_answer() -> None:
    library = build_library([(TRIAL, None)])
    answer = assemble(library, declare={"trial": Declaration(status="retracted", since=date(2026, 5, 1))})
    assert find(answer, library, "EA402") == []
    assert find(answer, library, "EA402", as_of=date(2026, 5, 1)) == [("EA402", "fail")]


def test_without_the_source_the_answer_is_what_is_known() -> None:
    library = build_library([(TRIAL, None)])
    answer = assemble(library, declare={"trial": Declaration(status="retracted")})
    assert find(answer, Library(), "EA402") == [("EA402", "fail")]


def test_a_text_that_changed_since_the_answer_was_assembled_is_found() -> None:
    """An answer keeps the hash of each text; the library of today has another text, or none."""
    then = build_library([(TRIAL, None)], [LABEL])
    now = build_library([(TRIAL, None)], [LABEL.model_copy(update={"text": "X lowers pain a little."})])
    answer = Answer.model_validate_json(assemble(then).model_dump_json())
    assert find(answer, then, "EA406") == []
    assert find(answer, now, "EA406") == [("EA406", "fail")]
    assert find(answer, build_library([(TRIAL, None)]), "EA406") == [("EA406", "open")]


def test_a_hash_that_a_source_came_with_is_kept() -> None:
    pinned = TRIAL.model_copy(update={"text_sha256": "a" * 64})
    library = build_library([(pinned, None)], [LABEL])
    entry = library["trial"]
    assert (entry.source.text_sha256, entry.text_sha256) == (
        "a" * 64,
        build_library([(TRIAL, None)], [LABEL])["trial"].source.text_sha256,
    )
    assert find(assemble(library), library, "EA406") == [("EA406", "fail")]


def test_a_report_names_its_list_with_its_day(listed: Path) -> None:
    library = build_library([(TRIAL, None)], retractions=read_retractions(listed))
    report = check_answer(assemble(library), library)
    assert report.retractions == Snapshot(name="listed-2025-10-01.csv", date=date(2025, 10, 1), dated_by="file name")
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert check_answer(assemble(Library()), Library()).retractions is None


@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex"])
@pytest.mark.parametrize("as_of", [date(2025, 10, 1), date(2026, 1, 1)])
def test_the_page_says_in_which_list_was_looked(form: str, as_of: date, listed: Path) -> None:
    """And that what came after its day is not checked; of a list of the same day nothing is left."""
    library = build_library([(TRIAL, None)], retractions=read_retractions(listed))
    answer = assemble(library)
    page = " ".join(render_answer(answer, form, report=check_answer(answer, library, as_of=as_of)).split())
    assert "Retractions: looked up in" in page
    assert "as it was on 1 October 2025 (the day in its name)" in page
    assert ("retractions after 1 October 2025" in page) == (as_of > date(2025, 10, 1))
    assert "no snapshot was given" not in page
    without = build_library([(TRIAL, None)])
    report = check_answer(answer, without)
    assert "as no snapshot was given" in " ".join(render_answer(answer, form, report=report).split())


def test_the_report_for_a_terminal_says_so_too(listed: Path) -> None:
    library = build_library([(TRIAL, None)], retractions=read_retractions(listed))
    answer = assemble(library)
    told = render_report_text(check_answer(answer, library), lambda _: None)
    assert "Checked as of 2026-01-01" in told
    assert "Retractions looked up in listed-2025-10-01.csv of 2025-10-01 (by its file name)." in told
    assert "retractions after 2025-10-01." in told
    assert "retractions after" not in render_report_text(
        check_answer(answer, library, as_of=date(2025, 10, 1)), lambda _: None
    )
    assert "whether a source was retracted since it was recorded." in render_report_text(
        check_answer(answer, build_library([(TRIAL, None)])), lambda _: None
    )


def test_a_library_is_read_with_its_list(listed: Path, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@article{trial, title = {X: a trial}, doi = {10.1000/a}}\n", encoding="utf-8")
    library = read_library(tmp_path / "refs.bib", retractions=listed)
    draft = Draft(question="Q?").add("X works.", cite=Citation(source_id="trial", intent="background"))
    report = check_answer(assemble_answer(draft, library, as_of=AS_OF), library, select=("EA402",))
    assert [one.kind for one in report.findings] == ["fail"]
