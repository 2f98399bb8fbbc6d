"""Values of BibTeX fields: pieces in braces, in quotation marks, or named by an `@string`, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PLAIN = re.compile(r'\{[^{}\\]*\}|"[^{}\\"]*"')
_ONE_GROUP = re.compile(r"\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}")
_DELIMITER = re.compile(r'(?<!\\)[{}"]')
_BARE = re.compile(r'[^\s#{}",]+')
_NEXT_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:+.-]*)\s*=")
_LONG_NAME = 60
_WHITESPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Value:
    """What a value comes to, with white space as one space.

    `undefined` are names that no `@string` defines; they stand in the text as they are. `stray` is what stands behind
    the value and is no part of it; `next_field` is the name and the value of a field that follows without a comma.
    """

    text: str
    undefined: tuple[str, ...] = ()
    stray: str | None = None
    next_field: tuple[str, str] | None = None


def evaluate_value(raw: str, strings: Mapping[str, str]) -> Value:
    """The value of what stands behind `=`. `strings` has the `@string` names in lower case.

    Space at the ends stays, as it has a meaning once the value is joined to another.
    """
    if _PLAIN.fullmatch(raw):
        return Value(fold_space(raw[1:-1]))
    if raw[:1] == "{" and "\\{" not in raw and "\\}" not in raw and _ONE_GROUP.fullmatch(raw):
        return Value(fold_space(raw[1:-1]))
    if raw.isdecimal():
        return Value(raw)
    if len(raw) < _LONG_NAME and (known := strings.get(raw.lower())) is not None:
        return Value(known)
    return _evaluate_pieces(raw, strings)


def fold_space(text: str) -> str:
    """The text with every run of white space as one space, as BibTeX reads it; no-break spaces stay."""
    return _WHITESPACE.sub(" ", text) if "\n" in text or "\t" in text or "  " in text else text


def _evaluate_pieces(raw: str, strings: Mapping[str, str]) -> Value:
    pieces: list[str] = []
    undefined: list[str] = []
    position, joined = 0, True
    while position < len(raw):
        character = raw[position]
        if character.isspace():
            position += 1
        elif character == "#":
            joined = True
            position += 1
        elif not joined:
            return _end_value(pieces, undefined, raw[position:])
        elif character in '{"':
            end = _find_end(raw, position)
            pieces.append(raw[position + 1 : end])
            position, joined = end + 1, False
        elif bare := _BARE.match(raw, position):
            name = bare.group()
            known = name if name.isdecimal() else strings.get(name.lower())
            if known is None:
                undefined.append(name)
            pieces.append(name if known is None else known)
            position, joined = bare.end(), False
        else:
            return _end_value(pieces, undefined, raw[position:])
    return Value(fold_space("".join(pieces)), tuple(undefined))


def _end_value(pieces: list[str], undefined: list[str], rest: str) -> Value:
    text = fold_space("".join(pieces))
    following = _NEXT_FIELD.match(rest)
    if following:
        return Value(text, tuple(undefined), next_field=(following.group(1), rest[following.end() :].strip()))
    # Kept behind the value, so that the words are not lost with the comma or the `#` that is missing.
    stray = fold_space(rest).strip()
    return Value(f"{text} {stray.replace('{', '').replace('}', '')}".strip(), tuple(undefined), stray=stray)


def _find_end(raw: str, start: int) -> int:
    """Where the piece that begins at `start` ends; the end of all where it is not closed."""
    quoted = raw[start] == '"'
    depth = 0 if quoted else -1
    for found in _DELIMITER.finditer(raw, start + 1 if quoted else start):
        if found.group() == "{":
            depth += 1
        elif found.group() == "}":
            if depth <= 0 and not quoted:
                return found.start()
            depth = max(0, depth - 1)
        elif quoted and depth == 0:
            return found.start()
    return len(raw)
