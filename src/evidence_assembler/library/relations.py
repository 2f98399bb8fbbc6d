"""Relations: works that belong to one another without being one: an erratum, a protocol, a preprint, a translation.

Only a tie that is told counts: a link in the record, a registration that both name, or the title of the one in that of
the other, with an author in common. Tables: `data/relations.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import find_arxiv, read_doi
from evidence_assembler.library.markers import Marker, read_marker
from evidence_assembler.library.profiles import Profile, clean_title, fold_words, is_telling, make_profile, read_numbers
from evidence_assembler.library.registries import find_trials
from evidence_assembler.library.resemblance import (
    compare_names,
    compare_places,
    compare_titles,
    compare_venues,
    compare_years,
)
from evidence_assembler.library.updates import list_links, list_records, list_words, read_kind
from evidence_assembler.library.versions import read_edition
from evidence_assembler.library.works import Shared, name_identifier
from evidence_assembler.model.source import Source

_SUPPLEMENT = re.compile(r"[SA]\d|\d+[SA]\b")
_FEWEST_WORDS = 4  # of the title that is left without its marker


@dataclass(frozen=True, slots=True)
class Relation:
    """Two works of which the first is about the second, or an earlier or other form of it.

    `by` is 0 for a link in a record, 1 for an identifier in common, 2 for a registration, 3 for titles.
    """

    ids: tuple[str, str]
    kind: str
    because: str
    by: int = field(default=0, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record ready to be held against others.

    `profile` bears the title of the work that it speaks of, `own` its own: the same, but for what has a marker.
    `original` is the skeleton of the title in the language it is translated from.
    """

    source: Source
    profile: Profile
    own: Profile
    marker: Marker | None
    is_preprint: bool
    is_abstract: bool
    original: str | None
    arxiv: str | None
    trials: tuple[str, ...]

    @property
    def marked_as(self) -> str | None:
        """The kind of its marker, None without one."""
        return self.marker.kind if self.marker is not None else None


def make_candidate(source: Source, identifiers: Mapping[str, str]) -> Candidate:
    """The record ready to be compared; a marker is taken out of its title where enough of it is left."""
    own, marker = make_profile(source, identifiers), read_marker(source)
    profile = own
    if marker is not None and len(marker.rest) > 2:
        profile = replace(
            profile,
            words=marker.rest,
            skeleton="".join(marker.rest),
            main=min(profile.main, len(marker.rest)),
            numbers=read_numbers(marker.rest),
            is_telling=is_telling(marker.rest, profile.venue),
        )
    translated = source.variables.get("original-title") or _first_word(source.custom.get("TT"))
    return Candidate(
        source,
        profile,
        profile if marker is not None and marker.is_other else own,
        marker,
        "arXiv" in identifiers or _is_preprint(source, profile),
        own.meeting or (marker is not None and marker.kind == "abstract") or _is_on_supplement_page(source),
        "".join(fold_words(clean_title(translated))) if translated else None,
        identifiers.get("arXiv") or find_arxiv(source),
        find_trials(source),
    )


def relate(one: Candidate, other: Candidate) -> Relation | None:
    """The relation of two records with like titles, None where they may as well be one work or have no tie."""
    editions = _relate_editions(one, other)
    if editions is not None:
        return editions
    if one.marked_as != other.marked_as:
        return None if _are_one_though_marked(one, other) else _relate_marked(one, other)
    if one.is_preprint == other.is_preprint and one.is_abstract == other.is_abstract:
        return None
    title = compare_titles(one.profile, other.profile)
    if title in ("other", "unknown") or not one.profile.is_telling:
        return None
    if one.is_preprint != other.is_preprint and _is_signed(one, other, _years("preprint")):
        first, second = (one, other) if one.is_preprint else (other, one)
        return _tell(first, second, "preprint", "the title of a preprint")
    if title in ("same", "near") and one.is_abstract != other.is_abstract:
        first, second = (one, other) if one.is_abstract else (other, one)
        here = compare_places(one.profile, other.profile)
        if (
            here not in ("same", "near")
            and compare_venues(one.profile, other.profile) == "other"
            and _is_signed(one, other, _years("abstract"))
        ):
            return _tell(first, second, "abstract", "the title of a paper given at a meeting")
    return None


def _relate_editions(one: Candidate, other: Candidate) -> Relation | None:
    """Two editions of one book, the lower one first."""
    edition, another = (read_edition(candidate.source) for candidate in (one, other))
    if edition is None or another is None or edition == another:
        return None
    if compare_titles(one.own, other.own) not in ("same", "near", "part"):
        return None
    if compare_names(one.own, other.own) == "other":
        return None
    first, second = (one, other) if edition < another else (other, one)
    because = f"editions {min(edition, another)} and {max(edition, another)} of one title"
    return Relation((first.source.id, second.source.id), "version", because, 3)


def _are_one_though_marked(one: Candidate, other: Candidate) -> bool:
    """True where only the mark of one title is cut off: `Zinc in adults …` for `Zinc in adults: a protocol`."""
    if not may_be_cut(one, other):
        return False
    short, long = (one.own, other.own) if one.marker is None else (other.own, one.own)
    return short.is_cut and long.skeleton.startswith(short.skeleton) and _is_same_place(short, long)


def may_be_cut(one: Candidate, other: Candidate) -> bool:
    """True for two records of which one may have lost the mark of the other with the end of its title."""
    marks = (one.marker, other.marker)
    return (one.own.is_cut or other.own.is_cut) and not any(mark is not None and mark.is_other for mark in marks)


def _is_same_place(one: Profile, other: Profile) -> bool:
    """True for the same people, year, journal and volume, and no two pages."""
    return (
        compare_names(one, other) == "same"
        and compare_years(one, other) == "same"
        and compare_venues(one, other) == "same"
        and one.volume is not None
        and one.volume == other.volume
        and compare_places(one, other) != "other"
    )


def _relate_marked(one: Candidate, other: Candidate) -> Relation | None:
    """A marked record and the one whose title is left without its marker."""
    first, second = (one, other) if _speaks_of_other(one, other) else (other, one)
    marker = first.marker
    if marker is None or len(marker.rest) < _FEWEST_WORDS or (second.marker is not None and not marker.is_other):
        return None
    if compare_titles(first.profile, second.profile) not in ("same", "near", "part"):
        return None
    if compare_names(first.profile, second.profile) == "other" and marker.kind != "comment":
        return None
    if not _are_near_in_time(first.profile, second.profile, _years("marker")):
        return None
    return _tell(first, second, marker.kind, f'its title says "{marker.said}" and bears the other title')


def _speaks_of_other(one: Candidate, other: Candidate) -> bool:
    if one.marker is None or other.marker is None:
        return one.marker is not None
    return one.marker.is_other and not other.marker.is_other


def _tell(first: Candidate, second: Candidate, kind: str, what: str) -> Relation:
    names = compare_names(first.profile, second.profile)
    common = ", an author in common" if names in ("same", "near") else ""
    return Relation((first.source.id, second.source.id), kind, f"{what}{common}", 3)


def _is_signed(one: Candidate, other: Candidate, years: int) -> bool:
    """True where the two have an author in common and are no more years apart."""
    names = compare_names(one.profile, other.profile)
    return names in ("same", "near") and _are_near_in_time(one.profile, other.profile, years)


def _are_near_in_time(one: Profile, other: Profile, years: int) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= years


def relate_all(
    candidates: Sequence[Candidate], parted: Iterable[Shared], works: Mapping[str, str]
) -> Iterator[Relation]:
    """The relations that need no like title: links in records, identifiers in common, registrations, translations.

    `works` gives the first id of each source's work.
    """
    by_id = {candidate.source.id: candidate for candidate in candidates}
    by_doi = {one.profile.doi: works[one.source.id] for one in reversed(candidates) if one.profile.doi}
    by_pmid = {one.profile.pmid: works[one.source.id] for one in reversed(candidates) if one.profile.pmid}
    for candidate in candidates:
        if candidate.source.custom:
            yield from _read_links(candidate.source, by_doi, by_pmid)
    for shared in parted:
        yield _relate_parted(by_id[shared.ids[0]], by_id[shared.ids[1]], name_identifier(shared.identifier))
    by_arxiv = {one.arxiv: one for one in reversed(candidates) if one.arxiv is not None and one.is_preprint}
    for candidate in candidates:
        preprint = by_arxiv.get(candidate.arxiv) if candidate.arxiv is not None else None
        if preprint is not None and not candidate.is_preprint:
            because = f"{candidate.source.id!r} names its preprint arXiv {candidate.arxiv}"
            yield Relation((preprint.source.id, candidate.source.id), "preprint", because)
    yield from _relate_trials(candidates)
    yield from _relate_translations(candidates)


def _relate_parted(one: Candidate, other: Candidate, identifier: str) -> Relation:
    """Two records that an identifier joins and that are not one work."""
    if one.marked_as != other.marked_as:
        if one.marker is None or (other.marker is not None and other.marker.is_other and not one.marker.is_other):
            one, other = other, one
        assert one.marker is not None
        return Relation(
            (one.source.id, other.source.id), one.marker.kind, f'{identifier}; its title says "{one.marker.said}"', 1
        )
    ids = (one.source.id, other.source.id)
    if "set id" in identifier:
        return Relation(ids, "version", f"{identifier}, another version or day", 1)
    return Relation(ids, "shared identifier", f"{identifier}, but title, authors, year or place contradict it", 1)


def _read_links(source: Source, by_doi: Mapping[str, str], by_pmid: Mapping[str, str]) -> Iterator[Relation]:
    def find(doi: str | None, pmid: str | None) -> str | None:
        return by_doi.get(doi or "") or by_pmid.get(pmid or "")

    def tie(other: str, kind: str, forward: bool, because: str) -> Relation:
        return Relation((source.id, other) if forward else (other, source.id), kind, because)

    links = read_table("relations")["links"]
    for forward in (True, False):
        pubmed, crossref, updates = (
            links[name]["of" if forward else "by"] for name in ("pubmed", "crossref", "update")
        )
        for tag, kind in pubmed.items():
            for words in list_words(source.custom.get(tag)):
                for doi, pmid in list_links(words):
                    other = find(doi, pmid)
                    if other is not None:
                        said = " ".join(words.split())[:80]
                        yield tie(other, kind, forward, f"{tag} of {source.id!r} names it: {said}")
        relations = source.custom.get("relation")
        for name, kind in crossref.items():
            for one in list_records(relations.get(name) if isinstance(relations, Mapping) else None):
                other = find(read_doi(str(one.get("id") or "")), None)
                if other is not None:
                    yield tie(other, kind, forward, f"the record of {source.id!r} says {name}")
        for name in updates:
            for one in list_records(source.custom.get(name)):
                other = find(read_doi(str(one.get("DOI") or "")), None)
                if other is not None:
                    said = read_kind(one) or "update"
                    kind = links["updates"].get(said, said.replace("_", " "))
                    yield tie(other, kind, forward, f"{name} of {source.id!r} says {said}")


def _relate_trials(candidates: Sequence[Candidate]) -> Iterator[Relation]:
    """Protocols and later analyses, with the reports that name the same registration."""
    by_trial: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for number in candidate.trials:
            by_trial[number].append(candidate)
    crowd = int(read_table("relations")["secondary"]["crowd"])
    for number, naming in by_trial.items():
        if not 1 < len(naming) <= crowd:
            continue
        reports = [one for one in naming if one.marker is None]
        for one in naming:
            if one.marked_as in ("protocol", "secondary analysis"):
                for report in reports:
                    if compare_names(one.profile, report.profile) != "other":
                        yield Relation(
                            (one.source.id, report.source.id), one.marked_as or "", f"both name the trial {number}", 2
                        )


def _relate_translations(candidates: Sequence[Candidate]) -> Iterator[Relation]:
    wanted = [one for one in candidates if one.original]
    if not wanted:
        return
    by_title: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_title[candidate.profile.skeleton].append(candidate)
    for one in wanted:
        for other in by_title.get(one.original or "", ()):
            if other is not one and _is_signed(one, other, _years("translation")):
                because = "its original title is that of the other, an author in common"
                yield Relation((one.source.id, other.source.id), "translation", because, 2)


def _is_preprint(source: Source, profile: Profile) -> bool:
    """True for a preprint by its DOI, its type, or the server that it stands on; a journal's page is none."""
    dois, servers = _preprints()
    if profile.doi is not None and dois.match(profile.doi):
        return True
    if profile.volume and (profile.doi is not None or profile.page is not None):
        return False
    if "preprint" in source.status or "Preprint" in source.publication_types:
        return True
    variables = source.variables
    container = variables.get("container-title")
    alone = ("publisher", "genre") if profile.doi is not None else ("publisher", "archive", "genre")
    names = ("container-title",) if container else alone
    return any(servers.search(variables[name].lower()) for name in names if name in variables)


def _is_on_supplement_page(source: Source) -> bool:
    return _SUPPLEMENT.match(source.variables.get("page", "")) is not None


def _first_word(value: Any) -> str | None:
    return next(iter(list_words(value)), None)


@cache
def _preprints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("relations")["preprint"]
    return re.compile(table["dois"]), re.compile(table["servers"])


@cache
def _years(kind: str) -> int:
    return int(read_table("relations")["years"][kind])
