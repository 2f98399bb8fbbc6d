"""Tier schemes: the shipped ones by name, and a user's own from a YAML file of the same form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evidence_assembler.data import read_table
from evidence_assembler.data.yaml12 import Path as YamlPath, Yaml, parse_yaml
from evidence_assembler.errors import SchemeError
from evidence_assembler.model.noun import Noun
from evidence_assembler.model.scheme import QuestionTiers, SchemeSection, Tier, TierScheme, fold_question_type
from evidence_assembler.rank.designs import fold_words
from evidence_assembler.rank.rows import find_row, known_rows
from evidence_assembler.rank.shipped import shipped_scheme, shipped_schemes
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.text.nearest import nearest, suggest

_SUFFIXES = (".yaml", ".yml")
_NOUNS: dict[str, tuple[str, type[Noun]]] = {
    "tiers": ("a tier", Tier),
    "sections": ("a section", SchemeSection),
    "questions": ("a question", QuestionTiers),
}
_PLACE = itemgetter(0)
_NO_ROWS = "A scheme has at least one tier."
_EXPECTED = {"string_type": "words", "tuple_type": "a list", "model_type": "keys with values"}


def read_scheme(name_or_path: str | Path, base: Path | None = None, question_type: str | None = None) -> TierScheme:
    """The shipped scheme of that name, or the one in a file ending in .yaml or .yml, relative to the folder `base`.

    A scheme that ranks by the type of the question comes back with the rows for `question_type`; any other leaves it
    aside. A scheme without sections gets one for each tier, titled by its name; a tier that says `section: null` has
    none. Designs are given by any word that `find_row` knows and come back under their names.

    Raises `SchemeError`, with line and remedy, for a name that is not shipped, an unknown key, a design that is not
    known or stands in two tiers, a section that is not declared, an axis on which no source has a place, and a type of
    question that is missing or has no rows; `UnreadableFileError` for no readable file.
    """
    return read_scheme_table(name_or_path, base).for_question(question_type)


def read_scheme_table(name_or_path: str | Path, base: Path | None = None) -> TierScheme:
    """The whole scheme, with the rows for every type of question; else as `read_scheme`."""
    if names_table(name_or_path):
        path = (base or Path()) / name_or_path
        return _parse_scheme(read_text_file(path), str(path))
    if name_or_path not in shipped_schemes():
        raise _refuse_name(str(name_or_path))
    return shipped_scheme(str(name_or_path))


def names_table(scheme: str | Path) -> bool:
    """True where a scheme is given by the path of its table, and not by its name.

    >>> names_table("schemes/own.yaml"), names_table("clinical")
    (True, False)
    """
    return Path(scheme).suffix.lower() in _SUFFIXES


def _refuse_name(name: str) -> SchemeError:
    shipped = f"Shipped: {', '.join(shipped_schemes())}. A scheme of your own is a path that ends in .yaml."
    folded = name.casefold().replace("_", "-").replace("/", "-")
    for row in read_table("gradings")["grading"]:
        if folded in row["names"]:
            said = f"{row['title']} rates {row['rates']}; it does not order sources"
            return SchemeError(said, remedy=f"Write it as the certainty of a claim, in its own words. {shipped}")
    for row in read_table("scheme_words")["mistaken"]:
        if folded.replace(" ", "-") in row["names"]:
            return SchemeError(
                f"there is no scheme {name!r}", remedy=f"Is it {row['shipped']!r}? {row['says']} {shipped}"
            )
    near = nearest(name, shipped_schemes())
    hint = f"Did you mean {near!r}? " if near else ""
    return SchemeError(f"there is no scheme {name!r}", remedy=f"{hint}{shipped}")


def _parse_scheme(text: str, path: str) -> TierScheme:
    document = parse_yaml(text, path, SchemeError)
    if not isinstance(document.value, dict):
        raise SchemeError("a scheme is keys with values", path=path, line=1, remedy="Begin with `name:` and `tiers:`.")
    try:
        written = TierScheme.model_validate(document.value)
    except ValidationError as error:
        raise _explain(error, document, path) from None
    problem = next(_find_contradictions(written, document, path), None)
    if problem is not None:
        raise problem
    return _give_sections(_name_rows(written), document.value)


def _find_contradictions(scheme: TierScheme, document: Yaml, path: str) -> Iterator[SchemeError]:
    """What each value alone does not show: names given twice, designs and sections that do not exist."""

    def refuse(at: YamlPath, message: str, remedy: str) -> SchemeError:
        place = document.values[at]
        return SchemeError(message, path=path, line=place.line, column=place.column, remedy=remedy)

    rates = _find_rating(scheme.axis)
    if rates is not None:
        said = f"the axis {scheme.axis!r} rates {rates}; no source has a place on it"
        yield refuse(("axis",), said, "Order sources on another axis, and write a rating as the certainty of a claim.")
    if scheme.question_type is not None:
        said = "the type of the question is chosen where a scheme is used"
        yield refuse(("question_type",), said, "Leave it out; `questions:` holds the rows for each type.")
    titles = [section.title for section in scheme.sections]
    for index, title in enumerate(titles):
        if title in titles[:index]:
            yield refuse(
                ("sections", index, "title"), f"the section {title!r} is declared twice", "Keep one of the two."
            )
    types: set[str] = set()
    for index, question in enumerate(scheme.questions):
        at: YamlPath = ("questions", index)
        named = [(question.question_type, (*at, "question_type"))]
        named += [(words, (*at, "also", number)) for number, words in enumerate(question.also)]
        for words, place in named:
            if fold_question_type(words) in types:
                said = f"the type of question {words!r} is given twice"
                yield refuse(place, said, "A type has its rows once; keep one of the two.")
            types.add(fold_question_type(words))
        yield from _find_wrong_rows(scheme, question.tiers, titles, (*at, "tiers"), refuse)
    yield from _find_wrong_rows(scheme, scheme.tiers, titles, ("tiers",), refuse)


def _find_wrong_rows(
    scheme: TierScheme,
    tiers: tuple[Tier, ...],
    titles: list[str],
    within: YamlPath,
    refuse: Callable[[YamlPath, str, str], SchemeError],
) -> Iterator[SchemeError]:
    """The same for the rows of one type of question."""
    names = {scheme.unknown: "is the tier of a source whose kind is not known (`unknown`)"}
    standing: dict[str, str] = {}
    for index, tier in enumerate(tiers):
        at = (*within, index)
        if tier.name in names:
            yield refuse((*at, "name"), f"the tier {tier.name!r} {names[tier.name]}", "Give it another name.")
        names[tier.name] = "is given twice"
        if tier.section is not None and tier.section not in titles:
            remedy = suggest(tier.section, titles) if titles else "Declare it under `sections:`."
            yield refuse((*at, "section"), f"the section {tier.section!r} is not declared", remedy)
        for number, words in enumerate(tier.designs):
            row = find_row(words)
            if row is None:
                near = nearest(words, known_rows())
                remedy = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known_rows())}."
                yield refuse((*at, "designs", number), f"no design is called {words!r}", remedy)
            elif row.name in standing:
                said = f"the design {words!r} stands in two tiers, {standing[row.name]!r} and {tier.name!r}"
                remedy = "A design has one place in a scheme; keep one of the two."
                yield refuse((*at, "designs", number), said, remedy)
            else:
                standing[row.name] = tier.name


def _find_rating(axis: str) -> str | None:
    """What an axis rates that is no source; None for an axis on which sources have a place."""
    folded = fold_words(axis)
    for row in read_table("scheme_words")["axis"]:
        if "rates" in row and folded in map(fold_words, (row["name"], *row["words"])):
            return str(row["rates"])
    return None


def _name_rows(scheme: TierScheme) -> TierScheme:
    """The scheme with its designs under their names, and its types of question as they are looked up."""

    def name(tiers: tuple[Tier, ...]) -> list[dict[str, Any]]:
        rows = [[row.name for words in tier.designs if (row := find_row(words)) is not None] for tier in tiers]
        return [{**dict(tier), "designs": named} for tier, named in zip(tiers, rows, strict=True)]

    questions = [
        {
            **dict(one),
            "question_type": fold_question_type(one.question_type),
            "also": [fold_question_type(words) for words in one.also],
            "tiers": name(one.tiers),
        }
        for one in scheme.questions
    ]
    return TierScheme.model_validate({**dict(scheme), "tiers": name(scheme.tiers), "questions": questions})


def _give_sections(scheme: TierScheme, written: dict[str, Any]) -> TierScheme:
    """The scheme with a section for each tier that does not refuse one, where it declares none."""
    if scheme.sections:
        return scheme

    def give(tiers: tuple[Tier, ...], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {**dict(tier), "section": tier.name if "section" not in one else None}
            for tier, one in zip(tiers, given, strict=True)
        ]

    tiers = give(scheme.tiers, written.get("tiers", []))
    questions = [
        {**dict(one), "tiers": give(one.tiers, given["tiers"])}
        for one, given in zip(scheme.questions, written.get("questions", []), strict=True)
    ]
    rows = [*tiers, *(tier for one in questions for tier in one["tiers"])]
    titles = dict.fromkeys(tier["section"] for tier in rows if tier["section"])
    sections = [{"title": title} for title in titles]
    given = {"tiers": tiers, "questions": questions, "sections": sections}
    return TierScheme.model_validate({**dict(scheme), **given})


def _explain(error: ValidationError, document: Yaml, path: str) -> SchemeError:
    """An unknown key before all else, for a misspelt key is also a missing one; else the first error in the file."""
    errors = error.errors(include_url=False)
    told = (_explain_one(one, document) for one in errors if one["type"] == "extra_forbidden")
    rest = (_explain_one(one, document) for one in errors if one["type"] != "extra_forbidden")
    (line, column), message, remedy = min(told, default=None, key=_PLACE) or min(rest, key=_PLACE)
    return SchemeError(message, path=path, line=line, column=column, remedy=remedy)


def _explain_one(one: Any, document: Yaml) -> tuple[tuple[int, int], str, str]:
    loc: YamlPath = one["loc"]
    if not loc:
        return _explain_rows(document)
    holder = next((str(step) for step in reversed(loc[:-1]) if step in _NOUNS), None)
    noun_name, noun = _NOUNS[holder] if holder is not None else ("a scheme", TierScheme)
    at = loc
    while at not in document.values:
        at = at[:-1]
    place = document.keys.get(at) or document.values[at]
    key, where = str(loc[-1]), (place.line, place.column)
    if one["type"] == "extra_forbidden":
        return where, f"unknown key {key!r} in {noun_name}", suggest(key, noun.model_fields)
    if one["type"] == "missing":
        return where, f"{noun_name} needs {key!r}", f"Add `{key}:`."
    if one["type"] == "too_short":
        return where, f"{key!r} is empty", _NO_ROWS
    named = repr(key) if not key.isdigit() else f"entry {int(key) + 1} of {str(loc[-2])!r}"
    expected = _EXPECTED.get(one["type"])
    given = "empty" if one["input"] is None else repr(one["input"])
    return where, f"{named} is {given}", f"Write {expected} there." if expected else f"{one['msg']}."


def _explain_rows(document: Yaml) -> tuple[tuple[int, int], str, str]:
    """A scheme has its rows in one of two ways."""
    keys = [document.keys[key,] for key in ("tiers", "questions") if (key,) in document.keys]
    if len(keys) == 2 and all(document.value[key] for key in ("tiers", "questions")):
        return (
            (keys[1].line, keys[1].column),
            "a scheme has both 'tiers' and 'questions'",
            ("Keep `tiers:`, or `questions:` with tiers for each type of question."),
        )
    for key in ("tiers", "questions"):
        if (key,) in document.keys:
            place = document.keys[key,]
            return (place.line, place.column), f"{key!r} is empty", _NO_ROWS
    said = "a scheme has neither 'tiers' nor 'questions'"
    return (1, 1), said, "Add `tiers:`, or `questions:` with tiers for each type of question."
