"""Names in RIS.

Standard: RIS Format Specifications 2001: one name a field, `Family, Given, Suffix`. Allowed for beside it: `Family AB`
of Embase and Scopus, `A. B. Family` of IEEE Xplore, several names in one field, and EndNote's comma behind a body.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from evidence_assembler.data import read_table
from evidence_assembler.model.csl import Name
from evidence_assembler.readers.markup import strip_markup

_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+|[0-9](?:st|nd|rd|th))\.?", re.IGNORECASE)
_STOPPED = re.compile(r"(?:-?[^\W\d_]{1,2}\.)+(?:-?[^\W\d_]\.)*")
_CAPITALS = re.compile(r"[^\W\d_]{1,3}")
_AND = re.compile(r"\s+and\s+|\s*;\s*")


def split_names(value: str) -> tuple[str, ...]:
    """The names in a field. Several stand in one only where each of them has its comma or its initials.

    >>> split_names("Smith, J.; Doe A."), split_names("Department of Health and Human Services")
    (('Smith, J.', 'Doe A.'), ('Department of Health and Human Services',))
    """
    if (";" not in value and " and " not in value) or value.endswith(","):
        return (value,)
    parts = tuple(part for part in _AND.split(value.strip(" ;")) if part)
    last = parts[-1].casefold().rstrip(".") if parts else ""
    people = parts[:-1] if last in _others() else parts
    if people and all(_is_person(part) for part in people):
        return parts
    return (value,)


def is_unclear(value: str) -> bool:
    """True of what is no one name, by its commas or semicolons."""
    return not value.endswith(",") and (";" in value or value.count(",") > 2)


def are_others(value: str) -> bool:
    """True of `et al.`, which stands for the names that were left out."""
    return value.casefold().rstrip(". ") in _others()


@lru_cache(maxsize=16384)
def read_name(value: str, bare_initials: bool) -> Name | None:
    """One name; None if it is empty. `bare_initials` says that `Smith JA` is one of a person, and not of a body."""
    if "&" in value or "<" in value:
        value = strip_markup(value)
    value = value.strip()
    if value.endswith(",") or is_unclear(value):
        return _make(literal=value.removesuffix(",").rstrip())
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1:
        suffix = parts[2] if len(parts) == 3 else ""
        given = parts[1]
        if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):
            suffix, given = given, suffix
        return _make_person(parts[0], given, suffix)
    words = value.split()
    if len(words) < 2:
        return _make(family=value)
    first = 1
    while first < len(words) and not _ends_in_initials(words[first:], bare_initials):
        first += 1
    if first < len(words):
        return _make_person(" ".join(words[:first]), " ".join(words[first:]))
    last = 0
    while last < len(words) - 1 and _STOPPED.fullmatch(words[last]):
        last += 1
    return _make_person(" ".join(words[last:]), " ".join(words[:last])) if last else _make(literal=value)


def _is_person(part: str) -> bool:
    return 1 <= part.count(",") <= 2 or _ends_in_initials(part.split()[1:], bare=True)


def _ends_in_initials(words: list[str], bare: bool) -> bool:
    """True where all of the words are initials: with stops, or, if `bare`, one word of capitals without."""
    if words and all(_STOPPED.fullmatch(word) and word[0].isupper() for word in words):
        return True
    (word,) = words if bare and len(words) == 1 else ("",)
    return bool(_CAPITALS.fullmatch(word)) and word.isupper() and word not in _no_initials()


def _make_person(family: str, given: str, suffix: str = "") -> Name | None:
    """A person; what the family name begins with in lower case is its particle, as in BibTeX."""
    words = family.split()
    start = 0
    while start < len(words) - 1 and words[start][0].islower():
        start += 1
    particle = " ".join(words[:start])
    return _make(family=" ".join(words[start:]), given=given, non_dropping_particle=particle, suffix=suffix)


def _make(**parts: str) -> Name | None:
    known = {part: words for part, words in parts.items() if words}
    return Name.model_validate(known) if known else None


@cache
def _others() -> frozenset[str]:
    return frozenset(read_table("ris")["read"]["names"]["others"])


@cache
def _no_initials() -> frozenset[str]:
    return frozenset(read_table("ris")["read"]["names"]["no_initials"])
