"""Where the words of a quotation and of its source part, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from evidence_assembler.model.quote import Difference, DifferenceKind
from evidence_assembler.text.fold import FoldedText, fold_text
from evidence_assembler.text.words import TOKEN, find_kind

# The gravest kind names a difference of several words.
_GRAVITY: tuple[DifferenceKind, ...] = ("number", "unit", "negation", "modal", "word", "case", "punctuation")
_IN_PLACE = 3  # words at an end of a quotation that may stand in the place of others
_ROOM = 120  # characters that so many words may take
_WORD = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d]+")
_STOPS = frozenset(".!?;:。！？；")


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with its stretches of the two texts, each empty where nothing stands in its place."""

    difference: Difference
    quoted: tuple[int, int]
    source: tuple[int, int]


class _Words:
    """The words, numbers and marks of a stretch of folded text, with their places."""

    __slots__ = ("_spans", "keys", "text")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        found = list(TOKEN.finditer(text, start, len(text) if end is None else end))
        self._spans = [token.span() for token in found]
        self.keys = [token.group() for token in found]

    def read_breaks(self, others: Sequence[str]) -> None:
        """Read a hyphen at a line's end as a break, or as a hyphen where its two words stand in the other text."""
        if not any("\n" in key for key in self.keys):
            return
        known = {key.casefold() for key in others}
        keys, spans = self.keys, self._spans
        self.keys, self._spans = [], []
        for key, (start, end) in zip(keys, spans, strict=True):
            first, hyphen, last = key.partition("-\n")
            if (
                hyphen
                and key.replace("-\n", "").casefold() not in known
                and {first.casefold(), last.casefold()} <= known
            ):
                self.keys += [first, "-", last]
                self._spans += [
                    (start, start + len(first)),
                    (start + len(first), end - len(last)),
                    (end - len(last), end),
                ]
            else:
                self.keys.append(key.replace("-\n", ""))
                self._spans.append((start, end))

    def span_of(self, first: int, stop: int) -> tuple[int, int]:
        return (self._spans[first][0], self._spans[stop - 1][1]) if first < stop else (0, 0)

    def kinds_of(self, first: int, stop: int) -> set[DifferenceKind]:
        return {find_kind(self.keys[i], self.keys[i - 1] if i else None) for i in range(first, stop)}


def compare_words(quoted: str, source: str) -> tuple[Change, ...]:
    """The differences between two untouched texts, with their stretches in code points, in order.

    >>> [(c.quoted, c.source) for c in compare_words("a dose of 50 mg", "a dose of 5 mg")]
    [((10, 12), (10, 11))]
    """
    ours, theirs = fold_text(quoted), fold_text(source)
    return tuple(
        Change(change.difference, _span_of(ours, change.quoted), _span_of(theirs, change.source))
        for change in _find_changes(_Words(ours.text), _Words(theirs.text))
    )


def _span_of(folded: FoldedText, stretch: tuple[int, int]) -> tuple[int, int]:
    return folded.span_of(*stretch) if stretch[0] < stretch[1] else (0, 0)


def find_differences(
    words: str, source: str, start: int, end: int, is_cut: Callable[[int], bool]
) -> tuple[int, int, tuple[Difference, ...]]:
    """How folded words differ from a stretch of a folded text, and that stretch with the words in the place of theirs.

    Words at either end that have no fellow in the stretch are set beside those that stand there in the same sentence.
    Where the words are the same, and do not stand there whole, what they are cut from is the difference: `is_cut` tells
    of a position of the source whether a word or a number goes on over it.
    """
    ours = _Words(words)
    changes = list(_find_changes(ours, _Words(source, start, end)))
    if changes:
        grown = (
            _reach_back(source, start, _find_lone(words, changes[0], at_start=True)),
            _reach_on(source, end, _find_lone(words, changes[-1], at_start=False)),
        )
    else:
        grown = _grow_whole(source, start, end, is_cut)
    if grown != (start, end):
        start, end = grown
        changes = list(_find_changes(ours, _Words(source, start, end)))
    told = tuple(change.difference for change in changes)
    return start, end, told or _compare_spacing(words, source[start:end])


def _grow_whole(source: str, start: int, end: int, is_cut: Callable[[int], bool]) -> tuple[int, int]:
    begins = [*range(start, max(-1, start - _ROOM), -1)]
    ends = [*range(end, min(len(source) + 1, end + _ROOM))]
    whole = (at for at in begins if not is_cut(at)), (at for at in ends if not is_cut(at))
    return next(whole[0], begins[-1]), next(whole[1], ends[-1])


def _compare_spacing(words: str, source: str) -> tuple[Difference, ...]:
    """How the same words differ that are parted in other places, from the first to the last such place: 2B and 2 B."""
    if words == source:
        return ()
    ahead = words.rfind(" ", 0, Prefix.similarity(words, source)) + 1
    ours, theirs = words[ahead:], source[ahead:]
    same = Postfix.similarity(ours, theirs)
    behind = same - 1 - ours[len(ours) - same :].find(" ") if " " in ours[len(ours) - same :] else 0
    quoted, found = ours[: len(ours) - behind].strip(), _one_line(theirs[: len(theirs) - behind])
    return (Difference("number" if any(map(str.isdigit, quoted + found)) else "punctuation", quoted, found),)


def _find_lone(words: str, change: Change, *, at_start: bool) -> list[str]:
    """The words at this end of a quotation with no word of the source in their place, where they are few."""
    start, end = change.quoted
    if (words[:start] if at_start else words[end:]).strip() or _WORD.search(change.difference.source):
        return []
    lone = _WORD.findall(words, start, end)
    return lone if len(lone) <= _IN_PLACE else []


def _reach_back(source: str, start: int, words: list[str]) -> int:
    """Where the stretch begins with the words before it that stand in the place of the lone ones."""
    if not words:
        return start
    before = _Words(source, max(0, start - _ROOM), start)
    at = _reach(before.keys[::-1], words[::-1])
    return before.span_of(len(before.keys) - at, len(before.keys))[0] if at else start


def _reach_on(source: str, end: int, words: list[str]) -> int:
    if not words:
        return end
    behind = _Words(source, end, min(len(source), end + _ROOM))
    at = _reach(behind.keys, words)
    return behind.span_of(0, at)[1] if at else end


def _reach(keys: Sequence[str], words: Sequence[str]) -> int:
    """How many of the source's words, going outwards, to set beside lone words: to the last of them, or as many."""
    enough = count = 0
    for number, key in enumerate(keys, start=1):
        if key in _STOPS or count > len(words) + _IN_PLACE:
            break
        count += key[:1].isalnum()
        if key.casefold() == words[-1].casefold():
            return number
        enough = number if count <= len(words) and key[:1].isalnum() else enough
    return enough


def _find_changes(ours: _Words, theirs: _Words) -> Iterator[Change]:
    """The runs of words that differ. Words that differ in case alone stand side by side, and differ."""
    ours.read_breaks(theirs.keys)
    theirs.read_breaks(ours.keys)
    mine, yours = ours.keys, theirs.keys
    run: list[int] = []
    for code in Levenshtein.opcodes([key.casefold() for key in mine], [key.casefold() for key in yours]):
        steps = [(code.src_start, code.src_end, code.dest_start, code.dest_end)]
        if code.tag == "equal":
            if mine[code.src_start : code.src_end] == yours[code.dest_start : code.dest_end]:
                steps = []
            else:
                pairs = zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)
                steps = [(i, i + 1, j, j + 1) for i, j in pairs if mine[i] != yours[j]]
        for i, i_end, j, j_end in steps:
            if run and run[1] == i and run[3] == j:
                run[1], run[3] = i_end, j_end
                continue
            if run:
                yield _name_change(run, ours, theirs)
            run = [i, i_end, j, j_end]
    if run:
        yield _name_change(run, ours, theirs)


def _name_change(run: Sequence[int], ours: _Words, theirs: _Words) -> Change:
    mine, yours = ours.span_of(run[0], run[1]), theirs.span_of(run[2], run[3])
    quoted, source = (_one_line(text[start:end]) for text, (start, end) in ((ours.text, mine), (theirs.text, yours)))
    if quoted and quoted.casefold() == source.casefold():
        return Change(Difference("case", quoted, source), mine, yours)
    kinds = ours.kinds_of(run[0], run[1]) | theirs.kinds_of(run[2], run[3])
    return Change(Difference(min(kinds, key=_GRAVITY.index), quoted, source), mine, yours)


def _one_line(folded: str) -> str:
    return " ".join(folded.replace("-\n", "").split()) if folded != "-\n" else "-"
