"""Bibliography formats: one module a format, found by reading this folder.

A module has `SUFFIXES`, the endings its files usually bear, `recognises(text)`, which knows the format by its content,
and `read(text, path)`, which gives a `Bibliography`. What it cannot read is a `ReadProblem` in it, never an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source, SourceText


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a file held: its sources in order, each with the place of its entry, and what could not be read.

    `texts` are those that stand in the file itself, as a drug label's sections do, under the ids of its sources.
    """

    sources: tuple[tuple[Source, Place], ...]
    problems: tuple[ReadProblem, ...] = ()
    texts: tuple[SourceText, ...] = ()


class BibliographyFormat(Protocol):
    """A module of this folder."""

    SUFFIXES: Sequence[str]

    def recognises(self, text: str) -> bool:
        """True where the text is of this format."""

    def read(self, text: str, path: str) -> Bibliography:
        """The sources in the text, as `decode_bibliography` gives it; `path` names the file in places."""


@cache
def all_formats() -> dict[str, BibliographyFormat]:
    """Every format by its name."""
    return {
        found.name: cast(BibliographyFormat, import_module(f"{__name__}.{found.name}"))
        for found in iter_modules(__path__)
    }
