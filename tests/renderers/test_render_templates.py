"""Templates and words of one's own, and the look of ours."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from handmade_answers import cite, low_dose_naltrexone, make_answer, make_report, state
from html_page import HtmlPage
from wcag import measure_ratio, read_colour
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


def test_escaping_cannot_be_switched_off(tmp_path: Path) -> None:
    """Neither by the engine's own filter, nor by joining words to what is set already; what is set aside stays set."""
    (tmp_path / "answer.html.j2").write_text(
        "{{ '<b>' | safe }} {{ page.sections[-1].topics[0].statements[0].text ~ '<i>' }} "
        "{% set aside %}<p>{{ '<u>' }}</p>{% endset %}{{ aside }}"
    )
    assert render_answer(ANSWER, "html", templates=tmp_path) == (
        "&lt;b&gt; Pain &amp;lt; fell&lt;span class=&quot;marker&quot;&gt; [&lt;a href=&quot;#ref-1&quot; "
        "role=&quot;doc-noteref&quot;&gt;1&lt;/a&gt;]&lt;/span&gt;.&lt;i&gt; <p>&lt;u&gt;</p>"
    )


def test_one_file_is_replaced_and_the_others_are_ours(tmp_path: Path) -> None:
    """A style sheet of one's own goes with our page; a format that has no file there is ours altogether."""
    (tmp_path / "answer.css").write_text("p { color: teal }")
    rendered = render_answer(ANSWER, "html", templates=tmp_path)
    assert "color: teal" in rendered
    assert "--serif" not in rendered
    assert HtmlPage(rendered).text == HtmlPage(render_answer(ANSWER, "html")).text
    assert render_answer(ANSWER, "text", templates=tmp_path) == render_answer(ANSWER, "text")


@pytest.mark.parametrize("back", ["Back", "{statement}: back to {statement}"])
def test_a_part_of_a_sentence_may_be_left_out_or_come_twice(tmp_path: Path, back: str) -> None:
    """What a house does not want to say, or wants to say again."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text(f'[references]\nback = "{back}"\none_trial = ["One.", "Several."]\n')
    trials = [one.model_copy(update={"trials": ("NCT04270877",)}) for one in make_answer(works=2).references]
    rendered = render_answer(ANSWER.model_copy(update={"references": tuple(trials)}), "html", templates=tmp_path)
    assert f'aria-label="{back.replace("{statement}", "Pain &lt; fell.")}"' in rendered
    assert '<p class="rank">One.</p>' in rendered


def test_words_can_be_replaced_one_by_one(tmp_path: Path) -> None:
    """A words file in the folder stands before ours, sentence by sentence."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text('[headings]\nreferences = "Sources"\n')
    rendered = render_answer(ANSWER, "text", templates=tmp_path)
    assert "\nSources\n-------\n" in rendered
    assert "What was checked" in rendered


FAULTS = {
    "a tag that does not end": ("answer.txt.j2", "fine\n{% if %}", 2, "Expected an expression", ""),
    "a filter that there is not": ("answer.txt.j2", "\n\n{{ page.question | louder }}", 3, "louder", ""),
    "a name that there is not": ("answer.txt.j2", "\n{{ pages.question }}", 2, "nothing called 'pages'", ""),
    "a part that a page has not": ("answer.txt.j2", "{{ page.qestion }}", 1, "'question'", ""),
    "words that there are not": ("answer.txt.j2", "{{ words.headings.key_point }}", 1, "'key_points'", ""),
    "a sum that cannot be done": ("answer.txt.j2", "{{ 1 / 0 }}", 1, "ZeroDivisionError", ""),
    "a template that there is not": ("answer.txt.j2", '\n{% extends "absent.j2" %}', 2, "'absent.j2'", "shipped/"),
    "an include that there is not": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n{% block foot %}\n{% include "absent.txt" %}{% endblock %}',
        3,
        "'absent.txt'",
        "shipped/",
    ),
    "itself": ("answer.txt.j2", '{% extends "answer.txt.j2" %}', 1, "extends itself", "'shipped/answer.txt.j2'"),
    "a block that ours has not": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n{% block fot %}x{% endblock %}',
        2,
        "'fot'",
        "'foot'",
    ),
    "a block in a block that was replaced": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n{% block references %}{% endblock %}\n{% block entry %}x{% endblock %}',
        3,
        "'entry'",
        "or take it away",
    ),
    "a page without its statements": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n{% block body %}{{ self.question() }}{{ self.foot() }}{% endblock %}',
        2,
        "'body' leaves out 'dates'",
        "self.dates()",
    ),
    "a foot without the disclaimer": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n{% block footer %}'
        "{{ self.notices() }}{{ self.check() }}{{ self.people() }}{{ self.follow_ups() }}{{ self.foot() }}"
        "{% endblock %}",
        2,
        "'footer' leaves out 'disclaimer'",
        "an empty block 'disclaimer'",
    ),
    "words outside of the blocks": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n{% set here = 1 %}\n\nTHE GAZETTE\n',
        4,
        "outside of every block",
        "into a block",
    ),
    "a value outside of the blocks": (
        "answer.txt.j2",
        '{% extends "shipped/answer.txt.j2" %}\n\n{% if page %}\n{{ page.question }}{% endif %}',
        4,
        "outside of every block",
        "into a block",
    ),
    "the template of another format": ("answer.tex.j2", "((* block a *))", 1, "Unexpected end", ""),
    "a format that there is not": ("answer.htm.j2", "x", None, "no page is made", "'answer.html.j2'"),
    "a style sheet that nothing includes": ("anwser.css", "x", None, "no page is made", "'answer.css'"),
    "the look of a cell": ("notebook.css", "x", None, "no page is made", ""),
    "no text": ("answer.css", b"\xff\xfe", None, "UTF-8", ""),
    "no TOML": ("words/en.toml", "not toml", None, "no TOML", ""),
    "words that ours have not": ("words/en.toml", '[headings]\nrefrences = "x"', None, "refrences", "'references'"),
    "a table that ours have not": ("words/en.toml", '[heading]\nreferences = "x"', None, "'heading'", "[theme]"),
    "a list for a text": ("words/en.toml", '[headings]\nreferences = ["x"]', None, "a list of 1; ours is a text", ""),
    "a text for a table": ("words/en.toml", 'headings = "x"', None, "a text; ours is a table", ""),
    "one form for two": ("words/en.toml", '[count]\nerror = ["{n}"]', None, "a list of 1; ours is a list of 2", ""),
    "eleven months": ("words/en.toml", "[dates]\nmonths = []", None, "a list of 0; ours is a list of 12", ""),
    "a number": ("words/en.toml", "language = 1", None, "a int", ""),
    "a part that nothing fills": ("words/en.toml", '[dates]\nday = "{tag}"', None, "{tag}", "{day}, {month}, {year}"),
    "a brace that stays open": ("words/en.toml", '[dates]\nday = "{day"', None, "cannot be filled", ""),
    "words in another file": ("words/de.toml", "", None, "not read", "words/en.toml"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_used_is_told(tmp_path: Path, name: str) -> None:
    """A fault in a file of one's own is told with its path, its line where that is known, and what to do."""
    file, content, line, told_of, remedy = FAULTS[name]
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnreadableFileError) as told:
        render_answer(ANSWER, "text", templates=tmp_path)
    assert (told.value.path, told.value.line) == (str(path), line)
    assert told_of in told.value.message
    assert remedy in (told.value.remedy or "")


OURS = '{% extends "shipped/answer.html.j2" %}'


@pytest.mark.parametrize(
    ("file", "content", "template", "told_of"),
    [
        ("css/answer.css", "p {}", OURS, "no page is made with this file"),
        ("en.toml", "", OURS, "no page is made with this file"),
        ("Words/en.toml", "", OURS, "no page is made with this file"),
        ("logo.svg", "<svg/>", OURS + '{% block question %}<img src="logo.svg">{% endblock %}', "no page is made"),
        (
            "house.css",
            "p {}",
            OURS + '{% block style %}{% include "hous.css" %}{% endblock %}',
            "no template 'hous.css'",
        ),
        ("README.md", "Ours.", OURS + "{% block question %}{{ super }}{% endblock %}", "write super()"),
        ("notes/README.md", "Ours.", OURS + "{% block question %}{{ self.dates }}{% endblock %}", "write super()"),
    ],
)
def test_what_a_page_would_lose_is_told(tmp_path: Path, file: str, content: str, template: str, told_of: str) -> None:
    """Files in folders, pictures, a name mistyped, a block that is not called."""
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(content)
    (tmp_path / "answer.html.j2").write_text(template)
    with pytest.raises(UnreadableFileError) as told:
        render_answer(ANSWER, "html", templates=tmp_path)
    assert told_of in told.value.message


def test_a_fault_in_an_included_file_is_told_there(tmp_path: Path) -> None:
    """The file at fault is named, and not the one that includes it."""
    (tmp_path / "answer.txt.j2").write_text('{% include "parts/name.txt" %}')
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "name.txt").write_text("\n{{ page.name }}")
    with pytest.raises(UnreadableFileError) as told:
        render_answer(ANSWER, "text", templates=tmp_path)
    assert (told.value.path, told.value.line) == (str(tmp_path / "parts" / "name.txt"), 2)


def test_a_folder_that_replaces_nothing_is_told(tmp_path: Path) -> None:
    """A folder without a template is a slip, and not our page in silence."""
    (tmp_path / "README.md").write_text("Templates")
    with pytest.raises(UnreadableFileError, match="stands in for one of ours") as told:
        render_answer(ANSWER, "text", templates=tmp_path)
    assert "answer.txt.j2" in (told.value.remedy or "")


def test_what_is_printed_by_another_way_is_not_refused(tmp_path: Path) -> None:
    """A base of one's own between, a block in a block, one called by name, macros, a file named by a value."""
    (tmp_path / "base.j2").write_text(
        '{% extends "shipped/answer.txt.j2" %}'
        "{% block body %}{% block mine %}{% endblock %}{{ self.footer() }}{{ self.references() }}{% endblock %}"
        + "".join(f"{{% block {name} %}}{{% endblock %}}" for name in "header key_points sections".split())
        + "".join(f"{{% block {name} %}}{{% endblock %}}" for name in "disagreements searches".split())
    )
    (tmp_path / "answer.txt.j2").write_text(
        '{% extends "base.j2" %}\n{% set name = "a.txt.j2" %}\n{% macro loud(said) %}{{ said | upper }}{% endmacro %}\n'
        "{% block mine %}{% block inner %}{{ loud('in') }} {% include name %}{% endblock %}{% endblock %}\n"
        "{% block foot %} {{ super() }}{% endblock %}\n"
    )
    (tmp_path / "a.txt.j2").write_text("asked")
    rendered = render_answer(ANSWER, "text", templates=tmp_path)
    assert rendered.startswith("IN asked")
    assert "Order of kinds of source" in rendered
    assert "Pain < fell" not in rendered


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    """Whoever makes a theme sees what a change does, also where a file is new or gone."""
    (tmp_path / "answer.css").write_text("p { color: teal }")
    assert "teal" in render_answer(ANSWER, "html", templates=tmp_path)
    (tmp_path / "answer.css").write_text("p { color: crimson }")
    assert "crimson" in render_answer(ANSWER, "html", templates=tmp_path)
    (tmp_path / "answer.txt.j2").write_text("MINE")
    assert render_answer(ANSWER, "text", templates=tmp_path) == "MINE"
    (tmp_path / "answer.css").unlink()
    assert "--serif" in render_answer(ANSWER, "html", templates=tmp_path)


def test_words_of_a_theme_stand_apart(tmp_path: Path) -> None:
    """Under `theme` a folder keeps what only its own templates print; an axis of one's own may have its legend."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text(
        '[theme]\nname = "THE <GAZETTE>"\n[references.order]\nhouse-order = "Our order."\n'
    )
    (tmp_path / "answer.html.j2").write_text(
        '{% extends "shipped/answer.html.j2" %}{% block question %}<p>{{ words.theme.name }}</p>{% endblock %}'
    )
    scheme = ANSWER.scheme.model_copy(update={"axis": "house-order"})
    rendered = render_answer(ANSWER.model_copy(update={"scheme": scheme}), "html", templates=tmp_path)
    assert "<p>THE &lt;GAZETTE&gt;</p>" in rendered
    assert "Our order." in rendered


@pytest.mark.parametrize("name", TAKEN_OVER)
def test_every_block_can_be_taken_over(tmp_path: Path, name: str) -> None:
    """Each block of ours, one at a time, replaced by a word and put around our own: the word stands there."""
    file, _ = TAKEN_OVER[name]
    begin, end, value = ("((*", "*))", "((( super() )))") if name == "latex" else ("{%", "%}", "{{ super() }}")
    shipped = files("evidence_assembler.renderers").joinpath("templates", file).read_text(encoding="utf-8")
    blocks = re.findall(rf"{re.escape(begin)}-? block (\w+)", shipped)
    assert len(blocks) >= 20
    answer = low_dose_naltrexone()
    ours = render_answer(answer, name)
    for block in blocks:
        for body, keeps in (("WORD", False), (f"{value}WORD", True)):
            (tmp_path / file).write_text(
                f'{begin} extends "shipped/{file}" {end}{begin} block {block} {end}{body}{begin} endblock {end}'
            )
            if block in ("body", "header", "footer") and not keeps:
                with pytest.raises(UnreadableFileError, match=f"{block!r} leaves out"):
                    render_answer(answer, name, templates=tmp_path)
                continue
            theirs = render_answer(answer, name, templates=tmp_path)
            assert "WORD" in theirs, block
            assert not keeps or theirs.replace("WORD", "") == ours or block == "script", block


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


@pytest.mark.parametrize(
    ("shown", "palettes"),
    [
        (lambda: render_answer(ANSWER, "html"), 2),
        (ANSWER._repr_html_, 4),  # light, dark as a page, dark by the system, dark by the notebook
        (make_report()._repr_html_, 3),
    ],
)
def test_colours_can_be_read(shown: Callable[[], str], palettes: int) -> None:
    """Every colour of text has a contrast of 4.5 to 1 on every ground, light and dark (WCAG 2.2, 1.4.3)."""
    rules = [rule for rule in shown().split("}") if "--ink:" in rule]
    assert len(rules) == palettes
    for part in rules:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
        grounds = [name for name in colours if name == "ground" or name.endswith("wash")]
        texts = [name for name in colours if name not in grounds and name != "rule"]
        assert len(texts) >= 5
        for text in texts:
            for ground in grounds:
                ratio = measure_ratio(read_colour(colours[text]), read_colour(colours[ground]))
                assert ratio >= 4.5, (text, ground)


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
