"""Identifiers of works: how each is spelled, and which sources are one work.

A DOI, a PMID or a PMCID that two sources share makes them one work. A title and a year never do.
Standards: DOI Handbook 2023 (2.2 DOI name syntax), NLM PMID and PMCID, ISO 2108:2017 (ISBN).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from evidence_assembler.model.source import Source

_DOI_PREFIX = re.compile(
    r"(?P<address>(?:https?://)?(?:dx\.|www\.)?doi\.org/)|info:doi/|doi:?\s*(?=10\.)", re.IGNORECASE
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_PMID = re.compile(r"(?:pmid:?\s*|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)?([1-9][0-9]{0,8})/?", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(PMC[0-9]+)(?:\.[0-9]+)?", re.IGNORECASE)


def bare_doi(written: str) -> str:
    """What is written, without `https://doi.org/` or `doi:` before it, in the case it was written in.

    In an address, percent signs are escapes (`%3C` for `<`); in a DOI name they are not.
    """
    words = written.strip()
    prefix = _DOI_PREFIX.match(words)
    if prefix is None:
        return words
    name = words[prefix.end() :].strip()
    return unquote(name) if prefix["address"] else name


def is_doi(name: str) -> bool:
    """True for a bare DOI name: 10, a registrant's number, a slash, and printed signs without white space."""
    return _DOI.fullmatch(name) is not None and name.isprintable()


def read_doi(written: str) -> str | None:
    """The DOI name in lower case, for DOI names are case-insensitive; None where it is none.

    >>> read_doi("https://doi.org/10.1002/ART.37734")
    '10.1002/art.37734'
    """
    name = bare_doi(written)
    return name.lower() if is_doi(name) else None


def read_pmid(written: str) -> str | None:
    """The PMID, 1 to 9 digits; None where it is none."""
    found = _PMID.fullmatch(written.strip())
    return found.group(1) if found else None


def read_pmcid(written: str) -> str | None:
    """The PMCID with its letters, without a version; None where it is none."""
    found = _PMCID.fullmatch(written.strip())
    return found.group(1).upper() if found else None


def read_isbn(written: str) -> str | None:
    """The ISBN as 13 digits; None where the check digit is wrong or it is none (ISO 2108:2017, annex A).

    >>> read_isbn("0-306-40615-2")
    '9780306406157'
    """
    digits = re.sub(r"^isbn[:\s]*|[\s\-‐‑‒–—−]", "", written.strip(), flags=re.IGNORECASE).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11:
            return None
        body = f"978{digits[:9]}"
        return body + str(-_weigh(body) % 10)
    if re.fullmatch(r"97[89][0-9]{10}", digits) and _weigh(digits) % 10 == 0:
        return digits
    return None


def _weigh(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


_READERS = (("DOI", read_doi), ("PMID", read_pmid), ("PMCID", read_pmcid))


def find_identifiers(source: Source) -> Iterator[tuple[str, str]]:
    """The identifiers that decide which work it is, as (kind, value), each in its one spelling."""
    for kind, read in _READERS:
        written = source.variables.get(kind)
        value = read(written) if written else None
        if value is not None:
            yield kind, value


def group_works(sources: Iterable[Source]) -> dict[str, str]:
    """For each source id the id of the first source that is the same work."""
    work: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    order: dict[str, int] = {}
    for source in sources:
        order.setdefault(source.id, len(order))
        identifiers = tuple(find_identifiers(source))
        same = {work[first[identifier]] for identifier in identifiers if identifier in first}
        root = min(same, key=order.__getitem__, default=source.id)
        work[source.id] = root
        if len(same) > 1:  # this source shows that works seen before are one
            work.update({id_: root for id_, of in work.items() if of in same})
        for identifier in identifiers:
            first.setdefault(identifier, source.id)
    return work
