"""What stands for a source in the text: author and year, with a letter where two would be the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_assembler.model.source import Source

from .author_date import write_year
from .names import family_name, inverted_name
from .work import Work, read_work

_SHORT = 4  # Chicago Manual of Style 13.38: a shortened title has up to four words
_SUBTITLE = re.compile(r"[:;?!.—–](?=\s|$)|—")
_LITTLE = frozenset("a an and at by for from in of on or the to with".split())
_ARTICLE = re.compile(r"(?:the|an?)\s+")
_UNDATED = 1_000_000  # after every year


@dataclass(frozen=True, slots=True)
class AuthorDate:
    """`Toljan and Vrooman 2018a`: the label as it is printed, its letter, and the order in the reference list.

    `sort_key` is authors, year, title, id: in an order without accents, a single author before the same with others.
    """

    label: str
    year_suffix: str
    sort_key: tuple[tuple[str, ...], int, str, str]


def author_date_labels(sources: Sequence[Source]) -> tuple[AuthorDate, ...]:
    """A label for each source, in the order given. Those that would be alike get letters in the order of the list.

    Standard: Chicago Manual of Style 18, chapter 13. Two authors are named, of three or more the first "et al.".
    """
    works = [read_work(source) for source in sources]
    keys = [_sort_key(work, source) for work, source in zip(works, sources, strict=True)]
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, work in enumerate(works):
        alike[_name_authors(work), write_year(work)].append(index)
    labels: dict[int, AuthorDate] = {}
    for (authors, _), indices in alike.items():
        for order, index in enumerate(sorted(indices, key=lambda index: (keys[index], index))):
            suffix = _letters(order) if len(indices) > 1 else ""
            year = write_year(works[index]._replace(year_suffix=suffix))
            comma = "" if year[0].isdigit() else ","
            labels[index] = AuthorDate(f"{authors}{comma} {year}", suffix, keys[index])
    return tuple(labels[index] for index in range(len(works)))


def _name_authors(work: Work) -> str:
    families = [family for family in map(family_name, work.authors) if family]
    if not families:
        return _shorten_title(work.words.get("title-short") or work.words.get("shortTitle") or work.title or "")
    if work.more or len(families) > 2:
        return f"{families[0]} et al."
    return " and ".join(families)


def _shorten_title(title: str) -> str:
    words = _SUBTITLE.split(title, maxsplit=1)[0].split()[:_SHORT]
    while len(words) > 1 and words[-1].casefold() in _LITTLE:
        words.pop()
    return " ".join(words) or title


def _sort_key(work: Work, source: Source) -> tuple[tuple[str, ...], int, str, str]:
    title = _ARTICLE.sub("", fold_for_order(work.title or ""), count=1)
    authors = tuple(fold_for_order(inverted_name(name)) for name in work.authors) or (title,)
    year = work.issued.year if work.issued else None
    return authors, _UNDATED if year is None else year, title, source.id


def fold_for_order(words: str) -> str:
    """The words as they are put in order: without case, accents and what stands before the first letter or digit."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return re.sub(r"^\W+", "", plain.casefold())


def _letters(order: int) -> str:
    """`a` of 0, `z` of 25, `aa` of 26."""
    letters = ""
    order += 1
    while order:
        order, rest = divmod(order - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
