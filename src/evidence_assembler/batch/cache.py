"""Results that are kept from one run to the next, in a folder of their own.

A file that has not changed, and nothing its report rests on either, costs one digest of its bytes. The key of an entry
is that digest, those of all files that were read for it, the settings, the day and this program itself. There is one
entry a document, written over when the document changes; of more than `_MOST` the oldest go. What is broken is no
entry, and a folder that cannot be written to, or is a link to another, keeps nothing: neither is an error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from evidence_assembler.batch.checked import CheckedDocument, CheckedLibrary
from evidence_assembler.batch.fingerprints import Fingerprints, digest_bytes
from evidence_assembler.batch.task import Task
from evidence_assembler.model.project import DocumentSettings

FOLDER = ".evidence-assembler-cache"
_MOST = 20_000  # entries
_IGNORED = "# Results of `evidence-assembler check`. They can be thrown away.\n*\n"

Kept = TypeVar("Kept", CheckedDocument, CheckedLibrary)


class ReportCache:
    """The results that a folder keeps."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fingerprints = Fingerprints()
        self._libraries: dict[str, CheckedLibrary | None] = {}
        self._is_writable: bool | None = None

    def find(self, task: Task) -> tuple[CheckedDocument, CheckedLibrary] | None:
        """What was found when the same task was done with the same files; None where that is not kept."""
        self._fingerprints.take(task.path)  # now, before anyone reads it for what is kept later
        document = self._read(_name_document(task), self._tell_key(task), CheckedDocument)
        library = self._find_library(document.library) if document is not None else None
        return (document, library) if document is not None and library is not None else None

    def keep(self, task: Task, document: CheckedDocument, library: CheckedLibrary | None) -> None:
        """Keep what was found, in the place of what was found before. `library` is given once for many documents."""
        self._write(_name_document(task), self._tell_key(task), (task.path, *document.files), document)
        if library is not None:
            self._libraries[library.key] = library
            self._write(_name_library(library.key), self._fingerprints.of_program, library.files, library)

    def sweep(self) -> None:
        """Let the oldest entries go where there are too many."""
        with suppress(OSError):
            entries = [one for one in os.scandir(self._folder) if one.name.endswith(".json")]
            if len(entries) > _MOST:
                for one in sorted(entries, key=lambda one: one.stat().st_mtime_ns)[: len(entries) - _MOST]:
                    Path(one.path).unlink(missing_ok=True)

    def _find_library(self, key: str) -> CheckedLibrary | None:
        if key not in self._libraries:
            program = self._fingerprints.of_program
            self._libraries[key] = self._read(_name_library(key), program, CheckedLibrary)
        return self._libraries[key]

    def _tell_key(self, task: Task) -> str:
        """Everything but the files, as a digest."""
        listed = Path(task.retractions or "")
        changed = listed.stat().st_mtime if listed.is_file() else 0  # a list that tells no day is of that day
        day = datetime.fromtimestamp(changed, UTC).date()
        said = (replace(task, settings=DocumentSettings()), task.settings.model_dump_json(), day)
        return digest_bytes(f"{said!r} {Path.cwd()} {self._fingerprints.of_program}".encode("utf-8", "surrogateescape"))

    def _read(self, name: str, key: str, kind: type[Kept]) -> Kept | None:
        try:
            if self._folder.is_symlink():  # to wherever: the folder is ours, and what is read and written in it
                return None
            head, _, body = (self._folder / name).read_bytes().partition(b"\n")
            said = json.loads(head)
            if said["key"] != key or said["body"] != digest_bytes(body):
                return None
            if any(self._fingerprints.take(path) != digest for path, digest in said["files"].items()):
                return None
            return kind.model_validate_json(body)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):  # whatever is in the way
            return None

    def _write(self, name: str, key: str, files: Iterable[str], kept: CheckedDocument | CheckedLibrary) -> None:
        if not self._prepare() or not all(self._fingerprints.still_holds(path) for path in files):
            return
        digests = {path: self._fingerprints.take(path) for path in files}
        beside = self._folder / f"{name}.{os.getpid()}.new"
        body = kept.model_dump_json(exclude_defaults=True).encode()
        head = json.dumps({"key": key, "body": digest_bytes(body), "files": digests})
        try:
            beside.write_bytes(head.encode() + b"\n" + body)
            beside.replace(self._folder / name)
        except OSError:
            self._is_writable = False
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _prepare(self) -> bool:
        if self._is_writable is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                if self._folder.is_symlink():
                    raise NotADirectoryError
                (self._folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
                self._is_writable = True
            except OSError:
                self._is_writable = False
        return self._is_writable


def _name_document(task: Task) -> str:
    return f"{digest_bytes(os.path.realpath(task.path).encode('utf-8', 'surrogateescape'))}.json"


def _name_library(key: str) -> str:
    return f"library-{key}.json"
