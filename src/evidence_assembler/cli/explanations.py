"""What `explain` says of rules and schemes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from evidence_assembler.data import read_table
from evidence_assembler.errors import UnknownNameError
from evidence_assembler.model.scheme import QuestionTiers, Tier, TierScheme
from evidence_assembler.rank.gradings import find_grading
from evidence_assembler.rank.shipped import shipped_schemes
from evidence_assembler.readers.schemes import read_scheme_table
from evidence_assembler.rules.chosen import all_rules, find_rule
from evidence_assembler.rules.named import name_rules_like
from evidence_assembler.text.nearest import suggest

_WIDTH = 96


def list_names() -> str:
    """Every rule with its level and first sentence, and every shipped scheme with its axis and title."""
    lines = ["Rules:"]
    lines += [f"  {one.id}  {one.level:<7}  {one.name:<26}  {_first_sentence(one.page)}" for one in all_rules()]
    lines += ["", "Tier schemes:"]
    schemes = [read_scheme_table(name) for name in shipped_schemes()]
    lines += [f"  {one.name:<12}  {one.axis:<15}  {one.title}{_tell_types(one)}" for one in schemes]
    lines += ["", "Grades that a claim can carry:"]
    lines += [f"  {row['title']:<12}  {row['rates']}" for row in read_table("gradings")["grading"]]
    return "\n".join(lines) + "\n"


def explain_name(name: str) -> str:
    """The page of the rule, or the table of the scheme or of the grades, of that name. Raises `UnknownNameError`."""
    if name in shipped_schemes() or name.endswith((".yaml", ".yml")):
        return "\n".join(_tell_scheme(read_scheme_table(name))) + "\n"
    grading = find_grading(name)
    if grading is not None:
        return "\n".join(_tell_grading(grading.title)) + "\n"
    try:
        rule = find_rule(name)
    except UnknownNameError as error:
        known = (*name_rules_like(name), *shipped_schemes())
        raise UnknownNameError(f"there is no rule and no scheme {name!r}", remedy=suggest(name, known)) from error
    return f"# {rule.id} {rule.name}\n\nLevel: {rule.level}\n\n{rule.page}\n"


def _tell_grading(title: str) -> Iterator[str]:
    row = next(row for row in read_table("gradings")["grading"] if row["title"] == title)
    yield f"{row['title']}: grades for the certainty of a claim, no scheme for sources"
    yield from _wrap(f"It rates {row['rates']}.", 0)
    yield from _wrap(f"Source: {row['source']}", 0)
    for part in row["part"]:
        yield ""
        yield f"{part['name'].capitalize()} (axis: {part['axis']})"
        for value in part["value"]:
            yield f"  {value['value']}"
            if "says" in value:
                yield from _wrap(value["says"], 6)


def _first_sentence(page: str) -> str:
    return " ".join(page.split("\n\n", 1)[0].split())


def _tell_types(scheme: TierScheme) -> str:
    types = ", ".join(one.question_type for one in scheme.questions)
    return f"; by question: {types}" if types else ""


def _tell_scheme(scheme: TierScheme) -> Iterator[str]:
    yield f"{scheme.name} {scheme.version}: {scheme.title}"
    says = next((row["says"] for row in read_table("scheme_words")["axis"] if row["name"] == scheme.axis), None)
    yield f"Axis: {scheme.axis}"
    yield from _wrap(f"Source: {scheme.source}", 0)
    about = [f"A place in it tells {says}."] if says else []
    if scheme.note is not None:
        about.append(scheme.note)
    if about:
        yield ""
        yield from _wrap(" ".join(about), 0)
    for question in scheme.questions:
        yield from _tell_question(question)
        yield from _tell_tiers(question.tiers, scheme, numbered=False)
    if scheme.tiers:
        yield from _tell_tiers(scheme.tiers, scheme, numbered=True)


def _tell_question(question: QuestionTiers) -> Iterator[str]:
    asks = f": {question.asks}" if question.asks else ""
    yield f"\nQuestion type {question.question_type}{asks}"
    if question.also:
        yield from _wrap(f"Also called: {', '.join(question.also)}", 0)
    if question.source is not None:
        yield from _wrap(f"Source: {question.source}", 0)


def _tell_tiers(tiers: tuple[Tier, ...], scheme: TierScheme, *, numbered: bool) -> Iterator[str]:
    """The tiers under their sections; a section that bears the name of its one tier is not told twice."""
    section: str | None = None
    for position, tier in enumerate(tiers, start=1):
        if position == 1 or tier.section != section:
            section = tier.section
            if section != tier.name:
                yield f"\n{section or 'In no section (lifts nothing)'}"
            elif position == 1:
                yield ""
        yield f"  {position:>2}. {tier.name}" if numbered else f"  {tier.name}"
        yield from _wrap(f"Designs: {', '.join(tier.designs) or 'none that a record tells'}", 6)
        if tier.why:
            yield from _wrap(tier.why, 6)
        if tier.source:
            yield from _wrap(f"Source: {tier.source}", 6)
    yield f"  {len(tiers) + 1:>2}. {scheme.unknown}" if numbered else f"  {scheme.unknown}"
    yield "      What no row above is for, and what nothing tells the kind of. It lifts nothing."


def _wrap(words: str, margin: int) -> list[str]:
    return wrap(words, _WIDTH, initial_indent=" " * margin, subsequent_indent=" " * margin, break_on_hyphens=False)
