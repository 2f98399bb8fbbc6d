"""Comments that let findings be: what they name, why, what they cover, and what cannot be read of them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model.document import Suppression
from evidence_assembler.model.manuscript import Block, BlockKind
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.resolve.suppressions import read_suppressions
from evidence_assembler.text.line_places import LinePlaces

COMMENT = "evidence: ignore EA101 because we say so"


def read(text: str, blocks: list[Block]) -> tuple[Suppression, ...]:
    return read_suppressions(blocks, LinePlaces(text, "a.md").place)


def lay_out(*parts: tuple[BlockKind, int, str], between: str = "\n") -> tuple[str, list[Block]]:
    """A file of such blocks, one behind the other: the kind, the number of the outermost block, the words."""
    text, blocks = "", []
    for kind, top, words in parts:
        blocks.append(Block(kind, words, len(text), len(text) + len(words), top, offsets=(len(text),)))
        text += words + between
    return text, blocks


def read_one(comment: str) -> Suppression:
    return read(*lay_out(("comment", 1, comment), ("paragraph", 2, "We aim.")))[0]


@pytest.mark.parametrize(
    ("comment", "rules", "because"),
    [
        ("evidence: ignore EA101 because the author's own aim", ("EA101",), "the author's own aim"),
        ("evidence: ignore EA101, EA210 because a, b", ("EA101", "EA210"), "a, b"),
        ("evidence: ignore EA101 EA2;unused-source because of it", ("EA101", "EA2", "unused-source"), "of it"),
        ("Evidence : Ignore\n  EA101\n  BECAUSE it is\n  ours", ("EA101",), "it is ours"),
        ("evidence:ignore: EA101 because: why not because", ("EA101",), "why not because"),
        ("evidence: ignore EA101, EA101 because x y", ("EA101",), "x y"),
        ("evidence: ignore EA101 because", ("EA101",), None),
        ("evidence: ignore EA101", ("EA101",), None),
        ("evidence: ignore EA101 our own aim", ("EA101", "our", "own", "aim"), None),
    ],
)
def test_what_a_comment_says(comment: str, rules: tuple[str, ...], because: str | None) -> None:
    said = read_one(comment)
    assert (said.rules, said.because, said.unread) == (rules, because, None)


@pytest.mark.parametrize(
    ("comment", "unread"),
    [
        ("evidence: ignroe EA101 because x", "behind `evidence:` stands 'ignroe', and only `ignore` is known"),
        ("evidence:", "behind `evidence:` stands nothing, and only `ignore` is known"),
        ("evidence: ignore because x", "it names no rule"),
        ("evidence: ignore", "it names no rule"),
        ("evidence: ignore " + " ".join(map(str, range(101))), "it names 101 rules, more than there are"),
    ],
)
def test_what_cannot_be_read_says_so(comment: str, unread: str) -> None:
    said = read_one(comment)
    assert said.unread == unread
    assert (said.first_line, said.last_line) == (1, 1)


def covered(*parts: tuple[BlockKind, int, str], between: str = "\n") -> list[tuple[int, int] | str]:
    found = read(*lay_out(*parts, between=between))
    return [one.unread or (one.first_line, one.last_line) for one in found]


def test_a_comment_covers_the_next_block_and_no_other() -> None:
    assert covered(("comment", 1, COMMENT), ("paragraph", 2, "One.\nTwo."), ("paragraph", 3, "Three.")) == [(2, 3)]
    assert covered(("paragraph", 1, "One."), ("comment", 2, COMMENT), ("paragraph", 3, "Two.")) == [(3, 3)]


def test_a_comment_above_a_heading_covers_the_heading_alone() -> None:
    assert covered(("comment", 1, COMMENT), ("heading", 2, "# Aims"), ("paragraph", 3, "We aim.")) == [(2, 2)]


def test_several_comments_may_stand_above_one_block() -> None:
    other = "evidence: ignore EA210 because it is short"
    assert covered(("comment", 1, COMMENT), ("comment", 2, other), ("paragraph", 3, "We aim.")) == [(3, 3), (3, 3)]


def test_a_comment_above_a_list_covers_all_of_it_and_one_among_its_items_the_next() -> None:
    items: list[tuple[BlockKind, int, str]] = [("item", 2, "- a"), ("item", 2, "- b\n  c"), ("item", 2, "- d")]
    assert covered(("comment", 1, COMMENT), *items, ("paragraph", 3, "e")) == [(2, 5)]
    assert covered(items[0], ("comment", 2, COMMENT), *items[1:]) == [(3, 4)]


def test_a_comment_behind_the_last_block_covers_nothing() -> None:
    assert covered(("paragraph", 1, "One."), ("comment", 2, COMMENT)) == ["nothing follows that it could cover"]
    assert covered(("comment", 1, COMMENT)) == ["nothing follows that it could cover"]


def test_a_comment_between_the_lines_of_a_paragraph_covers_those_behind_it() -> None:
    text = f"One.\n{COMMENT}\nTwo.\nThree.\n\nFour."
    start = text.index(COMMENT)
    blocks = [
        Block("paragraph", "One. Two. Three.", 0, text.index("\n\n"), 1, starts=(0, 5), offsets=(0, text.index("Two"))),
        Block("comment", COMMENT, start, start + len(COMMENT), 1),
        Block("paragraph", "Four.", text.index("Four"), len(text), 2),
    ]
    assert [(one.first_line, one.last_line, one.unread) for one in read(text, blocks)] == [(3, 4, None)]
    text = f"One. {COMMENT} Two."
    blocks = [
        Block("paragraph", "One. Two.", 0, len(text), 1, starts=(0, 5), offsets=(0, text.index("Two"))),
        Block("comment", COMMENT, 5, 5 + len(COMMENT), 1),
    ]
    assert read(text, blocks)[0].unread == "it stands within a line of text, and covers none"


@pytest.mark.parametrize("written", ["One. {}\nTwo.", "One.\n{} Two.\nThree.", "One. {}\n\nTwo.", "# A {}\nTwo."])
def test_a_comment_covers_only_from_a_line_of_its_own(written: str) -> None:
    manuscript = read_manuscript(written.format(f"<!-- {COMMENT} -->"), "a.md")
    (said,) = read(manuscript.text, list(manuscript.blocks))
    assert said.unread == "it stands within a line of text, and covers none"


@pytest.mark.parametrize("page", ["<p>One. <!-- {} --></p><p>Two.</p>", "<p>One. <!-- {} --></p>\n<p>Two.</p>"])
def test_a_comment_behind_the_words_of_a_paragraph_does_not_cover_the_next(page: str) -> None:
    manuscript = read_manuscript(page.format(COMMENT), "a.html")
    (said,) = read(manuscript.text, list(manuscript.blocks))
    assert (said.first_line, said.unread) == (1, "it stands within a line of text, and covers none")


@pytest.mark.parametrize("written", ["Before here. % {}\nNext one.", "\\section{{A}} % {}\nNext one."])
def test_a_comment_of_latex_behind_words_is_told(written: str) -> None:
    manuscript = read_manuscript(written.format(COMMENT), "a.tex")
    (said,) = read(manuscript.text, list(manuscript.blocks))
    assert (said.first_line, said.unread) == (1, "it stands within a line of text, and covers none")


def test_what_an_element_on_one_line_holds_is_covered_whole() -> None:
    """And where it has several lines, its first paragraph is the next block."""
    page = f"<!-- {COMMENT} -->\n<div><p>One.</p><p>Two.</p></div>\n<p>Three.</p>"
    manuscript = read_manuscript(page, "a.html")
    assert [(one.first_line, one.last_line) for one in read(page, list(manuscript.blocks))] == [(2, 2)]
    page = f"<!-- {COMMENT} -->\n<div><p>One.</p>\n<p>Two.</p></div>\n<p>Three.</p>"
    manuscript = read_manuscript(page, "a.html")
    assert [(one.first_line, one.last_line) for one in read(page, list(manuscript.blocks))] == [(2, 2)]


def test_many_comments_within_one_paragraph_are_read_in_one_pass() -> None:
    manuscript = read_manuscript(f"a\n<!-- {COMMENT} -->\n" * 5_000, "a.html")
    assert len(read(manuscript.text, list(manuscript.blocks))) == 5_000


def test_a_block_that_shares_its_line_with_others_is_not_covered_by_halves() -> None:
    """Suppressions count lines, so what stands on one line with other text would let findings about that be too."""
    parts: list[tuple[BlockKind, int, str]] = [
        ("comment", 1, COMMENT),
        ("paragraph", 2, "One."),
        ("paragraph", 3, "B."),
    ]
    assert covered(*parts, between=" ") == ["what it would cover shares line 1 with other text"]
    before: tuple[BlockKind, int, str] = ("paragraph", 0, "Z.")
    assert covered(before, *parts[:2], between=" ") == ["it stands within a line of text, and covers none"]
    assert covered(*parts[:2], between=" ") == [(1, 1)]


def test_a_footnote_inside_a_covered_paragraph_is_covered_with_it() -> None:
    text = f"{COMMENT}\nWe aim^[as told] high.\nThen."
    start = text.index("We")
    note = text.index("as told")
    blocks = [
        Block("comment", COMMENT, 0, len(COMMENT), 1),
        Block("paragraph", "We aim high.", start, text.index("\nThen"), 2),
        Block("note", "as told", note, note + 7, 2, labels=("1",)),
        Block("paragraph", "Then.", text.index("Then"), len(text), 3),
    ]
    assert [(one.first_line, one.last_line, one.unread) for one in read(text, blocks)] == [(2, 2, None)]


def test_a_suppression_stands_where_its_comment_stands() -> None:
    text, blocks = lay_out(("paragraph", 1, "One."), ("comment", 2, COMMENT), ("paragraph", 3, "Two."))
    place = read(text, blocks)[0].place
    assert (place.path, place.line, place.column, place.end_column) == ("a.md", 2, 1, len(COMMENT) + 1)


KINDS = st.sampled_from(["comment", "paragraph", "heading", "item", "row"])
PARTS = st.lists(st.tuples(KINDS, st.booleans(), st.sampled_from(["a", "b\nc", "d\ne\nf"])), max_size=12)


@given(PARTS)
def test_a_comment_covers_whole_blocks_below_it_up_to_the_next_outermost_one(
    parts: list[tuple[BlockKind, bool, str]],
) -> None:
    tops, laid = 0, []
    for kind, joins, words in parts:
        tops += not (joins and kind in ("item", "row"))
        laid.append((kind, tops, COMMENT if kind == "comment" else words))
    text, blocks = lay_out(*laid)
    found = read(text, blocks)
    assert len(found) == sum(kind == "comment" for kind, _, _ in laid)
    lines = LinePlaces(text, "a.md")
    for one in found:
        below = [b for b in blocks if b.kind != "comment" and lines.find_line(b.start) > one.place.line]
        if not below:
            assert one.unread is not None
            continue
        assert one.unread is None
        inside = [b for b in below if one.first_line <= lines.find_line(b.start) <= one.last_line]
        assert inside[0] == below[0]
        assert {b.top for b in inside} == {below[0].top}
        assert one.last_line == lines.find_line(inside[-1].end - 1)


def test_many_comments_and_blocks_are_read_in_one_pass() -> None:
    """Ten thousand comments above one list of ten thousand items, each item with a comment of its own."""
    above: list[tuple[BlockKind, int, str]] = [("comment", 1, COMMENT)] * 10_000
    among: list[tuple[BlockKind, int, str]] = [("item", 2, "- x"), ("comment", 2, COMMENT)] * 10_000
    found = covered(*above, *among)
    assert found[0] == found[9_999] == (10_001, 29_999)
    assert found[10_000] == (10_003, 10_003)
    assert len(found) == 20_000


def test_a_comment_of_two_million_characters_is_read() -> None:
    assert read_one("evidence: ignore " + " ".join(map(str, range(300_000)))).unread == (
        "it names 300000 rules, more than there are"
    )
    assert read_one("evidence: " + "x" * 2_000_000).unread is not None
    assert read_one("evidence: ignore EA101 because " + " " * 2_000_000 + "x").because == "x"
