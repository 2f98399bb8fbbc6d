"""The skeleton of a folded text, its characters without spaces and strokes: no line's end or hyphen hides a word."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from evidence_assembler.text.passages import ELLIPSIS
from evidence_assembler.text.words import UNSPACED, parts_unit

_GAP = re.compile(r"[ \n-]+")
_FITTED = re.compile(rf"\[[^\[\]]*\]|{ELLIPSIS.pattern}")
_WORD_OR_GAP = re.compile(r"([ \n-]+)")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`starts[k]` is where the stretch behind the k-th space or stroke of the folded text begins in `text`.

    Of two of them side by side the stretch between is empty, and begins where the next one does.
    """

    text: str
    starts: Sequence[int]

    @property
    def anchors(self) -> Sequence[int]:
        """Where words begin; in scripts without spaces every fourth sign or so, told by the sign itself."""
        signs = find_anchors(self.text)
        return array("I", sorted({*self.starts, *signs})) if signs else self.starts

    def origin_of(self, index: int) -> int:
        """Where the character at `index` stands in the folded text: behind as many spaces and strokes."""
        return index + bisect_right(self.starts, index) - 1


def make_skeleton(folded: str) -> Skeleton:
    """The skeleton of a folded text."""
    stretches = folded.replace("-", " ").replace("\n", " ").split(" ")
    return Skeleton("".join(stretches), array("I", accumulate(map(len, stretches[:-1]), initial=0)))


def strip_gaps(folded: str) -> str:
    """The skeleton of a folded text without its map."""
    return _GAP.sub("", folded)


@dataclass(frozen=True, slots=True)
class Core:
    """A part of a quotation's skeleton, and where those words begin in it that any text that holds it parts there too.

    They stand behind a space between two letters, for any other gap may be none elsewhere: 10 mg and 10mg. In scripts
    without spaces they are the anchors.
    """

    text: str
    sure: tuple[int, ...]


# A quotation is often looked for in many texts, one after the other.
@lru_cache(maxsize=256)
def find_core(folded: str) -> Core:
    """What every text has in which the quotation stands, however it is fitted in: the longest of its parts.

    It is without brackets, its own quotation marks, its first letter, whose case may differ, and its last stop.
    """
    whole = read_core(max(_FITTED.split(folded.strip("\"'")), key=len).rstrip(".,"))
    return Core(whole.text[1:], tuple(at - 1 for at in whole.sure if at > 0)) if len(whole.text) > 1 else whole


@lru_cache(maxsize=256)
def read_core(folded: str) -> Core:
    """The skeleton of a quotation."""
    parts = _WORD_OR_GAP.split(folded)
    words = parts[::2]
    sure, at = [], 0
    for word, gap, after in zip(words, parts[1::2], words[1:], strict=False):
        at += len(word)
        in_unit = after[:1] == "H" and parts_unit(f"{word} {after}", len(word))
        if gap == " " and word and after and _is_spaced(word[-1]) and _is_spaced(after[0]) and not in_unit:
            sure.append(at)
    text = "".join(words)
    signs = find_anchors(text)
    return Core(text, tuple(sorted({*sure, *signs})) if signs else tuple(sure))


def find_anchors(skeleton: str) -> list[int]:
    """The places of those signs of scripts without spaces whose code points are multiples of four."""
    if skeleton.isascii():
        return []
    return [sign.start() for sign in UNSPACED.finditer(skeleton) if not ord(sign.group()) & 3]


def _is_spaced(letter: str) -> bool:
    # below U+0E00 every script puts spaces between its words; beyond, only Hangul does
    return letter.isalpha() and (letter < "\u0e00" or "\uac00" <= letter <= "\ud7a3")
