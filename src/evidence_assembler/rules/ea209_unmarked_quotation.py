"""A statement has eight or more words in a row from a source, without quotation marks.

## Why it matters

Words that are a source's own belong between quotation marks. Without them the reader takes them for the author's. In
the `quote:` of a citation they are checked as well; between quotation marks in a statement they are not.

## How sure

Compares words: the run stands word for word in a text at hand, of any source of the library, marks and case inside it
included. Eight words in a row are seldom the same by chance; a name, a title, or a phrase of the field may be. In
scripts without spaces two signs count as a word. Titles of works are let be.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg.
    cite: {source: smith2020, quote: "reduced systolic pressure by 12.5 mm Hg"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: In one trial of 214 adults systolic pressure fell by 12.5 mm Hg.
    cite: {source: smith2020, quote: "reduced systolic pressure by 12.5 mm Hg"}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_quoted
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.words import TOKEN, is_unspaced

LEVEL: Level = "warning"
_RUN = 8.0  # words
_QUOTED = re.compile(r"\"[^\"]*\"|(?<!\w)'(?=\S)(?:[^']|(?<=\w)'(?=\w))*'(?!\w)|「[^」]*」|『[^』]*』")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    weight: float


def find(known: Known) -> Iterator[Problem]:
    """The runs of words that a statement shares with a source, each as long as it goes."""
    if not any(entry.text is not None for entry in known.library.entries):
        return
    titles = [fold_text(source.title or "").text.casefold() for source in known.library.sources]
    for statement in known.page.statements():
        works = known.library.works
        ours = {works.get(citation.source_id) for citation in statement.citations}
        cited = {source_id for source_id, work in works.items() if work in ours}
        for run, source_id in _find_runs(statement.text, known, cited):
            if any(_is_title(run.casefold(), title) for title in titles):
                continue
            where = repr(source_id) if source_id in cited else f"{source_id!r}, which the statement does not cite"
            yield Problem(
                message=f"{show_words(run)} stands word for word in {where}, and is not marked as a quotation",
                remedy="Say it in your own words, and quote the source's in `quote:`, where they are checked.",
                place=statement.place,
                statement=statement.id,
                source_id=source_id,
                words=words_quoted(run),
            )


def _is_title(run: str, title: str) -> bool:
    """True for a run inside a title, or one that holds a title and less than a run beside it."""
    return run in title or (len(title) > 0 and title in run and len(run.replace(title, " ").split()) < _RUN)


def _find_runs(text: str, known: Known, cited: set[str]) -> Iterator[tuple[str, str]]:
    folded = fold_text(text).text
    for words in _read_unquoted(folded):
        first = 0
        while (last := _count_run(words, first)) is not None:
            source_id = _find_holder(folded[words[first].start : words[last - 1].end], known, cited)
            if source_id is None:
                first += 1
                continue
            while (goes_on := _go_on(folded, words, first, last, source_id, known)) is not None:
                last = goes_on
            yield folded[words[first].start : words[last - 1].end], source_id
            first = last


def _read_unquoted(folded: str) -> Iterator[list[_Word]]:
    """The words of each stretch that is outside quotation marks."""
    start = 0
    for quoted in (*_QUOTED.finditer(folded), None):
        end = quoted.start() if quoted is not None else len(folded)
        tokens = (token for token in TOKEN.finditer(folded, start, end) if token.group()[:1].isalnum())
        yield [_read_word(folded, token) for token in tokens]
        start = quoted.end() if quoted is not None else end


def _read_word(folded: str, token: re.Match[str]) -> _Word:
    """The word or number with the signs that belong to it: 18%, <5."""
    start, end = token.span()
    if token.group()[0].isdigit():
        start -= folded[start - 1 : start] in tuple("<>≤≥±~$€£")
        end += folded[end : end + 1] in tuple("%‰°")
    begins = not folded[:start].rstrip("([{\"'")[-1:].strip()  # a compound, a URL, a row of figures is one word
    return _Word(start, end, 0.5 if is_unspaced(token.group()[0]) else float(begins))


def _count_run(words: list[_Word], first: int) -> int | None:
    """Where the shortest run ends that begins with this word; None where too few words are left."""
    weight = 0.0
    for last in range(first, len(words)):
        weight += words[last].weight
        if weight >= _RUN:
            return last + 1
    return None


def _find_holder(run: str, known: Known, cited: set[str]) -> str | None:
    """A source that holds the run, one that the statement cites before any other."""
    holders = [source_id for source_id, _ in known.library.find_holders(run)]
    return next((source_id for source_id in holders if source_id in cited), holders[0] if holders else None)


def _go_on(folded: str, words: list[_Word], first: int, last: int, source_id: str, known: Known) -> int | None:
    """Where a run of words that a source holds goes on to, by a word or two; None where it ends."""
    for longer in range(last + 1, min(last + 2, len(words)) + 1):
        if known.library[source_id].locate(folded[words[first].start : words[longer - 1].end]).passed:
            return longer
    return None
