"""Where a result is left: in a file that it may not take from anybody, or on stdout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from evidence_assembler.errors import EvidenceError


def refuse_overwriting(output: str, result: str, read: Iterable[str]) -> None:
    """Raise `EvidenceError` where the result, such as "answer", would be written over one of the files it rests on."""
    if Path(output).resolve() in {Path(path).resolve() for path in read}:
        said = f"the {result} would overwrite what it is made from"
        raise EvidenceError(said, path=output, remedy="Name another file.")


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
