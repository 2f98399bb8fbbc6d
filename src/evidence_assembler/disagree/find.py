"""Disagreeing: the statements that sources dispute, and those that give different values for one thing.

Two sentences of a topic give values for one thing where nothing but the value differs: the words, those left out that
carry none of the sense, and all other numbers are the same. A word more or less is let go where the question or the
topic has it. Which number a sentence is about, and which words carry no sense, stands in `data/disagreement.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evidence_assembler.disagree.agreeing import can_agree
from evidence_assembler.disagree.slots import PAIR, Slot, cut_pair, find_comparable, read_slots, read_words, take_limits
from evidence_assembler.disagree.wording import WORD, find_acronyms, read_lists, reduce_word, spell_out
from evidence_assembler.model.answer import Disagreement, Side, Statement, Topic
from evidence_assembler.text.quantities import Quantity, read_interval, read_quantities

_AS_SHOWN: Mapping[str, str] = {}

_Placed = tuple[int, Statement]


def find_disagreements(
    topics: Iterable[Topic], question: str = "", texts: Mapping[str, str] = _AS_SHOWN
) -> tuple[Disagreement, ...]:
    """What stands against what, in reading order.

    A statement with direct citations for and against it; two statements of a topic of which a source supports the one
    and disputes the other; and statements of a topic, each with a source, that give different values for one thing.
    A topic is its title, under whichever sections and in whichever case. `texts` has, by id, what to compare for the
    statements that are shown in other words. What the question names goes without saying.
    """
    by_title: dict[str | None, list[_Placed]] = defaultdict(list)
    place = 0
    for topic in topics:
        for statement in topic.statements:
            text = texts.get(statement.id)
            told = statement if text is None else statement.model_copy(update={"text": text})
            by_title[" ".join(topic.title.casefold().split()) if topic.title else None].append((place, told))
            place += 1
    found = [one for placed in by_title.values() for one in _find_disputes(placed)]
    found += [one for title, placed in by_title.items() for one in _find_values(placed, f"{question} {title or ''}")]
    return tuple(disagreement for _, disagreement in sorted(found, key=lambda pair: pair[0]))


def says_otherwise(one: str, other: str, about: str = "") -> bool:
    """True where two values, as they are written, cannot both be right of one thing; `about` is a sentence on it.

    >>> says_otherwise("4.5 mg", "5 mg"), says_otherwise("4.5 mg", "4,500 µg"), says_otherwise("about 13 mg", "12.5 mg")
    (True, False, False)
    """
    before = about.partition("…")[0]
    first, second = (
        [take_limits(quantity, about, before) for quantity in _read_said(words)] if words else []
        for words in (one, other)
    )
    if len(first) != len(second) or any(quantity.start for quantity in (*first, *second)):
        return False
    return any(
        find_comparable(a.dimension) == find_comparable(b.dimension) and not can_agree(a, b)
        for a, b in zip(first, second, strict=True)
    )


def rests_on_several(disagreement: Disagreement) -> bool:
    """False where all values rest on the same works: no sources disagree, one of the values is misread."""
    return disagreement.kind == "disputed" or len({frozenset(side.numbers) for side in disagreement.sides}) > 1


def _read_said(words: str) -> tuple[Quantity, ...]:
    """The one value that the words are, both of a pair such as 140/90; none of other words."""
    if pair := PAIR.search(words):
        return tuple(one for part in cut_pair(words, pair) for one in read_quantities(part)[:1])
    interval = read_interval(words)
    read = read_quantities(words) or ((interval,) if interval is not None else ())
    return read if len(read) == 1 else ()


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
    long = find_acronyms([said, *(statement.text for _, statement in placed)])
    known = spell_out(frozenset(map(reduce_word, WORD.findall(said))), long) - read_lists().telling
    for one in placed:
        words = read_words(one[1].text)
        if words is not None and _list_numbers(one[1], "supports"):
            alike[spell_out(words, long) - known].append(one)
    for group in alike.values():
        if len(group) > 1:
            yield from _compare_values(group, known, long)


def _compare_values(
    alike: Iterable[_Placed], known: frozenset[str], long: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, Disagreement]]:
    groups: dict[tuple[object, ...], list[tuple[int, Statement, Slot]]] = defaultdict(list)
    for place, statement in alike:
        for slot in read_slots(statement.text):
            words = spell_out(slot.words, long) if slot.words is not None else None
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


def _stand_apart(one: Slot, other: Slot) -> bool:
    """True where the values differ, and no word but those that go without saying, on one side only."""
    if can_agree(one.quantity, other.quantity):
        return False
    if one.words is None or other.words is None:
        return True
    if one.words == other.words:
        return True
    return not one.words.isdisjoint(other.words) and (one.words <= other.words or other.words <= one.words)
