"""Dates in RIS: `2001/03/15/`, `2001///Spring`, ISO 8601, and in words, as databases write them.

Standard: RIS Format Specifications 2001: YYYY/MM/DD/other information, each part as far as it is known.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence_assembler.model.csl import PartialDate
from evidence_assembler.readers.bibtex.dates import read_year_month
from evidence_assembler.readers.partial_dates import read_date

_SLASHES = re.compile(r"(-?[0-9]{4})/([0-9]{0,2})/?([0-9]{0,2})(?:/(.*))?", re.DOTALL)
_SEASONS = frozenset("spring summer autumn fall winter".split())
_TIME = re.compile(r"T?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9:]+)?")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_SEPARATORS = " ,;./-"


@lru_cache(maxsize=4096)
def read_ris_date(text: str) -> PartialDate | None:
    """The date, None where it is none. A time of day is dropped; other information is kept in words.

    >>> read_ris_date("2001/03//"), read_ris_date("15 Mar 2001")
    (PartialDate(parts=(2001, 3), until=(), season=None, circa=False, literal=None), \
PartialDate(parts=(2001, 3, 15), until=(), season=None, circa=False, literal=None))
    """
    text = text.strip()
    found = _SLASHES.fullmatch(text)
    if found:
        return _read_slashes(*found.groups(default=""))
    date = read_date(text)
    if date is not None:
        return date
    years = _YEAR.findall(text)
    if len(years) != 1:
        return None
    return join_year(years[0], text.replace(years[0], " ", 1))


@lru_cache(maxsize=4096)
def join_year(year: str, rest: str) -> PartialDate | None:
    """The date of a year and what stands for month and day ("Mar 15", "Oct-Dec", "Spring"); None where it is none."""
    words = " ".join(rest.replace(",", " ").split()).strip(_SEPARATORS)
    date, used = read_year_month(year, words.replace("/", " "))
    return date if used and date.parts else None


def _read_slashes(year: str, month: str, day: str, more: str) -> PartialDate | None:
    parts = [int(year)]
    if month and int(month):
        if int(month) > 12 or int(day or 0) > 31:
            return None
        parts.append(int(month))
        if day and int(day):
            parts.append(int(day))
    more = more.strip(" /")
    if not more or _TIME.fullmatch(more):
        return PartialDate(parts=tuple(parts))
    if more.casefold() in _SEASONS:
        return PartialDate(parts=tuple(parts), season=more.casefold())
    return PartialDate(parts=tuple(parts), literal=more)
