"""A cited source lacks what a reader needs to find it.

## Why it matters

A reference without its author, title, year or journal cannot be looked up, and cannot be told from another work.

## How sure

Reads structure: what each kind of work needs stands in a table, after NLM Citing Medicine and ICMJE.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [incomplete.bib]
declare:
  nameless: {design: cohort study, because: its methods follow 900 adults for two years}
claims:
  - {text: Examplopril lowers systolic pressure., cite: nameless}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.data import read_table
from evidence_assembler.known.known import Known
from evidence_assembler.model.csl import PartialDate
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.source import Source

LEVEL: Level = "warning"
_NO_DATE = PartialDate()


def find(known: Known) -> Iterator[Problem]:
    """The references in which something is missing, each with all that is."""
    table = read_table("completeness")
    names = table["names"]
    for reference in known.page.references:
        source = reference.source
        if source.printed is not None:  # somebody wrote it out; which of its words is the title is not ours to guess
            continue
        missing = [
            " or ".join(names.get(variable, variable) for variable in group)
            for group in table.get(source.type, table["any"])
            if not any(_has(source, variable) for variable in group)
        ]
        if missing:
            yield Problem(
                message=f"the reference {reference.source_id!r} ({source.type}) has no {', no '.join(missing)}",
                remedy="Complete its entry.",
                place=known.place_of(reference.source_id),
                source_id=reference.source_id,
                words=tuple(missing),
            )


def _has(source: Source, variable: str) -> bool:
    date = source.dates.get(variable)
    return bool(source.variables.get(variable) or source.names.get(variable) or (date is not None and date != _NO_DATE))
