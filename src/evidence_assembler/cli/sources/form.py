"""The formats of the commands about sources: one that another of them writes is refused with its name."""

from __future__ import annotations

from typing import Any

import click

_FORMS = {
    "list": ("table", "json", "svg"),
    "dedupe": ("table", "json"),
    "convert": ("bibtex", "csl-json", "ris"),
}


class Form(click.Choice[str]):
    """The formats of one command, `list`, `dedupe` or `convert`."""

    def __init__(self, command: str, *forms: str) -> None:
        super().__init__(forms)
        self._command = command

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The format, where it is one of this command's."""
        if value not in self.choices:
            other = next((name for name, forms in _FORMS.items() if value in forms), None)
            if other is not None:
                said = f"`sources {self._command}` writes no {value}; `sources {other}` does."
                self.fail(f"{said} Here: {', '.join(self.choices)}.", param, ctx)
        return super().convert(value, param, ctx)
