"""RIS files become sources, one for each record, however the program that exported them writes a record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.data import read_table
from evidence_assembler.model.csl import CSL_TYPES, NAME_VARIABLES, TEXT_VARIABLES, Name, PartialDate
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source
from evidence_assembler.readers.bibliographies import Bibliography
from evidence_assembler.readers.bibliographies.ris import read, recognises
from evidence_assembler.readers.ris.dates import read_ris_date
from evidence_assembler.readers.ris.names import read_name, split_names

ZOTERO = """TY  - JOUR
TI  - Low-dose naltrexone for the treatment of fibromyalgia: findings of a small trial
AU  - Younger, Jarred
AU  - van Gogh, Vincent
AU  - King, Martin Luther, Jr.
AU  - World Health Organization
T2  - Arthritis and Rheumatism
AB  - Pain fell more on naltrexone.
DA  - 2013/02//
PY  - 2013
DO  - 10.1002/art.37734
DP  - PubMed
VL  - 65
IS  - 2
SP  - 529
EP  - 538
J2  - Arthritis Rheum
LA  - eng
SN  - 1529-0131
ST  - Low-dose naltrexone
UR  - https://example.org/a
Y2  - 2019/03/12/T20:12:22Z
KW  - naltrexone
KW  - Clinical Trial, Phase II
ER  -
"""


def read_all(text: str) -> Bibliography:
    assert recognises(text)
    return read(text, "refs.ris")


def read_one(text: str) -> Source:
    """The source of a text with one record, without any problem."""
    bibliography = read_all(text)
    assert bibliography.problems == ()
    ((source, _),) = bibliography.sources
    return source


def read_record(*fields: str, kind: str = "JOUR") -> Source:
    return read_one("\n".join([f"TY  - {kind}", *fields, "ER  - "]))


def test_a_record_is_a_source() -> None:
    """Every field of an export of Zotero stands where CSL has it."""
    assert read_one(ZOTERO).to_csl() == {
        "id": "younger2013lowdose",
        "type": "article-journal",
        "title": "Low-dose naltrexone for the treatment of fibromyalgia: findings of a small trial",
        "title-short": "Low-dose naltrexone",
        "author": [
            {"family": "Younger", "given": "Jarred"},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "World Health Organization"},
        ],
        "container-title": "Arthritis and Rheumatism",
        "container-title-short": "Arthritis Rheum",
        "abstract": "Pain fell more on naltrexone.",
        "issued": {"date-parts": [[2013, 2]]},
        "accessed": {"date-parts": [[2019, 3, 12]]},
        "DOI": "10.1002/art.37734",
        "source": "PubMed",
        "volume": "65",
        "issue": "2",
        "page": "529-538",
        "language": "eng",
        "ISSN": "1529-0131",
        "URL": "https://example.org/a",
        "keyword": "naltrexone; Clinical Trial, Phase II",
    }


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - One\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n",
        "\ufeffTY  - JOUR\nTI  - One\nER  - \nTY  - BOOK\nTI  - Two",
        "TY - JOUR\nTI - One\nER - \nTY - BOOK\nTI - Two\nER -\n",
        "TY  -JOUR\nTI  -One\nER  -\nTY  -BOOK\nTI  -Two\nER  -\n",
        "TY  - JOUR\r\nTI  - One\r\nTY  - BOOK\r\nTI  - Two\r\n",
        "  TY  - JOUR\n  TI  - One\n  ER  - \n  TY  - BOOK\n  TI  - Two\n",
        "ty  - jour\nti  - One\ner  - \nty  - book\nti  - Two\ner  - \n",
        "Provider: X\nContent: text/plain\n\n1.\nTY  - JOUR\nTI  - One\n\n2.\nTY  - BOOK\nTI  - Two\nER  - ,\n",
        "TY  - JOUR\nTI  - One\nER  - TY  - BOOK\nTI  - Two\nER  - \n",
        "TY  - JOUR\nTI  - OneER  -\nTY  - BOOK\nTI  - Two\nER  - \n",
        "<1>\nTY  - JOUR\nTI  - One\nER  - \n<2>\nTY  - Book\nTI  - Two\nER  - \n",
    ],
)
def test_no_record_is_dropped(text: str) -> None:
    """As many sources as `TY` lines, with their titles, wherever the export breaks the format."""
    bibliography = read_all(text)
    assert [(source.type, source.title) for source, _ in bibliography.sources] == [
        ("article-journal", "One"),
        ("book", "Two"),
    ]
    assert bibliography.problems == ()


def test_a_record_without_a_type_is_read_and_told() -> None:
    """What has lost its `TY` is a document of its own; fields that stand before `TY` belong to its record."""
    bibliography = read_all(
        "TY  - JOUR\nTI  - One\nER  - \nAU  - Roe, B\nTI  - Two\nER  - \nID  - c\nTY  - BOOK\nER  - \n"
    )
    assert [(source.id, source.type) for source, _ in bibliography.sources] == [
        ("one", "article-journal"),
        ("roetwo", "document"),
        ("c", "book"),
    ]
    (problem,) = bibliography.problems
    assert "no type" in problem.message
    assert problem.place == Place("refs.ris", 4, 1, 6, 7)


def test_text_outside_of_records_is_told() -> None:
    """Words between records are in no source, and are named with their lines."""
    bibliography = read_all("TY  - JOUR\nTI  - One\nER  - \nCopyright of somebody\nand others\n")
    (problem,) = bibliography.problems
    assert problem.level == "note"
    assert "'Copyright of somebody' and the lines below it stand outside any record" in problem.message
    assert (problem.place.line, problem.place.end_line) == (4, 6)


@pytest.mark.parametrize(
    ("lines", "abstract"),
    [
        (["AB  - Pain fell", "in adults."], "Pain fell in adults."),
        (["AB  - Background.", "", "Results."], "Background.\nResults."),
        (["AB  - Levels of", "IL  - 6 fell."], "Levels of IL  - 6 fell."),
        (["AB  - Seen on", "CT - scans and", "   TI  - nothing."], "Seen on CT - scans and TI  - nothing."),
        (["N2  - One.", "ER  - "], "One."),
    ],
)
def test_an_abstract_runs_over_lines(lines: list[str], abstract: str) -> None:
    """Its lines are joined, an empty one parts paragraphs, and what merely looks like a tag is text."""
    assert read_record(*lines).variables["abstract"] == abstract


def test_a_known_tag_ends_an_abstract() -> None:
    """A tag as the specification has it is one, also behind an abstract; one of a sloppy record too."""
    assert read_record("AB  - Text", "WE  - Science Citation Index").custom["WE"] == "Science Citation Index"
    assert read_one("TY - JOUR\nAB - Text\nPY - 2001\nER - ").to_csl()["issued"] == {"date-parts": [[2001]]}


@pytest.mark.parametrize(
    ("lines", "keyword"),
    [
        (["KW  - pain", "KW  - trial"], "pain; trial"),
        (["KW  - pain", "trial"], "pain; trial"),
        (["KW  - pain; trial;"], "pain; trial"),
        (["KW  - Clinical Trial, Phase II"], "Clinical Trial, Phase II"),
    ],
)
def test_keywords_stand_one_by_one_or_together(lines: list[str], keyword: str) -> None:
    """One under each tag, one a line, or several with semicolons."""
    assert read_record(*lines).variables["keyword"] == keyword


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2001/03/15/", PartialDate(parts=(2001, 3, 15))),
        ("2001/03//", PartialDate(parts=(2001, 3))),
        ("2001///", PartialDate(parts=(2001,))),
        ("2001///Spring", PartialDate(parts=(2001,), season="spring")),
        ("2001/03/15/Epub", PartialDate(parts=(2001, 3, 15), literal="Epub")),
        ("2001/00/00", PartialDate(parts=(2001,))),
        ("2019/03/12/T20:12:22Z", PartialDate(parts=(2019, 3, 12))),
        ("2001", PartialDate(parts=(2001,))),
        ("2001-03-15", PartialDate(parts=(2001, 3, 15))),
        ("2001 Mar", PartialDate(parts=(2001, 3))),
        ("Mar 15, 2001", PartialDate(parts=(2001, 3, 15))),
        ("15 March 2001", PartialDate(parts=(2001, 3, 15))),
        ("2024/Mar/15", PartialDate(parts=(2024, 3, 15))),
        ("2001 Mar-Apr", PartialDate(parts=(2001, 3), until=(2001, 4))),
        ("2001/13/40", None),
        ("in press", None),
    ],
)
def test_dates_of_any_form_are_read(written: str, date: PartialDate | None) -> None:
    """Slashes, ISO 8601 and words."""
    assert read_ris_date(written) == date


@pytest.mark.parametrize(
    ("fields", "issued", "left"),
    [
        (["PY  - 2001", "DA  - Mar 15"], {"date-parts": [[2001, 3, 15]]}, {}),
        (["Y1  - 2001/03//", "PY  - 2001"], {"date-parts": [[2001, 3]]}, {}),
        (["PY  - 2001", "DA  - 2019/01/02"], {"date-parts": [[2001]]}, {"DA": "2019/01/02"}),
        (["PY  - in press"], {"literal": "in press"}, {}),
        (["PY  - 2001", "DA  - first quarter"], {"date-parts": [[2001]]}, {"DA": "first quarter"}),
    ],
)
def test_the_date_is_put_together(fields: list[str], issued: dict[str, Any], left: dict[str, Any]) -> None:
    """Year and day stand under two tags; a day of another year is another day."""
    item = read_record(*fields).to_csl()
    assert item["issued"] == issued
    assert item.get("custom", {}) == left


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Smith, J.", Name(family="Smith", given="J.")),
        ("Smith,J.A.", Name(family="Smith", given="J.A.")),
        ("King, Jr., Martin", Name(family="King", given="Martin", suffix="Jr.")),
        ("de la Cruz, Ana", Name(family="Cruz", given="Ana", non_dropping_particle="de la")),
        ("Smith J.", Name(family="Smith", given="J.")),
        ("Smith JA", Name(family="Smith", given="JA")),
        ("Novák J.-P.", Name(family="Novák", given="J.-P.")),
        ("van der Berg A. B.", Name(family="Berg", given="A. B.", non_dropping_particle="van der")),
        ("J. A. Smith", Name(family="Smith", given="J. A.")),
        ("M&#252;ller, J", Name(family="Müller", given="J")),
        ("Pfizer UK", Name(literal="Pfizer UK")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("Bayer AG, Leverkusen,", Name(literal="Bayer AG, Leverkusen")),
        ("Plato", Name(family="Plato")),
    ],
)
def test_names_are_read(written: str, name: Name) -> None:
    """Family name first with a comma, with initials, initials first, and bodies."""
    assert read_name(written, True) == name


def test_capitals_are_initials_where_no_name_has_a_comma() -> None:
    """Beside names with commas, one without is that of a body."""
    assert read_record("AU  - Smith JA", "AU  - Doe A").authors[0] == Name(family="Smith", given="JA")
    assert read_record("AU  - Smith, J", "AU  - STAR D").authors[1] == Name(literal="STAR D")


def test_several_names_in_one_field_are_told_apart_or_told() -> None:
    """Names with commas or initials part at semicolons and `and`; what stays unclear is kept and told."""
    assert split_names("Smith, J. and Doe, A.") == ("Smith, J.", "Doe, A.")
    assert split_names("Centre for Law; Health") == ("Centre for Law; Health",)
    bibliography = read_all("TY  - JOUR\nTI  - One\nAU  - Smith, J, Doe, A, Roe, B\nER  - ")
    assert "'Smith, J, Doe, A, Roe, B' is not one name" in bibliography.problems[0].message
    assert bibliography.sources[0][0].authors == (Name(literal="Smith, J, Doe, A, Roe, B"),)


def test_names_left_out_are_kept_in_mind() -> None:
    """`et al.` is no author."""
    source = read_record("AU  - Smith, J", "AU  - et al.")
    assert source.authors == (Name(family="Smith", given="J"),)
    assert source.custom["author-others"] is True


@pytest.mark.parametrize(
    ("kind", "fields", "roles"),
    [
        (
            "CHAP",
            ["AU  - A, A", "A2  - B, B", "A3  - C, C", "A4  - D, D"],
            "author editor collection-editor translator",
        ),
        ("BOOK", ["AU  - A, A", "A2  - B, B", "A3  - C, C"], "author collection-editor editor"),
        ("BOOK", ["A2  - A, A"], "editor"),
        ("EDBOOK", ["AU  - A, A"], "editor"),
        ("MPCT", ["AU  - A, A", "A3  - B, B"], "director producer"),
        ("PCOMM", ["AU  - A, A", "A2  - B, B"], "author recipient"),
    ],
)
def test_roles_go_by_type(kind: str, fields: list[str], roles: str) -> None:
    """`A2` are editors of a chapter, and editors of the series of a book, as the specification of 2011 has it."""
    names = read_record(*fields, kind=kind).names
    assert set(names) == set(roles.split())


@pytest.mark.parametrize(
    ("fields", "page", "left"),
    [
        (["SP  - 123", "EP  - 129"], "123-129", {}),
        (["SP  - 123", "EP  - 9"], "123-9", {}),
        (["SP  - 123-129", "EP  - 129"], "123-129", {}),
        (["SP  - 123–9"], "123–9", {}),
        (["SP  - 5", "EP  - 5"], "5", {}),
        (["EP  - 5"], "5", {}),
        (["C7  - e1000097"], "e1000097", {}),
        (["C7  - 093903", "SP  - 1"], "1", {"C7": "093903"}),
        (["SE  - 529", "SP  - 529", "EP  - 38"], "529-38", {}),
        (["C7  - Number of the article"], None, {"C7": "Number of the article"}),
    ],
)
def test_pages_are_put_together(fields: list[str], page: str | None, left: dict[str, str]) -> None:
    """First and last page, a range in one field, and the number of an article."""
    source = read_record(*fields)
    assert source.variables.get("page") == page
    assert dict(source.custom) == left


def test_a_book_has_a_number_of_pages() -> None:
    """`SP` of a whole work, where it is no range."""
    assert read_record("SP  - xii, 345 p.", kind="BOOK").variables["number-of-pages"] == "xii, 345 p."
    assert read_record("SP  - 12-14", kind="BOOK").variables["page"] == "12-14"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (["DO  - https://doi.org/10.1002/ART.37734"], {"DOI": "10.1002/ART.37734"}),
        (["M3  - 10.1002/art.37734"], {"DOI": "10.1002/art.37734"}),
        (["L3  - doi:10.1002/art.37734"], {"DOI": "10.1002/art.37734"}),
        (["N1  - 10.1002/art.37734"], {"DOI": "10.1002/art.37734"}),
        (["N1  - Export Date: 1 May 2024", "N1  - doi: 10.1002/art.37734"], {"DOI": "10.1002/art.37734"}),
        (["N1  - References: A,", "10.1002/art.37734"], {}),
        (["AN  - 23359310", "DB  - Ovid MEDLINE(R) ALL"], {"PMID": "23359310"}),
        (["AN  - 23359310", "DP  - NLM"], {"PMID": "23359310"}),
        (["AN  - 2012345678", "DB  - Embase"], {}),
        (["AN  - PMID:23359310", "DB  - Embase"], {"PMID": "23359310"}),
        (["AN  - MEDLINE:23359310"], {"PMID": "23359310"}),
        (["AN  - WOS:000314253300030"], {}),
        (["C2  - 23359310", "DB  - Scopus"], {"PMID": "23359310"}),
        (["C2  - 23359310"], {}),
        (["C2  - PMC123"], {"PMCID": "PMC123"}),
        (["C7  - PMC123"], {"PMCID": "PMC123"}),
        (["N1  - PMID: 23359310", "PMCID: PMC123"], {"PMID": "23359310", "PMCID": "PMC123"}),
        (["UR  - https://pubmed.ncbi.nlm.nih.gov/23359310/"], {"PMID": "23359310"}),
        (["UR  - https://doi.org/10.1002/art.37734"], {"DOI": "10.1002/art.37734"}),
        (["SN  - 1533-4406 (Electronic) 0028-4793 (Linking)"], {"ISSN": "1533-4406"}),
        (["SN  - 00043591 (ISSN); 9780306406157 (ISBN)"], {"ISSN": "0004-3591", "ISBN": "9780306406157"}),
        (["SN  - 00043591 (ISSN)", "9780306406157 (ISBN)"], {"ISSN": "0004-3591", "ISBN": "9780306406157"}),
        (["SN  - 0-306-40615-2"], {"ISBN": "0-306-40615-2"}),
    ],
)
def test_identifiers_are_found_where_they_are_sure(fields: list[str], found: dict[str, str]) -> None:
    """Under the tags of databases, in lines of a note that hold nothing else, and in addresses; not in references."""
    variables = read_record(*fields).variables
    assert {key: variables[key] for key in ("DOI", "ISBN", "ISSN", "PMCID", "PMID") if key in variables} == found


def test_numbers_of_patents_and_reports_are_no_issn() -> None:
    """Eight digits under `SN` of a patent are its number."""
    assert read_record("SN  - 10123456", kind="PAT").variables["number"] == "10123456"
    assert read_record("SN  - WHO/1/2", kind="RPRT").variables["number"] == "WHO/1/2"


def test_a_preprint_has_its_archive() -> None:
    """The name of an archive under `DB` makes the accession number its number there; a database is the source."""
    variables = read_record("DB  - arXiv", "AN  - 2101.00001", kind="INPR").variables
    assert (variables["archive"], variables["archive_location"]) == ("arXiv", "2101.00001")
    assert read_record("DB  - Embase", "AN  - L1").custom["AN"] == "L1"


def test_types_of_articles_are_publication_types() -> None:
    """What `M3` holds of an article is a publication type, of anything else its genre."""
    assert read_record("M3  - Randomized Controlled Trial", "PT  - J").publication_types == (
        "Randomized Controlled Trial",
    )
    assert read_record("M3  - PhD thesis", kind="THES").variables["genre"] == "PhD thesis"


def test_a_conference_has_a_name_and_proceedings() -> None:
    """`T2` is the name of the conference where the proceedings have their own title."""
    both = read_record("T2  - Conference on Pain", "C3  - Proceedings on Pain", kind="CONF").variables
    assert (both["event-title"], both["container-title"]) == ("Conference on Pain", "Proceedings on Pain")
    assert read_record("T2  - Conference on Pain", kind="CONF").variables["container-title"] == "Conference on Pain"


@pytest.mark.parametrize(
    ("fields", "full", "short"),
    [
        (["JO  - Lancet"], "Lancet", None),
        (["JF  - The Lancet", "JO  - Lancet"], "The Lancet", "Lancet"),
        (["T2  - The Lancet", "J2  - Lancet", "JO  - The Lancet"], "The Lancet", "Lancet"),
        (["JA  - Lancet"], "Lancet", None),
    ],
)
def test_journals_have_names_and_abbreviations(fields: list[str], full: str, short: str | None) -> None:
    """An abbreviation stands for the name where there is none."""
    variables = read_record(*fields).variables
    assert (variables["container-title"], variables.get("container-title-short")) == (full, short)


def test_the_longer_of_two_titles_stands() -> None:
    """ProQuest gives the title without its subtitle under `TI`."""
    source = read_record("TI  - Pain", "T1  - Pain: a trial")
    assert source.title == "Pain: a trial"
    assert not source.custom


def test_what_nobody_maps_is_kept() -> None:
    """Under its tag, as a list where there are several, in any order of the tags."""
    source = read_record("AD  - Here", "AD  - There", "ZZ  - 1", "UR  - https://a.org", "UR  - <Go to ISI>://WOS:1")
    assert dict(source.custom) == {"AD": ("Here", "There"), "UR": "<Go to ISI>://WOS:1", "ZZ": "1"}


def test_types_have_slips_and_other_spellings() -> None:
    """A known code in words is read; an unknown one is kept, and told where it is near a known one."""
    bibliography = read_all(
        "TY  - label.ris.referenceType.BOOK_CHAPTER\nTY  - Journal Article\nTY  - JUOR\nTY  - QQQQ\nTY  - EJOUR\n"
    )
    assert [(source.type, source.custom.get("TY")) for source, _ in bibliography.sources] == [
        ("chapter", "label.ris.referenceType.BOOK_CHAPTER"),
        ("article-journal", "Journal Article"),
        ("document", "JUOR"),
        ("document", "QQQQ"),
        ("article-journal", "EJOUR"),
    ]
    (problem,) = bibliography.problems
    assert problem.remedy == "Did you mean JOUR?"


def test_an_id_stands_and_the_second_of_two_gets_its_own() -> None:
    """Running numbers of two exports in one file meet: nothing is left out, and the first keeps its id."""
    bibliography = read_all("TY  - JOUR\nID  - 1\nTI  - One\nER  - \nTY  - JOUR\nID  - 1\nTI  - Two\nER  - \n")
    assert [source.id for source, _ in bibliography.sources] == ["1", "two"]
    (problem,) = bibliography.problems
    assert problem.message == "the id '1' stands twice: it is that of the record in line 1; this one is 'two'"


@pytest.mark.parametrize("source_id", ["a:b.c+d/e", "Smith 2001", "10.1002/art.37734", "L201", "ø-1"])
def test_ids_are_kept_as_they_are(source_id: str) -> None:
    """Any words under `ID` are the id."""
    assert read_record(f"ID  - {source_id}").id == source_id


@pytest.mark.parametrize(
    "text", ["", "PMID- 1\nTI  - One\n", "@article{a, title={TY}}", '[{"type": "book"}]', "IL - 6"]
)
def test_other_formats_are_not_recognised(text: str) -> None:
    """A record begins with `TY`; text without one is no RIS, and an empty file holds nothing."""
    assert not recognises(text)
    assert read("only words", "a.ris").problems[0].message == "there is text in this file, and no RIS record in it"
    assert read("", "a.ris") == Bibliography(())


def test_the_table_holds_what_csl_has() -> None:
    """Types, variables and roles are those of CSL, and each written type is read as what it is written for."""
    table = read_table("ris")
    assert set(table["types"].values()) <= CSL_TYPES
    assert all(table["types"][code] == kind for kind, code in table["written"].items())
    assert set(table["spelled"].values()) <= set(table["types"])
    for key, known in (("variables", TEXT_VARIABLES), ("names", NAME_VARIABLES)):
        for row in (table[key], *table[f"{key}_of"].values()):
            assert set(row) <= known, row
        assert set(table[f"{key}_of"]) <= CSL_TYPES


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    recognises(text)
    read(text, "a.ris")


TAGS = sorted(
    {"TY", "ER", "IL"} | set(read_table("ris")["read"]["others"]) | {"AU", "TI", "AB", "N1", "KW", "UR", "T2"}
)
LINES = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "", " ", "\ufeff"]),
        st.sampled_from(TAGS) | st.just("ty"),
        st.sampled_from(["  - ", "  - ", " - ", "  -", ""]),
        st.sampled_from(
            ["JOUR", "BOOK", "10.1/a", "Smith, J; Doe, A", "2001/02/03", "12-19", "", "PMC1", "ER  -", "x\n\ny"]
        ),
    )
)


@given(LINES)
def test_any_lines_are_read(lines: list[str]) -> None:
    """Tags and values in any order make sources of different ids, with what they hold as JSON."""
    bibliography = read("\n".join(lines), "a.ris")
    ids = [source.id for source, _ in bibliography.sources]
    assert len(set(ids)) == len(ids)
    assert [Source.from_csl(json.loads(json.dumps(source.to_csl()))) for source, _ in bibliography.sources] == [
        source for source, _ in bibliography.sources
    ]


WORDS = st.from_regex(r"[a-zé]{4,9}( [a-z0-9]{3,6}){0,2}", fullmatch=True)
PLAIN = (
    "A2 AD AN AU C1 C4 CN CY DA DB EP ET IS J2 JF JO KW LA M1 M3 N1 N2 NV PB PY RN SE SN SP ST T1 T2 T3 TI U1 UR VL "
    "Y2 ZZ"
).split()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(read_table("ris")["types"])),
            st.lists(st.tuples(st.sampled_from(PLAIN), WORDS), max_size=8),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_nothing_is_lost(records: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """As many sources as records, and every value of a record stands somewhere in its source."""
    text = "".join(
        f"TY  - {kind}\n{''.join(f'{tag}  - {value}' + chr(10) for tag, value in fields)}ER  - \n\n"
        for kind, fields in records
    )
    bibliography = read(text, "a.ris")
    assert len(bibliography.sources) == len(records)
    for (source, _), (_, fields) in zip(bibliography.sources, records, strict=True):
        held = json.dumps(source.to_csl(), ensure_ascii=False)
        for _, value in fields:
            assert value in held or all(word in held for word in value.split()), (value, held)
