"""Maths in a line, which is words of its sentence, and small raised numbers, which may be a marker."""

from __future__ import annotations

import re

from evidence_assembler.readers.manuscripts.exponents import is_power
from evidence_assembler.readers.manuscripts.latex.citations import find_citations
from evidence_assembler.readers.manuscripts.latex.reading import Reading
from evidence_assembler.readers.manuscripts.latex.source import print_words
from evidence_assembler.readers.manuscripts.pointers import read_numbers

_FORMULA = re.compile(r"((?:[^$\\%]|\\.|%[^\n]*)*+)\$", re.DOTALL)
_RAISED = re.compile(r"\s*(?:\{\})?\s*\^\s*(?:\{\s*[\[(]?([^{}]*?)[\])]?\s*\}|(\d))\s*")
_RAISED_CITATION = re.compile(r"\s*(?:\{\})?\s*\^\s*\{")
_MARKUP = re.compile(r"[\\{}^_~%\n]")
_SPACES = re.compile(r"\\[,;:! ]|[~{\\]")
_BRACES = re.compile(r"[}$]")
_LINE = 40  # code points before a raised number that tell what it is


def read_dollar(reading: Reading, sign: str, start: int) -> None:
    """Maths between dollars; a dollar that nothing closes in its paragraph is a sign like others."""
    if reading.closing.pop(start, None) is not None:
        return
    limit = reading.source.find_break(start)
    if reading.text.startswith("$$", start):
        end = reading.source.find_next("$$", start + 2)
        if end is not None and end < limit:
            reading.words.add_space(start)
            reading.leave_out(start, end + 2)
        else:
            reading.position = start + 2
        return
    found = _FORMULA.match(reading.text, start + 1, limit)
    if found is None:
        reading.words.add(sign, start)
    else:
        read_formula(reading, start, found.start(1), found.end(1), found.end())


def read_formula(reading: Reading, start: int, opening: int, close: int, end: int) -> None:
    """Maths in a line: its own words. Where a citation stands in it the dollars are no maths, or only raise it."""
    formula = reading.text[opening:close]
    if "cite" in formula and next(find_citations(reading.source, opening, close), None) is not None:
        raised = _RAISED_CITATION.match(formula)
        if raised and reading.source.find_close(opening + raised.end() - 1) is not None:
            reading.closing[close] = ""
            reading.depth += 1
            reading.position = opening + raised.end()
        else:
            reading.words.add("$", start)
        return
    reading.position = end
    raised = _RAISED.fullmatch(formula)
    group = raised.lastindex if raised else None
    if raised and group and add_raised(reading, raised[group], opening + raised.start(group), start, end):
        return
    words = formula.strip()
    if words and not _MARKUP.search(words):
        reading.words.add(words, opening + formula.find(words[0]))
    else:
        reading.words.add_instead(print_words(f"\\({words}\\)").removeprefix("\\(").removesuffix("\\)"), start, end)


def add_raised(reading: Reading, words: str, offset: int, start: int, end: int) -> bool:
    """Raised numbers as a marker, if they are not an exponent, an isotope or an ordinal."""
    pointers = read_numbers(words, offset)
    if not pointers:
        return False
    before = _BRACES.sub("", _SPACES.sub(" ", reading.text[max(0, start - _LINE) : start]))
    if is_power(before, words, reading.text[end : end + 1]):
        return False
    reading.words.add_marker(start, end, pointers)
    return True
