"""From the path of a draft to its answer and its library, as `build` and `check` both go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.batch.shelf import Shelf
from evidence_assembler.batch.task import DRAFT_SUFFIXES
from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.files import shorten_path
from evidence_assembler.readers.libraries import name_draft_files
from evidence_assembler.readers.schemes import names_table, read_scheme


@dataclass(frozen=True, slots=True)
class DraftRun:
    """The answer that a draft makes, the library it was made from, and the readers it has wordings for.

    `library_files` are the files of the library, `files` what else was read beside the draft.
    """

    answer: Answer
    library: Library
    readers: tuple[str, ...]
    library_files: tuple[str, ...]
    files: tuple[str, ...]

    def list_merges(self) -> tuple[str, ...]:
        """Which claims became one statement."""
        return tuple(
            f"{statement.id} and {', '.join(statement.merged)} say the same: one statement"
            for statement in self.answer.statements()
            if statement.merged
        )


def run_draft(
    path: str,
    *,
    sources: tuple[str, ...] = (),
    texts: str | None = None,
    retractions: str | None = None,
    scheme: str | None = None,
    as_of: date | None = None,
    style: str = "ama",
    audience: str | None = None,
    allow_outside: bool = False,
    shelf: Shelf | None = None,
) -> DraftRun:
    """Read the draft at `path` with its sources, and assemble its answer.

    A scheme given here wins over that of the draft, and so does a folder of texts. Libraries are taken from `shelf`
    where it has them. Raises `EvidenceError` where something cannot be read.
    """
    if Path(path).suffix.lower() not in DRAFT_SUFFIXES:
        raise UnreadableFileError(
            "only answer drafts can be read", path=path, remedy=f"A draft ends in {', '.join(DRAFT_SUFFIXES)}."
        )
    shelf = shelf or Shelf()
    draft = read_draft(path, allow_outside=allow_outside)
    named, own_texts = name_draft_files(draft)
    folder = texts if texts is not None else own_texts
    bibliographies = tuple(dict.fromkeys(shorten_path(one) for one in (*map(str, named), *sources)))
    library = shelf.read_library(*bibliographies, texts=folder, retractions=retractions)
    name, base = (scheme, None) if scheme is not None else (draft.scheme or "clinical", Path(path).parent)
    answer = assemble_answer(
        draft,
        library,
        scheme=read_scheme(name, base, draft.question_type),
        style=style,
        audience=audience,
        as_of=as_of,
    )
    readers = sorted({reader for claim in draft.claims for reader in claim.audiences} | {draft.audience or ""} - {""})
    read = tuple(str(one) for one in (*bibliographies, folder, retractions) if one is not None)
    table = (str((base or Path()) / name),) if names_table(name) else ()
    return DraftRun(answer, library, tuple(readers), read, table)
