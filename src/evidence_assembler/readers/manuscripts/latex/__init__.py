r"""Manuscripts in LaTeX: text, headings, lists, tables and footnotes, with their citations (natbib, biblatex, apacite).

The file is read once, from left to right, and nothing is expanded but what a macro of the document plainly wraps. What
each command is stands in `data/latex_commands.toml`; of others the arguments are words where they look like words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from evidence_assembler.model.manuscript import Block, Manuscript
from evidence_assembler.readers.manuscripts.latex import addresses, blocks, environments, rows, words
from evidence_assembler.readers.manuscripts.latex.citations import read_citation
from evidence_assembler.readers.manuscripts.latex.reading import Command, Reading
from evidence_assembler.readers.manuscripts.latex.signs import SIGNS
from evidence_assembler.readers.manuscripts.latex.source import LatexSource
from evidence_assembler.readers.manuscripts.latex.vocabulary import command_kinds
from evidence_assembler.text.line_places import LinePlaces

_SPECIAL = re.compile(
    r"\\(?:[A-Za-z@]+|[^A-Za-z@]|\Z)|[{}$~&\]\t]|%[^\n]*(?:\n[ \t]*)?|\[(?=[ \t]*\d)|---?|``?|''?|\n[ \t\n]*", re.DOTALL
)

_READERS: dict[str, Callable[[Reading, Command], None]] = {
    "arguments": words.skip_arguments,
    "asides": blocks.read_aside,
    "begin": environments.begin_environment,
    "bibitem": environments.read_entry,
    "bibliographies": addresses.read_bibliography,
    "breaks": blocks.read_break,
    "breaks_with_option": blocks.read_break,
    "codes": words.read_code,
    "crossreferences": words.read_crossreference,
    "crossreferences_of_two": words.read_crossreference,
    "decoded": words.read_decoded,
    "definitions": words.skip_definition,
    "doi": addresses.read_doi,
    "end": environments.end_environment,
    "files": addresses.read_file,
    "headings": blocks.read_heading,
    "heads": rows.read_rule,
    "item": environments.read_item,
    "named_crossreferences": words.read_crossreference,
    "lengths": words.skip_length,
    "note_marks": blocks.read_note_mark,
    "note_texts": blocks.read_note_text,
    "notes": blocks.read_note,
    "quotations": words.read_quotation,
    "row_end": rows.read_row_end,
    "rules": rows.read_rule,
    "side_notes": blocks.read_side_note,
    "siunitx": words.read_quantity,
    "title": blocks.read_title,
    "titled": blocks.read_titled,
}


def read_manuscript(text: str, path: str) -> Manuscript:
    r"""The blocks of a file of LaTeX, from `\begin{document}` on where it has one.

    Never raises. Files that it reads in, what is never closed, and bibliographies that are no files are told as
    problems; a citation that cannot be read is a marker that says why. A key that is a word of its sentence stands
    there with a capital, as the name does that is printed for it.

    >>> manuscript = read_manuscript(r"Pain fell \citep[p.~3]{roe2003}.", "paper.tex")
    >>> [(p.name, p.start, p.locator) for b in manuscript.blocks for m in b.markers for p in m.pointers]
    [('roe2003', 23, '3')]
    """
    reading = Reading(LatexSource(text), LinePlaces(text, path))
    _read(reading)
    _tell_unclosed(reading)
    reading.frames.close_all()
    return Manuscript(
        path=path,
        format="latex",
        text=text,
        blocks=tuple(_number_levels(reading.frames.blocks)),
        title=reading.frames.title or None,
        bibliographies=tuple(reading.bibliographies),
        problems=tuple(sorted(reading.problems, key=lambda one: (one.place.line, one.place.column))),
    )


def _read(reading: Reading) -> None:
    text, raws = reading.text, reading.source.raws
    while not reading.has_ended:
        found = _SPECIAL.search(text, reading.position)
        start = found.start() if found else len(text)
        if start > reading.position:
            reading.words.add(text[reading.position : start], reading.position)
        if found is None:
            return
        reading.position = found.end()
        if start in raws:
            addresses.read_raw(reading, raws[start], start)
        elif text[start] == "\\":
            _read_command(reading, found.group()[1:], start)
        else:
            SIGNS[text[start]](reading, found.group(), start)


def _read_command(reading: Reading, name: str, start: int) -> None:
    if not name[:1].isalpha() and name[:1] != "@":
        words.read_symbol(reading, name, start)
        return
    form = reading.macros.find_form(name)
    if form is not None:
        words.add_citation(reading, read_citation(reading.source, form, start, reading.position))
        return
    macro = reading.macros.find_macro(name)
    if macro is not None and macro.cited:
        words.add_citation(reading, reading.macros.read_call(macro, start, reading.position))
        return
    kind, detail = command_kinds().get(name, (None, ""))
    if kind is not None:
        _READERS[kind](reading, Command(name, detail, start))
        return
    behind = reading.macros.read_definition(name, reading.position)
    if behind is not None:
        reading.position = max(behind, reading.position)
    elif macro is not None and (macro.words is not None or macro.parameters):
        words.read_macro(reading, macro, start)
    else:
        words.read_unknown(reading, name, start)


def _tell_unclosed(reading: Reading) -> None:
    frame = None if reading.has_ended else reading.frames.find_open_environment()
    if frame is not None:
        end = frame.start + len("\\begin{}") + len(frame.name or "")
        message = f"the environment {frame.name!r} is never closed"
        reading.tell(message, f"Write \\end{{{frame.name}}}.", frame.start, end)
    if reading.source.unclosed:
        first, number = reading.source.unclosed[0], len(reading.source.unclosed)
        what = "a brace is never closed" if number == 1 else f"{number} braces are never closed, this one first"
        reading.tell(what, "Close it where it should end.", first, first + 1)


def _number_levels(read: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the levels of their headings counted from 1, whether they begin with parts or with sections."""
    highest = min((block.level for block in read if block.kind == "heading"), default=1)
    for block in read:
        yield replace(block, level=block.level - highest + 1) if block.kind == "heading" else block
