"""A quotation could not be checked: its source's text is not at hand, or only a part that does not hold it.

## Why it matters

Nothing is wrong, and nothing is shown either. The answer says so beside the quotation.

## How sure

Open: not decided. A text whose extent is `abstract` or `excerpt` can show that words stand in the source, never that
they do not. Where the words stand in the text of another source, it says so; they may stand in both.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Cough is common.
    cite: {source: roe2018, quote: "cough was the most frequent complaint of all"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Cough is common.
    cite: {source: roe2018, quote: "Cough was reported by one patient in thirty"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.known.writing import show_home_of_text
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named
from evidence_assembler.verify import find_in_another_work

LEVEL: Level = "note"


def find(known: Known) -> Iterator[Problem]:
    """The quotations that could not be looked for, or not in the whole text. A source that is unknown is EA102."""
    for statement, citation in known.citations:
        match = citation.match
        if match is None or match.status != "unchecked" or citation.number is None:
            continue
        if citation.extent is None:
            why, remedy = f"no text of {citation.source_id!r} is at hand", show_home_of_text(known, citation.source_id)
        else:
            why = f"the text of {citation.source_id!r} at hand is an {citation.extent} that does not hold it"
            remedy = "Put the full text at hand."
        elsewhere = find_in_another_work(citation, known.library)
        if elsewhere is not None and "short" not in elsewhere[1].warnings:
            why += f"; these are words of {elsewhere[0]!r}"
            remedy = remedy.removesuffix(".") + f", or cite {elsewhere[0]!r} if the words are from there."
        yield Problem(
            message=f"{show_words(match.quote)} was not checked: {why}",
            remedy=remedy,
            place=place_of_quote(statement, citation),
            statement=statement.id,
            source_id=citation.source_id,
            words=words_named(citation.source_id),
            kind="open",
        )
