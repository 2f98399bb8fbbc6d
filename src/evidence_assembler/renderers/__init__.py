"""An answer in the formats people read: one template a format, and one file for all the words that ship with it."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from pkgutil import iter_modules
from typing import Literal, get_args

from evidence_assembler.errors import UnknownNameError, UnreadableFileError
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.finding import Report

from . import formats

# json is the answer itself; every other format is a module of its folder
FORMATS: tuple[str, ...] = tuple(sorted(["json", *(found.name for found in iter_modules(formats.__path__))]))
Markers = Literal["bracket", "superscript"]
MARKERS: tuple[str, ...] = get_args(Markers)


def render_answer(
    answer: Answer,
    format: str = "text",  # noqa: A002 - the word that the command line has
    *,
    markers: str = "bracket",
    style: str | None = None,
    report: Report | None = None,
    templates: str | PathLike[str] | None = None,
) -> str:
    """The answer as a text in one of `FORMATS`; equal answers give equal texts.

    `markers` are brackets or superscripts; a style with authors and years has neither. `style` stands in for the
    answer's own. `report` puts the outcome of a check on the page, and a banner where errors stand. `templates` is a
    folder whose files stand in for ours, one by one (`environment` tells how).

    Raises `UnknownNameError` for a format, markers or a style that there is not, and `UnreadableFileError` for a
    template that cannot be used.
    """
    from evidence_assembler.cite import STYLES

    style = answer.style if style is None else style
    _refuse_unknown("format", format, FORMATS)
    _refuse_unknown("kind of marker", markers, MARKERS)
    _refuse_unknown("style", style, STYLES)
    folder = Path(templates) if templates is not None else None
    if folder is not None and not folder.is_dir():
        raise UnreadableFileError("no folder of templates", path=str(folder))
    if format == "json":
        return _dump_answer(answer, style)

    from .compose import compose_page
    from .environment import fill_template
    from .formats import find_format
    from .wording import read_words

    fmt, words = find_format(format), read_words(folder)
    page = compose_page(answer, fmt, words, style=style, raised=markers == "superscript", report=report)
    return fill_template(format, fmt.TEMPLATE, folder, page=page, words=words, fragment=False)


def _refuse_unknown(kind: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        from evidence_assembler.text.nearest import suggest

        raise UnknownNameError(f"there is no {kind} {name!r}", remedy=suggest(name, known))


def _dump_answer(answer: Answer, style: str) -> str:
    """The answer itself, so that it can be read back; its references in the style that was asked for."""
    if style != answer.style:
        from .restyle import restyle_answer

        answer = restyle_answer(answer, style)
    return answer.model_dump_json(indent=2) + "\n"
