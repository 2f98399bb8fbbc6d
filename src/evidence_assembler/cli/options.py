"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.Path(path_type=str)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


def sources_options(command: Command) -> Command:
    """`--sources`, `--texts`, `--retractions`, `--scheme`, `--as-of`: what an answer is made from, for which day."""
    for option in (
        click.option("--as-of", type=_DAY, metavar="DATE", help="The day to speak for (today)."),
        click.option("--scheme", metavar="NAME|FILE", help="The tier scheme, shipped or your own YAML (clinical)."),
        click.option("--retractions", type=PATH, metavar="FILE", help="A list of retractions to look sources up in."),
        click.option("--texts", type=PATH, metavar="DIR", help="A folder of texts, <source id>.txt or .md."),
        click.option("--sources", type=PATH, multiple=True, metavar="FILE", help="A further bibliography."),
    ):
        command = option(command)
    return command
