"""Arbitrary quotations and texts, held against the laws of a verdict.

    python bench/quality/fuzz.py [--minutes N] [--seed N]

For every pair: no exception; no more than two seconds of CPU time for a call; no place exactly where the verdict is
absent or unchecked; a place is a stretch of the untouched text, not empty, and `found` is what stands there; `exact`
means the same characters; what is altered names a difference; an index says what `locate_quote` says, whatever it was
asked before; marks alone do not pass; words that stand between other words as they are pass, and so does the whole text
as a quotation of itself, if it has a letter or a digit. A pair that breaks a law is made as short as it goes and
printed. Exits with 1 where any did.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable
from random import Random
from typing import TypeVar

from strange import make_quote, make_text

import evidence_assembler as ea

Result = TypeVar("Result")

LONGEST = 2.0
SLOW = f"a call above {LONGEST:g} s"
SHOWN = 8  # shortened pairs of each law


class _TooLongError(BaseException):
    """Raised inside a call that takes too long; no handler of exceptions is to stop it."""


def find_broken(quote: str, text: str, kept: ea.TextIndex | None = None) -> tuple[str | None, ea.QuoteMatch | None]:
    """The first law that the pair breaks, and the verdict on the quotation.

    `kept` is an index of the text that was asked other things before.
    """
    try:
        match = _limit(lambda: ea.locate_quote(quote, text))
        index = kept or _limit(lambda: ea.TextIndex(text))
        again = _limit(lambda: index.locate(quote))
        whole = _limit(lambda: index.locate(text))
    except _TooLongError:
        return SLOW, None
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {where.name}", None
    if match != again:
        return "an index says otherwise", match
    if match.passed and not any(char.isalnum() for char in quote):
        return "marks alone pass", match
    if not match.passed and _stands_between_words(quote, text):
        return "whole words do not pass", match
    if any(char.isalnum() and char != "ʼ" for char in text) and not whole.passed:  # a letter that is an apostrophe
        return "the text is no quotation of itself", match
    return next((law for checked in (match, whole) if (law := _find_broken_by(checked, text)) is not None), None), match


def _stands_between_words(quote: str, text: str) -> bool:
    """True where the quotation stands in the text as it is, with a space and then a plain letter on either side."""
    if not any(char.isalpha() and char.isascii() for char in quote):
        return False
    ends = quote[0] + quote[-1]
    if not ends.isascii() or any(char.isspace() or char.isdigit() for char in ends):
        return False
    return re.search(f"[A-Za-z] {re.escape(quote)} [A-Za-z]", text) is not None


def _limit(call: Callable[[], Result]) -> Result:
    """What the call gives, within its CPU time."""
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    clock = time.process_time()
    try:
        result = call()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if time.process_time() - clock > LONGEST:  # in compiled code, where the signal waits
        raise _TooLongError
    return result


def _stop(_signal: int, _frame: object) -> None:
    raise _TooLongError


def _find_broken_by(match: ea.QuoteMatch, text: str) -> str | None:
    start, end = match.start, match.end
    if match.status in ("absent", "unchecked"):
        return None if (start, end, match.found) == (None, None, None) else "a place for what is absent"
    if start is None or end is None:
        return "no place for what is found"
    if not 0 <= start < end <= len(text):
        return "a place that is none"
    if match.found != text[start:end]:
        return "found is not what stands there"
    if match.status == "exact" and match.found != match.quote:
        return "exact, and other characters"
    if match.status == "altered" and not match.differences:
        return "altered, and no difference named"
    return None


def shorten(quote: str, text: str, law: str, seconds: float = 5.0) -> tuple[str, str]:
    """The pair with every stretch left out that the breach does not need."""
    until = time.monotonic() + seconds
    pair = [quote, text]
    for side in (1, 0, 1, 0):
        step = max(1, len(pair[side]) // 2)
        while step and time.monotonic() < until:
            at = 0
            while at < len(pair[side]) and time.monotonic() < until:
                shorter = pair.copy()
                shorter[side] = pair[side][:at] + pair[side][at + step :]
                if find_broken(shorter[0], shorter[1])[0] == law:
                    pair = shorter
                else:
                    at += step
            step //= 2
    return pair[0], pair[1]


def main() -> int:
    """Print the pairs that break a law, and a line that counts; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rng = Random(chosen.seed)
    until = time.monotonic() + 60 * chosen.minutes
    broken: Counter[str] = Counter()
    shown: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    verdicts: Counter[str] = Counter()
    pairs, slowest = 0, 0.0
    while time.monotonic() < until:
        most = rng.choices([12, 60, 300, 3_000], [40, 40, 19, 1])[0]
        text = make_text(rng, most)
        kept = ea.TextIndex(text)
        for _ in range(6):
            quote = make_quote(text, rng, most)
            clock = time.process_time()
            law, match = find_broken(quote, text, kept)
            slowest = max(slowest, time.process_time() - clock)
            pairs += 1
            if match is not None:
                verdicts[match.status] += 1
            if law is None:
                continue
            broken[law] += 1
            if len(shown[law]) < SHOWN and broken[law] < 10 * SHOWN:
                short = (
                    (quote, text) if find_broken(quote, text)[0] != law or law == SLOW else shorten(quote, text, law)
                )
                if short not in shown[law]:
                    shown[law].add(short)
                    print(f"{law}\n  quote {short[0]!a}\n  text  {short[1]!a}", flush=True)
    print(
        f"{pairs:,} pairs, seed {chosen.seed}: {broken.total():,} broke a law"
        + "".join(f"; {law} {number:,}" for law, number in broken.most_common())
        + f" ({', '.join(f'{status} {number:,}' for status, number in verdicts.most_common())};"
        + f" slowest pair, three calls, {slowest:.2f} s)"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
