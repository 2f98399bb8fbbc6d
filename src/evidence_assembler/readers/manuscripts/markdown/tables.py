"""Tables: pipe tables (GitHub, pandoc), and pandoc's grid, simple and multiline tables.

A table becomes one token; `meta["rows"]` holds its rows. A cell is a tuple of spans of the file, one for each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.rules_block import StateBlock

from .block_rules import begin_of
from .source import Span

Cell = tuple[Span, ...]

_PIPE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_GRID_RULE = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-{2,})+[ \t]*$")
_FULL_RULE = re.compile(r" {0,3}-{3,}[ \t]*$")
_DASHES = re.compile(r"-+")
_BAR = re.compile(r"\\.|`+|\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, and whether it stands in the head."""

    cells: tuple[Cell, ...]
    in_head: bool = False


def read_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A rule of markdown-it: a table of any kind. Pipe and grid tables may follow a paragraph at once."""
    if start_line + 1 >= end_line or state.isEmpty(start_line):
        return False
    if not _may_begin(state, start_line) or state.is_code_block(start_line):
        return False
    if silent:
        return _begins_grid(state, start_line) or _find_pipe_body(state, start_line) is not None
    for read in (_read_pipe_table, _read_grid_table, _read_simple_table):
        rows, after = read(state, start_line, end_line)
        if rows:
            token = state.push("table", "", 0)
            token.map = [start_line, after]
            token.meta["rows"] = rows
            state.line = after
            return True
    return False


def _may_begin(state: StateBlock, line: int) -> bool:
    """A quick look: most lines begin no table."""
    start, end = begin_of(state, line), state.eMarks[line]
    return (
        state.src[start] in "+-|"
        or state.src.find("|", start, end) >= 0
        or (state.src.startswith("--", begin_of(state, line + 1)) and not state.isEmpty(line + 1))
    )


def _line(state: StateBlock, line: int) -> str:
    return state.src[begin_of(state, line) : state.eMarks[line]]


def _full_line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _goes_on(state: StateBlock, line: int, end_line: int) -> bool:
    return line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent


def _find_pipe_body(state: StateBlock, start_line: int) -> int | None:
    """The line behind the rule of dashes of a pipe table that begins here: its first line, or its second (pandoc)."""
    head = _line(state, start_line)
    if "|" not in head or state.isEmpty(start_line + 1):
        return None
    if head[0] in "|:-" and _PIPE_RULE.match(head):
        return start_line + 1
    if not _PIPE_RULE.match(_line(state, start_line + 1)):
        return None
    same_width = len(_split_cells(state, start_line)) == len(_split_cells(state, start_line + 1))
    return start_line + 2 if same_width else None


def _read_pipe_table(state: StateBlock, start_line: int, end_line: int) -> tuple[list[Row], int]:
    line = _find_pipe_body(state, start_line)
    if line is None:
        return [], start_line
    rows = [Row(_split_cells(state, start_line), in_head=True)] if line == start_line + 2 else []
    interrupting = state.md.block.ruler.getRules("blockquote")
    while _goes_on(state, line, end_line):
        if any(interrupts(state, line, end_line, True) for interrupts in interrupting):
            break
        state.env["bounds"].count_block()
        rows.append(Row(_split_cells(state, line)))
        line += 1
    return rows, line


def _split_cells(state: StateBlock, line: int) -> tuple[Cell, ...]:
    start, end = begin_of(state, line), state.eMarks[line]
    bars: list[int] = []
    ticks = 0
    for found in _BAR.finditer(state.src, start, end):
        sign = found.group()
        if sign[0] == "`":
            # GitHub parts cells within code, pandoc does not; code with a bar is rare outside of code.
            ticks = 0 if ticks == len(sign) else ticks or len(sign)
        elif sign == "|" and not ticks:
            bars.append(found.start())
    if ticks:
        bars = [found.start() for found in _BAR.finditer(state.src, start, end) if found.group() == "|"]
    edges = [start - 1, *bars, end]
    cells = [_trim(state.src, left + 1, right) for left, right in pairwise(edges)]
    if len(cells) > 1 and not cells[0]:
        cells.pop(0)
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _trim(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    trimmed = words.strip()
    begin = start + len(words) - len(words.lstrip())
    return ((begin, begin + len(trimmed)),) if trimmed else ()


def _begins_grid(state: StateBlock, line: int) -> bool:
    return bool(_GRID_RULE.match(_line(state, line))) and _line(state, line + 1)[:1] == "|"


def _read_grid_table(state: StateBlock, start_line: int, end_line: int) -> tuple[list[Row], int]:
    if not _begins_grid(state, start_line):
        return [], start_line
    rows: list[Row] = []
    lines: list[int] = []
    line = start_line + 1
    while _goes_on(state, line, end_line):
        written = _line(state, line)
        if _GRID_RULE.match(written):
            if lines:
                rows.append(_join_grid_lines(state, lines))
            if "=" in written:
                rows = [Row(row.cells, in_head=True) for row in rows]
            lines = []
        elif written[0] in "|+":
            lines.append(line)
        else:
            break
        line += 1
    if lines:
        rows.append(_join_grid_lines(state, lines))
    return rows, line


def _join_grid_lines(state: StateBlock, lines: Sequence[int]) -> Row:
    cells: dict[int, list[Span]] = {}
    for line in lines:
        start, end = begin_of(state, line), state.eMarks[line]
        bars = [found.start() for found in re.finditer(r"\|", state.src[start:end])]
        for left, right in pairwise(bars):
            cells.setdefault(left, []).extend(_trim(state.src, start + left + 1, start + right))
    return Row(tuple(tuple(cells[left]) for left in sorted(cells)))


def _read_simple_table(state: StateBlock, start_line: int, end_line: int) -> tuple[list[Row], int]:
    """A table whose columns are where its dashes are; with a full rule first, its rows are parted by empty lines."""
    line = start_line
    is_multiline = bool(_FULL_RULE.match(_line(state, line)))
    if is_multiline:
        line += 1
    head: list[int] = []
    while line < end_line and not _COLUMNS.match(_line(state, line)):
        if state.isEmpty(line) or len(head) == (12 if is_multiline else 1):
            return [], start_line
        head.append(line)
        line += 1
    if line >= end_line:
        return [], start_line
    columns = [found.start() for found in _DASHES.finditer(_full_line(state, line))]
    rows = [_cut_columns(state, head, columns, in_head=True)] if head else []
    body: list[list[int]] = [[]]
    line += 1
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        if _FULL_RULE.match(_line(state, line)) or _COLUMNS.match(_line(state, line)):
            line += 1
            break
        if state.isEmpty(line):
            if not is_multiline:
                break
            body.append([])
        elif is_multiline:
            body[-1].append(line)
        else:
            body.append([line])
        line += 1
    else:
        if is_multiline:
            return [], start_line  # nothing closes it
    under_head = [_cut_columns(state, lines, columns) for lines in body if lines]
    return (rows + under_head, line) if under_head else ([], start_line)


def _cut_columns(state: StateBlock, lines: Iterable[int], columns: Sequence[int], *, in_head: bool = False) -> Row:
    cells: list[list[Span]] = [[] for _ in columns]
    for line in lines:
        start, end = state.bMarks[line], state.eMarks[line]
        edges = [start, *(min(start + column, end) for column in columns[1:]), end]
        for cell, (left, right) in zip(cells, pairwise(_move_to_spaces(state.src, edges)), strict=True):
            cell.extend(_trim(state.src, left, right))
    return Row(tuple(tuple(cell) for cell in cells), in_head)


def _move_to_spaces(text: str, edges: Sequence[int]) -> list[int]:
    """The edges between columns, each moved back to the space before the word that it would cut."""
    moved = [edges[0]]
    for edge in edges[1:-1]:
        while edge > moved[-1] and edge < edges[-1] and not text[edge - 1].isspace():
            edge -= 1
        moved.append(edge)
    return [*moved, edges[-1]]
