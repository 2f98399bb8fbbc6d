"""The words of a sentence that tell what its number is about: those that mean one thing are one, empty ones none.

The lists stand in `data/disagreement.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.text.quantity_words import list_measures

WORD = re.compile(r"[^\W_]+(?:['’]t\b)?")

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{1,6}?)s?\)")

KEPT = 4096  # texts whose reading is kept


class _Table(NamedTuple):
    empty: frozenset[str]
    first_of: Mapping[str, str]
    telling: frozenset[str]
    measures: frozenset[str]
    labels: frozenset[str]
    verbs: frozenset[str]
    changes: frozenset[str]
    named: frozenset[str]
    given: frozenset[str]
    nouns: frozenset[str]
    modals: frozenset[str]
    joining: frozenset[str]
    closing: frozenset[str]
    past: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    participles: frozenset[str]
    reached: frozenset[str]
    needed: frozenset[str]
    not_defining: frozenset[str]
    conditional: frozenset[str]
    limited: frozenset[str]
    limiting: frozenset[str]
    conditions: frozenset[str]
    amounts: frozenset[str]
    rates: Mapping[str, int]
    times: frozenset[str]
    certainty: frozenset[str]
    beside_certainty: frozenset[str]
    always: frozenset[str]
    study_own: frozenset[str]
    study_people: frozenset[str]
    procedures: frozenset[str]
    lasting: frozenset[str]
    done: frozenset[str]
    study_past: frozenset[str]
    study_telling: frozenset[str]
    studies: re.Pattern[str]
    pointing: re.Pattern[str]


def find_acronyms(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """What is written out before its acronym in brackets: low-dose naltrexone (LDN)."""
    long = {}
    for text in texts:
        if "(" in text:
            for found in _ACRONYM.finditer(text):
                letters = found[1].casefold()
                words = WORD.findall(text[max(0, found.start() - 100) : found.start()])[-len(letters) :]
                if [word[0].casefold() for word in words] == list(letters):
                    long[reduce_word(found[1])] = frozenset(map(reduce_word, words))
    return long


def spell_out(words: frozenset[str], long: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words with those of what an acronym among them is short for."""
    short = words & long.keys() if long else None
    return (words - short).union(*(long[word] for word in short)) if short else words


@lru_cache(16 * KEPT)
def reduce_word(word: str) -> str:
    """A word without its ending, as the first of those that mean the same; empty for one that carries no sense."""
    table = read_lists()
    folded = word.casefold().replace("’", "'")
    if folded in table.empty:
        return ""
    return table.first_of.get(folded) or _stem(folded)


@lru_cache(16 * KEPT)
def reduce_roughly(word: str) -> str:
    """The same, and empty for all that may stand in a quantity."""
    measures = read_lists().measures
    return "" if word[0].isdecimal() or word in measures or word.casefold() in measures else reduce_word(word)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith(("ss", "us", "is")):
            return word.removesuffix(ending)
    return word


@cache
def read_lists() -> _Table:
    """The lists of `data/disagreement.toml`, made ready once."""
    table = read_table("disagreement")
    first_of = {word: _stem(row[0]) for row in table["same"] for word in row}
    changes = frozenset(word for row in table["same"] if row[0] in ("fall", "rise") for word in row)
    introduced, named, pointing = (
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        for words in (table["studies"]["introduced"], table["studies"]["named"], table["studies"]["pointing"])
    )
    before = table["before"]
    measures, labels = list_measures()
    return _Table(
        empty=frozenset(table["empty"]),
        first_of=first_of,
        telling=frozenset(first_of.get(word, _stem(word)) for word in table["telling"]),
        measures=measures,
        labels=labels,
        verbs=frozenset(before["verbs"]),
        changes=changes | frozenset(before["changes"]),
        named=frozenset(word.casefold() for word in before["measures"]),
        given=frozenset(before["given"]),
        nouns=frozenset(before["nouns"]),
        modals=frozenset(before["modals"]),
        joining=frozenset(before["joining"]),
        closing=frozenset(before["closing"]),
        past=frozenset(before["past"]),
        be=frozenset(before["be"]),
        have=frozenset(before["have"]),
        participles=frozenset(before["participles"]),
        reached=frozenset(before["reached"]),
        needed=frozenset(before["needed"]),
        not_defining=frozenset(before["not_defining"]),
        conditional=frozenset(before["conditional"]),
        limited=frozenset(before["limited"]),
        limiting=frozenset(table["limits"]["before"]),
        conditions=frozenset(table["limits"]["dimensions"]),
        amounts=frozenset(table["rates"]["amounts"]),
        rates=table["rates"]["a_week"],
        times=frozenset(table["rates"]["times"]),
        certainty=frozenset(table["certainty"]["terms"]),
        beside_certainty=frozenset(table["certainty"]["beside"]),
        always=frozenset(table["studies"]["always"]),
        study_own=frozenset(table["studies"]["own"]),
        study_people=frozenset(table["studies"]["people"]),
        procedures=frozenset(table["studies"]["procedures"]),
        lasting=frozenset(table["studies"]["lasting"]),
        done=frozenset(table["studies"]["done"]),
        study_past=frozenset(table["studies"]["past"]),
        study_telling=frozenset(table["studies"]["telling"]),
        studies=re.compile(rf"\b(?:{introduced})\s++(?:[\w-]++\s++){{0,4}}(?:{named})\b|\bet al\b", re.IGNORECASE),
        pointing=re.compile(rf"\W*(?:{pointing})\b", re.IGNORECASE),
    )
