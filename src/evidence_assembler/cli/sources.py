"""`sources`: what bibliographies hold."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from evidence_assembler.cli.options import PATH

if TYPE_CHECKING:
    from evidence_assembler.library.library import Library
    from evidence_assembler.model.scheme import RankedSource


@click.group("sources")
def command() -> None:
    """List the sources of bibliographies."""


@command.command("list")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("--texts", type=PATH, metavar="DIR", help="A folder of texts, <source id>.txt or .md.")
@click.option("--scheme", default="clinical", metavar="NAME|FILE", help="The tier scheme (clinical).")
@click.option(
    "--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="DATE", help="The day to speak for (today)."
)
@click.option(
    "--format", "form", type=click.Choice(("table", "json")), default="table", help="table (default) or json."
)
def list_sources(files: tuple[str, ...], texts: str | None, scheme: str, as_of: datetime | None, form: str) -> int:
    """List the sources in FILES in the order of a tier scheme, each with the reason for its place.

    What a file holds and could not be read is told on stderr.
    """
    from evidence_assembler.cli.terminal import show_progress, tell_library, tell_problems
    from evidence_assembler.rank import rank_sources
    from evidence_assembler.readers.libraries import read_library
    from evidence_assembler.readers.schemes import read_scheme

    named = read_scheme(scheme)
    with show_progress(f"Reading {', '.join(files)} ..."):
        library = read_library(*files, texts=texts)
    tell_problems(library)
    tell_library(library)
    ranked = rank_sources(library.sources, named, as_of=(as_of or datetime.now()).date())
    if form == "json":
        click.echo(json.dumps([_as_json(one) for one in ranked], ensure_ascii=False, indent=2))
    else:
        _print_table(ranked, library)
    return 0


def _as_json(one: RankedSource) -> dict[str, object]:
    return {
        "id": one.source.id,
        "rank": one.rank,
        "tier": one.tier,
        "basis": one.basis,
        "because": one.because,
        "design": one.design,
        "status": list(one.status),
        "work": one.source.to_csl(),
    }


def _print_table(ranked: tuple[RankedSource, ...], library: Library) -> None:
    from rich.table import Table

    from evidence_assembler.cli.terminal import make_console
    from evidence_assembler.renderers.lines import show_plainly

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("#", "id", "year", "tier", "because", "status", "text"):
        table.add_column(column, overflow="fold", no_wrap=column in ("#", "id", "year"))
    for one in ranked:
        issued, text = one.source.issued, library[one.source.id].text
        year = str(issued.year) if issued is not None and issued.year is not None else ""
        extent = text.extent if text is not None else ""
        cells = (str(one.rank), one.source.id, year, one.tier, one.because, ", ".join(one.status), extent)
        table.add_row(*map(show_plainly, cells))
    make_console().print(table)
