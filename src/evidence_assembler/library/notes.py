"""What a reader of the files would not expect of a library: told beside every result, and no finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence_assembler.library.library import Library
from evidence_assembler.library.retractions import UnreadRow
from evidence_assembler.text.amounts import name_some


def list_notes(library: Library) -> Iterator[str]:
    """Texts of no use, ids that two files share, keys that two sources have, unread rows of a list of retractions."""
    listed = library.retractions
    if listed is not None and listed.unread:
        said = f"rows of {listed.snapshot.name} that name no work and were not looked up"
        yield f"{said}: {_name_rows(listed.unread)}"
    if listed is not None and listed.undated:
        said = f"rows of {listed.snapshot.name} whose day could not be read, and counts as unknown"
        yield f"{said}: {_name_rows(listed.undated)}"
    if library.strays:
        yield f"texts that belong to no source: {name_some(library.strays)}"
    if library.taken_aliases:
        said = "further keys of a source that another source has, and that count for that one"
        yield f"{said}: {name_some(library.taken_aliases)}"
    renamed = [
        entry.source.id
        for entry in library.entries
        if entry.place is not None and entry.source.id.startswith((f"{Path(entry.place.path).name}:", entry.place.path))
    ]
    if renamed:
        yield f"ids that another file has too, told apart by their file: {name_some(renamed)}"


def _name_rows(rows: Sequence[UnreadRow]) -> str:
    return name_some([f"line {row.line} ({row.words[:40]!r})" for row in rows])
