"""CSL-JSON files become sources; what cannot be read is told with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model.place import Place
from evidence_assembler.readers.bibliographies.csl_json import read, recognises
from evidence_assembler.readers.source_ids import SourceIds

TOLJAN = {
    "id": "toljan2018",
    "type": "article-journal",
    "title": "Low-Dose Naltrexone (LDN)—Review of Therapeutic Utilization",
    "author": [{"family": "Toljan", "given": "Karlo"}, {"family": "Vrooman", "given": "Bruce"}],
    "container-title": "Medical Sciences",
    "issued": {"date-parts": [[2018, 9, 21]]},
    "volume": "6",
    "keyword": "naltrexone, review",
    "custom": {"shelf": ["a", 1]},
}


def read_work(**fields: Any) -> dict[str, Any]:
    """The CSL item that a file with one item comes to."""
    bibliography = read(json.dumps([{"id": "k", "type": "book", **fields}]), "refs.json")
    assert bibliography.problems == ()
    ((source, _),) = bibliography.sources
    return source.to_csl()


@pytest.mark.parametrize("wrapped", [[TOLJAN], TOLJAN, {"items": [TOLJAN]}, {"v": 1, "references": [TOLJAN], "x": {}}])
def test_items_come_back_as_they_are(wrapped: Any) -> None:
    """An array, one item, or an array under `items` or `references`: the items are the sources."""
    bibliography = read(json.dumps(wrapped), "refs.json")
    assert bibliography.problems == ()
    assert [source.to_csl() for source, _ in bibliography.sources] == [TOLJAN]
    assert recognises(json.dumps(wrapped))


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ({"raw": "2018-09-21"}, {"date-parts": [[2018, 9, 21]]}),
        ({"literal": "2018-09"}, {"date-parts": [[2018, 9]]}),
        ({"literal": "in press"}, {"literal": "in press"}),
        ("2018/2019", {"date-parts": [[2018], [2019]]}),
        (2018, {"date-parts": [[2018]]}),
        ({"date-parts": [["2018", "9"]], "circa": 1}, {"date-parts": [[2018, 9]], "circa": True}),
        ({"date-parts": [[2018]], "season": 2}, {"date-parts": [[2018]], "season": "2"}),
    ],
)
def test_dates_of_any_form_are_read(written: Any, issued: dict[str, Any]) -> None:
    """Date parts in numbers or digits, raw and literal ISO dates, and words are dates."""
    assert read_work(issued=written) == {"id": "k", "type": "book", "issued": issued}


@pytest.mark.parametrize(
    ("fields", "variables"),
    [
        ({"volume": 6, "edition": 2.5}, {"volume": "6", "edition": "2.5"}),
        ({"ISSN": ["1526-2375", "1526-4637"]}, {"ISSN": "1526-2375, 1526-4637"}),
        ({"DOI": "https://doi.org/10.1000/AbC"}, {"DOI": "10.1000/AbC"}),
        ({"title": "H<sub>2</sub>O &amp; <i>E. coli</i>, p &lt; 0.05"}, {"title": "H₂O & E. coli, p < 0.05"}),
        ({"abstract": "<jats:p>Of <jats:italic>one</jats:italic> trial.</jats:p>"}, {"abstract": "Of one trial."}),
        ({"author": [{"name": "WHO"}, "A Body"]}, {"author": [{"literal": "WHO"}, {"literal": "A Body"}]}),
        ({"author": [{"family": "Roe", "ORCID": "0000"}]},
         {"author": [{"family": "Roe"}], "custom": {"author-details": [{"ORCID": "0000"}]}}),
        ({"score": 0.5, "note": None}, {"custom": {"score": 0.5}}),
        ({"type": "podcast"}, {"type": "document", "custom": {"type": "podcast"}}),
    ],
)  # fmt: skip
def test_what_programs_write_is_brought_into_shape(fields: dict[str, Any], variables: dict[str, Any]) -> None:
    """Numbers for words, lists of identifiers, addresses for DOIs, markup and unknown keys: nothing is lost."""
    assert read_work(**fields) == {"id": "k", "type": "book", **variables}


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", {"main": "T"}, "in the item 'k', 'title' is neither text nor a number"),
        ("volume", True, "in the item 'k', 'volume' is neither text nor a number"),
        ("author", 7, "in the item 'k', 'author' is no list of names"),
        ("author", "Roe, A.", "in the item 'k', 'author' is no list of names; it was read as one body"),
        ("author", [7], "in the item 'k', 'author' holds 7, which is no name"),
        ("issued", {"date-parts": 2018},
         "in the item 'k', 'issued' is no date of CSL, such as {\"date-parts\": [[2018, 9, 21]]}"),
        ("custom", 1, "in the item 'k', 'custom' is no object"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_with_its_key(key: str, value: Any, message: str) -> None:
    """A value without the shape of CSL is told at the line of its key, and the rest of the item is read."""
    text = json.dumps([{"id": "k", "publisher": "ACM", key: value}], indent=1)
    bibliography = read(text, "refs.json")
    ((source, _),) = bibliography.sources
    (problem,) = bibliography.problems
    assert source.variables["publisher"] == "ACM"
    assert (problem.message, problem.place.line, problem.source_id) == (message, 5, "k")


def test_places_are_those_of_the_items() -> None:
    """A source's place is its object, counted from 1."""
    bibliography = read('[\n {"id": "a", "title": "T"},\n {"id": "b",\n  "title": "U"}]', "refs.json")
    assert [place for _, place in bibliography.sources] == [
        Place("refs.json", 2, 2, 2, 27),
        Place("refs.json", 3, 2, 4, 16),
    ]


def test_of_two_items_with_one_id_the_first_stands() -> None:
    """An id that comes twice is told at its second place."""
    bibliography = read('[{"id": 1, "title": "One"},\n{"id": "1", "title": "Two"}]', "refs.json")
    assert [source.title for source, _ in bibliography.sources] == ["One"]
    assert [(problem.place.line, problem.message) for problem in bibliography.problems] == [
        (2, "the id '1' stands twice: the first, in line 1, stands; this one was left out")
    ]


def test_an_item_without_an_id_gets_one() -> None:
    """A lacking id is made of author, year and title, and is no problem."""
    item = {"title": "The Trial", "author": [{"family": "Müller"}], "issued": {"date-parts": [[2001]]}}
    bibliography = read(json.dumps([item, item, {"id": "muller2001trial-3", "title": "T"}, item]), "refs.json")
    assert bibliography.problems == ()
    ids = [source.id for source, _ in bibliography.sources]
    assert ids == ["muller2001trial", "muller2001trial-2", "muller2001trial-3", "muller2001trial-4"]


def test_a_syntax_error_keeps_the_items_before_it() -> None:
    """Broken JSON is told at its line; what stands before it is read."""
    bibliography = read('[{"id": "a", "title": "T"},\n {"id": "b",\n  "title" "U"}]', "refs.json")
    assert [source.id for source, _ in bibliography.sources] == ["a"]
    assert [(problem.place.line, problem.message) for problem in bibliography.problems] == [
        (3, "here the JSON is broken: Expecting ':' delimiter; what comes before was read, what comes after was not")
    ]


def test_what_is_no_item_is_told() -> None:
    """A value that is no object of CSL is told at its line, with what it is."""
    bibliography = read('[17,\n "words",\n {"id": "x", "colour": "red"},\n {"id": "a", "title": "T"}]', "refs.json")
    assert [source.id for source, _ in bibliography.sources] == ["a"]
    assert [(problem.place.line, problem.message) for problem in bibliography.problems] == [
        (1, "item 1 is no CSL-JSON: it is a number or a truth value"),
        (2, "item 2 is no CSL-JSON: it is a text"),
        (3, "item 3 is no CSL-JSON: it is an object without any CSL variable (id 'x')"),
    ]


def test_half_a_character_is_told() -> None:
    """One half of a surrogate pair is no character: it is replaced and told; whole pairs are characters."""
    text = r'[{"id": "a", "title": "\ud83d\ude00"}, {"id": "b", "title": "x\ud83d"}]'
    bibliography = read(text, "refs.json")
    assert [source.title for source, _ in bibliography.sources] == ["😀", "x?"]
    assert [problem.place.column for problem in bibliography.problems] == [text.index('{"id": "b"') + 1]


@pytest.mark.parametrize(
    "break_",
    [
        '{"id": "b" "title": "U"}',
        '{"id": "b", "title": "U", "author": [{"family": "X" "given": "Y"}, {"family": "Z"}]}',
        '{"id": "b", "title": "U", "x": ' + "[" * 5000 + "]" * 5000 + "}",
        '{"id": "b", "volume": ' + "9" * 5000 + "}",
    ],
)
def test_a_broken_item_costs_no_other(break_: str) -> None:
    """An item that cannot be decoded is told at its line, and those behind it are read."""
    bibliography = read(f'[{{"id": "a", "title": "T"}},\n{break_},\n{{"id": "c", "title": "V"}}]', "refs.json")
    assert [source.id for source, _ in bibliography.sources] == ["a", "c"]
    assert [problem.place.line for problem in bibliography.problems] == [2]
    assert "left out" in bibliography.problems[0].message


def test_dates_of_other_shapes_are_read_or_told() -> None:
    """A date is read from its year, month and day, or from ISO 8601 words; what is none is told and kept."""
    dates = [
        '{"year": 2020, "month": 5}',
        '{"date-time": "2019-05-01T00:00:00Z"}',
        '{"date-parts": [2018, 9]}',
        '{"date-parts": [[null]]}',
        '{"foo": 1}',
    ]
    items = ", ".join(f'{{"id": "{place}", "title": "T", "issued": {date}}}' for place, date in enumerate(dates))
    bibliography = read(f"[{items}]", "refs.json")
    sources = [source for source, _ in bibliography.sources]
    assert [source.issued.parts if source.issued else None for source in sources] == [
        (2020, 5),
        (2019, 5, 1),
        (2018, 9),
        (),
        None,
    ]
    assert [problem.source_id for problem in bibliography.problems] == ["4"]
    assert dict(sources[4].custom["issued"]) == {"foo": 1}


def test_an_answer_of_crossref_is_read_without_a_fault() -> None:
    """The type is in Crossref's words, empty lists are nothing, licences are kept as they are."""
    item = {
        "id": "a",
        "type": "journal-article",
        "title": ["T"],
        "original-title": [],
        "license": [{"URL": "u"}],
        "author": [{"sequence": "first", "affiliation": [{"name": "Q"}]}, {"family": "X"}],
    }
    ((source, _),) = read(json.dumps([item]), "refs.json").sources
    assert source.type == "article-journal"
    assert [dict(one) for one in source.custom["license"]] == [{"URL": "u"}]
    assert "Q" in str(source.custom["author-details"])


@pytest.mark.parametrize("text", ["[" * 100_000, '[{"title": ' + "[" * 100_000, '{"volume": ' + "9" * 5000 + "}"])
def test_absurd_json_is_told(text: str) -> None:
    """JSON that Python's decoder gives up is a problem, and no crash."""
    bibliography = read(text, "refs.json")
    assert bibliography.sources == ()
    (problem,) = bibliography.problems
    assert "nested too deeply, or holds too long a number" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title={T}}",
        '{"question": "Does it?", "claims": []}',
        '{"question": "Does it?", "references": [{"number": 1, "source_id": "a"}]}',
        '{"meta": {}, "results": [{"id": "1"}]}',
        '{"name": "package", "version": "1.0", "license": "MIT"}',
        "[1, 2]",
        "",
    ],
)
def test_other_json_is_not_taken_for_csl(text: str) -> None:
    """An answer draft, an answer, and data of other kinds are no bibliography."""
    assert not recognises(text)


def test_broken_csl_is_known_still() -> None:
    """A syntax error does not keep a file from being known, so that its reader can tell where it is broken."""
    assert recognises('[{"id": "a", "type": "article-journal" "title": "T"}]')
    assert recognises("[]")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from("id type title author issued volume DOI custom date-parts raw family literal x".split()),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)


@given(st.one_of(st.text(), JSON.map(json.dumps), st.lists(JSON, max_size=3).map(json.dumps)))
def test_reading_never_raises(text: str) -> None:
    """Any text and any JSON is read; each source has an id of its own."""
    bibliography = read(text, "refs.json")
    ids = [source.id for source, _ in bibliography.sources]
    assert len(ids) == len(set(ids))
    assert isinstance(recognises(text), bool)


def test_made_ids_keep_other_scripts() -> None:
    """An id is made of letters and digits, without accents, in the script of the record."""
    assert SourceIds().make("Øster-Gård", 2001, "The 5-HT3 story") == "østergard20015ht3"
    assert SourceIds().make("Викторов", 1977, "Методы вычисления") == "викторов1977методы"
    assert SourceIds(["untitled"]).make(None, None, None) == "untitled-2"


@given(st.lists(st.sampled_from(["", "a", "b", "a-2", "a-3"])), st.lists(st.sampled_from(["a", "b"])))
def test_no_made_id_is_another(given_ids: list[str], titles: list[str]) -> None:
    """A made id is neither one that a record bears nor one that was made before."""
    ids = SourceIds(given_ids)
    made = [ids.make(None, None, title) for title in titles]
    assert len(set(made)) == len(made)
    assert set(made).isdisjoint(given_ids)
