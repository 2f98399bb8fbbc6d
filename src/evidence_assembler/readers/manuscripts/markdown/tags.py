"""Tags of HTML within Markdown: which part blocks, which hold no text, and which are markers.

Standard: the HTML standard (2024), sections 4 and 13.1.2, as far as CommonMark 0.31.2, 6.6 takes tags for HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import BlockKind

_TAG = re.compile(
    r"<(/)?([A-Za-z][A-Za-z0-9-]*+)"
    r"""((?:\s++[A-Za-z_:@.][\w:@.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)\s*+/?>"""
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:@.][\w:@.-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?""")
_SUP = re.compile(r"<sup\b[^<>]*>\s*([^<>]{1,80}?)\s*</sup\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of an attribute, with its place in the text of the block."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, by its name in lower case."""

    name: str
    is_closing: bool
    attributes: dict[str, Attribute]
    end: int

    def get(self, name: str) -> str | None:
        """The value of an attribute, without entities."""
        found = self.attributes.get(name)
        return None if found is None else unescape(found.value)

    @property
    def ids(self) -> tuple[str, ...]:
        """By which links name the element."""
        names = (self.get("id"), self.get("name") if self.name == "a" else None)
        keys = (name.removeprefix("ref-") for name in names if name)  # citeproc puts it before the key of an entry
        return tuple(dict.fromkeys((*(name for name in names if name), *keys)))

    @property
    def is_reference_list(self) -> bool:
        """True where its id, class or role says that it holds references."""
        said = {*(self.get("class") or "").lower().split(), (self.get("id") or "").lower()}
        return bool(said & _names("references")) or self.get("role") == "doc-bibliography"


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(read_table("markdown")["html"][kind].split())


@cache
def _kinds() -> dict[str, BlockKind]:
    kinds: tuple[BlockKind, ...] = ("paragraph", "item", "aside", "row")
    return {name: kind for kind in kinds for name in _names(kind)} | {f"h{level}": "heading" for level in range(1, 7)}


def kind_of(name: str) -> BlockKind | None:
    """What the words of an element are where it parts blocks, None where it stands within a sentence."""
    return _kinds().get(name)


def holds_no_text(name: str) -> bool:
    """True for an element such as script."""
    return name in _names("never")


def match_tag(text: str, at: int) -> Tag | None:
    """The tag that begins there."""
    found = _TAG.match(text, at)
    if found is None:
        return None
    attributes: dict[str, Attribute] = {}
    for one in _ATTRIBUTE.finditer(text, *found.span(3)):
        group = next((group for group in (2, 3, 4) if one.group(group) is not None), 0)
        value = one.group(group) if group else ""
        attributes.setdefault(one.group(1).lower(), Attribute(value, *one.span(group)))
    return Tag(found.group(2).lower(), found.group(1) is not None, attributes, found.end())


def match_raised(text: str, at: int) -> re.Match[str] | None:
    """`<sup>...</sup>` around plain words."""
    return _SUP.match(text, at)
