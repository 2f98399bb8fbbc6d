"""Verifying quotations: each is held against the text of the work it is cited from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_assembler.library.library import Library
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.source import Extent, SourceText


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a quotation, None where there is none, and the text at hand with its extent, None without one."""

    match: QuoteMatch | None
    text: SourceText | None
    extent: Extent | None


def verify_quote(citation: Citation, library: Library, declare: Mapping[str, Declaration]) -> Verified:
    """The verdict on a citation. The quotation of a source that is not known is unchecked.

    `declare` holds, by source id, what is declared of the text at hand; it overrules what the text says of itself.
    """
    entry = library.find_text(citation.source_id)
    text = entry.text if entry is not None else None
    declared = declare.get(citation.source_id)
    extent = (declared.text_extent if declared is not None else None) or (text.extent if text is not None else None)
    match: QuoteMatch | None = None
    if citation.quote is not None and entry is not None:
        match = entry.locate(citation.quote, prefix=citation.prefix, suffix=citation.suffix, extent=extent)
    elif citation.quote is not None:
        match = QuoteMatch(status="unchecked", quote=citation.quote)
    return Verified(match, text, extent if text is not None else None)
