"""PubMed's MEDLINE text, as `.nbib` files hold it: a tag, a hyphen and a value, and lines that go on indented.

Standard: NLM, MEDLINE/PubMed Data Element (Field) Descriptions (2024). ERIC and KoreaMed export in it too.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from evidence_assembler.data import read_table
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow
from evidence_assembler.readers.pubmed.people import group_people, tags_of_people
from evidence_assembler.readers.pubmed.works import PubmedRecord, build_source
from evidence_assembler.readers.source_ids import SourceIds

from . import Bibliography

SUFFIXES = (".nbib", ".medline")

_BEGINS = re.compile(r"^(?:PMID *- *\d|OWN *- *ERIC\b)", re.MULTILINE)
_FIELD = re.compile(r"([A-Z][A-Z0-9 ]{3})- (.*)", re.DOTALL)
_LOOSE = re.compile(r"([A-Z][A-Z0-9]{1,3})\s*-(?:\s+|$|(?<=PMID-)|(?<=PMID -))(.*)", re.DOTALL)
_NEXT_FIELD = re.compile(r"\n(?=\S)")
_LONG = 80  # signs of a line that one word fills; the word goes on in the next


def recognises(text: str) -> bool:
    """True where a record begins with a PMID, or as those of ERIC do."""
    return _BEGINS.search(text) is not None


def read(text: str, path: str) -> Bibliography:
    """The records of a MEDLINE file as sources. A PMID begins a record, also without an empty line before it.

    A line that is no field of the format is told, and kept in the `custom` of its record under `unread`.
    """
    sources: list[tuple[Source, Place]] = []
    problems: list[ReadProblem] = []
    ids = SourceIds()
    before, starts = _find_records(text)
    problems += [_tell_unread(line, _place(path, number, line), None) for number, line in before]
    stretches = list(pairwise([*starts, len(text)]))
    line = at = 0
    with follow(stretches, f"Reading {path}") as followed:
        for start, end in followed:
            line, at = line + text.count("\n", at, start), start
            record, unread = _read_record(text[start:end].rstrip(), line, path)
            source = build_source(record, ids)
            sources.append((source, record.place))
            problems += [_tell_unread(words, place, source.id) for words, place in unread]
    if not sources and not problems and text.strip():
        problems.append(_tell_none(path))
    return Bibliography(tuple(sources), tuple(problems))


def _find_records(text: str) -> tuple[list[tuple[int, str]], list[int]]:
    """The lines, counted from 0, that stand before the first record; where each record begins."""
    before: list[tuple[int, str]] = []
    start = number = 0
    while start < len(text):
        end = text.find("\n", start) % (len(text) + 1)  # the last line ends with the text
        line = text[start:end]
        if not line[:1].isspace() and _read_field(line) is not None:
            break
        if line.strip():
            before.append((number, line.strip()))
        start, number = end + 1, number + 1
    else:
        return before, []
    starts = [start]
    has_pmid = text.startswith("PMID", start)
    for found in _boundaries().finditer(text, start):
        begins = has_pmid if found["pmid"] else _has_field(text, found["once"], starts[-1], found.start())
        if begins or found["once"] == "PMID":
            starts.append(found.start("pmid") if found["pmid"] else found.start("once"))
            has_pmid = False
        has_pmid = has_pmid or "PMID" in (found["pmid"], found["once"])
    return before, starts


@cache
def _boundaries() -> re.Pattern[str]:
    """Where a record may begin: at a PMID, and behind an empty line at any field that a record has once."""
    once = "|".join(read_table("pubmed")["tags"]["once"])
    return re.compile(rf"\n(?:[^\S\n]*\n(?P<once>PMID|{once})|(?P<pmid>PMID)) *-")


def _has_field(text: str, tag: str, start: int, end: int) -> bool:
    return text.startswith(tag, start) or text.find(f"\n{tag}", start, end) >= 0


def _read_record(text: str, first: int, path: str) -> tuple[PubmedRecord, list[tuple[str, Place]]]:
    """The record in a stretch that begins on the line `first`, counted from 0, and the lines that are no fields."""
    of_people = tags_of_people()
    people: list[tuple[str, str]] = []
    by_tag: dict[str, list[str]] = {}
    unread: list[tuple[str, Place]] = []
    lines = 0
    for written in _NEXT_FIELD.split(text):
        found = _read_field(written)
        if found is None:
            unread.append((" ".join(written.split()), _place(path, first + lines, written)))
        elif value := _join_lines(found[1]):
            if found[0] in of_people:
                people.append((found[0], value))
            else:
                by_tag.setdefault(found[0], []).append(value)
        lines += written.count("\n") + 1
    more = {"unread": [line for line, _ in unread]} if unread else {}
    place = Place(path, first + 1, 1, first + lines, len(text) - text.rfind("\n"))
    return PubmedRecord(by_tag, group_people(people), place, more), unread


def _join_lines(written: str) -> str:
    """The lines of a value as one, with a space between two unless a single word fills the first."""
    if "\n" not in written:
        return written.strip()
    value = ""
    goes_on = True
    for line in written.split("\n"):
        words = line.strip()
        if words:
            value += words if goes_on else f" {words}"
            goes_on = len(words) >= _LONG and " " not in words
    return value


def _read_field(written: str) -> tuple[str, str] | None:
    """Tag and value, with the lines it goes on; None where there is no tag."""
    found = _FIELD.fullmatch(written)
    if found is not None and " " not in (tag := found[1].rstrip()):
        return tag, found[2]
    found = _LOOSE.fullmatch(written)
    return (found[1], found[2]) if found is not None and found[1] in _known_tags() else None


@cache
def _known_tags() -> frozenset[str]:
    return frozenset(read_table("pubmed")["tags"]["known"])


def _place(path: str, number: int, line: str) -> Place:
    return Place(path, number + 1, 1, number + 1, len(line) + 1)


def _tell_unread(line: str, place: Place, source_id: str | None) -> ReadProblem:
    shown = line if len(line) <= 60 else f"{line[:60]}..."
    kept = "it belongs to no record and was left out" if source_id is None else "it was kept apart, under 'unread'"
    return ReadProblem(
        f"the line {shown!r} is no field of MEDLINE: {kept}",
        "A field is a tag of four places, a hyphen and a space; a line that goes on begins with six spaces.",
        place,
        source_id,
    )


def _tell_none(path: str) -> ReadProblem:
    return ReadProblem(
        "there is text in this file, and no record in it",
        "A record of MEDLINE begins with PMID- and its number; export from PubMed in the format PubMed.",
        Place(path),
    )
