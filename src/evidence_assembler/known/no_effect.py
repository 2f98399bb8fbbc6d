"""The words by which a work says that there was no effect, read against a claim of a benefit.

Classes of words stand in `data/evidence.toml`. A denial counts where it tells the work's own result, of its treatment
and not of the one it was held against, and of what the claim speaks of. A guess from words, clause by clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from evidence_assembler.data import read_table
from evidence_assembler.known.known import Known
from evidence_assembler.known.left_out import Bearing, LeftOut
from evidence_assembler.known.roles import speaks_of_benefit
from evidence_assembler.library.subjects import fold_stem, list_stems, list_words, read_subject
from evidence_assembler.model.source import Source
from evidence_assembler.text.words import TOKEN, is_negation

_ROOM = 1000  # code points before the words of no effect in which their sentence begins
_SENTENCE_END = re.compile(r"[.!?](?=[\"')\]”’]*\s+[\"'(\[“‘]?[A-Z0-9])|\n\s*\n")
_NO_DOUBT = re.compile(r"\b(?:without (?:any )?|no |beyond )doubt\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;:—]|,(?=\s)|\b(?:but|whereas|while|although|though|yet|however)\b"
    r"|\band(?= (?:[\w-]+ ){0,4}?(?:was|were|did|does|had|has|is|are)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Denial:
    """Words of no effect in their sentence; `plain` where they say it of the subject, and not of one outcome."""

    words: str
    sentence: str
    start: int
    plain: bool

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a work: subject, outcome and all words of the claim, and the parts of the work's title."""

    subject: frozenset[str]
    outcome: frozenset[str]
    said: frozenset[str]
    title: Mapping[str, frozenset[int]]

    @property
    def compared(self) -> frozenset[str]:
        """The words of the title for what was held against the treatment: not of its first part, nor of the claim's."""
        own = {min(chain.from_iterable(self.title.values()), default=0)}
        own.update(chain.from_iterable(self.title.get(stem, ()) for stem in self.said & self.subject))
        return frozenset(stem for stem, parts in self.title.items() if own.isdisjoint(parts))


def speaks_against(one: LeftOut, claim: Bearing, known: Known) -> str | None:
    """The words of no effect by which a work that is left out, and no lower, speaks against a claim of a benefit."""
    if one.tier > claim.tier or not speaks_of_benefit(claim.statement):
        return None
    return find_no_effect(one.work.source, claim, known)


def denies_effect(text: str) -> bool:
    """True where a statement says that there was no effect, and affirms none beside it.

    >>> denies_effect("Zinc does not shorten colds."), denies_effect("Zinc shortens colds but does not prevent them.")
    (True, False)
    """
    denials = [denial.start for denial in _list_denials(text)]
    if not denials:
        return False
    finite, affirms = _patterns().finite, _patterns().affirms
    for start, end in _split_clauses(text):
        clause = text[start:end]
        affirmed = (finite.search(clause) or affirms.search(clause)) and not denies(clause)
        if affirmed and not any(start <= place < end for place in denials):
            return False
    return True


def find_no_effect(source: Source, claim: Bearing, known: Known) -> str | None:
    """The words by which a work says that there was no effect; None where it does not, or where the claim denies.

    A claim whose outcome is a word of the subject ("reduces pain", of trials for pain) has no other word to ask for;
    two treatments that do not differ say nothing of either, so placebo or the like has to be named beside it.
    """
    if denies(claim.statement.text):
        return None
    subject = frozenset(map(fold_stem, claim.shared))
    said = frozenset(list_words(claim.statement.text))
    outcome = frozenset(stem for stem in said - subject if not _patterns().effect.fullmatch(stem))
    asked = _Asked(subject, outcome, said, read_subject(source).parts)
    for text, whole in _list_texts(source, known):
        for denial in _list_denials(text):
            if _speaks_of(denial, asked, whole=whole) and not _is_of_another(denial, asked):
                return denial.words
    return None


def _list_texts(source: Source, known: Known) -> Iterator[tuple[str, bool]]:
    """The words of a work that are at hand, each with whether they may speak of more than its result."""
    yield source.title or "", False
    yield source.variables.get("abstract", ""), False
    for entry in known.library.find_texts(source.id):
        if entry.text is not None:
            declared = known.declare.get(entry.source.id)
            extent = (declared.text_extent if declared is not None else None) or entry.text.extent
            yield entry.text.text, extent != "abstract"


def _list_denials(text: str) -> Iterator[_Denial]:
    """The words of a text that tell of no effect, each in its sentence, but for those that speak of something else."""
    lower = text.lower()
    if not any(cue in lower for cue in read_table("evidence")["no_effect"]["cues"]):
        return
    patterns = _patterns()
    for plain, pattern in ((True, patterns.plain), (False, patterns.outcome)):
        for match in pattern.finditer(text):
            room = max(0, match.start() - _ROOM)
            ends = [end.end() for end in _SENTENCE_END.finditer(text, room, match.end()) if end.end() <= match.start()]
            start = ends[-1] if ends else room
            after = _SENTENCE_END.search(text, match.end())
            sentence = text[start : after.end() if after is not None else len(text)]
            before = sentence[: match.start() - start]
            if not (
                sentence.rstrip().endswith("?") or patterns.beside.search(sentence) or patterns.turned.search(sentence)
            ) and not patterns.others.search(patterns.likened.sub("", before)):
                yield _Denial(match[0], sentence, match.start() - start, plain)


def _speaks_of(denial: _Denial, asked: _Asked, *, whole: bool) -> bool:
    """True where a denial speaks of what the claim speaks of."""
    subject, outcome = asked.subject, asked.outcome
    named = frozenset(list_words(denial.sentence))
    if outcome:
        speaks = not outcome.isdisjoint(named) or (not named.isdisjoint(subject) and named <= subject)
    else:
        compared = "differ" in denial.words.lower() and not _is_compared_with_nothing(denial.sentence, asked)
        speaks = not subject.isdisjoint(named) and not compared
    if whole:
        return speaks and len(subject & named) > (not outcome)
    return speaks or denial.plain


def _is_compared_with_nothing(sentence: str, asked: _Asked) -> bool:
    """True where a treatment is held against none: placebo is named, or groups are, and the title has no second one."""
    patterns = _patterns()
    return bool(patterns.nothing.search(sentence) or (not asked.compared and patterns.groups.search(sentence)))


def _is_of_another(denial: _Denial, asked: _Asked) -> bool:
    """True where a denial is of the treatment held against or of another outcome, or is turned round beside it."""
    patterns = _patterns()
    clauses = list(_split_clauses(denial.sentence))
    start, end = next((one for one in clauses if one[0] <= denial.start < one[1]), clauses[-1])
    opening, clause = denial.sentence[start : denial.start], denial.sentence[start:end]
    stage = denial.sentence[:start].rstrip(" ,")
    if any(patterns.comparator.match(one) for one in (opening, *([] if patterns.finite.search(stage) else [stage]))):
        return "differ" not in denial.words.lower()
    doing = frozenset(stem for stem, _ in list_stems(opening))
    if doing and doing <= asked.compared:
        return True
    thing = patterns.object.match(denial.sentence, denial.end)
    affected = frozenset(stem for stem, _ in list_stems(thing[0])) if thing is not None else frozenset()
    mine = asked.subject | asked.said
    if affected and affected.isdisjoint(mine):
        return True
    if not affected and not denial.plain and doing and doing.isdisjoint(mine | asked.title.keys()):
        return True
    told = frozenset(list_words(clause))
    for begin, stop in clauses:
        other = denial.sentence[begin:stop]
        if begin != start and not patterns.open.search(other) and not denies(other):
            if patterns.left_to_say.search(other):
                return True
            if patterns.affirms.search(other) and _is_nearer(frozenset(list_words(other)), told, doing, asked):
                return True
    return False


def _is_nearer(named: frozenset[str], told: frozenset[str], doing: frozenset[str], asked: _Asked) -> bool:
    """True where a clause that affirms, by the words named in it, is nearer to the claim than the one that denies."""
    subject, outcome = asked.subject, asked.outcome
    if not outcome:
        return len(subject & named) > len(subject & told)
    return bool(outcome & named and not outcome & told) or bool(doing and subject & named and not subject & doing)


def denies(text: str) -> bool:
    """True where a word of a text denies; "without doubt" and "no doubt" deny none."""
    return any(map(is_negation, TOKEN.findall(_NO_DOUBT.sub(" ", text))))


def _split_clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """The extents of the clauses of a sentence; "and" parts two only behind a verb of the first."""
    start = 0
    for end in _CLAUSE_END.finditer(sentence):
        if end[0].lower() != "and" or _patterns().finite.search(sentence, start, end.start()):
            if sentence[start : end.start()].strip():
                yield start, end.start()
            start = end.end()
    yield start, len(sentence)


@dataclass(frozen=True, slots=True)
class _Patterns:
    plain: re.Pattern[str]
    outcome: re.Pattern[str]
    beside: re.Pattern[str]
    turned: re.Pattern[str]
    others: re.Pattern[str]
    likened: re.Pattern[str]
    comparator: re.Pattern[str]
    nothing: re.Pattern[str]
    groups: re.Pattern[str]
    open: re.Pattern[str]
    left_to_say: re.Pattern[str]
    affirms: re.Pattern[str]
    finite: re.Pattern[str]
    effect: re.Pattern[str]
    object: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = read_table("evidence")["no_effect"]
    classes = {name: f"(?:{'|'.join(words)})" for name, words in table["classes"].items()}

    def compile_row(name: str) -> re.Pattern[str]:
        row = table[name]
        words = row if isinstance(row, str) else "|".join(row)
        return re.compile(re.sub(r"<(\w+)>", lambda named: classes[named[1]], words), re.IGNORECASE)

    return _Patterns(*(compile_row(name) for name in _Patterns.__slots__))
