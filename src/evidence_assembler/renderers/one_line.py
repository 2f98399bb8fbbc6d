"""What people wrote, as one printable line: no control characters, no reordering of what is seen, single spaces."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = {code: None for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc"}
_DROPPED = {ord(mark): None for mark in _BIDI} | {0xFEFF: None, 0xFFFE: None, 0xFFFF: None} | _CONTROLS
for _blank in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
    del _DROPPED[ord(_blank)]


def without_controls(text: str) -> str:
    """The text without control characters (C0, C1) and bidirectional controls, each stretch of white space a space.

    No-break and other spaces of fixed width stay: they are typography. Without its ESC an ANSI sequence is inert text.
    """
    if text.isprintable() and "  " not in text:
        return text  # most texts, at the cost of two scans
    return _BLANKS.sub(" ", text.translate(_DROPPED))


def one_line(text: str) -> str:
    """The text `without_controls`, without the space at its ends."""
    return without_controls(text).strip(" ")
