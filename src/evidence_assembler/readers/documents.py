"""Documents: manuscripts as they stand, with the bibliographies that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from os import PathLike
from os.path import realpath
from pathlib import Path

from evidence_assembler.errors import EvidenceError
from evidence_assembler.library.library import Library
from evidence_assembler.model.document import Document, ListedSource
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import Manuscript, NamedFile
from evidence_assembler.model.place import Place
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.readers.bibliographies import Bibliography
from evidence_assembler.readers.files import read_text_file, shorten_path
from evidence_assembler.readers.libraries import read_bibliography, tell_apart
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.resolve import resolve_with_library
from evidence_assembler.text.line_places import LinePlaces

_KEPT = 16  # libraries made of one that is given; the manuscripts of a folder name the same bibliographies


def read_document(
    path: str | PathLike[str],
    library: Library | None = None,
    *,
    scheme: TierScheme | None = None,
    as_of: date | None = None,
    allow_outside: bool = False,
) -> Document:
    """The document in a file: Markdown, HTML, LaTeX or a plain page, by its suffix.

    Its markers are read with the sources of `library` and of the bibliographies that it names itself, relative to its
    own folder, as if all were read together: `library` comes first, an id that it has already is told apart by its
    file, `more.bib:smith2001`, and its texts that no source claimed are those of the sources that follow. A
    bibliography outside the folder of the document and the working directory is not read, unless `allow_outside`.
    Raises `UnreadableFileError` where the file cannot be read, and `SchemeError` as `resolve_document` does. Whatever
    else is wrong is in `problems` of the document.
    """
    return read_with_library(path, library, scheme=scheme, as_of=as_of, allow_outside=allow_outside)[0]


def read_with_library(
    path: str | PathLike[str],
    library: Library | None = None,
    *,
    scheme: TierScheme | None = None,
    as_of: date | None = None,
    allow_outside: bool = False,
) -> tuple[Document, Library]:
    """The document, as `read_document` reads it, and the library with the sources that it brings."""
    file = Path(path)
    manuscript = read_manuscript(read_text_file(file), str(file))
    library = library if library is not None else Library()
    extend = library.recall(_keep_extended)
    gathered = gather_library(
        manuscript,
        lambda named: extend(tuple(map(_read_state, named))),
        given=library.files,
        allow_outside=allow_outside,
    )
    brought = gathered.library.entries[len(library.entries) :]
    return resolve_with_library(
        manuscript,
        gathered.library,
        listed=[ListedSource(source=entry.source, place=entry.place) for entry in brought],
        problems=(*gathered.problems, *gathered.library.problems[len(library.problems) :]),
        scheme=scheme,
        as_of=as_of,
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """A library with the bibliographies that a manuscript names, and what is wrong with those that it has not."""

    library: Library
    named: tuple[str, ...]
    problems: tuple[ReadProblem, ...]


def gather_library(
    manuscript: Manuscript,
    read: Callable[[tuple[str, ...]], Library],
    *,
    given: Iterable[str] = (),
    allow_outside: bool = False,
    project: str | None = None,
) -> Gathered:
    """The library that `read` makes of the bibliographies which a manuscript names and which are not `given` already.

    They are read from its own folder, the working directory and that of the `project`, and from elsewhere only where
    `allow_outside`. One that cannot be read is left out, and is a problem at the place where it is named. Raises what
    `read` raises of other files.
    """
    named, problems = _find_named(manuscript, allow_outside=allow_outside, project=project)
    known = set(map(realpath, given))
    named = {path: one for path, one in named.items() if realpath(path) not in known}
    while True:
        try:
            return Gathered(read(tuple(named)), tuple(named), problems)
        except EvidenceError as error:
            if error.path is None or error.path not in named:
                raise
            said = f"the bibliography {error.path!r} cannot be read: {error.message}"
            place = _place_named(named.pop(error.path), manuscript)
            problems = (*problems, ReadProblem(said, error.remedy or "Mend the file.", place))


_State = tuple[str, int, int]
"""A file as it stands: its path, when it was last changed in nanoseconds, and its length in bytes."""


def _read_state(path: str) -> _State:
    found = Path(path).stat()
    return path, found.st_mtime_ns, found.st_size


def _keep_extended(library: Library) -> Callable[[tuple[_State, ...]], Library]:
    """What gives a library with further bibliographies, and keeps the latest."""
    return lru_cache(maxsize=_KEPT)(partial(_extend, library))


def _extend(library: Library, files: tuple[_State, ...]) -> Library:
    """The library as `read_library` would have read it with these bibliographies behind its own."""
    for path, modified, size in files:
        bibliography = tell_apart(_read_once(path, modified, size), Path(path), library)
        library = library.join(bibliography.sources, bibliography.problems, bibliography.texts)
    return library


@lru_cache(maxsize=64)
def _read_once(path: str, _modified: int, _size: int) -> Bibliography:
    """What a bibliography holds. Manuscripts with libraries of their own may name the same one."""
    return read_bibliography(Path(path))


def _find_named(
    manuscript: Manuscript, *, allow_outside: bool, project: str | None
) -> tuple[dict[str, NamedFile], tuple[ReadProblem, ...]]:
    """The bibliographies that a manuscript names and that may be read, by their paths, and what of them may not."""
    folder, problems = Path(manuscript.path).parent, []
    found: dict[str, NamedFile] = {}
    near = [folder, Path.cwd(), *([Path(project)] if project is not None else [])]
    for named in manuscript.bibliographies:
        path = folder / named.name
        if "\0" in named.name:
            problems.append(_tell_named(named, manuscript, "has no name of a file", "Mend the name."))
        elif not allow_outside and not _is_inside(path, near):
            problems.append(
                _tell_named(named, manuscript, "stands outside its folder", "Move it, or allow files outside.")
            )
        elif not path.is_file():
            problems.append(_tell_named(named, manuscript, "is not there", "Check the name and the folder."))
        else:
            found.setdefault(shorten_path(path), named)
    return found, tuple(problems)


def _is_inside(path: Path, folders: Iterable[Path]) -> bool:
    resolved = Path(realpath(path))
    return any(resolved.is_relative_to(realpath(one)) for one in folders)


def _tell_named(named: NamedFile, manuscript: Manuscript, what: str, remedy: str) -> ReadProblem:
    return ReadProblem(f"the bibliography {named.name!r} {what}", remedy, _place_named(named, manuscript))


def _place_named(named: NamedFile, manuscript: Manuscript) -> Place:
    return LinePlaces(manuscript.text, manuscript.path).place(named.start, named.end)
