"""`data/ris.toml`, turned round for reading: from a tag to what it is in a source of some CSL type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.text.nearest import nearest

_SLIP = 75.0  # of 100: types are words of four letters, of which one may be wrong
_LABEL = re.compile(r"^label\.ris\.referencetype\.", re.IGNORECASE)  # as Scopus has it where a name was not put in


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a source of one CSL type has its variables and its names: tags in their order."""

    variables: dict[str, tuple[str, ...]]
    roles: dict[str, str]


@cache
def read_layout(kind: str) -> Layout:
    """The layout of a CSL type. No tag of names stands for two roles."""
    table = read_table("ris")
    variables = {**table["variables"], **table["variables_of"].get(kind, {})}
    own = table["names_of"].get(kind, {})
    roles = {tag: role for role, tags in own.items() for tag in tags}
    for role, tags in table["names"].items():
        if role not in own:
            roles.update({tag: role for tag in tags if tag not in roles})
    return Layout({variable: tuple(tags) for variable, tags in variables.items() if tags}, roles)


@cache
def known_tags() -> frozenset[str]:
    """Every tag of the specifications and of the exports that were looked at."""
    table = read_table("ris")
    tags = set(table["read"]["others"])
    for key in ("variables", "names"):
        for row in (table[key], *table[f"{key}_of"].values()):
            for listed in row.values():
                tags.update(listed)
    return frozenset(tags)


@cache
def long_tags() -> frozenset[str]:
    """Tags whose text runs over several lines."""
    read = read_table("ris")["read"]
    return frozenset((*read["texts"], *read["notes"]))


@cache
def read_type(written: str) -> tuple[str | None, str | None]:
    """The type of RIS that is written, None where it is none, and then the one that was meant.

    >>> read_type("label.ris.referenceType.BOOK_CHAPTER"), read_type("Journal Article"), read_type("JUOR")
    (('CHAP', None), ('JOUR', None), (None, 'JOUR'))
    """
    table = read_table("ris")
    code = written.strip(" ,.;").upper()
    if code in table["types"]:
        return code, None
    words = re.sub(r"[\s_.-]+", " ", _LABEL.sub("", written)).strip().casefold().removesuffix(" p")
    spelled = table["spelled"].get(words)
    if spelled is not None:
        return spelled, None
    return None, nearest(code, table["types"], _SLIP) if code else None
