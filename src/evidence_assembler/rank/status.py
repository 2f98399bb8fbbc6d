"""How a work stands: retracted, of concern, corrected, superseded, a draft, a preprint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_args

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import read_doi
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import Basis
from evidence_assembler.model.source import Status
from evidence_assembler.rank.designs import fold_words
from evidence_assembler.rank.records import is_on_host, split_address
from evidence_assembler.rank.signs import Record

_ORDER: tuple[Status, ...] = get_args(Status)
_SERVERS = ("container-title", "publisher", "archive", "source")


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, who said so, and by which sign."""

    status: Status
    basis: Basis
    because: str


def read_standings(
    record: Record, declaration: Declaration | None = None, as_of: date | None = None
) -> tuple[Standing, ...]:
    """What is known of the standing of a work, each status once, in the order of `Status`.

    A declared status holds from its day `since` on; without `as_of` it holds.
    """
    found: dict[Status, Standing] = {}
    declared = _read_declared(declaration, as_of)
    if declared is not None:
        found[declared.status] = declared
    for status in record.source.status:
        found.setdefault(status, Standing(status, "declared", f'the record says "{status}"'))
    for status, basis, because in _list_signs(record):
        found.setdefault(status, Standing(status, basis, because))
    return tuple(found[status] for status in _ORDER if status in found)


def _read_declared(declaration: Declaration | None, as_of: date | None) -> Standing | None:
    if declaration is None:
        return None
    status = declaration.status or ("superseded" if declaration.superseded_by else None)
    later = declaration.since is not None and as_of is not None and as_of < declaration.since
    return Standing(status, "declared", "declared in the draft") if status and not later else None


def _list_signs(record: Record) -> Iterator[tuple[Status, Basis, str]]:
    variables, plain = record.source.variables, record.title.plain
    typed, keyed = standings_by_word(), _keyed()
    for term in record.types:
        if term.folded in typed:
            yield typed[term.folded], "declared", term.because
    for term in record.keywords:  # as written: "Preprints" is a subject
        if term.words.casefold() in keyed:
            yield keyed[term.words.casefold()], "declared", term.because
    for row in _rows("title"):
        said = row.pattern.search(plain) if any(cue in plain for cue in row.cues) else None
        if said is not None:
            words = record.title.written[said.start() : said.end()].strip(" :—.")
            yield row.status, "rule", f'title says "{words}"'
    doi = read_doi(variables.get("DOI", "")) or ""
    for row in _rows("doi"):
        if row.pattern.match(doi):
            yield row.status, "rule", f"DOI is {doi}"
    servers = [variables[key] for key in _SERVERS if key in variables]
    for row in _rows("server"):
        for name in servers:
            if row.pattern.match(name):
                yield row.status, "rule", f"published by {name}"
    if "URL" in variables and "container-title" not in variables:
        host, _ = split_address(record.source)
        for row in _rows("host") if host else ():
            if is_on_host(host, row.hosts):
                yield row.status, "rule", f"address is at {host}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table made ready: the status that a title, a DOI, a server or a host tells."""

    status: Status
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    hosts: tuple[str, ...]


@cache
def _rows(field: str) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            status=row["status"],
            cues=tuple(row.get("cues", ())),
            pattern=re.compile(row.get("pattern", ""), re.IGNORECASE),
            hosts=tuple(row.get("hosts", ())),
        )
        for row in read_table("signals")["status"]
        if row["field"] == field
    )


@cache
def standings_by_word() -> dict[str, Status]:
    """The status that a publication type tells, by its folded words."""
    return {fold_words(words): row["status"] for row in _typed_rows() for words in row["words"]}


@cache
def _keyed() -> dict[str, Status]:
    rows = (row for row in _typed_rows() if row.get("keywords"))
    return {words.casefold(): row["status"] for row in rows for words in row["words"]}


def _typed_rows() -> list[dict[str, Any]]:
    return [row for row in read_table("signals")["status"] if row["field"] == "type"]
