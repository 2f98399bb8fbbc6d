"""What the elements of a page make of the words in them: paragraphs, items, rows, entries, asides, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import BlockKind
from evidence_assembler.readers.manuscripts.html.parts import Member, Parts, has_sign
from evidence_assembler.readers.manuscripts.html.tree import HEADINGS, Element

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WHOLE = frozenset("html body main article".split())
_LISTS = frozenset("ul ol dl menu dir".split())
_LARGE = HEADINGS | {"table", "article", "section"}
_LOOSE = frozenset("ul ol dl blockquote hr".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """What an element makes of the words in it. One that `gathers` is one block, whatever stands in it."""

    kind: BlockKind = "paragraph"
    level: int = 0
    top: int | None = None
    member: Member | None = None
    gathers: bool = False
    is_beside: bool = False
    in_answer: bool = False
    in_data: bool = False


class SettingReader:
    """Reads the settings of elements by the signs of `data/html.toml`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._table: dict[str, Any] = read_table("html")
        self._hidden = frozenset(self._table["hidden_elements"])
        self._hidden_classes = [words.split() for words in self._table["hidden_classes"]]
        self._tops = 0

    def is_hidden(self, element: Element, setting: Setting) -> bool:
        """True for what a page does not show as its words."""
        if element.name in self._hidden:
            return True
        given = element.attributes
        if not given:
            return False
        if "hidden" in given or given.get("aria-hidden", "").lower() == "true":
            return True
        if _HIDDEN_STYLE.search(given.get("style", "")) or (element.name == "math" and given.get("display") == "block"):
            return True
        return (
            element.has("role", *self._table["hidden_roles"])
            or any(all(element.has("class", word) for word in words) for words in self._hidden_classes)
            or has_sign(element, self._table["links"], "back_")
            or (setting.in_answer and element.has("class", *self._table["answer_page"]["left_out"]))
        )

    def read_setting(self, element: Element, outer: Setting) -> Setting:
        """What the own words of a block are."""
        setting = outer
        if element.has("class", self._table["answer_page"]["class"]):
            setting = replace(setting, in_answer=True)
        if is_heading(element):
            return replace(setting, kind="heading", level=_read_level(element), gathers=True, top=None)
        if element.name == "table":
            setting = replace(setting, in_data=_is_data(element))
        part, member = self._parts.of.get(element), self._parts.members.get(element)
        is_list = element.name in _LISTS or (part is not None and element is part.element and element.name == "div")
        if setting.top is None and (is_list or (element.name == "table" and setting.in_data)):
            setting = replace(setting, top=self.next_top())
        if part is not None and part.kind == "references":
            if member is not None:
                return replace(setting, kind="entry", member=member, gathers=True, in_data=False)
            if part.members or self._is_beside(element, setting):
                return replace(setting, kind="aside")
            return replace(setting, kind="entry", gathers=element.name == "tr", in_data=False)
        if member is not None:
            return replace(setting, kind="note", member=member)
        if setting.member is not None:
            return setting
        if element.name == "tr" and setting.in_data:
            is_row = not setting.is_beside and not _is_header(element)
            return replace(setting, kind="row" if is_row else "aside", gathers=True)
        if setting.is_beside or self._is_beside(element, setting):
            return replace(setting, kind="aside", is_beside=True)
        return replace(setting, kind="item") if element.name == "li" else setting

    def next_top(self) -> int:
        """The number of a new outermost block."""
        self._tops += 1
        return self._tops

    def _is_beside(self, element: Element, setting: Setting) -> bool:
        if element.name in self._table["aside_elements"]:
            return True
        if not element.attributes or element.name in _WHOLE:
            return False
        return has_sign(element, self._table, "aside_") or (
            setting.in_answer and element.has("class", *self._table["answer_page"]["asides"])
        )


def is_heading(element: Element) -> bool:
    """True for a heading, by its name or by its role."""
    return element.name in HEADINGS or element.attributes.get("role", "").lower() == "heading"


def _read_level(element: Element) -> int:
    level = element.attributes.get("aria-level", element.name[1:])
    return int(level) if level in ("1", "2", "3", "4", "5", "6", "7", "8", "9") else 2


def _list_elements(element: Element, *names: str) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element) and child.name in names]


def _is_data(table: Element) -> bool:
    """True for a table of data, False for one that only arranges what stands on the page."""
    if table.has("role", "presentation", "none") or table.holds & _LARGE:
        return False
    if table.holds & {"caption", "th", "thead"}:
        return True
    groups = [table, *_list_elements(table, "tbody", "thead", "tfoot")]
    rows = [row for group in groups for row in _list_elements(group, "tr")]
    return not table.holds & _LOOSE and any(len(_list_elements(row, "td")) > 1 for row in rows)


def _is_header(row: Element) -> bool:
    if row.parent is not None and row.parent.name in ("thead", "tfoot"):
        return True
    return bool(_list_elements(row, "th")) and not _list_elements(row, "td")
