"""What a check is told beside what it checks."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .finding import Level
from .frozen_map import FrozenMap
from .noun import Noun

Policy = Literal["strict", "key-points", "anaphora", "paragraph", "section"]
ReportFormat = Literal["text", "json", "sarif", "junit", "github"]


class Profile(Noun):
    """What a kind of text owes its readers: a scope, headings under which nothing needs a source, and levels of rules.

    `exempt` holds headings in lower case, `levels` levels by the id of the rule.
    """

    name: str
    policy: Policy = "strict"
    exempt: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: FrozenMap[Level] = FrozenMap()


class Settings(Noun):
    """The day a check speaks for, the scope that counts as cited, the profile, and the rules chosen.

    `select` and `ignore` hold ids, names or the beginning of ids ("EA2"); an empty `select` means every rule.
    """

    as_of: date
    policy: Policy = "strict"
    profile: Profile | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
