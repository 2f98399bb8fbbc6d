"""What a word before a full stop is: an abbreviation behind which the sentence goes on, or the last word of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from evidence_assembler.data import read_table

Kind = Literal["never", "starters", "labels", "numbers", "routes", "ends"]

_KINDS: tuple[Kind, ...] = ("starters", "numbers", "labels", "routes", "ends", "never")
_OPENING = re.compile(r"[(\[{<\"'“‘«‹„¿¡*_]*([^\W\d_]+)(?![\w.]|\s(?:et|and|&)\s)(?<!A(?=,))")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_FIGURE = re.compile(r"[#§(\[–-]?(?:[A-Z]{0,3}[0-9]|[IVXLC]{2,}\b)")
_PLAIN = re.compile(r"[^\W\d_][^\W\d_A-Z]{2,}")  # a word with a capital only where it begins
_LETTER = re.compile(r"[B-HJ-Z](?![\w'’])|A(?!\w|\s[^\W\d_A-Z])")


def find_kind(word: str) -> Kind | None:
    """How the word before a stop abbreviates, by the table `abbreviations`; None for a plain word.

    Initials and letters with stops between them, such as U.S, i.v and Ph.D, end a sentence before a starter only.

    >>> find_kind("e.g"), find_kind("Inc"), find_kind("effect")
    ('never', 'starters', None)
    """
    kinds = _table()
    kind = kinds.get(word)
    if kind is None and len(word) > 1 and (kind := kinds.get(word.lower())) is None and "." in word:
        return "starters" if _DOTTED.fullmatch(word) else None
    return kind


def goes_on(kind: Kind, text: str, at: int, before: str | None) -> bool:
    """True where the sentence goes on at `at`, behind an abbreviation of this kind; `before` is the word before it."""
    if kind == "never":
        return True
    if kind == "starters":
        return not begins_sentence(text, at)
    if kind == "ends":
        word = _OPENING.match(text, at)
        return word is not None and word[1] in words_of("unless_before")
    if kind == "routes":
        return not (_is_amount(before) and _PLAIN.match(text, at)) and not begins_sentence(text, at)
    if kind == "numbers" and before is not None and before[-1:].isdigit():
        return False
    return _FIGURE.match(text, at) is not None or (kind == "labels" and _LETTER.match(text, at) is not None)


def begins_sentence(text: str, at: int) -> bool:
    """True where a word stands at `at` with which sentences usually begin: The, However, Patients."""
    word = _OPENING.match(text, at)
    return word is not None and word[1] in words_of("starters")


def _is_amount(before: str | None) -> bool:
    """True for a number, a unit or a frequency: 5, mL/kg/h, daily."""
    return before is not None and (
        any(sign.isdigit() or sign in "/%" for sign in before) or before.strip("(),;") in words_of("amounts")
    )


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of the table `abbreviations`, by its name in the part `words`."""
    return frozenset(read_table("abbreviations")["words"][name].split())


@cache
def _table() -> dict[str, Kind]:
    table = read_table("abbreviations")
    return {
        word: kind
        for kind in _KINDS
        for words in cast("dict[str, str]", table[kind]).values()
        for word in words.split()
    }
