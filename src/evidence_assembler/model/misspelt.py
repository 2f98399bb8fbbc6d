"""Fields that a noun does not have, given where one is built in Python: the error names the field that is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from .noun import Noun


def name_fields(error: ValidationError, noun: type[Noun]) -> ValidationError:
    """The error of building this noun, with the nearest field for each that there is not.

    All else stands as it stood: the kind, the place, what was given, and the words for every other mistake.
    """
    details = []
    for one in error.errors(include_url=False):
        said = _tell_unknown(one["loc"], noun) if one["type"] == "extra_forbidden" else one["msg"]
        told = PydanticCustomError(one["type"], said, one.get("ctx"))
        details.append(InitErrorDetails(type=told, loc=one["loc"], input=one["input"]))
    return ValidationError.from_exception_data(error.title, details)


def _tell_unknown(loc: tuple[int | str, ...], noun: type[Noun]) -> str:
    owner, key = _find_owner(loc[:-1], noun), str(loc[-1])
    names = {name: field.alias for name, field in owner.model_fields.items()}
    both = next((name for name, alias in names.items() if alias is not None and key in (name, alias)), None)
    if both is not None:
        return f"{both!r} and {names[both]!r} are two words for one field of {owner.__name__}: keep one of them"
    known = sorted({*names, *(alias for alias in names.values() if alias is not None), *owner.OTHER_KEYS})
    near = get_close_matches(key.casefold(), known, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}"
    return f"{owner.__name__} has no field {key!r}: {remedy}"


def _find_owner(loc: Sequence[int | str], noun: type[Noun]) -> type[Noun]:
    """The noun at that place within a noun; numbers in a tuple and keys of a map lead to no other."""
    for step in loc:
        field = next((field for name, field in noun.model_fields.items() if step in (name, field.alias)), None)
        noun = next(_list_nouns(field.annotation), noun) if field is not None else noun
    return noun


def _list_nouns(annotation: Any) -> Iterator[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for part in get_args(annotation):
        yield from _list_nouns(part)
