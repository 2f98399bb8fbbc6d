"""What the page says of its check: what was found, what was checked, and what could not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from evidence_assembler.model.finding import Report, Snapshot

from .markers import group_numbers
from .one_line import one_line
from .page import Banner
from .wording import Words, tell_counts


def warn_of_errors(report: Report | None, words: Words) -> Banner | None:
    """The banner of a draft that still has errors, None where none stands or nothing was checked."""
    if report is None or report.ok:
        return None
    errors, warnings = len(report.standing("error")), len(report.standing("warning"))
    count = tell_counts(words, error=errors, warning=warnings)
    return Banner("errors", words["draft"]["title"], words["draft"]["text"].format(count=count))


def tell_check(report: Report | None, tell_day: Callable[[date], str], words: Words) -> tuple[str, ...]:
    """The check in a few sentences, for the foot of the page; `tell_day` says a day in words."""
    said = words["check"]
    if report is None:
        return (said["none"],)
    errors, warnings, notes = (len(report.standing(level)) for level in ("error", "warning", "note"))
    lines = [said["clean"] if report.ok else said["found"].format(count=tell_counts(words, error=errors))]
    if warnings or notes:
        count = tell_counts(words, warning=warnings, note=notes)
        lines[0] += " " + said["standing"].format(count=count)
    return (*lines, *list_checks(report, tell_day, words))


def list_checks(report: Report, tell_day: Callable[[date], str], words: Words) -> tuple[str, ...]:
    """Which rules were run as of which day, where retractions were looked up, and what was not checked."""
    said = words["check"]
    lines = [said["listed"].format(day=tell_day(report.as_of), rules=shorten_rules(report.rules))]
    if report.retractions is not None:
        lines.append(tell_snapshot(report.retractions, tell_day, words))
    lines.append(said["not_checked"].format(what="; ".join(_tell_unchecked(report, tell_day, words))))
    return tuple(lines)


def tell_snapshot(snapshot: Snapshot, tell_day: Callable[[date], str], words: Words) -> str:
    """In which list retractions were looked up, of which day, and by which sign that is its day."""
    said = words["check"]
    dated_by = one_line(said["dated_by"].get(snapshot.dated_by, snapshot.dated_by))
    return str(said["looked_up"].format(name=one_line(snapshot.name), day=tell_day(snapshot.date), dated_by=dated_by))


def shorten_rules(rules: tuple[str, ...]) -> str:
    """The ids of rules, in order; three or more that follow each other as a range: EA101-EA103, EA201."""
    families: dict[str, list[str]] = {}
    others = []
    for rule in rules:
        if rule[-3:].isdecimal() and rule[-3:].isascii():
            families.setdefault(rule[:-3], []).append(rule[-3:])
        else:
            others.append(rule)
    named = []
    for family, numbers in sorted(families.items()):
        for first, last in group_numbers(map(int, numbers)):
            named.append(f"{family}{first:03}" + (f"-{family}{last:03}" if last != first else ""))
    return ", ".join([*named, *sorted(set(others))])


def _tell_unchecked(report: Report, tell_day: Callable[[date], str], words: Words) -> list[str]:
    said = words["check"]
    undecided = Counter((finding.rule, finding.name) for finding in report.findings if finding.kind == "open")
    unchecked = [said["open"].format(rule=rule, name=name, n=n) for (rule, name), n in sorted(undecided.items())]
    not_run = _find_rules_not_run(report)
    if not_run:
        unchecked.append(said["not_run"].format(rules=shorten_rules(not_run)))
    unchecked.append(said["support"])
    if report.retractions is None:
        unchecked.append(said["retractions"])
    elif report.retractions.date < report.as_of:
        unchecked.append(said["after"].format(day=tell_day(report.retractions.date)))
    return unchecked


def _find_rules_not_run(report: Report) -> tuple[str, ...]:
    from evidence_assembler.rules.chosen import all_rules

    return tuple(rule.id for rule in all_rules() if rule.id not in report.rules)
