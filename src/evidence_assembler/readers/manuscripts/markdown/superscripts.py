"""Raised numbers: markers of sources, or powers, charges and isotopes."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table

_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LETTERS = re.compile(r"[^\W\d_]*\Z")
_LONGEST_WORD = 24


@cache
def _bases() -> frozenset[str]:
    return frozenset(read_table("markdown")["numbers"]["powers_of"].split())


def is_power(before: str, raised: str, after: str) -> bool:
    """True where a raised number is none of a source, by what stands on its line before and behind it.

    Behind a digit or a sign it is an exponent; 2 and 3 are powers of a letter and of the units and functions of
    `data/markdown.toml`; before a letter it is an isotope, unless a stop, a comma or a bracket stands before it.

    >>> is_power("given once", "2", ". Then"), is_power("30 kg/m", "2", " or more"), is_power("R", "2", " = 0.4")
    (False, True, True)
    """
    last = before[-1:]
    if raised.translate(_PLAIN).startswith(("-", "+")) or raised.endswith(("+", "⁺", "-", "⁻")):
        return True
    if last.isdigit() or (last and last in "+−-=×·/^<>≤≥±~_⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"):
        return True
    if after[:1].isalpha() or after[:1] in ("⁄", "/"):
        return last not in tuple(".,;:!?)]”’\"'")
    found = _LETTERS.search(before[-_LONGEST_WORD:])
    letters = found.group() if found else ""
    return raised.translate(_PLAIN) in ("2", "3") and (len(letters) == 1 or letters in _bases())


def raise_digits(words: str) -> str | None:
    """The words as raised characters, None where there are none for them."""
    raised = words.translate(_RAISED)
    return raised if words and not any(old == new for old, new in zip(words, raised, strict=True)) else None
