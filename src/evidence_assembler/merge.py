"""Merging claims that repeat each other: same words after folding, same numbers, one statement with all citations.

The case of the first letter folds, and no other: 5 mM is not 5 MM.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_assembler.model.claim import Citation, Claim
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.text.fold import fold_text


@dataclass(frozen=True, slots=True)
class NamedClaim:
    """A claim with its id, its wording for the reader, all its citations, and the ids of those that said the same."""

    id: str
    text: str
    claim: Claim
    citations: tuple[Citation, ...]
    merged: tuple[str, ...] = ()


def merge_claims(claims: Iterable[Claim], audience: str | None = None) -> tuple[NamedClaim, ...]:
    """The claims in their order, each with an id, repeats folded into the first that said so.

    A claim without an id is named after its position, `claim-3`. `audience` chooses the wording where a claim has one.
    """
    merged: dict[str, NamedClaim] = {}
    alike: dict[str, list[str]] = {}
    for name, claim in _name_claims(tuple(claims)):
        words = fold_text(claim.text).text.strip().rstrip(".")
        said_by = alike.setdefault(words[:1].casefold() + words[1:], [])
        first = next((merged[one] for one in said_by if not _grades_differ(merged[one].claim, claim)), None)
        if first is None:
            merged[name] = NamedClaim(name, _choose_wording(claim, audience), claim, claim.citations)
            said_by.append(name)
        else:
            said = {_say(citation) for citation in first.citations}
            citations = first.citations + tuple(one for one in claim.citations if _say(one) not in said)
            joined = _join_claims(first.claim, claim, cited=bool(citations))
            text = _choose_wording(joined, audience)
            merged[first.id] = NamedClaim(first.id, text, joined, citations, (*first.merged, name))
    return tuple(merged.values())


def _grades_differ(first: Claim, second: Claim) -> bool:
    """True where each has a certainty of its own: a grade is kept as it was given, so both are shown."""
    return None not in (first.certainty, second.certainty) and first.certainty != second.certainty


def _choose_wording(claim: Claim, audience: str | None) -> str:
    return claim.audiences.get(audience, claim.text) if audience else claim.text


def _name_claims(claims: tuple[Claim, ...]) -> Iterable[tuple[str, Claim]]:
    taken = {claim.id for claim in claims}
    for position, claim in enumerate(claims, start=1):
        name = claim.id or f"claim-{position}"
        while claim.id is None and name in taken:
            name += "-"
        yield name, claim


def _join_claims(first: Claim, second: Claim, *, cited: bool) -> Claim:
    """The first claim, with what only the second one says of itself."""
    missing: dict[str, object] = {
        field: getattr(second, field)
        for field in ("topic", "role", "certainty")
        if getattr(first, field) is None and getattr(second, field) is not None
    }
    if not second.audiences.keys() <= first.audiences.keys():
        missing["audiences"] = FrozenMap({**second.audiences, **first.audiences})
    if first.needs_no_citation != second.needs_no_citation:
        # what one of them has a source for needs no reason to have none
        missing["needs_no_citation"] = None if cited else first.needs_no_citation or second.needs_no_citation
    return first.model_copy(update=missing) if missing else first


def _say(c: Citation) -> tuple[object, ...]:
    """What a citation says, wherever it is written."""
    return (c.source_id, c.quote, c.prefix, c.suffix, c.locator, c.label, c.intent, c.indirect)
