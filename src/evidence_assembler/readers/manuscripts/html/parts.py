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
from evidence_assembler.readers.manuscripts.pointers import WIDEST_RANGE
from evidence_assembler.text.headings import names_references

_WHOLE = frozenset("html body main article".split())  # elements that are never a list, whatever their class

_ITEMS = frozenset("li p tr dd".split())  # what may be an entry of a list that no markup tells
_INLINE = frozenset("a span sup b strong small font em i".split())
_DEEPEST_OPENING = 8  # elements in elements before the first word of a note


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
    """Where each element of a page belongs, and the element and the member that each id names.

    `beside` fills as it is asked: the places, ids and numbers of what stands side by side in an element.
    """

    of: dict[Element, Part]
    members: dict[Element, Member]
    elements: dict[str, Element]
    by_id: dict[str, Member]
    numbers: dict[Element, int]
    beside: dict[Element, tuple[dict[Element, int], list[tuple[str | None, int | None]]]] = field(default_factory=dict)


def list_between(first: Member, last: Member) -> list[Member] | None:
    """The references that stand between two of one list; None where they are not in this order in one list."""
    if first.part is not last.part or first.place >= last.place:
        return None
    return first.part.members[first.place + 1 : last.place]


def name_between(parts: Parts, first: str, last: str) -> list[tuple[str | None, int | None]] | None:
    """The ids and numbers of what stands between two items, or paragraphs, side by side; None where they are not."""
    ends = [_find_item(parts.elements.get(name)) for name in (first, last)]
    if ends[0] is None or ends[1] is None or ends[0].parent is None or ends[0].parent is not ends[1].parent:
        return None
    beside = parts.beside.get(ends[0].parent)
    if beside is None:
        items = [one for one in ends[0].parent.children if isinstance(one, Element) and one.name in _ITEMS]
        names = [next((name for inner in _walk(one) for name in ids_of(inner)), None) for one in items]
        numbers = [parts.numbers.get(one) for one in items]
        beside = dict(zip(items, range(len(items)), strict=True)), list(zip(names, numbers, strict=True))
        parts.beside[ends[0].parent] = beside
    low, high = beside[0][ends[0]], beside[0][ends[1]]
    return beside[1][low + 1 : high] if low < high <= low + WIDEST_RANGE else None


def _find_item(element: Element | None) -> Element | None:
    while element is not None and element.name not in _ITEMS:
        element = element.parent
    return element


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
            member = _find_member(element, part, text)
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
    if element.has("class", *references["list_classes"].get(element.name, ())):
        return Part("references", element)
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


def _find_member(element: Element, part: Part | None, text: str) -> Member | None:
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
        if is_block and (
            has_sign(element, references, "entry_")
            or element.has("class", *references["whole_classes"].get(element.name, ()))
        ):
            return Member(Part("references", element), element, 0)
        if is_block and (
            has_role(element, notes["note_roles"]) or _note_id().fullmatch(element.attributes.get("id", "").lower())
        ):
            part = part or Part("notes", element)
            return Member(part, element, len(part.members))
    if part is not None and element.name in ("li", "dd"):
        return Member(part, element, len(part.members))
    if element.name in ("p", "li") and _opens_with_note_id(element, text):
        part = part or Part("notes", element)
        return Member(part, element, len(part.members))
    return None


def _opens_with_note_id(element: Element, text: str) -> bool:
    """True where the id of a note stands on what its words begin with, as Word and WordPress write it."""
    for _ in range(_DEEPEST_OPENING):
        inner = next(
            (one for one in element.children if isinstance(one, Element) or text[one.start : one.end].strip()), None
        )
        if not isinstance(inner, Element) or inner.name not in _INLINE:
            return False
        if any(_note_id().fullmatch(name.lower()) for name in ids_of(inner)):
            return True
        element = inner
    return False


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
