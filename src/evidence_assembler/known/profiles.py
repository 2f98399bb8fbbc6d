"""Profiles: what a kind of text owes its readers, by name."""

from __future__ import annotations

from evidence_assembler.data import read_table
from evidence_assembler.errors import UnknownNameError
from evidence_assembler.model.settings import Profile
from evidence_assembler.text.nearest import suggest


def known_profiles() -> tuple[str, ...]:
    """The names of the profiles that are shipped."""
    return tuple(name for name, value in read_table("profiles").items() if isinstance(value, dict))


def find_profile(name: str) -> Profile:
    """The profile of that name. Raises `UnknownNameError`, which names the nearest."""
    names = known_profiles()
    if name not in names:
        raise UnknownNameError(f"there is no profile {name!r}", remedy=suggest(name, names))
    return Profile.model_validate({"name": name, **read_table("profiles")[name]})
