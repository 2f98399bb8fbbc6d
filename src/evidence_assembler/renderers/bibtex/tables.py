"""`data/bibtex.toml` as a writer reads it: from CSL to entry types and fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table


@dataclass(frozen=True, slots=True)
class Tables:
    """The table both ways: fields of a variable in their order, and what a field is read as.

    `kinds` are the entry types of a CSL type, each with its `entrysubtype` if it needs one, in the order in which they
    are tried. `ranks` are the variable of a field and its place among those of that variable.
    """

    kinds: dict[str, tuple[tuple[str, str | None], ...]]
    types: dict[str, str]
    subtypes: dict[str, dict[str, str]]
    genres: dict[str, str]
    genre_words: dict[str, str]
    variables: dict[str, list[str]]
    written: dict[str, dict[str, str]]
    ranks: dict[str, tuple[str, int]]
    names: dict[str, str]
    roles: frozenset[str]
    dates: dict[str, list[str]]
    date_ranks: dict[str, tuple[str, int]]
    numbers: dict[str, str]
    archives: dict[str, str]
    verbatim: frozenset[str]
    subtitles: dict[str, str]
    never_inherited: frozenset[str]
    custom: str


@cache
def read_tables() -> Tables:
    """The table, read once."""
    table = read_table("bibtex")
    return Tables(
        kinds=_list_kinds(table["types"], table["preferred"], table["subtypes"]),
        types=table["types"],
        subtypes=table["subtypes"],
        genres=table["genres"],
        genre_words=table["genre_words"],
        variables=table["variables"],
        written=table["written"],
        ranks=_rank_fields(table["variables"]),
        names={role: fields[0] for role, fields in table["names"].items()},
        roles=frozenset(field for fields in table["names"].values() for field in fields),
        dates=table["dates"],
        date_ranks=_rank_fields(table["dates"]),
        numbers=table["number"],
        archives=table["archives"],
        verbatim=frozenset(table["verbatim"]["fields"]),
        subtitles=table["subtitles"],
        never_inherited=frozenset(table["inherit"]["never"]),
        custom=table["custom"]["field"],
    )


def _rank_fields(variables: dict[str, list[str]]) -> dict[str, tuple[str, int]]:
    return {field: (variable, rank) for variable, fields in variables.items() for rank, field in enumerate(fields)}


def _list_kinds(
    types: dict[str, str], preferred: dict[str, str], subtypes: dict[str, dict[str, str]]
) -> dict[str, tuple[tuple[str, str | None], ...]]:
    kinds: dict[str, list[tuple[str, str | None]]] = {
        kind: [(entry_type, None)] for kind, entry_type in preferred.items()
    }
    for entry_type, kind in types.items():
        kinds.setdefault(kind, []).append((entry_type, None))
    for entry_type, names in subtypes.items():
        for name, kind in names.items():
            kinds.setdefault(kind, []).append((entry_type, name))
    return {kind: tuple(tried) for kind, tried in kinds.items()}
