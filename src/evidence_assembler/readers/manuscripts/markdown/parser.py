"""The parser of blocks: markdown-it-py with rules of ours, set so that every line of words keeps its place in the file.

Only its rules for blocks are used. Its tokens have no columns, and its rules for the words within a block take
quadratic time on unclosed brackets; `inline` reads these.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, list_block
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from . import block_rules, fences, tables
from .block_rules import BlockRule
from .bounds import DEEPEST, Bounds

# Rules by the first character of the line: those that end a list, and those that do not.
_ENDING_LISTS: dict[str, tuple[BlockRule, ...]] = {
    "`": (fences.read_directive, fence),
    "~": (fences.read_directive, fence),
    ":": (fences.read_directive, fences.read_division),
    "<": (block_rules.skip_comment, block_rules.skip_raw_html),
    "$": (block_rules.skip_display_maths,),
    "\\": (block_rules.skip_tex_environment,),
    ">": (blockquote,),
    "-": (block_rules.skip_metadata, hr),
    "*": (hr,),
    "_": (hr,),
}
_OTHERS: dict[str, tuple[BlockRule, ...]] = {
    **dict.fromkeys("-*+0123456789", (list_block,)),
    "[": (footnote_def, block_rules.read_definition),
    "#": (heading,),
}


class _PlacedState(StateBlock):
    """The state of the parser. A token of words gets the spans of its lines in the file as `meta["lines"]`."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if ttype == "inline":
            opening = self.tokens[-2]
            first, last = opening.map or (self.line, self.line)
            if opening.type == "dt_open":
                last = first + 1
            elif opening.markup[:1] in ("=", "-"):
                last -= 1  # the line under a heading
            token.meta["lines"] = [
                (self.bMarks[line] + self.tShift[line], self.eMarks[line]) for line in range(first, last)
            ]
        return token


def parse_blocks(text: str, first_line: int, bounds: Bounds) -> list[Token]:
    """The tokens of all blocks from a line on. Raises `UnreadableFileError` for a file of too many."""
    tokens: list[Token] = []
    state = _PlacedState(text, _parser(), {"bounds": bounds}, tokens)
    if first_line < state.lineMax:
        state.md.block.tokenize(state, first_line, state.lineMax)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 10 * DEEPEST})
    ruler = parser.block.ruler
    ruler.enable("code")
    ruler.before("code", "bounds", _keep_bounds)
    ruler.before("code", "tables", tables.read_table, {"alt": ["paragraph"]})
    interrupting = ["paragraph", "blockquote"]
    ruler.before("paragraph", "ending_lists", _read_by_first_character(_ENDING_LISTS), {"alt": [*interrupting, "list"]})
    ruler.before("paragraph", "others", _read_by_first_character(_OTHERS), {"alt": interrupting})
    deflist_plugin(parser)
    ruler.at("paragraph", block_rules.read_paragraph)
    return parser


def _read_by_first_character(rules: dict[str, tuple[BlockRule, ...]]) -> BlockRule:
    def read(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[start_line] + state.tShift[start_line]
        if start >= state.eMarks[start_line]:
            return False
        fitting = rules.get(state.src[start])
        if fitting is None or state.is_code_block(start_line):
            return False
        return any(rule(state, start_line, end_line, silent) for rule in fitting)

    return read


def _keep_bounds(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    """The first rule of all: refuses a file of too many blocks, and takes as one token what stands too deep."""
    state.env["bounds"].count_block()
    return state.level >= DEEPEST and block_rules.skip(state, "too_deep", start_line, end_line)
