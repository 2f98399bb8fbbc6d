"""Names as BibTeX reads them.

Standard: Patashnik, BibTeXing (1988), section 4, with biblatex's `family=..., given=...` form (manual, 3.20, 2024).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from evidence_assembler.model.csl import Name
from evidence_assembler.readers.latex import decode_latex

_AND = re.compile(r"(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
_COMMA_OR_BRACE = re.compile(r"(?<!\\)[{},]")
_SEMICOLON_OR_BRACE = re.compile(r"(?<!\\)[{};]")
_SPACE_OR_BRACE = re.compile(r"(?<!\\)[{}]|[\s~]+")
# A space that ends a command is none between two names.
_ACCENT_AND_SPACE = re.compile(r"\\([uvHcdbkrt])\s+(\w)")
_LETTER_AND_SPACE = re.compile(r"\\(o|O|l|L|ss|ae|AE|oe|OE|aa|AA|i|j)\s+(?=\w)")
_SUFFIX = re.compile(
    r"(?:jr|sr|[ivx]+|\d(?:st|nd|rd|th)|m\.?d|ph\.?d|d\.?o|m\.?sc|m\.?p\.?h|dr\.?p\.?h|mbbs|pharm\.?d|r\.?n|esq)\.?",
    re.IGNORECASE,
)
_OTHERS = frozenset({"others", "et al", "et~al"})
_AMPERSAND = re.compile(r"\s\\?&\s")
_KEYED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=", re.IGNORECASE)
_CSL_PARTS = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of one field. `others` is true where the list ends in `and others` or `and et al.`.

    `unclear` holds what is no one name, by its commas or a semicolon, kept as it is written.
    """

    names: tuple[Name, ...]
    others: bool = False
    unclear: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_names(text: str) -> NameList:
    """The names in a field, which `and` separates wherever it does not stand in braces."""
    names: list[Name] = []
    unclear: list[str] = []
    others = False
    for written in _split_names(text):
        written = written.strip().strip(",").strip()
        if written.casefold().rstrip(".") in _OTHERS:
            others = True
            continue
        name = read_name(written)
        if name is None:
            continue
        names.append(name)
        if name.literal is not None and not _in_braces(written):
            unclear.append(name.literal)
    return NameList(tuple(names), others, tuple(unclear))


@lru_cache(maxsize=16384)
def read_name(text: str) -> Name | None:
    """One name: "First von Last", "von Last, First", "von Last, Jr, First", or a body in braces. None if it is empty.

    A particle is what begins in lower case; a family name that begins with a capital, as in "Van de Werf, Frans", has
    none. Accents are decoded after the parts are told apart, so that those in braces do not hinder.
    """
    if _in_braces(text):
        literal = decode_latex(text[1:-1]).strip()
        return Name(literal=literal) if literal else None
    if "\\" in text:
        text = _LETTER_AND_SPACE.sub(r"\\\1{}", _ACCENT_AND_SPACE.sub(r"\\\1{\2}", text))
    parts = text.split(",")
    if not all(map(_is_balanced, parts)):
        parts = _split_outside_braces(text, _COMMA_OR_BRACE)
    if _KEYED.match(text):
        return _read_keyed(parts)
    parts = [part.strip() for part in parts]
    several = ";" in text and len(_split_outside_braces(text, _SEMICOLON_OR_BRACE)) > 1
    if len(parts) > 3 or several or (len(parts) > 2 and "{" not in text and _AMPERSAND.search(text)):
        return Name(literal=decode_latex(text))
    if len(parts) == 1:
        return _read_first_von_last(_split_words(parts[0]))
    suffix, given = (parts[1], parts[2]) if len(parts) == 3 else (None, parts[1])
    if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):
        suffix, given = given, suffix
    words = _split_words(parts[0])
    start = _last_lower(words[:-1]) + 1 if words and _is_lower(words[0]) else 0
    return _make_name(words[start:], given.replace("~", " "), words[:start], suffix)


def _split_names(text: str) -> list[str]:
    pieces = _AND.split(text)
    return pieces if all(map(_is_balanced, pieces)) else _split_outside_braces(text, _AND_OR_BRACE)


def _split_words(text: str) -> list[str]:
    words = _split_outside_braces(text, _SPACE_OR_BRACE) if "{" in text else text.replace("~", " ").split()
    return [word for word in words if word]


def _is_balanced(piece: str) -> bool:
    """True where no brace stays open in a piece, so that it was not cut inside a pair; an escaped one is no brace."""
    return "{" not in piece or (piece.count("{") == piece.count("}") and "\\{" not in piece and "\\}" not in piece)


def _split_outside_braces(text: str, separator_or_brace: re.Pattern[str]) -> list[str]:
    return list(_cut_outside_braces(text, separator_or_brace))


def _cut_outside_braces(text: str, separator_or_brace: re.Pattern[str]) -> Iterator[str]:
    depth = start = 0
    for found in separator_or_brace.finditer(text):
        if found.group() == "{":
            depth += 1
        elif found.group() == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _in_braces(text: str) -> bool:
    r"""True where one pair of braces holds the whole; `{\'E}` holds an accented letter, and no whole."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    return text.find("}") == len(text) - 1 or _first_close(text) == len(text) - 1


def _first_close(text: str) -> int:
    depth = 0
    for found in re.finditer(r"(?<!\\)[{}]", text):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.start()
    return -1


def _is_lower(word: str) -> bool:
    """True where a word begins in lower case. A word in braces has no case."""
    if word[0] in "{\\":
        word = "" if _in_braces(word) else decode_latex(word)
    return next((letter.islower() for letter in word if letter.isalpha()), False)


def _last_lower(words: list[str]) -> int:
    return max((place for place, word in enumerate(words) if _is_lower(word)), default=-1)


def _read_first_von_last(words: list[str]) -> Name | None:
    before = words[:-1]
    last = _last_lower(before)
    if last < 0:
        return _make_name(words[-1:], " ".join(before))
    first = next(place for place, word in enumerate(before) if _is_lower(word))
    return _make_name(words[last + 1 :], " ".join(words[:first]), words[first : last + 1])


def _read_keyed(parts: list[str]) -> Name | None:
    found: dict[str, str] = {}
    for part in parts:
        key, _, value = part.partition("=")
        variable = _CSL_PARTS.get(key.strip().casefold())
        if variable and value.strip():
            found[variable] = decode_latex(value.strip().strip('"'))
    return Name.model_validate(found) if found else None


def _make_name(
    family: list[str], given: str, particle: list[str] | None = None, suffix: str | None = None
) -> Name | None:
    parts = {
        "family": decode_latex(" ".join(family)),
        "given": decode_latex(given),
        "non-dropping-particle": decode_latex(" ".join(particle)) if particle else "",
        "suffix": decode_latex(suffix) if suffix else "",
    }
    known = {part: words.strip() for part, words in parts.items() if words.strip()}
    return Name.model_validate(known) if known else None
