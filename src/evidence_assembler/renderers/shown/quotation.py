"""What became of a quotation, for a terminal: the verdict, the quotation above the words of its source, their place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.renderers.terminal.aligned import Cell, WordReader, shorten_words, wrap_cells
from evidence_assembler.renderers.terminal.lines import Line, count_columns, show_plainly, write_lines
from evidence_assembler.renderers.verdicts import tell_outcome, tell_own_verdict, tell_place, tell_warnings
from evidence_assembler.renderers.wording import read_words

from .compared import Stretch, compare_match, count_signs, is_comparable

WIDTH = 88  # columns
_MOST = 40  # words that are shown of those that stand on one side alone


def render_match(match: QuoteMatch) -> str:
    """The match as plain text, without an end of line behind the last."""
    return write_lines(lay_out_match(match)).rstrip("\n")


def lay_out_match(match: QuoteMatch) -> Iterator[Line]:
    """The match line by line, in styled words."""
    words = read_words()
    outcome = tell_outcome(match)
    yield ((show_plainly(f"{words['quotation'][outcome]} {tell_own_verdict(match, words)}"), outcome),)
    yield from lay_out_comparison(match)
    place = tell_place(match, words)
    for remark in (*tell_warnings(match, words), *([place] if place else [])):
        yield ((show_plainly(remark), "quiet"),)


def lay_out_comparison(match: QuoteMatch, *, width: int = WIDTH, carets: bool = True) -> Iterator[Line]:
    """The quotation above the words of its source, wrapped in pairs of lines of at most `width` columns.

    The words that differ are `marked`; with `carets` they are marked in a line beneath too.
    """
    said = read_words()["notebook"]
    labels = (said["quoted"], said["found" if match.found_in is None else "found_elsewhere"])
    margin = max(map(count_columns, labels)) + 2
    stretches = compare_match(match)
    if is_comparable(match):
        groups = [_move_spaces(list(_set_side_by_side(stretches)))]
    else:
        groups = [list(_set_alone(match.quote, 0)), list(_set_alone(match.found or "", 1))]
    for cells in groups:
        if all(not cell.marked and cell.sides[0] == cell.sides[1] for cell in cells):
            cells = [Cell((cell.sides[0], ""), False) for cell in cells]  # said once where both look the same
        for row in wrap_cells(cells, width - margin):
            for label, line in zip(labels, row.lines, strict=True):
                if any(not part.isspace() for part, _ in line):
                    yield ((label.ljust(margin), "quiet"), *line)
            if carets and row.marks:
                yield ((" " * margin, "quiet"), (row.marks, "failed"))


def _set_side_by_side(stretches: Iterable[Stretch]) -> Iterator[Cell]:
    mine, yours = WordReader(), WordReader()
    for stretch in stretches:
        quoted, source = mine.read(stretch.quoted), yours.read(stretch.source)
        if stretch.kind == "same":
            pairs: Iterable[tuple[str, ...]] = _pair_equal(quoted, source)
        else:
            pairs = zip_longest(shorten_words(quoted, _MOST), shorten_words(source, _MOST), fillvalue="")
        for sides in pairs:
            yield Cell(sides, stretch.kind == "differs")


def _move_spaces(cells: list[Cell]) -> list[Cell]:
    """The cells with a space before a mark that one text has, not between it and its word: `a "b"` above `a  b`."""
    moved = list(cells)
    for at, (cell, after) in enumerate(pairwise(cells)):
        for side, other in ((0, 1), (1, 0)):
            goes_on = after.sides[other][:1] not in ("", " ")
            if goes_on and not cell.sides[side] and cell.sides[other][:1] == " " == after.sides[side][:1]:
                moved[at] = _with_side(cell, side, " ")
                moved[at + 1] = _with_side(after, side, after.sides[side][1:])
    return moved


def _with_side(cell: Cell, side: int, words: str) -> Cell:
    return Cell(tuple(words if at == side else one for at, one in enumerate(cell.sides)), cell.marked)


def _pair_equal(quoted: Sequence[str], source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of two equal texts side by side; several in one cell where the texts part them in other places."""
    left, right = deque(quoted), deque(source)
    while left or right:
        mine = left.popleft() if left else ""
        yours = right.popleft() if right else ""
        ahead = count_signs(mine) - count_signs(yours)
        while ahead and (right if ahead > 0 else left):
            if ahead > 0:
                yours += right[0]
                ahead -= count_signs(right.popleft())
            else:
                mine += left[0]
                ahead += count_signs(left.popleft())
        yield mine, yours


def _set_alone(text: str, side: int) -> Iterator[Cell]:
    for word in shorten_words(WordReader().read(text), _MOST):
        yield Cell((word, "") if side == 0 else ("", word), False)
