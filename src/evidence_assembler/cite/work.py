"""What a style asks of a source, read once: its kind, its names and dates, and its words without stray white space."""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence_assembler.model.csl import CslType, Name, PartialDate
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.source import Source

from .dates import read_date
from .kinds import KINDS, PREPRINT, TALK_GIVEN, Kind
from .links import link_doi, normalise_doi, safe_href
from .names import clean_words, index_name
from .runs import Run

# No reference shows these, and some are long.
_UNPRINTED = frozenset("abstract annote call-number ISBN ISSN keyword language license note references source".split())
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)?(?: ed(?:ition|n)?)?", re.IGNORECASE | re.ASCII)
_EDITION = re.compile(r"\bed(?:ition|n|s)?\b", re.IGNORECASE)
_FORTHCOMING = frozenset(("accepted", "forthcoming", "inpress", "toappear"))  # `inpress` is biblatex's `pubstate`


class Work(NamedTuple):
    """A source as a style reads it. `words` are its CSL variables, cleaned, without those that are empty.

    `authors` are the editors where `edited`. `url` is None where there is a DOI to stand for it.
    """

    source: Source
    kind: Kind
    words: dict[str, str]
    title: str | None
    authors: tuple[Name, ...]
    edited: bool
    issued: PartialDate | None
    doi: str | None
    url: str | None
    year_suffix: str

    @property
    def type(self) -> CslType:
        """The CSL type."""
        return self.source.type

    @property
    def retracted(self) -> bool:
        """True where the record says that the work was retracted."""
        return "retracted" in self.source.status

    @property
    def more(self) -> bool:
        """True where the record ends its authors in "and others"."""
        return bool(self.source.custom) and self.source.custom.get("author-others") is True

    @property
    def editors(self) -> tuple[Name, ...]:
        """The editors of the book that the work stands in."""
        return _known(self.source.names, "editor")

    @property
    def accessed(self) -> PartialDate | None:
        """When the address was read; None where a DOI stands for it."""
        return read_date(self.source.dates.get("accessed")) if self.url else None

    @property
    def held(self) -> PartialDate | None:
        """When the conference or the talk was held."""
        return read_date(self.source.dates.get("event-date"))

    @property
    def container(self) -> str | None:
        """The journal, the book, the server or the site that the work stands in."""
        words = self.words
        return words.get("container-title") or words.get("container-title-short") or words.get("journalAbbreviation")

    @property
    def abbreviated_container(self) -> str | None:
        """The journal by its abbreviation where the record gives one, without stops (`N Engl J Med`)."""
        short = self.words.get("container-title-short") or self.words.get("journalAbbreviation")
        return short.replace(". ", " ") if short else self.words.get("container-title")

    @property
    def site(self) -> str | None:
        """Whose page it is, unless its author is named the same."""
        site = self.container or self.words.get("publisher")
        return None if len(self.authors) == 1 and site == self.authors[0].literal else site

    @property
    def server(self) -> str | None:
        """Where a preprint was posted."""
        return self.container or self.words.get("publisher") or self.words.get("archive")

    @property
    def article_pages(self) -> str | None:
        """The pages of an article as given, or its number where it has none."""
        words = self.words
        return words.get("page") or words.get("page-first") or words.get("number")

    @property
    def genre(self) -> str | None:
        """What the work calls itself, or what its type is called; None where a number says it, as in `Report 12`."""
        genre = self.words.get("genre")
        return None if genre and self._bare_number else genre or self.kind.word

    @property
    def series(self) -> str | None:
        """What stands before a number: the work's own genre where that is bare, else what the type is called."""
        return (self.words.get("genre") if self._bare_number else None) or self.kind.label

    @property
    def number(self) -> str | None:
        """The number of a report, a standard or a patent, one of digits with the name of its series before it."""
        number = self.words.get("number")
        return f"{self.series or 'No.'} {number}" if self._bare_number else number

    @property
    def _bare_number(self) -> bool:
        return self.words.get("number", "")[:1].isdigit()

    @property
    def edition(self) -> str | None:
        """`2nd ed`; None for a first edition."""
        edition = self.words.get("edition")
        if not edition:
            return None
        found = _ORDINAL.fullmatch(edition)
        if not found:
            return edition if _EDITION.search(edition) else f"{edition} ed"
        return None if int(found[1]) == 1 else f"{_ordinal(int(found[1]))} ed"

    @property
    def version(self) -> str | None:
        """`Version 9.4`, or as the record has it."""
        version = self.words.get("version")
        return f"Version {version}" if version and version[0].isdigit() else version

    @property
    def forthcoming(self) -> bool:
        """True where the record says that the work is in press."""
        return self.words.get("status", "").casefold().replace(" ", "") in _FORTHCOMING

    def link_url(self) -> Run | None:
        """The URL, linked where it is safe to."""
        return Run(self.url, href=safe_href(self.url)) if self.url else None

    def write_doi(self, before: str = "", *, as_address: bool = False) -> Run | None:
        """The DOI, linked; one that is no DOI as it was given, without a link."""
        if not self.doi:
            return None
        bare = normalise_doi(self.doi)
        if bare is None:
            return Run(f"{before or 'doi:'}{self.doi}")
        href = link_doi(bare)
        return Run(href if as_address else before + bare, href=href)


def read_work(source: Source, year_suffix: str = "") -> Work:
    """The source as a style reads it. Without author and title, its id stands for the title."""
    words = {
        key: cleaned for key, raw in source.variables.items() if key not in _UNPRINTED and (cleaned := clean_words(raw))
    }
    kind = KINDS[source.type]
    if "preprint" in source.status:
        kind = PREPRINT
    elif kind.shape == "part" and "container-title" not in words:
        kind = TALK_GIVEN if source.type == "paper-conference" else KINDS["document"]
    authors, edited = _known(source.names, "author"), False
    if not authors and kind.shape != "part":
        authors = _known(source.names, "editor")
        edited = bool(authors)
    title, url = words.get("title"), words.get("URL")
    if not title and not authors:
        title = clean_words(source.id) or "[No title]"
    doi = words.get("DOI") or (normalise_doi(url) if url and "doi.org" in url else None)
    issued = read_date(source.dates.get("issued"))
    return Work(source, kind, words, title, authors, edited, issued, doi, None if doi else url, year_suffix)


def _known(names: FrozenMap[tuple[Name, ...]], role: str) -> tuple[Name, ...]:
    """The names of a role; one that says nothing is none, and does not count towards "et al"."""
    return tuple(name for name in names.get(role, ()) if index_name(name))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
