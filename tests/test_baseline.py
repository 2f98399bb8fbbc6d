"""A baseline: what is written is found again wherever it was moved to, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.baseline import (
    Baseline,
    BaselineEntry,
    FindStatement,
    apply_baseline,
    read_baseline,
    write_baseline,
)
from evidence_assembler.errors import EvidenceError
from evidence_assembler.model import Checked, Finding, Place, Report
from evidence_assembler.text.stretch import SourceLines

DAY = date(2026, 4, 14)
WHY = "written before the check was used"
CHECKED = Checked(documents=1, statements=2, cited=1, uncited=1, citations=1, sources=3)
HEAD = '{"version": 2, "day": "2026-04-14", "because": "it was there", "findings": ['


def find(line: int, column: int, end_line: int, end_column: int, path: str = "a.md", **fields: object) -> Finding:
    given = {"rule": "EA101", "name": "uncited-statement", "level": "error", "kind": "fail", "message": "it is bare"}
    place = Place(path, line, column, end_line, end_column)
    return Finding.model_validate({**given, "remedy": "Cite.", "location": place, **fields})


def report_on(*findings: Finding, rules: tuple[str, ...] = ("EA101", "EA102"), paths: Sequence[str] = ()) -> Report:
    return Report(findings=findings, checked=CHECKED, rules=rules, as_of=DAY, paths=tuple(paths))


def lines_of(**texts: str) -> SourceLines:
    """The lines of files; the names have an underscore for the point."""
    return lambda path: texts[name].split("\n") if (name := path.replace(".", "_")) in texts else None


def locate(text: str, words: str, **fields: object) -> Finding:
    """A finding about words of a text, at the first place where they stand."""
    start = text.index(words)
    end = start + len(words)

    def at(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1

    return find(*at(start), *at(end), **fields)


def no_statement(finding: Finding) -> None:
    """What is found here is about the whole statement."""


def write(text: str, *findings: Finding, find_statement: FindStatement = no_statement) -> Baseline:
    report = report_on(*findings)
    written = write_baseline(report, "baseline.json", lines_of(a_md=text), find_statement, day=DAY, because=WHY)
    return read_baseline(written, "baseline.json")


def standing(
    baseline: Baseline, text: str, *findings: Finding, find_statement: FindStatement = no_statement
) -> list[str]:
    report, _ = apply_baseline(report_on(*findings), baseline, lines_of(a_md=text), find_statement)
    return [one.message for one in report.standing()]


def test_what_is_written_is_suppressed_with_the_reason_of_the_baseline() -> None:
    text = "Pain fell. It was safe."
    one = locate(text, "Pain fell.")
    report, stale = apply_baseline(report_on(one), write(text, one), lines_of(a_md=text), no_statement)
    assert [(f.suppressed, f.suppressed_by) for f in report.findings] == [(WHY, "baseline")]
    assert report.ok
    assert stale == ()


def test_a_new_finding_beside_an_old_one_is_told() -> None:
    text = "Pain fell. It was safe."
    old, new = locate(text, "Pain fell."), locate(text, "It was safe.", message="it is new")
    assert standing(write(text, old), text, old, new) == ["it is new"]


@pytest.mark.parametrize(
    "moved",
    [
        "\n\n\nPain fell by 5 mg at once.",
        "Before.\n\nPain fell\nby 5 mg\nat once.",
        "> Pain fell\n>   by 5 mg\n> at once.",
    ],
)
def test_moved_and_wrapped_words_are_known_again(moved: str) -> None:
    text = "Pain fell by 5 mg at once."
    words = moved[moved.index("Pain") :]
    assert standing(write(text, locate(text, text)), moved, locate(moved, words)) == []


@pytest.mark.parametrize(
    "edited",
    ["Pain fell by 6 mg at once.", "Pain fell by -5 mg at once.", "pain fell by 5 mg at once.", "Pain fell by 5 mg."],
)
def test_an_edited_sentence_brings_its_finding_back(edited: str) -> None:
    text = "Pain fell by 5 mg at once."
    assert standing(write(text, locate(text, text)), edited, locate(edited, edited)) == ["it is bare"]


def test_two_equal_findings_need_two_entries() -> None:
    text = "So it is.\nSo it is."
    first, second = find(1, 1, 1, 10), find(2, 1, 2, 10, message="the second")
    assert standing(write(text, first), text, first, second) == ["the second"]
    assert standing(write(text, first, second), text, first, second) == []


def test_another_rule_source_or_file_is_another_finding() -> None:
    text = "So it is."
    old = locate(text, text, source_id="roe2003")
    others = [
        locate(text, text, source_id="roe2004", message="source"),
        locate(text, text, source_id="roe2003", rule="EA102", message="rule"),
        locate(text, text, source_id="roe2003", path="b.md", message="file"),
    ]
    report, _ = apply_baseline(report_on(*others), write(text, old), lines_of(a_md=text, b_md=text), no_statement)
    assert [one.message for one in report.standing()] == ["source", "rule", "file"]


def test_without_a_place_or_a_file_the_message_is_what_is_known_again() -> None:
    bare = find(1, 1, 1, 1).model_copy(update={"location": None})
    gone = find(4, 1, 4, 9, path="gone.md")
    baseline = write("", bare, gone)
    assert [(one.path, one.words) for one in baseline.entries] == [(None, "it is bare"), ("gone.md", "it is bare")]
    assert standing(baseline, "", bare, gone) == []
    assert standing(baseline, "", bare.model_copy(update={"message": "it is worse"})) == ["it is worse"]


def test_long_words_are_cut_and_still_told_apart() -> None:
    text = "word " * 400 + "one"
    baseline = write(text, locate(text, text))
    assert len(baseline.entries[0].words) < 240
    assert standing(baseline, text, locate(text, text)) == []
    edited = "word " * 400 + "two"
    assert standing(baseline, edited, locate(edited, edited)) == ["it is bare"]


def test_what_a_comment_suppresses_is_not_in_it_and_what_a_baseline_did_is() -> None:
    text = "One. Two. Three."
    findings = [
        locate(text, "One.", suppressed="aim", suppressed_by="comment"),
        locate(text, "Two.", suppressed="old", suppressed_by="baseline"),
        locate(text, "Three."),
    ]
    baseline = write(text, *findings)
    assert [one.words for one in baseline.entries] == ["Three.", "Two."]
    report, _ = apply_baseline(report_on(*findings), baseline, lines_of(a_md=text), no_statement)
    assert [one.suppressed for one in report.findings] == ["aim", "old", WHY]


def test_entries_that_occur_no_more_are_stale_where_they_were_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "other.md"):
        (tmp_path / name).touch()
    text = "One. Two."
    baseline = write(text, locate(text, "One."), locate(text, "Two."), find(1, 1, 1, 3, path="other.md"))
    of_rule = Baseline(baseline.folder, DAY, WHY, (*baseline.entries, BaselineEntry("a.md", "EA999", "One.")))

    def stale(report: Report, *read: str) -> list[str]:
        _, entries = apply_baseline(report, of_rule, lines_of(a_md=text), no_statement, read=read)
        return [one.words for one in entries]

    assert stale(report_on(locate(text, "One."), paths=["a.md"])) == ["Two."]
    assert stale(report_on(paths=["a.md"])) == ["One.", "Two."]
    assert stale(report_on(paths=["a.md"]), "other.md") == ["One.", "Two.", "it is bare"]
    assert stale(report_on(paths=["a.md"], rules=("EA102",))) == []
    assert stale(report_on(paths=["b.md"])) == []
    (tmp_path / "other.md").rename(tmp_path / "renamed.md")
    assert stale(report_on(paths=["b.md"], rules=())) == ["it is bare"]


def test_an_entry_of_a_file_that_cannot_be_is_stale() -> None:
    entries = (BaselineEntry("nul\0.md", "EA101", "One."), BaselineEntry(f"{__file__}/in-it.md", "EA101", "Two."))
    baseline = Baseline(str(Path.cwd()), DAY, WHY, entries)
    assert apply_baseline(report_on(), baseline, lines_of(), no_statement)[1] == entries


def test_a_part_of_a_statement_is_known_again_in_the_same_statement_alone() -> None:
    text = "Sleep is bad for all [@smth2020]."

    def is_known(now: str) -> bool:
        whole = locate(now, now).location
        baseline = write(text, locate(text, "@smth2020"), find_statement=lambda _: locate(text, text).location)
        return standing(baseline, now, locate(now, "@smth2020"), find_statement=lambda _: whole) == []

    assert is_known(text)
    assert is_known("Sleep is bad\nfor all\n[@smth2020].")
    assert not is_known("Cows eat grass at noon [@smth2020].")
    assert not is_known("Sleep is bad for all at noon [@smth2020].")


def test_the_words_of_a_statement_are_not_written_twice() -> None:
    text = "One. Two @a."
    findings = [locate(text, "One."), locate(text, "@a")]
    placed = {"One.": locate(text, "One.").location, "@a": locate(text, "Two @a.").location}
    found = dict(zip(findings, placed.values(), strict=True))
    entries = write(text, *findings, find_statement=found.get).entries
    assert [(one.words, one.statement) for one in entries] == [("@a", "Two @a."), ("One.", None)]


def test_paths_start_at_the_folder_of_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "ci").mkdir()
    lines = {str(tmp_path / "text" / "a.md"): ["So."], "text/a.md": ["So."], "a.md": ["So."]}
    monkeypatch.chdir(tmp_path)
    one = report_on(find(1, 1, 1, 4, path="text/a.md"))
    written = write_baseline(one, "ci/baseline.json", lines.get, no_statement, day=DAY, because=WHY)
    assert json.loads(written)["findings"][0]["path"] == "../text/a.md"
    monkeypatch.chdir(tmp_path / "text")
    baseline = read_baseline(written, "../ci/baseline.json")
    for path in ("a.md", str(tmp_path / "text" / "a.md")):
        report, _ = apply_baseline(report_on(find(1, 1, 1, 4, path=path)), baseline, lines.get, no_statement)
        assert report.ok


def test_the_file_is_sorted_with_one_entry_a_line() -> None:
    text = "Two. One."
    findings = [locate(text, "Two."), locate(text, "One."), locate(text, "One.", rule="EA102", source_id="é")]
    report = report_on(*findings)
    written = write_baseline(report, "baseline.json", lines_of(a_md=text), no_statement, day=DAY, because=WHY)
    assert written == (
        '{\n  "version": 2,\n  "day": "2026-04-14",\n  "because": "written before the check was used",\n'
        '  "findings": [\n'
        '    {"path": "a.md", "rule": "EA101", "words": "One.", "source_id": null, "statement": null},\n'
        '    {"path": "a.md", "rule": "EA101", "words": "Two.", "source_id": null, "statement": null},\n'
        '    {"path": "a.md", "rule": "EA102", "words": "One.", "source_id": "é", "statement": null}\n'
        "  ]\n}\n"
    )
    again = report_on(*reversed(findings))
    assert write_baseline(again, "baseline.json", lines_of(a_md=text), no_statement, day=DAY, because=WHY) == written
    assert (
        json.loads(write_baseline(report_on(), "b.json", lines_of(), no_statement, day=DAY, because=WHY))["findings"]
        == []
    )


@pytest.mark.parametrize("because", ["", " ", "TODO", "n/a"])
def test_a_baseline_without_a_reason_is_not_written(because: str) -> None:
    with pytest.raises(EvidenceError, match="needs a reason"):
        write_baseline(report_on(), "baseline.json", lines_of(), no_statement, day=DAY, because=because)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "no JSON"),
        ('{\n  "version": 2,\n', 3, "no JSON"),
        ("[" * 50_000, None, "nested"),
        ("[]", None, "no list of `findings`"),
        ('{"findings": []}', None, "version of this baseline is null"),
        ('{"findings": [],\n"version": 1}', 2, "version of this baseline is 1, and only 2"),
        ('{"version": 2.0, "findings": []}', 1, "version of this baseline is 2.0"),
        ('{"version":\ntrue, "findings": []}', 1, "version of this baseline is true"),
        ('{"version": 2, "findings": []}', None, "no reason"),
        ('{"version": 2, "findings": [],\n"because": "yes"}', 2, "no reason"),
        ('{"version": 2, "findings": [], "because": "old",\n\n"day": "soon"}', 3, "no day"),
        ('{"version": 2, "findings": [], "because": "old"}', None, "no day"),
        ('{"version": 2,\n"becuase": "old", "findings": []}', 2, "unknown key 'becuase'. Did you mean 'because'?"),
        ('{"version": 2,\n"": "old", "findings": []}', 2, "unknown key ''"),
        (f'{HEAD}\n{{"rule": "EA1011", "words": "a"}}]}}', 2, "unknown rule 'EA1011'. Did you mean 'EA101'?"),
        (f'{HEAD}\n{{"rule": "ea101", "words": "a"}}]}}', 2, "unknown rule 'ea101'"),
        (f'{HEAD}\n{{"rule": "EA101", "words": "a", "statement": 3}}]}}', 2, "'statement' that is no text"),
        (f'{HEAD}\n{{"rule": "EA101", "words": "a"}},\n3]}}', 3, "finding 2 of the baseline is no object"),
        (f'{HEAD}\n\n{{"words": "a"}}]}}', 3, "has no 'rule'"),
        (f'{HEAD}\n{{"rule": "EA101", "word": "a"}}]}}', 2, "unknown key 'word'. Did you mean 'words'?"),
        (f'{HEAD}\n{{"rule": null, "words": "a"}}]}}', 2, "'rule' that is no text"),
        (f'{HEAD}{{"rule": "EA101", "words": "a", "path": 3}}]}}', 1, "'path' that is no text"),
    ],
)
def test_a_broken_baseline_is_refused_with_its_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        read_baseline(text, "b.json")
    assert said in caught.value.message
    assert (caught.value.path, caught.value.line) == ("b.json", line)


SENTENCES = st.lists(
    st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=20).filter(str.strip), max_size=8
)


@given(SENTENCES, st.integers(0, 5), st.data())
def test_what_was_written_leaves_nothing_standing_wherever_it_is_moved(
    sentences: list[str], ahead: int, data: st.DataObject
) -> None:
    """Writing and applying leaves nothing standing; lines above change nothing, nor does another order of the lines."""
    rules = [data.draw(st.sampled_from(["EA101", "EA102"])) for _ in sentences]
    pairs = list(zip(sentences, rules, strict=True))

    def put(ordered: list[tuple[str, str]], blank: int) -> tuple[str, Report]:
        found = [find(blank + n, 1, blank + n, len(words) + 1, rule=rule) for n, (words, rule) in enumerate(ordered, 1)]
        return "\n" * blank + "\n".join(words for words, _ in ordered), report_on(*found)

    text, report = put(pairs, 0)
    written = write_baseline(report, "baseline.json", lines_of(a_md=text), no_statement, day=DAY, because=WHY)
    baseline = read_baseline(written, "baseline.json")
    for ordered in (pairs, data.draw(st.permutations(pairs))):
        moved, found = put(ordered, ahead)
        after, stale = apply_baseline(found, baseline, lines_of(a_md=moved), no_statement)
        assert after.standing() == ()
        assert stale == ()
    after, _ = apply_baseline(
        report_on(*report.findings, find(1, 1, 1, 2, rule="EA103")), baseline, lines_of(a_md=text), no_statement
    )
    assert [one.rule for one in after.standing()] == ["EA103"]
