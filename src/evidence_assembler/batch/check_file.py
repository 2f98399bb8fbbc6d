"""One file, a draft or a document: from its path to what is found in it."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_assembler.batch.checked import LIBRARY_RULES, CheckedDocument, CheckedLibrary, name_place
from evidence_assembler.batch.draft_run import run_draft
from evidence_assembler.batch.fingerprints import digest_bytes
from evidence_assembler.batch.shelf import Shelf
from evidence_assembler.batch.task import DRAFT_SUFFIXES, Task
from evidence_assembler.check import check_answer
from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.library.library import Library
from evidence_assembler.library.notes import list_notes
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.document import Document
from evidence_assembler.model.finding import Report
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.place import Place
from evidence_assembler.rank.shipped import clinical_scheme
from evidence_assembler.readers.documents import gather_library
from evidence_assembler.readers.files import read_text_file, shorten_path
from evidence_assembler.readers.manuscripts import SUFFIXES, read_manuscript
from evidence_assembler.readers.schemes import names_table
from evidence_assembler.resolve import resolve_with_library

CHECKED_SUFFIXES = (*SUFFIXES, *DRAFT_SUFFIXES)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is checked, with the library that many share, and the files that both rest on.

    `whole` is that library with the sources that the page alone brings.
    """

    page: Answer | Document
    library: Library
    whole: Library
    notes: tuple[str, ...]
    library_files: tuple[str, ...]
    files: tuple[str, ...]


class FileCheck:
    """Checks files one after another with the libraries of one shelf."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._libraries: dict[str, CheckedLibrary] = {}

    def check_file(self, task: Task) -> tuple[CheckedDocument, CheckedLibrary]:
        """What is found in the file of the task, and what in its library.

        Raises `EvidenceError` where the file, or what the task names for it, cannot be read.
        """
        read = _find_reader(task.path)(task, self._shelf)
        settings, page = task.settings, read.page
        report = check_answer(
            page,
            read.whole,
            policy=settings.policy,
            profile=settings.profile,
            select=settings.select or (),
            ignore=settings.ignore or (),
        )
        shared = self._check_library(read, task)
        told = set(shared.findings)
        document = CheckedDocument(
            path=task.path,
            report=report.model_copy(update={"findings": tuple(one for one in report.findings if one not in told)}),
            library=shared.key,
            cites=_find_cited(page, read.library, read.whole),
            statements=_place_statements(page, report),
            notes=read.notes,
            files=(*read.library_files, *read.files),
        )
        return document, shared

    def _check_library(self, read: _Page, task: Task) -> CheckedLibrary:
        """The library as it is found by a document of the same settings that cites nothing of it."""
        said = [read.library_files, task.settings.profile, task.as_of.isoformat(), task.retractions]
        key = digest_bytes(json.dumps(said).encode())
        known = self._libraries.get(key)
        if known is None:
            blank = Document(format="plain", scheme=clinical_scheme(), as_of=task.as_of, place=Place("-"))
            report = check_answer(blank, read.library, profile=task.settings.profile, select=LIBRARY_RULES)
            known = self._libraries[key] = CheckedLibrary(
                key=key,
                findings=report.findings,
                sources=tuple(name_place(entry.place) or entry.source.id for entry in read.library.entries),
                identifiers=tuple(tuple(map(" ".join, find_identifiers(one))) for one in read.library.sources),
                notes=tuple(list_notes(read.library)),
                files=read.library_files,
            )
        return known


def _find_cited(page: Answer | Document, library: Library, whole: Library) -> tuple[int, ...]:
    asides = page.asides if isinstance(page, Document) else ()
    cited = {citation.source_id for one in (*page.statements(), *asides) for citation in one.citations}
    works = {whole.works[source_id] for source_id in cited if source_id in whole}
    return tuple(at for at, source_id in enumerate(library) if whole.works[source_id] in works)


def _place_statements(page: Answer | Document, report: Report) -> FrozenMap[Place]:
    named = {one.statement for one in report.findings}
    asides = page.asides if isinstance(page, Document) else ()
    placed = ((one.id, one.place) for one in (*page.statements(), *asides) if one.id in named)
    return FrozenMap({statement: place for statement, place in placed if place is not None})


def _find_reader(path: str) -> Callable[[Task, Shelf], _Page]:
    suffix = Path(path).suffix.lower()
    with suppress(OSError, ValueError):  # its reader says what is wrong with it
        if not stat.S_ISREG(mode := Path(path).stat().st_mode) and not stat.S_ISDIR(mode):
            raise UnreadableFileError("this is no file but a device", path=path, remedy="Copy it into a file.")
    if suffix in DRAFT_SUFFIXES:
        return _read_draft
    if suffix in SUFFIXES:
        return _read_document
    raise UnreadableFileError(
        "this is neither a draft nor a document", path=path, remedy=f"They end in {', '.join(CHECKED_SUFFIXES)}."
    )


def _read_draft(task: Task, shelf: Shelf) -> _Page:
    run = run_draft(
        task.path,
        sources=task.settings.sources or (),
        texts=task.settings.texts,
        retractions=task.retractions,
        scheme=task.settings.scheme,
        as_of=task.as_of,
        allow_outside=task.allow_outside,
        shelf=shelf,
    )
    return _Page(run.answer, run.library, run.library, run.list_merges(), run.library_files, run.files)


def _read_document(task: Task, shelf: Shelf) -> _Page:
    settings = task.settings
    manuscript = read_manuscript(read_text_file(Path(task.path)), task.path)
    scheme = shelf.read_scheme(settings.scheme) if settings.scheme is not None else None
    given = tuple(shorten_path(one) for one in settings.sources or ())
    gathered = gather_library(
        manuscript,
        lambda named: shelf.read_library(*given, *named, texts=settings.texts, retractions=task.retractions),
        given=given,
        allow_outside=task.allow_outside,
        project=task.project,
    )
    document, whole = resolve_with_library(
        manuscript, gathered.library, problems=gathered.problems, scheme=scheme, as_of=task.as_of
    )
    beside = Path(task.path).parent
    return _Page(
        document,
        gathered.library,
        whole,
        (),
        tuple(one for one in (*given, *gathered.named, settings.texts, task.retractions) if one is not None),
        tuple(str(beside / one.name) for one in manuscript.bibliographies)
        + ((settings.scheme,) if settings.scheme is not None and names_table(settings.scheme) else ()),
    )
