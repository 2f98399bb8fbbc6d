"""Words as a field of RIS holds them."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"&(?:#?\w+);|</?[A-Za-z]")


def fold(words: str) -> str:
    """On one line: a break within a value would begin another field."""
    return " ".join(words.split())


def set_lines(text: str) -> str:
    """Each further line is set off, so that none is taken for a tag."""
    return "\n      ".join(fold(line) for line in text.splitlines() if line.strip())


def set_paragraphs(text: str) -> str:
    """The lines of a text, parted by empty ones."""
    return "\n\n      ".join(fold(line) for line in text.splitlines() if line.strip())


def escape(words: str) -> str:
    """What would be read as markup, in entities."""
    return words.replace("&", "&amp;").replace("<", "&lt;") if is_markup(words) else words


def is_markup(words: str) -> bool:
    """True of words in which something would be read as a tag or an entity."""
    return _MARKUP.search(words) is not None
