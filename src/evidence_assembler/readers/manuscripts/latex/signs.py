"""Signs that mean something between the words: braces, brackets, dashes, quotation marks, comments, line ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence_assembler.readers.manuscripts.latex.frames import Words
from evidence_assembler.readers.manuscripts.latex.maths import read_dollar
from evidence_assembler.readers.manuscripts.latex.reading import Reading
from evidence_assembler.readers.manuscripts.latex.rows import read_cell_end
from evidence_assembler.readers.manuscripts.marker_words import is_interval, is_narrative
from evidence_assembler.readers.manuscripts.pointers import read_numbers
from evidence_assembler.readers.manuscripts.remarks import find_remark

_COMMENT = re.compile(r"%[% \t]*+([^\n]*)")
_NUMBERS = re.compile(r"\[([^\[\]{}\\]{1,200})\]")
_ESCAPED_NUMBERS = re.compile(r"\{\[\}([^\[\]{}\\]{1,200})\{\]\}")  # as pandoc writes [1]
_LINE = 40  # code points before a marker that tell what it is
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘"}


def _open_group(reading: Reading, _sign: str, start: int) -> None:
    escaped = _ESCAPED_NUMBERS.match(reading.text, start)
    if escaped is not None and _add_numbers(reading, escaped, f"[{escaped[1]}]"):
        return
    reading.depth += reading.source.find_close(start) is not None


def _close_group(reading: Reading, _sign: str, start: int) -> None:
    reading.depth -= reading.depth > 0
    closing = reading.closing.pop(start, None)
    if isinstance(closing, str):
        reading.words.add_instead(closing, start, start + 1)
    elif closing is not None:
        reading.frames.close_argument(closing)


def _close_bracket(reading: Reading, sign: str, start: int) -> None:
    if reading.closing.pop(start, None) is None:
        reading.words.add(sign, start)
    else:
        reading.words.add_space(start)


def _add_space(reading: Reading, _sign: str, start: int) -> None:
    reading.words.add_space(start)


def _add_ligature(reading: Reading, sign: str, start: int) -> None:
    if sign in _LIGATURES:
        reading.words.add_instead(_LIGATURES[sign], start, start + len(sign))
    else:
        reading.words.add(sign, start)


def _read_line_end(reading: Reading, sign: str, start: int) -> None:
    if "\n" in sign[1:]:
        reading.end_block()
    else:
        reading.words.add_space(start)


def _read_comment(reading: Reading, sign: str, start: int) -> None:
    comment = _COMMENT.match(reading.text, start)
    remark = find_remark(comment[1]) if comment else None
    if comment is not None and remark is not None:
        words = Words()
        words.add(comment[1][slice(*remark)], comment.start(1) + remark[0])
        reading.frames.add_block(words, "comment")
    if "\n" in sign and reading.text.startswith("\n", reading.position):
        reading.end_block()


def _read_bracket(reading: Reading, sign: str, start: int) -> None:
    found = _NUMBERS.match(reading.text, start)
    if found is None or not _add_numbers(reading, found, found[0]):
        reading.words.add(sign, start)


def _add_numbers(reading: Reading, found: re.Match[str], printed: str) -> bool:
    """Numbers in brackets as a marker, or as words that are one; False where they are no numbers of sources."""
    pointers = read_numbers(found[1], found.start(1))
    before = reading.text[max(0, found.start() - _LINE) : found.start()]
    if not pointers or is_interval(before, found[1]):
        return False
    if not is_narrative(before):
        reading.words.add_marker(found.start(), found.end(), pointers)
    else:
        reading.words.add_marker_of_words(found.start(), found.end(), pointers)
        if printed == found[0]:
            reading.words.add(printed, found.start())
        else:
            reading.words.add_instead(printed, found.start(), found.end())
    reading.position = found.end()
    return True


SIGNS: dict[str, Callable[[Reading, str, int], None]] = {
    "{": _open_group, "}": _close_group, "[": _read_bracket, "]": _close_bracket, "$": read_dollar, "&": read_cell_end,
    "%": _read_comment, "\n": _read_line_end, "\t": _add_space, "~": _add_space, "-": _add_ligature,
    "`": _add_ligature, "'": _add_ligature,
}  # fmt: skip
"""What is done at each sign, by its first character."""
