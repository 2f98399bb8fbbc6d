"""HTML: a page in one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape as escape_html

from evidence_assembler.renderers.markers import Marker, Piece

from . import Delimiters

TEMPLATE = "answer.html.j2"
TAKES_SVG = True
DELIMITERS: Delimiters = {}
FILTERS: Mapping[str, Callable[..., str]] = {}
_SHORT = 6  # pieces of a marker that is kept on one line with the word before it


def escape(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return escape_html(text)


def set_italic(markup: str) -> str:
    """A title in italics."""
    return f"<i>{markup}</i>"


def set_link(markup: str, url: str) -> str:
    """A link that tells the other side nothing of this page."""
    return f'<a href="{escape_html(url)}" rel="noreferrer">{markup}</a>'


def set_marker(marker: Marker) -> str:
    """Note references, by their DPUB-ARIA role."""
    pieces = "".join(map(_set_piece, marker.pieces))
    if marker.kind == "superscript":
        return f'<sup class="marker">{pieces}</sup>'
    if marker.kind == "guarded":
        return f'<sup class="marker">({pieces})</sup>'
    space = " " if marker.tied else ""
    if marker.kind == "labels":
        return f'{space}<span class="labels">({pieces})</span>'
    kind = " unknown" if marker.kind == "unknown" else " long" if len(marker.pieces) > _SHORT else ""
    return f'<span class="marker{kind}">{space}[{pieces}]</span>'


def _set_piece(piece: Piece) -> str:
    text = escape_html(piece.text)
    return f'<a href="#{piece.anchor}" role="doc-noteref">{text}</a>' if piece.anchor else text
