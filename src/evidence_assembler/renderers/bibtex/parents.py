"""References of an entry to the one that it inherits from: kept where it takes nothing from it that it lacks.

Standard: BibTeXing (1988), section 4.1, and the biblatex manual 3.20 (2024), appendix B.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from evidence_assembler.model.source import Source

from .entries import WrittenEntry
from .tables import read_tables

# What a child has in place of a title or a date of its parent.
_INSTEAD = {
    "title": ("booktitle", "journaltitle", "journal", "maintitle"),
    "author": ("author", "bookauthor"),
    "date": ("date", "year"),
    "year": ("date", "year"),
    "month": ("date", "month", "year"),
    "day": ("date", "day", "year"),
}


def settle_parents(
    entries: Sequence[WrittenEntry], keys: Sequence[str], sources: Sequence[Source]
) -> list[WrittenEntry]:
    """The entries, each of a source, without a `crossref` that leads nowhere or to fields that they lack.

    An entry that has by itself all that it had from its parent keeps the name of it among what has no field.
    """
    if not any("crossref" in entry.fields for entry in entries):
        return list(entries)
    known: dict[str, WrittenEntry] = {}
    for key, entry in zip(keys, entries, strict=True):
        known.setdefault(key, entry)
    for key, entry in zip(keys, entries, strict=True):
        known.setdefault(key.casefold(), entry)
        for alias in entry.fields.get("ids", "{}")[1:-1].split(","):
            known.setdefault(alias.strip(), entry)
    return [
        _settle(entry, source.custom["crossref"], known) if "crossref" in entry.fields else entry
        for entry, source in zip(entries, sources, strict=True)
    ]


def _settle(child: WrittenEntry, crossref: Any, known: dict[str, WrittenEntry]) -> WrittenEntry:
    key = child.fields["crossref"][1:-1]
    parent = known.get(key) or known.get(key.casefold())
    if parent is not None and _is_complete(child, parent):
        return child
    fields = {field: value for field, value in child.fields.items() if field != "crossref"}
    return replace(child, fields=fields, kept={**child.kept, "crossref": crossref})


def _is_complete(child: WrittenEntry, parent: WrittenEntry) -> bool:
    if parent is child or "crossref" in parent.fields:
        return False
    never = read_tables().never_inherited
    for field in parent.fields.keys() - never:
        instead = _INSTEAD.get(field, (field,))
        if child.fields.keys().isdisjoint(instead) or (
            field not in ("date", "year", "month", "day") and field not in child.fields
        ):
            return False
    return True
