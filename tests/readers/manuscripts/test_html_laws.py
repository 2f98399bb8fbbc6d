"""What holds of every page: places, the words of a browser, and pages that this project made itself."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import given, strategies as st
from justhtml import JustHTML
from justhtml.dom import Text

from evidence_assembler import Citation, Draft, Library, assemble_answer, render_answer
from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.manuscript import MARK
from evidence_assembler.model.source import Source
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.readers.manuscripts.html.tokens import Words, decode
from evidence_assembler.readers.manuscripts.html.tree import BLOCKS, Element, read_page

WORDS = st.text(st.sampled_from("ab 1.,\n\t &;<é–[]()\u00a0"), max_size=6)
PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<b>", "</b>", "<a href='#x'>", "</a>",
    "<h2>", "</h2>", '<span class="a>b">', "</span>", "<br>", "<!-- c -->", "&amp;", "&lt", "&notit;", "&#x80;", " < ",
    "<blockquote>",
    "</blockquote>", "<dl>", "<dt>", "<dd>", "</dl>", "</x>", "<?pi>", "<sup>", "</sup>", "</ >", "<img alt=x>",
    "<p title=don't>", "<table><tr><td>a</td><td>b</td></tr></table>",
    "<table><caption>k<tr><th>a<td>b<tr><td>c<tbody><tr><td>d</table>",
    "<table><thead><tr><td><p>x<tbody><tr><td><ul><li>y</table>", "<!-->", "<![CDATA[x]]>", "<script>a</b></script>",
]  # fmt: skip
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), WORDS.map(lambda words: words.replace("<", ""))), max_size=30).map(
    "".join
)
BROKEN = st.text(st.sampled_from("<>!-?=\"'& apx1#;"), max_size=40)
PAGES = st.lists(
    st.one_of(
        SOUP,
        st.builds("<p>{} [<a href='#r{}'>1</a>] {}</p>".format, WORDS, st.integers(1, 3), WORDS),
        st.builds("<p>{}<sup>{}</sup>{}</p>".format, WORDS, WORDS, WORDS),
        st.builds("<ol class=references><li id=r1>{}<li id=r2>{}</ol>".format, WORDS, WORDS),
        st.builds("<table><tr><th>{}<td>{}</table>".format, WORDS, WORDS),
    ),
    max_size=5,
).map("".join)


@given(PAGES)
def test_every_character_stands_where_it_says(page: str) -> None:
    """A character is that of the file, or stands for white space, a character reference, a marker, raised letters."""
    for block in read_manuscript(page, "p.html").blocks:
        assert 0 <= block.start <= block.end <= len(page)
        assert block.text == block.text.strip(" ")
        last = -1
        for index, character in enumerate(block.text):
            place = block.locate(index)
            written = page[place]
            assert place >= last
            last = place
            assert (
                character == written
                or written in "&<"
                or (character == " " and (written in "\n\t" or block.text[index + 1] == written))
                or (character == MARK and any(one.at == index and one.start == place for one in block.markers))
                or written == normalize("NFKC", character)
            ), (block, index)


@given(PAGES)
def test_markers_stand_in_order_and_in_their_block(page: str) -> None:
    for block in read_manuscript(page, "p.html").blocks:
        ends = [0, *(marker.end for marker in block.markers)]
        for marker, end in zip(block.markers, ends, strict=False):
            assert end <= marker.start < marker.end <= len(page)
            assert all(marker.start <= one.start < one.end <= marker.end for one in marker.pointers)
        assert block.text.count(MARK) <= len(block.markers)


@given(st.text(max_size=60) | BROKEN)
def test_any_text_is_read(text: str) -> None:
    assert read_manuscript(text, "p.html").text == text


@given(SOUP | BROKEN)
def test_words_stand_in_the_blocks_of_the_standard(soup: str) -> None:
    """13.2, "Parsing HTML documents", as another parser has it: each character, and the block that it stands in."""
    page = "<!DOCTYPE html>" + soup
    assert list(list_places(read_page(page).root, page)) == list(list_standard_places(page))


def list_places(root: Element, page: str) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[object, str]] = [(root, "")]
    while waiting:
        node, block = waiting.pop()
        if isinstance(node, Words):
            yield from ((one, block) for one in decode(page[node.start : node.end]) if not one.isspace())
        elif isinstance(node, Element):
            block = node.name if node.name in BLOCKS - {"html", "body"} else block
            waiting += [(child, block) for child in reversed(node.children)]


def list_standard_places(page: str) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[object, str]] = [(JustHTML(page, sanitize=False).root, "")]
    while waiting:
        node, block = waiting.pop()
        if isinstance(node, Text):
            yield from ((one, block) for one in node.data or "" if not one.isspace())
            continue
        name = str(getattr(node, "name", ""))
        if name == "script" or name.startswith(("#comment", "!")):
            continue
        block = name if name in BLOCKS - {"html", "body"} else block
        waiting += [(child, block) for child in reversed(getattr(node, "children", None) or [])]


def make_library() -> Library:
    titles = {f"s{number}": FrozenMap({"title": f"Trial {number}, a report"}) for number in range(1, 7)}
    return Library(tuple(LibraryEntry(Source(id=one, type="article-journal", variables=titles[one])) for one in titles))


@pytest.mark.parametrize("markers", ["bracket", "superscript"])
@given(
    st.lists(
        st.lists(st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6", "none"]), max_size=6, unique=True),
        min_size=1,
        max_size=6,
    )
)
def test_a_page_of_this_project_is_read_back(markers: str, cited: list[list[str]]) -> None:
    """Each statement with as many citations as it was given, each pointing to an entry of the list."""
    library = make_library()
    draft = Draft(question="What was found?")
    for number, ids in enumerate(cited):
        citations = [Citation(source_id=one) for one in ids]
        draft = draft.add(f"Statement {'x' * (number + 1)} of those that were made.", cite=citations)
    page = render_answer(assemble_answer(draft, library), "html", markers=markers)
    blocks = read_manuscript(page, "answer.html").blocks
    labels = {label for block in blocks if block.kind == "entry" for label in block.labels}
    items = {block.text.split()[1]: block for block in blocks if block.kind == "item"}
    assert len(items) == len(cited)
    for number, ids in enumerate(cited):
        pointers = [one for marker in items["x" * (number + 1)].markers for one in marker.pointers]
        assert len(pointers) == len(ids)
        assert [one.name for one in pointers if one.kind == "key"] == [one for one in ids if one == "none"]
        assert {one.name for one in pointers if one.kind == "anchor"} <= labels
    assert len([block for block in blocks if block.kind == "entry"]) == len(
        {one for ids in cited for one in ids} - {"none"}
    )
