"""For which day a page speaks, and by which scheme its sources are ordered."""

from __future__ import annotations

from datetime import date

from evidence_assembler.model.scheme import TierScheme

from .one_line import one_line
from .wording import Words


def write_day(day: date, words: Words) -> str:
    """The day in words: 14 April 2026."""
    dates = words["dates"]
    return str(dates["day"].format(day=day.day, month=dates["months"][day.month - 1], year=day.year))


def tell_day_and_scheme(as_of: date, scheme: TierScheme, words: Words) -> str:
    """The last line of a page."""
    return str(
        words["foot"]["last" if scheme.question_type is None else "last_for_question"].format(
            day=write_day(as_of, words),
            name=one_line(scheme.name),
            version=one_line(scheme.version),
            question=one_line(scheme.question_type or ""),
            axis=one_line(scheme.axis),
        )
    )
