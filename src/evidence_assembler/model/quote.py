"""What became of a quotation: found word for word, found with other words, or not found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .noun import Noun
from .shown_alone import show_alone

QuoteStatus = Literal["exact", "normalized", "altered", "spliced", "misattributed", "absent", "unchecked"]
QuoteWarning = Literal["ambiguous", "hides_negation", "cut_before_condition", "short"]
DifferenceKind = Literal["number", "unit", "negation", "modal", "word", "punctuation", "case"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation beside the words that its source has in their place; either may be empty."""

    kind: DifferenceKind
    quoted: str
    source: str


class QuoteMatch(Noun):
    """The verdict on one quotation, in a word from a closed list, with its place.

    Standard: `start` and `end` are those of a W3C Web Annotation TextPositionSelector, in code points of the
    untouched text, end exclusive; None only for `absent` and `unchecked`. `found` holds the words that stand there.
    """

    status: QuoteStatus
    quote: str
    start: int | None = None
    end: int | None = None
    found: str | None = None
    found_in: str | None = None
    differences: tuple[Difference, ...] = ()
    warnings: tuple[QuoteWarning, ...] = ()

    @property
    def passed(self) -> bool:
        """True where the words stand in the source: `exact`, or `normalized`, equal after the documented folding."""
        return self.status in ("exact", "normalized")

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.quotation import render_match

        return render_match(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_match

        return show_match(self)
