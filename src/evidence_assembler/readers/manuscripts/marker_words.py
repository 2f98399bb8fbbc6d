"""The words before numbers in brackets: what makes them a word of their sentence, or the ends of an interval."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table

_LAST = re.compile(r"(?:([^\s~\[\](){}]+)[\s~]+)?([^\s~\[\](){}]+?)([\s~,:=(]*)\Z")
_GAP = re.compile(r"[\s~]+")  # "~" is a space in LaTeX
_NUMBER = r"[-−+]?\d+(?:[.,·]\d+)*"
_TWO_NUMBERS = re.compile(rf"\s*{_NUMBER}\s*(?:[,;–—-]|--|\bto\b)\s*{_NUMBER}\s*")
_TWO_SOURCES = re.compile(r"\s*[1-9]\d{0,2}\s*(?:[,;–—-]|--)\s*[1-9]\d{0,2}\s*")
DOUBTFUL_INTERVAL = "is a citation, or the ends of an interval"
"""What is said of a marker that may be either."""
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
    return _is_behind(before, inside, _words("intervals", "words") | _words("intervals", "doubtful"))


def may_cite(before: str, inside: str) -> bool:
    """True where the numbers that `is_interval` takes for an interval may be those of two sources.

    >>> may_cite("within the range ", "1, 9"), may_cite("within the range ", "0, 9"), may_cite("a 95% CI of ", "1, 9")
    (True, False, False)
    """
    return _TWO_SOURCES.fullmatch(inside) is not None and _is_behind(before, inside, _words("intervals", "doubtful"))


def _is_behind(before: str, inside: str, intervals: frozenset[str]) -> bool:
    found = _LAST.search(before[-_REACH:])
    if found is None or _TWO_NUMBERS.fullmatch(inside) is None:
        return False
    last_but_one, last = (found[1] or "").lower(), found[2].lower()
    return last in intervals or (last in _words("intervals", "joints") and last_but_one in intervals)


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(read_table("markers")[table][name].split())
