r"""Markers that are commands within Markdown: roles of MyST ({cite}`a,b`) and commands of LaTeX (\citep[p.~3]{a,b})."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import Pointer

from .atoms import Mark
from .citations import add_suffix, point
from .source import Source

ROLE = re.compile(r"\{([A-Za-z][\w:+.-]*)\}(`+)")
COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_CITED = re.compile(r"(?:[^,;{}`]|\{[^{}`]*\})+")
_KEY_OF_ROLE = re.compile(r"\s*((?:\{[^{}]*\}\s*)?)([^\s{},;]+)\s*((?:\{[^{}]*\})?)\s*")
_KEYS_OF_COMMAND = re.compile(r"\s*((?:\[(?:[^\[\]{}]|\{[^{}]*\})*\]\s*){0,2})\{([^{}]*)\}")
_BRACKETS = re.compile(r"\[((?:[^\[\]{}]|\{[^{}]*\})*)\]")
_KEY_OF_COMMAND = re.compile(r"[^\s,%]+")

Kind = Literal["marks", "words", "nowhere"]


@cache
def _roles() -> dict[str, Kind]:
    table = read_table("markdown")["roles"]
    kinds: tuple[Kind, ...] = ("marks", "words")
    return {name: kind for kind in kinds for name in table[kind].split()}


@cache
def _commands() -> dict[str, Kind]:
    table = read_table("latex_commands")["citations"]
    kinds: tuple[Kind, ...] = ("marks", "words", "nowhere")
    return {name: kind for kind in kinds for name in table[kind].split()}


def is_citing_role(name: str) -> bool:
    """True for a role of MyST that cites."""
    return name.lower() in _roles()


def is_citing_command(name: str) -> bool:
    """True for a command of LaTeX that cites."""
    return name in _commands()


def read_role(source: Source, name: str, start: int, inside: int, inside_end: int, end: int) -> Mark:
    """The marker of a role whose words stand from `inside` to `inside_end`: keys `{see}` before and `{p. 3}` behind."""
    pointers: list[Pointer] = []
    first: tuple[int, int] | None = None
    unread: str | None = None
    for part in _CITED.finditer(source.text, inside, inside_end):
        found = _KEY_OF_ROLE.fullmatch(source.text, part.start(), part.end())
        if found is None:
            if part.group().strip():
                unread = f"{part.group().strip()!r} is no key"
            continue
        pointer = point(source, found.group(2), *found.span(2))
        beside = add_suffix(pointer, source, found.start(3) + 1, found.end(3) - 1)
        pointers += beside.pointers
        unread = unread or beside.unread
        first = first or found.span(2)
    if not pointers and unread is None:
        unread = "it names no source"
    word = first if _roles()[name.lower()] == "words" else None
    return Mark(start, end, tuple(pointers), unread=unread, word=word)


def read_command(source: Source, found: re.Match[str]) -> Mark:
    r"""The marker of a citing command, such as `\citep[see][p.~3]{a,b}`: the last brackets go with the last key."""
    kind = _commands()[found.group(1)]
    behind = _KEYS_OF_COMMAND.match(source.text, found.end())
    if behind is None:
        return Mark(found.start(), found.end(), unread="no keys in braces stand behind it")
    keys = [
        point(source, key.group(), *key.span())
        for key in _KEY_OF_COMMAND.finditer(source.text, *behind.span(2))
        if kind != "nowhere" or key.group() != "*"
    ]
    notes = [note.span(1) for note in _BRACKETS.finditer(source.text, *behind.span(1))]
    unread = None if keys or kind == "nowhere" else "it names no source"
    if keys and notes:
        beside = add_suffix(keys[-1], source, *notes[-1])
        keys[-1:], unread = beside.pointers, beside.unread
    first = _KEY_OF_COMMAND.search(source.text, *behind.span(2))
    word = first.span() if first and kind == "words" else None
    # What is only listed leaves nothing in its sentence; the reader makes an aside of it.
    return Mark(found.start(), behind.end(), tuple(keys), unread=unread, word=word, leaves_nothing=kind == "nowhere")
