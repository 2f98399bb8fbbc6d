"""Duplicates: which sources are one work, which may be, and which works belong to one another.

Identifiers decide (`library/works.py`). Title with year, authors and pages only suggests: two records are suggested for
what agrees, unless something speaks against them, and the reason names what agrees. Nothing is merged here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from evidence_assembler.data import read_table
from evidence_assembler.library.blocks import find_pairs
from evidence_assembler.library.profiles import Profile, is_generic
from evidence_assembler.library.relations import Candidate, Relation, make_candidate, may_be_cut, relate, relate_all
from evidence_assembler.library.resemblance import (
    Match,
    TitleMatch,
    are_alike,
    are_in_other_issues,
    are_translations,
    begin_alike,
    compare_names,
    compare_places,
    compare_titles,
    compare_venues,
    compare_years,
    differ_in_identifiers,
    share_pages,
)
from evidence_assembler.library.spared_collections import spare_collections
from evidence_assembler.library.versions import are_versions
from evidence_assembler.library.works import Cluster, Grouping, find_works
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow

_LONG_TITLE = 7  # words of a title that is hardly borne by two works of one year
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Every source in exactly one of `works`; works that may be one in `suggested`; pairs that belong together."""

    works: tuple[Cluster, ...]
    suggested: tuple[Cluster, ...]
    related: tuple[Relation, ...]


def find_duplicates(sources: Sequence[Source]) -> Duplicates:
    """The works of the sources by their identifiers, those that may be one, and those that belong together.

    The order of the sources changes nothing but the order of what is found.

    >>> one = Source(id="a", variables={"title": "Zinc and copper in asthma", "DOI": "10.1000/182"})
    >>> other = Source(id="b", variables={"title": "Zinc and copper in asthma", "URL": "https://doi.org/10.1000/182"})
    >>> find_duplicates([one, other]).works
    (Cluster(ids=('a', 'b'), because='same DOI 10.1000/182'),)
    """
    with spare_collections():
        return _find(sources)


def _find(sources: Sequence[Source]) -> Duplicates:
    grouping = find_works(sources)
    order: dict[str, int] = {}
    by_id: dict[str, Source] = {}
    for source in sources:
        if source.id not in by_id:
            order[source.id] = len(order)
            by_id[source.id] = source
    work_of = {source_id: place for place, work in enumerate(grouping.works) for source_id in work.ids}
    candidates: list[Candidate] = []
    with follow(sorted(by_id), "Reading titles and names", len(by_id)) as followed:
        candidates += (make_candidate(by_id[source_id], grouping.identifiers[source_id]) for source_id in followed)
    found: list[tuple[str, str, str]] = []
    related: list[Relation] = []
    profiles = [candidate.profile for candidate in candidates]
    for one, other in find_pairs(profiles):
        if work_of[profiles[one].id] == work_of[profiles[other].id]:
            continue
        relation = relate(candidates[one], candidates[other])
        if relation is not None:
            related.append(relation)
            continue
        mine, theirs = candidates[one], candidates[other]
        if mine.marked_as == theirs.marked_as or may_be_cut(mine, theirs):
            because = explain_likeness(mine.own, theirs.own)
            if because is not None:
                found.append((profiles[one].id, profiles[other].id, because))
    own = {one.source.id: one.own for one in candidates}
    found = [*_leave_out_ambiguous(found, own), *_find_like_at_one_address(grouping, own, work_of)]
    suggested = _join(found, grouping.works, work_of, own, order)
    together = {source_id: place for place, cluster in enumerate(suggested) for source_id in cluster.ids}
    more = relate_all(
        candidates, grouping.parted, {source_id: grouping.works[place].ids[0] for source_id, place in work_of.items()}
    )
    kept = _keep_relations((*more, *related), work_of, together, order)
    return Duplicates(grouping.works, suggested, kept)


def _leave_out_ambiguous(
    found: Sequence[tuple[str, str, str]], profiles: Mapping[str, Profile]
) -> Iterator[tuple[str, str, str]]:
    """The pairs without those of a title that is cut off before the words that tell two works apart.

    Only a page in common shows which of the two it is.
    """
    longer: dict[str, list[Profile]] = defaultdict(list)
    unplaced: dict[tuple[str, str], str] = {}
    for one, other, _ in found:
        short, long = sorted((profiles[one], profiles[other]), key=lambda profile: (len(profile.skeleton), profile.id))
        if compare_titles(short, long) == "part":
            longer[short.id].append(long)
            if compare_places(short, long) not in ("same", "near"):
                unplaced[one, other] = short.id
    ambiguous = {
        short
        for short, many in longer.items()
        if any(compare_titles(*pair) == "other" for pair in combinations(many, 2))
    }
    return (pair for pair in found if unplaced.get(pair[:2]) not in ambiguous)


def _find_like_at_one_address(
    grouping: Grouping, profiles: Mapping[str, Profile], work_of: Mapping[str, int]
) -> Iterator[tuple[str, str, str]]:
    """The pairs under one address with a path whose titles are alike and tell the same numbers."""
    by_address: dict[str, list[str]] = defaultdict(list)
    for source_id in sorted(grouping.identifiers):
        address = grouping.identifiers[source_id].get("URL", "").partition(" ")[0]
        if "/" in address.rstrip("/"):
            by_address[address].append(source_id)
    crowd = int(read_table("duplicates")["identity"]["crowd"])
    for address, ids in by_address.items():
        if len(ids) > crowd:
            continue
        for pair in combinations(ids, 2):
            if all("set id" in grouping.identifiers[source_id] for source_id in pair):
                continue  # two labels: their set ids and versions have decided
            one, other = (profiles[source_id] for source_id in pair)
            apart = compare_names(one, other) == "other" or compare_places(one, other) == "other"
            alike = one.words and other.words and one.numbers == other.numbers and are_alike(one, other)
            if work_of[one.id] != work_of[other.id] and alike and not apart:
                yield one.id, other.id, f"same address {address}, the titles alike"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What two records have in common, each comparison by its word."""

    title: TitleMatch
    names: Match
    years: Match
    place: Match
    venue: Match
    volume: bool

    @property
    def is_here(self) -> bool:
        """True where both stand on one page of one journal, as far as the records say."""
        return self.venue != "other" and (self.place == "same" or (self.place == "near" and self.venue == "same"))


def explain_likeness(one: Profile, other: Profile) -> str | None:
    """What lets two records be one work, in words; None where too little does, or something speaks against it."""
    place = compare_places(one, other)
    title = compare_titles(one, other) if place != "other" else "unknown"
    if title == "unknown":
        return None
    found = _Evidence(
        title,
        compare_names(one, other),
        compare_years(one, other),
        place,
        compare_venues(one, other),
        one.volume is not None and one.volume == other.volume,
    )
    if differ_in_identifiers(one, other):
        enough = place == "same" and title in ("same", "near") and found.names == "same" and found.years == "same"
    elif one.doi is not None and other.doi is not None and are_versions(one.doi, other.doi):
        enough = title in ("same", "near", "part") and found.names != "other"
    elif not (one.is_telling and other.is_telling):
        enough = title == "same" and _suffices_for_column(found, one, other)
        enough = enough or (title == "near" and place == found.names == found.years == found.venue == "same")
    elif found.is_here:
        enough = _suffices_here(found, one, other)
    elif title in ("same", "near"):
        enough = _suffices_elsewhere(found, one, other)
    elif title == "part":
        enough = found.names in ("same", "near") and found.venue != "other" and found.years in ("same", "unknown")
        enough = enough or (found.names == "same" and found.venue == "same" and found.volume and found.years == "near")
    else:
        moved = title == "reworded" and sorted(one.words) == sorted(other.words) and found.names == "same"
        enough = title == "reworded" and found.names in ("same", "near") and found.years == "same"
        enough = enough and found.venue != "other" and (moved or (found.venue == "same" and found.volume))
    return _name_reasons(one, other, found) if enough else None


def _suffices_for_column(found: _Evidence, one: Profile, other: Profile) -> bool:
    """For a title that many works bear: an editorial, or a title of two words."""
    if found.names == "other" or found.years == "other" or found.venue == "other":
        return False
    if found.place == "same":
        return True
    if found.place == "near" and found.names == found.years == found.venue == "same":
        return True
    is_column = is_generic(one.words) or one.words == one.venue or _are_months_apart(one, other)
    return not is_column and found.names == "same" and found.years == "same"


def _suffices_here(found: _Evidence, one: Profile, other: Profile) -> bool:
    """For two records of one page, on which two short pieces may stand: a like title, or its translation."""
    words = min(len(one.words), len(other.words))
    if found.title == "other":
        if not found.place == found.names == found.venue == "same" or found.years not in ("same", "unknown"):
            return False
        akin = begin_alike(one, other) or (share_pages(one, other) and are_alike(one, other))
        return (akin or are_translations(one, other)) and not are_in_other_issues(one, other) and words > 0
    if found.names == "other":
        return found.title in ("same", "near") and found.years == "same" and words >= _FEW_WORDS
    if found.years == "other":
        return found.place == found.names == "same" and found.title in ("same", "near")
    return True


def _are_months_apart(one: Profile, other: Profile) -> bool:
    """True where each names its month, and they are two: so are the issues of a magazine told."""
    return one.month is not None and other.month is not None and one.month != other.month


def _suffices_elsewhere(found: _Evidence, one: Profile, other: Profile) -> bool:
    """For two records under one telling title, of which one does not say where it stands."""
    words = min(len(one.words), len(other.words))
    if found.place == "same" and found.title == "same" and found.years == "same" and one.meeting == other.meeting:
        return found.names != "other"  # a journal of two names
    if found.venue == "other" or found.years == "other" or found.names == "other":
        return False
    if words < _LONG_TITLE and _are_months_apart(one, other):
        return False
    if found.names == "unknown":
        if found.years == "same":
            return words >= (_FEW_WORDS if found.venue == "same" else _LONG_TITLE)
        return found.title == "same" and found.venue == "same" and words >= _FEW_WORDS
    if found.years == "near":
        alone = one.families == other.families and not (one.meeting or other.meeting)
        return found.names == "same" if found.venue == "same" else alone
    return found.names == "same" or found.years == "same"


_TITLES: dict[TitleMatch, str] = {
    "same": "same title",
    "near": "same title but for its spelling",
    "part": "one title is the beginning of the other",
    "reworded": "same title but for a word or the order",
    "other": "same pages, the title in other words or another language",
}


def _name_reasons(one: Profile, other: Profile, found: _Evidence) -> str:
    said = [_TITLES[found.title]]
    if one.doi and other.doi and one.doi != other.doi:
        said.append(f"{'versions' if are_versions(one.doi, other.doi) else 'but'} DOI {one.doi} and {other.doi}")
    if found.years == "same":
        said.append(f"year {one.year}")
    elif found.years == "near":
        said.append(f"years {one.year} and {other.year}")
    if found.names in ("same", "near"):
        first = sorted(one.families[0] & other.families[0])
        said.append(f"first author {first[0].title()}" if first else "authors in common")
    if found.venue == "same":
        said.append("same journal")
    if found.place in ("same", "near") and one.page is not None:
        said.append(
            f"volume {one.volume}, page {one.page[0]}{one.page[1]}"
            if found.volume
            else f"page {one.page[0]}{one.page[1]}"
        )
    return ", ".join(said)


def _conflict(one: Profile, other: Profile) -> bool:
    """True where two records cannot stand in one suggestion, whatever third record is like both."""
    place = compare_places(one, other)
    if place in ("same", "other"):
        return place == "other"
    if differ_in_identifiers(one, other):
        return True
    here = place == "near" or (one.volume is not None and one.volume == other.volume)
    if compare_years(one, other) == "other" and not (here and compare_venues(one, other) != "other"):
        return True
    return bool(one.words and other.words) and not are_alike(one, other)


def _join(
    found: Iterable[tuple[str, str, str]],
    works: Sequence[Cluster],
    work_of: dict[str, int],
    profiles: dict[str, Profile],
    order: dict[str, int],
) -> tuple[Cluster, ...]:
    """The suggestions of more than two works, as far as no two of their records conflict."""
    group: dict[int, list[int]] = {}
    reasons: dict[int, list[str]] = defaultdict(list)
    for one, other, because in sorted(found, key=lambda one: (one[2].count(",") * -1, one)):
        left, right = work_of[one], work_of[other]
        mine, theirs = group.get(left, [left]), group.get(right, [right])
        if mine is not theirs:
            pairs = product(_list_profiles(mine, works, profiles), _list_profiles(theirs, works, profiles))
            if len(mine) + len(theirs) > 2 and any(_conflict(a, b) for a, b in pairs):
                continue
            mine = mine + theirs
            for work in mine:
                group[work] = mine
        reasons[left].append(because)
    clusters = []
    for members in {id(one): one for one in group.values()}.values():
        ids = sorted((source_id for work in members for source_id in works[work].ids), key=order.__getitem__)
        said = dict.fromkeys(one for work in sorted(members, key=lambda w: works[w].ids[0]) for one in reasons[work])
        clusters.append(Cluster(tuple(ids), "; ".join(sorted(said))))
    return tuple(sorted(clusters, key=lambda one: order[one.ids[0]]))


def _list_profiles(group: list[int], works: Sequence[Cluster], profiles: dict[str, Profile]) -> list[Profile]:
    return [profiles[source_id] for work in group for source_id in works[work].ids]


def _keep_relations(
    relations: Iterable[Relation], work_of: dict[str, int], together: dict[str, int], order: dict[str, int]
) -> tuple[Relation, ...]:
    """Each pair of works once, by its first relation; none of a pair that may be one work."""
    kept: dict[frozenset[int], Relation] = {}
    for relation in sorted(relations, key=lambda one: (one.by, sorted(one.ids), one.kind, one.because)):
        one, other = relation.ids
        pair = frozenset((work_of[one], work_of[other]))
        if len(pair) > 1 and not (one in together and together[one] == together.get(other)):
            kept.setdefault(pair, relation)
    return tuple(sorted(kept.values(), key=lambda one: tuple(sorted(order[source_id] for source_id in one.ids))))
