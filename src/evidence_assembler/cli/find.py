"""`find`: whose words a quotation is made of."""

from __future__ import annotations

import json
from dataclasses import asdict
from os.path import isfile
from typing import TYPE_CHECKING

import click

from evidence_assembler.cli.options import PATH

if TYPE_CHECKING:
    from evidence_assembler.library.library import Library
    from evidence_assembler.model.quote import QuoteMatch

_SHOWN = 5  # hits


@click.command("find")
@click.argument("quotation")
@click.option("--in", "inside", type=PATH, multiple=True, metavar="FILE", help="A bibliography.")
@click.argument("more", type=PATH, nargs=-1, metavar="[FILE]...")
@click.option("--texts", type=PATH, metavar="DIR", help="The folder of their texts, <source id>.txt or .md.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="text (default) or json.")
def command(quotation: str, inside: tuple[str, ...], more: tuple[str, ...], texts: str | None, form: str) -> int:
    """Find the sources whose texts hold QUOTATION, word for word or nearly.

    The sources are those of the bibliographies named after --in. Exit status: 0 found, word for word or nearly; 1 not
    found; 2 could not run or no text to search.
    """
    from evidence_assembler.cli.progress_line import tell_progress
    from evidence_assembler.cli.terminal import say, tell_library, tell_problems
    from evidence_assembler.errors import EvidenceError
    from evidence_assembler.readers.libraries import read_library

    if not any(char.isalnum() for char in quotation):
        raise EvidenceError(
            "there is nothing to find: the quotation has no words", remedy="Quote the words you look for."
        )
    if isfile(quotation):  # noqa: PTH113 - Path.is_file refuses a name as long as a quotation
        raise EvidenceError(f"{quotation!r} is a file: the quotation comes first", remedy='find "..." --in FILE...')
    files = (*inside, *more)
    if not files:
        raise EvidenceError("no bibliography is named", remedy='find "..." --in FILE...')
    if more and not any(map(isfile, more)):
        raise EvidenceError(
            f"{more[0]!r} is no file", remedy='Put the words between quotation marks: find "..." --in FILE...'
        )
    with tell_progress("Reading the sources and their texts"):
        library = read_library(*files, texts=texts)
    tell_problems(library)
    tell_library(library)
    if all(entry.text is None for entry in library.entries):
        remedy = "Name the folder that holds them: --texts DIR."
        if texts is not None:
            remedy = f"A text stands in {texts!r} under the id of its source: <source id>.txt or .md."
        raise EvidenceError("there is nothing to search: no text of these sources is at hand", remedy=remedy)
    with tell_progress("Looking through the texts"):
        hits = library.locate(quotation, most=len(library))
    if form == "json":
        click.echo(json.dumps([_as_json(*hit) for hit in hits], ensure_ascii=False, indent=2))
    else:
        _print_hits(hits, library, texts)
    if not hits:
        say(_tell_nothing_found(library))
    return 0 if hits else 1


def _as_json(source_id: str, match: QuoteMatch) -> dict[str, object]:
    return {
        "source_id": source_id,
        "status": match.status,
        "start": match.start,
        "end": match.end,
        "text": match.found,
        "differences": [asdict(difference) for difference in match.differences],
        "warnings": list(match.warnings),
    }


def _print_hits(hits: tuple[tuple[str, QuoteMatch], ...], library: Library, folder: str | None) -> None:
    from evidence_assembler.cli.terminal import measure_terminal, print_lines
    from evidence_assembler.readers.texts import place_in_file
    from evidence_assembler.renderers.terminal.hit import lay_out_hit

    width, styled = measure_terminal()
    for rank, (source_id, match) in enumerate(hits[:_SHOWN]):
        entry = library[source_id]
        assert entry.text is not None
        place = place_in_file(entry.text, folder, match.start or 0, match.end or 0)
        print_lines([()] if rank else [])
        print_lines(lay_out_hit(entry.source, match, entry.text.text, place, width=width, carets=not styled))
    if len(hits) > _SHOWN:
        print_lines([(), ((f"And {len(hits) - _SHOWN} more; --format json shows them all.", "quiet"),)])


def _tell_nothing_found(library: Library) -> str:
    from evidence_assembler.text.amounts import count_things

    texts = [entry.text for entry in library.entries if entry.text is not None]
    parts = sum(text.extent != "full" for text in texts)
    searched = f"{count_things(len(texts), 'source')}{f' ({parts} only in part)' if parts else ''}"
    rest = len(library) - len(texts)
    without = f"; no text is at hand of {count_things(rest, 'other')}" if rest else ""
    return f"not found, nor anything like it, in the texts of {searched}{without}"
