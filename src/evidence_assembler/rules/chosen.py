"""The rules, loaded from their files, and those of them that words choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc

from evidence_assembler.errors import EvidenceError, UnknownNameError
from evidence_assembler.known.known import Known
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.named import RuleName, all_names, find_named, name_rules_like
from evidence_assembler.text.nearest import suggest


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, its name, its default level, its page, and the function that finds its problems.

    `suppressible` says whether a comment of a document may let its findings be.
    """

    id: str
    name: str
    level: Level
    page: str
    find: Callable[[Known], Iterator[Problem]]
    suppressible: bool = True


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the order of the ids."""
    return tuple(_load_rule(name) for name in all_names())


def _load_rule(name: RuleName) -> Rule:
    module = import_module(f"{__package__}.{name.module}")
    return Rule(
        id=name.id,
        name=name.name,
        level=module.LEVEL,
        page=cleandoc(module.__doc__ or ""),
        find=module.find,
        suppressible=getattr(module, "SUPPRESSIBLE", True),
    )


def find_rule(name: str) -> Rule:
    """The rule of that id or name. Raises `UnknownNameError`, which names the nearest."""
    for rule in all_rules():
        if name.casefold() in (rule.id.casefold(), rule.name):
            return rule
    raise UnknownNameError(f"there is no rule {name!r}", remedy=suggest(name, name_rules_like(name)))


def choose_rules(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules selected (all, where none is) without those ignored, each by id, name or the beginning of an id.

    Raises `UnknownNameError` for a word that names no rule, and `EvidenceError` where none is left.
    """
    wanted = {rule for word in select for rule in _match(word)} or {rule.id for rule in all_names()}
    unwanted = {rule for word in ignore for rule in _match(word)}
    if not wanted - unwanted:
        raise EvidenceError("every rule is left out: nothing would be checked", remedy="Ignore fewer rules.")
    return tuple(rule for rule in all_rules() if rule.id in wanted - unwanted)


def _match(word: str) -> frozenset[str]:
    """The ids that a word names; raises `UnknownNameError` where there is none."""
    return find_named(word) or frozenset({find_rule(word).id})
