"""Which rules a word in a comment names."""

from __future__ import annotations

from functools import cache

from evidence_assembler.errors import UnknownNameError
from evidence_assembler.rules import choose_rules


@cache
def find_named(word: str) -> frozenset[str]:
    """The ids of the rules that a word names: an id, a name, or the beginning of ids. Empty where there is none."""
    try:
        return frozenset(rule.id for rule in choose_rules((word,)))
    except UnknownNameError:
        return frozenset()
