"""What a check is told beside what it checks."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .noun import Noun

Policy = Literal["strict", "key-points", "anaphora", "paragraph", "section"]


class Settings(Noun):
    """The day a check speaks for, the scope that counts as cited, and the rules chosen.

    `select` and `ignore` hold ids, names or the beginning of ids ("EA2"); an empty `select` means every rule.
    """

    as_of: date
    policy: Policy = "strict"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
