"""How an editor may have fitted a quotation in: brackets, the last stop, the case of the first letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_assembler.model.quote import Difference
from evidence_assembler.text.words import TOKEN, find_kind, is_unit, turns_meaning, words_of

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_SIGN = re.compile(r"[^\w\s.,;:'\"!?]")
_MIXED = re.compile(r"(?=.*[A-Za-z])(?=.*[\u0370-\u052f]).+")  # letters that only look Latin
_TOUCHING = re.compile(r"\w\[|\]\w")


def find_variants(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """The folded quotation as it is, then as an editor may have fitted it in, each with what is to be told."""
    for whole, marks in ((words, ()), *_without_marks(words)):
        for unbracketed, brackets in _unbracket(whole):
            for text, stop in ((unbracketed, ()), *_without_stop(unbracketed)):
                told = (*marks, *brackets, *stop)
                yield text, told
                yield from ((other, (*told, *case)) for other, case in _with_other_case(text))


def _without_marks(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """A quotation that was pasted with its own quotation marks, which the source does not have."""
    mark = words[:1]
    if mark in ('"', "'") and words.endswith(mark) and len(words) > 2 and mark not in words[1:-1]:
        yield words[1:-1].strip(), (Difference("punctuation", mark, ""), Difference("punctuation", mark, ""))


def _without_stop(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    if words[-1:] in (".", ",") and words[-2:-1] not in ("", " "):
        yield words[:-1].rstrip(), (Difference("punctuation", words[-1], ""),)


def _with_other_case(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    at = next((i for i, char in enumerate(words) if char.isalnum()), None)
    if at is None:
        return
    letter = words[at]
    other = letter.swapcase()
    if len(other) == 1 and other != letter:
        yield words[:at] + other + words[at + 1 :], (Difference("case", letter, other),)


def _unbracket(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """Brackets are literal first; then the letter or word of an editor; then an insertion that is not in the source."""
    yield words, ()
    if not _BRACKETS.search(words):
        return
    yield _BRACKETS.sub(r"\1", words), ()
    if _TOUCHING.search(words) or any(_turns(found, words) for found in _BRACKETS.finditer(words)):
        return  # [un]safe is not safe
    left = " ".join(_BRACKETS.sub(" ", words).split())
    yield left, tuple(Difference("word", found.group(), "") for found in _BRACKETS.finditer(words))


def _turns(insertion: re.Match[str], words: str) -> bool:
    """True for an insertion that would turn the sense: it denies, limits, counts, or is a prefix or a unit."""
    tokens = TOKEN.findall(insertion[1])
    if _SIGN.search(insertion[1]) or any(_MIXED.fullmatch(token) for token in tokens):
        return True
    if any(turns_meaning(token) or find_kind(token) in ("number", "modal") for token in tokens):
        return True
    if any(token.casefold() in words_of("turning_insertions") for token in tokens):
        return True
    behind_number = words[: insertion.start()].rstrip()[-1:].isdigit()
    return any(is_unit(token) for token in tokens) if behind_number else False
