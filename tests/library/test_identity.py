"""Identifiers: how each is spelled, and which sources are one work."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.library.identity import (
    find_identifiers,
    group_works,
    read_doi,
    read_isbn,
    read_pmcid,
    read_pmid,
)
from evidence_assembler.model.source import Source

SICI = "10.1002/1096-9098(200007)74:3<201::aid-jso8>3.0.co;2-5"


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1002/art.37734", "10.1002/art.37734"),
        ("10.1002/ART.37734", "10.1002/art.37734"),
        (" doi:10.1002/art.37734 ", "10.1002/art.37734"),
        ("DOI 10.1002/art.37734", "10.1002/art.37734"),
        ("https://doi.org/10.1002/art.37734", "10.1002/art.37734"),
        ("http://dx.doi.org/10.1002/art.37734", "10.1002/art.37734"),
        ("doi.org/10.1002/art.37734", "10.1002/art.37734"),
        ("info:doi/10.1002/art.37734", "10.1002/art.37734"),
        ("10.1000.10/182", "10.1000.10/182"),
        (
            "10.1002/(SICI)1097-0142(19960101)77:1<1::AID>3.0;2-#",
            "10.1002/(sici)1097-0142(19960101)77:1<1::aid>3.0;2-#",
        ),
        ("10.1000/é", "10.1000/é"),
        ("10.1002/1096-9098(200007)74:3%3C201::AID-JSO8%3E3.0.CO;2-5", SICI),
        ("10.1002/1096-9098(200007)74:3&lt;201::AID-JSO8&gt;3.0.CO;2-5", SICI),
        ("https://doi.org/10.1002/1096-9098%28200007%2974%3A3%253C201%3A%3AAID-JSO8%3E3.0.CO%3B2-5", SICI),
        ("<10.1002/1096-9098(200007)74:3<201::AID-JSO8>3.0.CO;2-5>", SICI),
        ("https://doi.org/10.1002/1:1%3C1::AID%3E3.0;2-%23", "10.1002/1:1<1::aid>3.0;2-#"),
        ("10.1061/(ASCE)0733-9399(2010)136:2(174)", "10.1061/(asce)0733-9399(2010)136:2(174)"),
        ("https://doi.org/10.1000/abc?nosfx=y", "10.1000/abc"),
        ("https://doi.org/10.1000/abc?download", "10.1000/abc"),
        ("https://doi.org/10.1000/abc#sec1", "10.1000/abc"),
        ("10.1080/09645292.2010.545518#.Us5z4LSsxK0", "10.1080/09645292.2010.545518"),
        ("https://doi.org/10.1000/abc/", "10.1000/abc"),
        ("10.1000/abc).", "10.1000/abc"),
        ("(10.1000/abc)", "10.1000/abc"),
        ("[10.1000/abc]", "10.1000/abc"),
        ("<https://doi.org/10.1000/abc>", "10.1000/abc"),
        ("10.1007/s00500–023‐08071−6", "10.1007/s00500-023-08071-6"),
        ("urn:doi:10.1000/abc", "10.1000/abc"),
        ("doi: https://doi.org/10.1000/abc", "10.1000/abc"),
        ("\ufeff10.1000/\u200babc", "10.1000/abc"),
        ("https://example.org/doi/10.1000/abc", "10.1000/abc"),
        ("https://example.org/doi/pdf/10.1000/abc?needAccess=true", "10.1000/abc"),
        ("https://example.org/cdsr/doi/10.1000/abc.pub2/full", "10.1000/abc.pub2"),
        ("10.1000/%ff", "10.1000/%ff"),
        ("doi10.1000/abc", None),
        ("https://example.org/doi/about", None),
        ("10.1000/a%20b", None),
        ("11.1000/182", None),
        ("10.100/182", None),
        ("10.1000/", None),
        ("10.1000", None),
        ("10.1000/a b", None),
        ("10.١٢٣٤/182", None),
        ("https://example.org/10.1000/182", None),
        ("", None),
    ],
)
def test_a_doi(written: str, doi: str | None) -> None:
    """DOI Handbook, 2.2: a prefix 10. with a number, a slash, a suffix; case does not matter."""
    assert read_doi(written) == doi


@pytest.mark.parametrize(
    ("written", "pmid"),
    [
        ("30248938", "30248938"),
        ("PMID: 30248938", "30248938"),
        ("pmid30248938", "30248938"),
        ("https://pubmed.ncbi.nlm.nih.gov/30248938/", "30248938"),
        ("1", "1"),
        ("123456789", "123456789"),
        ("1234567890", None),
        ("0123", None),
        ("0", None),
        ("PMC30248938", None),
        ("١٢٣", None),
        ("30248938.1", None),
    ],
)
def test_a_pmid(written: str, pmid: str | None) -> None:
    assert read_pmid(written) == pmid


@pytest.mark.parametrize(
    ("written", "pmcid"),
    [
        ("PMC6313374", "PMC6313374"),
        ("pmc6313374", "PMC6313374"),
        ("PMCID: PMC6313374", "PMC6313374"),
        ("PMC6313374.2", "PMC6313374"),
        ("6313374", None),
        ("PMC", None),
        ("PMC١٢٣", None),
    ],
)
def test_a_pmcid(written: str, pmcid: str | None) -> None:
    assert read_pmcid(written) == pmcid


@pytest.mark.parametrize(
    ("written", "isbn"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("9780306406157", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 0 306 40615 2", "9780306406157"),
        ("ISBN: 978‑0‑306‑40615‑7", "9780306406157"),
        ("978−0–306—40615‒7", "9780306406157"),
        ("0-8044-2957-X", "9780804429573"),
        ("080442957x", "9780804429573"),
        ("979-10-90636-07-1", "9791090636071"),
        ("978-0-306-40615-8", None),
        ("0-306-40615-3", None),
        ("0-306-40615-X", None),
        ("X-306-40615-2", None),
        ("4006381333931", None),
        ("978030640615", None),
        ("٩٧٨٠٣٠٦٤٠٦١٥٧", None),
        ("", None),
    ],
)
def test_an_isbn(written: str, isbn: str | None) -> None:
    """ISO 2108:2017, annex A: the check digits, and how ten digits become thirteen."""
    assert read_isbn(written) == isbn


@given(st.integers(0, 10**9 - 1))
def test_ten_digits_and_thirteen_are_one_isbn(number: int) -> None:
    """ISO 2108:2017, annex A."""
    nine = f"{number:09}"
    right = [check for check in "0123456789X" if read_isbn(nine + check)]
    assert len(right) == 1, "one check digit in eleven fits"
    thirteen = read_isbn(nine + right[0])
    assert thirteen is not None
    assert thirteen[:12] == f"978{nine}"
    assert read_isbn(thirteen) == thirteen


@given(st.integers(0, 10**9 - 1), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_seen(number: int, place: int, wrong: int) -> None:
    """ISO 2108:2017: the check digit tells every single wrong digit."""
    good = next(read for check in "0123456789X" if (read := read_isbn(f"{number:09}{check}")))
    changed = good[:place] + str((int(good[place]) + wrong) % 10) + good[place + 1 :]
    assert read_isbn(changed) is None


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
