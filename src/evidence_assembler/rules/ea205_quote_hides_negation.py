"""A quotation leaves out a word that denies: at its ellipsis, or right before its first word.

## Why it matters

"It should … be used" is made of the source's words and says the opposite of "It should not be used"; so does "be used"
alone.

## How sure

Compares words: the parts of the quotation are equal to passages, and the words between them, or right before them, are
looked up in a table of English words (not, no, never, without; at an ellipsis also rarely, only, unless). Left out at
an ellipsis it is an error. Left out before the quotation it is a warning, and none where the statement itself denies:
"It is not for use in pregnancy" hides nothing.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril can be used in pregnancy.
    cite: {source: smith2020, quote: "It should … be used in pregnancy"}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
claims:
  - text: Examplopril is not for use in pregnancy.
    cite: {source: smith2020, quote: "It should not be used in pregnancy"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, place_of_quote, show_words
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.rules.in_question import words_named, words_quoted
from evidence_assembler.text.differences import compare_words
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.words import TOKEN, denies_nearly, turns_meaning

LEVEL: Level = "error"
_BEFORE = 160  # code points of the source before a quotation in which its denial stands


def find(known: Known) -> Iterator[Problem]:
    """The quotations from whose source a denial was left out, at an ellipsis or before the first word."""
    for statement, citation in known.citations:
        match = citation.match
        if match is None or "hides_negation" not in match.warnings or match.status == "misattributed":
            continue
        quoted = show_words(match.quote)
        if match.passed:
            if any(map(denies_nearly, TOKEN.findall(fold_text(statement.text).text))):
                continue
            whole = _quote_from_denial(match, known.text_of(citation))
            words = words_quoted(whole)
            message = f"{quoted} is cut off behind a denial: {citation.source_id!r} has {show_words(whole)}"
            remedy = "Quote the word that denies too, or say in the statement what the source says."
        else:
            hidden = _find_hidden(match)
            told = repr(hidden) if hidden is not None else "a word of denial"
            message = f"the ellipsis in {quoted} leaves out {told} of {citation.source_id!r}"
            words = words_named(hidden or citation.source_id)
            remedy = "Quote the passage with the word that denies, and say what it says."
        yield Problem(
            message=message,
            remedy=remedy,
            place=place_of_quote(statement, citation),
            statement=statement.id,
            source_id=citation.source_id,
            level="warning" if match.passed else None,
            words=words,
        )


def _quote_from_denial(match: QuoteMatch, text: str) -> str:
    """The words of the source from the denial before the quotation to the quotation's end."""
    start, end = match.start or 0, match.end or 0
    ahead = max(0, start - _BEFORE)
    before = fold_text(text[ahead:start])
    denials = [token.start() for token in TOKEN.finditer(before.text) if denies_nearly(token.group())]
    return text[ahead + before.start_of(denials[-1]) if denials else start : end]


def _find_hidden(match: QuoteMatch) -> str | None:
    for change in compare_words(match.quote, match.found or ""):
        for token in TOKEN.finditer(change.difference.source):
            if turns_meaning(token.group()):
                return token.group()
    return None
