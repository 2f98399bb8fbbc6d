"""Markdown that CommonMark, GitHub and pandoc read alike. Standard: CommonMark 0.31, GitHub Flavored Markdown 0.29."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from evidence_assembler.renderers.markers import RAISED, Marker, Piece
from evidence_assembler.renderers.ready import Ready

from . import Delimiters

TEMPLATE = "answer.md.j2"
TAKES_SVG = False
DELIMITERS: Delimiters = {}
_CLOSING = re.compile(r"(?<=[^\\])#(?=\s*\Z)")  # at the end of a heading it would close it
_INLINE = re.compile(
    r"""[\\`*_{}\[\]<>|~^$&@]        # emphasis, links, HTML, entities, tables, mathematics, addresses
      | !$                          # what follows may be a link, and the two an image
      | :(?=//|[\w+-]+:)            # addresses that link themselves, :emoji:
      | (?<=www)\.                  # likewise""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,9}(?=[.)](?: |$))")
_KEPT = "/:?#@!$&'*+,;=%-._~"  # in an address: all that no link ends at


def escape(text: str) -> str:
    """One line of text that shows as itself wherever it stands in a block, at its beginning too."""
    escaped = _escape_start(_INLINE.sub(r"\\\g<0>", text))
    return _CLOSING.sub(r"\\#", escaped)


def set_italic(markup: str) -> str:
    """Emphasis."""
    return f"*{markup}*"


def set_link(markup: str, url: str) -> str:
    """An inline link."""
    return f"[{markup}]({quote(url, safe=_KEPT).replace('&', '&amp;')})"


def set_marker(marker: Marker) -> str:
    """Literal numbers, each a link to its reference: converters renumber notes, and repeat one that is used twice."""
    raised = marker.kind in ("superscript", "guarded")
    pieces = "".join(_set_piece(piece, raised) for piece in marker.pieces)
    if marker.kind == "superscript":
        return pieces
    if marker.kind == "guarded":
        return f"⁽{pieces}⁾"
    space = " " if marker.tied else ""
    return f"{space}({pieces})" if marker.kind == "labels" else rf"{space}\[{pieces}\]"


def set_way_back(anchor: str, letter: str, _label: str) -> str:
    """An arrow; nothing in Markdown holds a label."""
    return f" [↑{letter}](#{anchor})"


def indent(text: str, width: int) -> Ready:
    """The lines, each of them indented that is not empty."""
    return Ready(re.sub(r"^(?=.)", " " * width, text, flags=re.MULTILINE))


def _escape_start(text: str) -> str:
    """Without what means something at the beginning of a line only: headings, lists, underlines of headings."""
    if text[:1] in ("#", "=", "+", "-"):
        return "\\" + text
    number = _NUMBERED.match(text)
    return f"{number[0]}\\{text[number.end() :]}" if number else text


def _set_piece(piece: Piece, raised: bool) -> str:
    text = piece.text.translate(RAISED) if raised else _INLINE.sub(r"\\\g<0>", piece.text)
    return f"[{text}](#{piece.anchor})" if piece.anchor else text


FILTERS: Mapping[str, Callable[..., str]] = {"indent": indent}
