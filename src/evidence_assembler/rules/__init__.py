"""Rules: one file a rule, found by reading this folder. The name of the file is the id and the name of the rule.

A rule is a module with its page as its docstring, a default `LEVEL`, and `find`, a pure function from what is known to
problems. It opens no file and asks no clock; what it cannot decide is an open problem, never silently right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules

from evidence_assembler.errors import EvidenceError, UnknownNameError
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.known import Known
from evidence_assembler.text.nearest import suggest

_FILE = re.compile(r"(ea\d{3})_(\w+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, its name, its default level, its page, and the function that finds its problems."""

    id: str
    name: str
    level: Level
    page: str
    find: Callable[[Known], Iterator[Problem]]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the order of the ids."""
    rules = []
    for module_name in sorted(found.name for found in iter_modules(__path__)):
        if named := _FILE.fullmatch(module_name):
            module = import_module(f"{__name__}.{module_name}")
            page = cleandoc(module.__doc__ or "")
            rules.append(Rule(named[1].upper(), named[2].replace("_", "-"), module.LEVEL, page, module.find))
    return tuple(rules)


def find_rule(name: str) -> Rule:
    """The rule of that id or name. Raises `UnknownNameError`, which names the nearest."""
    for rule in all_rules():
        if name.casefold() in (rule.id.casefold(), rule.name):
            return rule
    raise UnknownNameError(f"there is no rule {name!r}", remedy=suggest(name, name_rules_like(name)))


def name_rules_like(word: str) -> tuple[str, ...]:
    """The ids of all rules for a word that begins as they do, else their names: what it may have been meant to be."""
    return tuple(rule.id if re.match(r"ea\d", word.casefold()) else rule.name for rule in all_rules())


def choose_rules(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules selected (all, where none is) without those ignored, each by id, name or the beginning of an id.

    Raises `UnknownNameError` for a word that names no rule, and `EvidenceError` where none is left.
    """
    wanted = {rule.id for word in select for rule in _match(word)} or {rule.id for rule in all_rules()}
    unwanted = {rule.id for word in ignore for rule in _match(word)}
    if not wanted - unwanted:
        raise EvidenceError("every rule is left out: nothing would be checked", remedy="Ignore fewer rules.")
    return tuple(rule for rule in all_rules() if rule.id in wanted - unwanted)


def _match(word: str) -> tuple[Rule, ...]:
    family = re.fullmatch(r"ea\d{0,3}", word.casefold())
    found = tuple(rule for rule in all_rules() if family and rule.id.casefold().startswith(word.casefold()))
    return found or (find_rule(word),)
