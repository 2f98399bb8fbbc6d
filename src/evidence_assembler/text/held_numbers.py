"""The numbers that a passage has, and whether a given one stands among them: as such, converted, or rounded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from evidence_assembler.text.figures import HYPHENS, MONTH, P_VALUE_OF, TIES, unit_scales
from evidence_assembler.text.given_numbers import Amount, Bound, Given, list_ends, list_given, read_measure, tie_groups
from evidence_assembler.text.numbers import (
    has_only_plain,
    read_numbers,
    read_plain,
    read_said,
    read_spelled,
    read_values,
)
from evidence_assembler.text.quantities import Quantity, read_quantities
from evidence_assembler.text.said_shares import SaidKind, list_said, may_say_share

_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")
_CONVERTED = 200_000  # code points of a text up to which its amounts are read with their units
_READ = 20_000  # code points of a statement in which numbers are looked for
_COUNT = r"([0-9]{1,7}(?:,[0-9]{3}){0,2})"
_SHARE = re.compile(
    rf"(?<![0-9.,]){_COUNT}(?: ?/ ?| (?:out )?of (?:the |all )?(?:[a-z]{{1,20}} )?| in (?:every )?){_COUNT}(?![0-9.])"
)
_P_VALUE = re.compile(rf"{P_VALUE_OF}\s?(?:[=<≤:]|of|was|is)\s?(?=[0-9.·])", re.IGNORECASE)
_P_VALUE_ROOM = 24  # code points
_POWERED = re.compile(r"([0-9]{1,6}(?:[.·][0-9]{1,6})?)[eE][-−–]([0-9]{1,3})")
_PER_CENT = re.compile(
    r"(?<![0-9.,])([0-9]{1,3}(?:[.·][0-9]{1,4})?)"
    r"(?=\s?(?:%|per ?cent)|\s?(?:[-–—]|to|and|or)\s?[0-9.·]{1,6}\s?(?:%|per ?cent))",
    re.IGNORECASE,
)
_FOLD = re.compile(r"(?<![0-9.,])([0-9]{1,4}(?:[.·][0-9]{1,3})?)[ -]?(?:fold|times?)\b", re.IGNORECASE)
_MEASURED = re.compile(rf"(?<![^\W_])([0-9]+(?:[.,·][0-9]+)*)[{HYPHENS} {TIES}]?([^\W\d_]{{1,14}})(?![^\W_])")
_WITHIN = Decimal(20)  # a single figure stands for what is within a twentieth of it, as 10 does for 9.5


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
    def _said_per_cent(self) -> frozenset[Decimal]:
        return read_said(self.text, per_cent=True)

    @cached_property
    def measured(self) -> frozenset[tuple[str, str]]:
        """The numbers with a unit right behind them, as they are written."""
        return _read_measured(self.text)

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        return read_quantities(tie_groups(self.text)) if len(self.text) <= _CONVERTED else ()

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
        return min(_read_p_values(self.text), default=None)

    @cached_property
    def _measures(self) -> dict[Decimal, set[Amount | None]]:
        """For each number the measures it is given with, None among them where it stands without a known unit."""
        found: dict[Decimal, set[Amount | None]] = {}
        text = self.text if len(self.text) <= _CONVERTED else ""
        for number in (*read_numbers(text), *read_spelled(text)):
            measure = read_measure(text, number)
            for value in number.readings:
                found.setdefault(value, set()).add(measure)
        return found

    @cached_property
    def _measures_of_kind(self) -> dict[str, list[Decimal]]:
        """The measures of each kind in its first unit, in order of size, whatever they are divided by."""
        found: dict[str, set[Decimal]] = {}
        for one in set().union(*self._measures.values()):
            if one is not None:
                found.setdefault(one.dimension, set()).add(one.value)
        return {kind: sorted(values) for kind, values in found.items()}

    @cached_property
    def _said_shares(self) -> dict[SaidKind, list[Decimal]]:
        """The shares in per cent and the multiples, in words and in figures, in order of size."""
        text = self.text if len(self.text) <= _CONVERTED else ""
        shares = {_read_decimal(one) for one in _PER_CENT.findall(text)}.union(self._shares)
        times = {_read_decimal(one) for one in _FOLD.findall(text)}
        for one in list_said(text):
            (shares if one.kind == "share" else times).add(one.value)
        return {"share": sorted(shares), "times": sorted(times)}

    def holds(self, given: Given) -> bool:
        """True where the given number stands here: the very value, in another unit, as a share, or rounded as it is."""
        if given.said is not None:
            return self._fits_said(given.said, given.number.value)
        readings, value, step = given.number.readings, given.number.value, given.number.step
        values, parts = self._values, given.number.parts
        if not values.isdisjoint(readings):
            return not self._has_other_unit(given) or self._is_converted(given)
        if not self._said.isdisjoint(readings) or (parts and values.issuperset(parts)):
            return True
        if (given.percent or given.amount is None) and not self._said_per_cent.isdisjoint(readings):
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

    def _fits_said(self, kind: SaidKind, value: Decimal) -> bool:
        """False for a share or a multiple in words where the text has some, and none within a tenth of it."""
        low, high = value - _TENTH * value, value + _TENTH * value
        told = self._said_shares[kind]
        if not told or _has_between(told, low, high):
            return True
        if kind == "share":
            return _has_between(self._in_order, low / _HUNDRED, high / _HUNDRED)
        risen = (value - 1) * _HUNDRED
        return _has_between(self._in_order, low, high) or _has_between(
            self._said_shares["share"], risen - _TENTH * risen, risen + _TENTH * risen
        )

    def _has_other_unit(self, given: Given) -> bool:
        """True where the number stands here with other units of its kind alone: 5 kg for 5 mg."""
        measure = given.measure
        if measure is None:
            return False
        standing = set().union(*(self._measures.get(value, ()) for value in given.number.readings))
        return bool(standing) and all(
            one is not None and one.dimension == measure.dimension and one.value != measure.value for one in standing
        )

    def _is_converted(self, given: Given) -> bool:
        """True for an amount that stands here in another unit: 4.5 mg for 4,500 µg, 3 months for 12 weeks."""
        amount, measure, value = given.amount, given.measure, given.number.value
        finer = len(value.as_tuple().digits) > 1
        if measure is not None and value:
            step = given.number.step * measure.value / value
            near = self._measures_of_kind.get(measure.dimension, [])
            if _has_rounded(near, measure.value, step, given.bound, finer=finer):
                return True
        if amount is None or not value:
            return False
        step = given.number.step * amount.value / value
        if _has_rounded(self._amounts.get(amount.dimension, []), amount.value, step, given.bound, finer=finer):
            return True
        if amount.dimension == "calendar":
            return _has_rounded(self._amounts.get("time", []), amount.value * MONTH, step, "about", finer=False)
        if amount.dimension == "time":
            return _has_rounded(self._amounts.get("calendar", []), amount.value / MONTH, step, "about", finer=False)
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
    if not has_only_plain(text) or may_say_share(text):
        return False
    if not read_plain(text) <= frozenset().union(*(one.plain for one in passages)):
        return False
    measured = _read_measured(text)
    return not measured or measured <= frozenset().union(*(one.measured for one in passages))


def _read_measured(text: str) -> frozenset[tuple[str, str]]:
    units = unit_scales()
    return frozenset(found for found in _MEASURED.findall(text) if found[1] in units)


def _read_p_values(text: str) -> Iterator[Decimal]:
    """The p values of a text: 0.0004, .0004, 4 × 10⁻⁴, 4e-4."""
    for found in _P_VALUE.finditer(text):
        at = found.end()
        if powered := _POWERED.match(text, at):
            yield _read_decimal(powered[1]).scaleb(-int(powered[2]))
        else:
            numbers = read_numbers(text[at : at + _P_VALUE_ROOM])
            yield from (one.value for one in numbers[:1] if one.start == 0 and one.value < 1)


def _read_decimal(written: str) -> Decimal:
    return Decimal(written.replace("·", "."))


def _has_rounded(values: list[Decimal], value: Decimal, step: Decimal, bound: Bound | None, *, finer: bool) -> bool:
    """True where one of the values, in their order, is this one, or lies where it would be rounded to it.

    `finer` lets it be rounded to its last digit without a word. A single figure may be so where it is within a
    twentieth of the value, 9 for 9.4; 5 stands for 4.5 only behind "about" and the like.
    """
    half = step / 2
    low, high = value - half, value + half
    if not finer:
        low, high = max(low, value * _WITHIN / (_WITHIN + 1)), min(high, value * _WITHIN / (_WITHIN - 1))
    if _has_between(values, low, high):
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
