"""RIS. The table is `data/ris.toml`, which the reader goes by too.

Lines end in a newline alone: every program that reads RIS takes it, whatever the specification says of carriage
returns, and a file under version control has one kind of line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.library.aliases import IDS
from evidence_assembler.library.identity import read_isbn, read_pmcid, read_pmid
from evidence_assembler.model.csl import PartialDate
from evidence_assembler.model.frozen_map import thaw_json
from evidence_assembler.model.source import Source
from evidence_assembler.renderers.csl_custom import (
    NOT_FINITE,
    gather_custom,
    is_finite,
    keep_id,
    name_numbers,
    write_json,
)
from evidence_assembler.renderers.ris.custom import choose_lines
from evidence_assembler.renderers.ris.dates import has_year, set_season, set_slashes, tell_lost
from evidence_assembler.renderers.ris.names import set_name
from evidence_assembler.renderers.ris.words import escape, fold, set_lines, set_paragraphs

from . import Loss, WrittenBibliography

# What stands first in a record; the others follow in the order of their tags.
_ORDER = (
    "ID", "TI", "AU", "A2", "A3", "A4", "ED", "TA", "PY", "DA", "T2", "JF", "J2", "T3", "VL", "IS", "SP", "EP", "SN",
    "DO", "AN", "DB", "C2", "PB", "CY", "UR", "Y2", "LA", "M3", "KW",
)  # fmt: skip
# What runs over lines stands last: behind it a tag that nobody knows would be a line of the text.
_LAST = ("AB", "N2", "N1", "RN")
_RANK = {tag: rank for rank, tag in enumerate(_ORDER)}
_RANK |= {tag: 1000 + rank for rank, tag in enumerate(_LAST)}
_PAGES = re.compile(r"([^\s-]+)-([^\s-]+)")
_SERIAL = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
_NUMBER_OF_PAGES = re.compile(r"(?:[ivxlc]+, )?[0-9]+(?: ?p(?:p|ages)?\.?)?", re.IGNORECASE | re.ASCII)
_KEYWORD_BREAK = re.compile(r"[;\n]")
_ALIASES = {"event": "event-title", "journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
_VERBATIM = frozenset("DOI URL ISBN ISSN".split())
_HANDLED = frozenset(
    "ISBN ISSN PMID PMCID archive archive_location keyword note page references number-of-pages".split()
)


def write(sources: Sequence[Source]) -> WrittenBibliography:
    """The sources as records of RIS."""
    records: list[str] = []
    losses: list[Loss] = []
    for source in sources:
        record = _Record(source)
        records.append(record.text)
        losses += record.losses
    return WrittenBibliography("\n".join(records) if records else "\n", tuple(losses))


class _Record:
    """A record in the making: values under tags, and what it cannot hold."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._table = read_table("ris")
        self._fields: list[tuple[str, str]] = []
        self._left: dict[str, Any] = dict(thaw_json(source.custom))
        self._written: dict[str, str] = {}
        self._ids: list[str] | None = None
        self.losses: list[Loss] = []
        code = self._choose_type()
        self._write_id()
        self._write_names()
        self._write_dates()
        self._write_numbers()
        self._write_variables()
        self._write_custom(types=not self._write_types())
        self.text = f"TY  - {code}\n{''.join(self._set_fields())}ER  - \n"

    def _choose_type(self) -> str:
        kind, written = self._source.type, self._left.get("TY")
        if isinstance(written, str) and written.isalnum() and self._table["types"].get(written, "document") == kind:
            del self._left["TY"]
            return written
        code = _codes().get(kind)
        if code is None:
            self._lose("type", f"RIS has no type for {kind}; it was written as a document (GEN)")
        return code or "GEN"

    def _write_id(self) -> None:
        source_id = " ".join(self._source.id.split())
        if source_id != self._source.id:
            self._lose("id", f"white space in it became single spaces: {source_id!r}")
            self._ids = keep_id(self._source)
        self._add("ID", source_id)

    def _write_names(self) -> None:
        own = self._table["names_of"].get(self._source.type, {})
        for role, names in self._source.names.items():
            tags = own.get(role, self._table["names"].get(role, ()))
            if not tags:
                self._lose(role, f"RIS has no tag for it in {self._source.type}; its names were left out")
                continue
            if tags[0] == "A2" and role == "collection-editor" and not self._source.authors:
                self._lose(role, "without authors and editors of its own, those of the series are read as its editors")
            for name in names:
                written, lost = set_name(name)
                for message in lost:
                    self._lose(role, message)
                if written and (tags[0], written) in self._fields:
                    self._lose(role, f"the name {written!r} stands twice, and is read once")
                if written:
                    self._add(tags[0], written)
            if self._left.get(f"{role}-others") is True:
                del self._left[f"{role}-others"]
                self._add(tags[0], "et al.")

    def _write_dates(self) -> None:
        for variable, date in self._source.dates.items():
            if variable == "issued":
                self._write_issued(date)
            elif variable == "accessed" and self._source.type != "patent" and has_year(date):
                self._add("Y2", set_slashes(date.parts))
                for message in tell_lost(date, season=False):
                    self._lose(variable, message)
            else:
                self._lose(variable, "RIS has no tag for this date; it was left out")

    def _write_issued(self, date: PartialDate) -> None:
        if has_year(date):
            self._add("PY", f"{date.parts[0]:04}")
            if len(date.parts) > 1 or set_season(date):
                self._add("DA", set_slashes(date.parts) + set_season(date))
            for message in tell_lost(date, season=True):
                self._lose("issued", message)
        elif date.literal and not date.parts and not re.search(r"[0-9]{4}", date.literal):
            self._add("PY", date.literal)
        else:
            self._lose("issued", "RIS has no place for such a date; it was left out")

    def _write_numbers(self) -> None:
        """ISSN and ISBN, PMID and PMCID, and the number of a preprint in its archive."""
        variables = self._source.variables
        numbered = self._source.type in self._table["read"]["numbered"]
        for name in ("ISSN", "ISBN"):
            number = fold(variables.get(name, ""))
            plain = not numbered and (_SERIAL.fullmatch(number) if name == "ISSN" else read_isbn(number))
            if number:
                self._add("SN", number if plain else f"{number} ({name})")
        pmcid, pmid = variables.get("PMCID", ""), variables.get("PMID", "")
        if pmcid and read_pmcid(pmcid):
            self._add("C2", read_pmcid(pmcid) or pmcid)
        elif pmcid:
            self._lose("PMCID", "it is none by its form, and was left out")
        archive = variables.get("archive", "")
        shelved = self._table["read"]["archives"].get(archive.casefold()) == archive and bool(archive)
        if shelved:
            self._add("DB", archive)
        elif archive:
            self._lose("archive", "RIS has tags for archives of preprints alone; it was left out")
        if variables.get("archive_location") and shelved:
            self._add("AN", variables["archive_location"])
        elif variables.get("archive_location"):
            self._lose("archive_location", "RIS has no tag for it without a known archive; it was left out")
        if pmid and read_pmid(pmid) is None:
            self._lose("PMID", "it is none by its form, and was left out")
        elif pmid and (shelved or variables.get("source", "PubMed") != "PubMed"):
            self._add("AN", f"PMID: {read_pmid(pmid)}")
        elif pmid:
            self._add("AN", read_pmid(pmid) or pmid)
            if "source" not in variables:
                self._add("DB", "PubMed")

    def _write_variables(self) -> None:
        variables, own = self._source.variables, self._table["variables_of"].get(self._source.type, {})
        for variable, value in variables.items():
            if variable in _HANDLED:
                continue
            alias = _ALIASES.get(variable)
            tags = own.get(alias or variable, self._table["variables"].get(alias or variable, ()))
            tag = self._choose_tag(variable, value, tags)
            if alias is not None and alias in variables:
                self._lose(variable, f"{alias} stands beside it; it was left out")
            elif alias is not None and tag is not None:
                self._lose(variable, f"it is read as {alias}")
            if alias in variables:
                continue
            if tag is None:
                self._lose(variable, f"RIS has no tag for it in {self._source.type}; it was left out")
            elif not value.strip():
                continue
            else:
                self._written[alias or variable] = tag
                self._add_words(variable, tag, value)
        note, references = (variables.get(name, "").strip() for name in ("note", "references"))
        self._add("N1", set_lines(escape(note)))
        if references and not references.casefold().startswith("references:"):
            self._lose("references", "they were written as a note that begins with that word")
            references = f"References: {references}"
        self._add("N1", set_lines(escape(references)))
        keyword = variables.get("keyword", "")
        words = dict.fromkeys(filter(None, map(fold, _KEYWORD_BREAK.split(keyword))))
        for word in words:
            self._add("KW", escape(word))
        if "; ".join(words) != keyword:
            self._lose("keyword", f"it is read as {'; '.join(words)!r}")
        self._write_pages()

    def _choose_tag(self, variable: str, value: str, tags: Sequence[str]) -> str | None:
        """The tag of a variable, beside what stands in the record already; None where it has none."""
        variables, kind = self._source.variables, self._source.type
        if variable == "source":
            taken = any(tag == "DB" for tag, _ in self._fields) or value.casefold() in self._table["read"]["archives"]
            return "DP" if taken else "DB"
        if kind == "paper-conference" and "container-title" in variables and "event-title" in variables:
            tags = {"container-title": ["C3"], "event-title": ["T2"]}.get(variable, tags)
        elif variable == "container-title-short" and "container-title" not in variables:
            self._lose(variable, "without a container-title it is read as one")
        elif variable == "genre" and not tags:
            self._lose(variable, "it was written as the type of the article (M3), and is read as a publication type")
            return "M3"
        elif variable == "number" and tags[:1] == ["SN"] and kind != "patent" and _looks_serial(value):
            return tags[1] if len(tags) > 1 else None
        return tags[0] if tags else None

    def _add_words(self, variable: str, tag: str, value: str) -> None:
        words = value if variable in _VERBATIM else escape(value)
        if variable == "abstract":
            self._add(tag, set_paragraphs(words))
            return
        if len(value.splitlines()) > 1:
            self._lose(variable, "its line breaks became spaces")
        self._add(tag, fold(words))

    def _write_pages(self) -> None:
        variables = self._source.variables
        page, count = variables.get("page", "").strip(), variables.get("number-of-pages", "").strip()
        whole = self._source.type in self._table["read"]["whole_works"]
        found = _PAGES.fullmatch(page)
        if found and found[1] != found[2]:
            self._add("SP", found[1])
            self._add("EP", found[2])
        elif page:
            self._add("SP", escape(fold(page)))
            if whole:
                self._lose("page", "one page of a whole work is read as the number of its pages")
        if count and whole and not page:
            if not _NUMBER_OF_PAGES.fullmatch(count):
                self._lose("number-of-pages", "it is no number, and is read as page")
            self._add("SP", escape(fold(count)))
        elif count:
            self._lose("number-of-pages", f"RIS has no tag for it in {self._source.type}; it was left out")

    def _write_types(self) -> bool:
        """Publication types as the type of the article, which is where databases put them; False where they cannot."""
        types = self._source.publication_types
        articles = self._source.type in self._table["read"]["publication_types"]
        if not articles or len(set(types)) < len(types) or not all(map(_is_type, types)):
            return not types
        for one in types:
            self._add("M3", one)
        return True

    def _write_custom(self, *, types: bool) -> None:
        """Under its tag what is read from there again; all else, and types where `types`, as JSON."""
        left: dict[str, Any] = {}
        for key, value in self._left.items():
            lines = choose_lines(key, value, self._source, self._written)
            for line in lines:
                self._add(key, line)
            if not lines:
                left[key] = value
        if self._ids:
            left[IDS] = self._ids
        tag, begins = self._table["custom"]["tag"], self._table["custom"]["begins"]
        for key, value in gather_custom(self._source, left, types=types).items():
            if not is_finite(value):
                self._lose(key, NOT_FINITE)
            self._add(tag, f"{begins}{write_json({key: name_numbers(value)})}")

    def _add(self, tag: str, value: str) -> None:
        if value.strip():
            self._fields.append((tag, value))

    def _lose(self, field: str, message: str) -> None:
        self.losses.append(Loss(self._source.id, field, message))

    def _set_fields(self) -> Iterator[str]:
        for tag, value in sorted(self._fields, key=lambda one: (_RANK.get(one[0], len(_ORDER)), one[0])):
            yield f"{tag}  - {value}\n"


@cache
def _codes() -> dict[str, str]:
    """CSL type = the type of RIS that is written for it."""
    table = read_table("ris")
    codes: dict[str, str] = {}
    for code, kind in table["types"].items():
        codes.setdefault(kind, code)
    return {**codes, **table["written"]}


def _looks_serial(number: str) -> bool:
    """True of what is read as an ISSN or an ISBN."""
    return bool(_SERIAL.fullmatch(number)) or read_isbn(number) is not None


def _is_type(words: str) -> bool:
    """True of a publication type that is read from a line as it is, and for no DOI."""
    return bool(words) and fold(words) == words and words.isprintable() and "10." not in words
