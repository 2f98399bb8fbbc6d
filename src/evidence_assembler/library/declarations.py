"""Declarations by work: what is declared of several ids of one work becomes one declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from evidence_assembler.library.library import Library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.source import Status

_GRAVEST_FIRST: tuple[Status, ...] = get_args(Status)
_ALONE = ("labelled_use", "text_extent", "text_sha256")  # no other field goes with them


def join_declarations(
    declared: Iterable[tuple[str, Declaration]], library: Library
) -> tuple[dict[str, Declaration], tuple[str, ...]]:
    """What is declared of each work, by its first id, and the ids whose declaration says otherwise.

    Field by field the source that was read first decides, of one id what comes first; of two statuses the gravest
    stands, so that a retraction is never lost. A reason stays with its design, and a day with its status.
    """
    works, order = library.works, {source_id: place for place, source_id in enumerate(library)}
    of_work: dict[str, list[tuple[str, Declaration]]] = {}
    for source_id, said in declared:
        of_work.setdefault(works.get(source_id, source_id), []).append((source_id, said))
    joined: dict[str, Declaration] = {}
    otherwise: list[str] = []
    for work, all_said in of_work.items():
        if len(all_said) == 1:
            joined[work] = all_said[0][1]
            continue
        all_said.sort(key=lambda one: order.get(one[0], 0))
        joined[work] = _join([said for _, said in all_said])
        otherwise += [source_id for source_id, said in all_said if _contradicts(said, joined[work])]
    return joined, tuple(dict.fromkeys(otherwise))


def _join(said: Sequence[Declaration]) -> Declaration:
    first = {name: _find_first(said, name) for name in (*_ALONE, "design", "superseded_by")}
    successor = first["superseded_by"]
    graded = [one for one in said if one.status is not None]
    status = min((one.status for one in graded if one.status is not None), key=_GRAVEST_FIRST.index, default=None)
    since = next((one.since for one in graded if one.status == status and one.since is not None), None)
    if successor.superseded_by is not None and status not in ("retracted", "concern", "corrected"):
        since = successor.since or (since if status == "superseded" else None)
    return Declaration(
        **{name: getattr(first[name], name) for name in _ALONE},
        design=first["design"].design,
        because=first["design"].because,
        status=status,
        superseded_by=successor.superseded_by,
        since=since,
    )


def _find_first(said: Sequence[Declaration], name: str) -> Declaration:
    """The first that gives the field, else the first."""
    return next((one for one in said if getattr(one, name) is not None), said[0])


def _contradicts(said: Declaration, stands: Declaration) -> bool:
    names = ("design", "status", "superseded_by") + (("since",) if said.status == stands.status else ())
    return any(getattr(said, name) not in (None, getattr(stands, name)) for name in names)
