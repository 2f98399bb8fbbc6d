"""An identifier of a cited source is none: a DOI, PMID, PMCID, ISBN, ISSN or arXiv identifier that cannot be one.

## Why it matters

A broken identifier links to nothing, or to another work. An ISBN or ISSN with a wrong check digit was mistyped.

## How sure

Reads structure: the form of DOI, PMID, PMCID and arXiv identifier, the check digit of an ISBN (ISO 2108) and of an ISSN
(ISO 3297). That the identifier belongs to this work is not looked up.

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

from collections.abc import Callable, Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.library.identity import (
    read_arxiv,
    read_doi,
    read_isbn,
    read_issn,
    read_pmcid,
    read_pmid,
    split_isbns,
)
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "warning"
_ONE_ISSN = 14  # letters of one with its name; in a longer field several stand, with spaces between
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
            for written in split_isbns(variables.get("ISBN", ""))
            if read_isbn(written) is None
        ]
        wrong += [
            ("ISSN", one, "Compare it with the journal: an ISSN is eight signs, and its check digit has to fit.")
            for written in split_isbns(variables.get("ISSN", ""))
            for one in (written.split() if len(written) > _ONE_ISSN else [written])
            if read_issn(one) is None
        ]
        number = variables.get("archive_location", "")
        if number and variables.get("archive", "").strip().lower() == "arxiv" and read_arxiv(number) is None:
            wrong.append(("arXiv identifier", number, "It is four digits, a stop and five digits: 1501.00001."))
        for kind, written, remedy in wrong:
            yield Problem(
                message=f"{written!r} of {reference.source_id!r} is no {kind}",
                remedy=remedy,
                place=known.place_of(reference.source_id),
                source_id=reference.source_id,
                words=words_named(written),
            )
