"""Related works: errata, protocols, preprints, abstracts, later analyses, translations, versions of a label."""

from __future__ import annotations

from typing import Any

import pytest

from evidence_assembler.data import read_table
from evidence_assembler.library.duplicates import find_duplicates
from evidence_assembler.model.source import Source

TITLE = "Zinc and copper for asthma in school children"
SMITH = [{"family": "Smith", "given": "A."}, {"family": "Doe", "given": "B."}]


def make(source_id: str, title: str = TITLE, **fields: Any) -> Source:
    item = {
        "id": source_id,
        "type": "article-journal",
        "title": title,
        "author": SMITH,
        "issued": {"date-parts": [[2015]]},
    }
    return Source.from_csl({key: value for key, value in {**item, **fields}.items() if value is not None})


def find_related(*sources: Source) -> list[tuple[tuple[str, str], str]]:
    found = find_duplicates(sources)
    assert all(len(cluster.ids) == 1 for cluster in found.works)
    assert found.suggested == ()
    assert all(one.because for one in found.related)
    return [(one.ids, one.kind) for one in found.related]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (f"Erratum: {TITLE}", "erratum"),
        (f"Corrigendum to “{TITLE}”", "erratum"),
        (f"Author Correction: {TITLE}", "erratum"),
        (f"{TITLE} (erratum)", "erratum"),
        (f"Retraction: {TITLE}", "retraction notice"),
        (f"Expression of concern: {TITLE}", "expression of concern"),
        (f"Comment on: {TITLE}", "comment"),
        (f"{TITLE}: reply", "comment"),
        (f"{TITLE}: study protocol for a randomised controlled trial", "protocol"),
        (f"Protocol for a trial: {TITLE}", "protocol"),
        (f"{TITLE}: rationale and design", "protocol"),
        (f"{TITLE}: a post hoc analysis", "secondary analysis"),
        (f"{TITLE}: five-year follow-up", "secondary analysis"),
    ],
)
def test_a_title_with_its_marker(title: str, kind: str) -> None:
    marked = make("b", title)
    found = find_related(make("a"), marked)
    assert found == [(("b", "a"), kind)] if title[:8] != "Protocol" else found in ([(("b", "a"), kind)], [])


def test_a_marker_ties_nothing_without_a_name_in_common_or_enough_of_a_title() -> None:
    stranger = [{"family": "Roe", "given": "C."}]
    assert find_related(make("a"), make("b", f"{TITLE}: study protocol", author=stranger)) == []
    assert find_related(make("a", "Zinc"), make("b", "Erratum: Zinc")) == []
    assert find_related(make("a"), make("b", "Erratum")) == []


def test_two_later_analyses_of_one_trial_are_two_works() -> None:
    one, other = (make(key, f"{TITLE}: a post hoc analysis of {key}") for key in ("sleep", "growth"))
    assert find_related(one, other) == []


@pytest.mark.parametrize(
    "preprint",
    [
        {"DOI": "10.1101/2014.05.01.123"},
        {"container-title": "medRxiv"},
        {"type": "article", "URL": "https://arxiv.org/abs/1405.00001v2"},
        {"publisher": "Research Square", "issued": {"date-parts": [[2013]]}},
    ],
)
def test_a_preprint_and_its_article(preprint: dict[str, Any]) -> None:
    article = make("a", **{"container-title": "Pain", "volume": "3", "page": "12-19", "DOI": "10.1000/a"})
    assert find_related(article, make("p", **preprint)) == [(("p", "a"), "preprint")]


def test_an_article_that_names_its_eprint() -> None:
    article = make("a", "Another title", DOI="10.1000/a", archive="arXiv", archive_location="1405.00001")
    assert find_related(article, make("p", DOI="10.48550/arXiv.1405.00001v3")) == [(("p", "a"), "preprint")]


def test_a_paper_given_at_a_meeting() -> None:
    article = make("a", **{"container-title": "Pain", "volume": "3", "page": "12-19"})
    given = make(
        "m",
        type="paper-conference",
        **{"container-title": "World Congress of Pain", "issued": {"date-parts": [[2014]]}},
    )
    in_supplement = make("s", **{"container-title": "Allergy", "page": "S126", "volume": "9"})
    assert find_related(article, given) == [(("m", "a"), "abstract")]
    assert find_related(in_supplement, article) == [(("s", "a"), "abstract")]


def test_a_registration_ties_a_protocol_and_a_later_analysis_to_the_report() -> None:
    report = make("r", note="NCT01234567")
    plan = make("p", "Trace elements in asthma: study protocol", note="NCT01234567")
    later = make("l", "Growth of children given zinc: a secondary analysis", note="NCT01234567")
    assert sorted(find_related(report, plan, later)) == [(("l", "r"), "secondary analysis"), (("p", "r"), "protocol")]


def test_a_translation() -> None:
    original = make("o", "Zink und Kupfer bei Asthma von Schulkindern", language="de")
    translated = make("t", **{"original-title": "Zink und Kupfer bei Asthma von Schulkindern", "language": "en"})
    assert find_related(original, translated) == [(("t", "o"), "translation")]


@pytest.mark.parametrize(
    ("fields", "tie"),
    [
        ({"CON": "Pain. 2015;1:2. PMID: 7"}, (("b", "a"), "comment")),
        ({"CIN": ["Pain. 2015;1:2. doi: 10.1000/a"]}, (("a", "b"), "comment")),
        ({"EFR": "Pain. 2015;1:2. PMID: 7"}, (("b", "a"), "erratum")),
        ({"ROF": "Pain. 2015;1:2. PMID: 7"}, (("b", "a"), "retraction notice")),
        ({"update-to": [{"DOI": "10.1000/A", "type": "correction"}]}, (("b", "a"), "erratum")),
        ({"updated-by": [{"DOI": "10.1000/a", "type": "retraction"}]}, (("a", "b"), "retraction notice")),
        ({"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1000/a"}]}}, (("b", "a"), "preprint")),
    ],
)
def test_a_link_in_the_record(fields: dict[str, Any], tie: tuple[tuple[str, str], str]) -> None:
    """PubMed's linked citations; relations and updates of Crossref."""
    assert find_related(make("a", DOI="10.1000/a", PMID="7"), make("b", "Something else", **fields)) == [tie]


def test_one_identifier_on_two_works_is_told() -> None:
    one = make("a", DOI="10.1000/a")
    other = make("b", "Understanding privacy in organisations", DOI="10.1000/A", author=[{"family": "Roe"}])
    assert find_related(one, other) == [(("a", "b"), "shared identifier")]
    erratum = make("e", f"Erratum: {TITLE}", DOI="10.1000/a")
    assert find_related(one, erratum) == [(("e", "a"), "erratum")]


def test_two_versions_of_one_label() -> None:
    label = {"set_id": "a6a7f4ad-0f5d-4f3c-8a5c-2f4d6d0c1e11"}
    one, other = (make(key, custom={**label, "version": key[-1]}, type="document") for key in ("v1", "v2"))
    again = make("v3", custom={**label, "version": "2"}, type="document")
    found = find_duplicates([one, other, again])
    assert [cluster.ids for cluster in found.works] == [("v1",), ("v2", "v3")]
    assert {one.kind for one in found.related} <= {"version"}


def test_every_link_of_pubmed_that_says_what_became_of_a_work_is_a_relation_too() -> None:
    links = read_table("relations")["links"]["pubmed"]
    assert set(read_table("standing")["pubmed"]) <= links["by"].keys()
    assert links["by"].keys().isdisjoint(links["of"])
    assert sorted(links["by"].values()) == sorted(links["of"].values())


@pytest.mark.parametrize(
    ("tag", "ids", "kind"),
    [
        ("PRIN", ("b", "a"), "retraction notice"),
        ("PROF", ("a", "b"), "retraction notice"),
        ("CRI", ("b", "a"), "republication"),
        ("RRF", ("a", "b"), "republication"),
    ],
)
def test_a_partial_retraction_is_no_preprint(tag: str, ids: tuple[str, str], kind: str) -> None:
    one = make("a", custom={tag: ["J Zinc. 2016;3:4. PMID: 77"]})
    other = make("b", "Copper in horses", PMID="77", author=None)
    assert find_related(one, other) == [(ids, kind)]


@pytest.mark.parametrize("said", ["Retraction", "RETRACTION", "new-version", "New Version"])
def test_the_type_of_an_update_is_read_in_any_case(said: str) -> None:
    one = make("a", custom={"update-to": [{"DOI": "10.1000/b", "type": said}]})
    other = make("b", "Copper in horses", DOI="10.1000/B", author=None)
    assert find_related(one, other) == [
        (("a", "b"), "retraction notice" if said.casefold() == "retraction" else "version")
    ]


def test_genome_research_is_no_server_of_preprints() -> None:
    paper = make("a", DOI="10.1101/gr.12345", volume="3", page="7", **{"container-title": "Genome Research"})
    other = make("b", DOI="10.1000/b", volume="9", page="70", **{"container-title": "Zinc"})
    assert find_related(paper, other) == []
    preprint = make("a", DOI="10.1101/2020.01.01.123456")
    assert find_related(preprint, other) == [(("a", "b"), "preprint")]


def test_an_erratum_that_names_its_paper_by_volume_and_page() -> None:
    notice = make("b", f"{TITLE} (vol 340, pg 1, 2010)", DOI="10.1000/b")
    assert find_related(make("a", DOI="10.1000/a"), notice) == [(("b", "a"), "erratum")]


def test_two_editions_of_a_book_are_versions() -> None:
    books = [
        make(name, "Textbook of Pain", type="book", edition=edition) for name, edition in (("a", "6th"), ("b", "5"))
    ]
    assert find_related(*books) == [(("b", "a"), "version")]
