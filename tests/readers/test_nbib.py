"""PubMed's MEDLINE text becomes sources; nothing in a record is lost, and what is no field of it is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from evidence_assembler.library.registries import find_trials
from evidence_assembler.library.updates import list_updates
from evidence_assembler.model.csl import Name, PartialDate
from evidence_assembler.model.frozen_map import thaw_json
from evidence_assembler.model.source import Source
from evidence_assembler.rank.keywords import list_keywords
from evidence_assembler.readers.bibliographies.nbib import read, recognises
from evidence_assembler.readers.pubmed.dates import read_published
from evidence_assembler.readers.pubmed.names import read_full_name, read_short_name

TRIAL = """\
PMID- 40000001
OWN - NLM
STAT- MEDLINE
DCOM- 20210105
LR  - 20220113
IS  - 1234-5679 (Electronic)
IS  - 0378-5955 (Linking)
VI  - 12
IP  - 4
DP  - 2020 Sep-Oct
TI  - Examplopril for high blood pressure in adults over sixty: a randomised trial of
      two doses.
PG  - 342-9
LID - 10.1000/ex.182 [doi]
AB  - BACKGROUND: Examplopril is new. METHODS: We assigned 120 adults at random to 5 mg
      or 10 mg. RESULTS: Pressure fell by 4.5 mm Hg (95% CI, 2.1 to 6.9; p < 0.05).
CI  - Copyright (c) 2020 The Authors.
FAU - van der Meer, Anna B
AU  - van der Meer AB
AUID- ORCID: 0000-0001-2345-6789
AD  - Department of Examples, University of Somewhere, Somewhere.
AD  - Institute of Trials, Elsewhere.
FAU - Smith, John Quentin Jr
AU  - Smith JQ Jr
CN  - EXAMPLE Study Group
FAU - Roe, Jean-Pierre
AU  - Roe J
LA  - eng
SI  - ClinicalTrials.gov/NCT04270877
GR  - R01 XX123456/XX/NIXX NIH HHS/United States
PT  - Journal Article
PT  - Randomized Controlled Trial
PT  - Retracted Publication
DEP - 20200805
PL  - England
TA  - J Exampl Med
JT  - Journal of exemplary medicine
JID - 9999999
RN  - 0 (Examplopril)
SB  - IM
RIN - J Exampl Med. 2021 Jun 13;13(6):1820. doi: 10.1000/ex.300. PMID: 40000002
EIN - J Exampl Med. 2020 Dec;12(6):600
CIN - J Exampl Med. 2020 Nov;12(5):500-501. PMID: 40000003
MH  - Adult
MH  - Blood Pressure/*drug effects
MH  - Clinical Trials, Phase II as Topic
MH  - *Hypertension/drug therapy/physiopathology
PMC - PMC1234567
MID - NIHMS123456
OTO - NOTNLM
OT  - *dose finding
OT  - blood pressure
FIR - Doe, Jane
IR  - Doe J
IRAD- Hospital of Somewhere.
COIS- None declared.
EDAT- 2020/08/07 06:00
PHST- 2020/01/18 00:00 [received]
PHST- 2020/08/07 06:00 [pubmed]
AID - ex.182 [pii]
AID - 10.1000/ex.182 [doi]
PST - ppublish
SO  - J Exampl Med. 2020 Sep-Oct;12(4):342-9. doi: 10.1000/ex.182. Epub 2020 Aug 5.
"""

CHAPTER = """\
PMID- 40000010
STAT- Publisher
CTDT- 20080729
PB  - Press of Somewhere
DP  - 2009
TI  - Example Syndrome
BTI - Handbook of Syndromes
EN  - 2nd
AB  - A rare disease.
FED - Doe, Jane
ED  - Doe J
FAU - Roe, Ann
AU  - Roe A
LA  - eng
PT  - Review
PT  - Book Chapter
PL  - Somewhere (XX)
ISBN- 978-0-306-40615-7
AID - NBK1234 [bookaccession]
"""


def read_one(text: str) -> Source:
    """The source of a file with one record and no problem."""
    bibliography = read(text, "refs.nbib")
    assert bibliography.problems == ()
    ((source, _),) = bibliography.sources
    return source


def read_fields(*fields: str) -> Source:
    """The source of a record with these fields beside its PMID."""
    return read_one("\n".join(["PMID- 1", *fields]))


def test_a_record_is_a_source_in_the_words_of_csl() -> None:
    """Every field that CSL has a word for stands under it, names and dates in their parts."""
    source = read_one(TRIAL)
    assert source.id == "meer2020examplopril"
    assert source.type == "article-journal"
    assert source.variables["title"] == (
        "Examplopril for high blood pressure in adults over sixty: a randomised trial of two doses"
    )
    wanted = {
        "PMID": "40000001", "PMCID": "PMC1234567", "DOI": "10.1000/ex.182", "ISSN": "1234-5679, 0378-5955",
        "container-title": "Journal of exemplary medicine", "container-title-short": "J Exampl Med", "volume": "12",
        "issue": "4", "page": "342-9", "language": "en", "publisher-place": "England",
    }  # fmt: skip
    assert {key: source.variables.get(key) for key in wanted} == wanted
    assert source.dates["issued"] == PartialDate(parts=(2020, 9), until=(2020, 10))
    assert source.dates["available-date"] == PartialDate(parts=(2020, 8, 5))
    assert source.publication_types == ("Journal Article", "Randomized Controlled Trial", "Retracted Publication")
    names = [name.model_dump(exclude_none=True) for name in source.names["author"]]
    assert names == [
        {"family": "Meer", "given": "Anna B", "non_dropping_particle": "van der"},
        {"family": "Smith", "given": "John Quentin", "suffix": "Jr"},
        {"literal": "EXAMPLE Study Group"},
        {"family": "Roe", "given": "Jean-Pierre"},
    ]
    assert source.names["contributor"] == (Name(family="Doe", given="Jane"),)


def test_what_is_known_of_a_person_stays_with_the_person() -> None:
    """Identifier and affiliations of each author; a short name only where the full one does not tell it."""
    custom = thaw_json(read_one(TRIAL).custom)
    first, second, group, last = custom["author-details"]
    assert first["ORCID"] == "0000-0001-2345-6789" and len(first["affiliation"]) == 2
    assert (second, group, last) == ({}, {}, {"short": "Roe J"})
    assert custom["contributor-details"] == [{"affiliation": ["Hospital of Somewhere."]}]


def test_linked_citations_tell_what_became_of_the_work() -> None:
    """NLM, Linked Citations: the notices of retraction and erratum stand in the record of the work."""
    source = read_one(TRIAL)
    updates = {update.status: update for update in list_updates(source)}
    assert set(updates) == {"retracted", "corrected"}
    assert updates["retracted"].see == "10.1000/ex.300"
    assert str(updates["retracted"].days) == "2021-06-13"
    assert source.custom["CIN"] == "J Exampl Med. 2020 Nov;12(5):500-501. PMID: 40000003"


def test_headings_keywords_and_trials_are_found() -> None:
    """Subject headings lose their stars and qualifiers where they are asked for; the registry's number is read."""
    source = read_one(TRIAL)
    words = [term.words for term in list_keywords(source)]
    assert {"Adult", "Blood Pressure", "Hypertension", "dose finding"} <= set(words)
    assert "Blood Pressure/*drug effects; " in source.variables["keyword"]
    assert find_trials(source) == ("NCT04270877",)


def test_a_chapter_has_its_book() -> None:
    """BTI beside TI is the book of a chapter; alone it is the title of a book."""
    chapter = read_one(CHAPTER)
    assert (chapter.type, chapter.title) == ("chapter", "Example Syndrome")
    assert chapter.variables["container-title"] == "Handbook of Syndromes"
    assert chapter.variables["ISBN"] == "978-0-306-40615-7" and chapter.variables["edition"] == "2nd"
    assert chapter.names["editor"] == (Name(family="Doe", given="Jane"),)
    assert chapter.custom["AID"] == "NBK1234 [bookaccession]"
    book = read_fields("BTI - Handbook of Syndromes.", "PT  - Book", "DP  - 2009")
    assert (book.type, book.title, book.id) == ("book", "Handbook of Syndromes", "2009handbook")


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Preprint", "article"), ("Dataset", "dataset"), ("Newspaper Article", "article-newspaper"),
     ("Congress", "article-journal"), ("Book Chapter", "chapter")],
)  # fmt: skip
def test_publication_types_decide_the_type(written: str, kind: str) -> None:
    """A record is an article of a journal unless one of its publication types says otherwise."""
    assert read_fields("PT  - Journal Article", f"PT  - {written}").type == kind


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2018 Mar 1", PartialDate(parts=(2018, 3, 1))),
        ("2018 Mar", PartialDate(parts=(2018, 3))),
        ("2018", PartialDate(parts=(2018,))),
        ("2018 Sep-Oct", PartialDate(parts=(2018, 9), until=(2018, 10))),
        ("2018 Sep 3-9", PartialDate(parts=(2018, 9, 3), until=(2018, 9, 9))),
        ("2018 Sep 28-Oct 4", PartialDate(parts=(2018, 9, 28), until=(2018, 10, 4))),
        ("2018 Dec 15-2019 Jan 3", PartialDate(parts=(2018, 12, 15), until=(2019, 1, 3))),
        ("2018 Dec-2019 Jan", PartialDate(parts=(2018, 12), until=(2019, 1))),
        ("2018-2019", PartialDate(parts=(2018,), until=(2019,))),
        ("2018 Winter", PartialDate(parts=(2018,), season="winter")),
        ("2018 Fall", PartialDate(parts=(2018,), season="autumn")),
        ("2018 Fall-Winter", PartialDate(parts=(2018,), literal="2018 Fall-Winter")),
        ("2018 1st Quart", PartialDate(parts=(2018,), literal="2018 1st Quart")),
        ("2018 Feb 77", PartialDate(parts=(2018,), literal="2018 Feb 77")),
        ("in press", PartialDate(literal="in press")),
    ],
)
def test_dates_of_publication_are_read(written: str, date: PartialDate) -> None:
    """NLM, DP: year, month, day, a season, or a range of any of them; other words stay as they are."""
    assert read_published(written) == date


@pytest.mark.parametrize(
    ("full", "short", "parts"),
    [
        ("Himmelstein, Daniel S", "Himmelstein DS", {"family": "Himmelstein", "given": "Daniel S"}),
        ("Cerutti, William F 3rd", "Cerutti WF 3rd", {"family": "Cerutti", "given": "William F", "suffix": "3rd"}),
        ("O'Neil, X", "O'Neil X", {"family": "O'Neil", "given": "X"}),
        ("Madonna", "Madonna", {"family": "Madonna"}),
        ("World Health Organization", "World Health Organization", {"literal": "World Health Organization"}),
        ("de la Cruz, Ö", "de la Cruz Ö", {"family": "Cruz", "given": "Ö", "non_dropping_particle": "de la"}),
        (",", ",", {"literal": ","}),
    ],
)
def test_names_are_read(full: str, short: str, parts: dict[str, str]) -> None:
    """Full names have a comma, short ones initials; what has neither is one family name, or a body."""
    assert read_full_name(full).model_dump(exclude_none=True) == parts
    initials = {"given": short.removesuffix(" 3rd").split()[-1]} if "given" in parts else {}
    assert read_short_name(short).model_dump(exclude_none=True) == parts | initials


@pytest.mark.parametrize(
    "fields",
    [
        ("FAU - Doe, Jane", "AU  - Doe J", "FAU - Roe, Ann B", "AU  - Roe AB"),
        ("FAU - Doe, Jane", "FAU - Roe, Ann B", "AU  - Doe J", "AU  - Roe AB"),
        ("AU  - Doe J", "AU  - Roe AB", "FAU - Doe, Jane", "FAU - Roe, Ann B"),
        ("FAU - Doe, Jane", "FAU - Roe, Ann B"),
    ],
)
def test_full_and_short_names_are_of_one_person(fields: tuple[str, ...]) -> None:
    """However the two are listed, an author is one author."""
    source = read_fields(*fields)
    assert source.names["author"] == (Name(family="Doe", given="Jane"), Name(family="Roe", given="Ann B"))
    assert "author-details" not in source.custom


def test_old_records_have_short_names_alone() -> None:
    """Without a full name the short one stands; "et al" says that there are more."""
    source = read_fields("AU  - Doe J", "AU  - Roe AB", "AU  - et al.")
    assert source.names["author"] == (Name(family="Doe", given="J"), Name(family="Roe", given="AB"))
    assert source.custom["author-others"] is True


@pytest.mark.parametrize(
    ("fields", "page"),
    [
        (["LID - e32822 [pii]"], "e32822"),
        (["LID - e32822 [pii]", "PG  - 1-9"], "1-9"),
        (["LID - e32822 [pii]", "PST - aheadofprint"], None),
        (["LID - S0140-6736(20)31324-6 [pii]"], None),
        (["AID - 32822 [pii]"], None),
    ],
)
def test_the_number_of_an_article_stands_for_its_pages(fields: list[str], page: str | None) -> None:
    """NLM, LID: the pii that serves the role of pagination; one that only identifies does not."""
    assert read_fields(*fields).variables.get("page") == page


@pytest.mark.parametrize(
    "text",
    [
        "PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\nPMID-3\nTI  - Three\n",
        "PMID- 1\nTI  - One\n\nPMID -2\nTI - Two\n\n\nPMID - 3\nTI  - Three",
        "PMID- 1\n\nTI  - One\n\nPMID- 2\n\nTI  - Two\n\nPMID- 3\n\nTI  - Three\n\n",
        "OWN - NLM\nPMID- 1\nTI  - One\n\nOWN - NLM\nPMID- 2\nTI  - Two\n\nOWN - NLM\nPMID- 3\nTI  - Three\n",
        "PMID- 1\nTI  - One\n\n \nPMID- 2\nTI  - Two\n\nPMID- 3\nTI  - Three\n",
    ],
)
def test_a_pmid_begins_a_record(text: str) -> None:
    """With and without empty lines, with any spacing: three records are three sources."""
    bibliography = read(text, "refs.nbib")
    assert recognises(text) and bibliography.problems == ()
    found = [(source.variables["PMID"], source.title) for source, _ in bibliography.sources]
    assert found == [("1", "One"), ("2", "Two"), ("3", "Three")]


def test_records_without_pmid_are_told_apart_by_empty_lines() -> None:
    """ERIC's records have no PMID: an empty line and a second owner or title begin the next."""
    text = "OWN - ERIC\nTI  - One\nAU  - Doe, Jane\n\nOWN - ERIC\nTI  - Two\nOT  - Reading\n"
    assert recognises(text)
    assert [source.title for source, _ in read(text, "e.nbib").sources] == ["One", "Two"]


def test_a_line_that_is_no_field_is_told_and_kept() -> None:
    """The line is named with its place, its words stay in the record, and no field after it is lost."""
    text = (
        "Search results\nPMID- 1\nTI  - One\nDNA-binding proteins without an indent\nDP  - 2020\n\nPMID- 2\nTI  - Two\n"
    )
    bibliography = read(text, "refs.nbib")
    first, second = (source for source, _ in bibliography.sources)
    assert [(one.place.line, one.source_id) for one in bibliography.problems] == [(1, None), (4, "2020one")]
    assert "DNA-binding" in bibliography.problems[1].message
    assert thaw_json(first.custom) == {"unread": ["DNA-binding proteins without an indent"]}
    assert first.issued == PartialDate(parts=(2020,)) and second.title == "Two"


def test_places_are_those_of_the_records() -> None:
    """A record stands from its first field to the last line that is not empty."""
    bibliography = read("\nPMID- 1\nTI  - One\n      more\n\n\nPMID- 2\n", "refs.nbib")
    places = [(place.line, place.end_line, place.end_column) for _, place in bibliography.sources]
    assert places == [(2, 4, 11), (7, 7, 8)]


def test_a_word_longer_than_a_line_is_one_word() -> None:
    """Exports cut what has no space: an address goes on in the next line, words do not run together."""
    address = "https://example.org/" + "a" * 61
    source = read_fields(f"AB  - See\n      {address}\n      bc for more.\n      It is long.")
    assert source.variables["abstract"] == f"See {address}bc for more. It is long."


def test_ids_are_unique() -> None:
    """Two records of one author, year and word have two ids; one that says nothing else is named by its PMID."""
    text = "PMID- 1\nAU  - Doe J\nDP  - 2020\nTI  - Pain now.\n" * 2 + "PMID- 77\n"
    assert [source.id for source, _ in read(text, "r.nbib").sources] == ["doe2020pain", "doe2020pain-2", "pmid77"]


@pytest.mark.parametrize("text", ["", " \n", "TY  - JOUR\nER  - \n", "@article{a, title={PMID- 1}}", '{"PMID": 1}'])
def test_other_formats_are_not_recognised(text: str) -> None:
    """A record begins with a PMID at the beginning of a line."""
    assert not recognises(text)


def test_text_without_a_record_is_told() -> None:
    """A file with text and no record is no empty library."""
    bibliography = read("Nothing here.\n", "refs.nbib")
    assert bibliography.sources == () and [one.place.line for one in bibliography.problems] == [1]
    assert read("\n", "refs.nbib").problems == ()


def list_words(value: Any) -> str:
    """All words of a value, a space between any two."""
    if isinstance(value, dict):
        return " ".join(f"{key} {list_words(one)}" for key, one in value.items())
    return " ".join(map(list_words, value)) if isinstance(value, list | tuple) else str(value)


_VALUES = st.from_regex(
    r"[A-Za-z0-9À-ÿ(){}\[\]/.,:;*#-]{1,9}( [A-Za-z0-9À-ÿ(){}\[\]/.,:;*#-]{1,9}){0,5}", fullmatch=True
)
_TAGS = st.sampled_from(
    "AB AD AID AU AUID BTI CI CIN CN COIS CON CRI CTI DCOM DEP DP DRIN ECF ECI EFR EIN EN FAU FED FIR FPS GR IP IR "
    "IRAD IS ISBN JT KW LA LID LR MH OAB OCI OT OTO PB PG PHST PL PMC PRIN PS PST PT RIN RN ROF RPI RRI SI SO STAT "
    "TA TI TT UIN UOF VI VTI XYZ".split()
)


@given(st.lists(st.tuples(_TAGS, _VALUES), max_size=20))
@example(
    [("LID", "10.1000/a [doi]"), ("AID", "10.1000/b [doi]"), ("DP", "2020"), ("DP", "2021"), ("TI", "A."), ("TI", "B")]
)
def test_nothing_in_a_record_is_lost(fields: list[tuple[str, str]]) -> None:
    """Every word of every value stands somewhere in the source: under a word of CSL, or in `custom` under its tag.

    Dates stand in parts, languages in the words of BCP 47, and "et al" as a mark: these are left out here.
    """
    text = "PMID- 1\n" + "".join(f"{tag:4}- {value}\n" for tag, value in fields)
    source = read_one(text)
    held = re.sub(r"[\W_]+", "", list_words(source.to_csl())).casefold()
    for tag, value in fields:
        if tag in ("DP", "DEP", "LA") or value.casefold().strip(".") == "et al":
            continue
        if tag in ("AU", "ED", "IR"):  # initials may follow from the full name
            value = value.split()[0]
        for word in re.findall(r"\w+", value):
            assert word.replace("_", "").casefold() in held, (tag, value)


@given(st.text())
@example("PMID- 1\nFAU - ,\nAU  - \nLID - [doi]\nIS  - \u2028\nDEP - 99999999\nDP  - -\n")
@example("PMID- 1\n\ud800\nTI  - <b>&lt;\n\x1c\n")
def test_any_text_is_read(text: str) -> None:
    """No text raises; what is found of it is a list of sources with ids of their own."""
    for prefix in ("", "PMID- 1\n"):
        found = read(prefix + text, "refs.nbib")
        assert len({source.id for source, _ in found.sources}) == len(found.sources)


@given(st.lists(st.tuples(_TAGS, st.text(max_size=12)), max_size=12))
def test_any_field_is_read(fields: list[tuple[str, str]]) -> None:
    """No value of a known tag raises, and the source survives CSL-JSON."""
    text = "PMID- 1\n" + "".join(f"{tag:4}- {value}\n" for tag, value in fields)
    for source, _ in read(text, "refs.nbib").sources:
        assert Source.from_csl(source.to_csl()) == source
