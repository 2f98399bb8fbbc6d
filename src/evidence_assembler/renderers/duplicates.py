"""Duplicates as lines for people, clusters of several records first, and as JSON, one cluster a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from evidence_assembler.cite import format_reference, reference_text
from evidence_assembler.library.duplicates import Duplicates
from evidence_assembler.library.library import Library
from evidence_assembler.library.relations import Relation
from evidence_assembler.library.works import Cluster

from .one_line import one_line
from .terminal.lines import Line, count_columns, cut_line, show_plainly
from .wording import Words, read_words

_STYLE = "ama"
_INDENT = 2  # columns
_SHORTEST = 20  # columns of a reference


def lay_out_duplicates(duplicates: Duplicates, library: Library, columns: int) -> Iterator[Line]:
    """What a person needs to decide: each cluster with its reason, and where its records stand; then the counts.

    A reference is cut where its line has not so many columns. Works of one record are only counted.
    """
    words = read_words()["duplicates"]
    several = [one for one in duplicates.works if len(one.ids) > 1]
    groups: list[tuple[str, str, tuple[str, ...]]] = [
        *_head_clusters(words["one_work"], "passed", several),
        *_head_clusters(words["suggested"], "warning", duplicates.suggested),
        *((words["related"].format(kind=one.kind, because=one.because), "note", one.ids) for one in duplicates.related),
    ]
    for head, style, ids in groups:
        yield ((show_plainly(one_line(head)), style),)
        yield from _lay_out_records(ids, library, columns)
        yield ()
    yield ((_count(duplicates, len(several), words), "quiet"),)


def _head_clusters(words: str, style: str, clusters: Iterable[Cluster]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    return ((words.format(because=one.because), style, one.ids) for one in clusters)


def _lay_out_records(ids: Iterable[str], library: Library, columns: int) -> Iterator[Line]:
    """Each record by its id, its place, and its reference as far as there is room for it."""
    entries = [library[source_id] for source_id in ids]
    places = [f"{entry.place.path}:{entry.place.line}" if entry.place is not None else "" for entry in entries]
    cells = [(show_plainly(entry.source.id), show_plainly(place)) for entry, place in zip(entries, places, strict=True)]
    first, second = (max(map(count_columns, column)) + _INDENT for column in zip(*cells, strict=True))
    room = max(columns - _INDENT - first - second, _SHORTEST)
    for entry, (source_id, place) in zip(entries, cells, strict=True):
        reference = show_plainly(one_line(reference_text(format_reference(entry.source, _STYLE))))
        yield (
            (" " * _INDENT + _fill(source_id, first), "place"),
            (_fill(place, second), "quiet"),
            (cut_line(reference, room), "plain"),
        )


def _fill(words: str, columns: int) -> str:
    return words + " " * (columns - count_columns(words))


def _count(duplicates: Duplicates, several: int, words: Words) -> str:
    records = sum(len(one.ids) for one in duplicates.works)
    counted = (
        ("records", records),
        ("works", len(duplicates.works)),
        ("several", several),
        ("maybe", len(duplicates.suggested)),
        ("pairs", len(duplicates.related)),
    )
    return str(words["counts"].format(**{name: words[name][n != 1].format(n=n) for name, n in counted}))


def write_duplicates(duplicates: Duplicates) -> str:
    """The duplicates as one object of JSON, with a final newline.

    `works`, `suggested` and `related` are lists of objects, one a line; every id that was read stands in one of the
    works. `because` of a work of one record is null.
    """
    parts = (
        ("works", map(_as_json, duplicates.works)),
        ("suggested", map(_as_json, duplicates.suggested)),
        ("related", map(_pair_as_json, duplicates.related)),
    )
    return "{" + ",".join(f'\n"{name}": [{_write_lines(items)}]' for name, items in parts) + "\n}\n"


def _as_json(cluster: Cluster) -> dict[str, object]:
    return {"ids": cluster.ids, "because": cluster.because}


def _pair_as_json(relation: Relation) -> dict[str, object]:
    return {"ids": relation.ids, "kind": relation.kind, "because": relation.because}


def _write_lines(items: Iterable[dict[str, object]]) -> str:
    lines = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in items)
    return f"\n{lines}\n" if lines else ""
