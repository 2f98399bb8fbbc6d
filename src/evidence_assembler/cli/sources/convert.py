"""`sources convert`: the records of bibliographies in another format, with what that format cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence_assembler.cli.options import PATH, RESULT

if TYPE_CHECKING:
    from evidence_assembler.library.library import Library

_FORMAT_OF = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris"}
_PICTURES = frozenset({"table", "svg"})  # what the other commands show to people


@click.command("convert")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", metavar="FORMAT", help="bibtex, csl-json (json) or ris.")
@click.option("--merged", is_flag=True, help="One record a work, of those that identifiers decide to be one.")
@click.option("--texts", type=PATH, metavar="DIR", help="A folder of texts, <source id>.txt or .md.")
@click.option("--allow-outside", is_flag=True, help="Let a draft name files outside its folder.")
@click.option(
    "-o",
    "--output",
    type=RESULT,
    metavar="FILE",
    help="Write to this file; its ending (.bib, .json, .ris) chooses the format where --format does not.",
)
def command(
    files: tuple[str, ...],
    form: str | None,
    merged: bool,
    texts: str | None,
    allow_outside: bool,
    output: str | None,
) -> int:
    """Write the records in FILES in their order in another format.

    FILES are bibliographies, and answer drafts, of which their bibliographies count. With --merged nothing is lost:
    the other ids stay keys of the record, so that what cites them is built as before, and what records say otherwise is
    kept in it. What the format cannot hold is told on stderr, and so is what a file holds and could not be read.
    """
    from evidence_assembler.cli.progress_line import tell_progress
    from evidence_assembler.cli.results import refuse_overwriting, write_or_print
    from evidence_assembler.cli.sources.given_files import read_given_drafts, read_given_library
    from evidence_assembler.cli.terminal import say, tell_notes
    from evidence_assembler.errors import EvidenceError
    from evidence_assembler.renderers.bibliographies import write_bibliography
    from evidence_assembler.renderers.losses import tell_losses
    from evidence_assembler.text.amounts import count_things

    form = _choose_format(form, output)
    drafts = read_given_drafts(files, allow_outside=allow_outside)
    library = read_given_library(files, drafts, texts)
    if not library.sources:
        raise EvidenceError(
            "there is nothing to convert: no record was read", path=files[0], remedy="Name a file with records."
        )
    with tell_progress(f"Writing {count_things(len(library), 'record')} as {form}"):
        written = write_bibliography((library.merge() if merged else library).sources, form)
    if output is not None:
        read = [(file, "a file that is converted") for file in (*files, *library.files)]
        refuse_overwriting(output, "bibliography", read)
    write_or_print(written.text, output)
    tell_notes(tell_losses(written.losses, form))
    tell_notes(_tell_texts_left_behind(library, texts))
    if output is not None:
        say(f"Written: {output}")
    return 0


def _tell_texts_left_behind(library: Library, texts: str | None) -> Iterator[str]:
    """The texts that came with their records, which no bibliography that is written can hold."""
    from evidence_assembler.readers.texts import TEXT_SUFFIXES
    from evidence_assembler.text.amounts import name_some

    held = [entry for entry in library.entries if entry.text is not None]
    if texts is not None:
        held = [
            one for one in held if not any((Path(texts) / f"{one.source.id}{end}").is_file() for end in TEXT_SUFFIXES)
        ]
    if held:
        ids = name_some([one.source.id for one in held])
        yield f"texts that stand in the files themselves are not written: {ids}; keep their files among the sources"


def _choose_format(form: str | None, output: str | None) -> str:
    """The format that is asked for, else that of the file's ending. Raises `click.UsageError` where there is none."""
    if form == "json":
        return "csl-json"
    if form is None:
        form = _FORMAT_OF.get(Path(output or "").suffix.lower())
    if form is None or form in _PICTURES:
        said = "no format is named" if form is None else f"a bibliography is not written as {form!r}"
        raise click.UsageError(f"{said}: --format bibtex, csl-json or ris.")
    return form
