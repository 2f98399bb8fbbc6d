"""Words come back from each format as they were written, read by somebody else's reader."""

from __future__ import annotations

import subprocess
from html import escape as html_escape

import pytest
from answer_strategies import HOSTILE
from handmade_answers import cite, make_answer, make_reference, make_source, quote, state
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt

from evidence_assembler.model import Person, Search
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.formats import html, latex, markdown
from evidence_assembler.renderers.one_line import one_line

MARKUP = st.text(alphabet=st.sampled_from("ab1 .:/@#*_`~-+=<>[](){}|!&\\$^\"'?,;%w"), max_size=24)
_SMART = str.maketrans("'`", "’‘")  # pandoc reads both as TeX would print them by default
lines = st.one_of(st.sampled_from(HOSTILE), MARKUP, st.text(max_size=24)).map(one_line)


def read_with_pandoc(document: str, name: str) -> str:
    """The text that pandoc reads, with single spaces."""
    command = ["pandoc", "--from", name, "--to", "plain", "--wrap", "none"]
    done = subprocess.run(command, input=document, capture_output=True, text=True, timeout=60, check=True)
    return " ".join(done.stdout.split())


@given(lines)
@example("1 #")
@example("##")
@example("\xa0")
def test_markdown_shows_words_as_they_are(words: str) -> None:
    """CommonMark, with GitHub's tables and strikethrough, reads an escaped line as one paragraph of those words."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = html_escape(words.strip(), quote=False).replace('"', "&quot;")
    paragraph = f"<p>{shown}</p>\n" if words.strip(" ") else ""  # a no-break space is no blank line
    assert reader.render(markdown.escape(words)) == paragraph
    assert reader.render(f"- {markdown.escape(words)}") == f"<ul>\n<li>{shown}</li>\n</ul>\n"
    assert reader.render(f"# {markdown.escape(words)}") == f"<h1>{shown}</h1>\n"


@given(lines)
def test_markdown_links_hold_any_words(words: str) -> None:
    """What is linked stays one link, to the address given."""
    link = markdown.set_link(markdown.escape(words), "https://example.org/a(b)_c?d=1&e=%20#f")
    shown = html_escape(words, quote=False).replace('"', "&quot;")
    address = "https://example.org/a%28b%29_c?d=1&amp;e=%20#f"
    assert MarkdownIt("commonmark").render(f"x {link} y") == f'<p>x <a href="{address}">{shown}</a> y</p>\n'


@given(lines)
def test_html_shows_words_as_they_are(words: str) -> None:
    """No character of the words is left that begins a tag, an entity or the end of an attribute."""
    assert not set(html.escape(words)) & set("<>\"'")
    assert (
        html.escape(words)
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        == words
    )


def test_latex_escapes_every_special() -> None:
    """The ten characters that mean something to TeX, the brackets of options, and what becomes a ligature."""
    assert latex.escape(r"\ { } $ & # % _ ~ ^ [ ]") == (
        r"\textbackslash{} \{ \} \$ \& \# \% \_ \textasciitilde{} \textasciicircum{} {[} {]}"
    )
    assert latex.escape("a -- b ''c'' <<d>> ,, ?` `e` \"f\" 1.5\u00a0mg µg ≥ 5") == (
        r"a -\/{}- b '\/{}'c'\/{}' <\/{}<d>\/{}> ,\/{}, "
        "?\\literalgrave{} \\literalgrave{}e\\literalgrave{} "
        "\\literalquote{}f\\literalquote{} 1.5~mg µg ≥ 5"
    )


@pytest.mark.parametrize("name", ["markdown", "latex"])
def test_hostile_words_come_back_as_themselves(name: str) -> None:
    """In a statement, a heading, a quotation, a title, a person's name and a search, words are read as words."""
    reader = {"markdown": "gfm", "latex": "latex"}[name]
    for words in HOSTILE:
        answer = make_answer(
            state(f"S {words} s", quote(1, f"Q {words} q"), id="one"),
            state(f"{words}", cite(2), id="two"),
            question=f"H {words} h",
            references=(
                make_reference(1, make_source("one", title=f"T {words} t"), because=f"B {words} b"),
                make_reference(2, make_source("two")),
            ),
            people=(Person(name=f"P {words} p"),),
            searched=(Search(where=f"W {words} w", when="2026-04-01"),),
            notices=(words,),
        )
        read = read_with_pandoc(render_answer(answer, name), reader)
        plain = " ".join(one_line(words).split())
        shown = plain.translate(_SMART) if name == "latex" else plain
        for before, after in ("Ss", "Qq", "Hh", "Bb", "Pp", "Ww"):
            assert f"{before} {shown} {after}" in read, (before, words, read)
        assert f"T {shown} t" in read or f"T {shown.rstrip('.')}" in read, (words, read)


def test_markdown_of_a_whole_answer_keeps_its_numbers() -> None:
    """Markers stay literal numbers, and the list counts as we do, where numbers are left out too."""
    references = tuple(make_reference(number, make_source(f"source{number}")) for number in (2, 3, 7))
    answer = make_answer(state("Pain fell.", cite(7), cite(2), cite(3)), references=references)
    rendered = render_answer(answer, "markdown")
    read = read_with_pandoc(rendered, "gfm")
    assert "Pain fell [2,3,7]." in read
    assert "2. Author AB. Title of source2" in read
    assert "3. Author AB. Title of source3" in read
    assert "7. Author AB. Title of source7" in read
    assert r"\[[2](#ref-2),[3](#ref-3),[7](#ref-7)\]" in rendered


@pytest.mark.parametrize("name", ["html", "markdown", "latex"])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:x"]
)
def test_only_safe_addresses_are_links(name: str, address: str) -> None:
    """An address that a browser would run is printed, and leads nowhere."""
    source = make_source("one", URL=address)
    answer = make_answer(state("So.", cite(1)), references=(make_reference(1, source),), policy_url=address)
    rendered = render_answer(answer, name)
    for link in ('href="java', 'href="data', 'href="vb', "](java", "](data", "](vb", "\\href{java", "\\href{data"):
        assert link not in rendered.lower()
    assert "Editorial policy: " in rendered


def test_a_terminal_escape_is_inert_text() -> None:
    """ESC, BEL, NUL and the C1 controls are gone; what they would have commanded is shown as words."""
    rendered = render_answer(make_answer(state("\x1b[31mred\x1b[0m \x07\x00\x9b2Jx.")), "text")
    assert "- [31mred[0m 2Jx." in rendered
