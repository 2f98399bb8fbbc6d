"""What goes wrong in a template of one's own, told with its file and its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.utils import missing

from evidence_assembler.errors import UnreadableFileError


def tell_fault(fault: Exception, folder: Path, template: str) -> UnreadableFileError | None:
    """The fault as one of a file of the folder: of the last of them that was at work. None where none was."""
    if isinstance(fault, TemplateSyntaxError):
        return UnreadableFileError(
            f"no template: {fault.message}", path=fault.filename or fault.name, line=fault.lineno
        )
    place = _find_place(fault, folder)
    if place is None and not isinstance(fault, TemplateError):
        return None
    path, line = place or (str(folder / template), None)
    if isinstance(fault, TemplateNotFound):
        return UnreadableFileError(
            f"there is no template {fault.name!r}",
            path=path,
            line=line,
            remedy="A name is that of a file in the folder, or that of one of ours; `shipped/` before it means ours.",
        )
    what = (fault.message or "") if isinstance(fault, TemplateError) else f"{type(fault).__name__}: {fault}"
    return UnreadableFileError(f"the template cannot be filled: {what}", path=path, line=line)


def name_undefined(name: object, owner: object) -> str:
    """That there is nothing of that name, and which comes nearest."""
    from evidence_assembler.text.nearest import suggest

    if owner is missing:
        return f"there is nothing called {name!r} here"
    known = owner if isinstance(owner, Mapping) else getattr(owner, "_fields", None)
    if known is None:
        return f"there is no {name!r} in a {type(owner).__name__}"
    whose = "the words" if isinstance(owner, Mapping) else f"a {type(owner).__name__}"
    return f"there is no {name!r} in {whose}. {suggest(str(name), map(str, known))}"


def _find_place(fault: Exception, folder: Path) -> tuple[str, int] | None:
    """The file and the line; the engine lays its templates into the traceback."""
    place = None
    for frame, line in walk_tb(fault.__traceback__):
        if Path(frame.f_code.co_filename).is_relative_to(folder):
            place = frame.f_code.co_filename, line
    return place
