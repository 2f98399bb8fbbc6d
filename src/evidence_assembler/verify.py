"""Verifying quotations: each is held against the text of its source, and where it fails, against the other texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.library.library import Library
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.source import Extent, SourceText


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a quotation, None where there is none, and the text at hand with its extent, None without one.

    The place of a misattributed quotation is not in `text`, but in the text of the source it was found in.
    """

    match: QuoteMatch | None
    text: SourceText | None
    extent: Extent | None


def verify_quote(citation: Citation, library: Library, declare: Mapping[str, Declaration]) -> Verified:
    """The verdict on a citation. The quotation of a source that is not known is unchecked.

    `declare` holds, by source id, what is declared of the text at hand; it overrules what the text says of itself. Only
    where the whole text is at hand, and the words do not stand in it, are they looked for in other works.
    """
    entry = find_holder(citation, library)
    text = entry.text if entry is not None else None
    declared = declare.get(citation.source_id)
    extent = (declared.text_extent if declared is not None else None) or (text.extent if text is not None else None)
    match: QuoteMatch | None = None
    if citation.quote is not None and entry is not None:
        match = entry.locate(citation.quote, prefix=citation.prefix, suffix=citation.suffix, extent=extent)
        if text is not None and extent == "full" and not match.passed:
            match = _find_misattributed(citation, match, library) or match
    elif citation.quote is not None:
        match = QuoteMatch(status="unchecked", quote=citation.quote)
    return Verified(match, text, extent if text is not None else None)


def find_holder(citation: Citation, library: Library) -> LibraryEntry | None:
    """The entry with the text that a citation is held against; the source's own entry where no text is at hand.

    Where a work has several texts, it is the one in which the quotation passes, and else the source's own. None for a
    source that is not known.
    """
    own = library.find_text(citation.source_id)
    if own is None or citation.quote is None:
        return own
    for entry in (own, *library.find_texts(citation.source_id)):
        if entry.locate(citation.quote, prefix=citation.prefix, suffix=citation.suffix).passed:
            return entry
    return own


def _find_misattributed(citation: Citation, match: QuoteMatch, library: Library) -> QuoteMatch | None:
    elsewhere = find_in_another_work(citation, library)
    if elsewhere is None:
        return None
    source_id, found = elsewhere
    if match.status != "absent" and "short" in found.warnings:
        return None  # a few words stand in many texts: the slip in the source that is cited is the likelier one
    return found.model_copy(update={"status": "misattributed", "found_in": source_id})


def find_in_another_work(citation: Citation, library: Library) -> tuple[str, QuoteMatch] | None:
    """The first source of another work in whose text the quotation passes, with its place there; None where none is.

    The ids of one work are not different sources.
    """
    if citation.quote is None:
        return None
    own = library.works.get(citation.source_id)
    holders = library.find_holders(citation.quote, prefix=citation.prefix, suffix=citation.suffix)
    return next((holder for holder in holders if library.works[holder[0]] != own), None)
