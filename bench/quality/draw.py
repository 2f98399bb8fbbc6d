"""What variants and damages draw from."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


class Draw(Random):
    """Random choices, among them of the words of a text."""

    words: Sequence[str] = ()

    def word(self, but: str = "") -> str:
        """A word of the text, another one than that."""
        return self.other(self.words, but)

    def other(self, choices: Sequence[str], but: str) -> str:
        """One of the choices, another one than that."""
        while (drawn := self.choice(choices)) == but:
            pass
        return drawn
