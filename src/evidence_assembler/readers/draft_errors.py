"""What is wrong with a draft, said with file, line, key and the nearest key."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from pydantic import ValidationError

from evidence_assembler.data.yaml12 import Path as YamlPath, Yaml
from evidence_assembler.errors import DraftError
from evidence_assembler.model.claim import Certainty, Citation, Claim, KeyPoint
from evidence_assembler.model.csl import LOCATOR_LABELS
from evidence_assembler.model.draft import Declaration, Draft, Person, Search
from evidence_assembler.model.noun import Noun
from evidence_assembler.text.nearest import nearest, suggest

_NOUNS: dict[str, tuple[str, type[Noun]]] = {
    "claims": ("a claim", Claim),
    "cite": ("a citation", Citation),
    "citations": ("a citation", Citation),
    "certainty": ("a certainty", Certainty),
    "key_points": ("a key point", KeyPoint),
    "people": ("a person", Person),
    "searched": ("a search", Search),
    "declare": ("a declaration", Declaration),
}
_SAME_WORD = {"citations": "cite", "source_id": "source"}
_MOST = 5
_PLACE = itemgetter(0)


def explain_errors(error: ValidationError, document: Yaml, path: str) -> DraftError:
    """The exception that tells the first error at its place, and after it where the next ones are.

    Unknown keys come before all else, for a misspelt key is also a missing one.
    """
    errors = error.errors(include_url=False)
    unknown = [one for one in errors if one["type"] == "extra_forbidden"]
    rest = [one for one in errors if one["type"] != "extra_forbidden"]
    told = [one for group in (unknown, rest) for one in sorted((_explain(e, document) for e in group), key=_PLACE)]
    (line, column), message, remedy = told[0]
    more = [f"line {at[0]}: {said}. {mend}" for at, said, mend in told[1:_MOST]]
    if len(told) > _MOST:
        more.append(f"and {len(told) - _MOST} more")
    return DraftError(message, path=path, line=line, column=column, remedy="\n  ".join([remedy, *more]))


def _explain(one: Any, document: Yaml) -> tuple[tuple[int, int], str, str]:
    at = _find_in_document(one["loc"], document)
    kind, given = one["type"], one["input"]
    noun_name, noun = _noun_at(at[:-1] if kind == "extra_forbidden" else at)
    key = str(at[-1]) if at else ""
    named = f"entry {at[-1] + 1} of {at[-2]!r}" if at and isinstance(at[-1], int) else repr(key)
    place = document.keys.get(at) or document.values.get(at) or document.values[()]
    where = (place.line, place.column)
    if kind == "extra_forbidden" and key in _SAME_WORD:
        return where, f"{key!r} is another word for {_SAME_WORD[key]!r}", "Keep one of the two."
    if kind == "extra_forbidden" and " " in key:
        return (
            where,
            f"{key!r} is read as a key of {noun_name}",
            "Put words that hold a comma or a colon between quotes.",
        )
    if kind == "extra_forbidden":
        return where, f"unknown key {key!r} in {noun_name}", suggest(key, _keys_of(noun))
    if kind == "missing":
        missing = str(one["loc"][-1])
        return where, f"{noun_name} needs {missing!r}", f"Add `{missing}:`."
    if kind == "literal_error":
        expected = one["ctx"]["expected"]
        near = nearest(str(given), [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")])
        return where, f"{named} is {given!r}", f"Did you mean {near!r}?" if near else f"Write {expected}."
    if kind == "value_error":
        where = where if at else _find_double_id(document)
        return where, str(one["ctx"]["error"]), "Write it once."
    if kind.startswith("date"):
        return where, f"{named} is {given!r}, which is no date", "Write year-month-day: 2026-04-14."
    said = {
        "string_type": "words",
        "tuple_type": "a list",
        "dict_type": "keys with values",
        "model_type": "keys with values",
    }
    if kind in said:
        return where, f"{named} is {_describe(given)}", f"Write {said[kind]} there."
    if kind == "string_unicode":
        return where, f"{named} holds half a character (a lone surrogate)", "Write the character itself."
    if kind == "string_too_short":
        return where, f"{named} is empty", "Write it, or leave the key out."
    return where, f"{named}: {one['msg']}", "Mend it."


def _describe(given: Any) -> str:
    if given is None:
        return "empty"
    if isinstance(given, dict):
        return "a group of keys (" + ", ".join(map(str, list(given)[:3])) + ")"
    if isinstance(given, list | tuple):
        return "a list"
    return repr(given)


def _find_in_document(loc: tuple[int | str, ...], document: Yaml) -> YamlPath:
    """The path in the file for a path in the nouns, where one citation may stand for a list of one."""
    at: YamlPath = ()
    for step in loc:
        if (*at, step) in document.values:
            at = (*at, step)
        elif step == "source" and (*at, "source_id") in document.values:
            at = (*at, "source_id")
    return at


def _find_double_id(document: Yaml) -> tuple[int, int]:
    """Where a claim has the id of one before it; the only thing that a draft refuses as a whole."""
    seen: set[str] = set()
    for i, claim in enumerate(document.value["claims"]):
        if claim.get("id") is None:
            continue
        given = str(claim["id"]).strip()
        if given in seen:
            place = document.values["claims", i, "id"]
            return place.line, place.column
        seen.add(given)
    return 1, 1


def _noun_at(at: YamlPath) -> tuple[str, type[Noun]]:
    for step in at[:1] if at[:1] == ("declare",) else reversed(at):  # in it, the steps are ids of sources
        if step in _NOUNS:
            return _NOUNS[str(step)]
    return "the draft", Draft


def _keys_of(noun: type[Noun]) -> tuple[str, ...]:
    keys = [field.alias or name for name, field in noun.model_fields.items() if name not in ("place", "quote_place")]
    return (*keys, *LOCATOR_LABELS) if noun is Citation else tuple(keys)
