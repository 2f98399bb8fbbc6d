"""Commas between markers, which belong to them: fell.^1^,^2^ It rose."""

from __future__ import annotations

import re

from .atoms import Atom, Mark, Words
from .scan import Scan

_STOPPED = re.compile(r"""[.!?][*_"'”’)\]]*\Z""")
_REACH = 12
"""How much of what stands before is looked at."""


def join_at_commas(scan: Scan) -> None:
    """Takes a comma between two marks into the first one, where no space stands beside it or a stop before them."""
    if sum(isinstance(atom, Mark) for atom in scan.atoms) < 2:
        return
    joined: list[Atom] = []
    stopped = False  # the marks that we are behind stand behind a stop
    for number, atom in enumerate(scan.atoms):
        before = joined[-1] if joined else None
        if isinstance(atom, Mark) and not isinstance(before, Mark):
            stopped = _STOPPED.search(scan.text, max(0, atom.start - _REACH), atom.start) is not None
        following = scan.atoms[number + 1] if number + 1 < len(scan.atoms) else None
        if isinstance(atom, Words) and isinstance(before, Mark) and isinstance(following, Mark):
            words = scan.text[atom.start : min(atom.end, atom.start + _REACH)]
            if words.strip() == "," and (words == "," or stopped) and not (_is_word(before) or _is_word(following)):
                before.end = atom.start + words.index(",") + 1
                continue
        joined.append(atom)
    scan.atoms = joined


def _is_word(mark: Mark) -> bool:
    return mark.word is not None or mark.leaves_nothing
