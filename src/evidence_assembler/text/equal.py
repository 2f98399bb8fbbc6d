"""Equality of folded texts: the one test a quotation has to pass.

Two things are left open by folding and decided here. A hyphen at a line's end is a break, a hyphen, or a hyphen and a
space, whichever makes the two equal; between digits it is never a break. And a space between a number and its unit, or
beside a mark that is no stroke, may be there or not.
"""

from __future__ import annotations

import re

from evidence_assembler.text.words import is_unit, is_unspaced, parts_unit

_LINE_END = "-\n"
_JOINS = re.compile(r"\w\w")
_DASH_BEFORE, _DASH_BEHIND = re.compile(r"[^\W\d_][ -]*\Z"), re.compile(r"[ -]*[^\W\d_]")
_BREAK = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_equal(quoted: str, source: str) -> bool:
    """True where the two folded texts hold the same words, numbers, signs and marks in the same order."""
    if quoted == source or _BREAK.sub("", quoted) == _BREAK.sub("", source):
        return True
    i = j = 0
    while i < len(quoted) and j < len(source):
        if quoted.startswith(_LINE_END, i) or source.startswith(_LINE_END, j):
            taken = _pass_line_end(quoted, i, source, j)
            if taken is None:
                return False
            i, j = taken
        elif quoted[i] == source[j]:
            i, j = i + 1, j + 1
        elif quoted[i] == " " and _is_free_space(quoted, i):
            i += 1
        elif source[j] == " " and _is_free_space(source, j):
            j += 1
        else:
            return False
    return i == len(quoted) and j == len(source)


def _pass_line_end(quoted: str, i: int, source: str, j: int) -> tuple[int, int] | None:
    if quoted.startswith(_LINE_END, i) and source.startswith(_LINE_END, j):
        return i + 2, j + 2
    if quoted.startswith(_LINE_END, i):
        taken = _read_hyphen(source, j, quoted, i)
        return None if taken is None else (i + 2, taken)
    taken = _read_hyphen(quoted, i, source, j)
    return None if taken is None else (taken, j + 2)


def _read_hyphen(text: str, at: int, broken: str, hyphen: int) -> int | None:
    """Where `text` goes on after what stands in it for the hyphen that ends a line in `broken`."""
    if text.startswith("- ", at):
        return at + 2
    if text.startswith("-", at):
        return at + 1
    is_break = broken[hyphen - 1 : hyphen].isalpha() and broken[hyphen + 2 : hyphen + 3].isalpha()
    return at if is_break else None


def _is_free_space(text: str, at: int) -> bool:
    """True for a space that joins nothing when it goes: "10 mg", "p < 0.05"; not "a b", "1 2", "5 -3", "Table 5 a"."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or not after or "+" in (before, after):
        return False
    if "-" in (before, after):  # a dash between two words is set with spaces or without
        return _DASH_BEFORE.search(text, max(0, at - 4), at) is not None and _DASH_BEHIND.match(text, at) is not None
    if is_unspaced(before) or is_unspaced(after):
        return True
    if _JOINS.fullmatch(before + after) and not parts_unit(text, at):
        return before.isdigit() and (unit := _LETTERS.match(text, at + 1)) is not None and _is_written_so(unit.group())
    return not (before in ".,·" and after.isdigit()) and not (before.isdigit() and after in ".,·")


def _is_written_so(unit: str) -> bool:
    """True for a unit that is met both with its number and behind it; "2 B cells" are no "2B cells"."""
    return is_unit(unit) and (len(unit) > 1 or unit in "gmlLshVWKJN")
