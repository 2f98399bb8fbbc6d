"""The tokens of a folded text, and what kind of word a token is."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.quote import DifferenceKind

# Scripts written without spaces (Thai, Lao, Tibetan, Burmese, Khmer, kana, Han): each sign stands for itself. Katakana
# spell words out. Marks of other scripts, vowels and accents, belong to the letter before them.
_UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30a0\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
KATAKANA = "\u30a1-\u30ff\uff66-\uff9f"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u0900-\u0963\u0980-\u0dff"
)

# A number takes its sign, decimals and exponent with it: 12.5, -0.34, 0·34, 4,500, 10⁻³. A stroke behind a letter or
# a digit is a hyphen or a range, not a sign. A word takes its apostrophe, and the break at the end of its line.
_LETTERS = rf"[^\W\d_{_UNSPACED}{KATAKANA}]+"
TOKEN = re.compile(
    rf"{_LETTERS}(?:(?:'|-\n){_LETTERS}|[{_MARKS}]+(?:{_LETTERS})?)*"
    r"|(?:(?<![\w.,·%)-])[-+])?\d+(?:[.,·]\d+)*[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]*"
    rf"|[{KATAKANA}]+|-\n|\S"
)
_SPACED_UNITS = (("mm", "Hg"), ("cm", "H2O"), ("cm", "H₂O"))
_COMPARATORS = frozenset("<>=±≤≥≠≈~+×÷")
_JOINT_MARKS = frozenset("%‰°$€£¥₹")  # signs that belong to the number they stand beside
UNSPACED = re.compile(f"[{_UNSPACED}{KATAKANA}]")
_DIGIT, _LETTER = re.compile(r"\d|[²³¹⁰-⁹₀-₉]"), re.compile(r"\w")


def find_kind(token: str, follows: str | None = None) -> DifferenceKind:
    """What kind of difference it makes that this token of a folded text was added, lost or swapped.

    A unit is one only where it `follows` a number or another unit: "in" is an inch behind a number alone.
    """
    if _DIGIT.search(token) or token in _COMPARATORS or token.casefold() in words_of("number_words"):
        return "number"
    if is_unit(token) and (token in _JOINT_MARKS or (follows is not None and _is_measure(follows))):
        return "unit"
    if is_negation(token):
        return "negation"
    if token.casefold() in words_of("modal"):
        return "modal"
    return "word" if _LETTER.search(token) else "punctuation"


def is_unit(word: str) -> bool:
    """True for a unit of measure, behind a number."""
    return word in words_of("unit")


def parts_unit(text: str, space: int) -> bool:
    """True for the space within mm Hg and its like, which are written as one word too."""
    return any(text.endswith(one, 0, space) and text.startswith(two, space + 1) for one, two in _SPACED_UNITS)


def is_negation(token: str) -> bool:
    """True for a word that denies."""
    folded = token.casefold()
    return folded in words_of("negation") or folded.endswith(tuple(words_of("negation_endings")))


def denies_nearly(token: str) -> bool:
    """True for a word that denies, or does so nearly, of what stands right behind it: rarely, few."""
    return is_negation(token) or token.casefold() in words_of("near_denials")


def is_unspaced(char: str) -> bool:
    """True for a character of a script that puts no spaces between words."""
    return char >= "\u0e00" and UNSPACED.match(char) is not None


def turns_meaning(token: str) -> bool:
    """True for a word that may not be left out at an ellipsis: one that denies, or limits as far as a denial does."""
    return is_negation(token) or token.casefold() in words_of("limiting")


def _is_measure(token: str) -> bool:
    return any(char.isdigit() for char in token) or is_unit(token) or token.casefold() in words_of("number_words")


@cache
def words_of(kind: str) -> frozenset[str]:
    """A table of words, `data/words.toml`, by its name."""
    return frozenset(read_table("words")[kind])
