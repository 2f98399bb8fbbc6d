"""BibTeX files become sources; what cannot be read is told with its line."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model.csl import Name
from evidence_assembler.model.place import Place
from evidence_assembler.readers.bibliographies.bibtex import read, recognises
from evidence_assembler.readers.bibtex import blocks
from evidence_assembler.readers.bibtex.names import read_names
from evidence_assembler.readers.libraries import read_bibliography


def read_works(text: str) -> dict[str, dict[str, Any]]:
    """The CSL items of a file that has no problems, by id."""
    bibliography = read(dedent(text), "refs.bib")
    assert bibliography.problems == ()
    return {source.id: source.to_csl() for source, _ in bibliography.sources}


def read_work(text: str) -> dict[str, Any]:
    """The only CSL item of a file that has no problems."""
    (work,) = read_works(text).values()
    return work


def read_problems(text: str) -> tuple[list[str], list[tuple[int, str | None, str]]]:
    """The ids that were read, and line, id and message of each problem."""
    bibliography = read(dedent(text), "refs.bib")
    problems = [(problem.place.line, problem.source_id, problem.message) for problem in bibliography.problems]
    return [source.id for source, _ in bibliography.sources], problems


def test_an_article_becomes_csl() -> None:
    """Every field becomes the CSL variable that means it, and the others stay in `custom`."""
    assert read_work(r"""
        @Article{younger2009,
          Author   = {Younger, Jarred and Mackey, Sean},
          Title    = {Fibromyalgia symptoms are reduced by low-dose naltrexone: a {Pilot} study},
          Journal  = "Pain Medicine",
          Year     = 2009, Month = may, Day = 3,
          Volume   = {10}, Number = {4}, Pages = {663--672},
          ISSN     = {1526-2375},
          DOI      = {https://doi.org/10.1111/j.1526-4637.2009.00613.x},
          PMID     = {19453963},
          URL      = {https://example.org/a%20b\_c},
          urldate  = {2024-01-31},
          keywords = {naltrexone, pain \& fatigue},
          Owner    = {j{\"u}rgen},
        }
    """) == {
        "id": "younger2009",
        "type": "article-journal",
        "author": [{"family": "Younger", "given": "Jarred"}, {"family": "Mackey", "given": "Sean"}],
        "title": "Fibromyalgia symptoms are reduced by low-dose naltrexone: a Pilot study",
        "container-title": "Pain Medicine",
        "issued": {"date-parts": [[2009, 5, 3]]},
        "volume": "10",
        "issue": "4",
        "page": "663-672",
        "ISSN": "1526-2375",
        "DOI": "10.1111/j.1526-4637.2009.00613.x",
        "PMID": "19453963",
        "URL": "https://example.org/a%20b_c",
        "accessed": {"date-parts": [[2024, 1, 31]]},
        "keyword": "naltrexone, pain & fatigue",
        "custom": {"owner": "jürgen"},
    }


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@inproceedings{k, title={T}}", "paper-conference"),
        ("@incollection{k, title={T}}", "chapter"),
        ("@book{k, title={T}}", "book"),
        ("@techreport{k, title={T}}", "report"),
        ("@manual{k, title={T}}", "report"),
        ("@unpublished{k, title={T}}", "manuscript"),
        ("@misc{k, title={T}}", "document"),
        (r"@misc{k, title={T}, howpublished={\url{https://example.org}}}", "webpage"),
        ("@misc{k, title={T}, eprint={2101.00001}, archiveprefix={arXiv}}", "article"),
        ("@online{k, title={T}}", "webpage"),
        ("@software{k, title={T}}", "software"),
        ("@dataset{k, title={T}}", "dataset"),
        ("@standard{k, title={T}}", "standard"),
        ("@legislation{k, title={T}}", "legislation"),
        ("@patent{k, title={T}}", "patent"),
        ("@article{k, title={T}, entrysubtype={newspaper}}", "article-newspaper"),
    ],
)
def test_entry_types_become_csl_types(entry: str, kind: str) -> None:
    """An entry type is the CSL type that means it."""
    assert read_work(entry)["type"] == kind


def test_an_unknown_type_is_a_document() -> None:
    """An entry type that is not known is read as a document, and its name is kept."""
    assert read_work("@podcast{k, title={T}}") == {
        "id": "k", "type": "document", "title": "T", "custom": {"type": "podcast"},
    }  # fmt: skip


def test_a_thesis_says_which() -> None:
    """A thesis has a genre: its own, or that of its entry type."""
    works = read_works("""
        @phdthesis{a, title={A}, school={Basel}}
        @mastersthesis{b, title={B}, type={Diploma thesis}}
        @thesis{c, title={C}, type={mathesis}, institution={Graz}}
    """)
    assert [works[key]["genre"] for key in "abc"] == ["PhD thesis", "Diploma thesis", "Master's thesis"]
    assert (works["a"]["publisher"], works["c"]["publisher"]) == ("Basel", "Graz")


def test_a_number_is_what_its_type_makes_it() -> None:
    """`number` is an issue, the number of a report, or a place in a series."""
    works = read_works("""
        @article{a, number={3}}
        @report{b, number={99-02}}
        @book{c, number={17}, series={Monographs}}
    """)
    assert works["a"]["issue"] == "3"
    assert works["b"]["number"] == "99-02"
    assert (works["c"]["collection-number"], works["c"]["collection-title"]) == ("17", "Monographs")


def test_of_two_fields_for_one_variable_none_is_lost() -> None:
    """Where two fields mean one CSL variable, the first by rank is it and the other stays under its own name."""
    work = read_work("@inproceedings{k, organization={WHO}, publisher={Springer}}")
    assert (work["publisher"], work["custom"]) == ("Springer", {"organization": "WHO"})


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("eprint={2101.00001v2}, archiveprefix={arXiv}, primaryclass={q-bio.NC}",
         {"archive": "arXiv", "archive_location": "2101.00001v2", "custom": {"primaryclass": "q-bio.NC"}}),
        ("eprint={hep-th/9603067}, eprinttype={arxiv}", {"archive": "arXiv", "archive_location": "hep-th/9603067"}),
        ("eprint={29424689}, eprinttype={pubmed}", {"PMID": "29424689"}),
        ("eprint={https://example.org/f.pdf}", {"custom": {"eprint": "https://example.org/f.pdf"}}),
    ],
)  # fmt: skip
def test_eprints_keep_their_archive(field: str, expected: dict[str, Any]) -> None:
    """An arXiv id stands in CSL's archive variables; a PubMed id is a PMID; others stay what they are."""
    work = read_work(f"@article{{k, journal={{J}}, {field}}}")
    assert work == {"id": "k", "type": "article-journal", "container-title": "J", **expected}


@pytest.mark.parametrize(
    ("fields", "variables"),
    [
        (r"howpublished={\url{https://example.org/a_b}}", {"URL": "https://example.org/a_b"}),
        ("howpublished={Poster}", {"custom": {"howpublished": "Poster"}}),
        (r"note={See \url{https://example.org/}, 2nd box}",
         {"URL": "https://example.org/", "note": "See https://example.org/, 2nd box"}),
        ("doi={doi:10.1000/AbC}", {"DOI": "10.1000/AbC"}),
        ("doi={https://dx.doi.org/10.1002/1:2%3C3}", {"DOI": "10.1002/1:2<3"}),
        (r"doi={10.1007/978-3\_4}", {"DOI": "10.1007/978-3_4"}),
        ("pages={e1001 -- e1009}", {"page": "e1001-e1009"}),
        ("pages={A-1--A-9}", {"page": "A-1–A-9"}),
        ("eid={e453}", {"page": "e453"}),
        ("title={Main}, subtitle={and beyond}", {"title": "Main: and beyond"}),
        ("title={Why?}, subtitle={because}", {"title": "Why? because"}),
    ],
)  # fmt: skip
def test_values_take_the_form_of_csl(fields: str, variables: dict[str, Any]) -> None:
    """Addresses, DOIs, pages and subtitles are written as CSL writes them."""
    work = read_work(f"@book{{k, {fields}}}")
    assert work == {"id": "k", "type": "book", **variables}


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year=2018", {"date-parts": [[2018]]}),
        ("year=2018, month=sep", {"date-parts": [[2018, 9]]}),
        ("year={2018}, month={09}", {"date-parts": [[2018, 9]]}),
        ("year={2018}, month={Sept.}", {"date-parts": [[2018, 9]]}),
        ('year=2018, month = sep # "~21"', {"date-parts": [[2018, 9, 21]]}),
        ('year=2018, month = "21~" # sep', {"date-parts": [[2018, 9, 21]]}),
        ("year=2018, month={July/August}", {"date-parts": [[2018, 7], [2018, 8]]}),
        ("year=2018, month={Spring}", {"date-parts": [[2018]], "season": "spring"}),
        ("year={1997--1999}", {"date-parts": [[1997], [1999]]}),
        ("year={in press}", {"literal": "in press"}),
        ("year={[1999]}", {"date-parts": [[1999]], "literal": "[1999]"}),
        ("date={2018-09-21}", {"date-parts": [[2018, 9, 21]]}),
        ("date={2018-09-21/2018-10-02}", {"date-parts": [[2018, 9, 21], [2018, 10, 2]]}),
        ("date={2018~}", {"date-parts": [[2018]], "circa": True}),
        ("date={2018-22}", {"date-parts": [[2018]], "season": "summer"}),
        ("date={2019-03-12T10:00:00Z}", {"date-parts": [[2019, 3, 12]]}),
    ],
)
def test_dates_are_read_as_far_as_they_go(fields: str, issued: dict[str, Any]) -> None:
    """Years, months in words, digits or macros, days within months, ranges and ISO dates become CSL dates."""
    assert read_work(f"@book{{k, {fields}}}") == {"id": "k", "type": "book", "issued": issued}


def test_a_month_that_cannot_be_read_is_kept() -> None:
    """A month that is none stays under its own name."""
    work = read_work("@book{k, year=2018, month={Michaelmas}}")
    assert (work["issued"], work["custom"]) == ({"date-parts": [[2018]]}, {"month": "Michaelmas"})


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Toljan, Karlo", Name(family="Toljan", given="Karlo")),
        ("Karlo Toljan", Name(family="Toljan", given="Karlo")),
        ("Aristotle", Name(family="Aristotle")),
        ("Vincent van Gogh", Name(family="Gogh", given="Vincent", non_dropping_particle="van")),
        ("de la Cruz, Ana", Name(family="Cruz", given="Ana", non_dropping_particle="de la")),
        ("Van de Werf, Frans", Name(family="Van de Werf", given="Frans")),
        ("King, Jr., Martin Luther", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        (r"{\'E}variste Galois", Name(family="Galois", given="Évariste")),
        (r"M{\"u}ller-L{\"u}denscheidt, {\'A}. {\relax Ch}.", Name(family="Müller-Lüdenscheidt", given="Á. Ch.")),
        (r"Paul Erd\H os", Name(family="Erdős", given="Paul")),
        (r"\O stergaard, S\o ren", Name(family="Østergaard", given="Søren")),
        ("{van der Berg}, J.", Name(family="van der Berg", given="J.")),
        ("family=Gogh, given=Vincent, prefix=van",
         Name(family="Gogh", given="Vincent", non_dropping_particle="van")),
    ],
)  # fmt: skip
def test_names_are_split_as_bibtex_splits_them(written: str, name: Name) -> None:
    """BibTeX's three forms, particles, suffixes, bodies in braces; accents do not hinder the splitting."""
    assert read_names(written).names == (name,)


def test_name_lists_are_split_at_and() -> None:
    """`and` in any case and on any line separates names, except in braces; `others` is no person."""
    work = read_work("""
        @book{k, editor={Roe, B. AND {Smith and Sons}
            and Doe, A. and others}}
    """)
    assert work["editor"] == [{"family": "Roe", "given": "B."}, {"literal": "Smith and Sons"},
                              {"family": "Doe", "given": "A."}]  # fmt: skip
    assert work["custom"] == {"editor-others": True}


def test_strings_are_joined() -> None:
    """`@string` names, in any case, are joined by `#` to each other and to text, their spaces kept."""
    work = read_work("""
        @string{ann = "Annals of "}
        @STRING(journal = ANN # {Things})
        @article{k, journal = journal # " (Lond.)", volume = 3}
    """)
    assert (work["container-title"], work["volume"]) == ("Annals of Things (Lond.)", "3")


def test_a_part_inherits_from_its_book() -> None:
    """A crossref gives what is lacking; the parent's title is the part's booktitle; identifiers stay where they are."""
    works = read_works("""
        @inproceedings{part, title={Part}, author={Doe, A.}, crossref={WHOLE}, pages={1--9}}
        @proceedings{whole, title={Proceedings}, subtitle={Of Things}, editor={Roe, B.}, year=1999, publisher={ACM},
                     doi={10.1000/whole}, isbn={978-3-16-148410-0}, pages={300}, url={https://example.org}}
        @incollection{other, title={Other}, crossref={whole2}}
        @book{whole2, title={Short}, booktitle={The Long Title}, date={2001-02-03}}
    """)
    assert works["part"] == {
        "id": "part",
        "type": "paper-conference",
        "title": "Part",
        "author": [{"family": "Doe", "given": "A."}],
        "editor": [{"family": "Roe", "given": "B."}],
        "container-title": "Proceedings: Of Things",
        "publisher": "ACM",
        "issued": {"date-parts": [[1999]]},
        "ISBN": "978-3-16-148410-0",
        "page": "1-9",
        "custom": {"crossref": "WHOLE"},
    }
    assert works["other"]["container-title"] == "The Long Title"
    assert works["other"]["issued"] == {"date-parts": [[2001, 2, 3]]}
    assert works["whole"]["title"] == "Proceedings: Of Things"


def test_inheritance_goes_over_generations() -> None:
    """A grandchild inherits through its parent, in a file of any length and any order."""
    count = 3000
    entries = [f"@book{{k{i}, crossref={{k{i + 1}}}}}" for i in range(count)]
    works = read_works("\n".join([*entries, f"@book{{k{count}, publisher={{ACM}}}}"]))
    assert {work["publisher"] for work in works.values()} == {"ACM"}


def test_xdata_is_held_in_common_and_no_source() -> None:
    """`xdata` gives every field of its entries, which are no works themselves."""
    works = read_works("""
        @xdata{acm, publisher={ACM}, location={New York}}
        @book{k, title={T}, xdata={acm}}
    """)
    assert works == {"k": {"id": "k", "type": "book", "title": "T", "publisher": "ACM",
                           "publisher-place": "New York", "custom": {"xdata": "acm"}}}  # fmt: skip


def test_a_circle_and_a_missing_parent_are_told() -> None:
    """A crossref that leads back or nowhere is told, and its entry is read as it stands."""
    assert read_problems("""\
        @book{a, title={A}, crossref={b}}
        @book{b, title={B}, crossref={a}}
        @book{c, title={C}, crossref={nowhere}}
    """) == (
        ["a", "b", "c"],
        [
            (1, "a", "entries inherit from each other in a circle: a → b → a; it was broken off there"),
            (3, "c", "the entry 'c' refers by crossref to 'nowhere', which this file does not have"),
        ],
    )


def test_a_missing_brace_loses_its_entry_alone() -> None:
    """An entry that is never closed is told at its own line, and those after it are read, even on the same line."""
    assert read_problems("""\
        @article{first, title={One}}
        @article{cut, title={Never closed, year={2001}

        @article{fine, title={Two}}
        @article{also, title={Never closed, year={2001}} @article{too, title={Three}}
        @article{open, title={Four}
    """) == (
        ["first", "fine", "too"],
        [
            (2, "cut", "the entry 'cut' was left out: the closing brace of the field 'title' is missing before the "
                       "next entry begins"),
            (5, "also", "the entry 'also' was left out: its closing brace is missing before the next entry begins"),
            (6, "open", "the entry 'open' was left out: its closing brace is missing before the file ends"),
        ],
    )  # fmt: skip


def test_an_open_quotation_mark_loses_its_entry_alone() -> None:
    """A value whose quotation mark is never closed is told, and the next entry is read."""
    ids, problems = read_problems("""\
        @article{cut, title="Never closed, year=2001}
        @article{fine, title="Two"}
    """)
    assert ids == ["fine"]
    assert problems == [
        (1, "cut", "the entry 'cut' was left out: a closing quotation mark \" is missing before the next entry begins")
    ]


def test_of_two_entries_with_one_key_the_first_stands() -> None:
    """A key that comes twice is told at its second place; keys that differ in case are two."""
    assert read_problems("""\
        @book{k, title={One}}
        @book{K, title={Two}}
        @book{k, title={Three}}
    """) == (["k", "K"], [(3, "k", "the key 'k' stands twice: the first, in line 1, stands; this one was left out")])


def test_of_two_fields_with_one_name_the_first_stands() -> None:
    """A field that comes twice is told with what was left out; the entry is read."""
    bibliography = read("@book{k, title={One}, Title={Two}}", "refs.bib")
    ((source, _),) = bibliography.sources
    (problem,) = bibliography.problems
    assert source.title == "One"
    assert problem.message == "the field 'title' stands twice in the entry 'k': the first stands, 'Two' was left out"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{k, title={T} year=2001}",
         "a comma is missing after the field 'title' of the entry 'k'; it was read as if it were there"),
        ("@book{k title={T}, year=2001}",
         "in the entry 'k', there is no comma after the key; it was read as if there were"),
        ("@book{k, title={T}, year=2001, publisher=acm}",
         "no @string defines 'acm', which the entry 'k' has in 'publisher'; the name itself was taken"),
        ("@book{k, title={T}, year=2001, note=in press}",
         "the value of 'note' in the entry 'k' goes on after its end: 'press'"),
        ("@book{k, title={T}, stray year=2001}",
         "in the entry 'k', 'stray' stands before the field 'year' and was left out"),
    ],
)  # fmt: skip
def test_small_faults_are_mended_and_told(text: str, message: str) -> None:
    """Where it is clear what was meant the entry is read, and the fault is told."""
    bibliography = read(text, "refs.bib")
    ((source, _),) = bibliography.sources
    assert (source.id, source.title, source.dates["issued"].year) == ("k", "T", 2001)
    assert [problem.message for problem in bibliography.problems] == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{k, title}", "the entry 'k' was left out: a = and a value are missing after 'title'"),
        ("@book{k, title, year=2001}", "the entry 'k' was left out: a = is missing after 'title'"),
        ("@string{acm {ACM}}", "@string was left out: its fields are not in the form name = {value}"),
        ("no bibliography at all", "there is text in this file, and no BibTeX entry in it"),
    ],
)
def test_what_cannot_be_mended_is_told_in_words(text: str, message: str) -> None:
    """A block that cannot be read is told, with what is wrong in it."""
    bibliography = read(text, "refs.bib")
    assert bibliography.sources == ()
    assert [problem.message for problem in bibliography.problems] == [message]


def test_names_without_and_are_told() -> None:
    """A name with more commas than a name can have is kept as it is and told."""
    ids, problems = read_problems("@book{k, author={Smith, A., Doe, B., Roe, C.}}")
    assert ids == ["k"]
    assert problems == [
        (1, "k", "'Smith, A., Doe, B., Roe, C.' is not one name, by its commas or semicolons; it was kept as it is")
    ]


def test_an_entry_without_a_key_gets_one() -> None:
    """A lacking key is made of author, year and title, told apart from all others, and is no problem."""
    assert list(read_works(r"""
        @article{smith2001trial, title={Taken}}
        @article{, author={Smith, A.}, year=2001, title={A {Trial} of things}}
        @article{title={\"Uber things}, author={{\'E}mile Zola}, year=1899}
        @article{, note={nothing}}
    """)) == ["smith2001trial", "smith2001trial-2", "zola1899uber", "untitled"]  # fmt: skip


def test_comments_are_no_problems() -> None:
    """Text between entries, `@comment`, `@preamble`, and what `%` comments out are neither sources nor problems."""
    assert list(read_works(r"""
        % A bibliography, kept by hand @ (home)
        @preamble{ "\newcommand{\x}[1]{#1}" }
        @comment{jabref-meta: databaseType:bibtex;}
        Words between entries.
        % @article{old, title={Old}}
        @article{k,
          % a line, of comment
          % note = {left out},
          title={New}}
    """)) == ["k"]  # fmt: skip


def test_unusual_spelling_is_read(tmp_path: Path) -> None:
    """Byte order mark, line ends of any system, spaces around the type, parentheses, quotation marks within braces."""
    text = '\ufeff@ article\r\n(a, title = "One {"}1{"}")\r\n@BOOK{b,\rtitle={Two (2)},\r}\r\n'
    (tmp_path / "refs.bib").write_bytes(text.encode())
    works = read_bibliography(tmp_path / "refs.bib").sources
    assert [(source.id, source.title, place.line) for source, place in works] == [
        ("a", 'One "1"', 1),
        ("b", "Two (2)", 3),
    ]


def test_places_are_those_of_the_entries() -> None:
    """A source's place goes from its `@` to behind its last brace, counted from 1."""
    bibliography = read("text\n  @book{a,\n    title={T}\n  } @book{b, title={U}}\n", "refs.bib")
    assert [place for _, place in bibliography.sources] == [
        Place("refs.bib", 2, 3, 4, 4),
        Place("refs.bib", 4, 5, 4, 24),
    ]


def test_bibtex_is_known_by_its_entries() -> None:
    """A text is BibTeX where a block begins in it."""
    assert recognises("words\n @Article{k, title={T}}")
    assert recognises("@comment(only this)")
    assert not recognises('[{"type": "book"}]')
    assert not recognises('{"note": "\\n@book{k, title={T}}"}')
    assert not recognises("<PubmedArticleSet>\n@book{k, title={T}}\n</PubmedArticleSet>")
    assert not recognises("TY  - JOUR\nAB  - cites @book{k, title={T}}\nER  -\n")
    assert not recognises("TY  - JOUR\nAU  - Smith, J\nN1  - mail to a@b.org {x}\nER  -\n")


WORDS = [
    *'@{}{}",=\n# %\\$()k1é', "book", "@string", "@comment", "@book{k,", "title={T}", "crossref={k}", "xdata={k,j}",
    "year=", "author={A and ", "month=jan",
]  # fmt: skip


@given(st.lists(st.sampled_from([*WORDS, "\n@book{", "\n @x(", "\n@comment{", '"\n', "}\n"]), max_size=40).map("".join))
def test_pieces_give_the_blocks_of_the_whole(text: str) -> None:
    """Cut before every line that begins an entry or nowhere, the text gives the same sources and problems."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_PIECE", 1)
        cut = read(text, "refs.bib")
    whole = read(text, "refs.bib")
    assert cut.sources == whole.sources
    assert [problem.place for problem in cut.problems] == [problem.place for problem in whole.problems]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map("".join)))
def test_reading_never_raises(text: str) -> None:
    """Any text is read; each source has an id of its own and a place within the text."""
    bibliography = read(text, "refs.bib")
    ids = [source.id for source, _ in bibliography.sources]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert len(ids) == len(set(ids))
    assert all(1 <= place.line <= place.end_line <= lines for _, place in bibliography.sources)
    assert all(1 <= problem.place.line <= problem.place.end_line <= lines for problem in bibliography.problems)


def test_a_type_that_is_a_slip_of_the_pen_is_told() -> None:
    """Its journal would be lost in a document; a type of somebody's own is read as one without a word."""
    slip = read("@artcle{a, title={T}, journal={J}, year={2001}}\n@gadget{b, title={U}}", "refs.bib")
    (problem,) = slip.problems
    assert (problem.source_id, "@artcle" in problem.message, problem.remedy) == ("a", True, "Did you mean @article?")
    assert [source.id for source, _ in slip.sources] == ["a", "b"]


@pytest.mark.parametrize(
    "names", ["Smith, J; Jones, B", "John Smith; Bea Jones", "Smith, J.; Jones, B.; Poe, E.", "Roe, A & Doe, B"]
)
def test_names_between_semicolons_are_told(names: str) -> None:
    """BibTeX parts names by "and"; others are kept as they are written, and said to be no one name."""
    found = read(f"@book{{a, author={{{names}}}, title={{T}}}}", "refs.bib")
    ((source, _),), (problem,) = found.sources, found.problems
    assert [name.literal for name in source.authors] == [names]
    assert names in problem.message


@pytest.mark.parametrize(
    ("fields", "variables"),
    [
        (r"title = {p {\textless} 0.05, Science {\&}amp$\mathsemicolon$ Co, <i>in vitro</i> in 10<sup>5</sup> m}",
         {"title": "p < 0.05, Science & Co, in vitro in 10⁵ m"}),
        (r"file = {:C$\backslash$:/a{\_}b.pdf:pdf}", {"custom": {"file": r":C\:/a_b.pdf:pdf"}}),
        ("link = {http://a.org/b}", {"URL": "http://a.org/b"}),
        ("author = {Roe, A. and et al.}",
         {"author": [{"family": "Roe", "given": "A."}], "custom": {"author-others": True}}),
        ("author = {Roe, Ann, MD and Doe, Jr., Bob}",
         {"author": [{"family": "Roe", "given": "Ann", "suffix": "MD"},
                     {"family": "Doe", "given": "Bob", "suffix": "Jr."}]}),
    ],
)  # fmt: skip
def test_what_programs_and_publishers_write_is_read(fields: str, variables: dict[str, Any]) -> None:
    """Mendeley's escapes, the entities and tags of Crossref's records, degrees behind a name."""
    assert read_work(f"@book{{k, {fields}}}") == {"id": "k", "type": "book", **variables}


def test_settings_of_a_style_are_no_work() -> None:
    """IEEEtran, REVTeX and achemso keep theirs in entries; that they are left out is told, and no more than a note."""
    ids, problems = read_problems(
        "@IEEEtranBSTCTL{ctl, ctluse_alt = {yes}}\n@control{acs, title = {yes}}\n@book{a, title=1}"
    )
    assert (ids, [problem[:2] for problem in problems]) == (["a"], [(1, "ctl"), (2, "acs")])
