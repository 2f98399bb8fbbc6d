"""Pointers: which source each means, as citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidence_assembler.library.identity import read_address
from evidence_assembler.library.library import Library
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.document import ListedSource
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.manuscript import Marker, Pointer
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.resolve.entries import Entries
from evidence_assembler.text.line_places import LinePlaces

_IDENTIFIED = frozenset({"DOI", "PMID", "PMCID"})


@dataclass(frozen=True)
class Reading:
    """What pointers are read by; `linked` gathers the works that a link identifies and no list has."""

    library: Library
    entries: Entries
    places: LinePlaces
    linked: dict[str, ListedSource] = field(default_factory=dict)

    def read_marker(self, marker: Marker) -> Iterator[Citation]:
        """The citations of a marker, in its order; a link to a page that is no source is none."""
        for pointer in marker.pointers:
            source_id = self._find_source(pointer)
            if source_id is not None and source_id.strip():
                yield Citation(
                    source_id=source_id,
                    quote=pointer.quote,
                    locator=pointer.locator,
                    label=pointer.label,
                    place=self.places.place(pointer.start, pointer.end),
                    quote_place=self._place_quote(pointer),
                )

    def _place_quote(self, pointer: Pointer) -> Place | None:
        if pointer.quote_start is None or pointer.quote_end is None:
            return None
        return self.places.place(pointer.quote_start, pointer.quote_end)

    def _find_source(self, pointer: Pointer) -> str | None:
        """The id of the source that is meant; the name as it is written where there is none."""
        name, labels = pointer.name, self.entries.by_label
        if pointer.kind == "address":
            return self._find_address(pointer)
        if pointer.kind == "key" and name in self.library:
            return name
        if name in labels:
            return labels[name]
        bare = name.removeprefix("#").removeprefix("ref-")
        if pointer.kind == "anchor" and (bare in self.library or bare in labels):
            return labels.get(bare, bare)
        return name

    def _find_address(self, pointer: Pointer) -> str | None:
        known = self.library.find_address(pointer.name)
        if known is not None:
            return known
        kind, value = read_address(pointer.name)
        if kind not in _IDENTIFIED:
            return None
        listed = (one.source for one in self.entries.listed)
        known = next((one.id for one in listed if one.variables.get(kind, "").lower() == value.lower()), None)
        if known is not None:
            return known
        source = Source(
            id=value, type="document", variables=FrozenMap({kind: value}), custom=FrozenMap({"printed": pointer.name})
        )
        self.linked.setdefault(value, ListedSource(source=source, place=self.places.place(pointer.start, pointer.end)))
        return value


def read_markers(markers: Iterable[Marker], reading: Reading) -> tuple[Citation, ...]:
    """The citations of several markers, in order."""
    return tuple([citation for marker in markers for citation in reading.read_marker(marker)])
