"""Documents with the bibliographies that they name, and with those that they are given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.batch.join import join_reports
from evidence_assembler.batch.run import check_files
from evidence_assembler.batch.task import Task
from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model.finding import Finding
from evidence_assembler.model.place import Place
from evidence_assembler.model.project import DocumentSettings
from evidence_assembler.model.source import Source, SourceText
from evidence_assembler.readers.documents import read_document, read_with_library
from evidence_assembler.readers.libraries import read_library

DAY = date(2026, 4, 14)
ENTRY = "@article{{{key}, title={{{title}}}, author={{A, B}}, journal={{J}}, year={{2020}}, doi={{10.1000/{doi}}}}}\n"


def make_entry(key: str, title: str | None = None, doi: str | None = None) -> str:
    return ENTRY.format(key=key, title=title or f"Title of {key}", doi=doi or key)


def write(folder: Path, **files: str) -> None:
    """Write files into the folder: `refs_bib` is refs.bib."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def find_as_command(path: str, **settings: object) -> tuple[Finding, ...]:
    """What the command line finds in a document and its library, in report order."""
    run = check_files([Task(path, DocumentSettings.model_validate(settings), DAY, None)])
    assert run.failures == ()
    return join_reports(run.documents, run.libraries).findings


def find_in_python(path: str, library: Library | None = None) -> tuple[Finding, ...]:
    """What is found by one who reads a document, and checks it with the library that was given for it."""
    document = read_document(path, library, as_of=DAY)
    return check_answer(document, library if library is not None else Library()).findings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_documents_that_share_a_library_each_keep_their_own_bibliography(folder: Path) -> None:
    shared = Library()
    for number in range(400):
        text = f"---\nbibliography: own{number}.bib\n---\nIt helps [@key{number}].\n"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
        (folder / f"own{number}.bib").write_text(make_entry(f"key{number}"), encoding="utf-8")
        document, library = read_with_library(f"{number}.md", shared, as_of=DAY)
        assert [one.source.id for one in document.references] == [f"key{number}"]
        assert list(library) == [f"key{number}"]


def test_a_bibliography_that_changed_is_read_again(folder: Path) -> None:
    shared = Library()
    write(folder, paper_md="---\nbibliography: refs.bib\n---\nIt helps [@new].\n", refs_bib=make_entry("old"))
    assert list(read_with_library("paper.md", shared, as_of=DAY)[1]) == ["old"]
    write(folder, refs_bib=make_entry("new") + make_entry("newer"))
    assert list(read_with_library("paper.md", shared, as_of=DAY)[1]) == ["new", "newer"]


def test_an_id_that_two_bibliographies_share_is_told_apart_by_its_file(folder: Path) -> None:
    write(
        folder,
        paper_md="---\nbibliography: [a.bib, b.bib]\n---\nIt helps [@roe]. It is safe [@b.bib:roe].\n",
        a_bib=make_entry("roe"),
        b_bib=make_entry("roe", "Another work", "another"),
    )
    document, library = read_with_library("paper.md", as_of=DAY)
    assert [entry.source.id for entry in library.entries] == ["roe", "b.bib:roe"]
    assert [one.source.id for one in document.sources] == ["roe", "b.bib:roe"]
    assert (library.problems, document.problems) == ((), ())
    assert find_in_python("paper.md") == find_as_command("paper.md")


def test_a_library_that_is_given_keeps_its_ids(folder: Path) -> None:
    write(
        folder,
        paper_md="---\nbibliography: b.bib\n---\nIt helps [@roe].\n",
        b_bib=make_entry("roe", "Another work", "another"),
    )
    given_one = build_library([(Source(id="roe", type="article-journal", variables={"title": "First"}), None)])
    document, library = read_with_library("paper.md", given_one, as_of=DAY)
    assert [one.source.title for one in document.references] == ["First"]
    assert list(library) == ["roe", "b.bib:roe"]


def test_texts_that_are_given_are_those_of_the_sources_that_a_document_brings(folder: Path) -> None:
    write(
        folder,
        paper_md='---\nbibliography: refs.bib\n---\nThey slept [@doe, "slept longer"], or ate [@doe, "ate more"].\n',
        refs_bib=make_entry("doe"),
        texts__doe_txt="Those on the drug slept longer than the others.\n",
    )
    texts = read_library(texts="texts")
    assert texts.strays == ("doe",)
    document, library = read_with_library("paper.md", texts, as_of=DAY)
    assert library.strays == ()
    (statement,) = document.statements()
    assert [one.match and one.match.status for one in statement.citations] == ["exact", "absent"]
    assert library["doe"].source.text_sha256 == library["doe"].text_sha256 is not None
    found = check_answer(document, texts).findings
    assert [one.rule for one in found if one.rule.startswith("EA2")] == ["EA201"]
    assert found == find_as_command("paper.md", texts="texts")


def test_a_bibliography_that_is_given_too_is_read_once(folder: Path) -> None:
    write(
        folder,
        chapters__one_md="---\nbibliography: ../refs.bib\n---\nIt helps [@doe].\n",
        refs_bib=make_entry("doe") + make_entry("doe", "Another", "another"),
    )
    library = read_library("refs.bib")
    document, whole = read_with_library("chapters/one.md", library, as_of=DAY)
    assert whole is library
    assert document.sources == document.problems == ()
    told = find_in_python("chapters/one.md", library)
    assert [one.rule for one in told].count("EA408") == 1
    assert told == find_as_command("chapters/one.md", sources="refs.bib")


def test_a_broken_bibliography_is_told_where_it_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "refs.bib").write_bytes(b"\x00\x01\x02")
    write(
        folder,
        paper_md="---\nbibliography:\n  - more-refs.bib\n  - refs.bib\n  - gone.bib\n---\nIt helps [@doe].\n",
    )
    (folder / "more-refs.bib").write_text(make_entry("doe"), encoding="utf-8")
    document, library = read_with_library("paper.md", as_of=DAY)
    assert list(library) == ["doe"]
    assert [(one.place.line, one.message.split(" cannot")[0]) for one in document.problems] == [
        (5, "the bibliography 'gone.bib' is not there"),
        (4, "the bibliography 'refs.bib'"),
    ]
    assert find_in_python("paper.md") == find_as_command("paper.md")


def test_a_name_that_no_file_can_have_is_told(folder: Path) -> None:
    write(
        folder,
        paper_md='---\nbibliography: ["a\\0b.bib", refs.bib]\n---\nIt helps [@doe].\n',
        refs_bib=make_entry("doe"),
    )
    document, library = read_with_library("paper.md", as_of=DAY)
    assert list(library) == ["doe"]
    assert [one.message for one in document.problems] == ["the bibliography 'a\\x00b.bib' has no name of a file"]
    assert find_in_python("paper.md") == find_as_command("paper.md")


def test_what_cannot_be_read_of_a_bibliography_is_found_once(folder: Path) -> None:
    write(
        folder,
        paper_md="---\nbibliography: refs.bib\n---\nIt helps [@doe].\n",
        refs_bib=make_entry("doe") + make_entry("doe", "Another", "another"),
    )
    document, library = read_with_library("paper.md", as_of=DAY)
    for brought in (Library(), library):
        assert [one.rule for one in check_answer(document, brought).findings].count("EA408") == 1
    assert find_in_python("paper.md") == find_as_command("paper.md")


KEYS = st.lists(st.sampled_from("abc"), max_size=4)


@given(first=KEYS, second=KEYS, texts=st.sets(st.sampled_from(["a", "b", "two.bib:a", "c"])))
def test_what_is_joined_is_what_is_read_together(
    first: list[str], second: list[str], texts: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("joined")
    write(
        folder,
        one_bib="".join(make_entry(key) for key in first) or "% none\n",
        two_bib="".join(make_entry(key, f"Second {key}") for key in second) or "% none\n",
        paper_md="---\nbibliography: two.bib\n---\nIt helps.\n",
    )
    (folder / "texts").mkdir()
    for name in texts:
        (folder / "texts" / f"{name}.txt").write_text(f"The text of {name}.\n", encoding="utf-8")
    one, two = folder / "one.bib", folder / "two.bib"
    together = read_library(one, two, texts=folder / "texts")
    before = read_library(one, texts=folder / "texts")
    document, whole = read_with_library(folder / "paper.md", before, as_of=DAY)
    assert whole.entries == together.entries
    assert whole.strays == together.strays
    assert set(whole.problems) == set(together.problems) == {*before.problems, *document.problems}


def test_a_join_keeps_what_was_read_of_a_text() -> None:
    source = Source(id="a", type="article-journal")
    library = build_library([(source, None)], [SourceText(source_id="a", text="In 12 of 40 people.")])
    numbers = library["a"].numbers
    joined = library.join([(Source(id="b", type="article-journal"), None)])
    assert joined["a"].numbers is numbers
    assert "12" in numbers.plain


def test_a_join_of_what_is_there_is_the_library_itself() -> None:
    source, other = Source(id="a", type="book"), Source(id="a", type="article-journal")
    library = build_library([(source, Place("a.bib"))])
    assert library.join([(source, Place("b.bib"))]) is library
    told = library.join([(other, Place("b.bib"))])
    assert [one.source_id for one in told.problems] == ["a"]
    assert told.join([(other, Place("b.bib"))]) is told
