"""What is no rank: grades of a body of evidence or of a recommendation, which a claim carries as they were given.

The vocabularies stand in `data/gradings.toml`. They are read here to tell a slip of the pen from a grade, and by which
definitions one was given. No grade is computed, sorted or converted: two of them are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from evidence_assembler.data import read_table
from evidence_assembler.model.claim import Certainty
from evidence_assembler.rank.shipped import shipped_scheme, shipped_schemes
from evidence_assembler.text.nearest import nearest

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[⊕○]|[^\W_]+")
_SIGNS = str.maketrans("⨁◯⊝⊖", "⊕○○○")  # each in the shapes that are printed
_MEANS_NOTHING = re.compile(r"[\s,;:./()\[\]_–-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR_NAME, _NEAR_VALUE = 80.0, 75.0  # of 100: "GRAED" is 80 from GRADE; "low to moderate" 70 from "moderate"


@dataclass(frozen=True, slots=True)
class Grading:
    """A vocabulary: the values of each part (class of recommendation, level of evidence) in their own spelling.

    `spellings` has the part and the value by the folded words; `editions` of its definitions stand oldest first.
    """

    title: str
    beside: frozenset[str]
    parts: Mapping[str, tuple[str, ...]]
    spellings: Mapping[tuple[str, ...], tuple[str, str]]
    longest: int
    editions: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class WrongGrade:
    """What a certainty may not say: under which of its keys, what is wrong there, and what to do."""

    key: Literal["scheme", "value"]
    message: str
    remedy: str


@lru_cache(maxsize=256)
def find_grading(name: str) -> Grading | None:
    """The vocabulary of that name, None where we know none. Case, a year behind it and words such as "grade" are free.

    >>> [found.title for name in ("uspstf", "ACC/AHA 2019", "GRADE certainty") if (found := find_grading(name))]
    ['USPSTF', 'ACC/AHA', 'GRADE']
    """
    words = _WORD.findall(name.casefold())
    if len(words) > 1 and _YEAR.fullmatch(words[-1]):
        words.pop()
    for names, grading in _gradings():
        if "-".join(word for word in words if word not in grading.beside) in names:
            return grading
    return None


def read_grade(grading: Grading, words: str) -> Mapping[str, str] | None:
    """The value of each part that the words name, by part; None where they name none, or say anything beside it.

    >>> accaha = find_grading("ACC/AHA")
    >>> read_grade(accaha, "COR 2b, LOE B-NR")
    {'class of recommendation': 'IIb', 'level of evidence': 'B-NR'}
    >>> read_grade(accaha, "IIc") is None
    True
    """
    folded = words.translate(_SIGNS).casefold()
    if not _MEANS_NOTHING.fullmatch(_TOKEN.sub("", folded)):
        return None
    tokens = [token for token in _TOKEN.findall(folded) if token not in grading.beside]
    named: dict[str, str] = {}
    at = 0
    while at < len(tokens):
        for length in range(grading.longest, 0, -1):
            spelled = grading.spellings.get(tuple(tokens[at : at + length]))
            if spelled is not None:
                break
        else:
            return None
        part, value = spelled
        if named.setdefault(part, value) != value:
            return None
        at += length
    return named or None


def find_edition(grading: Grading, day: date) -> str | None:
    """Which definitions of a vocabulary held on a day, by their name in the table; None where they never changed."""
    return next((name for since, name in reversed(grading.editions) if since <= day), None)


def find_wrong_grade(certainty: Certainty) -> WrongGrade | None:
    """Why these words are no grade, None where they are one, or belong to a vocabulary that we do not know.

    A name that is nearly that of a known vocabulary is taken for a slip; any other is a house's own.
    """
    return _judge_words(certainty.scheme, certainty.value)


@lru_cache(maxsize=1024)
def _judge_words(scheme: str, value: str) -> WrongGrade | None:
    grading = find_grading(scheme)
    if grading is None:
        return _explain_scheme(scheme)
    if read_grade(grading, value) is not None:
        return None
    known = [one for values in grading.parts.values() for one in values]
    near = nearest(value, known, _NEAR_VALUE)
    hint = f"Did you mean {near!r}? " if near else ""
    return WrongGrade("value", f"{value!r} is no value of {grading.title}", f"{hint}{_list_values(grading)}")


def _explain_scheme(name: str) -> WrongGrade | None:
    titles = [grading.title for _, grading in _gradings()]
    known = f"Known: {', '.join(titles)}; a vocabulary of your own is kept as you name it."
    if not name:
        return WrongGrade("scheme", "'scheme' is empty", known)
    folded = "-".join(_WORD.findall(name.casefold()))
    if folded in shipped_schemes():
        said = (
            f"{name!r} is a scheme for sources (axis: {shipped_scheme(folded).axis}): it ranks documents or studies, "
            "not the certainty of a body of evidence"
        )
        return WrongGrade("scheme", said, f"Name the vocabulary of the grade. {known}")
    near = nearest(name, titles, _NEAR_NAME)
    if near is None:
        return None
    return WrongGrade("scheme", f"{name!r} is nearly {near!r}", f"Did you mean {near!r}? {known}")


def _list_values(grading: Grading) -> str:
    """The values as a sentence, by part where there are several."""
    listed = {part: ", ".join(values) for part, values in grading.parts.items()}
    if len(listed) == 1:
        return f"Known: {', '.join(listed.values())}."
    return f"Known: {'; '.join(f'{values} ({part})' for part, values in listed.items())}."


@cache
def _gradings() -> tuple[tuple[frozenset[str], Grading], ...]:
    return tuple((frozenset(row["names"]), _make_grading(row)) for row in read_table("gradings")["grading"])


def _make_grading(row: Mapping[str, Any]) -> Grading:
    beside = frozenset(row["beside"])
    spellings = dict(_spell(row["part"]))
    return Grading(
        title=row["title"],
        beside=beside,
        parts={part["name"]: tuple(value["value"] for value in part["value"]) for part in row["part"]},
        spellings=spellings,
        longest=max(map(len, spellings)),
        editions=tuple((edition["since"], edition["name"]) for edition in row.get("edition", ())),
    )


def _spell(parts: Iterable[Mapping[str, Any]]) -> Iterable[tuple[tuple[str, ...], tuple[str, str]]]:
    for part in parts:
        for value in part["value"]:
            for words in (value["value"], *value.get("also", ())):
                yield tuple(_TOKEN.findall(words.casefold())), (part["name"], value["value"])
