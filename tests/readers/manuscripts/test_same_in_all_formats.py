"""What markers mean in prose does not depend on the format that the prose is written in."""

from __future__ import annotations

import pytest

from evidence_assembler.model.manuscript import MARK, Block, Manuscript
from evidence_assembler.readers.manuscripts import html, latex, markdown, plain
from evidence_assembler.resolve.reference_lists import mark_entries

FORMATS = {
    "markdown": (markdown.read_manuscript, "{}\n", "^{}^"),
    "html": (html.read_manuscript, "<p>{}</p>", "<sup>{}</sup>"),
    "latex": (latex.read_manuscript, "\\begin{{document}}\n{}\n\\end{{document}}", "\\textsuperscript{{{}}}"),
    "plain": (plain.read_manuscript, "{}\n", None),
}
_SUPERIOR = str.maketrans("0123456789,-", "⁰¹²³⁴⁵⁶⁷⁸⁹,⁻")
BEHIND = " in the second of two trials of this drug, which ended early."


def read(format_name: str, words: str) -> Manuscript:
    reader, page, _ = FORMATS[format_name]
    return reader(page.format(words.replace("%", "\\%") if format_name == "latex" else words), "x")


def read_sentence(format_name: str, words: str) -> Block:
    """The only paragraph of a manuscript; a number in braces is raised."""
    raised = FORMATS[format_name][2]
    before, _, rest = words.partition("{")
    number, _, behind = rest.partition("}")
    if number:
        words = before + (number.translate(_SUPERIOR) if raised is None else raised.format(number)) + behind
    (block,) = [one for one in read(format_name, words + BEHIND).blocks if one.kind == "paragraph"]
    return block


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize(
    ("sentence", "is_exponent"),
    [
        ("Patients of 30 kg/m{2} took it", True),
        ("Patients of 30 kg{2} took it", True),
        ("A lawn of 30 yd{2} was cut", True),
        ("A floor of 12 ft{2} was laid", True),
        ("A floor of 12 in{2} was laid", True),
        ("It fell by 9 m per sec{2} there", True),
        ("A sum of log{2} was taken", True),
        ("The model had an R{2} of one half", True),
        ("They counted 10{5} cells", True),
        ("They counted 2.5 × 10{-3} cells", True),
        ("They gave 5 mol s{-1} of it", True),
        ("A flow of 5 L min{-1} was set", True),
        ("A count of 10{3} was seen", True),
        ("They gave {18}F to all", True),
        ("Pain fell{2} by half", False),
        ("Pain fell.{2} It came back", False),
        ("This was reported in{2} and out", False),
        ("They took vitamin D{12} for weeks", False),
        ("They took 600 mg{2} and slept", False),
        ("They slept after six weeks{2} and woke", False),
        ("They died of COVID-19{3} at home", False),
        ("It was known since 2019{3} at least", False),
        ("Both are so{1,2} by now", False),
        ("It was Smith’s{2} own view", False),
    ],
)
def test_a_raised_number_is_an_exponent_or_cites(format_name: str, sentence: str, is_exponent: bool) -> None:
    block = read_sentence(format_name, sentence)
    number = sentence[sentence.index("{") + 1 : sentence.index("}")]
    assert [[one.name for one in marker.pointers] for marker in block.markers] == (
        [] if is_exponent else [number.split(",")]
    )
    printed = number.translate(_SUPERIOR) if is_exponent else MARK
    assert printed in block.text


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("As was shown in [14], it fell", "word"),
        ("It was sent via [14] to all", "word"),
        ("It was looked for at [14] too", "word"),
        ("As in [1, 2], it fell", "word"),
        ("Pain fell [14] by half", "mark"),
        ("Pain fell [1, 2] by half", "mark"),
        ("It differed between [3] and others", "mark"),
        ("All this is based on [1, 2] alone", "mark"),
        ("Values lay between [1, 2] then", "interval"),
        ("Values lay within [1, 2] then", "interval"),
        ("Values in the range [1, 2] then", "interval"),
        ("Values with an IQR of [12, 34] then", "interval"),
        ("The ratio was 1.5, 95% CI [1, 2], then", "interval"),
        ("The ratio was 1.5, 95% CI: [1-2], then", "interval"),
    ],
)
def test_the_words_before_numbers_in_brackets_tell_what_they_are(format_name: str, sentence: str, mark: str) -> None:
    block = read_sentence(format_name, sentence)
    if mark == "interval":
        assert not block.markers
        assert block.text == sentence + BEHIND
        return
    (marker,) = block.markers
    assert (block.text == sentence + BEHIND) is (mark == "word")
    assert block.text[marker.at] == ("[" if mark == "word" else MARK)
    assert block.locate(marker.at) == marker.start


@pytest.mark.parametrize(
    ("format_name", "written"),
    [
        ("markdown", "<!-- {} -->\n\nPain fell."),
        ("html", "<!-- {} --><p>Pain fell.</p>"),
        ("latex", "% {}\nPain fell."),
    ],
)
@pytest.mark.parametrize(
    ("words", "is_remark"),
    [
        ("evidence: ignore EA101 because so", True),
        ("Evidence: ignore EA101 because so", True),
        ("EVIDENCE : ignore EA101", True),
        ("the evidence: good", False),
        ("evidence is good", False),
    ],
)
def test_a_comment_that_begins_with_evidence_is_a_remark(
    format_name: str, written: str, words: str, is_remark: bool
) -> None:
    text = written.format(words)
    comments = [one for one in FORMATS[format_name][0](text, "x").blocks if one.kind == "comment"]
    assert [one.text for one in comments] == [words] * is_remark
    assert [text[one.start : one.end] for one in comments] == [words] * is_remark


@pytest.mark.parametrize(
    ("format_name", "written"),
    [
        ("markdown", "# A page\n\nPain fell by half in the trial.\n\n## {}\n\nRoe A. Pain. 2003.\n"),
        (
            "html",
            "<p>Pain fell.</p><section class=endnotes><h2>{}</h2>"
            "<ol><li id=fn1>What a diary is was left to all.</ol></section>",
        ),
        ("latex", "\\section{{A page}}\nPain fell.\n\\section{{{}}}\n\nRoe A. Pain. 2003.\n"),
        ("plain", "A page\n\nPain fell by half in the trial.\n\n{}\n\nRoe A. Pain. 2003.\n"),
    ],
)
@pytest.mark.parametrize(
    ("heading", "is_list"),
    [
        ("References", True),
        ("7. References", True),
        ("IV. References", True),
        ("a. References", True),
        ("2.1 Works Cited", True),
        ("Reference Values", False),
    ],
)
def test_a_heading_above_a_list_of_references(format_name: str, written: str, heading: str, is_list: bool) -> None:
    blocks = mark_entries(FORMATS[format_name][0](written.format(heading), "x").blocks)
    assert (blocks[-1].kind == "entry") is is_list
