"""Merging: the records of one work become one, in which nothing that any of them says is lost.

Of values that differ the fullest stands: the title that is not cut off, given names before initials, the whole date
before the year, the full name of a journal with its abbreviation beside it. Keywords, ISBN, ISSN, publication types and
statuses of all records stand. What does not stand is kept in `custom`, under `records`: items of CSL-JSON, each with
the id of its record and with what it says otherwise. The keys of all records stay keys of the one: `ids` in `custom`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from evidence_assembler.data import read_table
from evidence_assembler.library.aliases import IDS, read_aliases, write_aliases
from evidence_assembler.library.identity import bare_doi, read_doi, read_pmcid, read_pmid
from evidence_assembler.model.csl import CslType, Name, PartialDate
from evidence_assembler.model.frozen_map import FrozenMap, freeze_json, thaw_json
from evidence_assembler.model.source import Source, Status

Value = TypeVar("Value")

RECORDS = "records"
"""The key in `custom` under which a merged source has what its records say otherwise."""

_OTHERS = "-others"  # in `custom`, behind the role of names that end in "and others"
_READERS: dict[str, Callable[[str], str | None]] = {"DOI": read_doi, "PMID": read_pmid, "PMCID": read_pmcid}
_GRAVEST_FIRST: tuple[Status, ...] = get_args(Status)
_BRACKETS = re.compile(r"[()\[\]]")
_WORD = re.compile(r"[^\W_]+")


def merge_records(records: Sequence[Source]) -> Source:
    """One source with what all these records of one work say, under the id of the first; one record is itself.

    The order of the records decides the id, the order of the further keys, and which of several texts was meant
    (`text_sha256`); nothing else hangs on it. Merged again with one of its records, the merged one stays as it is.

    >>> one = Source(id="a", variables={"title": "Naltrexone ..."}, dates={"issued": {"parts": [2018, 9, 21]}})
    >>> other = Source(id="b", variables={"title": "Naltrexone and pain"}, dates={"issued": {"parts": [2018]}})
    >>> merged = merge_records([one, other])
    >>> merged.id, merged.title, merged.issued.parts, merged.custom["ids"]
    ('a', 'Naltrexone and pain', (2018, 9, 21), 'b')
    """
    records = tuple(dict.fromkeys(records))
    first = records[0]
    if len(records) == 1:
        return first
    parts = [part for record in records for part in _take_apart(record)]
    names, cut = _merge_names(parts)
    custom = _merge_custom(parts, cut)
    labels = [part for part in parts if "set_id" in part.custom]  # what a label is stands before a page about it
    titled = [one.title for one in labels if one.title]
    title = {"title": max(titled, key=partial(_weigh_words, "title"))} if titled else {}
    merged = Source(
        id=first.id,
        type=max((part.type for part in labels or parts), key=_weigh_type),
        variables=FrozenMap({**_merge_variables(parts), **title}),
        names=names,
        dates=FrozenMap({key: max(found, key=_weigh_date) for key, found in _gather(part.dates for part in parts)}),
        publication_types=_unite([part.publication_types for part in parts], key=str),
        status=_unite([part.status for part in parts], key=_GRAVEST_FIRST.index),
        text_sha256=next((part.text_sha256 for part in parts if part.text_sha256 is not None), None),
        custom=custom,
    )
    keys = dict.fromkeys(key for record in records for key in (record.id, *read_aliases(record)) if key != first.id)
    told = {json.dumps(item, sort_keys=True): item for part in parts if (item := _tell_otherwise(part, merged))}
    kept = [told[key] for key in sorted(told, key=lambda key: (told[key]["id"], key))]
    more = {IDS: write_aliases(tuple(keys))} if keys else {}
    more |= {RECORDS: freeze_json(kept)} if kept else {}
    return merged.model_copy(update={"custom": FrozenMap({**custom, **more})})


def list_kept(source: Source) -> tuple[Source, ...]:
    """What the records of a merged source say otherwise, each under the id of its record; none of another source.

    `records` in its `custom` is a list of CSL items, or their JSON text, as formats keep it that have words alone.
    """
    given = source.custom.get(RECORDS) if source.custom else None
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return ()
    if not isinstance(given, tuple | list):
        return ()
    kept = []
    for item in given:
        try:
            kept.append(Source.from_csl(thaw_json(item)))
        except (AttributeError, KeyError, TypeError, ValueError, ValidationError):
            return ()  # it is a field of that name, and none of ours
    return tuple(kept)


def _take_apart(record: Source) -> Iterator[Source]:
    """The record without what merging put into it, and what it keeps of others."""
    kept = list_kept(record)
    ours = {key for key, is_ours in ((IDS, bool(read_aliases(record))), (RECORDS, bool(kept))) if is_ours}
    if not ours:
        yield record
    else:
        custom = FrozenMap({key: value for key, value in record.custom.items() if key not in ours})
        yield record.model_copy(update={"custom": custom})
    yield from kept


def _gather(maps: Iterable[Mapping[str, Value]]) -> Iterator[tuple[str, list[Value]]]:
    """Each key of any of the maps with its values, those that are equal once."""
    found: dict[str, list[Value]] = {}
    for one in maps:
        for key, value in one.items():
            values = found.setdefault(key, [])
            if value not in values:
                values.append(value)
    yield from found.items()


def _unite(lists: Sequence[tuple[Any, ...]], key: Callable[[Any], Any]) -> tuple[Any, ...]:
    """What stands in any of the lists; in the order of the one, where there is but one."""
    filled = {one for one in lists if one}
    return filled.pop() if len(filled) == 1 else tuple(sorted({each for one in filled for each in one}, key=key))


def _merge_variables(parts: Sequence[Source]) -> FrozenMap[str]:
    joined = read_table("merging")["joined"]
    merged: dict[str, str] = {}
    for variable, values in _gather(part.variables for part in parts):
        if len(values) == 1:
            merged[variable] = values[0]
        elif variable in joined:
            merged[variable] = _join_lists(values, joined[variable])
        else:
            merged[variable] = max(values, key=lambda value: _weigh_words(variable, value))
    name = merged.get("container-title")
    if name is not None and "container-title-short" not in merged:
        given = {part.variables.get("container-title") for part in parts} - {None, name}
        short = [one for one in given if one is not None and _abbreviates(one, name)]
        if short:
            merged["container-title-short"] = max(short, key=lambda one: (len(one), one))
    return FrozenMap(merged)


def _merge_names(parts: Sequence[Source]) -> tuple[FrozenMap[tuple[Name, ...]], frozenset[str]]:
    """The names of each role, and the keys that say of those that stand that further names were left out."""
    merged: dict[str, tuple[Name, ...]] = {}
    cut = set()
    for role in dict.fromkeys(role for part in parts for role in part.names):
        key = f"{role}{_OTHERS}"
        lists = [(not part.custom.get(key), part.names[role]) for part in parts if role in part.names]
        whole, merged[role] = max(lists, key=lambda one: (one[0], _weigh_names(one[1])))
        if not whole:
            cut.add(key)
    return FrozenMap(merged), frozenset(cut)


def _merge_custom(parts: Sequence[Source], cut: frozenset[str]) -> FrozenMap[Any]:
    merged = {}
    for key, values in _gather(part.custom for part in parts):
        role = key.removesuffix(_OTHERS)
        if key in (IDS, RECORDS):
            continue  # somebody's field of that name: what it says is kept among the records
        if role == key or key in cut or not any(role in part.names for part in parts):
            merged[key] = max(values, key=_weigh_json)
    return FrozenMap(merged)


def _weigh_type(kind: CslType) -> tuple[int, str]:
    vague: list[str] = read_table("merging")["vague_types"]
    return (vague.index(kind) if kind in vague else len(vague), kind)


def _weigh_words(variable: str, value: str) -> tuple[Any, ...]:
    """What the fuller of two values of a variable has more of; the last is the value, so that one of two stands."""
    if variable in _READERS:
        read = _READERS[variable](value)
        bare = value == (bare_doi(value) if variable == "DOI" else read)
        return (read is not None, bare, -len(value), value)
    if variable == "URL":
        return (value.lower().startswith("https:"), -len(value), value)
    table = read_table("merging")
    if variable in table["plain"]["variables"]:
        return (_BRACKETS.search(value) is None, len(value), value)
    whole = not value.rstrip().endswith(tuple(table["cut"]["ends"]))
    return (whole, not value.isupper(), len(value), value)


def _weigh_names(names: tuple[Name, ...]) -> tuple[Any, ...]:
    given = [word for name in names for word in _WORD.findall(name.given or "")]
    return (
        any(name.family is not None for name in names),  # before "Doe A, Roe B" as the name of one body
        len(names),
        sum(len(word) > 1 and not word.isupper() for word in given),
        sum(len(" ".join(name.model_dump(exclude_none=True).values())) for name in names),
        _weigh_json([name.model_dump(exclude_none=True) for name in names]),
    )


def _weigh_date(date: PartialDate) -> tuple[Any, ...]:
    """The later year before the earlier, which is that of the first appearance online; of one year the fullest date."""
    full = (len(date.parts), len(date.until), not date.circa, date.season is not None, date.literal is not None)
    return (date.year is not None, date.parts[:1], full, _weigh_json(date.model_dump(mode="json")))


def _weigh_json(value: Any) -> tuple[int, str]:
    written = json.dumps(thaw_json(value), ensure_ascii=False, sort_keys=True)
    return (len(written), written)


def _split(value: str, sign: str) -> tuple[str, ...]:
    return tuple(one for one in map(str.strip, value.split(sign)) if one)


def _join_lists(values: Sequence[str], sign: str) -> str:
    """The list that holds the terms of all the others, else their terms, those of the longest list first."""
    by_length = sorted(values, key=lambda value: (-len(_split(value, sign)), value))
    whole = [one for one in by_length if all(_holds_terms(one, other, sign) for other in values)]
    if whole:
        return max(whole, key=lambda value: (len(value), value))
    joined: list[str] = []
    for value in by_length:
        joined += [term for term in _split(value, sign) if not _holds_terms(f"{sign} ".join(joined), term, sign)]
    return f"{sign} ".join(joined)


def _holds_terms(value: str, other: str, sign: str) -> bool:
    """True where every term of the other list is one of this, or several with commas between them."""
    terms = set(_split(value, sign))
    return all(term in terms or terms.issuperset(_split(term, ",")) for term in _split(other, sign))


def _abbreviates(short: str, name: str) -> bool:
    """True where the words of the one begin those of the other, in their order.

    >>> _abbreviates("N. Engl. J. Med.", "The New England Journal of Medicine")
    True
    """
    words = iter(_WORD.findall(name.casefold()))
    pieces = _WORD.findall(short.casefold())
    return bool(pieces) and len(short) < len(name) and all(any(w.startswith(p) for w in words) for p in pieces)


def _tell_otherwise(part: Source, merged: Source) -> dict[str, Any] | None:
    """The CSL item of what a record says and the merged one does not; None where it says nothing else."""
    names = _leave_out(part.names, lambda key, value: merged.names[key] == value)
    cut = {f"{role}{_OTHERS}" for role in names}  # a list that was cut stays told as one
    shown = part.model_copy(
        update={
            "variables": _leave_out(part.variables, lambda key, value: _is_told(key, value, merged)),
            "names": names,
            "dates": _leave_out(part.dates, lambda key, value: _is_within(value, merged.dates[key])),
            "custom": _leave_out(
                part.custom,
                lambda key, value: key not in cut and key in merged.custom and merged.custom[key] == value,
            ),
            "publication_types": (),
            "status": (),
            "text_sha256": part.text_sha256 if part.text_sha256 != merged.text_sha256 else None,
        }
    )
    item = shown.to_csl()
    vaguest = read_table("merging")["vague_types"][0]
    return item if len(item) > 2 or part.type not in (vaguest, merged.type) else None


def _leave_out(values: Mapping[str, Value], is_told: Callable[[str, Value], bool]) -> FrozenMap[Value]:
    return FrozenMap({key: value for key, value in values.items() if not is_told(key, value)})


def _is_told(variable: str, value: str, merged: Source) -> bool:
    """True where the merged source has the value, as it is, as one of several, or in another spelling of a number."""
    stands = merged.variables[variable]
    if value == stands:
        return True
    joined = read_table("merging")["joined"]
    if variable in joined:
        return _holds_terms(stands, value, joined[variable])
    if variable == "container-title":
        return value == merged.variables.get("container-title-short")
    read = _READERS.get(variable)
    number = read(value) if read is not None else None
    return read is not None and number is not None and number == read(stands)


def _is_within(date: PartialDate, whole: PartialDate) -> bool:
    """True where the date is the other one or a part of it: 2018 of 2018-09-21."""
    return date == whole or (date == PartialDate(parts=date.parts) and whole.parts[: len(date.parts)] == date.parts)
