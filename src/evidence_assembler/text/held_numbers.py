"""The numbers that a passage has, and whether a given one stands among them: as such, converted, or rounded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from evidence_assembler.text.figures import P_VALUE_OF
from evidence_assembler.text.given_numbers import Bound, Given, list_ends, list_given
from evidence_assembler.text.numbers import has_only_plain, read_plain, read_said, read_values
from evidence_assembler.text.quantities import Quantity, read_quantities

_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")
_CONVERTED = 200_000  # code points of a text up to which its amounts are read with their units
_READ = 20_000  # code points of a statement in which numbers are looked for
_MONTH = Decimal("2629746")  # seconds, on average; four weeks are within a tenth of it
_COUNT = r"([0-9]{1,7}(?:,[0-9]{3}){0,2})"
_SHARE = re.compile(
    rf"(?<![0-9.,]){_COUNT}(?: ?/ ?| (?:out )?of (?:the |all )?(?:[a-z]{{1,20}} )?| in (?:every )?){_COUNT}(?![0-9.])"
)
_P_VALUE = re.compile(rf"{P_VALUE_OF}\s?[=<≤]\s?(0?[.·][0-9]{{1,20}})", re.IGNORECASE)


class HeldNumbers:
    """The numbers of a text, each kind read when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> frozenset[str]:
        """The numbers as they are written."""
        return read_plain(self.text)

    @cached_property
    def _values(self) -> frozenset[Decimal]:
        return read_values(self.text)

    @cached_property
    def _in_order(self) -> list[Decimal]:
        return sorted(self._values)

    @cached_property
    def _said(self) -> frozenset[Decimal]:
        return read_said(self.text)

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        return read_quantities(self.text) if len(self.text) <= _CONVERTED else ()

    @cached_property
    def _amounts(self) -> dict[str | None, list[Decimal]]:
        """The values and the ends of ranges of each dimension, in its first unit, in order of size."""
        found: dict[str | None, set[Decimal]] = {}
        for one in self._quantities:
            found.setdefault(one.dimension, set()).update(map(abs, list_ends(one)))
        return {dimension: sorted(values) for dimension, values in found.items()}

    @cached_property
    def _shares(self) -> list[Decimal]:
        """The per cent of every "12 of 40", 12/40 and "12 in 40", in order of size."""
        found = ((_read_count(part), _read_count(whole)) for part, whole in _SHARE.findall(self.text))
        return sorted({_HUNDRED * part / whole for part, whole in found if 0 < part < whole})

    @cached_property
    def _least_p_value(self) -> Decimal | None:
        return min((Decimal(value.replace("·", ".")) for value in _P_VALUE.findall(self.text)), default=None)

    def holds(self, given: Given) -> bool:
        """True where the given number stands here: the very value, in another unit, as a share, or rounded as it is."""
        readings, value, step = given.number.readings, given.number.value, given.number.step
        values = self._values
        if not values.isdisjoint(readings) or not self._said.isdisjoint(readings):
            return True
        if given.percent:
            half = max(step, _TENTH) / 2
            if (value <= _HUNDRED and value / _HUNDRED in values) or _has_between(
                self._shares, value - half, value + half
            ):
                return True
        elif value < 1 and value * _HUNDRED in values:
            return True
        if given.p_value and given.bound == "below" and self._least_p_value is not None:
            return self._least_p_value <= value
        finer = given.percent or len(value.as_tuple().digits) > 1
        return _has_rounded(self._in_order, value, step, given.bound, finer=finer) or self._is_converted(given)

    def _is_converted(self, given: Given) -> bool:
        """True for an amount that stands here in another unit: 4.5 mg for 4,500 µg, 3 months for 12 weeks."""
        amount, value = given.amount, given.number.value
        if amount is None or not value:
            return False
        step = given.number.step * amount.value / value
        finer = len(value.as_tuple().digits) > 1
        if _has_rounded(self._amounts.get(amount.dimension, []), amount.value, step, given.bound, finer=finer):
            return True
        if amount.dimension == "calendar":
            return _has_rounded(self._amounts.get("time", []), amount.value * _MONTH, step, "about", finer=False)
        if amount.dimension == "time":
            return _has_rounded(self._amounts.get("calendar", []), amount.value / _MONTH, step, "about", finer=False)
        return False

    def find(self, given: Given) -> tuple[int, int] | None:
        """Where the very number stands with the very unit, in code points; None where it does not."""
        written = re.escape(given.words.removesuffix(given.unit))
        unit = r"\s*".join(map(re.escape, given.unit.split()))
        found = re.search(rf"(?<![^\W_])(?<![0-9][.,·]){written}\s{{0,2}}{unit}(?![^\W_]|[.,·][0-9])", self.text)
        return found.span() if found is not None else None

    def name_fellow(self, given: Given) -> str | None:
        """The only amount of the same kind, as it is written; None where there are none or several."""
        if given.amount is None:
            return None
        kind = _kind_of(given.amount.dimension)
        found = [one for one in self._quantities if one.dimension is not None and _kind_of(one.dimension) == kind]
        return self.text[found[0].start : found[0].end] if len(found) == 1 else None


def list_missing(text: str, passages: Sequence[HeldNumbers]) -> list[Given]:
    """The numbers that a text gives and none of the passages has, in their order; of a long text, of its beginning.

    >>> [one.words for one in list_missing("It is 5 mg in 3 weeks.", [HeldNumbers("It was 5000 µg for a month.")])]
    ['3 weeks']
    """
    text = text[:_READ]
    if has_all_plainly(text, passages):
        return []
    return [given for given in list_given(text) if not any(one.holds(given) for one in passages)]


def has_all_plainly(text: str, passages: Sequence[HeldNumbers]) -> bool:
    """True where all numbers of a text stand in the passages as they are written; the quick test."""
    return has_only_plain(text) and read_plain(text) <= frozenset().union(*(one.plain for one in passages))


def _has_rounded(values: list[Decimal], value: Decimal, step: Decimal, bound: Bound | None, *, finer: bool) -> bool:
    """True where one of the values, in their order, is this one, or lies where it would be rounded to it.

    `finer` lets it be rounded to its last digit without a word; 5 stands for 4.5 only behind "about" and the like.
    """
    if finer and _has_between(values, value - step / 2, value + step / 2):
        return True
    room = min(_last_figure(value), value / 4)
    if bound == "about":
        gap = max(_TENTH * value, room / 2)
        return _has_between(values, value - gap, value + gap)
    return _has_between(
        values, value - room if bound == "below" else value, value + room if bound == "above" else value
    )


def _has_between(values: list[Decimal], low: Decimal, high: Decimal) -> bool:
    near = bisect_left(values, low)
    return near < len(values) and values[near] <= high


def _kind_of(dimension: str) -> str:
    """The dimension without what it is divided by: 10 mg, 10 mg daily and 10 mg/kg are masses."""
    return dimension.partition("/")[0]


def _last_figure(value: Decimal) -> Decimal:
    """One in the last digit that is not nought: 100 of 1,200, and 10 of 250."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _read_count(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))
