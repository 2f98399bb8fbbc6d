"""RIS, as reference managers and databases export it."""

from __future__ import annotations

from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow
from evidence_assembler.readers.ris.records import Record, Stray, begins_record, split_records
from evidence_assembler.readers.ris.works import Work
from evidence_assembler.readers.source_ids import SourceIds

from . import Bibliography

SUFFIXES = (".ris",)

_HEAD = 400  # lines; no header that an export writes before its records is longer


def recognises(text: str) -> bool:
    """True where a record begins: a line with the tag `TY`."""
    return any(begins_record(line) for line in text.split("\n", _HEAD)[:_HEAD])


def read(text: str, path: str) -> Bibliography:
    """The records of an RIS file as sources, one for each `TY`.

    The id is that under `ID`; a record without one gets it from author, year and title, and so does the second of two
    with one id.
    """
    records, strays = split_records(text)
    if not records and strays:
        return Bibliography((), (_tell_no_ris(path),))
    problems = [_tell_stray(stray, path) for stray in strays]
    first: dict[str, Place] = {}
    works: list[tuple[Work, Place]] = []
    with follow(records, f"Reading {path}") as followed:
        for record in followed:
            work, place = Work(record), Place(path, record.start, 1, record.end, record.end_column)
            works.append((work, place))
            if work.id is not None:
                first.setdefault(work.id, place)
    ids = SourceIds(first)
    sources: list[tuple[Source, Place]] = []
    for record, (work, place) in zip(records, works, strict=True):
        source_id = work.id
        if source_id is None or first[source_id] is not place:
            source_id = _make_id(work, ids)
            if work.id is not None:
                problems.append(_tell_double(work.id, source_id, first[work.id], place))
        sources.append((work.build(source_id), place))
        problems += _tell_unclear(record, work, source_id, place)
    problems.sort(key=lambda problem: problem.place.line)
    return Bibliography(tuple(sources), tuple(problems))


def _make_id(work: Work, ids: SourceIds) -> str:
    names = work.names.get("author") or work.names.get("editor") or ()
    author = (names[0].family or names[0].literal) if names else None
    issued = work.dates.get("issued")
    return ids.make(author, issued.year if issued else None, work.variables.get("title"))


def _tell_no_ris(path: str) -> ReadProblem:
    return ReadProblem(
        "there is text in this file, and no RIS record in it",
        'Begin each record with "TY  - " and its type, or give the file the ending of its format.',
        Place(path),
    )


def _tell_stray(stray: Stray, path: str) -> ReadProblem:
    one_line = stray.start == stray.end
    stand = (
        "stands outside any record, and was"
        if one_line
        else "and the lines below it stand outside any record, and were"
    )
    return ReadProblem(
        f"{stray.words[:60]!r} {stand} left out",
        "Put it into a field of its record, or remove it.",
        Place(path, stray.start, 1, stray.end + 1),
        level="note",
    )


def _tell_double(source_id: str, made: str, first: Place, place: Place) -> ReadProblem:
    return ReadProblem(
        f"the id {source_id!r} stands twice: it is that of the record in line {first.line}; this one is {made!r}",
        "Give one of the two another ID, or remove it.",
        place,
        source_id,
    )


def _tell_unclear(record: Record, work: Work, source_id: str, place: Place) -> list[ReadProblem]:
    """What of the record was read, and perhaps not as it is meant."""
    problems = []
    if record.kind is None:
        problems.append(
            ReadProblem(
                f"the record {source_id!r} has no type, so it was read as a document",
                'Begin it with "TY  - " and its type, such as JOUR.',
                place,
                source_id,
            )
        )
    if work.meant is not None:
        problems.append(
            ReadProblem(
                f"the record {source_id!r} is of the unknown type {record.kind}, so it was read as a document",
                f"Did you mean {work.meant}?",
                place,
                source_id,
            )
        )
    problems += [
        ReadProblem(
            f"{name!r} is not one name, by its commas or semicolons; it was kept as it is",
            'Give each name a line of its own, as "Last, First"; end the name of a body with a comma.',
            place,
            source_id,
        )
        for name in work.unclear_names
    ]
    return problems
