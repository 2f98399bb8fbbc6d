"""Keys of entries: the id of the source, or what of it BibTeX and LaTeX take for a key."""

from __future__ import annotations

import re
from collections.abc import Iterable

# White space and what ends or opens something in BibTeX; what LaTeX does not pass on to \cite; control characters.
_NO_KEY = re.compile(r"[\s,{}=\"#%\\~@\x00-\x1f\x7f-\x9f\ufeff]+")


def choose_keys(source_ids: Iterable[str]) -> list[str]:
    """A key for each id, all of them different: the id itself where it can be one and comes for the first time.

    >>> choose_keys(["smith2001", "a, b", "a-b"])
    ['smith2001', 'a-b-2', 'a-b']
    """
    ids = list(source_ids)
    taken = {one for one in ids if not _NO_KEY.search(one)}
    used: set[str] = set()
    keys: list[str] = []
    for one in ids:
        key = one
        if _NO_KEY.search(one) or one in used:
            made = _NO_KEY.sub("-", one).strip("-") or "source"
            count, key = 1, made
            while key in taken or key in used:
                count += 1
                key = f"{made}-{count}"
        used.add(key)
        keys.append(key)
    return keys
