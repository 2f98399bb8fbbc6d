"""Templates and words of one's own, and the look of ours."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from handmade_answers import cite, low_dose_naltrexone, make_answer, state
from html_page import HtmlPage
from write_golden import GOLDEN, SUFFIXES

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.renderers import render_answer

ANSWER = make_answer(state("Pain < fell.", cite(1)), works=1)


TAKEN_OVER = {
    "html": ("answer.html.j2", "{{ super() }}<p>MINE {{ page.question }} {{ '<b>' }}</p>\n"),
    "latex": ("answer.tex.j2", "((( super() )))\nMINE ((( page.question ))) ((( '_b' )))\n"),
    "markdown": ("answer.md.j2", "{{ super() }}\nMINE {{ page.question }} {{ '<b>' }}\n"),
    "text": ("answer.txt.j2", "{{ super() }}MINE {{ page.question }} {{ '<b>' }}\n"),
}


@pytest.mark.parametrize(
    ("name", "mine"),
    [
        ("html", "<p>MINE Does it help? &lt;b&gt;</p>"),
        ("latex", r"MINE Does it help? \_b"),
        ("markdown", r"MINE Does it help? \<b\>"),
        ("text", "MINE Does it help? <b>"),
    ],
)
def test_a_block_can_be_taken_over(tmp_path: Path, name: str, mine: str) -> None:
    """A template that extends ours changes what it names, can print ours too, and stays escaped."""
    file, foot = TAKEN_OVER[name]
    begin, end = ("((*", "*))") if name == "latex" else ("{%", "%}")
    extends = f'{begin} extends "shipped/{file}" {end}'
    (tmp_path / file).write_text(f"{extends}\n{begin} block foot {end}\n{foot}{begin} endblock {end}")
    ours, theirs = render_answer(ANSWER, name), render_answer(ANSWER, name, templates=tmp_path)
    assert mine in theirs
    assert [line for line in theirs.splitlines() if line and "MINE" not in line] == [
        line for line in ours.splitlines() if line
    ]


def test_a_list_of_statements_can_be_set_otherwise(tmp_path: Path) -> None:
    """The block `statements` is given its topic, and words that are set already are not escaped again."""
    (tmp_path / "answer.html.j2").write_text(
        '{% extends "shipped/answer.html.j2" %}'
        "{% block statements %}{% for one in topic.statements %}<li>* {{ one.text }}</li>{% endfor %}{% endblock %}"
    )
    rendered = render_answer(ANSWER, "html", templates=tmp_path)
    assert (
        '<li>* Pain &lt; fell<span class="marker"> [<a href="#ref-1" role="doc-noteref">1</a>]</span>.</li>' in rendered
    )


def test_one_file_is_replaced_and_the_others_are_ours(tmp_path: Path) -> None:
    """A style sheet of one's own goes with our page; a format that has no file there is ours altogether."""
    (tmp_path / "answer.css").write_text("p { color: teal }")
    rendered = render_answer(ANSWER, "html", templates=tmp_path)
    assert "color: teal" in rendered
    assert "--serif" not in rendered
    assert HtmlPage(rendered).text == HtmlPage(render_answer(ANSWER, "html")).text
    assert render_answer(ANSWER, "text", templates=tmp_path) == render_answer(ANSWER, "text")


def test_words_can_be_replaced_one_by_one(tmp_path: Path) -> None:
    """A words file in the folder stands before ours, sentence by sentence."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text('[headings]\nreferences = "Sources"\n')
    rendered = render_answer(ANSWER, "text", templates=tmp_path)
    assert "\nSources\n-------\n" in rendered
    assert "What was checked" in rendered


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("answer.txt.j2", "fine\n{% if %}", 2),
        ("answer.txt.j2", "{{ page.nothing }}", None),
        ("answer.txt.j2", '{% extends "absent.j2" %}', None),
        ("words/en.toml", "not toml", None),
    ],
)
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, file: str, content: str, line: int | None) -> None:
    """What is wrong with a file of one's own is told with its path, and its line where that is known."""
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    with pytest.raises(UnreadableFileError) as told:
        render_answer(ANSWER, "text", templates=tmp_path)
    assert told.value.path == str(path)
    assert told.value.line == line


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    """A folder of templates that does not exist is an error, not our templates in silence."""
    with pytest.raises(UnreadableFileError) as told:
        render_answer(ANSWER, "text", templates=tmp_path / "absent")
    assert told.value.path == str(tmp_path / "absent")


@pytest.mark.parametrize("name", SUFFIXES)
def test_the_whole_answer_looks_as_it_did(name: str) -> None:
    """Every part of a page, in every format, as the files beside this test have it."""
    golden = GOLDEN / f"answer.{SUFFIXES[name]}"
    assert render_answer(low_dose_naltrexone(), name) == golden.read_text(encoding="utf-8")


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("sheet", ["answer.css", "notebook.css"])
def test_colours_can_be_read(sheet: str) -> None:
    """Every colour of text has a contrast of 4.5 to 1 on every ground, light and dark (WCAG 2.2, 1.4.3)."""
    style = files("evidence_assembler.renderers").joinpath("templates", sheet).read_text(encoding="utf-8")
    light, dark = style.split("prefers-color-scheme: dark")
    for part in (light, dark):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
        grounds = [name for name in colours if name == "ground" or name.endswith("wash")]
        texts = [name for name in colours if name not in grounds and name != "rule"]
        assert len(texts) >= 5
        for text in texts:
            for ground in grounds:
                light_one, dark_one = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
                assert (light_one + 0.05) / (dark_one + 0.05) >= 4.5, (text, ground)


def test_words_are_sentences_without_markup() -> None:
    """The words file holds words only: each format escapes them, so that a translator need know none."""
    words = tomllib.loads(
        files("evidence_assembler.renderers").joinpath("words", "en.toml").read_text(encoding="utf-8")
    )
    assert not [said for said in _all_strings(words) if set("<>*\\") & set(said)]


def _all_strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [said for part in parts for said in _all_strings(part)]
