"""What a statement says of its own accord: that its source was retracted, was replaced, is a plan, was not reviewed.

The roles and the words stand in `data/standing.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from evidence_assembler.data import read_table
from evidence_assembler.model.answer import Statement

Subject = Literal["retraction", "history", "protocol", "not_reviewed", "draft"]


def acknowledges(statement: Statement, subject: Subject) -> bool:
    """True where the role of the statement is about the subject, or its words are."""
    roles, words = _read_subject(subject)
    if statement.role is not None and " ".join(re.split(r"[\W_]+", statement.role.casefold())) in roles:
        return True
    return any(pattern.search(statement.text) for pattern in words)


@cache
def _read_subject(subject: Subject) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    table: dict[str, Any] = read_table("standing")
    patterns = tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in table["says"][subject])
    return frozenset(table["roles"].get(subject, ())), patterns
