"""What a draft or a document states, claim by claim, with what each rests on: for a cell, and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from typing import NamedTuple

from evidence_assembler.model.answer import NumberedCitation
from evidence_assembler.model.claim import Citation, Claim
from evidence_assembler.model.document import Document, DocumentStatement
from evidence_assembler.model.draft import Draft
from evidence_assembler.renderers.verdicts import tell_outcome
from evidence_assembler.renderers.wording import Words


class Cited(NamedTuple):
    """A source that a statement cites, the quotation or None, what became of it, and how it is cited.

    `outcome` is passed, failed, unchecked or unquoted; None in a draft, of which nothing was looked for. A source that
    nobody has given is not `known`.
    """

    source_id: str
    known: bool
    quote: str | None
    outcome: str | None
    manner: str


class Stated(NamedTuple):
    """A statement with the line on which it stands, what it cites, and a remark where it cites nothing.

    It is `bare` where it cites nothing and gives no reason for that.
    """

    text: str
    line: int | None
    cites: tuple[Cited, ...]
    remark: str | None
    bare: bool


class Heading(NamedTuple):
    """Statements under one heading; the title is None for those under none."""

    title: str | None
    statements: tuple[Stated, ...]


def outline_draft(draft: Draft, words: Words, most: int) -> tuple[Heading, ...]:
    """The first claims of a draft, at most so many, by topic, each topic where it comes first."""
    topics: dict[str | None, list[Stated]] = {}
    for claim in draft.claims[:most]:
        topics.setdefault(claim.topic, []).append(_outline_claim(claim, words))
    return tuple(Heading(topic, tuple(claims)) for topic, claims in topics.items())


def outline_document(document: Document, words: Words, most: int) -> tuple[Heading, ...]:
    """The first statements of a document, at most so many, by the headings they stand under."""
    placed = ((section, statement) for section in document.sections for statement in section.statements)
    return tuple(
        Heading(headings[-1] if headings else None, tuple(_outline_statement(one, words) for _, one in group))
        for headings, group in groupby(islice(placed, most), key=lambda pair: pair[0].headings)
    )


def _outline_claim(claim: Claim, words: Words) -> Stated:
    cites = _outline_citations(claim.citations, words)
    line = claim.place.line if claim.place is not None else None
    remark = _tell_uncited(claim.needs_no_citation, cites, words)
    return Stated(claim.text, line, cites, remark, not cites and not claim.needs_no_citation)


def _outline_statement(statement: DocumentStatement, words: Words) -> Stated:
    cites = _outline_citations(statement.citations, words)
    line = statement.place.line if statement.place is not None else None
    return Stated(statement.text, line, cites, None if cites else words["notes"]["uncited"], not cites)


def _outline_citations(citations: Iterable[Citation], words: Words) -> tuple[Cited, ...]:
    cites = []
    for one in citations:
        known, outcome = True, None
        if isinstance(one, NumberedCitation):
            known = one.number is not None
            outcome = tell_outcome(one.match) if one.quote is not None else "unquoted"
        cites.append(Cited(one.source_id, known, one.quote, outcome, _tell_manner(one, words)))
    return tuple(cites)


def _tell_manner(citation: Citation, words: Words) -> str:
    """Where in the source, and for what; empty where it is cited plainly in support."""
    said, told = words["notebook"]["manners"], []
    if citation.locator is not None:
        label = citation.label or "page"
        told.append(f"{words['locators'].get(label, (label,))[0]} {citation.locator}")
    if citation.intent != "supports":
        told.append(said[citation.intent])
    if citation.indirect is not None:
        told.append(said["indirect"].format(why=citation.indirect))
    return ", ".join(told)


def _tell_uncited(exempt: str | None, cites: tuple[Cited, ...], words: Words) -> str | None:
    said = words["notes"]
    if exempt is not None:
        return str(said["exempt"].format(why=exempt) if exempt else said["exempt_without_reason"])
    return None if cites else str(said["uncited"])
