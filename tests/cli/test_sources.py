"""`sources list`: what bibliographies hold, in order and with reasons, and what drafts cite of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import copytree
from typing import Any
from xml.etree import ElementTree

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs/rules/example"
DRAFT = """\
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
declare:
  roe2018: {design: case series, because: there was no comparison group}
  smith2020: {status: superseded, superseded_by: guide2021, since: 2025-08-01}
claims:
  - {text: Pressure falls., cite: [smith2020, {source: label2022, indirect: another dose}]}
  - {text: Pressure falls., cite: doe2019}
  - {text: It falls by a tenth., cite: [smith2020, {source: smith2020, page: 3}]}
  - {text: Cough is rare., cite: [roe2018, gone1999]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = copytree(EXAMPLE, tmp_path / "work")
    (folder / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    return folder


def list_sources(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evidence_assembler", "sources", "list", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def list_json(folder: Path, *arguments: str) -> dict[str, dict[str, Any]]:
    done = list_sources(folder, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    listed: list[dict[str, Any]] = json.loads(done.stdout)
    assert [one["rank"] for one in listed] == list(range(1, len(listed) + 1))
    return {one["id"]: one for one in listed}


def show_on_terminal(folder: Path, columns: int, *arguments: str) -> list[str]:
    """What a terminal so wide is sent, without its styles, line by line."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "evidence_assembler", "sources", "list", *arguments],
        cwd=folder,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns)},
        stdout=slave,
        stderr=subprocess.PIPE,
    )
    os.close(slave)
    shown = b""
    with suppress(OSError):  # that the other end is closed
        while part := os.read(master, 4096):
            shown += part
    os.close(master)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).splitlines()]


def test_a_draft_brings_its_sources_texts_and_declarations(folder: Path) -> None:
    """What it declares is in the reasons, and what it cites is counted by statements."""
    listed = list_json(folder, "draft.yaml", "--as-of", "2026-01-01")
    assert {key: one["cited"] for key, one in listed.items()} == {
        "guide2021": 0, "label2022": 1, "smith2020": 2, "doe2019": 1, "roe2018": 1,
    }  # fmt: skip
    assert (listed["roe2018"]["design"], listed["roe2018"]["basis"]) == ("case series", "declared")
    assert "there was no comparison group" in listed["roe2018"]["because"]
    assert [standing for standing in listed["smith2020"]["standings"] if standing["status"] == "superseded"] == [
        {
            "status": "superseded",
            "basis": "declared",
            "because": "declared in the draft",
            "since": "2025-08-01",
            "see": "guide2021",
        }
    ]
    table = list_sources(folder, "draft.yaml", "--as-of", "2026-01-01").stdout.splitlines()
    assert table[0].split() == ["#", "id", "date", "tier", "because", "status", "cited", "text"]
    [smith] = [line for line in table if " smith2020 " in line]
    assert re.search(r"superseded since 2025-08-01, see guide2021 +2 +full$", smith)


def test_a_status_is_told_for_the_day_asked_for(folder: Path) -> None:
    """Before its day it is not there."""
    before, after = (
        list_json(folder, "draft.yaml", "--as-of", day)["smith2020"]["status"] for day in ("2025-07-31", "2025-08-01")
    )
    assert "superseded" not in before
    assert "superseded" in after


def test_without_a_draft_nothing_is_said_of_citations(folder: Path) -> None:
    """Neither a column nor a key."""
    assert all("cited" not in one for one in list_json(folder, "refs.bib").values())
    assert list_sources(folder, "refs.bib").stdout.splitlines()[0].split() == [
        "#", "id", "date", "tier", "because", "status", "text",
    ]  # fmt: skip


def test_a_draft_in_json_is_told_from_a_bibliography_in_json(folder: Path) -> None:
    """An object with a question is a draft; a list, and an object with items, are CSL-JSON."""
    item = {"id": "lee2015", "type": "article-journal", "title": "Examplopril", "issued": {"date-parts": [[2015, 4]]}}
    (folder / "list.json").write_text(json.dumps([item]), encoding="utf-8")
    (folder / "items.json").write_text(json.dumps({"items": [item], "note": 'the "question"'}), encoding="utf-8")
    draft = {"question": "Why?", "sources": ["list.json"], "claims": [{"text": "So.", "cite": "lee2015"}]}
    (folder / "draft.json").write_text(json.dumps(draft), encoding="utf-8")
    (folder / "broken.json").write_text('{"question": "Why?",', encoding="utf-8")
    assert list_json(folder, "list.json")["lee2015"]["date"] == "2015-04"
    assert "cited" not in list_json(folder, "items.json")["lee2015"]
    assert list_json(folder, "draft.json")["lee2015"]["cited"] == 1
    assert list_sources(folder, "broken.json").returncode != 1


def test_the_ids_of_a_draft_stay_its_own(folder: Path) -> None:
    """Its sources are read first, wherever it is named: what another file has under the same id is told apart."""
    other = "@article{smith2020, title={Another: a case report}, author={Poe, E.}, journal={J}, year={2001}}"
    (folder / "other.bib").write_text(other, encoding="utf-8")
    listed = list_json(folder, "other.bib", "draft.yaml")
    assert (listed["smith2020"]["cited"], listed["other.bib:smith2020"]["cited"]) == (2, 0)
    assert listed["other.bib:smith2020"]["design"] == "case report"


def test_one_work_under_several_ids_is_said(folder: Path) -> None:
    """Each is listed as it was read, and names the others."""
    twin = "@article{smith, title={Again}, author={Smith, A.}, journal={J}, year={2020}, doi={10.1000/SMITH2020}}"
    (folder / "more.bib").write_text(twin, encoding="utf-8")
    listed = list_json(folder, "refs.bib", "more.bib")
    assert {key: one["same_work_as"] for key, one in listed.items() if one["same_work_as"]} == {
        "smith2020": ["smith"],
        "smith": ["smith2020"],
    }
    lines = list_sources(folder, "refs.bib", "more.bib").stdout.splitlines()
    assert [line.split()[1] for line in lines if "; same work as smith" in line] == ["smith2020", "smith"]


def test_a_declaration_counts_for_every_id_of_its_work(folder: Path) -> None:
    """As it does where the answer is built."""
    twin = "@article{roe, title={Again}, author={Roe, R.}, journal={J}, year={2018}, doi={10.1000/roe2018}}"
    (folder / "more.bib").write_text(twin, encoding="utf-8")
    listed = list_json(folder, "draft.yaml", "more.bib")
    assert listed["roe"]["design"] == listed["roe2018"]["design"] == "case series"


def test_a_scheme_by_question_needs_the_question(folder: Path) -> None:
    """The type is that of the option, else that of the draft; without one the known ones are told."""
    refused = list_sources(folder, "refs.bib", "--scheme", "ocebm-2011")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "question_type" in refused.stderr
    assert "treatment-benefit" in refused.stderr
    unknown = list_sources(folder, "refs.bib", "--scheme", "ocebm-2011", "--question-type", "colour")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "'colour'" in unknown.stderr
    by_option = list_json(folder, "refs.bib", "--scheme", "ocebm-2011", "--question-type", "treatment-benefit")
    (folder / "draft.yaml").write_text(
        DRAFT.replace("sources:", "scheme: ocebm-2011\nquestion_type: treatment-benefit\nsources:"), encoding="utf-8"
    )
    by_draft = list_json(folder, "draft.yaml")
    assert by_option["smith2020"]["tier"] == by_draft["smith2020"]["tier"] == "Level 2"
    assert list_sources(folder, "draft.yaml", "--question-type", "colour").returncode == 2
    assert list_json(folder, "draft.yaml", "--scheme", "clinical")["smith2020"]["tier"] == "Randomized trial"


def test_drafts_that_rank_otherwise_are_not_mixed(folder: Path) -> None:
    """Two schemes, or two folders of texts: which of them is meant is asked, and an option answers."""
    (folder / "other").mkdir()
    other = DRAFT.replace("[refs.bib]", "[../refs.bib]").replace("texts: texts/\n", "texts: .\nscheme: six-s\n")
    (folder / "other/draft.yaml").write_text(other, encoding="utf-8")
    both = ("draft.yaml", "other/draft.yaml", "--allow-outside")
    schemes = list_sources(folder, *both)
    assert (schemes.returncode, schemes.stdout) == (2, "")
    assert "'clinical'" in schemes.stderr
    assert "'six-s'" in schemes.stderr
    texts = list_sources(folder, *both, "--scheme", "clinical")
    assert (texts.returncode, texts.stdout) == (2, "")
    assert "--texts" in texts.stderr
    listed = list_json(folder, *both, "--scheme", "clinical", "--texts", "texts")
    assert listed["smith2020"]["cited"] == 4


def test_declarations_that_differ_are_told(folder: Path) -> None:
    """The first stands."""
    second = DRAFT.replace("design: case series", "design: cohort study")
    (folder / "second.yaml").write_text(second, encoding="utf-8")
    done = list_sources(folder, "draft.yaml", "second.yaml", "--format", "json")
    told = "note: 'roe2018' is declared twice, and differently: the first stands, of two statuses the gravest\n"
    assert told in done.stderr
    assert {one["id"]: one["design"] for one in json.loads(done.stdout)}["roe2018"] == "case series"


def test_a_draft_that_names_no_bibliography_lists_nothing(folder: Path) -> None:
    (folder / "draft.yaml").write_text("question: Why?\nclaims: [{text: So.}]\n", encoding="utf-8")
    done = list_sources(folder, "draft.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: there is nothing to list")


def test_a_draft_stays_in_its_folder_unless_it_is_allowed_out(folder: Path) -> None:
    (folder / "draft.yaml").write_text(DRAFT.replace("refs.bib", "../refs.bib"), encoding="utf-8")
    (folder / "refs.bib").rename(folder.parent / "refs.bib")
    assert list_sources(folder, "draft.yaml").returncode == 2
    assert list_sources(folder, "draft.yaml", "--allow-outside").returncode == 0


def test_the_day_and_the_list_of_retractions_are_always_told(folder: Path) -> None:
    """Under the table; on stderr where stdout is for a program."""
    day = "As of 2026-04-14. Scheme: clinical "
    (folder / "retracted-2026-04-01.csv").write_text(
        "original_doi,retraction_notice_doi\nhttps://doi.org/10.1000/SMITH2020,10.1000/notice\n", encoding="utf-8"
    )
    without = list_sources(folder, "refs.bib", "--as-of", "2026-04-14")
    assert [line[:36] for line in without.stdout.splitlines()[-2:]] == [
        f"{day}2", "No list of retractions was given: wh"[:36],
    ]  # fmt: skip
    asked = ("refs.bib", "--as-of", "2026-04-14", "--retractions", "retracted-2026-04-01.csv")
    table = list_sources(folder, *asked)
    assert (table.returncode, table.stderr) == (0, "")
    foot = table.stdout.split("\n\n")[1].splitlines()
    assert foot[0].startswith(day)
    assert foot[1].startswith("Retractions: looked up in retracted-2026-04-01.csv, as it was on 2026-04-01")
    assert foot[2] == "What was retracted after 2026-04-01 was not looked up."
    assert list_json(folder, *asked)["smith2020"]["status"] == ["retracted"]
    for form in ("json", "svg"):
        done = list_sources(folder, *asked, "--format", form)
        assert done.stderr.splitlines() == foot
        assert day not in done.stdout or form == "svg"


def test_a_picture_is_asked_for_by_its_format(folder: Path) -> None:
    """SVG on stdout, valid and by itself; with a draft it shows how often each source is cited."""
    done = list_sources(folder, "draft.yaml", "--as-of", "2026-01-01", "--format", "svg")
    drawn = ElementTree.fromstring(done.stdout)
    assert done.returncode == 0
    titles = [one.text or "" for one in drawn.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) == 6
    assert any(re.match(r"\d\. .*\(2020\)\. Superseded\. Cited by 2 statements\.", title) for title in titles), titles
    alone = list_sources(folder, "refs.bib", "--format", "svg").stdout
    assert "Cited by" not in alone


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_on_a_narrow_terminal_sources_stand_below_each_other(folder: Path, columns: int) -> None:
    """Nothing is wider than the terminal, ids are whole, and every reason is there in full."""
    lines = show_on_terminal(folder, columns, "draft.yaml", "--as-of", "2026-01-01")
    assert max(map(len, lines)) <= columns
    for source_id in ("guide2021", "label2022", "smith2020", "doe2019", "roe2018"):
        assert any(re.match(rf"\d  {source_id}  20\d\d", line) for line in lines), source_id
    said = " ".join(" ".join(lines).split())
    assert "declared in the draft: there was no comparison group" in said
    assert 'title says "randomized, double-blind, placebo-controlled trial"' in said
    assert "superseded since 2025-08-01, see guide2021 cited: 2 text: full" in said
    assert "As of 2026-01-01." in said


def test_on_a_wide_terminal_they_stand_in_a_table(folder: Path) -> None:
    """One line each, nothing cut."""
    lines = show_on_terminal(folder, 200, "draft.yaml", "--as-of", "2026-01-01")
    assert lines[0].split() == ["#", "id", "date", "tier", "because", "status", "cited", "text"]
    assert max(map(len, lines)) <= 200
    assert [line.split()[:2] for line in lines[1:6]] == [
        ["1", "guide2021"], ["2", "label2022"], ["3", "smith2020"], ["4", "roe2018"], ["5", "doe2019"],
    ]  # fmt: skip


def test_a_long_reason_wraps_in_its_column(folder: Path) -> None:
    """The words of a reason stay below each other; ids and dates are never broken."""
    reason = "no comparison group was formed since all patients of one practice were treated alike " * 3
    (folder / "draft.yaml").write_text(DRAFT.replace("there was no comparison group", reason), encoding="utf-8")
    lines = show_on_terminal(folder, 200, "draft.yaml", "--as-of", "2026-01-01")
    column = lines[0].index("because")
    [first] = [place for place, line in enumerate(lines) if " roe2018 " in line]
    assert lines[first + 1].startswith(" " * column)
    assert len(lines[first + 1].strip().split("  ")[0]) >= 40
    said = " ".join(line[column:].split("  ")[0].strip() for line in lines[first : first + 6])
    assert reason.strip() in said


def test_words_that_steer_a_terminal_do_not_reach_it(folder: Path) -> None:
    """Neither in the table nor on stderr."""
    hostile = "@article{x, title={T}, year={2020}, keywords={\x1b[31mred\u202e}, author={A, B}, journal={J}}"
    (folder / "more.bib").write_text(hostile, encoding="utf-8")
    done = list_sources(folder, "more.bib")
    assert done.returncode == 0
    assert not set(done.stdout + done.stderr) & set("\x1b\u202e")
