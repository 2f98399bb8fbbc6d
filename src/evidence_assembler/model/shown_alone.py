"""How IPython shows an object whose `str` is made for people."""

from __future__ import annotations

from typing import Any


def show_alone(one: object, printer: Any, _cycle: bool) -> None:
    """The method `_repr_pretty_` of IPython: an object alone as it is printed, one within a list as its fields."""
    printer.text(repr(one) if len(printer.stack) > 1 else str(one))
