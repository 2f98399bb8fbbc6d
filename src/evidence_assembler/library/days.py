"""Days as records write them: of a date that is known in part, the first and the last day that it can mean.

Standards: ISO 8601-1 (2019) for 2020-06-05 and 20200605; the dates of MEDLINE citations, "2020 Jun 5".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from evidence_assembler.model.csl import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ][\d:.]+)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_COMPACT = re.compile(r"((?:1[89]|20)\d{2})([01]\d)([0-3]\d)(?:\d{4}(?:\d{2})?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -])?(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?(?: (?P<behind>\d{{1,2}}),)?"
    r"[ -](?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_MEDLINE = re.compile(
    rf"\b((?:19|20)\d{{2}}) ({'|'.join(_MONTHS)})[a-z]*\b(?: (\d{{1,2}})\b)?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a date can mean; the same where the day is known."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """The day, None where only its year or its month is known."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        """The date as far as it is known: 2020, 2020-06, 2020-06-05."""
        if self.first == self.last:
            return self.first.isoformat()
        whole_year = (self.first.month, self.last.month) == (1, 12)
        return f"{self.first.year:04}" if whole_year else f"{self.first.year:04}-{self.first.month:02}"


def find_days(parts: Sequence[int]) -> Days | None:
    """The days of (year), (year, month) or (year, month, day); None where there is no such date.

    >>> find_days((2020, 2)).last
    datetime.date(2020, 2, 29)
    """
    try:
        year, month, day = (*parts, None, None, None)[:3]
        if year is None:
            return None
        if month is None:
            return Days(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Days(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def find_issued(issued: PartialDate | None) -> Days | None:
    """The days that a CSL date can mean; of a range, from its first to its last. None where it names no year."""
    if issued is None:
        return None
    first, last = find_days(issued.parts), find_days(issued.until or issued.parts)
    return Days(first.first, max(first.last, last.last)) if first is not None and last is not None else None


@lru_cache(maxsize=4096)
def read_days(written: str) -> Days | None:
    """The days of a date in figures or with the name of its month; None for anything else, such as `5/6/20`.

    Read are `2020-06-05` (also with a time, or without day or month), `20200605`, `2020/06/05`, `05.06.2020`,
    `5 June 2020`, `June 5, 2020`, `Jun 2020` and `2020 Jun 5`.
    """
    words = " ".join(written.split())
    found = _COMPACT.fullmatch(words) or _ISO.fullmatch(words) or _YEAR_FIRST.fullmatch(words)
    if found is not None:
        return find_days([int(part) for part in found.groups() if part is not None])
    if (found := _DAY_FIRST.fullmatch(words)) is not None:
        return find_days([int(part) for part in reversed(found.groups())])
    if (found := _NAMED.fullmatch(words)) is None:
        return find_medline_days(words) if _MEDLINE.fullmatch(words) else None
    day = found["day"] or found["behind"]
    month = _MONTHS.index(found["month"].lower()) + 1
    return find_days([int(found["year"]), month, *([int(day)] if day else [])])


def find_medline_days(words: str) -> Days | None:
    """The earliest date in the words of a MEDLINE citation: `Lancet. 2020 Jun 13;395:1820. Epub 2020 Jun 5`.

    None where none stands there.
    """
    dates = []
    for year, month, day in _MEDLINE.findall(words):
        dates.append(find_days([int(year), _MONTHS.index(month.lower()) + 1, *([int(day)] if day else [])]))
    return min((one for one in dates if one is not None), key=lambda one: one.first, default=None)
