"""What a record tells beside its title: the journal, the entry type, the publisher, the address, the DOI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import read_doi
from evidence_assembler.model.source import Source
from evidence_assembler.rank.signs import Sign

_JOURNAL = ("container-title", "container-title-short", "journalAbbreviation")
_PUBLISHER = ("publisher", "authority", "source", "archive", "collection-title", "medium")
_PUBLISHER_ELSEWHERE = ("howpublished", "organization", "institution")


def read_journal(source: Source, *, first: bool) -> Sign | None:
    """The design that the journal prints. `first` are the journals whose name is told before any title phrase."""
    variables = source.variables
    for key in _JOURNAL:
        if key in variables:
            row = _find_journal(variables[key])
            if row is not None and row.get("first", False) == first:
                return Sign(row["design"], f"journal is {variables[key]}")
    return None


def read_record(source: Source) -> Sign | None:
    """The design by publisher, address, DOI, registry or entry type, in this order.

    So a registry's web page is an entry of it.
    """
    return (
        _read_publisher(source)
        or _read_domain(source)
        or _read_doi(source)
        or _read_registry(source)
        or _read_entry_type(source)
    )


def read_registration(source: Source) -> Sign | None:
    """The sign that a record is an entry of a registry, whose title is that of the study or the review it is for."""
    if source.type == "article-journal":
        return None
    signs = (_read_publisher(source), _read_domain(source))
    return next((sign for sign in signs if sign is not None and sign.design == "registration"), None)


def split_address(source: Source) -> tuple[str, str]:
    """Host (without `www.`) and path of the record's URL in lower case, both empty where it has none."""
    url = source.variables.get("URL", "")
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        return (parts.hostname or "").removeprefix("www."), parts.path.lower()
    except ValueError:
        return "", ""


def is_on_host(host: str, names: Iterable[str]) -> bool:
    """True where the host is one of the names or under it."""
    return any(host == name or host.endswith(f".{name}") for name in names)


def _read_publisher(source: Source) -> Sign | None:
    pattern, designs = _publishers()
    variables, custom = source.variables, source.custom
    houses: list[Any] = [variables[key] for key in _PUBLISHER if key in variables]
    houses += [custom[key] for key in _PUBLISHER_ELSEWHERE if key in custom] if custom else []
    named = [pattern.search(words) for words in houses if isinstance(words, str)]
    # a note may tell of a registry or a label; one that begins with its name is a reference to it
    begins = ("container-title",) if source.type == "article-journal" else ("container-title", "note")
    named += [pattern.match(variables[key]) for key in begins if key in variables]
    said = next((match[0] for match in named if match is not None), None)
    return Sign(designs[said.casefold()], f"published by {said}") if said is not None else None


def _read_domain(source: Source) -> Sign | None:
    host, path = split_address(source)
    if not host or (source.type == "article-journal" and "container-title" in source.variables):
        return None  # the article of a journal may link to its registration or to the label it speaks of
    for row in _table()["domain"]:
        if is_on_host(host, row["hosts"]) and path.startswith(row.get("path", "")):
            return Sign(row["design"], f"address is at {host}{row.get('path', '')}")
    return None


def _read_doi(source: Source) -> Sign | None:
    doi = read_doi(source.variables.get("DOI", ""))
    if doi is None:
        return None
    for row in _table()["doi"]:
        if re.match(row["prefix"], doi):
            return Sign(row["design"], f"DOI is of {row['says']}")
    return None


def _read_registry(source: Source) -> Sign | None:
    table = _table()["registry"]
    if source.type not in table["types"]:
        return None
    words = " ".join(source.variables.get(key, "") for key in ("number", "archive_location", "title", "URL"))
    number = re.search(table["number"], words, re.IGNORECASE)
    return Sign(table["design"], f"entry type {source.type}, registry number {number[0]}") if number else None


def _read_entry_type(source: Source) -> Sign | None:
    design = _table()["entry_type"].get(source.type)
    return Sign(design, f"entry type {source.type}") if design else None


def _table() -> dict[str, Any]:
    return read_table("signals")


@lru_cache(maxsize=4096)
def _find_journal(name: str) -> dict[str, Any] | None:
    folded = _fold_name(name)
    return _journals().get(folded) or next((row for start, row in _prefixes() if folded.startswith(start)), None)


def _fold_name(name: str) -> str:
    return " ".join(re.sub(r"[.,:()\-]", " ", name.casefold()).split()).removeprefix("the ")


@cache
def _journals() -> dict[str, dict[str, Any]]:
    return {_fold_name(name): row for row in _table()["journal"] for name in row["names"]}


@cache
def _prefixes() -> tuple[tuple[str, dict[str, Any]], ...]:
    return tuple((_fold_name(one) + " ", row) for row in _table()["journal"] for one in row.get("prefixes", ()))


@cache
def _publishers() -> tuple[re.Pattern[str], dict[str, str]]:
    designs = {name.casefold(): row["design"] for row in _table()["publisher"] for name in row["names"]}
    names = "|".join(map(re.escape, designs))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE), designs
