"""The library: an entry an id, quotations looked for in what is at hand, and nothing lost on the way."""

from __future__ import annotations

from hashlib import sha256

import pytest
from pydantic import ValidationError

from evidence_assembler.errors import UnknownNameError
from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Place, QuotedCitation, ReadProblem, Source, SourceText
from evidence_assembler.model.source import Extent

TEXT = "In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg.\nIt should not be used in pregnancy.\n"
HERE = Place("refs.bib", 3, 1, 5, 2)


def make(extent: Extent = "full") -> Library:
    return build_library(
        [(Source(id="smith2020", variables={"title": "T"}), HERE), (Source(id="doe2019"), None)],
        [SourceText(source_id="smith2020", text=TEXT, extent=extent), SourceText(source_id="stray", text="Words.")],
    )


def test_an_entry_is_found_by_its_id() -> None:
    library = make()
    assert library["smith2020"] == LibraryEntry(library.sources[0], HERE, SourceText(source_id="smith2020", text=TEXT))
    assert library.get("doe2019") == library["doe2019"]
    assert ("doe2019" in library, "Doe2019" in library, library.get("Doe2019"), len(library)) == (True, False, None, 2)
    assert list(library) == [source.id for source in library.sources] == ["smith2020", "doe2019"]


def test_an_id_that_is_not_there_names_the_nearest_that_is() -> None:
    library = make()
    with pytest.raises(KeyError) as caught:
        library["smyth2020"]
    assert isinstance(caught.value, UnknownNameError)
    assert str(caught.value) == "no source has the id 'smyth2020'\n  Did you mean 'smith2020'?"
    assert (library.nearest_id("SMITH-2020"), library.nearest_id("zzz")) == ("smith2020", None)


def test_an_empty_library_knows_nobody() -> None:
    with pytest.raises(UnknownNameError, match="None is like it"):
        Library()["a"]
    assert (len(Library()), Library().works, Library().nearest_id("a")) == (0, {}, None)


def test_a_text_leaves_its_hash_with_its_source_and_one_of_nobody_is_named() -> None:
    library = make()
    assert library["smith2020"].source.text_sha256 == sha256(TEXT.encode()).hexdigest()
    assert library["doe2019"].source.text_sha256 is None
    assert library.strays == ("stray",)


def test_of_two_sources_with_one_id_the_first_stands_and_the_second_is_told() -> None:
    first, second = Source(id="a", variables={"title": "1"}), Source(id="a", variables={"title": "2"})
    told_before = ReadProblem("m", "r", HERE)
    library = build_library([(first, HERE), (second, Place("refs.bib", 9))], problems=[told_before])
    assert library.sources == (first,)
    assert library.problems == (
        told_before,
        ReadProblem(
            "the id 'a' is given twice; the first stands (refs.bib:3:1)",
            "Give one of the two another id.",
            Place("refs.bib", 9),
            "a",
        ),
    )
    (problem,) = build_library([(first, None), (second, None)]).problems
    assert (problem.message, problem.place) == ("the id 'a' is given twice; the first stands", Place("<memory>"))


@pytest.mark.parametrize(
    ("extent", "quote", "status"),
    [
        ("full", "reduced systolic pressure by 12.5 mm Hg", "exact"),
        ("full", "pressure by 12.5 mm Hg. It should not", "normalized"),
        ("full", "reduced systolic pressure by 125 mm Hg", "altered"),
        ("full", "everybody was cured within a day of it", "absent"),
        ("abstract", "reduced systolic pressure by 12.5 mm Hg", "exact"),
        ("abstract", "reduced systolic pressure by 125 mm Hg", "altered"),
        ("abstract", "everybody was cured within a day of it", "unchecked"),
        ("excerpt", "everybody was cured within a day of it", "unchecked"),
    ],
)
def test_on_a_part_words_that_are_not_found_are_unchecked_and_not_absent(
    extent: Extent, quote: str, status: str
) -> None:
    assert make(extent)["smith2020"].locate(quote).status == status
    assert make()["smith2020"].locate(quote, extent=extent).status == status, "what is declared overrules the text"
    assert make("excerpt")["smith2020"].locate(quote, extent="full").status == make()["smith2020"].locate(quote).status


def test_without_a_text_a_quotation_is_unchecked() -> None:
    match = make()["doe2019"].locate("any words")
    assert (match.status, match.quote, match.start, match.end) == ("unchecked", "any words", None, None)


def test_a_quotation_is_a_citation_that_knows_what_became_of_it() -> None:
    entry = make()["smith2020"]
    quoted = entry.quote("used in pregnancy", prefix="not be", page=3, intent="disputes")
    assert quoted == QuotedCitation(
        source_id="smith2020",
        quote="used in pregnancy",
        prefix="not be",
        locator="3",
        label="page",
        intent="disputes",
        match=entry.locate("used in pregnancy", prefix="not be"),
    )
    assert TEXT[quoted.match.start : quoted.match.end] == "used in pregnancy"
    with pytest.raises(ValidationError, match="colour"):
        entry.quote("used in pregnancy", colour="red")


def test_offsets_count_code_points_of_the_untouched_text() -> None:
    text = "😀 “Pain”\n fell.\r\n"
    library = build_library([(Source(id="a"), None)], [SourceText(source_id="a", text=text)])
    match = library["a"].locate('"Pain" fell')
    assert (match.status, match.found) == ("normalized", "“Pain”\n fell")
    assert text[match.start : match.end] == match.found


def test_two_records_of_one_work_stay_two_entries() -> None:
    pair = [(Source(id=one, variables={"DOI": doi}), None) for one, doi in (("a", "10.1000/X"), ("b", "doi:10.1000/x"))]
    library = build_library(pair)
    assert (len(library), library.works) == (2, {"a": "a", "b": "a"})
