"""How a work stands on a day: retracted, of concern, corrected, superseded, a draft, a preprint.

A sign with a date holds from its day on. Signs without one, such as "RETRACTED" in a title, were put there when it
happened: where a dated sign tells the same, its day decides; where none does, they hold at every day, and say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from evidence_assembler.data import read_table
from evidence_assembler.library.days import Days, find_issued
from evidence_assembler.library.identity import find_identifiers, read_doi
from evidence_assembler.library.library import Library
from evidence_assembler.library.retractions import Retractions
from evidence_assembler.library.updates import Update, fold_title, list_updates
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.source import SaidBy, Standing, Status
from evidence_assembler.rank.designs import fold_words
from evidence_assembler.rank.records import is_on_host, split_address
from evidence_assembler.rank.signs import Record

_ORDER: tuple[Status, ...] = get_args(Status)
_SERVERS = ("container-title", "publisher", "archive", "source")
_DECLARED = "declared in the draft"
_ALONE = Library()
_EVENTS = frozenset(
    {"retracted", "concern", "corrected", "superseded"}
)  # what becomes of a work after it was published


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of a status, with the days on which it may have begun, and the work that tells more."""

    status: Status | Literal["reinstated"]
    basis: SaidBy
    because: str
    days: Days | None = None
    see: str | None = None


def read_standings(
    records: Sequence[Record],
    declaration: Declaration | None = None,
    as_of: date | None = None,
    among: Library | None = None,
) -> tuple[Standing, ...]:
    """What is known of the standing of a work by its records, each status once, in the order of `Status`.

    `among` is the library of the records: its notices and its list of retractions speak of them too. What is declared
    wins over every other sign of its status. Without `as_of`, what holds on any day holds.
    """
    among = _ALONE if among is None else among
    signs: dict[str, list[_Sign]] = {}
    for one in _list_signs_of_work(records, among):
        signs.setdefault(one.status, []).append(one)
    if not signs and declaration is None:
        return ()
    ended = signs.pop("reinstated", [])
    found: dict[str, _Sign] = {}
    for status, told in signs.items():
        standing = _find_in_force(_without_ended(told, ended, as_of) if status == "retracted" else told, as_of)
        if standing is not None:
            found[status] = standing
    for one in _list_declared(declaration, among) if declaration is not None else ():
        dated = [sign for sign in signs.get(one.status, ()) if sign.days is not None]
        days = one.days or min((sign.days for sign in dated if sign.days), key=lambda days: days.first, default=None)
        if _has_begun(days, as_of):
            found[one.status] = _Sign(one.status, one.basis, one.because, days, one.see)
        else:
            found.pop(one.status, None)
    return tuple(_tell(found[status], status, as_of) for status in _ORDER if status in found)


def sort_standings(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The standings in the order of `Status`."""
    return tuple(sorted(standings, key=lambda one: _ORDER.index(one.status)))


def list_unclear_notices(records: Sequence[Record], among: Library) -> tuple[Update, ...]:
    """The notices that are a retraction and a republication and do not bear the title of the work: read them first.

    One of them may have been linked to the work because both speak of one subject.
    """
    updates = tuple(_list_updates(records, among))
    return tuple(one for one in updates if _is_unclear(one, updates, records, among))


def _list_declared(declaration: Declaration, among: Library) -> Iterator[_Sign]:
    successor, since = declaration.superseded_by, declaration.since
    days = Days(since, since) if since is not None else None
    if declaration.status is not None:
        began = days if declaration.status in _EVENTS or successor is None else None  # the day is that of the event
        see = successor if declaration.status == "superseded" else None
        if declaration.status != "superseded" or successor is None:
            yield _Sign(declaration.status, "declared", _DECLARED, began, see)
    if successor is not None:
        entry = among.get(successor)
        if days is None and entry is not None:
            days = find_issued(entry.source.issued)
        yield _Sign("superseded", "declared", _DECLARED, days, successor)


def _has_begun(days: Days | None, as_of: date | None) -> bool:
    """True from the first day on that the date can mean: who is warned early loses less."""
    return days is None or as_of is None or days.first <= as_of


def _find_in_force(told: Sequence[_Sign], as_of: date | None) -> _Sign | None:
    """The sign that decides: the earliest with a date, where one has a date; None before its day."""
    dated = [(one.days.first, place, one) for place, one in enumerate(told) if one.days is not None]
    in_order = [one for *_, one in sorted(dated, key=lambda one: one[:2])]
    return next((one for one in in_order or told if _has_begun(one.days, as_of)), None)


def _without_ended(told: Sequence[_Sign], ended: Sequence[_Sign], as_of: date | None) -> list[_Sign]:
    """The retractions that no reinstatement ended by that day. A reinstatement without a date ends what was before."""
    past = [one for one in ended if _has_begun(one.days, as_of)]
    if not past:
        return list(told)
    last = max((one.days.first for one in past if one.days is not None), default=date.max)
    return [one for one in told if one.days is not None and one.days.first >= last]


def _tell(sign: _Sign, status: Status, as_of: date | None) -> Standing:
    because, days = sign.because, sign.days
    if days is not None and days.day is None:
        because += f", {days}"
    elif days is None and as_of is not None and status in _EVENTS and because != _DECLARED:
        because += "; since when is not known"
    since = days.day if days is not None else None
    return Standing(status=status, basis=sign.basis, because=because, since=since, see=sign.see)


def _list_signs_of_work(records: Sequence[Record], among: Library) -> Iterator[_Sign]:
    for record in records:
        for status in record.source.status:
            yield _Sign(status, "declared", f'the record says "{status}"')
        for status, basis, because in _list_signs(record):
            yield _Sign(status, basis, because)
    updates = tuple(_list_updates(records, among))
    for one in updates:
        if one.status is not None and not _is_unclear(one, updates, records, among):
            yield _Sign(one.status, "declared", one.because, one.days, one.see)
    if among.retractions is not None:
        yield from _look_up(records, among.retractions)


def _list_updates(records: Sequence[Record], among: Library) -> Iterator[Update]:
    for record in records:
        yield from list_updates(record.source)
    if among.notices:
        identifiers = {one for record in records for one in find_identifiers(record.source)}
        for kind, value in sorted(identifiers):
            if kind == "DOI":
                yield from among.notices.get(value, ())


def _look_up(records: Sequence[Record], retractions: Retractions) -> Iterator[_Sign]:
    identifiers = [one for record in records for one in find_identifiers(record.source)]
    for row in retractions.look_up(identifiers):
        if row.nature is None:
            continue
        because = f"listed in {retractions.snapshot.name}"
        if row.nature != "retracted":
            because += f" as {_names_of_natures()[row.nature]}"
        yield _Sign(row.nature, "declared", because, row.days, row.notice)


@cache
def _names_of_natures() -> dict[str, str]:
    return {nature: name for name, nature in read_table("standing")["natures"].items()}


def _is_unclear(one: Update, updates: Sequence[Update], records: Sequence[Record], among: Library) -> bool:
    """True for a retraction whose notice republishes something, unless it bears the title of the work."""
    if one.status != "retracted":
        return False
    title = _find_title(one.see, among)
    words = (title or one.words).casefold()
    republishes = any(other.status is None and other.see is not None and other.see == one.see for other in updates)
    if "republication" not in words and not republishes:
        return False
    own = {fold_title(record.source.title or "") for record in records} - {""}
    return not any(folded in fold_title(words) for folded in own)


def _find_title(see: str | None, among: Library) -> str | None:
    """The title of the notice, where it is among the sources."""
    source_id = among.find_seen(see) if see is not None else None
    return among[source_id].source.title if source_id is not None else None


def _list_signs(record: Record) -> Iterator[tuple[Status, SaidBy, str]]:
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
    servers = [variables[key] for key in _copied_at(variables) if key in variables]
    for row in _rows("server"):
        for name in servers:
            if row.pattern.match(name):
                yield row.status, "rule", f"published by {name}"
    if "URL" in variables and "container-title" not in variables:
        host, _ = split_address(record.source)
        for row in _rows("host") if host else ():
            if is_on_host(host, row.hosts):
                yield row.status, "rule", f"address is at {host}"


def _copied_at(variables: Mapping[str, str]) -> tuple[str, ...]:
    """The variables that name where a work appeared: of one with a journal, an archive holds a copy."""
    return _SERVERS[:2] if "container-title" in variables else _SERVERS


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
