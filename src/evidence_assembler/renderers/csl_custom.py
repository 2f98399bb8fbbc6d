"""What a format of words has no field for: the `custom` of the source's item of CSL-JSON, as JSON in one line.

Publication types, status and the hash of the text stand in it too, as `Source.to_csl` has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from evidence_assembler.library.aliases import IDS, read_aliases
from evidence_assembler.model.frozen_map import FrozenMap, freeze_json
from evidence_assembler.model.source import Source

NOT_FINITE = "it holds a number that JSON cannot write; its name stands in its place"

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPED = re.compile(r'\\(["\\])')
# What a format may fold, count or take for its own: braces, signs of LaTeX and BibTeX, the second of two spaces.
_HARD = re.compile(r"[{}@#$%~^]|(?<= ) |[^ -~]")


def gather_custom(source: Source, left: Mapping[str, Any], *, types: bool = True) -> dict[str, Any]:
    """The `custom` of CSL-JSON for what is `left` of that of the source, with its own fields; types where `types`."""
    more = {} if types else {"publication_types": ()}
    rest = source.model_copy(update={"variables": {}, "names": {}, "dates": {}, **more})
    rest = rest.model_copy(update={"custom": FrozenMap(freeze_json(left))})
    gathered: dict[str, Any] = rest.to_csl().get("custom", {})
    return gathered


def keep_id(source: Source) -> list[str] | None:
    """The further keys (`ids`) of a source that is written under another id, its own among them.

    None where `ids` in its `custom` is a field of somebody else, and no keys.
    """
    aliases = read_aliases(source)
    return [*aliases, source.id] if aliases or IDS not in source.custom else None


def write_json(value: Any) -> str:
    r"""JSON in one line of printable signs, whose braces stand in pairs and whose strings hold none.

    Raises `ValueError` for a number that is not finite.

    >>> print(write_json({"note": "5 % {of} it"}))
    {"note": "5 \u0025 \u007bof\u007d it"}
    """
    return _STRING.sub(_escape_string, json.dumps(value, ensure_ascii=False, allow_nan=False))


def is_finite(value: Any) -> bool:
    """True where JSON can hold every number in the value."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, Mapping):
        return all(map(is_finite, value.values()))
    return not isinstance(value, list | tuple) or all(map(is_finite, value))


def name_numbers(value: Any) -> Any:
    """The value with the names of the numbers that JSON does not have: `"nan"`, `"inf"`."""
    if isinstance(value, Mapping):
        return {key: name_numbers(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [name_numbers(one) for one in value]
    return value if is_finite(value) else str(value)


def _escape_string(found: re.Match[str]) -> str:
    inner = _ESCAPED.sub(lambda sign: f"\\u{ord(sign.group(1)):04x}", found.group()[1:-1])
    return f'"{_HARD.sub(_escape_sign, inner)}"'


def _escape_sign(found: re.Match[str]) -> str:
    sign = found.group()
    if not sign.isascii() and sign.isprintable():
        return sign
    return json.dumps(sign)[1:-1] if ord(sign) > 126 else f"\\u{ord(sign):04x}"
