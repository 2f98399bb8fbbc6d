"""Suppressing: findings that a comment of the document lets be, each with the reason that it gives."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from evidence_assembler.model.document import Suppression
from evidence_assembler.model.finding import Finding
from evidence_assembler.rules.chosen import all_rules
from evidence_assembler.rules.named import find_named
from evidence_assembler.text.farthest import keep_farthest
from evidence_assembler.text.reasons import is_reason


def suppress_findings(findings: Iterable[Finding], suppressions: Iterable[Suppression]) -> tuple[Finding, ...]:
    """The findings in their order; those that a suppression of their rule covers have its reason in `suppressed`.

    A finding is covered where it begins on one of the lines, in the file of the suppression. A suppression without a
    reason, and one that could not be read, suppresses nothing. A rule that is not `suppressible` stands.
    """
    suppressible = {rule.id for rule in all_rules() if rule.suppressible}
    standing: dict[tuple[str, str], list[Suppression]] = defaultdict(list)
    for one in suppressions:
        if one.unread is None and is_reason(one.because):
            for rule in {rule for word in one.rules for rule in find_named(word)} & suppressible:
                standing[one.place.path, rule].append(one)
    if not standing:
        return tuple(findings)
    reasons = {key: _Reasons(those) for key, those in standing.items()}
    return tuple([_suppress(finding, reasons) for finding in findings])


def _suppress(finding: Finding, reasons: dict[tuple[str, str], _Reasons]) -> Finding:
    at = finding.location
    known = reasons.get((at.path, finding.rule)) if at is not None else None
    reason = known.find(at.line) if known is not None and at is not None else None
    if reason is None or finding.suppressed is not None:
        return finding
    return finding.model_copy(update={"suppressed": reason, "suppressed_by": "comment"})


class _Reasons:
    """The reasons of suppressions of one rule in one file, by line."""

    def __init__(self, suppressions: list[Suppression]) -> None:
        ordered = sorted(suppressions, key=lambda one: one.first_line)
        self._firsts = [one.first_line for one in ordered]
        self._farthest = keep_farthest(ordered, end=lambda one: one.last_line)

    def find(self, line: int) -> str | None:
        at = bisect_right(self._firsts, line)
        if at and self._farthest[at - 1].last_line >= line:
            return self._farthest[at - 1].because
        return None
