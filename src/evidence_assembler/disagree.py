"""Disagreeing: the statements that sources dispute, and those that give different values for one thing.

Two sentences of a topic give values for one thing where nothing but the value differs: the words, those left out that
carry none of the sense, and all other numbers are the same. A word more or less is let go where the question or the
topic has it. Which number a sentence is about, and which words carry no sense, stands in `data/disagreement.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.model.answer import Disagreement, Section, Side, Statement
from evidence_assembler.text.quantities import (
    PEOPLE,
    Quantity,
    list_measures,
    may_have_quantity,
    read_interval,
    read_quantities,
)

_WORD = re.compile(r"[^\W_]+(?:['’]t\b)?")
_ADDED = re.compile(r"[,;] (?:and|but|which|who|although|though|while|whereas) ")
_MAY_BE_CERTAINTY = re.compile(r"CI|CrI|IQR|\bS[DE]|[Rr]ange|interval|[PpnN²2] ?[=<>≤≥]|[0-9%] [(\[]")
_BRACKET = re.compile(r"(?<=([0-9%]))? ?[(\[]([^()\[\]]*)[)\]]")
_CLAUSE = re.compile(r"[,;] ([^,;()\[\]]*?)(?=[,;)\]]|\.?\Z|\. )")
_LETTERS = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"[nN] ?= ?[0-9,]+|[-–−0-9.·% ]+(?:to|,|of|/)? ?[-–−0-9.·% ]+")
_PAIR = re.compile(r"(?<![\w/.])([1-9][0-9]{1,2})/([1-9][0-9]{1,2})(?: ?mm ?Hg)?(?![\w/]|\.[0-9])")
_DEFINES = re.compile(
    r"\b(?:(?:is|are|means) an?|(?:defined|diagnosed) (?:as|by|at|with)(?: an?)?)((?: [\w-]+){0,4}) \Z"
)
_FIRST_WORDS = re.compile(r"[\w-]+")
_MONTH = Decimal("2629746")  # seconds, on average; from 28 to 31 days are within a tenth of it
_CLOSED = re.compile(r"[^\w%]*\Z")
_NEARLY_CLOSED = re.compile(r"(?: [\w-]+){0,3}[.;]?\Z")
_ARE_NEEDED = re.compile(r"(?: [\w-]+){0,4}? (?:is|are|was|were) ([a-z]+)")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{1,6}?)s?\)")
_TENTH = Decimal("0.1")  # what an approximation leaves open to either side
_LONG = 8  # words that two sentences share: the more there are, the less likely is another thing
_FEW = 3  # words of a heading, which orders nothing
_MANY = 12  # quantities: what has more is a table, not a sentence
_NEAR = 200  # code points before a quantity in which its verb is looked for
_KEPT = 4096  # texts whose reading is kept
_SUBJECT = 6  # words of the longest subject that a study is looked for in
_SLOT = "#"  # stands for a quantity among words

_AS_SHOWN: Mapping[str, str] = {}

_Placed = tuple[int, Statement]


class _Slot(NamedTuple):
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


class _Table(NamedTuple):
    empty: frozenset[str]
    first_of: Mapping[str, str]
    telling: frozenset[str]
    measures: frozenset[str]
    labels: frozenset[str]
    verbs: frozenset[str]
    changes: frozenset[str]
    named: frozenset[str]
    given: frozenset[str]
    nouns: frozenset[str]
    modals: frozenset[str]
    joining: frozenset[str]
    closing: frozenset[str]
    past: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    participles: frozenset[str]
    reached: frozenset[str]
    needed: frozenset[str]
    not_defining: frozenset[str]
    conditional: frozenset[str]
    limited: frozenset[str]
    limiting: frozenset[str]
    conditions: frozenset[str]
    amounts: frozenset[str]
    rates: Mapping[str, int]
    times: frozenset[str]
    certainty: frozenset[str]
    beside_certainty: frozenset[str]
    always: frozenset[str]
    study_own: frozenset[str]
    study_people: frozenset[str]
    procedures: frozenset[str]
    lasting: frozenset[str]
    done: frozenset[str]
    study_past: frozenset[str]
    study_telling: frozenset[str]
    studies: re.Pattern[str]
    pointing: re.Pattern[str]


def find_disagreements(
    sections: Iterable[Section], question: str = "", texts: Mapping[str, str] = _AS_SHOWN
) -> tuple[Disagreement, ...]:
    """What stands against what, in reading order.

    A statement with direct citations for and against it; two statements of a topic of which a source supports the one
    and disputes the other; and statements of a topic, each with a source, that give different values for one thing.
    A topic is its title, under whichever sections and in whichever case. `texts` has, by id, what to compare for the
    statements that are shown in other words. What the question names goes without saying.
    """
    topics: dict[str | None, list[_Placed]] = defaultdict(list)
    place = 0
    for section in sections:
        for topic in section.topics:
            for statement in topic.statements:
                text = texts.get(statement.id)
                told = statement if text is None else statement.model_copy(update={"text": text})
                topics[" ".join(topic.title.casefold().split()) if topic.title else None].append((place, told))
                place += 1
    found = [one for placed in topics.values() for one in _find_disputes(placed)]
    found += [one for title, placed in topics.items() for one in _find_values(placed, f"{question} {title or ''}")]
    return tuple(disagreement for _, disagreement in sorted(found, key=lambda pair: pair[0]))


def says_otherwise(one: str, other: str, about: str = "") -> bool:
    """True where two values, as they are written, cannot both be right of one thing; `about` is a sentence on it.

    >>> says_otherwise("4.5 mg", "5 mg"), says_otherwise("4.5 mg", "4,500 µg"), says_otherwise("about 13 mg", "12.5 mg")
    (True, False, False)
    """
    before = about.partition("…")[0]
    first, second = (
        [_take_limits(quantity, about, before) for quantity in _read_said(words)] if words else []
        for words in (one, other)
    )
    if len(first) != len(second) or any(quantity.start for quantity in (*first, *second)):
        return False
    return any(
        _comparable(a.dimension) == _comparable(b.dimension) and not _agree(a, b)
        for a, b in zip(first, second, strict=True)
    )


def rests_on_several(disagreement: Disagreement) -> bool:
    """False where all values rest on the same works: no sources disagree, one of the values is misread."""
    return disagreement.kind == "disputed" or len({frozenset(side.numbers) for side in disagreement.sides}) > 1


def _read_said(words: str) -> tuple[Quantity, ...]:
    """The one value that the words are, both of a pair such as 140/90; none of other words."""
    if pair := _PAIR.search(words):
        return tuple(one for part in _part(words, pair) for one in read_quantities(part)[:1])
    interval = read_interval(words)
    read = read_quantities(words) or ((interval,) if interval is not None else ())
    return read if len(read) == 1 else ()


def _part(text: str, pair: re.Match[str]) -> tuple[str, str]:
    """The text with each of the two numbers of a pair, which are taken for millimetres of mercury."""
    before, behind = text[: pair.start()], text[pair.end() :]
    return f"{before}{pair[1]} mm Hg{behind}", f"{before}{pair[2]} mm Hg{behind}"


def _comparable(dimension: str | None) -> str | None:
    """Months can be told from days and weeks, though not to the day."""
    return "time" if dimension == "calendar" else dimension


def _take_limits(quantity: Quantity, about: str, before: str) -> Quantity:
    """The quantity, whose "below" is a limit where the sentence defines, speaks of a target or of what should be."""
    if quantity.kind not in ("below", "above"):
        return quantity
    if _defines(before) or not _table().limited.isdisjoint(about.casefold().split()):
        return replace(quantity, kind="at_most" if quantity.kind == "below" else "at_least")
    return quantity


def _defines(before: str) -> bool:
    """True where the words before a limit make it that of a thing: fever is a temperature above 38 °C."""
    found = _DEFINES.search(before[-_NEAR:])
    if found is None:
        return False
    words, table = found[1].casefold().split(), _table()
    return table.not_defining.isdisjoint(words) and table.study_people.isdisjoint(words)


def _list_numbers(statement: Statement, intent: str) -> tuple[int, ...]:
    """The numbers of what is cited with that intent, and directly."""
    cited = [one.number for one in statement.citations if one.intent == intent and one.indirect is None]
    return tuple(dict.fromkeys([number for number in cited if number is not None]))


def _find_disputes(placed: Sequence[_Placed]) -> Iterator[tuple[int, Disagreement]]:
    """The disputed statements of a topic.

    What a disputing source says instead is another statement of the topic that it supports: the only one of those that
    rest on no source of the disputed one, since a source does not stand against itself.
    """
    if not any(citation.intent == "disputes" for _, statement in placed for citation in statement.citations):
        return
    supported: dict[int, list[Statement]] = defaultdict(list)
    for _, statement in placed:
        for number in _list_numbers(statement, "supports"):
            supported[number].append(statement)
    for place, statement in placed:
        against: dict[str, list[int]] = {}
        numbers = _list_numbers(statement, "supports")
        for number in _list_numbers(statement, "disputes"):
            instead = [one.id for one in supported[number] if not {*numbers} & {*_list_numbers(one, "supports")}]
            against.setdefault(instead[0] if len(instead) == 1 else statement.id, []).append(number)
        if against and (numbers or against.keys() != {statement.id}):
            sides = (Side(statement=other, numbers=tuple(cited)) for other, cited in against.items())
            yield place, Disagreement(kind="disputed", sides=(Side(statement=statement.id, numbers=numbers), *sides))


def _find_values(placed: Sequence[_Placed], said: str) -> Iterator[tuple[int, Disagreement]]:
    """The statements of a topic that give different values; `said` is the question and the title of the topic."""
    alike: dict[frozenset[str], list[_Placed]] = defaultdict(list)
    long = _find_acronyms([said, *(statement.text for _, statement in placed)])
    known = _spell_out(frozenset(map(_reduce, _WORD.findall(said))), long) - _table().telling
    for one in placed:
        words = _read_words(one[1].text)
        if words is not None and _list_numbers(one[1], "supports"):
            alike[_spell_out(words, long) - known].append(one)
    for group in alike.values():
        if len(group) > 1:
            yield from _compare_values(group, known, long)


def _compare_values(
    alike: Iterable[_Placed], known: frozenset[str], long: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, Disagreement]]:
    groups: dict[tuple[object, ...], list[tuple[int, Statement, _Slot]]] = defaultdict(list)
    for place, statement in alike:
        for slot in _read_slots(statement.text):
            words = _spell_out(slot.words, long) if slot.words is not None else None
            key = (*slot.key, words - known) if words is not None else slot.key
            # two studies differ in themselves, one source does not
            for number in _list_numbers(statement, "supports") if slot.own else (None,):
                groups[*key, number].append((place, statement, slot._replace(words=words)))
    told = set()
    for group in groups.values():
        different = {(slot.words, slot.quantity): slot for _, _, slot in group}
        if len(different) < 2:
            continue
        apart = {key for key, slot in different.items() if any(_stand_apart(slot, one) for one in different.values())}
        sides = [one for one in group if (one[2].words, one[2].quantity) in apart]
        shown = tuple(
            Side(statement=one.id, says=slot.says, numbers=_list_numbers(one, "supports")) for _, one, slot in sides
        )
        if shown and shown not in told:  # both numbers of 140/90 are one value
            told.add(shown)
            yield sides[0][0], Disagreement(kind="numbers", about=sides[0][2].about, sides=shown)


def _stand_apart(one: _Slot, other: _Slot) -> bool:
    """True where the values differ, and no word but those that go without saying, on one side only."""
    if _agree(one.quantity, other.quantity):
        return False
    if one.words is None or other.words is None:
        return True
    if one.words == other.words:
        return True
    return not one.words.isdisjoint(other.words) and (one.words <= other.words or other.words <= one.words)


def _agree(one: Quantity, other: Quantity) -> bool:
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
    table = _table()
    said = {word.casefold() for word in _LETTERS.findall(words)}
    if not said.isdisjoint(table.certainty) and said <= table.certainty | table.beside_certainty | table.measures:
        return True
    return behind_value and len(words) < _NEAR and _BARE.fullmatch(words) is not None


@lru_cache(_KEPT)
def _read_words(text: str) -> frozenset[str] | None:
    """The words of a text outside its quantities, roughly: the same for texts whose slots may be comparable.

    None where nothing in it may be a quantity.
    """
    if not may_have_quantity(text) and read_interval(text) is None:
        return None
    words = _WORD.findall(_cut_certainty(_cut_addition(text)))
    reduced = set(map(_reduce_roughly, words))
    reduced.discard("")
    numbers = [place for place, word in enumerate(words) if word.isdecimal()]
    reduced.update(words[place] for place in numbers if place and words[place - 1].casefold() in _table().labels)
    return frozenset(reduced)


@lru_cache(_KEPT)
def _read_slots(text: str) -> tuple[_Slot, ...]:
    """The quantities that a text is about; none of a text that says which of several studies it speaks of."""
    table = _table()
    text = _cut_certainty(_cut_addition(text))
    if table.pointing.match(text) or table.studies.search(text):
        return ()
    pair = _PAIR.search(text)
    if pair is not None and int(pair[1]) > int(pair[2]) and _PAIR.search(text, pair.end()) is None:
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
        words = _WORD.findall(text, at, quantity.start if quantity is not None else len(text))
        frame.extend(reduced for word in words if (reduced := _reduce(word)) and word != rate)
        if quantity is not None:
            frame.append(_SLOT)
            at = quantity.end
    if len(frame) == len(quantities) and not _is_order(text, quantities):
        return ()
    own = _is_of_study(text)
    values = [(one.dimension, one.kind, one.low, one.high) for one in quantities]
    return tuple(
        _Slot(
            key=(_comparable(quantity.dimension),)
            if len(values) == 1
            else (_comparable(quantity.dimension), tuple(frame), place, *values[:place], *values[place + 1 :]),
            own=own,
            words=frozenset(frame) - {_SLOT} if len(values) == 1 else None,
            quantity=_take_limits(quantity, text, text[: quantity.start]),
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


def _read_pair(text: str, pair: re.Match[str]) -> Iterator[_Slot]:
    """What a text is about that has a pair such as 140/90: both numbers, each in its place."""
    for place, part in enumerate(_part(text, pair)):
        number = pair[place + 1]
        for slot in _read_slots(part):
            if slot.quantity.dimension == "mercury" and f"{number} mm Hg" in slot.says:
                said = slot.says.replace(f"{number} mm Hg", pair[0])
                yield slot._replace(key=("pair", place, *slot.key), says=said)


def _is_of_study(text: str) -> bool:
    """True for a text on what a study was, and not on what it found: its length, its people, what they were given."""
    table = _table()
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
    rates = _table().rates
    if len(quantities) != 1 or quantities[0].dimension not in _table().amounts:
        return None
    (quantity,) = quantities
    outside = (*_WORD.findall(text, 0, quantity.start), *_WORD.findall(text, quantity.end))
    found = [word for word in outside if word in rates]
    return found[0] if len(found) == 1 and _table().times.isdisjoint(outside) else None


def _take_rate(quantity: Quantity, rate: str | None) -> Quantity:
    """The quantity a week, as rates are kept, where a word elsewhere makes it one of a day or a week."""
    if rate is None:
        return quantity
    times = _table().rates[rate]
    low, high = (None if end is None else end * times for end in (quantity.low, quantity.high))
    return replace(quantity, dimension=f"{quantity.dimension}/time", low=low, high=high, step=quantity.step * times)


def _is_condition(text: str, quantity: Quantity) -> bool:
    """True for a number that may limit what is said: a dose, a time, what follows a word such as "after"."""
    table = _table()
    before = text[max(0, quantity.start - _NEAR) : quantity.start].casefold().split()
    if not before or before[-1] in table.limiting:
        return True
    if quantity.dimension is None and quantity.step >= 1 and before[-1] not in table.empty:
        return True  # it may be part of a name: coronavirus 2
    return (quantity.dimension or "").partition("/")[0] in table.conditions


def _is_about(text: str, quantity: Quantity, *, alone: bool) -> bool:
    """True where the text is about this number: it follows what the table has, and does not limit what is said."""
    table = _table()
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
    table = _table()
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


def _find_acronyms(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """What is written out before its acronym in brackets: low-dose naltrexone (LDN)."""
    long = {}
    for text in texts:
        if "(" in text:
            for found in _ACRONYM.finditer(text):
                letters = found[1].casefold()
                words = _WORD.findall(text[max(0, found.start() - 100) : found.start()])[-len(letters) :]
                if [word[0].casefold() for word in words] == list(letters):
                    long[_reduce(found[1])] = frozenset(map(_reduce, words))
    return long


def _spell_out(words: frozenset[str], long: Mapping[str, frozenset[str]]) -> frozenset[str]:
    short = words & long.keys() if long else None
    return (words - short).union(*(long[word] for word in short)) if short else words


@lru_cache(16 * _KEPT)
def _reduce(word: str) -> str:
    """A word without its ending, as the first of those that mean the same; empty for one that carries no sense."""
    table = _table()
    folded = word.casefold().replace("’", "'")
    if folded in table.empty:
        return ""
    return table.first_of.get(folded) or _stem(folded)


@lru_cache(16 * _KEPT)
def _reduce_roughly(word: str) -> str:
    """The same, and empty for all that may stand in a quantity."""
    measures = _table().measures
    return "" if word[0].isdecimal() or word in measures or word.casefold() in measures else _reduce(word)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith(("ss", "us", "is")):
            return word.removesuffix(ending)
    return word


@cache
def _table() -> _Table:
    table = read_table("disagreement")
    first_of = {word: _stem(row[0]) for row in table["same"] for word in row}
    changes = frozenset(word for row in table["same"] if row[0] in ("fall", "rise") for word in row)
    introduced, named, pointing = (
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        for words in (table["studies"]["introduced"], table["studies"]["named"], table["studies"]["pointing"])
    )
    before = table["before"]
    measures, labels = list_measures()
    return _Table(
        empty=frozenset(table["empty"]),
        first_of=first_of,
        telling=frozenset(first_of.get(word, _stem(word)) for word in table["telling"]),
        measures=measures,
        labels=labels,
        verbs=frozenset(before["verbs"]),
        changes=changes | frozenset(before["changes"]),
        named=frozenset(word.casefold() for word in before["measures"]),
        given=frozenset(before["given"]),
        nouns=frozenset(before["nouns"]),
        modals=frozenset(before["modals"]),
        joining=frozenset(before["joining"]),
        closing=frozenset(before["closing"]),
        past=frozenset(before["past"]),
        be=frozenset(before["be"]),
        have=frozenset(before["have"]),
        participles=frozenset(before["participles"]),
        reached=frozenset(before["reached"]),
        needed=frozenset(before["needed"]),
        not_defining=frozenset(before["not_defining"]),
        conditional=frozenset(before["conditional"]),
        limited=frozenset(before["limited"]),
        limiting=frozenset(table["limits"]["before"]),
        conditions=frozenset(table["limits"]["dimensions"]),
        amounts=frozenset(table["rates"]["amounts"]),
        rates=table["rates"]["a_week"],
        times=frozenset(table["rates"]["times"]),
        certainty=frozenset(table["certainty"]["terms"]),
        beside_certainty=frozenset(table["certainty"]["beside"]),
        always=frozenset(table["studies"]["always"]),
        study_own=frozenset(table["studies"]["own"]),
        study_people=frozenset(table["studies"]["people"]),
        procedures=frozenset(table["studies"]["procedures"]),
        lasting=frozenset(table["studies"]["lasting"]),
        done=frozenset(table["studies"]["done"]),
        study_past=frozenset(table["studies"]["past"]),
        study_telling=frozenset(table["studies"]["telling"]),
        studies=re.compile(rf"\b(?:{introduced})\s++(?:[\w-]++\s++){{0,4}}(?:{named})\b|\bet al\b", re.IGNORECASE),
        pointing=re.compile(rf"\W*(?:{pointing})\b", re.IGNORECASE),
    )
