"""LaTeX: an article for XeTeX and LuaTeX, and for pdfTeX where its fonts have the characters of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from evidence_assembler.renderers.markers import Marker, Piece

from . import Delimiters

TEMPLATE = "answer.tex.j2"
TAKES_SVG = False
DELIMITERS: Delimiters = {  # those of nbconvert: braces and percent signs are LaTeX's own
    "block_start_string": "((*",
    "block_end_string": "*))",
    "variable_start_string": "(((",
    "variable_end_string": ")))",
    "comment_start_string": "((=",
    "comment_end_string": "=))",
}
FILTERS: Mapping[str, Callable[..., str]] = {}
_SPECIALS = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\literalgrave{}",  # defined in the template, as is \literalquote
    '"': r"\literalquote{}",
    "[": "{[}",  # after \item and \\ a bracket would open an option
    "]": "{]}",
    "\u00a0": "~",
    **{mark: "\\" + mark for mark in "{}$&#%_"},
}
_TO_ESCAPE = re.compile(r"[\\^~`\"\[\]\u00a0{}$&#%_]|(?<=-)-|(?<=')'|(?<=<)<|(?<=>)>|(?<=,),")
_KEPT = "/:?@!$'()*+,;=-._"


def escape(text: str) -> str:
    """Text without commands, and without the ligatures that turn two characters into another."""
    return _TO_ESCAPE.sub(lambda found: _SPECIALS.get(found[0], r"\/{}" + found[0]), text)


def set_italic(markup: str) -> str:
    """A title in italics."""
    return rf"\textit{{{markup}}}"


def set_link(markup: str, url: str) -> str:
    """A link; its address keeps no character that means something to TeX."""
    address = re.sub(r"[%#&_$]", lambda found: "\\" + found[0], quote(url, safe=_KEPT + "%#&"))
    shown = re.sub(r"(?<=[/?=])(?=[^/])", r"\\allowbreak{}", markup) if "://" in markup else markup
    return rf"\href{{{address}}}{{{shown}}}"


def set_marker(marker: Marker) -> str:
    """Numbers linked to their references, tied to the word before them."""
    pieces = "".join(map(_set_piece, marker.pieces))
    if marker.kind == "superscript":
        return rf"\textsuperscript{{{pieces}}}"
    if marker.kind == "guarded":
        return rf"\textsuperscript{{({pieces})}}"
    if marker.kind == "labels":
        return f"{' ' if marker.tied else ''}({pieces})"
    return f"{'~' if marker.tied else ''}{{[}}{pieces}{{]}}"


def set_way_back(anchor: str, letter: str, _label: str) -> str:
    """An arrow; on paper nobody needs a label."""
    return rf" \hyperlink{{{anchor}}}{{$\uparrow${letter}}}"


def _set_piece(piece: Piece) -> str:
    text = escape(piece.text)
    return rf"\hyperlink{{{piece.anchor}}}{{{text}}}" if piece.anchor else text
