"""What stops us. Wrong content is a value (a finding, a problem); an exception means that we cannot go on."""

from __future__ import annotations


class EvidenceError(Exception):
    """The root of every exception that this library raises on purpose: what is wrong, where, and what to do.

    `path`, `line` and `column` (from 1) name the place where one is known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.remedy = remedy

    def __str__(self) -> str:
        where = self.path or ""
        if self.line is not None:
            where += f"{', ' if where else ''}line {self.line}"
        said = f"{where}: {self.message}" if where else self.message
        return f"{said}\n  {self.remedy}" if self.remedy else said


class UnreadableFileError(EvidenceError):
    """A file is missing, is no text, or is not what its name says."""


class DraftError(EvidenceError):
    """A draft breaks the rules of its format: an unknown key, a wrong type, a path outside its folder."""


class SchemeError(EvidenceError):
    """A tier scheme is unknown, cannot be read, or cannot be used for what was asked."""


class UnknownNameError(EvidenceError, KeyError):
    """A name that nothing has: of a source, a rule, a format, a style. The nearest known one is in the remedy."""
