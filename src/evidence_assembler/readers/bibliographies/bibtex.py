"""BibTeX and biblatex, as `.bib` files hold them."""

from __future__ import annotations

import re

from evidence_assembler.data import read_table
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow
from evidence_assembler.readers.bibtex.blocks import Entry, read_blocks
from evidence_assembler.readers.bibtex.dates import read_year_month
from evidence_assembler.readers.bibtex.inheritance import inherit_fields
from evidence_assembler.readers.bibtex.names import read_names
from evidence_assembler.readers.bibtex.works import build_source
from evidence_assembler.readers.latex import decode_latex
from evidence_assembler.readers.source_ids import SourceIds
from evidence_assembler.text.nearest import nearest

from . import Bibliography

SUFFIXES = (".bib", ".bibtex", ".biblatex")

_START = re.compile(r"^[ \t]*@\s*\w+\s*[{(]", re.MULTILINE)
_ENTRY_AFTER_ANOTHER = re.compile(r"@\w+[{(]\s*[^\s,{}=]+\s*,")
_OTHER_TEXT = re.compile(r"^[ \t]*[^\s%]", re.MULTILINE)
# JSON, XML, and the tags of RIS and MEDLINE: an entry in one of their fields is no file of BibTeX.
_OTHER_FORMAT = re.compile(r'\s*(?:\{\s*"|\[\s*[{\]]|<[?!\w]|[A-Z][A-Z0-9]{1,3} {0,2}- )')
# Held for others to inherit, and no works.
_NO_WORKS = frozenset({"xdata"})
# How a style or a class is set up, as REVTeX, achemso and IEEEtran have it.
_SETTINGS = frozenset({"control", "ieeetranbstctl"})
_SLIP = 85.0  # of 100: a type so like a known one is a slip of the pen, any other is somebody's own


def recognises(text: str) -> bool:
    """True where an entry begins, `@word{` or `@word(`, in a text that does not begin as another format does."""
    return not _OTHER_FORMAT.match(text) and bool(_START.search(text) or _ENTRY_AFTER_ANOTHER.search(text))


def read(text: str, path: str) -> Bibliography:
    """The entries of a BibTeX file as sources.

    The first of two entries with one key stands. An entry without a key gets an id from author, year and title.
    """
    if _OTHER_TEXT.search(text) and not recognises(text):
        return Bibliography((), (_tell_no_bibtex(path),))
    entries, problems = read_blocks(text, path)
    entries, doubles = _keep_first(entries)
    entries, broken = inherit_fields(entries)
    problems += [*doubles, *broken]
    ids = SourceIds(entry.key for entry in entries)
    sources: list[tuple[Source, Place]] = []
    with follow(entries, f"Making sources of {path}") as followed:
        for entry in followed:
            if entry.kind in _NO_WORKS:
                continue
            if entry.kind in _SETTINGS:
                problems.append(_tell_settings(entry))
                continue
            source_id = entry.key or _make_id(entry, ids)
            source, unclear = build_source(entry, source_id)
            sources.append((source, entry.place))
            problems += [_tell_unclear_name(name, source_id, entry.place) for name in unclear]
            types = read_table("bibtex")["types"]
            meant = None if entry.kind in types else nearest(entry.kind, types, _SLIP)
            if meant is not None:
                problems.append(_tell_type(entry.kind, meant, source_id, entry.place))
    problems.sort(key=lambda problem: problem.place.line)
    return Bibliography(tuple(sources), tuple(problems))


def _tell_no_bibtex(path: str) -> ReadProblem:
    return ReadProblem(
        "there is text in this file, and no BibTeX entry in it",
        "Write entries as @article{key, title = {...}}, or give the file the ending of its format.",
        Place(path),
    )


def _keep_first(entries: list[Entry]) -> tuple[list[Entry], list[ReadProblem]]:
    kept: list[Entry] = []
    problems: list[ReadProblem] = []
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.key and first.setdefault(entry.key, entry) is not entry:
            problems.append(
                ReadProblem(
                    f"the key {entry.key!r} stands twice: the first, in line {first[entry.key].place.line}, stands; "
                    "this one was left out",
                    "Give one of the two another key, or remove it.",
                    entry.place,
                    entry.key,
                )
            )
        else:
            kept.append(entry)
    return kept, problems


def _make_id(entry: Entry, ids: SourceIds) -> str:
    names = read_names(entry.fields.get("author") or entry.fields.get("editor", "")).names
    author = (names[0].family or names[0].literal) if names else None
    date, _ = read_year_month(decode_latex(entry.fields.get("year") or entry.fields.get("date", "")))
    return ids.make(author, date.year, decode_latex(entry.fields.get("title", "")))


def _tell_settings(entry: Entry) -> ReadProblem:
    return ReadProblem(
        f"the entry {entry.key!r} holds the settings of a style and no work; it was left out",
        "Leave it where it is: it is for LaTeX.",
        entry.place,
        entry.key or None,
        "note",
    )


def _tell_type(kind: str, meant: str, source_id: str, place: Place) -> ReadProblem:
    return ReadProblem(
        f"the entry {source_id!r} is of the unknown type @{kind}, so its fields were read as those of any document",
        f"Did you mean @{meant}?",
        place,
        source_id,
    )


def _tell_unclear_name(name: str, source_id: str, place: Place) -> ReadProblem:
    return ReadProblem(
        f"{name!r} is not one name, by its commas or semicolons; it was kept as it is",
        'Put "and" between names, and write each as "Last, First"; put the name of a body in braces.',
        place,
        source_id,
    )
