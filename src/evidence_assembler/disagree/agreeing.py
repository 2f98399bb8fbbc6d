"""Whether two quantities can both be right of one thing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from evidence_assembler.text.quantities import Quantity

_MONTH = Decimal("2629746")  # seconds, on average; from 28 to 31 days are within a tenth of it

_TENTH = Decimal("0.1")  # what an approximation leaves open to either side


def can_agree(one: Quantity, other: Quantity) -> bool:
    """True where both can be right of one thing.

    A value agrees with a range or a limit that holds it, and an approximation with what is a tenth away. Two ranges
    agree where their ends do, two limits where they are one: 3–5 mg is not 1–5 mg, up to 5 mg not up to 4.5 mg. What is
    said to lie above or below agrees with all that overlaps.
    """
    if one.dimension != other.dimension:
        one, other = _take_seconds(one), _take_seconds(other)
    if "above" in (one.kind, other.kind) or "below" in (one.kind, other.kind):
        return (
            _overlap(one, other)
            or _is_near(one.high, other.low, one, other)
            or _is_near(one.low, other.high, one, other)
        )
    if one.kind == other.kind:
        return _meet(one.low, other.low, one, other) and _meet(one.high, other.high, one, other)
    if "value" in (one.kind, other.kind):
        value, limits = (one, other) if one.kind == "value" else (other, one)
        near = _meet(value.low, limits.low, one, other) or _meet(value.low, limits.high, one, other)
        return near or _overlap(one, other)
    return _overlap(one, other)


def _take_seconds(quantity: Quantity) -> Quantity:
    """The quantity in seconds and, where it is one of months, as an approximation."""
    if quantity.dimension != "calendar":
        return quantity
    low, high = (None if end is None else end * _MONTH for end in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, step=quantity.step * _MONTH, figures=1, about=True)


def _is_near(first: Decimal | None, second: Decimal | None, one: Quantity, other: Quantity) -> bool:
    return first is not None and second is not None and _meet(first, second, one, other)


def _overlap(one: Quantity, other: Quantity) -> bool:
    return not any(
        first.high is not None and second.low is not None and first.high < second.low
        for first, second in ((one, other), (other, one))
    )


def _meet(first: Decimal | None, second: Decimal | None, one: Quantity, other: Quantity) -> bool:
    """True for ends that are one value, differently rounded, or given as an approximation by either side."""
    if first is None or second is None:
        return first is second
    gap = abs(first - second)
    coarse = one if one.step > other.step else other
    half = coarse.step / 2
    return (
        gap == 0
        or (coarse.figures > 1 and one.step != other.step and gap < half)
        or (coarse.figures > 1 and gap == half and one.kind == other.kind == "value")  # 12.5 is 13, 37.5 no limit of 38
        or (one.about and gap <= max(_TENTH * abs(first), one.step / 2))
        or (other.about and gap <= max(_TENTH * abs(second), other.step / 2))
    )
