"""Markers: words of a title, a type or a record by which it says what it is to another work: its erratum, its protocol.

Patterns stand in `data/relations.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.library.profiles import clean_title, fold_words
from evidence_assembler.model.source import Source


@dataclass(frozen=True, slots=True)
class Marker:
    """What a record is to another one, the words that say so, and the title of the other as far as it is left.

    `is_other` is True for what is never the work itself: a notice of it, a comment on it.
    """

    kind: str
    said: str
    rest: tuple[str, ...]
    is_other: bool


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    is_other: bool
    may_stand_alone: bool
    cues: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    types: frozenset[str]


def read_marker(source: Source) -> Marker | None:
    """The first marker of the table that a record bears, None where it speaks for itself."""
    title = source.title or ""
    lower = title.lower()
    for row in _rows():
        if source.publication_types and not row.types.isdisjoint(one.lower() for one in source.publication_types):
            said = next(one for one in source.publication_types if one.lower() in row.types)
            return Marker(row.kind, said, tuple(_take_out(lower, row)[1]), row.is_other)
        for cue in row.cues:
            if cue in lower:
                said, rest = _take_out(lower, row)
                if said:
                    return Marker(row.kind, said, tuple(rest), row.is_other)
                break
    return None


def _take_out(title: str, row: _Row) -> tuple[str, list[str]]:
    """The words of the marker, empty where it has none, and the words of the title without them.

    A title that is nothing but a column's name, such as `Letter to the editor.`, has none.
    """
    plain = clean_title(title)
    for pattern in row.patterns:
        found = pattern.search(plain)
        if found is not None:
            rest = plain[: found.start()] + " " + plain[found.end() :]
            words = fold_words(clean_title(rest.strip(" :.-–—\"'“”‘’")))
            if words or row.may_stand_alone:
                return found[0].strip(" :.-–—()[]\"'“”"), words
    return "", fold_words(plain)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["kind"],
            row.get("other", False),
            row.get("alone", False),
            tuple(row["cues"]),
            tuple(re.compile(pattern) for pattern in row["patterns"]),
            frozenset(one.lower() for one in row.get("types", ())),
        )
        for row in read_table("relations")["marker"]
    )
