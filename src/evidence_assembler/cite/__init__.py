"""A source as an entry of a reference list, in runs of text, and as the author and date that point to it.

A style is one file here, a function from a `Work` to runs, and one row of the table below. The runs hold the words of
the source as they are: whoever renders them escapes them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from evidence_assembler.errors import UnknownNameError
from evidence_assembler.model.source import Source
from evidence_assembler.text.nearest import suggest

from . import ama, author_date, vancouver
from .labels import AuthorDate, author_date_labels
from .links import normalise_doi, safe_href
from .runs import Run, reference_text
from .work import Work, read_work

__all__ = [
    "STYLES",
    "AuthorDate",
    "Run",
    "author_date_labels",
    "format_reference",
    "normalise_doi",
    "reference_text",
    "refuse_unknown_style",
    "safe_href",
]

_WRITERS: dict[str, Callable[[Work], tuple[Run, ...]]] = {
    "ama": ama.write_reference,
    "author-date": author_date.write_reference,
    "vancouver": vancouver.write_reference,
}
STYLES: tuple[str, ...] = tuple(_WRITERS)


def format_reference(source: Source, style: str, *, year_suffix: str = "") -> tuple[Run, ...]:
    """The entry for the source in a reference list. It is never empty: a source of which nothing is known shows its id.

    `year_suffix` is the letter of `author_date_labels`; only author-date prints it. Raises `UnknownNameError`.
    """
    refuse_unknown_style(style)
    return write_runs(source, style, year_suffix)


def refuse_unknown_style(style: str) -> None:
    """Raise `UnknownNameError`, which names the nearest, for a style that there is not."""
    if style not in _WRITERS:
        raise UnknownNameError(f"there is no reference style {style!r}", remedy=suggest(style, STYLES))


@lru_cache(maxsize=16_384)  # an answer is assembled with its references as text, and then rendered with the same runs
def write_runs(source: Source, style: str, year_suffix: str) -> tuple[Run, ...]:
    """The runs of `format_reference`, remembered for the sources at hand."""
    return _WRITERS[style](read_work(source, year_suffix))
