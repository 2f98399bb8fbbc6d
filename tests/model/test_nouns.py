"""What every noun has in common, for all of them, with values made from the types of their fields."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st
from pydantic import ValidationError

import evidence_assembler.model as model
from evidence_assembler.model.frozen_map import FrozenMap, freeze_json, thaw_json
from evidence_assembler.model.noun import Noun

NOUNS = [one for name in model.__all__ if isinstance(one := getattr(model, name), type) and issubclass(one, Noun)]
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
STRIPPED = TEXT.map(str.strip)  # of a path in a noun that people write; the test marked as failing tells why
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-3, 3000),
    bool: st.booleans(),
    date: st.dates(),
    type(None): st.none(),
    Any: JSON,
}

DRAFT = model.Draft(question="Why?")


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type, as far as the nouns use types."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is Annotated:
        return values_of(arguments[0])
    if origin in (Union, types.UnionType):
        return st.one_of(*map(values_of, arguments))
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=2)
    if origin is FrozenMap:
        return st.dictionaries(TEXT, values_of(arguments[0]), max_size=2)
    if is_dataclass(kind):
        made = {name: values_of(hint) for name, hint in get_type_hints(kind).items()}
        return st.builds(kind, **(made | {"path": STRIPPED} if kind is model.Place else made))
    return nouns_of(kind)


def nouns_of(noun: type[Noun]) -> st.SearchStrategy[Noun]:
    made = {name: values_of(field.annotation) for name, field in noun.model_fields.items()}
    return st.fixed_dictionaries(made).map(lambda given: make(noun, given))


def make(noun: type[Noun], given: dict[str, Any]) -> Noun:
    try:
        return noun(**given)
    except ValidationError:  # fields that do not go together, such as two claims with one id
        assume(False)
        raise


def inside(value: Any) -> Iterator[Any]:
    """The value and everything in it."""
    yield value
    if isinstance(value, Noun):
        value = dict(value)
    elif is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif isinstance(value, Mapping):
        yield from value
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, tuple):
        return
    for one in value:
        yield from inside(one)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_the_laws_of_a_noun(noun: type[Noun], data: st.DataObject) -> None:
    """JSON there and back; equal values have equal bytes and one hash; nothing can change; no key beyond its own."""
    one = data.draw(nouns_of(noun))
    written = one.model_dump_json()
    again = noun.model_validate_json(written)
    assert again == one
    assert noun.model_validate(one.model_dump(mode="json")) == one
    assert (again.model_dump_json(), hash(again)) == (written, hash(one))
    assert not [value for value in inside(one) if isinstance(value, list | dict | set)]
    for name, value in dict(one).items():
        with pytest.raises(ValidationError, match="frozen"):
            setattr(one, name, value)
    with pytest.raises(ValidationError, match="frozen"):
        delattr(one, next(iter(noun.model_fields)))
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        noun.model_validate({**dict(one), "colour": "red"})


def test_the_words_around_a_quotation_come_back_from_json_with_their_spaces() -> None:
    context = model.Context(before="Pain fell ", after=" in all.")
    one = model.NumberedCitation(source_id="a", number=1, context=context)
    assert model.NumberedCitation.model_validate_json(one.model_dump_json()) == one


def test_a_path_comes_back_from_json_with_its_spaces() -> None:
    one = model.Claim(text="So.", place=model.Place(" my folder/answer.yaml "))
    assert model.Claim.model_validate_json(one.model_dump_json()) == one


@given(st.dictionaries(TEXT, JSON))
def test_a_frozen_map_does_not_know_the_order_of_its_making(items: dict[str, Any]) -> None:
    frozen = {key: freeze_json(value) for key, value in items.items()}
    one, other = FrozenMap(frozen), FrozenMap(dict(reversed(frozen.items())))
    assert (one, hash(one), list(one), repr(one)) == (other, hash(other), sorted(items), repr(other))
    assert {key: thaw_json(value) for key, value in one.items()} == items


def test_a_frozen_map_is_a_mapping_that_cannot_change() -> None:
    one: FrozenMap[int] = FrozenMap({"b": 2, "a": 1})
    assert (one["a"], len(one), "b" in one, one.get("c"), dict(one)) == (1, 2, True, None, {"a": 1, "b": 2})
    with pytest.raises(TypeError):
        one["a"] = 3  # type: ignore[index]
    with pytest.raises(KeyError):
        one["c"]


def test_lists_become_tuples_and_a_change_of_the_list_changes_nothing() -> None:
    citations = [model.Citation(source_id="a")]
    claim = model.Claim(text="So.", citations=citations)
    citations.append(model.Citation(source_id="b"))
    assert claim.citations == (model.Citation(source_id="a"),)
    declared = {"a": model.Declaration(design="guideline")}
    draft = model.Draft(question="Q?", declare=declared, sources=["a.bib"])
    declared.clear()
    assert (list(draft.declare), draft.sources) == (["a"], ("a.bib",))


@pytest.mark.parametrize(
    "cite",
    [
        "a",
        ["a"],
        ("a",),
        {"source": "a"},
        [{"source_id": "a"}],
        model.Citation(source="a"),
        [model.Citation(source_id="a")],
    ],
)
def test_a_claim_takes_one_citation_or_many_in_every_writing(cite: Any) -> None:
    for word in ("cite", "citations"):
        assert model.Claim(**{"text": "So.", word: cite}).citations == (model.Citation(source_id="a"),)


def test_what_a_citation_knows_beyond_a_citation_does_not_enter_a_claim() -> None:
    quoted = model.QuotedCitation(source_id="a", quote="b", page=3, match=model.QuoteMatch(status="exact", quote="b"))
    (citation,) = model.Claim(text="So.", cite=quoted).citations
    assert type(citation) is model.Citation
    assert citation == model.Citation(source_id="a", quote="b", locator="3", label="page")


@pytest.mark.parametrize(
    ("given", "locator", "label"),
    [
        ({"page": 3}, "3", "page"),
        ({"page": " 3-5 "}, "3-5", "page"),
        ({"sub-verbo": "dose"}, "dose", "sub-verbo"),
        ({"locator": 3}, "3", "page"),
        ({"locator": "3", "label": "table"}, "3", "table"),
        ({"page": None}, None, None),
        ({}, None, None),
    ],
)
def test_a_locator_is_a_word_with_a_label(given: dict[str, Any], locator: str | None, label: str | None) -> None:
    citation = model.Citation(source="a", **given)
    assert (citation.locator, citation.label) == (locator, label)


@pytest.mark.parametrize(
    "given", [{"page": 3, "section": 4}, {"page": 3, "locator": 4}, {"label": "pages"}, {"page": [3]}]
)
def test_two_locators_and_an_unknown_label_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.Citation(source="a", **given)


def test_space_around_written_words_carries_no_meaning() -> None:
    claim = model.Claim(text="  So.\n", id=" x ", needs_no_citation=" \t ", audiences={"patient": " a "})
    assert (claim.text, claim.id, claim.needs_no_citation, dict(claim.audiences)) == ("So.", "x", "", {"patient": "a"})
    with pytest.raises(ValidationError, match="at least 1 character"):
        model.Claim(text="   ")


def test_the_text_of_a_source_is_kept_untouched() -> None:
    assert model.SourceText(source_id="a", text="  So.\n\n").text == "  So.\n\n"


def make_report(*findings: tuple[str, str | None]) -> model.Report:
    return model.Report(
        findings=tuple(
            model.Finding(
                rule="EA101", name="n", level=level, kind="fail", message="m", remedy="r", suppressed=suppressed
            )
            for level, suppressed in findings
        ),
        checked=model.Checked(documents=1, statements=1, cited=1, uncited=0, citations=1, sources=1),
        rules=("EA101",),
        as_of=date(2026, 1, 1),
    )


def test_a_report_is_ok_where_no_error_stands() -> None:
    assert make_report().ok
    assert make_report(("warning", None), ("note", None), ("error", "the author's own aim")).ok
    assert not make_report(("note", None), ("error", None)).ok


def test_what_is_suppressed_does_not_stand() -> None:
    report = make_report(("error", None), ("error", "because"), ("note", None))
    assert [(one.level, one.suppressed) for one in report.standing()] == [("error", None), ("note", None)]
    assert [one.level for one in report.standing("note", "warning")] == ["note"]


@pytest.mark.parametrize(
    ("build", "place", "said"),
    [
        (lambda: model.Claim(txt="So."), ("txt",), "Claim has no field 'txt': did you mean 'text'?"),
        (lambda: DRAFT.add("So.", cites="a"), ("cites",), "Claim has no field 'cites': did you mean 'cite'?"),
        (lambda: DRAFT.add("So.", Topic="a"), ("Topic",), "Claim has no field 'Topic': did you mean 'topic'?"),
        (
            lambda: model.Citation(source="a", pages=3),
            ("pages",),
            "Citation has no field 'pages': did you mean 'page'?",
        ),
        (
            lambda: model.Claim(text="So.", citations=[{"source": "a"}, {"source": "a", "qoute": "b"}]),
            ("citations", 1, "qoute"),
            "Citation has no field 'qoute': did you mean 'quote'?",
        ),
        (
            lambda: model.Draft(question="Why?", declare={"status": {"desing": "cohort"}}),
            ("declare", "status", "desing"),
            "Declaration has no field 'desing': did you mean 'design'?",
        ),
        (
            lambda: model.Claim(text="So.", cite="a", citations="b"),
            ("citations",),
            "'citations' and 'cite' are two words for one field of Claim: keep one of them",
        ),
        (lambda: model.Person(name="A", colour="red"), ("colour",), "Person has no field 'colour': it has name, role"),
        (lambda: model.Source(id="a", costum={}), ("costum",), "Source has no field 'costum': did you mean 'custom'?"),
    ],
)
def test_a_field_that_there_is_not_is_told_with_the_nearest(
    build: Callable[[], Noun], place: tuple[str | int, ...], said: str
) -> None:
    """Where a noun is built in Python, of it and of those within it; the kind of error stays pydantic's."""
    with pytest.raises(ValidationError) as caught:
        build()
    (told,) = (one for one in caught.value.errors() if one["type"] == "extra_forbidden")
    assert told["loc"] == place
    assert told["msg"].startswith(said)
    assert said in str(caught.value)


def test_the_other_mistakes_are_told_beside_it() -> None:
    """Each with its kind, its place, its words, what was given and what was expected."""
    given = {"question": "", "arrange": "by-size", "updated": 3, "claims": [{"text": "So.", "cite": 3}]}
    with pytest.raises(ValidationError) as plain:
        model.Draft.model_validate(given)
    with pytest.raises(ValidationError) as named:
        model.Draft(**given, qestion="Why?")
    others = [one for one in named.value.errors() if one["type"] != "extra_forbidden"]
    assert others == plain.value.errors(include_url=False)
    assert len(others) == 4


def test_the_words_of_yaml_and_of_python_build_the_same() -> None:
    """`cite` and `citations`, `source` and `source_id`, a locator under its label: aliases, by hand too."""
    one = model.Claim(text="So.", citations=[model.Citation(source_id="a", locator="3", label="page")])
    assert model.Claim(text="So.", cite={"source": "a", "page": 3}) == one
    assert model.Draft(question="Why?").add("So.", cite=[model.Citation(source="a", page="3")]).claims == (one,)
