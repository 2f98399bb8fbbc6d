"""What a title says of its work: phrases with their exceptions, from `data/signals.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.rank.signs import Sign, Title

_PLAIN = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "―": "—", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"'}
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_PART_END = re.compile(r"[:;?!—]|\.\s|\s-\s")
_FRAGMENT = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class _Phrase:
    design: str
    firm: bool
    cues: tuple[str, ...]
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None


def plain_title(words: str) -> Title:
    """The title ready to be read: without markup, its white space as single spaces."""
    written = " ".join((_MARKUP.sub("", words) if "<" in words else words).split())
    plain = written.lower()
    if len(plain) != len(written):  # a letter such as İ is longer in lower case
        written = plain
    return Title(written, plain.translate(_PLAIN))


def read_about(title: Title) -> Sign | None:
    """The sign that the work is a notice of, a plan of, or a word on another one."""
    return _read(title, _phrases("about"))


def read_title(title: Title) -> Sign | None:
    """The sign of a design in the title; for a systematic review the reason names the designs that it includes."""
    return _read(title, _phrases("title"))


def name_included(title: Title) -> str:
    """Which designs a systematic review says it includes, in words."""
    found = {words: match.start() for words, phrase in _included() if (match := phrase.search(title.plain))}
    if not found:
        return "included designs not known"
    *others, last = sorted(found, key=lambda words: found[words])
    return f"includes {', '.join(others)} and {last}" if others else f"includes {last}"


def expand_pattern(pattern: str) -> str:
    """The pattern with the fragments of `data/signals.toml` in place of their names."""
    fragments: dict[str, str] = read_table("signals")["fragments"]
    return _FRAGMENT.sub(lambda name: f"(?:{expand_pattern(fragments[name[1]])})", pattern)


def _read(title: Title, phrases: tuple[_Phrase, ...]) -> Sign | None:
    plain = title.plain
    for one in phrases:
        for cue in one.cues:  # most of the work for most titles: a loop costs two thirds of any()
            if cue in plain:
                break
        else:
            continue
        if (match := _search(plain, one)) is not None:
            start, end = match.span(match.lastindex or 0)
            words = title.written[start : _extend(plain, end)].strip(" .:,(")
            return Sign(one.design, f'title says "{words}"', one.firm)
    return None


def _search(plain: str, one: _Phrase) -> re.Match[str] | None:
    for match in one.phrases.finditer(plain):
        start = match.start(match.lastindex or 0)
        if one.unless_before is None or not one.unless_before.search(_part_before(plain, start)):
            return None if one.unless is not None and one.unless.search(plain) else match
    return None


def _part_before(plain: str, start: int) -> str:
    """What stands before `start` in the same part of the title."""
    begin = 0
    for end in _PART_END.finditer(plain, 0, start):
        begin = end.end()
    return plain[begin:start]


def _extend(plain: str, end: int) -> int:
    """The end of the words to quote: with "of randomized controlled trials" where that follows at once."""
    follows = re.match(r"\s+of (?:the )?", plain[end:])
    if follows is None:
        return end
    start = end + follows.end()
    ends = [match.end() for _, phrase in _included() if (match := phrase.match(plain, start))]
    return max(ends, default=end)


@cache
def _phrases(table: str) -> tuple[_Phrase, ...]:
    return tuple(_compile(row) for row in read_table("signals")[table])


def _compile(row: dict[str, Any]) -> _Phrase:
    def compile_any(patterns: list[str]) -> re.Pattern[str] | None:
        return re.compile("|".join(expand_pattern(one) for one in patterns)) if patterns else None

    phrases = compile_any(row["phrases"])
    assert phrases is not None
    return _Phrase(
        row["design"],
        row.get("firm", False),
        tuple(row["cues"]),
        phrases,
        compile_any(row.get("unless", [])),
        compile_any(row.get("unless_before", [])),
    )


@cache
def _included() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["words"], re.compile(expand_pattern(row["phrase"]))) for row in read_table("signals")["includes"])
