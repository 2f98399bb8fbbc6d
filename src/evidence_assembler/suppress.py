"""Suppressing: findings that a comment of the document lets be, each with the reason that it gives."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from evidence_assembler.model.document import Suppression
from evidence_assembler.model.finding import Finding
from evidence_assembler.rules.ea104_exempt_without_reason import NEVER_SUPPRESSED
from evidence_assembler.rules.named import find_named
from evidence_assembler.text.reasons import is_reason


def suppress_findings(findings: Iterable[Finding], suppressions: Iterable[Suppression]) -> tuple[Finding, ...]:
    """The findings in their order; those that a suppression of their rule covers have its reason in `suppressed`.

    A finding is covered where it begins on one of the lines, in the file of the suppression. A suppression without a
    reason, and one that could not be read, suppresses nothing; EA104, which tells so, cannot be suppressed.
    """
    standing: dict[tuple[str, str], list[Suppression]] = defaultdict(list)
    for one in suppressions:
        if one.unread is None and is_reason(one.because):
            for rule in {rule for word in one.rules for rule in find_named(word)} - NEVER_SUPPRESSED:
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
        self._farthest: list[Suppression] = []  # of all up to each; it covers a line if any of them does
        for one in ordered:
            last = self._farthest[-1] if self._farthest else one
            self._farthest.append(one if one.last_line >= last.last_line else last)

    def find(self, line: int) -> str | None:
        at = bisect_right(self._firsts, line)
        if at and self._farthest[at - 1].last_line >= line:
            return self._farthest[at - 1].because
        return None
