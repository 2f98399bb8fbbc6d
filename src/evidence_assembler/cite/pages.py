"""Page ranges: in full, with the repeated digits dropped, and as Chicago has them."""

from __future__ import annotations

import re
from functools import lru_cache

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_PAGE = re.compile(r"(\D*)(\d+)(\D*)", re.ASCII)


@lru_cache(maxsize=4096)
def full_pages(pages: str) -> str:
    """`529-38` as `529-538` (AMA Manual of Style 11, 3.11.9)."""
    return ", ".join("-".join(_read_range(part)) for part in pages.split(","))


@lru_cache(maxsize=4096)
def short_pages(pages: str) -> str:
    """`529-538` as `529-38`, `e31-e39` as `e31-9` (NLM, Citing Medicine, chapter 1; ICMJE sample references)."""
    return ", ".join("-".join(_drop_repeated(_read_range(part))) for part in pages.split(","))


@lru_cache(maxsize=4096)
def chicago_pages(pages: str) -> str:
    """`529-538` as `529–38`, `101-108` as `101–8`, `71-72` and `100-104` in full (Chicago Manual of Style, 9.63)."""
    return ", ".join("–".join(_drop_as_chicago(_read_range(part))) for part in pages.split(","))


def _read_range(words: str) -> tuple[str, ...]:
    """First and last page, the last in full; one page, or words that are no range, as one."""
    first, *rest = ends = _DASHES.split(words.strip())
    if len(ends) != 2 or not all(ends):
        return ("-".join(ends),)
    last = rest[0]
    if first == last:
        return (first,)
    begin, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if begin and end and end[1] in ("", begin[1]) and not begin[3]:
        kept = begin[2][: max(0, len(begin[2]) - len(end[2]))]
        digits = kept + end[2]
        if (len(digits), digits) > (len(begin[2]), begin[2]):
            last = f"{begin[1]}{digits}{end[3]}"
    return (first, last)


def _drop_repeated(ends: tuple[str, ...], keep: int = 1) -> tuple[str, ...]:
    """The range without the digits that its last page repeats, but with `keep` digits at least."""
    if len(ends) == 1:
        return ends
    begin, end = _PAGE.fullmatch(ends[0]), _PAGE.fullmatch(ends[1])
    if not begin or not end or begin[3] or end[3] or begin[1] != end[1] or len(begin[2]) != len(end[2]):
        return ends
    same = 0
    while same < len(end[2]) - keep and begin[2][same] == end[2][same]:
        same += 1
    return (ends[0], end[2][same:])


def _drop_as_chicago(ends: tuple[str, ...]) -> tuple[str, ...]:
    first = ends[0]
    if not first.isdecimal() or len(first) < 3 or first.endswith("00"):
        return ends
    return _drop_repeated(ends, keep=1 if first[-2] == "0" else 2)
