"""Drafts: `answer.yaml`, or JSON with the same keys. Every claim and citation keeps its place in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from pydantic import ValidationError

from evidence_assembler.data import read_table
from evidence_assembler.data.yaml12 import Path as YamlPath, Yaml, parse_yaml
from evidence_assembler.errors import DraftError, SchemeError, UnreadableFileError
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.place import Place
from evidence_assembler.rank.gradings import find_wrong_grade
from evidence_assembler.rank.rows import find_row, known_rows
from evidence_assembler.rank.shipped import shipped_schemes
from evidence_assembler.readers.draft_errors import explain_errors
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.readers.schemes import read_scheme
from evidence_assembler.text.nearest import nearest, suggest

_NO_YAML = re.compile("[\t\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PLACES = frozenset(
    [("place",), ("claims", "place"), ("key_points", "place")]
    + [("claims", cite, place) for cite in ("cite", "citations") for place in ("place", "quote_place")]
)


def read_draft(path: str | PathLike[str], *, allow_outside: bool = False) -> Draft:
    """The draft in a YAML 1.2 or JSON file.

    The paths in it must exist and stay inside the folder of the draft, unless `allow_outside`. Raises `DraftError` with
    file, line, key and nearest key, and `UnreadableFileError` where the file cannot be read.
    """
    file = Path(path)
    document = _parse(read_text_file(file), str(file))
    if not isinstance(document.value, dict):
        raise DraftError("this is no draft", path=str(file), line=1, remedy="A draft has a question and claims.")
    _refuse_places(document)
    try:
        draft = Draft.model_validate(document.value)
    except ValidationError as error:
        raise explain_errors(error, document, str(file)) from error
    for refusal in _find_refusals(draft, document, file.parent, allow_outside):
        raise refusal
    return _with_places(draft, document, str(file))


def _parse(text: str, path: str) -> Yaml:
    if Path(path).suffix.lower() != ".json":
        return parse_yaml(text, path, DraftError)
    try:
        # as in YAML, a number stays the word that was written: page 3.10 is not 3.1
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError as error:
        raise DraftError("this is nested too deeply", path=path, remedy="Write it flatter.") from error
    except json.JSONDecodeError as error:
        raise DraftError(
            f"this is no JSON: {error.msg}", path=path, line=error.lineno, column=error.colno, remedy="Mend the syntax."
        ) from error
    # JSON is YAML 1.2 but for some characters and escapes: the places come from that reader, the values from this
    document = parse_yaml(_NO_YAML.sub(" ", text), path, DraftError)
    return Yaml(value, document.values, document.keys)


def _refuse_places(document: Yaml) -> None:
    """The nouns hold places; a file has them and does not say them."""
    for at, place in document.keys.items():
        if tuple(step for step in at if isinstance(step, str)) in _PLACES:
            said = f"unknown key {at[-1]!r}"
            raise DraftError(said, path=place.path, line=place.line, column=place.column, remedy="Leave it out.")


def _find_refusals(draft: Draft, document: Yaml, folder: Path, allow_outside: bool) -> Iterator[DraftError]:
    """What the nouns allow and a file may not say."""

    def refuse(at: YamlPath, message: str, remedy: str) -> DraftError:
        place = document.keys.get(at) or document.values.get(at) or document.values[at[:-1]]  # one may stand for a list
        return DraftError(message, path=place.path, line=place.line, column=place.column, remedy=remedy)

    paths: list[tuple[YamlPath, str]] = [(("sources", i), path) for i, path in enumerate(draft.sources)]
    paths += [(("texts",), draft.texts)] if draft.texts is not None else []
    paths += [(("scheme",), draft.scheme)] if draft.scheme is not None and _names_file(draft.scheme) else []
    paths += [((key,), named) for key in ("follows", "review") if (named := getattr(draft, key)) is not None]
    for at, written in paths:
        target = folder / written
        try:
            inside, exists = target.resolve().is_relative_to(folder.resolve()), target.exists()
        except (OSError, ValueError, RuntimeError):  # too long, a null byte, a loop of links
            yield refuse(at, f"{written!r} is no path", "Write the path of a file in the folder of the draft.")
            continue
        if not allow_outside and not inside:
            yield refuse(
                at, f"{written!r} lies outside the folder of the draft", "Move it, or allow it: --allow-outside."
            )
        elif not exists and at not in (("review",), ("follows",)):
            known = [str(one.relative_to(folder)) for one in folder.iterdir()] if folder.is_dir() else []
            yield refuse(at, f"there is no {written!r}", suggest(written, known))
    texts = folder / (draft.texts or "")
    if draft.texts is not None and texts.is_dir() and not allow_outside:
        for one in sorted(texts.iterdir()):
            if one.is_symlink() and not one.resolve().is_relative_to(folder.resolve()):
                said = f"{one.name!r} in it leads outside the folder of the draft"
                yield refuse(("texts",), said, "Put the text itself there.")
    for source_id, declaration in draft.declare.items():
        if declaration.superseded_by == source_id:
            said = f"{source_id!r} cannot take its own place"
            yield refuse(("declare", source_id, "superseded_by"), said, "Name the work that took its place.")
        if declaration.since is not None and declaration.status is None and declaration.superseded_by is None:
            said = "`since` is the day of a status, and none is given"
            yield refuse(("declare", source_id, "since"), said, "Give it: status, or superseded_by.")
        design = declaration.design
        if design is not None and find_row(design) is None:
            near = nearest(design, known_rows())
            yield refuse(
                ("declare", source_id, "design"),
                f"{design!r} is no known design",
                f"Did you mean {near!r}?" if near else f"Known: {', '.join(known_rows())}.",
            )
    if draft.scheme is not None:
        try:
            read_scheme(draft.scheme, folder, draft.question_type)
        except UnreadableFileError:
            pass  # told by whoever reads the scheme to use it, as is what is wrong within its file
        except SchemeError as error:
            wrong_type = draft.question_type is not None and (
                _names_file(draft.scheme) or draft.scheme in shipped_schemes()
            )
            if error.path is None:
                at = ("question_type",) if wrong_type else ("scheme",)
                yield refuse(at, error.message, error.remedy or "")
    for i, claim in enumerate(draft.claims):
        wrong = find_wrong_grade(claim.certainty) if claim.certainty is not None else None
        if wrong is not None:
            place = document.values["claims", i, "certainty", wrong.key]
            said, (line, column) = wrong.message, (place.line, place.column)
            yield DraftError(said, path=place.path, line=line, column=column, remedy=wrong.remedy)
    shipped = read_table("disclaimers")
    if draft.disclaimer is not None and " " not in draft.disclaimer and draft.disclaimer not in shipped:
        yield refuse(
            ("disclaimer",), f"no disclaimer is called {draft.disclaimer!r}", suggest(draft.disclaimer, shipped)
        )
    for key in ("follows", "review"):
        named = getattr(draft, key)
        if named is not None and (key == "follows" or (folder / named).exists()):
            yield refuse((key,), f"{key!r} cannot be read by this version", f"Leave {key!r} out.")


def _names_file(scheme: str) -> bool:
    return Path(scheme).suffix.lower() in (".yaml", ".yml")


def _with_places(draft: Draft, document: Yaml, path: str) -> Draft:
    values = document.values
    claims = []
    for i, claim in enumerate(draft.claims):
        at: YamlPath = ("claims", i)
        key = "cite" if (*at, "cite") in values else "citations"
        citations = []
        for j, citation in enumerate(claim.citations):
            here = (*at, key, j) if (*at, key, j) in values else (*at, key)
            named = values.get((*here, "source")) or values.get((*here, "source_id")) or values.get(here)
            quoted = values.get((*here, "quote"))
            citations.append(citation.model_copy(update={"place": named, "quote_place": quoted}))
        place = values.get((*at, "text")) or values.get(at)
        claims.append(claim.model_copy(update={"citations": tuple(citations), "place": place}))
    points = [
        point.model_copy(update={"place": values.get(("key_points", i, "text"))})
        for i, point in enumerate(draft.key_points)
    ]
    place = values.get(("question",), Place(path))
    return draft.model_copy(update={"claims": tuple(claims), "key_points": tuple(points), "place": place})
