"""Bibliographies out: one module a format, found by reading this folder.

A module has `write(sources)`, which gives the text of a file and what of the sources it could not hold. The name of the
format is that of its module, with hyphens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from evidence_assembler.model.source import Source


@dataclass(frozen=True, slots=True)
class Loss:
    """What the format cannot hold of a source, by its CSL variable or its key in `custom`, and what became of it."""

    source_id: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class WrittenBibliography:
    """The text of a bibliography file, with a final newline, and what of the sources is not in it."""

    text: str
    losses: tuple[Loss, ...] = ()


class BibliographyWriter(Protocol):
    """A module of this folder."""

    def write(self, sources: Sequence[Source]) -> WrittenBibliography:
        """The file that holds these sources in their order, in UTF-8 where it is stored."""


@cache
def all_writers() -> dict[str, BibliographyWriter]:
    """Every writer by the name of its format."""
    return {
        found.name.replace("_", "-"): cast(BibliographyWriter, import_module(f"{__name__}.{found.name}"))
        for found in iter_modules(__path__)
    }


def write_bibliography(sources: Iterable[Source], form: str) -> WrittenBibliography:
    """The sources as a file of the format. Raises `UnknownNameError` for a format that is not written."""
    from evidence_assembler.errors import UnknownNameError
    from evidence_assembler.text.nearest import suggest

    writer = all_writers().get(form)
    if writer is None:
        raise UnknownNameError(f"no bibliography is written as {form!r}", remedy=suggest(form, all_writers()))
    return writer.write(tuple(sources))
