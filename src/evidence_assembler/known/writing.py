"""How something is written in the format of the page, for remedies."""

from __future__ import annotations

from evidence_assembler.model.answer import Answer
from evidence_assembler.model.document import Document
from evidence_assembler.model.manuscript import DocumentFormat

_COMMENT = "evidence: ignore EA101 because <reason>"
_EXEMPTION: dict[DocumentFormat, str] = {
    "markdown": f"`<!-- {_COMMENT} -->` above it",
    "html": f"`<!-- {_COMMENT} -->` above it",
    "latex": f"`% {_COMMENT}` above it",
    "plain": "a baseline keeps the reason",
}
_QUOTED: dict[DocumentFormat, str] = {
    "markdown": '`[@{}, "..."]`',
    "latex": r"`\cite[``...'']{{{}}}`",
}


def show_exemption(page: Answer | Document) -> str:
    """How a statement says that it needs no source."""
    return "`needs_no_citation: <reason>`" if isinstance(page, Answer) else _EXEMPTION[page.format]


def show_quoted(page: Answer | Document, source_id: str) -> str | None:
    """How a citation of a source quotes its words; None in a format whose markers hold no quotation."""
    if isinstance(page, Answer):
        return '`cite: {source: ..., quote: "..."}`'
    written = _QUOTED.get(page.format)
    return written.format(source_id) if written is not None else None
