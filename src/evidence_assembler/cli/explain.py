"""`explain`: the page of a rule, the table of a scheme, or the list of both."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Explain the rule or tier scheme NAME; without a name, list them all."""
    from evidence_assembler.cli.explanations import explain_name, list_names

    click.echo(list_names() if name is None else explain_name(name), nl=False)
