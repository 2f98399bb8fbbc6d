"""The records of an RIS file: which line begins a field, which goes on with it, and where a record ends.

Standard: RIS Format Specifications 2001: a tag of two signs, two spaces, a hyphen and a space; `TY` first, `ER` last.
Exports break every one of these rules, so a line is read for what it is meant to be; a record begins with each `TY`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .tables import known_tags, long_tags, read_type

_FIELD = re.compile(r"(?P<indent>[ \t\ufeff]*)(?P<tag>[A-Za-z][A-Za-z0-9])(?P<gap>[ \t]{1,3})-(?P<after>[ \t]?)")
_GLUED = re.compile(r"(?<=[^A-Z\s])[ \t]*ER  - ?\Z")
# Between records: "12.", "<12>", "Record 12 of 40".
_NUMBERING = re.compile(r"\W*(?:record\s+)?[0-9]+(?:\s+of\s+[0-9]+)?\W*", re.IGNORECASE)
_HEADER = re.compile(r"(?:provider|database|content)\s*:", re.IGNORECASE)
_TITLES = frozenset({"TI", "T1", "CT", "BT"})


@dataclass(slots=True)
class Record:
    """One record: what stands under `TY` (None where it has no such line), its fields in order, its lines from 1.

    `end` is its last line, `end_column` the column behind it.

    A field is its tag and its lines; an empty line stands for one that was empty.
    """

    kind: str | None
    start: int
    end: int
    end_column: int
    fields: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Stray:
    """Text that stands in no field: its words, and its first and last line."""

    words: str
    start: int
    end: int


def split_records(text: str) -> tuple[list[Record], list[Stray]]:
    """The records of a text whose lines end in newlines, and the text that belongs to none."""
    splitting = _Splitting()
    for number, line in enumerate(text.split("\n"), 1):
        splitting.take(line, number)
    splitting.end_record()
    return splitting.records, splitting.strays


def begins_record(line: str) -> bool:
    """True of a line with the tag `TY`, in whatever spelling."""
    found = _FIELD.match(line)
    if found is None or found["tag"].upper() != "TY":
        return False
    return _is_strict(found, line) or read_type(line[found.end() :]) != (None, None)


def _is_strict(found: re.Match[str], line: str) -> bool:
    """True where the tag is spelled as the specification has it, and nothing stands before it."""
    return (
        not found["indent"]
        and found["gap"] == "  "
        and found["tag"].isupper()
        and (bool(found["after"]) or found.end() == len(line))
    )


class _Splitting:
    """The record that lines are put into, and those before it."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.strays: list[Stray] = []
        self._record: Record | None = None
        self._text_is_strict = False  # True in a long text whose own tag is spelled as it should be
        self._in_text = False
        self._lower = False

    def take(self, line: str, number: int) -> None:
        """Read one line."""
        if line.endswith(("ER  -", "ER  - ")) and _GLUED.search(line) and self._record is not None:
            self.take(_GLUED.sub("", line), number)
            self._finish("", number, len(line) + 1)
            return
        found = _FIELD.match(line) if "-" in line else None
        if found is not None and self._take_field(found, line, number):
            return
        self._go_on(line.strip(" \t\ufeff"), line, number)

    def end_record(self) -> None:
        """Close the record that is open."""
        if self._record is not None:
            self.records.append(self._record)
        self._record, self._in_text, self._text_is_strict = None, False, False

    def _take_field(self, found: re.Match[str], line: str, number: int) -> bool:
        """True where the line begins a field, a record, or ends one."""
        tag, strict, value = found["tag"].upper(), _is_strict(found, line), line[found.end() :].strip()
        if found["indent"].strip("\ufeff") and self._text_is_strict:
            return False  # a line that is set off stands in the text
        if tag == "TY" and (strict or self._record is None or read_type(value)[0] is not None):
            self._begin(value, number, len(line) + 1, lower=found["tag"].islower())
            return True
        if tag == "ER" and (strict or not value.strip(",;. ") or begins_record(value)):
            self._finish(value, number, len(line) + 1)
            return True
        if not strict and not (found["after"] or len(found["gap"]) > 1 or not value):
            return False
        if not found["tag"].isupper() and not (self._lower and found["tag"].islower()):
            return False
        known = tag in known_tags()
        if not (known if not strict or self._in_text else True) or (self._text_is_strict and not strict):
            return False
        if self._record is None:
            self._record = Record(None, number, number, 1)
        self._record.fields.append((tag, [value]))
        self._record.end, self._record.end_column = number, len(line) + 1
        self._in_text = tag in long_tags()
        self._text_is_strict = self._in_text and strict
        return True

    def _begin(self, value: str, number: int, end_column: int, *, lower: bool) -> None:
        before = self._record
        if before is not None:
            _drop_numbering(before)
        record = Record(value, number, number, end_column)
        if before is not None and before.kind is None and not any(tag in _TITLES for tag, _ in before.fields):
            record.fields, record.start = before.fields, before.start  # `TY` was not the first of its tags
            self._record = None
        self.end_record()
        self._record, self._lower = record, lower

    def _finish(self, value: str, number: int, end_column: int) -> None:
        if self._record is not None:
            self._record.end, self._record.end_column = number, end_column
        self.end_record()
        if begins_record(value):
            self.take(value, number)
        elif value.strip(",;. "):
            self._leave(value, number)

    def _go_on(self, words: str, line: str, number: int) -> None:
        """Put a line without a tag where it belongs."""
        if self._record is not None and self._record.fields:
            lines = self._record.fields[-1][1]
            lines.append(words)
            if words:
                self._record.end, self._record.end_column = number, len(line) + 1
        elif words and not _NUMBERING.fullmatch(words) and not _HEADER.match(words):
            self._leave(words, number)

    def _leave(self, words: str, number: int) -> None:
        last = self.strays[-1] if self.strays else None
        if last is not None and last.end == number - 1:
            last.end = number
        else:
            self.strays.append(Stray(words, number, number))


def _drop_numbering(record: Record) -> None:
    """Take off the number of the next record, which stands behind an empty line where this one has no `ER`."""
    lines = record.fields[-1][1] if record.fields else []
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > 2 and not lines[-2] and _NUMBERING.fullmatch(lines[-1]):
        del lines[-2:]
