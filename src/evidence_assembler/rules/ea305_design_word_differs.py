"""A statement calls what it cites by another design than the source has: "a trial found", citing a narrative review.

## Why it matters

"A randomised trial found" lends a sentence the weight of a trial. Where a review, an editorial or a label is cited that
only reports the trial, nobody has looked at the trial itself; where a cohort is cited, there was none.

## How sure

Compares words, English ones: which words name a design, and which designs each of them fits, stand in a table. A
phrase counts only where a report is told by it ("a trial found", "seen in a trial", "as the guideline recommends");
not "trials are needed", "patients in the trial", "a review of three trials". Several works at once ("studies show")
may be told of by whatever gathers them. Nothing is told where one of the sources fits, where the design of one is not
known, or where the statement says as well what the source is ("a review reports that a trial found"). It is as right
as the designs are, and tells by which sign one is known.

Of 90 sentences of articles in which a phrase was read as said of what they cite, 89 were read rightly by one reader's
judgment; of 100 sentences of abstracts that cite their own record two were told, both of which speak of other works.
Of 60 made-up sentences with a wrong word it told 57 at first sight, of 60 others one.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Systolic pressure fell by 9 mmHg in a randomised trial., cite: doe2019}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Systolic pressure fell by 9 mmHg in a randomised trial., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence_assembler.data import read_table
from evidence_assembler.known.acknowledge import acknowledges
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.answer import Statement
from evidence_assembler.model.document import DocumentStatement
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rank.design_words import DesignPhrase, DesignWord, fits, list_design_phrases
from evidence_assembler.rank.designs import all_designs
from evidence_assembler.rank.rows import find_row
from evidence_assembler.rules.in_question import words_quoted

LEVEL: Level = "warning"
_PLANS = frozenset({"protocol", "registration"})
_NOT_JUDGED = frozenset({"notice", "retracted work"})
_MOST_LISTED = 3
_REPORTS = frozenset({"study", "model"})  # sorts of design that report observations of their own


@dataclass(frozen=True, slots=True)
class _Cited:
    """A source that a statement cites, with its design, the sort of it, and the reason."""

    source_id: str
    design: str
    sort: str
    because: str

    @property
    def gathers(self) -> bool:
        """True for a source that may tell what others found."""
        return self.sort not in _REPORTS


def find(known: Known) -> Iterator[Problem]:
    """The statements of which a phrase speaks of the source and fits none that is cited."""
    paragraph, cited_before = None, set[str]()
    for statement in known.page.statements():
        if isinstance(statement, DocumentStatement) and statement.paragraph != paragraph:
            paragraph = statement.paragraph
            cited_before.clear()
        if not statement.citations:
            continue
        ids = {one.source_id for one in statement.citations}
        # a manuscript calls itself "this study", unless it has just cited one
        may_point_back = known.answer is not None or not ids.isdisjoint(cited_before)
        phrases = list_design_phrases(statement.text)
        meant = [one for one in phrases if one.means == "cited" or (one.means == "before" and may_point_back)]
        told = _judge(statement, phrases, meant, known) if meant else None
        if told is not None:
            yield told
        cited_before.update(ids)


def _judge(
    statement: Statement, phrases: tuple[DesignPhrase, ...], meant: list[DesignPhrase], known: Known
) -> Problem | None:
    """What is told of a statement with phrases that speak of what it cites, among all its phrases."""
    cited = _list_cited(statement, known)
    wrong = [
        phrase
        for phrase in meant
        if cited
        and not any(_fits(phrase, one, statement) for one in cited)
        and not (phrase.plural and any(one.gathers for one in cited))
    ]
    disputing = {one.source_id for one in statement.citations if one.intent == "disputes"}
    unnamed = [
        one
        for one in cited
        if wrong
        and one.source_id not in disputing
        and not any(_fits(phrase, one, statement) and (one.gathers or not phrase.plural) for phrase in phrases)
    ]
    if not unnamed:
        return None
    said = list(dict.fromkeys(phrase.words for phrase in wrong))
    return Problem(
        message=f"{_join(map(show_words, said))} "
        f"{'are' if len(wrong) > 1 or wrong[0].plural else 'is'} said of {_join(map(_tell_source, unnamed))}",
        remedy=_advise(wrong[0].says, unnamed[0]),
        place=statement.place,
        statement=statement.id,
        source_id=unnamed[0].source_id,
        words=words_quoted(*said[:_MOST_LISTED]),
    )


def _list_cited(statement: Statement, known: Known) -> tuple[_Cited, ...]:
    """The sources that a statement cites, each once; none where of one it is not known what it is."""
    cited: dict[str, _Cited] = {}
    for source_id in (one.source_id for one in statement.citations):
        work = known.work_of(source_id)
        row = find_row(work.known.design) if work is not None and work.known.design is not None else None
        if work is None or row is None or row.design in _NOT_JUDGED:
            return ()
        cited[source_id] = _Cited(source_id, row.design, all_designs()[row.design].kind, work.known.because)
    return tuple(cited.values())


def _fits(phrase: DesignPhrase, cited: _Cited, statement: Statement) -> bool:
    if cited.design in _PLANS and acknowledges(statement, "protocol"):
        return True
    return fits(phrase.says, cited.design, cited.because, statement.text)


def _tell_source(cited: _Cited) -> str:
    return f"{cited.source_id!r}, {_with_article(cited.design)} ({cited.because})"


def _advise(says: DesignWord, cited: _Cited) -> str:
    if cited.design in _PLANS:
        return f"Cite the report of the {says.noun}, or say that the statement is about a plan: `role: protocol`."
    if not cited.gathers or cited.sort == says.sort:
        called = _with_article(cited.design)
        return f"Call it {called}, or cite the {says.noun} that is meant; if the source is one, declare its design."
    reporters = read_table("design_words")["reporters"]
    reporter = reporters.get(cited.design) or reporters.get(cited.sort)
    said = f"say that {reporter} reports it" if reporter is not None else "say where it is reported"
    return f"Cite the {says.noun} itself, or {said}."


def _with_article(design: str) -> str:
    if design in read_table("design_words")["names"]["without_article"]:
        return design
    return f"{'an' if design[0] in 'aeiou' else 'a'} {design}"


def _join(parts: Iterable[str]) -> str:
    """The parts as a sentence lists them, the first few of many.

    >>> _join(["a"]), _join(["a", "b", "c"]), _join(["a", "b", "c", "d", "e"])
    ('a', 'a, b and c', 'a, b, c and 2 more')
    """
    listed = list(parts)
    if len(listed) > _MOST_LISTED:
        listed[_MOST_LISTED:] = [f"{len(listed) - _MOST_LISTED} more"]
    *others, last = listed
    return f"{', '.join(others)} and {last}" if others else last
