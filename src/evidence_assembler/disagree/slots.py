"""What a sentence gives a value for: its quantities, each with what is left of the sentence when they are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from evidence_assembler.disagree.wording import KEPT, WORD, read_lists, reduce_roughly, reduce_word
from evidence_assembler.text.quantities import PEOPLE, Quantity, may_have_quantity, read_interval, read_quantities

_ADDED = re.compile(r"[,;] (?:and|but|which|who|although|though|while|whereas) ")

_MAY_BE_CERTAINTY = re.compile(r"CI|CrI|IQR|\bS[DE]|[Rr]ange|interval|[PpnN²2] ?[=<>≤≥]|[0-9%] [(\[]")

_BRACKET = re.compile(r"(?<=([0-9%]))? ?[(\[]([^()\[\]]*)[)\]]")

_CLAUSE = re.compile(r"[,;] ([^,;()\[\]]*?)(?=[,;)\]]|\.?\Z|\. )")

_LETTERS = re.compile(r"[^\W\d_]+")

_BARE = re.compile(r"[nN] ?= ?[0-9,]+|[-–−0-9.·% ]+(?:to|,|of|/)? ?[-–−0-9.·% ]+")

PAIR = re.compile(r"(?<![\w/.])([1-9][0-9]{1,2})/([1-9][0-9]{1,2})(?: ?mm ?Hg)?(?![\w/]|\.[0-9])")

_DEFINES = re.compile(
    r"\b(?:(?:is|are|means) an?|(?:defined|diagnosed) (?:as|by|at|with)(?: an?)?)((?: [\w-]+){0,4}) \Z"
)

_FIRST_WORDS = re.compile(r"[\w-]+")

_CLOSED = re.compile(r"[^\w%]*\Z")

_NEARLY_CLOSED = re.compile(r"(?: [\w-]+){0,3}[.;]?\Z")

_ARE_NEEDED = re.compile(r"(?: [\w-]+){0,4}? (?:is|are|was|were) ([a-z]+)")

_LONG = 8  # words that two sentences share: the more there are, the less likely is another thing

_FEW = 3  # words of a heading, which orders nothing

_MANY = 12  # quantities: what has more is a table, not a sentence

_NEAR = 200  # code points before a quantity in which its verb is looked for

_SUBJECT = 6  # words of the longest subject that a study is looked for in

_SLOT = "#"  # stands for a quantity among words


class Slot(NamedTuple):
    """A quantity that a sentence is about. Two slots are comparable where their keys are equal.

    `words` are those around it where it is the only quantity; None where the key holds them, in their order. `about`
    is the sentence with a gap where the quantity stands. `own` marks what is told of a study itself: how long it was.
    """

    key: tuple[object, ...]
    own: bool
    words: frozenset[str] | None
    quantity: Quantity
    says: str
    about: str


def cut_pair(text: str, pair: re.Match[str]) -> tuple[str, str]:
    """The text with each of the two numbers of a pair, which are taken for millimetres of mercury."""
    before, behind = text[: pair.start()], text[pair.end() :]
    return f"{before}{pair[1]} mm Hg{behind}", f"{before}{pair[2]} mm Hg{behind}"


def find_comparable(dimension: str | None) -> str | None:
    """Months can be told from days and weeks, though not to the day."""
    return "time" if dimension == "calendar" else dimension


def take_limits(quantity: Quantity, about: str, before: str) -> Quantity:
    """The quantity, whose "below" is a limit where the sentence defines, speaks of a target or of what should be."""
    if quantity.kind not in ("below", "above"):
        return quantity
    if _defines(before) or not read_lists().limited.isdisjoint(about.casefold().split()):
        return replace(quantity, kind="at_most" if quantity.kind == "below" else "at_least")
    return quantity


def _defines(before: str) -> bool:
    """True where the words before a limit make it that of a thing: fever is a temperature above 38 °C."""
    found = _DEFINES.search(before[-_NEAR:])
    if found is None:
        return False
    words, table = found[1].casefold().split(), read_lists()
    return table.not_defining.isdisjoint(words) and table.study_people.isdisjoint(words)


def _cut_addition(text: str) -> str:
    """The text without what it adds behind its last digit: ", and was well tolerated"."""
    if _ADDED.search(text) is None:
        return text
    added = _ADDED.search(text, max(map(text.rfind, "0123456789")) + 1)
    return text[: added.start()] if added is not None else text


def _cut_certainty(text: str) -> str:
    """The text without what only tells how sure its values are: intervals, spreads, p values."""
    if not any(map(text.__contains__, "([,;")) or not _MAY_BE_CERTAINTY.search(text):
        return text
    text = _BRACKET.sub(lambda found: "" if _tells_certainty(found[2], behind_value=bool(found[1])) else found[0], text)
    return _CLAUSE.sub(lambda found: "" if _tells_certainty(found[1]) else found[0], text)


def _tells_certainty(words: str, *, behind_value: bool = False) -> bool:
    """True for words that only hold an interval, a spread or a p value, as 95 % CI 0.6 to 0.9 and P = .02 do."""
    if not any(map(str.isdigit, words)):
        return False
    table = read_lists()
    said = {word.casefold() for word in _LETTERS.findall(words)}
    if not said.isdisjoint(table.certainty) and said <= table.certainty | table.beside_certainty | table.measures:
        return True
    return behind_value and len(words) < _NEAR and _BARE.fullmatch(words) is not None


@lru_cache(KEPT)
def read_words(text: str) -> frozenset[str] | None:
    """The words of a text outside its quantities, roughly: the same for texts whose slots may be comparable.

    None where nothing in it may be a quantity.
    """
    if not may_have_quantity(text) and read_interval(text) is None:
        return None
    words = WORD.findall(_cut_certainty(_cut_addition(text)))
    reduced = set(map(reduce_roughly, words))
    reduced.discard("")
    numbers = [place for place, word in enumerate(words) if word.isdecimal()]
    reduced.update(words[place] for place in numbers if place and words[place - 1].casefold() in read_lists().labels)
    return frozenset(reduced)


@lru_cache(KEPT)
def read_slots(text: str) -> tuple[Slot, ...]:
    """The quantities that a text is about; none of a text that says which of several studies it speaks of."""
    table = read_lists()
    text = _cut_certainty(_cut_addition(text))
    if table.pointing.match(text) or table.studies.search(text):
        return ()
    pair = PAIR.search(text)
    if pair is not None and int(pair[1]) > int(pair[2]) and PAIR.search(text, pair.end()) is None:
        return tuple(_read_pair(text, pair))
    quantities = read_quantities(text)
    if len(quantities) > _MANY:
        return ()
    interval = read_interval(text) if not quantities else None
    if interval is not None:
        quantities = (interval,)
    rate = _find_rate(text, quantities)
    quantities = tuple(_take_rate(quantity, rate) for quantity in quantities)
    frame: list[str] = []
    at = 0
    for quantity in (*quantities, None):
        words = WORD.findall(text, at, quantity.start if quantity is not None else len(text))
        frame.extend(reduced for word in words if (reduced := reduce_word(word)) and word != rate)
        if quantity is not None:
            frame.append(_SLOT)
            at = quantity.end
    if len(frame) == len(quantities) and not _is_order(text, quantities):
        return ()
    own = _is_of_study(text)
    values = [(one.dimension, one.kind, one.low, one.high) for one in quantities]
    return tuple(
        Slot(
            key=(find_comparable(quantity.dimension),)
            if len(values) == 1
            else (find_comparable(quantity.dimension), tuple(frame), place, *values[:place], *values[place + 1 :]),
            own=own,
            words=frozenset(frame) - {_SLOT} if len(values) == 1 else None,
            quantity=take_limits(quantity, text, text[: quantity.start]),
            says=text[quantity.start : quantity.end] + (f" {rate}" if rate is not None else ""),
            about=f"{text[: quantity.start]}…{text[quantity.end :].rstrip('.')}",
        )
        for place, quantity in enumerate(quantities)
        if quantity.dimension != PEOPLE
        and (
            interval is not None
            or _is_about(text, quantity, alone=len(values) == 1)
            or (len(frame) - len(values) >= _LONG and not _is_condition(text, quantity))
        )
    )


def _read_pair(text: str, pair: re.Match[str]) -> Iterator[Slot]:
    """What a text is about that has a pair such as 140/90: both numbers, each in its place."""
    for place, part in enumerate(cut_pair(text, pair)):
        number = pair[place + 1]
        for slot in read_slots(part):
            if slot.quantity.dimension == "mercury" and f"{number} mm Hg" in slot.says:
                said = slot.says.replace(f"{number} mm Hg", pair[0])
                yield slot._replace(key=("pair", place, *slot.key), says=said)


def _is_of_study(text: str) -> bool:
    """True for a text on what a study was, and not on what it found: its length, its people, what they were given."""
    table = read_lists()
    subject: list[str] = []
    words = [found[0].casefold() for found in _FIRST_WORDS.finditer(text, 0, _NEAR)]
    if not table.always.isdisjoint(words):
        return True
    for place, word in enumerate(words):
        if word in table.be or word in table.modals:
            return False
        if place and (word in table.study_past or (word.endswith("ed") and len(word) > 4)):
            if word in table.study_telling:
                return False
            if len(subject) <= _SUBJECT and not table.study_own.isdisjoint(subject):
                return True
            if word in table.have:
                return False
            if not table.study_people.isdisjoint(subject[:2]):
                return True
            if word in table.lasting and not table.procedures.isdisjoint(subject):
                return True
            return word in ("was", "were") and not table.done.isdisjoint(words[place + 1 : place + 3])
        subject.append(word)
    return False


def _is_order(text: str, quantities: Sequence[Quantity]) -> bool:
    """True for a limit that needs no other word: do not exceed 3 g a day."""
    return len(quantities) == 1 and quantities[0].kind in ("at_most", "at_least") and len(text.split()) > _FEW


def _find_rate(text: str, quantities: Sequence[Quantity]) -> str | None:
    """The word that makes the only amount of a text one of a day or a week: the maximum daily dose is 5 mg.

    None where there is none, or where it stands in the quantity itself: 5 mg twice daily.
    """
    rates = read_lists().rates
    if len(quantities) != 1 or quantities[0].dimension not in read_lists().amounts:
        return None
    (quantity,) = quantities
    outside = (*WORD.findall(text, 0, quantity.start), *WORD.findall(text, quantity.end))
    found = [word for word in outside if word in rates]
    return found[0] if len(found) == 1 and read_lists().times.isdisjoint(outside) else None


def _take_rate(quantity: Quantity, rate: str | None) -> Quantity:
    """The quantity a week, as rates are kept, where a word elsewhere makes it one of a day or a week."""
    if rate is None:
        return quantity
    times = read_lists().rates[rate]
    low, high = (None if end is None else end * times for end in (quantity.low, quantity.high))
    return replace(quantity, dimension=f"{quantity.dimension}/time", low=low, high=high, step=quantity.step * times)


def _is_condition(text: str, quantity: Quantity) -> bool:
    """True for a number that may limit what is said: a dose, a time, what follows a word such as "after"."""
    table = read_lists()
    before = text[max(0, quantity.start - _NEAR) : quantity.start].casefold().split()
    if not before or before[-1] in table.limiting:
        return True
    if quantity.dimension is None and quantity.step >= 1 and before[-1] not in table.empty:
        return True  # it may be part of a name: coronavirus 2
    return (quantity.dimension or "").partition("/")[0] in table.conditions


def _is_about(text: str, quantity: Quantity, *, alone: bool) -> bool:
    """True where the text is about this number: it follows what the table has, and does not limit what is said."""
    table = read_lists()
    before = text[max(0, quantity.start - _NEAR) : quantity.start].casefold().split()
    if not before and quantity.kind in ("at_most", "at_least"):
        return True
    if not before:
        share = quantity.dimension == "percent" and (quantity.about or text.startswith(" of ", quantity.end))
        found = _ARE_NEEDED.match(text, quantity.end)
        return share or (found is not None and found[1] in table.needed)
    if not table.conditional.isdisjoint(before[-4:-1]):
        return False
    last = before[-1].rstrip(",")
    if last.endswith((":", "=")):
        return True
    if last == "last":
        return len(before) > 1 and before[-2].endswith("s")  # symptoms last 3 weeks, but not: in the last 3 weeks
    if last in table.verbs or last in table.changes or last in table.named:
        return True
    if last == "in":
        return quantity.dimension == "percent"
    if last == "every":
        return alone
    if quantity.kind in ("at_most", "at_least", "below", "above") and _defines(text[: quantity.start]):
        return True
    if _closes(text, quantity, before):
        return True
    if last == "at":
        charged = quantity.dimension == "percent" and len(before) > 1 and before[-2].endswith("ed")
        return charged or not table.given.isdisjoint(before[-4:-1])
    if last in table.nouns and len(before) < 5 and _CLOSED.match(text, quantity.end):
        return table.verbs.isdisjoint(before)  # "Maximum dose 4.5 mg."
    if len(before) > 1 and before[-2] in table.modals:
        return True
    if last in table.given:
        return len(before) > 1 and before[-2] in table.verbs
    if quantity.kind in ("at_most", "at_least") and last in table.modals:
        return True
    if last == "of" and text.startswith((" is ", " are "), quantity.end):
        return len(before) > 1 and before[-2] in table.nouns
    if last not in table.joining or (not alone and quantity.dimension in ("time", "calendar")):
        return False
    return any(word in table.verbs or word in table.given or word in table.changes for word in before[:-1])


def _closes(text: str, quantity: Quantity, before: Sequence[str]) -> bool:
    """True for a number that ends a clause behind a verb of now, or a participle: expires after 60 seconds."""
    table = read_lists()
    if not _NEARLY_CLOSED.match(text, quantity.end):
        return False
    words = before[:-1] if before[-1] == "age" else before
    words = words[:-1] if words and words[-1] in table.closing else words
    if not words:
        return False
    verb, auxiliary = words[-1], words[-2] if len(words) > 1 else ""
    if verb in table.reached:
        return True
    if verb.endswith("ed") or verb in table.participles:
        return auxiliary in table.be
    return verb in table.verbs and not (verb in table.past or verb in table.be or verb in table.have)
