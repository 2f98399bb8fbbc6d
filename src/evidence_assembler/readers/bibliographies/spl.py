"""Structured product labels, as DailyMed has them: one document is one source, and its sections are its text.

Standard: HL7 Structured Product Labeling, release 8 and those before it (`urn:hl7-org:v3`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from evidence_assembler.data import read_table
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source, SourceText
from evidence_assembler.progress import follow
from evidence_assembler.readers.labels.label import DrugLabel, make_label_source, read_effective_time
from evidence_assembler.readers.labels.listing import Listing, find_child, find_children, read_words
from evidence_assembler.readers.labels.narrative import name_element, read_narrative
from evidence_assembler.readers.labels.sections import Section, name_section, write_sections
from evidence_assembler.readers.source_ids import SourceIds
from evidence_assembler.readers.xml_records import BrokenRecord, find_root, read_records
from evidence_assembler.text.line_places import LinePlaces

from . import Bibliography

SUFFIXES = (".xml", ".spl")

_DOCUMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?document[\s>]")
_NAMESPACE = "urn:hl7-org:v3"
_HEAD = 20_000  # code points in which a label says what it is
_AROUND_SECTIONS = frozenset(("document", "component", "structuredBody", "section"))


def recognises(text: str) -> bool:
    """True for XML of HL7 version 3 that holds a document: a label, or several in an element around them."""
    head = text[:_HEAD]
    return _NAMESPACE in head and _DOCUMENT.search(head) is not None and find_root(text) is not None


def read(text: str, path: str) -> Bibliography:
    """The labels in a file as sources, each with its text.

    The text has the printed title first, then every section under its heading, and last, under a heading of their own,
    the highlights, which repeat the sections in short. A label that is not well formed is a problem.
    """
    ids = SourceIds()
    sources: list[tuple[Source, Place]] = []
    texts: list[SourceText] = []
    problems: list[ReadProblem] = []
    last = LinePlaces(text, path).place(len(text) - 1, len(text))
    with follow(list(read_records(text, path, "document")), f"Reading {path}") as records:
        for record in records:
            if isinstance(record, BrokenRecord):
                message = "breaks off here" if record.place == last else f"is no whole XML: {record.message}"
                remedy = "Mend it here, or download the label again."
                problems.append(ReadProblem(f"this label {message}; nothing of it was read", remedy, record.place))
                continue
            label, fault = _read_label(record.element)
            source = make_label_source(label, ids)
            sources.append((source, record.place))
            written = write_sections(_list_sections(record.element, label.title))
            if written:
                texts.append(SourceText(source_id=source.id, text=written))
            if fault is not None:
                problems.append(ReadProblem(fault, "Write it as 20140113.", record.place, source.id))
    if not sources and not problems:
        whole = Place(path, 1, 1)
        problems.append(ReadProblem("no label stands in this file", "Give a label as DailyMed has it.", whole))
    return Bibliography(tuple(sources), tuple(problems), tuple(texts))


def _read_label(document: Element) -> tuple[DrugLabel, str | None]:
    """What the label says of itself, and what is wrong with its date."""
    listing = Listing(
        subject for _, section in _walk_sections(document) for subject in find_children(section, "subject")
    )
    code, time = (find_child(document, name) for name in ("code", "effectiveTime"))
    when = (time.get("value") or _read_attribute(time, "low", "value")) if time is not None else None
    effective = read_effective_time(when) if when else None
    labeler = read_words(document, "author/assignedEntity/representedOrganization/name")
    kind = code.get("code") if code is not None else None
    name = code.get("displayName") if code is not None else None
    printed = read_words(document, "title")
    custom: dict[str, Any] = {
        "spl_id": _read_attribute(document, "id", "root"),
        "effective_time": when,
        "document_type": name or read_table("labels")["documents"].get(kind, {}).get("name"),
        "document_type_code": kind,
        "label_title": printed,
        "manufacturer_name": [labeler] if labeler else None,
        **listing.fields,
        "establishment_name": list(dict.fromkeys(_list_establishments(document))),
        "pictures": list(dict.fromkeys(_list_pictures(document))),
    }
    label = DrugLabel(
        set_id=_read_attribute(document, "setId", "root"),
        version=_read_attribute(document, "versionNumber", "value"),
        effective=effective,
        labeler=labeler,
        title=printed,
        document=kind,
        products=tuple(listing.products),
        custom={key: words for key, words in custom.items() if words},
    )
    fault = f"its effective time is {when!r}, which is no day" if when and effective is None else None
    return label, fault


def _read_attribute(element: Element, path: str, attribute: str) -> str | None:
    found = find_child(element, path)
    return (found.get(attribute) or "").strip() or None if found is not None else None


def _list_establishments(document: Element) -> Iterator[str]:
    """Who makes, tests and packs the products."""
    for author in find_children(document, "author"):
        for element in author.iter():
            if name_element(element) == "assignedOrganization" and (name := read_words(element, "name")):
                yield name


def _list_pictures(document: Element) -> Iterator[str]:
    """What the pictures are described as; nobody prints that, so it is no text."""
    for _, section in _walk_sections(document):
        for media in find_children(section, "component/observationMedia"):
            if words := read_words(media, "text"):
                yield words


def _walk_sections(document: Element) -> Iterator[tuple[int, Element]]:
    """The sections in order, however deep, each with its level: 2 for the outermost, under the title."""
    waiting = [(1, document)]
    while waiting:
        level, element = waiting.pop()
        if name_element(element) == "section":
            level += 1
            yield level, element
        waiting += [(level, child) for child in reversed(element) if name_element(child) in _AROUND_SECTIONS]


def _list_sections(document: Element, title: str | None) -> Iterator[Section]:
    yield Section(1, title)
    highlights: list[Section] = []
    for level, section in _walk_sections(document):
        heading = read_words(section, "title")
        named = heading or _name(section)
        blocks = _read_blocks(section, "text")
        if heading or blocks:
            yield Section(level, named, blocks)
        brief = _read_blocks(section, "excerpt/highlight/text")
        if brief:
            highlights.append(Section(3, named, brief))
    if highlights:
        yield Section(2, read_table("labels")["headings"]["highlights"])
        yield from highlights


def _name(section: Element) -> str | None:
    code = find_child(section, "code")
    return name_section(code.get("code"), code.get("displayName")) if code is not None else None


def _read_blocks(section: Element, path: str) -> tuple[str, ...]:
    return tuple(block for narrative in find_children(section, path) for block in read_narrative(narrative))
