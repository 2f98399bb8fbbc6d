"""Identifiers of works: how each is spelled, and which ones a source has.

Standards: DOI Handbook 2023 (2.2 DOI name syntax), NLM PMID and PMCID, ISO 2108:2017 (ISBN), ISO 3297:2022 (ISSN),
arXiv identifiers (2007), RFC 3986 (6, comparing addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from evidence_assembler.data import read_table
from evidence_assembler.library.registries import find_trials
from evidence_assembler.model.source import Source

_DOI_PREFIX = re.compile(
    r"(?:[<\[(\"'“‘\s{]|\\url|info:doi/|(?:urn:)?doi\b\s*[:=]?|(?P<address>(?:https?://)?(?:dx[.-]|www[.-])?"
    r"(?:doi[.-]org(?:\.[\w.-]+)?|doi\.acm\.org|hdl\.handle\.net|api\.crossref\.org/works)/+))*(?=10\.)",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"https?://[^\s/]+/(?:[^\s?#]*/)?(?:doi/(?:(?:abs|full|e?pdf|pdfdirect|epub)/)?|(?:articles?|chapter)/)(?=10\.)",
    re.IGNORECASE,
)
_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/(?:[\w.;:/-]*[\w-])", re.ASCII)
_VIEW = re.compile(r"/(?:full(?:/html)?|abstract|abs|e?pdf|html|meta|references)(?:/[a-z]{2})?$", re.IGNORECASE)
_BEHIND_ADDRESS = re.compile(r"\?.*$|#.+$")
_BEHIND_NAME = re.compile(r"(?:\?[\w.-]+=.*|#[\w.:~-]+|</\w+>)$")
_TAG_OF_PUBMED = re.compile(r"\s*\[doi\]$", re.IGNORECASE)
_BROKEN_NAME = re.compile(r"(?<=/)\s+(?=\S)|\\(?=/)")  # a line that ended behind the slash; JSON's `\/`
# What may follow a name in its field. Any other words behind a space are the rest of a name that was broken.
_NEXT = re.compile(r"(?:[;,]\s*|\s+)(?=https?://|doi\b|10\.[0-9]{4}|pmc?id\b|[(\[])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASH = re.compile("[\u2010-\u2015\u2212]")
_LONGEST = 2048  # signs of what may still be a DOI with something behind it
_OPENS = {")": "(", "]": "[", ">": "<", "}": "{"}
_BEHIND = frozenset(".,;/#\"'”’") | _OPENS.keys()
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_ARXIV = re.compile(
    r"(?:arxiv preprint\s+)?(?:(?:https?://)?(?:www\.|export\.|ar5iv\.labs\.)?arxiv\.org/(?:abs|pdf|html|format)/|"
    r"(?:https?://)?(?:dx\.)?doi\.org/10\.48550/arxiv\.|"
    r"(?:doi:\s*)?10\.48550/arxiv\.|arxiv[:.\s]\s*)?"
    r"([0-9]{4}\.[0-9]{4,5}|[a-z][a-z-]*(?:\.[a-z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?/?(?:\s*\[[\w.\-]+\])?(?:[?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
_ARXIV_WORDS = re.compile(
    r"arxiv[:.\s]\s*([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[a-z]{2})?/[0-9]{7})", re.IGNORECASE | re.ASCII
)
_SET_ID = re.compile(r"[?&]setid=([\w-]+)", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?|^www\.", re.IGNORECASE)
_FRAGMENT = re.compile(r"#(?![!/]).*$", re.DOTALL)  # behind #! and #/ some pages name what they show
_PORT = re.compile(r":(?:80|443)?$")
_INDEX = re.compile(r"(?:^|(?<=/))(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|_hsenc|_hsmi|cmpid)(?:=|$)",
    re.IGNORECASE,
)
_PMID = re.compile(r"(?:(?:pubmed|medline)\W*)?(?:pmid\W*)?([1-9][0-9]{0,8})(?:\s*\[pmid\])?[.,;]?", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:?\s*)?PMC\s?([0-9]+)(?:\.[0-9]+)?[.,;]?", re.IGNORECASE)
_BEHIND_NUMBER = r"(?:[/?#]\S*)?"
_PUBMED = re.compile(
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:m\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|"
    rf"europepmc\.org/(?:article|abstract)/MED)/([0-9]+){_BEHIND_NUMBER}",
    re.IGNORECASE,
)
_PMC = re.compile(
    r"(?:https?://)?(?:www\.)?(?:(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles|"
    rf"europepmc\.org/(?:articles?|article/PMC|abstract/PMC))/(PMC[0-9]+){_BEHIND_NUMBER}",
    re.IGNORECASE,
)


def bare_doi(written: str) -> str:
    """The DOI name that is meant, in the case it was written in; what is written, where it is none.

    Without an address or `doi:` before it, a query or a fragment behind it, and brackets around it. Escapes of
    addresses (`%3C`) and of HTML (`&lt;`) are the signs they stand for, typographic dashes are hyphens.
    """
    words = written.strip()
    if _PLAIN_DOI.fullmatch(words):
        return words
    words = _TAG_OF_PUBMED.sub("", _BROKEN_NAME.sub("", _decode_entities(_UNSEEN.sub("", words)))).strip()
    prefix = _DOI_PREFIX.match(words)
    if prefix is None:
        return words.rstrip(".,;")
    name = words[prefix.end() :]
    if prefix["address"]:
        name = _BEHIND_ADDRESS.sub("", name)
    return _cut(_DASH.sub("-", _decode(name)).strip())


def _decode_entities(words: str) -> str:
    return _ENTITY.sub(lambda one: unescape(one[0]), words) if "&" in words else words


def _decode(name: str) -> str:
    """The name without the escapes of addresses and of HTML, also where it was escaped twice."""
    for _ in range(2):
        name = _decode_entities(name)
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
    Of several names, or with words behind it, the first.

    >>> read_doi("https://doi.org/10.1002/ART.37734")
    '10.1002/art.37734'
    """
    words = written.strip()
    publisher = _PUBLISHER.match(words) if words.startswith("http") else None
    if publisher is not None:
        words = _VIEW.sub("", _BEHIND_ADDRESS.sub("", words[publisher.end() :]))
    name = bare_doi(words)
    if not is_doi(name) and (prefix := _DOI_PREFIX.match(words)) is not None:
        name = bare_doi(_NEXT.split(_BROKEN_NAME.sub("", words[prefix.end() :]), 1)[0])
    return name.lower() if is_doi(name) else None


def list_dois(written: str) -> list[str]:
    """The DOI names of a field, in which several may stand; what is none is left out.

    >>> list_dois("10.1000/A; https://doi.org/10.1000/b [doi]")
    ['10.1000/a', '10.1000/b']
    """
    whole = bare_doi(written)
    parts = [whole] if is_doi(whole) else _NEXT.split(_BROKEN_NAME.sub("", written))
    return list(dict.fromkeys(doi for part in parts if (doi := read_doi(part)) is not None))


def read_pmid(written: str) -> str | None:
    """The PMID, 1 to 9 digits, also from its address at PubMed; None where it is none."""
    words = written.strip()
    address = _PUBMED.fullmatch(words)
    found = _PMID.fullmatch(address[1] if address is not None else words)
    return found.group(1) if found else None


def read_pmcid(written: str) -> str | None:
    """The PMCID with its letters, without a version, also from its address at PMC; None where it is none."""
    words = written.strip()
    address = _PMC.fullmatch(words)
    found = _PMCID.fullmatch(address[1] if address is not None else words)
    return f"PMC{found.group(1)}" if found else None


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


def read_issn(written: str) -> str | None:
    """The ISSN as eight signs and a hyphen; None where the check digit is wrong or it is none (ISO 3297:2022, annex A).

    >>> read_issn("issn 2434561x")
    '2434-561X'
    """
    signs = re.sub(r"^[ep]?-?issn[:\s]*|[\s\-‐‑‒–—−]", "", written.strip(), flags=re.IGNORECASE).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", signs):
        return None
    values = [10 if sign == "X" else int(sign) for sign in signs]
    if sum(weight * value for weight, value in zip(range(8, 0, -1), values, strict=True)) % 11:
        return None
    return f"{signs[:4]}-{signs[4:]}"


def read_arxiv(written: str) -> str | None:
    """The arXiv identifier without its version, from any spelling of it, its address or its DOI; None where it is none.

    >>> read_arxiv("https://arxiv.org/pdf/1501.00001v2.pdf"), read_arxiv("arXiv:hep-th/9901001v3 [hep-th]")
    ('1501.00001', 'hep-th/9901001')
    """
    found = _ARXIV.fullmatch(written.strip())
    return found[1].lower() if found is not None else None


def _weigh(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def find_identifiers(source: Source) -> Iterator[tuple[str, str]]:
    """The identifiers that decide which work it is, as (kind, value), each in its one spelling.

    An address at doi.org, PubMed or PubMed Central tells one too. Any other address decides together with the title,
    for a publisher's front page is the address of many works. An ISBN decides for a book alone, not for its chapters;
    an arXiv identifier for the preprint alone, not for the article in a journal that names it.
    """
    variables = source.variables
    found = {}
    dois = list_dois(variables["DOI"]) if "DOI" in variables else []
    if dois:
        found["DOI"] = dois[0]
    for kind, read in (("PMID", read_pmid), ("PMCID", read_pmcid)):
        written = variables.get(kind)
        value = read(written) if written else None
        if value is not None:
            found[kind] = value
    address = variables.get("URL", "").strip()
    if address and not found:
        found = _read_address(address, source.title or "")
    elif "DOI" not in found and "10." in address and (doi := read_doi(address)) is not None:
        found["DOI"] = doi
    yield from found.items()
    yield from (("DOI", doi) for doi in dois[1:])
    if "ISBN" in variables and source.type == "book":
        yield from (("ISBN", isbn) for isbn in list_isbns(variables["ISBN"]))
    preprint = find_arxiv(source)
    if preprint is not None and _is_at_arxiv(source, found.get("DOI")):
        yield "arXiv", preprint
    if (source.custom or "setid=" in address.lower()) and (set_id := find_set_id(source)) is not None:
        yield "set id", set_id.lower()
    registration = _find_registration(source, address) if "/" in address else None
    if registration is not None:
        yield "registration", registration


def list_isbns(written: str) -> list[str]:
    """The ISBNs of a field, in which several may stand; those that are none are left out."""
    return list(dict.fromkeys(isbn for one in split_isbns(written) if (isbn := read_isbn(one)) is not None))


def split_isbns(written: str) -> list[str]:
    """What a field holds for ISBNs: one for the printed, one for the electronic book, each with a note in brackets."""
    without_notes = re.sub(r"\([^)]*\)", ",", written)
    return [one.strip() for one in re.split(r"[,;/]|\s{2,}|(?<=[\dXx])\s+(?=97[89])", without_notes) if one.strip()]


def find_arxiv(source: Source) -> str | None:
    """The arXiv identifier that a source names, its own or that of its preprint."""
    variables = source.variables
    if "archive" in variables and variables["archive"].strip().lower() == "arxiv":
        found = read_arxiv(variables.get("archive_location", ""))
        if found is not None:
            return found
    for name in ("DOI", "URL", "number", "container-title", "note"):
        written = variables.get(name)
        if written is not None and "arxiv" in written.lower():
            found = read_arxiv(written)
            if found is None and (named := _ARXIV_WORDS.search(written)) is not None:
                found = named[1].lower()
            if found is not None:
                return found
    return None


def _is_at_arxiv(source: Source, doi: str | None) -> bool:
    container = source.variables.get("container-title", "")
    return (doi is None or doi.startswith("10.48550/")) and (not container or "arxiv" in container.lower())


def find_set_id(source: Source) -> str | None:
    """The SPL set id of a label, from its record or from its address at DailyMed; None where neither has one."""
    found = _SET_ID.search(source.variables.get("URL", ""))
    if source.custom:
        fields = read_label_fields(source)
        names: list[str] = read_table("signals")["label"]["set_ids"]
        named = next((words for name in names for words in list_label_words(fields.get(name))), None)
        if named is not None:
            return named
    return found[1] if found is not None else None


def read_label_fields(source: Source) -> dict[str, Any]:
    """What the record of a drug label has beyond CSL, the fields of `openfda` beside the others."""
    fields = {key.removeprefix("openfda."): value for key, value in source.custom.items()}
    inner = fields.get("openfda")
    return {**inner, **fields} if isinstance(inner, Mapping) else fields


def list_label_words(value: Any) -> Iterator[str]:
    """The words and numbers of a label's field, which holds one or a list of them; what is none is left out."""
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, str | int) and str(one).strip():
            yield str(one).strip()


def _find_registration(source: Source, address: str) -> str | None:
    """The number of a trial whose entry in a registry the source is: it stands there, and in no journal."""
    host = _SCHEME.sub("", address).partition("/")[0].lower()
    if not host.endswith(_list_registries()) or "volume" in source.variables or "DOI" in source.variables:
        return None
    named = [number for number in find_trials(source) if number.split()[-1] in address.upper()]
    return named[0] if len(named) == 1 else None


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
    bare, _, query = _FRAGMENT.sub("", _SCHEME.sub("", address.strip())).partition("?")
    host, slash, path = bare.partition("/")
    host = _PORT.sub("", host.lower())
    path = _INDEX.sub("", path).rstrip("/")
    kept = "&".join(one for one in query.split("&") if one and not _TRACKING.match(one)) if query else ""
    return "URL", host + (slash + path if path else "") + (f"?{kept}" if kept else "")


@cache
def _list_registries() -> tuple[str, ...]:
    return tuple(read_table("relations")["registries"]["hosts"])
