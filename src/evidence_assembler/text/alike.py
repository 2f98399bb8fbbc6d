"""The stretch of a text that is most like a quotation. It points; whether it holds the words is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from evidence_assembler.text.boundaries import is_whole
from evidence_assembler.text.fold import lower_case
from evidence_assembler.text.seeds import SeedIndex
from evidence_assembler.text.skeleton import Skeleton, read_core
from evidence_assembler.text.words import TOKEN

# Of 100, by insertions and deletions. Measured on passages of articles: 10 % of the characters damaged, a word lost or
# swapped leave 88 and more; half of the words replaced leaves 77 at most.
ENOUGH = 80.0
_GUESSES = 3
_ENDS = 64  # characters at each end of a quotation by which its end in the text is told
_SCANNED = 1_024, 131_072  # characters of a quotation and of a text beyond which the text is not looked through
_SURE = 12  # characters that are the same at a guessed end, between two words, show that it is the true one
_REACH = 30  # characters around a guessed end within which the true one is looked for


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a folded text and its likeness to a quotation, 0-100."""

    likeness: float
    start: int
    end: int


def find_alike(words: str, source: str, skeleton: Skeleton, seeds: SeedIndex | None) -> Stretch | None:
    """The stretch of a folded text most like the words, by words whole; None where none is like enough.

    Without seeds, or where they point nowhere and it costs little, the whole text is looked through.
    """
    best: Stretch | None = None
    words = lower_case(words)
    quoted = read_core(words)
    if seeds is not None:
        tried: set[tuple[int, int]] = set()
        for guesses in seeds.find_guesses(quoted, _GUESSES):
            for first, last in (guess for guess in guesses if guess not in tried):
                start = skeleton.origin_of(max(0, first))
                end = skeleton.origin_of(min(len(skeleton.text), last) - 1) + 1
                best = _better(best, _fit_ends(words, source, start, end))
            if best is not None:
                return best
            tried.update(guesses)
        if len(words) > _SCANNED[0] or (len(quoted.text) > _ENDS and len(source) > _SCANNED[1]):
            return None
    if len(words) >= len(source):
        return _better(None, _fit_ends(words, source, 0, len(source)))
    window = fuzz.partial_ratio_alignment(words, lower_case(source), score_cutoff=ENOUGH - 10)
    return _better(None, _fit_ends(words, source, window.dest_start, window.dest_end)) if window is not None else None


def measure_likeness(one: str, other: str) -> float:
    """How like two folded texts are but for their case, 0-100, by the characters to insert and delete.

    A likeness decides nothing.
    """
    return fuzz.ratio(lower_case(one), lower_case(other))


def _better(best: Stretch | None, found: Stretch) -> Stretch | None:
    if found.likeness < ENOUGH or (best is not None and best.likeness >= found.likeness):
        return best
    return found


def _fit_ends(words: str, source: str, start: int, end: int) -> Stretch:
    """The guessed stretch with both its ends put between the words where the quotation's first and last ones stand."""
    begin = max(0, start - 2 * _REACH)
    around = lower_case(source[begin : end + 2 * _REACH])
    start, end = start - begin, end - begin
    common = round(len(words) * ENOUGH / (200 - ENOUGH))  # characters in one order that the likest stretch has at least
    if LCSseq.similarity(words, around, score_cutoff=common) < common:
        return Stretch(0, begin + start, begin + end)
    size = min(_ENDS, len(words))
    head, tail = words[:size], words[-size:]
    inner = min(start + size, end)
    if not (around.startswith(words[:_SURE], start) and is_whole(around, start, len(around))):
        begins = ((Indel.distance(head, around[at:inner]), abs(at - start), at) for at, _ in _words_near(around, start))
        _, _, start = min((found for found in begins if found[2] < inner), default=(0, 0, start))
    inner = max(end - size, start)
    if not (around.endswith(words[-_SURE:], 0, end) and is_whole(around, 0, end)):
        stops = ((Indel.distance(tail, around[inner:at]), abs(at - end), at) for _, at in _words_near(around, end))
        _, _, end = min((found for found in stops if found[2] > inner), default=(0, 0, end))
    return Stretch(fuzz.ratio(words, around[start:end]), begin + start, begin + end)


def _words_near(source: str, at: int) -> Iterator[tuple[int, int]]:
    for token in TOKEN.finditer(source, max(0, at - 2 * _REACH), at + 2 * _REACH):
        start, end = token.span()
        if end >= at - _REACH and start <= at + _REACH:
            yield start, end
