"""A statement is declared to need no citation, or a comment lets findings be, and no reason is given.

## Why it matters

An exemption without a reason is an uncited statement that has learned to hide. The reason is what a reviewer judges.

## How sure

Compares words: an empty reason, or one of a short list ("yes", "n/a", "not needed"), is none. Whether a reason is
a good one is for the reviewer.

In a document the comment `evidence: ignore EA101 because the author's own aim`, on a line of its own, covers the block
below it. One that gives no reason, names a rule that there is not, or cannot be read is told, and suppresses nothing of
the kind. What this rule finds no comment suppresses.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril is well tolerated., needs_no_citation: yes}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: A low dose here is 10 mg a day or less., needs_no_citation: definition used in this answer}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.known.known import Known, show_words
from evidence_assembler.model.document import Document, Suppression
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named
from evidence_assembler.rules.named import find_named, name_rules_like
from evidence_assembler.text.nearest import suggest
from evidence_assembler.text.reasons import is_reason

LEVEL: Level = "error"
SUPPRESSIBLE = False
_ITSELF = frozenset({"EA104"})
_LONGEST = 40  # characters of a word that are shown
_NAMED = 3  # rules that are shown
_EXAMPLE = "`evidence: ignore {} because the author's own aim`"


def find(known: Known) -> Iterator[Problem]:
    """The statements whose declared reason is none, and the comments that suppress less than they say."""
    for statement in known.page.statements():
        reason = statement.needs_no_citation
        if reason is not None and not is_reason(reason):
            yield Problem(
                message=f"{show_words(statement.text)} is said to need no citation, and gives {_tell_reason(reason)}",
                remedy="Write the reason, such as `definition used in this answer`, or cite a source.",
                place=statement.place,
                statement=statement.id,
                words=_name(reason),
            )
    if isinstance(known.page, Document):
        for suppression in known.page.suppressions:
            yield from _judge(suppression)


def _judge(suppression: Suppression) -> Iterator[Problem]:
    place = suppression.place
    if suppression.unread is not None:
        yield Problem(
            message=f"the comment suppresses nothing: {suppression.unread}",
            remedy=f"Write {_EXAMPLE.format('EA101')} on a line of its own above the text.",
            place=place,
        )
        return
    names = ", ".join(map(_show, suppression.rules[:_NAMED])) + (" …" if len(suppression.rules) > _NAMED else "")
    if not is_reason(suppression.because):
        first = next((word for word in suppression.rules if find_named(word)), "EA101")
        yield Problem(
            message=f"the comment to ignore {names} gives {_tell_reason(suppression.because)}, and suppresses nothing",
            remedy=f"Write the reason: {_EXAMPLE.format(first)}.",
            place=place,
            words=_name(suppression.because),
        )
        if suppression.because is None:
            return  # the words behind the rules may be the reason, without its `because`
    for word in suppression.rules:
        named = find_named(word)
        if not named:
            yield Problem(
                message=f"the comment to ignore {names} names {_show(word)}, which is no rule",
                remedy=suggest(word[:_LONGEST], name_rules_like(word)),
                place=place,
                words=words_named(_shorten(word)),
            )
        elif named == _ITSELF:
            yield Problem(
                message=f"the comment to ignore {names} names {_show(word)}, which no comment suppresses",
                remedy="Give the reason that is missing, and the finding is gone.",
                place=place,
                words=words_named(_shorten(word)),
            )


def _tell_reason(words: str | None) -> str:
    return f"only {_show(words)}" if words is not None and _says_something(words) else "no reason"


def _name(reason: str | None) -> tuple[str, ...]:
    return words_named(_shorten(reason)) if reason is not None and _says_something(reason) else ()


def _says_something(words: str) -> bool:
    return any(char.isalnum() for char in words)


def _show(word: str) -> str:
    return repr(_shorten(word))


def _shorten(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 2]} …"
