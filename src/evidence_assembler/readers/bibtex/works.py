"""The source that a BibTeX entry is: its type, fields, names and dates in the words of CSL.

The table is `data/bibtex.toml`. What CSL has no word for is kept in `custom`, under the name of its field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import bare_doi
from evidence_assembler.model.csl import Name, PartialDate
from evidence_assembler.model.source import Source
from evidence_assembler.readers.csl_custom import read_custom
from evidence_assembler.readers.latex import decode_latex, unescape_verbatim
from evidence_assembler.readers.markup import strip_markup
from evidence_assembler.readers.partial_dates import read_date

from .blocks import Entry
from .dates import read_year_month
from .names import read_names

_VERBATIM_VARIABLES = frozenset("DOI ISBN ISSN PMCID PMID URL".split())
_LINK = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}|(https?://[^\s{}\\]+)")
_LINKS = {"howpublished": _LINK, "note": _LINK, "title": re.compile(r"\\href\s*\{([^{}]*)\}")}
_PAGE_DASH = re.compile(r"\s*[–—]\s*")
_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tables:
    """`data/bibtex.toml`, turned round: from a field to what it is, with its rank among those that are the same."""

    archives: dict[str, str]
    types: dict[str, str]
    variables: dict[str, tuple[str, int]]
    names: dict[str, str]
    dates: dict[str, str]
    numbers: dict[str, str]
    verbatim: frozenset[str]
    subtitles: dict[str, str]
    genres: dict[str, str]
    genre_words: dict[str, str]
    subtypes: dict[str, dict[str, str]]
    custom: str


@cache
def _read_tables() -> _Tables:
    table = read_table("bibtex")
    return _Tables(
        archives=table["archives"],
        types=table["types"],
        variables={
            field: (variable, rank)
            for variable, fields in table["variables"].items()
            for rank, field in enumerate(fields)
        },
        names={field: variable for variable, fields in table["names"].items() for field in fields},
        dates={field: variable for variable, fields in table["dates"].items() for field in fields},
        numbers=table["number"],
        verbatim=frozenset(table["verbatim"]["fields"]),
        subtitles=table["subtitles"],
        genres=table["genres"],
        genre_words=table["genre_words"],
        subtypes=table["subtypes"],
        custom=table["custom"]["field"],
    )


def build_source(entry: Entry, source_id: str) -> tuple[Source, tuple[str, ...]]:
    """The source, and the names in it that have more commas than BibTeX allows."""
    work = _Work(entry)
    held = dict(work.held)
    source = Source(
        id=source_id,
        type=work.kind,
        variables=work.variables,
        names=work.names,
        dates=work.dates,
        custom={**work.custom, **held.pop("custom", {})},
        **held,
    )
    return source, tuple(work.unclear_names)


class _Work:
    """A source in the making. Each step takes the fields that it knows; the last puts the others into `custom`."""

    def __init__(self, entry: Entry) -> None:
        self._tables = _read_tables()
        self._fields = dict(entry.fields)
        self.kind: Any = self._tables.types.get(entry.kind, "document")
        self.variables: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, PartialDate] = {}
        self.custom: dict[str, Any] = {}
        self.unclear_names: list[str] = []
        self.held = self._take_custom()
        self._keep_book_title()
        self._join_subtitles()
        self._read_links()
        self._read_eprint()
        self._read_dates()
        self._read_fields()
        self._read_genre(entry.kind)
        self._choose_type(entry.kind)
        self._place_number()

    def _take_custom(self) -> Mapping[str, Any]:
        """What stands as JSON in the field for it: fields of a `Source`."""
        held = read_custom(self._fields[self._tables.custom]) if self._tables.custom in self._fields else None
        if held is None:
            return {}
        del self._fields[self._tables.custom]
        return held

    def _keep_book_title(self) -> None:
        """The `booktitle` of a whole book is there for the parts to inherit; it is its title where it has no other."""
        if self.kind == "book" and "booktitle" in self._fields:
            title = self._fields.pop("booktitle")
            if self._fields.setdefault("title", title) != title:
                self.custom["booktitle"] = decode_latex(title)

    def _join_subtitles(self) -> None:
        fields = self._fields
        for title, subtitle in self._tables.subtitles.items():
            if subtitle in fields and title in fields:
                stop = " " if fields[title].rstrip("}")[-1:] in "?!.:" else ": "
                fields[title] += stop + fields.pop(subtitle)

    def _read_links(self) -> None:
        """An address in `howpublished` or `note`, or that a title links to, where the entry has no `url`."""
        fields = self._fields
        for field, pattern in _LINKS.items():
            text = fields.get(field, "")
            link = pattern.search(text) if "http" in text or "\\" in text else None
            if link is None or "url" in fields:
                continue
            address = next(filter(None, link.groups()), "").strip()
            fields["url"] = address.rstrip(".,;" if "(" in address else ".,;)")
            if field != "title" and not text.replace(link.group(), "").strip(" .{}"):
                del fields[field]

    def _read_eprint(self) -> None:
        fields = self._fields
        eprint = fields.get("eprint", "").strip()
        if not eprint:
            return
        archive_field = "eprinttype" if "eprinttype" in fields else "archiveprefix"
        archive = fields.get(archive_field, "").strip()
        number = _ARXIV.fullmatch(eprint)
        if not archive and number:
            archive = "arXiv"
        archive = self._tables.archives.get(archive.casefold(), archive)
        if not archive:
            return
        if archive in _VERBATIM_VARIABLES:
            self.variables[archive] = eprint
        else:
            self.variables["archive"] = archive
            self.variables["archive_location"] = number.group(1) if number else unescape_verbatim(eprint)
        del fields["eprint"]
        fields.pop(archive_field, None)

    def _read_dates(self) -> None:
        fields = self._fields
        for field, variable in self._tables.dates.items():
            written = fields.get(field, "")
            if written and variable not in self.dates:
                self.dates[variable] = read_date(written) or read_year_month(decode_latex(written).strip())[0]
                del fields[field]
        year, month, day = (decode_latex(fields.get(field, "")).strip() for field in ("year", "month", "day"))
        issued = self.dates.get("issued")
        if issued is not None:
            if year == str(issued.year):
                del fields["year"]
        elif year:
            self.dates["issued"], used = read_year_month(year, month, day)
            del fields["year"]
            if used:
                fields.pop("month", None)
            if len(self.dates["issued"].parts) == 3:
                fields.pop("day", None)

    def _read_fields(self) -> None:
        variables = self._tables.variables
        ranks: dict[str, tuple[int, str]] = {}
        for field, raw in self._fields.items():
            if field not in variables:
                self._read_other(field, raw)
                continue
            variable, rank = variables[field]
            text = _read_variable(variable, raw)
            before = self.variables.get(variable)
            if before is None and text:
                self.variables[variable] = text
                ranks[variable] = (rank, field)
            elif text not in ("", before):
                # Two fields for one variable, `publisher` and `organization`: the one that ranks lower is kept apart.
                first_rank, first_field = ranks.get(variable, (-1, ""))
                if before is not None and rank < first_rank:
                    self.variables[variable], text = text, before
                    ranks[variable] = (rank, field)
                    field = first_field
                self.custom[field] = text

    def _read_other(self, field: str, raw: str) -> None:
        role = self._tables.names.get(field)
        if role is not None:
            found = read_names(raw)
            if found.names:
                self.names[role] = found.names
            if found.others:
                self.custom[f"{role}-others"] = True
            self.unclear_names += found.unclear
        elif raw:
            self.custom[field] = (unescape_verbatim if field in self._tables.verbatim else decode_latex)(raw).strip()

    def _read_genre(self, kind: str) -> None:
        genre = self.variables.get("genre", "")
        word = self._tables.genre_words.get(genre) or (self._tables.genres.get(kind) if not genre else None)
        if word:
            self.variables["genre"] = word

    def _choose_type(self, kind: str) -> None:
        if kind not in self._tables.types:
            self.custom["type"] = kind
        elif self.custom.get("entrysubtype") in self._tables.subtypes.get(kind, ()):
            self.kind = self._tables.subtypes[kind][self.custom.pop("entrysubtype")]
        elif kind in ("article", "misc", "online") and "archive_location" in self.variables:
            if "container-title" not in self.variables:
                self.kind = "article"
        elif kind == "misc" and "URL" in self.variables:
            self.kind = "webpage"

    def _place_number(self) -> None:
        """`number` is an issue, a place in a series, or the number of the work, by the type."""
        number = self.custom.pop("number", None)
        if number is None:
            return
        variable = self._tables.numbers.get(self.kind, "number")
        if variable == "collection-number" and "collection-title" not in self.variables:
            variable = "number"
        before = self.variables.get(variable)
        if before not in (None, number):
            self.custom[variable] = before
        self.variables[variable] = number


def _read_variable(variable: str, raw: str) -> str:
    if variable in _VERBATIM_VARIABLES:
        text = unescape_verbatim(raw).strip()
        return bare_doi(text) if variable == "DOI" else text
    text = strip_markup(decode_latex(raw))
    return _fold_pages(text) if variable == "page" else text


def _fold_pages(pages: str) -> str:
    """Pages with a hyphen for the range, as CSL has it, unless the numbers have hyphens of their own (A-1–A-9)."""
    if "–" in pages or "—" in pages:
        return _PAGE_DASH.sub("–" if "-" in pages else "-", pages)
    return re.sub(r"\s*-\s*", "-", pages)
