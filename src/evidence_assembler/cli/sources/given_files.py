"""The files that a command about sources is given: bibliographies, and drafts, which name bibliographies and texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_assembler.library.library import Library
    from evidence_assembler.model.draft import Draft

_DRAFTS = (".yaml", ".yml")


def read_given_drafts(files: Iterable[str], *, allow_outside: bool = False) -> dict[Path, Draft]:
    """The drafts among the files. Raises `EvidenceError` where one cannot be read."""
    from evidence_assembler.readers.drafts import read_draft

    return {Path(file): read_draft(file, allow_outside=allow_outside) for file in files if _is_draft(Path(file))}


def read_given_library(
    files: Sequence[str], drafts: Mapping[Path, Draft], texts: str | None, retractions: str | None = None
) -> Library:
    """The library of these files and of the drafts among them; what it holds and could not be read is told on stderr.

    The bibliographies of the drafts are read first, so that their ids stay. Raises `EvidenceError` where a file cannot
    be read, or where none is a bibliography or names one.
    """
    from evidence_assembler.cli.progress_line import tell_progress
    from evidence_assembler.cli.terminal import tell_library, tell_problems
    from evidence_assembler.errors import EvidenceError
    from evidence_assembler.readers.libraries import read_library

    bibliographies = [path.parent / source for path, draft in drafts.items() for source in draft.sources]
    bibliographies += [Path(file) for file in files if Path(file) not in drafts]
    if not bibliographies:
        raise EvidenceError("there is nothing to list: no bibliography is named", remedy="Name one behind the draft.")
    with tell_progress(f"Reading {', '.join(files)}"):
        library = read_library(*bibliographies, texts=texts or _choose_texts(drafts), retractions=retractions)
    tell_problems(library)
    tell_library(library)
    return library


def _is_draft(path: Path) -> bool:
    """True for YAML, and for JSON that is an object with a question: CSL-JSON is a list, or has items."""
    from evidence_assembler.readers.encodings import decode_bibliography
    from evidence_assembler.readers.files import read_bytes

    if path.suffix.lower() != ".json":
        return path.suffix.lower() in _DRAFTS
    text, _ = decode_bibliography(read_bytes(path), str(path))
    if not text.lstrip().startswith("{") or '"question"' not in text:
        return False
    try:
        return "question" in json.loads(text)
    except (ValueError, RecursionError):
        return False


def _choose_texts(drafts: Mapping[Path, Draft]) -> Path | None:
    from evidence_assembler.errors import EvidenceError

    folders = {path.parent / draft.texts for path, draft in drafts.items() if draft.texts is not None}
    if len({folder.resolve() for folder in folders}) > 1:
        named = " and ".join(sorted(map(str, folders))[:2])
        raise EvidenceError(f"the drafts have their texts in different folders: {named}", remedy="Name one: --texts.")
    return next(iter(folders), None)
