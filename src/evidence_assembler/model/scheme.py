"""An ordered table of kinds of evidence, as data, and a source with the row it stands in."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from evidence_assembler.errors import SchemeError

from .noun import WrittenNoun
from .source import Source, Standing, Status

Basis = Literal["declared", "rule", "unknown"]


class Tier(WrittenNoun):
    """One row of a scheme: the designs that stand in it, and the section that it lifts a claim into.

    A tier without a section lifts nothing. `why` is the reason for its place, `source` where its words were published
    if that is not where the whole scheme was.
    """

    name: str
    designs: tuple[str, ...] = ()
    section: str | None = None
    why: str | None = None
    source: str | None = None


class SchemeSection(WrittenNoun):
    """A heading that tiers share, and the words for when no source of theirs is cited."""

    title: str
    when_empty: str | None = None


def fold_question_type(words: str) -> str:
    """The type of a question as a scheme looks it up: in lower case, with hyphens."""
    return words.casefold().replace("_", "-").replace(" ", "-")


class QuestionTiers(WrittenNoun):
    """The rows of a scheme for one type of question: `also` are other words for the type, `asks` the question."""

    question_type: str
    also: tuple[str, ...] = ()
    asks: str | None = None
    source: str | None = None
    tiers: tuple[Tier, ...] = Field(min_length=1)


class TierScheme(WrittenNoun):
    """An ordered table, best first, with its name, version, axis and source. Schemes on different axes never mix.

    `unknown` names the tier of a source whose kind is not known, or has no row; it is last, and lifts nothing. A scheme
    that ranks by the type of the question has `questions` in place of `tiers`; `for_question` chooses the rows, and
    `question_type` says for which type they were chosen. `reviews_follow_included` says that a systematic review
    without a row of its own stands in that of the best design it includes.
    """

    name: str
    version: str
    title: str
    axis: str
    source: str
    note: str | None = None
    tiers: tuple[Tier, ...] = ()
    questions: tuple[QuestionTiers, ...] = ()
    question_type: str | None = None
    sections: tuple[SchemeSection, ...] = ()
    reviews_follow_included: bool = False
    unknown: str = "Kind not known"

    @model_validator(mode="after")
    def _has_rows_once(self) -> Self:
        if bool(self.tiers) == bool(self.questions):
            raise ValueError("a scheme has `tiers`, or `questions` that have them, and not both")
        return self

    def for_question(self, question_type: str | None) -> TierScheme:
        """The scheme with the rows for this type of question; itself where it does not rank by the question.

        Raises `SchemeError` where it does and the type is missing, or is none that it has rows for.
        """
        if not self.questions:
            return self
        known = ", ".join(one.question_type for one in self.questions)
        if question_type is None:
            said = f"{self.name!r} ranks by the type of the question, and no question_type is given"
            raise SchemeError(said, remedy=f"Give one: {known}.")
        asked = fold_question_type(question_type)
        for one in self.questions:
            if asked in (one.question_type, *one.also):
                rows = {"tiers": one.tiers, "questions": (), "question_type": one.question_type}
                return self.model_copy(update=rows)
        said = f"{self.name!r} has no rows for the question_type {question_type!r}"
        raise SchemeError(said, remedy=f"It has rows for: {known}.")


class RankedSource(WrittenNoun):
    """A source with its place in a scheme: `rank` counts from 1, best first.

    `basis` says who decided: `declared` (a person, a publication type or a keyword), `rule` (title, entry type,
    publisher or journal) or `unknown`; `because` says by which sign. `includes` are the designs that a systematic
    review is known to include. `standings` tell each word of `status` with its reason and its dates.
    """

    source: Source
    rank: int
    tier: str
    scheme: str
    axis: str
    basis: Basis
    because: str
    design: str | None = None
    includes: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    standings: tuple[Standing, ...] = ()
