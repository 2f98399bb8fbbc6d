"""Markers of Markdown: what is one, what it points to, what it leaves in its sentence, and what looks like one."""

from __future__ import annotations

import pytest

from evidence_assembler.model.manuscript import MARK, Manuscript, Marker
from evidence_assembler.readers.manuscripts import read_manuscript


def read(text: str) -> Manuscript:
    return read_manuscript(text, "paper.md")


def shown(text: str) -> str:
    """The words of the first block, ¤ for each mark."""
    return read(text).blocks[0].text.replace(MARK, "¤")


def markers(text: str) -> list[Marker]:
    return [marker for block in read(text).blocks for marker in block.markers]


def names(text: str) -> list[str]:
    """What the markers point to, those of one marker joined by a plus."""
    return ["+".join(pointer.name for pointer in marker.pointers) for marker in markers(text)]


@pytest.mark.parametrize(
    ("text", "words", "cited"),
    [
        ("Pain fell [@roe].", "Pain fell ¤.", ["roe"]),
        ("Pain fell [@roe; @doe-2, p. 3].", "Pain fell ¤.", ["roe+doe-2"]),
        ("Pain fell [see @roe, and @doe].", "Pain fell ¤.", ["roe+doe"]),
        ("Lee et al. [-@lee_2004] agreed.", "Lee et al. ¤ agreed.", ["lee_2004"]),
        ("Pain fell.[@roe]", "Pain fell.¤", ["roe"]),
        ("Fell [@roe][@doe] [@lee].", "Fell ¤¤ ¤.", ["roe", "doe", "lee"]),
        ("As @roe showed", "As @roe showed", ["roe"]),
        ("As @roe [p. 3] showed", "As @roe showed", ["roe"]),
        ("As @roe [p. 3; see also @doe] showed", "As @roe showed", ["roe+doe"]),
        ("As @roe [@doe; @lee] showed", "As @roe ¤ showed", ["roe", "doe+lee"]),
        ("As @roe [sic] showed", "As @roe [sic] showed", ["roe"]),
        ("As -@roe showed", "As -@roe showed", ["roe"]),
        ("**Bold [@roe]** and *[@doe]*", "Bold ¤ and ¤", ["roe", "doe"]),
        ("[**see** @roe, *esp.* p. 3]", "¤", ["roe"]),
        ("[[@roe]]", "¤", ["roe"]),
        ("[see [this](#a) @roe]", "¤", ["roe"]),
        ("[text that @roe wrote]{.mark}", "text that @roe wrote", ["roe"]),
        ("(@roe; @doe)", "(@roe; @doe)", ["roe", "doe"]),
        ("Fell [@roe\nand @doe].", "Fell ¤.", ["roe+doe"]),
        ('"@roe"', '"@roe"', ["roe"]),
    ],
)
def test_citations_of_pandoc(text: str, words: str, cited: list[str]) -> None:
    assert shown(text) == words
    assert names(text) == cited


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("@roe:2003.", "roe:2003"),
        ("@Foo_bar.baz.", "Foo_bar.baz"),
        ("@Foo_bar--baz", "Foo_bar"),
        ("@roe's", "roe"),
        ("@_roe", "_roe"),
        ("@2003roe", "2003roe"),
        ("@Österreich", "Österreich"),
        ("@10.1000/xyz,", "10.1000/xyz"),
        ("@https://doi.org/10.1000/x.", "https://doi.org/10.1000/x"),
        ("@{https://example.com/a?b=c&d=e}", "https://example.com/a?b=c&d=e"),
        ("@a#b$c%d&e-f+g?h<i>j~k/l", "a#b$c%d&e-f+g?h<i>j~k/l"),
    ],
)
def test_keys_end_where_pandoc_ends_them(written: str, key: str) -> None:
    """The pandoc manual, "Citation syntax": single punctuation within a key, never at its end."""
    assert names(f"As {written} and") == [key]
    assert names(f"[see {written}]") == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Mail me@example.org now.",
        "Mail <me@example.org> now.",
        "Write \\@roe.",
        "Code `@roe` and ``[@roe]``.",
        "Raw `<a>@roe</a>`{=html}.",
        "A formula $x@y$.",
        "See @fig-one, [@tbl-two], [@sec-a; @eq-b], @Lst-c.",
        "See @fig:one and [@tbl:two].",
        "In Figure \\@ref(fig:one).",
        "At @ 5 mg, 3@ each, and @.",
        "[@roe](https://github.com/roe) mended it.",
        "<!-- [@roe] --> Hidden.",
        "{{< cite @roe >}} Short.",
        "Task 5 \\[1\\] and [0, 1], [1.5, 2], [10%], [i], [sic], [...], [n = 3].",
        "A 95% CI [1, 3] or a range of [2, 5].",
        "Boxes [x] and [ ], links [1](other.md) and [words](#place).",
        "R^2^ of 30 kg/m^2^, 10^5^, s^-1^, Ca^2+^ and ^14^C.",
        "R² of 30 kg/m², 10⁵, s⁻¹, Ca²⁺, ¹⁴C, ½ and ³H-labelled.",
        "R<sup>2</sup> of 30 m<sup>2</sup>, 10<sup>5</sup>, the 1<sup>st</sup>.",
        "Inline `r nrow(@roe)` code.",
        "\\index{roe@Roe} and \\label{a@b}.",
    ],
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert [pointer.kind for marker in markers(text) for pointer in marker.pointers if pointer.kind != "address"] == []
    assert [marker.unread for marker in markers(text) if marker.unread] == []


@pytest.mark.parametrize(
    ("text", "words", "cited"),
    [
        ("Fell [1].", "Fell ¤.", ["1"]),
        ("Fell.[1,3-5]", "Fell.¤", ["1+3+4+5"]),
        ("Fell [1–3] [7].", "Fell ¤ ¤.", ["1+2+3", "7"]),
        ("Fell [1][2].", "Fell ¤¤.", ["1", "2"]),
        ("Fell^1,2^.", "Fell¤.", ["1+2"]),
        ("Fell^1, 2^.", "Fell¤.", ["1+2"]),
        ("Fell.^[3]^", "Fell.¤", ["3"]),
        ("Fell<sup>1–3</sup>.", "Fell¤.", ["1+2+3"]),
        ("Fell.<sup>[2]</sup>", "Fell.¤", ["2"]),
        ("Fell.¹ It rose²,³ and rose.¹⁻³", "Fell.¤ It rose¤ and rose.¤", ["1", "2+3", "1+2+3"]),
        ("As in [14], it fell", "As in [14], it fell", ["14"]),
        ("found by [3, 5] and others", "found by [3, 5] and others", ["3+5"]),
        ("Fell [3, p. 12].", "Fell ¤.", ["3"]),
        ("[1] Roe A. Pain.", "¤ Roe A. Pain.", ["1"]),
        ("[1]: Roe A. Pain. 2001.", "¤ Roe A. Pain. 2001.", ["1"]),
    ],
)
def test_numbers(text: str, words: str, cited: list[str]) -> None:
    assert shown(text) == words
    assert names(text) == cited


def test_a_marker_that_is_a_word_says_where_the_word_begins() -> None:
    (block,) = read("As @roe and, in [14], others").blocks
    assert [block.text[marker.at :].split()[0] for marker in block.markers] == ["@roe", "[14],"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        ("Fell [3](#ref3).", "Fell ¤.", "anchor", "ref3"),
        ("Fell [[3]](#ref3).", "Fell ¤.", "anchor", "ref3"),
        ("Fell [\\[3\\]](#ref3).", "Fell ¤.", "anchor", "ref3"),
        ("Fell [[3](#ref3)].", "Fell ¤.", "anchor", "ref3"),
        ("Fell ^[3](#ref3)^.", "Fell ¤.", "anchor", "ref3"),
        ("Fell ([Roe 2003](#roe)).", "Fell (¤).", "anchor", "roe"),
        ('Fell <sup><a href="#r1">1</a></sup>.', "Fell ¤.", "anchor", "r1"),
        ('Fell <a href="#r1">[1]</a>.', "Fell ¤.", "anchor", "r1"),
        ("Fell [1](https://doi.org/10.1000/x).", "Fell ¤.", "address", "https://doi.org/10.1000/x"),
        ("See [the *trial*](https://doi.org/10.1000/x).", "See the trial.", "address", "https://doi.org/10.1000/x"),
        ("See [the trial][t].\n\n[T]: <https://x.org/a>", "See the trial.", "address", "https://x.org/a"),
        ("See [t].\n\n[t]: https://x.org/a 'Title'", "See t.", "address", "https://x.org/a"),
        ("See <https://x.org/a_b>.", "See https://x.org/a_b.", "address", "https://x.org/a_b"),
        ("See https://x.org/a_(b)_c.", "See https://x.org/a_(b)_c.", "address", "https://x.org/a_(b)_c"),
        ("(See https://x.org/a).", "(See https://x.org/a).", "address", "https://x.org/a"),
        ("See doi:10.1000/x_y.", "See doi:10.1000/x_y.", "address", "10.1000/x_y"),
        ('See <a href="https://x.org/?a=1&amp;b=2">it</a>.', "See it.", "address", "https://x.org/?a=1&b=2"),
        ("Is [8507](https://x.org/8507).", "Is 8507.", "address", "https://x.org/8507"),
    ],
)
def test_links(text: str, words: str, kind: str, name: str) -> None:
    assert shown(text) == words
    ((pointer,),) = [marker.pointers for marker in markers(text)]
    assert (pointer.kind, pointer.name) == (kind, name)
    assert text[pointer.start : pointer.end].replace("&amp;", "&") == name


def test_brackets_around_links_are_one_marker() -> None:
    assert names("Fell [[3](#r3), [4](#r4)].") == ["r3+r4"]
    assert shown("Fell [[3](#r3), [4](#r4)].") == "Fell ¤."


@pytest.mark.parametrize(
    ("text", "words", "cited", "unread"),
    [
        ("Fell {cite}`a,b`.", "Fell ¤.", "a+b", None),
        ("Fell {cite:p}`{see}a{p. 3}; b`.", "Fell ¤.", "a+b", None),
        ("As {cite:t}`roe` said", "As roe said", "roe", None),
        ("Fell {footcite:p}`a`.", "Fell ¤.", "a", None),
        ("Fell {cite}``.", "Fell ¤.", "", "the backtick behind it is not closed"),
        ("Fell {cite}` `.", "Fell ¤.", "", "it names no source"),
        ("Fell {cite}`a b`.", "Fell ¤.", "", "'a b' is no key"),
        ("Fell {cite}`a", "Fell ¤a", "", "the backtick behind it is not closed"),
        ("Fell \\cite{a}.", "Fell ¤.", "a", None),
        ("Fell \\citep[see][p.~3]{a, b}.", "Fell ¤.", "a+b", None),
        ("As \\citet{roe} said", "As roe said", "roe", None),
        ("Fell \\cite{}.", "Fell ¤.", "", "it names no source"),
        ("Fell \\citep.", "Fell ¤.", "", "no keys in braces stand behind it"),
    ],
)
def test_roles_and_commands(text: str, words: str, cited: str, unread: str | None) -> None:
    assert shown(text) == words
    assert names(text) == [cited]
    assert [marker.unread for marker in markers(text)] == [unread]


@pytest.mark.parametrize(
    ("text", "cited", "unread"),
    [
        ("Fell [@roe; ].", ["roe"], "a semicolon parts it from nothing"),
        ("Fell [@roe; p. 3].", ["roe"], "no key stands in 'p. 3'"),
        ("Fell [@].", [""], "no key stands behind the @"),
        ("Fell [@ roe].", [""], "no key stands behind the @"),
        ("Fell [@roe", ["roe"], "the bracket before it is not closed"),
        ("Fell [@", [""], "no key stands behind the @"),
        ("[" * 2000 + "@roe", ["roe"], "the bracket before it is not closed"),
        (f"Fell [@roe, {'x' * 6000}].", ["roe"], "the brackets around it hold over 5,000 characters"),
    ],
)
def test_what_begins_as_a_citation_and_is_none_is_told(text: str, cited: list[str], unread: str) -> None:
    assert names(text) == cited
    assert [marker.unread for marker in markers(text)] == [unread]


@pytest.mark.parametrize(
    ("text", "locator", "label", "quote"),
    [
        ('Fell [@k, p. 3, "a daily dose"].', "3", "page", "a daily dose"),
        ("Fell [@k, p. 3, “a; daily dose”; @l].", "3", "page", "a; daily dose"),
        ("Fell [@k, 'a daily dose'].", None, None, "a daily dose"),
        ('Fell [@k{chap. 2}, "a **daily** dose\\!"].', "2", "chapter", "a daily dose!"),
        ('Fell [@k, "R&amp;D dose"].', None, None, "R&D dose"),
        ('As @k ["a daily dose", p. 3] said', "3", "page", "a daily dose"),
        ("Fell \\citep[p.~3, ``a daily dose'']{k}.", "3", "page", "a daily dose"),
        ('Fell {cite:p}`k{p. 3, "a daily dose"}`.', "3", "page", "a daily dose"),
    ],
)
def test_quotations_in_a_suffix(text: str, locator: str | None, label: str | None, quote: str) -> None:
    pointer = markers(text)[0].pointers[0]
    assert (pointer.name, pointer.locator, pointer.label, pointer.quote) == ("k", locator, label, quote)
    assert pointer.quote_start is not None and pointer.quote_end is not None
    written = text[pointer.quote_start : pointer.quote_end]
    assert written.replace("**", "").replace("\\", "").replace("&amp;", "&") == quote


def test_a_quotation_over_lines_of_a_quote() -> None:
    text = '> Fell [@k, p. 3, "a daily\n> dose"].'
    pointer = markers(text)[0].pointers[0]
    assert pointer.quote == "a daily\ndose"
    assert text[pointer.quote_start : pointer.quote_end] == "a daily\n> dose"


def test_footnotes_and_notes() -> None:
    text = "Fell[^n] and^[A note [@roe] here.] rose.[^2]\n\n[^n]: See @doe.\n\n    And more.\n"
    manuscript = read(text)
    assert [(block.kind, block.labels, block.text.replace(MARK, "¤")) for block in manuscript.blocks] == [
        ("paragraph", (), "Fell¤ and¤ rose.¤"),
        ("note", ("^1",), "A note ¤ here."),
        ("note", ("n",), "See @doe."),
        ("note", ("n",), "And more."),
    ]
    assert [marker.note for marker in manuscript.blocks[0].markers] == ["n", "^1", "2"]
    first, second = manuscript.blocks[:2]
    assert first.top == second.top
    assert text[second.start : second.end] == "A note [@roe] here."


def test_examples_of_pandoc_are_no_citations() -> None:
    text = "(@good) A fine example.\n\nAs (@good) and @good show, unlike (@roe)."
    assert names(text) == ["roe"]


def test_what_is_listed_without_a_marker_is_an_aside() -> None:
    text = "---\nnocite: |\n  @roe, @{d:e}\n---\n\nText.\\nocite{lee}\n"
    manuscript = read(text)
    cited = [(block.kind, [p.name for m in block.markers for p in m.pointers]) for block in manuscript.blocks]
    assert cited == [("aside", ["roe", "d:e"]), ("paragraph", []), ("aside", ["lee"])]
    assert all(
        text[p.start : p.end] == p.name for block in manuscript.blocks for m in block.markers for p in m.pointers
    )


LIST = "\n\n## References\n\n1. Roe A. Pain. 2001.\n2. Doe B. Sleep. 2003.\n"


@pytest.mark.parametrize(
    ("text", "words", "cited"),
    [
        (r"One \[1\]. Three.\[2\]", "One ¤. Three.¤", ["1", "2"]),
        (r"One \[1, 2\] and \[a\].", "One ¤ and [a].", ["1", "2"]),
        ("Fell [1 and 2] by half.", "Fell ¤ by half.", ["1", "2"]),
        ("Fell [see 1].", "Fell ¤.", ["1"]),
        ("Within the normal range [2].", "Within the normal range ¤.", ["2"]),
        ("Fell.^1^^,^^2^ It rose.", "Fell.¤¤ It rose.", ["1", "2"]),
        ("Fell.^1^,^2^ It rose.", "Fell.¤¤ It rose.", ["1", "2"]),
        ("A field of m² ³ thorns.", "A field of m² ³ thorns.", []),
    ],
)
def test_numbers_in_a_document_with_a_list(text: str, words: str, cited: list[str]) -> None:
    block = read(text + LIST).blocks[0]
    assert block.text.replace(MARK, "¤") == words
    assert [pointer.name for marker in block.markers for pointer in marker.pointers] == cited


@pytest.mark.parametrize("written", ["[1,2,]", "[1a]", "range [1,2]", "within [3, 9]"])
def test_numbers_that_are_not_read_are_told_where_there_is_a_list(written: str) -> None:
    text = f"It was {written} then."
    (marker,) = read(text + LIST).blocks[0].markers
    assert marker.unread and not marker.pointers
    assert read(text + LIST).blocks[0].text == text
    assert not markers(text)
    assert not markers(rf"One \[1\]. {text}")


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("Fell.[^1],[^2] It rose.", "Fell.¤¤ It rose.", ["[^1],", "[^2]"]),
        ("Fell[^1]^,^[^2].", "Fell¤¤.", ["[^1]^,", "[^2]"]),
        ("Fell.[@a], [@b] It rose.", "Fell.¤¤ It rose.", ["[@a],", "[@b]"]),
        ("Fell [@a], [@b] and rose.", "Fell ¤, ¤ and rose.", ["[@a]", "[@b]"]),
        ("Fell[^1], and rose[^2].", "Fell¤, and rose¤.", ["[^1]", "[^2]"]),
    ],
)
def test_a_comma_between_markers_is_theirs(text: str, words: str, written: list[str]) -> None:
    noted = text + "\n\n[^1]: One.\n\n[^2]: Two.\n"
    block = read(noted).blocks[0]
    assert block.text.replace(MARK, "¤") == words
    assert [noted[marker.start : marker.end] for marker in block.markers] == written
    assert all(marker.unread is None for marker in block.markers)


def test_a_call_of_no_footnote_is_told() -> None:
    first, second = markers("Fell[^a] and rose[^b].\n\n[^a]: A note.\n")
    assert (first.note, first.unread, second.note) == ("a", None, "b")
    assert second.unread == "calls a footnote that is nowhere in the document"


@pytest.mark.parametrize(
    ("text", "words", "cited"),
    [
        ("Be $x_{[@no]}$ so.", "Be x_{[@no]} so.", []),
        ("It cost $5 @b $6 $x$.", "It cost $5 @b $6 x.", ["b"]),
        ("Of $5 [@a] and $6.", "Of $5 ¤ and $6.", ["a"]),
        ("Of $5[@a]/$6.", "Of $5¤/$6.", ["a"]),
        ("Of \\$5 [@a] and $x$.", "Of $5 ¤ and x.", ["a"]),
    ],
)
def test_what_stands_in_a_formula_cites_nothing(text: str, words: str, cited: list[str]) -> None:
    assert shown(text) == words
    assert names(text) == cited


def test_every_quotation_of_a_suffix_is_a_pointer() -> None:
    text = 'Fell [@k, p. 3, "a *daily*---dose", p. 4, "weeks"; @l, "open].'
    (marker,) = markers(text)
    assert [(one.name, one.locator, one.quote) for one in marker.pointers] == [
        ("k", "3", "a daily—dose"), ("k", "4", "weeks"), ("l", None, None),
    ]  # fmt: skip
    assert marker.unread == "opens a quotation that is not closed"
    assert text[marker.pointers[0].quote_start : marker.pointers[0].quote_end] == "a *daily*---dose"
