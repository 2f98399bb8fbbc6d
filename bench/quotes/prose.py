"""Prose of any length, for texts longer than any that can be brought along.

Words follow each other as they do in the help topics of Python, a pair at a time; numbers with their units are strewn
in. Letters, words and pairs are as frequent as in English, and no passage stands twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pydoc_data.topics import topics

from draw import Draw

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[.,;:]?")
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_MEASURES = (
    lambda draw: f"{draw.randint(1, 99)}.{draw.randint(1, 9)} mg",
    lambda draw: f"{draw.randint(2, 40)}-{draw.randint(41, 99)} %",
    lambda draw: f"(p < 0.{draw.randint(1, 99):03})",
    lambda draw: f"{draw.randint(2, 900)} of {draw.randint(901, 9999)} patients",
    lambda draw: f"≥{draw.randint(2, 300)} μM",
    lambda draw: f"[{draw.randint(1, 99)}]",
    lambda draw: f"not {draw.randint(2, 90)} days",
)


@cache
def _followers() -> dict[str, list[str]]:
    """For each word of the topics the words that stand behind it, as often as they do."""
    words = [word for word in " ".join(topics.values()).split() if _WORD.fullmatch(word)]
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for word, after in zip(words, [*words[1:], words[0]], strict=True):
        behind[word].append(after)
    return dict(behind)


def make_prose(length: int, draw: Draw) -> str:
    """So many characters of prose on one line, in plain characters: it is its own folding."""
    followers = _followers()
    word = draw.choice(list(followers))
    words: list[str] = []
    total = 0
    while total <= length:
        word = followers[word][int(draw.random() * len(followers[word]))]
        words.append(word)
        total += len(word) + 1
        if draw.random() < 0.04:
            words.append(draw.choice(_MEASURES)(draw))
            total += len(words[-1]) + 1
    return " ".join(words)[: length - 1].rstrip(" -") + "."


def set_type(prose: str, draw: Draw) -> str:
    """The prose as a PDF has it: lines, hyphens at some of their ends, curly quotes, dashes, ligatures."""
    prose = prose.replace("'", "’").replace("-", "–")
    prose = re.sub(
        "ffi|ffl|fi|fl|ff", lambda found: _LIGATURES[found.group()] if draw.random() < 0.5 else found.group(), prose
    )
    prose = re.sub(r"(?<!\S)([a-z]{6,})(?!\S)", lambda word: f"“{word[1]}”" if draw.random() < 0.02 else word[1], prose)
    lines: list[str] = []
    at = 0
    while len(prose) - at > 90:
        end = prose.rfind(" ", at, at + 90)
        split = prose.find(" ", end + 1) - 4
        if split - end > 4 and prose[end + 1 : split + 4].isalpha() and draw.random() < 0.3:
            lines.append(prose[at:split] + "-")
            at = split
        else:
            lines.append(prose[at:end])
            at = end + 1
    return "\n".join([*lines, prose[at:]])


def pick_passages(prose: str, count: int, draw: Draw) -> list[tuple[int, int]]:
    """Stretches of 80 to 300 characters, spread over the prose, from the beginning of a word to the end of one."""
    picked: list[tuple[int, int]] = []
    while len(picked) < count:
        start = prose.find(" ", draw.randrange(len(prose) - 320)) + 1
        end = prose.rfind(" ", start, start + draw.randint(90, 300))
        passage = prose[start:end]
        if passage[0].isalpha() and passage[-1].isalpha() and prose.count(passage) == 1:
            picked.append((start, end))
    return picked
