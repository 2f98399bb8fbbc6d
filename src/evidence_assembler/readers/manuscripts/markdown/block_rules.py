"""Rules for paragraphs, and for blocks without words: comments, scripts, maths, TeX, metadata, definitions of links.

Each is a rule of markdown-it: it takes the state, the first line, the line behind the last one and whether it only
asks; it moves the state behind what it took. What is taken becomes one token with its lines as `map`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock

from evidence_assembler.data import read_table

_NEVER_TEXT = re.compile(rf"<({'|'.join(read_table('markdown')['html']['never'].split())}|pre)(?=[\s>])", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"\\begin\{([^{}\n]+)\}")
_ENVIRONMENT_END = re.compile(r"\\end\{([^{}\n]+)\}")
_BEHIND_MATHS = re.compile(r"[ \t]*(?:\{[^{}\n]*\}|\([\w:-]+\))?[ \t]*")
_DEFINITION = re.compile(
    r"\[(?!\^)((?:[^\[\]\\\n]|\\.)+)\]:[ \t]*\n?[ \t]*(?:<([^<>\n]+)>|([^\s<]\S*))[ \t]*"
    r"""(?:\n?[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\{[^{}\n]*\}[ \t]*)?(?:\n|\Z)"""
)
_METADATA_KEY = re.compile(r"---[ \t]*\n[A-Za-z][\w-]*[ \t]*:(?:[ \t]|\n)")
_METADATA_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


BlockRule = Callable[[StateBlock, int, int, bool], bool]


def begin_of(state: StateBlock, line: int) -> int:
    """The offset of the first character of a line."""
    return state.bMarks[line] + state.tShift[line]


def line_of(state: StateBlock, offset: int, start_line: int, end_line: int) -> int:
    """The line behind that of an offset, at most `end_line`."""
    return min(bisect_left(state.eMarks, offset, start_line, end_line) + 1, end_line)


def skip(state: StateBlock, kind: str, start_line: int, end_line: int) -> bool:
    """Takes lines as one token without words."""
    token = state.push(kind, "", 0)
    token.map = [start_line, end_line]
    state.line = end_line
    return True


def skip_comment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`<!-- ... -->`, when nothing stands behind it in its last line."""
    start = begin_of(state, start_line)
    if not state.src.startswith("<!--", start):
        return False
    end = state.src.find("-->", start + 4)
    if end < 0 or end >= state.eMarks[end_line - 1]:
        if silent:
            return True
        return skip(state, "unclosed_comment", start_line, end_line)
    after = line_of(state, end, start_line, end_line)
    if state.src[end + 3 : state.eMarks[after - 1]].strip():
        return False
    if silent:
        return True
    skip(state, "comment", start_line, after)
    state.tokens[-1].meta["span"] = (start, end + 3)
    return True


def skip_raw_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Elements whose content is no text, up to the line of their end."""
    found = _NEVER_TEXT.match(state.src, begin_of(state, start_line))
    if found is None or silent:
        return found is not None
    closing = re.compile(rf"</{found.group(1)}\s*>", re.IGNORECASE).search(state.src, found.end())
    if closing is None:
        return skip(state, "unclosed_element", start_line, end_line)
    return skip(state, "raw", start_line, line_of(state, closing.end(), start_line, end_line))


def skip_display_maths(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`$$ ... $$` that fills its lines."""
    start = begin_of(state, start_line)
    if not state.src.startswith("$$", start):
        return False
    end = state.src.find("$$", start + 2)
    if end < 0 or end >= state.eMarks[end_line - 1]:
        return False
    after = line_of(state, end, start_line, end_line)
    behind = _BEHIND_MATHS.match(state.src, end + 2)
    if behind is None or behind.end() < state.eMarks[after - 1]:
        return False
    return silent or skip(state, "maths", start_line, after)


def skip_tex_environment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""`\begin{equation} ... \end{equation}` and every other environment, which only LaTeX shows."""
    found = _ENVIRONMENT.match(state.src, begin_of(state, start_line))
    if found is None:
        return False
    ends = state.env.get("environment ends")
    if ends is None:
        ends = state.env["environment ends"] = {}
        for one in _ENVIRONMENT_END.finditer(state.src):
            ends.setdefault(one.group(1), []).append(one.end())
    after = ends.get(found.group(1), [])
    nearest = bisect_left(after, found.end())
    if nearest == len(after) or after[nearest] > state.eMarks[end_line - 1]:
        return False
    return silent or skip(state, "tex", start_line, line_of(state, after[nearest], start_line, end_line))


def skip_metadata(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of YAML further down in the file, as pandoc has it."""
    start = begin_of(state, start_line)
    if state.level or not _METADATA_KEY.match(state.src, start) or silent:
        return False
    end = _METADATA_END.search(state.src, state.bMarks[start_line + 1])
    if end is None or "\n\n" in state.src[start : end.start()]:
        return False
    skip(state, "metadata", start_line, line_of(state, end.start(), start_line, end_line))
    state.tokens[-1].meta["span"] = (start, end.end())
    return True


def read_definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`[label]: address`, which a link names by its label. Standard: CommonMark 0.31.2, 4.7."""
    start = begin_of(state, start_line)
    found = _DEFINITION.match(state.src, start)
    if found is None or silent or found.end() > state.eMarks[end_line - 1] + 1:
        return False
    skip(state, "definition", start_line, line_of(state, max(start, found.end() - 1), start_line, end_line))
    group = 2 if found.group(2) is not None else 3
    state.tokens[-1].meta.update(label=found.group(1), address=found.group(group), span=found.span(group))
    return True


def read_paragraph(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    """A paragraph, or a heading where a line of = or - stands beneath it. Both rules of markdown-it read every line."""
    rules = state.md.block.ruler.getRules("paragraph")
    parent, state.parentType = state.parentType, "paragraph"
    markup, line = "", start_line + 1
    while line < state.lineMax and not state.isEmpty(line):
        indent = state.sCount[line] - state.blkIndent
        if indent <= 3 and state.sCount[line] >= 0:
            if indent >= 0 and line < end_line and (markup := _underline(state, line)):
                break
            if _ends_paragraph(state, rules, line, end_line):
                break
        line += 1
    state.parentType = parent
    state.line = line + bool(markup)
    level = {"=": "1", "-": "2"}.get(markup)
    opening = state.push("heading_open", f"h{level}", 1) if level else state.push("paragraph_open", "p", 1)
    opening.markup, opening.map = markup, [start_line, state.line]
    state.push("inline", "", 0)
    state.push("heading_close" if level else "paragraph_close", "", -1)
    return True


def _ends_paragraph(state: StateBlock, rules: Sequence[BlockRule], line: int, end_line: int) -> bool:
    for rule in rules:  # noqa: SIM110 - this is asked for every line, and a generator takes as long as a rule
        if rule(state, line, end_line, True):
            return True
    return False


def _underline(state: StateBlock, line: int) -> str:
    sign = state.src[begin_of(state, line)]
    if sign not in "=-":
        return ""
    return "" if state.src[begin_of(state, line) : state.eMarks[line]].rstrip(" \t").strip(sign) else sign
