"""Names as RIS has them: `Family, Given, Suffix`; a body with a comma behind it, as EndNote and the reader know it.

Standard: RIS Format Specifications 2001.
"""

from __future__ import annotations

import re

from evidence_assembler.model.csl import Name

from .words import fold

_SEPARATORS = re.compile("[,;]")


def set_name(name: Name) -> tuple[str, list[str]]:
    """The name in one line, empty where it has no words, and in words what it does not hold."""
    family = fold(" ".join(part for part in (name.non_dropping_particle, name.family) if part))
    given = fold(" ".join(part for part in (name.given, name.dropping_particle) if part))
    suffix = fold(name.suffix or "")
    losses: list[str] = []
    if not name.family:
        if given or suffix or family:
            losses.append("a name without a family name was written as that of a body")
        body = fold(name.literal or "") or " ".join(part for part in (given, family, suffix) if part)
        return (f"{body}," if body else ""), losses
    if name.literal:
        losses.append(f"{name.literal!r} stands beside the parts of a name, which were written without it")
    if name.dropping_particle:
        losses.append(f"the particle {name.dropping_particle!r} was written behind the given name")
    if _SEPARATORS.search(family + given + suffix):
        losses.append(f"commas and semicolons in the name {family!r} became spaces")
        family, given, suffix = (fold(_SEPARATORS.sub(" ", part)) for part in (family, given, suffix))
    if (name.family.split() or [""])[0][:1].islower() and " " in fold(name.family):
        losses.append(f"what {name.family!r} begins with in lower case is read as its particle")
    elif name.non_dropping_particle and not all(word[0].islower() for word in name.non_dropping_particle.split()):
        losses.append(f"the particle {name.non_dropping_particle!r} was written as part of the family name")
    if not given and (suffix or " " in family):
        losses.append(f"{family!r} without a given name was written as the name of a body")
        return f"{family} {suffix}".strip() + ",", losses
    parts = (family, given, suffix) if suffix else (family, given) if given else (family,)
    return ", ".join(parts), losses
