"""Strange texts and quotations.

Every script, mark and kind of white space, long runs of one character, and passages of a text after mistreatment.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

_PLANES = [(0x20, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x1FFFF), (0x20000, 0x2FFFF), (0x30000, 0x10FFFF)]
_EVERY = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF]
_DIGITS = [char for char in _EVERY if char.isdigit() or char.isnumeric()]
_SPACES = [char for char in _EVERY if char.isspace()]
_STROKES = list("-‐‑‒–—―−⁃﹣－\u00ad")
_QUOTES = list("\"'“”„‟«»‘’‚‛‹›ʼ〝〞′″")
_UNSEEN = [
    chr(point) for point in (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
]
_MARKS = [chr(point) for point in (*range(0x300, 0x370), *range(0x591, 0x5BE), *range(0x64B, 0x660), 0x3099, 0x309A)]
_JAMO = [chr(point) for point in (*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3))]
_LONGER = list("ﬀﬁﬂﬃﬄﬅﬆ…µKÅΩ½⅓İßŉǰΐﷺ\u0344\u0958\u0fb7가각\u2adc\U0001d15e")  # when folded, composed or in another case
_WORDS = """
    the not no never only of in must may should 5 12.5 1,500 −3 10⁵ mg mL % °C mm Hg p < 0.05 ± ≥ func- tion non- anti-
    significant insignificant T-cells β-actin don't [sic] [...] [not] [T]he (…) **SHALL** * ** 1 500 5–20 5′ naïve
""".split()

# Each draws one piece of a text.
_PIECES: tuple[Callable[[Random], str], ...] = (
    lambda rng: chr(rng.randint(*rng.choice(_PLANES))),
    lambda rng: rng.choice(_WORDS) + rng.choice(["", " ", " ", "\n", "-\n", ", ", ". "]),
    lambda rng: rng.choice("abcdeAB ") + rng.choice(["", "", " "]),
    lambda rng: rng.choice("aab -"),
    lambda rng: rng.choice(_DIGITS),
    lambda rng: rng.choice("0123456789.,·-–− %+/:×\u00a0\u2009"),
    lambda rng: rng.choice(_SPACES),
    lambda rng: rng.choice(_STROKES),
    lambda rng: rng.choice(["-\n", "\u00ad\n", "–\r\n", "- \n ", "a", "7"]),
    lambda rng: rng.choice("[][]()a T"),
    lambda rng: rng.choice(["…", "...", "[...]", "(…)", ". . .", "....", "..", "a", " "]),
    lambda rng: rng.choice(_QUOTES),
    lambda rng: rng.choice(["*", "**", "***", "a", " "]),
    lambda rng: rng.choice(_UNSEEN),
    lambda rng: rng.choice("aeiouAnс가") + "".join(rng.choices(_MARKS, k=rng.randrange(4))),
    lambda rng: rng.choice(_MARKS),
    lambda rng: rng.choice(_JAMO),
    lambda rng: rng.choice(_LONGER),
    lambda rng: chr(rng.randint(0x5D0, 0x5EA) if rng.random() < 0.5 else rng.randint(0x620, 0x6D5)),
    lambda rng: chr(rng.choice([rng.randint(0x4E00, 0x9FFF), rng.randint(0xF900, 0xFAD9), 0x3002])),
    lambda rng: "\u200d".join(chr(rng.randint(0x1F468, 0x1F46A)) for _ in range(3)),
)


def make_text(rng: Random, most: int) -> str:
    """A text of one to four kinds of pieces, now and then with a long run of one of them."""
    kinds = rng.sample(_PIECES, rng.choice([1, 1, 2, 2, 3, 4]))
    pieces = [rng.choice(kinds)(rng) for _ in range(rng.randint(0, most))]
    if rng.random() < 0.1:
        pieces.insert(rng.randint(0, len(pieces)), rng.choice(kinds)(rng) * rng.randint(1, 4 * most))
    return "".join(pieces)


def make_quote(text: str, rng: Random, most: int) -> str:
    """A quotation: of the text whole or in part, mistreated or not, or of nothing in it."""
    dice = rng.random()
    if dice < 0.15:
        return make_text(rng, most)
    if dice < 0.2:
        return text
    passage = _cut(text, rng)
    if dice < 0.35:
        passage = _cut(text, rng) + rng.choice([" ... ", "…", " ", "", "[...]"]) + passage
    for _ in range(rng.choice([0, 0, 1, 1, 2, 5])):
        passage = rng.choice(_MISTREATMENTS)(passage, rng)
    return passage


def _cut(text: str, rng: Random) -> str:
    """A stretch of the text, from anywhere to anywhere or from space to space."""
    start = rng.randint(0, len(text))
    end = rng.randint(start, len(text))
    return (
        text[start:end] if rng.random() < 0.6 else text[text.find(" ", start) + 1 : max(0, text.rfind(" ", start, end))]
    )


def _change(passage: str, rng: Random) -> str:
    at = rng.randint(0, len(passage))
    return passage[:at] + rng.choice(_PIECES)(rng) + passage[at + rng.randint(0, 2) :]


def _shorten(passage: str, rng: Random) -> str:
    at = rng.randint(0, len(passage))
    return passage[:at] + passage[at + rng.randint(1, 9) :]


def _leave_out(passage: str, rng: Random) -> str:
    start = rng.randint(0, len(passage))
    gap = rng.choice(["...", "…", " ... ", " [...] ", "(…)", "....", "[…]"])
    return passage[:start] + gap + passage[rng.randint(start, len(passage)) :]


def _bracket(passage: str, rng: Random) -> str:
    start = rng.randint(0, len(passage))
    end = rng.randint(start, min(len(passage), start + 8))
    return f"{passage[:start]}[{passage[start:end]}]{passage[end:]}"


def _set_otherwise(passage: str, rng: Random) -> str:
    """Half the spaces, strokes, quote marks and unseen marks as others of their kind."""
    pools = (_SPACES, _STROKES, _QUOTES, _UNSEEN)
    others = {char: pool for pool in pools for char in pool}
    return "".join(rng.choice(others[char]) if char in others and rng.random() < 0.5 else char for char in passage)


def _enclose(passage: str, rng: Random) -> str:
    return rng.choice(["[", "…", "-", " ", "'", "(", ""]) + passage + rng.choice(["]", "…", ".", "-", ",", ")", ""])


_MISTREATMENTS: tuple[Callable[[str, Random], str], ...] = (
    _change,
    _shorten,
    _leave_out,
    _bracket,
    _set_otherwise,
    _enclose,
    lambda passage, _: passage.swapcase(),
    lambda passage, _: passage[::-1],
    lambda passage, rng: passage + rng.choice(["", " ", "..."]) + passage,
)
