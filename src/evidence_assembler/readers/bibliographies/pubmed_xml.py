"""PubMed's XML, as its site and its E-utilities export it: sets of articles, and of books and their chapters.

Standard: the PubMed document type definition (pubmed_250101.dtd), which is not read: no entity is expanded.
"""

from __future__ import annotations

from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow
from evidence_assembler.readers.pubmed.elements import read_record
from evidence_assembler.readers.pubmed.works import build_source
from evidence_assembler.readers.pubmed.written import local_name, read_words
from evidence_assembler.readers.source_ids import SourceIds
from evidence_assembler.readers.xml_records import BrokenRecord, Record, find_root, read_records

from . import Bibliography

SUFFIXES = (".xml",)

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_DELETED = "DeleteCitation"
_SETS = frozenset({"MedlineCitationSet", "PubmedArticleSet", "PubmedBookArticleSet", *_RECORDS})
_SHOWN = 5  # numbers of deleted records that a message names


def recognises(text: str) -> bool:
    """True for a set of PubMed's records, and for one of them alone."""
    return find_root(text) in _SETS


def read(text: str, path: str) -> Bibliography:
    """The records of the set as sources. One that is not well formed is told, and costs no other.

    Records that the set says were deleted from PubMed are told, and are no sources.
    """
    sources: list[tuple[Source, Place]] = []
    problems: list[ReadProblem] = []
    ids = SourceIds()
    total = sum(text.count(f"</{name}>") for name in _RECORDS[:2])
    with follow(read_records(text, path, *_RECORDS, _DELETED), f"Reading {path}", total) as followed:
        for found in followed:
            if isinstance(found, BrokenRecord):
                problems.append(_tell_broken(found))
            elif local_name(found.element) == _DELETED:
                problems.append(_tell_deleted(found))
            else:
                source = build_source(read_record(found.element, found.place), ids)
                sources.append((source, found.place))
    if not sources and not problems:
        problems.append(_tell_none(path))
    return Bibliography(tuple(sources), tuple(problems))


def _tell_broken(broken: BrokenRecord) -> ReadProblem:
    return ReadProblem(
        f"a record of PubMed is no well-formed XML, and was left out: {broken.message}",
        "Export the record from PubMed again.",
        broken.place,
    )


def _tell_deleted(deleted: Record) -> ReadProblem:
    numbers = [words for one in deleted.element if (words := read_words(one))]
    named = ", ".join(numbers[:_SHOWN]) + (" and others" if len(numbers) > _SHOWN else "")
    count = "1 record was" if len(numbers) == 1 else f"{len(numbers)} records were"
    return ReadProblem(
        f"{count} deleted from PubMed, the file says: PMID {named}",
        "Do not cite a deleted record: look for the one that took its place.",
        deleted.place,
        level="note",
    )


def _tell_none(path: str) -> ReadProblem:
    return ReadProblem(
        "there is no record in this set of PubMed",
        "Export the records from PubMed again, as XML.",
        Place(path),
    )
