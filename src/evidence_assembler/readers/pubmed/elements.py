"""The elements of PubMed's XML as the fields of MEDLINE, so that a record is one source whichever way it was exported.

Standard: the PubMed document type definition (pubmed_250101.dtd), and NLM's descriptions of the elements and of the
tags. The identifiers of subject headings and substances (`UI`) are not kept: MEDLINE has none.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from evidence_assembler.cite.names import index_name
from evidence_assembler.data import read_table
from evidence_assembler.model.csl import Name
from evidence_assembler.model.place import Place

from .medline import list_fields
from .names import make_name
from .people import People, Person, add_identifier
from .works import PubmedRecord
from .written import local_name, read_structure, read_words

_PARENTS = frozenset(
    "Article Book BookDocument Journal JournalIssue MedlineCitation MedlineJournalInfo PubmedBookData PubmedData "
    "Publisher".split()
)
_PEOPLE = frozenset({"AuthorList", "InvestigatorList"})
_ATTRIBUTES = {"Status": "STAT", "Owner": "OWN"}
_ONCE_EACH = frozenset({"AID", "MID", "PMC", "PMID"})  # a book has its numbers twice


def read_record(element: Element, place: Place) -> PubmedRecord:
    """The record of a `PubmedArticle`, a `PubmedBookArticle` or a `MedlineCitation`."""
    reading = _Reading()
    if local_name(element) == "MedlineCitation":
        reading.read_parent(element)
    else:
        for child in element:
            reading.read_child(child, local_name(element))
    people = People(tuple(reading.persons), reading.others, ())
    return PubmedRecord(reading.fields, people, place, reading.more)


class _Reading:
    """A record as far as it was read: its fields by their tags, its people, and what MEDLINE has no tag for."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str]] = {}
        self.persons: list[Person] = []
        self.others = False
        self.more: dict[str, Any] = {}

    def read_parent(self, parent: Element) -> None:
        """Every attribute and element of one of those that are read element by element."""
        name = local_name(parent)
        for attribute, value in parent.attrib.items():
            if attribute in _ATTRIBUTES:
                self._add(_ATTRIBUTES[attribute], value)
            elif value:
                self.more.setdefault(attribute, value)
        for child in parent:
            self.read_child(child, name)

    def read_child(self, child: Element, parent: str) -> None:
        """An element by its name and that of its parent; one that nobody knows is kept whole."""
        name = local_name(child)
        if name in _PARENTS:
            self.read_parent(child)
            return
        if name in _PEOPLE:
            self._read_people(child, parent)
            return
        steps = _paths().get((parent, name))
        if steps is not None:
            tag, inner = steps
            for one in child if inner else (child,):
                self._add(tag, read_words(one))
            return
        fields = list_fields(child)
        if fields is None:
            self._keep(name, child)
        else:
            for tag, words in fields:
                self._add(tag, words)

    def _add(self, tag: str, words: str) -> None:
        if words and not (tag in _ONCE_EACH and words in self.fields.get(tag, ())):
            self.fields.setdefault(tag, []).append(words)

    def _keep(self, name: str, element: Element) -> None:
        structure = read_structure(element)
        if structure in ("", {}):
            return
        if name in self.more:
            before = self.more[name]
            self.more[name] = [*(before if isinstance(before, list) else [before]), structure]
        else:
            self.more[name] = structure

    def _read_people(self, people: Element, parent: str) -> None:
        editors = people.get("Type") == "editors" or (parent == "Book" and people.get("Type") != "authors")
        role = "contributor" if local_name(people) == "InvestigatorList" else "editor" if editors else "author"
        if people.get("CompleteYN") == "N" and role == "author":
            self.others = True
        for one in people:
            if one.get("ValidYN") == "N":  # a name as it was misspelt; the right one stands beside it
                self._keep(f"{role}-misspelt", one)
            else:
                person = _read_person(one, role)
                if person is not None:
                    self.persons.append(person)


def _read_person(one: Element, role: str) -> Person | None:
    body = read_words(one.find("CollectiveName"))
    family, given, suffix = (read_words(one.find(part)) for part in ("LastName", "ForeName", "Suffix"))
    initials = read_words(one.find("Initials"))
    if body:
        person = Person(role, Name(literal=body), body)
    elif family or given or initials:
        name = make_name(family, given or initials, suffix)
        person = Person(role, name, index_name(name))
        if initials:
            person.short = " ".join(part for part in (family, initials, suffix) if part)
    else:
        return None
    for identifier in one.findall("Identifier"):
        add_identifier(person, identifier.get("Source") or "", read_words(identifier))
    for affiliation in (*one.findall("AffiliationInfo/Affiliation"), *one.findall("Affiliation")):
        if words := read_words(affiliation):
            person.details.setdefault("affiliation", []).append(words)
    for attribute, value in one.attrib.items():
        if attribute != "ValidYN":
            person.details[attribute] = value
    return person


@cache
def _paths() -> dict[tuple[str, str], tuple[str, bool]]:
    """The tag of an element by its parent's name and its own, and whether the words stand in the elements inside it."""
    return {
        (parent, path.partition("/")[0]): (tag, "/" in path)
        for parent, rows in read_table("pubmed")["elements"].items()
        for path, tag in rows.items()
    }
