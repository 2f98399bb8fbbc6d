"""What an object holds, in one line: for the head of a cell, and of what is printed."""

from __future__ import annotations

from evidence_assembler.library.library import Library
from evidence_assembler.model.document import Document
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.finding import LEVELS, Report
from evidence_assembler.renderers.wording import Words, tell_counts


def tell_report(report: Report, words: Words) -> str:
    """How many findings stand, and whether the text would be published with them."""
    said = words["notebook"]
    counts = {level: len(report.standing(level)) for level in LEVELS}
    if not any(counts.values()):
        return str(said["only_suppressed" if report.findings else "no_findings"])
    return str(said["passes" if report.ok else "refused"].format(count=tell_counts(words, **counts)))


def tell_checked(report: Report, words: Words) -> str:
    """How much was looked at."""
    checked = report.checked
    return str(
        words["notebook"]["checked"].format(
            statements=_count(words, "statement", checked.statements),
            cited=checked.cited,
            uncited=checked.uncited,
            citations=_count(words, "citation", checked.citations),
            sources=_count(words, "source", checked.sources),
        )
    )


def tell_library(library: Library, words: Words) -> str:
    """How many sources there are, and of how many a text is at hand."""
    texts = sum(entry.text is not None for entry in library.entries)
    count = len(library.entries)
    return str(words["notebook"]["sources"][count != 1].format(n=count, texts=texts))


def tell_draft(draft: Draft, words: Words) -> str:
    """How many claims there are, and that nothing of them is checked."""
    return str(words["notebook"]["drafted"].format(claims=_count(words, "claim", len(draft.claims))))


def tell_document(document: Document, words: Words) -> str:
    """How many statements there are, how many of them cite something, and how many works."""
    statements = tuple(document.statements())
    return str(
        words["notebook"]["read"].format(
            statements=_count(words, "statement", len(statements)),
            cited=sum(bool(one.citations) for one in statements),
            citations=_count(words, "citation", sum(len(one.citations) for one in statements)),
            works=_count(words, "work", len(document.references)),
        )
    )


def _count(words: Words, thing: str, number: int) -> str:
    """The number with its word; none is told too, as 0."""
    return tell_counts(words, **{thing: number}) or str(words["count"][thing][1].format(n=0))
