"""Sources become records of RIS that are read as the same sources, but for what is told as lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model.csl import CSL_TYPES, NAME_VARIABLES, TEXT_VARIABLES, Name, PartialDate
from evidence_assembler.model.source import Source
from evidence_assembler.readers.bibliographies import bibtex, csl_json, ris
from evidence_assembler.renderers.bibliographies import Loss, WrittenBibliography, write_bibliography
from evidence_assembler.renderers.bibliographies.ris import write

TOLJAN = Source.from_csl(
    {
        "id": "toljan2018",
        "type": "article-journal",
        "title": "Low-Dose Naltrexone (LDN)",
        "author": [
            {"family": "Toljan", "given": "Karlo"},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            {"literal": "Bayer AG, Leverkusen"},
        ],
        "container-title": "Medical Sciences",
        "issued": {"date-parts": [[2018, 9, 21]]},
        "page": "82-99",
        "DOI": "10.3390/medsci6040082",
        "PMID": "30248938",
        "keyword": "naltrexone; review",
        "abstract": "One.\nER  - \nTY  - BOOK",
        "custom": {"AD": ["Here", "There"], "publication_types": ["Review"]},
    }
)


def read_back(written: WrittenBibliography) -> tuple[Source, ...]:
    """The sources in a text, which is read without any problem."""
    bibliography = ris.read(written.text, "a.ris")
    assert bibliography.problems == ()
    return tuple(source for source, _ in bibliography.sources)


def test_a_source_is_a_record() -> None:
    """Each value under the tag that reference managers know it by; a line of a text forges no tag."""
    assert write([TOLJAN]) == WrittenBibliography(
        "TY  - JOUR\n"
        "ID  - toljan2018\n"
        "TI  - Low-Dose Naltrexone (LDN)\n"
        "AU  - Toljan, Karlo\n"
        "AU  - van Gogh, Vincent\n"
        "AU  - King, Martin, Jr.\n"
        "AU  - Bayer AG, Leverkusen,\n"
        "PY  - 2018\n"
        "DA  - 2018/09/21/\n"
        "T2  - Medical Sciences\n"
        "SP  - 82\n"
        "EP  - 99\n"
        "DO  - 10.3390/medsci6040082\n"
        "AN  - 30248938\n"
        "DB  - PubMed\n"
        "M3  - Review\n"
        "KW  - naltrexone\n"
        "KW  - review\n"
        "AD  - Here\n"
        "AD  - There\n"
        "AB  - One.\n\n      ER -\n\n      TY - BOOK\n"
        "ER  - \n"
    )


def test_a_record_is_read_as_the_source() -> None:
    """Reading it again gives the source, with the database that its PMID is from."""
    (source,) = read_back(write([TOLJAN]))
    folded = TOLJAN.variables["abstract"].replace("  - ", " - ").replace(" - \n", " -\n")
    assert source == TOLJAN.model_copy(
        update={"variables": type(TOLJAN.variables)({**TOLJAN.variables, "source": "PubMed", "abstract": folded})}
    )


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"issued": {"date-parts": [[2018], [2019]]}}, "issued", "the end of the range"),
        ({"issued": {"date-parts": [[2018]], "circa": True}}, "issued", "that it is about then"),
        ({"issued": {"date-parts": [[-44]]}}, "issued", "no place for such a date"),
        ({"submitted": {"date-parts": [[2018]]}}, "submitted", "no tag for this date"),
        ({"type": "treaty"}, "type", "no type for treaty"),
        (
            {"type": "report", "translator": [{"literal": "X"}], "illustrator": [{"literal": "Y"}]},
            "illustrator",
            "no tag",
        ),
        ({"author": [{"family": "B", "given": "L", "dropping-particle": "van"}]}, "author", "behind the given name"),
        ({"author": [{"family": "Two Words"}]}, "author", "as the name of a body"),
        ({"author": [{"given": "Cher"}]}, "author", "as that of a body"),
        ({"author": [{"family": "A, B; C", "given": "D"}]}, "author", "became spaces"),
        ({"title": "One\nTI  - Two"}, "title", "line breaks became spaces"),
        ({"dimensions": "3 m"}, "dimensions", "no tag for it in article-journal"),
        ({"genre": "Letter"}, "genre", "read as a publication type"),
        ({"PMID": "none"}, "PMID", "none by its form"),
        ({"archive": "A Library", "archive_location": "B 1"}, "archive_location", "without a known archive"),
        ({"custom": {"shelf": [float("nan")]}}, "shelf", "a number that JSON cannot write"),
        ({"id": "a  b"}, "id", "'a b'"),
    ],
)
def test_what_ris_cannot_hold_is_told(fields: dict[str, Any], field: str, message: str) -> None:
    """Each loss names the variable and what became of it."""
    written = write([Source.from_csl({"id": "k", "type": "article-journal", **fields})])
    told = [loss for loss in written.losses if loss.field == field]
    assert len(told) == 1 and message in told[0].message, written.losses
    assert len(read_back(written)) == 1


def test_no_sources_are_an_empty_file() -> None:
    """A final newline, and no record; the writer is found under its name."""
    assert write_bibliography([], "ris") == WrittenBibliography("\n")
    assert write_bibliography([TOLJAN], "ris") == write([TOLJAN])


@pytest.mark.parametrize("code", ["EJOUR", "CPAPER", "EDBOOK", "WEB", "QQQQ", "JUOR"])
def test_a_type_comes_back_as_it_was(code: str) -> None:
    """Where several types are read as one, the one that was written is kept."""
    (source,) = (source for source, _ in ris.read(f"TY  - {code}\nID  - k\nTI  - One\nER  - ", "a.ris").sources)
    assert write([source]).text.startswith(f"TY  - {code}\n")


def test_bibtex_comes_through_csl_json_and_ris() -> None:
    """Ids, titles and DOIs survive BibTeX to CSL-JSON to RIS."""
    text = r"""@article{smith:2001.a+b/c, title = {The {DNA} of \emph{E. coli} \& more}, author = {Smith, J. and {WHO}},
      journal = {Lancet}, year = 2001, month = mar, pages = {1--9},
      doi = {10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2}}
    @inproceedings{doe, title = {On p < 0.05}, booktitle = {Proceedings}, editor = {Roe, B.}, year = {1999}}
    @book{roe, title = {A Book}, author = {van der Berg, Anna}, edition = {2}, publisher = {ACM},
      isbn = {0-306-40615-2}}
    @misc{preprint, title = {Early}, eprint = {2101.00001}, archiveprefix = {arXiv}, year = {2021}}
    @phdthesis{thesis, title = {Late}, author = {Plato}, school = {Academy}, year = {2020}}
    @online{page, title = {A page}, url = {https://example.org/a%20b_c}, urldate = {2020-02-03}}"""
    sources = [source for source, _ in bibtex.read(text, "a.bib").sources]
    items = write_json(sources)
    through = [source for source, _ in csl_json.read(items, "a.json").sources]
    back = read_back(write(through))
    assert [(one.id, one.type, one.title) for one in back] == [(one.id, one.type, one.title) for one in sources]
    for name in ("DOI", "URL", "ISBN", "archive_location", "container-title", "page", "edition", "publisher", "genre"):
        assert [one.variables.get(name) for one in back] == [one.variables.get(name) for one in sources], name
    assert [one.names for one in back] == [one.names for one in sources]
    assert [one.dates for one in back] == [one.dates for one in sources]


def write_json(sources: list[Source]) -> str:
    return json.dumps([source.to_csl() for source in sources], ensure_ascii=False)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
NAMES = st.builds(
    Name,
    family=st.from_regex(r"[A-ZÉ][a-zé]{1,6}(-[A-Z][a-z]+)?", fullmatch=True),
    given=st.from_regex(r"[A-Z][a-z]{2,6}( [A-Z]\.)?", fullmatch=True),
    non_dropping_particle=st.sampled_from([None, None, "van", "de la"]),
    suffix=st.sampled_from([None, None, "Jr.", "III"]),
) | st.builds(Name, literal=WORDS.filter(lambda text: text.strip(" ,.") != ""))
DAYS = st.sampled_from([(2018,), (2018, 9), (2018, 9, 21), (800, 1, 2)])
DATES = st.builds(
    PartialDate, parts=DAYS, until=st.sampled_from([(), (), (2019,)]), season=st.sampled_from([None, "spring", "2"])
) | st.just(PartialDate(literal="in press"))  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS | st.text()
    | st.sampled_from(["1529-0131", "https://example.org/b", "30248938", "10.1000/182", "csl-custom: {}", "a\n b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
IDENTIFIERS = st.fixed_dictionaries(
    {},
    optional={
        "DOI": st.sampled_from(["10.1000/182", "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID>3.0.CO;2-2"]),
        "PMID": st.sampled_from(["1", "30248938"]),
        "PMCID": st.just("PMC123"),
        "ISBN": st.sampled_from(["0-306-40615-2", "none known"]),
        "ISSN": st.sampled_from(["1529-0131", "15290131X"]),
        "URL": st.sampled_from(["https://example.org/a%20b_c?d=e&f#g", "http://example.org"]),
        "page": st.sampled_from(["1-9", "1", "e31-e39", "5-5", "A-1–A-9", "S1-3,5"]),
        "archive": st.sampled_from(["arXiv", "A Library"]),
        "source": st.sampled_from(["PubMed", "Embase", "arXiv"]),
    },
)
OTHERS = sorted(TEXT_VARIABLES - set("DOI PMID PMCID ISBN ISSN URL page".split()))
SOURCES = st.builds(
    Source,
    id=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
    | st.sampled_from(["a:b.c+d/e", "Smith 2001", "TY  - JOUR", "ER  -"]),
    type=st.sampled_from(sorted(CSL_TYPES)),
    variables=st.builds(
        lambda words, numbers: {**words, **numbers},
        st.dictionaries(st.sampled_from(OTHERS), WORDS, max_size=6),
        IDENTIFIERS,
    ),
    names=st.dictionaries(st.sampled_from(sorted(NAME_VARIABLES)), st.lists(NAMES, min_size=1, max_size=3), max_size=3),
    dates=st.dictionaries(st.sampled_from(["issued", "accessed", "submitted"]), DATES, max_size=2),
    publication_types=st.just(()) | st.just(("Review", "Meta-Analysis")) | st.lists(WORDS, max_size=2),
    status=st.just(()) | st.just(("retracted",)),
    text_sha256=st.none() | st.just("ab" * 32),
    custom=st.dictionaries(
        st.sampled_from("AD TY ER shelf U1 ZZ SN UR AN DB C2 JO C7 L1 ids status author-others".split()) | st.text(),
        JSON,
        max_size=3,
    ),
)  # fmt: skip


def test_a_tag_stands_beside_the_alias_of_its_variable() -> None:
    """A short title of the journal under its older name, and a further one that RIS had under JO."""
    variables = {"container-title": "Journal", "journalAbbreviation": "J"}
    written = write([Source(id="a", type="article-journal", variables=variables, custom={"JO": "Journ"})])
    (source,) = read_back(written)
    assert source.custom["JO"] == "Journ"
    assert source.variables["container-title-short"] == "J"


@given(st.lists(SOURCES, max_size=4, unique_by=lambda source: " ".join(source.id.split())))
def test_reading_gives_back_all_that_is_not_told_as_lost(sources: list[Source]) -> None:
    """As many sources; of each everything that it has, but for its losses."""
    written = write(sources)
    back = tuple(source for source, _ in ris.read(written.text, "a.ris").sources)
    assert len(back) == len(sources)
    for source, again in zip(sources, back, strict=True):
        lost = {loss.field for loss in written.losses if loss.source_id == source.id}
        assert ("id" in lost) or again.id == source.id
        assert ("type" in lost) or again.type == source.type
        for key in ("variables", "names", "dates"):
            before, after = getattr(source, key), getattr(again, key)
            for name in before:
                if name not in lost:
                    assert after.get(name) == before[name], (name, before[name], after.get(name), written.text)
        more = {source.variables["genre"]} if "genre" in lost else set()
        assert set(again.publication_types) - more == set(source.publication_types) - more
        assert (again.status, again.text_sha256) == (source.status, source.text_sha256)
        for key, value in source.custom.items():
            assert again.custom.get(key) == value or ("id" in lost and key == "ids"), (key, value, written.text)


@given(st.lists(SOURCES, max_size=3, unique_by=lambda source: " ".join(source.id.split())))
def test_what_was_read_is_written_as_it_was(sources: list[Source]) -> None:
    """A file that was written and read is written the same again."""
    first = write([source for source, _ in ris.read(write(sources).text, "a.ris").sources])
    second = write([source for source, _ in ris.read(first.text, "a.ris").sources])
    assert second.text == first.text
    assert all(isinstance(loss, Loss) for loss in second.losses)
