"""Raised numbers: exponents, charges and isotopes, or markers of sources."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
# A whole number: not the figures of a name (COVID-19, IL-6, B12).
_NUMBER = r"(?<![^\W_])(?<![^\W\d_][-‐‑])(?<!\d[.,·])\d+(?:[.,·]\d+)*"
_FIGURES = re.compile(rf"{_NUMBER}\Z")
_YEAR = re.compile(r"(?:\A|[\s(/–—-])(?:19|20)\d\d\Z")
_BASE = re.compile(rf"(?:(?P<number>{_NUMBER})[\s\xa0]?|(?<![^\W_])(?<![^\W_]['’]))(?P<letters>[^\W\d_]+)\Z")
_SIGNED = re.compile(r"[(⁽]?[-+].*|.*[-+][)⁾]?", re.DOTALL)
_MINUS = re.compile(r"[a-zA-Z0-9][+−-]\Z")  # 10-³, s-¹, and not from one raised number to the next
_SIGNS = frozenset("=×·/^<>≤≥±≈~⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUPERIOR = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_STOPS = frozenset(".,;:!?)]”’\"'")
_LONGEST_BASE = 40


def is_power(before: str, raised: str, after: str) -> bool:
    """True where a raised number is none of a source, by the printed words before and behind it on its line.

    One number behind a number or a sign is an exponent, but for a year; so is 2, 3 or 4 behind a letter and behind the
    units and functions of `data/markers.toml`. Before a letter it is an isotope, unless a stop, a comma or a bracket
    stands before it. With a sign of its own it is an exponent or a charge.

    >>> is_power("given once", "2", ". Then"), is_power("30 kg/m", "2", " or more"), is_power("R", "2", " = 0.4")
    (False, True, True)
    >>> is_power("from COVID-19", "3", "."), is_power("up to 10", "3", "."), is_power("since 2019", "3", ".")
    (False, True, False)
    """
    plain = raised.translate(_PLAIN).strip()
    if after.startswith(("⁺", "⁻")) or _SIGNED.fullmatch(plain):
        return True
    if before[-1:].isspace() and before.rstrip()[-1:] in _SUPERIOR:
        return True  # m² ³
    last = before[-1:]
    if after[:1].isalpha() or (after.startswith(("⁄", "/")) and not last.isalpha()):
        return last not in _STOPS
    if not plain.isalnum():
        return False  # several numbers, or one in brackets
    before = before[-_LONGEST_BASE:]
    if last in _SIGNS or _MINUS.search(before):
        return True
    if _FIGURES.search(before):
        return _YEAR.search(before) is None
    base = _BASE.search(before)
    if base is None or plain not in _words("raised"):
        return False
    letters = base["letters"]
    return (
        len(letters) == 1
        or letters in _words("bases")
        or (bool(base["number"]) and letters in _words("behind_numbers"))
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_table("markers")["exponents"][name].split())
