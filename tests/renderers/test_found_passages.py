"""What passages show of themselves: in a cell, and printed."""

from __future__ import annotations

from unicodedata import category

import pytest
from answer_strategies import HOSTILE
from html_page import HtmlPage
from hypothesis import given, settings, strategies as st
from IPython.lib.pretty import pretty

from evidence_assembler.library.library import Library, build_library
from evidence_assembler.library.passages import Passage
from evidence_assembler.model import PartialDate, Source, SourceText
from evidence_assembler.model.source import Extent
from evidence_assembler.renderers.shown.passages import WIDTH, cut_passage, show_passage, show_passages
from evidence_assembler.renderers.terminal.lines import count_columns

TEXT = "Naltrexone blocks opioid receptors. It reduces glial\ninflammatory response <b>early</b>. Glial cells rest."
texts = st.text(st.sampled_from("pain glia.\n 日本ﬁ\u00ad\u0301\x1b\u202e<&"), max_size=400)
long_texts = st.lists(st.sampled_from(["pain", "glia ", " of ", "the", "日本", " ", "\n"]), max_size=800).map("".join)


def make(text: str | None = TEXT, *, title: str = "A review", extent: Extent = "full", more: int = 0) -> Library:
    source = Source(id="toljan2018", variables={"title": title}, dates={"issued": PartialDate(parts=(2018, 9))})
    sources = [source, *(Source(id=f"doe{number}") for number in range(more))]
    texts = [SourceText(source_id="toljan2018", text=text, extent=extent)] if text is not None else []
    return build_library([(one, None) for one in sources], texts)


def table_of(rows: int) -> str:
    """A table as it comes out of a PDF: one sentence of many words."""
    return " ".join(f"row {number} of the table" for number in range(rows))


def test_passages_are_printed_with_the_words_found_marked() -> None:
    """Which source, which text, which place; the number is that by which a passage is taken from the list."""
    assert str(make().search("glial inflammation zzz")).split("\n") == [
        "2 passages for “glial inflammation zzz”, best first.",
        "In no text: “zzz”.",
        "",
        "[0] toljan2018  A review (2018)",
        "    It reduces glial inflammatory response <b>early</b>.",
        "               ^^^^^^^^^^^^^^^^^^",
        "    full text, characters 36 to 88",
        "",
        "[1] toljan2018  A review (2018)",
        "    Glial cells rest.",
        "    ^^^^^",
        "    full text, characters 89 to 106; without “inflammation”",
    ]


def test_a_passage_alone_is_printed_without_a_number() -> None:
    passages = make(extent="abstract").search("opioids zzz")
    printed = str(passages[0])
    assert printed.split("\n") == [
        "toljan2018  A review (2018)",
        "    Naltrexone blocks opioid receptors.",
        "                      ^^^^^^",
        "    abstract, characters 0 to 35; without “zzz”",
    ]
    assert pretty(passages[0]) == printed
    assert pretty([passages[0]]) == f"[{passages[0]!r}]"
    assert pretty(passages) == str(passages)
    assert repr(passages) == f"Passages('opioids zzz', ({passages[0]!r},))"


@pytest.mark.parametrize(
    ("library", "query", "said"),
    [
        (make(), "", 'Nothing to look for: a search takes words or numbers, such as "glial inflammation".'),
        (make(), '"" ** (-)', 'Nothing to look for: a search takes words or numbers, such as "glial inflammation".'),
        (build_library([]), "pain", "Nothing to search: the library has no source."),
        (
            make(None, more=2),
            "pain",
            "Nothing to search: none of the 3 sources has a text at hand. Texts stand in a folder, each under the id "
            "of its source: texts/smith2020.txt.",
        ),
        (make(), "zzz", "No passage for “zzz”. A text is at hand for 1 of 1 sources. In no text: “zzz”."),
        (make(more=2), "zzz", "No passage for “zzz”. A text is at hand for 1 of 3 sources. In no text: “zzz”."),
        (
            make(),
            '"receptors blocks"',
            'No passage for “"receptors blocks"”. A text is at hand for 1 of 1 sources. '
            "In no text: “receptors blocks”.",
        ),
    ],
)
def test_where_nothing_is_found_it_says_why(library: Library, query: str, said: str) -> None:
    """No word to look for, no text to look in, or no passage with the words: three things to do."""
    passages = library.search(query)
    assert not passages
    assert " ".join(str(passages).split()) == said
    assert HtmlPage(passages._repr_html_()).text.replace(" ", "") == said.replace(" ", "")


def test_a_cell_shows_each_passage_with_its_source_and_its_place() -> None:
    fragment = make().search("glial inflammation")._repr_html_()
    assert "It reduces <mark>glial</mark> <mark>inflammatory</mark> response &lt;b&gt;early&lt;/b&gt;." in fragment
    page = HtmlPage(fragment)
    assert page.tags().count("mark") == 3
    assert set(page.tags()) <= {"div", "style", "span", "mark"}
    assert " ".join(page.text.split()).startswith("2 passages for “glial inflammation”, best first.")
    for said in ("[0] toljan2018", "A review (2018)", "full text, characters 36 to 88", "without “inflammation”"):
        assert said in page.text
    assert "" not in fragment.rstrip("\n").split("\n"), "a blank line would end the HTML in an export to Markdown"


def test_a_passage_alone_shows_itself_in_a_cell() -> None:
    passages = make().search("opioid")
    page = HtmlPage(passages[0]._repr_html_())
    assert "[0]" not in page.text
    assert "1 passage" not in page.text
    assert "toljan2018" in page.text


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_elements(words: str) -> None:
    """Markup in a text, a title or a query is text."""
    passages = make(f"Glia {words} glia.", title=words).search(f"glia {words}")
    for fragment in (show_passages(passages), show_passage(passages[0])):
        assert set(HtmlPage(fragment).tags()) <= {"div", "style", "span", "mark"}


def test_of_a_long_sentence_what_stands_around_the_words_is_shown() -> None:
    """A table that was taken for a sentence stays readable, and what is cited of it is the whole."""
    text = f"{table_of(200)} glial cells {table_of(200)} inflammation {table_of(200)}."
    passages = make(text).search("glial inflammation")
    shown = "".join(words for words, _ in cut_passage(passages[0]))
    assert len(shown) < 600 < len(text)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert [words for words, found in cut_passage(passages[0]) if found] == ["glial", "inflammation"]
    assert [part.strip() for part in shown.split("…") if part.strip() not in " ".join(text.split())] == []
    assert all(len(line) <= WIDTH for line in str(passages).split("\n"))
    assert passages[0].cite().quote == text


def test_of_many_words_found_as_many_are_shown_as_there_is_room_for() -> None:
    text = f"{'glia and more of it ' * 300}{table_of(100)} glia"
    parts = cut_passage(make(text).search("glia")[0])
    assert sum(len(words) for words, _ in parts) < 700
    assert sum(found for _, found in parts) > 10


def test_a_sentence_without_a_space_is_cut_too() -> None:
    parts = cut_passage(make("日本" * 1000 + "神経" + "日本" * 1000).search("神経")[0])
    assert sum(len(words) for words, _ in parts) < 300
    assert [words for words, found in parts if found] == ["神経"]


@settings(deadline=None)
@given(texts | long_texts, st.text(st.sampled_from('pain glia" 日ﬁ'), max_size=12))
def test_every_passage_is_shown_in_its_own_words(text: str, query: str) -> None:
    """The parts are those of the passage, in order; what is marked is what was found; nothing steers a terminal."""
    for passage in make(text).search(query):
        parts = cut_passage(passage)
        at = passage.start
        for words, found in parts:
            words = words.strip("… ") if not found else words
            at = text.index(words, at) + len(words)
            assert at <= passage.end
        marked = [text[start:end] for start, end in passage.marked]
        assert [words for words, found in parts if found] == marked
        for line in str(passage).split("\n"):
            assert not any(category(char) in ("Cc", "Cf") for char in line)
            assert count_columns(line) <= WIDTH
        HtmlPage(passage._repr_html_())


def test_a_passage_made_by_hand_marks_nothing() -> None:
    """A place in a text is enough for a passage."""
    passage = Passage(make()["toljan2018"], 0, 35)
    assert cut_passage(passage) == (("Naltrexone blocks opioid receptors.", False),)
    assert passage.cite().match.status == "exact"
    long = make(table_of(300))
    parts = cut_passage(Passage(long["toljan2018"], 0, len(table_of(300))))
    assert "".join(words for words, _ in parts).startswith("row 0 of the table row 1")
