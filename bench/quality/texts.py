"""The texts that quotations are taken from, and passages of them.

Every Python installation brings half a megabyte of English: the help topics of `pydoc`. They hold few measurements, so
clauses with drawn ones are put in. Articles come as JSON lines with a "text"; they are taken as they are. Text without
spaces between words is drawn.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from pydoc_data.topics import topics

from draw import Draw

_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"(?<!\S)[A-Za-z][a-z]{2,13}(?!\S)")
_LOOSE_SPACE = re.compile(r"(?<!\d) (?=[^\w\s-])|(?<=[^\w\s-]) (?!\d)")
_SAME = str.maketrans(
    dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’‚‹›", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "µ": "μ"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)


@dataclass(frozen=True)
class Text:
    """A text with its name, the words that stand in it, and what it reads like."""

    name: str
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Plain words of the text, common ones more often."""
        return _WORD.findall(self.text)

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        """The text with its line-end hyphens as they are, as breaks, and as hyphens."""
        broken = re.compile(r"(?<=[^\W\d_])[-‐–−\u00ad]\s*\n\s*(?=[^\W\d_])")
        return tuple(read_plainly(text) for text in (self.text, broken.sub("", self.text), broken.sub("-", self.text)))

    def count_of(self, words: str) -> int:
        """How often the words stand in the text, whatever their typography and the case of the first letter."""
        plain = read_plainly(words)
        return max(_count(plain, reading) for reading in self._readings)


def read_plainly(text: str) -> str:
    """Another folding than the one that is tested: enough to see that two passages read the same to anyone."""
    text = " ".join(unicodedata.normalize("NFC", text.translate(_SAME)).split())
    return _LOOSE_SPACE.sub("", text)


def read_topics(draw: Draw) -> Text:
    """The help topics as one text, with measurements put in."""
    return Text("pydoc topics", _put_in_measurements("\n\n".join(topics.values()), draw))


def read_articles(path: Path) -> list[Text]:
    """The articles of a file of JSON lines."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Text(str(record.get("article", number)), record["text"]) for number, record in enumerate(records, 1)]


def make_unspaced(length: int, draw: Draw) -> Text:
    """Text that parts no words, as Chinese and Japanese: some characters common, most rare, in clauses with marks."""
    every = [chr(point) for point in range(0x4E00, 0x4E00 + 2_000)]
    weights = [1 / rank for rank in range(1, len(every) + 1)]
    clauses: list[str] = []
    while sum(map(len, clauses)) < length:
        clauses.append("".join(draw.choices(every, weights, k=draw.randint(4, 24))) + draw.choice("，，。、；"))
        if draw.random() < 0.05:
            clauses.append("\n\n")
    return Text("unspaced", "".join(clauses))


def pick_unspaced(text: Text, count: int, draw: Draw) -> list[tuple[int, int]]:
    """Stretches of 20 to 200 characters, of clauses without the marks around them."""
    picked: list[tuple[int, int]] = []
    clauses = [match.span() for match in re.finditer(r"\w+", text.text)]
    while len(picked) < count:
        first = draw.randrange(len(clauses) - 12)
        start, end = clauses[first][0], clauses[first + draw.randrange(12)][1]
        if 20 <= end - start <= 200 and "\n" not in text.text[start:end] and _is_single(text, text.text[start:end]):
            picked.append((start, end))
    return picked


def pick_passages(text: Text, count: int, draw: Draw) -> list[tuple[int, int]]:
    """Stretches of 60 to 400 characters between white space, inside a paragraph, like no other in the text."""
    source = text.text
    picked: list[tuple[int, int]] = []
    for _ in range(100 * count):
        if len(picked) == count:
            break
        start = source.find(" ", draw.randrange(len(source))) + 1
        end = source.rfind(" ", start, start + draw.randint(62, 400))
        if start > 0 and end - start >= 60 and _is_prose(source[start:end]) and _is_single(text, source[start:end]):
            picked.append((start, end))
    return picked


def _is_single(text: Text, passage: str) -> bool:
    """True where both ends of the passage stand in the text once, so that no other passage is nearly the same."""
    return text.count_of(passage[:30]) == 1 and text.count_of(passage[-30:]) == 1


def _is_prose(passage: str) -> bool:
    """True for a passage of words mostly, with no ellipsis, and no number at an end, which may be cut from its sign."""
    return (
        passage == passage.strip()
        and not passage[0].isdigit()
        and not passage[-1].isdigit()
        and not _PARAGRAPH.search(passage)
        and "..." not in passage
        and "…" not in passage
        and len(passage.split()) >= 8
        and sum(char.isalpha() for char in passage) >= 0.65 * len(passage)
    )


def _count(plain: str, reading: str) -> int:
    at = next((at for at, char in enumerate(plain) if char.isalnum()), 0)
    before, first, after = plain[:at], plain[at : at + 1], plain[at + 1 :].rstrip(".,")
    return sum(reading.count(before + letter + after) for letter in {first.lower(), first.upper()})


# Clauses in the manner of a clinical report: every kind of sign, number and word that a change may turn.
_CLAUSES: tuple[Callable[[Draw], str], ...] = (
    lambda draw: f"at {draw.randint(2, 90)}.{draw.randint(1, 9)} {draw.choice(['mg', 'kg', 'mL', 'mmol', 'μg'])} daily",
    lambda draw: f"in rows {draw.randint(1, 9)} {draw.randint(10, 99)} and {draw.randint(2, 9)}",
    lambda draw: f"(p < 0.{draw.randint(1, 99):03})",
    lambda draw: f"({draw.randint(2, 40)}–{draw.randint(41, 90)} %)",
    lambda draw: f"with {draw.randint(2, 9)} × 10{draw.choice('²³⁵⁶')} cells",
    lambda draw: f"by −{draw.randint(1, 30)}·{draw.randint(1, 9)} ± {draw.randint(1, 9)}.{draw.randint(1, 9)} mm Hg",
    lambda draw: (
        f"(95% CI {draw.randint(1, 9)}.{draw.randint(10, 99)} to {draw.randint(10, 40)}.{draw.randint(10, 99)})"
    ),
    lambda draw: (
        f"in {draw.randint(1, 90)},{draw.randint(100, 999)} of {draw.randint(2, 9)},{draw.randint(100, 999)} adults"
    ),
    lambda draw: f"which was {draw.choice(['not', 'non-', 'in', 'un', ''])}{draw.choice(['significant', 'related'])}",
    lambda draw: f"after {draw.randint(2, 30)} {draw.choice(['days', 'weeks', 'months'])} and no later",
    lambda draw: f"with an anti-inflammatory dose of ≥{draw.randint(2, 300)} nM",
    lambda draw: f"at {draw.randint(4, 40)} °C, not {draw.randint(41, 99)} °C,",
    lambda draw: f"diluted to 10⁻{draw.choice('²³⁵⁶')} M or in 10**{draw.randint(3, 9)} cells",
    lambda draw: (
        f"at ${draw.randint(2, 9)}.{draw.randint(10, 99)} or {draw.randint(2, 9)}’{draw.randint(100, 999)} francs"
    ),
    lambda draw: f"in {draw.randint(2, 9)}½ hours and {draw.randint(10, 20)} ¼ hours",
    lambda draw: f"of the 5′ end [{draw.randint(1, 99)}], which should be increased without a high risk",
    lambda draw: (
        f"in α-{draw.choice(['helix', 'tubulin'])} and naïve T-cells of {draw.randint(2, 40)}-year-old patients"
    ),
    lambda draw: f"about ½ of the {draw.randint(2, 40)} cases, at a ratio of {draw.randint(2, 9)}:{draw.randint(2, 9)}",
)


def _put_in_measurements(text: str, draw: Draw) -> str:
    """The text with a clause behind every twentieth word or so."""
    return re.sub(
        r"(?<=[a-z]) (?=[a-z])", lambda _: f" {draw.choice(_CLAUSES)(draw)} " if draw.random() < 1 / 20 else " ", text
    )
