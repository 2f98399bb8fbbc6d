"""Blocks between fences that hold Markdown: divisions of pandoc and Quarto, directives of MyST, bookdown's blocks.

A division opens and closes with tokens of its own; what stands within is read like everything else.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it.rules_block import StateBlock

from evidence_assembler.data import read_table

from .block_rules import begin_of, skip

_DIVISION = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*:*$")
_DIRECTIVE = re.compile(r"(`{3,}|~{3,}|:{3,})[ \t]*\{([A-Za-z][\w:+-]*)[^{}\n]*\}[ \t]*(.*)$")
_OPTION = re.compile(r":[\w-]+:(?:[ \t]|$)")


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(read_table("markdown")["directives"][kind].split())


def read_directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A fence with a name in braces. Where the name is none of a text, it is code, whatever the fence."""
    start = begin_of(state, start_line)
    found = _DIRECTIVE.match(state.src[start : state.eMarks[start_line]])
    if found is None:
        return False
    fence, name, title = found.groups()
    is_text, is_caption = name in _names("text"), name in _names("caption")
    if not is_text and not is_caption and fence[0] != ":":
        return False
    if silent:
        return True
    inside = start_line + 1
    while inside < end_line and _OPTION.match(state.src[begin_of(state, inside) : state.eMarks[inside]]):
        inside += 1
    token = state.push("division_open", "", 1)
    token.map = [start_line, inside]
    token.meta["kind"] = "caption" if is_caption else "text" if is_text else "code"
    if is_text and title and name not in _names("untitled"):
        token.meta["title"] = (start + found.start(3), state.eMarks[start_line])
    if fence[0] == ":" and (is_text or is_caption):
        token.meta["colons"] = len(fence)
        state.level -= 1  # it is closed by a line of its own
        state.line = inside
        return True
    last = _find_end(state, fence, inside, end_line)
    if is_text or is_caption:
        state.md.block.tokenize(state, inside, last)
    state.push("division_close", "", -1)
    state.line = min(last + 1, end_line)
    return True


def _find_end(state: StateBlock, fence: str, line: int, end_line: int) -> int:
    """The line that closes a fence: as many of its signs or more, and nothing else."""
    open_to_the_end: dict[str, int] = state.env.setdefault("open fences", {})
    if line >= open_to_the_end.get(fence, end_line):
        return end_line
    first = line
    while line < end_line:
        written = state.src[begin_of(state, line) : state.eMarks[line]].rstrip()
        if written.startswith(fence) and not written.strip(fence[0]):
            return line
        if written and state.sCount[line] < state.blkIndent:
            return line
        line += 1
    if end_line == len(state.bMarks) - 1:  # the end of the file; `lineMax` is that of a quotation, where there is one
        open_to_the_end[fence] = first
    return end_line


def read_division(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """A line of colons: with a name or attributes it opens a division, without it closes one."""
    start = begin_of(state, start_line)
    found = _DIVISION.match(state.src[start : state.eMarks[start_line]])
    if found is None or silent:
        return found is not None
    skip(state, "division_open" if found.group(2) else "division_close", start_line, start_line + 1)
    state.tokens[-1].meta.update(colons=len(found.group(1)), attributes=found.group(2))
    return True
