"""Identifiers in RIS: under their own tags, and under those that databases put them, where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import bare_doi, is_doi, read_address, read_isbn, read_pmid

# DOIs of others stand in notes that list references; `M3` holds one in exports of 2005 to 2015.
_DOI_TAGS = ("M3", "L3", "AN", "UR", "L2", "L1", "LK")
_NUMBER_TAGS = ("C2", "C7", "C3", "AN", "PM", "C1", "U1", "LID")
_DOI_LINE = re.compile(r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+", re.IGNORECASE)
_PMID_LINE = re.compile(r"(?:pmid|pubmed(?: id)?)\s*:?\s*([1-9][0-9]{0,8})", re.IGNORECASE)
_PMCID_LINE = re.compile(r"(?:pmcid\s*:?\s*)?(PMC[1-9][0-9]*)", re.IGNORECASE)
_MEDLINE = re.compile(r"(?:pmid|medline)\s*:?\s*([1-9][0-9]{0,8})", re.IGNORECASE)
_REFERENCES = re.compile(r"(?:cited )?references?\b\s*:", re.IGNORECASE)
_SERIAL = re.compile(r"([0-9]{4})[-\u2010-\u2015]?([0-9]{3}[0-9Xx])")
_BETWEEN = re.compile(r"\s*;\s*|(?<=\))\s+(?=[0-9])")
_SAYS = re.compile(r"\s*\((?:[^()]*\b)?(issn|isbn|print|online|electronic|linking|pbk|hbk)\b[^()]*\)", re.IGNORECASE)

Values = dict[str, list[str]]
"""What stands under each tag of a record, in order. What is taken as something is taken out of it."""


def take_identifiers(values: Values) -> dict[str, str]:
    """DOI, PMID and PMCID by their CSL names. An address stays where it is, whatever it tells."""
    found = {"DOI": bare_doi(values["DO"].pop(0))} if values.get("DO") else {}
    dois = list(_find_dois(values))
    if "DOI" not in found and len({doi.lower() for doi, _, _ in dois}) == 1:
        found["DOI"] = dois[0][0]
    if "DOI" in found:
        for doi, tag, written in dois:
            if doi.lower() == found["DOI"].lower():
                _take_out(values, tag, written)
    _take_numbers(values, found)
    for address in values.get("UR", ()):
        kind, value = read_address(address)
        if kind != "URL":
            found.setdefault(kind, value)
    return found


def take_serial_numbers(values: Values, kind: str) -> dict[str, str]:
    """The first ISSN and ISBN under `SN`, by their form, what is written beside them, or the type of the source."""
    read = read_table("ris")["read"]
    numbered = kind in read["numbered"]
    found: dict[str, str] = {}
    left = []
    for written in [one for line in values.pop("SN", ()) for one in _BETWEEN.split(line) if one]:
        says = _SAYS.search(written)
        number = _SAYS.sub("", written).strip()
        serial = _SERIAL.fullmatch(number)
        word = says[1].upper() if says else ""
        if word == "ISBN" or (read_isbn(number) is not None and kind != "patent"):
            name = "ISBN"
        elif serial and (word == "ISSN" or (len(number) == 9 and kind != "patent") or not numbered):
            name, number = "ISSN", f"{serial[1]}-{serial[2].upper()}"
        elif word == "ISSN" or kind in read["serials"]:
            name = "ISSN"
        elif kind in read["books"]:
            name = "ISBN"
        else:
            left.append(written)
            continue
        if not number or found.setdefault(name, number) != number:
            left.append(written)
    if left:
        values["SN"] = left
    return found


def is_reference_list(note: str) -> bool:
    """True of a note that lists what the work cites: its numbers are those of others."""
    return _REFERENCES.match(note) is not None


def _find_dois(values: Values) -> Iterator[tuple[str, str, str]]:
    """Each DOI that stands under another tag, with its tag and what is written there."""
    for tag in _DOI_TAGS:
        for written in values.get(tag, ()):
            kind, doi = read_address(written) if written.startswith("http") else ("DOI", bare_doi(written))
            if kind == "DOI" and is_doi(doi):
                yield bare_doi(written) if not written.startswith("http") else doi, tag, written
    for note in values.get("N1", ()):
        if not is_reference_list(note):
            for line in note.split("\n"):
                if "10." in line and _DOI_LINE.fullmatch(line.strip()) and is_doi(doi := bare_doi(line)):
                    yield doi, "N1", line


def _take_numbers(values: Values, found: dict[str, str]) -> None:
    from_pubmed = any(
        word in name.casefold()
        for tag in ("DB", "DP")
        for name in values.get(tag, ())
        for word in read_table("ris")["read"]["pubmed"]
    )
    scopus = any(name.casefold() == "scopus" for name in values.get("DB", ()))
    for tag in _NUMBER_TAGS:
        for written in tuple(values.get(tag, ())):
            pmcid, pmid = _PMCID_LINE.fullmatch(written), _MEDLINE.fullmatch(written)
            plain = (tag == "AN" and from_pubmed) or tag == "PM" or (tag == "C2" and scopus)
            number = pmid[1] if pmid else read_pmid(written) if plain and written.isdigit() else None
            if pmcid:
                _keep(values, found, "PMCID", pmcid[1].upper(), tag, written)
            elif number:
                _keep(values, found, "PMID", number, tag, written)
    for note in tuple(values.get("N1", ())):
        for line in note.split("\n") if not is_reference_list(note) else ():
            if pmid := _PMID_LINE.fullmatch(line.strip(" .;")):
                _keep(values, found, "PMID", pmid[1], "N1", line)
            elif pmcid := _PMCID_LINE.fullmatch(line.strip(" .;")):
                _keep(values, found, "PMCID", pmcid[1].upper(), "N1", line)


def _keep(values: Values, found: dict[str, str], name: str, number: str, tag: str, written: str) -> None:
    if found.setdefault(name, number) == number:
        _take_out(values, tag, written)


def _take_out(values: Values, tag: str, written: str) -> None:
    """Take a value out of its tag, or a line out of a note. An address stays."""
    if written.startswith("http"):
        return
    if tag == "N1":
        notes = ["\n".join(line for line in note.split("\n") if line != written) for note in values[tag]]
        values[tag] = [note for note in notes if note.strip()]
    else:
        values[tag].remove(written)
