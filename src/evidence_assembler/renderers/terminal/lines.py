"""Lines for a terminal: words with the name of a style each, and the columns that they take there."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, east_asian_width

Line = tuple[tuple[str, str], ...]
"""Words, each with the name of a style: error, warning, note, passed, failed, unchecked, place, gutter, remedy, marked,
quiet or plain."""


def write_lines(lines: Iterable[Line]) -> str:
    """The lines as plain text, each with its end."""
    return "".join("".join(words for words, _ in line).rstrip() + "\n" for line in lines)


def show_plainly(line: str) -> str:
    """One visible character for each: a tab is a space, and nothing steers the terminal."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in line)


def show_word(word: str) -> str:
    """A word as it is seen: without soft hyphens, joiners and direction marks, and with nothing that steers."""
    if word.isprintable():
        return word
    return show_plainly("".join(char for char in word if category(char) != "Cf"))


def count_columns(words: str) -> int:
    """How many columns of a terminal the words take: wide characters two, marks on another character none."""
    return len(words) if words.isascii() else sum(map(_count_columns_of, words))


def cut_line(line: str, most: int) -> str:
    """The line as far as it fits into so many columns, with an ellipsis where it does not."""
    if count_columns(line) <= most:
        return line
    while line and count_columns(line) > most - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _count_columns_of(char: str) -> int:
    if category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff":  # vowels and finals of a Hangul syllable
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
