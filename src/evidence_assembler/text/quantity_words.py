"""The words of quantities: units, number words, limits, rates, and what a number behind a word names.

From the table `data/quantities.toml`, made ready for reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.text.figures import DASHES, TIES, VULGAR, large_words, number_words

QuantityKind = Literal["value", "range", "at_most", "at_least", "below", "above"]


class Lexicon(NamedTuple):
    """Words with what they mean, and the expressions that find them. `leads` and `tails` are said of limits."""

    start: re.Pattern[str]
    number_words: dict[str, Decimal]
    large: dict[str, Decimal]
    symbols: dict[str, tuple[str, Decimal]]
    names: dict[str, tuple[str, Decimal]]
    largest: dict[str, Decimal]
    unit: re.Pattern[str]
    sign: re.Pattern[str]
    signs: dict[str, str]
    sum: re.Pattern[str]
    sums: dict[str, Decimal]
    rate: re.Pattern[str]
    rates: dict[str, tuple[Decimal, str]]
    interval: re.Pattern[str]
    interval_ends: frozenset[str]  # the last words of what it finds
    lead: re.Pattern[str]
    leads: dict[str, str]
    tail: re.Pattern[str]
    tails: dict[str, QuantityKind]
    months: frozenset[str]
    labels: frozenset[str]
    people: frozenset[str]

    def is_label(self, word: str) -> bool:
        """True for a word that a number behind it names, such as week or section."""
        folded = word.casefold()
        return folded in self.labels or folded.removesuffix("s") in self.labels


def list_measures() -> tuple[frozenset[str], frozenset[str]]:
    """The words that can belong to a quantity (units, numbers, limits), and those that a number behind them names."""
    known = read_lexicon()
    phrases = " ".join([*known.symbols, *known.names, *known.rates, *known.leads, *known.tails, *known.number_words])
    words = {*phrases.replace("°", " ").split(), *known.large, *(f"{name}s" for name in known.names)}
    return frozenset(words), known.labels


@cache
def read_lexicon() -> Lexicon:
    """The table `quantities`, made ready."""
    table = read_table("quantities")
    words = table["words"]
    symbols = {
        sign: (kind, Decimal(scale)) for kind, signs in table["symbols"].items() for sign, scale in signs.items()
    }
    names = {name: (kind, Decimal(scale)) for kind, said in table["names"].items() for name, scale in said.items()}
    largest: dict[str, Decimal] = {}
    for kind, scale in (*symbols.values(), *names.values()):
        largest[kind] = max(scale, largest.get(kind, scale))
    for sign, quotient in table["quotients"].items():
        (kind, scale), (divisor, part) = (symbols[one] for one in quotient.split("/"))
        symbols[sign] = (f"{kind}/{divisor}", scale * largest[divisor] / part)
    leads = {said: kind for kind, phrases in table["leads"].items() for said in phrases}
    tails = {said: kind for kind, phrases in table["tails"].items() for said in phrases}
    spaced = [name for name in (*symbols, *names) if " " in name]
    return Lexicon(
        start=re.compile(
            rf"(?<![\w$€£])(?:{_either(table['money']['signs'])})\ ?(?=[0-9])"
            rf"|(?<![{DASHES}\w.,·/⁄:∶^′'#@$€£)\]”])[{DASHES}+]?(?:[0-9]|[.·][0-9]|[{VULGAR}])"
            rf"|(?<![{DASHES}\w])(?:{_either(number_words())})(?![\w'])",
            re.IGNORECASE,
        ),
        number_words=number_words(),
        large=large_words(),
        symbols=symbols,
        names=names,
        largest=largest,
        sign=re.compile(rf"({_either(table['money']['signs'])}) ?(?=[0-9])"),
        signs=table["money"]["signs"],
        sums={letters: Decimal(scale) for letters, scale in table["money"]["large"].items()},
        sum=re.compile(rf" ?({_either(table['money']['large'])})(?!\w)"),
        unit=re.compile(rf"[- {TIES}]?((?:{_either(spaced)})s?|[%‰€$£]|°[CF]|cmH2O|[A-Za-zµμ]+)(?![^\W_])"),
        rate=re.compile(rf",? ({_either(table['rates'])})(?!\w)", re.IGNORECASE),
        interval=re.compile(rf"(?<!\w)({_either(table['rates'])})[ .;]*\Z", re.IGNORECASE),
        interval_ends=frozenset(said.rpartition(" ")[2] for said in table["rates"]),
        rates={said: (Decimal(times), name) for said, (times, name) in table["rates"].items()},
        lead=re.compile(rf"(?<!\w)({_either(leads)}) ?\Z", re.IGNORECASE),
        leads=leads,
        tail=re.compile(rf" ({_either(tails)})(?!\w)"),
        tails=tails,
        months=frozenset(words["months"]),
        labels=frozenset(words["labels"]),
        people=frozenset(words["people"]),
    )


def _either(phrases: Iterable[str]) -> str:
    """An expression for any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
