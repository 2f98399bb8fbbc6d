"""Answers with sources of any kind, year and status, each cited as often and in such a manner as is asked for."""

from __future__ import annotations

from handmade_answers import SCHEME, cite, make_answer, make_reference, make_source, state

from evidence_assembler.model import Answer, Reference
from evidence_assembler.model.source import Status

TIERS = ("guideline", "drug label", "randomised trial", "narrative review", SCHEME.unknown, "of another scheme")
STATUSES: tuple[Status, ...] = (
    "retracted", "concern", "corrected", "superseded", "draft", "preprint", "protocol", "stale",
)  # fmt: skip


def dated(number: int, year: int | None, **fields: object) -> Reference:
    issued = {"date-parts": [[year]]} if year is not None else None
    return make_reference(number, make_source(f"source{number}", issued=issued), **fields)


def make_marked(given: list[tuple[int | None, str, tuple[Status, ...], int, dict[str, str]]]) -> Answer:
    """An answer that cites each of these as often, and in such a manner, as they say."""
    references = [
        dated(number, year, tier=tier, status=status) for number, (year, tier, status, _, _) in enumerate(given, 1)
    ]
    statements = [
        state(f"Statement {place} on {number}.", cite(number, **manner))
        for number, (_, _, _, times, manner) in enumerate(given, 1)
        for place in range(times)
    ]
    return make_answer(*statements, references=tuple(references))
