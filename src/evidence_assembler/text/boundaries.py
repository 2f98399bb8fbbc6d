"""Where a quotation may begin and end: between words, and between numbers with all that belongs to them."""

from __future__ import annotations

import re
import unicodedata

from evidence_assembler.text.figures import TIES, VULGAR
from evidence_assembler.text.words import KATAKANA, is_unit, is_unspaced, words_of

_BESIDE = "%‰°$€£¥₹"  # signs that belong to the number they stand beside
_SIGNS = "+<>≤≥⩽⩾≲≳≪≫≈≅~∼±∓×÷·^%‰°′″‴⁄∕∶#@&/٪٫٬％＜＞～〜＋" + "".join(map(chr, range(0x20A0, 0x20C1))) + "$£¥¢"
# What no cut goes through, besides two letters or digits.
_JOINED = re.compile(
    "|".join(
        (
            rf"(?<=\w)(?=[{_SIGNS}])|(?<=[{_SIGNS}])(?=\w)",  # 5%, <5, $5, 10^6, mg/kg, C#
            r"(?<=[-.,·:'٫٬．，])(?=\d)|(?<=\d)(?=[.,·:'٫٬．，-]\d)",  # -5, .5, 12.5, 4,500, 1:2, 5-20
            rf"(?<=[\w{_BESIDE}])(?=-[\d$€£¥₹])|(?<=[-A-Z])(?=[$€£¥₹]\d)",  # IL-6, 5%-10%, -$5, A$5
            r"(?<=<)(?==)|(?<=[<>!]=)(?=\d)",  # <= 5
            r"(?<=[A-Z\d])(?=-(?![-\w]))",  # HER2-
            r"(?<=\w)(?=[⁺⁻])|(?<=[⁺⁻])(?=[⁰¹²³⁴-⁹])",  # 10⁻⁵, s⁻¹
            r"(?<=\d)(?=\*\*)|(?<=\*\*)(?=[-+]?\d)",  # powers as programs write them
            r"(?<=[^\W\d_])(?='[^\W\d_])|(?<=[^\W\d_]')(?=[^\W\d_])",
            r"(?<=[ (]!)(?=\w)",
            r"(?<=\n)(?!(?:and|or|to|nor)\b)|(?=-\n)",  # the break of a word at the end of a line
        )
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE_NOTE = re.compile(r"(\d ?)?(?<![^\W\d_])([^\W\d_]+)\Z")
_KATAKANA_CHAR = re.compile(f"[{KATAKANA}]")
# A space that does not break ties a number to what it belongs to: 1 500, 5 %, 2 ½, 8.6 × 10⁻⁹.
_BESIDE_TIED = _BESIDE + VULGAR + "×"
_GROUP = re.compile(r"(?<![\d.,])\d{1,3}\Z")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")


def is_whole(text: str, start: int, end: int) -> bool:
    """True where the stretch of a folded text begins and ends between words, and between numbers.

    "significant" does not stand whole in "insignificant" or "non-significant", nor 5 in 12.5, 5.1, 5-20, 5% or -5.
    """
    return start < end and not is_cut(text, start) and not is_cut(text, end)


def cuts_tie(text: str, at: int) -> bool:
    """True where a cut before `at` of an untouched text goes through what a no-break space ties: 1 500, 5 %.

    A space that may break parts two numbers, as in a table; folding makes one space of both, so this asks the text.
    """
    tie = at if text[at : at + 1] in TIES else at - 1  # the tie stands behind the cut, or before it
    if not 0 < tie < len(text) - 1 or text[tie] not in TIES or not text[tie - 1].isdigit():
        return False
    if _THOUSANDS.match(text, tie + 1):
        return _GROUP.search(text, max(0, tie - 5), tie) is not None
    return text[tie + 1] in _BESIDE_TIED


def is_cut(text: str, at: int) -> bool:
    """True where a cut before the character `at` of a folded text goes through a word, or a number with its signs."""
    if not 0 < at < len(text):
        return False
    if _is_letter(text[at - 1]) and _is_letter(text[at]):
        return _cuts_letters(text, at)
    if _JOINED.match(text, at):
        return True
    if text[at - 1] == "-":
        return _is_letter(text[at]) and _ends_in_prefix(text[max(0, at - 12) : at - 1])
    return text[at] == "-" and _is_letter(text[at - 1]) and _begins_with_suffix(text, at + 1)


def _cuts_letters(text: str, at: int) -> bool:
    if is_unspaced(text[at - 1]) or is_unspaced(text[at]):
        return _cuts_unspaced(text, at)
    return not _is_note(text, at)


def _is_note(text: str, at: int) -> bool:
    """True for the raised number of a reference behind a word, which is not the power of a unit: adults², not m²."""
    if text[at] not in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return False
    word = _WORD_BEFORE_NOTE.search(text[max(0, at - 24) : at])
    return word is not None and len(word[2]) > 2 and not word[1] and not is_unit(word[2])


def _cuts_unspaced(text: str, at: int) -> bool:
    """True where a cut between two letters, one of them of a script without spaces, leaves half of a word or number."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M" or (_KATAKANA_CHAR.match(before) and _KATAKANA_CHAR.match(after)):
        return True
    if (before.isdigit() or before in words_of("unspaced_numerals")) and after in words_of("unspaced_numerals"):
        return True
    return text.startswith(tuple(words_of("unspaced_suffixes")), at) or text.endswith(
        tuple(words_of("unspaced_prefixes")), 0, at
    )


def _ends_in_prefix(text: str) -> bool:
    return text.casefold().replace("-", " ").split(" ")[-1].lstrip("(\"'[") in words_of("turning_prefixes")


def _begins_with_suffix(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word.group().casefold() in words_of("turning_suffixes")


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > "\u02ff" and unicodedata.category(char)[0] == "M")
