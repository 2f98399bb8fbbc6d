"""Libraries: every source of every file, under an id of its own, and what could not be read beside it."""

from __future__ import annotations

import gc
from hashlib import sha256
from pathlib import Path

import pytest

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.library import Library
from evidence_assembler.library.spared_collections import spare_collections
from evidence_assembler.model import Draft, Place
from evidence_assembler.readers.bibliographies import all_formats
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library, read_library


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def bib(**titles: str) -> str:
    return "".join(f"@misc{{{source_id}, title = {{{title}}}}}\n" for source_id, title in titles.items())


def titles(library: Library) -> dict[str, str | None]:
    return {source.id: source.title for source in library.sources}


def test_sources_stand_in_the_order_of_the_files_and_their_entries(tmp_path: Path) -> None:
    one = write(tmp_path / "one.bib", bib(z="First", a="Second"))
    two = write(tmp_path / "two.json", '[{"id": "m", "title": "Third"}]')
    library = read_library(one, str(two))
    assert titles(library) == {"z": "First", "a": "Second", "m": "Third"}
    assert [(e.place.path, e.place.line) for e in library.entries if e.place] == [
        (str(one), 1),
        (str(one), 2),
        (str(two), 1),
    ]
    assert library.problems == ()


def test_an_id_that_two_files_share_is_told_apart_by_its_file(tmp_path: Path) -> None:
    one = write(tmp_path / "one.bib", bib(smith="First", doe="Other"))
    two = write(tmp_path / "two.bib", bib(smith="Second"))
    library = read_library(one, two)
    assert titles(library) == {"smith": "First", "doe": "Other", "two.bib:smith": "Second"}
    assert library.problems == ()


def test_files_of_one_name_lose_nothing(tmp_path: Path) -> None:
    paths = [write(tmp_path / folder / "refs.bib", bib(smith=folder)) for folder in "abcd"]
    library = read_library(*paths)
    assert sorted(str(title) for title in titles(library).values()) == ["a", "b", "c", "d"]
    assert list(titles(library))[:3] == ["smith", "refs.bib:smith", f"{paths[2]}:smith"]
    assert library.problems == ()


@pytest.mark.parametrize(
    "twice", [bib(smith="First") + bib(smith="Second"), '[{"id":"smith","type":"book"},\n{"id":"smith","type":"book"}]']
)
@pytest.mark.parametrize("before", ["", bib(smith="Before")])
def test_an_id_given_twice_in_one_file_is_a_problem_and_the_first_stands(
    tmp_path: Path, twice: str, before: str
) -> None:
    one = write(tmp_path / "one.bib", before or bib(other="Other"))
    two = write(tmp_path / "two.txt", twice)
    library = read_library(one, two)
    (problem,) = library.problems
    assert (problem.place.path, problem.place.line) == (str(two), 2)
    assert len(library) == 2
    assert set(titles(library).values()) & {"Second"} == set()


def test_a_file_given_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = write(tmp_path / "one.bib", bib(smith="First"))
    (tmp_path / "link.bib").symlink_to(one)
    monkeypatch.chdir(tmp_path)
    library = read_library(one, "one.bib", "./one.bib", Path("..") / tmp_path.name / "one.bib", "link.bib")
    assert titles(library) == {"smith": "First"}
    assert [entry.place.path for entry in library.entries if entry.place] == [str(one)]


def test_what_a_file_is_decides_over_what_it_is_called(tmp_path: Path) -> None:
    json = write(tmp_path / "refs.bib", '[{"id": "a", "type": "book", "title": "T"}]')
    bibtex = write(tmp_path / "refs", bib(b="T"))
    assert list(titles(read_library(json, bibtex))) == ["a", "b"]


def test_a_file_that_is_no_bibliography_is_told(tmp_path: Path) -> None:
    prose = write(tmp_path / "prose.txt", "Nothing but words.\n")
    with pytest.raises(UnreadableFileError, match="this is no bibliography of a known format") as caught:
        read_library(prose)
    assert (caught.value.path, "BibTeX" in (caught.value.remedy or "")) == (str(prose), True)


def test_a_file_that_is_missing_a_folder_or_a_loop_of_links_is_told(tmp_path: Path) -> None:
    write(tmp_path / "refs.bib", bib(a="T"))
    (tmp_path / "loop").symlink_to("loop")
    for name, message in (("ref.bib", "refs.bib"), (".", "Is a directory"), ("loop", "cannot be opened")):
        with pytest.raises(UnreadableFileError, match=message):
            read_library(tmp_path / name)
    with pytest.raises(UnreadableFileError, match="there is no such folder"):
        read_library(tmp_path / "refs.bib", texts=tmp_path / "none")


def test_no_file_is_an_empty_library() -> None:
    library = read_library()
    assert (len(library), library.sources, library.problems, library.strays) == (0, (), (), ())


def test_texts_come_to_their_sources_and_strays_are_named(tmp_path: Path) -> None:
    refs = write(tmp_path / "refs.bib", bib(a="One", b="Two"))
    write(tmp_path / "texts" / "a.txt", "---\nextent: abstract\n---\nWords of é.\n")
    write(tmp_path / "texts" / "z.txt", "Words of nobody.\n")
    write(tmp_path / "texts" / "b.txt", " ")
    library = read_library(refs, texts=tmp_path / "texts")
    text = library["a"].text
    assert text is not None
    assert (text.text, text.extent) == ("Words of é.\n", "abstract")
    assert library["a"].source.text_sha256 == sha256("Words of é.\n".encode()).hexdigest()
    assert (library["b"].text, library["b"].source.text_sha256) == (None, None)
    assert library.strays == ("z",)
    assert [problem.message for problem in library.problems] == ["the text is empty"]


def test_a_text_of_an_id_that_was_told_apart(tmp_path: Path) -> None:
    one = write(tmp_path / "one.bib", bib(smith="First"))
    two = write(tmp_path / "two.bib", bib(smith="Second"))
    write(tmp_path / "texts" / "two.bib:smith.txt", "Words.")
    library = read_library(one, two, texts=tmp_path / "texts")
    assert [entry.text is not None for entry in library.entries] == [False, True]


def test_a_draft_names_its_library_relative_to_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "inner"
    write(folder / "refs.bib", bib(a="One"))
    write(folder / "texts" / "a.txt", "Own words.")
    write(folder / "answer.yaml", "question: Q?\nsources: refs.bib\ntexts: texts\n")
    write(tmp_path / "more.bib", bib(b="Two"))
    write(tmp_path / "other" / "a.txt", "Other words.")
    monkeypatch.chdir(tmp_path)
    draft = read_draft("inner/answer.yaml")
    library = read_draft_library(draft, sources=["more.bib", "inner/refs.bib"])
    assert titles(library) == {"a": "One", "b": "Two"}
    assert library["a"].text is not None
    assert library["a"].text.text == "Own words."
    instead = read_draft_library(draft, texts="other")
    assert instead["a"].text is not None
    assert instead["a"].text.text == "Other words."


def test_a_draft_made_in_python_names_its_library_relative_to_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "refs.bib", bib(a="One"))
    monkeypatch.chdir(tmp_path)
    library = read_draft_library(Draft(question="Q?", sources=("refs.bib",)))
    assert titles(library) == {"a": "One"}
    assert library["a"].place == Place("refs.bib", 1, 1, 1, 24)


SAMPLES = {
    "bibtex": "% a list\n@article{k,\n  title = {TY  - not a tag},\n}\n",
    "csl_json": '[{"id": "a", "type": "book", "title": "@book{k, title={T}}"}]',
    "nbib": "\nPMID- 12345678\nOWN - NLM\nTI  - A trial\n      cites @book{k, title={T}}\n",
    "openfda": '{"meta": {}, "results": [{"set_id": "a", "effective_time": "20200101", '
    '"openfda": {"brand_name": ["B"]}, "indications_and_usage": ["For pain."]}]}',
    "pubmed_xml": "<?xml version='1.0'?>\n<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
    "<ArticleTitle>\n@book{k, title={T}}</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "ris": "TY  - JOUR\nTI  - A trial\nAB  - PMID- 1\n@book{k, title={T}}\nER  - \n",
    "spl": '<document xmlns="urn:hl7-org:v3"><id root="a"/><setId root="b"/><title>PMID- 1</title></document>',
}


@pytest.mark.parametrize("name", all_formats())
@pytest.mark.parametrize("before", ["", "\n\n", "  "])
def test_every_format_is_known_by_one_reader(name: str, before: str) -> None:
    """So which reads a file does not depend on the order in which they are asked, nor on its ending."""
    text = before + SAMPLES[name]
    assert [one for one, reader in all_formats().items() if reader.recognises(text)] == [name]


@pytest.mark.parametrize("suffix", ["txt", "bib", "json", "nbib", "ris", "xml", ""])
@pytest.mark.parametrize("name", all_formats())
def test_every_format_is_read_under_any_name(tmp_path: Path, name: str, suffix: str) -> None:
    """Sites and mail programs rename files."""
    library = read_library(write(tmp_path / f"refs.{suffix}", SAMPLES[name]))
    assert len(library) == 1


def test_the_search_for_garbage_goes_on_as_it_did(tmp_path: Path) -> None:
    """It is spared while a file is read, also where that cannot be, and stays off for whoever has switched it off."""
    read_library(write(tmp_path / "refs.bib", bib(a="T")))
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), spare_collections():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
    gc.disable()
    try:
        read_library(tmp_path / "refs.bib")
        assert not gc.isenabled()
    finally:
        gc.enable()
