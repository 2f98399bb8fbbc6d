"""Plain text for a terminal: 78 columns, hanging indents."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping

from evidence_assembler.renderers.markers import RAISED, Marker
from evidence_assembler.renderers.one_line import one_line
from evidence_assembler.renderers.ready import Ready

from . import Delimiters

TEMPLATE = "answer.txt.j2"
TAKES_SVG = False
DELIMITERS: Delimiters = {}
WIDTH = 78
_TIE = "\x00"  # a space that is not broken at; no text holds one, since `one_line` drops it


def escape(text: str) -> str:
    """The text: a terminal obeys control characters only, and one line of text holds none."""
    return text


def set_italic(markup: str) -> str:
    """The text: nothing stands for italics."""
    return markup


def set_link(markup: str, url: str) -> str:
    """The text, followed by its address where it does not show it."""
    return markup if markup.removeprefix("doi:") in url or url in markup else f"{markup} <{one_line(url)}>"


def set_marker(marker: Marker) -> str:
    """Numbers as they are printed; superscripts in the digits that Unicode has for them."""
    pieces = "".join(piece.text for piece in marker.pieces)
    if marker.kind == "superscript":
        return pieces.translate(RAISED)
    if marker.kind == "guarded":
        return f"({pieces})".translate(RAISED)
    if marker.kind == "labels":
        return f"{' ' if marker.tied else ''}({pieces})"
    return f"{_TIE if marker.tied else ''}[{pieces}]"


def set_way_back(_anchor: str, _letter: str, _label: str) -> str:
    """Nothing: in plain text nothing leads anywhere."""
    return ""


def fill(text: str, first: str = "", rest: str = "") -> Ready:
    """A paragraph wrapped at 78 columns: its first line after `first`, the others after `rest`."""
    words = text if isinstance(text, Ready) else one_line(str(text))
    wrapped = textwrap.fill(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return Ready((wrapped or first.rstrip()).replace(_TIE, " "))


def underline(text: str, mark: str) -> Ready:
    """A heading over a line of marks as long as its longest line."""
    heading = fill(text)
    return Ready(f"{heading}\n{mark * max(map(len, heading.split(chr(10))))}")


FILTERS: Mapping[str, Callable[..., str]] = {"fill": fill, "underline": underline}
