"""Names for places on a page, unique and safe in every format."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def name_anchors(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    """An anchor for each name, in order: the prefix with the name's ASCII letters and digits, a count where two agree.

    >>> name_anchors("s-", ["tlr4", "dose 1", "dose_1", "κ"])
    ('s-tlr4', 's-dose-1', 's-dose-1-2', 's-x')
    """
    counts: dict[str, int] = {}
    taken: set[str] = set()
    anchors = []
    for name in names:
        base = anchor = prefix + (_UNSAFE.sub("-", name).strip("-") or "x")
        while anchor in taken:
            counts[base] = counts.get(base, 1) + 1
            anchor = f"{base}-{counts[base]}"
        taken.add(anchor)
        anchors.append(anchor)
    return tuple(anchors)
