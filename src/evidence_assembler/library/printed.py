"""Printed references: which source an entry in somebody's list of references names.

An identifier in the entry decides, and else a title that stands in it whole, with the year where one is known. Names
and likeness decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from evidence_assembler.library.identity import find_identifiers, read_address, read_doi, read_pmcid, read_pmid
from evidence_assembler.library.updates import fold_title
from evidence_assembler.model.source import Source

_ADDRESS = re.compile(r"https?://[^\s<>\"”’]+", re.IGNORECASE)
_DOI = re.compile(r"(?<![\w/.])10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"”’]+")
_PMID = re.compile(r"\bPMID:?\s*([1-9][0-9]{0,8})\b", re.IGNORECASE)
_PMCID = re.compile(r"\b(PMC[0-9]{3,9})\b", re.IGNORECASE)
_BEHIND = ".,;:)]}>'\""
_FEWEST_WORDS = 4  # a shorter title stands by chance in many entries


def find_printed_identifiers(reference: str) -> Iterator[tuple[str, str]]:
    """The DOI, PMID, PMCID and addresses in a printed reference, as (kind, value), each in its one spelling.

    >>> list(find_printed_identifiers("Doe A. A trial. J. 2001. doi:10.1000/AB.1. PMID: 123."))
    [('DOI', '10.1000/ab.1'), ('PMID', '123')]
    """
    for match in _DOI.finditer(reference):
        if (doi := read_doi(match[0].rstrip(_BEHIND))) is not None:
            yield "DOI", doi
    for pattern, kind, read in ((_PMID, "PMID", read_pmid), (_PMCID, "PMCID", read_pmcid)):
        for match in pattern.finditer(reference):
            if (number := read(match[1])) is not None:
                yield kind, number
    for match in _ADDRESS.finditer(reference):
        kind, value = read_address(match[0].rstrip(_BEHIND))
        if kind != "DOI":
            yield kind, value


class PrintedIndex:
    """Sources by their identifiers and by the first words of their titles."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_identifier: dict[tuple[str, str], str] = {}
        self._by_start: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for source in sources:
            for identifier in find_identifiers(source):
                self._by_identifier.setdefault(identifier, source.id)
            if address := source.variables.get("URL"):
                self._by_identifier.setdefault(read_address(address.strip()), source.id)
            words = fold_title(source.title or "").split()
            if len(words) >= _FEWEST_WORDS:
                year = str(source.issued.year) if source.issued is not None and source.issued.year else ""
                self._by_start.setdefault((words[0], words[1]), []).append((" ".join(words), year, source.id))

    def find(self, reference: str) -> str | None:
        """The id of the source that a printed reference names; None where none is, or where two may be meant."""
        for identifier in find_printed_identifiers(reference):
            if identifier in self._by_identifier:
                return self._by_identifier[identifier]
        folded = fold_title(reference)
        words, found = folded.split(), set()
        for start in pairwise(words):
            for title, year, source_id in self._by_start.get(start, ()):
                if f" {title} " in f" {folded} " and (not year or year in words):
                    found.add((len(title), source_id))
        longest = max((length for length, _ in found), default=0)
        best = [source_id for length, source_id in found if length == longest]
        return best[0] if len(best) == 1 else None
