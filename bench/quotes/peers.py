"""Other libraries that find a passage from words that are nearly it, each used as its documentation has it.

A peer prepares a text, untimed, and then answers for quotations: where the passage is, and whether it takes the
quotation for right. Those that give a likeness take it for right from 95 of 100, one error in twenty characters, which
is what a scanner makes of a right one. Those that give a verdict are taken at their word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from timing import TooSlowError

import evidence_assembler as ea

LONGEST = 5.0
LIMIT = "str.find, unaltered"
_RIGHT = 95.0


class Answer(NamedTuple):
    """A place, and whether the quotation is taken for right there."""

    start: int | None = None
    end: int | None = None
    right: bool = False


Locate = Callable[[str], Answer]


def prepare_ours(text: str) -> Locate:
    """`TextIndex`: right is what passes."""
    index = ea.TextIndex(text)

    def locate(quote: str) -> Answer:
        match = index.locate(quote)
        return Answer(match.start, match.end, match.passed)

    return locate


def prepare_find(text: str) -> Locate:
    """`str.find`: it finds no noise, and is here as the limit of any scan."""

    def locate(quote: str) -> Answer:
        at = text.find(quote)
        return Answer(at, at + len(quote), True) if at >= 0 else Answer()

    return locate


def prepare_rapidfuzz(text: str) -> Locate:
    """`fuzz.partial_ratio_alignment`, told that less than 75 does not count, which makes it faster."""
    from rapidfuzz import fuzz

    def locate(quote: str) -> Answer:
        found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=75)
        return Answer(found.dest_start, found.dest_end, found.score >= _RIGHT) if found else Answer()

    return locate


def prepare_edlib(text: str) -> Locate:
    """`edlib.align` as infix, in bytes, which is its fast way: the 255 commonest characters keep one of their own."""
    import edlib

    common = [char for char, _ in Counter(text).most_common(255)]
    codes = {ord(char): chr(code) for code, char in enumerate(common, 1)}
    seen = {ord(char): codes.get(ord(char), "\0") for char in set(text)}
    target = text.translate(seen).encode("latin-1")

    def locate(quote: str) -> Answer:
        table = {ord(char): codes.get(ord(char), "\0") for char in set(quote)}
        found = edlib.align(quote.translate(table).encode("latin-1"), target, "HW", "locations", len(quote) // 4)
        if not found["locations"]:
            return Answer()
        start, last = found["locations"][0]
        return Answer(start, last + 1, 100 * (1 - found["editDistance"] / len(quote)) >= _RIGHT)

    return locate


def prepare_fuzzysearch(text: str) -> Locate:
    """`find_near_matches` with as many errors as a tenth of the quotation; the nearest of what it finds."""
    from fuzzysearch import find_near_matches

    def locate(quote: str) -> Answer:
        found = find_near_matches(quote, text, max_l_dist=len(quote) // 10)
        if not found:
            return Answer()
        best = min(found, key=lambda match: match.dist)
        return Answer(best.start, best.end, 100 * (1 - best.dist / len(quote)) >= _RIGHT)

    return locate


def prepare_regex(text: str) -> Locate:
    """A fuzzy pattern of `regex`, its best match, with as many errors as a twentieth of the quotation."""
    import regex

    def locate(quote: str) -> Answer:
        pattern = regex.compile(f"(?b)(?:{regex.escape(quote)}){{e<={len(quote) // 20}}}")
        try:
            found = pattern.search(text, timeout=LONGEST)
        except TimeoutError as error:
            raise TooSlowError from error
        if found is None:
            return Answer()
        start, end = found.span()
        return Answer(start, end, 100 * (1 - sum(found.fuzzy_counts) / len(quote)) >= _RIGHT)

    return locate


def prepare_langextract(text: str) -> Locate:
    """The `Resolver` that grounds what a model extracted; right is what it calls an exact match."""
    from langextract.core.data import AlignmentStatus, Extraction
    from langextract.resolver import Resolver

    resolver = Resolver()

    def locate(quote: str) -> Answer:
        (found,) = resolver.align([Extraction("quotation", quote)], text, token_offset=0)
        if found.char_interval is None:
            return Answer()
        exact = found.alignment_status is AlignmentStatus.MATCH_EXACT
        return Answer(found.char_interval.start_pos, found.char_interval.end_pos, exact)

    return locate


def prepare_anchorcite(text: str) -> Locate:
    """`CitationAnchorer` without a model. It answers with whole sentences; right is whatever it anchors."""
    import logging

    from anchorcite import CitationAnchorer

    logging.getLogger("anchorcite").setLevel(logging.ERROR)
    anchorer = CitationAnchorer()
    anchorer.anchor("one two three four five six seven", text)  # it keeps what it made of the text

    def locate(quote: str) -> Answer:
        found = anchorer.anchor(quote, text)
        return Answer(found.start_offset, found.end_offset, True) if found else Answer()

    return locate


PEERS: dict[str, Callable[[str], Locate]] = {
    "rapidfuzz": prepare_rapidfuzz,
    "edlib": prepare_edlib,
    "fuzzysearch": prepare_fuzzysearch,
    "regex": prepare_regex,
    "langextract": prepare_langextract,
    "anchorcite": prepare_anchorcite,
    LIMIT: prepare_find,
}
