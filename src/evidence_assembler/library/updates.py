"""Updates: what a record says became of a work after it was published, and what notices say of other works.

Standards: `updated-by` and `update-to` of the Crossref REST API (2025), as they stand beside the keys of CSL-JSON; the
linked citations of PubMed (NLM, Errata, Retractions, and Other Linked Citations), under the tags of MEDLINE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.library.days import Days, find_days, find_medline_days, read_days
from evidence_assembler.library.identity import read_doi, read_pmid
from evidence_assembler.library.retractions import read_nature
from evidence_assembler.model.source import Source, Status

_BY = ("updated-by", "updated_by")
_TO = ("update-to", "update_to")
_MARK = re.compile(
    r"^\W*(?:retract(?:ed|ion)(?: and re(?:publication|placement))?(?: articles?| papers?| not(?:ic)?e)?|withdrawn|"
    r"removed(?=:))\W+|"
    r"\W+retracted(?: article\b.*|,? (?:in )?(?:19|20)\d\d)?\W*$"
)
_BETWEEN = re.compile(r"[\W_]+")
_LINKED = re.compile(r"doi:\s*(10\.\S+)|PMID:?\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that became of a work: its status from then on, who says it, on which days it may have been.

    `status` is None for a republication. `see` is a DOI, a source id, or `PMID` and a number; None where the record
    names none. `words` are those of the record, in which a title may stand.
    """

    status: Status | None
    because: str
    days: Days | None
    see: str | None
    words: str = ""


def list_updates(source: Source) -> Iterator[Update]:
    """What the record of a work says became of it."""
    if not source.custom:
        return
    for key in _BY:
        for one in list_records(source.custom.get(key)):
            update = _read_crossref(one, f"{key} of the record")
            if update is not None:
                yield update
    links: dict[str, dict[str, Any]] = read_table("standing")["pubmed"]
    for key, link in links.items():
        for words in list_words(source.custom.get(key)):
            yield Update(
                status=link.get("status"),
                because=f'PubMed says "{link["says"]}": {" ".join(words.split())[:100]}',
                days=find_medline_days(words),
                see=_read_linked(words),
                words=words,
            )


def list_unclear_updates(source: Source) -> Iterator[str]:
    """The updates in the record of a work of which it does not say, in words that we know, what became of the work."""
    for key in _BY:
        value = source.custom.get(key) if source.custom else None
        for one in value if isinstance(value, tuple | list) else (value,):
            if isinstance(one, Mapping):
                kind = read_kind(one)
                if kind not in read_table("standing")["updates"]["unchanged"] and _find_status(kind) is None:
                    yield f"{key} of the record says {kind!r}" if kind else f"{key} of the record does not say what"
            elif one not in (None, ""):
                yield f"{key} of the record says {str(one)[:100]!r}"


def list_notices(sources: Iterable[Source]) -> dict[str, tuple[Update, ...]]:
    """What records say that they are a notice of, by the DOI of the work they speak of.

    Only what they name by its DOI: a notice bears the title of the work, and a title alone is not believed.
    """
    notices: dict[str, tuple[Update, ...]] = {}
    for source in sources:
        if not source.custom:
            continue
        for key in _TO:
            for one in list_records(source.custom.get(key)):
                doi = read_doi(str(one.get("DOI") or ""))
                update = _read_crossref(one, f"{key} of {source.id!r}", see=source.id, words=source.title or "")
                if doi is not None and update is not None:
                    notices[doi] = (*notices.get(doi, ()), update)
    return notices


def fold_title(title: str) -> str:
    """The title without case, signs, and the mark that a retracted work or its notice bears.

    >>> fold_title("RETRACTED: X for pain") == fold_title("X for pain.")
    True
    """
    folded = title.casefold()
    if "retract" in folded or "withdrawn" in folded or "removed:" in folded:
        folded = _MARK.sub(" ", folded)
    return _BETWEEN.sub(" ", folded).strip()


def _read_crossref(one: Mapping[str, Any], where: str, *, see: str | None = None, words: str = "") -> Update | None:
    kind = read_kind(one)
    status = _find_status(kind)
    if status is None:
        return None
    told_by = one.get("source")
    because = f'{where} says "{kind}"' + (f" (told by {told_by})" if isinstance(told_by, str) and told_by else "")
    written = str(one.get("DOI") or "")
    return Update(
        status, because, _read_updated(one.get("updated")), see or read_doi(written) or written or None, words
    )


def read_kind(one: Mapping[str, Any]) -> str:
    """The type of a Crossref update in one spelling: `new_version` for `New Version` and `new-version`."""
    return str(one.get("type") or "").strip().casefold().replace("-", "_").replace(" ", "_")


def _find_status(kind: str) -> Status | None:
    status: Status | None = read_table("standing")["crossref"].get(kind)
    nature = read_nature(kind) if status is None else None
    return status or (nature if nature != "reinstated" else None)


def _read_updated(value: Any) -> Days | None:
    if isinstance(value, str):
        return read_days(value)
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, tuple | list) and parts and isinstance(parts[0], tuple | list):
        try:
            found = find_days([int(part) for part in parts[0] if part not in (None, "")][:3])
        except (TypeError, ValueError):
            found = None
        if found is not None:
            return found
    words = value.get("date-time")
    return read_days(words) if isinstance(words, str) else None


def _read_linked(words: str) -> str | None:
    """The DOI in the words of a linked citation, else its PMID."""
    links = list(list_links(words))
    doi = next((doi for doi, _ in links if doi is not None), None)
    return doi or next((f"PMID {pmid}" for _, pmid in links if pmid is not None), None)


def list_links(words: str) -> Iterator[tuple[str | None, str | None]]:
    """What the words of a linked citation name, each as (DOI, None) or (None, PMID)."""
    for doi, pmid in _LINKED.findall(words):
        yield (read_doi(doi) if doi else None), (read_pmid(pmid) if pmid else None)


def list_records(value: Any) -> Iterator[Mapping[str, Any]]:
    """The records of a field that holds one or several; what is none is left out."""
    for one in value if isinstance(value, tuple | list) else (value,):
        if isinstance(one, Mapping):
            yield one


def list_words(value: Any) -> Iterator[str]:
    """The words of a field that holds them once or in a list; what is none is left out."""
    for one in value if isinstance(value, tuple | list) else (value,):
        if isinstance(one, str) and one.strip():
            yield one
