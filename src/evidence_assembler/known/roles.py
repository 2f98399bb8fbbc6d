"""What a claim speaks of, by the role that its writer gave it: a benefit, a harm, or what else rules ask for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from evidence_assembler.data import read_table
from evidence_assembler.model.answer import Statement


def speaks_of_benefit(statement: Statement) -> bool:
    """True for a role that claims a benefit: benefit, efficacy, effectiveness."""
    return has_role(statement, "benefit")


def speaks_of_harm(statement: Statement) -> bool:
    """True for a role that tells of harms or warns of them: harm, safety, contraindication, adverse effects."""
    return has_role(statement, "harm")


def is_weighty(statement: Statement) -> bool:
    """True for a role on which a treatment turns: a benefit, a harm, a dose."""
    return has_role(statement, "benefit", "harm", "dose")


def is_weighed(statement: Statement) -> bool:
    """True for a role for which the kind of evidence matters: those, and a recommendation, an effect, an outcome."""
    return has_role(statement, "benefit", "harm", "dose", "weighed")


def has_role(statement: Statement, *kinds: str) -> bool:
    """True where the role of a statement is of one of these kinds, lists of `data/roles.toml`."""
    return statement.role is not None and any(_fold_role(statement.role) in _roles(kind) for kind in kinds)


@lru_cache(maxsize=1024)
def _fold_role(role: str) -> str:
    return " ".join(re.split(r"[\s_-]+", role.casefold().strip()))


@cache
def _roles(kind: str) -> frozenset[str]:
    return frozenset(read_table("roles")[kind])
