"""Locating a quotation in a text: likeness finds the place, equality after folding decides.

A quotation is looked for in the skeleton of the text, its folded characters without spaces and strokes, so that line
breaks and hyphens do not hide it; each place found there is then held against the quotation by `is_equal`. Only when no
place is equal does likeness look for the nearest one, to say how the words differ. No likeness is ever a pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from rapidfuzz import fuzz

from evidence_assembler.model.quote import Difference, QuoteMatch, QuoteStatus, QuoteWarning
from evidence_assembler.text.differences import align_words, name_difference
from evidence_assembler.text.equal import is_equal
from evidence_assembler.text.fold import FoldedText, fold_text
from evidence_assembler.text.words import TOKEN, cuts_thousands, find_kind, is_whole, turns_meaning

_ALIKE = 75.0  # of 100, character by character; below it other words are meant, and the quotation is absent
_NEAR = 1_000  # code points that an ellipsis may stand for
_MOST_CHAINS = 1_000  # short fragments stand in many places, and their choices multiply
_GAP = re.compile(r"[ \n-]+")
_ELLIPSIS = re.compile(r"\s*(?:\[\s?\.\.\.\s?\]|\(\s?\.\.\.\s?\)|\.\.\.\.?)\s*")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_TOUCHING = re.compile(r"\w\[|\]\w")


def locate_quote(quote: str, text: str, *, prefix: str | None = None, suffix: str | None = None) -> QuoteMatch:
    r"""Where `quote` stands in `text`, and how surely. The text is taken as full.

    `prefix` and `suffix`, the words before and after, choose among several places (W3C TextQuoteSelector).

    >>> locate_quote("a dose of 1 to 5 mg", "It is given in a dose of 1\nto 5 mg.").status
    'normalized'
    >>> locate_quote("a dose of 1 to 50 mg", "It is given in a dose of 1 to 5 mg.").differences
    (Difference(kind='number', quoted='50', source='5'),)
    """
    return TextIndex(text).locate(quote, prefix=prefix, suffix=suffix)


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the folded text that equals a quotation, and what had to fold for it beyond the table."""

    start: int
    end: int
    told: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A folded text without spaces and strokes; its block k, from `starts[k]`, begins at `origins[k]` of that text."""

    text: str
    starts: list[int]
    origins: list[int]

    def origin_of(self, index: int) -> int:
        block = bisect_right(self.starts, index) - 1
        return self.origins[block] + index - self.starts[block]


def _make_skeleton(folded: str) -> _Skeleton:
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    done = length = 0
    for gap in _GAP.finditer(folded):
        if gap.start() > done:
            pieces.append(folded[done : gap.start()])
            starts.append(length)
            origins.append(done)
            length += gap.start() - done
        done = gap.end()
    pieces.append(folded[done:])
    starts.append(length)
    origins.append(done)
    return _Skeleton("".join(pieces), starts, origins)


@dataclass(frozen=True, slots=True)
class TextIndex:
    """A text prepared once for many quotations. Offsets in results are code points of `text`, untouched."""

    text: str
    _folded: FoldedText = field(init=False, repr=False, compare=False)
    _skeleton: _Skeleton = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        folded = fold_text(self.text)
        object.__setattr__(self, "_folded", folded)
        object.__setattr__(self, "_skeleton", _make_skeleton(folded.text))

    def locate(self, quote: str, *, prefix: str | None = None, suffix: str | None = None) -> QuoteMatch:
        """Where `quote` stands in the text, and how surely; see `locate_quote`."""
        words = fold_text(quote).text.strip()
        places = self._find_places(words) if any(char.isalnum() for char in words) else []
        if places:
            return self._tell_found(quote, *self._choose(places, prefix, suffix))
        fragments = [fragment for fragment in _ELLIPSIS.split(words) if fragment]
        if fragments and fragments != [words]:
            return self._locate_fragments(quote, fragments)
        return self._locate_alike(quote, words)

    def _find_places(self, words: str) -> list[_Place]:
        for variant, told in _variants(words):
            places = [_Place(start, end, told) for start, end in self._find_equal(variant)]
            if places:
                return places
        return []

    def _find_equal(self, words: str) -> Iterator[tuple[int, int]]:
        """Every stretch of the folded text that equals these words, whole."""
        wanted = _GAP.sub("", words)
        at = self._skeleton.text.find(wanted) if wanted else -1
        source = self._folded.text
        while at >= 0:
            start = self._skeleton.origin_of(at)
            end = self._skeleton.origin_of(at + len(wanted) - 1) + 1
            # a stroke at either end of the quotation is not in the skeleton
            start -= len(words) - len(words.lstrip("-")) if source[start - 1 : start] == "-" else 0
            end += len(words) - len(words.rstrip("-")) if source[end : end + 1] == "-" else 0
            if self._is_whole(start, end) and is_equal(words, source[start:end]):
                yield start, end
            at = self._skeleton.text.find(wanted, at + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        return is_whole(self._folded.text, start, end) and not any(
            cuts_thousands(self.text, at) for at in self._folded.span_of(start, end)
        )

    def _choose(self, places: list[_Place], prefix: str | None, suffix: str | None) -> tuple[_Place, bool]:
        """The place that the words before and after point to, and whether others are as good."""
        before, after = (_GAP.sub("", fold_text(words or "").text) for words in (prefix, suffix))
        fitting = [place for place in places if self._fits(place, before, after)] or places
        return fitting[0], len(fitting) > 1

    def _fits(self, place: _Place, before: str, after: str) -> bool:
        source = self._folded.text
        room = 3 * (len(before) + len(after)) + 20
        ahead = _GAP.sub("", source[max(0, place.start - room) : place.start])
        behind = _GAP.sub("", source[place.end : place.end + room])
        return ahead.endswith(before) and behind.startswith(after)

    def _tell_found(self, quote: str, place: _Place, ambiguous: bool) -> QuoteMatch:
        start, end = self._folded.span_of(place.start, place.end)
        exact = self.text[start:end] == quote
        return self._tell("exact" if exact else "normalized", quote, place, ("ambiguous",) if ambiguous else ())

    def _tell(
        self, status: QuoteStatus, quote: str, place: _Place, warnings: tuple[QuoteWarning, ...] = ()
    ) -> QuoteMatch:
        start, end = self._folded.span_of(place.start, place.end)
        return QuoteMatch(
            status=status,
            quote=quote,
            start=start,
            end=end,
            found=self.text[start:end],
            differences=place.told,
            warnings=warnings,
        )

    def _locate_fragments(self, quote: str, fragments: list[str]) -> QuoteMatch:
        found = [self._find_places(fragment) for fragment in fragments]
        for fragment, places in zip(fragments, found, strict=True):
            if not places:
                return self._locate_alike(quote, fragment)
        chains = list(islice(self._chain(found), _MOST_CHAINS))
        if not chains:
            firsts = [places[0] for places in found]
            return self._tell("spliced", quote, _Place(min(p.start for p in firsts), max(p.end for p in firsts)))
        clean = [chain for chain in chains if not self._hides_denial(chain)]
        chain = (clean or chains)[0]
        whole = _Place(chain[0].start, chain[-1].end, tuple(told for place in chain for told in place.told))
        if not clean:
            return self._tell("spliced", quote, whole, ("hides_negation",))
        return self._tell("normalized", quote, whole)

    def _chain(self, found: list[list[_Place]], before: tuple[_Place, ...] = ()) -> Iterator[tuple[_Place, ...]]:
        """Every choice of one place a fragment, in order and near enough to each other in the untouched text."""
        if len(before) == len(found):
            yield before
            return
        for place in found[len(before)]:
            if not before or (place.start - before[-1].end >= 0 and self._distance(before[-1], place) <= _NEAR):
                yield from self._chain(found, (*before, place))

    def _distance(self, one: _Place, other: _Place) -> int:
        return self._folded.start_of(other.start) - self._folded.end_of(one.end - 1)

    def _hides_denial(self, chain: tuple[_Place, ...]) -> bool:
        hidden = (self._folded.text[one.end : other.start] for one, other in pairwise(chain))
        return any(turns_meaning(token) for passed_over in hidden for token in TOKEN.findall(passed_over))

    def _locate_alike(self, quote: str, words: str) -> QuoteMatch:
        source = self._folded.text
        absent = QuoteMatch(status="absent", quote=quote)
        if not source or not any(char.isalnum() for char in words):
            return absent
        if len(words) < len(source):
            window = fuzz.partial_ratio_alignment(words, source, score_cutoff=_ALIKE - 15)
            if window is None:
                return absent
            start, end = window.dest_start, window.dest_end
        else:
            start, end = 0, len(source)
        slack = 24 + len(words) // 8
        aligned = align_words(words, source, max(0, start - slack), min(len(source), end + slack))
        if aligned is not None and fuzz.ratio(words, source[aligned.start : aligned.end]) >= _ALIKE:
            return self._tell("altered", quote, _Place(aligned.start, aligned.end, aligned.differences))
        if fuzz.ratio(words, source[start:end]) >= _ALIKE:  # few words, and none of them the same: 12.5 mm for 12·5mm
            told = name_difference(words, source[start:end])
            return self._tell("altered", quote, _Place(start, end, (told,)))
        return absent


def _variants(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """The quotation as it is, then as an editor may have fitted it in, each with what is to be told."""
    for unbracketed, told in _unbracket(words):
        for text, stop in ((unbracketed, ()), *_without_stop(unbracketed)):
            yield text, (*told, *stop)
            yield from ((other, (*told, *stop, *case)) for other, case in _with_other_case(text))


def _without_stop(words: str) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    if words[-1:] in (".", ",") and words[:-1].strip():
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
    inserted = [found.group() for found in _BRACKETS.finditer(words)]
    if _TOUCHING.search(words) or any(_changes_meaning(insertion) for insertion in inserted):
        return  # [un]safe is not safe
    left = " ".join(_BRACKETS.sub(" ", words).split())
    yield left, tuple(Difference("word", insertion, "") for insertion in inserted)


def _changes_meaning(insertion: str) -> bool:
    return any(turns_meaning(token) or find_kind(token) in ("number", "modal") for token in TOKEN.findall(insertion))
