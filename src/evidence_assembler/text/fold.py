r"""Folding: one spelling for what typesetters, PDF readers and keyboards write in many ways, with a map back.

What folds is in the table below and nothing else: NFKC would turn 10⁵ into 105 and ½ into 1⁄2. Digits, signs,
decimal points, middle dots, primes, superscripts, < > = ± and case stay as they are. Runs of white space become one
space; two stars or more, the emphasis of Markdown, become nothing unless they are a power. A hyphen at the end of a
line becomes "-\n", the only newline that is left: whether it was a break or a hyphen is decided where it is compared.
Folding twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

# Grouped by reason. Every value is a fixed point of folding.
_TABLE: dict[str, str] = {
    # quote marks; primes are no quote marks (5′ end, 12′)
    **dict.fromkeys("“”„‟«»〝〞״", '"'),
    **dict.fromkeys("‘’‚‛‹›ʼ׳", "'"),
    # hyphens, dashes and the minus sign are one stroke; a stroke is never dropped, so 5–20 is not 520
    **dict.fromkeys("‐‑‒–—―−⁃﹣－־", "-"),
    # ligatures and presentation forms that PDF readers leave
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    # micro sign and mu are one letter (NFC joins the other doubles: ohm, kelvin and angstrom signs)
    "µ": "μ",
    **dict.fromkeys("…⋯", "..."),
    # marks that are not seen: soft hyphen, zero-width and direction marks, word joiner, byte order mark
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff", ""),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
}  # fmt: skip
_UNSEEN = "".join(char for char, folded in _TABLE.items() if not folded)
_STROKES = "-" + "".join(char for char, folded in _TABLE.items() if folded == "-")
_AT_LINE_END = "-‐\u00ad"  # a soft hyphen is seen where it breaks a line; a dash there is a dash
# Stars between two words, or a word and a sign, are a power: 10**8. Any others are emphasis.
_STARS = rf"(?!(?<=\w)\*+[{_STROKES}+(]?\w)\*[*{_UNSEEN}]*\*"
# What is not copied as it stands: a stroke at a line's end, white space other than one plain space, the table.
_SPECIAL = re.compile(
    rf"(?<=\w)[{re.escape(_AT_LINE_END)}][^\S\n]*\n[^\S\n]*(?=\w)"
    rf"|\s(?:[\s{_UNSEEN}]|{_STARS})+|[^\S ]|[{re.escape(''.join(_TABLE))}]|{_STARS}"
)
# Every special stretch lies in a run of these characters and of plain spaces, or begins with the hyphen before one. One
# set of characters at the front is what lets a search run through plain text at the speed of a scan.
_WHITE = "".join(char for char in map(chr, range(0x3001)) if char.isspace() and char != " ")
_RARE = re.escape("".join(_TABLE) + _WHITE + "*")
_RUN = re.compile(rf"[{_RARE}][{_RARE} ]*")
_RUN_OR_SPACES = re.compile(rf"[{_RARE} ](?:(?<! )[{_RARE} ]*|[{_RARE} ]+)")
_COMMON = "’“”‘µ"  # those of the table that prose is full of; each keeps its place
# A line's end between two words that nothing else touches is a space, and keeps its place.
_LINE_END = re.compile(rf"\n(?<=[^{_RARE} -]\n)(?=[^{_RARE} ])")
_SMALL = 64  # code points below which a text is composed mark by mark


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and, for every folded character, the stretch of untouched text it stands for.

    `starts[k]` is where block k begins in the folded text, `origins[k]` and `ends[k]` its stretch of the untouched
    text, in code points. In a block whose two stretches have one length, characters map one to one; in any other, every
    character stands for the whole stretch.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def start_of(self, index: int) -> int:
        """The code point of the untouched text where the folded character at `index` begins."""
        block = bisect_right(self.starts, index) - 1
        return self.origins[block] + (index - self.starts[block] if self._is_plain(block) else 0)

    def end_of(self, index: int) -> int:
        """The code point of the untouched text behind the folded character at `index`."""
        block = bisect_right(self.starts, index) - 1
        if self._is_plain(block):
            return self.origins[block] + (index - self.starts[block]) + 1
        return self.ends[block]

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of untouched text for the folded characters from `start` to before `end` (start < end)."""
        return self.start_of(start), self.end_of(end - 1)

    def _is_plain(self, block: int) -> bool:
        after = self.starts[block + 1] if block + 1 < len(self.starts) else len(self.text)
        return after - self.starts[block] == self.ends[block] - self.origins[block]


def fold_text(text: str) -> FoldedText:
    """The folded text with its map; its length may differ from that of `text` either way."""
    if text.isascii() and text.isprintable() and "  " not in text and "**" not in text:
        return FoldedText(text, (0,), (0,), (len(text),))  # one line of plain ASCII is its own folding
    if not unicodedata.is_normalized("NFC", text):
        composed = _compose_marks(text)
        return _through(composed, fold_text(composed.text))
    folded = _fold_by_table(text)
    if not unicodedata.is_normalized("NFC", folded.text):  # a mark now stands behind what a ligature became
        return _through(folded, fold_text(folded.text))
    return folded


def lower_case(text: str) -> str:
    """The text in lower case, each character where it was: İ would become two, and Σ depends on what follows it."""
    return text.replace("İ", "i").replace("Σ", "σ").lower()


class _Blocks:
    """A folded text under way."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.ends: list[int] = []
        self.length = 0
        self.goes_on = False  # the last block maps one to one, and grows with what follows it in the same way

    def put(self, piece: str, origin: int, end: int) -> None:
        if not piece:
            return
        plain = len(piece) == end - origin
        if plain and self.goes_on and self.ends[-1] == origin:
            self.ends[-1] = end
        else:
            self.starts.append(self.length)
            self.origins.append(origin)
            self.ends.append(end)
        self.goes_on = plain
        self.pieces.append(piece)
        self.length += len(piece)

    def folded(self) -> FoldedText:
        return FoldedText("".join(self.pieces), tuple(self.starts), tuple(self.origins), tuple(self.ends))


def _fold_by_table(text: str) -> FoldedText:
    blocks, done = _Blocks(), 0
    for mark in "" if text.isascii() else _COMMON:
        text = text.replace(mark, _TABLE[mark])
    text = _LINE_END.sub(" ", text)
    for run in (_RUN_OR_SPACES if "  " in text else _RUN).finditer(text):
        (start, end), found = run.span(), run.group()
        if text[start - 1 : start] not in (" ", "-"):  # most runs are one mark or one gap
            if found.isspace():
                piece: str | None = " "
            else:
                found, end = (found[0], end - 1) if found[1:] == " " else (found, end)
                piece = "*" if found == "*" else _TABLE.get(found)
            if piece is not None:
                blocks.put(text[done:start], done, start)
                blocks.put(piece, start, end)
                done = end
                continue
        start = len(text[done:start].rstrip(" ")) + done
        if text[start - 1 : start] == "-" and start > done:
            start -= 1
        for special in _SPECIAL.finditer(text, start, run.end() + 2):  # what stands behind a run decides of its end
            at, end = special.span()
            if at >= run.end():
                break
            blocks.put(text[done:at], done, at)
            found = special.group()
            piece = _TABLE.get(found)
            if piece is None:
                piece = "-\n" if found[0] in _AT_LINE_END else "" if found[0] == "*" else " "
            blocks.put(piece, at, end)
            done = end
    blocks.put(text[done:], done, len(text))
    return blocks.folded()


def _compose_marks(text: str) -> FoldedText:
    """NFC with its map: each starter is composed with the marks behind it."""
    blocks = _Blocks()
    _compose_between(text, 0, len(text), blocks)
    return blocks.folded()


def _compose_between(text: str, start: int, end: int, blocks: _Blocks) -> None:
    part = text[start:end]
    if unicodedata.is_normalized("NFC", part):
        blocks.put(part, start, end)
        return
    middle = (start + end) // 2
    while middle < end and not (text[middle - 1].isascii() and text[middle].isascii()):  # nothing joins over it
        middle += 1
    if end - start > _SMALL and middle < end:
        _compose_between(text, start, middle, blocks)
        _compose_between(text, middle, end, blocks)
        return
    for at in range(start + 1, end + 1):
        if at == end or not _joins_what_precedes(text[at]):
            blocks.put(unicodedata.normalize("NFC", text[start:at]), start, at)
            start = at


def _joins_what_precedes(char: str) -> bool:
    # Hangul vowels and final consonants are starters that NFC joins to the consonant before them
    return char > "\u02ff" and (unicodedata.combining(char) > 0 or "\u1160" <= char <= "\u11ff")


def _through(first: FoldedText, second: FoldedText) -> FoldedText:
    """The map of a text that was folded twice."""
    blocks = _Blocks()
    cuts = sorted({*second.origins, *second.ends, *first.starts, len(first.text)})
    for block, start in enumerate(second.starts):
        origin, end = second.origins[block], second.ends[block]
        after = second.starts[block + 1] if block + 1 < len(second.starts) else len(second.text)
        piece = second.text[start:after]
        if len(piece) != end - origin:
            blocks.put(piece, *first.span_of(origin, end))
            continue
        for at, until in pairwise(cuts[bisect_left(cuts, origin) : bisect_right(cuts, end)]):
            blocks.put(piece[at - origin : until - origin], *first.span_of(at, until))
    return blocks.folded()
