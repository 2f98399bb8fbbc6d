"""References in each style, the labels of author-date, and the addresses that may be linked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.cite import (
    STYLES,
    Run,
    author_date_labels,
    format_reference,
    reference_text,
    safe_href,
)
from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.errors import UnknownNameError
from evidence_assembler.model.csl import CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, Name, PartialDate
from evidence_assembler.model.frozen_map import FrozenMap
from evidence_assembler.model.source import Source

_WORKS_FILE = Path(__file__).with_name("cite_works.yaml")
_WORKS: list[dict[str, Any]] = parse_yaml(_WORKS_FILE.read_text(encoding="utf-8"), _WORKS_FILE.name).value
_SEVEN = [("Aa", "A. B."), ("Bb", "B."), ("Cc", "C."), ("Dd", "D."), ("Ee", "E."), ("Ff", "F."), ("Gg", "G.")]


def make(**item: Any) -> Source:
    """A source from CSL-JSON with underscores for hyphens; `author` and `issued` may be short."""
    csl = {key.replace("_", "-"): value for key, value in item.items()}
    if "author" in csl:
        csl["author"] = [dict(zip(("family", "given"), name, strict=False)) for name in csl["author"]]
    if isinstance(csl.get("issued"), int):
        csl["issued"] = {"date-parts": [[csl["issued"]]]}
    extra = {key: csl.pop(key) for key in ("status",) if isinstance(csl.get(key), tuple)}
    return Source.from_csl({"id": "s1", "type": "article-journal", **csl}, **extra)


def text(source: Source, style: str, **more: str) -> str:
    return reference_text(format_reference(source, style, **more))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("work", _WORKS, ids=[work["csl"]["id"] for work in _WORKS])
def test_a_work_of_each_type_in_each_style(work: dict[str, Any], style: str) -> None:
    """The reference is the one in the table, italics between asterisks."""
    runs = format_reference(Source.from_csl(work["csl"]), style)
    assert "".join(f"*{run.text}*" if run.italic else run.text for run in runs) == work[style]


def test_the_table_holds_every_csl_type() -> None:
    """CSL 1.0.2 has 45 types, and each has a reference in the table."""
    assert {work["csl"]["type"] for work in _WORKS} == CSL_TYPES


@pytest.mark.parametrize(
    ("style", "names"),
    [
        ("ama", "Aa AB, Bb B, Cc C, et al."),
        ("vancouver", "Aa AB, Bb B, Cc C, Dd D, Ee E, Ff F, et al."),
        ("author-date", "Aa, A. B., B. Bb, C. Cc, et al. 2020."),
    ],
)
def test_more_than_six_authors(style: str, names: str) -> None:
    """Six authors are all listed; of seven AMA and Chicago list three, ICMJE six."""
    six = make(author=_SEVEN[:6], title="Many hands", issued=2020)
    assert text(make(author=_SEVEN, title="Many hands", issued=2020), style).startswith(names)
    assert "et al" not in text(six, style)
    assert "Ff" in text(six, style)


@pytest.mark.parametrize(
    ("item", "ama"),
    [
        ({"title": "Does it work?"}, "Does it work?"),
        ({"title": "It works!", "issued": 2001}, "It works! 2001."),
        ({"title": "It works.", "issued": 2001}, "It works. 2001."),
        ({"title": "And then...", "issued": 2001}, "And then... 2001."),
        ({"title": "<b>p</b> *x* $\\alpha$ [1]"}, "<b>p</b> *x* $\\alpha$ [1]."),
        ({"title": " Two\n lines\tand   spaces "}, "Two lines and spaces."),
        ({"title": "T", "issue": "4", "page": "82", "issued": 2018}, "T. 2018;(4):82."),
        ({"title": "T", "volume": "6"}, "T. 6."),
        ({"title": "T", "volume": "6", "page": "1-9"}, "T. 6:1-9."),
        ({"title": "T", "page": "82", "issued": 2018}, "T. 2018:82."),
        ({"title": "T", "volume": "6", "number": "e82", "issued": 2018}, "T. 2018;6:e82."),
        ({"container_title": "J", "volume": "6", "author": [("Doe", "J")]}, "Doe J. J. 6."),
        ({"title": "T", "container_title": "J", "status": "In press", "issued": 2026}, "T. J. In press."),
        ({"type": "book", "title": "T", "edition": "1"}, "T."),
        ({"type": "book", "title": "T", "edition": "11", "publisher": "P"}, "T. 11th ed. P."),
        ({"type": "book", "title": "T", "edition": "Rev. ed."}, "T. Rev. ed."),
        ({"type": "chapter", "title": "T", "container_title": "B", "page": "1-9"}, "T. In: B. 1-9."),
        ({"type": "legislation", "title": "T"}, "T."),
        ({"type": "speech"}, "s1. Speech."),
        ({}, "s1."),
    ],
)
def test_missing_pieces_leave_nothing_behind(item: dict[str, Any], ama: str) -> None:
    """What a record does not give leaves no sign; a title keeps its own end; without author and title the id stands."""
    assert text(make(**item), "ama") == ama


@pytest.mark.parametrize("style", STYLES)
def test_marks_of_status(style: str) -> None:
    """A retracted work says so before anything else, a preprint says that it is one; of any type."""
    retracted = make(title="T", author=[("Doe", "J")], status=("retracted",))
    assert text(retracted, style).startswith("[Retracted] Doe")
    for kind in sorted(CSL_TYPES):
        assert "Preprint" in text(make(type=kind, title="T", issued=2020, status=("preprint",)), style)


def test_pubmed_numbers_stand_where_there_is_no_doi() -> None:
    """Vancouver links PMID and PMCID, in place of an address, and neither beside a DOI."""
    numbers = {"PMID": "30248938", "PMCID": "PMC6313374", "URL": "https://example.org"}
    assert format_reference(make(title="T", **numbers), "vancouver") == (
        Run("T. "),
        Run("PMID: 30248938", href="https://pubmed.ncbi.nlm.nih.gov/30248938/"),
        Run("; "),
        Run("PMCID: PMC6313374", href="https://pmc.ncbi.nlm.nih.gov/articles/PMC6313374/"),
        Run("."),
    )
    assert text(make(title="T", DOI="10.1000/1", **numbers), "vancouver") == "T. doi: 10.1000/1"


def test_runs() -> None:
    """A reference is as few runs as its italics and links need."""
    source = make(
        title="T", container_title="J", issued=2018, volume="6", DOI="10.1002/(SICI)1097<1661::AID>3.0.CO;2-2"
    )
    assert format_reference(source, "ama") == (
        Run("T. "),
        Run("J", italic=True),
        Run(". 2018;6. "),
        Run(
            "doi:10.1002/(SICI)1097<1661::AID>3.0.CO;2-2",
            href="https://doi.org/10.1002/(SICI)1097%3C1661::AID%3E3.0.CO;2-2",
        ),
    )


def test_a_doi_written_as_an_address_is_a_doi() -> None:
    """The address of a DOI in `URL` is printed as the DOI, without a date of access."""
    item = {"title": "T", "URL": "https://doi.org/10.3390/medsci6040082", "accessed": {"date-parts": [[2026]]}}
    assert text(make(**item), "ama") == "T. doi:10.3390/medsci6040082"


def test_what_is_no_doi_is_shown_and_not_linked() -> None:
    """Nothing is dropped: a wrong DOI stands as it was given, and leads nowhere."""
    assert format_reference(make(title="T", DOI="see publisher"), "author-date") == (
        Run("“T.” n.d. "),
        Run("doi:see publisher"),
        Run("."),
    )


def test_an_unknown_style() -> None:
    """The message names the style, the remedy the nearest known one."""
    with pytest.raises(UnknownNameError) as caught:
        format_reference(make(title="T"), "vancover")
    assert caught.value.message == "there is no reference style 'vancover'"
    assert caught.value.remedy == "Did you mean 'vancouver'?"


def test_labels() -> None:
    """One author, two, three or more; a short title for none; n.d.; the same label gets letters by title."""
    sources = [
        make(author=[("Toljan", "Karlo")], issued=2018, title="Zeta"),
        make(author=[("Toljan", "Karlo"), ("Vrooman", "Bruce")], issued=2018, title="Low dose"),
        make(author=_SEVEN[:3], issued=2013, title="Pain"),
        make(title="The use of low-dose naltrexone (LDN): a review", issued=2014),
        make(author=[("Toljan", "Karlo")], issued=2018, title="The alpha"),
        make(author=[("Doe", "J")], title="T"),
        make(author=[("Doe", "J")], title="U"),
        make(author=[("Doe", "J")], title="V", status="in press"),
        make(),
        make(author=[("Ologunowa", "A")], issued=2025, title="E", custom={"author-others": True}),
    ]
    labels = author_date_labels(sources)
    assert [label.label for label in labels] == [
        "Toljan 2018b",
        "Toljan and Vrooman 2018",
        "Aa et al. 2013",
        "The use of low-dose 2014",
        "Toljan 2018a",
        "Doe, n.d.-a",
        "Doe, n.d.-b",
        "Doe, forthcoming",
        "s1, n.d.",
        "Ologunowa et al. 2025",
    ]
    assert [label.year_suffix for label in labels] == ["b", "", "", "", "a", "a", "b", "", "", ""]
    in_order = sorted(labels, key=lambda label: label.sort_key)
    assert [label.label for label in in_order] == [
        "Aa et al. 2013",
        "Doe, n.d.-a",
        "Doe, n.d.-b",
        "Doe, forthcoming",
        "Ologunowa et al. 2025",
        "s1, n.d.",
        "Toljan 2018a",
        "Toljan 2018b",
        "Toljan and Vrooman 2018",
        "The use of low-dose 2014",
    ]
    assert text(sources[0], "author-date", year_suffix="b") == "Toljan, Karlo. 2018b. “Zeta.”"
    assert text(sources[5], "author-date", year_suffix="a") == "Doe, J. n.d.-a. “T.”"
    assert text(sources[0], "ama", year_suffix="b") == "Toljan K. Zeta. 2018."


_PLAIN = st.lists(
    st.sampled_from("pain dose trial Naltrexone review effect placebo 12 4.5 Low-dose".split()), min_size=1, max_size=3
).map(" ".join)
_ANY = st.text(max_size=12)


def _sources(words: st.SearchStrategy[str]) -> st.SearchStrategy[Source]:
    date = st.builds(
        PartialDate,
        parts=st.lists(st.integers(-50, 2100), max_size=3).map(tuple),
        until=st.lists(st.integers(-50, 2100), max_size=3).map(tuple),
        season=st.none() | words,
        circa=st.booleans(),
        literal=st.none() | words,
    )
    part = st.none() | words
    name = st.builds(
        Name,
        family=part,
        given=part,
        dropping_particle=part,
        non_dropping_particle=part,
        suffix=part,
        literal=part,
    )
    return st.builds(
        Source,
        id=words.filter(bool),
        type=st.sampled_from(sorted(CSL_TYPES)),
        variables=st.dictionaries(st.sampled_from(sorted(TEXT_VARIABLES - {"DOI", "URL"})), words)
        | st.dictionaries(st.sampled_from(sorted(TEXT_VARIABLES)), words),
        names=st.dictionaries(
            st.sampled_from(sorted(NAME_VARIABLES)) | st.just("author"),
            st.lists(name, max_size=9).map(tuple),
            max_size=3,
        ),
        dates=st.dictionaries(st.sampled_from(sorted(DATE_VARIABLES)), date, max_size=4),
        status=st.lists(st.sampled_from(["retracted", "concern", "corrected", "superseded", "draft", "preprint"])).map(
            tuple
        ),
        custom=st.dictionaries(st.sampled_from(["author-others", "eid"]), st.booleans() | words, max_size=2),
    )


@given(_sources(_ANY), st.sampled_from(STYLES))
def test_every_source_has_a_reference(source: Source, style: str) -> None:
    """Whatever a record holds, there is a reference; it is not empty, and every link in it is safe."""
    runs = format_reference(source, style)
    assert reference_text(runs).strip()
    assert all(run.text for run in runs)
    for run in runs:
        if run.href is not None:
            assert re.fullmatch(r"(?:https?://|mailto:)[^\s\"'<>\\^`{|}]+", run.href, re.IGNORECASE)
            assert run.href.isprintable()
            assert safe_href(run.href) is not None


@given(_sources(_PLAIN), st.sampled_from(STYLES))
def test_plain_words_leave_no_stray_signs(source: Source, style: str) -> None:
    """Of plain words no reference has two stops in a row, a space before a stop, or an empty bracket."""
    reference = text(source, style)
    assert re.search(r"\.\.| [.,;:](?!\w)|,[.,;:]|;[.,;:]|:[.,;:]|\(\)|\[\]|  |“”|^[ .,;:]| $", reference) is None


@given(_sources(_PLAIN), st.sampled_from(STYLES))
def test_white_space_carries_no_meaning(source: Source, style: str) -> None:
    """Line breaks and spaces around and between the words of a field change nothing."""
    loose = {key: f" \n{words.replace(' ', chr(9))}  " for key, words in source.variables.items()}
    assert format_reference(
        source.model_copy(update={"variables": Source(id="x", variables=loose).variables}), style
    ) == (format_reference(source, style))


@given(st.lists(_sources(_PLAIN), max_size=6))
def test_labels_tell_sources_apart(sources: list[Source]) -> None:
    """No two sources have one label, and a letter stands only where it is needed."""
    labels = author_date_labels(sources)
    assert len(labels) == len(sources)
    assert len({label.label for label in labels}) == len(sources)
    assert all(label.label.endswith(label.year_suffix) for label in labels)


@pytest.mark.parametrize("style", STYLES)
def test_a_name_that_says_nothing_is_no_author(style: str) -> None:
    """Neither printed nor counted: three blank ones before four others leave four."""
    blank, known = [Name(suffix="Jr")] * 3, [Name(family=family) for family in ("Aa", "Bb", "Cc", "Dd")]
    said = Source(id="a", type="article", names={"author": known}, variables={"title": "T"})
    with_blanks = said.model_copy(update={"names": FrozenMap({"author": (*blank, *known)})})
    assert reference_text(format_reference(with_blanks, style)) == reference_text(format_reference(said, style))
