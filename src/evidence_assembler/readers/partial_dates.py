"""Dates as machines write them, as CSL dates.

Standard: ISO 8601-1 (2019), and of ISO 8601-2 (2019), EDTF, the seasons and the marks of doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence_assembler.model.csl import PartialDate

_DATE = re.compile(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?([?~%]?)(?:(?:[T ][\d:.]*)?(?:Z|[+-]\d{2}:?\d{2})?|TZ)")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@lru_cache(maxsize=4096)
def read_date(text: str) -> PartialDate | None:
    """The date `2018-09-21`, `2018-09`, `2018`, `2018~` (circa), `2018-22` (summer), or two of them around a `/`.

    A time of day is dropped. None where the text is no such date.
    """
    first, slash, second = text.strip().partition("/")
    start = _read_day(first)
    if start is None or not slash or second in ("", ".."):
        return start
    end = _read_day(second)
    if end is None or start.season or end.season:
        return None
    return PartialDate(parts=start.parts, until=end.parts, circa=start.circa or end.circa)


def _read_day(text: str) -> PartialDate | None:
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.group(1, 2, 3))
    if year is None:
        return None
    circa = bool(found.group(4))
    if month in _SEASONS and day is None:
        return PartialDate(parts=(year,), season=_SEASONS[month], circa=circa)
    if month is None or month == 0:
        return PartialDate(parts=(year,), circa=circa)
    if month > 12 or (day is not None and day > 31):
        return None
    return PartialDate(parts=(year, month, day) if day else (year, month), circa=circa)
