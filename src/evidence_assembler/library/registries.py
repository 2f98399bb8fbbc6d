"""Registered trials: which ones a source reports, by the numbers that registries gave them.

A protocol, the main paper and a later analysis of one trial are three works that share a number. Forms and registries
stand in `data/registries.toml`; a number that has not the form of its registry is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from evidence_assembler.data import read_table
from evidence_assembler.model.frozen_map import FrozenJson, FrozenMap
from evidence_assembler.model.source import Source

_FIELDS = (
    "note",
    "annote",
    "number",
    "title",
    "keyword",
    "URL",
    "DOI",
    "archive_location",
    "call-number",
    "genre",
    "collection-title",
    "collection-number",
    "issue",
    "status",
)
# Spaces that do not break, and what stands for a hyphen.
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
)
_TELLING = re.compile(r"trial|regist|clinical|eudract|accession", re.IGNORECASE)  # names of fields that hold numbers


def find_trials(source: Source, design: str | None = None) -> tuple[str, ...]:
    """The numbers of the registered trials that a source reports, each in one spelling, as the record names them.

    `design` is its design by name. A review or a comment reports no trial; the abstract is read only where the design
    is known to be that of a study, a protocol or a registration, for others list the trials of others.

    >>> find_trials(Source(id="bruun2024", variables={"note": "clinicaltrials.gov/study/nct04270877"}))
    ('NCT04270877',)
    """
    if design in _designs("speaking"):
        return ()
    variables = source.variables
    words = [variables[name] for name in _FIELDS if name in variables]
    if design in _designs("reporting") and "abstract" in variables:
        abstract = variables["abstract"]
        for letters in _letters():
            if letters in abstract:
                words.append(abstract)
                break
    if source.custom:
        words += _list_custom(source.custom)
    return _find_numbers("\n".join(words))


def find_trials_of_work(sources: Iterable[Source], design: str | None) -> tuple[str, ...]:
    """The trials that a work reports by all its records, each once."""
    return tuple(dict.fromkeys(number for source in sources for number in find_trials(source, design)))


@lru_cache(maxsize=4096)
def _find_numbers(words: str) -> tuple[str, ...]:
    text = words.translate(_PLAIN).upper()
    found: dict[str, int] = {}
    for form in _forms():
        for cue in form.cues:
            if cue in text:
                for match in form.pattern.finditer(text):
                    if any(digit in match[0] for digit in "123456789"):  # a row of noughts holds the place of a number
                        found.setdefault(form.spelled.format(*match.groups()), match.start())
                break
    return tuple(sorted(found, key=lambda number: found[number]))


def _list_custom(custom: FrozenMap[FrozenJson]) -> Iterator[str]:
    """What a format had beyond CSL: words and lists of words, and all that stands in a field named after a registry.

    A list of references holds the trials of others.
    """
    for key, value in custom.items():
        if isinstance(value, str):
            yield f"{key} {value}"
        elif _TELLING.search(key):
            yield from (f"{key} {words}" for words in _list_words(value))
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, str))


def _list_words(value: FrozenJson) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, FrozenMap):
        for one in value.values():
            yield from _list_words(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _list_words(one)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of a registry's numbers."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    spelled: str


@cache
def _forms() -> tuple[_Form, ...]:
    table = read_table("registries")
    return tuple(
        _Form(tuple(row["cues"]), re.compile(rf"(?<![A-Z0-9])(?:{pattern})(?![A-Z0-9])", re.ASCII), row["spelled"])
        for row in table["registry"]
        for pattern in (row["pattern"].replace("<between>", table["between"]),)
    )


@cache
def _letters() -> tuple[str, ...]:
    return tuple(read_table("registries")["letters"])


@cache
def _designs(kind: str) -> frozenset[str]:
    return frozenset(read_table("registries")[kind])
