"""The narrative of a drug label as plain text: paragraphs, items, rows of tables, each a block of its own.

Standard: the text of HL7 Structured Product Labeling (the narrative block of CDA release 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from evidence_assembler.readers.scripts import set_script

_BLOCKS = frozenset("text highlight paragraph list item table caption thead tbody tfoot tr title suffix".split())
_CELLS = frozenset(("td", "th"))
_SCRIPTS = {"sup": "^", "sub": "_"}
_BETWEEN_CELLS = " | "
_BREAK = "\v"  # in no XML
_SPACE = re.compile(r"[ \t\n\r\f]+")  # a space that does not break stays as it is


def read_narrative(narrative: Element) -> list[str]:
    """The blocks of a narrative, in order, none of them empty; white space that only indents is no text.

    The words are those of the label and no others: a bullet that is not written is not made. The cells of a row have
    ` | ` between them. A footnote follows the paragraph or the table in which it stands.
    """
    writer = _BlockWriter()
    for event, element, words in _walk(narrative):
        if event == "open":
            writer.open(name_element(element))
        elif event == "close":
            writer.close(name_element(element))
        else:
            writer.add(words)
    return writer.finish()


def read_line(narrative: Element) -> str | None:
    """The words of a narrative on one line, None where it has none."""
    return " ".join(" ".join(read_narrative(narrative)).split("\n")) or None


def name_element(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _walk(top: Element) -> Iterator[tuple[Literal["open", "close", "text"], Element, str]]:
    """The elements as they open and close, with the texts between; however deep, without recursion."""
    yield "open", top, ""
    yield "text", top, top.text or ""
    stack = [(top, iter(top))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is not None:
            stack.append((child, iter(child)))
            yield "open", child, ""
            yield "text", child, "" if len(child) and _is_indent(child.text, child) else child.text or ""
            continue
        stack.pop()
        yield "close", element, ""
        if stack:
            around, _ = stack[-1]
            is_last = around[-1] is element
            yield "text", around, "" if is_last and _is_indent(element.tail, around) else element.tail or ""


def _is_indent(words: str | None, inside: Element) -> bool:
    """True for the break of a line that sets the only child of an inline element apart from its tags."""
    return bool(words) and "\n" in (words or "") and not (words or "").strip() and name_element(inside) not in _BLOCKS


class _BlockWriter:
    """Blocks in the making. In a cell and in a footnote every block is inline, with a space around it."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._parts: list[str] = []
        self._notes: list[str] = []
        self._held: list[list[str]] = []  # what stands around the footnotes that are open
        self._scripts: list[int] = []
        self._inside: list[str] = []
        self._tables = self._cells = 0
        self._row_begun = False

    def open(self, name: str) -> None:
        """An element begins."""
        if name == "table":
            self._tables += 1
        if self._is_block(name):
            self._end_block()
            self._row_begun = self._row_begun and name != "tr"
        elif name in _CELLS:
            if self._row_begun:
                self._parts.append(_BETWEEN_CELLS)
            self._row_begun = True
            self._cells += 1
        elif name == "br":
            self._parts.append(" " if self._cells or self._held else _BREAK)
        elif name == "footnote":
            self._held.append(self._parts)
            self._parts = []
        elif name in _SCRIPTS:
            self._scripts.append(len(self._parts))
        elif name in _BLOCKS:
            self._parts.append(" ")
        self._inside.append(name)

    def close(self, name: str) -> None:
        """The element that began last ends."""
        self._inside.pop()
        if name == "table":
            self._tables -= 1
        if self._is_block(name):
            self._end_block()
        elif name in _CELLS:
            self._cells -= 1
        elif name == "footnote":
            self._notes.append(_lay_out("".join(self._parts)))
            self._parts = self._held.pop()
        elif name in _SCRIPTS:
            start = self._scripts.pop()
            if not self._scripts:  # what is raised within what is raised stands with it
                words = "".join(self._parts[start:])
                self._parts[start:] = [_set_script(words, _SCRIPTS[name])]
        elif name in _BLOCKS:
            self._parts.append(" ")

    def add(self, words: str) -> None:
        """Words, with white space as it is in the file."""
        if words:
            self._parts.append(words)

    def finish(self) -> list[str]:
        """All blocks."""
        self._end_block()
        return self._blocks

    def _is_block(self, name: str) -> bool:
        in_line = self._cells or self._held or (name == "caption" and self._inside[-1:] == ["item"])
        return name in _BLOCKS and not in_line

    def _end_block(self) -> None:
        block = _lay_out("".join(self._parts))
        self._parts.clear()
        if block.strip(_BETWEEN_CELLS):
            self._blocks.append(block)
        if not self._tables:
            self._blocks += filter(None, self._notes)
            self._notes.clear()


def _lay_out(words: str) -> str:
    lines = (_SPACE.sub(" ", line).strip(" ") for line in words.split(_BREAK))
    return "\n".join(line for line in lines if not line.isspace() and line)


def _set_script(words: str, mark: str) -> str:
    """The words raised or lowered, the space around them as it was."""
    bare = words.strip()
    if not bare:
        return words
    before, _, behind = words.partition(bare)
    return f"{before}{set_script(bare, mark)}{behind}"
