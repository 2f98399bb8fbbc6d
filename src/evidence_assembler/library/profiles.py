"""Profiles: what of a record is held against another one, in one spelling.

Titles without case, accents, markup and signs; names without accents and initials; pages as numbers. All of it is for
comparing alone and is printed nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from itertools import pairwise

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.model.csl import Name
from evidence_assembler.model.source import Source

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")
_WORD = re.compile(r"[^\W_]+")
_LATEX = re.compile(r"\\[a-zA-Z]+\s*|[{}$\\]")
_BRACKETED = re.compile(r"\s*[\[(]([^\[\]()]{1,40})[\])][\s.]*$")
_PAGE = re.compile(r"\s*([a-z]{0,3})[\s.]*0*(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_SUBTITLE = re.compile(r"[:?!]\s|\.\s|\s[-–—]+\s?|\s\(|;\s")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_UNCLEAR = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "′": "'"}
)
_CUT = ("…", "...")
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FEW_SIGNS = 6
_DIPHTHONG = re.compile("([aou])e")
_MIDDLE = re.compile(r"(?<=\w)'(?=\w)")
_BETWEEN_NAMES = re.compile(r";|\band\b|&|(?<=\b[A-Z]\.)(?=[A-Z][a-z'’])")


@dataclass(frozen=True, slots=True)
class Profile:
    """One record, ready to be compared. Unknown is None, or empty.

    `words` are those of the title, `skeleton` the same without spaces, `main` how many of the words stand before its
    first colon or stop. `families` are the words of each author's family name, `names` all words of all names. `page`
    is the first page, as (letters, number). `is_telling` is True for a title that few other works can bear. `is_cut`
    is True for a title that ends in `…`; a venue that does has `…` as its last word.
    """

    id: str
    words: tuple[str, ...]
    skeleton: str
    main: int
    numbers: str
    families: tuple[frozenset[str], ...]
    names: frozenset[str]
    year: int | None
    month: int | None
    venue: tuple[str, ...]
    meeting: bool
    volume: str | None
    issue: str | None
    page: tuple[str, int] | None
    last: int | None
    doi: str | None
    pmid: str | None
    is_telling: bool
    is_cut: bool


def make_profile(source: Source, identifiers: Mapping[str, str] | None = None) -> Profile:
    """The profile of a record. `identifiers` are those that `find_identifiers` gives, where they are known already."""
    if identifiers is None:
        identifiers = dict(find_identifiers(source))
    variables = source.variables
    title = clean_title(variables.get("title", ""))
    words = tuple(fold_words(title))
    if words in _no_titles():
        words = ()
    main = len(fold_words(begun)) if words and (begun := _cut_subtitle(title)) is not None else len(words)
    families, names = fold_names(source.authors)
    page, last = _read_pages(variables.get("page") or variables.get("page-first") or variables.get("number") or "")
    container = variables.get("container-title") or variables.get("event-title") or variables.get("event") or ""
    venue = fold_venue(container) if container else ()
    return Profile(
        id=source.id,
        words=words,
        skeleton="".join(words),
        main=main,
        numbers=read_numbers(words),
        families=families,
        names=names,
        year=_read_year(source),
        month=source.issued.parts[1] if source.issued is not None and len(source.issued.parts) > 1 else None,
        venue=venue,
        meeting=source.type == "paper-conference" or not _meetings().isdisjoint(venue),
        volume=_read_number(variables.get("volume")),
        issue=_read_number(variables.get("issue")),
        page=page,
        last=last,
        doi=identifiers.get("DOI"),
        pmid=identifiers.get("PMID"),
        is_telling=is_telling(words, venue),
        is_cut=title.rstrip().endswith(_CUT),
    )


def is_telling(words: tuple[str, ...], venue: tuple[str, ...]) -> bool:
    """True for a title that few other works can bear: more than two words, and no column's or journal's name.

    Chinese and Japanese set no space between words: there six signs are enough.
    """
    return (len(words) > 2 or _count_signs(words) >= _FEW_SIGNS) and words != venue and not is_generic(words)


def _count_signs(words: tuple[str, ...]) -> int:
    """How many signs of Chinese and Japanese, which set no space between words, a title has."""
    return 0 if "".join(words).isascii() else sum(len(_SIGN.findall(word)) for word in words)


def clean_title(title: str) -> str:
    """The title without markup, brackets around it and a note in brackets behind it, such as [in German]."""
    if "&" in title:
        title = unescape(unescape(title))
    if "<" in title:
        title = _TAG.sub("", title)
    if "\\" in title or "{" in title or "$" in title:
        title = _LATEX.sub("", title)
    title = " ".join(title.split())
    for _ in range(3):
        note = _BRACKETED.search(title)
        if note is None or note.start() == 0 or not _is_note(note[1]):
            break
        title = title[: note.start()]
    bare = title.rstrip(" .")
    return bare[1:-1] if bare[:1] == "[" and bare[-1:] == "]" and "[" not in bare[1:] else title


def fold_words(title: str) -> list[str]:
    """The words without case, accents and signs; Greek letters by name, Roman numbers behind `part` as digits."""
    folded = fold_letters(title)
    words = _WORD.findall(folded)
    numbered, roman = _numbered()
    for place in range(1, len(words)):
        if words[place] in roman and words[place - 1] in numbered:
            words[place] = roman[words[place]]
    return words


def fold_letters(words: str) -> str:
    """The letters in lower case and without accents; an apostrophe in a word is left out."""
    folded = words.lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_UNCLEAR))
        folded = "".join(_greek().get(sign, sign) for sign in folded if not unicodedata.combining(sign))
    return _MIDDLE.sub("", folded) if "'" in folded else folded


def read_numbers(words: tuple[str, ...]) -> str:
    """The digits of a title one behind the other, Roman numbers, ordinal numbers and the letters of parts among them.

    >>> read_numbers(("second", "report", "part", "b", "2019"))
    '2b2019'
    """
    ordinals, lettered = _ordinals(), _lettered()
    if ordinals.keys().isdisjoint(words) and lettered.isdisjoint(words) and "".join(words).isalpha():
        return ""
    numbers = []
    for before, word in pairwise(("", *words)):
        if word in ordinals:
            numbers.append(ordinals[word])
        elif not word.isalpha():
            numbers.append("".join(sign for sign in word if sign.isdigit()))
        elif len(word) == 1 and before in lettered:
            numbers.append(word)
    return "".join(numbers)


def is_sequel(words: tuple[str, ...]) -> bool:
    """True where the end of a title makes it that of a further work: part 2, III, revisited.

    >>> is_sequel(("part", "2")), is_sequel(("results", "of", "a", "trial"))
    (True, False)
    """
    numbered, _ = _numbered()
    if len(words) == 1 and words[0].isdigit():
        return True
    if any(word in _sequels() or word in _ordinals() for word in words[:1]):
        return True
    return any(word in numbered and behind.isdigit() for word, behind in pairwise(words))


@lru_cache(maxsize=65536)
def fold_venue(name: str) -> tuple[str, ...]:
    """The words of a journal's or a meeting's name, without articles, what stands in brackets and its year."""
    words = fold_words(re.sub(r"\([^)]*\)|\s*:.*$", "", name) or name)
    small = _small_words()
    kept = tuple(word for word in words if word not in small and not word.isdigit()) or tuple(words)
    return (*kept, "…") if kept and name.rstrip().endswith(_CUT) else kept


def fold_names(authors: tuple[Name, ...]) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The words of each family name, and those of all names with more than two letters.

    Several people whom a program wrote as one name are told apart as far as semicolons and initials show them.
    """
    families: list[frozenset[str]] = []
    names: set[str] = set()
    for author in authors[: _most_authors()]:
        whole = author.literal or ""
        family, given = author.family or "", author.given or ""
        if whole or len(given) > 24 or ";" in given:
            people = _BETWEEN_NAMES.split(whole or f"{given} {family}")
            for one in people:
                words = _fold_name(one)
                if words:
                    names |= words
                    families.append(words)
            continue
        own = _fold_name(family)
        if own:
            families.append(own)
            names |= own
        if given:
            names |= _fold_name(given)
    nobody = _nobody()
    if nobody.isdisjoint(names):
        return tuple(families), frozenset(names)
    return tuple(one for one in families if not one <= nobody), frozenset(names - nobody)


@lru_cache(maxsize=131072)
def _fold_name(name: str) -> frozenset[str]:
    folded = _DIPHTHONG.sub(r"\1", fold_letters(name))
    words = [word for word in _WORD.findall(folded) if word not in _particles()]
    long = [word for word in words if len(word) > 2]
    return frozenset(long or (word for word in words if len(word) > 1 or _SIGN.match(word)))


def is_generic(words: tuple[str, ...]) -> bool:
    """True for the titles of columns: an editorial, an introduction, a review of a book."""
    return len(words) < 7 and " ".join(words) in _generic()


def _cut_subtitle(title: str) -> str | None:
    end = _SUBTITLE.search(title)
    return title[: end.start()] if end is not None else None


def _read_number(written: str | None) -> str | None:
    """The first number of a volume or an issue: 4 of `4 (1) (no pagination)`."""
    found = _NUMBER.search(written) if written else None
    return found[0].lstrip("0") if found is not None else None


def _is_note(words: str) -> bool:
    return not _notes().isdisjoint(fold_words(words))


def _read_pages(written: str) -> tuple[tuple[str, int] | None, int | None]:
    """The first page as (letters, number), and the number of the last; 221-8 ends on 228."""
    found = _PAGE.match(written)
    if found is None or len(found[2]) > 12:
        return None, None
    letters = found[1].lower()
    behind = _NUMBER.search(written, found.end())
    digits = found[2]
    last = int(digits)
    if behind is not None and len(behind[0]) <= 12:
        ending = behind[0]
        last = int(digits[: -len(ending)] + ending) if len(ending) < len(digits) else int(ending)
    return ("" if letters in ("e", "p", "pp") else letters, int(digits)), last


def _read_year(source: Source) -> int | None:
    issued = source.issued
    if issued is None:
        return None
    if issued.year:
        return issued.year
    found = _YEAR.search(issued.literal or "")
    return int(found[0]) if found is not None else None


@cache
def _generic() -> frozenset[str]:
    return frozenset(" ".join(fold_words(words)) for words in read_table("duplicates")["generic"]["titles"])


@cache
def _no_titles() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold_words(words)) for words in read_table("duplicates")["generic"]["none"])


@cache
def _nobody() -> frozenset[str]:
    return frozenset(read_table("duplicates")["names"]["nobody"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(read_table("duplicates")["names"]["particles"])


@cache
def _most_authors() -> int:
    return int(read_table("duplicates")["names"]["most"])


@cache
def _notes() -> frozenset[str]:
    return frozenset(read_table("duplicates")["title"]["notes"])


@cache
def _small_words() -> frozenset[str]:
    return frozenset(read_table("duplicates")["title"]["small"])


@cache
def _numbered() -> tuple[frozenset[str], dict[str, str]]:
    table = read_table("duplicates")["numbers"]
    return frozenset(table["behind"]), table["roman"]


@cache
def _ordinals() -> dict[str, str]:
    ordinals: dict[str, str] = read_table("duplicates")["numbers"]["ordinals"]
    return ordinals


@cache
def _lettered() -> frozenset[str]:
    return frozenset(read_table("duplicates")["numbers"]["lettered"])


@cache
def _sequels() -> frozenset[str]:
    return frozenset(read_table("duplicates")["numbers"]["sequels"])


@cache
def _greek() -> dict[str, str]:
    greek: dict[str, str] = read_table("duplicates")["title"]["greek"]
    return greek


@cache
def _meetings() -> frozenset[str]:
    return frozenset(read_table("duplicates")["venue"]["meetings"])
