"""What subject headings tell of a study, where they are more than its subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.rank.designs import fold_words
from evidence_assembler.rank.signs import Record, Sign

_ANIMALS_ONLY = "the headings name animals and no humans"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A row of the table made ready; `groups` are the folded words of headings that say the same."""

    design: str
    alone: bool
    exact: frozenset[str]
    groups: tuple[frozenset[str], ...]


def read_headings(record: Record) -> Sign | None:
    """The design that the headings tell alone ("Prospective Studies"), for a record that is silent otherwise."""
    return _read(record, None)


def refine_by_headings(record: Record, design: str) -> Sign | None:
    """The more exact design that the headings tell for a record of which somebody said this design."""
    return _read(record, design)


def read_species(record: Record) -> Sign | None:
    """Animals without humans in the headings, or cells without animals and without an age group."""
    if not record.keywords:
        return None
    table = read_table("signals")["species"]
    headings = {term.words.casefold() for term in record.keywords}
    pairs = zip(record.keywords, record.keywords[1:], strict=False)
    headings |= {f"{one.words}, {two.words}".casefold() for one, two in pairs}  # "Cells, Cultured"
    if headings.intersection(table["animals"]):
        return None if headings.intersection(table["humans"]) else Sign("animal study", _ANIMALS_ONLY)
    cells = sorted(headings.intersection(table["cells"]))
    if cells and headings.isdisjoint(table["ages"]):
        return Sign("laboratory study", f'the headings name "{cells[0]}", no animals and no age group')
    return None


def _read(record: Record, said: str | None) -> Sign | None:
    if not record.keywords:
        return None
    because = {term.folded: term.because for term in reversed(record.keywords)}
    for row in _headings():
        found = [because[min(words)] for group in row.groups if (words := group.intersection(because))]
        if len(found) == len(row.groups) and (row.alone if said is None else said in row.exact):
            return Sign(row.design, " and ".join(found))
    return None


@cache
def _headings() -> tuple[_Heading, ...]:
    """The rows in the order in which they are read: two headings together before one."""
    table = read_table("signals")
    together = [(row, (_fold(row["words"]), _fold(row["with"]))) for row in table["headings_together"]]
    single = [(row, (_fold(row["words"]),)) for row in table["heading"]]
    return tuple(
        _Heading(row["design"], row["reliability"] != "low", frozenset(row["exact"]), groups)
        for row, groups in (*together, *single)
    )


def _fold(words: list[str]) -> frozenset[str]:
    return frozenset(map(fold_words, words))
