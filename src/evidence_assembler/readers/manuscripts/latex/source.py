r"""LaTeX source: which brace closes which, what stands there verbatim, where paragraphs part.

One pass finds all of it, so that every argument is found by looking it up, however the file nests and whatever is left
open in it. Comments, `\verb`, verbatim environments, addresses and what stands under `\iffalse` hold no brace.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.readers.latex import decode_latex

_SCAN = re.compile(
    r"""
      \\begin[ \t]*\{(?P<environment>[A-Za-z]+\*?)\}
    | \\(?P<code>verb|lstinline|mintinline|Verb|path)(?![A-Za-z])\*?
    | \\(?P<address>url|nolinkurl|href)(?![A-Za-z])
    | \\(?P<switch>iffalse|iftrue)(?![A-Za-z])
    | \\(?:.|\Z)
    | %[^\n]*
    | [{}\[\]]
    """,
    re.VERBOSE | re.DOTALL,
)
_OPTION = re.compile(r"[ \t]*(?:\[[^\[\]\n]*\])?[ \t]*")
_LANGUAGE = re.compile(r"\{\w*\}")
_RAW_GROUP = re.compile(r"\s*(\{(?:[^{}\\\n]|\\.|\n(?![ \t]*\n)|\{[^{}\n]*+\})*+\})", re.DOTALL)
_CONDITION = re.compile(r"\\(newif\s*\\\w+|else|fi|if(?!f\b)[A-Za-z@]*)(?![A-Za-z@{])")
_GAP = re.compile(r"(?:[ \t]|%[^\n]*+\n[ \t]*|\n(?![ \t]*\n))*+")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_TOKEN = re.compile(r"\\(?:[A-Za-z@]+|.)|[^\s{}\[\]%]", re.DOTALL)

_LONGEST_DECODED = 2000

RawKind = Literal["environment", "code", "address", "off"]


@dataclass(frozen=True, slots=True)
class Raw:
    """A stretch that is not LaTeX: the words from `start` to `end`; what follows it begins at `after`."""

    kind: RawKind
    start: int
    end: int
    after: int


class LatexSource:
    """The text of a file with its pairs of braces and brackets, and its stretches that are not LaTeX."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.raws: dict[int, Raw] = {}
        self.unclosed: list[int] = []
        self._closes: dict[int, int] = {}
        self._nearest: dict[str, tuple[int, int]] = {}
        self._breaks = [found.start() for found in _BLANK_LINE.finditer(text)]
        self._pair()

    def find_close(self, opening: int) -> int | None:
        """The offset of what closes the brace or bracket that stands here."""
        return self._closes.get(opening)

    def find_next(self, words: str, position: int) -> int | None:
        """The next place of these words, from here on. A whole file of such questions costs one pass for each words."""
        asked, at = self._nearest.get(words, (1, 0))
        if not asked <= position <= at:
            at = self.text.find(words, position)
            at = len(self.text) if at < 0 else at
            self._nearest[words] = (position, at)
        return at if at < len(self.text) else None

    def find_break(self, position: int) -> int:
        """The offset of the next blank line, or of the end of the file."""
        index = bisect_left(self._breaks, position)
        return self._breaks[index] if index < len(self._breaks) else len(self.text)

    def skip_gap(self, position: int) -> int:
        """Behind spaces, comments and a line's end, which may all stand before an argument."""
        found = _GAP.match(self.text, position)
        return found.end() if found else position

    def find_group(self, position: int) -> tuple[int, int] | None:
        """The next argument in braces, if there is one: the offsets of its braces."""
        return self._find_pair("{", position)

    def find_option(self, position: int) -> tuple[int, int] | None:
        """The next argument in brackets, if there is one: the offsets of its brackets. It holds no blank line."""
        found = self._find_pair("[", position)
        return found if found and self.find_break(found[0]) > found[1] else None

    def find_argument(self, position: int) -> tuple[int, int] | None:
        """The next argument, from start to end: what braces enclose, or one command or character."""
        found = self.find_group(position)
        if found is not None:
            return found[0] + 1, found[1]
        token = _TOKEN.match(self.text, self.skip_gap(position))
        return token.span() if token else None

    def skip_arguments(self, signature: str, position: int) -> int:
        """Behind arguments that are not read.

        The signature has a letter for each: `s` a star, `o` brackets or none, `d` parentheses or none, `m` braces or
        one token.
        """
        for letter in signature:
            if letter == "s":
                position += self.text.startswith("*", position)
            elif letter == "o":
                option = self.find_option(position)
                position = option[1] + 1 if option else position
            elif letter == "d":
                start = self.skip_gap(position)
                end = self.text.find(")", start, start + 100) if self.text.startswith("(", start) else -1
                position = end + 1 if end >= 0 else position
            elif letter == "m" and (found := self.find_argument(position)):
                position = found[1] + (self.find_group(position) is not None)
        return position

    def _find_pair(self, opening: str, position: int) -> tuple[int, int] | None:
        start = position if self.text.startswith(opening, position) else self.skip_gap(position)
        close = self._closes.get(start) if self.text.startswith(opening, start) else None
        return None if close is None else (start, close)

    def _pair(self) -> None:
        text, position = self.text, 0
        groups: list[tuple[int, list[int]]] = [(0, [])]  # each with its brackets that are open
        while found := _SCAN.search(text, position):
            position = found.end()
            character = found.group()
            if character == "{":
                groups.append((found.start(), []))
            elif character == "}" and len(groups) > 1:
                self._closes[groups.pop()[0]] = found.start()
            elif character == "[":
                groups[-1][1].append(found.start())
            elif character == "]" and groups[-1][1]:
                self._closes[groups[-1][1].pop()] = found.start()
            elif found.lastgroup and (raw := self._read_raw(found)):
                self.raws[found.start()] = raw
                position = raw.after
        self.unclosed = [start for start, _ in groups[1:]]

    def _read_raw(self, found: re.Match[str]) -> Raw | None:
        if found.lastgroup == "environment":
            return self._read_environment(found["environment"], found.end())
        if found.lastgroup == "code":
            return self._read_code(found["code"], found.end())
        if found.lastgroup == "address":
            return self._read_address(found.end())
        return self._read_switch(found)

    def _read_environment(self, name: str, start: int) -> Raw | None:
        if name not in _verbatim_names():
            return None
        end = self.find_next(f"\\end{{{name}}}", start)
        return None if end is None else Raw("environment", start, end, end + len(name) + 6)

    def _read_code(self, name: str, start: int) -> Raw | None:
        if name != "verb" and (option := _OPTION.match(self.text, start)):
            start = option.end()
        if name == "mintinline" and (language := _LANGUAGE.match(self.text, start)):
            start = language.end()
        mark = self.text[start : start + 1]
        line_end = self.find_next("\n", start)
        if not mark or mark.isspace() or (name == "verb" and mark.isalnum()):
            return None
        close = self.find_next("}" if mark == "{" else mark, start + 1)
        if close is None or (line_end is not None and close > line_end):
            return None
        return Raw("code", start + 1, close, close + 1)

    def _read_address(self, start: int) -> Raw | None:
        option = _OPTION.match(self.text, start)
        group = _RAW_GROUP.match(self.text, option.end() if option else start)
        return None if group is None else Raw("address", group.start(1) + 1, group.end(1) - 1, group.end(1))

    def _read_switch(self, switch: re.Match[str]) -> Raw | None:
        r"""What is switched off: the part before `\else` under `\iffalse`, the part behind it under `\iftrue`."""
        parts = self._conditions.get(switch.start(), ())
        if switch["switch"] == "iffalse":
            return Raw("off", switch.end(), parts[0][0], parts[0][1]) if parts else None
        if len(parts) > 1:
            (start, after), (end, behind) = parts[0], parts[-1]
            self.raws[start] = Raw("off", after, end, behind)
        return None

    @cached_property
    def _conditions(self) -> dict[int, list[tuple[int, int]]]:
        r"""For each `\if...` that is closed the places of its `\else` and its `\fi`."""
        closed: dict[int, list[tuple[int, int]]] = {}
        open_ones: list[tuple[int, list[tuple[int, int]]]] = []
        for found in _CONDITION.finditer(self.text):
            word = found[1]
            if word.startswith("if"):
                open_ones.append((found.start(), []))
            elif word in ("fi", "else") and open_ones:
                open_ones[-1][1].append(found.span())
                if word == "fi":
                    start, parts = open_ones.pop()
                    closed[start] = parts
        return closed


def print_words(written: str) -> str:
    """What LaTeX prints for some words, each space single. Long ones, which are no words any more, stay as written."""
    return " ".join((decode_latex(written) if len(written) <= _LONGEST_DECODED else written).split())


def _verbatim_names() -> frozenset[str]:
    names: frozenset[str] = frozenset(read_table("latex_commands")["environments"]["verbatim"].split())
    return names
