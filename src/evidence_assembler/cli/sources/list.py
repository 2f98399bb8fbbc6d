"""`sources list`: what bibliographies hold, in the order of a scheme, and what drafts cite of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence_assembler.cli.options import DAY, PATH, RETRACTIONS
from evidence_assembler.cli.sources.form import Form

if TYPE_CHECKING:
    from rich.console import Console

    from evidence_assembler.library.library import Library
    from evidence_assembler.model.draft import Declaration, Draft
    from evidence_assembler.model.scheme import RankedSource, TierScheme
    from evidence_assembler.renderers.sources_table import SourcesTable
    from evidence_assembler.renderers.times_cited import TimesCited

_DEFAULT = "clinical"
_GUTTER = 2  # columns
_REASON = 40  # columns that a reason needs beside the rest of its row


@click.command("list")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("--texts", type=PATH, metavar="DIR", help="A folder of texts, <source id>.txt or .md.")
@RETRACTIONS
@click.option("--scheme", metavar="NAME|FILE", help="The tier scheme, shipped or your own YAML (clinical).")
@click.option("--question-type", metavar="TYPE", help="The type of the question, for a scheme that ranks by it.")
@click.option("--as-of", type=DAY, metavar="DATE", help="The day to speak for (today).")
@click.option(
    "--format", "form", type=Form("list", "table", "json", "svg"), default="table", help="table (default), json, svg."
)
@click.option("--allow-outside", is_flag=True, help="Let a draft name files outside its folder.")
def command(
    files: tuple[str, ...],
    texts: str | None,
    retractions: str | None,
    scheme: str | None,
    question_type: str | None,
    as_of: datetime | None,
    form: str,
    allow_outside: bool,
) -> int:
    """List the sources in FILES in the order of a tier scheme, each with the reason for its place.

    FILES are bibliographies, and answer drafts: of a draft its sources, its texts, its scheme and its declarations
    count, unless an option says otherwise, and the list tells how many statements cite each source. What a file holds
    and could not be read is told on stderr. The format svg is a picture by kind and year.
    """
    from evidence_assembler.cli.progress_line import tell_progress
    from evidence_assembler.cli.sources.given_files import read_given_drafts, read_given_library
    from evidence_assembler.cli.terminal import say
    from evidence_assembler.merge import merge_claims
    from evidence_assembler.rank import rank_sources
    from evidence_assembler.renderers.sources_table import lay_out_sources
    from evidence_assembler.renderers.times_cited import count_citations

    drafts = read_given_drafts(files, allow_outside=allow_outside)
    named = _choose_scheme(drafts, scheme, question_type)
    library = read_given_library(files, drafts, texts, retractions)
    day = (as_of or datetime.now()).date()
    declared = _gather_declarations(drafts.values(), library)
    with tell_progress("Ranking the sources"):
        ranked = rank_sources(library, named, declare=declared, as_of=day)
    cited = None
    if drafts:
        statements = (one for draft in drafts.values() for one in merge_claims(draft.claims, draft.audience))
        cited = count_citations(map(attrgetter("citations"), statements), attrgetter("source_id"))
    table = lay_out_sources(ranked, library, named, day, cited)
    if form == "table":
        _print_table(table)
        return 0
    if form == "svg":
        from evidence_assembler.renderers.evidence_map import draw_sources_map

        click.echo(str(draw_sources_map(ranked, named, day, cited)), nl=False)
    else:
        click.echo(json.dumps(_as_json(ranked, library, cited), ensure_ascii=False, indent=2))
    say("\n".join(table.foot))
    return 0


def _choose_scheme(drafts: Mapping[Path, Draft], scheme: str | None, question_type: str | None) -> TierScheme:
    """The scheme that is asked for, or that of the drafts; they must rank by one."""
    from evidence_assembler.errors import SchemeError
    from evidence_assembler.rank.tier_table import name_scheme
    from evidence_assembler.readers.schemes import read_scheme

    if not drafts:
        return read_scheme(_DEFAULT if scheme is None else scheme, question_type=question_type)
    named: dict[TierScheme, Path] = {}
    for path, draft in drafts.items():
        name, base = (scheme, None) if scheme is not None else (draft.scheme or _DEFAULT, path.parent)
        named.setdefault(read_scheme(name, base, question_type or draft.question_type), path)
    if len(named) > 1:
        told = " and ".join(f"{path} by {name_scheme(one)!r}" for one, path in list(named.items())[:2])
        raise SchemeError(
            f"the drafts rank by different schemes: {told}",
            remedy="Choose one with --scheme, and with --question-type where it ranks by that.",
        )
    return next(iter(named))


def _gather_declarations(drafts: Iterable[Draft], library: Library) -> dict[str, Declaration]:
    """What the drafts declare, for every id of the work that they declare it of."""
    from evidence_assembler.cli.terminal import say
    from evidence_assembler.library.declarations import join_declarations

    declared, otherwise = join_declarations((one for draft in drafts for one in draft.declare.items()), library)
    for source_id in otherwise:
        say(f"note: {source_id!r} is declared twice, and differently: the first stands, of two statuses the gravest")
    return {source_id: declared[work] for source_id, work in library.works.items() if work in declared}


def _as_json(
    ranked: Iterable[RankedSource], library: Library, cited: Mapping[str, TimesCited] | None
) -> list[dict[str, object]]:
    from evidence_assembler.renderers.sources_table import find_twins, write_date

    twins = find_twins(library)
    listed: list[dict[str, object]] = []
    for one in ranked:
        item: dict[str, object] = {
            "id": one.source.id,
            "rank": one.rank,
            "tier": one.tier,
            "basis": one.basis,
            "because": one.because,
            "design": one.design,
            "status": list(one.status),
            "work": one.source.to_csl(),
            "date": write_date(one.source.issued),
            "standings": [standing.model_dump(mode="json", exclude={"see_title"}) for standing in one.standings],
            "same_work_as": list(twins.get(one.source.id, ())),
        }
        if cited is not None:
            times = cited.get(one.source.id)
            item["cited"] = times.statements if times is not None else 0
        listed.append(item)
    return listed


def _print_table(table: SourcesTable) -> None:
    """A table where there is room for the reasons beside the rest; else one source below the other."""
    from evidence_assembler.cli.terminal import make_console
    from evidence_assembler.renderers.terminal.lines import count_columns

    console = make_console()
    widths = {
        name: max(map(count_columns, (title, *(row[place] for row in table.rows))))
        for place, (name, title) in enumerate(table.columns.items())
    }
    reasons = widths.pop("because")
    if console.width - sum(width + _GUTTER for width in widths.values()) >= min(reasons, _REASON):
        _print_columns(table, console)
    else:
        _print_entries(table, console, widths["rank"])
    console.print()
    for line in table.foot:
        console.print(line, style="dim")


def _print_columns(table: SourcesTable, console: Console) -> None:
    from rich.table import Table

    printed = Table(box=None, pad_edge=False, padding=(0, _GUTTER, 0, 0), header_style="bold")
    for name, title in table.columns.items():
        printed.add_column(title, overflow="fold", no_wrap=name != "because")
    for row in table.rows:
        printed.add_row(*row)
    if console.is_terminal:
        console.print(printed)
        return
    with console.capture() as told:
        console.print(printed)
    click.echo("\n".join(line.rstrip() for line in told.get().splitlines()))


def _print_entries(table: SourcesTable, console: Console, indent: int) -> None:
    """Each source in a line, what is said of it below; a word that is longer than a line is cut."""
    from rich.padding import Padding
    from rich.text import Text

    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        rest = (f"{table.columns[name]}: {cells[name]}" for name in ("status", "cited", "text") if cells.get(name))
        head = "  ".join(cells[name] for name in ("date", "tier") if cells[name])
        console.print(Text.assemble((f"{cells['rank']:>{indent}}  ", "dim"), (cells["id"], "bold"), f"  {head}"))
        for text in (cells["because"], "  ".join(rest)):
            if text:
                console.print(Padding(Text(text, overflow="fold"), (0, 0, 0, indent + _GUTTER)))
