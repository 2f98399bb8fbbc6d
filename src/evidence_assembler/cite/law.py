"""Where a law or a judgment stands: `21 CFR §202.1 (2021)`, `464 F2d 772 (DC Cir 1972)`, `HR 34, 114th Cong (2016)`."""

from __future__ import annotations

from .dates import year_words
from .runs import join_known
from .work import Work


def cite_law(work: Work, *, with_year: bool = True) -> str | None:
    """Volume, code or reporter, section or first page; then the house of a bill, the court of a judgment, and the year.

    Standard: the order of the Bluebook, which AMA, NLM and Chicago all refer to for law; without its stops, as in AMA.
    """
    words = work.words
    section = words.get("section")
    if section and section[0].isdigit():
        section = f"§{section}"
    place = join_known(
        " ",
        words.get("number"),
        words.get("volume"),
        work.container,
        section or words.get("page") or words.get("page-first"),
    )
    court = words.get("authority") if work.type == "legal_case" else None
    house = words.get("authority") if work.type in ("bill", "hearing") else None
    when = join_known(" ", court, year_words(work.issued) if with_year else None)
    return join_known(" ", join_known(", ", place, house), f"({when})" if when else None)
