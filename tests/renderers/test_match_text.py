"""A match as it is printed: the verdict, the quotation above the words of its source, marks beneath what differs."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given, strategies as st
from IPython.lib.pretty import pretty

from evidence_assembler.library.library import build_library
from evidence_assembler.model import QuoteMatch, Source, SourceText
from evidence_assembler.renderers.shown.compared import compare_match, is_comparable
from evidence_assembler.renderers.shown.quotation import WIDTH, lay_out_comparison, lay_out_match, render_match
from evidence_assembler.renderers.terminal.aligned import Cell, WordReader, wrap_cells
from evidence_assembler.renderers.terminal.lines import Line, count_columns, show_word, write_lines
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.locate import locate_quote
from evidence_assembler.text.skeleton import strip_gaps

TEXT = (
    "In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg at twelve weeks. It\nshould not be used in "
    "pregnancy. The dose was 10 mg once daily, unless renal func-\ntion was impaired. It was called “safe”."
)
TEXTS = st.text(st.sampled_from("ab cd-1.5\n…[]“'\u00ad\u0301日本ﬁ\x1b\u202e"), max_size=60) | st.text(max_size=40)


def show(quote: str, text: str = TEXT) -> list[str]:
    return str(locate_quote(quote, text)).split("\n")


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        (
            "by 12.5 mm Hg at twelve weeks",
            [
                "✓ These words stand in the source.",
                "Quoted         by 12.5 mm Hg at twelve weeks",
                "Characters 52 to 81.",
            ],
        ),
        (
            "systolic pressure by 125 mm Hg at twelve weeks",
            [
                "✕ These words do not stand in the source as quoted.",
                "Quoted         systolic pressure by 125  mm Hg at twelve weeks",
                "In the source  systolic pressure by 12.5 mm Hg at twelve weeks",
                "                                    ^^^^",
                "Characters 34 to 81.",
            ],
        ),
        (
            "It should be used in pregnancy",
            [
                "✕ These words do not stand in the source as quoted.",
                "Quoted         It should     be used in pregnancy",
                "In the source  It should not be used in pregnancy",
                "                         ^^^",
                "Characters 83 to 117.",
            ],
        ),
        (
            "It should … be used in pregnancy",
            [
                "✕ The pieces of this quotation stand in the source, but not without the words left out between them.",
                "Quoted         It should …   be used in pregnancy",
                "In the source  It should not be used in pregnancy",
                "                         ^^^",
                "What was left out holds a negation.",
                "Characters 83 to 117.",
            ],
        ),
        (
            "The dose was 10 mg once daily … In 214 adults",
            [
                "✕ The pieces of this quotation do not stand in the source in this order and near each other.",
                "Quoted         The dose was 10 mg once daily … In 214 adults",
                "In the source  In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg at",
                "In the source  twelve weeks. It should not be used in pregnancy. The dose was 10 mg once",
                "In the source  daily",
                "Characters 0 to 148.",
            ],
        ),
        (
            'the dose was 10mg once daily, unless renal function was impaired. It was called "safe".',
            [
                "✓ These words stand in the source; spacing, hyphens, quotation marks, "
                "a first capital or a final stop may differ.",
                "Quoted         the dose was 10mg  once daily, unless renal function   was impaired. It",
                "In the source  The dose was 10 mg once daily, unless renal func- tion was impaired. It",
                "               ^^^",
                'Quoted         was called "safe".',
                "In the source  was called “safe”.",
                "Characters 119 to 209.",
            ],
        ),
        (
            "be used in pregnancy",
            [
                "✓ These words stand in the source.",
                "Quoted         be used in pregnancy",
                "A word that denies stands right before them.",
                "Characters 97 to 117.",
            ],
        ),
        (
            "nothing of the kind was ever said",
            ["✕ These words were not found in the source.", "Quoted         nothing of the kind was ever said"],
        ),
    ],
)
def test_a_match_prints_its_verdict_its_words_and_their_place(quote: str, shown: list[str]) -> None:
    assert show(quote) == shown


def test_what_was_not_checked_says_so() -> None:
    library = build_library([(Source(id="one"), None)])
    assert str(library["one"].locate("any words")).split("\n") == [
        "? Not checked: the text was not at hand, or only a part of it, and these words do not stand in that.",
        "Quoted         any words",
    ]


def test_words_of_another_source_are_shown_as_those_of_that_source() -> None:
    match = QuoteMatch(status="misattributed", quote="it fell", start=3, end=10, found="It fell", found_in="b\x1b[2J")
    assert str(match).split("\n") == [
        "✕ These words stand in another source, b[2J, not in this one.",
        "Quoted          it fell",
        "In that source  It fell",
        "                ^^",
        "Characters 3 to 10 of b[2J.",
    ]


def test_a_citation_that_quotes_prints_what_became_of_its_words() -> None:
    library = build_library([(Source(id="one"), None)], [SourceText(source_id="one", text=TEXT)])
    quoted = library["one"].quote("It should be used in pregnancy")
    assert str(quoted) == str(quoted.match) == pretty(quoted)


def test_in_ipython_a_match_alone_is_as_printed_and_one_among_others_is_its_fields() -> None:
    match = locate_quote("It should be used", TEXT)
    assert pretty(match) == str(match)
    assert pretty([match]) == f"[{match!r}]"
    assert repr(match).startswith("QuoteMatch(status='altered'")


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        (
            "日本語は短い、と言う",
            "日本語は長い、と言う",
            ["日本語は短い、と言う", "日本語は長い、と言う", "        ^^"],
        ),
        (
            "cafe\u0301 noir 5 mg",
            "cafe\u0301 noir 50 mg",
            ["cafe\u0301 noir 5  mg", "cafe\u0301 noir 50 mg", "          ^^"],
        ),
        ("oﬃce hours 5 mg", "office\nhours 50 mg", ["oﬃce   hours 5  mg", "office hours 50 mg", "             ^^"]),
        ("한국어 5 mg 이다", "한국어 50 mg 이다", ["한국어 5  mg 이다", "한국어 50 mg 이다", "       ^^"]),
    ],
)
def test_wide_and_joined_characters_keep_the_marks_in_their_columns(quote: str, text: str, shown: list[str]) -> None:
    assert [line[15:] for line in show(quote, text)[1:4]] == shown


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        (
            "It says: safe, it works",
            'It says: "safe", it works',
            ["It says:  safe , it works", 'It says: "safe", it works'],
        ),
        (
            'It says: "safe", it works',
            "It says: safe, it works",
            ['It says: "safe", it works', "It says:  safe , it works"],
        ),
        (
            "the dose, it fell in all",
            "the dose it fell in all",
            ["the dose, it fell in all", "the dose  it fell in all"],
        ),
    ],
)
def test_a_mark_that_one_text_has_stands_at_its_word(quote: str, text: str, shown: list[str]) -> None:
    assert [line[15:] for line in show(quote, text)[1:3]] == shown


def test_long_words_are_wrapped_in_pairs_that_begin_with_the_same_word() -> None:
    words = [f"word{number}" for number in range(100)]
    other = [*words[:40], "entirely", "new", *words[42:]]
    lines = show(" ".join(words), " ".join(other))[1:-1]
    assert all(count_columns(line) <= WIDTH for line in lines)
    pairs = [lines[at : at + 2] for at, line in enumerate(lines) if line.startswith("Quoted")]
    assert len(pairs) > 8
    for quoted, source in pairs:
        assert quoted.split()[1:2] == source.split()[3:4]
    marked = [at for at, line in enumerate(lines) if "^" in line]
    assert len(marked) == 1
    assert "entirely new" in lines[marked[0] - 1]


def test_of_many_words_left_out_the_first_and_the_last_are_shown() -> None:
    left_out = " ".join(f"w{number}" for number in range(150))
    shown = " ".join(show("It began … it ended there", f"It began {left_out} it ended there."))
    assert "w19 … w130" in " ".join(part for part in shown.split() if part[0] != "^").replace("In the source ", "")
    assert "w75" not in shown


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("In 214 adults … at twelve weeks", []),
        ("at twelve weeks. … in pregnancy. … The dose was", ["not"]),
        ("In 214 adults [...] reduced diastolic pressure", ["diastolic", "systolic"]),
        ("In 214 adults [sic] examplopril", ["[sic]"]),
    ],
)
def test_what_an_ellipsis_leaves_out_is_marked_only_where_it_may_not_be_left_out(quote: str, marked: list[str]) -> None:
    lines = [line for line in lay_out_comparison(locate_quote(quote, TEXT)) if "^" not in line[-1][0]]
    assert [part for line in lines for part, style in line if style == "marked"] == marked


def test_nothing_in_a_text_steers_the_terminal_and_what_is_unseen_is_not_shown() -> None:
    shown = show("It was 5\x1b[2J mg a\u00adb \u202ed", "It was 50\x1b[2J mg ab d")
    assert shown[1] == "Quoted         It was 5 �[2J mg ab d"
    assert shown[2] == "In the source  It was 50�[2J mg ab d"


def test_on_a_terminal_styles_stand_for_the_marks() -> None:
    match = locate_quote("It should be used", TEXT)
    (quoted, source) = lay_out_comparison(match, carets=False)
    assert quoted == (("Quoted         ", "quiet"), ("It should     be used", "plain"))
    assert source == (
        ("In the source  ", "quiet"), ("It should ", "plain"), ("not", "marked"), (" be used", "plain"),
    )  # fmt: skip
    assert next(iter(lay_out_match(match)))[0][1] == "failed"


def read_side(lines: list[Line], side: str) -> str:
    """The words that stand on one side, without the columns between them."""
    shown = [line for line in lines if line[0][0].strip() == side]
    return "".join("".join(part for part, _ in line[1:]) for line in shown).replace(" ", "")


@given(TEXTS, TEXTS, st.integers(24, 100))
def test_whatever_is_quoted_no_word_is_lost_and_the_marks_stand_under_what_differs(
    quote: str, text: str, width: int
) -> None:
    match = locate_quote(quote, text)
    lines = list(lay_out_comparison(match, width=width))
    visible = [line for line in write_lines(lines).split("\n") if line.strip()]
    assert all(char.isprintable() for line in visible for char in line)
    assert all(count_columns(line) <= width for line in visible)
    assert read_side(lines, "Quoted") == "".join(show_word(word) for word in quote.split()).replace(" ", "")
    source = read_side(lines, "In the source")
    if source and len((match.found or "").split()) <= 40:
        assert source == "".join(show_word(word) for word in (match.found or "").split()).replace(" ", "")
    assert render_match(match) == str(match)


@given(TEXTS, TEXTS)
def test_stretches_make_up_both_texts(quote: str, text: str) -> None:
    match = locate_quote(quote, text)
    stretches = compare_match(match)
    assert "".join(one.quoted for one in stretches) == quote
    assert "".join(one.source for one in stretches) == (match.found or "")


SOURCE_WORDS = st.sampled_from("the dose... was 12.5 mg, not “so” much. It fell [...] oﬃce- time ends…".split())
EDITS = st.sampled_from(["keep"] * 6 + ["drop", "…", "...", "[...]", "other", "“so", "fell."])


@given(st.lists(st.tuples(SOURCE_WORDS, EDITS), min_size=4, max_size=25), st.sampled_from([" ", "\n", "  "]))
def test_stretches_that_are_the_same_are_equal(written: list[tuple[str, str]], gap: str) -> None:
    """Whatever was changed or left out between them, also where the source has ellipses of its own."""
    text = gap.join(word for word, _ in written)
    quote = " ".join(word if edit == "keep" else edit for word, edit in written if edit != "drop")
    match = locate_quote(quote, text)
    stretches = compare_match(match)
    assert ("".join(one.quoted for one in stretches), "".join(one.source for one in stretches)) == (
        match.quote, match.found or "",
    )  # fmt: skip
    if is_comparable(match):
        for one in stretches:
            if one.kind == "same":
                quoted, source = (fold_text(side).text for side in (one.quoted, one.source))
                assert strip_gaps(quoted).replace("[...]", "...") == strip_gaps(source).replace("[...]", "...")


WORDS = st.text(st.sampled_from("ab日e\u0301"), min_size=1, max_size=12).filter(lambda word: category(word[0]) != "Mn")


@given(st.lists(st.tuples(WORDS | st.just(""), WORDS | st.just(""), st.booleans()), max_size=12), st.integers(4, 40))
def test_the_lines_of_a_row_are_of_one_width_and_a_mark_stands_under_every_marked_column(
    given_cells: list[tuple[str, str, bool]], room: int
) -> None:
    cells = [Cell((f" {a}" if a else "", f" {b}" if b else ""), marked) for a, b, marked in given_cells if a or b]
    rows = list(wrap_cells(cells, room))
    for row in rows:
        widths = {sum(count_columns(part) for part, _ in line) for line in row.lines}
        assert len(widths) == 1
        assert max(widths) <= room
        assert len(row.marks) <= max(widths)
        for line in row.lines:
            at = 0
            for part, style in line:
                under = row.marks.ljust(room)[at : at + count_columns(part)]
                assert style == "plain" or set(under) <= {"^"}
                at += count_columns(part)
    for side in (0, 1):
        shown = "".join(part for row in rows for part, _ in row.lines[side]).replace(" ", "")
        assert shown == "".join(cell.sides[side].strip() for cell in cells)


@given(st.lists(st.text(max_size=8), max_size=5))
def test_a_reader_of_words_loses_nothing_at_the_ends_of_stretches(stretches: list[str]) -> None:
    reader = WordReader()
    words = [word for stretch in stretches for word in reader.read(stretch)]
    assert "".join(words).split() == [shown for word in "".join(stretches).split() if (shown := show_word(word))]
