"""Settings of a project: what its documents are checked with, from pyproject.toml or evidence-assembler.toml.

Only `check` reads them. The keys are those of its options; paths and patterns are relative to the file that holds them.
The nearest file counts, in the working directory or above; in one folder evidence-assembler.toml wins over
pyproject.toml, and a pyproject.toml without the table `[tool.evidence-assembler]` is passed over.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BeforeValidator, Field, StrictBool, ValidationError

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import LEVELS, Level
from evidence_assembler.model.noun import Day, WrittenNoun
from evidence_assembler.model.settings import Policy
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.renderers.reports import REPORT_FORMATS
from evidence_assembler.text.nearest import suggest
from evidence_assembler.text.path_patterns import fits_pattern, names_one_file

OWN_FILE = "evidence-assembler.toml"
_TABLE = ("tool", "evidence-assembler")
_NOT_WRITTEN = ("per_file", "path", "folder")
_WORDS = "Write words in quotation marks, or a list of them."
_PATH = "Write a path in quotation marks, from the folder of this file."
_EXPECTED = {
    "sources": "Write the paths of bibliographies in quotation marks, in a list.",
    "texts": _PATH,
    "scheme": "Write the name of a scheme, or the path of a YAML file.",
    "profile": "Write the name of a profile, such as scholarly.",
    "policy": f"Write one of {', '.join(get_args(Policy))}.",
    "select": _WORDS,
    "ignore": _WORDS,
    "retractions": _PATH,
    "fail-on": f"Write one of {', '.join(LEVELS)}.",
    "as-of": "Write a day such as 2026-04-14.",
    "format": f"Write one of {', '.join(REPORT_FORMATS)}.",
    "allow-outside": "Write true or false.",
    "baseline": _PATH,
    "exclude": _WORDS,
}
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _list_words(given: object) -> object:
    return (given,) if isinstance(given, str) else given


def _refuse_others(given: object) -> object:
    if given not in REPORT_FORMATS:
        raise ValueError("no format of a report")
    return given


_Word = Annotated[str, Field(strict=True, min_length=1)]
_Format = Annotated[str, BeforeValidator(_refuse_others)]
_Words = Annotated[tuple[_Word, ...], BeforeValidator(_list_words)]


Table = TypeVar("Table", bound="DocumentSettings")


class DocumentSettings(WrittenNoun):
    """What one document is checked with; None is what nobody has set."""

    sources: _Words | None = None
    texts: _Word | None = None
    scheme: _Word | None = None
    profile: _Word | None = None
    policy: Policy | None = None
    select: _Words | None = None
    ignore: _Words | None = None

    def overlay(self, nearer: DocumentSettings) -> DocumentSettings:
        """These settings with those of a nearer table in their place, key by key.

        A nearer profile sets a policy from farther off aside: it brings its own.
        """
        said = {name: value for name, value in nearer if value is not None}
        if "profile" in said:
            said.setdefault("policy", None)
        return self.model_copy(update=said)


class ProjectSettings(DocumentSettings):
    """What the documents of a project are checked with, and what holds for a whole run.

    `per_file` holds what differs for some documents, by pattern, in the order of the file. `path` is the file and
    `folder` where it stands, both None where there is no file.
    """

    retractions: _Word | None = None
    fail_on: Level | None = None
    as_of: Day | None = None
    format: _Format | None = None
    allow_outside: StrictBool | None = None
    baseline: _Word | None = None
    exclude: _Words = ()
    per_file: tuple[tuple[str, DocumentSettings], ...] = ()
    path: str | None = None
    folder: str | None = None

    def find_settings(self, document: str, given: DocumentSettings) -> DocumentSettings:
        """What this document is checked with, where `given` stands on the command line and wins.

        Of the tables whose patterns fit, a later one wins over an earlier one, and one that names this very file over
        all patterns; each key is taken from the last table that has it. Rules that are selected on the command line set
        aside what the file selects and leaves out.
        """
        base = DocumentSettings.model_validate({name: getattr(self, name) for name in DocumentSettings.model_fields})
        relative = self.tell_path(document)
        fitting = [(pattern, one) for pattern, one in self.per_file if relative and fits_pattern(relative, pattern)]
        fitting.sort(key=lambda one: names_one_file(one[0]))
        joined = reduce(DocumentSettings.overlay, (one for _, one in fitting), base).overlay(given)
        return joined if given.select is None else joined.model_copy(update={"ignore": given.ignore})

    def excludes(self, path: str) -> bool:
        """True where a pattern of `exclude` fits the path."""
        relative = self.tell_path(path)
        return relative is not None and any(fits_pattern(relative, pattern) for pattern in self.exclude)

    def tell_path(self, path: str) -> str | None:
        """The path as the patterns have it, from the folder of the settings; None where it lies outside."""
        if self.folder is None:
            return None
        try:
            told = Path(os.path.relpath(path, self.folder))  # as it is named: links are not followed
        except ValueError:  # on another drive
            return None
        return None if told.parts[:1] == ("..",) else told.as_posix()


def find_project(start: Path | None = None) -> ProjectSettings:
    """The settings that hold in a folder (the working directory): those of the nearest file there or above it.

    Without any, every setting is unset. Raises `EvidenceError`, with file and line, for what is no TOML, an unknown
    key, and a value that cannot be.
    """
    start = Path.cwd() if start is None else start.absolute()
    for folder in (start, *start.parents):
        for name in (OWN_FILE, "pyproject.toml"):
            if (folder / name).is_file():
                settings = read_project(folder / name)
                if settings is not None:
                    return settings
    return ProjectSettings()


def read_project(path: Path) -> ProjectSettings | None:
    """The settings in one file; None for a pyproject.toml without the table. Raises as `find_project` does."""
    text = read_text_file(path)
    if path.name != OWN_FILE and _TABLE[-1] not in text:
        return None  # what others have in it, even if it is no TOML, is not ours to judge
    file = _SettingsFile(text, path)
    table: Any = _parse_toml(text, file.place(path.name))
    if path.name != OWN_FILE:
        for step in _TABLE:
            table = table.get(step) if isinstance(table, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise file.refuse(
            _TABLE[-1], "the settings are no table", "Write [tool.evidence-assembler], and keys below it."
        )
    return _read_table(table, file)


def _parse_toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _TOML_PLACE.search(said)
        line, column = (int(place[1]), int(place[2])) if place is not None and place[1] else (None, None)
        if place is not None and line is None:
            line = text.count("\n") + 1
        message = f"this is no TOML: {_TOML_PLACE.sub('', said)}"
        raise EvidenceError(message, path=path, line=line, column=column, remedy="Mend the syntax.") from error
    except RecursionError as error:
        raise EvidenceError("this is nested too deeply", path=path, remedy="Write it flatter.") from error


@dataclass(frozen=True, slots=True)
class _SettingsFile:
    """A file of settings: what it says, and where its keys stand."""

    text: str
    path: Path

    def refuse(self, key: str, message: str, remedy: str, below: str | None = None) -> EvidenceError:
        """The exception for a key, with its line where it can be found."""
        return EvidenceError(message, path=self.place(self.path.name), line=self._find_line(key, below), remedy=remedy)

    def place(self, written: str) -> str:
        """A path that is relative to the file, from the working directory."""
        return os.path.normpath(Path(self.folder, written))

    @property
    def folder(self) -> str:
        """Where the file stands, from the working directory."""
        try:
            return os.path.relpath(self.path.parent)
        except ValueError:  # on another drive
            return str(self.path.parent)

    def _find_line(self, key: str, below: str | None) -> int | None:
        """The line of a key behind the header of our table, or that of a pattern; TOML is read without places."""
        start = max(self.text.find(_TABLE[-1]), 0) if self.path.name != OWN_FILE else 0
        start = max(self.text.find(below, start), start) if below is not None else start
        found = re.compile(rf"""^[^#\n]*?(?<![\w-])["']?{re.escape(key)}["']?\s*[=.\]]""", re.MULTILINE).search(
            self.text, self.text.rfind("\n", 0, start) + 1
        )
        return self.text.count("\n", 0, found.end()) + 1 if found is not None else None


def _read_table(table: dict[str, Any], file: _SettingsFile) -> ProjectSettings:
    per_file = table.get("per-file", {})
    if not isinstance(per_file, dict) or not all(isinstance(one, dict) for one in per_file.values()):
        remedy = 'Write a table for each pattern: [tool.evidence-assembler.per-file."docs/**/*.md"].'
        raise file.refuse("per-file", "'per-file' holds something that is no table", remedy)
    own = _validate(ProjectSettings, {key: value for key, value in table.items() if key != "per-file"}, file)
    patterns = tuple((pattern, _validate(DocumentSettings, one, file, pattern)) for pattern, one in per_file.items())
    return own.model_copy(update={"per_file": patterns, "path": file.place(file.path.name), "folder": file.folder})


def _validate(kind: type[Table], table: dict[str, Any], file: _SettingsFile, pattern: str | None = None) -> Table:
    """The settings in one table, with paths from the working directory."""
    known = {name.replace("_", "-"): name for name in kind.model_fields if name not in _NOT_WRITTEN}
    for key in table:
        if key not in known:
            within = f" for {pattern!r}" if pattern is not None else ""
            of_a_run = pattern is not None and key.replace("-", "_") in ProjectSettings.model_fields
            others = ["per-file"] if pattern is None else []
            remedy = "It holds for a whole run: write it above." if of_a_run else suggest(key, [*known, *others])
            raise file.refuse(key, f"unknown key {key!r}{within}", remedy, pattern)
    try:
        settings = kind.model_validate({known[key]: value for key, value in table.items()})
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0]).replace("_", "-")
        said = repr(table[key]) if isinstance(table[key], str | bool | list) else str(table[key])
        raise file.refuse(key, f"{key!r} is {said}", _EXPECTED[key], pattern) from error
    if settings.select or settings.ignore or settings.profile is not None:
        _refuse_unknown_names(settings, file, pattern)
    return settings.model_copy(update=_place_paths(settings, file))


def _refuse_unknown_names(settings: DocumentSettings, file: _SettingsFile, pattern: str | None) -> None:
    from evidence_assembler.rules import choose_rules  # all rules, which take a while to load
    from evidence_assembler.rules.profiles import find_profile

    try:
        key = "select"
        for word in settings.select or ():
            choose_rules((word,))
        key = "ignore"
        for word in settings.ignore or ():
            choose_rules((word,))
        key = "profile"
        if settings.profile is not None:
            find_profile(settings.profile)
    except EvidenceError as error:
        raise file.refuse(key, error.message, error.remedy or "", pattern) from error


def _place_paths(settings: DocumentSettings, file: _SettingsFile) -> dict[str, Any]:
    placed: dict[str, Any] = {}
    for name in ("texts", "retractions", "baseline"):
        written = getattr(settings, name, None)
        if written is not None:
            placed[name] = file.place(written)
    if settings.sources is not None:
        placed["sources"] = tuple(file.place(one) for one in settings.sources)
    if settings.scheme is not None and settings.scheme.lower().endswith((".yaml", ".yml")):
        placed["scheme"] = file.place(settings.scheme)
    return placed
