"""The words of an element of PubMed's XML, with its markup as plain text has it.

Standards: the text model of the PubMed document type definition (b, i, u, sup, sub), and presentation MathML 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from evidence_assembler.readers.scripts import set_script

_DEEPEST = 50  # marks within marks; what is nested deeper is read without them
_SCRIPTS = {"sup": "^", "sub": "_", "msup": "^", "msub": "_"}
_UNSEEN = frozenset({"annotation", "annotation-xml"})  # the same formula once more, in another language


def read_words(element: Element | None) -> str:
    """The words with each stretch of white space as one space; empty where there is no element.

    What is raised or lowered is so in Unicode's characters where it has them: 10⁵, never 105.

    >>> from xml.etree.ElementTree import fromstring
    >>> read_words(fromstring("<ArticleTitle>CO<sub>2</sub> in <i>E. coli</i></ArticleTitle>"))
    'CO₂ in E. coli'
    """
    if element is None:
        return ""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(_walk(element, 0)).split())


def read_structure(element: Element, depth: int = 0) -> Any:
    """An element that nobody maps as JSON: its words, or an object of its attributes, words and elements."""
    if depth > _DEEPEST or (len(element) == 0 and not element.attrib):
        return " ".join("".join(element.itertext()).split())
    made: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    words = " ".join(f"{element.text or ''} {' '.join(child.tail or '' for child in element)}".split())
    if words:
        made["#text"] = words
    for child in element:
        made.setdefault(local_name(child), []).append(read_structure(child, depth + 1))
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in made.items()}


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _walk(element: Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield from element.itertext()
        return
    name = local_name(element)
    if name in ("sup", "sub"):
        yield set_script("".join(_walk_inside(element, depth)), _SCRIPTS[name])
    elif name in ("msup", "msub", "msubsup", "mfrac", "msqrt"):
        yield from _write_formula(element, name, depth)
    elif name not in _UNSEEN:
        yield from _walk_inside(element, depth)


def _walk_inside(element: Element, depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _walk(child, depth + 1)
        yield child.tail or ""


def _write_formula(element: Element, name: str, depth: int) -> Iterator[str]:
    parts = ["".join(_walk(child, depth + 1)).strip() for child in element]
    if name in _SCRIPTS and len(parts) == 2:
        yield parts[0] + set_script(parts[1], _SCRIPTS[name])
    elif name == "msubsup" and len(parts) == 3:
        yield parts[0] + set_script(parts[1], "_") + set_script(parts[2], "^")
    elif name == "mfrac" and len(parts) == 2:
        yield "/".join(part if len(part) < 2 or part.isalnum() else f"({part})" for part in parts)
    else:
        yield f"√({' '.join(parts)})" if name == "msqrt" else " ".join(parts)
