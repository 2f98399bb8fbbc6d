"""Settings of a project, from pyproject.toml or evidence-assembler.toml.

Only `check` reads them. The keys are those of its options; paths and patterns are relative to the file that holds them.
The nearest file counts, in the working directory or above; in one folder evidence-assembler.toml wins over
pyproject.toml, and a pyproject.toml without the table `[tool.evidence-assembler]` is passed over.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import LEVELS
from evidence_assembler.model.project import DocumentSettings, ProjectSettings
from evidence_assembler.model.settings import Policy, ReportFormat
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.text.nearest import suggest

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
    "format": f"Write one of {', '.join(get_args(ReportFormat))}.",
    "allow-outside": "Write true or false.",
    "baseline": _PATH,
    "exclude": _WORDS,
}
_HEADER = re.compile(r"""^\s*\[\s*tool\s*\.\s*["']?evidence-assembler["']?\s*[.\]]""", re.MULTILINE)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

Table = TypeVar("Table", bound=DocumentSettings)


def find_project(start: Path | None = None) -> ProjectSettings:
    """The settings that hold in a folder (the working directory): those of the nearest file there or above it.

    Without any, every setting is unset. Raises `EvidenceError`, with file and line, for what is no TOML, an unknown
    key, and a value that cannot be.
    """
    start = Path.cwd() if start is None else start.absolute()
    for folder in (start, *start.parents):
        for name in (OWN_FILE, "pyproject.toml"):
            if (folder / name).is_file() or (name == OWN_FILE and os.path.lexists(folder / name)):
                settings = read_project(folder / name)
                if settings is not None:
                    return settings
    return ProjectSettings()


def read_project(path: Path) -> ProjectSettings | None:
    """The settings in one file; None for a pyproject.toml without the table. Raises as `find_project` does."""
    text = read_text_file(path)
    if path.name != OWN_FILE and _TABLE[-1] not in text.replace("_", "-"):
        return None  # what others have in it, even if it is no TOML, is not ours to judge
    file = _SettingsFile(text, path)
    table: Any = _parse_toml(text, file.place(path.name))
    if path.name != OWN_FILE:
        if "evidence_assembler" in (table.get("tool") or {}):
            message, remedy = "unknown table 'tool.evidence_assembler'", "Did you mean 'tool.evidence-assembler'?"
            raise EvidenceError(message, path=file.place(path.name), remedy=remedy)
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
        header = _HEADER.search(self.text) if self.path.name != OWN_FILE else None
        start = header.start() if header is not None else 0
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
    for pattern in _list_words(table.get("exclude")):
        if pattern.startswith("!"):
            remedy = "Leave the pattern out that excludes it, or name the file on the command line."
            raise file.refuse("exclude", f"{pattern!r} takes nothing back: a pattern only leaves out", remedy)
    own = _validate(ProjectSettings, {key: value for key, value in table.items() if key != "per-file"}, file)
    patterns = tuple((pattern, _validate(DocumentSettings, one, file, pattern)) for pattern, one in per_file.items())
    return own.model_copy(update={"per_file": patterns, "path": file.place(file.path.name), "folder": file.folder})


def _list_words(given: object) -> list[str]:
    return [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)]


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
    from evidence_assembler.known.profiles import find_profile
    from evidence_assembler.rules.chosen import choose_rules  # all rules, which take a while to load

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
    from evidence_assembler.readers.schemes import names_table  # which takes as long to load

    placed: dict[str, Any] = {}
    for name in ("texts", "retractions", "baseline"):
        written = getattr(settings, name, None)
        if written is not None:
            placed[name] = file.place(written)
    if settings.sources is not None:
        placed["sources"] = tuple(file.place(one) for one in settings.sources)
    if settings.scheme is not None and names_table(settings.scheme):
        placed["scheme"] = file.place(settings.scheme)
    return placed
