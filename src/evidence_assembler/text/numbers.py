"""The numbers of a text as they are written: in figures, with powers of ten, in words; exact, each with its place.

More is read here than `quantities` does, and less is understood: years, p values, ratios and labels are numbers too.
Names that hold digits (IL-6, p53, SARS-CoV-2, 5.1.2) and the markers of citations ([3,4]) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.text.figures import FRACTIONS, HYPHENS, LONGEST, MARKER, TIES, VULGAR, large_words, number_words

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_GREATEST = 30  # the greatest power of ten that is read
_ONE = Decimal(1)
_ARTICLES = ("a", "an")  # before hundred and its like
# A number is not part of a word, nor tied to one by a hyphen before it; a hyphen behind it is looked at by who asks.
_FIGURES = re.compile(
    rf"(?<![^\W_])(?<![^\W\d_][{HYPHENS}])(?<![0-9][.·,])"
    r"(?:(?P<grouped>[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:[.·][0-9]++)?)"
    rf"|(?P<spaced>[0-9]{{1,3}}(?:[{TIES}][0-9]{{3}})++(?![0-9])|[0-9]{{1,3}}(?:\ [0-9]{{3}}){{1,3}}+(?![0-9]))"
    r"|(?P<fraction>[1-9])[/⁄](?P<whole>[2-9]|10)(?![/⁄.,]?[0-9])"
    r"|(?P<comma>[0-9]++,[0-9]{1,2}(?![0-9,]))"
    rf"|(?P<plain>[0-9]++(?:[.·][0-9]++)*+|[.·][0-9]++)(?P<half>[{VULGAR}]?)"
    rf"|(?P<vulgar>[{VULGAR}]))"
)
_POWER = re.compile(
    r"\s?[×x∙·*✕]\s?10(?:\s?\^\s?|\*\*)?(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}"
    r"|\([-−–+]?[0-9]{1,2}\)|[-−–+]?[0-9]{1,2}(?![0-9]|[.,][0-9]))"
)
_BARE_POWER = re.compile(
    r"\((?P<held>[-−–+]?[0-9]{1,2})\)|(?:\^|\*\*)(?P<raised>[-−–+]?[0-9]{1,2}(?![0-9]))|(?P<set>[⁻⁺]?[⁰¹²³⁴-⁹]{1,2})"
)
_LARGE_WORD = r"hundred|thousand|million|billion|trillion"
_LARGE = re.compile(rf"[ {TIES}-]({_LARGE_WORD})s?(?![^\W_])", re.IGNORECASE)
_JOINT = r"\s?(?:[-–—]|\b(?:to|and|or)\b)\s?[$€£]?"
_SHARED = re.compile(rf"{_JOINT}[0-9][0-9.,·]{{0,20}}[ {TIES}-]({_LARGE_WORD})(?![^\W_])", re.IGNORECASE)
_SHARED_FIRST = re.compile(rf"(?<![^\W_])(?<![0-9][.,])([0-9][0-9.,·]{{0,20}})(?={_SHARED.pattern})", re.IGNORECASE)
# "in millions", "(thousands)": what the numbers of a table count.
_LARGE_UNIT = re.compile(rf"(?:\bin |\(|× ?|[$€£] ?)({_LARGE_WORD})s?(?![^\W_])", re.IGNORECASE)
_LARGE_SIGN = re.compile(r"(?<![^\W_])(?<![0-9][.,])([0-9]{1,6}(?:\.[0-9]{1,6})?) ?(k|K|mn|m|M|bn|B|tn)(?![^\W_])")
_LARGE_SIGNS = {"k": 3, "K": 3, "m": 6, "mn": 6, "M": 6, "bn": 9, "B": 9, "tn": 12}  # powers of ten
_MARKER = re.compile(MARKER)
_WRITTEN = re.compile(
    re.sub(
        r"\(\?P<[a-z]+>", "(?:", f"(?:{_FIGURES.pattern})(?:{_POWER.pattern}|{_BARE_POWER.pattern}|{_LARGE.pattern})?"
    ),
    re.IGNORECASE,
)
_POWERED = re.compile(
    re.sub(
        r"\(\?P<[a-z]+>", "(?:", rf"(?<![0-9])[0-9]++(?:[.,·][0-9]++)?{_POWER.pattern}|\b10(?:{_BARE_POWER.pattern})"
    )
)
# What makes two numbers with the same figures two.
_SCALED = re.compile(rf"[×^*⁰¹²³⁴-⁹⁄/{VULGAR}]|[ -](?:hundred|[a-z]{{1,4}}(?:illion|usand))", re.IGNORECASE)
_TOKEN = re.compile(rf"(?<![^\W_])(?<![^\W\d_][{HYPHENS}])[0-9]+(?:[.,·][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its place in code points, and one in its last digit as written.

    `readings` has every value it may stand for: 4,5 is 4.5 in some countries and two numbers in others. The first is
    the likeliest. Signs are left out: whether a fall is written as -3 or as 3 is a matter of words.
    `parts` are the numbers of figures with spaces between, 12 345, where the space groups none.
    """

    readings: tuple[Decimal, ...]
    step: Decimal
    start: int
    end: int
    in_words: bool = False
    parts: tuple[Decimal, ...] = ()

    @property
    def value(self) -> Decimal:
        """What it most likely stands for."""
        return self.readings[0]


class _Words(NamedTuple):
    numbers: dict[str, Decimal]
    large: dict[str, Decimal]
    said: dict[str, tuple[Decimal, ...]]
    said_per_cent: dict[str, tuple[Decimal, ...]]
    spelled: re.Pattern[str]
    token: re.Pattern[str]


def read_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text that are written in figures, in their order, in time linear in its length.

    >>> [str(one.value) for one in read_numbers("IL-6 fell by 12.5 % in 1,204 adults (p = 1.7 × 10⁻⁹) [3].")]
    ['12.5', '1204', '1.7E-9']
    """
    return tuple(_read_figures(text))


def read_spelled(text: str) -> tuple[Number, ...]:
    """The numbers of a text that are written in words, in their order.

    >>> [str(one.value) for one in read_spelled("Twenty-five of one hundred and ten had two or three.")]
    ['25', '110', '2', '3']
    """
    return tuple(number for found in _words().spelled.finditer(text) for number in _read_words(found))


def read_said(text: str, *, per_cent: bool = False) -> frozenset[Decimal]:
    """What words such as half, twice and dozen may stand for in a text: as numbers, or in per cent.

    >>> sorted(map(str, read_said("Half of them had it twice."))), read_said("Half of them.", per_cent=True)
    (['0.5', '2'], frozenset({Decimal('50')}))
    """
    said = _words().said_per_cent if per_cent else _words().said
    return frozenset(value for word in set(text.casefold().replace("-", " ").split()) for value in _values(word, said))


def may_have_number(text: str) -> bool:
    """False where neither `read_numbers` nor `read_spelled` would find one; the cheap test before them."""
    if _FIGURES.search(text) is not None:
        return True
    words = _words()
    return not words.numbers.keys().isdisjoint(text.casefold().replace("-", " ").split())


def read_values(text: str) -> frozenset[Decimal]:
    """Every value that a number of a text may stand for, in figures and in words; quicker than reading them one by one.

    >>> sorted(map(str, read_values("Two of 1,204 adults had 1.5 million.")))
    ['1.204', '1.5E+6', '1204', '2']
    """
    if "[" in text:
        text = _MARKER.sub("[]", text)
    written = {found[0] for found in _WRITTEN.finditer(text)}
    figures = {value for one in written for number in _read_figures(one) for value in (*number.readings, *number.parts)}
    return frozenset(figures.union((number.value for number in read_spelled(text)), _read_large(text, figures)))


def _read_large(text: str, figures: set[Decimal]) -> Iterator[Decimal]:
    """What numbers stand for that no word right behind them makes large: 3 to 5 million, €3.2bn, "in millions"."""
    for number, sign in _LARGE_SIGN.findall(text):
        yield Decimal(number).scaleb(_LARGE_SIGNS[sign])
    large = _words().large
    if not any(word in text.casefold() for word in large):
        return
    scales = {large[word.casefold()] for word in _LARGE_UNIT.findall(text)}
    yield from (value * scale for value in figures for scale in scales)
    for found in _SHARED_FIRST.finditer(text):
        scale = large[found[2].casefold()]
        yield from (value * scale for number in _read_figures(found[1]) for value in number.readings)


def read_plain(text: str) -> frozenset[str]:
    """The numbers of a text as they are written, without powers, and its number words.

    A number that stands in these sets of two texts stands in both: the quick way to see that a text has all numbers of
    another, where `has_only_plain` is true of that one.
    """
    if "[" in text:
        text = _MARKER.sub("", text)
    if not has_only_plain(text):
        text = _POWERED.sub("", text)
    words = set(text.casefold().replace("-", " ").split())
    return frozenset(_TOKEN.findall(text)) | (words & _words().numbers.keys())


def has_only_plain(text: str) -> bool:
    """False for a text with powers, fractions or large numbers in words: its figures do not tell its numbers."""
    return _SCALED.search(text) is None


def _values(word: str, said: dict[str, tuple[Decimal, ...]]) -> tuple[Decimal, ...]:
    return said.get(word.strip(".,;:()[]\"'”’"), ())


def _read_figures(text: str) -> Iterator[Number]:
    at = 0
    while (found := _FIGURES.search(text, at)) is not None:
        start, at = found.span()
        if text[start - 1 : start] == "[" and (marker := _MARKER.match(text, start - 1)):
            at = marker.end()
            continue
        if at - start > LONGEST:
            continue
        read = _read_digits(found)
        if read is None:
            continue
        readings, step = read
        parts = tuple(map(Decimal, re.split(rf"[ {TIES}]", found[0]))) if found["spaced"] else ()
        number = Number(readings, step, start, at, parts=parts)
        if (power := _read_power(text, number)) is not None:
            number = power
        elif large := _LARGE.match(text, at):
            scale = _words().large[large[1].casefold()]
            number = Number((number.value * scale,), step * scale, start, large.end())
        elif shared := _SHARED.match(text, at):
            scale = _words().large[shared[1].casefold()]
            number = Number((*readings, *(value * scale for value in readings)), step, start, at)
        at = number.end
        yield number


def _read_digits(found: re.Match[str]) -> tuple[tuple[Decimal, ...], Decimal] | None:
    """The readings of figures, and one in their last digit; None for what is a name: 5.1.2."""
    written = found[0]
    if found["fraction"]:
        part, whole = Decimal(found["fraction"]), Decimal(found["whole"])
        return ((part / whole).quantize(Decimal("0.0001")), part, whole), Decimal("0.0001")
    if found["grouped"]:
        plain = Decimal(written.replace(",", "").replace("·", "."))
        if written.count(",") > 1 or "." in written or "·" in written:
            return (plain,), _step_of(plain)
        return (plain, Decimal(written.replace(",", "."))), _ONE
    if found["spaced"]:
        return (Decimal(re.sub(rf"[ {TIES}]", "", written)),), _ONE
    if found["comma"]:
        value = Decimal(written.replace(",", "."))
        return (value, *(Decimal(part) for part in written.split(","))), _step_of(value)
    if found["vulgar"]:
        value = Decimal(FRACTIONS[written])
        return (value,), Decimal("0.001")
    digits = found["plain"].replace("·", ".")
    if digits.count(".") > 1:
        if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", digits):
            return (Decimal(digits.replace(".", "")),), _ONE
        return None
    value = Decimal(digits)
    if found["half"]:
        return (value + Decimal(FRACTIONS[found["half"]]), value), Decimal("0.001")
    return (value,), _step_of(value)


def _step_of(value: Decimal) -> Decimal:
    return _ONE.scaleb(int(value.as_tuple().exponent))


def _read_power(text: str, number: Number) -> Number | None:
    """The number with the power of ten behind it: 1.7 × 10⁻⁹, 10^9; None where there is none."""
    behind = _POWER.match(text, number.end)
    if behind is not None:
        raised, scale = behind["raised"], number.value
        if raised.isascii() and raised.isdigit() and not behind[0].endswith(("^" + raised, "**" + raised)):
            lost = scale.scaleb(int(raised))  # × 109 may be × 10⁹ whose superscript was lost, or the number 109
            return Number((lost, *number.readings, Decimal(f"10{raised}")), number.step, number.start, behind.end())
    elif number.value == 10 and (behind := _BARE_POWER.match(text, number.end)):
        raised, scale = behind["raised"] or behind["set"] or behind["held"], _ONE
    else:
        return None
    power = int(raised.strip("()").translate(_RAISED).replace("−", "-").replace("–", "-"))
    if abs(power) > _GREATEST:
        return None
    step = number.step if scale is not _ONE else _ONE
    return Number((scale.scaleb(power),), step.scaleb(power), number.start, behind.end())


def _read_words(found: re.Match[str]) -> Iterator[Number]:
    """The numbers of words that follow each other: "twenty-five", "one hundred and ten"; "two and three" are two."""
    words = _words()
    whole = part = Decimal(0)
    start = end = found.start()
    joint = ""
    last: Decimal | None = None
    for token in words.token.finditer(found[0]):
        word = token[0].casefold()
        if word == "and":
            joint = word
            continue
        at, until = found.start() + token.start(), found.start() + token.end()
        value = _ONE if word in _ARTICLES else words.numbers.get(word)
        if value is None:
            scale = words.large[word]
            if last is None or joint:  # "and hundred" is nothing
                last, joint = None, ""
                continue
            part *= scale
            if scale > 100:
                whole, part = whole + part, Decimal(0)
            value = scale
        elif last is not None and _goes_on(last, value, joint):
            part += value
        else:
            if last is not None:
                yield Number((whole + part,), _ONE, start, end, in_words=True)
            whole, part, start = Decimal(0), value, at
        last, end, joint = value, until, ""
    if last is not None:
        yield Number((whole + part,), _ONE, start, end, in_words=True)


def _goes_on(last: Decimal, value: Decimal, joint: str) -> bool:
    """True for five behind twenty, and for what stands behind hundred and thousand."""
    if last >= 100:
        return value < last
    return not joint and 20 <= last < 100 and last % 10 == 0 and 0 < value < 10


@cache
def _words() -> _Words:
    numbers, large = number_words(), large_words()
    table = read_table("numbers")
    said, said_per_cent = (
        {word: tuple(map(Decimal, values)) for word, values in table[name].items()}
        for name in ("said", "said_per_cent")
    )
    one = "|".join(sorted(numbers, key=len, reverse=True))
    one += rf"|an?(?= (?:{'|'.join(large)})(?![^\W_]))"
    more = "|".join(sorted({*numbers, *large}, key=len, reverse=True))
    return _Words(
        numbers=numbers,
        large=large,
        said=said,
        said_per_cent=said_per_cent,
        spelled=re.compile(
            rf"(?<![^\W_])(?:{one})(?![^\W_'’])(?:(?:[- ]| and )(?:{more})(?![^\W_'’])){{0,12}}",
            re.IGNORECASE,
        ),
        token=re.compile(r"[a-z]+", re.IGNORECASE),
    )
