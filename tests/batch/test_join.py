"""One report of many files: of one file it is the report of its check, of many it tells nothing twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from manuscripts import DAY, ENTRY, make_task, write_files

from evidence_assembler.batch.join import join_reports
from evidence_assembler.batch.run import BatchRun, check_files
from evidence_assembler.check import check_answer
from evidence_assembler.model.finding import Finding, Report
from evidence_assembler.readers.documents import read_document
from evidence_assembler.readers.libraries import read_library


def join(run: BatchRun) -> Report:
    assert run.failures == ()
    return join_reports(run.documents, run.libraries)


def told(report: Report, rule: str) -> list[str | None]:
    return [one.source_id for one in report.findings if one.rule == rule]


@pytest.mark.usefixtures("folder")
def test_of_one_document_it_is_the_report_of_its_check() -> None:
    library = read_library("refs.bib", texts="texts")
    for path in ("one.md", "two.md", "three.tex"):
        alone = check_answer(read_document(path, library, as_of=DAY), library)
        assert join(check_files([make_task(path)])) == alone.model_copy(update={"paths": (path,)})
        assert alone.findings


@pytest.mark.usefixtures("folder")
def test_of_many_it_has_the_findings_of_each_in_their_order() -> None:
    paths = ["three.tex", "one.md", "two.md"]
    joined = join(check_files([make_task(path) for path in paths]))
    each = [join(check_files([make_task(path)])) for path in paths]
    assert [one for one in joined.findings if one.location and one.location.path in paths] == [
        one
        for path, report in zip(paths, each, strict=True)
        for one in report.findings
        if str(one.location)[:3] == path[:3]
    ]
    assert joined.paths == tuple(paths)
    assert (joined.checked.documents, joined.checked.statements) == (3, sum(one.checked.statements for one in each))
    assert joined.checked.sources == 3
    assert dict(joined.checked.quotes) == {"exact": 1}


@pytest.mark.usefixtures("folder")
def test_a_source_is_unused_where_no_document_cites_it() -> None:
    assert told(join(check_files([make_task("one.md")])), "EA103") == ["doe", "roe"]
    assert told(join(check_files([make_task("one.md"), make_task("two.md")])), "EA103") == ["roe"]


def test_it_is_used_by_a_document_that_does_not_ask_and_that_has_other_files_too(folder: Path) -> None:
    write_files(folder, {"more.bib": ENTRY.format("extra"), "four.md": "It is so [@roe].\n"})
    asks, does_not = make_task("one.md"), make_task("four.md", ignore="EA103", sources=["more.bib", "refs.bib"])
    report = join(check_files([asks, does_not]))
    assert told(report, "EA103") == ["doe"]
    assert report.checked.sources == 4


def test_what_is_wrong_in_a_bibliography_is_told_once_and_with_the_first_that_uses_it(folder: Path) -> None:
    write_files(folder, {"broken.bib": ENTRY.format("a") + "@article{b, title = {no end\n"})
    tasks = [make_task(path, sources=["refs.bib", "broken.bib"]) for path in ("one.md", "two.md", "three.tex")]
    report = join(check_files([make_task("one.md"), *tasks[1:]]))
    unread = [one for one in report.findings if one.rule == "EA408"]
    assert [(one.location.path, one.location.line) for one in unread if one.location] == [("broken.bib", 2)]
    second = [at for at, one in enumerate(report.findings) if one.location and one.location.path == "two.md"]
    third = [at for at, one in enumerate(report.findings) if one.location and one.location.path == "three.tex"]
    assert second[0] < third[0]
    assert report.findings.index(unread[0]) < third[0]


def test_a_bibliography_that_documents_name_themselves_is_one_library(folder: Path) -> None:
    front = "---\nbibliography: refs.bib\n---\n\n"
    write_files(folder, {"a.md": f"{front}So it is [@smith].\n", "b.md": f"{front}And so is this [@doe].\n"})
    report = join(check_files([make_task(path, sources=[]) for path in ("a.md", "b.md")]))
    assert told(report, "EA103") == ["roe"]
    assert told(report, "EA102") == []
    assert report.checked.sources == 3


def test_a_bibliography_above_is_one_from_whichever_folder_it_is_named(folder: Path) -> None:
    front = "---\nbibliography: ../refs.bib\n---\n\n"
    write_files(folder, {"a/a.md": f"{front}So it is [@smith].\n", "b/b.md": f"{front}And so is this [@doe].\n"})
    other = ENTRY.format("roe").replace("10.1000/roe", "10.1000/another")
    (folder / "linked").symlink_to(folder / "elsewhere/b", target_is_directory=True)
    write_files(folder, {"elsewhere/b/c.md": f"{front}It is [@roe].\n", "elsewhere/refs.bib": other})
    report = join(check_files([make_task(path, sources=[]) for path in ("a/a.md", "b/b.md", "linked/c.md")]))
    assert told(report, "EA102") == []
    assert told(report, "EA103") == ["roe"]  # that of refs.bib; the one of elsewhere is another, and cited
    assert report.checked.sources == 4


def test_what_a_document_names_in_vain_is_told_where_it_names_it(folder: Path) -> None:
    write_files(folder, {"a.md": "---\nbibliography: [gone.bib, a.md, refs.bib]\n---\n\nSo it is [@smith].\n"})
    report = join(check_files([make_task("a.md", sources=[])]))
    unread = [one for one in report.findings if one.rule == "EA408"]
    assert [(one.location.path, one.location.line) for one in unread if one.location] == [("a.md", 2), ("a.md", 2)]
    assert "gone.bib" in unread[0].message + unread[1].message
    assert told(report, "EA102") == []


KEYS = ("smith", "doe", "roe", "gone")
CITED = st.lists(st.sampled_from(KEYS), max_size=3)


@given(st.lists(CITED, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_told_twice_and_nothing_is_lost(folder: Path, documents: list[list[str]]) -> None:
    """Law: a finding of any document is in the report of all, but for sources that another one cites."""
    files = {
        f"g{number}.md": "".join(f"Sentence {at} [@{key}].\n\n" for at, key in enumerate(keys)) or "None cites.\n"
        for number, keys in enumerate(documents)
    }
    write_files(folder, files)
    tasks = [make_task(path) for path in files]
    joined = join(check_files(tasks))
    alone = [one for task in tasks for one in join(check_files([task])).findings]
    assert Counter(map(identify, joined.findings)).most_common(1)[0][1] == 1 if joined.findings else True
    cited = {key for keys in documents for key in keys}
    expected = {identify(one) for one in alone if one.rule != "EA103" or one.source_id not in cited}
    assert {identify(one) for one in joined.findings} == expected
    assert told(joined, "EA103") == [key for key in KEYS[:3] if key not in cited]


def identify(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, str(finding.location), finding.message


def test_one_bibliography_by_several_names_is_one(folder: Path) -> None:
    (folder / "linked.bib").symlink_to("refs.bib")
    write_files(folder, {"broken.bib": "@article{b, title = {no end\n"})
    names = ["refs.bib", str(folder / "refs.bib"), "linked.bib"]
    tasks = [
        make_task(path, sources=[name, broken])
        for path, name, broken in zip(
            ("one.md", "two.md", "three.tex"),
            names,
            ["broken.bib", str(folder / "broken.bib"), "broken.bib"],
            strict=True,
        )
    ]
    report = join(check_files(tasks))
    assert told(report, "EA103") == ["roe"]
    assert len(told(report, "EA408")) == 1
    assert report.checked.sources == 3


def test_a_source_is_used_where_another_record_of_its_work_is_cited(folder: Path) -> None:
    copied = ENTRY.format("doe").replace("{doe,", "{doe2020,") + ENTRY.format("roe").replace("{roe,", "{roe2020,")
    write_files(folder, {"copy/refs.bib": copied, "four.md": "It is so [@doe2020].\n"})
    report = join(check_files([make_task("one.md"), make_task("four.md", sources="copy/refs.bib")]))
    assert told(report, "EA103") == ["roe", "roe2020"]
    assert report.checked.sources == 5
