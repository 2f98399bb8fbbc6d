"""The libraries that a process has read, each once, for the many files that share them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from os import PathLike
from typing import TypeVar, TypeVarTuple

from evidence_assembler.errors import EvidenceError
from evidence_assembler.library.library import Library
from evidence_assembler.library.retractions import Retractions
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.readers.libraries import read_library
from evidence_assembler.readers.retractions import read_retractions
from evidence_assembler.readers.schemes import read_scheme_table

Given = TypeVarTuple("Given")
Value = TypeVar("Value")

_KEPT = 16  # of each; the files of a folder share theirs, and a library with its texts can be large


class Shelf:
    """Reads libraries, lists of retractions and schemes, and keeps the latest, and what could not be read of them.

    It believes that no file changes.
    """

    def __init__(self) -> None:
        self._read = _keep(_read_library)
        self._read_retractions = _keep(_read_retractions)
        self._read_scheme = _keep(_read_scheme)

    def read_library(
        self,
        *paths: str | PathLike[str],
        texts: str | PathLike[str] | None = None,
        retractions: str | None = None,
    ) -> Library:
        """As `readers.libraries.read_library` has it, the same object for the same files."""
        listed = self._read_retractions(retractions) if retractions is not None else None
        return self._read(tuple(map(str, paths)), str(texts) if texts is not None else None, listed)

    def read_scheme(self, name_or_path: str) -> TierScheme:
        """As `readers.schemes.read_scheme_table` has it."""
        return self._read_scheme(name_or_path)


def _read_library(paths: tuple[str, ...], texts: str | None, retractions: Retractions | None) -> Library:
    return read_library(*paths, texts=texts, retractions=retractions)


def _read_retractions(path: str) -> Retractions:
    return read_retractions(path)


def _read_scheme(name_or_path: str) -> TierScheme:
    return read_scheme_table(name_or_path)


def _keep(read: Callable[[*Given], Value]) -> Callable[[*Given], Value]:
    """The function, remembering what it gave last, and where it raised: a thousand files may name one broken file."""

    @lru_cache(maxsize=_KEPT)
    def attempt(*given: *Given) -> Value | EvidenceError:
        try:
            return read(*given)
        except EvidenceError as error:
            return error

    def read_or_raise(*given: *Given) -> Value:
        outcome = attempt(*given)
        if isinstance(outcome, EvidenceError):
            raise outcome
        return outcome

    return read_or_raise
