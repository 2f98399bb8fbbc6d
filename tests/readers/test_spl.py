"""Structured product labels become sources with their text; what is broken is told with its place."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.cite import format_reference
from evidence_assembler.cite.runs import reference_text
from evidence_assembler.library.library import Library
from evidence_assembler.model import Draft
from evidence_assembler.model.source import Source
from evidence_assembler.rank.order import rank_sources
from evidence_assembler.readers.bibliographies import spl
from evidence_assembler.readers.libraries import read_library

SET_ID = "5f0c1a2e-0000-4000-8000-1234567890ab"
HIGHLIGHTS = (
    "These highlights do not include all the information needed to use EXAMPLOZA safely and effectively. "
    "See full prescribing information for EXAMPLOZA."
)
PRODUCT = """
<manufacturedProduct>
  <manufacturedProduct>
    <code code="0000-0155" codeSystem="2.16.840.1.113883.6.69"/>
    <name>Examploza<suffix>XR</suffix>
    </name>
    <formCode code="C42931" displayName="TABLET, FILM COATED"/>
    <asEntityWithGeneric><genericMedicine><name>examplopril maleate</name></genericMedicine></asEntityWithGeneric>
    <ingredient classCode="ACTIM">
      <quantity><numerator value="10" unit="mg"/><denominator value="1" unit="1"/></quantity>
      <ingredientSubstance><code code="UNII000001"/><name>EXAMPLOPRIL MALEATE</name></ingredientSubstance>
    </ingredient>
    <ingredient classCode="IACT"><ingredientSubstance><name>TALC</name></ingredientSubstance></ingredient>
    <asContent><containerPackagedProduct>
      <code code="0000-0155-23" codeSystem="2.16.840.1.113883.6.69"/>
    </containerPackagedProduct></asContent>
  </manufacturedProduct>
  <subjectOf><approval><id extension="NDA000702"/><code code="C73594"/></approval></subjectOf>
  <consumedIn><substanceAdministration><routeCode displayName="ORAL"/></substanceAdministration></consumedIn>
</manufacturedProduct>
"""


def write_section(body: str, title: str = "", code: str = "42229-5", name: str = "SPL UNCLASSIFIED SECTION") -> str:
    """A component with a section; `body` is all that stands in it behind its title."""
    heading = f"<title>{title}</title>" if title else ""
    return f'<component><section><code code="{code}" displayName="{name}"/>{heading}{body}</section></component>'


def write_label(
    sections: str = "",
    title: str = HIGHLIGHTS,
    product: str = PRODUCT,
    day: str = "20240113",
    document: tuple[str, str] = ("34391-3", "HUMAN PRESCRIPTION DRUG LABEL"),
) -> str:
    """A label of an invented drug."""
    code, name = document
    listing = write_section(f"<subject>{product}</subject>", code="48780-1")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
   <id root="20a11732-0000-4000-8000-000000000001"/>
   <code code="{code}" displayName="{name}"/>
   <title>{title}</title>
   <effectiveTime value="{day}"/>
   <setId root="{SET_ID}"/>
   <versionNumber value="11"/>
   <author><assignedEntity><representedOrganization><name>Dr. Lindqvist Laboratories, Inc.</name>
     <assignedEntity><assignedOrganization><name>Lindqvist Ireland</name></assignedOrganization></assignedEntity>
   </representedOrganization></assignedEntity></author>
   <component><structuredBody>{listing}{sections}</structuredBody></component>
</document>
"""


def read_one(text: str) -> tuple[Source, str]:
    """The one source of a label, and its text."""
    bibliography = spl.read(text, "label.xml")
    assert bibliography.problems == ()
    ((source, _),) = bibliography.sources
    return source, "".join(one.text for one in bibliography.texts)


def read_text(sections: str) -> str:
    """The text of a label with these sections, behind its title."""
    return read_one(write_label(sections, title="Examploza"))[1].removeprefix("# Examploza\n\n")


def keep(folder: Path, sections: str) -> Library:
    """A library of one label with these sections."""
    path = folder / "label.xml"
    path.write_text(write_label(sections), encoding="utf-8")
    return read_library(path)


def test_a_label_is_one_source() -> None:
    """Title, labeler, version, day, address; the listing stands in `custom` under the names of openFDA."""
    source, _ = read_one(write_label())
    item = source.to_csl()
    custom = item.pop("custom")
    assert item == {
        "id": "lindqvist2024examploza",
        "type": "document",
        "title": "Examploza XR (examplopril maleate) tablet, film coated",
        "publisher": "Dr. Lindqvist Laboratories, Inc.",
        "version": "11",
        "genre": "Prescribing information",
        "URL": f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={SET_ID}",
        "issued": {"date-parts": [[2024, 1, 13]]},
    }
    assert custom == {
        "set_id": SET_ID,
        "spl_id": "20a11732-0000-4000-8000-000000000001",
        "effective_time": "20240113",
        "document_type": "HUMAN PRESCRIPTION DRUG LABEL",
        "document_type_code": "34391-3",
        "label_title": HIGHLIGHTS,
        "manufacturer_name": ["Dr. Lindqvist Laboratories, Inc."],
        "establishment_name": ["Lindqvist Ireland"],
        "brand_name": ["Examploza XR"],
        "generic_name": ["examplopril maleate"],
        "dosage_form": ["TABLET, FILM COATED"],
        "product_ndc": ["0000-0155"],
        "package_ndc": ["0000-0155-23"],
        "substance_name": ["EXAMPLOPRIL MALEATE"],
        "unii": ["UNII000001"],
        "active_ingredient_strength": ["EXAMPLOPRIL MALEATE, UNII UNII000001, 10 mg"],
        "inactive_ingredient_name": ["TALC"],
        "application_number": ["NDA000702"],
        "marketing_category": ["NDA"],
        "route": ["ORAL"],
    }


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        (
            "ama",
            "Examploza XR (examplopril maleate) tablet, film coated. Version 11. Prescribing information. "
            "Dr. Lindqvist Laboratories, Inc; 2024. ",
        ),
        (
            "vancouver",
            "Examploza XR (examplopril maleate) tablet, film coated [prescribing information on the Internet]. "
            "Version 11. Dr. Lindqvist Laboratories, Inc; 2024. Available from: ",
        ),
    ],
)
def test_a_reference_names_the_product_and_the_labeler(style: str, printed: str) -> None:
    """AMA 11th ed., package inserts: name, "Prescribing information", manufacturer and year."""
    source, _ = read_one(write_label())
    assert reference_text(format_reference(source, style)) == printed + source.variables["URL"]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Examploza XR tablets,<br/>USP", "Examploza XR tablets, USP"),
        ("Drug Facts", "Examploza XR (examplopril maleate) tablet, film coated"),
        ("", "Examploza XR (examplopril maleate) tablet, film coated"),
        (HIGHLIGHTS, "Examploza XR (examplopril maleate) tablet, film coated"),
        ("Examploza XR " + "and more " * 40, "Examploza XR (examplopril maleate) tablet, film coated"),
    ],
)
def test_a_title_is_what_a_reference_list_can_print(title: str, printed: str) -> None:
    """The printed title stands where it names a product and is short, else the products do."""
    assert read_one(write_label(title=title))[0].title == printed


def test_a_title_of_many_products_names_the_first() -> None:
    """Three at most; a product that is listed once more is not named again."""
    names = ("One", "One", "Two", "Three", "Four")
    product = "".join(f"<manufacturedProduct><name>{name}</name></manufacturedProduct>" for name in names)
    assert read_one(write_label(product=product))[0].title == "One; Two; Three; and others"


def test_a_label_without_a_product_keeps_its_title() -> None:
    """Nothing better can be made; the id is of the label."""
    source, _ = read_one(write_label(title="Drug Facts", product=""))
    assert (source.title, source.id) == ("Drug Facts", "label20245f0c1a2e")


@pytest.mark.parametrize(
    ("document", "product", "design"),
    [
        (("34391-3", "HUMAN PRESCRIPTION DRUG LABEL"), PRODUCT, "drug label"),
        (("34390-5", ""), PRODUCT, "drug label"),
        (("53409-9", "BULK INGREDIENT"), PRODUCT, "other product label"),
        (("50578-4", "PRESCRIPTION ANIMAL DRUG LABEL"), PRODUCT, "other product label"),
        (
            ("34391-3", "HUMAN PRESCRIPTION DRUG LABEL"),
            PRODUCT.replace('code="C73594"', 'code="C73627" displayName="Unapproved drug other"'),
            "other product label",
        ),
    ],
)
def test_what_no_regulator_approved_for_people_is_no_drug_label(
    document: tuple[str, str], product: str, design: str
) -> None:
    """The document type and the marketing category decide, and the reason names the version of the label."""
    source, _ = read_one(write_label(document=document, product=product))
    (ranked,) = rank_sources([source])
    assert ranked.design == design
    assert f"set id {SET_ID}, version 11, effective 20240113" in ranked.because


def test_an_over_the_counter_label_says_its_monograph() -> None:
    """A monograph is no approval of the product."""
    product = PRODUCT.replace('code="C73594"', 'code="C73603"').replace("NDA000702", "part341")
    source, _ = read_one(write_label(document=("34390-5", "HUMAN OTC DRUG LABEL"), product=product))
    (ranked,) = rank_sources([source])
    assert 'SPL document type "HUMAN OTC DRUG LABEL"' in ranked.because
    assert "marketed under an OTC monograph, not approved one by one" in ranked.because


def test_sections_stand_under_their_headings() -> None:
    """Nested ones are a level deeper, one without a title has that of its code, the highlights come last."""
    warnings = write_section(
        "<text><paragraph>Give <content>\n   <linkHtml>care</linkHtml>\n  </content>,  watch.</paragraph></text>"
        "<excerpt><highlight><text><paragraph>Watch. (5)</paragraph></text></highlight></excerpt>"
        + write_section("<text>Loose words<br/>on two lines</text>", "5.1\tMuscle")
        + write_section("<text><paragraph>No heading.</paragraph></text>"),
        "5   WARNINGS",
        "43685-7",
    )
    changes = "<excerpt><highlight><text>5.1 Muscle 1/2024</text></highlight></excerpt>"
    boxed = write_section("<text><paragraph>WARNING</paragraph></text>", code="34066-1", name="BOXED WARNING SECTION")
    other = write_section("<text>Keep cool.</text>", code="00000-0", name="SPECIAL CARE SECTION")
    assert read_text(write_section(changes, code="43683-2") + boxed + warnings + other) == (
        "## Boxed warning\n\nWARNING\n\n"
        "## 5 WARNINGS\n\nGive care, watch.\n\n"
        "### 5.1 Muscle\n\nLoose words\non two lines\n\n"
        "No heading.\n\n"
        "## Special care\n\nKeep cool.\n\n"
        "## Highlights of prescribing information\n\n"
        "### Recent major changes\n\n5.1 Muscle 1/2024\n\n"
        "### 5 WARNINGS\n\nWatch. (5)\n"
    )


@pytest.mark.parametrize(
    ("narrative", "blocks"),
    [
        ("<list><item>one</item><item><caption>b)</caption>two</item></list>", ["one", "b) two"]),
        ("<list><item>lead<list><item>inner</item></list></item></list>", ["lead", "inner"]),
        (
            "H<sub>2</sub>O, 10<sup>5</sup>, C<sub>max</sub>, X<sup>®</sup> C<sub>34 </sub>F",
            ["H₂O, 10⁵, Cmax, X® C₃₄ F"],
        ),
        ("a<content> b </content>c<content>d</content>\n<content>e</content>", ["a b cd e"]),
        ("<paragraph>5\u00a0mg  <br/>\u00a0<br/> daily</paragraph>", ["5\u00a0mg\ndaily"]),
        (
            "<table><caption>T1</caption><thead><tr><th>Dose</th><th>n</th></tr></thead>"
            "<tbody><tr><td>10<br/>mg</td><td/><td><paragraph>2</paragraph><paragraph>3</paragraph></td></tr>"
            "<tr><td/><td> </td></tr></tbody></table>",
            ["T1", "Dose | n", "10 mg | | 2 3"],
        ),
        ("<table><tr><td>1<table><tr><td>2</td><td>3</td></tr></table></td><td>4</td></tr></table>", ["1 | 2 | 3 | 4"]),
        (
            "<table><tr><td>1<footnote>Note <br/>one</footnote></td><td>2</td></tr><tr><td>3</td></tr></table>after",
            ["1 | 2", "3", "Note one", "after"],
        ),
        (
            "<paragraph>Fell<sup><footnote><paragraph>p &lt; 0.05</paragraph></footnote></sup> by 2.</paragraph>",
            ["Fell by 2.", "p < 0.05"],
        ),
        (
            "<paragraph>See <renderMultiMedia/>.</paragraph>"
            "<renderMultiMedia><caption>Fig 1</caption></renderMultiMedia>",
            ["See .", "Fig 1"],
        ),
    ],
)
def test_a_narrative_is_blocks_of_its_own_words(narrative: str, blocks: list[str]) -> None:
    """No sign is made up but that between the cells of a row; a footnote follows its paragraph or table."""
    assert read_text(write_section(f"<text>{narrative}</text>")) == "\n\n".join(blocks) + "\n"


def test_what_pictures_are_described_as_is_kept_and_no_text() -> None:
    """Nobody reads it on the label."""
    media = "<component><observationMedia><text>Structural formula</text></observationMedia></component>"
    source, text = read_one(write_label(write_section(f"<text>It is:</text>{media}"), title="Examploza"))
    assert source.to_csl()["custom"]["pictures"] == ["Structural formula"]
    assert text == "# Examploza\n\nIt is:\n"


_WORDS = st.text(st.sampled_from("ab1 \n<&é°"), max_size=8).map(escape)
_NARRATIVES = st.recursive(
    _WORDS,
    lambda inside: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from("paragraph list item table tbody tr td th content sub sup linkHtml caption br".split()),
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


def fold(words: str) -> str:
    """The letters and figures of words, however they are set."""
    return "".join(sign for sign in normalize("NFKC", words) if sign.isalnum())


@given(st.lists(_NARRATIVES, max_size=4).map("".join))
def test_every_word_of_a_section_stands_in_the_text_in_order(narrative: str) -> None:
    """Whatever the elements are nested in, no letter and no figure is lost, and none is added."""
    words = "".join(ElementTree.fromstring(f"<text>{narrative}</text>").itertext())
    assert fold(read_text(write_section(f"<text>{narrative}</text>")).removeprefix("# Examploza")) == fold(words)


@given(st.lists(st.lists(st.integers(0, 999), min_size=1, max_size=5), min_size=1, max_size=6))
def test_numbers_of_two_cells_are_two_numbers(rows: list[list[int]]) -> None:
    """Each row of a table is a line of its own, and gives back its cells."""
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    text = read_text(write_section(f"<text><table>{table}</table></text>"))
    assert [[int(cell) for cell in line.split("|")] for line in text.split("\n") if line] == rows


def test_a_label_can_be_quoted(tmp_path: Path) -> None:
    """A quotation is located in the text that was made of the sections, and the search knows them."""
    body = "<text><paragraph>Myopathy was <content>rare</content> in trials.</paragraph></text>"
    library = keep(tmp_path, write_section(body, "5.1 Muscle"))
    entry = library["lindqvist2024examploza"]
    assert entry.text is not None
    match = entry.quote("Myopathy was rare in trials").match
    assert match is not None
    assert match.status == "exact"
    assert entry.text.text[match.start : match.end] == "Myopathy was rare in trials"
    assert library.search("rare myopathy")[0].text == "Myopathy was rare in trials."
    assert entry.locate("Myopathy was common in trials").status == "altered"
    assert entry.source.text_sha256 == sha256(entry.text.text.encode()).hexdigest()


def test_a_text_of_the_folder_stands_in_place_of_the_sections(tmp_path: Path) -> None:
    """What somebody put there on purpose is the text that was meant."""
    keep(tmp_path, write_section("<text>Of the label.</text>"))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lindqvist2024examploza.txt").write_text("Of the folder.", encoding="utf-8")
    library = read_library(tmp_path / "label.xml", texts=tmp_path / "texts")
    assert [entry.text.text for entry in library.entries if entry.text] == ["Of the folder."]
    assert library.unclaimed == ()


def test_an_answer_that_cites_a_label_passes(tmp_path: Path) -> None:
    """Its reference is complete, its quotation stands, its text is the one that was meant."""
    library = keep(tmp_path, write_section("<text>Myopathy was rare in trials.</text>", "5.1 Muscle"))
    quoted = library["lindqvist2024examploza"].quote("Myopathy was rare")
    answer = assemble_answer(Draft(question="Is myopathy rare?").add("Myopathy was rare.", cite=quoted), library)
    found = {finding.rule for finding in check_answer(answer, library).findings}
    assert not {rule for rule in found if rule.startswith(("EA2", "EA4"))}
    assert answer.sections[0].title == "From the Drug Label"


def test_labels_of_one_file_are_told_apart() -> None:
    """A set of labels in one element: each is a source with its place, and the second id has a number."""
    one = write_label(write_section("<text>First.</text>")).partition("?>")[2]
    bibliography = spl.read(f"<labels>{one}{one.replace('First', 'Second')}</labels>", "labels.xml")
    assert [source.id for source, _ in bibliography.sources] == ["lindqvist2024examploza", "lindqvist2024examploza-2"]
    assert [text.source_id for text in bibliography.texts] == ["lindqvist2024examploza", "lindqvist2024examploza-2"]
    lines = one.count("\n")
    assert [place.line for _, place in bibliography.sources] == [2, 2 + lines]


@pytest.mark.parametrize(
    ("damage", "said", "line"),
    [
        (lambda text: text[: text.index("<setId")], "this label breaks off here", 7),
        (lambda text: text.replace("Lindqvist Ireland", "Lindqvist&nbsp;Ireland"), "undefined entity", 10),
        (lambda text: text.replace("</versionNumber>", "").replace("<setId", "<setId <"), "not well-formed", 7),
    ],
)
def test_a_broken_label_is_told_with_its_place(damage: Callable[[str], str], said: str, line: int) -> None:
    """Nothing of it is read: half a label would answer "not found" for what stands in the other half."""
    bibliography = spl.read(damage(write_label()), "label.xml")
    assert bibliography.sources == ()
    (problem,) = bibliography.problems
    assert said in problem.message
    assert (problem.place.path, problem.place.line) == ("label.xml", line)


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    """A document type is passed over; what it declares is not known."""
    declared = '<!DOCTYPE document [<!ENTITY a "b"><!ENTITY f SYSTEM "file:///etc/hostname">]>\n<document '
    text = write_label(write_section("<text>&f;</text>")).replace("<document ", declared, 1)
    (problem,) = spl.read(text, "label.xml").problems
    assert "undefined entity" in problem.message


def test_a_day_that_is_none_is_told_and_kept() -> None:
    """The label stands, without a date."""
    bibliography = spl.read(write_label(day="January"), "label.xml")
    ((source, place),) = bibliography.sources
    (problem,) = bibliography.problems
    assert problem.message == "its effective time is 'January', which is no day"
    assert (problem.source_id, problem.place) == (source.id, place)
    assert (source.issued, source.custom["effective_time"]) == (None, "January")


@pytest.mark.parametrize("names", ["table tr td", "content", "sup", "footnote", "list item"])
def test_elements_may_be_nested_however_deep(names: str) -> None:
    """No recursion: 20,000 levels are read like two."""
    opened = "".join(f"<{name}>" for name in names.split())
    closed = "".join(f"</{name}>" for name in reversed(names.split()))
    text = read_text(write_section(f"<text>{opened * 20_000}deep{closed * 20_000}</text>"))
    assert text.strip(" |\n").removeprefix("^(").removesuffix(")") in ("deep", "ᵈᵉᵉᵖ")


def test_sections_may_be_nested_however_deep() -> None:
    """A heading has six signs at most."""
    opened = "<component><section><title>s</title>" * 5_000
    text = read_text(f"{opened}<text>deep</text>{'</section></component>' * 5_000}")
    assert text.endswith("###### s\n\ndeep\n")


@pytest.mark.parametrize(
    ("text", "is_label"),
    [
        (write_label(), True),
        (write_label()[:600], True),
        (write_label().replace("<document xmlns=", "<v3:document xmlns:v3="), True),
        ('<ClinicalDocument xmlns="urn:hl7-org:v3"/>', False),
        ("<document/>", False),
        ("<PubmedArticleSet/>", False),
        ("urn:hl7-org:v3 <document", False),
        ("", False),
    ],
)
def test_a_label_is_known_by_its_content(text: str, is_label: bool) -> None:
    """By its namespace and its outermost element, whatever its file is called."""
    assert spl.recognises(text) == is_label


@given(st.integers(0, len(write_label())), st.text(max_size=3))
def test_no_damage_ends_in_an_exception(at: int, inserted: str) -> None:
    """Whatever a file holds, it is a source or a problem."""
    text = write_label()
    bibliography = spl.read(text[:at] + inserted, "label.xml")
    assert bibliography.sources or bibliography.problems
