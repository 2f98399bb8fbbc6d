"""Fields that an entry takes from others: from the one that `crossref` names, and from those that `xdata` names.

Standard: BibTeXing (1988), section 4.1, and the biblatex manual 3.20 (2024), section 2.4.1 and appendix B, with the
exceptions that `data/bibtex.toml` states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence_assembler.data import read_table
from evidence_assembler.model.finding import ReadProblem

from .blocks import Entry

# A child's own date is not to be mixed with its parent's in the other form.
_OTHER_DATES = {"date": ("year", "month"), "year": ("date",), "month": ("date",), "day": ("date", "month")}


def inherit_fields(entries: Iterable[Entry]) -> tuple[list[Entry], list[ReadProblem]]:
    """The entries with what they inherit, in the same order, and the references that lead nowhere or in a circle.

    A key is looked up as it is written, then without regard to case, then among the aliases of biblatex's `ids`.
    """
    entries = list(entries)
    if not any("crossref" in entry.fields or "xdata" in entry.fields for entry in entries):
        return entries, []
    family = _Family(entries)
    return [family.find_complete(entry) for entry in entries], family.problems


class _Family:
    """Entries by key, and those that are complete already."""

    def __init__(self, entries: list[Entry]) -> None:
        self.problems: list[ReadProblem] = []
        self._known: dict[str, Entry] = {}
        self._complete: dict[int, Entry] = {}
        self._circular: set[int] = set()
        for entry in entries:
            self._known.setdefault(entry.key, entry)
        for entry in entries:
            self._known.setdefault(entry.key.casefold(), entry)
            for alias in entry.fields.get("ids", "").split(","):
                self._known.setdefault(alias.strip(), entry)

    def find_complete(self, entry: Entry) -> Entry:
        """The entry with what it inherits."""
        if id(entry) not in self._complete:
            self._complete_line(entry)
        return self._complete[id(entry)]

    def _complete_line(self, entry: Entry) -> None:
        """Complete an entry and those that it inherits from, parents first, however long the line is."""
        line = {id(entry): entry}  # from a child to its parent, and on to its parent
        while line:
            child = line[next(reversed(line))]
            parent = self._find_incomplete_parent(child, line)
            if parent is not None:
                line[id(parent)] = parent
            else:
                self._complete[id(child)] = self._take_fields(child)
                line.popitem()

    def _find_incomplete_parent(self, child: Entry, line: dict[int, Entry]) -> Entry | None:
        for _, key in _list_parents(child):
            parent = self._find(key)
            if parent is None or id(parent) in self._complete:
                continue
            if id(parent) not in line:
                return parent
            below = list(line.values())
            self._tell_circle([*below[below.index(parent) :], parent])
        return None

    def _find(self, key: str) -> Entry | None:
        return self._known.get(key) or self._known.get(key.casefold())

    def _take_fields(self, child: Entry) -> Entry:
        fields = dict(child.fields)
        for relation, key in _list_parents(child):
            parent = self._find(key)
            if parent is None:
                self._tell_missing(child, relation, key)
            elif id(parent) in self._complete:
                whole = self._complete[id(parent)]
                taken = whole.fields if relation == "xdata" else _pass_on(whole, child.kind)
                for name, value in taken.items():
                    if not any(other in child.fields for other in _OTHER_DATES.get(name, ())):
                        fields.setdefault(name, value)
        return replace(child, fields=fields)

    def _tell_missing(self, child: Entry, relation: str, key: str) -> None:
        self.problems.append(
            ReadProblem(
                f"the entry {child.key!r} refers by {relation} to {key!r}, which this file does not have",
                f"Add the entry {key!r}, or give {child.key!r} the fields that it should inherit.",
                child.place,
                child.key or None,
            )
        )

    def _tell_circle(self, line: list[Entry]) -> None:
        if any(id(entry) in self._circular for entry in line):
            return
        self._circular.update(id(entry) for entry in line)
        keys = " → ".join(entry.key for entry in line[:8])
        self.problems.append(
            ReadProblem(
                f"entries inherit from each other in a circle: {keys}; it was broken off there",
                "Remove one of these crossref or xdata fields.",
                line[0].place,
                line[0].key or None,
            )
        )


def _list_parents(entry: Entry) -> list[tuple[str, str]]:
    """The relation and the key of each, in the order in which their fields are taken."""
    parents = [("xdata", key.strip()) for key in entry.fields.get("xdata", "").split(",")]
    parents.append(("crossref", entry.fields.get("crossref", "").strip()))
    return [(relation, key) for relation, key in parents if key]


def _pass_on(parent: Entry, kind: str) -> dict[str, str]:
    """The fields of a parent, under the names that they have in a child of this type."""
    table = read_table("bibtex")["inherit"]
    taken = {name: value for name, value in parent.fields.items() if name not in table["never"]}
    if kind in table["parts"]:
        prefix = "book"
    elif kind in table["articles"]:
        prefix = "journal"
    elif kind in table["volumes"] and parent.kind in table["sets"]:
        prefix = "main"
    else:
        return taken
    titles = {name: taken.pop(name) for name in ("title", "subtitle", "titleaddon") if name in taken}
    if f"{prefix}title" not in taken and prefix not in taken:  # BibTeX has the title of a journal in `journal`
        taken.update((f"{prefix}{name}", value) for name, value in titles.items())
    if kind in table["chapters"] and "author" in taken:
        taken.setdefault("bookauthor", taken["author"])
    return taken
