"""Statements as a page shows them: in sections and topics, with their markers and the remarks below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from evidence_assembler.model.answer import Answer, NumberedCitation, Section, Statement
from evidence_assembler.model.claim import Certainty
from evidence_assembler.rank.gradings import find_edition, find_grading

from .citing import TOLD_AT_ONCE, Citing
from .one_line import one_line
from .page import Note, PageKeyPoint, PageSection, PageStatement, PageTopic
from .ready import Ready
from .wording import Words, fill_sentence


def set_sections(answer: Answer, citing: Citing, words: Words, anchors: Iterable[str]) -> tuple[PageSection, ...]:
    """The sections in their order; those of the scheme that stayed empty say so in their place.

    `anchors` has one for each statement, in reading order.
    """
    landing = iter(anchors)
    by_tier = answer.arrange == "by-tier"
    return tuple(
        _set_section(part, citing, words, landing, apart=by_tier and part.title is None)
        if isinstance(part, Section)
        else PageSection(title=part[0], notice=part[1], apart=None, topics=())
        for part in _with_empty_sections(answer, citing, words["sections"])
    )


def set_key_points(answer: Answer, anchors: Mapping[str, str]) -> tuple[PageKeyPoint, ...]:
    """The key points, each with the anchor of the statement that it rests on; `anchors` are by statement id."""
    return tuple(
        PageKeyPoint(one_line(point.text), anchors.get(point.statement) if point.statement is not None else None)
        for point in answer.key_points
    )


def _with_empty_sections(
    answer: Answer, citing: Citing, said: Mapping[str, str]
) -> Iterator[Section | tuple[str, Ready]]:
    """The sections of the answer, and (title, notice) of those that its scheme has and nothing stands in.

    A source can be cited and lift nothing: that a kind is not cited is said only where none of it is in the list, and
    not without the sources whose kind is not known.
    """
    escape = citing.fmt.escape
    unknown = {reference.number for reference in answer.references if reference.design is None}
    uncertain = [c for statement in answer.statements() for c in statement.citations if c.number in unknown]
    tiers = {reference.tier for reference in answer.references}
    cited = {tier.section for tier in answer.scheme.tiers if tier.name in tiers}
    waiting = list(answer.sections)
    if answer.arrange == "by-tier":
        titles = [section.title for section in answer.sections]
        for planned in answer.scheme.sections:
            if planned.title in titles:
                while any(section.title == planned.title for section in waiting):
                    yield waiting.pop(0)
            elif planned.when_empty is not None:
                if planned.title in cited:
                    yield planned.title, Ready(escape(said["cited_elsewhere"]))
                elif uncertain:
                    marker, notice = Ready(citing.set_sources(uncertain)), one_line(planned.when_empty)
                    yield planned.title, fill_sentence(said["kind_unknown"], escape, notice=notice, marker=marker)
                else:
                    yield planned.title, Ready(escape(one_line(planned.when_empty)))
    yield from waiting


def _set_section(section: Section, citing: Citing, words: Words, landing: Iterator[str], *, apart: bool) -> PageSection:
    said = words["sections"]
    title = said["apart_title"] if apart else section.title
    level = 2 if title is None else 3
    topics = tuple(
        PageTopic(
            # under the heading of another topic, a topic without one needs a heading to be none of it
            title=one_line(said["without_topic"] if topic.title is None else topic.title)
            if topic.title is not None or place > 0
            else None,
            level=level,
            statements=tuple(
                _set_statement(statement, anchor, citing, words)
                for statement, anchor in zip(topic.statements, landing, strict=False)
            ),
        )
        for place, topic in enumerate(section.topics)
    )
    return PageSection(title=title, notice=None, apart=said["apart"] if apart else None, topics=topics)


def _set_statement(statement: Statement, anchor: str, citing: Citing, words: Words) -> PageStatement:
    text = citing.set_statement(one_line(statement.text), statement.citations)
    return PageStatement(anchor, Ready(text), tuple(_remark(statement, citing, words)), statement.role)


def _remark(statement: Statement, citing: Citing, words: Words) -> Iterator[Note]:
    citations, escape = statement.citations, citing.fmt.escape
    notes: Mapping[str, str] = words["notes"]
    if statement.needs_no_citation is not None:
        why = _as_clause(statement.needs_no_citation)
        yield Note("exempt", fill_sentence(notes["exempt" if why else "exempt_without_reason"], escape, why=why))
    elif not citations:
        yield Note("uncited", fill_sentence(notes["uncited"], escape))
    if statement.certainty is not None:
        yield Note("certainty", _tell_certainty(statement.certainty, escape, words))
    if any(one.intent != "supports" or one.indirect is not None or one.number in citing.warned for one in citations):
        yield from _remark_on_citations(citations, citing, words)


def _tell_certainty(given: Certainty, escape: Callable[[str], str], words: Words) -> Ready:
    """A grade in the words of whoever gave it, with its day."""
    dated = _tell_grade_date(given, words["grade_dates"])
    sentence = "_".join(["certainty", *["dated"] * bool(dated), *["because"] * bool(given.because)])
    return fill_sentence(
        words["notes"][sentence],
        escape,
        scheme=one_line(given.scheme),
        value=one_line(given.value),
        dated=dated,
        why=one_line(given.because or ""),
    )


def _tell_grade_date(given: Certainty, said: Mapping[str, str]) -> str:
    """When the grade was given, and which definitions held then; nothing where no day is given and none is missed."""
    grading = find_grading(given.scheme)
    if given.date is None:
        return said["unknown"] if grading is not None and grading.editions else ""
    edition = find_edition(grading, given.date) if grading is not None else None
    return said[edition or "day"].format(day=given.date.isoformat())


def _remark_on_citations(citations: tuple[NumberedCitation, ...], citing: Citing, words: Words) -> Iterator[Note]:
    notes: Mapping[str, str] = words["notes"]
    escape = citing.fmt.escape

    def name(chosen: Iterable[NumberedCitation]) -> Ready:
        return Ready(citing.set_sources(chosen))

    for status in TOLD_AT_ONCE:
        standing = [citation for citation in citations if citing.has_status(citation, status)]
        if standing:
            name_of = words["references"]["status"][status]
            yield Note("standing", fill_sentence(notes["standing"], escape, status=name_of, marker=name(standing)))
    disputing = [citation for citation in citations if citation.intent == "disputes" and citation.indirect is None]
    if disputing:
        supporting = [c for c in citations if c.intent == "supports" and c.indirect is None]
        sentence = notes["disagree" if supporting else "disputed"]
        yield Note("disagree", fill_sentence(sentence, escape, supporting=name(supporting), disputing=name(disputing)))
    indirect: dict[tuple[str, str], list[NumberedCitation]] = {}
    background = []
    for citation in citations:
        if citation.indirect is not None:
            kind = "indirect_dispute" if citation.intent == "disputes" else "indirect"
            indirect.setdefault((kind, _as_clause(citation.indirect)), []).append(citation)
        if citation.intent == "background":
            background.append(citation)
    for (kind, why), group in indirect.items():
        yield Note("indirect", fill_sentence(notes[kind], escape, marker=name(group), why=why))
    if background:
        yield Note("background", fill_sentence(notes["background"], escape, marker=name(background)))


def _as_clause(words: str) -> str:
    """What somebody wrote, without the stop that our sentence brings."""
    clause = one_line(words)
    return clause[:-1] if clause.endswith(".") and not clause.endswith("..") else clause
