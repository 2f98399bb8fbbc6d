"""Comments that speak to this program: those whose first word is "evidence:"."""

from __future__ import annotations

from .atoms import Remark

_FIRST_WORD = "evidence:"


def read_remark(text: str, start: int, end: int) -> Remark | None:
    """The remark of the comment from `<!--` to `-->`, None where it is a comment like any other."""
    inside = text[start + len("<!--") : end - len("-->")]
    words = inside.strip("- \t\n")
    if not words.lower().startswith(_FIRST_WORD):
        return None
    begin = start + len("<!--") + inside.index(words)
    return Remark(begin, begin + len(words))
