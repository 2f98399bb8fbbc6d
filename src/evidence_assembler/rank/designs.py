"""The designs and kinds of document by their names, and the other words for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from evidence_assembler.data import read_table

# House table, 2026: one spelling for the words in which British and American English differ here.
_SPELLINGS = (
    ("randomis", "randomiz"),
    ("recognis", "recogniz"),
    ("labell", "label"),
    ("centre", "center"),
    ("judgement", "judgment"),
    ("paedia", "pedia"),
)
_PLURAL = re.compile(r"(?:yses|ies|(?<![siu\W_])s)(?![^\W_])")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Design:
    """A design: its name, its sort (`data/designs.toml` lists them), and what a title may say more exactly.

    Of several that are declared for one source, the one with the lowest `precedence` stands.
    """

    name: str
    kind: str
    precedence: int
    refined_by: frozenset[str]


def find_design(words: str) -> str | None:
    """The name of the design that the words as a whole stand for, None where no design is called so.

    Case, hyphens, plurals and British or American spelling do not matter.

    >>> find_design("Randomised controlled trials"), find_design("Randomized Controlled Trials as Topic")
    ('randomized trial', None)
    """
    return names_by_fold().get(fold_words(words))


def known_designs() -> tuple[str, ...]:
    """The names of all designs, in order of precedence."""
    return tuple(all_designs())


@cache
def all_designs() -> dict[str, Design]:
    """The designs of `data/designs.toml` by name."""
    return {
        row["name"]: Design(row["name"], row["kind"], precedence, frozenset(row.get("refined_by", ())))
        for precedence, row in enumerate(read_table("designs")["design"])
    }


@lru_cache(maxsize=8192)
def fold_words(words: str) -> str:
    """The words without what does not matter between two writings of one term."""
    return _BETWEEN.sub("", _PLURAL.sub(_fold_plural, _spell(words)))


@cache
def names_by_fold() -> dict[str, str]:
    """The name of a design by every folded word for it."""
    names: dict[str, str] = {}
    for row in read_table("designs")["design"]:
        for words in (row["name"], *row["words"]):
            names.setdefault(fold_words(words), row["name"])
    return names


def is_plural(words: str) -> bool:
    """True for the plural of a word of the table ("guidelines"), other than studies: it names many works, not one."""
    written = _BETWEEN.sub("", _spell(words))
    return written != fold_words(words) and not written.endswith("studies") and written not in _written()


@cache
def words_after_comma() -> frozenset[str]:
    """What follows the comma in the words that have one: "Phase II" of "Clinical Trial, Phase II", folded."""
    rows = read_table("designs")["design"]
    return frozenset(fold_words(words.partition(",")[2]) for row in rows for words in row["words"] if "," in words)


@cache
def _written() -> frozenset[str]:
    """The words of the table as they are written there, in one spelling and without what stands between words."""
    rows = read_table("designs")["design"]
    return frozenset(_BETWEEN.sub("", _spell(words)) for row in rows for words in (row["name"], *row["words"]))


def _spell(words: str) -> str:
    text = words.casefold()
    for written, folded in _SPELLINGS:
        text = text.replace(written, folded)
    return text


def _fold_plural(ending: re.Match[str]) -> str:
    return {"yses": "ysis", "ies": "y"}.get(ending[0], "")
