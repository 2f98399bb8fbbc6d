r"""LaTeX manuscripts: what is cited, by which command, at which place."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from evidence_assembler.model.manuscript import MARK, Marker, Pointer
from evidence_assembler.readers.manuscripts import read_manuscript

ARTICLES = Path(__file__).parent / "articles"


def read_markers(text: str) -> list[tuple[str, Marker]]:
    """Each marker with the text of its block."""
    return [(b.text, marker) for b in read_manuscript(text, "paper.tex").blocks for marker in b.markers]


def read_pointers(text: str) -> list[Pointer]:
    return [pointer for _, marker in read_markers(text) for pointer in marker.pointers]


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        (r"\cite{a}", "a"),
        (r"\citep[see][p.~3]{a,b}", "a b"),
        ("\\citep{ a ,% first, of two\n  b%\n}", "a b"),
        ("\\cite [p. 3]\n  {a}", "a"),
        (r"\citep*{a} \Citep{b} \citealp{c} \citeyearpar{d} \citeyear{e} \citenum{f}", "a b c d e f"),
        (r"\parencite[see][3]{a} \autocite*{b} \footcite[4]{c} \smartcite{d} \supercite{e} \footfullcite{f}",
         "a b c d e f"),
        (r"\cites{a}{b} \parencites(see)(and so on)[p. 1]{c}[][2]{d,e} \autocites[1]{f}", "a b c d e f"),
        (r"\volcite{2}[12]{a} \pvolcite[see]{3}{b} \notecite[x]{c} \pnotecite{d}", "a b c d"),
        (r"\cite<see>[p. 3]{a} \citeNP{b} \shortcite{c} \fullcite{d} \onlinecite{e}", "a b c d e"),
        (r"\cite{doe:2003} \cite{a_b-c.d/e+f} \cite{DBLP:conf/x/Y01} \cite{müller2001}",
         "doe:2003 a_b-c.d/e+f DBLP:conf/x/Y01 müller2001"),
        (r"$^{\cite{a}}$ \textsuperscript{\cite{b}} \mbox{\cite{c}} (\cite{d})", "a b c d"),
        (r"\citep[see also \citealt{b}][]{a}", "a b"),
        (r"\nocite{a, b} \nocite{*}", "a b"),
        (r"\Cite[p. 3]{a} \fullcites{b}{c} \citeonline{d}", "a b c d"),
        (r"\blockquote[{\cite[3]{a}}]{Long words.} \textquote[\cite{b}][.]{words} \textquote{none}", "a b"),
        (r"\section{On \cite{a}} \caption{By \cite{b}} \footnote{\cite{c}}", "a b c"),
        (r"\newcommand{\mycite}[1]{\citep{#1}}\mycite{a,b}", "a b"),
        (r"\newcommand*\pcite[2][]{~\citep[p.~#1]{#2}}\pcite[3]{a} \pcite{b}", "a b"),
        (r"\newcommand{\both}{\citep{a,b}}It is so \both.", "a b"),
        (r"\def\mc#1{\textsuperscript{\cite{#1}}}\mc{a}", "a"),
        (r"\NewDocumentCommand{\mc}{o m}{\IfValueTF{#1}{\parencite[#1]{#2}}{\parencite{#2}}}\mc[3]{a}", "a a"),
        (r"\let\old\cite \old{a} \renewcommand{\cite}[1]{[\old{#1}]} \cite{b}", "a b"),
        (r"\DeclareCiteCommand{\mycite}[\mkbibparens]{}{}{}{}\mycite[3]{a}", "a"),
        (r"\newcites{app}{Appendix} \citeapp{a} \citepapp{b}", "a b"),
        (r"\title{On \cite{a}\thanks{\cite{b}}}", "a b"),
        (r"\ref{a} \cref{b} \eqref{c} \pageref{d} \autoref{e} \label{f} \hyperref[g]{x} \gls{h} \bibitem{i}", ""),
        ("% \\cite{a}\n\\verb|\\cite{b}| \\begin{comment}\\cite{c}\\end{comment} \\iffalse\\cite{d}\\fi \\% \\cite{e}",
         "e"),
        (r"\newcommand{\x}[1]{\cite{#1}} \newcommand{\y}{text} \newenvironment{z}{\cite{a}}{\cite{b}} \x{c}", "c"),
        (r"\textcquote[p. 2]{a}{quoted} \begin{displaycquote}[3]{b}Long words.\end{displaycquote}", "a b"),
    ],
)  # fmt: skip
def test_keys_in_order(source: str, keys: str) -> None:
    """Each key once, in the order of the file, and each where it says that it stands."""
    text = f"Words before. {source} Words behind."
    pointers = read_pointers(text)
    assert " ".join(pointer.name for pointer in pointers) == keys
    assert all(text[pointer.start : pointer.end] == pointer.name for pointer in pointers)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"Pain fell \citep{a}.", f"Pain fell {MARK}."),
        (r"Pain fell.\cite{a} It rose.", f"Pain fell.{MARK} It rose."),
        (r"As \citet{roe2003} showed, it fell.", "As Roe2003 showed, it fell."),
        (r"\Textcite[3]{roe2003} said so.", "Roe2003 said so."),
        (r"\citet{roe2003,doe} and \citeauthor{poe} said so.", "Roe2003, Doe and Poe said so."),
        (r"\textcites[1]{roe}[2]{doe} agree, as in \citealt{poe}.", "Roe, Doe agree, as in Poe."),
        (r"\newcommand{\roe}{\citet{roe2003}}\roe{} said so.", "Roe2003 said so."),
    ],
)
def test_textual_commands_leave_words(source: str, words: str) -> None:
    """The others leave one mark; the marker stands where its words begin."""
    markers = read_markers(source)
    assert all(text == words for text, _ in markers)
    for text, marker in markers:
        assert text[marker.at] == MARK or text[marker.at :].lower().startswith(marker.pointers[0].name)


@pytest.mark.parametrize(
    ("source", "label", "locator", "quote"),
    [
        (r"\citep[p.~3]{a}", "page", "3", None),
        (r"\citep[see][pp.~33--35]{a}", "page", "33–35", None),
        (r"\parencite[12]{a}", "page", "12", None),
        (r"\citep[see][]{a}", None, None, None),
        (r"\parencite[\S~4]{a}", "section", "4", None),
        (r"\citep[table~2]{a}", "table", "2", None),
        (r"\citep[p.~3, ``a daily dose of 1 to 5\,mg'']{a}", "page", "3", "a daily dose of 1 to 5 mg"),
        ('\\citep[p. 3, "low {\\em dose}"]{a}', "page", "3", "low dose"),
        (r"\citep[\enquote{low dose}, p.~3]{a}", "page", "3", "low dose"),
        (r"\citep[``low dose''][]{a}", None, None, "low dose"),
        (r"\textcquote[p.~9]{a}{the \emph{very} words}", "page", "9", "the very words"),
        (r"\newcommand{\pc}[2]{\citep[p.~#1]{#2}}\pc{33}{a}", "page", "33", None),
        (r"\newcommand{\qc}[2]{\citep[``#1'']{#2}}\qc{said so}{a}", None, None, None),
    ],
)
def test_notes_have_locators_and_quotations(
    source: str, label: str | None, locator: str | None, quote: str | None
) -> None:
    """As in any other format; the quotation stands where it says, as it is written."""
    (pointer,) = read_pointers(source)
    assert (pointer.label, pointer.locator, pointer.quote) == (label, locator, quote)
    if quote is not None:
        assert source[pointer.quote_start : pointer.quote_end].split()[0] == quote.split()[0]


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("Pain fell [1, 3--5].", "1 3 4 5"),
        ("Pain fell [1][2].", "1 2"),
        ("Pain fell {[}1{]}, and rose {[}3--5, 7{]}.", "1 3 4 5 7"),
        ("Pain fell$^{1,2}$.", "1 2"),
        (r"Pain fell.$^{[3]}$ \textsuperscript{4--6} \textsuperscript{[7]}", "3 4 5 6 7"),
        (r"5 m$^2$, 10$^{5}$, cm$^{3}$, $R^2$, CO$_2$, $^{131}$I, 1\textsuperscript{st}, $x_{1}$", ""),
        (r"[0.5, 1.5] and [a] and \unknown[1]{x} and \\[1em] x", ""),
    ],
)
def test_literal_numbers(source: str, numbers: str) -> None:
    """In brackets and raised; exponents, isotopes and ordinals are none."""
    pointers = read_pointers(source)
    assert " ".join(pointer.name for pointer in pointers) == numbers
    assert all(pointer.kind == "number" for pointer in pointers)


def test_a_quotation_is_one_of_what_is_cited_before_it() -> None:
    """The package csquotes takes the source in brackets and prints it behind the words, before the stop."""
    text = r"They say \blockquote[{\cite[3]{a}}]{it \emph{fell}} and rose."
    ((words, marker),) = read_markers(text)
    (pointer,) = marker.pointers
    assert words == f"They say “it fell”{MARK} and rose."
    assert (pointer.name, pointer.locator, pointer.quote) == ("a", "3", "it fell")
    assert text[pointer.quote_start : pointer.quote_end] == r"it \emph{fell}"


def test_addresses_are_words() -> None:
    """The words of a link stay, and its marker stands where they begin."""
    text = (
        r"See \url{https://example.org/a_b%20c}, \href{https://doi.org/10.1000/x\_y}{the {\em trial}} "
        r"and \doi{10.1000/z}."
    )
    markers = read_markers(text)
    assert [(p.kind, p.name) for _, m in markers for p in m.pointers] == [
        ("address", "https://example.org/a_b%20c"),
        ("address", "https://doi.org/10.1000/x_y"),
        ("address", "10.1000/z"),
    ]
    words = markers[0][0]
    assert words == "See https://example.org/a_b%20c, the trial and 10.1000/z."
    assert [words[m.at :][:9] for _, m in markers] == ["https://e", "the trial", "10.1000/z"]


def test_a_link_without_words_is_a_marker_like_others() -> None:
    """It does not take the mark of its neighbour for its words."""
    text = r"Pain fell \href{https://example.org}{}\cite{a} \href{https://example.org/b}{\cite{c}}."
    (words, *_), *_ = markers = read_markers(text)
    assert words == f"Pain fell {MARK}{MARK} {MARK}{MARK}."
    assert [marker.at for _, marker in markers] == [10, 11, 13, 14]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (r"So \cite{} it is.", "its braces are empty"),
        (r"So \citep[see][p. 3]{} it is.", "its braces are empty"),
        (r"So \cite it is.", "no keys in braces"),
        ("So \\cite{a it is.\n\nMore.}", "a brace that is not closed in its paragraph"),
        (r"So \cite{a it is.", "a brace that is not closed"),
        (r"So \citep[p. 3 {a} it is.", "a bracket that is not closed"),
        (r"So \cite{a b} it is.", "“a b” where a key should stand"),
        (r"So \cite{a,,b} it is.", "a comma without a key"),
        (r"So \cite{\which} it is.", "where a key should stand"),
        (r"So\footnote{it is.", "no text in braces that are closed"),
        (r"\newcommand{\mc}[1]{\cite{#1}}So \mc it is.", "no keys in braces"),
    ],
)
def test_what_cannot_be_read_is_told(source: str, why: str) -> None:
    """With the reason; the words behind it are still text."""
    (told,) = [(text, marker) for text, marker in read_markers(source) if marker.unread is not None]
    text, marker = told
    assert marker.unread is not None and why in marker.unread
    assert "it is." in text
    assert source[marker.start] == "\\" and marker.end <= source.index("it is.") + len("it is.")


def test_keys_of_a_torn_list_still_count() -> None:
    """A comma too many does not lose its neighbours."""
    assert [pointer.name for pointer in read_pointers(r"\cite{a,,b,}")] == ["a", "b"]


_PANDOC_LEAVES_OUT = ("\\Citeauthor{", "\\citeauthor{", "\\fullcite{", "\\nocite{")


@pytest.mark.parametrize("name", ["natbib.tex", "biblatex.tex"])
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_articles_cite_what_pandoc_says(name: str) -> None:
    """The same keys in the same order, but for commands that pandoc does not know, and what it keeps as metadata."""
    text = (ARTICLES / name).read_text(encoding="utf-8")
    command = ["pandoc", "-f", "latex", "-t", "json", str(ARTICLES / name)]
    tree = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    theirs = list(_list_pandoc_keys(tree["blocks"]))
    abstract = text.find("\\end{abstract}")
    ours = sorted(
        (pointer.start, pointer.name)
        for block in read_manuscript(text, name).blocks
        for marker in block.markers
        for pointer in marker.pointers
        if marker.start > abstract and not text.startswith(_PANDOC_LEAVES_OUT, marker.start)
    )
    assert len(theirs) > 20
    assert [key for _, key in ours] == theirs


def _list_pandoc_keys(node: Any) -> list[str]:
    if isinstance(node, list):
        return [key for one in node for key in _list_pandoc_keys(one)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Cite":
        return [cited["citationId"] for cited in node["c"][0]]
    return [key for one in node.values() for key in _list_pandoc_keys(one)]
