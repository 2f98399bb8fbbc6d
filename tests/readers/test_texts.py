"""Texts of sources: the front matter, where the text begins, and what is told of a file that is no use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model import Place, ReadProblem, SourceText
from evidence_assembler.readers.texts import place_in_file, read_texts


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def read_one(folder: Path, text: str) -> SourceText | ReadProblem:
    texts, problems = read_texts(write(folder, a=text))
    (one,) = (*texts, *problems)
    return one


@pytest.mark.parametrize(
    ("written", "text", "fields"),
    [
        ("Words.\n", "Words.\n", {}),
        ("---\nextent: abstract\n---\nWords.\n", "Words.\n", {"extent": "abstract"}),
        ("---\nextent: excerpt\nlicence: CC BY 4.0\npages: 12-19\n---\n\nWords.", "\nWords.", {
            "extent": "excerpt", "licence": "CC BY 4.0", "pages": "12-19"}),
        ("---\npages: 012\n---  \nWords.", "Words.", {"pages": "012"}),
        ("---\n---\nWords.", "Words.", {}),
        ("---\n# nothing\n---\nWords.", "Words.", {}),
        ("---\nlicence:\n---\nWords.", "Words.", {}),
        ("\ufeff---\r\nextent: abstract\r\n---\r\nOne\r\ntwo\rthree", "One\ntwo\nthree", {"extent": "abstract"}),
        (" ---\nextent: abstract\n---\n", " ---\nextent: abstract\n---\n", {}),
        ("Words.\n---\nextent: abstract\n---\n", "Words.\n---\nextent: abstract\n---\n", {}),
        ("---\nextent: abstract\n", "---\nextent: abstract\n", {}),
        ("----\nWords.\n----\n", "----\nWords.\n----\n", {}),
        ("---\nextent: abstract\n---\nWords.\n---\nmore\n", "Words.\n---\nmore\n", {"extent": "abstract"}),
    ],
)  # fmt: skip
def test_the_text_is_what_stands_behind_the_front_matter(
    tmp_path: Path, written: str, text: str, fields: dict[str, str]
) -> None:
    assert read_one(tmp_path, written) == SourceText(source_id="a", text=text, **fields)


@pytest.mark.parametrize(
    ("written", "line", "message", "remedy"),
    [
        ("", 1, "the text is empty", "Put the text"),
        (" \n\t\n", 1, "the text is empty", "Put the text"),
        ("---\nextent: full\n---\n \n", 1, "the text is empty", "Put the text"),
        ("---\nlicence: a\nextend: full\n---\nWords.", 3, "unknown key 'extend'", "Did you mean 'extent'?"),
        ("---\nlicence: a\nextent: Full\n---\nWords.", 3, "'extent' is 'Full'", "full, abstract or excerpt"),
        ("---\n\nextent:\n---\nWords.", 3, "'extent' is None", "full, abstract or excerpt"),
        ("---\nlicence: [a, b]\n---\nWords.", 2, "'licence' is ['a', 'b']", "the name of the licence"),
        ("---\npages: {a: b}\n---\nWords.", 2, "'pages' is {'a': 'b'}", "12-19"),
        ("---\nextent: full\nextent: full\n---\nWords.", 3, "the key 'extent' is given twice", "Keep one"),
        ("---\nextent: full\npages: [\n---\nWords.", 4, "this is no YAML", "quotation marks"),
        ("---\npages: !!str a\n---\nWords.", 2, "not allowed", "Leave the tag out"),
        ("---\nA rule above.\n---\nWords.", 1, "its front matter has no keys", "begin without"),
    ],
)
def test_a_file_that_is_no_use_is_told_with_its_line(
    tmp_path: Path, written: str, line: int, message: str, remedy: str
) -> None:
    problem = read_one(tmp_path, written)
    assert isinstance(problem, ReadProblem)
    assert problem.place == Place(str(tmp_path / "a.txt"), line, 1, line, 1)
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.source_id == "a"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Words.\n\xff\n")
    (tmp_path / "b.md").write_bytes(b"Words.\0")
    texts, problems = read_texts(tmp_path)
    assert texts == ()
    assert [(one.source_id, one.place.line, one.message) for one in problems] == [
        ("a", 2, "the byte 0xff is not UTF-8"),
        ("b", 1, "this is no text file"),
    ]


def test_every_text_of_the_folder_is_read_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "smith.2020.TXT", "c.pdf", "d", ".txt", "more.bib:e.txt"):
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    texts, problems = read_texts(tmp_path)
    assert [text.source_id for text in texts] == ["a", "b", "more.bib:e", "smith.2020"]
    assert problems == ()


def test_of_two_texts_of_one_source_the_first_stands(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("First.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Second.", encoding="utf-8")
    texts, problems = read_texts(tmp_path)
    assert [text.text for text in texts] == ["First."]
    assert [(Path(one.place.path).name, one.message) for one in problems] == [("a.txt", "'a' has another text already")]


def test_a_folder_must_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("none", "file"):
        with pytest.raises(UnreadableFileError, match="there is no such folder"):
            read_texts(tmp_path / name)


PIECES = st.sampled_from([*"-\n a:é#&*![]{}'\"", "---\n", "extent", "full"])


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_it_is_a_text_or_a_problem(tmp_path: Path, body: str) -> None:
    for written in (body, f"---\n{body}", f"---\n{body}\n---\nWords."):
        one = read_one(tmp_path, written)
        if isinstance(one, SourceText):
            assert written.endswith(one.text)
            assert one.text.strip()
        else:
            assert 1 <= one.place.line <= written.count("\n") + 1


@pytest.mark.parametrize(
    ("written", "words", "place"),
    [
        ("One two.\n", "two", (1, 5, 1, 8)),
        ("One\n\ntwo\nthree", "two\nthree", (3, 1, 4, 6)),
        ("---\nextent: abstract\n---\nOne\ntwo", "two", (5, 1, 5, 4)),
        ("\ufeff---\r\npages: 3\r\n---\r\nOne\r\n\u65e5\U0001f600 two", "two", (5, 4, 5, 7)),
        ("---\n---\n\nOne", "One", (4, 1, 4, 4)),
    ],
)
def test_a_stretch_of_a_text_has_its_place_in_the_file(
    tmp_path: Path, written: str, words: str, place: tuple[int, int, int, int]
) -> None:
    """Lines count the front matter, which offsets in the text do not."""
    (text,) = read_texts(write(tmp_path, a=written))[0]
    start = text.text.index(words)
    assert place_in_file(text, tmp_path, start, start + len(words)) == Place(str(tmp_path / "a.txt"), *place)


def test_a_file_that_is_gone_or_changed_leaves_the_id_of_its_source(tmp_path: Path) -> None:
    (text,) = read_texts(write(tmp_path, a="---\nextent: full\n---\nOne\ntwo"))[0]
    write(tmp_path, a="Other words", ab="One\ntwo")
    assert place_in_file(text, tmp_path, 4, 7) == Place("a", 2, 1, 2, 4)
    (tmp_path / "a.txt").unlink()
    assert place_in_file(text, tmp_path, 4, 7) == Place("a", 2, 1, 2, 4)
