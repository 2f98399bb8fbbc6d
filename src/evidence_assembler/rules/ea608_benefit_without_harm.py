"""The answer claims a benefit, and no statement of it speaks of a harm.

## Why it matters

A reader who weighs a treatment needs both sides. For advertisements of prescription drugs the law asks it: side
effects, contraindications and effectiveness belong together (FDCA 502(n); 21 CFR 202.1(e)). For others it is a house
rule.

## How sure

Reads structure first: the roles that the draft gives its claims (a harm is also a contraindication, a risk, a warning,
a precaution, an adverse or side effect, an interaction). For the rest it compares words. A notice, and a statement
under another role or none, count where they have words of a table for harm ("side effects", "contraindicated", "can
cause liver failure"); the claim of a benefit itself where nothing in the clause denies them. A claim that denies the
benefit ("does not reduce pain") is none. Whether the harms told are those that matter is for a reader to judge; so is
whether a benefit was claimed under no role at all. In the four examples of this project that claim a benefit it is
silent, and heard when what they tell of harms is taken out.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., role: benefit, cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., role: benefit, cite: smith2020}
  - {text: It causes a dry cough in some patients., role: harm, cite: roe2018}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.known.no_effect import denies_effect
from evidence_assembler.known.roles import speaks_of_benefit, speaks_of_harm
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.text.words import TOKEN, is_negation

LEVEL: Level = "warning"
_CLAUSE = re.compile(r"(?:(?!\b(?:but|although|though|while|whereas|however)\b)[^;.])+", re.IGNORECASE)


def find(known: Known) -> Iterator[Problem]:
    """The first claim of a benefit, in an answer without a word of harm."""
    if known.answer is None:
        return
    statements = tuple(known.answer.statements())
    benefits = [one for one in statements if speaks_of_benefit(one) and not denies_effect(one.text)]
    if not benefits or any(map(speaks_of_harm, statements)):
        return
    if any(_tells_harm(one.text, affirmed=speaks_of_benefit(one)) for one in statements):
        return
    if any(_tells_harm(notice, affirmed=False) for notice in known.answer.notices):
        return
    first = benefits[0]
    count = "one statement claims" if len(benefits) == 1 else f"{len(benefits)} statements claim"
    which = "" if len(benefits) == 1 else ", the first of them"
    yield Problem(
        message=f"{count} a benefit{which} {show_words(first.text)}, and none speaks of a harm",
        remedy="State the harms with their sources, under `role: harm`; if none are known, say who looked for them.",
        place=first.place,
        statement=first.id,
    )


def _tells_harm(text: str, *, affirmed: bool) -> bool:
    """True where a text has words for harm; with `affirmed` they count where nothing in their clause denies them."""
    words, relief = _patterns()
    for clause in _CLAUSE.finditer(text):
        for match in words.finditer(clause[0]):
            told = relief.search(clause[0], 0, match.end()) is None
            if told and not (affirmed and any(map(is_negation, TOKEN.findall(clause[0])))):
                return True
    return False


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("evidence")["harm"]
    words = "|".join(table["words"]).replace("<harm>", "|".join(table["nouns"]))
    return re.compile(words, re.IGNORECASE), re.compile(table["relief"], re.IGNORECASE)
