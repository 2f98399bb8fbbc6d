"""HTML: a page in one file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape as escape_html

from evidence_assembler.renderers.markers import Marker, Piece

from . import Delimiters

TEMPLATE = "answer.html.j2"
TAKES_SVG = True
DELIMITERS: Delimiters = {}
_SHORT = 6  # pieces of a marker that is kept on one line with the word before it


def escape(text: str) -> str:
    """Text for an element or a quoted attribute."""
    # most words have no sign of HTML, and to look for the five takes a third of the time that replacing them does
    if "&" not in text and "<" not in text and ">" not in text and '"' not in text and "'" not in text:
        return text
    return escape_html(text)


def set_italic(markup: str) -> str:
    """A title in italics."""
    return f"<i>{markup}</i>"


def set_link(markup: str, url: str) -> str:
    """A link that tells the other side nothing of this page."""
    return f'<a href="{escape(url)}" rel="noreferrer">{markup}</a>'


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


def set_way_back(anchor: str, letter: str, label: str) -> str:
    """A back-link, by its DPUB-ARIA role."""
    told = f"{letter}. {label}" if letter else label
    return f' <a role="doc-backlink" href="#{anchor}" aria-label="{told}">↑{letter}</a>'


def hash_of_script(script: str) -> str:
    """The source expression by which a Content-Security-Policy allows an inline script (W3C CSP Level 3, 2.3.1)."""
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()


def _set_piece(piece: Piece) -> str:
    text = escape(piece.text)
    return f'<a href="#{piece.anchor}" role="doc-noteref">{text}</a>' if piece.anchor else text


FILTERS: Mapping[str, Callable[..., str]] = {"hash_of_script": hash_of_script}
