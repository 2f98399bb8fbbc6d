"""Superior characters for raised ones."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")


def raise_digits(words: str) -> str | None:
    """The words as raised characters, None where there are none for them."""
    raised = words.translate(_RAISED)
    return raised if words and not any(old == new for old, new in zip(words, raised, strict=True)) else None
