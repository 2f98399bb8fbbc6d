"""PubMed's XML becomes sources: the same ones as its MEDLINE text gives, and a broken record costs no other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, strategies as st
from test_nbib import CHAPTER, TRIAL

from evidence_assembler.library.registries import find_trials
from evidence_assembler.library.updates import list_updates
from evidence_assembler.model.csl import Name, PartialDate
from evidence_assembler.model.frozen_map import thaw_json
from evidence_assembler.model.source import Source
from evidence_assembler.readers.bibliographies import nbib
from evidence_assembler.readers.bibliographies.pubmed_xml import read, recognises

MATH = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">'
HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)

TRIAL_XML = """\
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Curated">
<PMID Version="1">40000001</PMID>
<DateCompleted><Year>2021</Year><Month>01</Month><Day>05</Day></DateCompleted>
<DateRevised><Year>2022</Year><Month>01</Month><Day>13</Day></DateRevised>
<Article PubModel="Print-Electronic">
<Journal><ISSN IssnType="Electronic">1234-5679</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>12</Volume><Issue>4</Issue>
<PubDate><MedlineDate>2020 Sep-Oct</MedlineDate></PubDate></JournalIssue>
<Title>Journal of exemplary medicine</Title></Journal>
<ArticleTitle>Examplopril for high blood pressure in <i>adults</i> over
  sixty: a randomised trial of two doses.</ArticleTitle>
<Pagination><StartPage>342</StartPage><EndPage>349</EndPage><MedlinePgn>342-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/ex.182</ELocationID>
<Abstract>
<AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Examplopril is new.</AbstractText>
<AbstractText Label="METHODS">We assigned 120 adults at random to 5 mg or 10 mg.</AbstractText>
<AbstractText Label="RESULTS">Pressure fell by 4.5 mm Hg (95% CI, 2.1 to 6.9; <i>p</i> &lt; 0.05).</AbstractText>
<CopyrightInformation>Copyright (c) 2020 The Authors.</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>van der Meer</LastName><ForeName>Anna B</ForeName><Initials>AB</Initials>
<Identifier Source="ORCID">0000-0001-2345-6789</Identifier>
<AffiliationInfo><Affiliation>Department of Examples, University of Somewhere, Somewhere.</Affiliation>
</AffiliationInfo>
<AffiliationInfo><Affiliation>Institute of Trials, Elsewhere.</Affiliation></AffiliationInfo></Author>
<Author ValidYN="Y"><LastName>Smith</LastName><ForeName>John Quentin</ForeName><Initials>JQ</Initials>
<Suffix>Jr</Suffix></Author>
<Author ValidYN="Y"><CollectiveName>EXAMPLE Study Group</CollectiveName></Author>
<Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Jean-Pierre</ForeName><Initials>J</Initials></Author>
</AuthorList>
<Language>eng</Language>
<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
<AccessionNumberList><AccessionNumber>NCT04270877</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<GrantList CompleteYN="Y"><Grant><GrantID>R01 XX123456</GrantID><Acronym>XX</Acronym><Agency>NIXX NIH HHS</Agency>
<Country>United States</Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>
<PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>
<ArticleDate DateType="Electronic"><Year>2020</Year><Month>08</Month><Day>05</Day></ArticleDate></Article>
<MedlineJournalInfo><Country>England</Country><MedlineTA>J Exampl Med</MedlineTA><NlmUniqueID>9999999</NlmUniqueID>
<ISSNLinking>0378-5955</ISSNLinking></MedlineJournalInfo>
<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber>
<NameOfSubstance UI="C000">Examplopril</NameOfSubstance></Chemical></ChemicalList>
<CitationSubset>IM</CitationSubset>
<CommentsCorrectionsList>
<CommentsCorrections RefType="RetractionIn"><RefSource>J Exampl Med. 2021 Jun 13;13(6):1820. doi:
10.1000/ex.300.</RefSource><PMID Version="1">40000002</PMID></CommentsCorrections>
<CommentsCorrections RefType="ErratumIn"><RefSource>J Exampl Med. 2020 Dec;12(6):600</RefSource></CommentsCorrections>
<CommentsCorrections RefType="CommentIn"><RefSource>J Exampl Med. 2020 Nov;12(5):500-501.</RefSource>
<PMID Version="1">40000003</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Adult</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Blood Pressure</DescriptorName>
<QualifierName UI="Q1" MajorTopicYN="Y">drug effects</QualifierName></MeshHeading>
<MeshHeading><DescriptorName UI="D3" MajorTopicYN="N">Clinical Trials, Phase II as Topic</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName UI="D4" MajorTopicYN="Y">Hypertension</DescriptorName>
<QualifierName UI="Q2" MajorTopicYN="N">drug therapy</QualifierName>
<QualifierName UI="Q3" MajorTopicYN="N">physiopathology</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="Y">dose finding</Keyword>
<Keyword MajorTopicYN="N">blood pressure</Keyword></KeywordList>
<CoiStatement>None declared.</CoiStatement>
<InvestigatorList><Investigator ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane</ForeName><Initials>J</Initials>
<AffiliationInfo><Affiliation>Hospital of Somewhere.</Affiliation></AffiliationInfo></Investigator></InvestigatorList>
</MedlineCitation>
<PubmedData><History>
<PubMedPubDate PubStatus="received"><Year>2020</Year><Month>1</Month><Day>18</Day></PubMedPubDate>
<PubMedPubDate PubStatus="pubmed"><Year>2020</Year><Month>8</Month><Day>7</Day>
<Hour>6</Hour><Minute>0</Minute></PubMedPubDate>
</History><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="pubmed">40000001</ArticleId><ArticleId IdType="mid">NIHMS123456</ArticleId>
<ArticleId IdType="pmc">PMC1234567</ArticleId><ArticleId IdType="doi">10.1000/ex.182</ArticleId>
<ArticleId IdType="pii">ex.182</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
"""

CHAPTER_XML = """\
<PubmedBookArticle><BookDocument><PMID Version="1">40000010</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">NBK1234</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Press of Somewhere</PublisherName>
<PublisherLocation>Somewhere (XX)</PublisherLocation></Publisher>
<BookTitle book="ex">Handbook of Syndromes</BookTitle><PubDate><Year>2009</Year></PubDate>
<AuthorList Type="editors" CompleteYN="Y"><Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane</ForeName>
<Initials>J</Initials></Author></AuthorList><Edition>2nd</Edition><Isbn>978-0-306-40615-7</Isbn></Book>
<ArticleTitle book="ex" part="x">Example Syndrome</ArticleTitle><Language>eng</Language>
<AuthorList Type="authors" CompleteYN="Y"><Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Ann</ForeName>
<Initials>A</Initials></Author></AuthorList>
<PublicationType UI="D016454">Review</PublicationType><PublicationType UI="D000">Book Chapter</PublicationType>
<Abstract><AbstractText>A rare disease.</AbstractText></Abstract>
<ContributionDate><Year>2008</Year><Month>7</Month><Day>29</Day></ContributionDate>
</BookDocument><PubmedBookData><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="pubmed">40000010</ArticleId></ArticleIdList></PubmedBookData></PubmedBookArticle>
"""


def read_one(record: str) -> Source:
    """The source of a set with one record and no problem."""
    bibliography = read(f"{HEAD}<PubmedArticleSet>{record}</PubmedArticleSet>", "set.xml")
    assert bibliography.problems == ()
    ((source, _),) = bibliography.sources
    return source


def write_article(article: str, beside: str = "", data: str = "") -> str:
    """A record with these elements in its article, beside it, and in what PubMed adds."""
    return (
        f"<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{article}</Article>{beside}</MedlineCitation>"
        f"<PubmedData>{data}</PubmedData></PubmedArticle>"
    )


# What one of the two formats does not say: how a book was published, and the source in one line.
@pytest.mark.parametrize(
    ("text", "record", "apart"),
    [
        (TRIAL, TRIAL_XML, {"SO", "IndexingMethod", "PubModel", "CitedMedium"}),
        (CHAPTER, CHAPTER_XML, {"STAT", "PST"}),
    ],
)
def test_a_record_is_one_source_in_both_formats(text: str, record: str, apart: set[str]) -> None:
    """Exported as text or as XML, a record gives one source, also in what is beyond CSL."""
    ((from_text, _),) = nbib.read(text, "refs.nbib").sources
    from_xml = read_one(record)
    assert from_xml.model_copy(update={"custom": from_text.custom}) == from_text
    mine, other = (thaw_json(source.custom) for source in (from_xml, from_text))
    assert {key: mine[key] for key in mine.keys() - apart} == {key: other[key] for key in other.keys() - apart}


def test_a_retraction_and_a_trial_are_found() -> None:
    """The links between records are those of MEDLINE, and so is the number of the trial."""
    source = read_one(TRIAL_XML)
    assert {update.status for update in list_updates(source)} == {"retracted", "corrected"}
    assert find_trials(source) == ("NCT04270877",)


def test_the_numbers_of_cited_works_are_not_those_of_the_record() -> None:
    """Numbers in lists of references and of linked citations belong to other works; they are kept there."""
    cited = (
        '<ReferenceList><Reference><Citation>Roe A. One. 2001.</Citation><ArticleIdList><ArticleId IdType="doi">'
        '10.1000/other</ArticleId><ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList></Reference></ReferenceList>'
    )
    link = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="Cites"><RefSource>X</RefSource><PMID>9</PMID>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )
    source = read_one(write_article("<ArticleTitle>One</ArticleTitle>", link, cited))
    assert dict(source.variables) == {"PMID": "1", "title": "One"}
    assert source.custom["Cites"] == "X PMID: 9"
    assert "10.1000/other" in str(thaw_json(source.custom["ReferenceList"]))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Uptake of CO<sub>2</sub> at 10<sup>5</sup> Pa.", "Uptake of CO₂ at 10⁵ Pa"),
        ("<i>In <b>vivo</b></i> &amp; &#945; &lt; 1?", "In vivo & α < 1?"),
        (f"{MATH}<m:msup><m:mn>10</m:mn><m:mn>3</m:mn></m:msup></m:math> x", "10³ x"),
        (f"{MATH}<m:mfrac><m:mn>1</m:mn><m:mrow>a<m:mo>+</m:mo>b</m:mrow></m:mfrac></m:math>", "1/(a+b)"),
        (f"{MATH}<m:msubsup><m:mi>x</m:mi><m:mn>1</m:mn><m:mn>2</m:mn></m:msubsup></m:math>", "x₁²"),
        (f"{MATH}<m:msqrt><m:mi>x</m:mi></m:msqrt><m:annotation>sqrt</m:annotation></m:math>", "√(x)"),
        ("[Of pain and\n\tof dose].", "[Of pain and of dose]"),
    ],
)  # fmt: skip
def test_markup_becomes_text(written: str, words: str) -> None:
    """What is raised stays raised: 10³ is never 103. Other marks go, entities are their signs."""
    assert read_one(write_article(f"<ArticleTitle>{written}</ArticleTitle>")).title == words


@pytest.mark.parametrize(
    ("inside", "date"),
    [
        ("<Year>2018</Year><Month>Mar</Month><Day>01</Day>", PartialDate(parts=(2018, 3, 1))),
        ("<Year>2018</Year><Month>03</Month>", PartialDate(parts=(2018, 3))),
        ("<Year>2018</Year><Season>Winter</Season>", PartialDate(parts=(2018,), season="winter")),
        ("<MedlineDate>2018 Dec-2019 Jan</MedlineDate>", PartialDate(parts=(2018, 12), until=(2019, 1))),
    ],
)
def test_dates_are_read(inside: str, date: PartialDate) -> None:
    """Year, month in words or figures, day or season; or the words of MEDLINE."""
    journal = f"<Journal><JournalIssue><PubDate>{inside}</PubDate></JournalIssue></Journal>"
    assert read_one(write_article(journal)).issued == date


def test_names_keep_what_is_said_of_them() -> None:
    """A misspelt name is no author, an incomplete list says so, equal contribution stays with its author."""
    authors = (
        '<AuthorList CompleteYN="N"><Author ValidYN="N"><LastName>Deo</LastName><Initials>J</Initials></Author>'
        '<Author ValidYN="Y" EqualContrib="Y"><LastName>Doe</LastName><Initials>J</Initials></Author></AuthorList>'
    )
    source = read_one(write_article(authors))
    assert source.names["author"] == (Name(family="Doe", given="J"),)
    custom: dict[str, Any] = thaw_json(source.custom)
    assert custom["author-others"] is True and custom["author-details"] == [{"EqualContrib": "Y"}]
    assert custom["author-misspelt"]["LastName"] == "Deo"


def test_a_wrong_doi_identifies_nothing() -> None:
    """An identifier that the record marks as not valid is kept and not believed."""
    source = read_one(write_article('<ELocationID EIdType="doi" ValidYN="N">10.1000/x</ELocationID>'))
    assert "DOI" not in source.variables and source.custom["LID"] == "10.1000/x [invalid doi]"


def test_what_nobody_knows_is_kept() -> None:
    """An element of a later definition stands in `custom` under its name."""
    source = read_one(write_article("<NewThing kind='a'><Part>one</Part><Part>two</Part></NewThing><Other>x</Other>"))
    assert thaw_json(source.custom) == {"NewThing": {"@kind": "a", "Part": ["one", "two"]}, "Other": "x"}


def test_a_broken_record_costs_only_itself() -> None:
    """A record that is not well formed, or has an entity nobody knows, is told with its line; the others stand."""
    good = [write_article(f"<ArticleTitle>{title}</ArticleTitle>") for title in ("One", "Two")]
    broken = [
        write_article("<ArticleTitle>A <i>broken one</ArticleTitle>"),
        write_article("<ArticleTitle>&xxe;</ArticleTitle>"),
    ]
    doctype = '<!DOCTYPE PubmedArticleSet [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>\n'
    text = doctype + "<PubmedArticleSet>\n" + "\n".join([good[0], *broken, good[1]]) + "\n</PubmedArticleSet>"
    bibliography = read(text, "set.xml")
    assert [source.title for source, _ in bibliography.sources] == ["One", "Two"]
    assert [one.place.line for one in bibliography.problems] == [4, 5]
    assert [place.line for _, place in bibliography.sources] == [3, 6]


def test_deleted_records_are_told_and_are_no_sources() -> None:
    """`DeleteCitation` names records that PubMed took back."""
    text = (
        f"<PubmedArticleSet>{TRIAL_XML}<DeleteCitation><PMID>8</PMID><PMID>9</PMID></DeleteCitation></PubmedArticleSet>"
    )
    bibliography = read(text, "set.xml")
    assert len(bibliography.sources) == 1
    (problem,) = bibliography.problems
    assert "PMID 8, 9" in problem.message and problem.level == "note"


def test_sets_are_recognised_by_their_root() -> None:
    """With and without a document type, and one record alone; other XML is none."""
    for text in (
        f"{HEAD}<PubmedArticleSet/>",
        f"<PubmedArticleSet>{TRIAL_XML}</PubmedArticleSet>",
        TRIAL_XML,
        CHAPTER_XML,
    ):
        assert recognises(text)
    assert len(read(TRIAL_XML, "one.xml").sources) == 1
    for text in ("", "<html><PubmedArticle/></html>", '<document xmlns="urn:hl7-org:v3"/>', TRIAL):
        assert not recognises(text)


def test_an_empty_set_is_told() -> None:
    """A set without a record is no empty library."""
    assert [one.place.line for one in read(f"{HEAD}<PubmedArticleSet/>", "set.xml").problems] == [1]


@given(st.text(alphabet=st.sampled_from('<>/&;"= PubmedArticle!-[]?x\n'), max_size=60))
@example("<PubmedArticle>" + "<i>" * 2000 + "x" + "</i>" * 2000 + "</PubmedArticle>")
@example(write_article("<ArticleTitle>" + "<sup>" * 2000 + "x" + "</sup>" * 2000 + "</ArticleTitle>"))
@example("<AuthorList><Author><LastName> </LastName></Author></AuthorList><Abstract/><ArticleDate/><Pagination/>")
def test_any_text_is_read(text: str) -> None:
    """No text raises, in a set or alone; what is found survives CSL-JSON."""
    for written in (text, f"<PubmedArticleSet>{text}</PubmedArticleSet>", write_article(text)):
        for source, _ in read(written, "set.xml").sources:
            assert Source.from_csl(source.to_csl()) == source
