"""Works: which sources are one work, by the identifiers that they share."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.library.works import find_works, group_works
from evidence_assembler.model.source import Source


def make(source_id: str, **variables: str) -> Source:
    return Source(id=source_id, variables=variables)


def test_a_title_and_a_year_never_make_one_work() -> None:
    assert group_works([make("a", title="T"), make("b", title="T")]) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/ABC"}, {"DOI": "https://doi.org/10.1000/abc"}),
        ({"PMID": "1234"}, {"PMID": "PMID: 1234"}),
        ({"PMCID": "PMC1.2"}, {"PMCID": "pmc1"}),
        ({"DOI": "10.1000/abc", "PMID": "1"}, {"DOI": "10.1000/other", "PMID": "1"}),
        ({"URL": "https://doi.org/10.1000/abc"}, {"DOI": "10.1000/abc."}),
        ({"URL": "https://doi.org/10.1000/abc", "PMID": "7"}, {"DOI": "10.1000/abc"}),
        ({"URL": "https://doi.org/10.1000/abc", "PMCID": "PMC7"}, {"DOI": "10.1000/abc"}),
        ({"DOI": "10.1000/a%3Cb"}, {"DOI": "10.1000/A&lt;B"}),
        ({"URL": "https://pubmed.ncbi.nlm.nih.gov/1234/"}, {"PMID": "1234"}),
        ({"URL": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/"}, {"PMCID": "PMC12"}),
        (
            {"URL": "https://example.org/a/", "title": "A page"},
            {"URL": "http://www.Example.org/a#b", "title": "A Page"},
        ),
    ],
)
def test_an_identifier_that_two_share_makes_them_one(one: dict[str, str], other: dict[str, str]) -> None:
    assert group_works([make("a", **one), make("b", **other)]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/abc"}, {"DOI": "10.1000/abcd"}),
        ({"PMID": "1"}, {"PMCID": "PMC1"}),
        ({"DOI": "broken"}, {"DOI": "broken"}),
        ({"DOI": "10.1000/abc", "URL": "https://doi.org/10.1000/other"}, {"DOI": "10.1000/other"}),
        ({"ISBN": "9780306406157"}, {"ISBN": "9780306406157"}),
        ({"URL": "https://who.int/"}, {"URL": "https://who.int/"}),
        ({"URL": "https://who.int/", "title": "One"}, {"URL": "https://who.int/", "title": "Another"}),
    ],
)
def test_other_identifiers_broken_ones_and_the_isbn_of_a_book_of_chapters_do_not(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert group_works([make("a", **one), make("b", **other)]) == {"a": "a", "b": "b"}


def test_a_third_record_can_show_that_two_are_one() -> None:
    sources = [make("a", DOI="10.1000/a"), make("x"), make("b", PMID="2"), make("c", DOI="10.1000/a", PMID="2")]
    assert group_works(sources) == {"a": "a", "x": "x", "b": "a", "c": "a"}


RECORDS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "DOI": st.sampled_from(["10.1000/a", "10.1000/A", "doi:10.1000/b", "10.1000/c", "none"]),
            "PMID": st.sampled_from(["1", "2", "3", "PMID: 1"]),
            "PMCID": st.sampled_from(["PMC1", "pmc1.1", "PMC2"]),
        },
    ),
    max_size=7,
).map(lambda drawn: [make(f"s{i}", **variables) for i, variables in enumerate(drawn)])


@given(RECORDS)
def test_works_are_the_sources_that_identifiers_join_named_by_the_first(sources: list[Source]) -> None:
    """The smallest equivalence in which whoever shares an identifier is one work."""
    works = group_works(sources)
    groups = [{source.id} for source in sources]
    identifiers = {source.id: set(find_identifiers(source)) for source in sources}
    joined = True
    while joined:
        pairs = [(a, b) for a in groups for b in groups if a is not b]
        shared = ((a, b) for a, b in pairs if any(identifiers[x] & identifiers[y] for x in a for y in b))
        found = next(shared, None)
        joined = found is not None
        if found is not None:
            groups = [group for group in groups if group not in found] + [found[0] | found[1]]
    assert works == {source_id: min(group) for group in groups for source_id in group}


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_no_work(sources: list[Source], random: st.DataObject) -> None:
    shuffled = list(sources)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = group_works(sources), group_works(shuffled)
    assert [one[a.id] == one[b.id] for a in sources for b in sources] == [
        other[a.id] == other[b.id] for a in sources for b in sources
    ]


def titled(source_id: str, title: str, *families: str, **variables: str) -> Source:
    names = [{"family": family} for family in families]
    return Source.from_csl({"id": source_id, "type": "article-journal", "title": title, "author": names, **variables})


PRIVACY = "Understanding information privacy in organizations"
MISREAD = "A longitudinal analysis of major misperceptions"


def test_one_identifier_on_works_by_other_people_does_not_make_them_one() -> None:
    sources = [titled("a", PRIVACY, "Attili", DOI="10.1000/1"), titled("b", MISREAD, "Annabi", DOI="10.1000/1")]
    found = find_works(sources)
    assert [cluster.ids for cluster in found.works] == [("a",), ("b",)]
    assert [shared.ids for shared in found.parted] == [("a", "b")]


def test_a_bad_record_glues_no_two_works() -> None:
    """The record in the middle shares an identifier with each; it joins one of them."""
    sources = [
        titled("a", PRIVACY, "Attili", DOI="10.1000/1"),
        Source(id="bad", variables={"DOI": "10.1000/1", "PMID": "7"}),
        titled("b", MISREAD, "Annabi", PMID="7"),
    ]
    for order in (sources, sources[::-1]):
        works = group_works(order)
        assert works["a"] == works["bad"] != works["b"]


@pytest.mark.parametrize("count", [5, 200])
def test_the_doi_of_a_supplement_joins_only_equal_titles(count: int) -> None:
    numbers = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()
    titles = [f"{numbers[n % 10]} of {numbers[n // 10 % 10]} by {numbers[n // 100]}s in mice" for n in range(count)]
    sources = [
        titled(f"{n}", title, numbers[n % 10] * 2 + numbers[n // 10 % 10], DOI="10.1000/s")
        for n, title in enumerate(titles)
    ]
    again = titled("again", titles[3].upper(), "Deltadeltaalpha", DOI="10.1000/s")
    works = find_works([*sources, again]).works
    assert ("3", "again") in [cluster.ids for cluster in works]
    assert len(works) == count


def test_what_a_record_does_not_tell_contradicts_no_doi() -> None:
    one = titled("a", PRIVACY, "Attili", DOI="10.1000/1")
    assert group_works([one, titled("b", MISREAD, DOI="10.1000/1")])["b"] == "a"
    assert group_works([one, titled("b", "Summary of a report", DOI="10.1000/1")])["b"] == "a"


def test_a_doi_cut_short_makes_no_work_of_two_long_titles() -> None:
    one = titled("a", PRIVACY, DOI="10.1016/j.jad")
    assert group_works([one, titled("b", MISREAD, DOI="10.1016/j.jad")])["b"] == "b"


def test_the_doi_of_a_book_on_its_chapter_does_not_make_them_one() -> None:
    book = Source(id="a", type="book", variables={"title": PRIVACY, "DOI": "10.1000/1"})
    chapter = Source(id="b", type="chapter", variables={"title": MISREAD, "DOI": "10.1000/1"})
    assert group_works([book, chapter])["b"] == "b"


def test_a_translated_title_by_the_same_people_is_no_contradiction() -> None:
    one = titled("a", "Zink bei Kindern mit Asthma", "Smith", "Doe", DOI="10.1000/1")
    assert (
        group_works([one, titled("b", "Trace elements of wheezing pupils", "Smith", "Doe", DOI="10.1000/1")])["b"]
        == "a"
    )


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ({"URL": "https://arxiv.org/pdf/1501.00001v2"}, {"DOI": "10.48550/arXiv.1501.00001"}, "same arXiv 1501.00001"),
        (
            {"archive": "arXiv", "archive_location": "hep-th/9901001"},
            {"URL": "http://arxiv.org/abs/hep-th/9901001v1"},
            "same arXiv hep-th/9901001",
        ),
        (
            {"URL": "https://clinicaltrials.gov/show/NCT01309620", "title": "Zinc"},
            {"URL": "https://www.clinicaltrials.gov/study/NCT01309620?tab=table", "title": "Zinc supplements"},
            "same registration NCT01309620",
        ),
        (
            {"URL": "https://example.org/a/index.html?utm_source=x&id=7#top", "title": "A page"},
            {"URL": "http://www.example.org:80/a/?id=7&fbclid=9", "title": "A page"},
            "same address and title: example.org/a?id=7",
        ),
        ({"DOI": "10.1000/1", "PMID": "1"}, {"DOI": "10.1000/1", "PMID": "1"}, "same DOI 10.1000/1; same PMID 1"),
    ],
)  # fmt: skip
def test_the_reason_names_the_identifiers(one: dict[str, str], other: dict[str, str], because: str) -> None:
    (work,) = find_works([make("a", **one), make("b", **other)]).works
    assert work.because == because


def test_an_isbn_makes_one_book_and_not_its_chapters() -> None:
    books = [
        Source(id=key, type="book", variables={"ISBN": isbn})
        for key, isbn in (("a", "0-306-40615-2"), ("b", "9780306406157"))
    ]
    chapter = Source(id="c", type="chapter", variables={"ISBN": "9780306406157"})
    assert group_works([*books, chapter]) == {"a": "a", "b": "a", "c": "c"}


def test_an_article_that_names_its_eprint_is_not_the_preprint() -> None:
    article = make("a", DOI="10.1000/1", archive="arXiv", archive_location="1501.00001")
    assert group_works([article, make("b", URL="https://arxiv.org/abs/1501.00001")])["b"] == "b"


def test_a_trial_that_two_reports_name_does_not_make_them_one() -> None:
    assert group_works([make("a", note="NCT01309620"), make("b", note="NCT01309620")])["b"] == "b"


def make_named(source_id: str, title: str, family: str, **variables: Any) -> Source:
    return Source.from_csl(
        {"id": source_id, "type": "article-journal", "title": title, "author": [{"family": family}], **variables}
    )


REWORDED = ("Zinc lozenges against colds in children", "Paediatric respiratory infection treated with a mineral")


def test_two_kinds_of_identifier_in_common_outweigh_another_title_by_others() -> None:
    both = {"DOI": "10.1000/182", "PMID": "77"}
    one, other = (make_named(name, title, name * 6, **both) for name, title in zip("ab", REWORDED, strict=True))
    assert group_works([one, other]) == {"a": "a", "b": "a"}
    alone = [make_named(name, title, name * 6, DOI="10.1000/182") for name, title in zip("ab", REWORDED, strict=True)]
    assert group_works(alone) == {"a": "a", "b": "b"}


def test_names_in_two_scripts_and_one_page_part_nothing() -> None:
    one = make_named(
        "a", "Применение налтрексона при хронической боли", "Иванов", DOI="10.1000/182", volume="3", page="9"
    )
    other = make_named(
        "b", "Naltrexone use in chronic pain of adults", "Ivanov", DOI="10.1000/182", volume="3", page="9"
    )
    assert group_works([one, other]) == {"a": "a", "b": "a"}


def test_the_title_of_a_column_with_a_stop_is_no_notice_of_another_work() -> None:
    titles = ("Letter to the editor", "Letter to the editor.", "LETTER TO THE EDITOR:")
    letters = [make_named(f"l{place}", title, "Kim", DOI="10.1000/182") for place, title in enumerate(titles)]
    assert set(group_works(letters).values()) == {"l0"}
    about = make_named("m", "Letter to the editor: zinc in colds of children", "Kim", DOI="10.1000/182")
    assert group_works([*letters, about])["m"] == "m"
    bare = make_named("e", "Erratum.", "Kim", DOI="10.1000/182")
    paper = make_named("p", "Zinc in colds of children", "Kim", DOI="10.1000/182")
    assert group_works([paper, bare]) == {"p": "p", "e": "e"}


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ({"openfda.effective_time": "20200105"}, {"effective_time": "20210105"}, False),
        ({"openfda.effective_time": ["20200105"]}, {"effective_time": "20200105"}, True),
        ({"openfda": {"effective_time": "20200105"}}, {"effective_time": "20210105"}, False),
        ({"version": "5", "effective_time": "20200105"}, {"version": 5}, True),
        ({"version": "5"}, {"version": "6"}, False),
        ({"version": "5"}, {"effective_time": "20210105"}, True),
    ],
)
def test_versions_of_a_label_are_read_wherever_their_fields_stand(
    one: dict[str, Any], other: dict[str, Any], is_one: bool
) -> None:
    labels = [
        Source(id=name, variables={"title": "Zinc"}, custom={"set_id": "0a1b-77", **fields})
        for name, fields in (("a", one), ("b", other))
    ]
    assert (group_works(labels)["b"] == "a") is is_one
