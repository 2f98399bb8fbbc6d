"""Verifying quotations: each is held against the text of the source it is cited from."""

from __future__ import annotations

from evidence_assembler.library.library import LibraryEntry
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.source import Extent


def verify_quote(citation: Citation, entry: LibraryEntry | None, extent: Extent | None = None) -> QuoteMatch | None:
    """What became of the quotation of a citation, None where it has none.

    `entry` is that of the source cited, None where it is not known: then the quotation is unchecked. `extent` is what a
    draft declares of the text at hand.
    """
    if citation.quote is None:
        return None
    if entry is None:
        return QuoteMatch(status="unchecked", quote=citation.quote)
    return entry.locate(citation.quote, prefix=citation.prefix, suffix=citation.suffix, extent=extent)
