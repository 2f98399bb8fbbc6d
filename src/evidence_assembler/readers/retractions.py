"""Lists of retractions: CSV or TSV, in the columns of Retraction Watch and Crossref or as pairs of DOIs.

Standard: RFC 4180 for CSV; the columns as the Retraction Watch data (Crossref, 2024) names them. Case, spaces and
underscores in their names do not matter. Dates are month/day/year there, with or without a time; one that can only be
day/month/year is read so, and so are those that `read_days` knows: ISO 8601, 5 June 2020, 05.06.2020.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from io import StringIO
from os import PathLike
from pathlib import Path

from evidence_assembler.data import read_table
from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.days import Days, find_days, read_days
from evidence_assembler.library.identity import read_doi, read_pmid
from evidence_assembler.library.retractions import Nature, Retraction, Retractions, UnreadRow, read_nature
from evidence_assembler.model.finding import Snapshot
from evidence_assembler.readers.files import read_text_file

_COLUMNS = {
    "doi": ("originaldoi", "originalpaperdoi"),
    "pmid": ("originalpaperpubmedid", "originalpmid", "originalpubmedid"),
    "notice": ("noticedoi", "retractionnoticedoi", "retractiondoi"),
    "notice_pmid": ("retractionpubmedid", "noticepmid", "noticepubmedid"),
    "date": ("retractiondate", "noticedate"),
    "nature": ("retractionnature", "nature"),
}
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_TIME = re.compile(r"[ T]\d{1,2}:\d\d.*", re.ASCII)
_BEFORE_DOI = re.compile(r"[\s;,|]+(?=\S*?(?<!\d)10\.\d{4,9}/)", re.ASCII)
_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d|20\d{6})(?!\d)", re.ASCII)


def read_retractions(path: str | PathLike[str]) -> Retractions:
    """The list in a file. Rows that name no work are counted, and those that cannot be read are told with their lines.

    Its day is the one in the file's name (`retractions-2025-10-01.csv`, `20251001.csv`), else the newest in it, else
    that on which the file was last changed; `snapshot.dated_by` says which. Without a column for it, every row is a
    retraction, or an expression of concern where the name of the file has "concern" in it. Raises `UnreadableFileError`
    for a file that is missing, is no CSV, has no column of DOIs, or in which no row names a work.
    """
    path = Path(path)
    table = _read_rows(path)
    header = next(table, (1, []))[1]
    columns = _find_columns(header, path)
    rows: dict[tuple[str, str], tuple[Retraction, ...]] = {}
    unread: list[UnreadRow] = []
    undated: list[UnreadRow] = []
    unnamed: Nature = "concern" if "concern" in path.name.casefold() else "retracted"
    total = nameless = 0
    newest: date | None = None
    for line, cells in table:
        total += 1
        said = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        keys = _read_keys(said)
        if not keys and all(_is_none(said.get(name, "")) for name in ("doi", "pmid")):
            nameless += 1
        elif not keys:
            unread.append(UnreadRow(line, said.get("doi") or said.get("pmid", "")))
        else:
            when, words = said.get("date", ""), said.get("nature", "") if "nature" in columns else None
            days = _read_days(when)
            if days is not None:
                newest = max(newest or date.min, days.first)
            elif not _is_none(when):
                undated.append(UnreadRow(line, when))
            nature = unnamed if words is None else read_nature(words)
            row = Retraction(nature, _read_notice(said), days, line, words if nature is None else None)
            for key in keys:
                rows[key] = (*rows.get(key, ()), row)
    if not rows:
        raise UnreadableFileError(
            f"none of its {total} rows names a work by a DOI", path=str(path), remedy="Give a list of retracted works."
        )
    return Retractions(
        snapshot=_date_snapshot(path, newest),
        rows=rows,
        total=total,
        nameless=nameless,
        unread=tuple(unread),
        undated=tuple(undated),
        has_pmids=any(kind == "PMID" for kind, _ in rows),
    )


def _read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins in."""
    text = read_text_file(path, lenient=True)
    first = text.partition("\n")[0]
    delimiter = max("\t,;", key=first.count)
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFileError(
            f"here the table is broken: {error}", path=str(path), line=line, remedy="Mend the quotation marks."
        ) from error


def _find_columns(header: list[str], path: Path) -> dict[str, int]:
    named = {re.sub(r"[\W_]+", "", name).casefold(): at for at, name in reversed(list(enumerate(header)))}
    columns = {
        name: next(named[word] for word in words if word in named)
        for name, words in _COLUMNS.items()
        if not named.keys().isdisjoint(words)
    }
    if "doi" not in columns:
        found = ", ".join(repr(name[:40]) for name in header[:12]) or "none"
        raise UnreadableFileError(
            f"no column holds the DOIs of retracted works; its columns: {found}",
            path=str(path),
            remedy="Name it original_doi or OriginalPaperDOI; the notice stands in notice_doi or RetractionDOI.",
        )
    return columns


def _read_keys(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """The identifiers of the work in their one spelling."""
    written, pmid = said.get("doi", ""), said.get("pmid")
    names = _BEFORE_DOI.split(written) if written.count("10.") > 1 else (written,)
    keys = [("DOI", doi) for name in names if name and (doi := read_doi(name)) is not None]
    if pmid and not _is_none(pmid) and (number := read_pmid(pmid)) is not None:
        keys.append(("PMID", number))
    return keys


def _read_notice(said: Mapping[str, str]) -> str | None:
    doi, pmid = said.get("notice", ""), said.get("notice_pmid", "")
    if not _is_none(doi):
        return read_doi(doi) or doi
    return None if _is_none(pmid) else f"PMID {pmid}"


@lru_cache(maxsize=16384)
def _read_days(words: str) -> Days | None:
    words = _TIME.sub("", words)
    slashed = _SLASHED.fullmatch(words)
    if slashed is None:
        return read_days(words)
    month, day, year = map(int, slashed.groups())
    return find_days((year, month, day)) or find_days((year, day, month))


@cache
def _none_words() -> frozenset[str]:
    return frozenset(read_table("standing")["lists"]["none"])


def _is_none(words: str) -> bool:
    return words.casefold() in _none_words()


def _date_snapshot(path: Path, newest: date | None) -> Snapshot:
    in_name = _first_day(_IN_NAME.findall(path.name))
    if in_name is not None:
        return Snapshot(name=path.name, date=in_name, dated_by="file name")
    if newest is not None:
        return Snapshot(name=path.name, date=newest, dated_by="newest entry")
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return Snapshot(name=path.name, date=changed, dated_by="last change")


def _first_day(found: Iterable[str]) -> date | None:
    days = (read_days(words) for words in found)
    return next((one.day for one in days if one is not None and one.day is not None), None)
