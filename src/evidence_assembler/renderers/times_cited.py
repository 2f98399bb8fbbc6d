"""How many statements cite a source, and in which manner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from evidence_assembler.model.claim import Citation

Key = TypeVar("Key")
AnyCitation = TypeVar("AnyCitation", bound=Citation)
Manner = Literal["supports", "disputes", "indirect"]
"""In direct support at least once; else against a statement at least once; else only indirectly or as background."""


class TimesCited(NamedTuple):
    """How many statements cite a source, each counted once, and in which manner they do."""

    statements: int
    manner: Manner


def count_citations(
    statements: Iterable[Iterable[AnyCitation]], name: Callable[[AnyCitation], Key | None]
) -> dict[Key, TimesCited]:
    """What is cited, by what `name` calls it; a citation that has no name is left out.

    >>> once = Citation(source_id="smith2020", intent="disputes")
    >>> count_citations([[once, once], [once]], lambda citation: citation.source_id)
    {'smith2020': TimesCited(statements=2, manner='disputes')}
    """
    counts: dict[Key, int] = {}
    last: dict[Key, int] = {}
    supporting: set[Key] = set()
    disputing: set[Key] = set()
    for place, citations in enumerate(statements):
        for citation in citations:
            key = name(citation)
            if key is None:
                continue
            if last.get(key) != place:
                last[key] = place
                counts[key] = counts.get(key, 0) + 1
            intent = citation.intent
            if intent == "supports" and citation.indirect is None:
                supporting.add(key)
            elif intent == "disputes":
                disputing.add(key)
    return {
        key: _share(count, "supports" if key in supporting else "disputes" if key in disputing else "indirect")
        for key, count in counts.items()
    }


@cache
def _share(statements: int, manner: Manner) -> TimesCited:
    """One object for all that are alike: the garbage collector has less to look through."""
    return TimesCited(statements, manner)
