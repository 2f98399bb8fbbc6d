"""The markers of a page: links inside it, raised and bracketed numbers, keys, addresses; and what is none."""

from __future__ import annotations

import pytest

from evidence_assembler.model.manuscript import MARK, Marker
from evidence_assembler.readers.manuscripts import read_manuscript

LIST = "<ol class=references><li id=r1>A<li id=r2>B<li id=r3>C<li id=r4>D<li id=r5>E</ol>"
UNNUMBERED = "<ul class=references><li id=r1>A<li id=r2>B<li id=r3>C</ul>"


def read_first(page: str) -> tuple[str, tuple[Marker, ...]]:
    """The text of the first block, each mark as ◆, and its markers."""
    block = read_manuscript(page, "page.html").blocks[0]
    return block.text.replace(MARK, "◆"), block.markers


def names(markers: tuple[Marker, ...]) -> list[list[str]]:
    return [[pointer.name for pointer in marker.pointers] for marker in markers]


@pytest.mark.parametrize(
    ("written", "text", "pointed"),
    [
        ("x.<sup><a href='#r1'>1</a></sup> y", "x.◆ y", [["r1"]]),
        ("x<a href='#r1'><sup>1</sup></a>.", "x◆.", [["r1"]]),
        ("x [<a href='#r1'>1</a>].", "x ◆.", [["r1"]]),
        ("x <a href='#r1'>[1]</a>.", "x ◆.", [["r1"]]),
        ("x (<a href='#r1'>1</a>, <a href='#r3'>3</a>).", "x ◆.", [["r1", "r3"]]),
        ("x<sup><a href='#r1'>1</a>,<a href='#r2'>2</a></sup>", "x◆", [["r1", "r2"]]),
        ("x<sup><a href='#r1'>1</a></sup><sup>,</sup><sup><a href='#r2'>2</a></sup>", "x◆", [["r1", "r2"]]),
        ("x [<a href='#r1'>1</a>][<a href='#r2'>2</a>]", "x ◆", [["r1", "r2"]]),
        ("x<sup class=reference><a href='#r1'>[1]</a></sup><sup class=reference><a href='#r2'>[2]</a></sup>", "x◆", [
            ["r1", "r2"]]),
        ("x <a href='#r2'>2</a>–<a href='#r4'>4</a>", "x ◆", [["r2", "r3", "r4"]]),
        ("x<sup><a href='#r2'>2</a>&#8211;<a href='#r5'>5</a></sup>", "x◆", [["r2", "r3", "r4", "r5"]]),
        ("x [<a href='#r2'>2–4</a>]", "x ◆", [["r2", "r3", "r4"]]),
        ("x [<a href='#r2'>2</a>, 4]", "x ◆", [["r2", "4"]]),
        ("x [see <a href='#r2'>2</a>; also <a href='#r4'>4</a>]", "x ◆", [["r2", "r4"]]),
        ("x (<a href='#r1'>Smith, 2001</a>; <a href='#r2'>Doe et al., 2002a</a>)", "x ◆", [["r1", "r2"]]),
        ("x (Smith et al., <a href='#r1'>2001</a>)", "x ◆", [["r1"]]),
        ("<a href='#r1'>Smith (2001)</a> found x", "Smith (2001) found x", [["r1"]]),
        ("the <a href='#r1'>first trial</a> of x", "the first trial of x", [["r1"]]),
        ("as in [<a href='#r1'>1</a>], the x", "as in [1], the x", [["r1"]]),
        ("x (a drug of the <a href='#r1'>first</a> class)", "x (a drug of the first class)", [["r1"]]),
        ("x <cite>Title</cite><cite><a href='#r1'>1</a></cite>", "x Title◆", [["r1"]]),
        ("x <a href='page.html#r1'>[1]</a> <a href='https://e.org/a#r2'>[2]</a>", "x ◆", [["r1", "r2"]]),
        ("x <a href='#nowhere'>[9]</a>", "x ◆", [["nowhere"]]),
        ("x<sup><a href='#nowhere'>9</a></sup>", "x◆", [["nowhere"]]),
    ],
)  # fmt: skip
def test_a_link_to_a_reference_is_a_marker(written: str, text: str, pointed: list[list[str]]) -> None:
    read_text, markers = read_first(f"<p>{written}</p>{LIST}")
    assert (read_text, names(markers)) == (text, pointed)
    assert {pointer.kind for marker in markers for pointer in marker.pointers} <= {"anchor", "number"}


@pytest.mark.parametrize(
    "written",
    [
        "x <a href='#fig'>1</a>", "x (Fig. <a href='#fig'>1</a>)", "x (<a href='#fig'>Figure 1</a>)",
        "see <a href='#h'>Section 2</a>",
        "x (<a href='#h'>2</a>)", "x <a href='mailto:a@b.org'>[1]</a>", "x <a href='other.html'>other</a>",
        "x <a>[a]</a>",
        "x <a href='#nowhere'>the section below</a>", "x on page <a href='#nowhere'>12</a>",
    ],
)  # fmt: skip
def test_a_way_about_the_page_is_no_marker(written: str) -> None:
    page = f"<p>{written}</p><h2 id=h>H</h2><figure id=fig><figcaption>F</figcaption></figure>{LIST}"
    pointed = [pointer.kind for marker in read_first(page)[1] for pointer in marker.pointers]
    assert "anchor" not in pointed


def test_a_range_in_a_list_without_numbers_goes_by_its_order() -> None:
    assert names(read_first(f"<p>x [<a href='#r1'>1</a>–<a href='#r3'>3</a>]</p>{UNNUMBERED}")[1]) == [
        ["r1", "r2", "r3"]
    ]
    (marker,) = read_first(f"<p>x [<a href='#r1'>1</a>–<a href='#r3'>9</a>]</p>{UNNUMBERED}")[1]
    assert marker.unread is not None
    assert [pointer.name for pointer in marker.pointers] == ["r1", "r3"]


@pytest.mark.parametrize(
    ("written", "text", "pointed"),
    [
        ("x [1, 3-5].", "x ◆.", [["1", "3", "4", "5"]]),
        ("x.<sup>1,3–5</sup> y", "x.◆ y", [["1", "3", "4", "5"]]),
        ("x<sup>[3]</sup><sup>(4)</sup>", "x◆", [["3", "4"]]),
        ("x<sup>1,</sup><sup>2</sup>", "x◆", [["1", "2"]]),
        ("x [1]–[3]", "x ◆", [["1", "2", "3"]]),
        ("x<sup>1</sup>-<sup>3</sup>", "x◆", [["1", "2", "3"]]),
        ("since 2001<sup>4</sup>, 5%<sup>3</sup> (n = 4)<sup>2</sup>",
            "since 2001◆, 5%◆ (n = 4)◆", [["4"], ["3"], ["2"]]),
        ("as in [14], the x", "as in [14], the x", [["14"]]),
        ("<b>x</b> <i>[</i>7<i>]</i>", "x ◆", [["7"]]),
        ("x [1, p. 12]", "x ◆", [["1"]]),
        ("m<sup>2</sup> kg/m<sup>2</sup> 10<sup>5</sup> R<sup>2</sup> <sup>18</sup>F Ca<sup>2+</sup> x<sup>n</sup>",
            "m² kg/m² 10⁵ R² ¹⁸F Ca²⁺ xⁿ", []),
        ("1<sup>st</sup> x<sup>®</sup> x<sup>™</sup> (3) [a] [citation needed]",
            "1st x® x™ (3) [a] [citation needed]", []),
        ("<code>a[1]</code> x", "a[1] x", []),
    ],
)  # fmt: skip
def test_numbers_in_brackets_or_raised_are_markers(written: str, text: str, pointed: list[list[str]]) -> None:
    read_text, markers = read_first(f"<p>{written}</p>")
    assert (read_text, names(markers)) == (text, pointed)
    assert {pointer.kind for marker in markers for pointer in marker.pointers} <= {"number"}


def test_locators_and_quotations_beside_a_link_are_read() -> None:
    page = f"<p>x [<a href='#r1'>1</a>, p. 12] y [<a href='#r2'>2</a>, “less pain”]</p>{LIST}"
    first, second = (marker.pointers[0] for marker in read_first(page)[1])
    assert (first.locator, first.label) == ("12", "page")
    assert second.quote == "less pain"
    assert second.quote_start is not None
    assert page[second.quote_start : second.quote_end] == "less pain"


def test_markers_and_pointers_know_their_places() -> None:
    page = f"<p>x [<a href='#r1'>1</a>, <a href='#r2'>2</a>] y [3, 5] z<sup>7</sup></p>{LIST}"
    links, numbers, raised = read_first(page)[1]
    assert page[links.start : links.end] == "[<a href='#r1'>1</a>, <a href='#r2'>2</a>]"
    assert [page[one.start : one.end] for one in links.pointers] == ["1", "2"]
    assert page[numbers.start : numbers.end] == "[3, 5]"
    assert [page[one.start : one.end] for one in numbers.pointers] == ["3", "5"]
    assert page[raised.start : raised.end] == "7"


@pytest.mark.parametrize(
    ("written", "text", "keys"),
    [
        ("(<a href='#ref-a' role=doc-biblioref>Smith 2001</a>; Doe 2002)", "◆", [("a", None), ("b", None)]),
        ("(Smith 2001, 3; Doe 2002)", "◆", [("a", "3"), ("b", None)]),
        ("Smith (2001) and Doe (2002)", "Smith (2001) and Doe (2002)", [("a", None), ("b", None)]),
        ("[1,2]", "◆", [("a", None), ("b", None)]),
        ("<sup>1,2</sup>", "◆", [("a", None), ("b", None)]),
        ("[@a, p. 3; @b]", "◆", [("a", "3"), ("b", None)]),
    ],
)
def test_keys_that_pandoc_leaves_are_read(written: str, text: str, keys: list[tuple[str, str | None]]) -> None:
    read_text, (marker,) = read_first(f'<p>x <span class="citation" data-cites="a b">{written}</span>.</p>')
    assert read_text == f"x {text}."
    assert [(pointer.name, pointer.locator) for pointer in marker.pointers] == keys
    assert {pointer.kind for pointer in marker.pointers} == {"key"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("x in <a href='https://doi.org/10.1/a'>the trial</a>.", "x in the trial."),
        ("x (<a href='https://doi.org/10.1/a'>the trial</a>).", "x (the trial)."),
        ("x (<a href='https://doi.org/10.1/a'>Smith 2001</a>).", "x ◆."),
        ("x<sup><a href='https://doi.org/10.1/a'>1</a></sup>.", "x◆."),
        ("x [<a href='https://doi.org/10.1/a'>1</a>].", "x ◆."),
    ],
)
def test_an_address_is_a_word_of_its_sentence_unless_it_looks_like_a_marker(written: str, text: str) -> None:
    read_text, (marker,) = read_first(f"<p>{written}</p>")
    assert read_text == text
    assert [(one.name, one.kind) for one in marker.pointers] == [("https://doi.org/10.1/a", "address")]
    assert marker.at == (text.index("◆") if "◆" in text else text.index("the trial"))


def test_an_entry_has_the_addresses_of_its_links_and_no_other_marker() -> None:
    page = (
        "<ol class=references><li>[1] A <a href='//doi.org/10.1/a'>Full text</a> x<sup>2</sup> <a href='#c1'>^</a></ol>"
    )
    text, (marker,) = read_first(page)
    assert text == "[1] A Full text x²"
    assert [(one.name, one.kind) for one in marker.pointers] == [("https://doi.org/10.1/a", "address")]


@pytest.mark.parametrize(
    "call",
    [
        "<a href='#fn1' id=fnref1 role=doc-noteref class=footnote-ref><sup>1</sup></a>",
        "<sup id=fnref1><a href='#fn1'>1</a></sup>",
        "[<a href='#fn1'>1</a>]",
        "<a href='#fn1'>*</a>",
    ],
)
def test_a_call_of_a_note_is_one(call: str) -> None:
    page = f"<p>x{call} y<aside role=doc-footnote id=fn1><p>The note [3]. <a href='#fnref1'>↩</a></aside>"
    text, (marker,) = read_first(page)
    assert (text, marker.note, marker.pointers) == ("x◆ y", "fn1", ())
    note = read_manuscript(page, "page.html").blocks[1]
    assert (note.text, names(note.markers)) == (f"The note {MARK}.", [["3"]])


def test_calls_of_two_notes_are_two() -> None:
    notes = "<ol class=footnotes><li id=fn1>A<li id=fn2>B</ol>"
    text, markers = read_first(f"<p>x<sup><a href='#fn1'>1</a>,<a href='#fn2'>2</a></sup>{notes}")
    assert (text, [marker.note for marker in markers]) == ("x◆◆", ["fn1", "fn2"])


UNMARKED = (
    "<h2>References</h2><ol><li id=c1>One.</li><li id=c2>Two.</li><li>Three.</li><li><a name=c4></a>Four.</li></ol>"
)


@pytest.mark.parametrize(
    ("written", "pointed"),
    [
        ("x<sup><a href='#c1'>1</a>–<a href='#c4'>4</a></sup>", ["c1", "c2", "3", "c4"]),
        ("x [<a href='#c1'>1</a>]–[<a href='#c4'>4</a>]", ["c1", "c2", "3", "c4"]),
        ("x <a href='#c2'>[2]</a>-<a href='#c4'>[4]</a>", ["c2", "3", "c4"]),
    ],
)
def test_a_range_between_entries_that_only_a_heading_tells(written: str, pointed: list[str]) -> None:
    _, (marker,) = read_first(f"<p>{written}</p>{UNMARKED}")
    assert [pointer.name for pointer in marker.pointers] == pointed
    assert marker.unread is None


@pytest.mark.parametrize(
    "written", ["<a href='#c4'>4</a>–<a href='#c1'>1</a>", "<a href='#c1'>1</a>–<a href='#c4'>9</a>"]
)
def test_a_range_whose_ends_do_not_fit_its_list_is_told(written: str) -> None:
    _, (marker,) = read_first(f"<p>x<sup>{written}</sup></p>{UNMARKED}")
    assert marker.unread is not None


@pytest.mark.parametrize(
    "tag",
    [
        "<sup>[<i>citation needed</i>]</sup>",
        "<sup>[<i><a href='/wiki/X'>citation needed</a></i>]</sup>",
        "<sup>[<a href='https://e.org/X'>by whom?</a>]</sup>",
    ],
)
def test_a_tag_that_asks_for_a_source_is_none(tag: str) -> None:
    text, (asks, cites) = read_first(f"<p>First this.{tag} And that.<sup>[1]</sup></p>{LIST}")
    assert text == "First this.◆ And that.◆"
    assert (asks.pointers, asks.unread) == ((), "is raised like a citation, and names no source")
    assert [pointer.name for pointer in cites.pointers] == ["1"]


def test_the_element_of_distill_cites_by_keys() -> None:
    text, markers = read_first("<p>It fell <d-cite key='a, b'></d-cite>. <d-cite bibtex-key=c></d-cite> It rose.</p>")
    assert (text, names(markers)) == ("It fell ◆. ◆ It rose.", [["a", "b"], ["c"]])
    assert {pointer.kind for marker in markers for pointer in marker.pointers} == {"key"}


@pytest.mark.parametrize(
    "page",
    [
        "<p>x <a href='#_ftn1' name='_ftnref1'>[1]</a> y</p><p><a href='#_ftnref1' name='_ftn1'>[1]</a> The note.</p>",
        "<p>x <a href='#_ftn1' id='_ftnref1'>[1]</a> y</p><p><b><a href='#_ftnref1' id='_ftn1'>1</a></b> The note.</p>",
        "<p>x <a href='#easy-footnote-bottom-1'><sup>1</sup></a> y</p>"
        "<ol><li><span id='easy-footnote-bottom-1'></span>The note.<a href='#easy-footnote-1'>&#8593;</a></ol>",
    ],
)
def test_a_note_may_begin_with_the_element_that_has_its_id(page: str) -> None:
    call, note = read_manuscript(page, "p.html").blocks
    assert (call.kind, call.text.replace(MARK, "◆")) == ("paragraph", "x ◆ y")
    assert (note.kind, note.text, note.markers) == ("note", "The note.", ())
    assert [marker.note for marker in call.markers] == [note.labels[0]]


def test_an_id_within_a_paragraph_makes_no_note_of_it() -> None:
    (block,) = read_manuscript("<p>It fell.<a id='fn1' href='#note1'><sup>1</sup></a> It rose.</p>", "p.html").blocks
    assert block.kind == "paragraph"


@pytest.mark.parametrize(
    "listed",
    [
        "<dl class=citation><dt id=doe2001><span>Doe2001</span></dt><dd><p>Doe A. One.</p></dd></dl>",
        "<table class='docutils citation' id=doe2001><tr><td>[Doe2001]</td><td>Doe A. One.</td></tr></table>",
    ],
)
def test_citations_of_sphinx_are_entries(listed: str) -> None:
    page = f"<p>x <a class='reference internal' href='#doe2001'>[Doe2001]</a>.</p>{listed}"
    manuscript = read_manuscript(page, "p.html")
    assert [marker.pointers[0].name for marker in manuscript.blocks[0].markers] == ["doe2001"]
    (entry,) = [block for block in manuscript.blocks if block.kind == "entry"]
    assert entry.text.endswith("Doe A. One.") and "doe2001" in entry.labels
