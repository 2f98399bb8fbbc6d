"""What a title tells of its work, and what it must not be taken to tell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ranking import UNKNOWN, rank_alone

from evidence_assembler.data import read_table
from evidence_assembler.rank import known_designs
from evidence_assembler.rank.titles import expand_pattern, plain_title, read_about


def read_titles() -> list[tuple[str | None, str]]:
    design: str | None = None
    found = []
    for line in Path(__file__).with_name("rank_titles.txt").read_text(encoding="utf-8").splitlines():
        heading = re.fullmatch(r"\[([a-z0-9 -]+)\]", line)
        if heading:
            design = None if heading[1] == "none" else heading[1]
        elif line and not line.startswith("#"):
            found.append((design, line))
    return found


TITLES = read_titles()
BLOCKS = [*read_table("signals")["about"], *read_table("signals")["title"]]
WEAK = [block for block in BLOCKS if block["reliability"] == "low"]


@pytest.mark.parametrize(("design", "title"), TITLES)
def test_a_title_tells_its_design(design: str | None, title: str) -> None:
    """A title alone tells the design of its group, by rule; a title of the last group tells none, and that is said."""
    ranked = rank_alone(title=title)
    assert (ranked.design, ranked.basis) == (design, "rule" if design else "unknown")
    assert ranked.because.startswith('title says "') if design else ranked.because.startswith(UNKNOWN)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["design"])
def test_a_block_of_phrases_has_its_cases(block: dict[str, Any]) -> None:
    """Every block of phrases fits a title of its design, and leaves a title alone that holds one of its cues."""
    phrases = re.compile("|".join(expand_pattern(one) for one in block["phrases"]))
    plain = [(design, plain_title(title).plain) for design, title in TITLES]
    told = None if block in WEAK else block["design"]
    assert any(design == told and phrases.search(title) for design, title in plain)
    assert any(design != block["design"] and any(cue in title for cue in block["cues"]) for design, title in plain)


def test_a_weak_sign_decides_nothing_alone() -> None:
    """What a title says in words of low reliability is told, and the kind stays unknown; a stronger sign decides."""
    ranked = rank_alone(title="Sleep in teenagers: a global perspective")
    assert (ranked.design, ranked.basis) == (None, "unknown")
    assert ranked.because == f'{UNKNOWN}; title says "global perspective", which alone decides nothing'
    assert rank_alone(title="Sleep in teenagers: a survey of cohorts, a perspective", types=("Review",)).design == (
        "narrative review"
    )
    assert len(WEAK) == 1


def test_only_weak_signs_are_low() -> None:
    """Signs that decide alone are of medium or high reliability; of the others each says what it needs beside it."""
    signals = read_table("signals")
    alone = ("about", "journal", "abstract", "headings_together", "publisher", "domain", "issuer", "doi")
    assert {row["reliability"] for key in alone for row in signals[key]} <= {"high", "medium"}
    assert {row["reliability"] for row in signals["heading"]} == {"low", "medium"}
    assert all(row["exact"] for row in signals["heading"])


def test_the_tables_agree() -> None:
    """Signs name known designs, every cue can stand in a plain title, and every row has its source."""
    signals = read_table("signals")
    tables = ("journal", "publisher", "domain", "issuer", "doi", "heading", "headings_together", "abstract")
    named = {row["design"] for key in tables for row in signals[key]}
    named |= {
        name for key in ("heading", "headings_together", "abstract") for row in signals[key] for name in row["exact"]
    }
    named |= {block["design"] for block in BLOCKS} | set(signals["entry_type"].values())
    named |= {signals["registry"]["design"], signals["label"]["design"]}
    refining = {name for row in read_table("designs")["design"] for name in row.get("refined_by", ())}
    assert (named | refining) - set(known_designs()) == set()
    assert all(plain_title(f"|{cue}|").plain == f"|{cue}|" for block in BLOCKS for cue in block["cues"])
    assert all(
        row.get("source")
        for key, rows in signals.items()
        if isinstance(rows, list)
        for row in rows
        if key != "includes"
    )


@pytest.mark.parametrize(
    ("title", "because"),
    [
        (
            "X: a systematic review and meta-analysis of randomized controlled trials",
            'title says "systematic review and meta-analysis of randomized controlled trials"; '
            "includes randomized trials",
        ),
        ("Randomised trials of X: a systematic review", 'title says "systematic review"; includes randomized trials'),
        (
            "X: Systematic Review of cohort studies and case-control studies",
            'title says "Systematic Review of cohort studies"; includes cohort studies and case-control studies',
        ),
        (
            "X: systematic review of non-randomized studies",
            'title says "systematic review of non-randomized studies"; includes non-randomized studies',
        ),
        ("X: a systematic review", 'title says "systematic review"; included designs not known'),
    ],
)
def test_a_systematic_review_names_what_it_includes(title: str, because: str) -> None:
    """The reason for a systematic review names the designs that it includes, or says that they are not known."""
    assert rank_alone(title=title).because == because


def test_a_title_is_quoted_as_written() -> None:
    """The reason quotes the title's own letters, without markup, whatever its dashes, spaces and case."""
    assert (
        rank_alone(title="X\n  for <i>Y</i>: a  Double–Blind,  Randomised\u00a0Trial").because
        == 'title says "Randomised Trial"'
    )
    assert read_about(plain_title("“Reply to Smith”")) is None
