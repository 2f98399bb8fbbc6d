"""The parts of a reference: names, pages, dates, and the addresses that may be linked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.cite import author_date_labels, format_reference, normalise_doi, reference_text, safe_href
from evidence_assembler.cite.names import direct_name, index_name, initials, inverted_name
from evidence_assembler.cite.pages import chicago_pages, full_pages, short_pages
from evidence_assembler.model.csl import Name, PartialDate
from evidence_assembler.model.source import Source

_ANY = st.text(max_size=12)
_PIECES = st.lists(st.sampled_from(["http", "mailto", "java", "script", ":", "//", "\t", "a", "10.1/", "%", "<"]))
_VAUGHAN = Name(family="Vaughan", given="E D", suffix="III")


def text(source: Source, style: str) -> str:
    return reference_text(format_reference(source, style))


@pytest.mark.parametrize(
    ("name", "indexed", "inverted", "direct"),
    [
        ({"family": "Younger", "given": "Jarred A."}, "Younger JA", "Younger, Jarred A.", "Jarred A. Younger"),
        ({"family": "Dupont", "given": "J-P"}, "Dupont JP", "Dupont, J-P", "J-P Dupont"),
        ({"family": "Dupont", "given": "Jean-Pierre"}, "Dupont JP", "Dupont, Jean-Pierre", "Jean-Pierre Dupont"),
        ({"family": "Bruun", "given": "KD"}, "Bruun KD", "Bruun, K. D.", "K. D. Bruun"),
        ({"family": "Kim", "given": "P.S."}, "Kim PS", "Kim, P. S.", "P. S. Kim"),
        ({"family": "SMITH", "given": "ANN"}, "SMITH A", "SMITH, ANN", "ANN SMITH"),
        (
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            "van Beethoven L",
            "van Beethoven, Ludwig",
            "Ludwig van Beethoven",
        ),
        (
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            "van Beethoven L",
            "Beethoven, Ludwig van",
            "Ludwig van Beethoven",
        ),
        (
            {"family": "Beethoven", "given": "Ludwig van"},
            "van Beethoven L",
            "Beethoven, Ludwig van",
            "Ludwig van Beethoven",
        ),
        ({"family": "Arc", "given": "Jeanne d'"}, "d'Arc J", "Arc, Jeanne d'", "Jeanne d'Arc"),
        ({"family": "Smith", "given": "John", "suffix": "Jr."}, "Smith J Jr", "Smith, John, Jr.", "John Smith Jr."),
        ({"family": "Müller", "given": "E\u0301lise"}, "Müller É", "Müller, E\u0301lise", "E\u0301lise Müller"),
        ({"family": "王", "given": "小明"}, "王 小明", "王, 小明", "小明 王"),
        ({"literal": "World Health  Organization"}, *["World Health Organization"] * 3),
        ({"given": "Hildegard"}, *["Hildegard"] * 3),
        ({}, "", "", ""),
    ],
)
def test_names(name: dict[str, str], indexed: str, inverted: str, direct: str) -> None:
    """AMA 3.7, ICMJE: family, initials without stops, particles kept, a body verbatim. Chicago: given names in full."""
    read = Name.model_validate(name)
    assert (index_name(read), inverted_name(read), direct_name(read)) == (indexed, inverted, direct)


def test_a_numeral_after_a_name() -> None:
    """AMA keeps a Roman numeral, NLM writes an ordinal."""
    source = Source(id="s1", variables={"title": "T"}, names={"author": (_VAUGHAN,)}, type="speech")
    assert text(source, "ama") == "Vaughan ED III. T. Speech."
    assert text(source, "vancouver") == "Vaughan ED 3rd. T [speech]."


@pytest.mark.parametrize(
    ("given", "full", "short", "chicago"),
    [
        ("529-538", "529-538", "529-38", "529–38"),
        ("529–38", "529-538", "529-38", "529–38"),
        ("529--38", "529-538", "529-38", "529–38"),
        ("71-72", "71-72", "71-2", "71–72"),
        ("100-104", "100-104", "100-4", "100–104"),
        ("101-108", "101-108", "101-8", "101–8"),
        ("321-328", "321-328", "321-8", "321–28"),
        ("498-532", "498-532", "498-532", "498–532"),
        ("1087-1089", "1087-1089", "1087-9", "1087–89"),
        ("1103-1104", "1103-1104", "1103-4", "1103–4"),
        ("1496-1500", "1496-1500", "1496-500", "1496–500"),
        ("S93-9", "S93-S99", "S93-9", "S93–S99"),
        ("e31-e39", "e31-e39", "e31-9", "e31–e39"),
        ("126A-127A", "126A-127A", "126A-127A", "126A–127A"),
        ("iii-v", "iii-v", "iii-v", "iii–v"),
        ("82-82", "82", "82", "82"),
        ("34-6,87-91", "34-36, 87-91", "34-6, 87-91", "34–36, 87–91"),
        ("1-2-1-10", "1-2-1-10", "1-2-1-10", "1-2-1-10"),
        ("98-3", "98-3", "98-3", "98–3"),
        ("e0173664", "e0173664", "e0173664", "e0173664"),
    ],
)
def test_pages(given: str, full: str, short: str, chicago: str) -> None:
    """AMA 3.11.9 gives pages in full, NLM drops repeated digits, Chicago 9.63 keeps two of most and one of 101-109."""
    assert (full_pages(given), short_pages(given), chicago_pages(given)) == (full, short, chicago)


@given(st.integers(1, 99_999), st.integers(1, 2_000))
def test_no_page_is_lost_by_shortening(first: int, more: int) -> None:
    """A range that was shortened, by NLM's rule or by Chicago's, is the same range when it is written in full again."""
    pages = f"{first}-{first + more}"
    assert full_pages(pages) == pages
    assert full_pages(short_pages(pages)) == pages
    assert full_pages(chicago_pages(pages)) == pages


@pytest.mark.parametrize(
    ("date", "ama"),
    [
        (PartialDate(parts=(2018, 9, 21)), "T. September 21, 2018."),
        (PartialDate(parts=(2018, 9)), "T. September 2018."),
        (PartialDate(parts=(2018, 13, 40)), "T. 2018."),
        (PartialDate(parts=(2018,), season="2"), "T. Summer 2018."),
        (PartialDate(parts=(2002, 4, 3), until=(2002, 4, 5)), "T. April 3-5, 2002."),
        (PartialDate(parts=(2002, 4, 30), until=(2002, 5, 2)), "T. April 30-May 2, 2002."),
        (PartialDate(parts=(2002, 12, 30), until=(2003, 1, 2)), "T. 2002-2003."),
        (PartialDate(parts=(1850,), circa=True), "T. ca 1850."),
        (PartialDate(parts=(-44,)), "T. 44 BC."),
        (PartialDate(literal="2018-09-21"), "T. September 21, 2018."),
        (PartialDate(literal="spring of 1999"), "T. spring of 1999."),
        (PartialDate(), "T."),
    ],
)
def test_dates(date: PartialDate, ama: str) -> None:
    """As much of a date as is known and can be; a range within its year; words as they are."""
    assert text(Source(id="s1", type="webpage", variables={"title": "T"}, dates={"issued": date}), "ama") == ama


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://example.org/a%20b_c?d=e&f#g", "https://example.org/a%20b_c?d=e&f#g"),
        ("HTTP://example.org", "HTTP://example.org"),
        (" https://example.org\n", "https://example.org"),
        ("mailto:editor@example.org", "mailto:editor@example.org"),
        ("https://example.org/\"><script>'", "https://example.org/%22%3E%3Cscript%3E%27"),
        ("https://example.org/müller", "https://example.org/müller"),
        ("10.3390/medsci6040082", "https://doi.org/10.3390/medsci6040082"),
        ("DOI: 10.3390/medsci6040082", "https://doi.org/10.3390/medsci6040082"),
        ("http://dx.doi.org/10.1002/a%3Cb%3E", "https://doi.org/10.1002/a%3Cb%3E"),
        ("10.1002/a#b?c%", "https://doi.org/10.1002/a%23b%3Fc%25"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("/local", None),
        ("www.example.org", None),
        ("https://", None),
        ("https:///path", None),
        ("https:\\\\example.org", None),
        ("https:example.org", None),
        ("https://exa mple.org", None),
        ("https://example.org/\u202egpj.exe", None),
        ("ht\ttps://example.org", None),
        ("mailto:", None),
        ("", None),
    ],
)
def test_which_addresses_may_be_linked(address: str, href: str | None) -> None:
    """http, https and mailto, and a DOI as an address; nothing that a browser could read otherwise."""
    assert safe_href(address) == href


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1002/ART.37734", "10.1002/ART.37734"),
        ("doi:10.1002/art.37734.", "10.1002/art.37734"),
        ("https://www.doi.org/10.1002/art.37734", "10.1002/art.37734"),
        ("info:doi/10.1002/art.37734", "10.1002/art.37734"),
        ("https://doi.org/10.1002/a%0Ab", None),
        ("11.1002/art", None),
        ("https://example.org/10.1002/art", None),
    ],
)
def test_how_a_doi_is_read(written: str, doi: str | None) -> None:
    """A DOI is read bare, with `doi:` and as an address, and keeps its case."""
    assert normalise_doi(written) == doi


def test_accents_do_not_change_the_order() -> None:
    """Savović stands between Savory and Sawyer, whatever their case."""
    families = ("Sawyer", "savović", "Savory")
    sources = [Source(id="s1", names={"author": (Name(family=family),)}) for family in families]
    keys = [label.sort_key for label in author_date_labels(sources)]
    assert keys[2] < keys[1] < keys[0]


@given(_ANY | _PIECES.map("".join))
def test_a_safe_address_stays_safe(address: str) -> None:
    """What passed once passes again, unchanged."""
    href = safe_href(address)
    assert href is None or safe_href(href) == href


@given(_ANY)
def test_initials_are_letters(given_name: str) -> None:
    """Initials hold no stops, hyphens or spaces."""
    assert re.search(r"[\s.\-]", initials(given_name)) is None
