r"""LaTeX manuscripts: what holds for every file, and for files that mean harm."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings, strategies as st

from evidence_assembler.model.manuscript import MARK, Manuscript
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.readers.manuscripts.latex.citations import citation_forms
from evidence_assembler.readers.manuscripts.latex.vocabulary import (
    command_kinds,
    environment_kinds,
    environment_signatures,
)

_PIECES = [
    "word", " ", "  ", "\n", "\n\n", "~", "--", "``", "''", "`", "'", "-", "[", "]", "{", "}", "$", "$$", "&", "%",
    "% c\n", "1", "[1, 3]", "$^{1}$", "\\", "\\\\", "\\[", "\\]", "\\(", "\\)", "\\%", "\\'e", "\\\"{\\i}", "\\ss ",
    "\\emph{", "\\foo", "\\foo[", "\\cite{a}", "\\cite{", "\\citep[p.~3]{a,b}", "\\citet{key}", "\\cites(",
    "\\cites{a}{b}", "\\nocite{*}", "\\footnote{", "\\footnotemark", "\\footnotetext{", "\\section{", "\\section*{A}",
    "\\caption{", "\\marginpar{", "\\begin{itemize}", "\\item", "\\item[", "\\end{itemize}", "\\begin{enumerate}",
    "\\end{enumerate}", "\\hline", "\\begin{tabular}{ll}", "\\end{tabular}", "\\begin{table}", "\\end{table}",
    "\\begin{verbatim}", "\\end{verbatim}", "\\begin{equation}", "\\end{equation}", "\\begin{document}",
    "\\end{document}", "\\begin{abstract}", "\\begin{x}", "\\end{x}", "\\verb|a|", "\\verb", "\\url{http://a.b/c%d}",
    "\\href{http://a.b}{", "\\SI{5}{mg}", "\\num{", "\\ref{a}", "\\input{a}", "\\bibliography{a,b}",
    "\\begin{thebibliography}{9}", "\\bibitem{a}", "\\end{thebibliography}", "\\title{",
    "\\newcommand{\\m}[1]{\\cite{#1}}", "\\m{k}", "\\newcommand{\\w}{words}", "\\w", "\\def\\d{", "\\let\\c\\cite",
    "\\iffalse", "\\iftrue", "\\else", "\\fi", "\\enquote{", "\\textsuperscript{2}", "\\textcquote{a}{b}",
    "% evidence: x\n", "é", "\x00", "\u2028", MARK,
]  # fmt: skip
_SOURCES = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=30).map("".join),
)


@settings(max_examples=600)
@example(r"0\href{HTTP://}\\")
@given(_SOURCES)
def test_every_text_is_read_and_every_place_is_in_it(text: str) -> None:
    """Nothing raises; blocks, markers and characters have places in the file, and keys stand where they say."""
    manuscript = read_manuscript(text, "a.tex")
    for block in manuscript.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        assert block.text == block.text.strip(" ") or block.kind in ("row", "aside") or MARK in text
        assert all(0 <= block.locate(index) < len(text) for index in range(len(block.text)))
        assert list(block.starts) == sorted(set(block.starts)) and block.starts[0] == 0
        assert [marker.at for marker in block.markers] == sorted(marker.at for marker in block.markers)
        for marker in block.markers:
            assert 0 <= marker.start <= marker.end <= len(text) and 0 <= marker.at <= len(block.text)
            assert marker.pointers or marker.note is not None or marker.unread is not None
            for pointer in marker.pointers:
                if pointer.kind == "key":
                    assert text[pointer.start : pointer.end] == pointer.name != ""
    _check_marks(manuscript)
    for file in manuscript.bibliographies:
        assert file.name.startswith(text[file.start : file.end])


def _check_marks(manuscript: Manuscript) -> None:
    if MARK in manuscript.text:
        return
    for block in manuscript.blocks:
        marked = [marker.at for marker in block.markers if block.text[marker.at : marker.at + 1] == MARK]
        assert marked == [index for index, character in enumerate(block.text) if character == MARK]


def test_every_command_of_the_table_is_read() -> None:
    """With arguments, without, at the end of the file, and alone; and every environment, open and closed."""
    commands, environments = [*command_kinds(), *citation_forms()], [*environment_kinds(), *environment_signatures()]
    assert len(commands) > 400 and len(environments) > 150
    for name in commands:
        for arguments in ("", "*", "{}", "[a][b]{c}{d}{e}", "{c", "[c"):
            words = read_manuscript(f"Before. \\{name}{arguments}", "a.tex").blocks[0].text
            assert words.startswith("Before."), name
    for name in environments:
        for text in (
            f"\\begin{{{name}}}",
            f"\\begin{{{name}}}[a]{{b}}{{c}} d & e\\end{{{name}}} f",
            f"\\end{{{name}}}",
        ):
            manuscript = read_manuscript(f"Before.\n\n{text}", "a.tex")
            assert name == "document" or manuscript.blocks[0].text == "Before.", name


_WORD = st.text("abcdefghijklmnopqrstuvwxyzABCé,.;:()/+=!?0123456789", min_size=1, max_size=8)
_DRESSED = st.recursive(
    _WORD,
    lambda inner: st.one_of(
        inner.map(lambda words: f"\\emph{{{words}}}"),
        inner.map(lambda words: f"{{\\bf {words}}}"),
        inner.map(lambda words: f"\\textcolor{{red}}{{{words}}}"),
        st.tuples(inner, inner).map(lambda two: f"{two[0]}% a comment\n  {two[1]}"),
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map("\n".join),
        st.tuples(inner, inner).map("~".join),
        st.tuples(inner, inner).map(lambda two: f"{two[0]} \\label{{x}}\\cite{{k}} {two[1]}"),
        inner.map(lambda words: f"\\begin{{itemize}}\\item {words}\\end{{itemize}}"),
        inner.map(lambda words: f"\\footnote{{{words}}}"),
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(_DRESSED)
def test_words_stand_where_they_say(source: str) -> None:
    """Under fonts, colours, comments, notes and lists, every character is the one at its place."""
    for block in read_manuscript(source, "a.tex").blocks:
        for index, character in enumerate(block.text):
            there = source[block.locate(index)]
            if character == MARK:
                assert there == "\\"
            elif character == " ":
                assert there in " \n~\\%"
            else:
                assert there == character


@settings(max_examples=200)
@given(_DRESSED)
def test_nothing_that_was_written_is_lost(source: str) -> None:
    """Every word of the text comes out, once."""
    manuscript = read_manuscript(source, "a.tex")
    written = source
    for markup in ("\\emph", "{\\bf ", "\\textcolor{red}", "% a comment\n", "\\label{x}", "\\cite{k}", "\\footnote"):
        written = written.replace(markup, "")
    for markup in ("\\begin{itemize}", "\\item ", "\\end{itemize}", "{", "}", "~"):
        written = written.replace(markup, "")
    read = "".join(block.text for block in manuscript.blocks).replace(MARK, "")
    assert sorted("".join(read.split())) == sorted("".join(written.split()))


_REPEATED = [
    "{", "}", "$", "$$", "[[[", "%", "%\n", "\\(", "\\[", "\\begin{a}", "\\begin{verbatim}", "\\begin{equation}",
    "\\cite{", "\\cite[", "\\cites(", "\\footnote{", "\\footnotemark", "\\section{", "\\iffalse", "\\url{", "\\verb|",
    "\\foo", "\\def\\a{\\a}\\a", "\\newcommand{\\a}{",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        *(piece * 20_000 for piece in _REPEATED),
        "\\(" * 100_000 + "\\)" * 100_000,
        "\\footnote{\\begin{a}" * 20_000 + "\\end{a}}" * 20_000,
        "\\begin{tabular}{l}a\\footnote{" * 20_000 + "}\\end{tabular}" * 20_000,
        "\\begin{itemize}\\item " * 20_000 + "\\end{itemize}" * 20_000,
        "\\begin{a}" * 20_000 + "\\end{b}" * 20_000,
        "\\[" * 20_000 + "\n\n" + "\\]" * 20_000,
        "\\cite{a " * 20_000 + "\n\n" + "}" * 20_000,
        "$" + "word " * 400_000,
        "word " * 400_000 + "\\cite{who}.",
    ],
    ids=lambda text: f"{text[:16]!r}",
)  # fmt: skip
def test_what_means_harm_is_read(text: str) -> None:
    """However deep, long or broken, it is read to its end; what took the square of its size would not be."""
    manuscript = read_manuscript(text, "a.tex")
    assert manuscript.text == text
    if text.endswith("\\cite{who}."):
        assert [p.name for b in manuscript.blocks for m in b.markers for p in m.pointers] == ["who"]
