"""Words as a search compares them: those of a text, each with its place, and those of a query.

A word is compared in lower case, without accents, in one spelling, and without its genitive; its plural and its kin are
the index's to know. TLR4, TLR-4 and TLR 4 are two words side by side, and so are TNF-α, TNFα and TNF alpha. A word that
is broken at the end of a line is one word, and can be read as two. Numbers keep their decimals and their sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from evidence_assembler.data import read_table
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.words import TOKEN, UNSPACED

_BREAK = "-\n"  # a folded hyphen at a line's end
_LONG = 6  # letters from which a word is brought into one spelling
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?!\d)")
_PART = re.compile(rf'"([^"]*)"|((?:{_BREAK}|[^\s"])+)')
_APART = re.compile(r"—|\.{2,}|…")  # what parts two words of a query though no space does
_COMPARED = re.compile(r"(?<=\w)\s*([<>=≤≥⩽⩾±]+)\s*(?=[-+]?\.?\d)")
_EDGE = re.compile(r"[^\w%]*")
_LOWERED = re.compile("[₀-₉]+")  # CO₂ is CO2
_LONE_GREEK = re.compile(r"(?<![α-ω])[α-ω](?![α-ω])")
_MOST_UNSPACED = 2  # signs of a script without spaces that make one word


class Word(NamedTuple):
    """A word as it is compared, and its stretch of the untouched text in code points."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Something to look for: words that stand side by side, in any of some spellings.

    `bound` stood in double quotes: every passage has to hold it.
    """

    written: str
    spellings: tuple[str, ...]
    bound: bool = False


def write_words(text: str) -> tuple[str, str | None]:
    r"""The words of a text as they are compared, parted by spaces; and with those broken at a line's end read as two.

    The second is None where no word is broken.

    >>> write_words("Glial\ninflam-\nmation, by 12.5 %")
    ('glial inflammation by 12.5 %', 'glial inflam mation by 12.5 %')
    """
    tokens = TOKEN.findall(fold_text(text).text)
    joined = " ".join(form for token in tokens if (form := fold_word(token)))
    if not any(_BREAK in token for token in tokens):
        return joined, None
    parts = (part for token in tokens for part in token.split(_BREAK))
    return joined, " ".join(form for part in parts if part and (form := fold_word(part)))


def read_words(text: str, *, parted: bool = False) -> list[Word]:
    """The words of `write_words` with their places; `parted` are those of its second reading."""
    folded = fold_text(text)
    words = []
    for token in TOKEN.finditer(folded.text):
        at = token.start()
        for part in token.group().split(_BREAK) if parted else (token.group(),):
            if part and (form := fold_word(part)):
                words.append(Word(form, *folded.span_of(at, at + len(part))))
            at += len(part) + len(_BREAK)
    return words


@lru_cache(maxsize=65536)
def fold_word(token: str) -> str:
    """A token of a folded text as it is compared; empty where it is no word, no number and no sign of a comparison.

    >>> fold_word("Patient's"), fold_word("Oedemas"), fold_word("TNFα"), fold_word("4,500"), fold_word("(")
    ('patient', 'edemas', 'tnf alpha', '4500', '')
    """
    if not any(map(str.isalnum, token)):
        return _table("signs").get(token, "")
    form = token.replace(_BREAK, "").lower().partition("'")[0].replace("·", ".")
    if not form.isascii():
        parts = unicodedata.normalize("NFD", form).replace("ς", "σ")
        form = unicodedata.normalize("NFC", "".join(char for char in parts if not unicodedata.combining(char)))
        form = _LOWERED.sub(lambda digits: f" {unicodedata.normalize('NFKC', digits[0])}", form)
        form = " ".join(_LONE_GREEK.sub(lambda letter: f" {_table('greek')[letter[0]]} ", form).split())
    if _THOUSANDS.fullmatch(form):
        return form.replace(",", "")
    form = _table("irregular").get(form, form)
    return _respell(form) if len(form) >= _LONG and form.isalpha() else form


def read_query(query: str) -> tuple[Term, ...]:
    """What a query asks for, each once and in its order; nothing where it holds no word and no number.

    Words such as "the" are left out, unless it holds no others.

    >>> [term.written for term in read_query('TLR4 and "glial inflammation" (p < 0.05)')]
    ['TLR4', 'glial inflammation', 'p<0.05']
    """
    folded = fold_text(_COMPARED.sub(r"\1", _APART.sub(" ", query))).text
    terms: dict[tuple[str, ...], Term] = {}
    weak: set[Term] = set()
    for part in _PART.finditer(folded):
        found = _read_bound(part[1]) if part[1] is not None else _read_loose(part[2])
        for term in found:
            known = terms.get(term.spellings)
            if known is None or (term.bound and not known.bound):
                terms[term.spellings] = term
            if not term.bound and _is_weak(term, first=part.start() == 0):
                weak.add(term)
    return tuple(term for term in terms.values() if term not in weak) or tuple(terms.values())


def _read_bound(words: str) -> Iterator[Term]:
    spellings = _list_spellings(words)
    if spellings:
        yield Term(" ".join(words.split()), spellings, bound=True)


def _read_loose(chunk: str) -> Iterator[Term]:
    read = [word for word in read_words(chunk) if any(map(str.isalnum, word.form))]
    if len(read) > _MOST_UNSPACED and sum(UNSPACED.match(word.form) is not None for word in read) > len(read) / 2:
        for one, other in pairwise(read):
            yield Term(chunk[one.start : other.end], (f"{one.form} {other.form}",))
    elif spellings := _list_spellings(chunk):
        yield Term(_trim(chunk.replace(_BREAK, "-")), spellings)


def _trim(words: str) -> str:
    """The words without the signs at their ends, each end in one look."""
    behind = _EDGE.match(words[::-1])
    before = _EDGE.match(words)
    return words[before.end() if before else 0 : len(words) - (behind.end() if behind else 0)]


def _is_weak(term: Term, *, first: bool) -> bool:
    """True for a word such as "the"; not for one in capitals: WHO, vitamin A."""
    named = term.written.isupper() and (len(term.written) > 1 or not first)
    return term.spellings[0] in _weak() and not named


def _list_spellings(words: str) -> tuple[str, ...]:
    """The ways in which these words may stand in a text; none where they are no words."""
    joined, parted = write_words(words)
    if not any(map(str.isalnum, joined)):
        return ()
    compound = joined.replace(" ", "") if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)+", words) else None
    return tuple(dict.fromkeys(one for one in (joined, parted, compound) if one))


def _respell(form: str) -> str:
    table = read_table("search")
    for ending, other in table["endings"]:
        if form.endswith(ending):
            form = form.removesuffix(ending) + str(other)
            break
    for one, other in table["spellings"]:
        form = form.replace(one, other)
    return form


@cache
def _table(name: str) -> dict[str, str]:
    table: dict[str, str] = read_table("search")[name]
    return table


@cache
def _weak() -> frozenset[str]:
    return frozenset(read_table("search")["weak"])
