"""Comments that speak to this program: those whose first word is "evidence:"."""

from __future__ import annotations

import re

_REMARK = re.compile(r"[\s-]*+(?=evidence[ \t]*:)", re.IGNORECASE)
_AROUND = "- \t\r\n\f"


def find_remark(words: str) -> tuple[int, int] | None:
    """Where the remark of a comment begins and ends; None where it is a comment like any other.

    `words` are those between the signs of the comment. Dashes around them belong to the signs, case does not matter.

    >>> find_remark("- Evidence : ignore EA101 -"), find_remark(" the evidence: good")
    ((2, 25), None)
    """
    found = _REMARK.match(words)
    return (found.end(), len(words.rstrip(_AROUND))) if found else None
