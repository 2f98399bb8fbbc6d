"""Plain pages: which numbers cite, what each block is, and where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from evidence_assembler.library.library import Library
from evidence_assembler.model.manuscript import MARK, Block, Manuscript
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.resolve import resolve_document

PAGES = Path(__file__).with_name("pages")


def read(text: str) -> Manuscript:
    return read_manuscript(text, "page.txt")


def read_page(name: str) -> tuple[str, list[str], list[str]]:
    """A page without the signs that mark its markers, the markers that can be read, and those that cannot."""
    marked = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    wanted: dict[str, list[str]] = {"⟨": [], "⟪": []}
    text = ""
    for piece in re.split(r"([⟨⟪][^⟩⟫]*[⟩⟫])", marked):
        if piece[:1] in wanted:
            wanted[piece[0]].append(f"{len(text)} {piece[1:-1]}")
            piece = piece[1:-1]
        text += piece
    return text, wanted["⟨"], wanted["⟪"]


def tell_kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [
        (f"{block.kind} {block.level}" if block.kind == "heading" else block.kind, block.text)
        for block in manuscript.blocks
    ]


@pytest.mark.parametrize("name", sorted(page.stem for page in PAGES.glob("*.txt")))
def test_the_markers_of_a_page(name: str) -> None:
    """What cites is read at its place, what does not is left in the text, and what cannot be told is said."""
    text, wanted, unread = read_page(name)
    markers = [marker for block in read(text).blocks for marker in block.markers]
    assert [f"{one.start} {text[one.start : one.end]}" for one in markers if not one.unread] == wanted
    assert [f"{one.start} {text[one.start : one.end]}" for one in markers if one.unread] == unread
    assert all(bool(one.pointers) is not bool(one.unread) for one in markers)


def test_pointers_have_places_in_the_file() -> None:
    """Also those behind the end of a line, and the numbers inside a range."""
    text, _, _ = read_page("tasks")
    pointers = [pointer for block in read(text).blocks for marker in block.markers for pointer in marker.pointers]
    numbers = [(one.name, text[one.start : one.end]) for one in pointers if one.kind == "number"]
    assert numbers == [
        ("1", "1"), ("2", "2"), ("3", "3"), ("1", "1"), ("3", "3"), ("4", "3-5"), ("5", "5"), ("4", "4"),
    ]  # fmt: skip


def test_the_parts_of_a_page_with_a_banner() -> None:
    """What stands above the first section and beneath a disclaimer asserts nothing."""
    text, _, _ = read_page("statins")
    page = read(text)
    kinds = tell_kinds(page)
    assert page.title == "Do statins raise the risk of type 2 diabetes?"
    first = kinds.index(("heading 1", "From the Guidelines"))
    assert {kind for kind, _ in kinds[:first]} == {"aside"}
    assert [words for kind, words in kinds if kind == "heading 1"] == [
        "From the Guidelines", "From the Drug Label", "From the Research", "Legal Disclaimer", "Have more questions?",
    ]  # fmt: skip
    assert [words for kind, words in kinds if kind == "heading 2"] == ["Risk by Dose", "Mechanisms"]
    assert ("paragraph", "Key points:") in kinds
    assert [kind for kind, _ in kinds[kinds.index(("heading 1", "Legal Disclaimer")) + 1 :: 2]] == ["aside", "aside"]


def test_the_parts_of_an_article() -> None:
    """Capitals stand above others; what is listed under references is an entry with its number."""
    text, _, _ = read_page("fibromyalgia")
    kinds = tell_kinds(read(text))
    assert [kind for kind, _ in kinds] == [
        "heading 1", "paragraph", "heading 2", "paragraph", "heading 2", "paragraph", "heading 2", "paragraph",
        "heading 2", "entry", "entry", "entry", "entry",
    ]  # fmt: skip
    entries = [block for block in read(text).blocks if block.kind == "entry"]
    assert [block.labels for block in entries] == [("1",), ("2",), ("3",), ("4",)]
    assert entries[0].text.endswith("doi:10.1002/acr.20140.") and not entries[0].markers


def test_lines_that_were_wrapped_are_joined() -> None:
    """A paragraph, an item and an entry may go on over several lines."""
    text, _, _ = read_page("tasks")
    blocks = read(text).blocks
    wrapped = [block for block in blocks if "\n" in text[block.start : block.end]]
    assert [block.kind for block in wrapped] == ["paragraph", "item", "entry"]
    assert wrapped[1].text == f"Garbage collection may drop a task that nobody holds {MARK}. Keep a reference to it."
    items = [block for block in blocks if block.kind == "item"]
    assert len(items) == 3 and len({block.top for block in items}) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Naltrexone blocks receptors. It is safe.", ["paragraph"]),
        ("Naltrexone blocks receptors", ["paragraph"]),
        ("Naltrexone\n\nIt blocks receptors. It is safe.", ["heading 1", "paragraph"]),
        ("It blocks receptors. It is safe.\n\nUses\n\nPain.", ["paragraph", "heading 1", "paragraph"]),
        ("Uses\n• Pain\n• Sleep", ["heading 1", "item", "item"]),
        ("It has uses:\n• Pain\n• Sleep", ["paragraph", "item", "item"]),
        ("It has uses:\n(a) pain;\n(b) sleep.\nThat is all.", ["paragraph", "item", "item", "paragraph"]),
        ("1. Take it with food\n\n2. Do not chew it\n\n3. Keep it cool", ["item", "item", "item"]),
        (
            "On doses\n\n1. Introduction\n\nIt is old.\n\n1.1 History\n\nIt was found.\n\n2. Results\n\nIt helps.",
            ["heading 1", "heading 2", "paragraph", "heading 3", "paragraph", "heading 2", "paragraph"],
        ),
        (
            "On doses\n\nUses\n\nPain and Sleep\n\nIt helps.\n\nMood\n\nIt does not.\n\nConclusion\n\nIt is safe.",
            ["heading 1", "heading 2", "heading 3", "paragraph", "heading 3", "paragraph", "heading 2", "paragraph"],
        ),
        (
            "Uses\n\nIt helps.\n\nDisclaimer: this is no advice.\n\n© 2024 Us",
            ["heading 1", "paragraph", "aside", "aside"],
        ),
        ("Uses\n\nFollow-up and Outcomes\n\nIt helps.", ["heading 1", "heading 2", "paragraph"]),
        ("- It helps\n  in pain.\n- It does not\n  in sleep.", ["item", "item"]),
        ("", []),
        (" \n\n---\n\n", []),
    ],
)
def test_what_a_line_is(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in tell_kinds(read(text))] == kinds


@pytest.mark.parametrize(
    "listed",
    [
        "1. Smith J. One. 2001.\n2. Doe A. Two. 2002.",
        "[1] Smith J. One. 2001.\n[2] Doe A. Two. 2002.",
        "1 Smith J. One. 2001.\n\n2 Doe A. Two. 2002.",
        "(1) Smith J. One.\n    2001.\n\n(2) Doe A. Two. 2002.",
    ],
)
def test_a_list_of_references(listed: str) -> None:
    """However it is numbered; a number of the text points to its entry."""
    text = f"Uses\n\nIt helps in pain 1, 2. It helps in sleep 2.\n\nReferences\n\n{listed}\n\nDisclaimer\n\nNo advice."
    page = read(text)
    entries = [block for block in page.blocks if block.kind == "entry"]
    assert [block.labels for block in entries] == [("1",), ("2",)]
    assert [block.text.split()[0] for block in entries] == ["Smith", "Doe"]
    document = resolve_document(page, Library([]))
    assert [[one.number for one in said.citations] for said in document.statements()] == [[1, 2], [2]]


def test_a_list_of_references_without_numbers() -> None:
    """An entry begins with the name of an author."""
    first = "Smith J, Lee K. One is enough for all of us, and two are more than enough.\nJ Pain. 2001."
    text = f"Uses\n\nIt helps.\n\nSources\n\n{first}\nDoe A. Two is company. Pain. 2002.\n"
    assert [block.text for block in read(text).blocks if block.kind == "entry"] == [
        first.replace("\n", " "),
        "Doe A. Two is company. Pain. 2002.",
    ]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("It helps in pain 2.", True),
        ("It helps (in pain) 2.", True),
        ("It helps in “pain” 2.", True),
        ("It was given at 5 mg 2.", True),
        ("It fell by 30% 2.", True),
        ("It was tried in 2017 2.", True),
        ("It was tried in an RCT 2.", True),
        ("It was found by the study 2.", True),
        ("It was found in a large randomised trial 2.", True),
        ("It is taken once per day 2.", True),
        ("It was the same in later phases 2.", True),
        ("It helps in pain 2, but not in sleep.", True),
        ("It helps in pain 2 and lasts.", False),
        ("It helps in pain 2, 3 and 4 weeks.", False),
        ("They were in phase 2.", False),
        ("They have diabetes type 2.", False),
        ("It is shown in Table 2.", False),
        ("The score rose to 2.", False),
        ("It was seen in 1 of 2.", False),
        ("It ended on April 2.", False),
        ("It fell by 1–2.", False),
        ("The ratio was > 2.", False),
        ("It blocks Toll-like receptor 2.", False),
        ("It was seen in Group 2.", False),
        ("It lowers IL-2.", False),
        ("It costs $2.", False),
        ("It fell by 1.2.", False),
    ],
)
def test_what_the_words_before_a_number_make_of_it(sentence: str, cited: bool) -> None:
    """On a page that cites with bare numbers."""
    page = read(f"Uses\n\nIt is old 1. It is known 2. It is safe 3.\n\n{sentence}")
    markers = page.blocks[-1].markers
    assert [[pointer.name for pointer in one.pointers] for one in markers] == ([["2"]] if cited else [])


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It acts on the opioid receptor 2.", "belongs to 'receptor'"),
        ("It changed the pain score 2.", "belongs to 'score'"),
        ("It helps in pain 9.", "end at 3"),
    ],
)
def test_what_cannot_be_told_is_said(sentence: str, told: str) -> None:
    page = read(f"Uses\n\nIt is old 1. It is known 2. It is safe 3.\n\n{sentence}")
    assert told in str(page.blocks[-1].markers[0].unread)


def test_a_name_that_the_page_uses_elsewhere_is_told() -> None:
    """What stands with its number within a sentence is a name at the end of one as well."""
    text = "Uses\n\nIt is old 1. It is known 2.\n\nThe receptor 2 complex is large. It acts on the opioid receptor 2."
    assert read(text).blocks[-1].markers == ()


@pytest.mark.parametrize("first", [1, 4, 8, 21, 101])
def test_a_page_may_go_on_with_the_numbers_of_another(first: int) -> None:
    """The numbers of a page run on from anywhere; what is named with a number stays a name."""
    numbers = [first, first, first + 1, first + 2, first + 4]
    said = ("Pain fell in adults", "Sleep improved", "Mood rose", "Weight did not change", "Falls were rare")
    page = "Note\n\n" + " ".join(f"{words} {number}." for words, number in zip(said, numbers, strict=True))
    found = read(page + " It rose to 5. It was in phase 2.").blocks[1].markers
    assert [int(pointer.name) for marker in found for pointer in marker.pointers] == numbers


@pytest.mark.parametrize(
    "page",
    [
        "Its floor covers a new area 45. They left the old harbour 12. They came home to the old street 7.",
        "Pain fell in adults 14. Sleep improved in women 31.",
    ],
)
def test_numbers_that_do_not_run_cite_nothing(page: str) -> None:
    """A few numbers far from each other and from 1 are no citations."""
    assert not read("Note\n\n" + page).blocks[1].markers


@pytest.mark.parametrize(
    "sentence",
    [
        "RAID 5, RAID 6 and RAID 10 all survive this. It holds for RAID 1.", "It crosses cranial nerve 5.",
        "It is a class 2.", "They took the Apgar score at minute 5.", "All had HIV 1.",
        "They shed human herpesvirus 6.",
        "Bugs fell in release 5.", "See note 2.",
    ],
)  # fmt: skip
def test_names_with_a_number_cite_nothing(sentence: str) -> None:
    """Words that take a number keep it, on a page that cites by such numbers."""
    page = f"Note\n\nPain fell 1. Sleep rose 2. Mood rose 3. Weight fell 4. Falls fell 5.\n\n{sentence}"
    assert not read(page).blocks[2].markers
    others = read(page.replace(sentence, "It fell in adults with HIV 3. Zeta 4 and Zeta 5 ship. Buy a Zeta 2."))
    assert [one.unread is not None for one in others.blocks[2].markers] == [False, True]


def test_the_number_that_is_missing_cites() -> None:
    """The numbers of a page leave none out."""
    text = "Uses\n\nIt is old 1. It is known 2. It is safe 4.\n\nIt acts on the opioid receptor 3."
    assert [one.pointers[0].name for one in read(text).blocks[-1].markers] == ["3"]


def test_a_line_above_a_list_leads_in() -> None:
    """It is no heading, but for one above a list of references."""
    text = "Title\n\nPain fell [1].\n\nKey points:\n\n- It fell.\n- It rose.\n\nReferences:\n\n1. Roe A. Pain. 2001.\n"
    assert [kind for kind, _ in tell_kinds(read(text))] == [
        "heading 1", "paragraph", "paragraph", "item", "item", "heading 2", "entry",
    ]  # fmt: skip


def test_a_pair_that_may_be_an_interval_is_told_where_there_is_a_list() -> None:
    """Two numbers behind "range" may be either; one number cites."""
    said = "It lay in the range [1,2] then. Ferritin lay in the range [2]."
    text = f"Title\n\n{said}\n\nReferences\n\n1. Roe. A.\n2. Doe. B.\n"
    first, second = read(text).blocks[1].markers
    assert (text[first.start : first.end], first.unread) == ("[1,2]", "is a citation, or the ends of an interval")
    assert [one.name for one in second.pointers] == ["2"]


def test_addresses() -> None:
    """A word of its sentence stays; behind the stop it is taken out. Its own stop and bracket are the sentence's."""
    text = "See https://example.org/a_(b) (or doi:10.1000/x.1). Pain fell (PMID: 123). https://example.org/c. More."
    block = read(text).blocks[0]
    names = [
        "https://example.org/a_(b)",
        "doi:10.1000/x.1",
        "https://pubmed.ncbi.nlm.nih.gov/123/",
        "https://example.org/c",
    ]
    assert [one.pointers[0].name for one in block.markers] == names
    assert {one.pointers[0].kind for one in block.markers} == {"address"}
    assert block.text.count(MARK) == 1 and "doi:10.1000/x.1)" in block.text


PIECES = st.sampled_from(
    [
        "Pain fell", " 1", " 1.", " 2, 3", ".", " ", "\n", "\n\n", "• ", "- ", "1. ", "(a) ", "[1]", "[1", "¹", "===",
        ":", "\n---\n", "From the Guidelines", "References", "Disclaimer", "Last updated", "?", "https://a.b/c", "(1)",
        "\t", "doi:10.1000/x", "IL-6", "phase 2", "\u2028", MARK, "é", "12", " and ", ",", "PMID: 1", "A", "b", "  ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def restore(block: Block, text: str) -> str:
    """The words of a block with its markers put back."""
    restored = list(block.text)
    for marker in block.markers:
        if block.text[marker.at] == MARK:
            restored[marker.at] = text[marker.start : marker.end]
    return "".join(restored)


@settings(max_examples=400)
@given(TEXTS)
def test_nothing_is_lost_and_every_place_is_true(text: str) -> None:
    """Each character stands where the block says; only rules, bullets and the numbers of items stand in no block."""
    page = read(text)
    kept = text.replace(MARK, " ")
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end <= len(text)
        outside = re.sub(r"[\s=~*_–—─-]", "", kept[at : block.start])
        assert outside == ""
        at = block.end
        assert [one.at for one in block.markers] == sorted(one.at for one in block.markers)
        words = {index for one in block.markers for index in range(one.at, one.at + one.end - one.start)}
        for index, sign in enumerate(block.text):
            if not sign.isspace() and sign != MARK and index not in words:
                assert kept[block.locate(index)] == sign
        assert block.text.count(MARK) == sum(block.text[one.at] == MARK for one in block.markers)
        inside = re.sub(r"\s", "", kept[block.start : block.end])
        assert inside.endswith(re.sub(r"\s", "", restore(block, kept)))
        for marker in block.markers:
            assert block.start <= marker.start < marker.end <= block.end
            assert all(marker.start <= one.start < one.end <= marker.end for one in marker.pointers)
    assert re.sub(r"[\s=~*_–—─-]", "", kept[at:]) == ""


@pytest.mark.parametrize(
    "piece",
    [
        "a 1. ",
        "1, ",
        "[1",
        "(",
        "(1) ",
        "a¹ ",
        "a\n",
        "A\n\n",
        "- a\n",
        "1. a\n\n",
        "\n ",
        "https://a.b/(",
        "word ",
        "A\n==\n\n",
    ],
)
def test_long_files_are_read(piece: str) -> None:
    """Rows of numbers, brackets that never close, a line for every letter: every word is in some block."""
    text = piece * (40_000 // len(piece))
    page = read(text)
    assert sum(restore(block, text).count("a") for block in page.blocks) == text.count("a")
