"""Scopes: which statements count as cited under a policy, and which need no source.

`strict` counts a statement with a marker of its own, or with a footnote that cites. Every other policy is strict and
one thing more, never the sum of those before it. In an answer each statement is a paragraph of its own, and key points
are no statements, so there only `section` adds anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from evidence_assembler.data import read_table
from evidence_assembler.known.repeated import find_repeated
from evidence_assembler.model.answer import Answer, Section, Statement
from evidence_assembler.model.document import Document, DocumentSection, DocumentStatement
from evidence_assembler.model.settings import Policy, Settings
from evidence_assembler.text.headings import fold_heading

_LEAD = re.compile(r"[\W_]*(?P<first>\w+)(?:\s+(?P<second>[\w-]+))?")
_JOINTS = re.compile(r"\s*(?:,|;|&|/|\band\b)\s*")


def list_covered(page: Answer | Document, policy: Policy) -> list[bool]:
    """For every statement of the page, in reading order, whether it counts as cited."""
    statements: list[Statement] = list(page.statements())
    cited_notes = _find_cited_notes(page)
    own = [_is_cited(one, cited_notes) for one in statements]
    if policy == "strict":
        return own
    covered = set(_WIDENERS[policy](page, {id(one) for one, cited in zip(statements, own, strict=True) if cited}))
    return [cited or id(one) in covered for one, cited in zip(statements, own, strict=True)]


def find_exemption(statement: Statement, headings: Iterable[str], settings: Settings) -> str | None:
    """Why a statement needs no source: as it is declared, or by its kind or its heading; None where it needs one."""
    if statement.needs_no_citation is not None:
        return statement.needs_no_citation
    if isinstance(statement, DocumentStatement) and statement.text.endswith("?"):
        return "a question asserts nothing"
    profile = settings.profile
    named = _find_exempt(tuple(headings), profile.exempt) if profile is not None and profile.exempt else None
    if profile is not None and named is not None:
        return f"what stands under “{named}” is exempt in the profile {profile.name}"
    return None


@lru_cache(maxsize=512)
def _find_exempt(headings: tuple[str, ...], exempt: tuple[str, ...]) -> str | None:
    return next((heading for heading in headings if _is_among(heading, exempt)), None)


def _is_among(heading: str, exempt: tuple[str, ...]) -> bool:
    """True for a heading that is one of these, or several of them joined: "2. Materials and Methods"."""
    words = fold_heading(heading)
    return words in exempt or (bool(words) and all(part in exempt for part in _JOINTS.split(words)))


def _find_cited_notes(page: Answer | Document) -> frozenset[str]:
    if isinstance(page, Answer):
        return frozenset()
    return frozenset(one.note for one in page.statements() if one.note is not None and one.citations)


def _is_cited(statement: Statement, cited_notes: frozenset[str]) -> bool:
    if statement.citations:
        return True
    return isinstance(statement, DocumentStatement) and not cited_notes.isdisjoint(statement.notes)


def _cover_key_points(page: Answer | Document, cited: set[int]) -> Iterator[int]:
    """The key points of which the statement that they repeat is cited."""
    if isinstance(page, Document):
        by_id = {one.id: one for one in page.statements()}
        for point, repeated in find_repeated(tuple(by_id.values())).items():
            if id(by_id[repeated]) in cited:
                yield id(by_id[point])


def _cover_neighbours(page: Answer | Document, cited: set[int]) -> Iterator[int]:
    """Neighbours in a paragraph of which one is cited and the second leans on the first."""
    for first, second in pairwise(page.statements() if isinstance(page, Document) else ()):
        if first.paragraph == second.paragraph and _leans(second.text):
            if id(first) in cited:
                yield id(second)
            if id(second) in cited:
                yield id(first)


def _cover_paragraphs(page: Answer | Document, cited: set[int]) -> Iterator[int]:
    """Whatever stands in a paragraph with a cited statement."""
    if isinstance(page, Document):
        with_source = {one.paragraph for one in page.statements() if id(one) in cited}
        yield from (id(one) for one in page.statements() if one.paragraph in with_source)


def _cover_sections(page: Answer | Document, cited: set[int]) -> Iterator[int]:
    """Whatever stands in a section with a cited statement; in a document, from one heading to the next."""
    for section in page.sections:
        statements = [id(one) for one in _list_statements(section)]
        if not cited.isdisjoint(statements):
            yield from statements


def _list_statements(section: Section | DocumentSection) -> Iterator[Statement]:
    if isinstance(section, DocumentSection):
        yield from section.statements
    else:
        for topic in section.topics:
            yield from topic.statements


_WIDENERS: dict[Policy, Callable[[Answer | Document, set[int]], Iterator[int]]] = {
    "key-points": _cover_key_points,
    "anaphora": _cover_neighbours,
    "paragraph": _cover_paragraphs,
    "section": _cover_sections,
}


def _leans(text: str) -> bool:
    """True for a sentence that opens with this, these, that, those or "the study"."""
    lead = _LEAD.match(text.casefold())
    if lead is None:
        return False
    demonstratives, documents = _leaning_words()
    return lead["first"] in demonstratives or (lead["first"] == "the" and lead["second"] in documents)


@cache
def _leaning_words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_table("scopes")
    return frozenset(table["demonstratives"]), frozenset(table["documents"])
