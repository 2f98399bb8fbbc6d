"""From the tokens of the parser to the blocks of a manuscript: what each is, and by which labels it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import BlockKind, NamedFile
from evidence_assembler.model.place import Place

from .bounds import DEEPEST, Bounds
from .front_matter import read_metadata
from .paragraphs import example_label, split_paragraph
from .reference_list import has_reference_list
from .remarks import read_remark
from .scan import Address, Names, fold_label
from .source import Span
from .writing import BlockWriter

_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}\n]*)\}[ \t#]*\Z")
_CLOSING_SIGNS = re.compile(r"(?:(?<=[ \t])|\A)#+[ \t]*\Z")
_ID = re.compile(r"#([^\s{}#]+)")
_ENTRY_ID = "ref-"
_INCLUDED = re.compile(r"\s*\{include\}\s*(\S+)")
_CHILD = re.compile(r"\bchild\s*=\s*[\"']([^\"']+)[\"']")
_BOXED = re.compile(r"\bcallout-|\badmonition\b")
_REFERENCES = re.compile(r"#refs\b|\.?\b(?:references|csl-bib-body|bibliography)\b")
_CAPTIONED = re.compile(r"#(?:fig|tbl|lst)-")
_LONGEST_TAIL = 1000
_PROBLEMS = {
    "too_deep": (
        "blocks stand over {limit} levels deep here, and what is deeper was not read",
        "Take quotations and lists out of one another.",
    ),
    "unclosed_comment": (
        "a comment begins here and never ends, and what is behind it was not read",
        "Close it with -->.",
    ),
    "unclosed_element": ("an element begins here and never ends, and what is behind it was not read", "Close it."),
}


@dataclass(slots=True)
class _Division:
    """A division that is open, by what its words are; the number of its colons, where colons close it."""

    kind: str
    colons: int | None


class BlockReader:
    """Walks the tokens of a file once."""

    def __init__(self, text: str, path: str, tokens: Sequence[Token], bounds: Bounds) -> None:
        self.text, self.path, self.tokens = text, path, tokens
        footnotes = frozenset(token.meta["label"] for token in tokens if token.type == "footnote_reference_open")
        has_list = has_reference_list(text, tokens)
        names = Names(bounds, _find_addresses(tokens), self._find_examples(), footnotes, has_list)
        self.writer = BlockWriter(text, names)
        self.problems: list[ReadProblem] = []
        self.bibliographies: list[NamedFile] = []
        self._items: list[str | None] = []
        self._notes: list[str] = []
        self._quotes = 0
        self._divisions: list[_Division] = []
        self._listed: str | None = None

    def read(self) -> None:
        """Reads all tokens: `writer` has the blocks then."""
        at, outermost = 0, 0
        while at < len(self.tokens):
            token = self.tokens[at]
            is_nest = token.type in ("division_open", "division_close") and "colons" not in token.meta
            if token.nesting >= 0 and token.level <= outermost and not is_nest:
                self.writer.top += 1
            outermost += token.nesting if is_nest else 0
            at = self._read_token(token, at)
        for name, offset in self.writer.names.included:
            self._tell_included(name, self.text.count("\n", 0, offset) + 1)

    def _read_token(self, token: Token, at: int) -> int:
        """Reads what begins at a token, and gives the number of the token behind it."""
        if token.nesting >= 0 and token.type != "paragraph_open":
            self._listed = None
        match token.type:
            case "paragraph_open":
                return self._read_paragraph(at)
            case "heading_open":
                self._read_heading(token, self.tokens[at + 1].meta["lines"])
                return at + 3
            case "list_item_open" | "dd_open":
                self._items.append(token.info or None)
            case "list_item_close" | "dd_close":
                self._items.pop()
            case "dt_open":
                self._write("aside", self.tokens[at + 1].meta["lines"])
            case "footnote_reference_open":
                self._notes.append(token.meta["label"])
            case "footnote_reference_close":
                self._notes.pop()
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "table":
                for row in token.meta["rows"]:
                    kind = self._within("aside" if row.in_head else "row")
                    self.writer.write_row(kind, row, self._notes[-1:])
            case "fence":
                if found := _INCLUDED.match(token.info) or _CHILD.search(token.info):
                    self._tell_included(found.group(1), (token.map or [0])[0] + 1)
            case "comment":
                if remark := read_remark(self.text, *token.meta["span"]):
                    self.writer.write_remark(remark.start, remark.end)
            case "metadata":
                self._read_metadata(*token.meta["span"])
            case "division_open":
                self._open_division(token)
            case "division_close":
                self._close_division(token)
            case "too_deep" | "unclosed_comment" | "unclosed_element":
                self._tell(token)
        return at + 1

    def _within(self, kind: BlockKind) -> BlockKind:
        """The kind of a block by what is around it."""
        if self._notes:
            return "note"
        divisions = [division.kind for division in self._divisions]
        if self.writer.references or "references" in divisions:
            return "entry" if kind != "heading" else kind
        if "caption" in divisions[-1:]:
            return "aside"
        return "item" if kind == "paragraph" and self._items else kind

    def _write(self, kind: BlockKind, lines: Sequence[Span], label: str | None = None, level: int = 0) -> None:
        kind = self._within(kind)
        if kind == "note":
            labels = self._notes[-1:]
        elif kind in ("item", "entry"):
            labels = [one for one in (label or (self._items[-1] if self._items else None),) if one]
        else:
            labels = []
        self.writer.write(kind, lines, labels, level)

    def _read_heading(self, token: Token, lines: Sequence[Span]) -> None:
        start, end = lines[0]
        if token.markup.startswith("#"):
            start = min(start + len(token.markup), end)
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip(" \t"))
        lines = [(start, end), *lines[1:]]
        start, end = lines[-1]
        tail = max(start, end - _LONGEST_TAIL)
        if found := _ATTRIBUTES.search(self.text[tail:end]):
            self.writer.labels += _ID.findall(found.group(1))
        elif token.markup.startswith("#"):
            found = _CLOSING_SIGNS.search(self.text[tail:end])
        lines[-1] = (start, tail + found.start() if found else end)
        is_boxed = any(division.kind == "box" for division in self._divisions)
        is_section = not (self._items or self._notes or self._quotes or is_boxed)
        self._write("heading" if is_section else "aside", lines, level=int(token.tag[1:]) if is_section else 0)

    def _read_paragraph(self, at: int) -> int:
        """A paragraph, with what goes on behind a formula or a comment on lines of their own."""
        first = at
        lines = list(self.tokens[at + 1].meta["lines"])
        while self._goes_on(at):
            at += 4
            lines += self.tokens[at + 1].meta["lines"]
        beside = [self.tokens[near].type for near in (first - 1, at + 3) if 0 <= near < len(self.tokens)]
        parts = split_paragraph(
            self.text,
            lines,
            in_item=bool(self._items),
            beside_table="table" in beside,
            after_list=self._listed,
        )
        self._listed = parts[-1].listed if parts else self._listed
        for part in parts:
            if part.target:
                self.writer.labels.append(part.target)
            if part.lines:
                self._write(part.kind or "paragraph", part.lines, part.label)
        return at + 3

    def _goes_on(self, at: int) -> bool:
        if at + 4 >= len(self.tokens):
            return False
        here, between, following = self.tokens[at], self.tokens[at + 3], self.tokens[at + 4]
        if between.type not in ("comment", "maths") or following.type != "paragraph_open":
            return False
        is_plain = between.type == "maths" or read_remark(self.text, *between.meta["span"]) is None
        return is_plain and _follows(here, between) and _follows(between, following)

    def _read_metadata(self, start: int, end: int) -> None:
        inside, last = self.text.index("\n", start) + 1, self.text.rindex("\n", start, end) + 1
        found = read_metadata(self.text, self.path, inside, last, end)
        self.bibliographies += found.bibliographies
        self.problems += found.problems

    def _open_division(self, token: Token) -> None:
        attributes: str = token.meta.get("attributes", "")
        kind: str = token.meta.get("kind", "text")
        if _REFERENCES.search(attributes):
            kind = "references"
        elif _CAPTIONED.search(attributes):
            kind = "caption"
        elif kind == "text" and (token.meta.get("kind") or _BOXED.search(attributes)):
            kind = "box"
        for name in _ID.findall(attributes):
            self.writer.labels.append(name)
            if name.startswith(_ENTRY_ID):
                self.writer.labels.append(name.removeprefix(_ENTRY_ID))
        if kind == "references":
            self.writer.labels.clear()  # these are names of the list
        self._divisions.append(_Division(kind, token.meta.get("colons")))
        if "title" in token.meta:
            self._write("aside", [token.meta["title"]])

    def _close_division(self, token: Token) -> None:
        """A line of colons closes the innermost division that has no more colons than it, as pandoc has it."""
        colons = token.meta.get("colons")
        for number in range(len(self._divisions) - 1, -1, -1):
            division = self._divisions[number]
            if (division.colons is None) == (colons is None):
                del self._divisions[number:]
                return
            if division.colons is None:
                return

    def _find_examples(self) -> frozenset[str]:
        if "(@" not in self.text:
            return frozenset()
        lines = (line for token in self.tokens if token.type == "inline" for line in token.meta["lines"])
        return frozenset(label for line in lines if (label := example_label(self.text, line)))

    def _tell_included(self, name: str, line: int) -> None:
        message = f"{name!r} is included here, and was not read"
        self.problems.append(ReadProblem(message, "Check that file too.", Place(self.path, line, 1, line, 1)))

    def _tell(self, token: Token) -> None:
        message, remedy = _PROBLEMS[token.type]
        line = (token.map or [0])[0] + 1
        place = Place(self.path, line, 1, line, 1)
        self.problems.append(ReadProblem(message.format(limit=DEEPEST), remedy, place))


def _follows(before: Token, after: Token) -> bool:
    return before.map is not None and after.map is not None and before.map[1] == after.map[0]


def _find_addresses(tokens: Sequence[Token]) -> dict[str, Address]:
    """The addresses that links name by a label; the first of a label stands."""
    found: dict[str, Address] = {}
    for token in tokens:
        if token.type == "definition":
            label = fold_label(token.meta["label"])
            found.setdefault(label, Address(token.meta["address"], *token.meta["span"]))
    return found
