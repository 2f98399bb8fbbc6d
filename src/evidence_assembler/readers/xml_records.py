"""Records of an XML file, each parsed by itself, so that a broken one costs no other.

Standard: XML 1.0 (fifth edition) and its namespaces. A document type is passed over unread: no entity is known but the
five of XML and the numbered ones, so nothing is expanded and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from evidence_assembler.model.place import Place
from evidence_assembler.text.line_places import LinePlaces

# What is closed by nothing goes on to the end: it is read once, however often it is opened.
_PASSED_OVER = (
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^<>\[]*(?:\[.*?(?:\]\s*>|\Z)|>)"
)
_PREFIX = r"(?:[A-Za-z_][\w.-]*:)?"
_ATTRIBUTES = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*"""
_NAMESPACE = re.compile(r"""\sxmlns:[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_DEFAULT = re.compile(r"""\sxmlns\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_ROOT = re.compile(rf"{_PASSED_OVER}|<{_PREFIX}(?P<name>[A-Za-z_][\w.-]*){_ATTRIBUTES}>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """An element with its place, from its first to its last character."""

    element: Element
    place: Place


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that is not well formed: what is wrong with it, and where."""

    message: str
    place: Place


def find_root(text: str) -> str | None:
    """The name of the outermost element, without a prefix; None where the text does not begin as XML does.

    >>> find_root('<?xml version="1.0"?><!-- a set --><a:Set xmlns:a="urn:a"/>')
    'Set'
    """
    root = _find_root(text) if text.lstrip().startswith("<") else None
    return root["name"] if root is not None else None


def read_records(text: str, path: str, *names: str) -> Iterator[Record | BrokenRecord]:
    """The elements of these names, each met before those inside it, in order.

    One that is not closed before the next begins is broken, and so is one with an entity that XML does not know. What
    the outermost element says of namespaces holds in each.
    """
    places = LinePlaces(text, path)
    around = _declare_namespaces(text, names)
    for start, end in _split(text, names):
        try:
            (element,) = ElementTree.fromstring(f"<_{around}>{text[start:end]}</_>")
        except ElementTree.ParseError as error:
            line, column = error.position
            at = _find_line(text, start, line) + column if line > 1 else start + column - len(f"<_{around}>")
            at = max(start, min(at, end - 1))
            yield BrokenRecord(str(error).partition(":")[0], places.place(at, at + 1))
        else:
            yield Record(element, places.place(start, end))


def _find_line(text: str, start: int, line: int) -> int:
    """Where the line of that number begins, counted from the one on which a stretch starts."""
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start


def _find_root(text: str) -> re.Match[str] | None:
    return next((found for found in _ROOT.finditer(text) if found["name"]), None)


def _declare_namespaces(text: str, names: tuple[str, ...]) -> str:
    """The declarations of the outermost element, for records that stand inside it."""
    root = _find_root(text)
    if root is None or root["name"] in names:
        return ""
    default = _DEFAULT.search(root[0])
    return "".join(_NAMESPACE.findall(root[0])) + (default[0] if default is not None else "")


def _split(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The stretches of the records. Elements inside a record are part of it, whatever their names."""
    start, inside = -1, ""
    for found in _tags(names).finditer(text):
        name = found["name"]
        if not name or (inside and name != inside):
            continue
        if inside:
            yield start, found.end() if found["closes"] else found.start()
            inside = ""
        if not found["closes"]:
            start, inside = found.start(), name
            if found[0].endswith("/>"):
                yield start, found.end()
                inside = ""
    if inside:
        yield start, len(text)


@cache
def _tags(names: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(map(re.escape, names))
    return re.compile(rf"{_PASSED_OVER}|<(?P<closes>/?){_PREFIX}(?P<name>{named})(?=[\s/>]){_ATTRIBUTES}>", re.DOTALL)
