"""Locating a quotation in a text: likeness finds the place, equality after folding decides.

A quotation is looked for in the skeleton of the text, its folded characters without spaces and strokes, so that line
breaks and hyphens do not hide it; each place found there is then held against the quotation by `is_equal`. Only when no
place is equal does likeness look for the nearest one, to say how the words differ. No likeness is ever a pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from evidence_assembler.model.quote import Difference, QuoteMatch, QuoteStatus, QuoteWarning
from evidence_assembler.text.alike import find_alike
from evidence_assembler.text.boundaries import cuts_tie, is_whole
from evidence_assembler.text.differences import find_differences
from evidence_assembler.text.equal import is_equal
from evidence_assembler.text.fold import FoldedText, fold_text
from evidence_assembler.text.limits import follows_denial, is_short, precedes_condition
from evidence_assembler.text.seeds import SeedIndex
from evidence_assembler.text.skeleton import Core, Skeleton, make_skeleton, read_core, strip_gaps
from evidence_assembler.text.words import TOKEN, find_kind, turns_meaning

# A quotation is often looked for in many texts, one after the other.
_read_core = lru_cache(maxsize=256)(read_core)
_NEAR = 1_000  # code points that an ellipsis may stand for
_MOST_FRAGMENTS = 100
_MOST_PLACES = 2_000  # of one fragment
_SMALL = 16_384  # code points below which looking through a text costs less than an index of it
_LONG = 1_024  # code points of a quotation for which it always costs less
_PAYS_AFTER = 8  # searches through a whole text cost what its index costs
_RUN = re.compile(r"[0-9A-Za-z\u00c0-\u02af]+")
_ELLIPSIS = re.compile(r"\s*(?:\[\s?\.{3,}\s?\]|\(\s?\.{3,}\s?\)|\.{3,})\s*")
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
    return TextIndex(text, at_once=False).locate(quote, prefix=prefix, suffix=suffix)


@lru_cache(maxsize=256)
def _fold_quote(quote: str) -> str:
    return fold_text(quote).text.strip()


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the folded text that equals a quotation, and what had to fold for it beyond the table."""

    start: int
    end: int
    told: tuple[Difference, ...] = ()


class TextIndex:
    """A text prepared once for many quotations. Offsets in results are code points of `text`, untouched.

    With `at_once` false its index is built when looking through the text has cost as much, which for one quotation or
    a few it never does.
    """

    __slots__ = ("_folded", "_searches", "_seeds", "_skeleton", "text")

    def __init__(self, text: str, *, at_once: bool = True) -> None:
        self.text = text
        self._folded: FoldedText = fold_text(text)
        self._skeleton: Skeleton = make_skeleton(self._folded.text)
        self._searches = 0
        self._seeds: SeedIndex | None = None
        if at_once and len(text) > _SMALL:
            self._seeds = SeedIndex(self._skeleton.text, self._skeleton.anchors)

    def __repr__(self) -> str:
        return f"TextIndex({self.text[:40]!r}...)" if len(self.text) > 40 else f"TextIndex({self.text!r})"

    @property
    def skeleton(self) -> Skeleton:
        """The folded text without spaces and strokes."""
        return self._skeleton

    def locate(self, quote: str, *, prefix: str | None = None, suffix: str | None = None) -> QuoteMatch:
        """Where `quote` stands in the text, and how surely; see `locate_quote`."""
        words = _fold_quote(quote)
        enough = None if prefix or suffix else 2  # a second place makes it ambiguous
        places = self._find_places(words, enough) if any(char.isalnum() for char in words) else []
        if places:
            return self._tell_found(quote, *self._choose(places, prefix, suffix))
        fragments = [fragment for fragment in _ELLIPSIS.split(words) if fragment]
        if fragments != [words] and 0 < len(fragments) <= _MOST_FRAGMENTS:
            return self._locate_fragments(quote, fragments)
        return self._locate_alike(quote, words)

    def _find_places(self, words: str, enough: int | None = None) -> list[_Place]:
        """The places that equal these words as an editor may have fitted them in, in order, no more than enough."""
        for variant, told in _variants(words):
            places = [_Place(start, end, told) for start, end in islice(self._find_equal(variant), enough)]
            if places:
                return places
        return []

    def _find_equal(self, words: str) -> Iterator[tuple[int, int]]:
        """Every stretch of the folded text that equals these words, whole."""
        core = _read_core(words)
        source = self._folded.text
        ahead, behind = words[: len(words) - len(words.lstrip("- \n"))], words[len(words.rstrip("- \n")) :]
        for at in self._find_core(core):
            start = self._skeleton.origin_of(at)
            end = self._skeleton.origin_of(at + len(core.text) - 1) + 1
            # strokes at either end of the quotation are not in the skeleton
            start -= len(ahead) if source.endswith(ahead, 0, start) else 0
            end += len(behind) if source.startswith(behind, end) else 0
            if self._is_whole(start, end) and is_equal(words, source[start:end]):
                yield start, end

    def _find_core(self, core: Core) -> Iterator[int]:
        """Every place of the skeleton where the core stands."""
        places = self._seeds.find_places(core) if self._seeds is not None else None
        if places is not None:
            yield from places
            return
        at = self._skeleton.text.find(core.text) if core.text else -1
        while at >= 0:
            yield at
            at = self._skeleton.text.find(core.text, self._behind_run(at))

    def _behind_run(self, at: int) -> int:
        """The next place of the skeleton where words may begin: not among the letters or digits that follow."""
        run = _RUN.match(self._skeleton.text, at)
        if run is None:
            return at + 1
        word = bisect_right(self._skeleton.starts, at)
        return run.end() if word == len(self._skeleton.starts) else min(run.end(), self._skeleton.starts[word])

    def _is_whole(self, start: int, end: int) -> bool:
        return is_whole(self._folded.text, start, end) and not any(
            cuts_tie(self.text, at) for at in self._folded.span_of(start, end)
        )

    def _choose(self, places: list[_Place], prefix: str | None, suffix: str | None) -> tuple[_Place, bool]:
        """The place that the words before and after point to, and whether others are as good."""
        before, after = (strip_gaps(fold_text(words or "").text) for words in (prefix, suffix))
        fitting = [place for place in places if self._fits(place, before, after)] or places
        return fitting[0], len(fitting) > 1

    def _fits(self, place: _Place, before: str, after: str) -> bool:
        source = self._folded.text
        room = 3 * (len(before) + len(after)) + 20
        ahead = strip_gaps(source[max(0, place.start - room) : place.start])
        behind = strip_gaps(source[place.end : place.end + room])
        return ahead.endswith(before) and behind.startswith(after)

    def _tell_found(self, quote: str, place: _Place, ambiguous: bool) -> QuoteMatch:
        start, end = self._folded.span_of(place.start, place.end)
        exact = self.text[start:end] == quote
        warnings = self._find_warnings(_fold_quote(quote), place, ambiguous=ambiguous)
        return self._tell("exact" if exact else "normalized", quote, place, warnings)

    def _find_warnings(self, words: str, place: _Place, *, ambiguous: bool = False) -> tuple[QuoteWarning, ...]:
        start, end = self._folded.span_of(place.start, place.end)
        found: dict[QuoteWarning, bool] = {
            "ambiguous": ambiguous,
            "hides_negation": follows_denial(self.text, start),
            "cut_before_condition": precedes_condition(self.text, end),
            "short": is_short(words),
        }
        return tuple(warning for warning, stands in found.items() if stands)

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
        at = {fragment: self._find_places(fragment, _MOST_PLACES) for fragment in dict.fromkeys(fragments)}
        found = [at[fragment] for fragment in fragments]
        if not all(found):
            return self._locate_fragments_alike(quote, fragments, found)
        chain = self._link(found, self._find_turns(found))
        if chain is not None:
            whole = _join(chain)
            return self._tell("normalized", quote, whole, self._find_warnings(" ".join(fragments), whole))
        chain = self._link(found, [])
        if chain is not None:
            return self._tell("spliced", quote, _join(chain), ("hides_negation",))
        return self._tell("spliced", quote, _join([places[0] for places in found]))

    def _locate_fragments_alike(self, quote: str, fragments: list[str], found: list[list[_Place]]) -> QuoteMatch:
        """The place of a quotation with an ellipsis of which some fragment does not stand in the text as it is."""
        places: list[_Place] = []
        missing: list[str] = []
        for fragment, equal in zip(fragments, found, strict=True):
            place = equal[0] if equal else self._find_alike(fragment)
            if place is not None:
                places.append(place)
            else:
                missing.append(fragment)
        if not places or 2 * sum(map(len, missing)) > sum(map(len, fragments)):
            return QuoteMatch(status="absent", quote=quote)
        told = tuple(Difference("word", fragment, "") for fragment in missing)
        whole = _join(places)
        in_order = self._link([[place] for place in places], []) is not None
        return self._tell("altered" if in_order else "spliced", quote, replace(whole, told=(*whole.told, *told)))

    def _link(self, found: list[list[_Place]], turns: list[int]) -> list[_Place] | None:
        """One place a fragment, in order and near enough to each other, with none of the `turns` between two of them.

        From each place the nearest one before it is enough: whatever lies between the two lies between all others.
        """
        reached = [(place, -1) for place in found[0]]
        levels = [reached]
        for places in found[1:]:
            ends = [place.end for place, _ in reached]
            onward = []
            for place in places:
                before = bisect_right(ends, place.start) - 1
                if before >= 0 and self._is_near(ends[before], place.start):
                    turn = bisect_left(turns, ends[before])
                    if turn == len(turns) or turns[turn] >= place.start:
                        onward.append((place, before))
            reached = onward
            levels.append(reached)
        if not reached:
            return None
        chain, at = [], 0
        for level in reversed(levels):
            place, at = level[at]
            chain.append(place)
        return chain[::-1]

    def _is_near(self, end: int, start: int) -> bool:
        return self._folded.start_of(start) - self._folded.end_of(end - 1) <= _NEAR

    def _find_turns(self, found: list[list[_Place]]) -> list[int]:
        """Where words stand that may not be left out at an ellipsis."""
        start, end = min(places[0].start for places in found), max(places[-1].end for places in found)
        tokens = TOKEN.finditer(self._folded.text, start, end)
        return [token.start() for token in tokens if turns_meaning(token.group())]

    def _locate_alike(self, quote: str, words: str) -> QuoteMatch:
        place = self._find_alike(words)
        return self._tell("altered", quote, place) if place is not None else QuoteMatch(status="absent", quote=quote)

    def _find_alike(self, words: str) -> _Place | None:
        """The place that holds nearly these words, with what differs there."""
        source = self._folded.text
        if not source or not any(char.isalnum() for char in words):
            return None
        if self._seeds is None and (len(self.text) > _SMALL or len(words) > _LONG):
            self._searches += 1
            if self._searches > _PAYS_AFTER or len(words) > _LONG:
                self._seeds = SeedIndex(self._skeleton.text, self._skeleton.anchors)
        stretch = find_alike(words, source, self._skeleton, self._seeds)
        if stretch is None:
            return None
        return _Place(*find_differences(words, source, stretch.start, stretch.end))


def _join(places: list[_Place]) -> _Place:
    """The stretch from the first to the last of the places."""
    told = tuple(difference for place in places for difference in place.told)
    return _Place(min(place.start for place in places), max(place.end for place in places), told)


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
