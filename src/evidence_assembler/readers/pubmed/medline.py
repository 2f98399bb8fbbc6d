"""Elements of PubMed's XML whose words MEDLINE writes in a form of its own: `2018 Mar 1`, `Pain/*drug therapy`.

Standard: NLM, MEDLINE/PubMed Data Element (Field) Descriptions (2024), field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from evidence_assembler.data import read_table

from .dates import write_published
from .written import local_name, read_words

Fields = Iterator[tuple[str, str]]

_NUMBERS = {"mid": "MID", "pmc": "PMC", "pubmed": "PMID"}


def list_fields(element: Element) -> Fields | None:
    """The fields, tag and value, that an element is; None for one that MEDLINE has no form for."""
    write = _FORMS.get(local_name(element))
    return write(element) if write is not None else None


def _write_day(tag: str) -> Callable[[Element], Fields]:
    def write(element: Element) -> Fields:
        parts = [read_words(element.find(name)) for name in ("Year", "Month", "Day")]
        yield tag, "".join(part.zfill(2) for part in parts if part)

    return write


def _write_published(element: Element) -> Fields:
    words = read_words(element.find("MedlineDate"))
    if not words:
        year, month, day, season = (read_words(element.find(name)) for name in ("Year", "Month", "Day", "Season"))
        words = write_published(year, month or season, day)
    yield "DP", words


def _write_issn(element: Element) -> Fields:
    kind = "Linking" if local_name(element) == "ISSNLinking" else element.get("IssnType")
    words = read_words(element)
    if words:
        yield "IS", f"{words} ({kind})" if kind else words


def _write_pages(element: Element) -> Fields:
    pages = read_words(element.find("MedlinePgn"))
    if not pages:
        first, last = read_words(element.find("StartPage")), read_words(element.find("EndPage"))
        pages = first if last in ("", first) else f"{first}-{last}"
    yield "PG", pages


def _write_location(element: Element) -> Fields:
    """One that is marked as wrong is not of its kind: it is kept, and identifies nothing."""
    kind = element.get("EIdType") or ""
    yield "LID", f"{read_words(element)} [{'invalid ' if element.get('ValidYN') == 'N' else ''}{kind}]"


def _write_article_ids(element: Element) -> Fields:
    """The numbers of the record itself: those of the works that it cites stand in lists of their own."""
    for number in element.findall("ArticleId"):
        kind = number.get("IdType") or "pubmed"
        words = read_words(number)
        if words:
            yield (_NUMBERS[kind], words) if kind in _NUMBERS else ("AID", f"{words} [{kind}]")


def _write_abstract(element: Element) -> Fields:
    other = local_name(element) == "OtherAbstract"
    parts = []
    for part in element.findall("AbstractText"):
        label, words = part.get("Label"), read_words(part)
        if words:
            parts.append(f"{label}: {words}" if label else words)
    yield "OAB" if other else "AB", " ".join(parts)
    yield "OCI" if other else "CI", read_words(element.find("CopyrightInformation"))
    if other:
        yield "OABL", element.get("Language") or ""


def _write_databanks(element: Element) -> Fields:
    for bank in element.findall("DataBank"):
        name = read_words(bank.find("DataBankName"))
        numbers = [read_words(number) for number in bank.findall("AccessionNumberList/AccessionNumber")]
        for number in numbers or [""]:
            yield "SI", "/".join(part for part in (name, number) if part)


def _write_grants(element: Element) -> Fields:
    for grant in element.findall("Grant"):
        parts = [read_words(grant.find(name)) for name in ("GrantID", "Acronym", "Agency", "Country")]
        yield "GR", "/".join(part for part in parts if part)


def _write_substances(element: Element) -> Fields:
    for chemical in element.findall("Chemical"):
        number, name = read_words(chemical.find("RegistryNumber")), read_words(chemical.find("NameOfSubstance"))
        yield "RN", f"{number} ({name})" if name else number


def _write_headings(element: Element) -> Fields:
    """A heading with its qualifiers behind strokes; what an article is mostly about bears a star."""
    for heading in element.findall("MeshHeading"):
        yield "MH", "/".join(_star(term) for term in heading if read_words(term))


def _write_keywords(element: Element) -> Fields:
    yield "OTO", element.get("Owner") or ""
    for keyword in element.findall("Keyword"):
        if read_words(keyword):
            yield "OT", _star(keyword)


def _star(term: Element) -> str:
    return ("*" if term.get("MajorTopicYN") == "Y" else "") + read_words(term)


def _write_links(element: Element) -> Fields:
    """The linked citations under their tags; one that MEDLINE has no tag for under its own name, such as `Cites`."""
    tags: dict[str, str] = read_table("pubmed")["links"]
    for link in element.findall("CommentsCorrections"):
        kind = link.get("RefType") or "CommentsCorrections"
        words, pmid, note = (read_words(link.find(name)) for name in ("RefSource", "PMID", "Note"))
        pmid = f"PMID: {pmid}" if pmid else ""
        yield tags.get(kind, kind), " ".join(part for part in (words, pmid, note) if part)


def _write_subjects(element: Element) -> Fields:
    for person in element.findall("PersonalNameSubject"):
        family, given, suffix = (read_words(person.find(name)) for name in ("LastName", "ForeName", "Suffix"))
        rest = " ".join(part for part in (given, suffix) if part)
        yield "FPS", ", ".join(part for part in (family, rest) if part)


def _write_other_id(element: Element) -> Fields:
    source, words = element.get("Source"), read_words(element)
    yield "OID", f"{source}: {words}" if source and words else words


def _write_history(element: Element) -> Fields:
    stamps: dict[str, Any] = read_table("pubmed")["stamps"]
    for stamp in element.findall("PubMedPubDate"):
        year, month, day = (read_words(stamp.find(name)).zfill(2) for name in ("Year", "Month", "Day"))
        hour, minute = (read_words(stamp.find(name)).zfill(2) for name in ("Hour", "Minute"))
        status = stamp.get("PubStatus") or ""
        words = f"{year}/{month}/{day} {hour}:{minute}"
        if status in stamps:
            yield stamps[status], words
        yield "PHST", f"{words} [{status}]"


_FORMS: dict[str, Callable[[Element], Fields]] = {
    "Abstract": _write_abstract,
    "ArticleDate": _write_day("DEP"),
    "ArticleIdList": _write_article_ids,
    "ChemicalList": _write_substances,
    "CommentsCorrectionsList": _write_links,
    "ContributionDate": _write_day("CTDT"),
    "DataBankList": _write_databanks,
    "DateCompleted": _write_day("DCOM"),
    "DateCreated": _write_day("DA"),
    "DateRevised": _write_day("LR"),
    "ELocationID": _write_location,
    "GrantList": _write_grants,
    "History": _write_history,
    "ISSN": _write_issn,
    "ISSNLinking": _write_issn,
    "KeywordList": _write_keywords,
    "MeshHeadingList": _write_headings,
    "OtherAbstract": _write_abstract,
    "OtherID": _write_other_id,
    "Pagination": _write_pages,
    "PersonalNameSubjectList": _write_subjects,
    "PubDate": _write_published,
}
