"""Settings of a project: what its documents are checked with, key by key, as its TOML file has them."""

from __future__ import annotations

from functools import reduce
from typing import Annotated

from pydantic import BeforeValidator, Field, StrictBool

from .finding import Level
from .noun import Day, WrittenNoun
from .path_patterns import fits_pattern, names_one_file, tell_relative
from .settings import Policy, ReportFormat


def _list_words(given: object) -> object:
    return (given,) if isinstance(given, str) else given


_Word = Annotated[str, Field(strict=True, min_length=1)]
_Words = Annotated[tuple[_Word, ...], BeforeValidator(_list_words)]


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
    format: ReportFormat | None = None
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
        told = tell_relative(path, self.folder)
        return None if told is None or told.parts[:1] == ("..",) else told.as_posix()
