"""Sources that disagree, side by side: what each says, in which statement, and what kind of source it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence_assembler.cite.dates import year_words
from evidence_assembler.model.answer import Answer, Disagreement, Reference, Side, Statement
from evidence_assembler.model.claim import Intent

from .citing import Citing
from .one_line import one_line
from .page import PageDisagreement, PageSide, SideSource
from .ready import Ready
from .wording import Words, set_quotation


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies at hand while sides are set: statements by id with their anchors, references by number."""

    citing: Citing
    words: Words
    anchors: Mapping[str, str]
    statements: Mapping[str, Statement]
    references: Mapping[int, Reference]
    lone: frozenset[str]  # designs that are the only one of their tier


def set_disagreements(
    answer: Answer, citing: Citing, words: Words, anchors: Mapping[str, str]
) -> tuple[PageDisagreement, ...]:
    """The disagreements of the answer, each titled by what it is about, else by its topic.

    `anchors` are those of its statements by their ids.
    """
    shown = [one for one in answer.disagreements if one.sides]
    if not shown:
        return ()
    topics = {
        one.id: topic.title for section in answer.sections for topic in section.topics for one in topic.statements
    }
    desk = _Desk(
        citing,
        words,
        anchors,
        {statement.id: statement for statement in reversed(tuple(answer.statements()))},
        {reference.number: reference for reference in answer.references},
        frozenset(tier.designs[0] for tier in answer.scheme.tiers if len(tier.designs) == 1),
    )
    return tuple(
        PageDisagreement(
            title=one_line(one.about or topics.get(one.sides[0].statement) or words["disagreements"][one.kind]),
            sides=tuple(_set_sides(one, desk)),
        )
        for one in shown
    )


def _set_sides(disagreement: Disagreement, desk: _Desk) -> Iterator[PageSide]:
    said = desk.words["disagreements"]
    first = disagreement.sides[0].statement
    for place, side in enumerate(disagreement.sides):
        disputes = disagreement.kind == "disputed" and place > 0
        role = None
        if disagreement.kind == "disputed":
            role = said["supports" if not disputes else "disputes" if side.statement == first else "instead"]
        statement = desk.statements.get(side.statement)
        cited_in = desk.statements.get(first) if disputes else statement
        instead = not disputes or side.statement != first  # else the same words would seem to be those of both sides
        yield PageSide(
            role=role,
            says=one_line(side.says or "") if role is None else None,
            anchor=desk.anchors.get(side.statement) if instead else None,
            text=one_line(statement.text if statement is not None else side.statement) if instead else said["against"],
            sources=tuple(_set_sources(side, cited_in, "disputes" if disputes else "supports", desk)),
            unsourced=said["unsourced"],
        )


def _set_sources(side: Side, cited_in: Statement | None, intent: Intent, desk: _Desk) -> Iterator[SideSource]:
    """The sources of a side that are in the list, each with the words quoted there where they stand in it."""
    statuses = desk.words["references"]["status"]
    for number in side.numbers:
        reference = desk.references.get(number)
        if reference is None:
            continue
        quote = _find_quote(cited_in, number, intent) if cited_in is not None else None
        yield SideSource(
            marker=Ready(desk.citing.set_references([number])),
            kind="; ".join(_tell_kind(reference, desk)),
            status=tuple((status, statuses[status]) for status in reference.status),
            quote=set_quotation(one_line(quote), desk.words) if quote is not None else None,
        )


def _tell_kind(reference: Reference, desk: _Desk) -> Iterator[str]:
    """Its tier, its design where that says more, and its year."""
    yield one_line(reference.tier)
    told = reference.tier.casefold() == (reference.design or "").casefold()
    if reference.design is not None and not told and reference.design not in desk.lone:
        yield one_line(reference.design)
    if year := one_line(year_words(reference.source.issued) or ""):
        yield year


def _find_quote(statement: Statement, number: int, intent: Intent) -> str | None:
    for citation in statement.citations:
        told = citation.number == number and citation.intent == intent and citation.indirect is None
        if told and citation.match is not None and citation.match.passed:
            return citation.quote
    return None
