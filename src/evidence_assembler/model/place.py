"""Where something stands in a file that a person wrote."""

from __future__ import annotations

from dataclasses import dataclass

from .noun import Verbatim


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text file. Lines and columns count from 1, columns in code points; the end is exclusive.

    The shape is that of a SARIF 2.1.0 region beside its artifact location.
    """

    path: Verbatim
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
