"""Where the words of a quotation and of its source part, token by token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_assembler.model.quote import Difference, DifferenceKind
from evidence_assembler.text.words import TOKEN, find_kind

# The gravest kind names a difference of several tokens.
_GRAVITY: tuple[DifferenceKind, ...] = ("number", "unit", "negation", "modal", "word", "case", "punctuation")
# A swapped word costs what a lost one does, so that a word at either end is told beside the one in its place.
_SWAP, _CASE, _GAP = 1.0, 0.3, 1.0


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its stretch of the folded text; `key` is the word without the break at the end of its line."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretch of a folded text that a quotation was made of, and the differences in order."""

    start: int
    end: int
    differences: tuple[Difference, ...]


def read_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a folded text between two positions."""
    stop = len(text) if end is None else end
    return [Token(m.group().replace("-\n", ""), m.start(), m.end()) for m in TOKEN.finditer(text, start, stop)]


def align_words(quoted: str, source: str, start: int, end: int) -> Alignment | None:
    """The best alignment of all of `quoted` with a stretch of `source` that lies between `start` and `end`.

    Both are folded texts. None where they have no token in common.
    """
    ours, theirs = read_tokens(quoted), read_tokens(source, start, end)
    pairs = _align(ours, theirs)
    used = [j for i, j in pairs if i is not None and j is not None]
    if not any(ours[i].key == theirs[j].key for i, j in pairs if i is not None and j is not None):
        return None
    first, last = used[0], used[-1]
    inside = [(i, j) for i, j in pairs if i is not None or (j is not None and first < j < last)]
    return Alignment(theirs[first].start, theirs[last].end, tuple(_find_differences(inside, ours, theirs, source)))


def name_difference(quoted: str, source: str) -> Difference:
    """The one difference between two stretches of folded text that have no token in common."""
    kinds = {find_kind(token.key) for token in (*read_tokens(quoted), *read_tokens(source))}
    return Difference(min(kinds, key=_GRAVITY.index), quoted, " ".join(source.replace("-\n", "").split()))


def _align(ours: list[Token], theirs: list[Token]) -> list[tuple[int | None, int | None]]:
    """Pairs of indexes, None for a gap; what theirs has before and after is free (Needleman-Wunsch, free ends)."""
    width = len(theirs) + 1
    row = [0.0] * width
    moves: list[bytearray] = []
    for i, token in enumerate(ours):
        key, folded = token.key, token.key.casefold()
        above, row = row, [(i + 1) * _GAP] + [0.0] * len(theirs)
        move = bytearray(width)
        move[0] = 1
        for j, other in enumerate(theirs):
            swap = above[j] + (0.0 if key == other.key else _CASE if folded == other.key.casefold() else _SWAP)
            lost, added = above[j + 1] + _GAP, row[j] + _GAP
            best = swap
            if lost < best:
                best, move[j + 1] = lost, 1
            if added < best:
                best, move[j + 1] = added, 2
            row[j + 1] = best
        moves.append(move)
    i, j = len(ours), len(row) - 1 - row[::-1].index(min(row))  # of equal ends the last: it leaves out nothing of ours
    pairs: list[tuple[int | None, int | None]] = []
    while i > 0:
        move_here = moves[i - 1][j]
        if move_here == 0:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif move_here == 1:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]


def _find_differences(
    pairs: list[tuple[int | None, int | None]], ours: list[Token], theirs: list[Token], source: str
) -> Iterator[Difference]:
    run: list[tuple[int | None, int | None]] = []
    for pair in [*pairs, None]:
        if pair is not None and not _is_same(pair, ours, theirs):
            run.append(pair)
        elif run:
            yield _name_difference(run, ours, theirs, source)
            run = []


def _is_same(pair: tuple[int | None, int | None], ours: list[Token], theirs: list[Token]) -> bool:
    return pair[0] is not None and pair[1] is not None and ours[pair[0]].key == theirs[pair[1]].key


def _name_difference(
    run: list[tuple[int | None, int | None]], ours: list[Token], theirs: list[Token], source: str
) -> Difference:
    mine = [i for i, _ in run if i is not None]
    yours = [j for _, j in run if j is not None]
    quoted = " ".join(ours[i].key for i in mine)
    found = " ".join(source[theirs[yours[0]].start : theirs[yours[-1]].end].replace("-\n", "").split()) if yours else ""
    if quoted and quoted.casefold() == found.casefold():
        return Difference("case", quoted, found)
    kinds = {find_kind(ours[i].key, ours[i - 1].key if i else None) for i in mine}
    kinds |= {find_kind(theirs[j].key, theirs[j - 1].key if j else None) for j in yours}
    return Difference(min(kinds, key=_GRAVITY.index), quoted, found)
