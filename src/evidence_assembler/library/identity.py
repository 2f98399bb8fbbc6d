"""Identifiers of works: how each is spelled, and which sources are one work.

A DOI, a PMID or a PMCID that two sources share makes them one work, and so does an address with one title. A title and
a year never do.
Standards: DOI Handbook 2023 (2.2 DOI name syntax), NLM PMID and PMCID, ISO 2108:2017 (ISBN).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from evidence_assembler.model.source import Source

_DOI_PREFIX = re.compile(
    r"(?:[<\[(\"'“‘\s]|info:doi/|(?:urn:)?doi\b:?|(?P<address>(?:https?://)?(?:dx\.|www\.)?doi\.org/+))*(?=10\.)",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"https?://[^\s/]+/(?:[^\s?#]*/)?(?:doi/(?:(?:abs|full|e?pdf|pdfdirect|epub)/)?|(?:articles?|chapter)/)(?=10\.)",
    re.IGNORECASE,
)
_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/(?:[\w.;:/-]*[\w-])", re.ASCII)
_VIEW = re.compile(r"/(?:full(?:/html)?|abstract|abs|e?pdf|html|meta|references)(?:/[a-z]{2})?$", re.IGNORECASE)
_BEHIND_ADDRESS = re.compile(r"\?.*$|#.+$")
_BEHIND_NAME = re.compile(r"(?:\?[\w.-]+=.*|#[\w.:~-]+)$")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASH = re.compile("[\u2010-\u2015\u2212]")
_LONGEST = 2048  # signs of what may still be a DOI with something behind it
_OPENS = {")": "(", "]": "[", ">": "<", "}": "{"}
_BEHIND = frozenset(".,;/#\"'”’") | _OPENS.keys()
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_PMID = re.compile(r"(?:pmid:?\s*|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)?([1-9][0-9]{0,8})/?", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(PMC[0-9]+)(?:\.[0-9]+)?", re.IGNORECASE)


def bare_doi(written: str) -> str:
    """The DOI name that is meant, in the case it was written in; what is written, where it is none.

    Without an address or `doi:` before it, a query or a fragment behind it, and brackets around it. Escapes of
    addresses (`%3C`) and of HTML (`&lt;`) are the signs they stand for, typographic dashes are hyphens.
    """
    words = written.strip()
    if _PLAIN_DOI.fullmatch(words):
        return words
    words = _UNSEEN.sub("", words).strip()
    prefix = _DOI_PREFIX.match(words)
    if prefix is None:
        return words.rstrip(".,;")
    name = words[prefix.end() :]
    if prefix["address"]:
        name = _BEHIND_ADDRESS.sub("", name)
    return _cut(_DASH.sub("-", _decode(name)).strip())


def _decode(name: str) -> str:
    """The name without the escapes of addresses and of HTML, also where it was escaped twice."""
    for _ in range(2):
        name = _ENTITY.sub(lambda one: unescape(one[0]), name)
        try:
            name = unquote(name, errors="strict")
        except UnicodeDecodeError:
            return name
    return name


def _cut(name: str) -> str:
    """The name without what an address or a sentence has behind it, as long as a DOI is left.

    The last sign of an SICI may be `#`: `3.0;2-#`.
    """
    name = shorter if is_doi(shorter := _BEHIND_NAME.sub("", name)) else name
    while len(name) < _LONGEST and name[-1:] in _BEHIND and is_doi(name[:-1]):
        sign = name[-1]
        if (sign == "#" and name[-2] == "-") or (sign in _OPENS and name.count(sign) <= name.count(_OPENS[sign])):
            break
        name = name[:-1]
    return name


def is_doi(name: str) -> bool:
    """True for a bare DOI name: 10, a registrant's number, a slash, and printed signs without white space."""
    return _DOI.fullmatch(name) is not None and name.isprintable()


def read_doi(written: str) -> str | None:
    """The DOI name in lower case, for DOI names are case-insensitive; None where it is none.

    The address of a work at its publisher that holds the name is read too: `https://example.org/doi/full/10.1000/182`.

    >>> read_doi("https://doi.org/10.1002/ART.37734")
    '10.1002/art.37734'
    """
    words = written.strip()
    publisher = _PUBLISHER.match(words) if words.startswith("http") else None
    if publisher is not None:
        words = _VIEW.sub("", _BEHIND_ADDRESS.sub("", words[publisher.end() :]))
    name = bare_doi(words)
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
_PUBMED = re.compile(r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([0-9]+)/?", re.I)
_PMC = re.compile(
    r"https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/(PMC[0-9]+)/?", re.I
)


def find_identifiers(source: Source) -> Iterator[tuple[str, str]]:
    """The identifiers that decide which work it is, as (kind, value), each in its one spelling.

    An address at doi.org, PubMed or PubMed Central tells one too. Any other address decides together with the title,
    for a publisher's front page is the address of many works.
    """
    found = {}
    for kind, read in _READERS:
        written = source.variables.get(kind)
        value = read(written) if written else None
        if value is not None:
            found[kind] = value
    address = source.variables.get("URL", "").strip()
    if address and not found:
        found = _read_address(address, source.title or "")
    elif "DOI" not in found and "10." in address and (doi := read_doi(address)) is not None:
        found["DOI"] = doi
    yield from found.items()


def _read_address(address: str, title: str) -> dict[str, str]:
    kind, value = read_address(address)
    if kind != "URL":
        return {kind: value}
    words = " ".join(title.casefold().split())
    return {kind: f"{value} {words}"} if words else {}


def read_address(address: str) -> tuple[str, str]:
    """The DOI, PMID or PMCID that an address holds, else the address itself in one spelling, as (kind, value).

    >>> read_address("https://doi.org/10.1002/ART.37734"), read_address("http://www.Example.org/a/#top")
    (('DOI', '10.1002/art.37734'), ('URL', 'example.org/a'))
    """
    doi = read_doi(address)
    if doi is not None:
        return "DOI", doi
    for kind, pattern, read in (("PMID", _PUBMED, read_pmid), ("PMCID", _PMC, read_pmcid)):
        number = read(match[1]) if (match := pattern.fullmatch(address)) else None
        if number is not None:
            return kind, number
    bare = re.sub(r"^https?://(?:www\.)?|#.*$", "", address, flags=re.IGNORECASE).rstrip("/")
    host, slash, path = bare.partition("/")
    return "URL", f"{host.lower()}{slash}{path}"


def group_works(sources: Iterable[Source]) -> dict[str, str]:
    """For each source id the id of the first source that is the same work."""
    parent: dict[str, str] = {}
    order: dict[str, int] = {}
    first: dict[tuple[str, str], str] = {}

    def find_root(source_id: str) -> str:
        while parent[source_id] != source_id:
            parent[source_id] = parent[parent[source_id]]
            source_id = parent[source_id]
        return source_id

    for source in sources:
        order.setdefault(source.id, len(order))
        parent.setdefault(source.id, source.id)
        for identifier in find_identifiers(source):
            one, other = find_root(source.id), find_root(first.setdefault(identifier, source.id))
            later, earlier = (one, other) if order[other] < order[one] else (other, one)
            parent[later] = earlier
    return {source_id: find_root(source_id) for source_id in parent}
