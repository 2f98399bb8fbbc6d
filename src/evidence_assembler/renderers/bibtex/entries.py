"""The entry of BibTeX that a source becomes, by `data/bibtex.toml` read from right to left.

Fields that BibTeX's own styles know are written where biblatex takes them too: `journal`, `address`, `year` and
`month`. biblatex's `date` stands beside `year` where a date has a day, a range, a season or a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from evidence_assembler.library.identity import bare_doi
from evidence_assembler.model.csl import PartialDate
from evidence_assembler.model.frozen_map import thaw_json
from evidence_assembler.model.source import Source
from evidence_assembler.renderers.csl_custom import NOT_FINITE, gather_custom, is_finite, name_numbers

from .dates import MONTHS, write_date
from .latex import escape_text, escape_title, settle_text, write_verbatim
from .names import write_names
from .pages import fold_pages, write_pages
from .tables import read_tables

_VERBATIM = frozenset("DOI ISBN ISSN PMCID PMID URL".split())
_TITLES = frozenset({"title", "title-short"})
_ORDER = (
    "author editor title booktitle journal journaltitle series volume number issue pages publisher school institution "
    "address location edition year month date doi isbn issn pmid pmcid archiveprefix eprint url urldate".split()
)
_PLACES = {field: place for place, field in enumerate(_ORDER)}
_FIELD = re.compile(r"[a-z][a-z0-9_.:+-]*")
_ENTRY_TYPE = re.compile(r"[a-z][a-z0-9_]*")
_NO_TYPES = frozenset("comment preamble string xdata".split())
_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)
_MARKUP = re.compile(r"&(?:\w+|#\w+);|</?[A-Za-z]")
_ADDRESS = re.compile(r"(https?):(?=//)")


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry's type, its fields with their values as they stand in the file, and what they do not hold.

    `kept` is the `custom` of CSL-JSON for what has no field. `losses` are names of CSL variables or of keys in
    `custom`, each with what became of it.
    """

    kind: str
    fields: dict[str, str]
    kept: dict[str, Any]
    losses: tuple[tuple[str, str], ...]


def write_entry(source: Source) -> WrittenEntry:
    """The entry of a source."""
    return _Writing(source).entry


class _Writing:
    """An entry in the making: each step writes what it knows, the last what `custom` holds."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._tables = read_tables()
        self._variables = dict(source.variables)
        self._custom: dict[str, Any] = thaw_json(source.custom)
        self._fields: dict[str, str] = {}
        self._losses: list[tuple[str, str]] = []
        self._written: dict[str, str] = {}
        self._drop_unknown()
        self._kind = self._choose_kind()
        self._write_names()
        self._write_issued()
        self._write_dates()
        self._write_eprint()
        self._write_number()
        self._write_variables()
        kept = self._write_custom()
        fields = sorted(self._fields, key=lambda field: (_PLACES.get(field, len(_PLACES)), field))
        ordered = {field: self._fields[field] for field in fields}
        self.entry = WrittenEntry(self._kind, ordered, kept, tuple(self._losses))

    def _lose(self, field: str, message: str) -> None:
        self._losses.append((field, message))

    def _drop_unknown(self) -> None:
        """What is no variable of CSL, and what is empty."""
        for variable in [*self._variables]:
            words = self._variables[variable]
            settled = settle_text(words)
            if variable not in self._tables.variables:
                self._lose(variable, "it is no variable of CSL; it was left out")
                del self._variables[variable]
            elif not settled:
                self._lose(variable, "it is empty; it was left out")
                del self._variables[variable]
            elif settled != words:
                self._lose(variable, "white space was folded, and control characters left out")
                self._variables[variable] = settled
            if variable not in _VERBATIM and _MARKUP.search(settled):
                self._lose(variable, "it holds what is read as markup")

    def _choose_kind(self) -> str:
        """An entry type that is read as the type of the source again, with `entrysubtype` where it needs one."""
        kind = self._source.type
        said = self._custom.get("type")
        known = _NO_TYPES | self._tables.types.keys()
        if kind == "document" and isinstance(said, str) and _ENTRY_TYPE.fullmatch(said) and said not in known:
            del self._custom["type"]
            return said
        genre = self._variables.get("genre")
        for entry_type, word in self._tables.genres.items():
            if genre == word and self._tables.types[entry_type] == kind:
                del self._variables["genre"]
                return entry_type
        for entry_type, subtype in self._tables.kinds[kind]:
            if entry_type not in self._tables.genres and self._read_kind(entry_type, subtype) == kind:
                if subtype is not None:
                    self._fields["entrysubtype"] = f"{{{escape_text(subtype)}}}"
                return entry_type
        raise AssertionError(f"data/bibtex.toml has no entry type for {kind}")

    def _read_kind(self, entry_type: str, subtype: str | None) -> str:
        """The CSL type that an entry of these fields is read as."""
        if subtype is None:
            given = self._custom.get("entrysubtype")
            subtype = given if isinstance(given, str) else None
        if subtype in self._tables.subtypes.get(entry_type, ()):
            return self._tables.subtypes[entry_type][subtype or ""]
        if entry_type in ("article", "misc", "online") and "archive_location" in self._variables:
            if "container-title" not in self._variables:
                return "article"
        elif entry_type == "misc" and "URL" in self._variables:
            return "webpage"
        return self._tables.types[entry_type]

    def _write_names(self) -> None:
        for role, names in self._source.names.items():
            field = self._tables.names.get(role)
            if field is None:
                self._lose(role, "it is no name variable of CSL; it was left out")
                continue
            others = self._custom.get(f"{role}-others") is True
            if others:
                del self._custom[f"{role}-others"]
            text, losses = write_names(names, others=others)
            if text:
                self._fields[field] = f"{{{text}}}"
            if not names:
                self._lose(role, "it is empty; it was left out")
            for message in losses:
                self._lose(role, message)
        for role, field in self._tables.names.items():
            if self._custom.get(f"{role}-others") is True and field not in self._fields:
                del self._custom[f"{role}-others"]
                self._fields[field] = "{others}"

    def _write_issued(self) -> None:
        issued = self._source.dates.get("issued")
        if issued is None:
            return
        text, lost = write_date(issued)
        if lost is not None:
            self._lose("issued", lost)
        if not text:
            return
        is_plain = len(issued.parts) in (1, 2) and issued == PartialDate(parts=issued.parts) and issued.parts[0] >= 0
        if (is_plain and lost is None) or issued.literal is not None or not issued.parts:
            own = {"year", "month", "day"} if len(issued.parts) == 2 and issued.literal is None else {"year"}
            if own.isdisjoint(self._custom):
                self._fields["year"] = f"{{{text.partition('-')[0] if is_plain else text}}}"
                if is_plain and len(issued.parts) == 2:
                    self._fields["month"] = MONTHS[issued.parts[1] - 1]
                return
        self._fields["date"] = f"{{{text}}}"
        if "year" not in self._custom and issued.parts and issued.literal is None and issued.parts[0] >= 1000:
            self._fields["year"] = f"{{{issued.parts[0]}}}"

    def _write_dates(self) -> None:
        for variable, date in self._source.dates.items():
            if variable == "issued":
                continue
            if variable not in self._tables.dates:
                self._lose(variable, "it is no date variable of CSL; it was left out")
                continue
            text, lost = write_date(date)
            if lost is not None:
                self._lose(variable, lost)
            if text:
                self._fields[self._tables.dates[variable][0]] = f"{{{text}}}"

    def _write_eprint(self) -> None:
        """An archive and the place in it as `eprint`, where they are read as the same two again."""
        archive, location = self._variables.get("archive"), self._variables.get("archive_location")
        if (
            archive is None
            or location is None
            or not {"eprint", "archiveprefix", "eprinttype"}.isdisjoint(self._custom)
        ):
            return
        number = _ARXIV.fullmatch(location)
        if (
            self._tables.archives.get(archive.casefold(), archive) != archive
            or archive in _VERBATIM
            or escape_text(archive) != archive
            or write_verbatim(location) != location
            or (number and number.group(1) != location)
        ):
            return
        self._fields["archiveprefix"] = f"{{{escape_text(archive)}}}"
        self._fields["eprint"] = f"{{{location}}}"
        del self._variables["archive"], self._variables["archive_location"]

    def _write_number(self) -> None:
        """The issue, the place in a series, or the number of the work: whichever `number` is read as for this type."""
        variable = self._tables.numbers.get(self._source.type, "number")
        if variable == "collection-number" and "collection-title" not in self._variables:
            variable = "number"
        text = self._variables.pop(variable, None)
        if text is not None:
            self._fields["number"] = f"{{{escape_text(text)}}}"
            self._written[variable] = "number"

    def _write_variables(self) -> None:
        for variable, text in self._variables.items():
            field = self._choose_field(variable)
            self._written[variable] = field
            self._fields[field] = f"{{{self._write_variable(variable, text)}}}"

    def _choose_field(self, variable: str) -> str:
        """The field that styles know best, unless another of the variable's fields stands in `custom`."""
        first, *others = self._tables.variables[variable]
        wanted = self._tables.written.get(variable, {})
        field = wanted.get(self._kind) or wanted.get("any")
        if field is None and variable == "container-title" and self._tables.types.get(self._kind) == "article-journal":
            field = "journal"
        taken = [one for one in (first, *others) if one in self._custom]
        return first if field is None or taken else field

    def _write_variable(self, variable: str, text: str) -> str:
        if variable in _VERBATIM:
            if variable == "DOI" and bare_doi(text) != text:
                self._lose(variable, f"the DOI in {text!r} was written bare")
                text = bare_doi(text)
            written = write_verbatim(text)
            if written != text:
                self._lose(variable, "signs that an address does not have were percent-encoded")
            return written
        if variable == "page":
            if fold_pages(text) != text:
                self._lose(variable, f"the pages {text!r} are read as {fold_pages(text)!r}")
            return write_pages(text)
        if variable == "genre" and text in self._tables.genre_words:
            self._lose(variable, f"{text!r} is read as {self._tables.genre_words[text]!r}")
        if variable in _TITLES:
            return escape_title(text)
        return self._escape_address(escape_text(text)) if variable == "note" else escape_text(text)

    def _escape_address(self, text: str) -> str:
        """Text of `note` or `howpublished`, whose address an entry without `url` would be read to have as its own."""
        return text if "URL" in self._variables else _ADDRESS.sub(r"\1{}:", text)

    def _write_custom(self) -> dict[str, Any]:
        """Words as a field of their own where they are read as they are; all else is given back."""
        left: dict[str, Any] = {}
        for key, value in self._custom.items():
            written = self._write_words(key, value) if isinstance(value, str) else None
            if written is None:
                left[key] = value
            else:
                self._fields[key] = f"{{{written}}}"
        kept = gather_custom(self._source, left)
        for key, value in kept.items():
            if not is_finite(value):
                self._lose(key, NOT_FINITE)
        return {key: name_numbers(value) for key, value in kept.items()}

    def _write_words(self, key: str, text: str) -> str | None:
        """The value of a field that is named as the key in `custom`; None where it would not be read as the same."""
        if not text or settle_text(text) != text or _MARKUP.search(text) or key in self._fields:
            return None
        if not _FIELD.fullmatch(key) or not self._comes_back(key, text):
            return None
        if key in self._tables.verbatim:
            return text if write_verbatim(text) == text else None
        return self._escape_address(escape_text(text)) if key == "howpublished" else escape_text(text)

    def _comes_back(self, key: str, text: str) -> bool:
        """True where a field of this name is read into `custom` again, and changes nothing else."""
        tables, fields = self._tables, self._fields
        if key in tables.ranks:
            return self._is_second(key, text)
        if key in tables.date_ranks:
            variable, rank = tables.date_ranks[key]
            return rank > 0 and tables.dates[variable][0] in fields
        if key in ("year", "month", "day"):
            year = fields.get("date", "{}")[1:5]
            return "date" in fields and text != year if key == "year" else "month" not in fields
        if key == "eprint":
            return (
                "archiveprefix" not in self._custom and "eprinttype" not in self._custom and not _ARXIV.fullmatch(text)
            )
        if key in ("archiveprefix", "eprinttype"):
            return "eprint" not in fields and "eprint" not in self._custom
        if key == "entrysubtype":
            return text not in tables.subtypes.get(self._kind, ())
        titles = [title for title, subtitle in tables.subtitles.items() if subtitle == key]
        if any(title in fields or title in self._custom for title in titles):
            return False
        return key not in tables.roles and key not in ("number", "type", "xdata", tables.custom)

    def _is_second(self, key: str, text: str) -> bool:
        """True for another field of a variable that a field of higher rank holds already, with other words."""
        variable, rank = self._tables.ranks[key]
        if key == "booktitle" and self._tables.types.get(self._kind) == "book":
            title = self._source.title
            return title is not None and settle_text(title) not in ("", text)
        field = self._written.get(variable)
        if field is None or field == "number" or self._tables.ranks[field][1] >= rank:
            return False
        held = settle_text(self._source.variables[variable])
        return text != (fold_pages(held) if variable == "page" else held) and (
            variable != "page" or fold_pages(text) == text
        )
