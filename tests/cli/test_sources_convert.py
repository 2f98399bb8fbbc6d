"""`sources convert`: the records in another format, merged or not, and what that format cannot hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence_assembler.readers.libraries import read_library
from evidence_assembler.renderers.bibliographies import Loss
from evidence_assembler.renderers.losses import tell_losses

ENDINGS = {"bibtex": "bib", "csl-json": "json", "ris": "ris"}
BIB = """\
@article{smith2001, title = {Naltrexone for the treatment of chronic pain in adults},
  author = {Smith, Ann and Jones, Bea},
  journal = {The Journal of Pain}, year = {2001}, volume = {6}, pages = {221--228}, doi = {10.1000/pain.1}}
@article{loe2020, title = {Sleep in fibromyalgia of adults: a cohort study}, author = {Loe, Hal and Moe, Ida},
  journal = {Sleep Letters}, year = {2020}, volume = {3}, pages = {1--9}, doi = {10.1000/sleep.1}}
"""
MORE = [
    {
        "id": "smith2001",
        "type": "article-journal",
        "title": "Naltrexone for the treatment of chronic pain",
        "author": [{"family": "Smith", "given": "A"}],
        "issued": {"date-parts": [[2001]]},
        "container-title": "J Pain",
        "DOI": "https://doi.org/10.1000/PAIN.1",
        "PMID": "123",
    }
]
DRAFT = """\
question: Does naltrexone relieve pain?
sources: [{sources}]
texts: texts/
updated: 2026-01-01
claims:
  - {{text: Pain fell., cite: [{{source: smith2001, quote: pain fell by a tenth}}]}}
  - {{text: Sleep was better., cite: [loe2020, {{source: "more.json:smith2001", page: 3}}]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "more.json").write_text(json.dumps(MORE), encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "smith2001.txt").write_text("In adults pain fell by a tenth.\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evidence_assembler", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def convert(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "sources", "convert", *arguments)


@pytest.mark.parametrize("form", ENDINGS)
def test_the_records_come_in_their_order(folder: Path, form: str) -> None:
    """With their ids, also those told apart by their file, their titles and identifiers; and back from the format."""
    done = convert(folder, "refs.bib", "more.json", "--format", form)
    assert done.returncode == 0, done.stderr
    written = folder / f"written.{ENDINGS[form]}"
    written.write_text(done.stdout, encoding="utf-8")
    before, after = read_library(folder / "refs.bib", folder / "more.json"), read_library(written)
    assert list(after) == ["smith2001", "loe2020", "more.json:smith2001"]
    assert [one.title for one in after.sources] == [one.title for one in before.sources]
    assert [one.variables["DOI"].lower().removeprefix("https://doi.org/") for one in after.sources] == [
        "10.1000/pain.1", "10.1000/sleep.1", "10.1000/pain.1",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ENDINGS)
def test_a_draft_builds_the_same_from_the_merged_file(folder: Path, form: str) -> None:
    """One record a work; what cites any of its former ids cites it, with one number and the verdict it had."""
    merged = f"merged.{ENDINGS[form]}"
    done = convert(folder, "refs.bib", "more.json", "--merged", "-o", merged)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert list(read_library(folder / merged)) == ["smith2001", "loe2020"]
    answers = []
    for sources in ("refs.bib, more.json", merged):
        (folder / "draft.yaml").write_text(DRAFT.format(sources=sources), encoding="utf-8")
        built = run(folder, "build", "draft.yaml", "--format", "json", "--as-of", "2026-01-01")
        assert built.returncode == 0, built.stderr
        answers.append(json.loads(built.stdout))
        checked = run(folder, "check", "draft.yaml", "--format", "json", "--as-of", "2026-01-01")
        rules = {one["rule"] for one in json.loads(checked.stdout)["findings"]}
        assert rules.isdisjoint({"EA102", "EA103", "EA404", "EA408"})
        assert ("EA401" in rules) == (sources != merged)
    cited: list[list[Any]] = [
        [
            (c["source_id"], c["number"], c["match"] and c["match"]["status"])
            for section in answer["sections"]
            for topic in section["topics"]
            for statement in topic["statements"]
            for c in statement["citations"]
        ]
        for answer in answers
    ]
    assert cited[0] == cited[1]
    assert ("smith2001", 1, "exact") in cited[0] or ("smith2001", 2, "exact") in cited[0]
    listed = [[(one["number"], one["ids"], one["tier"]) for one in answer["references"]] for answer in answers]
    assert listed[0] == listed[1]
    assert len(listed[0]) == 2


def test_nothing_is_lost_in_a_merge(folder: Path) -> None:
    """What the other record says otherwise is kept with its id, and what it says more stands."""
    done = convert(folder, "refs.bib", "more.json", "--merged", "--format", "json")
    first = json.loads(done.stdout)[0]
    assert (first["id"], first["PMID"], first["DOI"]) == ("smith2001", "123", "10.1000/pain.1")
    assert first["container-title-short"] == "J Pain"
    assert first["custom"]["ids"] == "more.json:smith2001"
    [kept] = first["custom"]["records"]
    assert (kept["id"], kept["title"]) == ("more.json:smith2001", "Naltrexone for the treatment of chronic pain")
    assert kept["author"] == [{"family": "Smith", "given": "A"}]


def test_merged_again_it_is_the_same(folder: Path) -> None:
    """Also beside one of the files that it was merged from."""
    convert(folder, "refs.bib", "more.json", "--merged", "-o", "merged.json")
    again = convert(folder, "merged.json", "--merged", "--format", "csl-json")
    assert again.stdout == (folder / "merged.json").read_text(encoding="utf-8")


def test_only_what_identifiers_decide_is_merged(folder: Path) -> None:
    """What a title suggests stays apart."""
    alike = [{**MORE[0], "title": "Naltrexone for the treatment of chronic pain in adults"}]
    del alike[0]["DOI"], alike[0]["PMID"]
    (folder / "more.json").write_text(json.dumps(alike), encoding="utf-8")
    done = convert(folder, "refs.bib", "more.json", "--merged", "--format", "csl-json")
    assert [one["id"] for one in json.loads(done.stdout)] == ["smith2001", "loe2020", "more.json:smith2001"]


def test_the_ending_of_the_file_chooses_the_format(folder: Path) -> None:
    """Where no format is named; without either there is none."""
    assert convert(folder, "refs.bib", "-o", "out.json").stderr.endswith("Written: out.json\n")
    assert [one["id"] for one in json.loads((folder / "out.json").read_text())] == ["smith2001", "loe2020"]
    done = convert(folder, "refs.bib")
    assert done.returncode == 2
    assert "no format is named: --format bibtex, csl-json or ris" in done.stderr


@pytest.mark.parametrize(
    ("form", "said"),
    [("table", "a bibliography is not written as 'table'"), ("bibtx", "no bibliography is written as 'bibtx'")],
)
def test_a_format_that_is_not_written_is_refused(folder: Path, form: str, said: str) -> None:
    """With those that are."""
    done = convert(folder, "refs.bib", "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "bibtex" in done.stderr


def test_no_file_is_written_over_what_it_is_made_from(folder: Path) -> None:
    """Nor is anything written where nothing was read."""
    done = convert(folder, "refs.bib", "-o", "refs.bib")
    assert done.returncode == 2
    assert "the bibliography would overwrite what it is made from" in done.stderr
    assert (folder / "refs.bib").read_text(encoding="utf-8") == BIB
    (folder / "empty.bib").write_text("% nothing\n", encoding="utf-8")
    done = convert(folder, "empty.bib", "-o", "out.bib")
    assert (done.returncode, (folder / "out.bib").exists()) == (2, False)
    assert "there is nothing to convert" in done.stderr


def test_what_the_format_cannot_hold_is_told_once_a_field(folder: Path) -> None:
    """On stderr, with the number of records and the first of them; silence where nothing is lost."""
    items = [{"id": f"r{n}", "type": "article-journal", "title": "T", "dimensions": "3 m"} for n in range(9)]
    (folder / "many.json").write_text(json.dumps(items), encoding="utf-8")
    done = convert(folder, "many.json", "--format", "ris")
    told = [line for line in done.stderr.splitlines() if "dimensions" in line]
    assert len(told) == 1
    assert told[0].startswith(
        "note: ris has no place for all of dimensions of 9 records (r0, r1, r2, r3, r4 and 4 more): "
    )
    assert convert(folder, "many.json", "--format", "csl-json").stderr == ""


def test_losses_are_counted_by_field_and_by_what_became_of_them() -> None:
    """A record is counted once; many reasons of one field are told by the first."""
    losses = [
        Loss("a", "note", "cut"),
        Loss("a", "note", "cut"),
        Loss("b", "note", "left out"),
        Loss("c", "x\ny", "cut"),
    ]
    assert list(tell_losses(losses, "ris")) == [
        "ris has no place for all of note of 1 record (a): cut",
        "ris has no place for all of note of 1 record (b): left out",
        "ris has no place for all of x y of 1 record (c): cut",
    ]
    many = [Loss(f"r{n}", "page", f"written as {n}") for n in range(7)]
    assert list(tell_losses(many, "ris")) == [
        "ris has no place for all of page of 7 records (r0, r1, r2, r3, r4 and 2 more): such as: written as 0"
    ]
    assert list(tell_losses([], "ris")) == []
