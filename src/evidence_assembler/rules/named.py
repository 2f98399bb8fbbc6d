"""The ids and names of the rules, as the files of this folder are named, and what a word names. No rule is loaded."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

_FILE = re.compile(r"(ea\d{3})_(\w+)")
_FAMILY = re.compile(r"ea\d{0,3}")


class RuleName(NamedTuple):
    """A rule by its id and its name, and the module that it is."""

    id: str
    name: str
    module: str


@cache
def all_names() -> tuple[RuleName, ...]:
    """Those of every rule in the order of the ids."""
    folder = Path(__file__).parent
    found = filter(None, map(_FILE.fullmatch, sorted(module.name for module in iter_modules([str(folder)]))))
    return tuple(RuleName(file[1].upper(), file[2].replace("_", "-"), file[0]) for file in found)


@lru_cache(maxsize=1024)
def find_named(word: str) -> frozenset[str]:
    """The ids of the rules that a word names: an id, a name, or the beginning of ids. Empty where there is none."""
    folded = word.casefold()
    is_family = _FAMILY.fullmatch(folded) is not None
    return frozenset(
        rule.id
        for rule in all_names()
        if folded in (rule.id.casefold(), rule.name) or (is_family and rule.id.casefold().startswith(folded))
    )


def name_rules_like(word: str) -> tuple[str, ...]:
    """The ids of all rules for a word that begins as they do, else their names: what it may have been meant to be."""
    return tuple(rule.id if re.match(r"ea\d", word.casefold()) else rule.name for rule in all_names())
