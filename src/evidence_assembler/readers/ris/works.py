"""The source that an RIS record is: its type, fields, names and dates in the words of CSL.

The table is `data/ris.toml`. What CSL has no word for is kept in `custom` under its tag, several in a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.model.csl import Name, PartialDate
from evidence_assembler.model.source import Source
from evidence_assembler.readers.csl_custom import read_custom
from evidence_assembler.readers.markup import strip_markup

from .dates import join_year, read_ris_date
from .identifiers import Values, is_reference_list, take_identifiers, take_serial_numbers
from .names import are_others, is_unclear, read_name, split_names
from .records import Record
from .tables import Layout, read_layout, read_type

_VERBATIM = frozenset("DOI URL ISBN ISSN".split())
_ARTICLE_NUMBER = re.compile(r"(?!NCT|CN-)[A-Za-z]{0,12}[-_.]?[0-9][\w.-]*")
_RANGE = re.compile(r"\S+\s*[-\u2010-\u2015\u2212]+\s*\S+")
_NUMBER_OF_PAGES = re.compile(r"(?:[ivxlc]+,\s*)?[0-9]+(?:\s*p(?:p|ages)?\.?)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)


class Work:
    """A source in the making. Each step takes the fields that it knows; the last puts the others into `custom`."""

    def __init__(self, record: Record) -> None:
        written = record.kind or ""
        code, self.meant = read_type(written)
        self.kind: Any = read_table("ris")["types"][code] if code else "document"
        self.variables: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, PartialDate] = {}
        self.custom: dict[str, Any] = {}
        self.publication_types: tuple[str, ...] = ()
        self.unclear_names: list[str] = []
        self._layout: Layout = read_layout(self.kind)
        self._values = _join_lines(record)
        self._held = _take_custom(self._values)
        if written and (code is None or code != written or code != _written_as(self.kind)):
            self.custom["TY"] = written
        self.id = " ".join(self._values["ID"].pop(0).split()) if self._values.get("ID") else None
        self.variables.update(take_identifiers(self._values))
        self.variables.update(take_serial_numbers(self._values, self.kind))
        self._read_names(edited=code == "EDBOOK")
        self._read_dates()
        self._read_types()
        self._read_pages()
        self._read_addresses()
        self._read_titles()
        self._read_archive()
        self._read_notes()
        self._read_fields()
        self._keep_others()

    def build(self, source_id: str) -> Source:
        """The source under this id."""
        held = dict(self._held)
        types = (*held.pop("publication_types", ()), *self.publication_types) if held else self.publication_types
        return Source(
            id=source_id,
            type=self.kind,
            variables=self.variables,
            names=self.names,
            dates=self.dates,
            publication_types=types,
            custom={**self.custom, **held.pop("custom", {})},
            **held,
        )

    def _read_names(self, *, edited: bool) -> None:
        """The names under each tag. Of a book without authors those under `A2` are its editors."""
        values, roles = self._values, self._layout.roles
        book = self.kind in read_table("ris")["read"]["books"]
        no_author = book and not any(values.get(tag) for tag, role in roles.items() if role in ("author", "editor"))
        found: dict[str, list[str]] = {}
        for tag in [tag for tag in values if tag in roles]:
            role = roles[tag]
            if (edited and role == "author") or (no_author and tag == "A2"):
                role = "editor"
            for written in values.pop(tag):
                found.setdefault(role, []).extend(split_names(written))
        inverted = any("," in name.rstrip(",") for names in found.values() for name in names)
        for role, written_names in found.items():
            names = []
            for written in dict.fromkeys(written_names):
                if are_others(written):
                    self.custom[f"{role}-others"] = True
                    continue
                name = read_name(written, not inverted)
                if name is not None:
                    names.append(name)
                    if is_unclear(written):
                        self.unclear_names.append(written)
            if names:
                self.names[role] = tuple(names)

    def _read_dates(self) -> None:
        """The date of publication from `PY`, `Y1` and `DA`, which give it in parts or twice, and that of access."""
        values = self._values
        dates: list[tuple[str, str, PartialDate]] = []
        for tag in ("PY", "Y1", "YR", "DA"):
            for written in values.get(tag, ()):
                date = read_ris_date(written)
                if date is not None:
                    dates.append((tag, written, date))
        if dates:
            year = dates[0][2].parts[0]
            same = [one for one in dates if one[2].parts[0] == year]
            for written in values.get("DA", ()):
                joined = join_year(f"{year:04}", written) if read_ris_date(written) is None and year > 0 else None
                if joined is not None:
                    same.append(("DA", written, joined))
            self.dates["issued"] = max(same, key=lambda one: _precision(one[2]))[2]
            for tag, written, date in same:
                if _is_within(date, self.dates["issued"]):
                    values[tag].remove(written)
        else:
            for tag in ("PY", "Y1"):
                if values.get(tag) and "issued" not in self.dates:
                    self.dates["issued"] = PartialDate(literal=values[tag].pop(0))
        for written in values.get("Y2", ())[:1]:
            date = read_ris_date(written)
            if date is not None and self.kind != "patent":
                self.dates["accessed"] = date
                values["Y2"].pop(0)

    def _read_types(self) -> None:
        """Publication types: under `PT`, and of an article under `M3`."""
        types = [one for one in self._values.get("PT", ()) if len(one) > 1]  # Web of Science: J, B, S, P
        if types:
            self._values["PT"] = [one for one in self._values["PT"] if len(one) == 1]
        if self.kind in read_table("ris")["read"]["publication_types"]:
            types += self._values.pop("M3", [])
        self.publication_types = tuple(dict.fromkeys(types))

    def _read_pages(self) -> None:
        values = self._values
        first, last = (values.get(tag, [""])[0] for tag in ("SP", "EP"))
        whole = self.kind in read_table("ris")["read"]["whole_works"]
        if first and whole and not last and _NUMBER_OF_PAGES.fullmatch(first):
            self.variables["number-of-pages"] = values["SP"].pop(0)
            return
        if first and last:
            if first == last or _RANGE.fullmatch(first):
                if first == last or first.endswith(last):
                    values["EP"].pop(0)
                values["SP"][0] = first
            else:
                values["SP"][0] = f"{first}-{last}"
                values["EP"].pop(0)
        elif last:
            values.setdefault("SP", []).insert(0, values["EP"].pop(0))
        if values.get("SE") and first and values["SE"][0] == first:
            values["SE"].pop(0)
        if values.get("C7") and not _ARTICLE_NUMBER.fullmatch(values["C7"][0]):
            self._keep("C7")

    def _read_addresses(self) -> None:
        """The first address that is one; words that lead into a database, such as `<Go to ISI>`, are none."""
        for tag in ("UR", "LK"):
            written = self._values.get(tag, [])
            plain = (one for one in written if not re.search(r"[\s<>]", one))
            address = next((one for one in written if _ADDRESS.match(one)), next(plain, None))
            if address is not None and "URL" not in self.variables:
                self.variables["URL"] = address
                written.remove(address)
            self._keep(tag)

    def _read_titles(self) -> None:
        """`TI` and `T1` hold the title twice in some exports, once without its subtitle: the longer one stands."""
        titles = [self._values[tag][0] for tag in ("TI", "T1") if self._values.get(tag)]
        if len(titles) == 2 and titles[1].casefold().startswith(titles[0].casefold()):
            del self._values["TI"][0]
        elif len(titles) == 2 and titles[0].casefold().startswith(titles[1].casefold()):
            del self._values["T1"][0]
        if self.kind == "paper-conference" and (self._values.get("C3") or self._values.get("BT")):
            # The proceedings have a title of their own, so `T2` is the name of the conference.
            event = self._values.get("T2", [])
            if event and event[0] != (self._values.get("C3") or self._values["BT"])[0]:
                self.variables["event-title"] = strip_markup(event.pop(0))

    def _read_archive(self) -> None:
        """The archive that holds a preprint, and its number there."""
        database = self._values.get("DB", [""])[0]
        archive = read_table("ris")["read"]["archives"].get(database.casefold())
        if archive is None:
            return
        self.variables["archive"] = archive
        self._values["DB"].pop(0)
        if self._values.get("AN"):
            self.variables["archive_location"] = self._values["AN"].pop(0)

    def _read_notes(self) -> None:
        notes = self._values.pop("N1", [])
        for variable, wanted in (("references", True), ("note", False)):
            texts = [note for note in notes if is_reference_list(note) == wanted]
            if texts:
                self.variables[variable] = strip_markup("\n".join(texts))
        keywords = [word.strip() for written in self._values.pop("KW", []) for word in written.split(";")]
        if any(keywords):
            self.variables["keyword"] = "; ".join(dict.fromkeys(strip_markup(word) for word in keywords if word))

    def _read_fields(self) -> None:
        for variable, tags in self._layout.variables.items():
            for tag in tags:
                written = self._values.get(tag)
                if not written:
                    continue
                text = written[0] if variable in _VERBATIM else strip_markup(written[0])
                if text and variable not in self.variables:
                    self.variables[variable] = text
                    written.pop(0)
                elif text == self.variables.get(variable):
                    written.pop(0)

    def _keep_others(self) -> None:
        for tag in tuple(self._values):
            self._keep(tag)

    def _keep(self, tag: str) -> None:
        """Put what is left under a tag into `custom`."""
        left = self._values.pop(tag, [])
        if left:
            self.custom[tag] = left[0] if len(left) == 1 else left


def _take_custom(values: Values) -> Mapping[str, Any]:
    """What stands as JSON under the tag for it, taken out of there: fields of a `Source`."""
    tag, begins = read_table("ris")["custom"].values()
    held: dict[str, Any] = {}
    left = []
    for line in values.get(tag, ()):
        fields = read_custom(line.removeprefix(begins)) if line.startswith(begins) else None
        if fields is None:
            left.append(line)
            continue
        held = {**held, **fields, "custom": {**held.get("custom", {}), **fields["custom"]}}
    if held:
        values[tag] = left
    return held


def _written_as(kind: str) -> str | None:
    """The type that stands for a CSL type where no other is given."""
    table = read_table("ris")
    return table["written"].get(kind) or next((code for code, read in table["types"].items() if read == kind), None)


def _join_lines(record: Record) -> Values:
    """What stands under each tag: a line each, the lines of a text as paragraphs, any other lines in one."""
    read = read_table("ris")["read"]
    values: Values = {}
    for tag, lines in record.fields:
        if len(lines) == 1 or tag in read["lists"]:
            found = lines
        elif tag in read["texts"]:
            found = [_join_paragraphs(lines)]
        elif tag in read["notes"]:
            found = ["\n".join(lines).strip()]
        else:
            found = [" ".join(line for line in lines if line)]
        for value in found:
            if value:
                values.setdefault(tag, []).append(value)
    return values


def _join_paragraphs(lines: list[str]) -> str:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)


def _precision(date: PartialDate) -> tuple[int, bool, bool]:
    return len(date.parts) + len(date.until) * 2, date.season is not None, date.literal is not None


def _is_within(date: PartialDate, other: PartialDate) -> bool:
    """True where the other date says all that this one does."""
    return (
        date.parts == other.parts[: len(date.parts)]
        and date.until in ((), other.until)
        and date.season in (None, other.season)
        and date.literal in (None, other.literal)
    )
