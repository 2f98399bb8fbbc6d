"""What a paragraph of the parser is made of: lists under marks that only pandoc knows, captions, targets, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_assembler.model.manuscript import BlockKind

from .source import Span

_TARGET = re.compile(r"\(([\w:.-]+)\)=[ \t]*\Z")
_BOOKDOWN_TEXT = re.compile(r"\(ref:[\w:-]+\)[ \t]+")
_TABLE_CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+")
_ATTRIBUTES_AT_END = re.compile(r"[ \t]*\{[#.:][^{}\n]*\}[ \t]*\Z")
_ATTRIBUTES_ALONE = re.compile(r"\{[ \t]*[#.:][^{}\n]*\}[ \t]*\Z")
_ALERT = re.compile(r"\[![A-Za-z]+\][+-]?(?:[ \t]+|\Z)")
_LONGEST_ATTRIBUTES = 1000
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]|\Z)")
_LISTED = re.compile(
    r"\((?P<paren>[0-9]{1,3}|[A-Za-z]|[ivxlc]{1,5}|[IVXLC]{1,5})\)[ \t]+"
    r"|(?P<half>[A-Za-z]|[ivxlc]{2,5}|[IVXLC]{2,5})\)[ \t]+"
    r"|(?P<stop>[a-z]|[ivx]{2,5})\.[ \t]+"
    r"|(?P<capital>[A-Z]|[IVX]{2,5})\.[ \t]{2,}"
    r"|(?P<hash>\#)\.[ \t]+"
    r"|\(@(?P<example>[\w-]*)\)[ \t]+"
)
_BEGINS_A_LIST = frozenset("1aAiI#")
_NUMBERED = re.compile(r"\[([0-9]{1,4})\]:?[ \t]+\S")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a paragraph that are a block by themselves. Where `kind` is None it follows from what is around it."""

    lines: tuple[Span, ...]
    kind: BlockKind | None = None
    label: str | None = None
    target: str | None = None
    listed: str | None = None


def split_paragraph(
    text: str, lines: Sequence[Span], *, in_item: bool, beside_table: bool, after_list: str | None
) -> list[Part]:
    """The parts of the paragraph that has these lines; none where it is a comment of MyST.

    `after_list` is the shape of the marks of the list of pandoc's that stands right before it.
    """
    target = None
    if found := _match(_TARGET, text, lines[0]):
        target, lines = found.group(1), lines[1:]
    elif text.startswith("% ", lines[0][0]):
        return []
    elif text[slice(*lines[0])].rstrip() == "+++":
        lines = lines[1:]
    if not lines:
        return [Part((), target=target)]
    caption = _match(_BOOKDOWN_TEXT, text, lines[0])
    if caption is None and beside_table:
        caption = _match(_TABLE_CAPTION, text, lines[0])
    if caption:
        return [Part(_end_at_attributes(text, _begin_at(lines, caption.end())), kind="aside", target=target)]
    if alert := _match(_ALERT, text, lines[0]):
        lines = _begin_at(lines, alert.end())  # of GitHub: "[!NOTE]"
    lines = [line for line in lines if line[0] < line[1] and not _match(_ATTRIBUTES_ALONE, text, line)]
    if not lines:
        return [Part((), target=target)]
    if in_item and (task := _match(_TASK, text, lines[0])):
        lines = _begin_at(lines, task.end())
    if all(_match(_LINE_BLOCK, text, line) for line in lines):
        lines = [(min(start + 2, end), end) for start, end in lines]
    return _split_list(text, lines, after_list) or _split_numbered(text, lines) or [Part(tuple(lines), target=target)]


def example_label(text: str, line: Span) -> str | None:
    """The label of a numbered example, `(@good)`, that begins here."""
    found = _match(_LISTED, text, line)
    return found.group("example") or None if found else None


def _match(pattern: re.Pattern[str], text: str, line: Span) -> re.Match[str] | None:
    return pattern.match(text, *line)


def _begin_at(lines: Sequence[Span], start: int) -> tuple[Span, ...]:
    return ((start, lines[0][1]), *lines[1:])


def _end_at_attributes(text: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    start, end = lines[-1]
    found = _ATTRIBUTES_AT_END.search(text, max(start, end - _LONGEST_ATTRIBUTES), end)
    return (*lines[:-1], (start, found.start() if found else end))


def _split_list(text: str, lines: Sequence[Span], after_list: str | None) -> list[Part]:
    first = _match(_LISTED, text, lines[0])
    shape = first.lastgroup if first else None
    if first is None or shape is None:
        return []
    if shape != "example" and first.group(shape) not in _BEGINS_A_LIST and after_list != shape:
        return []
    parts: list[tuple[str, list[Span]]] = []
    for line in lines:
        found = _match(_LISTED, text, line)
        if found and found.lastgroup == shape:
            parts.append((found.group(shape), [(found.end(), line[1])]))
        else:
            parts[-1][1].append(line)
    return [Part(tuple(own), kind="item", label=mark if mark.isdigit() else None, listed=shape) for mark, own in parts]


def _split_numbered(text: str, lines: Sequence[Span]) -> list[Part]:
    """Lines that begin with [1], [2] and so on are each a paragraph: so people write a list of references."""
    parts: list[list[Span]] = []
    due: int | None = None
    for line in lines:
        found = _match(_NUMBERED, text, line)
        if found and due in (None, int(found.group(1))):
            parts.append([])
            due = int(found.group(1)) + 1
        elif not parts:
            return []
        parts[-1].append(line)
    return [Part(tuple(own)) for own in parts] if len(parts) > 1 else []
