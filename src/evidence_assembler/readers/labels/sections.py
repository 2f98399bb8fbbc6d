"""The text of a drug label: its sections under their headings, as a page in Markdown has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_assembler.data import read_table

_DEEPEST = 6  # a heading has at most so many signs


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading, None where it has none, and its blocks. `level` counts from 1, the label's title."""

    level: int
    heading: str | None
    blocks: tuple[str, ...] = ()


def write_sections(sections: Iterable[Section]) -> str:
    """The text, with a blank line between blocks; empty where no section has anything in it."""
    blocks: list[str] = []
    for section in sections:
        if section.heading:
            blocks.append(f"{'#' * min(section.level, _DEEPEST)} {section.heading}")
        blocks += section.blocks
    return "\n\n".join(blocks) + "\n" if blocks else ""


def name_section(code: str | None, said: str | None) -> str | None:
    """The heading of a section that prints none, by its code, else by what its file calls it; None for no name.

    >>> name_section("34066-1", None), name_section("99999-9", "SPECIAL CARE SECTION"), name_section("42229-5", None)
    ('Boxed warning', 'Special care', None)
    """
    table = read_table("labels")
    if code in table["headings"]["unnamed"]:
        return None
    if code in table["sections"]:
        return str(table["sections"][code])
    words = " ".join((said or "").replace("_", " ").split())
    return words.removesuffix(" SECTION").removesuffix(" section").capitalize() or None
