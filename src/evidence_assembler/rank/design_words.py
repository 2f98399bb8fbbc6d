"""The phrases of a statement that name a design, and whether they speak of what the statement cites.

Words stand in `data/design_words.toml`. A phrase is a noun ("trial") with what stands before it ("a small randomised").
It speaks of the source where a report is told by it: "a trial found", "seen in a trial", "as the guideline recommends".
In "further trials", "patients in the trial", "a trial is needed" it does not. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Literal

from evidence_assembler.data import read_table
from evidence_assembler.rank.designs import all_designs

_ROOM = 200  # code points beside a phrase that are looked at
_MOST_PHRASES = 64  # of one statement
_MOST_UNKNOWN = 2
_TOKEN = re.compile(r"(?:in|ex)[ -]vi(?:tro|vo)\b|more recent\b|[^\W_](?:[\w'’.–-]*\w['’]?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]+")
_CLAUSE_END = re.compile(r"(?:(?<!\bal)(?<!\bvs)(?<!\b[A-Za-z])\.|[;:!?])(?=\s|$)")  # not after "et al.", "U.S."
_CLAUSE_START = re.compile(r"(?:^|[.;:,(]|\b(?:and|but|while|whereas|although|though|because|since|that|as)) $|^$")
_ABBREVIATED = re.compile(r" \([A-Z][\w-]{1,9}\)")
_ASIDE_END = re.compile(r" ?[,;:)]| (?:of|in|with|n)\b")
_KNOWN = ("the ", "this ", "that ")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_QUOTED = re.compile(r"“[^“”]{0,1000}”|\"[^\"]{0,1000}\"|«[^«»]{0,1000}»")

Meant = Literal["cited", "before"]


@dataclass(frozen=True, slots=True)
class DesignWord:
    """What words say of a design: a row of the table.

    `noun` is what to cite in place of a source that only reports it, `sort` the sort of design that it speaks of; both
    are None for words that raise no alarm. `alone` is true where no other word beside it makes it something else.
    `subject` is true where it counts only as the subject of a report.
    `fits` are the designs that may be called so, but where the reason for the design has the words of `not_where`.
    """

    name: str
    noun: str | None
    sort: str | None
    fits: frozenset[str]
    heads: re.Pattern[str]
    asks: re.Pattern[str] | None
    alone: bool
    subject: bool
    not_where: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class DesignPhrase:
    """A phrase of a statement that names a design, and of what it is said.

    `means` is what the statement has `cited`, or what was cited right `before` it ("this trial"), or None where the
    phrase speaks of something else or it is not clear.
    """

    words: str
    says: DesignWord
    plural: bool
    means: Meant | None


@lru_cache(maxsize=4096)
def list_design_phrases(text: str) -> tuple[DesignPhrase, ...]:
    """The phrases of a text that name a design, in their order; those within quotation marks are the source's own.

    >>> [(one.words, one.says.name, one.means) for one in list_design_phrases("Pain fell in a small randomised trial.")]
    [('a small randomised trial', 'randomized trial', 'cited')]
    >>> [(one.words, one.means) for one in list_design_phrases("Patients in the trial took 5 mg. Studies are needed.")]
    [('the trial', None), ('Studies', None)]
    """
    lower = text.lower()
    for cue in _cues():  # most statements name no design: a loop costs a third of the pattern
        if cue in lower:
            break
    else:
        return ()
    words = " ".join(_QUOTED.sub("“”", text).split())
    if len(words.lower()) != len(words):  # a letter such as İ is longer in lower case
        words = words.lower()
    phrases = tuple(islice(_read_phrases(words), _MOST_PHRASES))
    if all(one.means is None for one in phrases):
        return phrases
    is_own = _frame().own.search(words.lower()) is not None
    is_beside = _frame().beside.search(words.lower()) is not None
    return tuple(
        replace(one, means=None) if is_own or (is_beside and one.words.lower().startswith(_KNOWN)) else one
        for one in phrases
    )


def fits(says: DesignWord, design: str, because: str, text: str) -> bool:
    """True where a source of this design, known for this reason, may be called so in this text."""
    if design in says.fits:
        return says.not_where is None or says.not_where.search(because.lower()) is None
    model = _models().get(design) if says.sort == "study" else None
    return model is not None and model.search(text.lower()) is not None


def _read_phrases(text: str) -> Iterator[DesignPhrase]:
    lower, read = text.lower(), 0
    for found in _heads().finditer(lower):
        if found.start() < read:
            continue
        start, before, is_plain = _step_back(text, found.start())
        says = _find_word(found[0], " ".join([*before, *_name_animals(lower, found)]))
        if says is None:
            continue
        first = before[0] if before else ""
        article = "the" if first.endswith(_POSSESSIVE) else first if first in _words("articles") else None
        plural = _is_plural(found[0]) and not (says.name == "guideline" and article == "the")
        short = _ABBREVIATED.match(text, found.end())
        end = short.end() if short is not None else found.end()
        if says.name == "guideline" and (writers := _frame().writers.match(lower, end)):
            end = writers.end()
        read, means = end, None
        if says.noun is not None and (is_plain or says.alone) and not _is_no_work(lower, found.start(), end):
            means = _find_meant(lower, start, end, article, plural=plural, says=says)
        yield DesignPhrase(text[start:end], says, plural, means)


def _step_back(text: str, at: int) -> tuple[int, list[str], bool]:
    """Where the phrase begins whose noun is at an index, the words before that in lower case, and if all are known.

    Up to two words that are not ("a large cirrhosis cohort study") stand in a phrase that has an article.
    """
    starts, words = [at], list[str]()
    known, unknown = 0, 0
    for token in reversed(list(_TOKEN.finditer(text, max(0, at - _ROOM), at))):
        lower, between = token[0].lower(), text[token.end() : starts[-1]]
        is_article = lower in _words("articles") or lower.endswith(_POSSESSIVE)
        is_plain = lower in _words("modifiers") or "-" in lower
        if not _BETWEEN.fullmatch(between) or ("," in between and not is_plain):
            break
        if not is_article and not is_plain and not _is_name(token[0]):
            unknown += 1
            if unknown > _MOST_UNKNOWN or lower in _words("function_words"):
                break
        starts.append(token.start())
        words.insert(0, lower)
        if is_article:
            return token.start(), words, not unknown
        known += not unknown
    words = words[len(words) - known :]
    while words and words[0] == "and":
        words, known = words[1:], known - 1
    return starts[known], words, True


def _is_name(word: str) -> bool:
    """True for a number, and for a word with a capital letter that is not there for its place in the sentence."""
    lower = word.lower()
    return (
        lower in _words("numbers") or word[0].isdigit() or (word[0].isupper() and lower not in _words("function_words"))
    )


def _name_animals(text: str, head: re.Match[str]) -> tuple[str, ...]:
    """The animals behind the noun of a study: "a study in mice". Trials may be veterinary."""
    behind = _frame().in_animals.match(text, head.end()) if head[0].startswith(("stud", "experiment")) else None
    return (behind[1],) if behind is not None else ()


def _find_word(head: str, before: str) -> DesignWord | None:
    """What the words say: the first row that has the noun, and a word before it that the row asks for."""
    for row in _rows():
        if row.heads.fullmatch(head) and (row.asks is None or row.asks.search(before)):
            return row
    return None


def _is_plural(head: str) -> bool:
    return head.endswith("s") and not head.endswith(("sis", "istics", "series"))


def _is_no_work(text: str, head: int, end: int) -> bool:
    """True where a phrase is a part of another name, or names something that is no work."""
    return bool(_frame().compound.match(text, end) or _frame().not_works.match(text, head))


def _find_meant(
    text: str, start: int, end: int, article: str | None, *, plural: bool, says: DesignWord
) -> Meant | None:
    """Of what a phrase is said: one work by a report of it, or as its subject, several as the subject alone."""
    frame = _frame()
    before, rest = _split_clause(text, start, end)
    subject = frame.subject.match(rest)
    verb = subject.end() if subject is not None else len(rest)
    told = rest[:verb] + rest[verb:].partition(" that ")[0]  # what the report says may be of what is wanted
    if frame.not_meant.search(before) or frame.wanted.search(before) or frame.wanted.search(told):
        return None
    is_subject = subject is not None and frame.nested.search(before) is None
    if plural:
        begins = is_subject and _CLAUSE_START.search(before)
        if subject is not None and frame.evidence.search(before):
            begins = subject
        return "cited" if begins and article in (None, "the") else None
    if says.subject and not is_subject:
        return None
    if article is None and frame.theirs.search(before):
        return "cited"
    if article is None:
        return "cited" if before.endswith("(") and _ASIDE_END.match(text, end) else None
    if not is_subject:
        where = (frame.before_known if article in ("the", "this", "that") else frame.before_one).search(before)
        if where is None or frame.not_before.search(before):
            return None
        if where.start() == 0 and before.startswith("in ") and frame.past.search(rest) is None:
            return None
    return "before" if article in ("this", "that") else "cited"


def _split_clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a phrase in its clause."""
    before, behind = text[max(0, start - _ROOM) : start], text[end : end + _ROOM]
    starts = [one.end() for one in _CLAUSE_END.finditer(before)]
    stop = _CLAUSE_END.search(behind)
    return (before[starts[-1] :].lstrip() if starts else before), (
        behind[: stop.start()] if stop is not None else behind
    )


@cache
def _rows() -> tuple[DesignWord, ...]:
    return tuple(map(_make_row, read_table("design_words")["word"]))


def _make_row(row: dict[str, Any]) -> DesignWord:
    of_sorts = {name for name, design in all_designs().items() if design.kind in row["sorts"]}
    asks, denied = row.get("with"), row.get("not_where")
    return DesignWord(
        row["name"],
        row.get("noun"),
        row.get("sort"),
        frozenset(of_sorts.union(row["designs"])),
        re.compile("|".join(row["heads"])),
        re.compile(rf"(?<![\w-])(?:{'|'.join(asks)})(?![\w-])") if asks is not None else None,
        asks is not None or "alone" in row,
        "subject" in row,
        re.compile(denied) if denied is not None else None,
    )


@cache
def _heads() -> re.Pattern[str]:
    """Any noun of the table, the longer ones first; not "open-label", nor "trial-based"."""
    heads = {head for row in read_table("design_words")["word"] for head in row["heads"]}
    longest_first = "|".join(sorted(heads, key=lambda head: (-len(head), head)))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")


@cache
def _cues() -> tuple[str, ...]:
    return tuple(read_table("design_words")["phrase"]["cues"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_table("design_words")["phrase"][name])


@cache
def _models() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in read_table("design_words")["models"].items()}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around a phrase."""

    compound: re.Pattern[str]
    not_works: re.Pattern[str]
    subject: re.Pattern[str]
    before_one: re.Pattern[str]
    before_known: re.Pattern[str]
    not_before: re.Pattern[str]
    nested: re.Pattern[str]
    theirs: re.Pattern[str]
    evidence: re.Pattern[str]
    writers: re.Pattern[str]
    in_animals: re.Pattern[str]
    past: re.Pattern[str]
    wanted: re.Pattern[str]
    not_meant: re.Pattern[str]
    own: re.Pattern[str]
    beside: re.Pattern[str]


@cache
def _frame() -> _Frame:
    table = read_table("design_words")
    rows = {name: words.replace("<shown>", table["frame"]["shown"]) for name, words in table["frame"].items()}
    rows["compound"] = rf" (?:{'|'.join(table['phrase']['compounds'])})\b"
    rows["not_works"] = table["phrase"]["not_works"]
    rows["subject"] = rf"{rows['between']} ?{rows['verbs']}"
    return _Frame(**{name: re.compile(rows[name]) for name in _Frame.__slots__})
