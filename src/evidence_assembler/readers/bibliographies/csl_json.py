"""CSL-JSON: an array of items, one item, or an object with the array under `items` or `references`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from evidence_assembler.model.csl import CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.progress import under_way
from evidence_assembler.readers.csl_items import shape_item
from evidence_assembler.readers.source_ids import SourceIds
from evidence_assembler.text.line_places import LinePlaces

from . import Bibliography

_DECODER = json.JSONDecoder(parse_constant=str)  # NaN is no JSON, and is equal to nothing
SUFFIXES = (".json", ".csljson")

_ARRAYS = frozenset({"items", "references"})
_TELLING = frozenset("author editor issued container-title DOI PMID ISBN".split())
_KEYS = NAME_VARIABLES | DATE_VARIABLES | TEXT_VARIABLES | {"type"}
_TYPE = re.compile(r'"type"\s*:\s*"([a-z_-]+)"')
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SPACE = re.compile(r"[ \t\r\n]*")
_OBJECT = re.compile(r'\{(?=\s*")')
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_ITEM_KEYS = frozenset({"type", "title"})
_MOST_TRIED = 500  # objects behind a break, such as the names and dates of the item that breaks
# JSON that is deeper than the decoder follows, or has numbers that are longer, is no bibliography.
_BROKEN = (json.JSONDecodeError, RecursionError, ValueError)


@dataclass(frozen=True, slots=True)
class _Item:
    """A value of the array, from `start` to `end` in the text."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _BrokenItem:
    """A value of the array that could not be decoded, and where it breaks."""

    message: str
    at: int


def recognises(text: str) -> bool:
    """True for JSON whose first item is one of CSL, and for an empty array of them."""
    if text.lstrip()[:1] not in ("[", "{"):
        return False
    try:
        first = next(_walk_items(text), None)
    except _BROKEN:
        return any(kind in CSL_TYPES for kind in _TYPE.findall(text[:5000]))
    if isinstance(first, _BrokenItem):
        return any(kind in CSL_TYPES for kind in _TYPE.findall(text[:5000]))
    return first is None or _is_csl(first.value)


def read(text: str, path: str) -> Bibliography:
    """The items of a CSL-JSON file as sources.

    The first of two items with one id stands. An item without an id gets one from author, year and title.
    """
    reading = _Reading(text, path)
    sources: dict[str, tuple[Source, Place]] = {}
    nameless: list[tuple[_Item, dict[str, Any], list[tuple[str, str]]]] = []
    with under_way(f"Reading {path}", len(text)) as tell:
        tell(0)
        for item in reading.read_items():
            fields, faults = shape_item(item.value)
            source_id = fields.get("id")
            if not source_id:
                nameless.append((item, fields, faults))
            elif source_id in sources:
                reading.tell_double(item, source_id, sources[source_id][1])
            else:
                reading.tell_faults(item, source_id, faults)
                sources[source_id] = (Source.from_csl(fields), reading.locate(item.start, item.end))
            tell(item.end)
        tell(len(text))
    ids = SourceIds(sources)  # now that every other id is known
    for item, fields, faults in nameless:
        source_id = fields["id"] = _make_id(fields, ids)
        reading.tell_faults(item, source_id, faults)
        sources[source_id] = (Source.from_csl(fields), reading.locate(item.start, item.end))
    found = sorted(sources.values(), key=_order) if nameless else sources.values()
    problems = sorted(reading.problems, key=lambda problem: problem.place.line)
    return Bibliography(tuple(found), tuple(problems))


def _order(found: tuple[Source, Place]) -> tuple[int, int]:
    return found[1].line, found[1].column


def _is_csl(value: Any) -> bool:
    if not isinstance(value, dict) or "question" in value:
        return False
    kind = value.get("type")
    return (isinstance(kind, str) and kind in CSL_TYPES) or ("title" in value and not _TELLING.isdisjoint(value))


def _make_id(fields: dict[str, Any], ids: SourceIds) -> str:
    names = fields.get("author") or fields.get("editor") or [{}]
    parts = fields.get("issued", {}).get("date-parts") or [[None]]
    return ids.make(names[0].get("family") or names[0].get("literal"), parts[0][0], fields.get("title"))


def _walk_items(text: str) -> Iterator[_Item | _BrokenItem]:
    """The items one by one, so that a broken one costs no other. What is no array raises as `json` does."""
    decode = _DECODER.raw_decode
    start = _skip_space(text, 0)
    if text[start : start + 1] == "[":
        yield from _walk_array(text, start)
        return
    if text[start : start + 1] == "{":
        array = _find_array(text, start)
        if array is not None:
            yield from _walk_array(text, array)
            return
    value, end = decode(text, start)
    yield _Item(value, start, end)
    _expect_end(text, end)


def _walk_array(text: str, start: int) -> Iterator[_Item | _BrokenItem]:
    decode = _DECODER.raw_decode
    position = _skip_space(text, start + 1)
    if text[position : position + 1] == "]":
        return
    while True:
        broken: tuple[str, int] | None = None
        try:
            value, end = decode(text, position)
        except json.JSONDecodeError as error:
            broken = error.msg, max(error.pos, position + 1)
        except (RecursionError, ValueError):
            end = _skip_value(text, position)
            yield _BrokenItem("this item is nested too deeply, or holds too long a number; it was left out", position)
            if end == len(text):
                return
        else:
            yield _Item(value, position, end)
        if broken is None:
            position = _skip_space(text, end)
            mark = text[position : position + 1]
            if mark == "]":
                return
            if mark == ",":
                position = _skip_space(text, position + 1)
                continue
            broken = "Expecting ',' delimiter", position
        message, at = broken
        following = _find_next(text, at)
        lost = "this was left out, up to the next whole item"
        if following is None:
            lost = "what comes before was read, what comes after was not"
        yield _BrokenItem(f"here the JSON is broken: {message}; {lost}", min(at, len(text)))
        if following is None:
            return
        position = following


def _find_next(text: str, start: int) -> int | None:
    """Where the next value begins that is an item by its keys; None where none is found in so many objects."""
    for found in islice(_OBJECT.finditer(text, start), _MOST_TRIED):
        try:
            value, _ = _DECODER.raw_decode(text, found.start())
        except _BROKEN:
            continue
        if "id" in value and not _ITEM_KEYS.isdisjoint(value):
            return found.start()
    return None


def _skip_value(text: str, start: int) -> int:
    """The end of a value that cannot be decoded, by its brackets."""
    depth = 0
    for found in _BRACKET.finditer(text, start):
        if found[0] in "[{":
            depth += 1
        elif found[0] in "]}":
            depth -= 1
            if depth <= 0:
                return found.end()
    return len(text)


def _find_array(text: str, start: int) -> int | None:
    """Where the array of items begins in an object, None where it has none."""
    decode = _DECODER.raw_decode
    position = _skip_space(text, start + 1)
    while text[position : position + 1] == '"':
        key, end = decode(text, position)
        colon = _skip_space(text, end)
        position = _skip_space(text, colon + 1)
        if text[colon : colon + 1] != ":":
            return None
        if key in _ARRAYS and text[position : position + 1] == "[":
            return position
        _, end = decode(text, position)
        position = _skip_space(text, end)
        if text[position : position + 1] != ",":
            return None
        position = _skip_space(text, position + 1)
    return None


def _expect_end(text: str, end: int) -> None:
    end = _skip_space(text, end)
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _skip_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


class _Reading:
    """A file and what is wrong with it."""

    def __init__(self, text: str, path: str) -> None:
        self.problems: list[ReadProblem] = []
        self._text = text
        self._places = LinePlaces(text, path)

    def read_items(self) -> Iterator[_Item]:
        """The items that are objects of CSL, one by one."""
        count = 0
        try:
            for count, item in enumerate(_walk_items(self._text), 1):
                if isinstance(item, _BrokenItem):
                    self._tell_broken(item.message, item.at)
                    continue
                item = self._mend_characters(item)
                if isinstance(item.value, dict) and not _KEYS.isdisjoint(item.value):
                    yield item
                else:
                    self._tell_no_item(item, count)
        except json.JSONDecodeError as error:
            before = "what comes before was read, what comes after was not" if count else "nothing was read"
            self._tell_broken(f"here the JSON is broken: {error.msg}; {before}", error.pos)
        except (RecursionError, ValueError):
            self._tell_broken("this is nested too deeply, or holds too long a number; nothing was read", 0)

    def locate(self, start: int, end: int) -> Place:
        """The place of a stretch of the text."""
        return self._places.place(start, end)

    def locate_key(self, key: str, item: _Item) -> Place:
        """The place of a key in an item; of the item, where the key is written with escapes."""
        found = self._text.find(json.dumps(key), item.start, item.end)
        return self.locate(found, found + len(key) + 2) if found >= 0 else self.locate(item.start, item.end)

    def tell_faults(self, item: _Item, source_id: str, faults: list[tuple[str, str]]) -> None:
        """Tell what of an item is not in the shape of CSL."""
        for key, fault in faults:
            self.tell(
                f"in the item {source_id!r}, {key!r} {fault}",
                f"Give {key!r} the shape that CSL-JSON has for it.",
                self.locate_key(key, item),
                source_id,
            )

    def tell_double(self, item: _Item, source_id: str, first: Place) -> None:
        """Tell of an item whose id an earlier one has."""
        self.tell(
            f"the id {source_id!r} stands twice: the first, in line {first.line}, stands; this one was left out",
            "Give one of the two another id, or remove it.",
            self.locate(item.start, item.end),
            source_id,
        )

    def tell(self, message: str, remedy: str, place: Place, source_id: str | None = None) -> None:
        """Keep a problem."""
        self.problems.append(ReadProblem(message, remedy, place, source_id))

    def _mend_characters(self, item: _Item) -> _Item:
        """The item without halves of surrogate pairs, which are no characters and which no file can hold."""
        if not _SURROGATE.search(self._text, item.start, item.end):
            return item
        written = json.dumps(item.value, ensure_ascii=False)
        mended = written.encode("utf-8", "replace").decode()
        if mended == written:
            return item
        self.tell(
            "a character is written by one half of its surrogate pair; a question mark was put in its place",
            "Write the character itself, or both halves of its pair.",
            self.locate(item.start, item.end),
        )
        return replace(item, value=_DECODER.decode(mended))

    def _tell_no_item(self, item: _Item, count: int) -> None:
        kinds = {dict: "an object without any CSL variable", list: "an array", str: "a text", type(None): "null"}
        kind = kinds.get(type(item.value), "a number or a truth value")
        source_id = item.value.get("id") if isinstance(item.value, dict) else None
        self.tell(
            f"item {count} is no CSL-JSON: it is {kind}" + (f" (id {source_id!r})" if source_id else ""),
            "Give each item as an object with type, title and the other CSL variables.",
            self.locate(item.start, item.end),
            source_id if isinstance(source_id, str) else None,
        )

    def _tell_broken(self, message: str, position: int) -> None:
        place = self.locate(position, min(position + 1, len(self._text)))
        self.tell(message, "Mend the JSON at this place.", place)
