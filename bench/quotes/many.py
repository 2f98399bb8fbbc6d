"""A thousand mixed quotations against one text of a megabyte, its preparation, verdicts and differences included.

The text is set as a PDF has it. Beside it rapidfuzz alone, which gives a place and a likeness but no verdict, on every
tenth quotation, its time taken ten times.
"""

from __future__ import annotations

import statistics
import time
from typing import NamedTuple

from draw import Draw
from prose import make_prose, pick_passages, set_type
from variants import HARMLESS, NOISE, OTHER

import evidence_assembler as ea

KINDS = {
    "exact": HARMLESS["exact"],
    "typographic": HARMLESS["typographic"],
    **{kind: NOISE[kind] for kind in ("OCR 2 %", "OCR 5 %", "OCR 10 %", "dropped word", "swapped word")},
    **OTHER,
}


class Mixed(NamedTuple):
    """A quotation with its kind."""

    kind: str
    quote: str


def make_mixed(text: str, count: int, draw: Draw) -> list[Mixed]:
    """As many quotations of every kind, one kind after the other in turn."""
    draw.words = [word for word in text[:100_000].split() if word.isalpha()]
    kinds = list(KINDS) * -(-count // len(KINDS))
    passages = pick_passages(text, count, draw)
    return [Mixed(k, KINDS[k](text[s:e], draw) or "") for k, (s, e) in zip(kinds, passages, strict=False)]


def is_right(kind: str, match: ea.QuoteMatch) -> bool:
    """True where the verdict is that of the kind."""
    if kind in HARMLESS:
        return match.passed
    return match.status == ("absent" if kind in OTHER else "altered")


def print_many(length: int, count: int, repeats: int, draw: Draw) -> None:
    """The time of ours, that of rapidfuzz, and the share of right verdicts of each kind."""
    text = set_type(make_prose(length, draw), draw)
    mixed = make_mixed(text, count, draw)
    ours, theirs, matches = [], [], []
    for _ in range(repeats):
        clock = time.process_time()
        index = ea.TextIndex(text)
        matches = [(kind, index.locate(quote)) for kind, quote in mixed]
        ours.append(time.process_time() - clock)
        theirs.append(10 * _run_rapidfuzz(text, [quote for _, quote in mixed][::10]))
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"{count:,} mixed quotations against {length:,} characters, CPU seconds, medians of {repeats}")
    print(f"  ours, preparation included {mine:.3f}; rapidfuzz alone {other:.3f} ({other / mine:.1f}x)")
    rows = {kind: [is_right(kind, match) for told, match in matches if told == kind] for kind in KINDS}
    print("  right verdicts: " + ", ".join(f"{kind} {statistics.fmean(right):.1%}" for kind, right in rows.items()))


def _run_rapidfuzz(text: str, quotes: list[str]) -> float:
    from rapidfuzz import fuzz

    clock = time.process_time()
    for quote in quotes:
        fuzz.partial_ratio_alignment(quote, text, score_cutoff=75)
    return time.process_time() - clock
