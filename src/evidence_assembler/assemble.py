"""Assembling: a draft and a library become an answer, ordered, verified and numbered. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evidence_assembler.arrange import PlacedClaim, SectionBlock, arrange_claims
from evidence_assembler.cite import refuse_unknown_style
from evidence_assembler.data import read_table
from evidence_assembler.disagree import find_disagreements, rests_on_several
from evidence_assembler.errors import DraftError, SchemeError
from evidence_assembler.library.library import Library
from evidence_assembler.merge import merge_claims
from evidence_assembler.model.answer import (
    Answer,
    PlacedKeyPoint,
    Section,
    Statement,
    Topic,
)
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.number import number_references
from evidence_assembler.progress import follow
from evidence_assembler.rank.gradings import find_wrong_grade
from evidence_assembler.rank.shipped import clinical_scheme
from evidence_assembler.refer import Desk, make_citation, make_references, rank_cited


def assemble_answer(
    draft: Draft,
    library: Library,
    *,
    scheme: TierScheme | None = None,
    style: str = "ama",
    audience: str | None = None,
    as_of: date | None = None,
) -> Answer:
    """The answer that a draft makes with the sources of a library.

    `scheme` orders the sources (the shipped `clinical` by default), `style` sets the reference list, `audience` chooses
    the wording, `as_of` is the day for which the standing of the sources is told (today by default).
    Claims that say the same in the same words become one statement with all their citations. A citation of an unknown
    source has no number: a finding of the check, never a reason to stop.

    Raises `UnknownNameError` for an unknown style, `DraftError` for a grade that its vocabulary does not have, and
    `SchemeError` where the draft names a scheme and none is given, and where a scheme that ranks by the type of the
    question has no rows for that of the draft.
    """
    refuse_unknown_style(style)
    _refuse_wrong_grades(draft)
    day = as_of or date.today()
    scheme = (scheme or _take_default(draft)).for_question(draft.question_type)
    claims = merge_claims(draft.claims, audience or draft.audience)
    cited = tuple(dict.fromkeys(c.source_id for one in claims for c in one.citations if c.source_id in library))
    ranked = rank_cited(cited, library, scheme, draft.declare, day)
    blocks = arrange_claims(claims, draft.arrange, scheme, ranked)
    in_order = [one for block in blocks for topic in block.topics for one in topic.claims]
    works = library.works
    numbers = number_references(
        works[c.source_id] for one in in_order for c in one.claim.citations if c.source_id in works
    )
    desk = Desk(library, draft.declare, numbers)
    with follow(in_order, "Verifying the statements") as followed:
        statements = {one.claim.id: _make_statement(one, desk) for one in followed}
    sections = tuple(_make_section(block, statements) for block in blocks)
    topics = (topic for section in sections for topic in section.topics)
    worded = {one.claim.id: one.claim.claim.text for one in in_order if one.claim.text != one.claim.claim.text}
    statement_of = {name: one.id for one in claims for name in (one.id, *one.merged)}
    return Answer(
        question=draft.question,
        question_type=draft.question_type,
        audience=audience or draft.audience,
        scheme=scheme,
        arrange=draft.arrange,
        style=style,
        as_of=day,
        updated=draft.updated,
        next_review=draft.next_review,
        key_points=tuple(
            PlacedKeyPoint(**vars(point), statement=statement_of.get(point.of or "")) for point in draft.key_points
        ),
        sections=sections,
        disagreements=tuple(filter(rests_on_several, find_disagreements(topics, draft.question, worded))),
        references=tuple(make_references(cited, ranked, desk, style)),
        notices=draft.notices,
        disclaimer=_choose_disclaimer(draft, audience),
        people=draft.people,
        prepared_by=draft.prepared_by,
        model=draft.model,
        funding=draft.funding,
        policy_url=draft.policy_url,
        searched=draft.searched,
        follow_ups=draft.follow_ups,
        declare=draft.declare,
        place=draft.place,
    )


def _refuse_wrong_grades(draft: Draft) -> None:
    """A draft that a program wrote passes no grade that a file would be refused for."""
    for claim in draft.claims:
        wrong = find_wrong_grade(claim.certainty) if claim.certainty is not None else None
        if wrong is not None:
            said = f"the certainty of {claim.id or claim.text!r}: {wrong.message}"
            path, line = (claim.place.path, claim.place.line) if claim.place is not None else (None, None)
            raise DraftError(said, path=path, line=line, remedy=wrong.remedy)


def _take_default(draft: Draft) -> TierScheme:
    default = clinical_scheme()
    if draft.scheme not in (None, default.name):
        raise SchemeError(f"the draft names the scheme {draft.scheme!r}", remedy="Give it: scheme=read_scheme(...).")
    return default


def _choose_disclaimer(draft: Draft, audience: str | None) -> str | None:
    """The text of the disclaimer; of the shipped ones, the one for the reader who was chosen."""
    shipped: dict[str, str] = read_table("disclaimers")
    named = audience if audience in shipped and draft.disclaimer in shipped else draft.disclaimer
    return shipped.get(named, named) if named else None


def _make_section(block: SectionBlock, statements: Mapping[str, Statement]) -> Section:
    return Section(
        title=block.title,
        tier=block.tier,
        topics=tuple(
            Topic(title=topic.title, statements=tuple(statements[one.claim.id] for one in topic.claims))
            for topic in block.topics
        ),
    )


def _make_statement(one: PlacedClaim, desk: Desk) -> Statement:
    claim = one.claim.claim
    return Statement(
        id=one.claim.id,
        text=one.claim.text,
        citations=tuple(make_citation(citation, desk) for citation in one.claim.citations),
        role=claim.role,
        certainty=claim.certainty,
        needs_no_citation=claim.needs_no_citation,
        lifted_by=one.lift.source_id if one.lift is not None else None,
        merged=one.claim.merged,
        place=claim.place,
    )
