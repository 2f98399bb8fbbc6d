"""Checking: the rules run over an answer, and their problems become the findings of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer, Statement
from evidence_assembler.model.finding import LEVELS, Checked, Finding, Problem, Report
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.settings import Policy, Settings
from evidence_assembler.rules import Rule, choose_rules
from evidence_assembler.rules.known import Known
from evidence_assembler.verify import verify_quote


def check_answer(
    answer: Answer,
    library: Library,
    *,
    policy: Policy = "strict",
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    as_of: date | None = None,
) -> Report:
    """What the rules find in an answer, in the order of the places it was written in.

    `policy` says which statements count as cited; `select` and `ignore` choose rules by id, name or the beginning of an
    id. The check speaks for the day of the answer, unless `as_of` names another. Raises `UnknownNameError` for a rule
    that is not known. A finding never raises: what is wrong with the answer is the report.
    """
    if not isinstance(answer, Answer):
        raise TypeError(
            f"check_answer takes an Answer, not {type(answer).__name__}: assemble_answer makes one of a draft"
        )
    settings = Settings(as_of=as_of or answer.as_of, policy=policy, select=select, ignore=ignore)
    known = Known(_verify_again(answer, library), library, settings)
    rules = choose_rules(settings.select, settings.ignore)
    findings = sorted((finding for rule in rules for finding in _run_rule(rule, known)), key=_in_order)
    return Report(
        findings=tuple(findings),
        checked=_count_checked(known),
        rules=tuple(rule.id for rule in rules),
        as_of=settings.as_of,
        retractions=library.retractions.snapshot if library.retractions is not None else None,
    )


def _verify_again(answer: Answer, library: Library) -> Answer:
    """The answer with every quotation held against the library, whatever the answer says became of it.

    An answer may come from a file, or from a hand that changed it.
    """

    def verify(statement: Statement) -> Statement:
        if all(citation.quote is None and citation.match is None for citation in statement.citations):
            return statement
        verified = ((one, verify_quote(one, library, answer.declare)) for one in statement.citations)
        citations = tuple(one.model_copy(update={"match": now.match, "extent": now.extent}) for one, now in verified)
        return statement.model_copy(update={"citations": citations})

    quotes = any(c.quote is not None or c.match is not None for one in answer.statements() for c in one.citations)
    return answer.change_statements(verify) if quotes else answer


def _run_rule(rule: Rule, known: Known) -> Iterator[Finding]:
    for problem in rule.find(known):
        yield _make_finding(rule, problem)


def _make_finding(rule: Rule, problem: Problem) -> Finding:
    return Finding(
        rule=rule.id,
        name=rule.name,
        level=problem.level or rule.level,
        kind=problem.kind,
        message=problem.message,
        remedy=problem.remedy,
        statement=problem.statement,
        source_id=problem.source_id,
        location=problem.place,
    )


def _in_order(finding: Finding) -> tuple[str, int, int, int, str, str]:
    at = finding.location
    place = (at.path, at.line, at.column) if at is not None else ("", 0, 0)
    return (*place, LEVELS.index(finding.level), finding.rule, finding.message)


def _count_checked(known: Known) -> Checked:
    statements = list(known.places)
    needing = [(section, one) for section, _, one in statements if one.needs_no_citation is None]
    cited = sum(known.is_cited(one, section) for section, one in needing)
    citations = [citation for _, citation in known.citations]
    quotes: Counter[str] = Counter(citation.match.status for citation in citations if citation.match is not None)
    return Checked(
        documents=1,
        statements=len(statements),
        cited=cited,
        uncited=len(needing) - cited,
        citations=len(citations),
        sources=len(known.library),
        quotes=FrozenMap({str(status): count for status, count in quotes.items()}),
    )


def join_reports(reports: Sequence[Report]) -> Report:
    """One report of several, made by the same rules for the same day; the sources are counted for each."""
    quotes: Counter[str] = Counter()
    for report in reports:
        quotes.update(report.checked.quotes)
    counted = {
        name: sum(getattr(report.checked, name) for report in reports)
        for name in Checked.model_fields
        if name != "quotes"
    }
    return Report(
        findings=tuple(finding for report in reports for finding in report.findings),
        checked=Checked(**counted, quotes=FrozenMap(quotes)),
        rules=reports[0].rules,
        as_of=reports[0].as_of,
        retractions=reports[0].retractions,
    )
