"""From the path of a draft to its answer and its library, as `build` and `check` both go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.library import Library
from evidence_assembler.library.retractions import Retractions
from evidence_assembler.model.answer import Answer
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library
from evidence_assembler.readers.schemes import read_scheme

_DRAFTS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class DraftRun:
    """The answer that a draft makes, the library it was made from, and the readers it has wordings for."""

    answer: Answer
    library: Library
    readers: tuple[str, ...]


def run_draft(
    path: str,
    *,
    sources: tuple[str, ...] = (),
    texts: str | None = None,
    retractions: str | Retractions | None = None,
    scheme: str | None = None,
    as_of: datetime | None = None,
    style: str = "ama",
    audience: str | None = None,
    allow_outside: bool = False,
) -> DraftRun:
    """Read the draft at `path` with its sources, and assemble its answer.

    Raises `EvidenceError` where something cannot be read. A scheme given here wins over that of the draft.
    """
    if Path(path).suffix.lower() not in _DRAFTS:
        raise UnreadableFileError(
            "only answer drafts can be read", path=path, remedy=f"A draft ends in {', '.join(_DRAFTS)}."
        )
    draft = read_draft(path, allow_outside=allow_outside)
    library = read_draft_library(draft, sources=sources, texts=texts, retractions=retractions)
    name, base = (scheme, None) if scheme is not None else (draft.scheme or "clinical", Path(path).parent)
    named = read_scheme(name, base, draft.question_type)
    answer = assemble_answer(
        draft, library, scheme=named, style=style, audience=audience, as_of=as_of.date() if as_of else None
    )
    readers = sorted({reader for claim in draft.claims for reader in claim.audiences} | {draft.audience or ""} - {""})
    return DraftRun(answer, library, tuple(readers))
