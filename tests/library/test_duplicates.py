"""Duplicates: what title, year, authors and pages suggest, and what speaks against it."""
# ruff: noqa: E501  (a case is one line)

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from evidence_assembler.library.duplicates import Duplicates, find_duplicates
from evidence_assembler.model.source import Source

TRIAL: dict[str, Any] = {
    "type": "article-journal",
    "title": "Low-dose naltrexone for fibromyalgia in adults: a randomized crossover trial",
    "author": [{"family": "Müller", "given": "Anna B."}, {"family": "O'Neill", "given": "John"}, {"family": "Wu", "given": "Li"}],
    "issued": {"date-parts": [[2013]]},
    "container-title": "Journal of Hospital Infection",
    "volume": "65",
    "issue": "2",
    "page": "529-538",
}  # fmt: skip


def make(source_id: str, **changes: Any) -> Source:
    """The trial with other values; None takes one away."""
    return Source.from_csl(
        {key: value for key, value in {"id": source_id, **TRIAL, **changes}.items() if value is not None}
    )


def find_together(*sources: Source) -> set[frozenset[str]]:
    found = find_duplicates(sources)
    return {frozenset(cluster.ids) for cluster in (*found.works, *found.suggested) if len(cluster.ids) > 1}


def issued(year: int) -> dict[str, Any]:
    return {"date-parts": [[year]]}


NOWHERE: dict[str, Any] = {"volume": None, "issue": None, "page": None}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "LOW-DOSE NALTREXONE FOR FIBROMYALGIA IN ADULTS: A RANDOMIZED CROSSOVER TRIAL."},
        {"title": "Low-dose naltrexone for fibromylagia in adults: a randomised crossover trial", **NOWHERE},
        {"title": "Low&lt;i&gt;-dose&lt;/i&gt; <b>naltrexone</b> for fibromyalgia in adults: a randomized crossover trial"},
        {"title": "[Low-dose naltrexone for fibromyalgia in adults: a randomized crossover trial] [In German]"},
        {"title": "Low-dose naltrexone for fibromyalgia in adults"},
        {"title": "Low-dose naltrexone for fibromyalgia in adults", **NOWHERE},
        {"title": "Low dose naltrexone for fibromyalgia in adults: a randomized cross-over trial"},
        {"title": "Low-dose naltrexone for fibromyalgia in adults: a randomized crosso"},
        {"title": "Naltrexon in niedriger Dosis bei Fibromyalgie"},
        {"container-title": "J Hosp Infect"},
        {"container-title": None, **NOWHERE},
        {"page": "529-38"},
        {"page": "529", "volume": "65 (2) (no pagination)"},
        {"issued": issued(2012)},
        {"issued": issued(2012), "page": "1-10", "volume": None},
        {"issued": None, **NOWHERE},
        {"issued": issued(2003)},
        {"author": [{"family": "Mueller", "given": "A B"}, {"family": "ONeill", "given": "J"}, {"family": "Wu", "given": "L"}]},
        {"author": [{"literal": "A. B. Müller; J. O’Neill; L. Wu"}]},
        {"author": [{"family": "Anna", "given": "Müller"}, {"family": "John", "given": "O'Neill"}, {"family": "Li", "given": "Wu"}]},
        {"author": [{"family": "Muller", "given": "A.O'Neill J.Wu L."}]},
        {"author": [{"family": "Müller", "given": "Anna"}]},
        {"author": None, "volume": None},
    ],
)  # fmt: skip
def test_one_work_is_suggested_however_it_was_written(changes: dict[str, Any]) -> None:
    assert find_together(make("a"), make("b", **changes)) == {frozenset("ab")}


ELSEWHERE: dict[str, Any] = {"volume": "71", "issue": None, "page": "12-19"}


@pytest.mark.parametrize(
    "changes",
    [
        {"issued": issued(2018), **ELSEWHERE},
        {"issued": issued(2018), **NOWHERE},
        {"issued": issued(2014), "container-title": "Pain Medicine", **NOWHERE},
        {"page": "601-609"},
        {"title": "Low-dose naltrexone for fibromyalgia in adults: a randomized crossover trial, part 2", **NOWHERE},
        {"title": "High-dose naltrexone for fibromyalgia in adults: a randomized crossover trial", **NOWHERE},
        {"title": "Low-dose naltrexone for fibromyalgia in children: a randomized crossover trial", **NOWHERE},
        {"title": "Low-dose naltrexone for fibromyalgia in adults: a non-randomized crossover trial", **ELSEWHERE},
        {"author": [{"family": "Okafor", "given": "I."}], **NOWHERE},
        {"container-title": "Workshop of Hospital Infection", **NOWHERE},
        {"title": "Erratum: Low-dose naltrexone for fibromyalgia in adults: a randomized crossover trial", **ELSEWHERE},
    ],
)
def test_what_speaks_against_it(changes: dict[str, Any]) -> None:
    assert find_together(make("a"), make("b", **changes)) == set()


MAGAZINE: dict[str, Any] = {"author": [{"family": "Childs", "given": "Bart"}], "container-title": "TUGboat"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Data General site report", "page": "26-26"}, {"title": "Prime site report", "page": "26-26"}),
        (
            {"title": "Font metric files", "issue": "1", "page": "12-16"},
            {"title": "The format of files for devices", "issue": "2", "page": "12-16"},
        ),
        (
            {"title": "Addresses of officers, authors and others", "issue": "1", "page": "2", "author": None},
            {"title": "Addresses of officers, authors and others", "issue": "2", "page": "2", "author": None},
        ),
        ({"title": "TUG financial reports", "issue": "1"}, {"title": "TUG financial reports", "issue": "2"}),
        ({"title": "Blue Sky Research", "issued": {"date-parts": [[2001, 2]]}}, {"title": "Blue Sky Research", "issued": {"date-parts": [[2001, 5]]}}),
        ({"title": "Treasurer's report", "page": "xi"}, {"title": "Treasurer's report", "page": "iii"}),
        ({"title": "The state of the art of setting, part A"}, {"title": "The state of the art of setting, part B"}),
        ({"title": "The state of the art of setting, part one"}, {"title": "The state of the art of setting, part two"}),
    ],
)  # fmt: skip
def test_columns_and_pages_of_a_magazine_are_those_of_its_issues(one: dict[str, Any], other: dict[str, Any]) -> None:
    place = {"volume": "5", "issue": None, "page": None, "issued": issued(1984)}
    records = (make(key, **{**MAGAZINE, **place, **changes}) for key, changes in (("a", one), ("b", other)))
    assert find_together(*records) == set()


def test_an_article_in_an_issue_numbered_twice_is_one() -> None:
    assert find_together(make("a", issue="2"), make("b", issue="9456")) == {frozenset("ab")}


def test_two_dois_are_two_works_unless_all_else_agrees() -> None:
    assert not find_together(make("a", DOI="10.1000/a", **NOWHERE), make("b", DOI="10.1000/b", **NOWHERE))
    assert find_together(make("a", DOI="10.1000/a"), make("b", DOI="10.1000/b")) == {frozenset("ab")}
    assert not find_together(make("a", PMID="1", **NOWHERE), make("b", PMID="2", **NOWHERE))


def test_versions_of_a_review_are_suggested() -> None:
    """Cochrane numbers the versions of a review behind its DOI."""
    one = make("a", DOI="10.1002/14651858.CD002273.pub2", page="Cd002273", volume=None)
    other = make("b", DOI="10.1002/14651858.CD002273.pub3", page="Cd002273", issued=issued(2015), volume=None)
    (cluster,) = find_duplicates([one, other]).suggested
    assert cluster.ids == ("a", "b")
    assert "versions DOI 10.1002/14651858.cd002273.pub2 and 10.1002/14651858.cd002273.pub3" in (cluster.because or "")


@pytest.mark.parametrize("title", ["Editorial", "Book review", "UNKNOWN", "Introduction", "Erratum"])
def test_titles_of_columns_neither_match_nor_take_long(title: str) -> None:
    columns = [
        make(f"e{n}", title=title, author=[{"family": f"Writer{n % 7}"}], issued=issued(1990 + n % 30), page=str(n + 2), volume=str(n % 5 + 1))
        for n in range(3000)
    ]  # fmt: skip
    assert not find_together(*columns)


def test_a_column_is_one_work_where_its_place_is_the_same() -> None:
    assert find_together(make("a", title="Editorial"), make("b", title="Editorial.")) == {frozenset("ab")}


def test_a_suggestion_holds_no_two_records_that_conflict() -> None:
    """A record without a year or pages is like both of two works; they stay apart."""
    early, late = make("a", DOI="10.1000/a"), make("c", DOI="10.1000/c", issued=issued(2020), **ELSEWHERE)
    between = make("b", issued=None, **NOWHERE)
    assert all(not {"a", "c"} <= set(ids) for ids in find_together(early, between, late))
    assert any("b" in ids for ids in find_together(early, between, late))


def test_the_reason_names_what_agrees() -> None:
    (cluster,) = find_duplicates([make("a"), make("b")]).suggested
    assert cluster.because == "same title, year 2013, first author Muller, same journal, volume 65, page 529"


def test_the_ids_of_a_suggestion_are_all_those_of_its_works() -> None:
    found = find_duplicates([make("b", DOI="10.1000/1"), make("c"), make("a", DOI="doi:10.1000/1")])
    assert [cluster.ids for cluster in found.works] == [("b", "a"), ("c",)]
    assert [cluster.ids for cluster in found.suggested] == [("b", "c", "a")]
    assert find_duplicates([make("b"), make("c")]).suggested[0].ids == ("b", "c")


def test_nothing_is_found_in_nothing() -> None:
    assert find_duplicates([]) == Duplicates((), (), ())
    assert find_duplicates([Source(id="a"), Source(id="b")]).suggested == ()


WORDS = "zinc copper asthma sepsis dose trial adults children part 1 2 II reply to the of".split()
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"title": st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)},
        optional={
            "DOI": st.sampled_from(["10.1000/a", "10.1000/b", "10.1002/14651858.cd000001.pub2", "10.1101/2020.1"]),
            "PMID": st.sampled_from(["1", "2"]),
            "author": st.lists(st.sampled_from(["Smith", "Doe", "Roe"]).map(lambda name: {"family": name}), max_size=3),
            "issued": st.integers(2000, 2003).map(issued),
            "page": st.sampled_from(["1-9", "12-19", "S12", "e7"]),
            "volume": st.sampled_from(["1", "2"]),
            "container-title": st.sampled_from(["Pain", "Pain Medicine", "Pain Med", "bioRxiv", "Congress of Pain"]),
        },
    ),
    max_size=9,
).map(lambda drawn: [Source.from_csl({"id": f"s{place}", **item}) for place, item in enumerate(drawn)])


@given(RECORDS, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_every_source_is_in_one_work_and_the_order_changes_nothing(sources: list[Source], draw: random.Random) -> None:
    found = find_duplicates(sources)
    assert sorted(one for cluster in found.works for one in cluster.ids) == sorted(source.id for source in sources)
    suggested = [one for cluster in found.suggested for one in cluster.ids]
    assert len(suggested) == len(set(suggested)), "a work stands in one suggestion at most"
    shuffled = list(sources)
    draw.shuffle(shuffled)
    assert _without_order(find_duplicates(shuffled)) == _without_order(found)


def _without_order(found: Duplicates) -> tuple[set[Any], ...]:
    clusters = [{(frozenset(one.ids), one.because) for one in many} for many in (found.works, found.suggested)]
    return (*clusters, {(frozenset(one.ids), one.kind, one.because) for one in found.related})


CUT: dict[str, Any] = {"title": "Low-dose naltrexone for fibromyalgia in …", "issue": None, "page": None}


@pytest.mark.parametrize("rest", ["adults: a randomized crossover trial", "adults: protocol for a randomised trial"])
def test_a_title_that_is_cut_off_with_its_mark(rest: str) -> None:
    whole = make("a", title=f"Low-dose naltrexone for fibromyalgia in {rest}")
    assert find_together(whole, make("b", **CUT)) == {frozenset("ab")}
    assert find_together(whole, make("b", **CUT, **{"container-title": "Journal of Hosp…"})) == {frozenset("ab")}


def test_a_title_cut_before_the_word_that_tells_two_works_apart_is_neither() -> None:
    adults = make("a", page="529-538")
    infants = make("b", title="Low-dose naltrexone for fibromyalgia in infants: a cohort study", page="601-612")
    assert find_together(adults, infants, make("c", **CUT)) == set()
    assert find_together(adults, infants, make("c", **CUT | {"page": "601"})) == {frozenset("bc")}


def test_a_journal_whose_name_is_cut_off_is_the_same_also_where_the_other_abbreviates() -> None:
    cut = make("b", **{"container-title": "Journal of Hosp…"}, issue=None)
    assert (
        "same journal"
        in find_duplicates([make("a", **{"container-title": "J. Hospital Infect."}), cut]).suggested[0].because
    )  # type: ignore[operator]
    other = make("b", **{"container-title": "Journal of Bone…"}, issue=None)
    assert all("same journal" not in (one.because or "") for one in find_duplicates([make("a"), other]).suggested)


def test_a_column_whose_volume_one_record_leaves_out() -> None:
    assert find_together(make("a", title="Editorial"), make("b", title="Editorial", volume=None)) == {frozenset("ab")}
    assert (
        find_together(make("a", title="Editorial"), make("b", title="Editorial", volume=None, page="700-701")) == set()
    )
    assert find_together(make("a", title="Letter to the editor"), make("b", title="Letter to the eidtor.")) == {
        frozenset("ab")
    }


def test_a_short_chinese_title_and_a_family_name_of_one_sign() -> None:
    chinese: dict[str, Any] = {
        **NOWHERE,
        "author": [{"family": "王", "given": "芳"}],
        "title": "低剂量纳曲酮治疗慢性疼痛",
    }
    assert find_together(make("a", **chinese), make("b", **chinese)) == {frozenset("ab")}
    assert find_together(make("a", **chinese), make("b", **{**chinese, "author": [{"family": "李"}]})) == set()
    assert find_together(make("a", **chinese), make("b", **{**chinese, "title": "低剂量纳曲酮治疗急性疼痛"})) == set()


@pytest.mark.parametrize(
    ("address", "title", "is_one"),
    [
        ("https://example.org/guidance/ng1", "Asthma, guideline NG1 | Example", True),
        ("https://example.org/guidance/ng1", "Guideline NG2: asthma", False),
        ("https://example.org/", "Asthma guideline NG1", False),
    ],
)
def test_one_deep_address_under_two_titles_that_are_alike(address: str, title: str, is_one: bool) -> None:
    pages = [
        Source.from_csl({"id": name, "type": "webpage", "title": words, "URL": address})
        for name, words in (("a", "Guideline NG1: asthma"), ("b", title))
    ]
    assert find_together(*pages) == ({frozenset("ab")} if is_one else set())
