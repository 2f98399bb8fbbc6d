"""The template engine. A folder of one's own templates stands before ours, file by file and block by block.

A template of one's own can take over a block and leave the rest to ours, which are also known under `shipped/`:

    {% extends "shipped/answer.html.j2" %}
    {% block foot %}<p>{{ words.headings.disclaimer }}</p>{% endblock %}

Whatever a template prints is escaped for its format, unless it is `Ready`. What a folder holds and no page would show
is refused (`refuse_lost`). Templates are code: use those you trust.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateRuntimeError,
)
from jinja2.runtime import BlockReference, Context, new_context

from evidence_assembler.errors import EvidenceError
from evidence_assembler.renderers import formats
from evidence_assembler.renderers.formats import Format, find_format
from evidence_assembler.renderers.one_line import without_controls
from evidence_assembler.renderers.ready import Ready

from .faults import name_undefined, tell_fault
from .lost_files import refuse_lost

_FoldersState = tuple[tuple[str, int, int], ...]


def fill_template(format_name: str, template: str, folder: Path | None, **values: object) -> str:
    """The template of a format, filled. Raises `UnreadableFileError` where one of the folder cannot be used."""
    if folder is None:
        return str(_prepare_environment(format_name, None, ()).get_template(template).render(values))
    try:
        return str(_prepare_environment(format_name, folder, _see(folder)).get_template(template).render(values))
    except EvidenceError:
        raise
    except Exception as fault:
        told = tell_fault(fault, folder, template)
        if told is None:
            raise
        raise told from fault


def _see(folder: Path) -> _FoldersState:
    """What the folder holds now: a file that was changed or added since is read anew."""
    found = [(str(path.relative_to(folder)), path.stat()) for path in folder.rglob("*") if path.is_file()]
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found))


class _Undefined(StrictUndefined):
    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        return name_undefined(self._undefined_name, self._undefined_obj)


class _SharingContext(Context):
    """The context of a block in a loop shares the table of blocks: a copy of it would cost more than the block."""

    def derived(self, locals: dict[str, Any] | None = None) -> Context:  # noqa: A002 - the engine's own word
        context = new_context(self.environment, self.name, {}, self.get_all(), True, None, locals)
        context.eval_ctx = self.eval_ctx
        context.blocks = self.blocks
        return context


class _ReadyEnvironment(Environment):
    """What a block, a macro or a filter block gives is markup already: `super()` can be printed in every format."""

    concat = staticmethod(lambda parts: Ready("".join(parts)))
    context_class = _SharingContext


@lru_cache(maxsize=16)
def _prepare_environment(format_name: str, folder: Path | None, _: _FoldersState) -> Environment:
    ours = PackageLoader("evidence_assembler.renderers", "templates")
    if folder is None:
        return _start_engine(find_format(format_name), ours)
    loader = ChoiceLoader([FileSystemLoader(folder), ours, PrefixLoader({"shipped": ours})])
    every = {found.name: find_format(found.name) for found in iter_modules(formats.__path__)}
    engines = {name: _start_engine(fmt, loader) for name, fmt in every.items()}
    refuse_lost(folder, [(engines[name], fmt.TEMPLATE) for name, fmt in every.items()])
    return engines[format_name]


def _start_engine(fmt: Format, loader: BaseLoader) -> Environment:
    environment = _ReadyEnvironment(
        loader=loader,
        autoescape=False,  # the engine knows HTML only: `finalize` escapes for every format, HTML too
        finalize=_escape_with(fmt),
        undefined=_Undefined,
        auto_reload=False,
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
        if isinstance(value, BlockReference):
            raise TemplateRuntimeError("a block is printed where it is called: write super() or self.name()")
        return write(str(value)) if value is not None else ""

    return finalize
