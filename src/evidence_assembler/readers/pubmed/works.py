"""The source that a PubMed record is: its type, fields, names and dates in the words of CSL.

Both formats of PubMed come here as the fields of MEDLINE, tag and value, so that one record is one source whichever
way it was exported. The table is `data/pubmed.toml`. What CSL has no word for is kept in `custom`, under its tag: a
text, or a list of them where the tag stands more than once. So are the linked citations (`RIN`, "Retraction in").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import bare_doi
from evidence_assembler.model.csl import CslType, Name, PartialDate
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.readers.markup import strip_markup
from evidence_assembler.readers.source_ids import SourceIds

from .dates import read_compact, read_published
from .people import People

_TYPED = re.compile(r"(.*\S)\s*\[(\w+)\]")
_NUMBER_OF_ARTICLE = re.compile(r"e?\d{1,6}", re.IGNORECASE)
_AHEAD = "aheadofprint"


@dataclass(slots=True)
class PubmedRecord:
    """A record: its fields by their tags, each with its values in order, its people, and where it stands.

    `more` is what a format has beyond the tags of MEDLINE, by the names it has there.
    """

    fields: dict[str, list[str]]
    people: People
    place: Place
    more: dict[str, Any] = field(default_factory=dict)


def build_source(record: PubmedRecord, ids: SourceIds) -> Source:
    """The source of a record, under an id of its author, year and title."""
    work = _Work(record)
    author = work.names.get("author") or work.names.get("editor")
    issued = work.dates.get("issued")
    year = issued.year if issued is not None else None
    title = work.variables.get("title")
    if not author and year is None and title is None and "PMID" in work.variables:
        title = f"PMID{work.variables['PMID']}"
    source_id = ids.make((author[0].family or author[0].literal) if author else None, year, title)
    return Source(
        id=source_id,
        type=work.kind,
        variables=work.variables,
        names=work.names,
        dates=work.dates,
        publication_types=work.types,
        custom=work.custom,
    )


class _Work:
    """A source in the making. Each step takes the fields that it knows; the last puts the others into `custom`."""

    def __init__(self, record: PubmedRecord) -> None:
        self._fields = record.fields
        self.variables: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, PartialDate] = {}
        self.custom: dict[str, Any] = {}
        self.types = tuple(self._fields.pop("PT", ()))
        self.kind = self._choose_type()
        self._read_titles()
        self._read_abstract()
        self._read_fields()
        self._read_numbers()
        self._read_keywords()
        self._read_dates()
        self._read_language()
        self._read_people(record.people)
        for tag, values in self._fields.items():
            self._keep(tag, values)
        self.custom.update(record.more)

    def _keep(self, tag: str, values: list[str]) -> None:
        if values:
            self.custom[tag] = values[0] if len(values) == 1 else values

    def _choose_type(self) -> CslType:
        table: dict[str, CslType] = read_table("pubmed")["types"]
        kind = next((kind for words, kind in table.items() if words in self.types), None)
        if kind in (None, "book", "chapter") and "BTI" in self._fields:
            return "chapter" if "TI" in self._fields else "book"
        return kind or "article-journal"

    def _read_titles(self) -> None:
        """The title without the full stop that NLM sets behind it; the brackets of a translated one stay."""
        book = self._fields.pop("BTI", [])
        titles = self._fields.pop("TI", [])
        if book and not titles:
            titles, book = book, []
        original = self._fields.get("TT")
        if original:
            self._set("original-title", _read_title(original.pop(0)))
        if titles:
            self._set("title", _read_title(titles.pop(0)))
        if book:
            self._set("container-title", _read_title(book.pop(0)))
        self._keep("TI", titles)
        self._keep("BTI", book)

    def _read_abstract(self) -> None:
        abstract = self._fields.pop("AB", [])
        if abstract:
            self._set("abstract", strip_markup(abstract.pop(0)))
        self._keep("AB", abstract)

    def _set(self, variable: str, text: str) -> None:
        if text:
            self.variables[variable] = text

    def _read_fields(self) -> None:
        for tag, variable in _variables().items():
            values = self._fields.get(tag)
            if values is None or variable in self.variables:
                continue
            self.variables[variable] = strip_markup(values.pop(0))
        if "container-title" not in self.variables and "container-title-short" in self.variables:
            self.variables["container-title"] = self.variables.pop("container-title-short")

    def _read_numbers(self) -> None:
        """DOI, ISSN and ISBN; the number of an article that has no pages."""
        located = self._fields.pop("LID", [])
        identified = self._fields.pop("AID", [])
        for values in (located, identified):
            for value in list(values):
                number, kind = _split_number(value)
                if kind == "doi" and self.variables.setdefault("DOI", bare_doi(number)) == bare_doi(number):
                    values.remove(value)
        if "page" not in self.variables and _AHEAD not in self._fields.get("PST", ()):
            for value in located:
                number, kind = _split_number(value)
                if kind == "pii" and _NUMBER_OF_ARTICLE.fullmatch(number):
                    self.variables["page"] = number
                    located.remove(value)
                    break
        self._keep("LID", located)
        self._keep("AID", identified)
        self._read_serial_numbers()
        isbns = self._fields.pop("ISBN", [])
        if isbns:
            self.variables["ISBN"] = ", ".join(isbns)

    def _read_serial_numbers(self) -> None:
        """The ISSNs, each once; which is of print and which is not stays in `custom`."""
        written = self._fields.get("IS", [])
        numbers = dict.fromkeys(value.split()[0] for value in written)
        if numbers:
            self.variables["ISSN"] = ", ".join(numbers)
        if list(numbers) == written:
            self._fields.pop("IS", None)

    def _read_keywords(self) -> None:
        """Subject headings as MEDLINE writes them, `Pain/*drug therapy`, and keywords, apart by semicolons."""
        words: list[str] = []
        for tag in read_table("pubmed")["keywords"]["tags"]:
            words += self._fields.pop(tag, ())
        if words:
            self.variables["keyword"] = "; ".join(dict.fromkeys(words))

    def _read_dates(self) -> None:
        published, electronic = self._fields.get("DP"), self._fields.get("DEP")
        if published:
            self.dates["issued"] = read_published(published.pop(0))
        if electronic and (day := read_compact(electronic[0])) is not None:
            self.dates["available-date" if published is not None else "issued"] = day
            electronic.pop(0)

    def _read_language(self) -> None:
        languages = self._fields.get("LA")
        if languages:
            self.variables["language"] = read_table("pubmed")["languages"].get(languages[0], languages[0])
            if len(languages) == 1:
                del self._fields["LA"]

    def _read_people(self, people: People) -> None:
        roles: dict[str, list[Name]] = {}
        details: dict[str, list[dict[str, Any]]] = {}
        for person in people.persons:
            roles.setdefault(person.role, []).append(person.name)
            details.setdefault(person.role, []).append(person.list_details())
        self.names = {role: tuple(names) for role, names in roles.items()}
        self.custom.update({f"{role}-details": known for role, known in details.items() if any(known)})
        if people.others:
            self.custom["author-others"] = True
        for tag, value in people.loose:
            self._fields.setdefault(tag, []).append(value)


def _read_title(written: str) -> str:
    title = strip_markup(written)
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _split_number(value: str) -> tuple[str, str]:
    """The number and its kind, of `10.1000/182 [doi]`; the kind is empty where it is not said."""
    found = _TYPED.fullmatch(value)
    return (found[1], found[2]) if found is not None else (value, "")


@cache
def _variables() -> dict[str, str]:
    """The CSL variable of each tag that has one."""
    return {tag: variable for variable, tag in cast(dict[str, str], read_table("pubmed")["variables"]).items()}
