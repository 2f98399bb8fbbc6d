"""The command line. Stdout carries the result that was asked for, stderr progress and trouble.

Exit status: 0 nothing at or above `--fail-on`, 1 findings, 2 could not run or nothing to check. Commands are imported
when they run, so that `--help` stays quick.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from evidence_assembler.errors import EvidenceError

_COMMANDS = {
    "build": "Build the answer that a draft makes, if its check finds no error.",
    "check": "Check drafts, documents and folders: is every statement cited, does every quotation stand in its source?",
    "explain": "Explain a rule or a tier scheme; without a name, list them all.",
    "find": "Find the sources whose texts hold a quotation, word for word or nearly.",
    "sources": "List the sources of bibliographies in the order of a scheme.",
}


class _Commands(click.Group):
    """The commands, each in the module that bears its name."""

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


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evidence-assembler")
def group() -> None:
    """A compiler for cited answers: claims and sources in, a checked, ordered, numbered answer out."""


def _write_utf8() -> None:
    """Results are UTF-8 wherever they are written; a terminal that lacks a sign shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="replace")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    _write_utf8()
    try:
        status: Any = group.main(arguments, prog_name="evidence-assembler", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except EvidenceError as error:
        from evidence_assembler.cli.terminal import say

        say(f"error: {error}")
        sys.exit(2)
    except BrokenPipeError:
        # the reader of our output has gone: say nothing more, not even while Python closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
