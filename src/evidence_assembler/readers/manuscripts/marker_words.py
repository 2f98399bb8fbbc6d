"""The words before numbers in brackets: what makes them a word of their sentence, or the ends of an interval."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table

_LAST = re.compile(r"(?:([^\s~\[\](){}]+)[\s~]+)?([^\s~\[\](){}]+?)([\s~,:=(]*)\Z")
_GAP = re.compile(r"[\s~]+")  # "~" is a space in LaTeX
_NUMBER = r"[-−+]?\d+(?:[.,·]\d+)*"
_TWO_NUMBERS = re.compile(rf"\s*{_NUMBER}\s*(?:[,;–—-]|--|\bto\b)\s*{_NUMBER}\s*")
_REACH = 40
"""How many code points before the bracket are looked at."""


def is_narrative(before: str) -> bool:
    """True where a marker behind these words is a word of its sentence.

    >>> is_narrative("as shown in "), is_narrative("as was shown ")
    (True, False)
    """
    found = _LAST.search(before[-_REACH:])
    return (
        found is not None and _GAP.fullmatch(found[3]) is not None and found[2].lower() in _words("narrative", "words")
    )


def is_interval(before: str, inside: str) -> bool:
    """True where two numbers in brackets behind these words are the ends of an interval.

    >>> is_interval("(95% CI: ", "1, 2"), is_interval("between ", "3"), is_interval("pain fell ", "1, 2")
    (True, False, False)
    """
    found = _LAST.search(before[-_REACH:])
    if found is None or _TWO_NUMBERS.fullmatch(inside) is None:
        return False
    last_but_one, last = (found[1] or "").lower(), found[2].lower()
    intervals = _words("intervals", "words")
    return last in intervals or (last in _words("intervals", "joints") and last_but_one in intervals)


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(read_table("markers")[table][name].split())
