"""The tokens of a folded text, and what kind of word a token is."""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.quote import DifferenceKind

# A number takes its sign, decimals and exponent with it: 12.5, -0.34, 0·34, 4,500, 10⁻³. A stroke behind a letter or
# a digit is a hyphen or a range, not a sign. A word takes its apostrophe, and the break at the end of its line.
TOKEN = re.compile(
    r"(?:(?<![\w.,·%)-])[-+])?\d+(?:[.,·]\d+)*[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]*"
    r"|[^\W\d_]+(?:(?:'|-\n)[^\W\d_]+)*"
    r"|-\n|\S"
)
_COMPARATORS = frozenset("<>=±≤≥≠≈~+×÷")
_JOINT_MARKS = frozenset("%‰°")  # signs that belong to the number they stand behind
_WITHIN = ".,·/:×"  # between digits, part of one number, fraction, ratio or product
_WORD = re.compile(r"[^\W\d_]+")
_TIES = "\u00a0\u2009\u202f"
_GROUP_BEFORE = re.compile(rf"(?<![\d.,])\d{{1,3}}[{_TIES}]\Z")
_GROUP_AFTER = re.compile(r"\d{3}(?!\d)")
_GROUP_CUT = re.compile(rf"[{_TIES}]\d{{3}}(?!\d)")


def find_kind(token: str, follows: str | None = None) -> DifferenceKind:
    """What kind of difference it makes that this token of a folded text was added, lost or swapped.

    A unit is one only where it `follows` a number or another unit: "in" is an inch behind a number alone.
    """
    folded = token.casefold()
    if any(char.isdigit() for char in token) or token in _COMPARATORS or folded in _words("number_words"):
        return "number"
    if is_unit(token) and (token in _JOINT_MARKS or (follows is not None and _is_measure(follows))):
        return "unit"
    if is_negation(token):
        return "negation"
    if folded in _words("modal"):
        return "modal"
    return "word" if any(char.isalnum() for char in token) else "punctuation"


def is_unit(word: str) -> bool:
    """True for a unit of measure, behind a number."""
    return word in _words("unit")


def is_negation(token: str) -> bool:
    """True for a word that denies."""
    folded = token.casefold()
    return folded in _words("negation") or folded.endswith(tuple(_words("negation_endings")))


def turns_meaning(token: str) -> bool:
    """True for a word that may not be left out at an ellipsis: one that denies, or limits as far as a denial does."""
    return is_negation(token) or token.casefold() in _words("limiting")


def is_whole(text: str, start: int, end: int) -> bool:
    """True where the stretch of a folded text begins and ends between words, and between numbers.

    "significant" does not stand whole in "insignificant" or "non-significant", nor 5 in 12.5, 5.1, 5-20, 5% or -5.
    """
    return start < end and not _cuts(text, start) and not _cuts(text, end)


def cuts_thousands(text: str, at: int) -> bool:
    """True where a cut before `at` of an untouched text goes through a number grouped by no-break spaces: 1 500.

    A space that may break parts two numbers, as in a table; folding makes one space of both, so this asks the text.
    """
    if _GROUP_BEFORE.search(text, max(0, at - 6), at) is not None:
        return _GROUP_AFTER.match(text, at) is not None
    return text[at - 1 : at].isdigit() and _GROUP_CUT.match(text, at) is not None


def _cuts(text: str, at: int) -> bool:
    """True where a cut before the character `at` goes through a word, a number, or a number and its sign."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    far_before, far_after = text[at - 2 : at - 1], text[at + 1 : at + 2]
    if _is_letter(before) and _is_letter(after):
        return True
    if before == "\n" or text.startswith("-\n", at):
        return True
    if after.isdigit():
        return before in "-+" or (before in _WITHIN and far_before.isdigit())
    if before.isdigit():
        return (
            after in _JOINT_MARKS
            or (after in _WITHIN + "-" and far_after.isdigit())
            or (after == " " and far_after in tuple(_JOINT_MARKS))
        )
    if before == "'":
        return _is_letter(far_before) and _is_letter(after)
    if after == "'":
        return _is_letter(before) and _is_letter(far_after)
    if before == "-":
        return _ends_in_prefix(text[max(0, at - 12) : at - 1])
    return after == "-" and _begins_with_suffix(text, at + 1)


def _ends_in_prefix(text: str) -> bool:
    return text.casefold().replace("-", " ").split(" ")[-1].lstrip("(\"'[") in _words("turning_prefixes")


def _begins_with_suffix(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word.group().casefold() in _words("turning_suffixes")


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_measure(token: str) -> bool:
    return any(char.isdigit() for char in token) or is_unit(token) or token.casefold() in _words("number_words")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_table("words")[kind])
