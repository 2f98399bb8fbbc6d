"""An answer with its references in another style."""

from __future__ import annotations

from evidence_assembler.cite import author_date_labels, format_reference, reference_text
from evidence_assembler.model.answer import Answer


def restyle_answer(answer: Answer, style: str) -> Answer:
    """The answer with `style` and with every reference's `citation` set in it; nothing else changes."""
    suffixes = [label.year_suffix for label in author_date_labels([entry.source for entry in answer.references])]
    references = tuple(
        entry.model_copy(update={"citation": reference_text(format_reference(entry.source, style, year_suffix=suffix))})
        for entry, suffix in zip(answer.references, suffixes, strict=True)
    )
    return answer.model_copy(update={"style": style, "references": references})
