"""Documents: manuscripts as they stand, with the bibliographies that they name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from os import PathLike
from os.path import realpath
from pathlib import Path

from evidence_assembler.errors import EvidenceError
from evidence_assembler.library.library import Library
from evidence_assembler.model.document import Document, ListedSource
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import Manuscript, NamedFile
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.readers.libraries import read_library
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.resolve import resolve_document
from evidence_assembler.text.line_places import LinePlaces


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
    own folder; of two sources with one id that of `library` stands. A bibliography outside the folder of the document
    and the working directory is not read, unless `allow_outside`. Raises `UnreadableFileError` where the file cannot be
    read, and `SchemeError` as `resolve_document` does. Whatever else is wrong is in `problems` of the document.
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
    named, problems = find_bibliographies(manuscript, allow_outside=allow_outside)
    library = library if library is not None else Library()
    whole, listed = library, []
    known = {realpath(place) for place in {entry.place.path for entry in library.entries if entry.place is not None}}
    for one in named:
        if realpath(one) in known:
            continue
        try:
            own = _read_once(str(one), one.stat().st_mtime_ns, one.stat().st_size)
        except EvidenceError as error:
            problems += (tell_unreadable(error, manuscript, str(one)),)
            continue
        problems += own.problems
        listed += [ListedSource(source=entry.source, place=entry.place) for entry in own.entries]
        whole = _join(whole, own)
    document = resolve_document(manuscript, whole, listed=listed, problems=problems, scheme=scheme, as_of=as_of)
    return document, whole.join((one.source, one.place) for one in document.sources)


@lru_cache(maxsize=64)
def _read_once(path: str, _modified: int, _size: int) -> Library:
    """The sources of a bibliography. Many manuscripts name the same one."""
    return read_library(path)


def _join(library: Library, own: Library) -> Library:
    """The two as one; made once for the many manuscripts that bring the same bibliography."""
    joined = library.judged.get(("joined", id(own)))
    if joined is None:
        joined = library.join((entry.source, entry.place) for entry in own.entries)
        library.judged[("joined", id(own))] = joined
    whole: Library = joined
    return whole


def find_bibliographies(
    manuscript: Manuscript, *, allow_outside: bool = False, project: str | None = None
) -> tuple[tuple[Path, ...], tuple[ReadProblem, ...]]:
    """The bibliographies that a manuscript names and that can be read from where it stands, and what of them cannot.

    Read is what stands in its own folder, in the working directory, or in that of the `project`.
    """
    folder, found, problems = Path(manuscript.path).parent, [], []
    near = [folder, Path.cwd(), *([Path(project)] if project is not None else [])]
    for named in manuscript.bibliographies:
        path = folder / named.name
        if not allow_outside and not _is_inside(path, near):
            problems.append(
                _tell_named(named, manuscript, "stands outside its folder", "Move it, or allow files outside.")
            )
        elif not path.is_file():
            problems.append(_tell_named(named, manuscript, "is not there", "Check the name and the folder."))
        else:
            found.append(path)
    return tuple(found), tuple(problems)


def _is_inside(path: Path, folders: Iterable[Path]) -> bool:
    resolved = Path(realpath(path))
    return any(resolved.is_relative_to(realpath(one)) for one in folders)


def _tell_named(named: NamedFile, manuscript: Manuscript, what: str, remedy: str) -> ReadProblem:
    place = LinePlaces(manuscript.text, manuscript.path).place(named.start, named.end)
    return ReadProblem(f"the bibliography {named.name!r} {what}", remedy, place)


def tell_unreadable(error: EvidenceError, manuscript: Manuscript, path: str) -> ReadProblem:
    """That a bibliography which a manuscript names cannot be read, at the place where it names it."""
    named = next((one for one in manuscript.bibliographies if path.endswith(one.name)), None)
    place = LinePlaces(manuscript.text, manuscript.path).place(named.start if named else 0, named.end if named else 0)
    said = f"the bibliography {path!r} cannot be read: {error.message}"
    return ReadProblem(said, error.remedy or "Mend the file.", place)
