"""The designs that publication types, genre and keywords of a record declare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from evidence_assembler.data import read_table
from evidence_assembler.model.source import Source
from evidence_assembler.rank.designs import (
    all_designs,
    find_design,
    fold_words,
    is_plural,
    names_by_fold,
    words_after_comma,
)
from evidence_assembler.rank.labels import list_label_types
from evidence_assembler.rank.signs import Record, Sign, Term
from evidence_assembler.rank.status import standings_by_word
from evidence_assembler.rank.titles import is_about_guidelines

_SPLIT = re.compile(r"[;\n]")
_NOTED = re.compile(r"[;\n]|\.(?:\s|$)")


def list_types(source: Source) -> tuple[Term, ...]:
    """Publication types, a label's types, genre and publication status: what somebody said that a source is."""
    types = [_make_term("publication type", words) for words in source.publication_types]
    if source.custom:
        types += [_make_term(field, words) for field, words in list_label_types(source)]
    for field in ("genre", "status"):
        words = source.variables.get(field)
        if words:
            types.append(_make_term(field, words))
            types.extend(_make_term(field, part) for part in words.split(";") if part != words)
    if "note" in source.variables:
        types += _read_note(source.variables["note"])
    return tuple(types)


def _read_note(note: str) -> Iterator[Term]:
    """The parts of a note that say what the work is and nothing else; what a note tells about it is no type."""
    for part in _NOTED.split(note):
        term = _make_term("note", part.strip())
        if term.words and (find_design(term.words) is not None or term.folded in standings_by_word()):
            yield term


def list_keywords(source: Source) -> tuple[Term, ...]:
    """The keywords of a source, one at a time, without the star and the qualifier of a subject heading.

    A comma separates keywords and also stands in some ("Clinical Trial, Phase II"): such a pair is one term.
    """
    terms: list[Term] = []
    after_comma = words_after_comma()
    for listed in _SPLIT.split(source.variables.get("keyword", "")):
        for part in listed.split(","):
            term = _make_keyword(part)
            if term.folded in after_comma and terms and find_design(f"{terms[-1].words}, {term.words}") is not None:
                terms[-1] = _make_keyword(f"{terms[-1].words}, {term.words}")
            elif term.words:
                terms.append(term)
    return tuple(terms)


def read_types(record: Record) -> Sign | None:
    """The design that the types name; of several the one that goes before in the table."""
    return _choose(record.types)


def list_open_types(record: Record) -> tuple[str, ...]:
    """The types that leave open what was done ("Twin Study"), each as an editor is told of it."""
    return tuple(term.because for term in record.types if term.folded in _left_open())


def read_keywords(record: Record, said: Sign | None) -> Sign | None:
    """The design that the keywords name; of several the one that the title says too, else the one that goes before."""
    names, common = names_by_fold(), _too_common()
    terms = [term for term in record.keywords if term.folded in names and term.folded not in common]
    terms = [term for term in terms if not is_plural(term.words)]
    if terms and said is None and is_about_guidelines(record.title):
        terms = [term for term in terms if all_designs()[names[term.folded]].kind != "guidance"]
    if terms and any(term.words.casefold() in _check_tags() for term in record.keywords):
        terms = _read_emtree(terms)
    return _choose([term for term in terms if said is not None and names[term.folded] == said.design] or terms)


@lru_cache(maxsize=8192)
def _make_keyword(part: str) -> Term:
    return _make_term("keyword", part.partition("/")[0].strip("*[] \t"))


def _make_term(field: str, words: str) -> Term:
    return Term(field, words.strip(), fold_words(words))


def _choose(terms: Iterable[Term]) -> Sign | None:
    names, designs = names_by_fold(), all_designs()
    named = [(names[term.folded], term) for term in terms if term.folded in names]
    if not named:
        return None
    design, term = min(named, key=lambda one: designs[one[0]].precedence)
    return Sign(design, term.because)


def _read_emtree(terms: list[Term]) -> list[Term]:
    """The terms of a list of Emtree that say what the work is."""
    table, names = read_table("signals")["emtree"], names_by_fold()
    terms = [term for term in terms if term.words.casefold() not in table["subjects"]]
    if any(term.words.casefold() == table["review"] for term in terms):
        return [term for term in terms if names[term.folded] not in table["review_stands_over"]]
    return terms


@cache
def _check_tags() -> frozenset[str]:
    return frozenset(read_table("signals")["emtree"]["check_tags"])


@cache
def _left_open() -> frozenset[str]:
    return frozenset(fold_words(words) for words in read_table("signals")["types"]["leave_open"])


@cache
def _too_common() -> frozenset[str]:
    return frozenset(fold_words(words) for words in read_table("signals")["keywords"]["too_common"])
