"""What works are about: whether two of them have one subject, as far as the words of their titles tell.

A title names several things of different kinds, parted by words such as "for", "in" and "versus": naltrexone for
fibromyalgia. Two works are taken to be about one subject where they share words for two things that both titles part;
sharing "zinc and copper" is sharing one thing, and tells only where neither title has another. Words that tell how a
work was made, in whom and where do not count (`data/subjects.toml`, in English). A guess from words: other names and
abbreviations of a thing are not known to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from evidence_assembler.data import read_table
from evidence_assembler.model.source import Source

_WORD = r"(?P<word>[^\W_]+(?:[-'][^\W_]+)*)"
_END = r"(?P<end>[:;.?!()\[\]—|]|(?<=\s)-(?=\s))"
_PLAIN = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "’": "'", "‘": "'"})
_SPLIT = re.compile(r"[;,\n]")
_SHORTEST = 3  # letters of a word that can name a subject, but for a short one in capitals: MS, vitamin D
_LARGE, _COMMON = 1500, 0.02  # the works of a large library, and the share of them above which a word is common


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that tell what a work is about: for each stem the parts of the title that it stands in.

    `written` has each stem as the title writes it, `keywords` the stems of the keywords.
    """

    parts: Mapping[str, frozenset[int]]
    written: Mapping[str, str]
    keywords: frozenset[str]


def read_subject(source: Source) -> Subject:
    """The words for the subject of a work: those of its title; its keywords are kept to be compared."""
    return _read_subject(source.title or "", source.variables.get("keyword") or "")


def find_shared(one: Subject, other: Subject, common: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words that make two works about one subject, as the first writes them; empty where they are not.

    Titles that have the same words, and be it one, are about one subject. Otherwise, of two stems that are both
    `common` the pair tells nothing. Where both works have keywords, one at least has to be theirs together: a veto,
    never a reason.

    >>> trial = read_subject(Source(id="a", variables={"title": "Naltrexone in patients with fibromyalgia: a trial"}))
    >>> review = read_subject(Source(id="b", variables={"title": "Fibromyalgia and its treatment with naltrexone"}))
    >>> find_shared(trial, review)
    ('naltrexone', 'fibromyalgia')
    """
    shared = one.parts.keys() & other.parts.keys()
    same = one.parts.keys() == other.parts.keys() and not common.issuperset(shared)
    if len(shared) < 2 and not same:
        return ()
    if one.keywords and other.keywords and one.keywords.isdisjoint(other.keywords):
        return ()
    if same:
        return tuple(one.written.values())
    telling = {
        stem
        for pair in combinations(shared, 2)
        if not common.issuperset(pair) and _parts_differ(one, pair) and _parts_differ(other, pair)
        for stem in pair
    }
    return tuple(written for stem, written in one.written.items() if stem in telling)


class SubjectIndex:
    """Works by the words for their subjects, so that one is compared with the few that share two words with it.

    In a large library a word that stands in many works tells little of them: of the two that are shared, one has to be
    rarer. A small library may be all about one thing, and there the words for it count.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = tuple(sources)
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        self._named: defaultdict[frozenset[str], set[int]] = defaultdict(set)
        for number, source in enumerate(self._sources):
            stems = frozenset(read_subject(source).parts)
            self._named[stems].add(number)
            for stem in stems:
                self._holders[stem].add(number)
        most = len(self._sources) * (_COMMON if len(self._sources) >= _LARGE else 1)
        self._common = frozenset(stem for stem, holders in self._holders.items() if len(holders) > most)

    def find_alike(self, source: Source) -> Iterator[tuple[Source, tuple[str, ...]]]:
        """The works about the subject of this one, as they were given, each with the words that they share."""
        subject = read_subject(source)
        stems = [stem for stem in subject.parts if stem in self._holders]
        pairs = (pair for pair in combinations(stems, 2) if not self._common.issuperset(pair))
        numbers = {number for one, other in pairs for number in self._holders[one] & self._holders[other]}
        if not self._common.issuperset(subject.parts):
            numbers |= self._named.get(frozenset(subject.parts), set())
        for number in sorted(numbers):
            shared = find_shared(subject, read_subject(self._sources[number]), self._common)
            if shared:
                yield self._sources[number], shared

    def find_completed(self, source: Source, said: frozenset[str]) -> Iterator[tuple[Source, tuple[str, ...]]]:
        """The works about what the one name of this title and the stems that are said of it make together."""
        subject = read_subject(source)
        for number in sorted(self._holders.get(next(iter(subject.parts)), ())) if len(subject.parts) == 1 else ():
            shared = find_completed(subject, read_subject(self._sources[number]), said)
            if shared:
                yield self._sources[number], shared


def find_completed(one: Subject, other: Subject, said: frozenset[str]) -> tuple[str, ...]:
    """The words of another work that a title of one name alone and what is said of it make together.

    A review of naltrexone that is cited for pain has the subject of "Naltrexone for pain". `said` are stems.
    """
    if len(one.parts) != 1 or not one.parts.keys() <= other.parts.keys():
        return ()
    more = [stem for stem in other.parts if stem in said and stem not in one.parts]
    return tuple(other.written[stem] for stem in (*one.parts, *more)) if more else ()


def list_stems(words: str) -> Iterator[tuple[str, str]]:
    """The words that can name a subject, each as its stem and as written, in order and with repetitions."""
    for _, stem, written in _read_words(words):
        yield stem, written


def list_words(text: str) -> Iterator[str]:
    """The stems of the words that can name a subject or what was measured, in order and with repetitions.

    >>> list(list_words("Naltrexone reduces the severity of pain in women."))
    ['naltrexone', 'severity', 'pain']
    """
    for _, stem, _ in _read_words(text, measures=True):
        yield stem


def _parts_differ(subject: Subject, pair: tuple[str, str]) -> bool:
    """True where the two stand in different parts of the title; a word that stands in both is another thing there."""
    one, other = (subject.parts[stem] for stem in pair)
    return one != other or len(one) > 1


@lru_cache(maxsize=8192)
def _read_subject(title: str, keyword: str) -> Subject:
    parts: defaultdict[str, set[int]] = defaultdict(set)
    written: dict[str, str] = {}
    for part, stem, word in _read_words(title):
        parts[stem].add(part)
        written.setdefault(stem, word)
    keywords = (term.partition("/")[0] for term in _SPLIT.split(keyword))  # without the qualifier of a heading
    return Subject(
        {stem: frozenset(places) for stem, places in parts.items()},
        written,
        frozenset(stem for term in keywords for _, stem, _ in _read_words(term)),
    )


def _read_words(text: str, *, measures: bool = False) -> Iterator[tuple[int, str, str]]:
    """The words that can name a subject, each with the number of its part, its stem, and as written.

    With `measures` also those for what was measured in a subject: mortality, symptoms.
    """
    parting, joining = _stems("parting", "design"), _stems("joining")
    idle = _stems("general", "people", "places", *(() if measures else ("measures",)))
    shouted = text.isupper()
    part = 0
    for piece in _pieces().finditer(text.translate(_PLAIN)):
        if piece["end"]:
            part += 1
            continue
        if piece["term"]:
            term = piece["term"].lower()
            yield part, fold_stem(term), term
            continue
        for word in _split_compound(piece["word"]):
            stem = fold_stem(word)
            if stem in joining:
                continue
            if stem in parting:
                part += 1
            elif stem not in idle and (
                (len(stem) >= _SHORTEST or (word == piece["word"] and word.isupper() and not shouted))
                if stem.isalpha()
                else not stem.isdigit()
            ):
                yield part, stem, word if len(stem) < _SHORTEST else word.lower()


def _split_compound(word: str) -> list[str]:
    """The words of a compound, HIV-infected; a number behind a hyphen belongs to its word, COVID-19."""
    if "-" not in word:
        return [word]
    words: list[str] = []
    for one in word.split("-"):
        if one.isdigit() and words:
            words[-1] += f"-{one}"
        else:
            words.append(one)
    return words


@lru_cache(maxsize=65536)
def fold_stem(word: str) -> str:
    """The word in lower case, in one spelling, and without the endings of its plural and its kin.

    >>> fold_stem("Anaemias") == fold_stem("anemia"), fold_stem("hypertensive") == fold_stem("hypertension")
    (True, True)
    """
    stem = word.lower().partition("'")[0]
    if not stem.isascii():
        stem = "".join(c for c in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(c))
    if stem.endswith("ae"):  # larvae, before anaemia becomes anemia
        stem = stem[:-1]
    spelling = read_table("subjects")["spelling"]
    for other, one in spelling["pairs"]:
        if other in stem:
            stem = stem.replace(other, one)
    for ending, kept in spelling["endings"]:
        if stem.endswith(ending) and len(stem) - len(ending) >= 4:
            return stem.removesuffix(ending) + str(kept)
    if len(stem) > 3 and stem.endswith("s") and not stem.endswith(("ss", "us", "is")):
        return stem[:-1]
    return stem


@cache
def _pieces() -> re.Pattern[str]:
    terms = "|".join(re.escape(term) for term in read_table("subjects")["terms"])
    return re.compile(rf"(?P<term>\b(?:{terms})s?\b)|{_WORD}|{_END}", re.IGNORECASE)


@cache
def _stems(*names: str) -> frozenset[str]:
    table = read_table("subjects")
    return frozenset(fold_stem(word) for name in names for word in table[name])
