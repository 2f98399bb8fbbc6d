"""`sources dedupe`: which records are one work, which may be, which belong together; nothing is changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BIB = """\
@article{smith2001, title = {Naltrexone for the treatment of chronic pain in adults},
  author = {Smith, Ann and Jones, Bea},
  journal = {The Journal of Pain}, year = {2001}, volume = {6}, pages = {221--228}, doi = {10.1000/pain.1}}
@article{loe2020, title = {Sleep in fibromyalgia of adults: a cohort study}, author = {Loe, Hal and Moe, Ida},
  journal = {Sleep Letters}, year = {2020}, volume = {3}, pages = {1--9}, doi = {10.1000/sleep.1}}
@article{loe2020e, title = {Erratum: Sleep in fibromyalgia of adults: a cohort study}, author = {Loe, Hal and Moe, Ida},
  journal = {Sleep Letters}, year = {2020}, volume = {3}, pages = {77}, doi = {10.1000/sleep.2}}
@article{roe2011, title = {Examplopril}, author = {Roe, Dana}, year = {2011}}
"""
MORE = [
    {
        "id": "smith2001",
        "type": "article-journal",
        "title": "Naltrexone for the treatment of chronic pain in adults",
        "DOI": "https://doi.org/10.1000/PAIN.1",
    },
    {
        "id": "smith-2001",
        "type": "article-journal",
        "title": "Naltrexone for the Treatment of Chronic Pain in Adults.",
        "author": [{"family": "Smith", "given": "A"}, {"family": "Jones", "given": "B"}],
        "issued": {"date-parts": [[2001]]},
        "container-title": "J Pain",
        "volume": "6",
        "page": "221-8",
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "more.json").write_text(json.dumps(MORE), encoding="utf-8")
    draft = "question: Q?\nsources: [refs.bib]\nclaims: [{text: A., cite: smith2001}]\n"
    (tmp_path / "draft.yaml").write_text(draft, encoding="utf-8")
    return tmp_path


def dedupe(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evidence_assembler", "sources", "dedupe", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def dedupe_json(folder: Path, *arguments: str) -> dict[str, list[dict[str, Any]]]:
    done = dedupe(folder, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def test_every_id_stands_in_exactly_one_work(folder: Path) -> None:
    """An id that two files share is told apart by its file; identifiers decide, titles suggest."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    found = dedupe_json(folder, "refs.bib", "more.json")
    assert list(found) == ["works", "suggested", "related"]
    ids = [source_id for one in found["works"] for source_id in one["ids"]]
    assert ids == ["smith2001", "more.json:smith2001", "loe2020", "loe2020e", "roe2011", "smith-2001"]
    assert found["works"][0]["ids"] == ["smith2001", "more.json:smith2001"]
    assert "10.1000/pain.1" in found["works"][0]["because"]
    assert [one["because"] for one in found["works"][1:]] == [None] * 4
    [suggested] = found["suggested"]
    assert sorted(suggested["ids"]) == ["more.json:smith2001", "smith-2001", "smith2001"]
    assert "title" in suggested["because"]
    assert [(one["ids"], one["kind"]) for one in found["related"]] == [(["loe2020e", "loe2020"], "erratum")]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_draft_stands_for_its_bibliographies(folder: Path) -> None:
    """As in the other commands."""
    assert [one["ids"] for one in dedupe_json(folder, "draft.yaml")["works"]] == [
        ["smith2001"], ["loe2020"], ["loe2020e"], ["roe2011"],
    ]  # fmt: skip


def test_the_table_shows_what_a_person_needs_to_decide(folder: Path) -> None:
    """Clusters with their reason, the place and the reference of every record; single works are only counted."""
    done = dedupe(folder, "refs.bib", "more.json")
    assert (done.returncode, done.stdout.count("roe2011")) == (0, 0)
    blocks = done.stdout.split("\n\n")
    heads = [block.splitlines()[0] for block in blocks]
    assert heads[0].startswith("One work: same DOI 10.1000/pain.1")
    assert heads[1].startswith("May be one work: ")
    assert heads[2].startswith("Related, erratum: ")
    assert [line.split()[:2] for line in blocks[0].splitlines()[1:]] == [
        ["smith2001", "refs.bib:1"],
        ["more.json:smith2001", "more.json:1"],
    ]
    assert "Smith A, Jones B. Naltrexone for the treatment of chronic pain in adults" in blocks[0]
    assert blocks[3] == (
        "6 records: 5 works, 1 of them with several records; 1 group that may be one work; 1 related pair.\n"
    )


def test_what_cannot_be_read_is_told(folder: Path) -> None:
    """On stderr, with file and line; the rest is compared."""
    (folder / "broken.bib").write_text("@article{a, title = {T}}\n@article{b, title = {cut\n", encoding="utf-8")
    done = dedupe(folder, "broken.bib", "--format", "json")
    assert done.returncode == 0
    assert "broken.bib:2:1: EA408" in done.stderr
    assert json.loads(done.stdout) == {"works": [{"ids": ["a"], "because": None}], "suggested": [], "related": []}


def test_a_bibliography_without_records_has_no_works(folder: Path) -> None:
    """It is an answer as well."""
    (folder / "empty.bib").write_text("% nothing yet\n", encoding="utf-8")
    assert dedupe_json(folder, "empty.bib") == {"works": [], "suggested": [], "related": []}


def test_a_format_of_another_command_is_refused_by_its_name(folder: Path) -> None:
    """With what writes it."""
    done = dedupe(folder, "refs.bib", "--format", "ris")
    assert done.returncode == 2
    assert "`sources dedupe` writes no ris; `sources convert` does" in done.stderr


def test_what_files_say_steers_no_terminal(folder: Path) -> None:
    """A reference is shown as text."""
    title = "Zinc \u001b[31mred and copper in the treatment of asthma"
    items = [
        {"id": name, "type": "article-journal", "title": title, "DOI": "10.1000/z"} for name in ("a\u001b[1m", "b")
    ]
    (folder / "steer.json").write_text(json.dumps(items), encoding="utf-8")
    done = dedupe(folder, "steer.json")
    assert (done.returncode, "\u001b" in done.stdout) == (0, False)
    assert "One work" in done.stdout
