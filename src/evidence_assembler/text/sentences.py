"""The sentences of a paragraph, each as a stretch of its text.

One expression finds every stop with the quotation marks, brackets and citation marks behind it; small tests then tell
whether a sentence ends there. They look at spaces, capitals, and a table of words (data/abbreviations.toml), so a
sentence that begins in lower case is found only where its first word is a name such as mRNA or p53.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from evidence_assembler.model.manuscript import MARK
from evidence_assembler.text.abbreviations import begins_sentence, find_kind, goes_on, words_of

_UNSPACED = "。！？｡"  # stops of scripts that put no space behind them
_STOP = rf"[.!?…‽؟۔।॥։።{_UNSPACED}]"
_CLOSER = r"""["'”’»)\]}」』）】]"""
_RAISED = "⁰¹²³⁴-⁹"
_LIST = r"[0-9]{1,3}+(?:\s?[,;–-]\s?[0-9]{1,3}+){0,40}+"
# Between a word with its stop and a number that is followed by a capital: reduced.1 Bleeding
_NOTE = rf"""(?:(?<=[^\W\d_][.!?])|(?<=[)\]%”"][.!?])|(?<=[.!?][”")]))(?={_LIST}\s+[A-Z])"""
_CANDIDATE = re.compile(
    rf"""
    {_STOP}(?<!{_STOP}{_STOP}){_STOP}*+{_CLOSER}*+      # looking behind keeps a long row of stops linear
    (?:(?=[\s{MARK}A-Z{_RAISED}\[]|\Z)|(?<=[{_UNSPACED}」』）】])|{_NOTE})
    ()
    (?:
        \s*+{MARK}(?:\s*+(?:[,;–-]\s*+)?{MARK})*+
      | \s*+\[{_LIST}\](?!\()
      | [{_RAISED}][{_RAISED},⁻–]*+
      | {_NOTE}{_LIST}
      | \s*+[.!?…](?=[\s{MARK}]|\Z)
      | (?<!\s){_CLOSER}
    )*+
    ()\s*+
    """,
    re.VERBOSE,
)
_WORD, _APART = re.compile(r"\S"), re.compile(rf"((?:{MARK}|\[{_LIST}\])*+)\s+(?=[{MARK}\[])")
_TRIMMED = "([{<\"'“‘«‹„¿¡「『（*_" + MARK
_MIXED = re.compile(r"[^\W\d_]{1,4}-?[A-Z]|[^\W\d_]{1,2}-?[0-9]")  # mRNA, c-Myc, p53
_LISTED = re.compile(r"(?:[a-z]|[ivx]{2,4})[.)]\s+[A-Z]")  # i. It fell. ii. It rose.
_LIST_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[ivxIVX]{2,4}")
_PLAIN, _TAME = re.compile(r"[^\W\d_A-Z]{4,}"), re.compile(r"[^\W_]+[%)\]”\"]?")
_CAPITALISED = re.compile(r"[A-Z][^\W\d_A-Z]*(?=[\s,])")
_ABBREVIATED = re.compile(r"([^\W\d_]{1,8})\.")
_BRACKET = re.compile(r"[()]")
_LOOK_BACK = 40  # code points: no word that is looked up is longer
_REACH = 400  # code points within which a bracket or a quotation has to close
_MOST_SIGNS = 6  # brackets looked at until it does


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph: (start, end) in code points, without the space around them, end exclusive.

    Together they hold all that is not space. A line's end is a space. `MARK` (U+FFFC) is a citation marker that was
    taken out: behind a stop it belongs to the sentence before, as `[3,4]` does. Time is linear in the text.

    >>> text = "Pain was reduced by 1.5 points, e.g. in Fig. 2.[3,4] Dr. Lee et al. agreed."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Pain was reduced by 1.5 points, e.g. in Fig. 2.[3,4]', 'Dr. Lee et al. agreed.']
    """
    first = _WORD.search(text)
    if first is None:
        return []
    start = first.start()
    spans: list[tuple[int, int]] = []
    for end, following in _find_ends(text, start):
        spans.append((start, end))
        start = following
    spans.append((start, len(text.rstrip())))
    return spans


def _find_ends(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each sentence but the last ends, and where the next one begins."""
    enclosure = _Enclosure(text, start) if any(sign in text for sign in '(“"') else None
    listed: int | None = None  # the number last met of a list within the text: 1. First 2. Second
    for stop in _CANDIDATE.finditer(text, start):
        if stop.end() == len(text):
            return
        at = stop.start()
        before = text[max(start, at - _LOOK_BACK) : at].split()
        word = before.pop().strip(_TRIMMED) if before else ""
        if len(word) < 8 and text[at] == "." and _LIST_NUMBER.fullmatch(word):
            opens = not before and at - start < _LOOK_BACK
            if opens or _counts_on(word, before, listed, text, stop.end()):
                listed = int(word) if word.isdigit() else listed
                continue
        cut = _find_cut(text, stop, word, before[-1] if before else None)
        if cut is None or (enclosure is not None and enclosure.holds(cut[0])):
            continue
        yield cut
        start = cut[1]
        if enclosure is not None:
            enclosure = _Enclosure(text, start)


def _counts_on(word: str, before: list[str], listed: int | None, text: str, after: int) -> bool:
    """True for the number of the next point of a list within the text."""
    if not word.isdigit():
        return False
    if listed is None:
        return word == "1" and before[-1:] != [] and before[-1].endswith(":")
    return int(word) == listed + 1 and not begins_sentence(text, after)


def _find_cut(text: str, stop: re.Match[str], word: str, before: str | None) -> tuple[int, int] | None:
    """The end of the sentence that ends at this stop and the start of the next one; None where it goes on."""
    head, tail, after = stop.end(1), stop.end(2), stop.end()
    last, follows = text[stop.start()], text[after]
    if last in _UNSPACED:
        return None if head > stop.start() + 1 and follows == "と" else (tail, after)
    if follows in ",;:)]}%/":
        return None
    if follows.islower():
        return _find_cut_before_lower(text, stop, word)
    if head == after and not _is_glued(text, after, word):
        return None
    if head < tail == after and not follows.isupper():
        return None
    if text[tail - 1] in ".!?" and (MARK in text[head:tail] or "]" in text[head:tail]):
        return tail, after  # Acme Inc. [3]. Next
    dots = text.count(".", stop.start(), tail) + 3 * text.count("…", stop.start(), tail)
    if dots > 2:
        ends = _ends_at_ellipsis(text, stop.start(), after, dots)
    elif last != ".":
        ends = word + last not in words_of("shouted") or begins_sentence(text, after)
    else:
        ends = _ends_sentence(text, word, before, head if text[head].isdigit() else after)
    return (tail, after) if ends else None


def _ends_sentence(text: str, word: str, before: str | None, after: int) -> bool:
    """True where a sentence ends with this word and a full stop, before the capital or figure at `after`."""
    kind = find_kind(word)
    if kind is not None:
        return not goes_on(kind, text, after, before)
    if len(word) == 1 and word.isupper() and before is not None:
        named = before.strip(_TRIMMED).lower()
        if named[-1:].isdigit():
            return not _abbreviates(text, after)  # at 37 C. Samples, but 5 F. Supp. 2d
        if named in words_of("lettered") or (named in words_of("before_language") and word in words_of("languages")):
            return True
        return begins_sentence(text, after)
    return True


def _abbreviates(text: str, at: int) -> bool:
    """True where an abbreviation with its stop stands at `at`."""
    word = _ABBREVIATED.match(text, at)
    return word is not None and find_kind(word[1]) is not None


def _find_cut_before_lower(text: str, stop: re.Match[str], word: str) -> tuple[int, int] | None:
    """A sentence begins in lower case with a name (mRNA), or with a marker in place of one: Fast. [3] found that."""
    head, tail, after = stop.end(1), stop.end(2), stop.end()
    if text[stop.start()] == "." and (len(word) < 2 or find_kind(word) is not None):
        return None
    if text.count(".", stop.start(), tail) + 2 * text.count("…", stop.start(), tail) > 1:
        return None
    if tail < after and (_MIXED.match(text, after) or _LISTED.match(text, after)):
        return tail, after
    apart = _APART.match(text, head)
    return (apart.end(1), apart.end()) if apart is not None and apart.end() < tail else None


def _is_glued(text: str, after: int, word: str) -> bool:
    """True where a space was forgotten between a stop and the next sentence, and it is no name: effect.The next."""
    if not _CAPITALISED.match(text, after) or word in words_of("modules") or find_kind(word) is not None:
        return False
    return _PLAIN.fullmatch(word) is not None or (
        len(word) > 1 and _TAME.fullmatch(word) is not None and begins_sentence(text, after)
    )


def _ends_at_ellipsis(text: str, at: int, after: int, dots: int) -> bool:
    """True where a sentence ends with three dots, or with four: what was left out is no end, nor is a pause."""
    if text[at - 1 : at] in ("[", "("):
        return False
    return (dots > 3 or not text[at - 1 : at].isspace()) and (dots > 3 or begins_sentence(text, after))


class _Enclosure:
    """What brackets and quotation marks of a sentence hold is not cut, where they opened within it and close soon."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._start, self._read = text, start, start
        self._brackets = self._quotes = self._straight = 0

    def holds(self, end: int) -> bool:
        """True where `end` lies within a bracket or a quotation."""
        text, read = self._text, self._read
        self._brackets = max(0, self._brackets + text.count("(", read, end) - text.count(")", read, end))
        self._quotes = max(0, self._quotes + text.count("“", read, end) - text.count("”", read, end))
        self._straight += text.count('"', read, end)
        self._read = end
        return (
            (self._brackets > 0 and self._opened_within("(", end) and self._closes_bracket(end))
            or (self._quotes > 0 and self._opened_within("“", end) and text.find("”", end, end + _REACH) >= 0)
            or (self._straight % 2 == 1 and self._opened_within('"', end) and self._closes_straight(end))
        )

    def _opened_within(self, sign: str, end: int) -> bool:
        return self._text.rfind(sign, self._start, end) > self._start

    def _closes_bracket(self, end: int) -> bool:
        depth = self._brackets
        for sign in islice(_BRACKET.finditer(self._text, end, end + _REACH), _MOST_SIGNS):
            depth += 1 if sign.group() == "(" else -1
            if depth == 0:
                return True
        return False

    def _closes_straight(self, end: int) -> bool:
        text = self._text
        opened = text.rfind('"', self._start, end)
        closed = text.find('"', end, end + _REACH)
        return closed > 0 and not text[opened - 1].isalnum() and not text[closed - 1].isspace()
