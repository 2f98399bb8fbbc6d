"""`sources dedupe`: which records are one work, which may be, and which works belong together."""

from __future__ import annotations

import click

from evidence_assembler.cli.options import PATH
from evidence_assembler.cli.sources.form import Form


@click.command("dedupe")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("--texts", type=PATH, metavar="DIR", help="A folder of texts, <source id>.txt or .md.")
@click.option(
    "--format", "form", type=Form("dedupe", "table", "json"), default="table", help="table (default) or json."
)
@click.option("--allow-outside", is_flag=True, help="Let a draft name files outside its folder.")
def command(files: tuple[str, ...], texts: str | None, form: str, allow_outside: bool) -> int:
    """Show which records in FILES are one work and why, which may be, and which works belong together.

    FILES are bibliographies, and answer drafts, of which their bibliographies count. Identifiers decide; title, year,
    authors and pages suggest. Nothing is changed: `sources convert --merged` writes one record a work, of those that
    identifiers decide. What a file holds and could not be read is told on stderr.
    """
    from evidence_assembler.cli.progress_line import tell_progress
    from evidence_assembler.cli.sources.given_files import read_given_drafts, read_given_library
    from evidence_assembler.cli.terminal import make_console, print_lines
    from evidence_assembler.library.duplicates import find_duplicates
    from evidence_assembler.renderers.duplicates import lay_out_duplicates, write_duplicates

    drafts = read_given_drafts(files, allow_outside=allow_outside)
    library = read_given_library(files, drafts, texts)
    with tell_progress("Looking for duplicates"):
        duplicates = find_duplicates(library.sources)
    if form == "json":
        click.echo(write_duplicates(duplicates), nl=False)
    else:
        print_lines(lay_out_duplicates(duplicates, library, make_console().width))
    return 0
