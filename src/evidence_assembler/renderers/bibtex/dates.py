"""Dates as the fields of BibTeX and biblatex hold them.

Standard: ISO 8601-2 (2019), level 1, as biblatex takes it (manual 3.20, section 2.3.8), and the months of BibTeX.
"""

from __future__ import annotations

import re

from evidence_assembler.model.csl import PartialDate

from .latex import escape_text

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MAY_BE_A_DATE = re.compile(r"[\W\d_TZ]+")


def write_date(date: PartialDate) -> tuple[str, str | None]:
    """The date as one value, empty where it says nothing, and in words what of it is not as it was."""
    if date.literal is not None:
        return _write_literal(date)
    parts = _cut_parts(date.parts)
    until = _cut_parts(date.until)
    if not parts:
        year = "-".join(map(str, date.parts))
        return year, f"{year!r} is no year of four digits" if year else "it has no year"
    season = _SEASONS.get(date.season or "")
    text = _join_parts((parts[0], season) if season and len(parts) == 1 else parts) + ("~" if date.circa else "")
    lost: str | None = None
    if date.season is not None and (not season or len(parts) > 1 or until):
        lost = f"the season {date.season!r} was left out"
        text = _join_parts(parts) + ("~" if date.circa else "")
    if parts != date.parts or until != date.until:
        lost = "it holds numbers that are no month or no day; they were left out"
    return f"{text}/{_join_parts(until)}" if until else text, lost


def _write_literal(date: PartialDate) -> tuple[str, str | None]:
    """Words. The one year in them is read again."""
    literal = (date.literal or "").strip()
    years = tuple(int(year) for year in _YEAR.findall(literal))
    is_clear = literal == date.literal and literal.isprintable() and "  " not in literal
    if (
        is_clear
        and literal
        and not _MAY_BE_A_DATE.fullmatch(literal)
        and date == PartialDate(parts=years if len(years) == 1 else (), literal=literal)
    ):
        return escape_text(literal), None
    if date.parts:
        text, lost = write_date(date.model_copy(update={"literal": None}))
        return text, f"the words {date.literal!r} were left out" + (f"; {lost}" if lost else "")
    return escape_text(literal), f"the words {date.literal!r} are read as a date, or with their spaces folded"


def _cut_parts(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Year, month and day as far as there are such; nothing where the year has more than four digits."""
    if not parts or abs(parts[0]) > 9999:
        return ()
    if len(parts) == 1 or not 1 <= parts[1] <= 12:
        return parts[:1]
    return parts[:2] if len(parts) == 2 or not 1 <= parts[2] <= 31 else parts


def _join_parts(parts: tuple[int, ...]) -> str:
    year, *rest = parts
    return "-".join([f"{'-' if year < 0 else ''}{abs(year):04}", *(f"{part:02}" for part in rest)])
