"""From an answer to a page: everything a template prints, chosen and in order."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_assembler.cite import AuthorDate, Run, author_date_labels, format_reference, safe_href
from evidence_assembler.model.answer import Answer, Reference
from evidence_assembler.model.finding import Report
from evidence_assembler.model.scheme import TierScheme

from .anchors import name_anchors
from .checks import tell_check, warn_of_errors
from .citing import start_citing
from .day_and_scheme import tell_day_and_scheme, write_day
from .disagreements import set_disagreements
from .evidence_map import map_answer
from .formats import Format
from .one_line import one_line
from .page import Banner, Day, Page, Step
from .ready import Ready
from .references import find_cited_places, list_references, list_unknown, set_runs
from .statements import set_key_points, set_sections
from .wording import Words


def compose_page(
    answer: Answer,
    fmt: Format,
    words: Words,
    *,
    style: str,
    raised: bool = False,
    report: Report | None = None,
    prefix: str = "",
) -> Page:
    """The page of an answer. `raised` asks for superscripts, `prefix` begins every anchor."""
    statements = tuple(answer.statements())
    anchors = name_anchors(f"{prefix}s-", (statement.id for statement in statements))
    listed, labels = _order_references(answer.references, style)
    reference_anchors = name_anchors(f"{prefix}ref-", (str(reference.number) for reference, _ in listed))
    citing = start_citing(
        fmt, words, zip((reference for reference, _ in listed), reference_anchors, strict=True), labels, raised
    )
    places = find_cited_places(answer, anchors, fmt, words)
    landing: dict[str, str] = {}
    for statement, anchor in zip(statements, anchors, strict=True):
        landing.setdefault(statement.id, anchor)
    return Page(
        prefix=prefix,
        question=one_line(answer.question),
        banners=_raise_banners(answer, report, words),
        steps=_list_steps(answer, words),
        dates=_tell_dates(answer, words),
        audience=answer.audience,
        key_points=set_key_points(answer, landing),
        sections=set_sections(answer, citing, words, anchors),
        disagreements=set_disagreements(answer, citing, words, landing),
        evidence_map=map_answer(
            answer,
            ((reference, anchor) for (reference, _), anchor in zip(listed, reference_anchors, strict=True)),
            words,
            prefix=prefix,
            numbered=labels is None,
        )
        if fmt.TAKES_SVG
        else None,
        legends=_explain_references(answer.scheme, words, by_kind=answer.arrange == "by-tier" and labels is None),
        references=list_references(
            [(reference, anchor, runs) for (reference, runs), anchor in zip(listed, reference_anchors, strict=True)],
            places,
            citing,
            words,
            numbered=labels is None,
        ),
        unknown=list_unknown(places, fmt),
        searches=_tell_searches(answer, words),
        checks=tell_check(report, lambda day: write_day(day, words), words),
        notices=answer.notices,
        people=_name_people(answer, words),
        funding=_tell_funding(answer, words),
        prepared_by=_tell_preparation(answer, words),
        policy=_link_policy(answer.policy_url, fmt) if answer.policy_url else None,
        disclaimer=answer.disclaimer,
        follow_ups=answer.follow_ups,
        scheme=words["foot"]["scheme"].format(
            title=one_line(answer.scheme.title), source=one_line(answer.scheme.source)
        ),
        last_line=tell_day_and_scheme(answer.as_of, answer.scheme, words),
    )


def _order_references(
    references: Sequence[Reference], style: str
) -> tuple[list[tuple[Reference, Sequence[Run]]], list[str] | None]:
    """The references with their runs in the order of the list, and their labels where the style has such."""
    if style != "author-date":
        return [(reference, format_reference(reference.source, style)) for reference in references], None
    named: list[tuple[AuthorDate, Reference]] = sorted(
        zip(author_date_labels([reference.source for reference in references]), references, strict=True),
        key=lambda pair: (pair[0].sort_key, pair[1].number),
    )
    listed: list[tuple[Reference, Sequence[Run]]] = [
        (reference, format_reference(reference.source, style, year_suffix=label.year_suffix))
        for label, reference in named
    ]
    return listed, [label.label for label, _ in named]


def _raise_banners(answer: Answer, report: Report | None, words: Words) -> tuple[Banner, ...]:
    state = answer.review.state
    review = Banner(state, words["states"][state]["title"], words["states"][state]["text"])
    errors = warn_of_errors(report, words)
    return (errors, review) if errors else (review,)


def _list_steps(answer: Answer, words: Words) -> tuple[Step, ...]:
    """The way of an answer through its review; none for one that was withdrawn, which may be from anywhere on it."""
    state = answer.review.state
    if state == "withdrawn":
        return ()
    way = ("draft", "submitted", "under_review", "rejected" if state == "rejected" else "approved")
    return tuple(Step(words["states"][name]["step"], name == state) for name in way)


def _tell_dates(answer: Answer, words: Words) -> tuple[tuple[str, Day], ...]:
    given = (("updated", answer.updated), ("next_review", answer.next_review), ("as_of", answer.as_of))
    return tuple(
        (words["dates"][name], Day(day.isoformat(), write_day(day, words))) for name, day in given if day is not None
    )


def _explain_references(scheme: TierScheme, words: Words, *, by_kind: bool) -> tuple[str, ...]:
    """The texts that every list of references stands under: of its order, and of what a quotation is worth."""
    said = words["references"]
    order = said["order" if by_kind else "order_otherwise"]
    lead = said["quotations_lead"].format(mark=words["quotation"]["passed"])
    return order.get(scheme.axis, order["else"]), f"{lead} {said['quotations']}"


def _tell_searches(answer: Answer, words: Words) -> tuple[str, ...]:
    said = words["searches"]
    return tuple(
        said["entry_with_query" if search.query else "entry"].format(
            where=one_line(search.where), when=search.when.isoformat(), query=one_line(search.query or "")
        )
        for search in answer.searched
    )


def _name_people(answer: Answer, words: Words) -> tuple[str, ...]:
    said = words["people"]
    lines = []
    for person in answer.people:
        name = said["with_role" if person.role else "without_role"].format(name=person.name, role=person.role)
        interests = (
            said["interests"].format(interests=one_line(person.interests).removesuffix("."))
            if person.interests
            else said["no_interests"]
        )
        lines.append(f"{one_line(name).removesuffix('.')}. {interests}")
    return tuple(lines)


def _tell_funding(answer: Answer, words: Words) -> str | None:
    """Who paid for it; where people are named, that nobody says so is said."""
    said = words["people"]
    if answer.funding:
        return str(said["funding"].format(funding=one_line(answer.funding).removesuffix(".")))
    return str(said["no_funding"]) if answer.people else None


def _tell_preparation(answer: Answer, words: Words) -> str | None:
    if answer.prepared_by is None:
        return None
    said = words["prepared_by"]
    if answer.model and answer.prepared_by != "human":
        return str(said[f"{answer.prepared_by}_model"].format(model=one_line(answer.model)))
    return str(said[answer.prepared_by])


def _link_policy(url: str, fmt: Format) -> Ready:
    """The address as it was given, a link only where that is safe."""
    shown, href = one_line(url), safe_href(url)
    return set_runs([Run(shown, href=href)], fmt)
