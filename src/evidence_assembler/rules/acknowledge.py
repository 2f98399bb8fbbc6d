"""What a statement says of its own accord: that its source was retracted, was replaced, is a plan, was not reviewed.

The roles stand in `data/roles.toml`, the words in `data/standing.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.model.answer import Statement
from evidence_assembler.rules.roles import has_role

Subject = Literal["retraction", "history", "protocol", "not_reviewed", "draft"]
_BY_ROLE = frozenset({"retraction", "history", "protocol"})


def acknowledges(statement: Statement, subject: Subject) -> bool:
    """True where the role of the statement is about the subject, or its words are."""
    named = subject in _BY_ROLE and has_role(statement, subject)
    return named or any(pattern.search(statement.text) for pattern in _read_words(subject))


@cache
def _read_words(subject: Subject) -> tuple[re.Pattern[str], ...]:
    patterns = read_table("standing")["says"][subject]
    return tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns)
