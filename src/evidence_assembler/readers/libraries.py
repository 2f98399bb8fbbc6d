"""Libraries: bibliographies of any format, known by their content, with a folder of texts."""

from __future__ import annotations

from collections.abc import Container, Iterable
from os import PathLike
from os.path import realpath
from pathlib import Path

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.library.retractions import Retractions
from evidence_assembler.library.spared_collections import spare_collections
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source, SourceText
from evidence_assembler.progress import follow
from evidence_assembler.readers.bibliographies import Bibliography, BibliographyFormat, all_formats
from evidence_assembler.readers.encodings import decode_bibliography
from evidence_assembler.readers.files import read_bytes
from evidence_assembler.readers.retractions import read_retractions
from evidence_assembler.readers.texts import read_texts


def read_library(
    *paths: str | PathLike[str],
    texts: str | PathLike[str] | None = None,
    retractions: str | PathLike[str] | Retractions | None = None,
) -> Library:
    """The sources of these bibliography files, with the texts of a folder and a list of retractions.

    What a file holds and cannot be read is in `problems` of the library, with its line. An id that two files share is
    told apart by its file, `more.bib:smith2001`; a file given twice is read once. A text of the folder stands before
    one that a bibliography holds of the same source, such as a label. Raises `UnreadableFileError` for a file that is
    missing, is no bibliography or no list of retractions, and for a folder that is missing.
    """
    sources: list[tuple[Source, Place]] = []
    held: list[SourceText] = []
    problems: list[ReadProblem] = []
    files: dict[str, Path] = {}
    for given in paths:
        files.setdefault(realpath(given), Path(given))
    with follow(files.values(), "Reading the bibliographies") as followed:
        for path in followed:
            bibliography = tell_apart(read_bibliography(path), path, {source.id for source, _ in sources})
            problems += bibliography.problems
            sources += bibliography.sources
            held += bibliography.texts
    known_texts, unread = read_texts(Path(texts)) if texts is not None else ((), ())
    if retractions is not None and not isinstance(retractions, Retractions):
        retractions = read_retractions(retractions)
    return build_library(sources, [*known_texts, *held], [*problems, *unread], retractions)


def tell_apart(bibliography: Bibliography, path: Path, taken: Container[str]) -> Bibliography:
    """The bibliography with the sources whose id another file has taken under the name of their file."""
    names: dict[str, str] = {}
    for source, _ in bibliography.sources:
        if source.id in taken:
            named = f"{path.name}:{source.id}"
            names[source.id] = named if named not in taken else f"{path}:{source.id}"
    if not names:
        return bibliography
    return Bibliography(
        tuple(
            (source.model_copy(update={"id": names[source.id]}) if source.id in names else source, place)
            for source, place in bibliography.sources
        ),
        bibliography.problems,
        tuple(
            text.model_copy(update={"source_id": names.get(text.source_id, text.source_id)})
            for text in bibliography.texts
        ),
    )


def read_draft_library(
    draft: Draft,
    *,
    sources: Iterable[str | PathLike[str]] = (),
    texts: str | PathLike[str] | None = None,
    retractions: str | PathLike[str] | Retractions | None = None,
) -> Library:
    """The library that a draft names, with further `sources`; `texts` stands in for the draft's own folder.

    `retractions` is a list of retractions, or its path.

    Raises as `read_library` does.
    """
    named, own_texts = name_draft_files(draft)
    return read_library(*named, *sources, texts=texts if texts is not None else own_texts, retractions=retractions)


def name_draft_files(draft: Draft) -> tuple[tuple[Path, ...], Path | None]:
    """The bibliographies that a draft names, and its folder of texts, None where it names none."""
    folder = Path(draft.place.path).parent if draft.place else Path()
    return tuple(folder / path for path in draft.sources), folder / draft.texts if draft.texts is not None else None


def read_bibliography(path: Path) -> Bibliography:
    """What a bibliography file holds, in whichever encoding. Its content decides which format it is.

    Raises `UnreadableFileError` where it cannot be read, or is none.
    """
    text, problems = decode_bibliography(read_bytes(path), str(path))
    if not text.strip():
        empty = ReadProblem("this file is empty", "Export the references again.", Place(str(path)), level="warning")
        return Bibliography((), (empty,))
    with spare_collections():
        read = _choose_format(text, path).read(text, str(path))
    return Bibliography(read.sources, (*problems, *read.problems), read.texts) if problems else read


def _choose_format(text: str, path: Path) -> BibliographyFormat:
    formats = all_formats()
    by_suffix = [one for one in formats.values() if path.suffix.lower() in one.SUFFIXES]
    for one in (*by_suffix, *formats.values()):
        if one.recognises(text):
            return one
    if by_suffix:  # too broken to be known by its content: its reader says what is wrong
        return by_suffix[0]
    raise UnreadableFileError(
        "this is no bibliography of a known format",
        path=str(path),
        remedy="Export the references as BibTeX, RIS, CSL-JSON or PubMed's nbib, or the label as XML or JSON.",
    )
