"""What stands above the text of a Markdown manuscript."""

from __future__ import annotations

import pytest

from evidence_assembler.model.manuscript import Manuscript
from evidence_assembler.readers.manuscripts import read_manuscript


def read(text: str) -> Manuscript:
    return read_manuscript(text, "paper.md")


@pytest.mark.parametrize(
    ("front", "title", "files"),
    [
        ("title: A paper\nbibliography: refs.bib", "A paper", ["refs.bib"]),
        ("title: 'A: paper'\nbibliography: \"my refs.bib\"", "A: paper", ["my refs.bib"]),
        ("bibliography: [a.bib, b/c.json]", None, ["a.bib", "b/c.json"]),
        ("bibliography:\n  - a.bib\n  - b.bib", None, ["a.bib", "b.bib"]),
        ("bibliography: {main: a.bib, other: [b.bib]}", None, ["a.bib", "b.bib"]),
        ("title: |\n  A long\n  title\nbibliography: ''", "A long title", []),
        ("title: {main: A paper, sub: more}", "A paper", []),
        ("title: 2003", "2003", []),
        ("# nothing", None, []),
    ],
)
def test_yaml(front: str, title: str | None, files: list[str]) -> None:
    for end in ("---", "..."):
        text = f"---\n{front}\n{end}\nText.\n"
        manuscript = read(text)
        assert (manuscript.title, [file.name for file in manuscript.bibliographies]) == (title, files)
        assert all(text[file.start : file.end] == file.name for file in manuscript.bibliographies)
        assert [block.text for block in manuscript.blocks] == ["Text."] and manuscript.problems == ()


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("---\ntitle: [a\n---\nText.\n", "the front matter could not be read", 3),
        ("---\na: 1\na: 2\n---\nText.\n", "the key 'a' is given twice", 3),
        ("---\nreferences:\n- id: a\n---\nText.\n", "the references that stand in the front matter are not read", 2),
        ('+++\nbibliography = "a.bib"\n+++\nText.\n', "names its bibliography, and is not in YAML", 2),
        ('{\n"bibliography": "a.bib"\n}\nText.\n', "names its bibliography, and is not in YAML", 2),
        (f"---\na: {'x' * 200_001}\n---\nText.\n", "the front matter has over 200,000 characters", 2),
        (f"---\n{'[' * 5000}\n---\nText.\n", "levels deep", 2),
    ],
)
def test_what_is_not_read_is_told_and_the_text_is_read(text: str, message: str, line: int) -> None:
    manuscript = read(text)
    (problem,) = manuscript.problems
    assert message in problem.message and problem.place.line == line and problem.remedy.endswith((".", "?"))
    assert [block.text for block in manuscript.blocks] == ["Text."]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("---\nText: none\n", ["Text: none"]),
        ("+++\ntitle = 'x'\n+++\nText.\n", ["Text."]),
        ("---\n---\nText.\n", ["Text."]),
        ("\n---\n\nText.\n", ["Text."]),
        ("Text.\n\n---\nauthor: me\nbibliography: late.bib\n...\n\nMore.\n", ["Text.", "More."]),
        ("Text.\n\n---\nNote: this is text\n\nMore.\n", ["Text.", "Note: this is text", "More."]),
    ],
)
def test_where_it_begins_and_ends(text: str, blocks: list[str]) -> None:
    assert [block.text for block in read(text).blocks] == blocks
    assert [text[file.start : file.end] for file in read(text).bibliographies] == (
        ["late.bib"] if "late" in text else []
    )


def test_the_title_block_of_pandoc() -> None:
    manuscript = read("% A title\n  that goes on\n% Roe; Doe\n% 2026\n\nText.\n")
    assert manuscript.title == "A title that goes on"
    assert [block.text for block in manuscript.blocks] == ["Text."]


def test_what_the_title_and_the_abstract_cite_is_an_aside() -> None:
    text = '---\ntitle: "On [@t]"\nabstract: |\n  Pain fell [@a, p. 3].\n  So @b says.\n---\n\nText.\n'
    blocks = read_manuscript(text, "a.md").blocks
    assert [block.kind for block in blocks] == ["aside", "aside", "paragraph"]
    pointers = [pointer for block in blocks for marker in block.markers for pointer in marker.pointers]
    assert [(one.name, one.locator) for one in pointers] == [("t", None), ("a", "3"), ("b", None)]
    assert [text[one.start : one.end] for one in pointers] == ["t", "a", "b"]
