"""A quotation stops right before a condition of its source, and the statement does not state it.

## Why it matters

"10 mg once daily" and "10 mg once daily, unless renal function is impaired" are two doses. The words that were left out
are those that limit the others.

## How sure

Compares words: those behind the quotation, in the same sentence of the source, are looked up in a table of English
words (unless, except, only, until, if, provided that, but not). Whether they limit the very words that were quoted is
for a reader to judge. A statement that has such a word itself, whichever, is taken to state the condition.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: The dose of examplopril was 10 mg once daily.
    cite: {source: smith2020, quote: "The dose was 10 mg once daily"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: The dose of examplopril was 10 mg once daily, but not for those with impaired renal function.
    cite: {source: smith2020, quote: "The dose was 10 mg once daily, unless renal function was impaired"}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_quoted
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.limits import ROOM, states_condition
from evidence_assembler.text.words import TOKEN, is_negation

LEVEL: Level = "warning"
_SENTENCE = re.compile(r"[\s,;:)\]\"'”’]*(.+?)(?=[.;!?][\"')\]”’]*(?:\s|$)|$)", re.DOTALL)


def find(known: Known) -> Iterator[Problem]:
    """The quotations behind whose last word their source limits what they say."""
    for statement, citation in known.citations:
        match = citation.match
        if match is None or not match.passed or "cut_before_condition" not in match.warnings:
            continue
        condition = _read_on(known.text_of(citation), match.end or 0)
        if _states_condition(statement.text, condition):
            continue
        yield Problem(
            message=(
                f"{show_words(match.quote)} is cut off before a condition: {citation.source_id!r} goes on "
                f"{show_words(condition)}"
            ),
            remedy="Quote on to the condition, or state it.",
            place=place_of_quote(statement, citation),
            statement=statement.id,
            source_id=citation.source_id,
            words=words_quoted(condition),
        )


def _read_on(text: str, end: int) -> str:
    """The words of the source behind a quotation, to the end of their sentence or of what is looked at."""
    behind = re.split(r"\n\s*\n", text[end : end + ROOM])[0]
    sentence = _SENTENCE.match(behind)
    return sentence[1] if sentence else behind


def _states_condition(statement: str, condition: str) -> bool:
    """True where a statement limits too; to a bare "not in children" a word that denies is the answer."""
    words = fold_text(statement).text
    if states_condition(words):
        return True
    bare = not states_condition(fold_text(condition).text)
    return bare and any(is_negation(token) for token in TOKEN.findall(words))
