"""`sources`: what bibliographies hold, which of their records are one work, and the records in another format."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "list": "List the sources in the order of a tier scheme, each with the reason for its place.",
    "dedupe": "Show which records are one work, which may be, and which belong together. Nothing is changed.",
    "convert": "Write the records as BibTeX, CSL-JSON or RIS, with --merged one a work.",
}


class _Commands(click.Group):
    """The commands, each in the module that bears its name, loaded when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command("sources", cls=_Commands)
def command() -> None:
    """List the sources of bibliographies, find duplicates among them, write them in another format."""
