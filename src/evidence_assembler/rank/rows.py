"""What a row of a scheme may be called: a design, a finer kind of one, or a systematic review of one.

A published cell may ask for more than a design ("prospective cohort") or rank a review by what it includes
("systematic review of randomized trials"). `data/finer_designs.toml` has the finer kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from evidence_assembler.data import read_table
from evidence_assembler.rank.designs import find_design, fold_words, known_designs

REVIEW = "systematic review"
_OF = re.compile(r"[\s_-]+of[\s_-]+(?:the[\s_-]+)?", re.IGNORECASE)
_HEAD = re.compile(r"\w+(?=$| of | with | without | in )")
_PLURALS = {"study": "studies", "analysis": "analyses", "series": "series", "news": "news", "thesis": "thesis"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its name: the design it is, or is a kind of, and for reviews of one row alone that row."""

    name: str
    design: str
    reviews: Row | None = None


@lru_cache(maxsize=1024)
def find_row(words: str) -> Row | None:
    """The row that the words as a whole stand for, None where no design is called so.

    Case, hyphens, plurals and British or American spelling do not matter.

    >>> find_row("Prospective cohort studies")
    Row(name='prospective cohort study', design='cohort study', reviews=None)
    >>> find_row("Meta-analysis of RCTs").name
    'systematic review of randomized trials'
    """
    finer = _finer().get(fold_words(words))
    if finer is not None:
        return finer
    for between in _OF.finditer(words):
        included = find_row(words[between.end() :]) if find_design(words[: between.start()]) == REVIEW else None
        if included is not None:
            return _review_of(included)
    design = find_design(words)
    return Row(design, design) if design is not None else None


def name_review(included: str) -> str:
    """The name of the row for systematic reviews of this design alone.

    >>> name_review("case-control study"), name_review("case series")
    ('systematic review of case-control studies', 'systematic review of case series')
    """
    return f"{REVIEW} of " + _HEAD.sub(lambda head: _PLURALS.get(head[0], f"{head[0]}s"), included, count=1)


def known_rows() -> tuple[str, ...]:
    """The names of all designs and of their finer kinds."""
    return (*known_designs(), *(row["name"] for row in read_table("finer_designs")["finer"]))


def name_in_title(title: str, names: Iterable[str]) -> tuple[str, str] | None:
    """The one of these rows that a title in lower case names word for word, and its words; None for none or several."""
    found = [(name, match[0]) for name in names if (match := _as_phrase(name).search(title))]
    return found[0] if len(found) == 1 else None


def _review_of(included: Row) -> Row:
    if included.design == REVIEW:
        return Row("umbrella review", "umbrella review")
    return Row(name_review(included.name), REVIEW, included)


@cache
def _as_phrase(name: str) -> re.Pattern[str]:
    """The name or another word for it as a title has it, in British or American spelling, hyphenated or not."""
    rows = (row["words"] for row in read_table("finer_designs")["finer"] if row["name"] == name)
    written = (re.escape(words) for words in (name, *(words for row in rows for words in row)))
    loose = (re.sub(r"\\([ -])", lambda sign: r"[\s-]?" if sign[1] == "-" else r"[\s-]", words) for words in written)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(loose)})\b".replace("randomized", "randomi[sz]ed"))


@cache
def _finer() -> dict[str, Row]:
    """The row of each finer kind by every folded word for it."""
    return {
        fold_words(words): Row(row["name"], row["design"])
        for row in read_table("finer_designs")["finer"]
        for words in (row["name"], *row["words"])
    }
