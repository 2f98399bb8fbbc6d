"""Merging: the records of one work become one source, in which nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.aliases import find_aliases, read_aliases
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.library.merging import list_kept, merge_records
from evidence_assembler.library.notes import list_notes
from evidence_assembler.model.answer import Answer
from evidence_assembler.model.draft import Draft
from evidence_assembler.model.source import Source, SourceText

WORDS = st.text(st.sampled_from("abcABC éß,;:.-()[]{}\\\"'&%\n1 2"), min_size=1, max_size=12).filter(str.strip)
NAMES = st.fixed_dictionaries({}, optional={"family": WORDS, "given": WORDS, "literal": WORDS})
DATES = st.one_of(
    st.tuples(st.integers(1990, 1992)),
    st.tuples(st.integers(1990, 1992), st.integers(1, 3)),
    st.tuples(st.integers(1990, 1992), st.integers(1, 3), st.integers(1, 3)),
).flatmap(lambda parts: st.sampled_from([{"parts": parts}, {"parts": parts, "circa": True}, {"literal": "spring"}]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=2),
    max_leaves=4,
)
VARIABLES = ("title", "container-title", "DOI", "PMID", "keyword", "ISBN", "ISSN", "page", "volume", "URL", "abstract")
CUSTOM = ("file", "owner", "ids", "records", "author-others")


def sources(names: str = "abcd") -> st.SearchStrategy[Source]:
    numbers = st.sampled_from(["10.1000/x", "https://doi.org/10.1000/X", "10.1000/y", "12", "PMID: 12", "none"])
    return st.builds(
        Source,
        id=st.sampled_from(names),
        type=st.sampled_from(["article-journal", "document", "book", "webpage"]),
        variables=st.dictionaries(st.sampled_from(VARIABLES), WORDS | numbers, max_size=6),
        names=st.dictionaries(st.sampled_from(["author", "editor"]), st.lists(NAMES, min_size=1, max_size=3)),
        dates=st.dictionaries(st.sampled_from(["issued", "accessed"]), DATES),
        publication_types=st.lists(st.sampled_from(["Review", "Meta-Analysis", "Editorial"]), max_size=2, unique=True),
        status=st.lists(st.sampled_from(["retracted", "preprint", "draft"]), max_size=2, unique=True),
        custom=st.dictionaries(st.sampled_from(CUSTOM), JSON, max_size=3),
    )


RECORDS = st.lists(sources(), min_size=1, max_size=4, unique_by=lambda one: one.id)


def list_values(source: Source) -> list[Any]:
    """All that a record says, value by value; its further keys are told apart."""
    said: list[Any] = [*source.variables.items(), *source.publication_types, *source.status]
    said += [*source.names.items(), *source.dates.items()]
    own_keys = bool(read_aliases(source))
    return said + [(key, value) for key, value in source.custom.items() if not (key == "ids" and own_keys)]


def stands(value: Any, told: Sequence[Source]) -> bool:
    """True where a source says the value: as it is, as one of several, in another spelling, as part of a date."""
    if any(value in list_values(one) for one in told) or not isinstance(value, tuple):
        return any(value in list_values(one) for one in told)
    key, said = value
    merged = told[0]
    if key in merged.dates:
        whole = merged.dates[key]
        return bool(said.parts == whole.parts[: len(said.parts)] and said == type(said)(parts=said.parts))
    written = merged.variables.get(key, "")
    if key in ("keyword", "ISBN", "ISSN"):
        return all(term.strip() in written for term in re.split(r"[,;]", said))
    if key == "container-title":
        return bool(merged.variables.get("container-title-short") == said)
    number = re.search(r"10\.\S+$|\d+$", said.casefold()) if key in ("DOI", "PMID") else None
    return number is not None and written.casefold().endswith(number[0])


@settings(deadline=None)
@given(RECORDS)
def test_nothing_is_lost(records: list[Source]) -> None:
    """Every value and every key of every record stands in the merged one."""
    merged = merge_records(records)
    told = (merged, *list_kept(merged))
    for record in records:
        for value in list_values(record):
            assert stands(value, told), (record.id, value)
    keys = {key for record in records for key in (record.id, *read_aliases(record))}
    assert {merged.id, *read_aliases(merged)} == keys


@settings(deadline=None)
@given(RECORDS)
def test_merging_again_changes_nothing(records: list[Source]) -> None:
    """Alone, with one of its records, or with all of them."""
    merged = merge_records(records)
    assert merge_records([merged]) == merged
    assert merge_records([merged, *records]) == merged
    assert all(merge_records([merged, record]) == merged for record in records)


@settings(deadline=None)
@given(RECORDS.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))))
def test_the_order_decides_the_keys_alone(both: tuple[list[Source], list[Source]]) -> None:
    """Which is the id and in which order the others stand; what is said of the work is the same."""
    one, other = map(merge_records, both)

    def drop_keys(source: Source) -> dict[str, Any]:
        item = source.to_csl()
        del item["id"]
        if read_aliases(source):
            del item["custom"]["ids"]
        return item

    if len(both[0]) > 1:
        assert drop_keys(one) == drop_keys(other)
        assert {one.id, *read_aliases(one)} == {other.id, *read_aliases(other)}


@settings(deadline=None)
@given(RECORDS)
def test_what_is_merged_comes_back_from_csl(records: list[Source]) -> None:
    """What is kept is JSON, in the shape of CSL, and is read again as what it was; also where it is words of JSON."""
    merged = merge_records(records)
    kept = list_kept(merged)
    if kept:
        words = json.dumps([one.to_csl() for one in kept])
        as_words = merged.model_copy(update={"custom": type(merged.custom)({**merged.custom, "records": words})})
        assert list_kept(as_words) == kept


def make(source_id: str, **fields: Any) -> Source:
    return Source.from_csl({"id": source_id, **fields})


@pytest.mark.parametrize(
    ("variable", "values", "stands"),
    [
        ("title", ["Naltrexone in ...", "Naltrexone in pain"], "Naltrexone in pain"),
        ("title", ["NALTREXONE IN PAIN!!!", "Naltrexone in pain"], "Naltrexone in pain"),
        ("title", ["Naltrexone", "Naltrexone: a review"], "Naltrexone: a review"),
        ("DOI", ["https://doi.org/10.1000/182", "10.1000/182"], "10.1000/182"),
        ("DOI", ["see the publisher's page for it", "10.1000/182"], "10.1000/182"),
        ("PMID", ["PMID: 123", "123"], "123"),
        ("page", ["221-8", "221-228"], "221-228"),
        ("volume", ["4 (1) (no pagination)", "4"], "4"),
        ("keyword", ["pain; naltrexone", "pain; Pain, Postoperative"], "pain; Pain, Postoperative; naltrexone"),
        ("keyword", ["pain, naltrexone", "pain; naltrexone; dose"], "pain; naltrexone; dose"),
        ("ISSN", ["0003-4819", "1539-3704, 0003-4819"], "1539-3704, 0003-4819"),
        ("ISSN", ["0003-4819", "1539-3704"], "0003-4819, 1539-3704"),
        ("URL", ["http://example.org/a", "https://example.org/a?utm_source=x"], "https://example.org/a?utm_source=x"),
    ],
)
def test_the_fullest_value_stands(variable: str, values: list[str], stands: str) -> None:
    """What it says more than the other is in it, and the other is kept."""
    one, other = (make(name, **{variable: value}) for name, value in zip("ab", values, strict=True))
    assert merge_records([one, other]).variables[variable] == stands
    assert merge_records([other, one]).variables[variable] == stands


def test_names_dates_and_journals() -> None:
    """Given names before initials, all authors before a list that was cut, the day before the year."""
    short = make(
        "a",
        author=[{"family": "Doe", "given": "A"}, {"family": "Roe", "given": "B"}],
        issued={"date-parts": [[2018, 9, 21]]},
        **{"container-title": "N Engl J Med"},
    )
    full = make(
        "b",
        author=[{"family": "Doe", "given": "Ann"}, {"family": "Roe", "given": "Bea"}],
        issued={"date-parts": [[2018]]},
        **{"container-title": "The New England Journal of Medicine"},
    )
    cut = make("c", author=[{"family": "Doe", "given": "Annabella-Josephine"}], custom={"author-others": True})
    merged = merge_records([cut, short, full])
    assert [name.given for name in merged.authors] == ["Ann", "Bea"]
    assert "author-others" not in merged.custom
    assert merged.issued is not None
    assert merged.issued.parts == (2018, 9, 21)
    assert merged.variables["container-title"] == "The New England Journal of Medicine"
    assert merged.variables["container-title-short"] == "N Engl J Med"
    assert [(one.id, [name.given for name in one.authors]) for one in list_kept(merged)] == [
        ("a", ["A", "B"]),
        ("c", ["Annabella-Josephine"]),
    ]


def test_a_list_that_was_cut_stays_cut_where_no_other_is_known() -> None:
    """That authors were left out is said of the list that stands."""
    one = make("a", author=[{"family": "Doe"}, {"family": "Roe"}], custom={"author-others": True})
    other = make("b", author=[{"family": "Doe"}], custom={"author-others": True})
    merged = merge_records([other, one])
    assert len(merged.authors) == 2
    assert merged.custom["author-others"] is True


def test_the_year_of_the_issue_stands_before_that_of_the_first_appearance() -> None:
    """Citing Medicine: an article that was published online first is cited with the date of its issue."""
    online, issue = (make(key, issued={"date-parts": [date]}) for key, date in (("a", [2019, 12, 5]), ("b", [2020])))
    merged = merge_records([online, issue])
    assert merged.issued is not None
    assert merged.issued.parts == (2020,)
    assert [one.issued for one in list_kept(merged)] == [online.issued]


def test_a_field_of_somebody_else_is_no_list_of_ours() -> None:
    """`ids` and `records` may be fields of a format: what is not in our shape is kept as it is."""
    one, other = make("a", custom={"records": 7, "ids": {"x": 1}}), make("b", title="T", custom={"records": ["r"]})
    merged = merge_records([one, other])
    assert read_aliases(merged) == ("b",)
    assert {json.dumps(item.to_csl()["custom"], sort_keys=True) for item in list_kept(merged)} == {
        '{"ids": {"x": 1}, "records": 7}',
        '{"records": ["r"]}',
    }


def test_keys_are_words_with_commas_or_a_list() -> None:
    """As biblatex has them; a list where a key itself has a comma."""
    assert read_aliases(make("a", custom={"ids": "old, older ,, a, old"})) == ("old", "older")
    assert read_aliases(make("a", custom={"ids": ["x, y", "z"]})) == ("x, y", "z")
    assert read_aliases(make("a", custom={"ids": '["x, y", "z"]'})) == ("x, y", "z")
    assert read_aliases(make("a", custom={"ids": "[1], z"})) == ("[1]", "z")
    assert read_aliases(make("a", custom={"ids": 3})) == ()
    merged = merge_records([make("a"), make("b, c"), make("d")])
    assert read_aliases(merged) == ("b, c", "d")


def test_a_key_means_one_source() -> None:
    """That whose id it is, else the first that has it; what counts for none is told."""
    one, other, third = (
        make("a", custom={"ids": "old, b"}),
        make("b", custom={"ids": "old"}),
        make("c", custom={"ids": "a"}),
    )
    assert find_aliases([one, other, third]) == ({"old": "a"}, ("b", "old", "a"))
    library = build_library([(one, None), (other, None), (third, None)])
    assert library["old"].source.id == "a"
    assert library["b"].source.id == "b"
    assert list(list_notes(library)) == [
        "further keys of a source that another source has, and that count for that one: b, old, a"
    ]


def keep(*held: Source, texts: Sequence[SourceText] = ()) -> Library:
    return build_library([(one, None) for one in held], texts)


NEW = make("new", type="article-journal", title="Naltrexone in pain", DOI="10.1000/1", author=[{"family": "Doe"}])
OLD = make("old", type="article-journal", title="Naltrexone", DOI="https://doi.org/10.1000/1", PMID="123")


def test_a_library_knows_a_source_by_its_further_keys() -> None:
    """They are keys and no entries: what is counted and listed is sources."""
    library = keep(make("new", title="T", custom={"ids": "old"}), make("other"))
    assert library["old"] is library["new"]
    assert library.get("old") is library.get("new")
    assert "old" in library
    assert (list(library), len(library)) == (["new", "other"], 2)
    assert library.works == {"new": "new", "other": "other", "old": "new"}
    assert [one.id for one in library.find_records("old")] == ["new"]
    assert library.nearest_id("oldd") == "old"
    with pytest.raises(KeyError, match="old"):
        library["olld"]


def test_texts_under_every_key_belong_to_the_source() -> None:
    """The first is its text, all are looked through, and none is a stray."""
    texts = [SourceText(source_id="old", text="Pain fell."), SourceText(source_id="older", text="Sleep was better.")]
    library = keep(make("new", custom={"ids": "old, older"}), make("other"), texts=texts)
    assert library.strays == ()
    assert [library[key].text for key in ("new", "old", "older")] == [texts[0], texts[0], texts[1]]
    assert [entry.text for entry in library.find_texts("older")] == texts
    assert [source_id for source_id, _ in library.locate("Sleep was better.")] == ["new"]
    assert [passage.source_id for passage in library.search("sleep")] == ["new"]
    assert library["new"].text_sha256 == library["new"].source.text_sha256
    assert library["older"].text_sha256 == library["older"].source.text_sha256 != library["new"].text_sha256


def build(library: Library) -> Answer:
    draft = Draft(question="Does it help?")
    draft = draft.add("Pain fell.", cite=library["new"].quote("Pain fell"))
    draft = draft.add("Sleep was better.", cite={"source": "old", "quote": "Sleep was better"})
    draft = draft.add("Others agree.", cite="other")
    return assemble_answer(draft, library)


def test_an_answer_from_the_merged_library_is_the_same() -> None:
    """One number for both keys, the same verdicts, no unknown and no unused source."""
    texts = [SourceText(source_id="new", text="Pain fell."), SourceText(source_id="old", text="Sleep was better.")]
    apart = keep(NEW, OLD, make("other", title="Pain", DOI="10.1000/2"), texts=texts)
    merged = apart.merge()
    assert (list(apart), list(merged)) == (["new", "old", "other"], ["new", "other"])
    before, after = build(apart), build(merged)
    cited = [[c for one in answer.statements() for c in one.citations] for answer in (before, after)]
    assert [(c.source_id, c.number, c.match) for c in cited[0]] == [(c.source_id, c.number, c.match) for c in cited[1]]
    assert all(c.match is None or c.match.passed for c in cited[1])
    assert [(one.number, one.ids) for one in before.references] == [(one.number, one.ids) for one in after.references]
    rules = [{one.rule for one in check_answer(*pair).findings} for pair in ((before, apart), (after, merged))]
    assert rules[0] - rules[1] == {"EA401"}
    assert rules[1] <= rules[0]


def test_a_library_merges_only_what_identifiers_decide() -> None:
    """Twice merged is merged; a title alone merges nothing; problems and strays stay."""
    texts = [SourceText(source_id="stray", text="T.")]
    library = keep(NEW, OLD, make("twin", title="Naltrexone in pain"), texts=texts)
    merged = library.merge()
    assert list(merged) == ["new", "twin"]
    assert merged.merge() == merged
    assert merged.strays == ("stray",)
    assert merged["old"].source.variables["PMID"] == "123"


def test_every_identifier_still_finds_the_work() -> None:
    """Also one that does not stand any more, because the other records have another."""
    library = keep(
        make("a", PMID="123", DOI="10.1000/first", title="Naltrexone for pain in adults"),
        make("b", PMID="123", DOI="10.1000/second", title="Naltrexone for pain in adults", status="x"),
    ).merge()
    assert list(library) == ["a"]
    assert library.find_identified("DOI", "10.1000/first") == library.find_identified("DOI", "10.1000/second") == "a"
    assert library.find_address("https://doi.org/10.1000/second") == "a"
    assert library.find_printed("Doe A. Naltrexone. 2018. doi:10.1000/second") == "a"
    assert library.find_printed("Doe A. Naltrexone. 2018. doi:10.1000/first") == "a"
