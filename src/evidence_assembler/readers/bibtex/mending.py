"""Entries that bibtexparser gives up: small faults are mended, the others said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"@\w*[ \t]*[{(]")
_KEY_WITHOUT_COMMA = re.compile(r"(@\w+[ \t]*[{(]\s*[^\s,{}=\"]+)(\s+[A-Za-z][\w:+.-]*\s*=)")
_NO_KEY = re.compile(r"(@\w+[ \t]*[{(])(\s*[A-Za-z][\w:+.-]*\s*=)")
_COMMENT_LINE = re.compile(r"^[ \t]*%.*\n", re.MULTILINE)
_KEY = re.compile(r"@\w+[ \t]*[{(]\s*([^\s,{}=\"()]+)\s*[,\s})]")
_FIELD_BEFORE = re.compile(r"([A-Za-z][\w:+.-]*)\s*=\s*$")
_DELIMITER = re.compile(r"(?<!\\)[{}]")
_NAME_AT_END = re.compile(r"([A-Za-z][\w:+.-]*)\s*$")


@dataclass(frozen=True, slots=True)
class Mended:
    """The text of a block with its fault mended. `fault` says what it was; None where nothing need be said."""

    text: str
    fault: str | None = None
    remedy: str = ""


def mend_block(raw: str) -> Mended | None:
    """The block with the comma after its key, with an empty key, or without comment lines; None if none of these helps.

    The text that comes back may still be unreadable.
    """
    found = _KEY_WITHOUT_COMMA.match(raw)
    if found:
        return Mended(
            f"{found.group(1)},{raw[found.end(1) :]}",
            "there is no comma after the key; it was read as if there were",
            "Put a comma after the key.",
        )
    found = _NO_KEY.match(raw)
    if found:
        return Mended(f"{found.group(1)},{raw[found.end(1) :]}")
    if _COMMENT_LINE.search(raw):
        return Mended(_COMMENT_LINE.sub("", raw))
    return None


def find_key(raw: str) -> str | None:
    """The key of a block that was not read, None where none is to be seen."""
    found = _KEY.match(raw)
    return found.group(1) if found else None


def describe_failure(raw: str, reason: str, *, is_last: bool) -> tuple[str, str]:
    """What is wrong with a block, and what to do, from bibtexparser's `abort_reason`."""
    if "Unexpected block start" in reason or "Unexpectedly reached end of file" in reason:
        before = "before the file ends" if is_last else "before the next entry begins"
        return _describe_unclosed(raw, before, quoted='`"`' in reason)
    if reason.startswith("Expected comma after entry key"):
        return "there is no comma after its key", "Put a comma after the key, and a key behind the opening brace."
    if "found the end of the entry" in reason:
        name = re.search(r"entry key `(.+?)`", reason, re.DOTALL)
        words = f" after {name.group(1)!r}" if name else ""
        return f"a = and a value are missing{words}", "Give the field a value, or remove it."
    if reason.startswith("Expected a `=`"):
        return _describe_missing_equals(raw)
    return "its fields are not in the form name = {value}", "Write every field as name = {value}, with commas between."


def _describe_unclosed(raw: str, before: str, *, quoted: bool) -> tuple[str, str]:
    field = _find_open_field(raw)
    if quoted:
        return f'a closing quotation mark " is missing {before}', 'Close the value with ".'
    if field is not None:
        return (
            f"the closing brace of the field {field!r} is missing {before}",
            f"Close the value of {field!r} with a brace, or remove the opening brace that has no partner.",
        )
    return f"its closing brace is missing {before}", "Close the entry with a brace."


def _find_open_field(raw: str) -> str | None:
    """The field in whose value a brace stays open, None where it is the entry itself that does."""
    depth = 0
    opened: int | None = None
    for found in _DELIMITER.finditer(raw):
        depth += 1 if found.group() == "{" else -1
        if found.group() == "{" and depth == 2:
            opened = found.start()
    if depth < 2 or opened is None:
        return None
    field = _FIELD_BEFORE.search(raw[:opened])
    return field.group(1) if field else None


def _describe_missing_equals(raw: str) -> tuple[str, str]:
    remedy = "Write every field as name = {value}, with one comma between two fields."
    body = raw[found.end() :] if (found := _HEADER.match(raw)) else raw
    if re.search(r",\s*,\s*$", body + ","):
        return "two commas stand where a field should", remedy
    name = _NAME_AT_END.search(body.rstrip(" \t\n,"))
    return f"a = is missing{f' after {name.group(1)!r}' if name else ''}", remedy
