"""The words within a block: markup is taken off, markers are taken out, and every character keeps its index.

Standards: CommonMark 0.31.2, chapter 6; pandoc's Markdown, GitHub's and MyST where they go beyond it. One pass from
left to right; brackets wait on a stack, so that time grows with the length of the block, whatever stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache
from html import unescape

from evidence_assembler.data import read_table

from .atoms import Atom, Inner, Instead, Mark, Words
from .bounds import COMMAND_PIECES
from .brackets import ATTRIBUTES, close_bracket, open_bracket, open_image, read_escaped
from .commands import (
    COMMAND,
    ROLE,
    is_citing_command,
    is_citing_role,
    read_command as read_citing_command,
    read_role as read_citing_role,
)
from .commas import join_at_commas
from .elements import read_angle
from .emphasis import pair_delimiters, read_delimiters
from .keys import read_key, tell_unclosed
from .raised import read_caret, read_raised_digits, read_tilde
from .scan import Names, Scan
from .source import Source

_SPECIAL = re.compile(r"[\\`*_~^$@\[\]<&{}:!¹²³⁰⁴-⁹]")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"(\*+|_+|~+)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"“”`{}|\\^]+")
_DOI = re.compile(r"doi:\s?(10\.[0-9]{4,9}/[^\s<>\"“”]+)", re.IGNORECASE)
_COMPUTED = re.compile(r"r |\{(?:r|python|julia|ojs)\} ")
_SHORTCODE = re.compile(r"\{(?:\{[<%]|(%))")
_INCLUDE = re.compile(r"\{\{[<%]\s*include\s+([^\s<>%{}]+)")
_BOOKDOWN = re.compile(r"\\@ref\(([^()\s]+)\)")
_BRACED = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_OPTIONAL = re.compile(r"\s?\[[^\[\]]*\]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LONGEST_FORMULA = 2000


def read_inline(source: Source, names: Names) -> list[Atom]:
    """The atoms of a block, in reading order."""
    text = source.text
    if not _SPECIAL.search(text):
        return [Words(0, len(text))] if text else []
    scan = Scan(source, names)
    at = 0
    while found := _SPECIAL.search(text, at):
        names.bounds.allows_pieces(len(scan.atoms))
        at = _READERS.get(found.group(), read_raised_digits)(scan, found.start())
    scan.flush(len(text))
    pair_delimiters(scan.delimiters)
    tell_unclosed(scan)
    join_at_commas(scan)
    names.bounds.count_pieces(len(scan.atoms))
    return scan.atoms


@cache
def _commands(kind: str) -> frozenset[str]:
    return frozenset(read_table("markdown")["tex"][kind].split())


def read_escape(scan: Scan, at: int) -> int:
    """A backslash: an escaped sign, the end of a line, or a command of LaTeX."""
    after = scan.text[at + 1 : at + 2]
    if after == "\n":
        return scan.drop(at, at + 1)
    if found := _BOOKDOWN.match(scan.text, at):
        scan.drop(at, found.start(1))
        return scan.drop(found.end(1), found.end())
    if after == "[" and (end := read_escaped(scan, at)):
        return end
    if after in _ESCAPABLE and after:
        scan.drop(at, at + 1)
        return at + 2
    if after == " ":
        return scan.put(Instead("\u00a0", at), at, at + 2)
    found = COMMAND.match(scan.text, at)
    return _read_command(scan, found) if found else at + 1


def _read_command(scan: Scan, found: re.Match[str]) -> int:
    start, end, name = found.start(), found.end(), found.group(1)
    scan.names.bounds.count_pieces(COMMAND_PIECES)
    if is_citing_command(name):
        mark = read_citing_command(scan.source, found)
        if mark.leaves_nothing:
            return scan.put(Inner("aside", start, mark.end, (mark,)), start, mark.end) if mark.pointers else mark.end
        return scan.put(mark, start, mark.end)
    if name in _commands("alone"):
        return scan.drop(start, end)
    options = _OPTIONAL.match(scan.text, end)
    braced = _BRACED.match(scan.text, options.end() if options else end)
    if braced is None:
        return end
    if name in _commands("skipped"):
        while following := _BRACED.match(scan.text, braced.end()):
            braced = following
        return scan.drop(start, braced.end())
    if name in _commands("references"):
        scan.drop(start, braced.start(1))
        return scan.drop(braced.end(1), braced.end())
    scan.silent.add(braced.end() - 1)
    return scan.drop(start, braced.start(1))


def read_code(scan: Scan, at: int) -> int:
    """Backticks: words that are left as they are."""
    found = _TICKS.match(scan.text, at)
    length = len(found.group()) if found else 1
    ends = scan.ends_of_code(length)
    nearest = bisect_left(ends, at + length)
    if nearest == len(ends):
        return at + length
    return _put_code(scan, at, at + length, ends[nearest], length)


def _put_code(scan: Scan, at: int, start: int, end: int, ticks: int) -> int:
    after = ATTRIBUTES.match(scan.text, end + ticks)
    behind = after.end() if after else end + ticks
    if (after and after.group().startswith("{=")) or _COMPUTED.match(scan.text, start, end):
        return scan.drop(at, behind)  # raw HTML or LaTeX, and what only a run of the code would tell
    scan.drop(at, start)
    return scan.drop(end, behind)


def read_maths(scan: Scan, at: int) -> int:
    """`$`: a formula stays with its words, one set by itself (`$$`) does not."""
    if scan.text.startswith("$$", at):
        end = scan.text.find("$$", at + 2)
        return scan.drop(at, end + 2) if end > 0 else at + 2
    ends = scan.ends_of_maths()
    nearest = bisect_right(ends, at + 1)
    if scan.text[at + 1 : at + 2].isspace() or nearest == len(ends) or ends[nearest] > at + _LONGEST_FORMULA:
        return at + 1
    end = ends[nearest]
    if scan.text[end - 1].isspace() or scan.text[end + 1 : end + 2].isdecimal():
        return at + 1  # two sums of dollars
    scan.drop(at, at + 1)
    return scan.drop(end, end + 1)


def read_run(scan: Scan, at: int) -> int:
    """A run of stars, underscores or tildes."""
    found = _RUN.match(scan.text, at)
    end = found.end() if found else at + 1
    if scan.text[at] == "_" and scan.text[at - 1 : at].isalnum() and scan.text[end : end + 1].isalnum():
        return end
    run = read_delimiters(scan.text, at, end)
    scan.delimiters.append(run)
    return scan.put(run, at, end)


def read_entity(scan: Scan, at: int) -> int:
    """`&`: an entity of HTML."""
    found = _ENTITY.match(scan.text, at)
    words = unescape(found.group()) if found else ""
    if found is None or words == found.group():
        return at + 1
    return scan.put(Instead(words, at), at, found.end())


def read_brace(scan: Scan, at: int) -> int:
    """`{`: a shortcode of Quarto or Hugo, a tag of Jekyll, or a role of MyST."""
    if shortcode := _SHORTCODE.match(scan.text, at):
        end = scan.find_end("%}" if shortcode.group(1) else "}}", at)
        if end is None:
            return at + 1
        if found := _INCLUDE.match(scan.text, at):
            scan.names.included.append((found.group(1), scan.source.locate(at)))
        return scan.drop(at, end + 2)
    role = ROLE.match(scan.text, at)
    if role is None:
        return at + 1
    return _read_role(scan, role)


def _read_role(scan: Scan, role: re.Match[str]) -> int:
    start, inside, ticks = role.start(), role.end(), len(role.group(2))
    ends = scan.ends_of_code(ticks)
    nearest = bisect_left(ends, inside)
    cites = is_citing_role(role.group(1))
    if nearest == len(ends):
        if not cites:
            return inside
        return scan.put(Mark(start, inside, unread="the backtick behind it is not closed"), start, inside)
    end = ends[nearest]
    if cites:
        mark = read_citing_role(scan.source, role.group(1), start, inside, end, end + ticks)
        return scan.put(mark, start, mark.end)
    scan.drop(start, inside)
    return scan.drop(end, end + ticks)


def read_end(scan: Scan, at: int) -> int:
    """`}`, where it ends the words of a command."""
    return scan.drop(at, at + 1) if at in scan.silent else at + 1


def read_colon(scan: Scan, at: int) -> int:
    """`:`: an address or a DOI that stands in the text as it is."""
    if scan.text.startswith("//", at + 1):
        for scheme in ("https", "http"):
            start = at - len(scheme)
            if scan.text[start:at].lower() == scheme and _may_begin(scan, start):
                found = _ADDRESS.match(scan.text, start)
                return _put_address(scan, start, start, found.end()) if found else at + 1
    start = at - 3
    if _may_begin(scan, start) and (doi := _DOI.match(scan.text, start)):
        return _put_address(scan, start, *doi.span(1))
    return at + 1


def _may_begin(scan: Scan, start: int) -> bool:
    return start >= scan.done and not scan.text[start - 1 : start].isalnum()


def _put_address(scan: Scan, start: int, name: int, end: int) -> int:
    end = _trim_address(scan.text, name, end)
    scan.flush(start)
    scan.atoms.append(Mark(start, end, (scan.point_address(name, end),), leaves_nothing=True))
    scan.flush(end)
    return end


def _trim_address(text: str, start: int, end: int) -> int:
    """The end of an address without the stops and brackets of the sentence around it."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start + 1:
        if text[end - 1] == ")" and closed > opened:
            closed -= 1
        elif text[end - 1] not in ".,;:!?'*_~’":
            break
        end -= 1
    return end


_READERS: dict[str, Callable[[Scan, int], int]] = {
    "\\": read_escape,
    "`": read_code,
    "*": read_run,
    "_": read_run,
    "~": read_tilde,
    "^": read_caret,
    "$": read_maths,
    "@": read_key,
    "[": open_bracket,
    "]": close_bracket,
    "<": read_angle,
    "&": read_entity,
    "{": read_brace,
    "}": read_end,
    ":": read_colon,
    "!": open_image,
}
