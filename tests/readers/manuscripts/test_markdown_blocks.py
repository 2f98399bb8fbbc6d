"""Blocks of Markdown: what is a heading, an item, a row, a caption, a note, a reference; and what is no text."""

from __future__ import annotations

import pytest

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model.manuscript import MARK, Manuscript
from evidence_assembler.readers.manuscripts import read_manuscript


def read(text: str) -> Manuscript:
    return read_manuscript(text, "paper.md")


def outline(text: str) -> list[str]:
    """Each block as its kind, its labels in parentheses, and its words with ¤ for a mark."""
    return [
        f"{block.kind}{block.level or ''}{'(' + ' '.join(block.labels) + ')' if block.labels else ''}: "
        + block.text.replace(MARK, "¤").replace("\n", " / ")
        for block in read(text).blocks
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One {#a .x}\n\n## Two ##\n\n### C#\n", ["heading1(a): One", "heading2: Two", "heading3: C#"]),
        ("One\nmore {#a}\n========\n\nTwo\n---\n", ["heading1(a): One / more", "heading2: Two"]),
        ("> # Quoted\n\n- # In a list\n", ["aside: Quoted", "aside: In a list"]),
        ("One\ntwo  \nthree\\\nfour\n", ["paragraph: One / two / three / four"]),
        ("> One\n> two\nlazy\n>\n> > Three\n", ["paragraph: One / two / lazy", "paragraph: Three"]),
        ("- One\n- Two\n\n  more\n  - three\n", ["item: One", "item: Two", "item: more", "item: three"]),
        ("3. One\n\n   more\n4) Two\n", ["item(3): One", "item(3): more", "item(4): Two"]),
        ("- [x] Done\n- [ ] To do\n- [1] Cited\n", ["item: Done", "item: To do", "item: ¤ Cited"]),
        ("(1) One\n    more\n(2) Two\n", ["item(1): One / more", "item(2): Two"]),
        ("a. One\nb. Two\n\nc. Three\n", ["item: One", "item: Two", "item: Three"]),
        ("#. One\n#. Two\n", ["item: One", "item: Two"]),
        ("B. Smith said so.\n", ["paragraph: B. Smith said so."]),
        ("i.e. this\n", ["paragraph: i.e. this"]),
        (
            "[1] A. First.\n[2] B. Second\nmore.\n[3] C.\n",
            ["paragraph: ¤ A. First.", "paragraph: ¤ B. Second / more.", "paragraph: ¤ C."],
        ),
        ("[1] showed this.\n[4] did not.\n", ["paragraph: ¤ showed this. / ¤ did not."]),
        ("Term\n: One [@a]\n\n    more\n: Two\n", ["aside: Term", "item: One ¤", "item: more", "item: Two"]),
        ("| A line\n|  another\n", ["paragraph: A line / another"]),
        ("![A *figure* [@a]](x.png){width=3}\n", ["aside: A figure ¤"]),
        ("Words ![alt](x.png) and ![](y.png) words.\n", ["paragraph: Words and words.", "aside: alt"]),
        (
            "[^1]: One.\n\n    - two\n\n    | a |\n    |---|\n    | b |\n",
            ["note(1): One.", "note(1): two", "note(1): a", "note(1): b"],
        ),
        ("(ref:fig) A caption [@a].\n", ["aside: A caption ¤."]),
        ("(place)=\n# Title\n", ["heading1(place): Title"]),
        ("(place)=\nWords.\n", ["paragraph(place): Words."]),
        ("> [!NOTE]\n> Words.\n\n> [!tip]- Words.\n", ["paragraph: Words.", "paragraph: Words."]),
        ("Words.\n{: .class #id}\n\n{% include x.html %}\n", ["paragraph: Words."]),
        ("R&amp;D &#945;&nbsp;&bogus; 5 \\< 6\\ 7\n", ["paragraph: R&D α\u00a0&bogus; 5 < 6\u00a07"]),
        ("H~2~O, ~~gone~~, 10^-5^, ~5 and ~6\n", ["paragraph: H2O, gone, 10⁻⁵, ~5 and ~6"]),
        ("The $p<0.05$ of $5 and $10\n", ["paragraph: The p<0.05 of $5 and $10"]),
        ("A \\textbf{bold \\emph{word}}\\index{x}, \\ref{fig:a}\\newpage\n", ["paragraph: A bold word, fig:a"]),
        ("Role {sub}`2`, {ref}`there`, {math}`x`\n", ["paragraph: Role 2, there, x"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```python\n[@a]\n```\n",
        "~~~\n[@a]\n\n~~~\n",
        "> ```\n> [@a]\n> ```\n",
        "```{r, fig.cap='x [@a]'}\nx\n```\n",
        ":::{code-block} python\n[@a]\n:::\n",
        "    [@a]\n",
        "<!-- [@a]\n\nmore -->\n",
        "<script>\n[@a]\n\nx\n</script>\n",
        "<pre>[@a]</pre>\n",
        "$$\nx\n+ y\n$$ {#eq-one}\n",
        "\\begin{equation}\nx\n\n= y\n\\end{equation}\n",
        "\\begin{center}\n[@a]\n\\end{center}\n",
        "[a]: https://example.org 'Title'\n",
        "* * *\n\n---\n",
        "\\newpage\n\n\\index{a}\n",
        "% a comment of MyST\n\n+++\n",
        "`r knitr::opts_chunk$set()`\n",
        "{{< pagebreak >}}\n",
        "::: {.x}\n:::\n",
        "<div>\n</div>\n<br/>\n<img src='x'>\n",
        "",
        "\n \n\t\n",
    ],
)
def test_what_holds_no_text(text: str) -> None:
    assert read(text).blocks == () and read(text).problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| A | B |\n|:--|--:|\n| c | d [@a] |\n| e \\| f | `g | h` |\n",
            ["aside: A | B", "row: c | d ¤", "row: e | f | g | h"],
        ),
        ("A | B\n--|--\nc | d\n\nText.\n", ["aside: A | B", "row: c | d", "paragraph: Text."]),
        ("Text\n| A |\n|---|\n| b |\n", ["paragraph: Text", "aside: A", "row: b"]),
        ("|---|---|\n| a | b |\n", ["row: a | b"]),
        ("| A |\n|---|\n| b |\n\nTable: A caption [@a].\n", ["aside: A", "row: b", "aside: A caption ¤."]),
        (": A caption {#tbl-a}\n\n| A |\n|---|\n| b |\n", ["aside: A caption", "aside: A", "row: b"]),
        (
            "+---+---+\n| A | B |\n+===+===+\n| c | d |\n|   | e |\n+---+---+\n| f | g |\n+---+---+\n",
            ["aside: A | B", "row: c | d e", "row: f | g"],
        ),
        (
            "  Right     Left\n-------     ------\n     12     [@a]\n    123     x\n\nText.\n",
            ["aside: Right | Left", "row: 12 | ¤", "row: 123 | x", "paragraph: Text."],
        ),
        ("-------     ------\n     12     a\n-------     ------\n", ["row: 12 | a"]),
        (
            "-----------------\n A        B\n          more\n-------- --------\n"
            " c        d\n          e\n\n f        g\n-----------------\n",
            ["aside: A | B / more", "row: c | d / e", "row: f | g"],
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr>\n<tr><td>c<sup>1</sup></td><td>d</td></tr></table>\n",
            ["aside: A | B", "row: c¤ | d"],
        ),
        ("a | b and c\n", ["paragraph: a | b and c"]),
        ("One -- two\n--- not a table\n", ["paragraph: One -- two / --- not a table"]),
    ],
)
def test_tables(text: str, expected: list[str]) -> None:
    assert [one.replace(" /  ", " / ") for one in outline(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One</p><p>Two <b>bold</b></p>\n", ["paragraph: One", "paragraph: Two bold"]),
        ("<div>\n\nOne\n\n</div>\n", ["paragraph: One"]),
        (
            "<h2 id='x'>Title</h2>\n<ul><li>One</li><li>Two</li></ul>\n",
            ["heading2(x): Title", "item: One", "item: Two"],
        ),
        (
            "<figure><img alt='An image'><figcaption>Words [@a]</figcaption></figure>\n",
            ["aside: An image", "aside: Words ¤"],
        ),
        ("A <kbd>key</kbd> <!-- no -->and <a id='here'></a>place\n", ["paragraph(here): A key and place"]),
        (
            "<div id='refs'>\n<div id='ref-roe' class='csl-entry'>A. First.</div>\n</div>\n\nAfter.\n",
            ["entry(ref-roe roe): A. First.", "paragraph: After."],
        ),
        (
            "<ol class='references'>\n<li id='r1'>First.</li>\n<li>Second.</li>\n</ol>\n",
            ["entry(1 r1): First.", "entry(2): Second."],
        ),
        (
            "<div class='references'>\n\n1. First.\n2. Second.\n\n</div>\n\nAfter.\n",
            ["entry(1): First.", "entry(2): Second.", "paragraph: After."],
        ),
        ("5 < 6 and <unknown and a<b>c\n", ["paragraph: 5 < 6 and <unknown and ac"]),
    ],
)
def test_html(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: {#refs}\n\nFirst.\n\nSecond.\n:::\nAfter.\n", ["entry: First.", "entry: Second.", "paragraph: After."]),
        ("::: {#refs .references}\n::: {#ref-roe .csl-entry}\nFirst.\n:::\n:::\n", ["entry(ref-roe roe): First."]),
        (
            ":::{note} A title [@t]\n:class: tip\nWords [@a].\n:::\nAfter.\n",
            ["aside: A title ¤", "paragraph: Words ¤.", "paragraph: After."],
        ),
        (
            "````{warning}\nWords.\n\n```{tip}\n- One\n```\n````\nAfter.\n",
            ["paragraph: Words.", "item: One", "paragraph: After."],
        ),
        ("```{figure} x.png\n:name: f\nA caption.\n```\n", ["aside: A caption."]),
        ("::: {#fig-one}\n![](x.png)\n\nA caption.\n:::\n", ["aside: A caption."]),
        (
            "::: {.callout-note}\n## A title\nWords.\n:::\n## After\n",
            ["aside: A title", "paragraph: Words.", "heading2: After"],
        ),
        ("::: warning\nWords.\n\n:::: inner\nMore.\n::::\n:::\n", ["paragraph: Words.", "paragraph: More."]),
        ("```{block2, type='rmdnote'}\nWords [@a].\n```\n", ["paragraph: Words ¤."]),
        ("```{note}\nNever closed.\n", ["paragraph: Never closed."]),
        (
            "> ```{note}\n> One.\n\n```{note}\nTwo.\n```\nThree.\n",
            ["paragraph: One.", "paragraph: Two.", "paragraph: Three."],
        ),
    ],
)
def test_divisions_and_directives(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_a_paragraph_goes_on_behind_a_formula_or_a_comment() -> None:
    text = "Where\n$$\nx\n+ y\n$$\nis a dose,\n<!-- a remark -->\nit is given.\n"
    assert outline(text) == ["paragraph: Where / is a dose, / it is given."]


def test_comments_that_speak_to_the_check() -> None:
    text = (
        "<!-- evidence: ignore EA101 because so -->\nOne.\n\n"
        "> <!--- evidence: ignore all --->\n> Two <!-- evidence: x --> three.\n"
    )
    assert outline(text) == [
        "comment: evidence: ignore EA101 because so",
        "paragraph: One.",
        "comment: evidence: ignore all",
        "comment: evidence: x",
        "paragraph: Two three.",
    ]
    block = read(text).blocks[0]
    assert text[block.start : block.end] == "evidence: ignore EA101 because so"


def test_outermost_blocks_are_numbered() -> None:
    text = (
        "# H\n\n- a\n  - b\n\n  c^[n]\n- d\n\nText ![alt](x).\n\n| A |\n|---|\n| b |\n\n"
        "::: x\nOne.\n\nTwo.\n:::\n\n> Q\n>\n> R\n"
    )
    tops = [block.top for block in read(text).blocks]
    assert [tops.index(top) for top in tops] == [0, 1, 1, 1, 1, 1, 6, 6, 8, 8, 10, 11, 12, 12]
    assert tops == sorted(tops)


def test_words_know_their_places() -> None:
    text = "> 1. One *two*\n>    &lt;three\n>\n> | a\\|b | **c** |\n> |---|---|\n> | d | `e` f |\n"
    item, head, row = read(text).blocks
    for block, word in ((item, "One"), (item, "two"), (item, "three"), (head, "c"), (row, "d"), (row, "e"), (row, "f")):
        assert block.locate(block.text.index(word)) == text.rindex(word)
    assert (item.text, head.text, row.text) == ("One two\n<three", "a|b | c", "d | e f")
    assert item.locate(item.text.index("<")) == text.index("&lt;")
    assert text[item.start : item.end] == "One *two*\n>    &lt;three"


def test_what_is_not_read_is_told() -> None:
    text = f"{'> ' * 100}deep\n\n```{{r child='part.Rmd'}}\n```\n\n{{{{< include other.qmd >}}}}\n\n<!-- open\n\nlost\n"
    assert [(problem.message, problem.place.line) for problem in read(text).problems] == [
        ("blocks stand over 30 levels deep here, and what is deeper was not read", 1),
        ("'part.Rmd' is included here, and was not read", 3),
        ("a comment begins here and never ends, and what is behind it was not read", 8),
        ("'other.qmd' is included here, and was not read", 6),
    ]


@pytest.mark.parametrize(("unit", "what"), [("- x\n", "blocks"), ("|a\n", "blocks"), ("a*", "pieces of markup")])
def test_what_no_one_wrote_is_refused(unit: str, what: str) -> None:
    head = "| A |\n|---|\n" if unit[0] == "|" else ""
    with pytest.raises(UnreadableFileError, match=f"more {what} than") as refused:
        read(head + unit * 300_000)
    assert (refused.value.path, refused.value.remedy) == ("paper.md", "Part it into several files.")


def test_half_a_million_words_in_one_line() -> None:
    text = "word " * 400_000 + "[@who]."
    (block,) = read(text).blocks
    assert block.markers[0].pointers[0].name == "who" and len(block.text) == 2_000_002


def test_blocks_end_with_their_words() -> None:
    text = "## References\n``a``\n[^1]: note [@lee2019].\n<div>$$<\n==="
    for block in read_manuscript(text, "a.md").blocks:
        assert not text[block.end - 1].isspace()
