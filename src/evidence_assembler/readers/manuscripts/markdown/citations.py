"""Citations of pandoc: keys (@key) and groups in brackets ([see @a, p. 3; @b]), with what stands beside each key.

Standard: the pandoc manual, 3.1 (2023), "Citation syntax". More is read than pandoc reads: two keys between semicolons
are two citations, and quoted words in a suffix are words of the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.pointers import put_suffixes, read_suffix

from .source import Source

KEY = re.compile(r"@(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=//?\w))*))")
_PART_ENDS = re.compile(r"""(?:"(?:(?!;\s*-?@)[^"])*"|“[^“”]*”|`[^`]*`|\\.|[^;"“`\\]+|["“`\\])|(;)""")
_MARKUP = re.compile(r"\\(?=[^\w\s])|\*+|(?<!\w)_+|_+(?!\w)|&(?:#\w{1,7}|\w{2,31});|(?<!-)---?(?!-)")
_DASHES = {"--": "–", "---": "—"}
_LONGEST_SUFFIX = 2000


def is_cross_reference(key: str) -> bool:
    """True for a key with a prefix of Quarto (fig-one) or pandoc-crossref (fig:one)."""
    prefix, sign = _prefix_of(key)
    return sign is not None and prefix.lower() in _prefixes(sign)


def _prefix_of(key: str) -> tuple[str, str | None]:
    found = re.match(r"([A-Za-z]+)([-:])\w", key)
    return (found.group(1), found.group(2)) if found else ("", None)


@cache
def _prefixes(sign: str) -> frozenset[str]:
    table = read_table("markdown")["cross_references"]
    return frozenset(table["quarto" if sign == "-" else "crossref"].split())


def find_part_ends(words: str) -> list[int]:
    """Where semicolons stand that part the citations of a group, not those between quotation marks."""
    return [found.start() for found in _PART_ENDS.finditer(words) if found.group(1)] if ";" in words else []


def point(source: Source, name: str, start: int, end: int) -> Pointer:
    """The pointer of a key that stands from `start` to `end` of the source."""
    return Pointer(name, "key", source.locate(start), source.locate_end(end))


@dataclass(frozen=True, slots=True)
class Suffixed:
    """A pointer with what stands beside it: once for each quotation; `unread` says what was not read."""

    pointers: tuple[Pointer, ...]
    unread: str | None = None


def add_suffix(pointer: Pointer, source: Source, start: int, end: int) -> Suffixed:
    """The pointer with the locators and the quotations that stand between `start` and `end` of the source."""
    end = min(end, start + _LONGEST_SUFFIX)
    if start >= end:
        return Suffixed((pointer,))
    words, indexes = _strip_markup(source.text, start, end)
    suffix = read_suffix(words, 0).moved(
        lambda at: source.locate(indexes[at]), lambda at: source.locate_end(indexes[at])
    )
    return Suffixed(put_suffixes(pointer, suffix), suffix.unread)


def _strip_markup(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """The words without emphasis, escapes and entities, with dashes for --; the index of each, and one for the end."""
    words = text[start:end]
    if not _MARKUP.search(words):
        return words, range(start, end + 1)
    characters: list[str] = []
    indexes: list[int] = []
    at = 0
    for found in _MARKUP.finditer(words):
        characters += words[at : found.start()]
        indexes += range(start + at, start + found.start())
        if found.group()[0] in "&-":
            instead = _DASHES.get(found.group()) or unescape(found.group())
            characters += instead
            indexes += [start + found.start()] * len(instead)
        at = found.end()
    characters += words[at:]
    indexes += range(start + at, end + 1)
    return "".join(characters), indexes
