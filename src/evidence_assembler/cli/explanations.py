"""What `explain` says of rules and schemes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent, wrap

from evidence_assembler.errors import UnknownNameError
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.rank.shipped import shipped_schemes
from evidence_assembler.readers.schemes import read_scheme
from evidence_assembler.rules import all_rules, find_rule, name_rules_like
from evidence_assembler.text.nearest import suggest


def list_names() -> str:
    """Every rule with its level and first sentence, and every shipped scheme with its title."""
    lines = ["Rules:"]
    lines += [f"  {one.id}  {one.level:<7}  {one.name:<26}  {_first_sentence(one.page)}" for one in all_rules()]
    lines += ["", "Tier schemes:"]
    lines += [f"  {name:<12}  {read_scheme(name).title}" for name in shipped_schemes()]
    return "\n".join(lines) + "\n"


def explain_name(name: str) -> str:
    """The page of the rule, or the table of the scheme, of that name. Raises `UnknownNameError`."""
    if name in shipped_schemes() or name.endswith((".yaml", ".yml")):
        return "\n".join(_tell_scheme(read_scheme(name))) + "\n"
    try:
        rule = find_rule(name)
    except UnknownNameError as error:
        known = (*name_rules_like(name), *shipped_schemes())
        raise UnknownNameError(f"there is no rule and no scheme {name!r}", remedy=suggest(name, known)) from error
    return f"# {rule.id} {rule.name}\n\nLevel: {rule.level}\n\n{rule.page}\n"


def _first_sentence(page: str) -> str:
    return " ".join(page.split("\n\n", 1)[0].split())


def _tell_scheme(scheme: TierScheme) -> Iterator[str]:
    yield f"{scheme.name} {scheme.version}: {scheme.title}"
    yield f"Axis: {scheme.axis}"
    yield f"Source: {scheme.source}"
    section: str | None = None
    for position, tier in enumerate(scheme.tiers, start=1):
        if position == 1 or tier.section != section:
            section = tier.section
            yield f"\n{section or 'In no section (lifts nothing)'}"
        yield f"  {position:>2}. {tier.name}"
        yield indent("\n".join(wrap(", ".join(tier.designs), 90)), "      ")
        if tier.why:
            yield indent("\n".join(wrap(tier.why, 90)), "      ")
    yield f"  {len(scheme.tiers) + 1:>2}. {scheme.unknown}"
