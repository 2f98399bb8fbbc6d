"""Amounts in words, as messages have them: "1 note", "3 notes"; the first of many names, and how many more."""

from __future__ import annotations

from collections.abc import Sequence

_NAMED = 5  # of many names; of the others their number is told


def count_things(number: int, thing: str) -> str:
    """The number with the word for one such thing, which takes an "s" for several.

    >>> count_things(1, "source"), count_things(0, "source")
    ('1 source', '0 sources')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def name_some(names: Sequence[str]) -> str:
    """The names; of many the first five, and the number of the others.

    >>> name_some(["a", "b"]), name_some("abcdefg")
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
