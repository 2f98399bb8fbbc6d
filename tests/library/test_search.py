"""A search of the texts of a library: what is found, in which order, and that it can be cited."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pydantic import ValidationError

from evidence_assembler.errors import EvidenceError
from evidence_assembler.library import search
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.library.passages import Passage, Passages
from evidence_assembler.library.search import PassageIndex
from evidence_assembler.model import QuotedCitation, Source, SourceText

TOLJAN = """# Low-dose naltrexone

## Mechanism

Naltrexone blocks opioid receptors. At low doses it has been shown to reduce glial inflammatory
response by modulating Toll-like receptor 4 (TLR4) signaling. Glial cells rest elsewhere.

The severity of pain fell by 32.5% (p < 0.05) in 4,500 patients. It did not fall on placebo.
"""
YOUNGER = """
Fibromyalgia patients took 4.5 mg a day. Pain was lower by 30 %. Inflammation, inflammation and more inflam-
mation was seen.
Inflammatory markers were analysed in women. Microglia release TNF‑α and IL-1 beta. Oestrogen
and 5-HT3 played no part.
"""
GARCIA = (
    "Los niños tenían inflamación. Η φλεγμονή μειώθηκε. Die Entzündung ging zurück. 神経炎症を減らす。 痛みは続く。"
)


def make(**texts: str) -> Library:
    titles = {"toljan2018": "Low-dose naltrexone: a review", "younger2013": "Naltrexone for fibromyalgia"}
    sources = [(Source(id=one, variables={"title": titles.get(one, "A title")}), None) for one in (*texts, "doe2019")]
    return build_library(sources, [SourceText(source_id=one, text=text) for one, text in texts.items()])


LIBRARY = make(toljan2018=TOLJAN, younger2013=YOUNGER, garcia2020=GARCIA)


def words_of(passage: Passage) -> list[str]:
    """The words that are marked, as they stand in the text."""
    whole = LIBRARY[passage.source_id].text
    assert whole is not None
    return [whole.text[start:end] for start, end in passage.marked]


def first(query: str, library: Library = LIBRARY) -> str:
    return library.search(query)[0].text


def test_what_holds_every_word_stands_first() -> None:
    """Before a passage that holds a rare word three times."""
    passages = LIBRARY.search("glial inflammation")
    assert [(one.source_id, words_of(one), one.missing) for one in passages] == [
        ("toljan2018", ["glial", "inflammatory"], ()),
        ("toljan2018", ["Glial"], ("inflammation",)),
        ("younger2013", ["Inflammatory"], ("glial",)),
        ("younger2013", ["Inflammation", "inflammation", "inflam-\nmation"], ("glial",)),
    ]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("GLIAL INFLAMMATORY", ["glial", "inflammatory"]),
        ("opioid receptor", ["opioid", "receptors"]),
        ("modulated signals", ["modulating", "signaling"]),
        ("TLR-4", ["TLR4"]),
        ("5HT3", ["5-HT3"]),
        ("5-HT3", ["5-HT3"]),
        ("TNFα", ["TNF‑α"]),
        ("TNF-alpha", ["TNF‑α"]),
        ("IL-1β", ["IL-1 beta"]),
        ("estrogen", ["Oestrogen"]),
        ("p<0.05", ["p < 0.05"]),
        ("p < 0.05", ["p < 0.05"]),
        ("4500", ["4,500"]),
        ("32.5%", ["32.5%"]),
        ("30%", ["30 %"]),
        ("ninos inflamacion", ["niños", "inflamación"]),
        ("ΦΛΕΓΜΟΝΉ", ["φλεγμονή"]),
        ("entzundung", ["Entzündung"]),
        ("炎症", ["炎症"]),
        ("神経炎症", ["神経炎症"]),
        ("“severity of pain”", ["severity of pain"]),
        ("the severity of the pain", ["severity", "pain"]),
        ("glial* +response^ -(reduce)", ["reduce", "glial", "response"]),
        ("an analysis of inflammation in a woman", ["Inflammatory", "analysed", "women"]),
    ],
)
def test_words_are_found_however_they_are_written(query: str, marked: list[str]) -> None:
    """In any case, number, accent, alphabet and typography; what the index would take for an operator is none."""
    passage = LIBRARY.search(query)[0]
    assert (words_of(passage), passage.missing) == (marked, ())


@pytest.mark.parametrize("query", ["2.5%", "p > 0.05", "p=0.05", "500", "450", "TLR5", "opioi", "glialresponse"])
def test_what_is_no_word_of_the_texts_is_not_found(query: str) -> None:
    """A part of a number is another number, another sign another statement, and a part of a word no word."""
    assert LIBRARY.search(query) == Passages(query, (), (query.replace(" ", ""),), (query.replace(" ", ""),), 4, 3)


def test_words_in_double_quotes_stand_together() -> None:
    assert len(LIBRARY.search("pain patients")) == 3
    assert [one.text for one in LIBRARY.search('"pain low"')] == []
    (only,) = LIBRARY.search('naltrexone "of pain"')
    assert (words_of(only), only.missing) == (["of pain"], ("naltrexone",))
    assert len(LIBRARY.search('"pain patients')) == 3, "a mark that is never closed opens nothing"


def test_words_such_as_the_are_looked_for_where_a_query_has_no_others() -> None:
    assert LIBRARY.search("at the receptors").asked == ("receptors",)
    assert LIBRARY.search("it").asked == ("it",)
    assert LIBRARY.search("the WHO").asked == ("WHO",)
    assert LIBRARY.search("not reduced").asked == ("not", "reduced"), "a word that denies is no small one"


def test_every_word_counts_for_more_than_a_short_sentence() -> None:
    """However long the one is that has them all, and however common what the other lacks."""
    whole = f"Glia of {' and '.join(f'part{number}' for number in range(60))} cause pain."
    assert first("glia pain", make(a=f"Glia. {'Pain fell. ' * 30} {whole}")) == whole


def test_two_words_side_by_side_count_for_more() -> None:
    library = make(a="Inflammation of glial cells fell. In these other women too a glial inflammation fell.")
    assert first("glial inflammation", library) == "In these other women too a glial inflammation fell."


def test_a_word_beside_the_passage_or_in_the_title_counts_a_little() -> None:
    library = make(a="Pain fell early. Nothing here.", b="Women were treated. Pain fell later.", c="X. Pain fell.")
    assert [one.source_id for one in library.search("pain women")][:2] == ["b", "b"]
    titled = build_library(
        [(Source(id=one, variables={"title": title}), None) for one, title in (("a", "Mice"), ("b", "Women"))],
        [SourceText(source_id=one, text="It was tried. The pain fell.") for one in "ab"],
    )
    assert [one.source_id for one in titled.search("pain women")] == ["b", "a"]


def test_words_of_another_text_are_no_neighbours() -> None:
    library = make(a="Pain fell.", b="Trees stand. Women rest.", c="Pain fell.")
    assert [one.source_id for one in library.search("pain women")] == ["b", "a", "c"]
    assert [one.source_id for one in library.search("pain")] == ["a", "c"], "equal ones in the order of the texts"
    titled = build_library(
        [(Source(id=one, variables={"title": title}), None) for one, title in (("a", "X"), ("b", "Y"), ("c", "Women"))],
        [
            SourceText(source_id=one, text=text)
            for one, text in zip("abc", ("Pain fell.", "Pain fell.", "Go."), strict=True)
        ],
    )
    assert [one.source_id for one in titled.search("pain women")] == ["a", "b"], "nor is the title of the next"


def test_a_heading_stands_behind_the_sentences() -> None:
    library = make(a="# Glial inflammation\nGlial inflammation was not measured in these\npatients.\n")
    assert [one.text for one in library.search("glial inflammation")] == [
        "Glial inflammation was not measured in these\npatients.",
        "# Glial inflammation",
    ]


def test_a_word_in_a_title_alone_is_no_passage() -> None:
    found = LIBRARY.search("review")
    assert (len(found), found.nowhere) == (0, ("review",))
    assert LIBRARY.search("review glial response")[0].missing == ("review",)


def test_no_more_than_so_many_are_given() -> None:
    assert [len(LIBRARY.search("pain", most=most)) for most in (1, 2, 10)] == [1, 2, 2]
    with pytest.raises(EvidenceError, match="most=10"):
        LIBRARY.search("pain", most=0)
    with pytest.raises(TypeError, match="query must be str, not int"):
        LIBRARY.search(5)  # type: ignore[arg-type]


def test_passages_are_a_sequence() -> None:
    passages = LIBRARY.search("pain")
    assert isinstance(passages, Sequence)
    assert passages[0] in passages
    assert list(passages) == [passages[0], passages[-1]]
    assert passages[1:] == Passages("pain", (passages[1],), ("pain",), (), sources=4, texts=3)
    with pytest.raises(IndexError):
        passages[2]
    with pytest.raises(AttributeError):
        passages[0].start = 3  # type: ignore[misc]


def test_a_library_is_indexed_once_and_can_still_be_copied() -> None:
    library = make(a="Pain fell.")
    found = library.search("pain")
    table = library._searchable[1]
    assert library.search("pain") == found
    assert library._searchable[1] is table
    for other in (copy.deepcopy(library), pickle.loads(pickle.dumps(library))):
        assert other.search("pain") == found


def test_without_full_text_search_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite can be built without FTS5; then it knows no module of that name."""
    monkeypatch.setattr(search, "_MODULE", "fts6")
    with pytest.raises(EvidenceError, match="no such module: fts6") as caught:
        PassageIndex([])
    assert caught.value.remedy is not None
    assert "FTS5" in caught.value.remedy


def test_a_passage_is_cited_as_a_whole_or_in_part() -> None:
    passage = LIBRARY.search("glial inflammation")[0]
    whole = passage.cite(page=3, intent="disputes")
    assert isinstance(whole, QuotedCitation)
    assert (whole.source_id, whole.locator, whole.label, whole.intent) == ("toljan2018", "3", "page", "disputes")
    assert whole.quote == " ".join(passage.text.split())
    assert (whole.match.status, whole.match.start, whole.match.end) == ("normalized", passage.start, passage.end)
    part = passage.cite("reduce glial inflammatory response")
    assert part.match.passed
    assert passage.start < (part.match.start or 0) < passage.end
    with pytest.raises(ValidationError, match="colour"):
        passage.cite(colour="red")


def test_words_that_are_not_in_the_passage_come_back_as_what_they_are() -> None:
    passage = LIBRARY.search("severity of pain")[0]
    assert passage.cite("The severity of pain fell by 3.25%").match.status == "altered"
    assert passage.cite("everybody was cured within a day of it").match.status == "absent"
    assert passage.cite("Naltrexone blocks opioid receptors").match.start == TOLJAN.index("Naltrexone blocks")


def test_of_words_that_stand_twice_those_of_the_passage_are_cited() -> None:
    text = "Pain fell. It was safe in women. Pain fell. It was safe in men. Pain fell. The end."
    library = make(a=text)
    places = [passage.cite() for passage in library.search('"pain fell"')]
    assert [one.match.start for one in places] == [0, text.index("Pain", 5), text.rindex("Pain")]
    assert all(one.match.status == "exact" and not {"ambiguous"} & {*one.match.warnings} for one in places)
    assert [one.prefix is None and one.suffix is None for one in places] == [False, False, False]
    in_men = library.search("women")[0].cite("It was safe")
    assert in_men.match.start == text.index("It was")
    given = library.search("women")[0].cite("It was safe", suffix="in men")
    assert given.match.start == text.rindex("It was"), "what is given is taken as it is"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The glial inflam-\nmation fell.", "The glial inflammation fell."),
        ("An anti-inflammatory drug.\nThe anti-\ninflammatory drug fell.", "The anti-inflammatory drug fell."),
        ("The range was 5-\n20 mg when it fell.", "The range was 5-20 mg when it fell."),
        ("  It \r\n\tfell  by\n1\u00a0500.  ", "It fell by 1\u00a0500."),
    ],
)
def test_the_quotation_of_a_passage_is_on_one_line(text: str, quote: str) -> None:
    cited = make(a=text).search("fell")[0].cite()
    assert (cited.quote, cited.match.passed) == (quote, True)


def test_sentences_that_cannot_be_quoted_apart_are_one_passage() -> None:
    """Between a raised number and a word nothing shows where the one ends."""
    (passage,) = make(a="…⁴It was seen. The end.").search("seen")
    assert passage.text == "…⁴It was seen."
    assert passage.cite().match.status == "exact"


def test_a_heading_that_ends_within_a_word_is_none() -> None:
    (passage,) = make(a="# Glial inflam-\nmation fell.").search("inflammation")
    assert passage.text == "# Glial inflam-\nmation fell."
    assert passage.cite().match.passed


def test_where_nothing_tells_two_places_apart_the_citation_says_so() -> None:
    passages = make(a="It was seen. " * 500).search("seen", most=500)
    assert passages[250].cite().match.warnings.count("ambiguous") == 1
    assert passages[0].cite().match.start == 0


PIECES = """glia Pain fell 12.5 mm Hg 5-HT3 p<0.05 Not µg … ... [sic] ( “ ” " ' ** * — - . ? ! 。 神経 炎症 ไทย ﬁrst é
[3] ⁴ 1. a. e.g. Dr. % 5 < > = 's isn't İ ß हिन्दी 🙂 [ mg/kg TNF-α CO₂ 10⁻⁵ -0.34 _ NEAR( AND""".split()
PIECES += ["inflam-\nmation", "anti-\ninflammatory", "It was seen.", "\n", "\n\n", "  ", "\t", "# ", "## Head\n"]
PIECES += ["\u00a0", "\u00ad", "\u200b", "\x00", "\x1c", "\ufffc"]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.text(max_size=40),
)
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))


@patient
@given(texts, st.one_of(texts, st.text()))
def test_no_query_raises_and_marks_lie_in_the_passage(text: str, query: str) -> None:
    for passages in (make(a=text).search(query), make(a=text).search(text)):
        for passage in passages:
            assert 0 <= passage.start < passage.end <= len(text)
            assert passage.marked
            ends = [passage.start, *(place for span in passage.marked for place in span), passage.end]
            assert ends == sorted(ends)
            assert set(passage.missing) <= set(passages.asked)


KIN = {
    "glia": ("glia", "Glia", "GLIA"),
    "dose": ("dose", "doses", "Dosed", "dosing"),
    "pain": ("pain", "pains", "Pain"),
    "oedema": ("oedema", "edema", "Oedemas"),
    "naïve": ("naïve", "naive", "NAI\u0308VE"),
    "first": ("first", "ﬁrst"),
    "α": ("α", "Α", "alpha"),
    "4500": ("4500", "4,500"),
    "12.5": ("12.5", "12·5"),
}
drawn = st.lists(st.sampled_from(sorted(KIN)), min_size=1, max_size=8)


@patient
@given(st.data(), drawn, drawn)
def test_marked_is_every_word_of_the_query_and_no_other(data: st.DataObject, said: list[str], asked: list[str]) -> None:
    """Each in whichever of its spellings."""
    written = [data.draw(st.sampled_from(KIN[word])) for word in said]
    query = " ".join(data.draw(st.sampled_from(KIN[word])) for word in asked)
    text = f"{' '.join(written)}."
    found = make(a=text).search(query)
    marked = [text[start:end] for passage in found for start, end in passage.marked]
    assert marked == [spelling for spelling, word in zip(written, said, strict=True) if word in asked]


@patient
@given(texts, texts)
def test_every_passage_is_cited_at_its_own_place(text: str, other: str) -> None:
    """However often its words stand in the text; another text with the same words changes nothing."""
    library = make(a=f"{text}\n\nLast words.", b=other)
    for query in (text, other, "words"):
        for passage in library.search(query, most=30):
            if passage.source_id == "b" and passage.text in other[passage.end :] + other[: passage.start]:
                continue
            match = passage.cite().match
            assert match.passed
            assert (match.start, match.end) == (passage.start, passage.end)
            assert "ambiguous" not in match.warnings


def test_an_index_serves_every_thread() -> None:
    """One thread makes it, others ask it, as in a server."""
    library = make(a="Pain fell. Glia rest.")
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(4) as others:
        made = one.submit(library.search, "pain").result()
        assert list(others.map(library.search, ["pain"] * 20)) == [made] * 20


@pytest.mark.parametrize("own", ["source", "source_id", "quote", "match"])
def test_a_citation_of_a_passage_is_of_its_own_source(own: str) -> None:
    """The verdict that it shows is on the words and the source that it has."""
    entry = build_library(
        [(Source.from_csl({"id": "a", "type": "article"}), None)],
        [SourceText(source_id="a", text="Pain fell by 28.8%.")],
    )["a"]
    with pytest.raises(TypeError, match=f"takes no {own!r}"):
        entry.quote("Pain fell by 28.8%", **{own: "b"})
