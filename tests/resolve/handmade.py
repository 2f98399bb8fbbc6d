"""Manuscripts for tests, as no reader made them: one line a block, markers in braces.

`# Heading`, `- item`, `2. numbered item`, `| row`, `[^n] footnote`, anything else a paragraph. `{key}` is a citation by
key, `{3}` and `{3,4}` by number, `{@key}` a key that is a word, `{^n}` calls a footnote, `{#id}` an anchor of the page,
`{http...}` an address.
"""

from __future__ import annotations

import re
from itertools import pairwise

from evidence_assembler.model.manuscript import Block, BlockKind, DocumentFormat, Manuscript, Pointer, PointerKind
from evidence_assembler.readers.manuscripts.block_text import BlockText

_SHAPES: tuple[tuple[str, BlockKind], ...] = (
    (r"(#+) ", "heading"),
    (r"- ", "item"),
    (r"(\d+)\. ", "item"),
    (r"\| ", "row"),
    (r"\[\^(\w+)\] ", "note"),
    (r"= ", "aside"),
)
_MARKER = re.compile(r"\{([^{}]+)\}")


def write(*lines: str, form: DocumentFormat = "markdown") -> Manuscript:
    """The manuscript of these lines; a list is one block of the file, and so is a table."""
    text = "\n\n".join(lines) + "\n"
    blocks: list[Block] = []
    offset = top = 0
    for before, line in pairwise(["", *lines]):
        top += _shape(before)[0] != _shape(line)[0] or _shape(line)[0] not in ("item", "row")
        blocks.append(_make_block(line, offset, top))
        offset += len(line) + 2
    return Manuscript("paper.md", form, text, tuple(blocks))


def _shape(line: str) -> tuple[BlockKind, str, int]:
    for pattern, kind in _SHAPES:
        if found := re.match(pattern, line):
            return kind, found[1] if found.groups() else "", found.end()
    return "paragraph", "", 0


def _make_block(line: str, offset: int, top: int) -> Block:
    kind, label, done = _shape(line)
    gathered = BlockText()
    for marker in _MARKER.finditer(line):
        gathered.add(line[done : marker.start()], offset + done)
        start, end, words = offset + marker.start(), offset + marker.end(), marker[1]
        if words.startswith("^"):
            gathered.add_marker(start, end, note=words[1:])
        elif words.startswith("@"):
            gathered.add_marker(start, end, _point(words[1:], start + 2, "key"), words=words)
        else:
            gathered.add_marker(start, end, _point(words, start + 1, _kind(words)))
        done = marker.end()
    gathered.add(line[done:], offset + done)
    level = len(label) if kind == "heading" else 0
    labels = (label,) if label and kind != "heading" else ()
    return gathered.make_block(kind, offset, offset + len(line), top, level=level, labels=labels)


def _kind(words: str) -> PointerKind:
    if re.fullmatch(r"[\d,]+", words):
        return "number"
    return "anchor" if words.startswith("#") else "address" if words.startswith("http") else "key"


def _point(words: str, start: int, kind: PointerKind) -> tuple[Pointer, ...]:
    if kind == "address":
        return (Pointer(words, kind, start, start + len(words)),)
    return tuple(
        Pointer(found[0], kind, start + found.start(), start + found.end()) for found in re.finditer(r"[^,#]+", words)
    )
