"""A statement cites several works that report one trial, as if they were several trials.

## Why it matters

A protocol, the main paper and the analyses that follow are works of their own with numbers of their own. The reader
counts numbers, and takes one trial for a trial and its confirmation.

## How sure

Reads structure: the numbers that registries give to trials (NCT, ISRCTN, EudraCT, ...; 24 forms), in the note, the
keywords, the title, the address and the other fields of a record, and in the abstract of a study. A number that stands
in the text alone is not seen, and a review reports no trial. A statement that speaks of one trial in the singular, and
of no other ("another", "a second", "replicated"), is taken to say so, by a list of words. Of 743 records with abstracts
ten were read to report trials, nine rightly (the tenth is the volume of a congress); the one pair that shares a number
reports one trial.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, trials.bib]
claims:
  - {text: Trials agree that examplopril lowers systolic pressure., cite: [main2021, later2023]}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib, trials.bib]
claims:
  - {text: One trial found that examplopril lowers systolic pressure., cite: [main2021, later2023]}
```
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.known.known import Known, show_words
from evidence_assembler.library.registries import find_trials, find_trials_of_work
from evidence_assembler.model.answer import Reference, Statement
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"


def find(known: Known) -> Iterator[Problem]:
    """The statements that cite in support two works or more of one trial; two ids of one work are for EA105."""
    references = {source_id: one for one in known.page.references for source_id in one.ids}
    trials: dict[int, tuple[str, ...]] = {}
    for statement in known.page.statements():
        cited: dict[int, str] = {}
        for citation in statement.citations:
            if citation.intent == "supports" and citation.source_id in references:
                cited.setdefault(references[citation.source_id].number, citation.source_id)
        if len(cited) < 2:
            continue
        reporting: defaultdict[str, list[str]] = defaultdict(list)
        for number, source_id in cited.items():
            if number not in trials:
                trials[number] = _list_trials(references[source_id], known)
            for trial in trials[number]:
                reporting[trial].append(source_id)
        groups = {tuple(ids): trial for trial, ids in reversed(reporting.items()) if len(ids) > 1}
        if not groups or _says_one(statement):
            continue
        for ids, trial in reversed(groups.items()):
            *others, last = map(repr, ids)
            named = f"{', '.join(others)} and {last}"
            yield Problem(
                message=f"{show_words(statement.text)} cites {named}, which report one trial, {trial}",
                remedy="Say in the statement that it is one trial, or cite one of them, the others as background.",
                place=statement.place,
                statement=statement.id,
                source_id=ids[1],
                words=(*words_named(*ids), trial),
            )


def _list_trials(reference: Reference, known: Known) -> tuple[str, ...]:
    """The trials that a work reports, by all its records."""
    work = known.work_of(reference.source_id)
    if work is None:
        return find_trials(reference.source, reference.design)
    return find_trials_of_work((record.source for record in work.records), work.known.design)


def _says_one(statement: Statement) -> bool:
    one, several = _phrases()
    words = statement.text.lower()
    first = one.search(words)
    if first is None or several.search(words) is not None:
        return False
    return not any(further[0].startswith(("a ", "an ")) for further in one.finditer(words, first.end()))


@cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("evidence")["trials"]
    return re.compile(table["one"]), re.compile(table["several"])
