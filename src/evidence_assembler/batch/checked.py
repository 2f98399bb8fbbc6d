"""What comes of one checked file, and of one library that many files share: small, so that it is sent and kept."""

from __future__ import annotations

from os.path import realpath

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import Finding, Report
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.noun import Noun
from evidence_assembler.model.place import Place


class CheckedLibrary(Noun):
    """What is found in a library whoever cites it, and what would be if nobody did.

    `findings` are those of `LIBRARY_RULES` for a document that cites nothing. `sources` are the places of the sources,
    as words with links followed, in the order of the library, and `identifiers` are those of their works. `files` are
    those that it was read from.
    """

    key: str
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]
    identifiers: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    files: tuple[str, ...]


class CheckedDocument(Noun):
    """What is found in one file, without what `CheckedLibrary` tells of its library.

    `library` is the key of that one, and `cites` are the sources of it that the file cites, as indices, with the other
    records of the same works. `statements` are the places of the statements that findings name, by their ids. `notes`
    are for the reader, and no findings. `files` are those that the report rests on, beside the file itself; a file that
    was looked for and is missing is among them.
    """

    path: str
    report: Report
    library: str
    cites: tuple[int, ...]
    statements: FrozenMap[Place] = FrozenMap()
    notes: tuple[str, ...]
    files: tuple[str, ...]


Outcome = tuple[CheckedDocument, CheckedLibrary | None] | EvidenceError
"""What comes of a file. A process tells of a library once, with the first document that has it."""


def name_place(place: Place | None) -> str:
    """The place as words, the same whichever link or relative path its file is named by."""
    return f"{realpath(place.path)}:{place.line}:{place.column}" if place is not None else ""


LIBRARY_RULES = ("EA103", "EA408")
"""Rules that speak of the records of a library, in the same words for every document."""

UNUSED = "EA103"
"""The one of them that a document which cites the source contradicts."""
