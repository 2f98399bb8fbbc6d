"""The tree of a page: elements inside elements, with tags that are left out put in.

Standard: HTML Living Standard, 13.1.2.4 (optional tags) and 13.2.6 (tree construction), as far as blocks and links go:
which words stand in which paragraph, item, cell and link. Formatting that is not closed ends with its block, and no
words are moved out of tables. An element that ends itself (`<a id="x"/>`) is empty, as its author meant it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_assembler.readers.manuscripts.html.tokens import (
    Comment,
    EndTag,
    StartTag,
    Unclosed,
    Words,
    decode,
    split_tokens,
)

DEEPEST = 256
"""Elements in elements; what is deeper stands beside the deepest, as in browsers (Blink: 512)."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td "
    "tfoot th thead tr ul".split()
)
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_IN_HEAD = frozenset("base basefont bgsound html head link meta noscript script style template title".split())
_KEEPS_P = frozenset("body caption colgroup html legend tbody td tfoot th thead tr dd dt li".split())
_ENDS_P = BLOCKS - _KEEPS_P
_ONCE = frozenset(("html", "body", "head"))
_P, _A = frozenset(("p",)), frozenset(("a",))
_CELLS = frozenset(("td", "th"))
_SECTIONS = frozenset(("tbody", "thead", "tfoot", "caption", "colgroup"))
_TABLE = _CELLS | _SECTIONS | {"tr", "table"}
_SCOPE = frozenset("table td th caption html template object applet marquee button svg math".split())
_FOREIGN = frozenset(("svg", "math"))
_WITH_WORDS = frozenset(("foreignobject", "desc", "title", "annotation-xml", "mtext"))
_LISTS = frozenset("ul ol menu dir dl".split())
# What a start tag ends, and what it does not look beyond.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), _LISTS | _SCOPE),
    "dt": (frozenset(("dt", "dd")), _LISTS | _SCOPE),
    "dd": (frozenset(("dt", "dd")), _LISTS | _SCOPE),
    "option": (frozenset(("option",)), frozenset(("select", "datalist", "optgroup"))),
    "td": (_CELLS, frozenset(("table", "tr"))),
    "th": (_CELLS, frozenset(("table", "tr"))),
    "tr": (_CELLS | {"tr", "caption", "colgroup"}, frozenset(("table",))),
    **{name: (_CELLS | _SECTIONS | {"tr"}, frozenset(("table",))) for name in _SECTIONS},
}


@dataclass(eq=False, slots=True)
class Element:
    """An element; `holds` of a table names the larger elements in its cells."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    parent: Element | None
    children: list[Element | Words | Comment] = field(default_factory=list)
    holds: set[str] = field(default_factory=set)

    def has(self, attribute: str, *values: str) -> bool:
        """True where one of these is a word of the attribute, in lower case."""
        given = self.attributes.get(attribute)
        return given is not None and not set(values).isdisjoint(given.lower().split())


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a tree, its title, and what of it does not end."""

    root: Element
    title: str | None
    unclosed: tuple[Unclosed, ...]


def read_page(text: str, *, is_xml: bool = False) -> Page:
    """The tree of a file. Every word of the file stands in it once, in its order."""
    tree = _Tree(len(text))
    unclosed: list[Unclosed] = []
    title: str | None = None
    for token in split_tokens(text, is_xml=is_xml):
        if isinstance(token, Words):
            if tree.top.name == "title" and title is None:
                title = " ".join(decode(text[token.start : token.end]).split())
            tree.add_words(token, is_space=not text[token.start : token.end].strip())
        elif isinstance(token, StartTag):
            tree.open(token)
        elif isinstance(token, EndTag):
            tree.close(token)
        elif isinstance(token, Comment):
            tree.top.children.append(token)
        else:
            unclosed.append(token)
    return Page(tree.root, title or None, tuple(unclosed))


class _Tree:
    """The open elements, from the root to the innermost, while a file is read."""

    def __init__(self, length: int) -> None:
        self.root = Element("html", {}, 0, length, None)
        self.open_elements = [self.root]
        self.names: dict[str, int] = {"html": 1}  # only of what is open
        self.tables: list[Element] = []
        self.too_deep: list[str] = []
        self.last = self.root

    @property
    def top(self) -> Element:
        return self.open_elements[-1]

    def add_words(self, words: Words, *, is_space: bool) -> None:
        if self.top.name == "head" and not is_space:
            self.pop(words.start)
        self.top.children.append(words)

    def open(self, tag: StartTag) -> None:
        if tag.name in _ONCE and tag.name in self.names:
            for name, value in tag.attributes.items():
                self.root.attributes.setdefault(name, value)
            return
        if self.top.name == "head" and tag.name not in _IN_HEAD:
            self.pop(tag.start)
        self.end_before(tag)
        element = Element(tag.name, tag.attributes, tag.start, tag.end, self.top)
        self.top.children.append(element)
        if self.tables and tag.name in BLOCKS:
            self.tables[-1].holds.add(tag.name)
        if tag.name in _VOID or tag.is_empty:
            return
        if len(self.open_elements) >= DEEPEST:
            self.too_deep.append(tag.name)
            return
        self.open_elements.append(element)
        self.names[tag.name] = self.names.get(tag.name, 0) + 1
        if tag.name == "table":
            self.tables.append(element)

    def end_before(self, tag: StartTag) -> None:
        """Ends the elements that a start tag ends."""
        if tag.name in _ENDS:
            ended, beyond = _ENDS[tag.name]
            last = None
            for index in self.look_up(ended, beyond):
                last = index
                if tag.name not in _TABLE:
                    break
            if last is not None:
                self.pop_to(last, tag.start)
        if tag.name in _ENDS_P or tag.name in ("li", "dd", "dt"):
            for index in self.look_up(_P, _SCOPE):
                self.pop_to(index, tag.start)
                break
        if tag.name in HEADINGS and self.top.name in HEADINGS:
            self.pop(tag.start)
        if tag.name in BLOCKS:
            for index in self.look_up(_FOREIGN, _WITH_WORDS):
                self.pop_to(index, tag.start)
                break
        if tag.name == "a":
            for index in self.look_up(_A, BLOCKS):
                self.pop_to(index, tag.start)
                break

    def look_up(self, names: frozenset[str], beyond: frozenset[str]) -> Iterator[int]:
        """Where open elements of these names are, the innermost first, up to one that is not looked beyond."""
        if names.isdisjoint(self.names):
            return
        for index in range(len(self.open_elements) - 1, 0, -1):
            name = self.open_elements[index].name
            if name in names:
                yield index
            elif name in beyond:
                return

    def close(self, tag: EndTag) -> None:
        if tag.name == "br":
            self.top.children.append(Element("br", {}, tag.start, tag.end, self.top))
            return
        if self.too_deep:
            if self.too_deep[-1] == tag.name:
                self.too_deep.pop()
            return
        if tag.name in ("body", "html"):
            return
        names = HEADINGS if tag.name in HEADINGS else frozenset((tag.name,))
        if tag.name in ("li", "dt", "dd"):
            beyond = _LISTS | _SCOPE
        elif tag.name == "table":
            beyond = frozenset()
        elif tag.name in _TABLE:
            beyond = frozenset(("table",))
        elif tag.name in BLOCKS:
            beyond = _SCOPE - {tag.name}
        else:
            beyond = BLOCKS | _SCOPE - {tag.name}
        for index in self.look_up(names, beyond):
            self.pop_to(index, tag.start)
            self.last.end = tag.end
            break

    def pop_to(self, index: int, at: int) -> None:
        while len(self.open_elements) > index:
            self.pop(at)

    def pop(self, at: int) -> None:
        """Ends the innermost element."""
        self.last = self.open_elements.pop()
        self.last.end = at
        left = self.names.pop(self.last.name) - 1
        if left:
            self.names[self.last.name] = left
        self.too_deep.clear()
        if self.last.name == "table":
            self.tables.pop()
