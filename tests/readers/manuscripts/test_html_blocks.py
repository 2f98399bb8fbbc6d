"""Pages as blocks: what is a paragraph, an item, a row, an entry, a note, an aside, and what is no text of them."""

from __future__ import annotations

import pytest

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model.manuscript import Block, Manuscript
from evidence_assembler.model.place import Place
from evidence_assembler.readers.manuscripts import read_manuscript


def read(page: str, path: str = "page.html") -> Manuscript:
    return read_manuscript(page, path)


def list_blocks(page: str, path: str = "page.html") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(page, path).blocks]


def only(page: str) -> Block:
    (block,) = read(page).blocks
    return block


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("Loose words", [("paragraph", "Loose words")]),
        ("<p>One\n  two</p> \n<p> three<b> four </b>five", [
            ("paragraph", "One two"), ("paragraph", "three four five")]),
        ("<div>before<p>in</p>after</div>", [("paragraph", "before"), ("paragraph", "in"), ("paragraph", "after")]),
        ("a<br>b<br> <br>c", [("paragraph", "a b"), ("paragraph", "c")]),
        ("a<br/><!-- c --><br/>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<h2>H <i>i</i></h2>w", [("heading", "H i"), ("paragraph", "w")]),
        ("<div role=heading aria-level=4>H</div>", [("heading", "H")]),
        ("<ul><li>a<ul><li>b</ul>c<li><p>d</p><p>e</p></ul>", [("item", word) for word in "abcde"]),
        ("<dl><dt>Term<dd>Words.</dl>", [("aside", "Term"), ("paragraph", "Words.")]),
        ("<blockquote>q</blockquote><details><summary>s</summary>b</details>", [
            ("paragraph", "q"), ("aside", "s"), ("paragraph", "b")]),
        ("<header><h1>T</h1><p>By X</header><main>m</main><footer>f</footer><aside>x<ul><li>y</ul></aside>", [
            ("heading", "T"), ("aside", "By X"), ("paragraph", "m"), ("aside", "f"), ("aside", "x"), ("aside", "y")]),
        ("<figure><img src=p alt='A &lt; B'><figcaption>Cap.</figcaption></figure>", [
            ("aside", "A < B"), ("aside", "Cap.")]),
        ("<p>x <img alt='in words'> y", [("paragraph", "x y"), ("aside", "in words")]),
        ("a &lt; b &amp c &#x3b1; &#960 &nosuch; R&D &#128; AT&T; &notit;", [
            ("paragraph", "a < b & c α π &nosuch; R&D € AT&T; ¬it;")]),
        ("1 < 2 and a<3, </ x>end", [("paragraph", "1 < 2 and a<3, end")]),
        ("a\u00a0b&nbsp; c", [("paragraph", "a\u00a0b\u00a0 c")]),
        ("10<sup>5</sup> m<sup>2</sup> 1<sup>st</sup> X<sup>®</sup> H<sub>2</sub>O C<sub>max</sub> s<sup>-1</sup>", [
            ("paragraph", "10⁵ m² 1st X® H₂O Cmax s⁻¹")]),
        ("p <math><mi>p</mi><mo>&lt;</mo><mn>0.05</mn></math> <code>x</code> <q>y</q>", [
            ("paragraph", "p p<0.05 x y")]),
        ("<p>unclosed <b>bold<p>next", [("paragraph", "unclosed bold"), ("paragraph", "next")]),
        ("a \ufffc b", [("paragraph", "a \ufffd b")]),
        ("", []),
        (" \n<p> </p><p>&nbsp;</p><p>—</p>", []),
    ],
)  # fmt: skip
def test_words_stand_in_the_blocks_in_which_a_browser_shows_them(page: str, blocks: list[tuple[str, str]]) -> None:
    assert list_blocks(page) == blocks


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>'<p>'</script>", "<style>p{}</style>", "<template>t</template>", "<noscript>t</noscript>",
        "<svg><text>t</text></svg>", "<nav>t<ul><li>u</ul></nav>", "<form><button>t</button></form>",
        "<select><option>u</select>",
        "<textarea><b>t</textarea>", "<p hidden>t</p>", "<p style='color: red; DISPLAY:none'>t</p>",
        "<p aria-hidden=true>t",
        "<pre>t</pre>", "<pre><code>t</code></pre>", "<math display=block><mi>t</mi></math>",
        "<span class='math display'>t</span>", "<div role=navigation>t</div>", "<!-- t -->",
        "<![if x]><?t?>", "<title>t</title>",
    ],
)  # fmt: skip
def test_what_a_page_does_not_show_is_no_text(hidden: str) -> None:
    assert list_blocks(f"<p>before</p>{hidden}<p>after</p>") == [("paragraph", "before"), ("paragraph", "after")]


def test_the_title_is_that_of_the_head() -> None:
    page = read("<!DOCTYPE html><html><head><title>A &amp;\n B</title></head><body><p>x</body></html>\n")
    assert page.title == "A & B"
    assert [block.text for block in page.blocks] == ["x"]
    assert read("<p>x").title is None


def test_a_table_of_data_is_rows_and_a_table_that_arranges_is_its_words() -> None:
    page = (
        "<table><caption>Cap<thead><tr><th>A<th>B"
        "<tbody><tr><th>r</th><td>1<br>2<td><ul><li>x<li>y</ul><tr><td>z<td></table>"
    )
    assert list_blocks(page) == [("aside", "Cap"), ("aside", "A | B"), ("row", "r | 1 2 | x y"), ("row", "z |")]
    assert len({block.top for block in read(page).blocks}) == 1
    assert list_blocks("<table><tr><td>one cell. Two sentences.</table>") == [("paragraph", "one cell. Two sentences.")]
    assert list_blocks("<table><tr><td>a<td>b<tr><td><p>c</p><td>d</table>") == [("row", "a | b"), ("row", "c | d")]
    arranged = "<table><tr><td>menu<td><h2>H</h2><p>words<table><tr><td>x<td>y</table></table>"
    assert list_blocks(arranged) == [("paragraph", "menu"), ("heading", "H"), ("paragraph", "words"), ("row", "x | y")]
    assert list_blocks("<table role=presentation><tr><td>a<td>b</table>") == [("paragraph", "a"), ("paragraph", "b")]


def test_an_xml_file_is_read_as_xml() -> None:
    page = (
        '<?xml version="1.0"?><html><head><title/><script src="a.js"/></head>'
        '<body><p>A<a id="x"/> <![CDATA[1 < 2 &amp; 3]]></p></body></html>'
    )
    assert list_blocks(page) == [("paragraph", "A 1 < 2 &amp; 3")]
    assert only(page).labels == ("x",)
    assert list_blocks("<p><script/>x</p>", "page.xhtml") == [("paragraph", "x")]
    assert list_blocks("<p><script/>x</p>") == []


def test_items_have_numbers_and_ids_and_their_list_has_one_top() -> None:
    page = (
        "<p>x<ol id=l start=5><li id=a>five<li value=9>nine<ul><li><a name=b></a>in</ul><li>ten</ol>"
        "<ol reversed><li>two<li>one</ol>"
    )
    blocks = read(page).blocks
    assert [(block.text, block.labels, block.top) for block in blocks] == [
        ("x", (), 1),
        ("five", ("5", "a", "l"), 2),
        ("nine", ("9",), 2),
        ("in", ("b",), 2),
        ("ten", ("10",), 2),
        ("two", ("2",), 3),
        ("one", ("1",), 3),
    ]


def test_an_id_before_the_words_is_one_of_their_block() -> None:
    page = "<section id=s><h2 id=h>H</h2><p><a id=p1></a><span id=p2>x</span></p></section>"
    assert [block.labels for block in read(page).blocks] == [("s", "h"), ("p1", "p2")]


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("<ol class=references><li id=r1>E</ol>", ("1", "r1")),
        ("<ol id=references start=3><li><a name=r3></a>E</ol>", ("3", "r3", "references")),
        ("<section role=doc-bibliography><h2>R</h2><ul><li role=doc-biblioentry id=r>E</ul></section>", ("r",)),
        ("<div id=refs class='references csl-bib-body'><div id=ref-smith2001 class=csl-entry>E</div></div>", (
            "ref-smith2001", "refs", "smith2001")),
        ("<dl class=references><dt id=d>[4]</dt><dd>E</dd></dl>", ("4", "d")),
        ("<ol class=references><li id=cite_note-1><span class=mw-cite-backlink>^ <a href='#x'>a</a></span> E</ol>", (
            "1", "cite_note-1")),
        ("<section role=doc-endnotes><h2>References</h2><ol><li id=r>E</ol></section>", ("1", "r")),
        ("<div class=references><p id=r>E</div>", ("r",)),
        ("<section epub:type=bibliography><ul><li id=r><p>E</p></ul></section>", ("r",)),
        ("<ul class=ref-list><li id=B1><span class=label>E</span></ul>", ("B1",)),
        ("<table class=references><tr><td id=r>E</table>", ("r",)),
    ],
)  # fmt: skip
def test_a_list_of_references_is_one_by_its_markup(page: str, labels: tuple[str, ...]) -> None:
    (entry,) = [block for block in read(page).blocks if block.kind == "entry"]
    assert (entry.text, entry.labels) == ("E", labels)


def test_an_entry_is_one_block_whatever_it_holds_and_what_explains_the_list_is_none() -> None:
    page = "<div class=references><p>Listed by year.</p><ol><li><p>Smith.</p><p>J. 2001.<br>12</p></ol></div>"
    assert list_blocks(page) == [("aside", "Listed by year."), ("entry", "Smith. J. 2001. 12")]


def test_a_list_below_a_heading_stays_a_list() -> None:
    assert list_blocks("<h2>References</h2><ol><li>E</ol>") == [("heading", "References"), ("item", "E")]


def test_notes_are_told_from_references() -> None:
    page = (
        "<section class=footnotes role=doc-endnotes><ol>"
        "<li id=fn1><p>One.<a href='#fnref1' role=doc-backlink>↩</a></p><p>Two.</p></ol></section>"
    )
    notes = read(page).blocks
    assert [(note.kind, note.text, note.labels) for note in notes] == [
        ("note", "One.", ("fn1",)),
        ("note", "Two.", ("fn1",)),
    ]
    word = (
        "<p>w<a href='#_ftn1' name='_ftnref1'>[1]</a></p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> The note.</div>"
    )
    assert list_blocks(word)[1] == ("note", "The note.")
    assert read(word).blocks[1].labels == ("ftn1", "_ftn1")
    assert list_blocks("<aside epub:type=footnote id=n>Aside?</aside>") == [("note", "Aside?")]


def test_a_comment_for_the_checker_is_a_block() -> None:
    page = "<!-- evidence: ignore EA101 because known -->\n<p>x<!-- evidence: y --> z</p><!-- other -->"
    blocks = read(page).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("comment", "evidence: ignore EA101 because known"),
        ("paragraph", "x z"),
        ("comment", "evidence: y"),
    ]
    assert page[blocks[0].start : blocks[0].end] == blocks[0].text
    assert [block.top for block in blocks] == [1, 2, 3]


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<p>x</p>\n<!-- y", "the comment"),
        ("<p>x</p>\n<a href='y", "the tag <a"),
        ("<p>x</p>\n<script>y", "the element <script>"),
        ("<p>x</p>\n<?y", "the declaration <?y"),
    ],
)
def test_what_does_not_end_is_told(page: str, what: str) -> None:
    manuscript = read(page, "p.html")
    assert [block.text for block in manuscript.blocks] == ["x"]
    (problem,) = manuscript.problems
    assert problem.message.startswith(f"{what} does not end")
    assert problem.place == Place("p.html", 2, 1, 2, 2)


def test_every_word_knows_its_place() -> None:
    page = "<p>One\n  <b>tw</b>o &lt;three&gt;</p>"
    block = only(page)
    assert block.text == "One two <three>"
    assert [page[block.locate(index)] for index in range(len(block.text))] == list("One\ntwo &three&")
    assert (block.start, block.end) == (3, page.index("</p>"))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<div>" * 100_000 + "x", "x"),
        ("<b>" * 50_000 + "x" + "</b>" * 50_000 + "<p>y", "x y"),
        ("<ol><li>" * 30_000 + "x", "x"),
        ("<a><b>" * 20_000 + "x", "x"),
        ("<table><tr><td>" * 20_000 + "x", "x"),
        ("<b><p>" * 20_000 + "x", "x"),
        ("<sup>" * 30_000 + "1", None),
        ("<p>" + "[" * 200_000 + "x", None),
        ("<p>" + "(x " * 100_000, None),
        ("x" + "</i>" * 100_000, "x"),
        ("<" * 500_000, None),
        ("if a < b then " * 50_000, None),
        ("<!--" * 100_000, ""),
        ("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x", "x"),
        ("<p a" + " " * 500_000 + ">x", "x"),
        ("<a href='" * 50_000, ""),
        ("&#" + "1" * 200_000, None),
        ("<div class=references>" * 20_000 + "x", "x"),
        ("<div class=footnotes><h2>x" * 5_000, None),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_hostile_page_is_read_to_its_end(page: str, words: str | None) -> None:
    """None of these makes the reader recurse, nor look at what it has read again and again."""
    read_words = " ".join(block.text for block in read(page).blocks)
    assert words is None or read_words == words


def test_a_page_of_too_many_tags_is_refused() -> None:
    assert list_blocks("a < b " * 150_001)
    with pytest.raises(UnreadableFileError, match="more than 150,000 tags"):
        read("<b>" * 150_001)
