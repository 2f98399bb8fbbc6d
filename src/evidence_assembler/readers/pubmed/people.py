"""The people of a PubMed record in order: authors, editors and investigators, each with what else is said of them.

MEDLINE has a person on several lines: the full name, the short one, an identifier, affiliations. Old records have the
short name alone, and some programs list all full names before all short ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from evidence_assembler.cite.names import index_name
from evidence_assembler.data import read_table
from evidence_assembler.model.csl import Name

from .names import read_full_name, read_short_name

_OTHERS = frozenset({"et al", "et al."})
_ABOUT = ("AUID", "AD", "IRAD", "CN")


@dataclass(slots=True)
class Person:
    """A name in its role, a CSL name variable, with what CSL has no word for.

    `short` is the name as indexes have it, None where the record does not give it; `derived` is that which follows from
    the name.
    """

    role: str
    name: Name
    derived: str
    short: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def list_details(self) -> dict[str, Any]:
        """What is known beyond the name; the short name only where the full one does not tell it."""
        if self.short is not None and self.short.casefold() != self.derived.casefold():
            return {**self.details, "short": self.short}
        return self.details


@dataclass(frozen=True, slots=True)
class People:
    """The people in order, and what stands beside them; `others` where a list ends in `et al`."""

    persons: tuple[Person, ...]
    others: bool
    loose: tuple[tuple[str, str], ...]


@cache
def tags_of_people() -> frozenset[str]:
    """The tags of the fields that `group_people` reads."""
    return frozenset(_full_names()) | frozenset(_short_names()) | frozenset(_ABOUT)


def group_people(fields: Iterable[tuple[str, str]]) -> People:
    """The people that these fields, in their order, speak of.

    An affiliation or identifier before the first name is of nobody: it is `loose`.
    """
    persons: list[Person] = []
    loose: list[tuple[str, str]] = []
    lacking_short: dict[tuple[str, str], Person] = {}
    lacking_full: dict[tuple[str, str], Person] = {}
    last: Person | None = None
    others = False
    for tag, value in fields:
        role = _full_names().get(tag)
        if role is not None:
            name = read_full_name(value)
            derived = _shorten(value)
            key = (role, derived.casefold())
            last = lacking_full.pop(key, None)
            if last is not None:
                last.name, last.derived = name, derived
            else:
                persons.append(last := Person(role, name, derived))
                lacking_short[key] = last
        elif tag in _short_names():
            role = _short_names()[tag]
            if value.casefold() in _OTHERS:
                others = True
                continue
            key = (role, value.casefold())
            whole = lacking_short.pop(key, None)
            if whole is None and last is not None and _may_be(last, role, value):
                whole = last
            if whole is None:
                persons.append(whole := Person(role, read_short_name(value), value))
                lacking_full[key] = whole
            whole.short = value
            last = whole
        elif tag == "CN":
            persons.append(last := Person("author", Name(literal=value), value))
        elif last is None:
            loose.append((tag, value))
        elif tag == "AUID":
            add_identifier(last, *_split_identifier(value))
        else:
            last.details.setdefault("affiliation", []).append(value)
    return People(tuple(persons), others, tuple(loose))


def add_identifier(person: Person, source: str, number: str) -> None:
    """Add what an authority calls the person: an ORCID by its name, others with the name of their authority."""
    if source == "ORCID" and "ORCID" not in person.details:
        person.details["ORCID"] = number
    else:
        person.details.setdefault("AUID", []).append(f"{source}: {number}" if source else number)


def _split_identifier(value: str) -> tuple[str, str]:
    source, colon, number = value.partition(":")
    if not colon or not source.isalpha() or source.startswith("http"):
        return "", value
    return source, number.strip()


def _may_be(person: Person, role: str, short: str) -> bool:
    """True where the short name right behind a full one begins as its family name does."""
    if person.role != role or person.short is not None:
        return False
    family = (person.name.family or person.name.literal or "").casefold()
    particle = (person.name.non_dropping_particle or "").casefold()
    return short.casefold().removeprefix(particle).strip().startswith(family)


@lru_cache(maxsize=65536)
def _shorten(full: str) -> str:
    return index_name(read_full_name(full))


@cache
def _full_names() -> dict[str, str]:
    return {tags["full"]: role for role, tags in read_table("pubmed")["names"].items()}


@cache
def _short_names() -> dict[str, str]:
    return {tags["short"]: role for role, tags in read_table("pubmed")["names"].items()}
