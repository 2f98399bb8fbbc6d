"""The quantities of a sentence: values and ranges with their units, exact, each with its place.

Only what is surely a quantity is read. Names that hold digits (COVID-19, IL-6, SP 800-63B-4, section 5.1.1, week 12),
dates and years, powers, ratios, p values, confidence intervals and citation markers are no quantities. One in five is a
share of about 20 per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from typing import NamedTuple, cast

from evidence_assembler.text.figures import (
    DASHES,
    FRACTIONS,
    LONGEST,
    MARKER,
    P_VALUE,
    P_VALUE_OF,
    TIES,
    VULGAR,
    may_be_year,
)
from evidence_assembler.text.quantity_words import Lexicon, QuantityKind, read_lexicon

PEOPLE = "people"
"""The dimension of what says how many people, animals or studies were looked at."""

_EXACT = Context(prec=60)  # numbers of up to 24 digits times factors of a dozen lose nothing
_ONE = Decimal(1)
_DIGITS = rf"""(?:
    [0-9]{{1,3}}(?:,[0-9]{{3}}(?![0-9]))++(?:[.·][0-9]++)?       # 4,500
  | [0-9]{{1,3}}(?:[{TIES}][0-9]{{3}}(?![0-9]))++              # 1 234, with a space that does not break
  | [0-9]{{2,3}}(?:\ [0-9]{{3}}(?![0-9]))++                     # 12 345
  | [0-9]{{1,3}}(?:\.[0-9]{{3}}(?![0-9])){{2,}}+                # 4.400.000
  | [0-9]++(?:[.·,][0-9]++)?[{VULGAR}]?                      # 12.5, 0·34, 4,5, 2½
  | [.·][0-9]++
  | [{VULGAR}]
)"""
_FIGURE = re.compile(rf"[0-9{VULGAR}]")
_NUMBER = re.compile(rf"[{DASHES}+]?{_DIGITS}", re.VERBOSE)
_GROUPED = re.compile(
    rf"([1-9][0-9]{{0,2}})((?:,[0-9]{{3}})+|(?:[ {TIES}][0-9]{{3}})+|(?:\.[0-9]{{3}}){{2,}})((?:[.·][0-9]+)?)"
)
_TO = re.compile(rf" ?[{DASHES}](?=[0-9.·€$£]) ?| [{DASHES}] (?=[0-9.·€$£])|-to-| to | through ")
_AND = re.compile(" and ")
_SPREAD = re.compile(rf"\ ?(?:±|\+/-)\ ?{_DIGITS}", re.VERBOSE)
# What goes on right behind a number makes it part of a name, a date, a ratio or a power.
_GOES_ON = re.compile(rf"[\w^′'″⁺⁻]|[{DASHES}/:∶⁄.,·](?=\w)|\*\*| ?× ?10|\((?=\w)")
_TOKEN_REST = re.compile(r"[^\s;()\[\]]++")
_MARKER = re.compile(rf"{MARKER}|\([0-9][{DASHES}0-9,;\s]*+\)")
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W_]+)[.,]? ?\Z")
_LISTED_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)\.? [A-Z]?[0-9]{1,3}[A-Za-z]?,? (?:and|or) \Z")
_WORD_BEHIND = re.compile(r",? ?([^\W\d_]+)")
_P_BEFORE = re.compile(rf"(?:{P_VALUE_OF}\s?[=<>≤≥]|{P_VALUE}\s?(?:of|was|were)?)\s?\Z", re.IGNORECASE)
_INTERVAL_BEFORE = re.compile(r"(?:\bCIs?|\bCrI|\bIQR|intervals?)[\])]?\s?[:=,]?\s?(?:of |was )?[\[(]?\Z")
_INTERVAL_BEHIND = re.compile(r"[ -]?(?:CIs?\b|CrI\b|confidence|credible|prediction interval)", re.IGNORECASE)
_SIGN_APART = re.compile(rf"[=(<>] ?[{DASHES}] \Z")  # − 3.78: neither this value nor the other is sure
_SAMPLE = re.compile(r"(?<!\w)n\s?=\s?\Z", re.IGNORECASE)
_COUNTED = re.compile(r"[ \u00a0-]([^\W_][\w'-]*)(?: ([^\W_][\w'-]*))?(?: ([^\W_][\w'-]*))?")
_PER = re.compile(r" ?/ ?([A-Za-zµμ]+)(?!\w)| per ([A-Za-zµμ]+)(?![\w-])")
_PER_SEVERAL = re.compile(r" ?/ ?[0-9]")  # mg/24 h
_REACH = 28  # code points before a number in which its lead stands
_OUT_OF = re.compile(r" (?:in|out of) (?:every )?")
_SHARE_ENDS = re.compile(r"(?=\W*\Z|[,;:)]| [a-z])")
_RANGE_LEAD = re.compile(r"(?<!\w)(?:between|from) \Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value or a range in the first unit of its dimension: 4,500 µg is 0.0045 of mass.

    A denominator counts in the largest unit of its own: rates are per week, per year, per kilogram, per litre. `low`
    and `high` are equal for one value, None where a limit leaves that side open. `kind` says what it is: `at_most` and
    `at_least` set a limit, `below` and `above` ("more than 10") only say where the value lies. `dimension` is None for
    a bare number. `about` marks an approximation. `step` is one in the last digit as written, in the same unit,
    `figures` the number of digits. `start` and `end` are code points, with the words that set a limit; two quantities
    are equal wherever they stand.
    """

    low: Decimal | None
    high: Decimal | None
    dimension: str | None
    kind: QuantityKind
    about: bool
    step: Decimal
    figures: int
    start: int = field(compare=False)
    end: int = field(compare=False)


class _Number(NamedTuple):
    value: Decimal
    end: int
    plain: bool  # digits alone, no sign and no fraction
    money: str | None = None  # the sign before it

    @property
    def is_year(self) -> bool:
        return self.plain and may_be_year(self.value)


class _Unit(NamedTuple):
    dimension: str | None
    scale: Decimal
    end: int
    above: str | None = None  # the dimension without its denominators
    below: Decimal = _ONE  # what those multiply by


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in their order, in time linear in its length.

    >>> [(str(one.low), str(one.high), one.dimension) for one in read_quantities("It is given at 3–5 mg, up to 9 mg.")]
    [('0.003', '0.005', 'mass'), ('None', '0.009', 'mass')]
    >>> read_quantities("COVID-19 was named in 2020 [3].")
    ()
    """
    return tuple(_read(text, read_lexicon()))


def may_have_quantity(text: str) -> bool:
    """False where `read_quantities` would find none; the cheap test before it."""
    return _FIGURE.search(text) is not None or read_lexicon().start.search(text) is not None


def read_interval(text: str) -> Quantity | None:
    """How often, where a text ends with that: "every year" is a time of one year, "twice a day" of half a day.

    >>> str(read_interval("Screening is done every year.").low)
    '12'
    """
    known = read_lexicon()
    if text[-_REACH:].rstrip(" .;").rpartition(" ")[2].casefold() not in known.interval_ends:
        return None
    found = known.interval.search(text, max(0, len(text) - _REACH))
    if found is None:
        return None
    times, name = known.rates[" ".join(found[1].casefold().split())]
    dimension, scale = known.names[name]
    value = _EXACT.divide(scale, times)
    start, end = found.span(1)
    return Quantity(value, value, dimension, "value", about=False, step=value, figures=1, start=start, end=end)


def _read(text: str, known: Lexicon) -> Iterator[Quantity]:
    at = 0
    while (begin := known.start.search(text, at)) is not None:
        start = begin.start()
        if text[start - 1 : start] in ("[", "(") and (marker := _MARKER.match(text, start - 1)):
            at = marker.end()
            continue
        quantity, at = _read_one(text, start, known)
        if quantity is not None:
            yield quantity


def _read_one(text: str, start: int, known: Lexicon) -> tuple[Quantity | None, int]:
    """The quantity that begins there, None where it is none, and where to read on."""
    first = _read_number(text, start, known)
    if first is None:
        return None, _skip_token(text, start)
    if (share := _read_share(text, first, known)) is not None:
        before = text[max(0, start - _REACH) : start]
        unit = _Unit("percent", _ONE, share.end)
        quantity = _set_limits(text, (start, share.end), before, (share.value, share.value), share, unit, known)
        return replace(quantity, about=True), share.end
    last, unit = first, _read_unit(text, first.end, known, first.money)
    if first.is_year and text.startswith("s", first.end):  # the 1950s
        return None, _skip_token(text, start)
    low_scale = unit.scale
    joint = (_AND if text.endswith("between ", 0, start) else _TO).match(text, unit.end)
    if joint and (other := _read_number(text, joint.end(), known)):
        behind = _read_unit(text, other.end, known, other.money or first.money)
        scale = behind.scale if unit.dimension is None else unit.scale
        if unit.dimension is not None and unit.dimension == behind.above:  # 1.5 mg to 4.5 mg daily
            scale = _EXACT.multiply(scale, behind.below)
        rises = _EXACT.multiply(first.value, scale) < _EXACT.multiply(other.value, behind.scale)
        if rises and unit.dimension in (None, behind.dimension, behind.above):
            last, unit, low_scale = other, behind, scale
    end = unit.end
    if last is first and (spread := _SPREAD.match(text, end)):
        end = spread.end()
        if unit.dimension is None:
            unit = _read_unit(text, end, known)
            low_scale, end = unit.scale, unit.end
    before = text[max(0, start - _REACH) : start]
    if _P_BEFORE.search(before) or _INTERVAL_BEFORE.search(before) or _PER_SEVERAL.match(text, end):
        return None, end
    if unit.dimension == "data" and _counts_people(text, last.end, known):  # 12 TB patients
        unit, low_scale, end = _Unit(None, _ONE, last.end), _ONE, last.end
    if unit.dimension is None:
        if _stands_first(text, start, first) or _SIGN_APART.search(before):
            return None, end
        if _SAMPLE.search(before) or _counts_people(text, end, known):
            unit = _Unit(PEOPLE, _ONE, end)
        elif _GOES_ON.match(text, end):
            return None, _skip_token(text, end)
        elif _is_name(before, text, (first, last), known):
            return None, end
    elif unit.dimension == "percent" and _INTERVAL_BEHIND.match(text, end):
        return None, end
    low = _EXACT.multiply(first.value, low_scale)
    high = low if last is first else _EXACT.multiply(last.value, unit.scale)
    return _set_limits(text, (start, end), before, (low, high), last, unit, known), end


def _set_limits(
    text: str,
    place: tuple[int, int],
    before: str,
    ends: tuple[Decimal, Decimal],
    written: _Number,
    unit: _Unit,
    known: Lexicon,
) -> Quantity:
    """The quantity with what the words around it make of it."""
    (start, end), (low, high) = place, ends
    kind: QuantityKind = "value" if low == high else "range"
    about = False
    if lead := known.lead.search(before):
        said = known.leads[" ".join(lead[1].casefold().split())]
        start -= len(before) - lead.start(1)
        about = said == "about"
        if kind == "value" and not about:
            kind = cast(QuantityKind, said)  # but for "about", the table has kinds alone
    elif kind == "range" and (lead := _RANGE_LEAD.search(before)):
        start -= len(before) - lead.start()
    if kind == "value" and (tail := known.tail.match(text, end)):
        kind, end = known.tails[tail[1]], tail.end()
    _, digits, exponent = written.value.as_tuple()
    return Quantity(
        low=None if kind in ("at_most", "below") else low,
        high=None if kind in ("at_least", "above") else high,
        dimension=unit.dimension,
        kind=kind,
        about=about,
        step=_EXACT.multiply(_EXACT.scaleb(_ONE, int(exponent)), unit.scale),
        figures=len(digits),
        start=start,
        end=end,
    )


def _read_number(text: str, at: int, known: Lexicon) -> _Number | None:
    """The number that begins there. None where how it is written is ambiguous, as 4,5 is without a unit."""
    if sign := known.sign.match(text, at):
        amount = _read_number(text, sign.end(), known) if text[sign.end()].isdigit() else None
        return _read_sum(text, amount, known.signs[sign[1]], known) if amount is not None else None
    found = _NUMBER.match(text, at)
    if found is None:
        return _read_word(text, at, known)
    written, end = found[0], found.end()
    if len(written) > LONGEST:
        return None
    digits = written.lstrip(DASHES + "+")
    plain = digits == written and digits.isascii() and digits.isdigit()
    fraction = FRACTIONS.get(digits[-1])
    if fraction is not None:
        digits = digits[:-1] or "0"
        if not digits.isdigit():
            return None
    elif grouped := _GROUPED.fullmatch(digits):
        digits = re.sub(r"\D", "", grouped[1] + grouped[2]) + grouped[3]
    elif "," in digits:  # a decimal comma, where nothing else can be meant
        if not digits.startswith("0,") and _read_unit(text, end, known).dimension is None:
            return None
        digits = digits.replace(",", ".")
    if any(sign.isspace() for sign in digits):  # the end of a longer row of figures: 1 000 000
        return None
    value = Decimal(digits.replace("·", ".")) + Decimal(fraction or 0)
    if text.startswith(" ", end) and (word := _WORD_BEHIND.match(text, end)) and word[1].casefold() in known.large:
        value, end, plain = _EXACT.multiply(value, known.large[word[1].casefold()]), word.end(), False
    return _Number(-value if written[0] in DASHES else value, end, plain)


def _read_word(text: str, at: int, known: Lexicon) -> _Number | None:
    word = _WORD_BEHIND.match(text, at)
    value = known.number_words.get(word[1].casefold()) if word is not None and word.start(1) == at else None
    return _Number(value, at + len(word[1]), plain=False) if word is not None and value is not None else None


def _read_sum(text: str, amount: _Number, sign: str, known: Lexicon) -> _Number:
    """The amount of money, with the letters for a large one: €5bn."""
    large = known.sum.match(text, amount.end)
    if large is None:
        return amount._replace(plain=False, money=sign)
    return _Number(_EXACT.multiply(amount.value, known.sums[large[1]]), large.end(), plain=False, money=sign)


def _read_share(text: str, first: _Number, known: Lexicon) -> _Number | None:
    """The per cent of one in five, 3 out of 10 or 1 in 100,000; None where no such share begins with that number."""
    out_of = _OUT_OF.match(text, first.end)
    whole = _read_number(text, out_of.end(), known) if out_of is not None and 1 <= first.value <= 10 else None
    if whole is None or whole.is_year or whole.value <= first.value or whole.value % 1 or first.value % 1:
        return None
    if not _SHARE_ENDS.match(text, whole.end) or _read_unit(text, whole.end, known).dimension is not None:
        return None
    return _Number(_EXACT.divide(100 * first.value, whole.value).quantize(Decimal("0.0001")), whole.end, plain=False)


def _read_unit(text: str, at: int, known: Lexicon, money: str | None = None) -> _Unit:
    """The unit behind a number, with its denominators; of dimension None where there is none.

    `money` is the sign before the number, which then has no other unit.
    """
    found = known.unit.match(text, at) if money is None else None
    word = found[1] if found is not None else money
    named = _find_unit(word, known) if word is not None else None
    if named is None:
        return _Unit(None, _ONE, at)
    dimension, scale = named
    end, factor = found.end() if found is not None else at, _ONE
    below: list[str] = []
    while len(below) < 3 and (per := _PER.match(text, end)):
        word = per[1] or per[2]
        divisor = _find_unit(word, known)
        below.append(divisor[0] if divisor else word.casefold())
        if divisor is not None:
            factor = _EXACT.multiply(factor, _EXACT.divide(known.largest[divisor[0]], divisor[1]))
        end = per.end()
    if rate := known.rate.match(text, end):
        times, name = known.rates[" ".join(rate[1].casefold().split())]
        divisor = known.names[name]
        below.append(divisor[0])
        factor = _EXACT.multiply(factor, _EXACT.multiply(times, _EXACT.divide(known.largest[divisor[0]], divisor[1])))
        end = rate.end()
    return _Unit("/".join([dimension, *sorted(below)]), _EXACT.multiply(scale, factor), end, dimension, factor)


def _find_unit(word: str, known: Lexicon) -> tuple[str, Decimal] | None:
    symbol = known.symbols.get(word)
    if symbol is not None:
        return symbol
    name = word.casefold()
    return known.names.get(name) or known.names.get(name.removesuffix("s"))


def _counts_people(text: str, at: int, known: Lexicon) -> bool:
    """True where people, animals or studies stand within three words behind a number: 31 women, 99 older adults."""
    counted = _COUNTED.match(text, at)
    return counted is not None and any(word and word.casefold() in known.people for word in counted.groups())


def _is_name(before: str, text: str, numbers: tuple[_Number, _Number], known: Lexicon) -> bool:
    """True for a bare number that names something: a year, a day of a month, phase 3, DSM 5."""
    first, last = numbers
    if first.is_year and (last is first or last.is_year):
        return True
    if (behind := _WORD_BEHIND.match(text, last.end)) and behind[1] in known.months:
        return True
    if (listed := _LISTED_BEFORE.search(before)) and known.is_label(listed[1]):
        return True
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    if word[1] in known.months or known.is_label(word[1]):
        return True
    return first.plain and len(word[1]) > 1 and word[1].isupper() and word[1].isascii()


def _stands_first(text: str, start: int, number: _Number) -> bool:
    """True for a number before the capital that begins a sentence: the marker of the sentence before."""
    behind = _WORD_BEHIND.match(text, number.end) if start == 0 and number.plain else None
    return behind is not None and behind[1][0].isupper()


def _skip_token(text: str, at: int) -> int:
    rest = _TOKEN_REST.match(text, at)
    return rest.end() if rest is not None else at + 1
