"""The report for people: where, the words marked under their line, what is wrong, what to do, what was not checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.model import Checked, Finding, Place, Report
from evidence_assembler.model.finding import Level
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library
from evidence_assembler.renderers.reports.text import lay_out_report, render_report_text

CHECKED = Checked(documents=1, statements=2, cited=1, uncited=1, citations=1, sources=3, quotes={"exact": 1})
SUMMARY = """\
Checked as of 2026-04-14: 2 statements, 1 cited, 1 uncited; 1 citation of 3 sources; quotations: 1 exact.
"""
CLEAN = "No errors in the checks listed: EA101 EA202.\n"
NOT_CHECKED = """\
Not checked: whether the quoted words support the statements, whether a source was retracted since it was recorded.
"""

DRAFT = """\
question: Does it work?
sources: [refs.bib]
texts: texts
disclaimer: general
claims:
  - {text: "効果があります 😀 é", cite: nobody1999}
  - {topic: "a	b", text: "a	tab"}
  - text: It works.
    cite: {source: smith2020, quote: "reduced systolic pressure by 125 mm Hg in the whole of the group, and never so much as in those who had been given the higher of the two doses from the first day on", page: 3}
  - text: >
      It is
      cheap.
"""  # noqa: E501 - a long line is what is looked at
GOLDEN = """\
answer.yaml:1:11: note EA601 not-approved
  the answer is not approved: its review stands at 'draft'
  1 | question: Does it work?
    |           ^^^^^^^^^^^^^
  → Have it reviewed by somebody who did not write it.

answer.yaml:6:33: error EA102 unknown-source
  “効果があります 😀 é” cites 'nobody1999', which is no source
  6 |   - {text: "効果があります 😀 é", cite: nobody1999}
    |                                         ^^^^^^^^^^
  → Add the source to a bibliography.

answer.yaml:7:26: error EA101 uncited-statement
  “a tab” cites no source
  7 |   - {topic: "a b", text: "a tab"}
    |                          ^^^^^^^
  → Cite a source, or say why none is needed: `needs_no_citation: <reason>`.

answer.yaml:9:38: error EA202 quote-altered
  “reduced systolic pressure by 125 mm Hg in the whole of the …” differs from 'smith2020': '125' where the source has '12.5' (number)
  9 | …: smith2020, quote: "reduced systolic pressure by 125 mm Hg in the whole of the group, and never so much as in…
    |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  → The source has “reduced systolic pressure by 12.5 mm Hg in the whole of the …”: quote that, or cite without a quotation.

answer.yaml:10:11: error EA101 uncited-statement
  “It is cheap.” cites no source
  10 |   - text: >
     |           ^
  → Cite a source, or say why none is needed: `needs_no_citation: <reason>`.

refs.bib:1:1: error EA408 unreadable-entry
  the entry 'cut' was left out: the closing brace of the field 'title' is missing before the next entry begins
  1 | @misc{cut, title = {Never closed,
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  → Close the value of 'title' with a brace, or remove the opening brace that has no partner.

Checked as of 2026-04-14: 4 statements, 2 cited, 2 uncited; 2 citations of 1 source; quotations: 1 altered.
5 errors, 1 note
Not checked: whether the quoted words support the statements, whether a source was retracted since it was recorded.
"""  # noqa: E501 - as it is shown


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "refs.bib").write_text(
        "@misc{cut, title = {Never closed,\n@article{smith2020, title = {A randomized controlled trial},\n"
        "  author = {Smith, Ann}, journal = {J}, year = 2020}\n",
        encoding="utf-8",
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "smith2020.txt").write_text(
        "It reduced systolic pressure by 12.5 mm Hg in the whole of the group, and never so much as in those who had "
        "been given the higher of the two doses from the first day on.\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read_lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").split("\n")


def test_the_report_on_a_draft(folder: Path) -> None:
    (folder / "answer.yaml").write_text(DRAFT, encoding="utf-8")
    draft = read_draft("answer.yaml")
    library = read_draft_library(draft)
    report = check_answer(assemble_answer(draft, library, as_of=date(2026, 4, 14)), library)
    assert render_report_text(report, read_lines) == GOLDEN


def find(place: Place | None, message: str = "it is wrong", level: Level = "error", **fields: object) -> Finding:
    given = {"rule": "EA101", "name": "uncited-statement", "kind": "fail", "remedy": "Mend it.", **fields}
    return Finding.model_validate({"message": message, "level": level, "location": place, **given})


def report_on(*findings: Finding) -> Report:
    return Report(findings=findings, checked=CHECKED, rules=("EA101", "EA202"), as_of=date(2026, 4, 14))


def show(line: str, column: int, end_column: int, end_line: int = 1) -> list[str]:
    """The line and its marks, as they are shown."""
    report = report_on(find(Place("f", 1, column, end_line, end_column)))
    shown = render_report_text(report, lambda _: [line]).split("\n")
    return [one for one in shown if " | " in one]


def test_a_clean_report_says_what_was_checked_and_what_was_not() -> None:
    assert render_report_text(report_on(), lambda _: None) == SUMMARY + CLEAN + NOT_CHECKED


def test_a_finding_without_a_place_or_whose_file_is_gone_has_no_line() -> None:
    report = report_on(find(None), find(Place("gone.yaml", 3, 5, 3, 9), "it is gone", "warning"))
    assert render_report_text(report, lambda _: None) == (
        "error EA101 uncited-statement\n  it is wrong\n  → Mend it.\n\n"
        "gone.yaml:3:5: warning EA101 uncited-statement\n  it is gone\n  → Mend it.\n\n"
        f"{SUMMARY}1 error, 1 warning\n{NOT_CHECKED}"
    )


def test_what_is_open_is_named_as_not_checked() -> None:
    unchecked = [find(None, level="note", kind="open", rule="EA208", name="quote-unchecked") for _ in range(2)]
    undated = find(None, level="note", kind="open", rule="EA409", name="stale-source")
    shown = render_report_text(report_on(*unchecked, undated), lambda _: None)
    assert shown.startswith("note EA208 quote-unchecked (open)\n")
    assert shown.endswith(
        "3 notes\nNo errors in the checks listed: EA101 EA202.\nNot checked: whether the quoted words support the "
        "statements, 2 quote-unchecked, 1 stale-source, whether a source was retracted since it was recorded.\n"
    )


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (["comment"], "1 suppressed: 1 by a comment"),
        (["comment", "baseline", "baseline"], "3 suppressed: 1 by a comment, 2 by the baseline"),
        ([None], "1 suppressed: 1 elsewhere"),
    ],
)
def test_what_is_suppressed_is_counted_and_not_shown(by: list[str | None], told: str) -> None:
    reasons = [find(None, suppressed="the author's own aim", suppressed_by=one) for one in by]
    told += "; --format json gives the reasons.\n"
    clean = CLEAN.replace("listed:", "listed, beside those suppressed:")
    assert render_report_text(report_on(*reasons), lambda _: None) == SUMMARY + told + clean + NOT_CHECKED


def test_suppressed_notes_are_none_of_the_three_that_are_shown() -> None:
    hidden = [find(None, level="note", suppressed="aim", suppressed_by="comment") for _ in range(5)]
    shown = render_report_text(report_on(*hidden, *(find(None, level="note") for _ in range(3))), lambda _: None)
    assert shown.count("note EA101") == 3
    assert "more note" not in shown
    assert "3 notes\n5 suppressed" in shown


def test_of_many_documents_it_says_how_many() -> None:
    report = report_on().model_copy(update={"checked": CHECKED.model_copy(update={"documents": 27})})
    assert render_report_text(report, lambda _: None).startswith(
        "Checked as of 2026-04-14: 27 documents, 2 statements,"
    )


def test_notes_of_one_rule_are_cut_over_all_documents() -> None:
    notes = [find(Place(f"{name}.md", 1), level="note") for name in "abcdeff"]
    shown = render_report_text(report_on(*notes), lambda _: None)
    assert [line[:4] for line in shown.split("\n") if "note EA101" in line] == ["a.md", "b.md", "c.md"]
    assert "4 more notes of EA101 in 3 files; --format json shows them all.\n" in shown


def test_no_line_is_endless() -> None:
    bad = find(Place("f", 1, 500_000, 1, 900_000), "x" * 100_000, remedy="y" * 100_000)
    shown = render_report_text(report_on(bad), lambda _: ["word " * 400_000])
    assert max(map(len, shown.split("\n"))) < 700
    assert "x …\n" in shown
    assert "y …\n" in shown


def test_many_findings_on_one_endless_line_are_shown_in_one_pass_each() -> None:
    line = "word " * 400_000
    report = report_on(*(find(Place("f", 1, at, 1, at + 4)) for at in range(1, 2_000_000, 500)))
    shown = render_report_text(report, lambda _: [line])
    assert shown.count("    |  " + " " * 20 + "^^^^\n") == 3_999


@pytest.mark.parametrize(("many", "rest"), [(3, None), (4, "1 more note of"), (9, "6 more notes of")])
def test_of_many_notes_of_one_rule_three_are_shown(many: int, rest: str | None) -> None:
    report = report_on(*(find(None, level="note") for _ in range(many)), find(None), find(None, level="warning"))
    shown = render_report_text(report, lambda _: None)
    assert (shown.count("note EA101"), shown.count("error EA101"), shown.count("warning EA101")) == (3, 1, 1)
    told = f"{rest} EA101; --format json shows them all.\n"
    assert (told in shown) if rest else ("more note" not in shown)
    assert f"1 error, 1 warning, {many} notes\n" in shown


@pytest.mark.parametrize(
    ("line", "column", "end_column", "shown", "marks"),
    [
        ("one two", 5, 8, "one two", "    ^^^"),
        ("\tone", 2, 5, " one", " ^^^"),
        ("a\u0301b c", 4, 6, "a\u0301b c", "  ^^"),
        ("日本語 word", 1, 4, "日本語 word", "^^^^^^"),
        ("日本語 word", 5, 9, "日本語 word", "       ^^^^"),
        ("😀😀 x", 4, 5, "😀😀 x", "     ^"),
        ("☝️ x", 4, 5, "☝️ x", "  ^"),
        ("abc", 9, 12, "abc", "   ^"),
        ("abc   ", 2, 7, "abc", " ^^"),
        ("abc", 2, 2, "abc", " ^"),
        ("a\x1b[31mb", 1, 3, "a�[31mb", "^^"),
        ("a\u202eb", 3, 4, "a�b", "  ^"),
    ],
)
def test_the_marks_stand_under_the_words_as_a_terminal_shows_them(
    line: str, column: int, end_column: int, shown: str, marks: str
) -> None:
    assert show(line, column, end_column) == [f"  1 | {shown}", f"    | {marks}"]


def test_words_on_several_lines_are_marked_to_the_end_of_the_first() -> None:
    assert show("one two", 5, 3, end_line=4) == ["  1 | one two", "    |     ^^^"]


def test_a_long_line_is_cut_around_the_words() -> None:
    line = "a" * 200 + "WORDS" + "b" * 200
    assert show(line, 201, 206) == [
        f"  1 | …{'a' * 20}WORDS{'b' * 85}…",
        f"    | {' ' * 21}^^^^^",
    ]
    assert show("WORDS" + "b" * 200, 1, 6) == [f"  1 | WORDS{'b' * 105}…", "    | ^^^^^"]
    assert show("a" * 200, 1, 201) == [f"  1 | {'a' * 110}…", f"    | {'^' * 110}"]


def test_an_empty_line_and_one_that_the_file_has_not_are_not_shown() -> None:
    assert show("   ", 1, 2) == []
    report = report_on(find(Place("f", 9, 1, 9, 2)))
    assert " | " not in render_report_text(report, lambda _: ["one"])


def test_nothing_in_a_finding_steers_the_terminal() -> None:
    report = report_on(find(Place("a\x1b[2J.yaml"), "a\x1b[31mb\nc\u202ed", remedy="x\x07y"))
    shown = render_report_text(report, lambda _: None)
    assert shown.startswith("a�[2J.yaml:1:1: error EA101 uncited-statement\n  a�[31mb c�d\n  → x�y\n")


def test_every_stretch_of_words_has_its_style() -> None:
    (title, message, line, marks, remedy, *_) = lay_out_report(
        report_on(find(Place("f", 1, 1, 1, 4))), lambda _: ["abc"]
    )
    assert title == (("f:1:1: ", "place"), ("error EA101", "error"), (" uncited-statement", "plain"))
    assert message == (("  it is wrong", "plain"),)
    assert line == (("  1 | ", "gutter"), ("abc", "plain"))
    assert marks == (("    | ", "gutter"), ("^^^", "error"))
    assert remedy == (("  → ", "quiet"), ("Mend it.", "remedy"))


@given(st.text(max_size=300), st.integers(1, 320), st.integers(0, 40))
def test_whatever_a_line_holds_the_marks_begin_under_the_first_word(line: str, column: int, length: int) -> None:
    shown = show(line, column, column + length)
    if not line.strip():
        assert shown == []
        return
    words, marks = (one[6:] for one in shown)
    assert all(char.isprintable() for char in words)
    assert set(marks.strip()) == {"^"}

    def width(text: str) -> int:
        joined = [c for c in text if category(c) in ("Mn", "Me") or "\u1160" <= c <= "\u11ff"]
        return len(text) - len(joined) + sum(east_asian_width(c) in "WF" for c in text if c not in joined)

    if column <= len(line) and len(line) <= 110:
        plain = "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in line)
        assert len(marks) - len(marks.lstrip()) == width(plain[: column - 1])
