"""What limits a quotation and was left out of it: a denial right before its first word, a condition behind its last.

Both are looked for in the same sentence of the source and told as warnings; neither changes whether the words stand
there. The tables are of English words.
"""

from __future__ import annotations

import re
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.words import TOKEN, denies_nearly, words_of

_FEW_WORDS, _FEW_CHARACTERS = 3, 20
ROOM = 160  # code points of the source that are looked at behind a quotation
_ROOM_BEFORE = 60
_LOWER = re.compile("[a-z]+")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*)[ -]*\Z")
_MOST_FILLERS = 3
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*(?:\n|(?:[-*•‣–]|\d{1,3}[.)])\s)")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\Z")


def is_short(words: str) -> bool:
    """True for a folded quotation of fewer than three words and twenty characters: found easily by chance."""
    return len(words) < _FEW_CHARACTERS and sum(token[0].isalnum() for token in TOKEN.findall(words)) < _FEW_WORDS


def follows_denial(text: str, start: int) -> bool:
    """True where a word that denies stands before the position of an untouched text, and denies what begins there.

    Between the two may stand words that go with it: "did not significantly", "no evidence that".
    """
    if text.startswith("only", start) or text.endswith("hether or not ", 0, start):  # not only
        return False
    before = fold_text(_PARAGRAPH_END.split(text[max(0, start - _ROOM_BEFORE) : start])[-1]).text
    for _ in range(_MOST_FILLERS + 1):
        word = _LAST_WORD.search(before)
        if word is None:
            return False
        if denies_nearly(word[1]):
            return not before[: word.start()].casefold().endswith(("a ", "a very "))  # a few, a little
        if not _is_filler(word[1].casefold()):
            return False
        before = before[: word.start()]
    return False


def precedes_condition(text: str, end: int) -> bool:
    """True where words behind the position of an untouched text limit what ends there: unless, only if, but not.

    Up to six words of the same clause, citation marks and an aside in brackets may stand between.
    """
    if _SENTENCE_END.search(text, max(0, end - 4), end):
        return False
    behind = text[end : end + ROOM]
    if _first_words().isdisjoint(_LOWER.findall(behind.casefold().replace("-\n", ""))):
        return False  # nearly always
    return _condition().match(fold_text(_PARAGRAPH_END.split(behind)[0]).text.replace("-\n", "")) is not None


def states_condition(folded: str) -> bool:
    """True for a folded text with a word that limits: unless, only, provided."""
    return _stated().search(folded) is not None


def _is_filler(word: str) -> bool:
    return word in words_of("denial_fillers") or (len(word) > 4 and word.endswith("ly"))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in read_table("words")["conditions"]) | {"not"}


@cache
def _stated() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('conditions')}|provided|providing)\b", re.IGNORECASE)


def _any_of(table: str) -> str:
    return "|".join(map(re.escape, read_table("words")[table]))


@cache
def _condition() -> re.Pattern[str]:
    joining = _any_of("clause_joining")
    phrases = rf"(?!only \w+ly\b)(?:{_any_of('conditions')})"  # only rarely
    aside = r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))*"
    word = rf"(?!(?:{joining}|even|not)\b)(?:[^\s.;:,?!()\[\]]|\.(?=\w))+"
    inside = rf"\s*[(\[]\s*(?:{phrases})"
    near = rf"\s*[,;:-]?\s*(?:(?:and|or|though|but|yet)\s+)?(?:{phrases})"
    far = rf"\s*(?:{word}(?:\s+|(?=,))){{1,6}}?{aside}\s*,?\s*(?:{phrases})"
    denied = r"\s*,?\s*not(?! (?:only|just|merely)\b)"
    closing = r"[)\]\"']*"
    return re.compile(
        rf"{closing}(?:{inside}|{aside}[,)\]\"']*(?:{aside}{near}|{far}|{denied}))\b",
        re.IGNORECASE,
    )
