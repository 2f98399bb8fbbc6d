"""What is read: sections, topics, statements with their numbers, references, dates and notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from .claim import Certainty, Citation, KeyPoint
from .draft import Arrangement, Declaration, Person, PreparedBy, Search
from .frozen_map import FrozenMap
from .noun import Day, Noun, Verbatim
from .place import Place
from .quote import QuoteMatch
from .scheme import Basis, TierScheme
from .shown_alone import show_alone
from .source import Extent, Source, Standing, Status

ReviewState = Literal["draft", "submitted", "under_review", "approved", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a located quotation: some lines under an open licence, which is named; else a few, or none.

    The few are prefix and suffix of a W3C TextQuoteSelector: they tell which place is meant, where no licence is
    declared. A text whose licence is not an open one gives none.
    """

    before: Verbatim
    after: Verbatim
    licence: Verbatim | None = None


class NumberedCitation(Citation):
    """A citation with its number in the answer, None where its source is not known, and what became of its quotation.

    `match` is None for a citation without a quotation. `extent` is that of the text at hand, None without one.
    """

    number: int | None
    match: QuoteMatch | None = None
    extent: Extent | None = None
    context: Context | None = None


class Statement(Noun):
    """One claim in its place in the answer. `merged` holds the ids of claims that said the same and went into it.

    `lifted_by` is the id of the source that put it into its section, None where nothing did.
    """

    id: str
    text: str
    citations: tuple[NumberedCitation, ...] = ()
    role: str | None = None
    certainty: Certainty | None = None
    needs_no_citation: str | None = None
    lifted_by: str | None = None
    merged: tuple[str, ...] = ()
    place: Place | None = None


class Topic(Noun):
    """Statements under one heading; the title is None for those outside any topic."""

    title: str | None
    statements: tuple[Statement, ...]


class Section(Noun):
    """Topics under one heading. `tier` is the highest tier among the sources that lifted its statements."""

    title: str | None
    tier: str | None
    topics: tuple[Topic, ...]


class PlacedKeyPoint(KeyPoint):
    """A key point with the id of the statement that it repeats, None where there is none."""

    statement: str | None


class Side(Noun):
    """One side of a disagreement: a statement, what it says there (a value; or None), and the numbers it rests on."""

    statement: str
    says: str | None = None
    numbers: tuple[int, ...] = ()


class Disagreement(Noun):
    """Statements that sources dispute, or that give different values for one thing, side by side.

    `disputed`: the first side is cited in support, the others against it. `numbers`: `about` names the thing.
    """

    kind: Literal["disputed", "numbers"]
    about: str | None = None
    sides: tuple[Side, ...]


class Reference(Noun):
    """An entry of the reference list: a work with its number, its tier and the reason for it.

    `ids` are all keys under which the work was cited; `citation` is the entry as text in the answer's style;
    `labelled_use` is what a drug label speaks for, as the draft declares it. `trials` are the ids of the registered
    trials that it reports (NCT04270877); two references that share one report one trial.
    """

    number: int
    source_id: str
    ids: tuple[str, ...]
    tier: str
    basis: Basis
    because: str
    design: str | None
    status: tuple[Status, ...]
    standings: tuple[Standing, ...] = ()
    citation: str
    source: Source
    labelled_use: str | None = None
    trials: tuple[str, ...] = ()


class Review(Noun):
    """Where the answer stands with its reviewers."""

    state: ReviewState = "draft"


class Answer(Noun):
    """A structured answer: what `assemble_answer` makes of a draft and a library, and what is rendered.

    Numbers run 1..n by first appearance in reading order and are a bijection with `references`.
    """

    question: str
    question_type: str | None = None
    audience: str | None = None
    scheme: TierScheme
    arrange: Arrangement
    style: str
    as_of: Day
    updated: Day | None = None
    next_review: Day | None = None
    review: Review = Review()
    key_points: tuple[PlacedKeyPoint, ...] = ()
    sections: tuple[Section, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    references: tuple[Reference, ...] = ()
    notices: tuple[str, ...] = ()
    disclaimer: str | None = None
    people: tuple[Person, ...] = ()
    prepared_by: PreparedBy | None = None
    model: str | None = None
    funding: str | None = None
    policy_url: str | None = None
    searched: tuple[Search, ...] = ()
    follow_ups: tuple[str, ...] = ()
    declare: FrozenMap[Declaration] = FrozenMap()
    place: Place | None = None

    def topics(self) -> Iterator[Topic]:
        """Every topic in reading order."""
        for section in self.sections:
            yield from section.topics

    def statements(self) -> Iterator[Statement]:
        """Every statement in reading order."""
        for topic in self.topics():
            yield from topic.statements

    def change_statements(self, change: Callable[[Statement], Statement]) -> Answer:
        """A new answer with what `change` makes of every statement, each in its place."""

        def change_topic(topic: Topic) -> Topic:
            return topic.model_copy(update={"statements": tuple(map(change, topic.statements))})

        def change_section(section: Section) -> Section:
            return section.model_copy(update={"topics": tuple(map(change_topic, section.topics))})

        return self.model_copy(update={"sections": tuple(map(change_section, self.sections))})

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.printed import print_answer

        return print_answer(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_answer

        return show_answer(self)
