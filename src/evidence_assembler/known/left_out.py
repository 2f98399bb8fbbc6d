"""What an answer leaves out: works of its library that it cites nowhere, about the subject of a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence_assembler.arrange import may_lift
from evidence_assembler.known.known import FALLEN, NO_RESULT, Known
from evidence_assembler.library.subjects import fold_stem, list_stems
from evidence_assembler.model.answer import Reference, Statement
from evidence_assembler.model.scheme import RankedSource

_NO_EVIDENCE = NO_RESULT | {"retracted work"}


@dataclass(frozen=True, slots=True)
class Bearing:
    """A statement that a work bears on: with the highest of the sources that it rests on, and that one's tier.

    `alike` is the source of the statement whose subject the work has, and `shared` the words that their titles share.
    """

    statement: Statement
    rests_on: Reference
    tier: int
    alike: Reference
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A work that is cited nowhere, the place of its tier in the scheme, and the statements that it bears on."""

    work: RankedSource
    tier: int
    bears_on: tuple[Bearing, ...]


def list_left_out(known: Known, concerns: Callable[[Statement], bool]) -> Iterator[LeftOut]:
    """The works left out that stand, highest tier first, for the statements that `concerns` chooses.

    A statement counts where a source of known tier supports it directly, and where it, its topic or the question names
    something of the subject that the two works share.
    """
    answer = known.answer
    if answer is None:  # a manuscript asks no question, and a bibliography of a field is no list of what bears on it
        return
    chosen = [(topic.title, one) for topic in answer.topics() for one in topic.statements if concerns(one)]
    if not chosen or not known.left_out:
        return
    tiers = {tier.name: place for place, tier in enumerate(answer.scheme.tiers)}
    alike: dict[int, dict[str, tuple[str, ...]]] = {}
    bearing: defaultdict[str, list[Bearing]] = defaultdict(list)
    question = _stems(answer.question)
    for topic, statement, supports in _list_resting(chosen, known, tiers):
        named = question | _stems(statement.text) | _stems(topic or "")
        highest = min(supports, key=lambda one: tiers[one.tier])
        told: set[str] = set()
        for reference in supports:
            if reference.number not in alike:
                found = known.subjects_left_out.find_alike(reference.source)
                alike[reference.number] = {source.id: shared for source, shared in found}
            completed = known.subjects_left_out.find_completed(reference.source, named)
            found_here = {**alike[reference.number], **{source.id: shared for source, shared in completed}}
            for source_id, shared in found_here.items():
                if source_id not in told and not named.isdisjoint(map(fold_stem, shared)):
                    told.add(source_id)
                    one = Bearing(statement, highest, tiers[highest.tier], reference, shared)
                    bearing[source_id].append(one)
    for work in known.rank(bearing):
        if work.tier in tiers and _stands(work, known):
            yield LeftOut(work, tiers[work.tier], tuple(bearing[work.source.id]))


def _list_resting(
    chosen: Iterable[tuple[str | None, Statement]], known: Known, tiers: Mapping[str, int]
) -> Iterator[tuple[str | None, Statement, list[Reference]]]:
    """The statements with their topics, each with the references of known tier that support it directly."""
    references = {source_id: one for one in known.page.references for source_id in one.ids}
    for topic, statement in chosen:
        cited = [(one, references[one.source_id]) for one in statement.citations if one.source_id in references]
        supports = [
            source
            for one, source in cited
            if source.tier in tiers and may_lift(one, [standing.status for standing in known.standings_of(source)])
        ]
        if supports:
            yield topic, statement, supports


def _stands(work: RankedSource, known: Known) -> bool:
    """True for a work that could have been cited for a result on the day of the check."""
    issued = work.source.issued
    later = issued is not None and issued.parts and issued.parts[0] > known.settings.as_of.year
    return work.design not in _NO_EVIDENCE and FALLEN.isdisjoint(work.status) and not later


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem for stem, _ in list_stems(words))
