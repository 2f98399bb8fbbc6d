"""What a title or an abstract says of its work: phrases with their exceptions, from `data/signals.toml`."""

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
    weak: bool
    exact: frozenset[str]
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
    return _read(title, "title", _phrases("about"))


def read_title(title: Title) -> Sign | None:
    """The sign of a design in the title."""
    return _read(title, "title", _phrases("title"))


def is_about_guidelines(title: Title) -> bool:
    """True where the title speaks of guidelines and of what became of them: it is none."""
    plain = title.plain
    named = "guideline" in plain or "recommendation" in plain or "guidance" in plain
    return named and _about_guidelines().search(plain) is not None


def read_weakly(title: Title) -> Sign | None:
    """What the title says that decides nothing alone."""
    return _read(title, "title", _weak_phrases())


def read_abstract(abstract: str, said: str | None = None) -> Sign | None:
    """The sign of a design in what an abstract says of its own study; only a more exact one than `said`."""
    phrases = _abstract_phrases(said)
    plain = abstract.lower() if phrases else ""
    if not any(cue in plain for one in phrases for cue in one.cues):  # lower case is all that most abstracts cost
        return None
    return _read(plain_title(abstract), "abstract", phrases)


def list_included(title: Title) -> tuple[str, ...]:
    """Which designs a systematic review says it includes, in the words of the table and the order of the title."""
    found = {words: match.start() for words, phrase in _included() if (match := phrase.search(title.plain))}
    return tuple(sorted(found, key=lambda words: found[words]))


def expand_pattern(pattern: str) -> str:
    """The pattern with the fragments of `data/signals.toml` in place of their names."""
    fragments: dict[str, str] = read_table("signals")["fragments"]
    return _FRAGMENT.sub(lambda name: f"(?:{expand_pattern(fragments[name[1]])})", pattern)


def _read(title: Title, field: str, phrases: tuple[_Phrase, ...]) -> Sign | None:
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
            return Sign(one.design, f'{field} says "{words}"', one.firm)
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
    """Those of a table that decide alone."""
    return tuple(one for one in map(_compile, read_table("signals")[table]) if not one.weak)


@cache
def _weak_phrases() -> tuple[_Phrase, ...]:
    return tuple(one for one in map(_compile, read_table("signals")["title"]) if one.weak)


@cache
def _abstract_phrases(said: str | None) -> tuple[_Phrase, ...]:
    """Those that decide where nothing is said, or make more exact what is."""
    return tuple(one for one in _phrases("abstract") if said is None or said in one.exact)


@cache
def _about_guidelines() -> re.Pattern[str]:
    return re.compile(expand_pattern("<about_guidelines>"))


def _compile(row: dict[str, Any]) -> _Phrase:
    def compile_any(patterns: list[str]) -> re.Pattern[str] | None:
        return re.compile("|".join(expand_pattern(one) for one in patterns)) if patterns else None

    phrases = compile_any(row["phrases"])
    assert phrases is not None
    return _Phrase(
        row["design"],
        row.get("firm", False),
        row["reliability"] == "low",
        frozenset(row.get("exact", ())),
        tuple(row["cues"]),
        phrases,
        compile_any(row.get("unless", [])),
        compile_any(row.get("unless_before", [])),
    )


@cache
def _included() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["words"], re.compile(expand_pattern(row["phrase"]))) for row in read_table("signals")["includes"])
