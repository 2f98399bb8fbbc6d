"""The library: sources with their texts, one entry an id, and what could not be read on the way."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice
from typing import Any, TypeVar, TypeVarTuple

from evidence_assembler.errors import EvidenceError, UnknownNameError
from evidence_assembler.library.aliases import find_aliases, read_aliases
from evidence_assembler.library.corpus import Corpus
from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.library.identity import find_identifiers, read_address
from evidence_assembler.library.merging import list_kept, merge_records
from evidence_assembler.library.passages import Passage, Passages
from evidence_assembler.library.printed import PrintedIndex
from evidence_assembler.library.retractions import Retractions
from evidence_assembler.library.search import PassageIndex
from evidence_assembler.library.updates import Update, fold_title, list_notices
from evidence_assembler.library.works import group_works
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.shown_alone import show_alone
from evidence_assembler.model.source import Source, SourceText
from evidence_assembler.progress import follow
from evidence_assembler.text.alike import measure_likeness
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.locate import TextIndex
from evidence_assembler.text.nearest import nearest, suggest
from evidence_assembler.text.skeleton import find_core, read_core

Given = TypeVarTuple("Given")
Value = TypeVar("Value")

_FEW = 64  # texts that are looked through one by one where no seed points to any of them


@dataclass(frozen=True)
class Library:
    """Sources and their texts. `problems` holds what could not be read, `unclaimed` the texts that are of no source.

    A source is found by its id, and by the keys that it had before it was merged: `library["old"]` is its entry.
    `retractions` is the list of retractions that its works are looked up in, None without one.
    """

    entries: tuple[LibraryEntry, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    unclaimed: tuple[SourceText, ...] = ()
    retractions: Retractions | None = None
    _by_id: dict[str, LibraryEntry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entry.source.id: entry for entry in self.entries})

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources in the order in which they were read."""
        return tuple(entry.source for entry in self.entries)

    @property
    def strays(self) -> tuple[str, ...]:
        """The ids under which the unclaimed texts stand, in order."""
        return tuple(sorted(text.source_id for text in self.unclaimed))

    @cached_property
    def _found_aliases(self) -> tuple[dict[str, str], tuple[str, ...]]:
        return find_aliases(self.sources)

    @property
    def aliases(self) -> dict[str, str]:
        """The id of its source for every further key of a source (`ids` in its `custom`)."""
        return self._found_aliases[0]

    @property
    def taken_aliases(self) -> tuple[str, ...]:
        """The further keys that count for none: each is the id, or an earlier key, of another source."""
        return self._found_aliases[1]

    @cached_property
    def works(self) -> dict[str, str]:
        """For each source id, and each further key, the id of the first source that is the same work."""
        works = group_works(self.sources)
        works.update({key: works[source_id] for key, source_id in self.aliases.items()})
        return works

    @cached_property
    def _shared_works(self) -> dict[str, tuple[Source, ...]]:
        """The sources of each work that has more than one."""
        if len(self) == len(set(self.works.values())):
            return {}
        by_work: dict[str, list[Source]] = {}
        for source in self.sources:
            by_work.setdefault(self.works[source.id], []).append(source)
        return {work: tuple(sources) for work, sources in by_work.items() if len(sources) > 1}

    def find_records(self, source_id: str) -> tuple[Source, ...]:
        """The sources that are the same work as this one, itself among them, as they were read; none if not known.

        Behind a merged source stands what its records say otherwise, each under its key.
        """
        own = self.get(source_id)
        if own is None:
            return ()
        records = self._shared_works.get(self.works[source_id]) or (self._by_id[own.source.id].source,)
        return tuple(one for record in records for one in (record, *list_kept(record)))

    @cached_property
    def _records(self) -> tuple[Source, ...]:
        """The sources, and behind them what merged ones keep of their records, each under the id of its source."""
        kept = (one.model_copy(update={"id": source.id}) for source in self.sources for one in list_kept(source))
        return (*self.sources, *kept)

    @cached_property
    def notices(self) -> dict[str, tuple[Update, ...]]:
        """What other records say that they are a notice of, by the DOI of the work they speak of."""
        return list_notices(self.sources)

    @cached_property
    def _by_identifier(self) -> dict[tuple[str, str], str]:
        first: dict[tuple[str, str], str] = {}
        for source in self._records:
            for identifier in find_identifiers(source):
                first.setdefault(identifier, source.id)
        return first

    def find_identified(self, kind: str, value: str) -> str | None:
        """The id of the first source with that identifier, in its one spelling: `("DOI", "10.1000/182")`."""
        return self._by_identifier.get((kind, value))

    @cached_property
    def _by_address(self) -> dict[str, str]:
        first: dict[str, str] = {}
        for source in self._records:
            if address := source.variables.get("URL"):
                first.setdefault(read_address(address.strip())[1], source.id)
        return first

    def find_address(self, address: str) -> str | None:
        """The id of the first source at that address, or with the DOI, PMID or PMCID that the address holds."""
        kind, value = read_address(address)
        return self.find_identified(kind, value) or self._by_address.get(value)

    @cached_property
    def _printed(self) -> PrintedIndex:
        return PrintedIndex(self._records)

    def find_printed(self, reference: str) -> str | None:
        """The id of the source that a printed reference names, by an identifier in it or by its whole title."""
        return self._printed.find(reference)

    def find_seen(self, see: str) -> str | None:
        """The id of the source that a standing points to, by its id, its DOI, or `PMID` and a number."""
        if see in self:
            return see
        kind, value = ("PMID", see.removeprefix("PMID ")) if see.startswith("PMID ") else ("DOI", see)
        return self.find_identified(kind, value)

    @cached_property
    def _by_title(self) -> dict[str, tuple[str, ...]]:
        titles: dict[str, list[str]] = {}
        for source in self.sources:
            if folded := fold_title(source.title or ""):
                titles.setdefault(folded, []).append(source.id)
        return {folded: tuple(ids) for folded, ids in titles.items() if len(ids) > 1}

    def find_same_title(self, source: Source) -> tuple[str, ...]:
        """The ids of the other sources whose title is the same but for case, signs and a mark of retraction."""
        same = self._by_title.get(fold_title(source.title or ""), ())
        return tuple(source_id for source_id in same if source_id != source.id)

    @cached_property
    def _made(self) -> dict[tuple[object, ...], Any]:
        return {}

    def recall(self, make: Callable[[Library, *Given], Value], *given: *Given) -> Value:
        """What `make` makes of this library and of what is `given`, made once: a page is assembled and then checked.

        `make` is a function that gives the same for the same.
        """
        key = (make, *given)
        if key not in self._made:
            self._made[key] = make(self, *given)
        value: Value = self._made[key]
        return value

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of the files that its records stand in, as they were given, and of those not read as a whole."""
        places = (*(entry.place for entry in self.entries), *(problem.place for problem in self.problems))
        return frozenset(place.path for place in places if place is not None)

    def join(
        self,
        sources: Iterable[tuple[Source, Place | None]],
        problems: Iterable[ReadProblem] = (),
        held: Iterable[SourceText] = (),
    ) -> Library:
        """A library with these sources too, which claim their texts, and these problems; this one where it has them.

        `held` are texts that came with the sources; of two for one source that which was unclaimed here stands.

        Of two with one id that of this library stands: an equal source is one source, one that differs is a problem.
        """
        further: dict[str, LibraryEntry] = {}
        texts = {text.source_id: text for text in (*held, *self.unclaimed)}
        told = list(problems)
        for source, place in sources:
            known = self._by_id.get(source.id) or further.get(source.id)
            if known is None:
                # "2" of one list is not "2" of another: what is only printed has no text of that name
                named = (source.id, *read_aliases(source)) if source.printed is None else ()
                further[source.id] = _make_entry(source, place, _take_texts(named, texts, self))
            elif known.place != place and not _is_same(known.source, source):
                told.append(_tell_double(source.id, place, known.place))
        new = [problem for problem in told if problem not in self.problems] if told else []
        if not further and not new:
            return self
        claimed = {text.source_id for entry in further.values() for text in _list_texts(entry)}
        unclaimed = tuple(text for text in self.unclaimed if text.source_id not in claimed)
        return Library((*self.entries, *further.values()), (*self.problems, *new), unclaimed, self.retractions)

    def find_text(self, source_id: str) -> LibraryEntry | None:
        """The entry that holds the text of this source, its own first; the entry itself where there is no text."""
        own = self.get(source_id)
        if own is None or own.text is not None:
            return own
        return next(iter(self.find_texts(source_id)), own)

    @cached_property
    def _holding(self) -> tuple[LibraryEntry, ...]:
        """The entries that hold a text, those of the further keys of a source behind its own."""
        return tuple(one for entry in self.entries for one in (entry, *entry.further) if one.text is not None)

    @cached_property
    def _texts_of_works(self) -> dict[str, list[LibraryEntry]]:
        texts: dict[str, list[LibraryEntry]] = {}
        for entry in self._holding:
            texts.setdefault(self.works[entry.source.id], []).append(entry)
        return texts

    def find_texts(self, source_id: str) -> list[LibraryEntry]:
        """The entries that hold texts of this work, under whichever of its ids, as they were read."""
        return self._texts_of_works.get(self.works.get(source_id, source_id), [])

    @cached_property
    def _readable(self) -> tuple[tuple[LibraryEntry, TextIndex], ...]:
        with follow(self._holding, "Preparing the texts") as entries:
            return tuple((entry, entry.index) for entry in entries if entry.index is not None)

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus([index for _, index in self._readable])

    def find_holders(
        self, quote: str, *, prefix: str | None = None, suffix: str | None = None
    ) -> Iterator[tuple[str, QuoteMatch]]:
        """The sources in whose texts the quotation passes, as they were read, each with its place there."""
        for number in self._corpus.find_core(find_core(fold_text(quote).text.strip())):
            entry, _ = self._readable[number]
            match = entry.locate(quote, prefix=prefix, suffix=suffix)
            if match.passed:
                yield entry.source.id, match

    def locate(
        self, quote: str, *, prefix: str | None = None, suffix: str | None = None, most: int = 5
    ) -> tuple[tuple[str, QuoteMatch], ...]:
        """Whose words these are: the sources that hold them, exact ones first, each with the place there.

        Where none does, those that hold nearly the same, the likest first. At most so many are told.
        """
        holders = list(islice(self.find_holders(quote, prefix=prefix, suffix=suffix), max(most, _FEW)))
        if holders:
            return tuple(sorted(holders, key=lambda one: one[1].status != "exact"))[:most]
        words = fold_text(quote).text.strip()
        everywhere = [range(len(self._readable))] if len(self._readable) <= _FEW else []
        for numbers in chain(self._corpus.find_near(read_core(words), most), everywhere):
            near = []
            for entry, _ in (self._readable[number] for number in numbers):
                match = entry.locate(quote, prefix=prefix, suffix=suffix)
                if match.found is not None:
                    likeness = measure_likeness(words, fold_text(match.found).text)
                    near.append((likeness, entry.source.id, match))
            if near:
                near.sort(key=lambda one: -one[0])
                return tuple((source_id, match) for _, source_id, match in near[:most])
        return ()

    @cached_property
    def _searchable(self) -> tuple[tuple[LibraryEntry, ...], PassageIndex]:
        held = [(entry, entry.text.text) for entry in self._holding if entry.text is not None]
        index = PassageIndex([(entry.source.title, text) for entry, text in held])
        return tuple(entry for entry, _ in held), index

    def search(self, query: str, *, most: int = 10) -> Passages:
        """The sentences of the texts that hold words of the query, best first; each shows itself and can `.cite()`.

        Words are found in any case, with or without accents, and by their English stems; those in double quotes have
        to stand side by side. Whatever else stands in a query is no word. The index is made on first use. Raises
        `EvidenceError` where less than one passage is wanted, or where Python's SQLite has no full-text search.
        """
        if not isinstance(query, str):
            raise TypeError(f"query must be str, not {type(query).__name__}")
        if most < 1:
            raise EvidenceError(f"no search gives {most} passages", remedy="Ask for one or more: most=10.")
        entries, index = self._searchable
        found = index.find(query, most)
        return Passages(
            query=query,
            found=tuple(
                Passage(entries[hit.number], hit.start, hit.end, hit.marked, hit.missing) for hit in found.hits
            ),
            asked=found.asked,
            nowhere=found.nowhere,
            sources=len(self),
            texts=len(entries),
        )

    def merge(self) -> Library:
        """The library with one entry a work: its records merged, its texts kept, every key still known.

        Only what identifiers decide is one work; what titles suggest stays apart. See `merge_records` for what stands.
        """
        by_work: dict[str, list[LibraryEntry]] = {}
        for entry in self.entries:
            by_work.setdefault(self.works[entry.source.id], []).append(entry)
        with follow(by_work.values(), "Merging the records") as works:
            return replace(self, entries=tuple(_merge_entries(entries) for entries in works))

    def __getitem__(self, source_id: str) -> LibraryEntry:
        entry = self.get(source_id)
        if entry is None:
            known = (*self._by_id, *self.aliases)
            raise UnknownNameError(f"no source has the id {source_id!r}", remedy=suggest(source_id, known))
        return entry

    def __contains__(self, source_id: object) -> bool:
        return source_id in self._by_id or source_id in self.aliases

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, source_id: str) -> LibraryEntry | None:
        """The entry of that id, None where there is none; of a further key of a source, that with the text under it."""
        entry = self._by_id.get(source_id)
        if entry is None and source_id in self.aliases:
            own = self._by_id[self.aliases[source_id]]
            entry = next((one for one in own.further if one.text and one.text.source_id == source_id), own)
        return entry

    def nearest_id(self, source_id: str) -> str | None:
        """The id that a misspelt one was most likely meant to be."""
        return nearest(source_id, (*self._by_id, *self.aliases))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.printed import print_library

        return print_library(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_library

        return show_library(self)


def build_library(
    sources: Iterable[tuple[Source, Place | None]],
    texts: Iterable[SourceText] = (),
    problems: Iterable[ReadProblem] = (),
    retractions: Retractions | None = None,
) -> Library:
    """A library of these sources and texts. Of two sources with one id the first stands, the second is a problem.

    A source that does not say which text was meant (`text_sha256`, of its own or among its further fields) gets the
    SHA-256 of the text at hand. Of two texts of one source the first stands.
    """
    by_source: dict[str, SourceText] = {}
    for text in texts:
        by_source.setdefault(text.source_id, text)
    first: dict[str, tuple[Source, Place | None]] = {}
    told = list(problems)
    for source, place in sources:
        if source.id in first:
            told.append(_tell_double(source.id, place, first[source.id][1]))
            continue
        first[source.id] = (source, place)
    aliases, _ = find_aliases(source for source, _ in first.values())
    keys: dict[str, list[str]] = {}
    for key, source_id in aliases.items():
        keys.setdefault(source_id, []).append(key)
    entries = tuple(
        _make_entry(source, place, _take_texts((source.id, *keys.get(source.id, ())), by_source))
        for source, place in first.values()
    )
    unclaimed = tuple(text for key, text in by_source.items() if key not in first and key not in aliases)
    return Library(entries, tuple(told), unclaimed, retractions)


def _take_texts(
    keys: Iterable[str], texts: Mapping[str, SourceText], known: Container[str] = ()
) -> tuple[SourceText, ...]:
    """The texts under the keys of a source, but for those of keys that mean a known source already."""
    return tuple(texts[key] for key in keys if key in texts and key not in known)


def _make_entry(source: Source, place: Place | None, texts: Sequence[SourceText]) -> LibraryEntry:
    """The entry of a source with the first of its texts, and behind it one for each of the others."""
    if not texts:
        return _pin_text(source, place, None)
    first, *others = texts
    pins = {one.id: one.text_sha256 for one in list_kept(source)} if others else {}
    further = tuple(
        _pin_text(source.model_copy(update={"text_sha256": pins.get(text.source_id)}), place, text) for text in others
    )
    entry = _pin_text(source, place, first)
    return _add_further(entry, further) if further else entry


def _pin_text(source: Source, place: Place | None, text: SourceText | None) -> LibraryEntry:
    """The entry of a source, which says which text was meant: by its own word, else that at hand."""
    entry = LibraryEntry(source, place, text)
    pinned = source.text_sha256 or (source.custom.get("text_sha256") if source.custom else None)
    if (pinned or text) and (pinned or entry.text_sha256) != source.text_sha256:
        source = source.model_copy(update={"text_sha256": str(pinned or entry.text_sha256)})
        hashed = entry.text_sha256
        entry = replace(entry, source=source)
        vars(entry)["text_sha256"] = hashed  # texts are long: each is hashed once
    return entry


def _add_further(entry: LibraryEntry, further: tuple[LibraryEntry, ...]) -> LibraryEntry:
    joined = replace(entry, further=further)
    vars(joined)["text_sha256"] = entry.text_sha256
    return joined


def _list_texts(entry: LibraryEntry) -> tuple[SourceText, ...]:
    return tuple(one.text for one in (entry, *entry.further) if one.text is not None)


def _merge_entries(entries: Sequence[LibraryEntry]) -> LibraryEntry:
    if len(entries) == 1:
        return entries[0]
    texts = [text for entry in entries for text in _list_texts(entry)]
    return _make_entry(merge_records([entry.source for entry in entries]), entries[0].place, texts)


def _is_same(one: Source, other: Source) -> bool:
    """True for equal records, whether or not they say which text was meant."""
    unpinned = {"text_sha256": None}
    return one == other or one.model_copy(update=unpinned) == other.model_copy(update=unpinned)


def _tell_double(source_id: str, place: Place | None, first: Place | None) -> ReadProblem:
    return ReadProblem(
        message=f"the id {source_id!r} is given twice; the first stands{f' ({first})' if first else ''}",
        remedy="Give one of the two another id.",
        place=place or Place("<memory>"),
        source_id=source_id,
    )
