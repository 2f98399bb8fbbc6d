"""Identifiers: how each is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.library.identity import (
    read_address,
    read_arxiv,
    read_doi,
    read_isbn,
    read_issn,
    read_pmcid,
    read_pmid,
)

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
        ("10.1000/abc [doi]", "10.1000/abc"),
        ("10.1000/abc; 10.1000/def", "10.1000/abc"),
        ("10.1000/abc (article)", "10.1000/abc"),
        ("https://doi.org/10.1000/abc PMID: 123", "10.1000/abc"),
        ("10.1000/ abc", "10.1000/abc"),
        (r"\url{https://doi.org/10.1000/abc}", "10.1000/abc"),
        (r"10.1000\/abc", "10.1000/abc"),
        ("&quot;10.1000/abc&quot;", "10.1000/abc"),
        ("https://doi-org.proxy.example.edu/10.1000/abc", "10.1000/abc"),
        ("https://api.crossref.org/works/10.1000/abc", "10.1000/abc"),
        ("10.1000/abc</a>", "10.1000/abc"),
        ("10.1002/14651858. CD002273", None),
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
        ("https://www.ncbi.nlm.nih.gov/pubmed/30248938?dopt=Abstract", "30248938"),
        ("https://europepmc.org/article/MED/30248938", "30248938"),
        ("30248938 [pmid]", "30248938"),
        ("MEDLINE:30248938", "30248938"),
        ("30248938.", "30248938"),
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


@pytest.mark.parametrize(
    ("written", "arxiv"),
    [
        ("1501.00001", "1501.00001"),
        ("arXiv:1501.00001v2", "1501.00001"),
        ("arXiv preprint arXiv:1501.00001", "1501.00001"),
        ("https://arxiv.org/abs/math.GT/0309136", "math.gt/0309136"),
        ("http://export.arxiv.org/pdf/1501.00001v1", "1501.00001"),
        ("https://doi.org/10.48550/arXiv.1501.00001", "1501.00001"),
        ("10.48550/arXiv.2301.12345v4", "2301.12345"),
        ("arXiv:1501.00001 [cs.CL]", "1501.00001"),
        ("1501.001", None),
        ("arXiv", None),
        ("10.1000/1501.00001", None),
    ],
)
def test_an_arxiv_identifier(written: str, arxiv: str | None) -> None:
    """arXiv, "Understanding the arXiv identifier" (2007): with or without its version it is one work."""
    assert read_arxiv(written) == arxiv


@given(st.integers(0, 10**7 - 1))
def test_one_check_digit_of_an_issn_fits(number: int) -> None:
    """ISO 3297:2022, annex A."""
    right = [read for check in "0123456789X" if (read := read_issn(f"{number:07}{check}"))]
    assert len(right) == 1
    assert read_issn(f"ISSN {right[0]}") == right[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.Example.org/A/", "https://example.org/A", True),
        ("https://example.org:443/a", "example.org/a", True),
        ("https://example.org/index.html", "https://example.org", True),
        ("https://example.org/a?utm_campaign=b&x=1", "https://example.org/a?x=1", True),
        ("https://example.org/a?x=1", "https://example.org/a?x=2", False),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org/#!/a", "https://example.org/#!/b", False),
        ("https://example.org/a#top", "https://example.org/a", True),
    ],
)
def test_an_address_in_one_spelling(one: str, other: str, same: bool) -> None:
    """RFC 3986, 6.2: scheme and host without case, the default port; the path keeps its case."""
    assert (read_address(one) == read_address(other)) is same
