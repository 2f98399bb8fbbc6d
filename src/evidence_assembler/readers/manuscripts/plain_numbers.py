"""Bare numbers that cite: "in patients with fibromyalgia 1." They look like others, so the whole page decides.

By the words before it a number is a citation, a quantity or a name (rose to 5, phase 3), or not to be told. The
citations of a page run without wide gaps, from 1 or, where a page goes on with the numbers of another, from anywhere;
so a number far off all others is none. The words stand in data/page_words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.text.abbreviations import Kind, find_kind

Verdict = Literal["cites", "seems to cite", "may cite", "names"]
Position = Literal["end", "clause", "behind stop"]

_NUMBER = r"[1-9][0-9]{0,2}(?![0-9])"
_NUMBERS = re.compile(
    rf"(?:(?<=\s)|(?<=[^\W\d_][.!?])|(?<=[)\]”\"%][.!?])|(?<=[.!?][)”\"])){_NUMBER}"
    rf"(?:(?:\s?[,;–-]\s?|,?\s(?:and|&)\s){_NUMBER})*+"
)
_END = re.compile(r"[)\]\"”’']*+\s*+(?:\Z|[.!?]+[)\]\"”’']*+(?:\s|\Z))")
_CLAUSE = re.compile(r"\)?(?:[,;:]|\s?[—–])\s+(?:([a-z]+)|(?=\S))")
_SENTENCE = re.compile(r"\s+[\"“(]?[A-Z]|\s*\Z")
_FIGURES = re.compile(r"[0-9]+")
_YEAR = re.compile(r"\W*(?:1[5-9]|20)[0-9]{2}[a-z]?\W*")
_LOOK_BACK = 60  # code points before a number in which the words that tell what it is stand
_WIDEST_GAP = 3  # from one number of a page to the next
_FAR = 10  # a number so far from the others is no citation with a slip of the pen
_FEWEST = 3  # citations that a page must have whose numbers do not begin near 1
_NEAR = 120  # code points between two citations of one enumeration


@dataclass(frozen=True, slots=True)
class BareNumber:
    """Numbers at the end of a sentence or clause: `start` to `end` of the text with this number.

    `unread` says why it is not to be told whether they cite.
    """

    text: int
    start: int
    end: int
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: int
    start: int
    end: int
    numbers: tuple[int, ...]
    word: str
    position: Position
    verdict: Verdict
    opener: str | None = None


def find_bare_numbers(texts: Sequence[str], listed: int | None) -> list[BareNumber]:
    """The bare numbers of a page that cite, or may. `listed` is the highest number of its list of references."""
    candidates: list[_Candidate] = []
    named: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        candidates += _read_candidates(number, text, named)
    sure = [one for one in candidates if one.verdict == "cites" and one.position != "clause"]
    runs = [range(1, listed + 1)] if listed is not None else list(_find_runs(sure))
    if not any(runs):
        return []
    missing = {number for run in runs for number in run}.difference(*(one.numbers for one in sure))
    settled = _settle_clauses(_settle_behind_stops(candidates), runs)
    return [found for one in settled if (found := _judge(one, runs, missing, named)) is not None]


def _read_candidates(number: int, text: str, named: dict[str, set[int]]) -> Iterator[_Candidate]:
    """What stands at the end of a sentence or clause; `named` gathers words that the text names with numbers."""
    for found in _NUMBERS.finditer(text):
        start, end = found.span()
        if start == 0:
            continue
        before = text[max(0, start - _LOOK_BACK) : start]
        bare = before.rstrip()
        numbers = tuple(map(int, _FIGURES.findall(found.group())))
        if bare.rstrip(')”"')[-1:] in tuple(".!?") and (kind := _read_stop(bare)) != "starters":
            if kind is None and _SENTENCE.match(text, end):
                sure = len(bare) == len(before) or end == len(text.rstrip())
                yield _Candidate(number, start, end, numbers, "", "behind stop", "cites" if sure else "may cite")
            continue
        ends, clause = _END.match(text, end), _CLAUSE.match(text, end)
        if ends is None and clause is None:
            word = bare.rpartition(" ")[2]
            if word[:1].isupper() or word in _words("doubtful"):
                named.setdefault(word.casefold(), set()).update(numbers)
            continue
        words = bare.split()
        if not words or len(before) == len(bare):
            continue
        word = words[-1]
        verdict = _weigh(words, numbers)
        if verdict != "cites" and ends is None:
            named.setdefault(word.casefold(), set()).update(numbers)
        else:
            yield _Candidate(
                number, start, end, numbers, word.casefold(), "clause" if ends is None else "end", verdict,
                clause[1] if clause is not None else None,
            )  # fmt: skip


def _read_stop(words: str) -> Kind | None:
    """What the last word with its stop is: None for the end of a sentence, else how it abbreviates (Fig. 2, No. 3)."""
    word = words.split()[-1].rstrip(')”"').rstrip(".!?").strip('([“"')
    return "never" if len(word) < 2 else find_kind(word)


def _weigh(words: Sequence[str], numbers: Sequence[int]) -> Verdict:
    """What the words before numbers make of them."""
    last = words[-1]
    word = last.rstrip(".").strip("“”\"'’()[]{}‘")
    if not word or not (word[-1].isalnum() or word[-1] in "%°"):
        return "names"
    if word[-1].isdigit():
        return "cites"  # in 2017 1; behind IL-6 2
    folded = word.casefold()
    if folded in _words("months") or folded in _words("leads"):
        return "names"
    if folded in ("least", "most"):
        return "names" if words[-2:-1] == ["at"] else "cites"
    if folded in _words("doubtful_leads"):
        return "may cite"
    if _is_numbered_name(words) or str(numbers[0]) in _names_with_numbers().get(folded, ()):
        return "names"
    for one in dict.fromkeys((folded, folded.rpartition("-")[2])):
        for name in ("named", "placed", "doubtful", "called"):
            plural = one not in _words(name) and _singular(one) in _words(name)
            if one in _words(name) or plural:
                return "cites" if plural and len(numbers) == 1 else _weigh_noun(name, word, words[-2:-1])
    if len(word) == 1 and word.isupper():
        return "may cite"  # vitamin B 6, hepatitis C 2
    return "seems to cite" if word[0].isupper() and last[-1] not in ")”" else "cites"


def _weigh_noun(name: str, word: str, before: Sequence[str]) -> Verdict:
    """What a noun that may take a number as its name makes of it, with the word before the noun."""
    if word[0].isupper() or not before:
        return "names"
    folded = before[0].casefold()
    if name == "named" and folded in ("a", "an"):
        return "names"  # it is a class 2
    if folded in _words("determiners") or folded[-1].isdigit():
        return "cites"
    if not folded[-1].isalnum() or folded in _words("leads"):
        return "names"
    verdicts: dict[str, Verdict] = {"named": "names", "placed": "may cite", "doubtful": "may cite", "called": "cites"}
    return verdicts[name]


def _is_numbered_name(words: Sequence[str]) -> bool:
    phrase = " ".join(words[-3:]).casefold()
    return phrase.endswith(tuple(read_table("page_words")["numbers"]["numbered_names"]))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("yses"):
        return word[:-2] + "is"
    return word.removesuffix("s")


def _find_runs(sure: Sequence[_Candidate]) -> Iterator[range]:
    """The numbers by which a page cites: runs without a wide gap.

    One that begins near 1 goes down to 1. One that begins further up is a run of citations where at least three stand
    in it, and most numbers first stand behind smaller ones; out of order there must be twice as many.
    """
    seen = list(dict.fromkeys(number for one in sure for number in one.numbers))  # in the order of the page
    ordered = sorted(seen)
    begins = [at for at, number in enumerate(ordered) if at == 0 or number > ordered[at - 1] + _WIDEST_GAP]
    for begin, end in pairwise([*begins, len(ordered)]):
        lowest, highest = ordered[begin], ordered[end - 1]
        if lowest <= _WIDEST_GAP and (1 in seen or len(sure) > 1):
            yield range(1, highest + 1)
            continue
        run = range(lowest, highest + 1)
        firsts = [number for number in seen if number in run]
        steps = sum(after > before for before, after in pairwise(firsts))
        in_order = steps * 3 >= (len(firsts) - 1) * 2
        if sum(one.numbers[0] in run for one in sure) >= (_FEWEST if in_order else 2 * _FEWEST):
            yield run


def _settle_behind_stops(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """A number between a stop and a capital cites where the page has the others there too: reduced. 3 Bleeding."""
    settled = {one.position for one in candidates if one.verdict == "cites"}
    custom: Verdict = "cites" if "behind stop" in settled or "end" not in settled else "names"
    for one in candidates:
        yield replace(one, verdict=custom) if one.position == "behind stop" and one.verdict == "may cite" else one


def _settle_clauses(candidates: Iterator[_Candidate], runs: Sequence[range]) -> Iterator[_Candidate]:
    """Within a sentence a number cites only where a new clause, or another one that cites, stands behind it."""
    behind: _Candidate | None = None
    settled: list[_Candidate] = []
    for one in reversed(list(candidates)):
        if one.position == "clause":
            listed = behind is not None and behind.text == one.text and behind.start - one.end < _NEAR
            if _measure_distance(one.numbers, runs) or not (one.opener in _words("openers") or listed):
                continue
        if one.verdict == "cites":
            behind = one
        settled.append(one)
    yield from reversed(settled)


def _measure_distance(numbers: Sequence[int], runs: Sequence[range]) -> int:
    """How far the farthest of these numbers is from the next run; 0 where all are in one."""
    return max(min(max(run[0] - number, number - run[-1], 0) for run in runs) for number in numbers)


def _judge(
    one: _Candidate, runs: Sequence[range], missing: set[int], named: Mapping[str, set[int]]
) -> BareNumber | None:
    """The number as a citation, as one that cannot be told, or None.

    One that may cite does so where it is `missing` among those that surely do: the numbers of a page leave none out.
    """
    if one.verdict == "names":
        return None
    if distance := _measure_distance(one.numbers, runs):
        if distance > (_FAR if one.verdict == "cites" else 1):
            return None
        ends = f"end at {runs[-1][-1]}" if max(one.numbers) > runs[-1][-1] else f"begin at {runs[0][0]}"
        return BareNumber(
            one.text, one.start, one.end, f"looks like a citation, but the numbers that surely cite {ends}"
        )
    others = named.get(one.word, set())
    is_name = one.numbers[0] in others or len(others) > 1  # RAID 5, RAID 6 and RAID 10; so RAID 1 too
    if one.verdict == "cites" or (one.numbers[0] in missing and not is_name):
        return BareNumber(one.text, one.start, one.end)
    if one.verdict == "seems to cite" and not is_name:
        return BareNumber(one.text, one.start, one.end)
    if is_name and one.verdict == "may cite":
        return None
    return BareNumber(one.text, one.start, one.end, f"is a citation, or belongs to {one.word!r} before it")


@cache
def _names_with_numbers() -> dict[str, list[str]]:
    table: dict[str, str] = read_table("page_words")["names_with_numbers"]
    return {name: numbers.split() for name, numbers in table.items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_table("page_words")["numbers"][name].split())
