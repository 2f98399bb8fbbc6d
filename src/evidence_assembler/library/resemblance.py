"""Resemblance: what two records have in common, and what speaks against their being one work, each by its name.

Every comparison gives a word from a short list, never a sum of points. Tables: `data/duplicates.toml`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import Literal

from evidence_assembler.data import read_table
from evidence_assembler.library.profiles import Profile, is_sequel
from evidence_assembler.library.versions import are_versions
from evidence_assembler.text.edits import is_slip, share_likeness

TitleMatch = Literal["same", "near", "part", "reworded", "other", "unknown"]
Match = Literal["same", "near", "unknown", "other"]
_FIRST_ARTICLE_NUMBER = 2000  # above the last page of most volumes


def compare_titles(one: Profile, other: Profile) -> TitleMatch:
    """How two titles stand to one another.

    `near`: but for slips and small words; `part`: one has lost its end; `reworded`: one word more or less, or words in
    another order. Titles with different numbers are `other`, unless the numbers stand in the lost end.
    """
    if not one.words or not other.words:
        return "unknown"
    if one.skeleton == other.skeleton:
        return "same"
    return _compare_words(one, other)


def _compare_words(one: Profile, other: Profile) -> TitleMatch:
    short, long = (one, other) if len(one.skeleton) <= len(other.skeleton) else (other, one)
    if one.numbers == other.numbers:
        if share_likeness(short.skeleton, long.skeleton, 0.85):
            found = _compare_left(one.words, other.words)
            if found is not None:
                return found
        elif len(short.words) == len(long.words) and sorted(short.words) == sorted(long.words):
            return "reworded"
    return "part" if _is_part(short, long) else "other"


def _compare_left(one: tuple[str, ...], other: tuple[str, ...]) -> TitleMatch | None:
    """By the words that only one of the titles has: None where they are other words."""
    counted, others = Counter(one), Counter(other)
    left = [word for word in one if counted[word] > others[word]]
    right = [word for word in other if others[word] > counted[word]]
    if not left and not right:
        return "reworded"
    for word in left[:]:
        slip = next((it for it in right if is_slip(word, it) and not is_opposed(word, it)), None)
        if slip is not None:
            left.remove(word)
            right.remove(slip)
    small = _small()
    left = [word for word in left if word not in small]
    right = [word for word in right if word not in small]
    if not left and not right:
        return "near"
    if left and right:
        return "near" if _is_joined(left, right) else None
    return "reworded" if len(left) + len(right) == 1 and min(len(one), len(other)) >= 5 else None


def _is_joined(left: list[str], right: list[str]) -> bool:
    """True where the words are the same, written as one or apart: health care, healthcare."""
    one, other = "".join(left), "".join(right)
    return len(left) != len(right) and (one == other or (one[:4] == other[:4] and is_slip(one, other)))


def _is_part(short: Profile, long: Profile) -> bool:
    """True where the short title is the beginning of the long one: to its subtitle, or cut off anywhere."""
    table = read_table("duplicates")["title"]
    if len(short.skeleton) < table["least_part"] or len(short.words) < 3 or len(short.words) >= len(long.words):
        return False
    if is_sequel(long.words[len(short.words) :]):
        return False
    if long.skeleton.startswith(short.skeleton):
        return True
    whole = len(short.words) - 1
    if share_likeness(short.skeleton, long.skeleton[: len(short.skeleton)], 0.92) and read_same_numbers(short, long):
        return _compare_left(short.words[:whole], long.words[:whole]) in ("near", "reworded")
    begun = "".join(long.words[: long.main])
    return 0 < long.main < len(long.words) and bool(
        share_likeness(short.skeleton, begun, 0.9)
        and _compare_left(short.words, long.words[: long.main]) == "near"
        and read_same_numbers(short, long)
    )


def read_same_numbers(short: Profile, long: Profile) -> bool:
    """True where the numbers of the short title are the first of the long one."""
    return long.numbers.startswith(short.numbers)


@lru_cache(maxsize=65536)
def is_opposed(one: str, other: str) -> bool:
    """True for two words that differ by a beginning that turns their meaning: hypotension, hypertension."""
    for first, second in _opposed():
        for left, right in ((one, other), (other, one)):
            if left.startswith(first) and right.startswith(second) and left[len(first) :] == right[len(second) :]:
                return True
    return False


def are_alike(one: Profile, other: Profile) -> bool:
    """True for titles that may be of one work at all, however they were written; where one is not known too."""
    if not one.words or not other.words or one.skeleton == other.skeleton:
        return True
    short, long = sorted((one.skeleton, other.skeleton), key=len)
    if len(short) >= 8 and long.startswith(short):
        return True
    words, others = set(one.words) - _small(), set(other.words) - _small()
    shared = len(words & others)
    least = float(read_table("duplicates")["title"]["unlike"])
    if shared and shared >= least * min(len(words), len(others)) and min(len(words), len(others)) > 1:
        return True
    return share_likeness(short, long, max(least, 0.7)) > 0


def begin_alike(one: Profile, other: Profile) -> bool:
    """True for titles of which one may be the other, cut off and mistyped; with other numbers it is not."""
    short, long = sorted((one, other), key=lambda profile: len(profile.skeleton))
    begun = long.skeleton[: len(short.skeleton)]
    return read_same_numbers(short, long) and share_likeness(short.skeleton, begun, 0.7) > 0


def are_translations(one: Profile, other: Profile) -> bool:
    """True for two titles in two languages, as far as their small words or their letters tell."""
    if one.skeleton.isascii() != other.skeleton.isascii():
        return True
    language, another = tell_language(one.words), tell_language(other.words)
    return language is not None and another is not None and language != another


def tell_language(words: tuple[str, ...]) -> str | None:
    """The language that most small words of a title are of; None without any, and where two languages have as many.

    >>> tell_language(("zink", "bei", "kindern")), tell_language(("zinc", "copper"))
    ('german', None)
    """
    counts = sorted((sum(word in small for word in words), name) for name, small in _languages())
    (second, _), (most, name) = counts[-2:]
    return name if most > second else None


def compare_names(one: Profile, other: Profile) -> Match:
    """Whether the same people wrote them: `same` for the same family names, `near` for half of the shorter list.

    A family name counts where it stands anywhere in the names of the other, for some programs put it first. Of names in
    two scripts nothing is known.
    """
    if not one.families or not other.families:
        return "unknown"
    if one.families == other.families:
        return "same"
    share = max(_share_names(one, other), _share_names(other, one))
    if share == 1.0 and _is_whole_list(one, other):
        return "same"
    if share >= 0.5:
        return "near"
    if _is_latin(one.families) != _is_latin(other.families):
        return "unknown"
    return "near" if _is_slip_of_name(one, other) else "other"


@lru_cache(maxsize=65536)
def _is_latin(families: tuple[frozenset[str], ...]) -> bool:
    return any(sign < "\u0370" for family in families for word in family for sign in word)


def _share_names(one: Profile, other: Profile) -> float:
    names = other.names
    return sum(1 for family in one.families if not family.isdisjoint(names)) / len(one.families)


def _is_whole_list(one: Profile, other: Profile) -> bool:
    """True where no more of one list is missing in the other than `et al.` leaves out."""
    fewer, more = sorted((len(one.families), len(other.families)))
    return fewer == more or fewer >= 3


def _is_slip_of_name(one: Profile, other: Profile) -> bool:
    return any(
        is_slip(left, right) and len(left) > 4
        for left in sorted(one.families[0])
        for right in sorted(other.families[0])
    )


def compare_years(one: Profile, other: Profile) -> Match:
    """`near` for neighbouring years: online first, in print later."""
    if one.year is None or other.year is None:
        return "unknown"
    apart = abs(one.year - other.year)
    return "same" if apart == 0 else "near" if apart == 1 else "other"


def compare_places(one: Profile, other: Profile) -> Match:
    """Volume, issue and first page. `near`: the page, where a volume is not known.

    A paper that is paged from 1 and has no volume has no place yet; `e17` and `17` are one page. Where issues begin
    their pages anew, a page is none without its issue.
    """
    if one.volume and other.volume and one.volume != other.volume:
        return "other"
    if are_in_other_issues(one, other) and not _is_slip_of_issue(one, other):
        return "other"
    if not _has_page(one) or not _has_page(other):
        return "unknown"
    assert one.page is not None and other.page is not None
    if one.page == other.page and not (
        one.last and other.last and abs(one.last - other.last) > 1 and _is_whole(one, other)
    ):
        return "same" if one.volume and other.volume else "near"
    return "other" if one.page[0] == other.page[0] else "unknown"


def are_in_other_issues(one: Profile, other: Profile) -> bool:
    """True for two issues of one volume, or of a journal that has no volumes."""
    return one.issue != other.issue and one.volume == other.volume and None not in (one.issue, other.issue)


def _is_slip_of_issue(one: Profile, other: Profile) -> bool:
    """True where all else is the same: some count issues by the year, some from the first one on.

    The number of an article, such as CD002273, is given once for all issues.
    """
    if one.page is not None and one.page == other.page and one.page[1] >= _FIRST_ARTICLE_NUMBER:
        return True
    return (
        one.is_telling
        and one.skeleton == other.skeleton
        and share_pages(one, other)
        and compare_names(one, other) in ("same", "near")
    )


def share_pages(one: Profile, other: Profile) -> bool:
    """True where both stand on the same pages, from the first to the last, and on more than one."""
    return one.page is not None and one.page == other.page and one.last == other.last and one.last != one.page[1]


def _is_whole(one: Profile, other: Profile) -> bool:
    assert one.page is not None and other.page is not None
    return one.last != one.page[1] and other.last != other.page[1]


def _has_page(profile: Profile) -> bool:
    page = profile.page
    return page is not None and page[1] > 0 and not (page[1] == 1 and not page[0])


def compare_venues(one: Profile, other: Profile) -> Match:
    """The journals, also where one is abbreviated: J Hosp Infect. A meeting is never a journal."""
    if one.venue and other.venue:
        if one.venue == other.venue:
            return "same"
        if is_abbreviation(one.venue, other.venue) or is_abbreviation(other.venue, one.venue):
            return "same"
        return "same" if _is_cut_name(one.venue, other.venue) else "other"
    return "other" if one.meeting != other.meeting and (one.venue or other.venue) else "unknown"


@lru_cache(maxsize=65536)
def _is_cut_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where one name is cut off, as its `…` says: its words are those of the other, either of them abbreviated."""
    for short, long in ((one, other), (other, one)):
        words = [word for word in long if word != "…"]
        begun = short[:-1]
        if short[-1] == "…" and 0 < len(begun) <= len(words):
            return all(_begins(left, right) or _begins(right, left) for left, right in zip(begun, words, strict=False))
    return False


@lru_cache(maxsize=65536)
def is_abbreviation(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True where the words of one name begin those of the other, in order, or its letters do: PLoS ONE, JAMA."""
    if len(short) == 1 and len(long) > 1:
        letters = "".join(word[0] for word in long)
        if short[0] in (letters, letters[: len(short[0])]) and len(short[0]) > 2:
            return True
    if len(short) > len(long) or not short:
        return False
    if "".join(short) == "".join(long):
        return True
    place = 0
    for word in long:
        if place < len(short) and _begins(short[place], word):
            place += 1
    return place == len(short) and (len(short) > 1 or len(long) == 1) and len(long) - len(short) <= 3


def _begins(short: str, word: str) -> bool:
    """True where a word may be abbreviated so: its beginning, or some of its letters in order, Ctries for Countries."""
    if word.startswith(short):
        return True
    if len(short) < 3 or word[0] != short[0]:
        return False
    signs = iter(word)
    return all(sign in signs for sign in short)


def differ_in_identifiers(one: Profile, other: Profile) -> bool:
    """True where each has a DOI or a PMID of its own, and they are not two versions of one work."""
    if one.pmid and other.pmid and one.pmid != other.pmid:
        return True
    if one.doi is None or other.doi is None or one.doi == other.doi or are_versions(one.doi, other.doi):
        return False
    return not (one.pmid and one.pmid == other.pmid)


@cache
def _small() -> frozenset[str]:
    return frozenset(read_table("duplicates")["title"]["small"])


@cache
def _languages() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(words)) for name, words in read_table("duplicates")["title"]["languages"].items())


@cache
def _opposed() -> tuple[tuple[str, str], ...]:
    rows = [row.partition("/") for row in read_table("duplicates")["title"]["opposed"]]
    return tuple((first, second) for first, _, second in rows)
