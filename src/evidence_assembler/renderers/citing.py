"""What the citations of a statement print in the text: numbers, superscripts, or authors and years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence_assembler.model.answer import NumberedCitation, Reference
from evidence_assembler.model.source import Status

from .formats import Format
from .markers import Marker, MarkerKind, Piece, find_slots, group_numbers, looks_like_exponent
from .one_line import one_line
from .wording import Words

TOLD_AT_ONCE: tuple[Status, ...] = ("retracted", "concern", "superseded", "draft", "protocol")
"""What is said of a work beside the statement that cites it, and not in the list alone."""

_TOLD = frozenset(TOLD_AT_ONCE)
_COMMA, _DASH, _SEMICOLON = Piece(","), Piece("-"), Piece("; ")


@dataclass(frozen=True, slots=True)
class Target:
    """What a number leads to: anchor, standing and place in the list of its reference, and its label if it has one."""

    anchor: str
    status: tuple[Status, ...]
    rank: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """Sets the markers of one answer, each group of numbers once. `warned` are numbers with a status `TOLD_AT_ONCE`."""

    fmt: Format
    targets: Mapping[int, Target]
    warned: frozenset[int]
    labelled: bool
    raised: bool
    abbreviations: frozenset[str]
    units: frozenset[str]
    _set: dict[tuple[MarkerKind, bool, frozenset[int]], str] = field(default_factory=dict)

    def set_statement(self, text: str, citations: Iterable[NumberedCitation]) -> str:
        """One line of text with the markers of its citations in their places."""
        numbers, unknown = self._sort_out(citations)
        if not numbers and not unknown:
            return self.fmt.escape(text)
        slots = find_slots(text, self.abbreviations)
        on_line = "".join(self._set_unknown(source_id) for source_id in unknown)
        raised = ""
        if numbers and self.raised:
            guarded = looks_like_exponent(text[: slots.superscript], self.units)
            raised = self._set_numbers(numbers, "guarded" if guarded else "superscript")
        elif numbers:
            on_line = self._set_numbers(numbers, "labels" if self.labelled else "bracket") + on_line
        before, stop, after = text[: slots.bracket], text[slots.bracket : slots.superscript], text[slots.superscript :]
        if not raised:
            stop, after = stop + after, ""
        escape = self.fmt.escape
        return f"{escape(before)}{on_line}{stop and escape(stop)}{raised}{after and escape(after)}"

    def set_sources(self, citations: Iterable[NumberedCitation]) -> str:
        """The citations named in a remark: always on the line, in brackets."""
        numbers, unknown = self._sort_out(citations)
        named = [self._set_numbers(numbers, "labels" if self.labelled else "bracket", tied=False)] if numbers else []
        return " ".join([*named, *(self._set_unknown(source_id, tied=False) for source_id in unknown)])

    def set_references(self, numbers: Iterable[int]) -> str:
        """References named in a remark, by their numbers in the answer: on the line, in brackets."""
        return self._set_numbers(frozenset(numbers), "labels" if self.labelled else "bracket", tied=False)

    def has_status(self, citation: NumberedCitation, status: Status) -> bool:
        """True where the work cited has that status."""
        target = self.targets.get(citation.number) if citation.number is not None else None
        return target is not None and status in target.status

    def _sort_out(self, citations: Iterable[NumberedCitation]) -> tuple[frozenset[int], tuple[str, ...]]:
        """The numbers, and the ids of what has none; a number without a label has none either."""
        numbers: set[int] = set()
        unknown: dict[str, None] = {}
        for citation in citations:
            if citation.number is None or (self.labelled and citation.number not in self.targets):
                unknown[citation.source_id] = None
            else:
                numbers.add(citation.number)
        return frozenset(numbers), tuple(unknown)

    def _set_unknown(self, source_id: str, tied: bool = True) -> str:
        return self.fmt.set_marker(Marker("unknown", (Piece(f"{one_line(source_id)}?"),), tied))

    def _set_numbers(self, numbers: frozenset[int], kind: MarkerKind, tied: bool = True) -> str:
        key = (kind, tied, numbers)
        if key not in self._set:
            pieces = self._label_pieces(numbers) if kind == "labels" else self._number_pieces(numbers)
            self._set[key] = self.fmt.set_marker(Marker(kind, pieces, tied))
        return self._set[key]

    def _label_pieces(self, numbers: frozenset[int]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for target in sorted((self.targets[number] for number in numbers), key=lambda target: target.rank):
            pieces += [_SEMICOLON, Piece(one_line(target.label or ""), target.anchor)]
        return tuple(pieces[1:])

    def _number_pieces(self, numbers: frozenset[int]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for first, last in group_numbers(numbers):
            pieces += [_COMMA, self._number_piece(first)]
            if last != first:
                pieces += [_DASH, self._number_piece(last)]
        return tuple(pieces[1:])

    def _number_piece(self, number: int) -> Piece:
        target = self.targets.get(number)
        return Piece(str(number), target.anchor if target else None)


def start_citing(
    fmt: Format,
    words: Words,
    listed: Iterable[tuple[Reference, str]],
    labels: Iterable[str] | None,
    raised: bool,
) -> Citing:
    """What sets the markers; `listed` are the references in the order of the list, each with its anchor."""
    references = tuple(listed)
    named = tuple(labels) if labels is not None else (None,) * len(references)
    targets: dict[int, Target] = {}
    for rank, ((reference, anchor), label) in enumerate(zip(references, named, strict=True)):
        targets.setdefault(reference.number, Target(anchor, reference.status, rank, label))
    return Citing(
        fmt=fmt,
        targets=targets,
        warned=frozenset(one.number for one, _ in references if not _TOLD.isdisjoint(one.status)),
        labelled=labels is not None,
        raised=raised and labels is None,
        abbreviations=frozenset(words["markers"]["abbreviations"]),
        units=frozenset(words["markers"]["units"]),
    )
