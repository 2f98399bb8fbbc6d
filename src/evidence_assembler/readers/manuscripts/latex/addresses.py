"""Addresses, verbatim stretches, and the files that a document names."""

from __future__ import annotations

import re

from evidence_assembler.model.manuscript import NamedFile, Pointer
from evidence_assembler.readers.latex import unescape_verbatim
from evidence_assembler.readers.manuscripts.latex.reading import Command, Reading
from evidence_assembler.readers.manuscripts.latex.source import Raw

_ADDRESS = re.compile(r"(?:https?|ftp)://|doi:|10\.\d{4,}/", re.IGNORECASE)
_BARE_NAME = re.compile(r"[^\s%{}\\]*")
_SUFFIX = re.compile(r"\.\w+\Z")
_SHOWN = 80


def read_raw(reading: Reading, raw: Raw, start: int) -> None:
    """A stretch that is not LaTeX: an address, code in a line, which is words, or code of its own, which is none."""
    reading.position = raw.after
    if raw.kind == "environment" and not reading.text.startswith("\\begin{comment}", start):
        reading.end_block()
    elif raw.kind == "code":
        reading.words.begin_word()
        _add_lines(reading, raw.start, raw.end)
    elif raw.kind == "address" and reading.text.startswith("\\href", start):
        group = reading.source.find_group(raw.after)
        _add_address(reading, start, raw.after if group is None else group[1] + 1, raw.start, raw.end)
    elif raw.kind == "address":
        _add_address(reading, start, raw.after, raw.start, raw.end)
        _add_lines(reading, raw.start, raw.end)


def read_doi(reading: Reading, command: Command) -> None:
    """A DOI in braces."""
    group = reading.source.find_group(reading.position)
    if group is not None:
        reading.position = group[1] + 1
        _add_address(reading, command.start, reading.position, group[0] + 1, group[1])
        _add_lines(reading, group[0] + 1, group[1])


def read_bibliography(reading: Reading, command: Command) -> None:
    """The files of a bibliography."""
    option = reading.take_option()
    group = reading.source.find_group(reading.position)
    if group is None:
        return
    reading.end_block()
    reading.position = group[1] + 1
    if option and "remote" in option:
        message = "a bibliography elsewhere on the network is not read"
        reading.tell(message, "Save it beside the document and name that file.", command.start, reading.position)
        return
    at = group[0] + 1
    for piece in reading.text[at : group[1]].split(","):
        written = piece.strip()
        if written:
            begin = at + len(piece) - len(piece.lstrip())
            file = written if written.endswith(".bib") else f"{written}.bib"
            reading.bibliographies.append(NamedFile(file, begin, begin + len(written)))
        at += len(piece) + 1


def read_file(reading: Reading, command: Command) -> None:
    """A file that is read in at this place. It is told, unless it stands in the preamble, where there is no text."""
    position = reading.source.skip_arguments(command.detail, reading.position)
    group = reading.source.find_group(position)
    if group is not None:
        start, end = group[0] + 1, group[1]
        reading.position = end + 1
    else:
        start = reading.source.skip_gap(position)
        bare = _BARE_NAME.match(reading.text, start)
        end = reading.position = bare.end() if bare else start
    if command.start >= reading.body and end > start:
        reading.end_block()
        file = reading.text[start:end].strip()[:_SHOWN]
        file = file if _SUFFIX.search(file) else f"{file}.tex"
        message = f"what \\{command.name} reads in here, {file!r}, is not checked with this file"
        reading.tell(message, f"Check {file} too.", command.start, reading.position)


def _add_address(reading: Reading, start: int, end: int, opening: int, close: int) -> None:
    written = reading.text[opening:close].strip()
    if _ADDRESS.match(written):
        pointer = Pointer(unescape_verbatim(written), "address", opening, close)
        reading.words.add_marker_of_words(start, end, (pointer,))


def _add_lines(reading: Reading, start: int, end: int) -> None:
    """Words as they stand; a line's end is a space."""
    for number, line in enumerate(reading.text[start:end].split("\n")):
        if number:
            reading.words.add_space(start - 1)
        reading.words.add(line, start)
        start += len(line) + 1
