"""The blocks of a BibTeX file: entries with their fields and places, and what is wrong with the others."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.progress import under_way

from .dates import MONTHS
from .mending import describe_failure, find_key, mend_block
from .values import evaluate_value

# bibtexparser logs what it cannot read; the problems say so too, and Python would print a log that nobody handles.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

# Spaces that BibTeX allows around an entry's type, and bibtexparser does not.
_SPACED_START = re.compile(r"^([ \t]*)@([ \t]*)(\w+)([ \t\n]*)([{(])(?=\s*[^\s,{}=]+\s*,)", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*@\w*[ \t]*[{(]", re.MULTILINE)
_PIECE = 200_000  # characters
_ENTRY_START = re.compile(r"@\w+[ \t]*[{(]\s*[^\s,{}=\"]+\s*,")
_COMMENT_LINE = re.compile(r"^[ \t]*%.*(?:\n|$)", re.MULTILINE)
# Each costs another pass over what is left of a stretch; a file that needs more is no bibliography.
_MOST_SWALLOWED = 20
_NO_ENTRIES = frozenset({"string", "preamble", "comment"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its key as written (empty if it has none), its type and its fields in lower case, not yet decoded."""

    key: str
    kind: str
    fields: dict[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of bibtexparser, with the offset of its `@`, its text, and the offset at which the next one begins."""

    kind: Literal["entry", "string", "failed"]
    parsed: Any
    start: int
    raw: str
    next_start: int


def read_blocks(text: str, path: str) -> tuple[list[Entry], list[ReadProblem]]:
    """The entries of a file in order, keys that come twice included, and what could not be read.

    Comments, `@preamble` and what a `%` before its `@` comments out are no entries and no problems.
    """
    text = _SPACED_START.sub(_move_spaces, text)
    reading = _Reading(text, path)
    with under_way(f"Reading {path}", len(text)) as tell:
        tell(0)
        for block in _split_blocks(text):
            reading.read(block)
            tell(block.next_start)
        tell(len(text))
    return reading.entries, reading.problems


def _move_spaces(start: re.Match[str]) -> str:
    # As long as before and with as many line ends, so that every place stays what it is.
    indent, before, kind, after, brace = start.groups()
    return f"{indent}@{kind}{brace}{before}{after}" if before or "\n" in after else start.group()


def _split_blocks(text: str) -> Iterator[_Block]:
    """The blocks in order. Entries that a missing brace in the one before has swallowed are found again."""
    stretches = [_split_piecewise(text)]
    found_again = 0
    while stretches:
        block = next(stretches[-1], None)
        if block is None:
            stretches.pop()
            continue
        if block.kind == "failed" and found_again < _MOST_SWALLOWED:
            swallowed = _ENTRY_START.search(text, block.start + 1, block.next_start)
            if swallowed:
                found_again += 1
                stretches.append(_split_stretch(text, swallowed.start(), block.next_start))
                cut = swallowed.start()
                block = replace(block, raw=block.raw[: cut - block.start], next_start=cut)
        yield block


def _split_piecewise(text: str) -> Iterator[_Block]:
    """The blocks of the whole text, parsed piece by piece.

    Wherever a line begins with `@word{`, bibtexparser begins a new block, whatever stood open before it. So cut there,
    the pieces give the blocks of the whole (for what stood open, the reason may be in other words), and only those of
    one piece are held at a time.
    """
    start = 0
    while start < len(text):
        cut = _LINE_START.search(text, start + _PIECE)
        end = cut.start() if cut else len(text)
        yield from _split_stretch(text, start, end)
        start = end


def _split_stretch(text: str, start: int, end: int) -> Iterator[_Block]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import (
        DuplicateBlockKeyBlock,
        DuplicateFieldKeyBlock,
        Entry,
        ImplicitComment,
        ParsingFailedBlock as FailedBlock,
        String,
    )

    failed: _Block | None = None
    position = start
    for parsed in parse_string(text[start:end], parse_stack=[]).blocks:
        raw = parsed.raw or ""
        at = text.find(raw, position, end)
        if isinstance(parsed, ImplicitComment) or at < 0:
            continue
        if failed is not None:
            yield replace(failed, next_start=at)
            failed = None
        position = at + len(raw)
        content: Any = parsed
        if isinstance(parsed, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            content = parsed.ignore_error_block
        if isinstance(content, Entry):
            yield _Block("entry", content, at, raw, position)
        elif isinstance(content, String):
            yield _Block("string", content, at, raw, position)
        elif isinstance(parsed, FailedBlock):
            # Where it ends is not known before the next one begins.
            failed = _Block("failed", parsed, at, raw, end)
            position = at + 1
    if failed is not None:
        yield failed


class _Reading:
    """What has been read so far. Blocks come in the order of the file."""

    def __init__(self, text: str, path: str) -> None:
        self.entries: list[Entry] = []
        self.problems: list[ReadProblem] = []
        self._text = text
        self._path = path
        self._line = 1
        self._offset = 0
        self._strings = {name[:3].lower(): name for name in MONTHS}
        self._undefined: set[str] = set()

    def read(self, block: _Block) -> None:
        """Take in one block."""
        line_start = self._text.rfind("\n", 0, block.start) + 1
        if self._text[line_start : block.start].lstrip().startswith("%"):
            return
        raw = block.raw if block.kind != "failed" else self._text[block.start : block.next_start].rstrip()
        place = self._locate(block.start, raw, line_start)
        if block.kind == "failed":
            self._read_failed(block, place)
        else:
            self._read_content(block, place)

    def _read_content(self, block: _Block, place: Place) -> None:
        if block.kind == "entry":
            self._read_entry(block.parsed, place)
        else:
            self._read_string(block.parsed, place)

    def _locate(self, start: int, raw: str, line_start: int) -> Place:
        self._line += self._text.count("\n", self._offset, start)
        self._offset = start
        column = start - line_start + 1
        more_lines = raw.count("\n")
        end_column = len(raw) - raw.rfind("\n") if more_lines else column + len(raw)
        return Place(self._path, self._line, column, self._line + more_lines, end_column)

    def _read_string(self, parsed: Any, place: Place) -> None:
        value = evaluate_value(parsed.value, self._strings)
        if value.undefined or value.stray is not None or value.next_field:
            self._tell(
                f"the value of the @string {parsed.key!r} cannot be read: {parsed.value[:60]}",
                "Put it in quotation marks or braces, and join pieces with #.",
                place,
            )
        self._strings[parsed.key.lower()] = value.text

    def _read_entry(self, parsed: Any, place: Place) -> None:
        if not parsed.entry_type:  # "@ (" in running text
            return
        key = parsed.key
        fields: dict[str, str] = {}
        for field in parsed.fields:
            name: str = field.key
            if not name.isidentifier():
                name = self._clean_name(name, key, place)
                if not name:
                    continue
            self._read_field(name.lower(), field.value, fields, key, place)
        self.entries.append(Entry(key, parsed.entry_type, fields, place))

    def _clean_name(self, name: str, key: str, place: Place) -> str:
        """The name of a field, empty where it is commented out."""
        if "%" in name:
            name = _COMMENT_LINE.sub("", name).strip()
        words = name.split()
        if len(words) > 1:
            stray = " ".join(words[:-1])
            self._tell(
                f"in {_name_entry(key)}, {stray!r} stands before the field {words[-1]!r} and was left out",
                "Remove it, or make it a field of its own: name = {value}.",
                place,
                key,
            )
        return words[-1] if words else ""

    def _read_field(self, name: str, raw: str, fields: dict[str, str], key: str, place: Place) -> None:
        more: tuple[str, str] | None = (name, raw)
        while more is not None:
            name, raw = more
            value = evaluate_value(raw, self._strings)
            if name not in fields:
                fields[name] = value.text.strip()
            else:
                self._tell(
                    f"the field {name!r} stands twice in {_name_entry(key)}: the first stands, {value.text[:60]!r} was "
                    "left out",
                    "Remove one of the two, or rename it.",
                    place,
                    key,
                )
            if value.stray is not None:
                self._tell(
                    f"the value of {name!r} in {_name_entry(key)} goes on after its end: {value.stray[:60]!r}",
                    "Put the whole value in one pair of braces, and a comma behind it.",
                    place,
                    key,
                )
            elif value.undefined:
                self._tell_undefined(value.undefined, name, key, place)
            more = value.next_field
            if more is not None:
                self._tell(
                    f"a comma is missing after the field {name!r} of {_name_entry(key)}; it was read as if it were "
                    "there",
                    f"Put a comma behind the value of {name!r}.",
                    place,
                    key,
                )
                more = (more[0].lower(), more[1])

    def _tell_undefined(self, undefined: tuple[str, ...], name: str, key: str, place: Place) -> None:
        for word in undefined:
            if word.lower() in self._undefined or name == "month":
                continue
            self._undefined.add(word.lower())
            self._tell(
                f"no @string defines {word!r}, which {_name_entry(key)} has in {name!r}; the name itself was taken",
                f"Define it, as @string{{{word} = {{...}}}}, or put the value in braces.",
                place,
                key,
            )

    def _read_failed(self, block: _Block, place: Place) -> None:
        if block.raw[1:2] in ("{", "(", " ", "\t", ""):  # "@ (" in running text
            return
        is_last = block.next_start == len(self._text)
        mended = mend_block(self._text[block.start : block.next_start])
        if mended is not None:
            blocks = list(_split_stretch(mended.text, 0, len(mended.text)))
            if len(blocks) == 1 and blocks[0].kind != "failed":
                if mended.fault is not None:
                    key = blocks[0].parsed.key
                    self._tell(f"in {_name_entry(key)}, {mended.fault}", mended.remedy, place, key)
                self._read_content(blocks[0], place)
                return
            block = next((one for one in blocks if one.kind == "failed"), block)
        reason: str = getattr(block.parsed.error, "abort_reason", "")
        fault, remedy = describe_failure(block.raw, reason, is_last=is_last)
        kind = block.raw[1:].split("{")[0].split("(")[0].strip().lower()
        if kind in _NO_ENTRIES:
            self._tell(f"@{kind} was left out: {fault}", remedy, place)
        else:
            found = find_key(block.raw)
            self._tell(f"{_name_entry(found or '')} was left out: {fault}", remedy, place, found)

    def _tell(self, message: str, remedy: str, place: Place, key: str | None = None) -> None:
        self.problems.append(ReadProblem(message, remedy, place, key or None))


def _name_entry(key: str) -> str:
    return f"the entry {key!r}" if key else "an entry without a key"
