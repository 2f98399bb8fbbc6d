"""What is asserted, and what it points to."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from .csl import LOCATOR_LABELS, LocatorLabel
from .frozen_map import FrozenMap
from .noun import WrittenNoun
from .place import Place

Intent = Literal["supports", "disputes", "background"]


class Citation(WrittenNoun):
    """A pointer from a claim to a source, with the words it rests on and their place in the source.

    Standards: `quote`, `prefix` and `suffix` are exact, prefix and suffix of a W3C Web Annotation TextQuoteSelector;
    `locator` and `label` are those of CSL 1.0.2; `intent` is of CiTO (cito:supports, cito:disputes,
    cito:citesAsRelated). A locator can be written under its label: `page: 3` is locator "3", label "page".
    `indirect` says why the source speaks only indirectly (another dose, population, route, species).
    `place` is where the source is named, `quote_place` where the quotation stands, in the file that was read.
    """

    source_id: str = Field(alias="source", min_length=1)
    quote: str | None = Field(default=None, min_length=1)
    prefix: str | None = None
    suffix: str | None = None
    locator: str | None = None
    label: LocatorLabel | None = None
    intent: Intent = "supports"
    indirect: str | None = None
    place: Place | None = None
    quote_place: Place | None = None

    @model_validator(mode="before")
    @classmethod
    def _locator_under_its_label(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        named = [label for label in LOCATOR_LABELS if label in given]
        if named and (len(named) > 1 or given.get("locator") is not None):
            raise ValueError(f"more than one locator: {', '.join(named)}; a citation has one, cite the source again")
        rest = {key: value for key, value in given.items() if key not in named}
        if named and given[named[0]] is not None:
            rest |= {"locator": given[named[0]], "label": named[0]}
        elif rest.get("locator") is not None and rest.get("label") is None:
            rest["label"] = "page"  # CSL 1.0.2: a locator without a label is a page
        return rest

    def as_citation(self) -> Citation:
        """The plain citation, without what a subclass knows beyond it."""
        return (
            self
            if type(self) is Citation
            else Citation(**{name: getattr(self, name) for name in Citation.model_fields})
        )


class Certainty(WrittenNoun):
    """A certainty or a grade as somebody gave it, kept verbatim and never computed (GRADE, SORT, ACC/AHA, USPSTF)."""

    scheme: str
    value: str
    because: str | None = None


def _as_citations(given: Any) -> Any:
    """`cite: id`, one citation or many: always a tuple of plain citations."""
    if isinstance(given, str):
        return ({"source": given},)
    if isinstance(given, dict | Citation):
        given = (given,)
    if isinstance(given, list | tuple):
        return tuple(
            {"source": one} if isinstance(one, str) else one.as_citation() if isinstance(one, Citation) else one
            for one in given
        )
    return given


class Claim(WrittenNoun):
    """What is asserted, with what it rests on, or with the declared reason why it needs no source.

    `audiences` holds the wording for each reader. `certainty` is kept verbatim (GRADE, FHIR certainty-rating).
    """

    text: str = Field(min_length=1)
    citations: tuple[Citation, ...] = Field(default=(), alias="cite")
    id: str | None = None
    topic: str | None = None
    role: str | None = None
    certainty: Certainty | None = None
    needs_no_citation: str | None = None
    audiences: FrozenMap[str] = FrozenMap()
    place: Place | None = None

    @field_validator("citations", mode="before")
    @classmethod
    def _one_or_many(cls, given: Any) -> Any:
        return _as_citations(given)

    @field_validator("needs_no_citation", mode="before")
    @classmethod
    def _yes_is_no_reason(cls, given: Any) -> Any:
        return "" if given is True else given  # a reason is missing: a finding (EA104), not an unreadable draft


class KeyPoint(WrittenNoun):
    """A short repetition of a claim, on top of the answer; it rests on what that claim rests on."""

    text: str = Field(min_length=1)
    of: str | None = None
    place: Place | None = None
