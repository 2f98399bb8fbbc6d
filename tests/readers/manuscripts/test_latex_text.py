r"""LaTeX manuscripts: which words are text, in which block, and where they stand in the file."""

from __future__ import annotations

import pytest

from evidence_assembler.model.manuscript import MARK, Block, Manuscript
from evidence_assembler.readers.manuscripts import read_manuscript


def read(text: str) -> Manuscript:
    return read_manuscript(text, "paper.tex")


def show(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Kind and text of each block, markers as @."""
    return [(block.kind, block.text.replace(MARK, "@")) for block in manuscript.blocks]


def only(text: str) -> Block:
    (block,) = read(text).blocks
    return block


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"{\em Pain} fell by \textbf{half}, \emph{not \underline{more}}.", "Pain fell by half, not more."),
        (r"Caf\'e, na\"{\i}ve, Stra\ss e, \v{s}, {\o}re, Fran\c{c}ois", "Café, naïve, Straße, š, øre, François"),
        (r"pp.~3--4 --- ``so'' `it' is, Crohn's", "pp. 3–4 — “so” ‘it' is, Crohn's"),
        (r"5\,\% of 100\$, R\&D, a\_b, \#1, \{x\}, so\ldots", "5 % of 100$, R&D, a_b, #1, {x}, so…"),
        (r"one\\two\\[2pt] three\\ [1em] four", "one two three four"),
        ("one % \\cite{ghost} and 5 % more\n  two%\n  three", "one twothree"),
        ("one   two\tthree\n   four", "one two three four"),
        (r"\SI{5}{mg}, \SI{1.5e-3}{\milli\gram\per\litre}, \num{1000}, \SIrange{1}{5}{mg}, \qty{37}{\degreeCelsius}",
         "5 mg, 1.5 × 10⁻³ mg/L, 1000, 1 to 5 mg, 37 °C"),
        (r"\SI{30}{\percent}, \ang{45}, \numlist{1;2;3}, \si{\cubic\metre\per\second}", "30 %, 45°, 1, 2 and 3, m³/s"),
        (r"$p<0.05$, \(n = 31\), $\alpha$-blocker, CO$_2$, 10$^{5}$, 5 m$^2$, $^{131}$I",
         "p<0.05, n = 31, α-blocker, CO₂, 10⁵, 5 m², ¹³¹I"),
        (r"It \[ x = y \] is so, $$ a $$ and \begin{equation} b \end{equation} so on.", "It is so, and so on."),
        (r"1\textsuperscript{st}, CO\textsubscript{2}, \texttt{code}, \textsc{caps}", "1st, CO₂, code, caps"),
        (r"Run \verb|\cite{x} % $| and \lstinline[language=C]!a{b! now", r"Run \cite{x} % $ and a{b now"),
        (r"\enquote{so \enquote{it} is}, \mkbibquote{x}", "“so “it” is”, “x”"),
        (r"see Fig.~\ref{fig:a}, \cref{tab:b}, \crefrange{s1}{s2}, \hyperref[sec:x]{there}",
         "see Fig. fig:a, tab:b, s1–s2, there"),
        (r"\textcolor{red}{red}, \foreignlanguage{german}{rot}, \hspace*{1em}x\vspace{2pt}\label{a}\index{b}",
         "red, rot, x"),
        (r"\unknown{kept}, \unknown[opt]{kept}, \unknown{1em}{width=3}, \unknown{fig:a}{kept words}, \unknown{a.txt}",
         "kept, kept, , kept words, a.txt"),
        ("\\seclabel{intro}\n\\unknown{The words.}\n", "The words."),
        ("\\layoutonly\nThe \\drugname{} and \\drugname work.", "The drugname and drugname work."),
        (r"\iffalse no \cite{a} {{{ \iftrue \fi \else yes \fi and \iftrue this \else not this\fi", "yes and this"),
        (r"US\$ 5 for an interval [0, 1.5] or [x]", "US$ 5 for an interval [0, 1.5] or [x]"),
        (r"a \begin{inparaenum}[(i)] \item first, \item second \end{inparaenum} b", "a first, second b"),
        (r"text \marginpar{} \todo{not \textbf{this}} more", "text more"),
        (r"\newcommand{\ldn}{low-dose naltrexone\xspace}\ldn{} and \ldn help",
         "low-dose naltrexone and low-dose naltrexone help"),
        (r"\newcommand{\old}[2]{#2}\newcommand{\note}[1]{}\old{this}{that} is\note{hidden}", "that is"),
        (r"\def\x#1{\emph{#1}}\def\y{words}\x{soft} \y", "soft words"),
        (r"\def\a{\a}\def\b{\a\b}\a\b done", "ab done"),
        (r"costs $5 and is cited \cite{a}", "costs $5 and is cited @"),
    ],
)  # fmt: skip
def test_words_are_what_a_reader_sees(source: str, words: str) -> None:
    """Fonts, accents, spaces, units and maths become words; layout, comments and definitions do not."""
    assert only(source).text.replace(MARK, "@") == words


def test_each_word_knows_its_place() -> None:
    """The offset of a word is where it begins in the file, whatever stands between."""
    text = '\\section{One}\n{\\em Pain}~fell % why\n  by \\SI{5}{mg} in na\\"{\\i}ve~\\textbf{users}.\n'
    block = read(text).blocks[1]
    assert block.text == "Pain fell by 5 mg in naïve users."
    for word in ("Pain", "fell", "by", "5", "mg", "in", "na", "ve", "users"):
        assert text.startswith(word, block.locate(block.text.index(word))), word
    assert text[block.start : block.end].startswith("Pain") and text[: block.end].endswith("users}.")


def test_blank_lines_and_par_part_paragraphs() -> None:
    """A blank line ends a paragraph; a line's end, a comment and a command alone on its line do not."""
    text = "one\n two\n\n three\n%\n four\n \t \nfive\\par six\n%\n\nseven"
    assert show(read(text)) == [("paragraph", words) for words in ("one two", "three four", "five", "six", "seven")]


def test_headings_have_levels_from_one() -> None:
    """Starred, with short titles and fonts; chapters above sections where there are any."""
    text = r"\chapter*{A} \section[short \cite{a}]{B {\em b}} x \subsubsection{C} \paragraph{D} y"
    blocks = read(text).blocks
    assert [(b.level, b.text) for b in blocks if b.kind == "heading"] == [(1, "A"), (2, "B b"), (4, "C"), (5, "D")]
    assert [m.pointers[0].name for b in blocks if b.kind == "aside" for m in b.markers] == ["a"]
    assert [b.level for b in read(r"\section{A}\subsection{B}").blocks] == [1, 2]


def test_the_document_begins_where_it_says() -> None:
    """The preamble gives the title, what that cites, and the bibliography; nothing stands behind the end."""
    text = (
        "\\documentclass{article}\n\\title[Short]{A {\\em long} title\\thanks{\\cite{x}}}\\author{N. N. \\cite{y}}\n"
        "Preamble words \\input{macros}\n\\addbibresource{refs.bib}\n% evidence: ignore EA101 because early\n"
        "\\begin{document}\n\\maketitle\n\\begin{abstract}\nShort.\n\\end{abstract}\nText.\\end{document}\n"
        "Not text \\cite{z}"
    )
    manuscript = read(text)
    assert manuscript.title == "A long title"
    assert show(manuscript) == [
        ("aside", "@"),
        ("aside", "@"),
        ("comment", "evidence: ignore EA101 because early"),
        ("heading", "Abstract"),
        ("paragraph", "Short."),
        ("paragraph", "Text."),
    ]
    assert manuscript.problems == ()


def test_lists() -> None:
    """Items with their numbers, nested, with several paragraphs, under one top; a description keeps its words."""
    text = (
        "Lead:\n\\begin{enumerate}[label=(\\alph*)]\n\\item one\n\n more of it\n\\item two\n"
        "\\begin{itemize}\\item inner \\cite{a}\\end{itemize}\nback\n\\item[7.] own\n\\end{enumerate}\nAfter\n"
        "\\begin{description}\\item[Dose] 5 mg\\item[Route:] oral\\end{description}"
    )
    blocks = read(text).blocks
    assert [(b.kind, b.text.replace(MARK, "@"), b.labels) for b in blocks] == [
        ("paragraph", "Lead:", ()),
        ("item", "one", ("1",)),
        ("item", "more of it", ("1",)),
        ("item", "two", ("2",)),
        ("item", "inner @", ()),
        ("item", "back", ("2",)),
        ("item", "own", ("7",)),
        ("paragraph", "After", ()),
        ("item", "Dose 5 mg", ()),
        ("item", "Route: oral", ()),
    ]
    assert len({b.top for b in blocks[1:7]}) == 1 and len({b.top for b in blocks}) == 4


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (r"\toprule A & B \\ \midrule 1 & 2 \\[2pt] \cmidrule(lr){1-2} 3 & 4 \\ \bottomrule",
         [("aside", "A | B"), ("row", "1 | 2"), ("row", "3 | 4")]),
        (r"\hline A & B \\ \hline 1 & 2 \\ \hline 3 & 4 \\ \hline",
         [("aside", "A | B"), ("row", "1 | 2"), ("row", "3 | 4")]),
        (r"\hline 1 & 2 \\ 3 & 4 \\ \hline", [("row", "1 | 2"), ("row", "3 | 4")]),
        (r"A & B \\ (x) & (y) \\ \hline 1 & 2", [("aside", "A | B"), ("aside", "(x) | (y)"), ("row", "1 | 2")]),
        (r"\multicolumn{2}{c}{all} \\ \multirow{2}{*}{x} & \makecell{a\\b \& c} \\ & \\ & y \\",
         [("row", "all"), ("row", "x | a b & c"), ("row", "| y")]),
        (r"\begin{tabular}{l}a\\b\end{tabular} & \begin{itemize}\item c\item d\end{itemize} \\",
         [("row", "a b | c d")]),
        (r"a & b\footnote{Note.} \\ c & d \\", [("row", "a | b@"), ("note", "Note."), ("row", "c | d")]),
    ],
)  # fmt: skip
def test_tables(table: str, rows: list[tuple[str, str]]) -> None:
    """Rows with their cells; what stands above the first rule between rows is the header."""
    shown = show(read(f"\\begin{{tabular}}{{@{{}}ll@{{}}}}{table}\\end{{tabular}}"))
    assert [(kind, text.strip()) for kind, text in shown] == rows


def test_long_tables_and_floats() -> None:
    """The head that a long table repeats, and captions, assert nothing; nor does what else stands in a float."""
    text = (
        "\\begin{longtable}{ll}\\caption[s]{Long}\\\\ \\hline A & B\\\\ \\hline \\endhead 1 & 2\\\\ \\end{longtable}"
        "\\begin{figure}[ht]\\centering\\includegraphics[width=5cm]{a_b.png}\\caption{Seen \\cite{a}.}Source: us."
        "\\end{figure}"
    )
    assert show(read(text)) == [
        ("aside", "Long"), ("aside", "A | B"), ("row", "1 | 2"), ("aside", "Seen @."), ("aside", "Source: us."),
    ]  # fmt: skip


def test_footnotes_are_blocks_behind_the_one_that_calls_them() -> None:
    """A footnote with two paragraphs, one within it, and marks whose text comes later, in order or by number."""
    text = (
        "One\\footnote{First \\cite{a}.\n\nSecond\\footnote{Inner.}.} two\\footnotemark{} three\\footnotemark[9].\n"
        "\\footnotetext[9]{Nine.}\\footnotetext{Late.} End."
    )
    blocks = read(text).blocks
    assert blocks[0].text.replace(MARK, "@") == "One@ two@ three@. End."
    called = {marker.note for block in blocks for marker in block.markers if marker.note is not None}
    notes = {label: [b.text for b in blocks if b.labels == (label,)] for label in called}
    assert sorted(notes.values()) == [[f"First {MARK}.", f"Second{MARK}."], ["Inner."], ["Late."], ["Nine."]]
    assert all(block.kind == "note" for block in blocks[1:])


def test_a_note_in_the_margin_interrupts_no_sentence() -> None:
    """It stands beside it, and what it cites is kept."""
    assert show(read("Pain fell\\marginpar{Much \\cite{a}.} by half.")) == [
        ("paragraph", "Pain fell by half."),
        ("aside", "Much @."),
    ]


def test_environments() -> None:
    """Theorems and quotations are text; code, drawings and what is commented out are none."""
    text = (
        "\\begin{theorem}[Main \\cite{t}]\nIt holds.\n\\end{theorem}\n\\begin{quote}Said.\\end{quote}\n"
        "\\begin{verbatim}\n\\cite{code} {{{ %\n\\end{verbatim}\n"
        "\\begin{lstlisting}[language=C]\nint x;\n\\end{lstlisting}\n"
        "\\begin{tikzpicture}\\node{drawn \\cite{d}};\\end{tikzpicture}\\begin{comment}No \\cite{n}.\\end{comment}\n"
        "\\begin{minipage}[t]{0.5\\linewidth}Half.\\end{minipage}\\begin{multicols}{2}Two.\\end{multicols}"
    )
    assert show(read(text)) == [
        ("aside", "@"), ("paragraph", "It holds."), ("paragraph", "Said."), ("aside", "@"), ("paragraph", "Half."),
        ("paragraph", "Two."),
    ]  # fmt: skip


def test_comments_that_speak_to_the_check() -> None:
    """Wherever they stand; the words from "evidence:" on."""
    text = (
        "% evidence: ignore EA101 because our own aim \nWe set out. % evidence: ignore EA102\n  %% Evidence: x\nMore."
    )
    manuscript = read(text)
    assert sorted(show(manuscript)) == [
        ("comment", "Evidence: x"),
        ("comment", "evidence: ignore EA101 because our own aim"),
        ("comment", "evidence: ignore EA102"),
        ("paragraph", "We set out. More."),
    ]
    for block in manuscript.blocks:
        assert text.startswith(block.text[:9], block.start)


def test_lists_of_references() -> None:
    """Entries with their key and their number."""
    text = (
        "\\begin{thebibliography}{99}\n\\bibitem[Smith(2001)]{smith2001} A.~Smith. \\newblock {\\em Title}. 2001.\n\n"
        "\\bibitem{doe} B. Doe. \\url{https://doi.org/10.1000/a_b%20c}\n\\end{thebibliography}"
    )
    blocks = read(text).blocks
    assert [(b.kind, b.labels, b.text) for b in blocks] == [
        ("entry", ("smith2001", "1"), "A. Smith. Title. 2001."),
        ("entry", ("doe", "2"), "B. Doe. https://doi.org/10.1000/a_b%20c"),
    ]


def test_bibliographies_are_named_as_they_will_be_looked_for() -> None:
    """One or several, with or without suffix, each with its place; one on the network is told."""
    text = (
        "\\bibliography{refs, more.bib}\n\\addbibresource[label=a]{own.bib}\\addglobalbib{glob.bib}\n"
        "\\addbibresource[location=remote]{http://example.org/r.bib}"
    )
    manuscript = read(text)
    assert [file.name for file in manuscript.bibliographies] == ["refs.bib", "more.bib", "own.bib", "glob.bib"]
    assert all(file.name.startswith(text[file.start : file.end]) for file in manuscript.bibliographies)
    assert [(p.place.line, "network" in p.message) for p in manuscript.problems] == [(3, True)]


def test_files_that_are_read_in_are_told() -> None:
    r"""What \input and its like would put there is not followed; the preamble has no text to lose."""
    manuscript = read(
        "\\input{preamble}\n\\begin{document}\nA.\n\\input{chapters/one}\n\\include{two}\\input three.tex\nB."
        "\\end{document}"
    )
    assert [(p.place.line, p.remedy) for p in manuscript.problems] == [
        (4, "Check chapters/one.tex too."),
        (5, "Check two.tex too."),
        (5, "Check three.tex too."),
    ]
    assert show(manuscript) == [("paragraph", "A."), ("paragraph", "B.")]


@pytest.mark.parametrize(
    ("source", "said", "line"),
    [
        ("A.\n\\begin{itemize}\\item b", "the environment 'itemize' is never closed", 2),
        ("A {\\em b.\n\nC.", "a brace is never closed", 1),
        ("A.\n\n\\section{B\n\nC.", "the heading \\section has no braces", 3),
    ],
)
def test_what_is_never_closed_is_told_and_the_rest_is_read(source: str, said: str, line: int) -> None:
    """Nothing behind it is lost."""
    manuscript = read(source)
    assert any(p.message.startswith(said) and p.place.line == line for p in manuscript.problems)
    assert manuscript.blocks[-1].text in ("b", "C.")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"It was so \cite{a}. \Cref{fig:x} shows it.", "It was so @. Fig:x shows it."),
        (r"It was so. \autoref{fig:x} and \cref{fig:y} show it.", "It was so. Fig:x and fig:y show it."),
        (r"It was so. \gls{ldn} fell, and \glspl{cat} rose.", "It was so. Ldn fell, and cat rose."),
        (r"It was so. \texttt{pip} fell.", "It was so. Pip fell."),
        (r"It was so. \verb|pip| fell.", "It was so. Pip fell."),
        (r"It was so. \pkg{dplyr} fell.", "It was so. Dplyr fell."),
        ("\\newcommand{\\lib}{dplyr}It was so. \\lib{} fell.", "It was so. Dplyr fell."),
        (r"Tools, e.g. \texttt{pip}, in Sect. \ref{sec:x}.", "Tools, e.g. pip, in Sect. sec:x."),
        (r"It rose.\texttt{py} fell.", "It rose.py fell."),
    ],
)
def test_a_command_that_prints_a_word_may_begin_a_sentence(source: str, words: str) -> None:
    """Behind a stop, but not behind an abbreviation, its word takes a capital."""
    manuscript = read(source)
    assert [text for _, text in show(manuscript)] == [words]
    (block,) = manuscript.blocks
    for at, character in enumerate(block.text):
        if character.isalpha() and "lib" not in source:
            assert source[block.locate(at)].casefold() == character.casefold()


def test_code_and_bibliographies_that_are_printed_are_no_text() -> None:
    text = (
        "It fell.\n\n\\begin{Shaded}\n\\begin{Highlighting}[]\n\\NormalTok{x }\\OperatorTok{=}\n\\end{Highlighting}\n"
        "\\end{Shaded}\n\nIt rose.\n\\printbibliography[heading=none,title={References}]\n"
    )
    assert show(read(text)) == [("paragraph", "It fell."), ("paragraph", "It rose.")]


def test_what_a_title_cites_stands_beside_the_text() -> None:
    text = r"\title{On pain \cite{a}\thanks{Paid by \cite{b}}}\maketitle It fell."
    manuscript = read(text)
    assert manuscript.title == "On pain"
    assert show(manuscript) == [("aside", "On pain @"), ("aside", "@"), ("paragraph", "It fell.")]
