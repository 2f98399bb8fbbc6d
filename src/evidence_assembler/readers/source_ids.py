"""Ids for records that came without one: author, year and title, as in `smith2001title`."""

from __future__ import annotations

import re
from collections.abc import Container
from unicodedata import normalize

_LEFT_OUT = frozenset("a an and der die das for in le la les l of on the to un une".split())


def make_source_id(author: str | None, year: int | str | None, title: str | None, taken: Container[str]) -> str:
    """An id that nothing in `taken` has: family name, year and first word of the title, as far as they are known.

    Accents are dropped and letters of other scripts kept. A second one of the same parts ends in `-2`, and so on.
    """
    words = [_fold(word) for word in (title or "").split()]
    word = next((w for w in words if w and w not in _LEFT_OUT), "")
    made = f"{_fold(author or '')}{year or ''}{word}" or "untitled"
    count, unique = 1, made
    while unique in taken:
        count += 1
        unique = f"{made}-{count}"
    return unique


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKD", text).casefold())
