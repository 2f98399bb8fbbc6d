"""Ids for records that came without one: author, year and title, as in `smith2001title`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

_LEFT_OUT = frozenset("a an and der die das for in le la les l of on the to un une".split())


class SourceIds:
    """The ids of a file: those that its records bear, and those that are made for the others."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._taken = set(given)
        self._made: Counter[str] = Counter()

    def make(self, author: str | None, year: int | str | None, title: str | None) -> str:
        """An id that no other record has: family name, year and first word of the title, as far as they are known.

        Accents are dropped and letters of other scripts kept. A second one of the same parts ends in `-2`, and so on.

        >>> ids = SourceIds()
        >>> ids.make("Müller", 2001, "The trial"), ids.make("Müller", 2001, "Trial two")
        ('muller2001trial', 'muller2001trial-2')
        """
        words = (_fold(word) for word in (title or "").split())
        word = next((w for w in words if w and w not in _LEFT_OUT), "")
        made = unique = f"{_fold(author or '')}{year or ''}{word}" or "untitled"
        while self._made[made] or unique in self._taken:
            self._made[made] = max(self._made[made], 1) + 1
            unique = f"{made}-{self._made[made]}"
            if unique not in self._taken:
                break
        self._made[made] = max(self._made[made], 1)
        self._taken.add(unique)
        return unique


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKD", text).casefold())
