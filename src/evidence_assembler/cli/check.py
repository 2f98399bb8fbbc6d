"""`check`: what the rules find in drafts and documents."""

from __future__ import annotations

from typing import Any

import click

from evidence_assembler.cli.options import PATH, RESULT, sources_options

# of the model, which takes longer to load than help to be read
POLICIES = ("strict", "key-points", "anaphora", "paragraph", "section")
LEVELS = ("error", "warning", "note")
FORMATS = ("text", "json", "sarif", "junit", "github")


def _split(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(word.strip() for words in given for word in words.split(",") if word.strip())
    if given and not named:  # an empty variable of a pipeline would choose every rule
        raise click.BadParameter("it names no rule; leave the option out, or name one.", context, parameter)
    return named


@click.command("check")
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH...")
@sources_options
@click.option("--profile", metavar="P", help="What this kind of text owes: clinical, scholarly or newsroom.")
@click.option("--policy", type=click.Choice(POLICIES), help="What counts as cited (the profile's, else strict).")
@click.option(
    "--select",
    multiple=True,
    callback=_split,
    metavar="R,..",
    help="Run these rules alone: ids, names, EA2.",
)
@click.option("--ignore", multiple=True, callback=_split, metavar="R,..", help="Leave these rules out.")
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit 1 from this level on (error).")
@click.option("--format", "form", type=click.Choice(FORMATS), help="text (default), json, sarif, junit, github.")
@click.option("--allow-outside", is_flag=True, help="Let a file name others outside its folder.")
@click.option("--baseline", type=PATH, metavar="FILE", help="Let the findings be that stand in this file.")
@click.option("--write-baseline", type=PATH, metavar="FILE", help="Write all findings of today to this file.")
@click.option("--because", metavar="TEXT", help="Why the findings that are written may stay.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes (as many as pay).")
@click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing.")
@click.option("-o", "--output", type=RESULT, metavar="FILE", help="Write the report to this file.")
def command(**said: Any) -> int:
    """Check drafts, documents, and those in folders.

    Documents are Markdown, HTML, LaTeX and plain text. In a folder these are checked but for .txt, and drafts called
    answer.yaml or NAME.answer.yaml. What the project settles in pyproject.toml or evidence-assembler.toml holds where
    no option says otherwise.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run or nothing to check.
    """
    from evidence_assembler.cli.check_options import CheckOptions
    from evidence_assembler.cli.check_run import run_check

    return run_check(CheckOptions(**said))
