"""Where a result is left: in a file that it may not take from anybody, or on stdout."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from evidence_assembler.errors import EvidenceError


def refuse_overwriting(output: str, result: str, read: Iterable[tuple[str, str]]) -> None:
    """Raise `EvidenceError` where the result, such as "answer", would be written over one of the files it rests on.

    `read` gives each of them with what it is, such as "a bibliography"; of a folder, the texts in it are meant.
    """
    from evidence_assembler.readers.texts import TEXT_SUFFIXES  # which takes a while to load

    is_text = Path(output).suffix.lower() in TEXT_SUFFIXES and Path(output).exists()
    for path, what in read:
        if _is_same(output, path) or (is_text and Path(path).is_dir() and _lies_in(output, path)):
            said = f"the {result} would overwrite what it is made from: this is {what}"
            raise EvidenceError(said, path=output, remedy="Name another file.")


def refuse_one_file(output: str | None, written: str | None) -> None:
    """Raise `EvidenceError` where two results would be written to one file."""
    if output is not None and written is not None and _is_same(output, written):
        raise EvidenceError("two results cannot be one file", path=output, remedy="Name another file for one of them.")


def write_or_print(text: str, output: str | None) -> None:
    """Write a result to a file, the same bytes on every system; to stdout where there is none.

    Raises `EvidenceError` where the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise EvidenceError(f"it cannot be written: {error.strerror}", path=output) from error


def _is_same(one: str, other: str) -> bool:
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return Path(one).samefile(other)  # by another name: a hard link, or other capitals where these do not count
    except OSError:
        return False


def _lies_in(path: str, folder: str) -> bool:
    return os.path.dirname(os.path.realpath(path)) == os.path.realpath(folder)  # noqa: PTH120
