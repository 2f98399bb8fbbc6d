"""Dates of PubMed records, as CSL dates.

Standard: NLM, MEDLINE/PubMed Data Element Descriptions (2024), Date of Publication (DP) and of Electronic Publication
(DEP).
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence_assembler.model.csl import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_DAY = re.compile(r"(\d{4})(?: ([A-Za-z]{3})[a-z]*\.?(?: (\d{1,2}))?)?", re.ASCII)
_SEASON = re.compile(r"(\d{4}) ([A-Za-z]+)", re.ASCII)
_WITHOUT_YEAR = re.compile(r"([A-Za-z]{3})[a-z]*\.?(?: (\d{1,2}))?|(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


@lru_cache(maxsize=4096)
def read_published(words: str) -> PartialDate:
    """The date of publication: `2018 Mar 1`, `2018 Sep-Oct`, `2018 Winter`, `2018 Dec 15-2019 Jan 3`, `2018-2019`.

    Words that are no such date are kept as `literal`, beside the year where exactly one stands in them.

    >>> read_published("2018 Dec 15-2019 Jan 3").until
    (2019, 1, 3)
    """
    words = " ".join(words.split())
    first, dash, last = words.partition("-")
    start = _read_day(first.strip())
    end = _read_end(last.strip(), start) if dash else ()
    if start and (end or not dash):
        return PartialDate(parts=start, until=end if end != start else ())
    season = _SEASON.fullmatch(words)
    if season is not None and season[2].lower() in _SEASONS:
        return PartialDate(parts=(int(season[1]),), season=_SEASONS[season[2].lower()])
    years = _YEAR.findall(words)
    return PartialDate(parts=(int(years[0]),) if len(years) == 1 else (), literal=words)


@lru_cache(maxsize=4096)
def read_compact(words: str) -> PartialDate | None:
    """The day `20180301`; None where it is none."""
    found = _COMPACT.fullmatch(words.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    return PartialDate(parts=(year, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def write_published(year: str, month: str, day: str) -> str:
    """Year, month and day as MEDLINE writes them: `2018 Mar 1`, also where the month is given as `03`.

    >>> write_published("2018", "03", "01")
    '2018 Mar 1'
    """
    if month.isascii() and month.isdigit() and 1 <= int(month[:3]) <= 12:
        month = _MONTHS[int(month) - 1].title()
    return " ".join(part for part in (year, month, day.lstrip("0")) if part)


def _read_day(words: str) -> tuple[int, ...]:
    """(year), (year, month) or (year, month, day); empty where the words are no date."""
    found = _DAY.fullmatch(words)
    return _make_day(int(found[1]), found[2], found[3]) if found is not None else ()


def _read_end(words: str, start: tuple[int, ...]) -> tuple[int, ...]:
    """The end of a range, which takes the year, and of days the month, from where the range begins."""
    whole = _read_day(words)
    if whole or not start:
        return whole
    found = _WITHOUT_YEAR.fullmatch(words)
    if found is None or len(start) < 2:
        return ()
    if found[3]:
        return (*start[:2], int(found[3])) if len(start) == 3 and 1 <= int(found[3]) <= 31 else ()
    return _make_day(start[0], found[1], found[2])


def _make_day(year: int, month: str | None, day: str | None) -> tuple[int, ...]:
    if month is None:
        return (year,)
    if month.lower() not in _MONTHS or (day is not None and not 1 <= int(day) <= 31):
        return ()
    number = _MONTHS.index(month.lower()) + 1
    return (year, number, int(day)) if day is not None else (year, number)
