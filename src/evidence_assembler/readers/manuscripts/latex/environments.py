"""Environments: lists, tables, floats, quotations, lists of references, and what is no text."""

from __future__ import annotations

import re

from evidence_assembler.readers.manuscripts.latex.blocks import add_printed_heading, read_heading
from evidence_assembler.readers.manuscripts.latex.citations import citation_forms, read_citation
from evidence_assembler.readers.manuscripts.latex.reading import Command, Reading
from evidence_assembler.readers.manuscripts.latex.vocabulary import (
    command_kinds,
    environment_kinds,
    environment_signatures,
    printed_heading,
)
from evidence_assembler.readers.manuscripts.latex.words import add_citation

_ENVIRONMENT = re.compile(r"[ \t]*\{([^{}\n\\]{1,80})\}")


def begin_environment(reading: Reading, command: Command) -> None:
    r"""The `\begin` of an environment. The document itself begins anew: what stood before it is no part of it."""
    found = _ENVIRONMENT.match(reading.text, reading.position)
    if found is None:
        return
    name = found[1].strip()
    reading.position = found.end()
    kind = environment_kinds().get(name, "text")
    if kind == "drawn":
        end = reading.source.find_next(f"\\end{{{name}}}", reading.position)
        if end is not None:
            reading.words.add_space(command.start)
            reading.leave_out(command.start, end + len(name) + len("\\end{}"))
            return
        kind = "text"
    if kind == "document":
        if not reading.frames.is_named(name):
            reading.restart()
            reading.frames.open_environment(name, command.start, "text")
        return
    _skip_arguments(reading, name)
    _open_environment(reading, name, kind, command.start)


def end_environment(reading: Reading, command: Command) -> None:
    r"""The `\end` of an environment, and of those in it that are still open; behind the document there is no text."""
    found = _ENVIRONMENT.match(reading.text, reading.position)
    if found is None:
        return
    reading.position = found.end()
    name = found[1].strip()
    if name == "document":
        reading.has_ended = True
    elif (frame := reading.frames.close_environment(name)) is not None and frame.role == "cell":
        reading.words.add_space(command.start)


def read_item(reading: Reading, command: Command) -> None:
    """An item of a list: a new block, with its number where the list has numbers."""
    frame = reading.frames.inner
    option = reading.source.find_option(reading.position)
    if frame.role in ("table", "cell", "heading", "title"):
        reading.words.add_space(command.start)
    else:
        reading.frames.flush()
    if frame.role == "list" and frame.counter is not None:
        frame.counter += option is None
        written = reading.take_option()
        label = str(frame.counter) if written is None else written.strip(" ().{}")
        frame.labels = (label,) if label else ()
    elif option is not None:  # the words that a description describes
        reading.closing[option[1]] = " "
        reading.position = option[0] + 1


def read_entry(reading: Reading, _command: Command) -> None:
    """An entry of a list of references, by its key and its number."""
    reading.frames.flush()
    frame = reading.frames.inner
    reading.take_option()
    group = reading.source.find_group(reading.position)
    key = reading.text[group[0] + 1 : group[1]].strip() if group else ""
    reading.position = group[1] + 1 if group else reading.position
    if frame.kind == "entry" and frame.counter is not None:
        frame.counter += 1
        frame.labels = (key, str(frame.counter)) if key else (str(frame.counter),)


def _skip_arguments(reading: Reading, name: str) -> None:
    signature = environment_signatures().get(name)
    if signature is not None:
        reading.leave_out(reading.position, reading.source.skip_arguments(signature, reading.position))
    elif reading.text.startswith("[", reading.position):
        reading.skip_option()


def _open_environment(reading: Reading, name: str, kind: str, start: int) -> None:
    frames = reading.frames
    if kind == "tables":
        frames.open_environment(name, start, "table", "row", together=True).depth = reading.depth
    elif kind in ("lists", "numbered"):
        frame = frames.open_environment(name, start, "list", "item", together=True)
        frame.counter = 0 if kind == "numbered" else None
    elif kind == "inline_lists":
        frames.open_environment(name, start, "cell")
    elif kind == "quotations":
        frames.open_environment(name, start, "text", together=True)
        form = citation_forms().get(name)
        if form is not None:
            add_citation(reading, read_citation(reading.source, form, reading.position, reading.position))
    elif kind in ("floats", "asides"):
        frames.open_environment(name, start, "text", "aside", together=True)
    elif kind == "bibliographies":
        frames.open_environment(name, start, "text", "entry", together=True).counter = 0
    else:
        if kind == "titled":
            add_printed_heading(reading, printed_heading(name), start, reading.position)
        frames.open_environment(name, start, "text")
        if name == "frame" and reading.text.startswith("{", reading.position):
            read_heading(reading, Command("frametitle", command_kinds()["frametitle"][1], start))
