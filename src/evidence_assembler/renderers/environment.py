"""The template engine. A folder of one's own templates stands before ours, file by file.

A template of one's own can take over a block and leave the rest to ours, which are also known under `shipped/`:

    {% extends "shipped/answer.html.j2" %}
    {% block foot %}<p>{{ words.headings.disclaimer }}</p>{% endblock %}

Whatever a template prints is escaped for its format, unless it is `Ready`. Templates are code: use those you trust.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from evidence_assembler.errors import UnreadableFileError

from .formats import Format, find_format
from .one_line import without_controls
from .ready import Ready


def fill_template(format_name: str, template: str, folder: Path | None, **values: object) -> str:
    """The template of a format, filled. Raises `UnreadableFileError` where one of the folder cannot be used."""
    try:
        return str(_prepare_environment(format_name, folder).get_template(template).render(values))
    except TemplateSyntaxError as broken:
        raise UnreadableFileError(
            f"no template: {broken.message}", path=broken.filename or broken.name, line=broken.lineno
        ) from broken
    except TemplateError as broken:
        where = str(folder / template) if folder else template
        raise UnreadableFileError(f"the template cannot be filled: {broken.message}", path=where) from broken


class _ReadyEnvironment(Environment):
    """What a block, a macro or a filter block gives is markup already: `super()` can be printed in every format."""

    concat = staticmethod(lambda parts: Ready("".join(parts)))


@cache
def _prepare_environment(format_name: str, folder: Path | None) -> Environment:
    fmt = find_format(format_name)
    ours = PackageLoader(__package__, "templates")
    loaders = [FileSystemLoader(folder)] if folder else []
    environment = _ReadyEnvironment(
        loader=ChoiceLoader([*loaders, ours, PrefixLoader({"shipped": ours})]),
        autoescape=False,  # the engine knows HTML only: `finalize` escapes for every format, HTML too
        finalize=_escape_with(fmt),
        undefined=StrictUndefined,
        auto_reload=folder is not None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **fmt.DELIMITERS,
    )
    environment.filters.update(fmt.FILTERS)
    return environment


def _escape_with(fmt: Format) -> Callable[[object], str]:
    escape = fmt.escape

    @lru_cache(maxsize=4096)
    def write(words: str) -> str:  # most of what is printed is printed again: kinds, reasons, verdicts
        return escape(without_controls(words))

    def finalize(value: object) -> str:
        if type(value) is Ready:
            return value
        return write(str(value)) if value is not None else ""

    return finalize
