"""Locating a quotation in a text: likeness finds the place, equality after folding decides.

A quotation is looked for in the skeleton of the text, its folded characters without spaces and strokes, so that line
breaks and hyphens do not hide it; each place found there is then held against the quotation by `is_equal`. Only when no
place is equal does likeness look for the nearest one, to say how the words differ. No likeness is ever a pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from evidence_assembler.model.quote import Difference, QuoteMatch, QuoteStatus, QuoteWarning
from evidence_assembler.text.alike import find_alike
from evidence_assembler.text.boundaries import cuts_tie, is_cut
from evidence_assembler.text.differences import find_differences
from evidence_assembler.text.equal import is_equal
from evidence_assembler.text.fitted import find_variants
from evidence_assembler.text.fold import FoldedText, fold_text
from evidence_assembler.text.limits import follows_denial, is_short, precedes_condition
from evidence_assembler.text.passages import ELLIPSIS, LEFT_OUT, Passage, join_passages, link_passages
from evidence_assembler.text.seeds import SeedIndex
from evidence_assembler.text.skeleton import Core, Skeleton, find_core, make_skeleton, read_core, strip_gaps
from evidence_assembler.text.words import TOKEN, turns_meaning

_ENOUGH = 8  # places among which the one with the very same characters is chosen; a second one makes it ambiguous
_MOST_FRAGMENTS = 100
_MOST_PLACES = 20_000  # of one fragment, by the character: short ones stand in more places
_MOST_COMPARED = 4_000_000  # characters; only a long quotation in a text that says one thing over and over needs more
_SMALL = 16_384  # code points below which looking through a text costs less than an index of it
_LONG = 1_024  # code points of a quotation for which it always costs less
_RUN = re.compile(r"[0-9A-Za-z\u00c0-\u02af]+")


def locate_quote(quote: str, text: str, *, prefix: str | None = None, suffix: str | None = None) -> QuoteMatch:
    r"""Where `quote` stands in `text`, and how surely. The text is taken as full.

    `prefix` and `suffix`, the words before and after, choose among several places (W3C TextQuoteSelector). Raises
    `TypeError` for what is no text. An empty quotation is absent.

    >>> locate_quote("a dose of 1 to 5 mg", "It is given in a dose of 1\nto 5 mg.").status
    'normalized'
    >>> locate_quote("a dose of 1 to 50 mg", "It is given in a dose of 1 to 5 mg.").differences
    (Difference(kind='number', quoted='50', source='5'),)
    >>> locate_quote("one tablet", "A: one tablet. B: one tablet.", prefix="B: ").start
    18
    """
    return TextIndex(text, at_once=False).locate(quote, prefix=prefix, suffix=suffix)


@lru_cache(maxsize=256)
def _fold_quote(quote: str) -> tuple[str, str, str]:
    """The folded words of a quotation, and what stands before and behind them that folds to nothing."""
    folded = fold_text(quote)
    words = folded.text.strip()
    if not words:
        return words, "", ""
    start, end = folded.span_of(folded.text.index(words), folded.text.index(words) + len(words))
    return words, quote[:start], quote[end:]


class TextIndex:
    """A text prepared once for many quotations. Offsets in results are code points of `text`, untouched.

    With `at_once` false it is indexed when a quotation first differs from it: to find one that stands there, or to look
    through a short text, costs less than an index. The verdicts are the same.
    """

    __slots__ = ("_folded", "_seeds", "_skeleton", "text")

    def __init__(self, text: str, *, at_once: bool = True) -> None:
        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}")
        self.text = text
        self._folded: FoldedText = fold_text(text)
        self._skeleton: Skeleton = make_skeleton(self._folded.text)
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
        for name, given in (("quote", quote), ("prefix", prefix or ""), ("suffix", suffix or "")):
            if not isinstance(given, str):
                raise TypeError(f"{name} must be str, not {type(given).__name__}")
        words, _, _ = _fold_quote(quote)
        if not any(char.isalnum() for char in words):
            return QuoteMatch(status="absent", quote=quote)
        places = self._find_places(words, None if prefix or suffix else _ENOUGH)
        if places:
            places.sort(key=lambda place: not self._is_exact(quote, place))
            return self._tell_found(quote, *self._choose(places, prefix, suffix))
        fragments = [fragment for part in ELLIPSIS.split(words) if (fragment := part.strip())]
        if fragments != [words] and 0 < len(fragments) <= _MOST_FRAGMENTS:
            return self._locate_fragments(quote, fragments, prefix, suffix)
        return self._locate_alike(quote, words)

    def _find_places(self, words: str, enough: int | None = None) -> list[Passage]:
        """The places that equal these words as an editor may have fitted them in, in order, the fullest first.

        With `enough`, no more than so many, of the first fitting that stands in the text.
        """
        if not self._may_hold(find_core(words)):
            return []
        found: dict[tuple[int, int], Passage] = {}
        for variant, told in find_variants(words):
            for start, end in islice(self._find_equal(variant), enough):
                if not self._drops_bracket(words, variant, start, end):
                    found.setdefault((start, end), Passage(start, end, told))
            if found and enough is not None:
                break
        return sorted(found.values(), key=lambda place: (place.start, -place.end))

    def _drops_bracket(self, words: str, variant: str, start: int, end: int) -> bool:
        """True where a bracket was taken for an editor's and the text has one of its own in its place."""
        source = self._folded.text
        ahead = words[0] == "[" != variant[0] and source[:start][-2:].rstrip().endswith("]")
        return ahead or (words[-1] == "]" != variant[-1] and source[end : end + 2].lstrip().startswith("["))

    def _find_equal(self, words: str) -> Iterator[tuple[int, int]]:
        """Every stretch of the folded text that equals these words, whole."""
        core = read_core(words)
        source = self._folded.text
        ahead, behind = words[: len(words) - len(words.lstrip("- \n"))], words[len(words.rstrip("- \n")) :]
        most = _MOST_COMPARED // (len(words) + 1) + 1
        for at in islice(self._find_core(core), most):
            start = self._skeleton.origin_of(at)
            end = self._skeleton.origin_of(at + len(core.text) - 1) + 1
            # strokes at either end of the quotation are not in the skeleton
            start -= len(ahead) if source.endswith(ahead, 0, start) else 0
            end += len(behind) if source.startswith(behind, end) else 0
            if self._is_whole(start, end) and is_equal(words, source[start:end]):
                yield start, end

    def _may_hold(self, core: Core) -> bool:
        places = self._seeds.find_places(core) if self._seeds is not None else None
        return core.text in self._skeleton.text if places is None else bool(places)

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
        starts = self._skeleton.starts
        word = bisect_right(starts, at)
        run = _RUN.match(self._skeleton.text, at, starts[word] if word < len(starts) else len(self._skeleton.text))
        return run.end() if run is not None else at + 1

    def _is_whole(self, start: int, end: int) -> bool:
        return start < end and not self._is_cut(start) and not self._is_cut(end)

    def _is_cut(self, at: int) -> bool:
        """True where no quotation begins or ends at this position of the folded text."""
        if not 0 < at < len(self._folded.text):
            return False
        return is_cut(self._folded.text, at) or any(
            cuts_tie(self.text, untouched) for untouched in (self._folded.start_of(at), self._folded.end_of(at - 1))
        )

    def _choose(self, places: list[Passage], prefix: str | None, suffix: str | None) -> tuple[Passage, bool]:
        """The place that the words before and after point to, and whether others are as good."""
        chosen, *others = self._keep_fitting(places, prefix, suffix)
        # a place that is fitted in without its last stop lies within itself, and is no second one
        return chosen, not all(one.is_within(chosen) or chosen.is_within(one) for one in others)

    def _keep_fitting(self, places: list[Passage], prefix: str | None, suffix: str | None) -> list[Passage]:
        """The places with these words before and after them; all of them where none has."""
        before, after = (strip_gaps(fold_text(words or "").text) for words in (prefix, suffix))
        return [place for place in places if self._fits(place, before, after)] or places

    def _is_exact(self, quote: str, place: Passage) -> bool:
        start, end = self._folded.span_of(place.start, place.end)
        return self.text[start:end] == quote

    def _fits(self, place: Passage, before: str, after: str) -> bool:
        source = self._folded.text
        room = 3 * (len(before) + len(after)) + 20
        ahead = strip_gaps(source[max(0, place.start - room) : place.start])
        behind = strip_gaps(source[place.end : place.end + room])
        return ahead.endswith(before) and behind.startswith(after)

    def _tell_found(self, quote: str, place: Passage, ambiguous: bool) -> QuoteMatch:
        warnings = self._find_warnings(_fold_quote(quote)[0], place, ambiguous=ambiguous)
        match = self._tell("normalized", quote, place, warnings)
        return match.model_copy(update={"status": "exact"}) if match.found == quote else match

    def _find_warnings(self, words: str, place: Passage, *, ambiguous: bool = False) -> tuple[QuoteWarning, ...]:
        start, end = self._folded.span_of(place.start, place.end)
        found: dict[QuoteWarning, bool] = {
            "ambiguous": ambiguous,
            "hides_negation": follows_denial(self.text, start),
            "cut_before_condition": precedes_condition(self.text, end),
            "short": is_short(words),
        }
        return tuple(warning for warning, stands in found.items() if stands)

    def _tell(
        self, status: QuoteStatus, quote: str, place: Passage, warnings: tuple[QuoteWarning, ...] = ()
    ) -> QuoteMatch:
        start, end = self._folded.span_of(place.start, place.end)
        _, ahead, behind = _fold_quote(quote)
        start -= len(ahead) if self.text.endswith(ahead, 0, start) else 0
        end += len(behind) if self.text.startswith(behind, end) else 0
        return QuoteMatch(
            status=status,
            quote=quote,
            start=start,
            end=end,
            found=self.text[start:end],
            differences=place.told,
            warnings=warnings,
        )

    def _locate_fragments(self, quote: str, fragments: list[str], prefix: str | None, suffix: str | None) -> QuoteMatch:
        at = {one: self._find_places(one, max(16, _MOST_PLACES // len(one))) for one in dict.fromkeys(fragments)}
        found = [at[fragment] for fragment in fragments]
        if not all(found):
            return self._locate_fragments_alike(quote, fragments, found)
        found[0] = self._keep_fitting(found[0], prefix, None)
        found[-1] = self._keep_fitting(found[-1], None, suffix)
        linked = link_passages(found, self._find_turns(found), self._is_near)
        if linked is not None:
            whole = join_passages(linked[0])
            warnings = self._find_warnings(" ".join(fragments), whole, ambiguous=linked[1])
            return self._tell("normalized", quote, whole, warnings)
        linked = link_passages(found, [], self._is_near)
        if linked is not None:
            return self._tell("spliced", quote, join_passages(linked[0]), ("hides_negation",))
        return self._tell("spliced", quote, join_passages([places[0] for places in found]))

    def _locate_fragments_alike(self, quote: str, fragments: list[str], found: list[list[Passage]]) -> QuoteMatch:
        """The place of a quotation with an ellipsis of which some fragment does not stand in the text as it is."""
        places: list[Passage] = []
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
        whole = join_passages(places)
        in_order = link_passages([[place] for place in places], [], self._is_near) is not None
        return self._tell("altered" if in_order else "spliced", quote, replace(whole, told=(*whole.told, *told)))

    def _is_near(self, end: int, start: int) -> bool:
        return self._folded.start_of(start) - self._folded.end_of(end - 1) <= LEFT_OUT

    def _find_turns(self, found: list[list[Passage]]) -> list[int]:
        """Where words stand that may not be left out at an ellipsis."""
        start, end = min(places[0].start for places in found), max(places[-1].end for places in found)
        tokens = TOKEN.finditer(self._folded.text, start, end)
        return [token.start() for token in tokens if turns_meaning(token.group())]

    def _locate_alike(self, quote: str, words: str) -> QuoteMatch:
        place = self._find_alike(words)
        return self._tell("altered", quote, place) if place is not None else QuoteMatch(status="absent", quote=quote)

    def _find_alike(self, words: str) -> Passage | None:
        """The place that holds nearly these words, with what differs there."""
        source = self._folded.text
        if not source or not any(char.isalnum() for char in words):
            return None
        seeds = None
        if len(self.text) > _SMALL or len(words) > _LONG:
            seeds = self._seeds = self._seeds or SeedIndex(self._skeleton.text, self._skeleton.anchors)
        stretch = find_alike(words, source, self._skeleton, seeds)
        if stretch is None:
            return None
        return Passage(*find_differences(words, source, stretch.start, stretch.end, self._is_cut))
