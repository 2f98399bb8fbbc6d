"""Dates in the fields `year`, `month` and `day` of BibTeX, in words, digits or both."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence_assembler.model.csl import PartialDate
from evidence_assembler.readers.partial_dates import read_date

MONTHS = tuple("January February March April May June July August September October November December".split())
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)}
_SEASONS = frozenset("spring summer autumn fall winter".split())
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DASH = re.compile(r"\s*(?:--?|–|/)\s*")


@lru_cache(maxsize=4096)
def read_year_month(year: str, month: str = "", day: str = "") -> tuple[PartialDate, bool]:
    """The date that a year, a month and a day make, each as decoded text, and whether the month is in it.

    A month may be a number, a name or its beginning, a range ("July/August"), a season, or hold the day ("10~Jan").
    A year that is not four digits is kept in words, with the year in it where it holds exactly one.
    """
    start, end, words = _read_year(year)
    if not start:
        return PartialDate(literal=words), not month
    if end or words:
        return PartialDate(parts=start, until=end, literal=words), not month
    if not month:
        return PartialDate(parts=start), True
    if month.casefold() in _SEASONS:
        return PartialDate(parts=start, season=month.casefold()), True
    first, *more = _DASH.split(month)
    begins = _read_month_day(first)
    ends = _read_month_day(more[0]) if len(more) == 1 else ()
    if not begins or len(more) > 1 or (more and not ends):
        return PartialDate(parts=start), False
    if day.isdecimal() and 1 <= int(day[:3]) <= 31 and len(begins) == 1:
        begins = (*begins, int(day))
    return PartialDate(parts=(*start, *begins), until=(*start, *ends) if ends else ()), True


def _read_year(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str | None]:
    if len(text) == 4 and text.isdecimal():
        return (int(text),), (), None
    iso = read_date(text)
    if iso is not None and not iso.season and not iso.circa:
        return iso.parts, iso.until, None
    years = _YEAR.findall(text)
    if len(years) == 2 and re.fullmatch(r"\d{4}\s*(?:--?|–|/)\s*\d{4}", text):
        return (int(years[0]),), (int(years[1]),), None
    return ((int(years[0]),) if len(years) == 1 else ()), (), text


def _read_month_day(text: str) -> tuple[int, ...]:
    """(month) or (month, day); empty where it is neither."""
    words = _WORD.findall(text)
    names = [_MONTH_NUMBERS.get(word[:3].casefold()) for word in words if not word.isdecimal() and len(word) > 2]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 3]
    if len(words) == 1 and len(numbers) == 1 and 1 <= numbers[0] <= 12:
        return (numbers[0],)
    if len(names) != 1 or names[0] is None or not _is_month(words):
        return ()
    if not numbers and len(words) == 1:
        return (names[0],)
    return (names[0], numbers[0]) if len(numbers) == 1 and 1 <= numbers[0] <= 31 else ()


def _is_month(words: list[str]) -> bool:
    """True where the one longer word is the name of a month or the beginning of one ("sept" too)."""
    (name,) = (word.casefold() for word in words if not word.isdecimal() and len(word) > 2)
    return any(month.casefold().startswith(name) for month in MONTHS)
