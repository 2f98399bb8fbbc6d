"""Tier schemes: the shipped ones by name, and a user's own from a YAML file of the same form."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evidence_assembler.data import read_table
from evidence_assembler.data.yaml12 import Path as YamlPath, Yaml, parse_yaml
from evidence_assembler.errors import SchemeError
from evidence_assembler.model.noun import Noun
from evidence_assembler.model.scheme import SchemeSection, Tier, TierScheme
from evidence_assembler.rank import find_design, known_designs
from evidence_assembler.rank.shipped import shipped_scheme, shipped_schemes
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.text.nearest import nearest, suggest

_SUFFIXES = (".yaml", ".yml")
_NOUNS: dict[str, tuple[str, type[Noun]]] = {"tiers": ("a tier", Tier), "sections": ("a section", SchemeSection)}
_PLACE = itemgetter(0)
_EXPECTED = {"string_type": "words", "tuple_type": "a list", "model_type": "keys with values"}


def read_scheme(name_or_path: str | Path, base: Path | None = None) -> TierScheme:
    """The shipped scheme of that name, or the one in a file ending in .yaml or .yml, relative to the folder `base`.

    A scheme without sections gets one for each tier, titled by its name; a tier that says `section: null` has none.
    Designs are given by any word that `find_design` knows and come back under their names.
    Raises `SchemeError`, with line and remedy, for a name that is not shipped, an unknown key, a design that is not
    known or stands in two tiers, and a section that is not declared; `UnreadableFileError` for no readable file.
    """
    if Path(name_or_path).suffix.lower() in _SUFFIXES:
        path = (base or Path()) / name_or_path
        return _parse_scheme(read_text_file(path), str(path))
    if name_or_path not in shipped_schemes():
        raise _refuse_name(str(name_or_path))
    return shipped_scheme(str(name_or_path))


def _refuse_name(name: str) -> SchemeError:
    shipped = f"Shipped: {', '.join(shipped_schemes())}. A scheme of your own is a path that ends in .yaml."
    folded = name.casefold().replace("_", "-").replace("/", "-")
    for row in read_table("gradings")["grading"]:
        if folded in row["names"]:
            said = f"{row['title']} rates {row['rates']}; it does not order sources"
            return SchemeError(said, remedy=f"Write it as the certainty of a claim, in its own words. {shipped}")
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
    return _give_sections(_name_designs(written), document.value)


def _find_contradictions(scheme: TierScheme, document: Yaml, path: str) -> Iterator[SchemeError]:
    """What each value alone does not show: names given twice, designs and sections that do not exist."""

    def refuse(at: YamlPath, message: str, remedy: str) -> SchemeError:
        place = document.values[at]
        return SchemeError(message, path=path, line=place.line, column=place.column, remedy=remedy)

    titles = [section.title for section in scheme.sections]
    for index, title in enumerate(titles):
        if title in titles[:index]:
            yield refuse(
                ("sections", index, "title"), f"the section {title!r} is declared twice", "Keep one of the two."
            )
    names = {scheme.unknown: "is the tier of a source whose kind is not known (`unknown`)"}
    standing: dict[str, str] = {}
    for index, tier in enumerate(scheme.tiers):
        if tier.name in names:
            yield refuse(
                ("tiers", index, "name"), f"the tier {tier.name!r} {names[tier.name]}", "Give it another name."
            )
        names[tier.name] = "is given twice"
        if tier.section is not None and tier.section not in titles:
            remedy = suggest(tier.section, titles) if titles else "Declare it under `sections:`."
            yield refuse(("tiers", index, "section"), f"the section {tier.section!r} is not declared", remedy)
        for number, words in enumerate(tier.designs):
            design = find_design(words)
            at = ("tiers", index, "designs", number)
            if design is None:
                near = nearest(words, known_designs())
                remedy = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known_designs())}."
                yield refuse(at, f"no design is called {words!r}", remedy)
            elif design in standing:
                said = f"the design {words!r} stands in two tiers, {standing[design]!r} and {tier.name!r}"
                yield refuse(at, said, "A design has one place in a scheme; keep one of the two.")
            else:
                standing[design] = tier.name


def _name_designs(scheme: TierScheme) -> TierScheme:
    tiers = [{**dict(tier), "designs": [find_design(words) for words in tier.designs]} for tier in scheme.tiers]
    return TierScheme.model_validate({**dict(scheme), "tiers": tiers})


def _give_sections(scheme: TierScheme, written: dict[str, Any]) -> TierScheme:
    if scheme.sections:
        return scheme
    lifting = ["section" not in tier for tier in written["tiers"]]
    tiers = [
        {**dict(tier), "section": tier.name if lifts else None}
        for tier, lifts in zip(scheme.tiers, lifting, strict=True)
    ]
    sections = [{"title": tier["section"]} for tier in tiers if tier["section"]]
    return TierScheme.model_validate({**dict(scheme), "tiers": tiers, "sections": sections})


def _explain(error: ValidationError, document: Yaml, path: str) -> SchemeError:
    """An unknown key before all else, for a misspelt key is also a missing one; else the first error in the file."""
    errors = error.errors(include_url=False)
    told = (_explain_one(one, document) for one in errors if one["type"] == "extra_forbidden")
    rest = (_explain_one(one, document) for one in errors if one["type"] != "extra_forbidden")
    (line, column), message, remedy = min(told, default=None, key=_PLACE) or min(rest, key=_PLACE)
    return SchemeError(message, path=path, line=line, column=column, remedy=remedy)


def _explain_one(one: Any, document: Yaml) -> tuple[tuple[int, int], str, str]:
    loc: YamlPath = one["loc"]
    noun_name, noun = _NOUNS.get(str(loc[0]), ("a scheme", TierScheme)) if len(loc) > 1 else ("a scheme", TierScheme)
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
        return where, f"{key!r} is empty", "A scheme has at least one tier."
    named = repr(key) if not key.isdigit() else f"entry {int(key) + 1} of {str(loc[-2])!r}"
    expected = _EXPECTED.get(one["type"])
    given = "empty" if one["input"] is None else repr(one["input"])
    return where, f"{named} is {given}", f"Write {expected} there." if expected else f"{one['msg']}."
