"""What a claim speaks of, by the role that its writer gave it: a benefit, a harm, or what else is weighed."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.answer import Statement


def speaks_of_benefit(statement: Statement) -> bool:
    """True for a role that claims a benefit: benefit, efficacy, effectiveness."""
    return _is_role(statement.role, "benefit")


def speaks_of_harm(statement: Statement) -> bool:
    """True for a role that tells of harms or warns of them: harm, safety, contraindication, adverse effects."""
    return _is_role(statement.role, "harm")


def is_weighed(statement: Statement) -> bool:
    """True for a role for which the kind of evidence matters: a benefit, a harm, a dose, a recommendation."""
    return any(_is_role(statement.role, kind) for kind in ("benefit", "harm", "weighed"))


def _is_role(role: str | None, kind: str) -> bool:
    return role is not None and " ".join(re.split(r"[\s_-]+", role.casefold().strip())) in _roles(kind)


@cache
def _roles(kind: str) -> frozenset[str]:
    return frozenset(read_table("evidence")["roles"][kind])
