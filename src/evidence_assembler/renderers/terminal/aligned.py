"""Words of one text, or of two beside each other, set in columns and wrapped together, with what is marked beneath.

it should     be used
it should not be used
          ^^^
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from .lines import Line, count_columns, show_word

_GAP_OR_WORD = re.compile(r"\s+|\S+")


class Cell(NamedTuple):
    """What stands in one column of each text, with the space before it where there is one; it may be empty."""

    sides: tuple[str, ...]
    marked: bool


class Row(NamedTuple):
    """A line of each text, all of one width, and the marks beneath them; `marks` is empty where nothing is marked."""

    lines: tuple[Line, ...]
    marks: str


class WordReader:
    """Reads a text in stretches, as words with the space before each; no stretch loses the space at its ends."""

    def __init__(self) -> None:
        self._begun = False
        self._space = False

    def read(self, stretch: str) -> list[str]:
        """The words of the next stretch, as a terminal may show them."""
        words = []
        for part in _GAP_OR_WORD.findall(stretch):
            if part.isspace():
                self._space = self._begun
            elif shown := show_word(part):
                words.append((" " if self._space else "") + shown)
                self._begun, self._space = True, False
        return words


def shorten_words(words: Sequence[str], most: int) -> Sequence[str]:
    """The words, of more than `most` the first and the last, with an ellipsis between them."""
    half = most // 2
    return words if len(words) <= most else [*words[:half], " …", *words[-half:]]


def wrap_cells(cells: Iterable[Cell], room: int) -> Iterator[Row]:
    """The cells in rows of at most `room` columns, broken between words, and within those that no row can hold."""
    row: list[Cell] = []
    taken = 0
    for chunk in _join_chunks(cells):
        width = sum(map(_width, chunk))
        fits = width <= room
        for cells_together in [chunk] if fits else [[one] for cell in chunk for one in _part(cell)]:
            width = sum(map(_width, cells_together))
            if row and taken + width > room:
                yield _set_row(row)
                row, taken = [], 0
            if not row:
                cells_together = [_without_space(cells_together[0]), *cells_together[1:]]
                width = sum(map(_width, cells_together))
            row += cells_together
            taken += width
    if row:
        yield _set_row(row)


def _join_chunks(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """The cells in chunks between which all the texts have a space, or nothing at all."""
    chunk: list[Cell] = []
    for cell in cells:
        if chunk and _is_apart(cell):
            yield chunk
            chunk = []
        chunk.append(cell)
    if chunk:
        yield chunk


def _is_apart(cell: Cell) -> bool:
    return all(not side or side[0] == " " for side in cell.sides)


def _width(cell: Cell) -> int:
    return max(map(count_columns, cell.sides))


def _part(cell: Cell) -> Iterator[Cell]:
    """The cell character by character, each with the marks on it."""
    for sides in zip_longest(*map(_split_characters, cell.sides), fillvalue=""):
        yield Cell(sides, cell.marked)


def _split_characters(words: str) -> list[str]:
    characters: list[str] = []
    for char in words:
        if characters and count_columns(char) == 0:
            characters[-1] += char
        else:
            characters.append(char)
    return characters


def _without_space(cell: Cell) -> Cell:
    return Cell(tuple(side.lstrip(" ") for side in cell.sides), cell.marked)


def _set_row(row: Sequence[Cell]) -> Row:
    widths = [_width(cell) for cell in row]
    lines = tuple(_set_line(row, widths, side) for side in range(len(row[0].sides)))
    marks, before = "", False
    for cell, width in zip(row, widths, strict=True):
        space = min(width, 1) if _is_apart(cell) and not before else 0
        marks += " " * space + ("^" if cell.marked else " ") * (width - space)
        before = cell.marked
    return Row(lines, marks.rstrip())


def _set_line(row: Sequence[Cell], widths: Sequence[int], side: int) -> Line:
    parts: list[tuple[str, str]] = []
    before = "plain"
    for cell, width in zip(row, widths, strict=True):
        words, style = cell.sides[side], "marked" if cell.marked else "plain"
        bare = words.lstrip(" ")
        parts += [
            (words[: len(words) - len(bare)], style if style == before else "plain"),
            (bare, style),
            (" " * (width - count_columns(words)), "plain"),
        ]
        before = style
    grouped = groupby((part for part in parts if part[0]), key=lambda part: part[1])
    return tuple(("".join(words for words, _ in group), style) for style, group in grouped)
