"""The command line. Stdout carries the result that was asked for, stderr progress and trouble.

Exit status: 0 nothing at or above `--fail-on`, 1 findings, 2 could not run or nothing to check. Commands are imported
when they run, so that `--help` stays quick.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any, TextIO

import click

from evidence_assembler.errors import EvidenceError

_COMMANDS = {
    "build": "Build the answer that a draft makes, if its check finds no error.",
    "check": "Check drafts, documents and folders: is every statement cited, does every quotation stand in its source?",
    "explain": "Explain a rule or a tier scheme; without a name, list them all.",
    "find": "Find the sources whose texts hold a quotation, word for word or nearly.",
    "sources": "List the sources of bibliographies, find duplicates among them, write them in another format.",
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


def _open_closed() -> None:
    """Put a stream in the place of one that is closed (`>&-`): what is written to it is refused, and not lost."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            while (opened := os.open(os.devnull, os.O_RDONLY)) < number:
                pass
            setattr(sys, name, os.fdopen(opened, "w" if number else "r", encoding="utf-8"))


def _write_utf8() -> None:
    """Results are UTF-8 wherever they are written; a terminal that lacks a sign shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="replace")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    _open_closed()
    _write_utf8()
    try:
        status = _run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        status = 1  # the reader of our output has gone: say nothing more
        _silence(sys.stdout)
    except OSError as error:
        status = 2
        with suppress(OSError):
            click.echo(f"error: {_tell_failure(error)}", err=True)
        _silence(sys.stdout)
        _silence(sys.stderr)
    sys.exit(status)


def _run(arguments: list[str] | None) -> int:
    """Run the command line. The result is its exit status; raises `OSError` where something cannot be written."""
    try:
        status: Any = group.main(arguments, prog_name="evidence-assembler", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except EvidenceError as error:
        from evidence_assembler.cli.terminal import say

        say(f"error: {error}")
        return 2
    return status if isinstance(status, int) else 0


def _tell_failure(error: OSError) -> str:
    """What the system refused: a file by its name, else the working directory or a stream."""
    said = error.strerror or type(error).__name__
    if error.filename is not None:
        return f"{error.filename!s}: {said}"
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return "the working directory is not there any more\n  Change into one that is."
    return f"the result cannot be written: {said}"


def _silence(stream: TextIO) -> None:
    """Let what the stream still holds go nowhere, also while Python closes it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
