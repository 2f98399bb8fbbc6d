"""Which files of a folder are checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import write_files

from evidence_assembler.batch.walk import find_files
from evidence_assembler.model.project import ProjectSettings

HERE = ProjectSettings(folder=".")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of many kinds of files, as the working directory."""
    names = """a.md b.QMD c.Rmd d.html e.tex f.txt g.docx refs.bib answer.yaml dose.answer.yml more.answer.json
    data.yaml package.json .hidden.md .git/x.md node_modules/p/readme.md docs/z.md docs/deep/y.markdown
    docs/_build/y.html env/pyvenv.cfg env/x.md texts/smith.md sub/answer.yaml sub/words/smith.md sub/x.md
    _site/index.html"""
    write_files(tmp_path, dict.fromkeys(names.split(), "It is so.\n"))
    write_files(tmp_path, {"sub/answer.yaml": 'question: Q?\ntexts: "words/" # those at hand\n'})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_documents_and_drafts_of_a_folder_are_found_in_the_order_of_their_names() -> None:
    found = find_files((".",), HERE, "texts")
    assert found.notes == ()
    assert found.paths == tuple(
        "a.md answer.yaml b.QMD c.Rmd d.html dose.answer.yml e.tex more.answer.json docs/z.md docs/deep/y.markdown "
        "sub/answer.yaml sub/x.md".split()
    )


def test_a_file_that_is_named_is_checked_whatever_it_is_and_once(project: Path) -> None:
    given = ("f.txt", "docs", "./f.txt", "docs/z.md", ".hidden.md", "nowhere.md", str(project / "docs/z.md"))
    assert find_files(given, HERE).paths == (
        "f.txt",
        "docs/z.md",
        "docs/deep/y.markdown",
        ".hidden.md",
        "nowhere.md",
    )


@pytest.mark.usefixtures("project")
def test_what_the_settings_exclude_is_left_out_of_folders() -> None:
    settings = ProjectSettings(folder=".", exclude=("docs/deep", "*.tex", "sub/*.md"))
    found = find_files((".", "sub/x.md"), settings, "texts")
    left_out = {"docs/deep/y.markdown", "e.tex"}
    assert set(found.paths) == set(find_files((".",), HERE, "texts").paths) - left_out


@pytest.mark.usefixtures("project")
def test_folders_of_texts_are_left_out_whoever_names_them() -> None:
    assert "texts/smith.md" in find_files((".",), HERE).paths
    assert "texts/smith.md" not in find_files((".",), HERE.model_copy(update={"texts": "./texts/"})).paths
    assert find_files(("texts",), HERE, "texts").paths == ("texts/smith.md",)  # it is what was asked for


def test_a_folder_with_nothing_to_check_is_noted(project: Path) -> None:
    found = find_files(("env", "node_modules/p", "_site"), HERE)
    assert found.paths == ("env/x.md", "node_modules/p/readme.md", "_site/index.html")
    (project / "empty").mkdir()
    assert find_files(("empty",), HERE).notes == ("empty holds no document and no draft",)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(project: Path) -> None:
    (project / "docs/out.md").symlink_to(project / "a.md")
    (project / "docs/in.md").symlink_to(project / "docs/z.md")
    (project / "docs/loop").symlink_to(project / "docs", target_is_directory=True)
    found = find_files(("docs",), HERE)
    assert found.paths == ("docs/in.md", "docs/deep/y.markdown")  # z.md is the same file
    assert found.notes == ("docs/out.md leads out of its folder and was left out",)


@pytest.mark.parametrize(
    ("name", "draft"),
    [
        (
            "answer.json",
            '{"question": "Q?", "claims": [{"text": "x", "texts": "no"}], "texts": "words", "scheme": "s"}',
        ),
        ("answer.json", '{\n\t"question": "Q?",\n\t"texts":\n\t"wor\\u0064s"\n}'),
        ("answer.yaml", "{question: Q?, texts: words, claims: []}\n"),
        ("answer.yaml", "question: Q?\ntexts:\n  words\n"),
        ("answer.yaml", "claims:\n  - {text: x, cite: [{texts: no}]}\n  - texts: no\n'texts': \"words\"\n"),
        ("answer.yaml", "question: &t words\ntexts: *t # those at hand\n"),
        ("answer.yaml", "texts: words\nclaims: [this is broken\n"),
    ],
)
def test_the_folder_of_texts_is_read_as_the_draft_says_it(project: Path, name: str, draft: str) -> None:
    write_files(project, {f"new/{name}": draft, "new/words/smith.md": "It is so.\n", "new/no/doe.md": "It is so.\n"})
    assert find_files(("new",), HERE).paths == (f"new/{name}", "new/no/doe.md")


@pytest.mark.parametrize(
    "draft", ["texts: [words]\n", "- texts\n- words\n", "texts\n", "a: {texts: words}\n", "[" * 9999]
)
def test_a_draft_that_names_no_folder_of_texts_leaves_none_out(project: Path, draft: str) -> None:
    for name in ("answer.yaml", "answer.json"):
        write_files(project, {f"new/{name}": f"{draft} # texts", "new/words/smith.md": "It is so.\n"})
    assert find_files(("new",), HERE).paths == ("new/answer.json", "new/answer.yaml", "new/words/smith.md")
