"""How something is written in the format of the page, for remedies."""

from __future__ import annotations

from evidence_assembler.known.known import Known
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.document import Document
from evidence_assembler.model.manuscript import DocumentFormat
from evidence_assembler.model.source import Source

_COMMENT = "evidence: ignore EA101 because <reason>"
_EXEMPTION: dict[DocumentFormat, str] = {
    "markdown": f"`<!-- {_COMMENT} -->` above it",
    "html": f"`<!-- {_COMMENT} -->` above it",
    "latex": f"`% {_COMMENT}` above it",
    "plain": "`--write-baseline FILE --because <reason>` keeps it",
}
_QUOTED: dict[DocumentFormat, str] = {
    "markdown": '`[@{}, "..."]`',
    "latex": r"`\cite[``...'']{{{}}}`",
    "html": '`"..."` right before its marker',
    "plain": '`"..."` right before its marker',
}


def show_exemption(page: Answer | Document) -> str:
    """How a statement says that it needs no source."""
    return "`needs_no_citation: <reason>`" if isinstance(page, Answer) else _EXEMPTION[page.format]


def show_quoted(page: Answer | Document, source_id: str) -> str:
    """How a citation of a source quotes its words."""
    if isinstance(page, Answer):
        return '`cite: {source: ..., quote: "..."}`'
    if source_id.isdecimal():
        return f'`"..." [{source_id}]`'
    return _QUOTED[page.format].format(source_id)


def show_home_of_text(known: Known, source_id: str) -> str:
    """Where the text of a source is put."""
    entry = known.library.get(source_id)
    if entry is not None and entry.source.printed is not None:
        return "Give the source an id in a bibliography, and its text under that id (`--texts`)."
    named = "`texts: texts/`" if known.answer is not None else "`--texts`"
    return f"Put it into `{source_id}.txt` in the folder of texts ({named})."


def show_how_kind_is_told(page: Answer | Document, source: Source) -> str:
    """How a record says what kind of source it is of."""
    if isinstance(page, Answer):
        return "Give its publication type as a keyword, or declare its design in the draft."
    if source.printed is not None:
        return "Add it to a bibliography, with its DOI and its publication type as a keyword."
    return "Give its publication type as a keyword in the bibliography."
