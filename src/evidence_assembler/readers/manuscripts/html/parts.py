"""The parts of a page: its lists of references, its notes, and what the links of the page may point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from evidence_assembler.data import read_table
from evidence_assembler.readers.manuscripts.html.tokens import Words, decode
from evidence_assembler.readers.manuscripts.html.tree import BLOCKS, HEADINGS, Element
from evidence_assembler.text.headings import names_references

_WHOLE = frozenset("html body main article".split())  # elements that are never a list, whatever their class


@dataclass(eq=False, slots=True)
class Part:
    """A list of references or the notes of a page; `members` are its entries, as far as they are marked as such."""

    kind: Literal["references", "notes"]
    element: Element
    members: list[Member] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Member:
    """A reference in a list, or a note: its place there, the ids that links may point to, its number if it has one."""

    part: Part
    element: Element
    place: int
    ids: list[str] = field(default_factory=list)
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Where each element of a page belongs, and the element and the member that each id names."""

    of: dict[Element, Part]
    members: dict[Element, Member]
    elements: dict[str, Element]
    by_id: dict[str, Member]
    numbers: dict[Element, int]


def list_between(first: Member, last: Member) -> list[Member] | None:
    """The references that stand between two of one list; None where they are not in this order in one list."""
    if first.part is not last.part or first.place >= last.place:
        return None
    return first.part.members[first.place + 1 : last.place]


def find_parts(root: Element, text: str) -> Parts:
    """The parts of a page, found by the roles, classes and ids of `data/html.toml`."""
    parts = Parts({}, {}, {}, {}, {})
    inside: dict[Element, Member] = {}
    term: Element | None = None
    for element in _walk(root):
        parent = element.parent
        part = parts.of.get(parent) if parent is not None else None
        member = inside.get(parent) if parent is not None else None
        if part is None or (part.kind == "notes" and member is None):
            found = _find_part(element, text)
            part = part if found is None else found
        if part is not None:
            parts.of[element] = part
        if element.name == "dt":
            term = element
        if element.name == "ol":
            parts.numbers.update(_number_items(element))
        if member is None:
            member = _find_member(element, part)
            if member is not None:
                parts.members[element] = member
                parts.of[element] = member.part
                member.number = parts.numbers.get(element)
                member.part.members.append(member)
                if element.name == "dd" and term is not None:
                    _take_term(member, term, text)
                    term = None
                    for name in member.ids:
                        parts.by_id.setdefault(name, member)
        if member is not None:
            inside[element] = member
        for name in ids_of(element):
            parts.elements.setdefault(name, element)
            if member is not None:
                member.ids.append(name)
                parts.by_id.setdefault(name, member)
    return parts


def ids_of(element: Element) -> list[str]:
    """The names by which a link may point to an element."""
    if not element.attributes:
        return []
    names = [element.attributes.get("id"), element.attributes.get("name") if element.name == "a" else None]
    return [name for name in dict.fromkeys(names) if name]


def has_sign(element: Element, table: dict[str, Any], prefix: str = "") -> bool:
    """True where a role or a class of the element stands in a table under `roles` and `classes`."""
    return has_role(element, table.get(f"{prefix}roles", ())) or element.has(
        "class", *table.get(f"{prefix}classes", ())
    )


def has_role(element: Element, roles: Iterable[str]) -> bool:
    """True where the element has one of these roles, of ARIA or of EPUB."""
    given = element.attributes
    return ("role" in given or "epub:type" in given) and (
        element.has("role", *roles) or element.has("epub:type", *roles)
    )


def _walk(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [child for child in reversed(element.children) if isinstance(child, Element)]


def _find_part(element: Element, text: str) -> Part | None:
    if element.name not in BLOCKS or element.name in _WHOLE or element.name in HEADINGS or not element.attributes:
        return None
    table = read_table("html")
    references = table["references"]
    by_id = (
        element.name in ("ul", "ol", "dl", "div", "section")
        and element.attributes.get("id", "").lower() in references["ids"]
    )
    if by_id or has_sign(element, references):
        return Part("references", element)
    if has_sign(element, table["notes"]):
        return Part("references" if _is_headed_references(element, text) else "notes", element)
    return None


def _is_headed_references(element: Element, text: str) -> bool:
    """True where the first heading right inside the element names references."""
    for child in element.children:
        if isinstance(child, Element) and child.name in HEADINGS:
            return names_references(_read_words(child, text))
    return False


def _read_words(element: Element, text: str) -> str:
    inside = (word for inner in _walk(element) for word in inner.children if isinstance(word, Words))
    return " ".join("".join(decode(text[word.start : word.end]) for word in inside).split())


def _take_term(member: Member, term: Element, text: str) -> None:
    """A reference in a `dl` has the ids and the number of the term before it."""
    member.ids += [name for inner in _walk(term) for name in ids_of(inner)]
    number = re.fullmatch(r"[\[(]?(\d{1,4})[\]).]?", _read_words(term, text))
    member.number = int(number[1]) if number else None


def _find_member(element: Element, part: Part | None) -> Member | None:
    table = read_table("html")
    notes, references = table["notes"], table["references"]
    is_block = element.name in BLOCKS
    if part is not None and part.kind == "references":
        if element.name in ("li", "dd") or (
            element is not part.element and element.attributes and has_sign(element, references, "entry_")
        ):
            return Member(part, element, len(part.members))
        return None
    if element.attributes:
        if is_block and has_sign(element, references, "entry_"):
            return Member(Part("references", element), element, 0)
        if is_block and (
            has_role(element, notes["note_roles"]) or _note_id().fullmatch(element.attributes.get("id", "").lower())
        ):
            part = part or Part("notes", element)
            return Member(part, element, len(part.members))
    if part is not None and element.name in ("li", "dd"):
        return Member(part, element, len(part.members))
    return None


@cache
def _note_id() -> re.Pattern[str]:
    return re.compile(read_table("html")["notes"]["note_id"])


def _number_items(ordered: Element) -> Iterator[tuple[Element, int]]:
    items = [child for child in ordered.children if isinstance(child, Element) and child.name == "li"]
    is_reversed = "reversed" in ordered.attributes
    number = _read_integer(ordered.attributes.get("start")) or (len(items) if is_reversed else 1)
    for item in items:
        given = _read_integer(item.attributes.get("value"))
        number = number if given is None else given
        yield item, number
        number += -1 if is_reversed else 1


def _read_integer(words: str | None) -> int | None:
    return int(words) if words is not None and re.fullmatch(r"\s*[0-9]{1,6}\s*", words) else None
