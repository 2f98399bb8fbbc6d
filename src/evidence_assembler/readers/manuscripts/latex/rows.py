"""Rows of tables: where their cells part, where they end, and the rules between them."""

from __future__ import annotations

import re

from evidence_assembler.readers.manuscripts.latex.reading import Command, Reading

_LINE_BREAK = re.compile(r"\*?(?:[ \t]*\[\s*[-+]?[\d.]*\s*(?:[a-z]{2}|\\)[^\[\]\n]{0,40}\])?")


def read_cell_end(reading: Reading, sign: str, start: int) -> None:
    """The `&` between two cells; elsewhere it is a sign like others."""
    if reading.is_in_row():
        reading.words.begin_cell(start)
    elif reading.frames.inner.role in ("table", "cell"):
        reading.words.add_space(start)
    else:
        reading.words.add(sign, start)


def read_row_end(reading: Reading, _command: Command | None = None) -> None:
    r"""The `\\` at the end of a row, or of a line."""
    found = _LINE_BREAK.match(reading.text, reading.position)
    reading.position = found.end() if found else reading.position
    if reading.is_in_row():
        reading.frames.flush()
    else:
        reading.words.add_space(reading.position - 1)


def read_rule(reading: Reading, command: Command) -> None:
    """A rule of a table, or the end of what a long table repeats on every page."""
    frame = reading.frames.inner
    if frame.role == "table":
        reading.skip_option()
        reading.frames.flush()
        rows = sum(one.kind == "row" for one in frame.rows)
        if command.detail == "heads":
            frame.heads = rows
        else:
            frame.rules.append(rows)
