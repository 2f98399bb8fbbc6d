"""What is asserted, and what it points to."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, JsonValue, field_validator, model_validator

from .csl import LOCATOR_LABELS, LocatorLabel
from .frozen_map import FrozenMap
from .noun import Day, WrittenNoun
from .place import Place
from .quote import QuoteMatch
from .shown_alone import show_alone

Intent = Literal["supports", "disputes", "background"]
_LABELS = frozenset(LOCATOR_LABELS)


def hide_places(schema: dict[str, JsonValue]) -> None:
    """Take the places out of the schema of a noun that people write: the reader finds them, nobody writes them."""
    properties = schema["properties"]
    assert isinstance(properties, dict)
    for name in ("place", "quote_place"):
        properties.pop(name, None)


def _describe_both_words(schema: dict[str, JsonValue], short: str, name: str) -> None:
    """The schema of a noun whose key can be written short or by its name in Python."""
    properties, required = schema["properties"], schema.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    written, other = (short, name) if short in properties else (name, short)
    properties[other] = properties[written]
    if written in required:
        required.remove(written)
        schema["anyOf"] = [{"required": [written]}, {"required": [other]}]


def _describe_citation(schema: dict[str, JsonValue], noun: type[Citation]) -> None:
    if noun is not Citation:  # what the answer holds is not written by hand
        return
    properties = schema["properties"]
    assert isinstance(properties, dict)
    hide_places(schema)
    for label in LOCATOR_LABELS:
        properties[label] = {"type": ["string", "number"], "description": f"locator: the {label}"}
    _describe_both_words(schema, "source", "source_id")


def _describe_claim(schema: dict[str, JsonValue]) -> None:
    hide_places(schema)
    _describe_both_words(schema, "cite", "citations")


class Citation(WrittenNoun):
    """A pointer from a claim to a source, with the words it rests on and their place in the source.

    Standards: `quote`, `prefix` and `suffix` are exact, prefix and suffix of a W3C Web Annotation TextQuoteSelector;
    `locator` and `label` are those of CSL 1.0.2; `intent` is of CiTO (cito:supports, cito:disputes,
    cito:citesAsRelated). A locator can be written under its label: `page: 3` is locator "3", label "page".
    `indirect` says why the source speaks only indirectly (another dose, population, route, species).
    `place` is where the source is named, `quote_place` where the quotation stands, in the file that was read.
    """

    model_config = ConfigDict(json_schema_extra=_describe_citation)
    OTHER_KEYS = LOCATOR_LABELS

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
        if _LABELS.isdisjoint(given):
            # CSL 1.0.2: a locator without a label is a page
            bare = given.get("locator") is not None and given.get("label") is None
            return {**given, "label": "page"} if bare else given
        named = sorted(_LABELS.intersection(given))
        if len(named) > 1 or given.get("locator") is not None:
            raise ValueError(f"more than one locator: {', '.join(named)}; a citation has one, cite the source again")
        rest = {key: value for key, value in given.items() if key != named[0]}
        return rest if given[named[0]] is None else {**rest, "locator": given[named[0]], "label": named[0]}

    def as_citation(self) -> Citation:
        """The plain citation, without what a subclass knows beyond it."""
        return (
            self
            if type(self) is Citation
            else Citation(**{name: getattr(self, name) for name in Citation.model_fields})
        )


class QuotedCitation(Citation):
    """A citation whose quotation was looked for at once: shown, it tells whether the words stand in the source."""

    match: QuoteMatch

    def __str__(self) -> str:
        return str(self.match)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        return self.match._repr_html_()


class Certainty(WrittenNoun):
    """A certainty or a grade as somebody gave it, kept verbatim and never computed (GRADE, SORT, ACC/AHA, USPSTF).

    `date` is the day on which the grade was given: the letters of the USPSTF changed meaning over the years.
    """

    scheme: str
    value: str
    date: Day | None = None
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

    model_config = ConfigDict(json_schema_extra=_describe_claim)

    text: str = Field(min_length=1)
    citations: tuple[Citation, ...] = Field(default=(), alias="cite")
    id: str | None = Field(default=None, min_length=1)
    topic: str | None = None
    role: str | None = None
    certainty: Certainty | None = None
    needs_no_citation: str | None = None
    audiences: FrozenMap[str] = FrozenMap()
    place: Place | None = None

    @field_validator("citations", mode="before", json_schema_input_type=str | Citation | list[str | Citation])
    @classmethod
    def _one_or_many(cls, given: Any) -> Any:
        return _as_citations(given)

    @field_validator("needs_no_citation", mode="before")
    @classmethod
    def _yes_is_no_reason(cls, given: Any) -> Any:
        return "" if given is True else given  # a reason is missing: a finding (EA104), not an unreadable draft


def _describe_key_point(schema: dict[str, JsonValue], noun: type[KeyPoint]) -> None:
    if noun is KeyPoint:
        hide_places(schema)


class KeyPoint(WrittenNoun):
    """A short repetition of a claim, on top of the answer; it rests on what that claim rests on."""

    model_config = ConfigDict(json_schema_extra=_describe_key_point)

    text: str = Field(min_length=1)
    of: str | None = None
    place: Place | None = None
