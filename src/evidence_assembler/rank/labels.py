"""What the fields of a drug label say of it, as openFDA and structured product labels name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.model.source import Source
from evidence_assembler.rank.signs import Sign

_PREFIX = "openfda."
_SET_ID = re.compile(r"[?&]setid=([\w-]+)", re.IGNORECASE)


def list_label_types(source: Source) -> Iterator[tuple[str, str]]:
    """The types that a label's fields declare, each with the name of its field: its document, how it is marketed."""
    fields = _read_fields(source)
    for key, name in read_table("signals")["label"]["types"].items():
        for words in _list_words(fields.get(key)):
            yield name, words
    for number in _list_words(fields.get("application_number")):
        kind = number.rstrip("0123456789 ")
        if kind.isalpha() and kind != number:  # NDA018932; a monograph has a paragraph, part348
            yield "application number", kind


def read_label(source: Source) -> Sign | None:
    """A drug label, where the record has both a label's number and something of its content."""
    if not source.custom:
        return None
    table, fields = read_table("signals")["label"], _read_fields(source)
    known = (*source.custom, *fields)
    identity = next((key for key in table["identity"] if key in known), None)
    content = next((key for key in table["content"] if key in fields), None)
    if identity is None or content is None:
        return None
    return Sign(table["design"], f"the record has the fields {identity} and {content} of a label")


def name_version(source: Source) -> str | None:
    """Which label it is, in words: its set id and its version or day; None where the record has no set id."""
    set_id = find_set_id(source)
    if set_id is None:
        return None
    fields = _read_fields(source)
    version = next(_list_words(source.variables.get("version") or fields.get("version")), None)
    day = next(_list_words(fields.get("effective_time")), None)
    said = [f"set id {set_id}", f"version {version}" if version else "", f"effective {day}" if day else ""]
    return ", ".join(filter(None, said))


def find_set_id(source: Source) -> str | None:
    """The SPL set id of a label, from its record or from its address at DailyMed; None where neither has one."""
    fields = _read_fields(source) if source.custom else {}
    names: list[str] = read_table("signals")["label"]["set_ids"]
    said = next((words for name in names for words in _list_words(fields.get(name))), None)
    found = _SET_ID.search(source.variables.get("URL", "")) if said is None else None
    return found[1] if found is not None else said


def _read_fields(source: Source) -> dict[str, Any]:
    """What the record has beyond CSL, the fields of `openfda` beside the others."""
    fields = {key.removeprefix(_PREFIX): value for key, value in source.custom.items()}
    inner = fields.get("openfda")
    return {**inner, **fields} if isinstance(inner, Mapping) else fields


def _list_words(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, str | int) and str(one).strip():
            yield str(one).strip()
