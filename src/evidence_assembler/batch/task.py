"""One file that is to be checked, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_assembler.model.project import DocumentSettings

DRAFT_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Task:
    """A draft or a document, by its path, with the settings that hold for it and those of the whole run.

    `project` is the folder of the settings file; what stands in it may be named by any document of it.
    """

    path: str
    settings: DocumentSettings
    as_of: date
    retractions: str | None = None
    allow_outside: bool = False
    project: str | None = None
