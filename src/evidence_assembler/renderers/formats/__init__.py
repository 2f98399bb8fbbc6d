"""How each format sets words, links and markers: one module a format, beside one template a format.

Everything here gives finished markup. What a template prints beyond it is escaped by `escape` on its way out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol, TypedDict, cast

from evidence_assembler.renderers.markers import Marker


class Delimiters(TypedDict, total=False):
    """What the template engine's own delimiters are replaced by, where they would clash with the format's."""

    block_start_string: str
    block_end_string: str
    variable_start_string: str
    variable_end_string: str
    comment_start_string: str
    comment_end_string: str


class Format(Protocol):
    """A module of this folder. `TAKES_SVG` says whether a drawing can stand in a page of it."""

    TEMPLATE: str
    TAKES_SVG: bool
    DELIMITERS: Delimiters
    FILTERS: Mapping[str, Callable[..., str]]

    def escape(self, text: str) -> str:
        """One line of text, so that the format shows it as it is."""

    def set_italic(self, markup: str) -> str:
        """The markup, in italics."""

    def set_link(self, markup: str, url: str) -> str:
        """The markup as a link to a URL, whose scheme is known to be safe."""

    def set_way_back(self, anchor: str, letter: str, label: str, /) -> str:
        """A link to a statement, with a space before it: with its letter where there are several. A label is markup."""

    def set_marker(self, marker: Marker) -> str:
        """A marker with its brackets; one that is tied stands on the line, and begins with a space."""


def find_format(name: str) -> Format:
    """The module of that name."""
    return cast(Format, import_module(f"{__name__}.{name}"))
