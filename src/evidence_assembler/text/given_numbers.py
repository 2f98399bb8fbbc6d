"""The numbers that a statement gives: those that its source should have, and not those that only name something.

Names with digits, markers, labels, dates and ages are left out; `number_names` tells which those are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from evidence_assembler.text.figures import HYPHENS, P_VALUE_OF, PERCENT, TIES, unit_scales
from evidence_assembler.text.number_names import covers, find_hidden, names_something
from evidence_assembler.text.numbers import Number, may_have_number, read_numbers, read_spelled
from evidence_assembler.text.quantities import PEOPLE, Quantity, read_quantities
from evidence_assembler.text.said_shares import SaidKind, list_said, may_say_share

Bound = Literal["about", "above", "below"]

_UNIT_BEHIND = re.compile(rf"[{HYPHENS} {TIES}]?([^\W\d_]+)(?![^\W_]| (?:Hg|H[2₂]O)\b)")
_GROUPS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])")
_NEAR = 40  # code points before a number that are looked at
_P_BEFORE = re.compile(
    rf"{P_VALUE_OF}\s?(?:(?P<below>[<≤⩽]|(?:(?:of|was|is) )?(?:less than|below|under|at most))|[=>≥]|of|was|is)\s?\Z",
    re.IGNORECASE,
)
# Words that round a number. A limit (up to, at least) is none: it is the very number that sets it.
_BOUND = re.compile(
    r"(?:(?P<about>about|approximately|approx\.|around|roughly|circa|ca\.|some|~|≈|∼|close to|an estimated"
    r"|nearly|almost|approaching|just (?:under|over))"
    r"|(?P<below>less than|lower than|fewer than|under|below|<)"
    r"|(?P<above>more than|greater than|higher than|over|above|exceeding|>))"
    r"\s?(?:an? )?\Z",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """A value in the first unit of its dimension, as quantities are kept."""

    value: Decimal
    dimension: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number that a statement gives, how it is written, and what the words around it make of it.

    `words` are the number with its `unit`, which is what stands right behind it, with the space before: 4.5 mg.
    `amount` is the same in the first unit of its dimension, None where no unit is known; `measure` is that of the unit
    right behind it alone, whatever it is divided by: 1 g of 1000 mg daily. `said` is the share or the multiple that
    words give, three quarters or fourfold; its value is in per cent, or how many times.
    """

    number: Number
    words: str
    unit: str
    amount: Amount | None
    percent: bool
    p_value: bool
    bound: Bound | None
    measure: Amount | None = None
    said: SaidKind | None = None


def may_give_number(text: str) -> bool:
    """False where `list_given` would find none; the cheap test before it."""
    return may_have_number(text) or may_say_share(text)


def list_given(text: str) -> tuple[Given, ...]:
    """The numbers that a statement gives, in their order.

    >>> [one.words for one in list_given("In a phase 3 trial of IL-6, 31 women aged 20 to 60 took 4.5 mg [3].")]
    ['31', '4.5 mg']
    """
    if not may_give_number(text):
        return ()
    return tuple(sorted(_list(text), key=lambda given: given.number.start))


def _list(text: str) -> Iterator[Given]:
    hidden, said = find_hidden(text), list_said(text)
    for one in said:
        if not covers(hidden, one.start):
            number = Number((one.value,), Decimal(1), one.start, one.end, in_words=True)
            yield Given(number, text[one.start : one.end], "", None, False, False, None, said=one.kind)
    spans = [(one.start, one.end) for one in said]
    quantities: tuple[Quantity, ...] | None = None
    for number in (*read_numbers(text), *read_spelled(text)):
        start, end = number.start, number.end
        if covers(hidden, start) or (number.in_words and covers(spans, start)) or names_something(text, number):
            continue
        before = text[max(0, start - _NEAR) : start]
        if quantities is None:
            quantities = read_quantities(tie_groups(text))
        near = bisect_right(quantities, start, key=lambda one: one.start) - 1
        quantity = quantities[near] if near >= 0 and end <= quantities[near].end else None
        bound, unit = _BOUND.search(before), _read_unit(text, number, quantity)
        p_value = _P_BEFORE.search(before)
        is_below = p_value is not None and p_value["below"] is not None
        yield Given(
            number=number,
            words=text[start:end] + unit,
            unit=unit,
            amount=_pick_end(text, number, quantity) if quantity is not None else None,
            percent=PERCENT.match(text, end) is not None,
            p_value=p_value is not None,
            bound="below" if is_below else cast(Bound, bound.lastgroup) if bound is not None else None,
            measure=read_measure(text, number),
        )


def read_measure(text: str, number: Number) -> Amount | None:
    """The number with the unit right behind it, in the first unit of its kind; None where no known unit is there.

    >>> [str(read_measure(text, read_numbers(text)[0]).value) for text in ("5 mg/kg daily", "2 weeks")]
    ['0.005', '1209600']
    """
    behind = _UNIT_BEHIND.match(text, number.end)
    if behind is None:
        return None
    kind, scale = unit_scales().get(behind[1]) or unit_scales().get(behind[1].casefold()) or (None, None)
    return Amount(number.value * scale, kind) if kind is not None and scale is not None else None


def tie_groups(text: str) -> str:
    """The text with spaces that do not break within figures, as 1 240 may have lost. Every place stays."""
    return _GROUPS.sub(lambda found: found[0].replace(" ", TIES[-1]), text)


def list_ends(quantity: Quantity) -> tuple[Decimal, ...]:
    """The value of a quantity, or both ends of a range; nothing where it has no unit."""
    if quantity.dimension in (None, PEOPLE):
        return ()
    return tuple(dict.fromkeys(end for end in (quantity.low, quantity.high) if end is not None))


def _pick_end(text: str, number: Number, quantity: Quantity) -> Amount | None:
    """The end of a quantity that a number gives: the upper one of a range where no figure is behind it."""
    ends = list_ends(quantity)
    if not ends or quantity.dimension is None:
        return None
    lower = any(map(str.isdigit, text[number.end : quantity.end]))
    return Amount(abs(ends[0] if lower else ends[-1]), quantity.dimension)


def _read_unit(text: str, number: Number, quantity: Quantity | None) -> str:
    """The unit behind a number as it is written; empty where there is none, or another number before it."""
    if percent := PERCENT.match(text, number.end):
        return percent[0]
    unit = text[number.end : quantity.end] if quantity is not None and quantity.dimension != PEOPLE else ""
    return "" if any(map(str.isdigit, unit)) else unit
