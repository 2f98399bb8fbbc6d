"""Checking files one after another, in this process or for another one: no file stops it."""

from __future__ import annotations

import traceback
from pathlib import Path

from evidence_assembler.batch.check_file import FileCheck
from evidence_assembler.batch.checked import Outcome
from evidence_assembler.batch.task import Task
from evidence_assembler.errors import EvidenceError


class Worker:
    """Checks files, keeps their libraries for the next, and tells of each library once."""

    def __init__(self) -> None:
        self._check = FileCheck()
        self._told: set[str] = set()

    def do(self, task: Task) -> Outcome:
        """What comes of the file: what was found, or the exception for which it could not be checked."""
        try:
            document, library = self._check.check_file(task)
        except EvidenceError as error:
            return error
        except RecursionError:
            return EvidenceError("it is nested too deeply to be checked", path=task.path, remedy="Write it flatter.")
        except MemoryError:
            return EvidenceError("there is not enough memory to check it", path=task.path, remedy="Cut it in parts.")
        except Exception as error:  # our own mistake: one file must not cost the report on all others
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}, line {last.lineno}"
            said = f"a mistake of this program stopped its check: {type(error).__name__}: {error} ({where})"
            return EvidenceError(said, path=task.path, remedy="Please report it, with the file.")
        is_new = library.key not in self._told
        self._told.add(library.key)
        return document, library if is_new else None
