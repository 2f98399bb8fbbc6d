"""An entry of a library: a source with its text, in which quotations are located."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from evidence_assembler.model.claim import QuotedCitation
from evidence_assembler.model.place import Place
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.shown_alone import show_alone
from evidence_assembler.model.source import Extent, Source, SourceText
from evidence_assembler.text.held_numbers import HeldNumbers
from evidence_assembler.text.locate import TextIndex

_OWN = frozenset(("source", "source_id", "quote", "match"))  # what a quotation has of the entry itself


@dataclass(frozen=True)
class LibraryEntry:
    """A source, the place of its record, and its text where it is at hand.

    `further` are entries of the same source with the texts that stand under its other keys.
    """

    source: Source
    place: Place | None = None
    text: SourceText | None = None
    further: tuple[LibraryEntry, ...] = ()

    @cached_property
    def index(self) -> TextIndex | None:
        """The text prepared for many quotations, on first use."""
        return TextIndex(self.text.text, at_once=False) if self.text is not None else None

    @cached_property
    def text_sha256(self) -> str | None:
        """The SHA-256 of the text at hand, of its UTF-8 in hexadecimal digits; None without a text."""
        return sha256(self.text.text.encode()).hexdigest() if self.text is not None else None

    @cached_property
    def numbers(self) -> HeldNumbers:
        """The numbers of the text, each kind read on first use; none without a text."""
        return HeldNumbers(self.text.text if self.text is not None else "")

    @cached_property
    def _located(self) -> dict[tuple[str, str | None, str | None], QuoteMatch]:
        """What was located before: an answer is assembled and then checked with the same quotations."""
        return {}

    def locate(
        self, quote: str, *, prefix: str | None = None, suffix: str | None = None, extent: Extent | None = None
    ) -> QuoteMatch:
        """What becomes of a quotation from this source. `extent` overrules that of the text.

        Without a text, or where the words are not in a text that is only a part, it is unchecked.
        """
        if self.text is None or self.index is None:
            return QuoteMatch(status="unchecked", quote=quote)
        wanted = (quote, prefix, suffix)
        match = self._located.get(wanted)
        if match is None:
            match = self._located[wanted] = self.index.locate(quote, prefix=prefix, suffix=suffix)
        if match.status == "absent" and (extent or self.text.extent) != "full":
            return QuoteMatch(status="unchecked", quote=quote)
        return match

    def quote(
        self, words: str, *, prefix: str | None = None, suffix: str | None = None, **fields: Any
    ) -> QuotedCitation:
        """A citation of this source with a quotation; shown, it tells at once whether the words stand there.

        `fields` are further ones of `Citation`, such as `page=3` or `intent="disputes"`. Raises `TypeError` for another
        source or another quotation among them.
        """
        if own := sorted(_OWN.intersection(fields)):
            raise TypeError(f"a quotation of {self.source.id!r} takes no {own[0]!r}: cite the other source by itself")
        return QuotedCitation.model_validate(
            {
                "source": self.source.id,
                "quote": words,
                "prefix": prefix,
                "suffix": suffix,
                "match": self.locate(words, prefix=prefix, suffix=suffix),
                **fields,
            }
        )

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.printed import print_entry

        return print_entry(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_entry

        return show_entry(self)
