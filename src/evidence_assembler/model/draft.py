"""What a person or a program writes: a question, claims, notices, people."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from .claim import Citation, Claim, KeyPoint, hide_places
from .frozen_map import FrozenMap
from .noun import Day, WrittenNoun
from .place import Place
from .shown_alone import show_alone
from .source import Extent, Status

Arrangement = Literal["by-tier", "by-topic", "as-written"]
PreparedBy = Literal["human", "ai", "both"]


class Declaration(WrittenNoun):
    """What a person knows of a source better than its metadata, and why. It wins over every rule, and says so.

    `text_sha256` pins the text that was read: the SHA-256 of its UTF-8 in hexadecimal digits.
    """

    design: str | None = None
    because: str | None = None
    labelled_use: str | None = None
    text_extent: Extent | None = None
    text_sha256: str | None = None
    status: Status | None = None
    superseded_by: str | None = None
    since: Day | None = None


class Person(WrittenNoun):
    """Someone who stands behind the answer, the part they had in it, and their interests."""

    name: str = Field(min_length=1)
    role: str | None = None
    interests: str | None = None


class Search(WrittenNoun):
    """A search that was made: where, when, and with which query. Only with one is "none was found" said."""

    where: str
    when: Day
    query: str | None = None


def _as_tuple(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


class Draft(WrittenNoun):
    """A question with its claims, as a person or a program wrote them; `add` gives a new one with one claim more.

    >>> draft = Draft(question="Does it help?").add("Pain fell by a third.", cite="smith2001", topic="Effects")
    >>> draft.claims[0].citations[0].source_id
    'smith2001'

    `funding` says who paid for the answer, in words; None where nothing is said.
    `sources`, `texts`, `scheme`, `review` and `follows` are paths as they were written, relative to the draft's file.
    """

    model_config = ConfigDict(json_schema_extra=hide_places)

    question: str = Field(min_length=1)
    question_type: str | None = None
    sources: tuple[str, ...] = ()
    texts: str | None = None
    scheme: str | None = None
    arrange: Arrangement = "by-tier"
    audience: str | None = None
    updated: Day | None = None
    next_review: Day | None = None
    disclaimer: str | None = None
    people: tuple[Person, ...] = ()
    prepared_by: PreparedBy | None = None
    model: str | None = None
    funding: str | None = None
    policy_url: str | None = None
    declare: FrozenMap[Declaration] = FrozenMap()
    claims: tuple[Claim, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    notices: tuple[str, ...] = ()
    searched: tuple[Search, ...] = ()
    follow_ups: tuple[str, ...] = ()
    follows: str | None = None
    review: str | None = None
    place: Place | None = None

    _one_or_many = field_validator(
        "sources", "notices", "follow_ups", mode="before", json_schema_input_type=str | list[str]
    )(_as_tuple)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for claim in self.claims:
            if claim.id is not None and claim.id in seen:
                raise ValueError(f"the claim id {claim.id!r} is given twice; an id names one claim")
            seen.add(claim.id or "")
        return self

    def add(
        self,
        text: str,
        *,
        cite: str | Citation | tuple[str | Citation, ...] | list[str | Citation] = (),
        **fields: Any,
    ) -> Draft:
        """A new draft with one claim more; `fields` are those of `Claim`. This draft stays as it is.

        Raises `pydantic.ValidationError` for a field that a claim does not have; it names the nearest.
        """
        claim = Claim(**{"text": text, "cite": cite, **fields})
        return Draft.model_validate({**dict(self), "claims": (*self.claims, claim)})

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.printed import print_draft

        return print_draft(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_draft

        return show_draft(self)
