"""A passage in its context: about a line on either side, cut at words, the passage marked."""

from __future__ import annotations

from hypothesis import given, strategies as st

from evidence_assembler.renderers.terminal.lines import count_columns, write_lines
from evidence_assembler.renderers.terminal.passage import lay_out_passage

TEXT = " ".join(f"word{number}" for number in range(100)) + "."


def show(text: str, words: str, width: int = 40, *, carets: bool = True) -> str:
    start = text.index(words)
    return write_lines(lay_out_passage(text, start, start + len(words), width=width, carets=carets))


def test_a_line_on_either_side_is_shown_and_what_is_cut_is_told() -> None:
    assert show(TEXT, "word50 word51") == (
        "… word45 word46 word47 word48 word49\nword50 word51 word52 word53 word54\n^^^^^^^^^^^^^\nword55 word56 …\n"
    )


def test_at_the_ends_of_a_text_nothing_is_cut() -> None:
    assert show("It fell by a third.", "fell by") == "It fell by a third.\n   ^^^^^^^\n"
    assert show("It fell.", "It fell.") == "It fell.\n^^^^^^^^\n"


def test_lines_and_gaps_are_one_space_and_marks_go_on_over_it() -> None:
    assert show("(It\n  fell by\n\n a\tthird.)\n", "It\n  fell by\n\n a") == "(It fell by a third.)\n ^^^^^^^^^^^^\n"


def test_words_without_spaces_are_cut_anywhere() -> None:
    text = "これは長い文章です。" * 20
    start = text.index("長い", 90)
    shown = write_lines(lay_out_passage(text, start, start + 2, width=40)).split("\n")
    assert all(count_columns(line) <= 40 for line in shown)
    assert [line.strip() for line in shown if "^" in line] == ["^^^^"]
    assert shown[0].startswith("… ")


def test_of_a_long_passage_the_beginning_and_the_end_are_shown() -> None:
    long = " ".join(f"w{number}" for number in range(300))
    shown = " ".join(show(f"Before. {long} Behind.", long, carets=False).split())
    assert shown.startswith("Before. w0 w1 ")
    assert "w29 … w270" in shown
    assert shown.endswith("w299 Behind.")


def test_nothing_in_a_text_steers_the_terminal() -> None:
    shown = show("It\x1b[2J fe\u00adll \u202eby a\x9bthird.", "fe\u00adll", carets=False)
    assert shown == "It�[2J fell by a�third.\n"


def test_on_a_terminal_the_passage_is_in_another_style() -> None:
    (line,) = lay_out_passage("It fell by a third.", 3, 10, width=40, carets=False)
    assert line == (("It ", "plain"), ("fell by", "marked"), (" a third.", "plain"))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 60), st.integers(20, 90))
def test_whatever_the_text_it_is_shown_within_the_width(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    lines = list(lay_out_passage(text, start, min(len(text), start + length), width=width))
    shown = write_lines(lines).split("\n")
    assert all(count_columns(line) <= width for line in shown)
    assert all(char.isprintable() for line in shown for char in line)
