"""Resolving: a manuscript and a library become a document, in which every marker is a citation of a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Reference
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.document import Document, DocumentSection, DocumentStatement, ListedSource
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import Block, Manuscript, Marker
from evidence_assembler.model.scheme import TierScheme
from evidence_assembler.number import number_references
from evidence_assembler.rank.shipped import clinical_scheme
from evidence_assembler.refer import Desk, make_citation, make_references, rank_cited
from evidence_assembler.resolve.citations import Reading, read_markers
from evidence_assembler.resolve.entries import read_entries
from evidence_assembler.resolve.markers import read_customs, settle_markers
from evidence_assembler.resolve.quoted import attach_quotations
from evidence_assembler.resolve.reference_lists import NOTE_SIGN, mark_entries
from evidence_assembler.resolve.statements import Piece, cut_block
from evidence_assembler.resolve.suppressions import read_suppressions
from evidence_assembler.text.headings import names_key_points
from evidence_assembler.text.line_places import LinePlaces


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece of the manuscript with its place among the others, and what it cites."""

    piece: Piece
    headings: tuple[str, ...]
    paragraph: int
    note: str | None
    is_point: bool
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]


def resolve_document(
    manuscript: Manuscript, library: Library, *, scheme: TierScheme | None = None, as_of: date | None = None
) -> Document:
    """The document that a manuscript is when its markers are read with the sources of a library.

    Raises as `resolve_with_library` does, which this is without more.
    """
    return resolve_with_library(manuscript, library, scheme=scheme, as_of=as_of)[0]


def resolve_with_library(
    manuscript: Manuscript,
    library: Library,
    *,
    listed: Sequence[ListedSource] = (),
    problems: Sequence[ReadProblem] = (),
    scheme: TierScheme | None = None,
    as_of: date | None = None,
) -> tuple[Document, Library]:
    """The document, and the library with the sources that its list of references and its links bring.

    `listed` are the sources of the library that the manuscript brought itself, `problems` what of them could not be
    read. `scheme` ranks what is cited (the shipped `clinical` by default), `as_of` is the day for which the standing of
    the sources is told (today by default). Raises `SchemeError` for a scheme that ranks by the type of a question: a
    manuscript asks none.
    """
    places = LinePlaces(manuscript.text, manuscript.path)
    day, scheme = as_of or date.today(), (scheme or clinical_scheme()).for_question(None)
    blocks = mark_entries(manuscript.blocks)
    entries = read_entries(blocks, library, manuscript, places)
    customs = read_customs(
        blocks,
        has_list=bool(entries.by_label),
        has_bibliography=bool(len(library) or manuscript.bibliographies or entries.by_label),
    )
    settled, unread = [], []
    for block in blocks:
        stands, fallen = settle_markers(block, manuscript, customs)
        settled.append(attach_quotations(stands))
        unread += [_tell_unread(marker, manuscript, places) for marker in fallen]
    reading = Reading(library, entries, places)
    placed = list(_place_pieces(settled, reading))
    own = (*entries.listed, *reading.linked.values())
    whole = library.join((one.source, one.place) for one in own)
    cited = tuple(dict.fromkeys(c.source_id for one in placed for c in one.citations if c.source_id in whole))
    numbers = number_references(whole.works[source_id] for source_id in cited)
    desk = Desk(whole, {}, numbers)
    ranked = rank_cited(cited, whole, scheme, {}, day)
    statements = [
        _make_statement(number, one, desk, places)
        for number, one in enumerate((one for one in placed if one.piece.kind != "aside"), start=1)
    ]
    asides = [one for one in placed if one.piece.kind == "aside" and one.citations]
    document = Document(
        format=manuscript.format,
        title=manuscript.title,
        sections=tuple(_make_sections(placed, statements)),
        asides=tuple(
            _make_statement(number, one, desk, places) for number, one in enumerate(asides, start=len(statements) + 1)
        ),
        references=tuple(_print(one) for one in make_references(cited, ranked, desk, "ama")),
        sources=(*listed, *own),
        suppressions=read_suppressions(manuscript.blocks, places.place),
        unread=tuple(unread),
        problems=(*manuscript.problems, *problems),
        scheme=scheme,
        as_of=day,
        place=places.place(0, 0),
    )
    return document, whole


def _tell_unread(marker: Marker, manuscript: Manuscript, places: LinePlaces) -> ReadProblem:
    words = " ".join(manuscript.text[marker.start : marker.end].split())
    return ReadProblem(
        message=f"“{words[:60]}” {marker.unread}",
        remedy="Mend the marker; if it is none, write it as code or with a backslash before it.",
        place=places.place(marker.start, marker.end),
        source_id=marker.pointers[0].name if marker.pointers else None,
    )


def _place_pieces(blocks: Sequence[Block], reading: Reading) -> Iterator[_Placed]:
    """Every statement and aside in reading order, under its headings; entries and comments are neither."""
    headings: list[tuple[int, str]] = []
    by_label = reading.entries.by_label
    lead: str | None = None  # the words that led in to the list in which we are
    read = [block for block in blocks if block.kind not in ("entry", "comment")]
    for number, (block, following) in enumerate(zip_longest(read, read[1:])):
        if block.kind == "heading":
            while headings and headings[-1][0] >= block.level:
                headings.pop()
        path = tuple(title for _, title in headings)
        if block.kind != "item":
            lead = None
        piece = None
        for piece in cut_block(block, leads_in=following is not None and following.kind == "item"):
            called = tuple(marker.note for marker in piece.markers if marker.note is not None)
            referenced = [by_label[NOTE_SIGN + label] for label in called if NOTE_SIGN + label in by_label]
            yield _Placed(
                piece,
                path,
                number,
                block.labels[0] if block.kind == "note" and block.labels else None,
                block.kind == "item" and names_key_points(lead or (path[-1] if path else "")),
                (*read_markers(piece.markers, reading), *(Citation(source_id=one) for one in referenced)),
                tuple(label for label in called if NOTE_SIGN + label not in by_label),
            )
        if block.kind == "heading":
            headings.append((block.level, piece.text if piece is not None else ""))
        elif piece is not None and block.kind != "item" and piece.text.endswith(":"):
            lead = piece.text


def _make_statement(number: int, placed: _Placed, desk: Desk, places: LinePlaces) -> DocumentStatement:
    piece = placed.piece
    return DocumentStatement(
        id=f"s{number}",
        text=piece.text,
        citations=tuple([make_citation(one, desk) for one in placed.citations]),
        kind=piece.kind,
        paragraph=placed.paragraph,
        notes=placed.notes,
        note=placed.note,
        is_key_point=placed.is_point,
        place=places.place(piece.start, piece.end),
    )


def _make_sections(placed: Iterable[_Placed], statements: Sequence[DocumentStatement]) -> Iterator[DocumentSection]:
    """The statements under each run of equal headings."""
    paths = [one.headings for one in placed if one.piece.kind != "aside"]
    start = 0
    for end in range(1, len(paths) + 1):
        if end == len(paths) or paths[end] != paths[start]:
            yield DocumentSection(headings=paths[start], statements=tuple(statements[start:end]))
            start = end


def _print(reference: Reference) -> Reference:
    """The reference as the manuscript has it, where that is all that is known of its source."""
    printed = reference.source.printed
    return reference if printed is None else reference.model_copy(update={"citation": printed})
