"""The tables of the page on themes say what the templates, the page and the style sheet have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from evidence_assembler.renderers import page

GUIDE = (Path(__file__).parents[2] / "docs/themes.md").read_text(encoding="utf-8")
TEMPLATES = files("evidence_assembler.renderers").joinpath("templates")
ENDINGS = {"html": "html", "latex": "tex", "markdown": "md", "text": "txt"}
# how the guide calls what stands within what
OWNERS: dict[str, Any] = {
    "banners": page.Banner,
    "steps": page.Step,
    "day": page.Day,
    "key_points": page.PageKeyPoint,
    "sections": page.PageSection,
    "topic": page.PageTopic,
    "statement": page.PageStatement,
    "note": page.Note,
    "disagreements": page.PageDisagreement,
    "side": page.PageSide,
    "source": page.SideSource,
    "evidence_map": page.EvidenceMap,
    "label": page.MapLabel,
    "references": page.PageReference,
    "use": page.Use,
    "passage": page.QuotedPassage,
    "unknown": page.UnknownSource,
}


def read_table(heading: str) -> Iterator[list[str]]:
    """The rows of the first table under a heading, without its head."""
    section = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    assert len(lines) > 4
    return (line.strip("| ").split(" | ") for line in lines[2:])


def find_names(cell: str) -> list[str]:
    return re.findall(r"`([\w-]+)`", cell)


@pytest.mark.parametrize("name", ENDINGS)
def test_the_blocks_are_those_of_the_templates(name: str) -> None:
    """In the order in which they stand there."""
    text = TEMPLATES.joinpath(f"answer.{ENDINGS[name]}.j2").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:\{%|\(\(\*)-? block (\w+)", text)
    told = [
        find_names(block)[0] for block, formats, _ in read_table("The blocks") if formats == "all" or name in formats
    ]
    assert told == blocks


def test_the_page_has_what_is_told_of_it() -> None:
    """Each row names parts of the page; what they hold is told behind "with", in the order of the fields."""
    named: list[str] = []
    told: dict[str, tuple[str, ...]] = {}
    for names, holds in read_table("What a template is given"):
        named += find_names(names)
        for part in holds.split("; "):
            owner = re.match(r"an? ([a-z ]+) with ", part)
            if fields := tuple(find_names(part)):
                told[owner[1] if owner else find_names(names)[0]] = fields
    assert sorted(named) == sorted(page.Page._fields)
    assert told == {name: kind._fields for name, kind in OWNERS.items()}
    kinds = {kind for kind in vars(page).values() if isinstance(kind, type) and hasattr(kind, "_fields")}
    assert kinds == {*OWNERS.values(), page.Page}


def test_the_properties_are_those_of_the_style_sheet() -> None:
    style = TEMPLATES.joinpath("answer.css").read_text(encoding="utf-8")
    own = {"--left", "--top"}  # where the script puts a card
    told = {name for row in read_table("The look") for name in find_names(row[0])}
    assert told == set(re.findall(r"(?<![\w(-])(--[\w-]+):", style)) - own
    assert told == set(re.findall(r"var\((--[\w-]+)", style)) - own


def test_the_files_are_those_that_ship() -> None:
    """But for those that no page is made with: what cells of a notebook show."""
    told = {name for row in read_table("Which file is asked for") for name in re.findall(r"`([^`]+)`", row[0])}
    shipped = {file.name for file in TEMPLATES.iterdir() if not file.name.startswith("notebook")}
    assert {name for name in told if "/" not in name} == shipped
    assert {name for name in told if "/" in name} == {"words/en.toml"}
