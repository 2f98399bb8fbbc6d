"""What a statement says of its own accord: that its source was retracted, was replaced, is a plan, was not reviewed.

The roles stand in `data/roles.toml`, the words in `data/standing.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.known.roles import has_role
from evidence_assembler.model.answer import Statement

Subject = Literal["retraction", "history", "protocol", "notice", "not_reviewed", "draft"]
_BY_ROLE = frozenset({"retraction", "history", "protocol"})


def acknowledges(statement: Statement, subject: Subject) -> bool:
    """True where the role of the statement is about the subject, or its words are."""
    if subject in _BY_ROLE and has_role(statement, subject):
        return True
    words = " ".join(statement.text.split())
    says = any(pattern.search(words) for pattern in _read_words("says", subject))
    return says and not any(pattern.search(words) for pattern in _read_words("denies", subject))


@cache
def _read_words(key: Literal["says", "denies"], subject: Subject) -> tuple[re.Pattern[str], ...]:
    table = read_table("standing")
    return tuple(re.compile(_fill(one, table["parts"]), re.IGNORECASE) for one in table[key].get(subject, ()))


def _fill(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with its parts in the place of their names."""
    for name, part in parts.items():
        pattern = pattern.replace(f"<{name}>", part)
    return pattern
