"""An identifier of a cited source is none: a DOI, PMID, PMCID or ISBN that cannot be one.

## Why it matters

A broken identifier links to nothing, or to another work. An ISBN with a wrong check digit was mistyped.

## How sure

Reads structure: the form of DOI, PMID and PMCID, the check digit of an ISBN (ISO 2108). That the identifier belongs to
this work is not looked up.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [incomplete.bib]
claims:
  - {text: Examplopril lowers systolic pressure., cite: mistyped}
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

import re
from collections.abc import Callable, Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.library.identity import read_doi, read_isbn, read_pmcid, read_pmid
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"
_FORMS: tuple[tuple[str, Callable[[str], str | None], str], ...] = (
    ("DOI", read_doi, "A DOI begins with 10., a number and a slash: 10.1000/182."),
    ("PMID", read_pmid, "A PMID is a number of up to nine digits."),
    ("PMCID", read_pmcid, "A PMCID is PMC and a number: PMC6313374."),
)


def find(known: Known) -> Iterator[Problem]:
    """The identifiers of the references that have not the form of their kind."""
    for reference in known.page.references:
        variables = reference.source.variables
        wrong = [
            (kind, variables[kind], remedy)
            for kind, read, remedy in _FORMS
            if kind in variables and read(variables[kind]) is None
        ]
        wrong += [
            ("ISBN", written, "Compare it with the book: its check digit does not fit.")
            for written in _split_isbns(variables.get("ISBN", ""))
            if read_isbn(written) is None
        ]
        for kind, written, remedy in wrong:
            yield Problem(
                message=f"{written!r} of {reference.source_id!r} is no {kind}",
                remedy=remedy,
                place=known.place_of(reference.source_id),
                source_id=reference.source_id,
                words=words_named(written),
            )


def _split_isbns(written: str) -> list[str]:
    """A field may hold several, for the print and the electronic book, each with a note in brackets."""
    without_notes = re.sub(r"\([^)]*\)", ",", written)
    return [one.strip() for one in re.split(r"[,;/]|\s{2,}|(?<=[\dXx])\s+(?=97[89])", without_notes) if one.strip()]
