"""Checking: the rules run over an answer, and their problems become the findings of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from evidence_assembler.known.known import Known
from evidence_assembler.known.profiles import find_profile
from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer, Statement
from evidence_assembler.model.document import Document
from evidence_assembler.model.finding import Checked, Finding, Level, Problem, Report, place_order
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.settings import Policy, Profile, Settings
from evidence_assembler.progress import follow
from evidence_assembler.rules.chosen import Rule, choose_rules
from evidence_assembler.suppress import suppress_findings
from evidence_assembler.verify import verify_quote


def check_answer(
    answer: Answer | Document,
    library: Library | None = None,
    *,
    policy: Policy | None = None,
    profile: str | Profile | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    as_of: date | None = None,
) -> Report:
    """What the rules find in an answer or a document, in the order of the places it was written in.

    `policy` says which statements count as cited (that of the profile, and else `strict`); `profile` names what this
    kind of text owes its readers; `select` and `ignore` choose rules by id, name or the beginning of an id. The check
    speaks for the day of the answer, unless `as_of` names another. Raises `UnknownNameError` for a rule or a profile
    that is not known, `EvidenceError` where every rule is left out, and `TypeError` for what is neither an answer nor a
    document. A finding never raises: what is wrong with the answer is the report.
    """
    if not isinstance(answer, Answer | Document):
        raise TypeError(
            f"check_answer takes an Answer or a Document, not {type(answer).__name__}: assemble_answer makes one of a "
            "draft, read_document reads the other"
        )
    if library is None:
        if isinstance(answer, Answer):
            raise TypeError("check_answer takes the library that the answer was made from")
        library = Library()  # the document brings its own sources
    named = find_profile(profile) if isinstance(profile, str) else profile
    settings = Settings(
        as_of=as_of or answer.as_of,
        policy=policy or (named.policy if named is not None else "strict"),
        profile=named,
        select=select,
        ignore=ignore,
    )
    if isinstance(answer, Document):
        library = library.join((one.source, one.place) for one in answer.sources)
    page = _verify_again(answer, library)
    known = Known(page, library, settings)
    rules = _choose(settings)
    with follow(rules, "Running the rules") as followed:
        findings: Iterable[Finding] = [finding for rule in followed for finding in _run_rule(rule, known)]
    if isinstance(answer, Document):
        findings = suppress_findings(findings, answer.suppressions)
    return Report(
        findings=tuple(sorted(findings, key=place_order)),
        checked=_count_checked(known),
        rules=tuple(rule.id for rule in rules),
        paths=(page.place.path,) if page.place is not None else (),
        as_of=settings.as_of,
        retractions=library.retractions.snapshot if library.retractions is not None else None,
    )


def _choose(settings: Settings) -> tuple[Rule, ...]:
    """The rules of a run. What a profile leaves out is run where it is selected."""
    left_out = settings.profile.ignore if settings.profile is not None and not settings.select else ()
    return choose_rules(settings.select, (*settings.ignore, *left_out))


def _verify_again(page: Answer | Document, library: Library) -> Answer | Document:
    """The page with every quotation held against the library, whatever it says became of it.

    An answer may come from a file, or from a hand that changed it.
    """
    declare = page.declare if isinstance(page, Answer) else {}

    def verify(statement: Statement) -> Statement:
        if all(citation.quote is None and citation.match is None for citation in statement.citations):
            return statement
        verified = ((one, verify_quote(one, library, declare)) for one in statement.citations)
        citations = tuple(one.model_copy(update={"match": now.match, "extent": now.extent}) for one, now in verified)
        return statement.model_copy(update={"citations": citations})

    quotes = any(c.quote is not None or c.match is not None for one in page.statements() for c in one.citations)
    return page.change_statements(verify) if quotes else page


def _run_rule(rule: Rule, known: Known) -> Iterator[Finding]:
    levels = known.settings.profile.levels if known.settings.profile is not None else {}
    with follow(rule.find(known), f"{rule.id} {rule.name}, findings") as problems:
        for problem in problems:
            yield _make_finding(rule, problem, levels.get(rule.id))


def _make_finding(rule: Rule, problem: Problem, level: Level | None) -> Finding:
    return Finding(
        rule=rule.id,
        name=rule.name,
        level=problem.level or level or rule.level,
        kind=problem.kind,
        message=problem.message,
        remedy=problem.remedy,
        words=problem.words,
        statement=problem.statement,
        source_id=problem.source_id,
        location=problem.place,
    )


def _count_checked(known: Known) -> Checked:
    cited = sum(cited for _, cited in known.needing)
    citations = [citation for _, citation in known.citations]
    quotes: Counter[str] = Counter(citation.match.status for citation in citations if citation.match is not None)
    return Checked(
        documents=1,
        statements=len(known.places),
        cited=cited,
        uncited=len(known.needing) - cited,
        citations=len(citations),
        sources=len(known.library),
        quotes=FrozenMap({str(status): count for status, count in quotes.items()}),
    )
