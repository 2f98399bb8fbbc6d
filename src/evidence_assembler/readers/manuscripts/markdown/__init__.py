"""Markdown: CommonMark with the extensions of pandoc, Quarto, R Markdown, MyST and GitHub.

The flow: `front_matter` reads what stands above the text, `parser` the blocks (its rules: `block_rules`, `fences`,
`tables`), `blocks` says what each of them is, `inline` reads the words within (`brackets`, `citations`, `commands`,
`commas`, `emphasis`, `tags`), `writing` makes the blocks of the manuscript.
"""

from __future__ import annotations

from evidence_assembler.model.manuscript import Block, Manuscript
from evidence_assembler.readers.manuscripts.block_text import BlockText

from .blocks import BlockReader
from .bounds import Bounds
from .front_matter import FrontMatter, read_front_matter
from .parser import parse_blocks


def read_manuscript(text: str, path: str) -> Manuscript:
    """The blocks of a Markdown file. What is not read is told in `problems`.

    Raises `UnreadableFileError` for a file with more blocks or markup than `bounds` allows.
    """
    front = read_front_matter(text, path)
    bounds = Bounds(text, path)
    tokens = parse_blocks(text, text.count("\n", 0, front.end), bounds)
    reader = BlockReader(text, path, tokens, bounds)
    for lines in front.said:
        reader.writer.write("aside", lines)
    reader.read()
    return Manuscript(
        path=path,
        format="markdown",
        text=text,
        blocks=(*_list_uncited(front), *reader.writer.blocks),
        title=front.title,
        bibliographies=(*front.bibliographies, *reader.bibliographies),
        problems=(*front.problems, *reader.problems),
    )


def _list_uncited(front: FrontMatter) -> tuple[Block, ...]:
    """An aside for the works that the front matter lists without a marker in the text."""
    if not front.uncited:
        return ()
    text = BlockText()
    for pointer in front.uncited:
        text.add_marker(pointer.start, pointer.end, (pointer,))
    return (text.make_block("aside", front.uncited[0].start, front.uncited[-1].end, -1),)
