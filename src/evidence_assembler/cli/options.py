"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.Path(path_type=str)


class _TextPath(click.Path):
    """A path that can stand in a report: its name is text."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = str(super().convert(value, param, ctx))
        if any("\ud800" <= character <= "\udfff" for character in path):
            self.fail(f"the name {path!r} is not UTF-8; rename it.", param, ctx)
        return path


TEXT_PATH = _TextPath(path_type=str)


class _ResultPath(click.Path):
    """Where a result is written; `-` is stdout, as without the option."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return None if value == "-" else super().convert(value, param, ctx)


RESULT = _ResultPath(path_type=str)


def _take_one(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> str | None:
    if len(given) > 1:
        raise click.BadParameter("it is given twice; one list is looked up. Join the two files.", context, option)
    return given[0] if given else None


RETRACTIONS = click.option(
    "--retractions",
    type=TEXT_PATH,
    multiple=True,
    callback=_take_one,
    metavar="FILE",
    help="A list of retractions to look sources up in.",
)


class _Day(click.DateTime):
    """A day as ISO 8601 has it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day; write year-month-day, such as 2026-04-14.", param, ctx)


DAY = _Day(formats=["%Y-%m-%d"])


def sources_options(command: Command) -> Command:
    """`--sources`, `--texts`, `--retractions`, `--scheme`, `--as-of`: what an answer is made from, for which day."""
    for option in (
        click.option("--as-of", type=DAY, metavar="DATE", help="The day to speak for (today)."),
        click.option(
            "--scheme",
            type=TEXT_PATH,
            metavar="NAME|FILE",
            help="The tier scheme, shipped or your own YAML (clinical).",
        ),
        RETRACTIONS,
        click.option("--texts", type=TEXT_PATH, metavar="DIR", help="A folder of texts, <source id>.txt or .md."),
        click.option("--sources", type=TEXT_PATH, multiple=True, metavar="FILE", help="A further bibliography."),
    ):
        command = option(command)
    return command
