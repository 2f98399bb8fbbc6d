"""Manuscripts in the formats in which people write them, each read by one file, and known by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model.manuscript import DocumentFormat, Manuscript

SUFFIXES: dict[str, DocumentFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".ltx": "latex",
    ".txt": "plain",
}

_MOST = 50_000  # some ten times what a book of 5 MB has


def read_manuscript(text: str, path: str) -> Manuscript:
    """The blocks of a manuscript, by the rules of the format that its suffix names.

    Raises `UnreadableFileError` for a suffix that names none, and for a file of more blocks or markers than anybody
    writes into one.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UnreadableFileError("this is no format of a document", path=path, remedy=f"Known are {known}.")
    read: Callable[[str, str], Manuscript] = import_module(f"{__name__}.{SUFFIXES[suffix]}").read_manuscript
    manuscript = read(text, path)
    for what, count in (
        ("paragraphs, items and rows", len(manuscript.blocks)),
        ("markers", sum(len(block.markers) for block in manuscript.blocks)),
    ):
        if count > _MOST:
            message = f"it has {count:,} {what}; more than {_MOST:,} are not read"
            raise UnreadableFileError(message, path=path, remedy="Part it into several files.")
    return manuscript
