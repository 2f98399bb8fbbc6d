"""Dates in words: of September 21, 2018 (American), of 2018 Sep 21 (MEDLINE), and what is missing left out."""

from __future__ import annotations

import re

from evidence_assembler.model.csl import PartialDate

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}  # CSL 1.0.2, csl-data.json
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ].*)?)?)?", re.ASCII)


def read_date(date: PartialDate | None) -> PartialDate | None:
    """The date, one that was given as `2018-09-21` in its parts; None where nothing is known."""
    if date is None or date.parts:
        return date
    words = " ".join((date.literal or "").split())
    found = _ISO.fullmatch(words)
    if found:
        return PartialDate(parts=tuple(int(part) for part in found.groups() if part), circa=date.circa)
    return date if words else None


def year_words(date: PartialDate | None, dash: str = "-") -> str | None:
    """The year, a range of years, or the words of the record where it gives no year."""
    if date is None:
        return None
    if not date.parts:
        return " ".join((date.literal or "").split())
    year = _one_year(date.parts[0])
    if date.until and date.until[0] != date.parts[0]:
        year += dash + _one_year(date.until[0])
    return f"ca {year}" if date.circa else year


def american_date(date: PartialDate | None) -> str | None:
    """`September 21, 2018`, `September 2018`, `2018`, `April 3-5, 2002`."""
    year, rest = year_words(date), month_and_day(date)
    if year is None or rest is None:
        return year
    return f"{rest}, {year}" if rest[-1].isdigit() else f"{rest} {year}"


def medline_date(date: PartialDate | None) -> str | None:
    """`2018 Sep 21`, `2018 Sep`, `2018`, `2002 Apr 3-5`."""
    year, rest = year_words(date), month_and_day(date, letters=3)
    return f"{year} {rest}" if rest else year


def month_and_day(date: PartialDate | None, letters: int | None = None, dash: str = "-") -> str | None:
    """`September 21`, `April 30-May 2`, or the season; None where they are not known or the range is over years."""
    if date is None or not date.parts:
        return None
    first = _month_day(date.parts, letters)
    if first is None:
        season = " ".join((date.season or "").split())
        return _SEASONS.get(season, season) or None
    if not date.until or date.until == date.parts:
        return first
    last = _month_day(date.until, letters)
    if last is None or date.until[0] != date.parts[0]:
        return None
    if date.until[1] == date.parts[1] and len(date.parts) == len(date.until) == 3:
        return f"{first}{dash}{date.until[2]}"
    return f"{first}{dash}{last}"


def _one_year(year: int) -> str:
    return str(year) if year >= 0 else f"{-year} BC"


def _month_day(parts: tuple[int, ...], letters: int | None) -> str | None:
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return None
    month = _MONTHS[parts[1] - 1][:letters]
    return f"{month} {parts[2]}" if len(parts) == 3 and 1 <= parts[2] <= 31 else month
