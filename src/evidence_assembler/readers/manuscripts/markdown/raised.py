"""Raised and lowered words: ^1,2^ and superior digits, which may be markers, ~2~, and struck out words."""

from __future__ import annotations

import re

from evidence_assembler.readers.manuscripts.exponents import is_power

from .atoms import Instead, Mark
from .emphasis import read_delimiters
from .scan import Scan
from .superscripts import raise_digits

_RAISED = re.compile(r"\^((?:[^\s\\^]|\\[^\s])+|[0-9][0-9,;\s–-]{0,60}[0-9])\^")
_LOWERED = re.compile(r"~((?:[^\s\\~]|\\[^\s])+)~")
_RAISED_DIGITS = re.compile(r"[⁻⁺]?[¹²³⁰⁴-⁹](?:[¹²³⁰⁴-⁹⁻⁺–,-]*[¹²³⁰⁴-⁹⁻⁺])?")
_EMPHASIS = re.compile(r"[*_~`^]")
_LINE = 40
"""How much of what stands before is looked at."""


def read_tilde(scan: Scan, at: int) -> int:
    """`~`: lowered or struck out words."""
    if at in scan.silent:
        return scan.drop(at, at + 1)
    if scan.text.startswith("~~", at):
        end = at + 2
        while scan.text.startswith("~", end):
            end += 1
        run = read_delimiters(scan.text, at, end)
        scan.delimiters.append(run)
        return scan.put(run, at, end)
    found = _LOWERED.match(scan.text, at)
    if found is None:
        return at + 1
    scan.silent.add(found.end() - 1)
    return scan.drop(at, at + 1)


def read_caret(scan: Scan, at: int) -> int:
    """`^`: raised words, or a note."""
    if at in scan.silent:
        return scan.drop(at, at + 1)
    found = _RAISED.match(scan.text, at)
    if found is None:
        if scan.text.startswith("[", at + 1):
            return scan.open("^", at, at + 2)
        return at + 1
    if end := put_raised(scan, at, *found.span(1), found.end()):
        return end
    scan.silent.add(found.end() - 1)
    return scan.drop(at, at + 1)


def put_raised(scan: Scan, at: int, start: int, end: int, behind: int) -> int | None:
    """A raised stretch that is a marker, or a power; None where it is neither."""
    words = scan.text[start:end].strip()
    bracketless = words[1:-1] if words[:1] == "[" and words[-1:] == "]" else words
    if not is_power(_line_before(scan, at), words, scan.text[behind : behind + 1]):
        pointers = scan.point_numbers(bracketless, scan.text.index(bracketless, start)) if bracketless else ()
        if pointers:
            return scan.put(Mark(at, behind, pointers), at, behind)
    elif (raised := raise_digits(words)) is not None:
        return scan.put(Instead(raised, start), at, behind)
    return None


def read_raised_digits(scan: Scan, at: int) -> int:
    """Superior digits."""
    found = _RAISED_DIGITS.match(scan.text, at)
    if found is None:
        return at + 1
    end = found.end()
    if is_power(_line_before(scan, at), found.group(), scan.text[end : end + 1]):
        return end
    pointers = scan.point_numbers(found.group(), at)
    return scan.put(Mark(at, end, pointers), at, end) if pointers else end


def _line_before(scan: Scan, at: int) -> str:
    """What stands before, without the signs of emphasis: *R*^2^."""
    return _EMPHASIS.sub("", scan.text[max(0, at - _LINE) : at])
