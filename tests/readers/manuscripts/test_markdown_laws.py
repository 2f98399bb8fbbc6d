"""Laws of reading Markdown: what was written comes back with its places, and no text whatever stops the reader."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt

from evidence_assembler.model.manuscript import MARK, Block, Manuscript
from evidence_assembler.readers.manuscripts.markdown import read_manuscript


@dataclass(frozen=True)
class Piece:
    """A stretch of markup, the words that it shows, and the keys that it cites."""

    markup: str
    words: str
    keys: tuple[str, ...] = ()


WORDS = st.sampled_from("pain fell naltrexone dose 4.5 mg p<0.05 naïve 麻醉 x² e.g. it's 10% a_b_c C++".split())
KEYS = st.sampled_from("roe2003 doe-2002 lee_2004 a:b smith.2001 Österreich2020".split())
PLAIN = WORDS.map(lambda word: Piece(word, word))
MARKED = st.builds(
    lambda word, mark: Piece(f"{mark}{word}{mark}", word),
    WORDS,
    st.sampled_from(["*", "**", "_", "__", "***", "~~", "`", "``"]),
)
ESCAPED = st.sampled_from("*_[]@`$<&\\!#").map(lambda sign: Piece(f"\\{sign}x", f"{sign}x"))
ENTITIES = st.sampled_from(
    [Piece("&amp;", "&"), Piece("&#945;", "α"), Piece("&lt;0.1", "<0.1"), Piece("&eacute;t", "ét")]
)
LINKS = st.builds(lambda word: Piece(f"[{word}](https://example.org/{len(word)})", word), WORDS)
GROUPS = st.builds(
    lambda key, other, suffix: Piece(f"[see @{key}, {suffix}; -@{other}]", MARK, (key, other)),
    KEYS,
    KEYS,
    st.sampled_from(["p. 3", "pp. 33-35 and *passim*", '"a [sic] dose"', "{iv}"]),
)
NARRATIVE = st.builds(lambda key: Piece(f"@{key}", f"@{key}", (key,)), KEYS)
PIECES = st.one_of(PLAIN, PLAIN, MARKED, ESCAPED, ENTITIES, LINKS, GROUPS, NARRATIVE)
# A first word that begins no list, heading or table.
LINES = st.lists(PIECES, min_size=1, max_size=5).map(lambda pieces: (Piece("So", "So"), *pieces))
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3)


@dataclass(frozen=True)
class Expected:
    """A block that should be read: its kind, words and keys; `lines` is how it is written."""

    kind: str
    text: str
    keys: tuple[str, ...]
    lines: tuple[str, ...]


def paragraph(lines: list[tuple[Piece, ...]], kind: str = "paragraph") -> Expected:
    return Expected(
        kind,
        "\n".join(" ".join(piece.words for piece in line) for line in lines),
        tuple(key for line in lines for piece in line for key in piece.keys),
        tuple(" ".join(piece.markup for piece in line) for line in lines),
    )


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Expected]]:
    """A document, and the blocks that stand in it."""
    written: list[str] = []
    expected: list[Expected] = []
    for _ in range(draw(st.integers(1, 4))):
        around = draw(st.lists(st.sampled_from([">", "-", "3.", ">>"]), max_size=3))
        is_item = any(mark in ("-", "3.") for mark in around)
        block = paragraph(draw(PARAGRAPHS), "item" if is_item else "paragraph")
        first = "".join(f"{mark} " for mark in around)
        following = "".join(
            "> " if mark == ">" else ">> " if mark == ">>" else " " * (len(mark) + 1) for mark in around
        )
        written += [f"{first}{block.lines[0]}", *(f"{following}{line}" for line in block.lines[1:]), ""]
        written += [draw(st.sampled_from(["## Heading {#id}", "<!-- a comment -->", "```\n[@code]\n```"])), ""]
        expected.append(block)
    return "\n".join(written), expected


def differing(manuscript: Manuscript, block: Block) -> list[tuple[str, str]]:
    """Characters of a block that the file does not have at their place, and what it has there."""
    there = [(char, manuscript.text[block.locate(index)]) for index, char in enumerate(block.text)]
    return [(char, other) for char, other in there if char != other]


@given(documents())
@settings(max_examples=200)
def test_what_was_written_is_read_with_its_places(document: tuple[str, list[Expected]]) -> None:
    text, expected = document
    manuscript = read_manuscript(text, "paper.md")
    blocks = [block for block in manuscript.blocks if block.kind != "heading"]
    assert [(block.kind, block.text) for block in blocks] == [(one.kind, one.text) for one in expected]
    for block, one in zip(blocks, expected, strict=True):
        pointers = [pointer for marker in block.markers for pointer in marker.pointers if pointer.kind == "key"]
        assert tuple(pointer.name for pointer in pointers) == one.keys
        assert {other for char, other in differing(manuscript, block) if char != MARK} <= {"&"}
        for marker in block.markers:
            if block.text[marker.at] == MARK:
                assert text[marker.start] == "[" and text[marker.end - 1] == "]"


MARKUP = st.text(
    st.sampled_from("[]()@^`*_~<>!$\\{}|#-+:;.,=\"'&%\n\n\t  019axp¹²–“”"),
    max_size=80,
)
CHUNKS = st.lists(
    st.sampled_from(
        """[@a; @b] [^n] [^n]: ^[x @a] ::: {#refs} ```{note} ``` $$ $x$ <sup>1</sup> <a href="#r">1</a> <!-- -->
        evidence: ignore --- a: b \\cite[p.~3]{a,b} {cite}`a` {cite:t}` <td> <li> > - 1. +--+--+ &amp; : x ----- [1]:
        u [1, 3-5]
        ![alt @a](u) @fig-a (@ex) @{xy} @a [p. 3] <div class=refs>
        </div> https://x.org/a_(b). doi:10.1000/x \\ | |--|
        [1](#a) [[2](#b)] *a **b ~~c~~ H~2~ x^2^ {.x}
        {{< include a.md >}} Table: % (a) [@ "q; r" “s”""".split()
    ),
    max_size=25,
).map(" ".join)


@given(st.one_of(MARKUP, CHUNKS, CHUNKS.map(lambda text: text.replace(" ", "\n")), st.text(max_size=40)))
@settings(max_examples=600)
def test_no_text_stops_the_reader(text: str) -> None:
    manuscript = read_manuscript(text, "paper.md")
    assert manuscript.text == text
    for block in manuscript.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        assert block.starts[0] == 0 and list(block.starts) == sorted(set(block.starts))
        assert len(block.starts) == len(block.offsets)
        assert all(0 <= block.locate(index) < len(text) for index in range(len(block.text)))
        for marker in block.markers:
            assert 0 <= marker.at <= len(block.text) and 0 <= marker.start < marker.end <= len(text)
            assert marker.pointers or marker.note or marker.unread
            for pointer in marker.pointers:
                written = text[pointer.start : pointer.end]
                if pointer.kind == "number":
                    assert pointer.name.isdigit()
                else:
                    assert pointer.name in (written, written.replace("&amp;", "&"))
                if pointer.quote is not None:
                    assert pointer.quote_start is not None and pointer.quote_end is not None
                    assert pointer.quote[0] == text[pointer.quote_start] or text[pointer.quote_start] == "&"


@given(st.text(st.sampled_from("*_ab ."), max_size=30).filter(str.strip))
@settings(max_examples=400)
def test_emphasis_is_that_of_commonmark(text: str) -> None:
    """CommonMark 0.31.2, 6.2: the same marks vanish that vanish in another reader of the standard."""
    tokens = MarkdownIt("commonmark").parse(f"x {text} x")
    (inline,) = [token for token in tokens if token.type == "inline"]
    shown = "".join(child.content for child in inline.children or ())
    (block,) = read_manuscript(f"x {text} x", "paper.md").blocks
    assert " ".join(block.text.split()) == " ".join(shown.split())


@pytest.mark.parametrize("size", [2_000, 20_000])
@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "[@a; ",
        "![[",
        "`",
        "*a **a ",
        "<",
        "<a ",
        "^[",
        "$a ",
        "{{<",
        "\\cite{",
        "<!--",
        "> ",
        "- ",
        "|a\n|-\n",
        "[a](",
        "&",
    ],
)
def test_long_rows_of_one_sign_are_read_or_refused(unit: str, size: int) -> None:
    """What stands before is read as ever; where time grew with the square, this would not end."""
    manuscript = read_manuscript(f"Before.\n\n{unit * size}@who", "paper.md")
    assert manuscript.blocks[0].text == "Before."
