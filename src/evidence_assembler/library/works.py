"""Works: which sources are one work, by the identifiers that they share.

An identifier joins two records unless they contradict each other: one DOI on two papers by other people under other
titles is a slip, and stays two works; so does that of a book on one of its chapters. So does what a bad record would
join: before two groups become one, all their records are held against one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import find_identifiers, list_label_words, read_label_fields
from evidence_assembler.library.markers import read_marker
from evidence_assembler.library.profiles import Profile, make_profile
from evidence_assembler.library.resemblance import (
    are_alike,
    compare_names,
    compare_places,
    compare_titles,
    compare_venues,
    compare_years,
)
from evidence_assembler.model.source import Source

Identifier = tuple[str, str]
_KINDS = ("DOI", "PMID", "PMCID", "arXiv", "set id", "registration", "ISBN", "URL")  # the most reliable first
_NUMBERS = ("DOI", "PMID", "PMCID")  # each given to one article by another body
_FEW_WORDS = 4  # a shorter title may be what somebody calls the work
_WHATEVER_TITLE = frozenset(("set id", "registration"))  # a label and a registration bear a short and a long title


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sources that are, or may be, one work: their ids in the order of the library, and the reason.

    `because` is None for a work of one source.
    """

    ids: tuple[str, ...]
    because: str | None


@dataclass(frozen=True, slots=True)
class Shared:
    """Two sources that give one identifier and are not one work."""

    ids: tuple[str, str]
    identifier: Identifier


@dataclass(frozen=True, slots=True)
class Grouping:
    """The works, every source in exactly one of them, and the pairs that an identifier does not make one.

    `identifiers` are those of each source, by their kind.
    """

    works: tuple[Cluster, ...]
    parted: tuple[Shared, ...]
    identifiers: Mapping[str, Mapping[str, str]]


def group_works(sources: Iterable[Source]) -> dict[str, str]:
    """For each source id the id of the first source that is the same work."""
    return {source_id: cluster.ids[0] for cluster in find_works(tuple(sources)).works for source_id in cluster.ids}


def find_works(sources: Sequence[Source]) -> Grouping:
    """The works of the sources in the order of their first ones, each with the identifiers that make it one."""
    by_id: dict[str, Source] = {}
    identifiers: dict[str, dict[str, str]] = {}
    sharing: dict[Identifier, list[str]] = {}
    for source in sources:
        first = by_id.setdefault(source.id, source)
        if first is source:
            found = list(find_identifiers(source))
            identifiers[source.id] = dict(reversed(found))
            for identifier in found:
                sharing.setdefault(identifier, []).append(source.id)
    joining = _Joining(by_id, identifiers)
    shared = [(identifier, ids) for identifier, ids in sharing.items() if len(ids) > 1]
    for identifier, ids in sorted(shared, key=lambda one: _rank_identifier(one[0])):
        joining.join(identifier, ids)
    return Grouping(tuple(joining.list_works()), tuple(joining.parted), identifiers)


def contradict(one: Profile, other: Profile) -> bool:
    """True where two records cannot be of one work, whatever identifier they share.

    Another title by other people; or another title with two things more that each record tells otherwise: year, place,
    journal; not on one page of one volume. What a record does not tell contradicts nothing, nor does a title in another
    language or a short one.
    """
    if not one.words or not other.words:
        return False
    names = compare_names(one, other)
    if are_alike(one, other):
        return names == "other" and compare_titles(one, other) == "other"
    if names == "other":
        return True
    place = compare_places(one, other)
    if place == "same":
        return False
    told = (place, compare_years(one, other), compare_venues(one, other))
    return told.count("other") > 1


def _leaves_open(one: Profile, other: Profile) -> bool:
    """True for two long titles that have nothing in common, by nobody knows whom: a DOI cut short joins such works."""
    few = min(len(one.words), len(other.words))
    is_unknown = compare_names(one, other) == "unknown" and compare_places(one, other) != "same"
    return few >= _FEW_WORDS and is_unknown and not are_alike(one, other)


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a record may part it from another one: the kind of notice that it is, the version of a drug label."""

    profile: Profile
    notice: str | None
    version: tuple[str | None, str | None]
    is_chapter: bool


class _Joining:
    """Groups that grow, with the records that tell them apart."""

    def __init__(self, by_id: Mapping[str, Source], identifiers: Mapping[str, Mapping[str, str]]) -> None:
        self.parted: list[Shared] = []
        self._by_id, self._identifiers = by_id, identifiers
        self._order = {source_id: place for place, source_id in enumerate(by_id)}
        self._group: dict[str, list[str]] = {}
        self._reasons: dict[str, list[Identifier]] = {}
        self._known: dict[str, _Told] = {}
        table = read_table("duplicates")["identity"]
        self._crowd, self._checked = int(table["crowd"]), int(table["checked"])

    def join(self, identifier: Identifier, ids: list[str]) -> None:
        """Make one work of those that share the identifier, as far as they do not contradict each other."""
        ids = sorted(ids)
        titles = {self._profile(source_id).skeleton for source_id in ids} if len(ids) > self._crowd else set()
        crowded = len(titles) > self._crowd
        leaders: list[str] = []
        by_title: dict[str, str] = {}
        for source_id in ids:
            skeleton = self._profile(source_id).skeleton
            tried = [by_title[skeleton]] if skeleton in by_title else []
            if not crowded:
                tried += [leader for leader in leaders if leader not in tried]
            home = next((leader for leader in tried if self._unite(leader, source_id, identifier)), None)
            if home is None:
                if not crowded:
                    self.parted += (Shared(self._in_order(leader, source_id), identifier) for leader in leaders)
                leaders.append(source_id)
                by_title.setdefault(skeleton, source_id)

    def list_works(self) -> Iterable[Cluster]:
        """The groups in the order of the sources."""
        for source_id in self._by_id:
            members = self._group.get(source_id)
            if members is None:
                yield Cluster((source_id,), None)
                continue
            ids = sorted(members, key=self._order.__getitem__)
            if ids[0] == source_id:
                reasons = {reason for one in ids for reason in self._reasons.get(one, ())}
                yield Cluster(tuple(ids), "; ".join(map(name_identifier, sorted(reasons, key=_rank_identifier))))

    def _unite(self, one: str, other: str, identifier: Identifier) -> bool:
        group, others = self._group.get(one, [one]), self._group.get(other, [other])
        if group is others:
            self._reasons.setdefault(min(group), []).append(identifier)
            return True
        if any(self._differ(a, b, identifier) for a, b in product(self._tell_apart(group), self._tell_apart(others))):
            return False
        united = group + others
        for member in united:
            self._group[member] = united
        self._reasons.setdefault(min(united), []).append(identifier)
        return True

    def _tell_apart(self, group: list[str]) -> list[str]:
        """The records of a group that differ in what is compared, so many as are checked."""
        if len(group) <= 2:
            return group
        told: dict[object, str] = {}
        for source_id in sorted(group):
            profile = self._profile(source_id)
            told.setdefault((profile.skeleton, profile.families, profile.page, profile.year), source_id)
        return list(told.values())[: self._checked]

    def _differ(self, one: str, other: str, identifier: Identifier) -> bool:
        first, second = self._told(one), self._told(other)
        if first.notice != second.notice or _are_other_versions(first.version, second.version):
            return True
        if identifier[0] in _WHATEVER_TITLE or self._share_numbers(one, other):
            return False
        profile, rival = first.profile, second.profile
        if first.is_chapter != second.is_chapter and profile.words and rival.words and not are_alike(profile, rival):
            return True
        return contradict(profile, rival) or (_is_cut_short(identifier) and _leaves_open(profile, rival))

    def _share_numbers(self, one: str, other: str) -> bool:
        """True for two kinds of identifier in common, which outweigh a title in other words."""
        mine, theirs = self._identifiers[one], self._identifiers[other]
        return sum(kind in mine and mine[kind] == theirs.get(kind) for kind in _NUMBERS) > 1

    def _profile(self, source_id: str) -> Profile:
        return self._told(source_id).profile

    def _told(self, source_id: str) -> _Told:
        known = self._known.get(source_id)
        if known is None:
            source = self._by_id[source_id]
            identifiers = self._identifiers[source_id]
            known = self._known[source_id] = _Told(
                make_profile(source, identifiers),
                _read_notice(source),
                _read_label_version(source) if "set id" in identifiers else (None, None),
                source.type == "chapter",
            )
        return known

    def _in_order(self, one: str, other: str) -> tuple[str, str]:
        return (one, other) if self._order[one] < self._order[other] else (other, one)


def _rank_identifier(identifier: Identifier) -> tuple[int, str]:
    return _KINDS.index(identifier[0]), identifier[1]


def _is_cut_short(identifier: Identifier) -> bool:
    """True for a DOI without a digit behind its prefix, which names a journal rather than an article: 10.1016/j.jad."""
    kind, value = identifier
    return kind == "DOI" and not any(sign.isdigit() for sign in value.partition("/")[2])


def name_identifier(identifier: Identifier) -> str:
    """The identifier in words, for a reason: same DOI 10.1000/182."""
    kind, value = identifier
    return f"same address and title: {value.partition(' ')[0]}" if kind == "URL" else f"same {kind} {value}"


def _read_notice(source: Source) -> str | None:
    """The kind of notice or comment that a record is of another work, None for a work of its own."""
    marker = read_marker(source)
    return marker.kind if marker is not None and marker.is_other else None


def _read_label_version(source: Source) -> tuple[str | None, str | None]:
    """The number and the day of a drug label's version, as far as its record tells them."""
    fields = read_label_fields(source)
    issued = source.issued
    told = next(list_label_words(fields.get("effective_time")), None)
    if told is None and issued is not None and len(issued.parts) == 3:
        told = "{:04}{:02}{:02}".format(*issued.parts)
    number = next(list_label_words(source.variables.get("version") or fields.get("version")), None)
    return number, "".join(sign for sign in told if sign.isdigit()) if told is not None else None


def _are_other_versions(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """True for two labels with two numbers, else with two days: under one set id they are two documents."""
    for mine, theirs in zip(one, other, strict=True):
        if mine is not None and theirs is not None:
            return mine != theirs
    return False
