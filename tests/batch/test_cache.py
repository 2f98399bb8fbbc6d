"""What is kept from one run to the next: the same findings, as long as nothing that they rest on has changed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from manuscripts import DAY, ENTRY, make_task, open_cache, write_files

from evidence_assembler.batch import cache as cache_module, fingerprints, run as run_module
from evidence_assembler.batch.cache import FOLDER
from evidence_assembler.batch.fingerprints import Fingerprints
from evidence_assembler.batch.join import join_reports
from evidence_assembler.batch.run import BatchRun, check_files
from evidence_assembler.batch.task import Task
from evidence_assembler.model.finding import Report

PATHS = ("one.md", "two.md", "three.tex")


def check(folder: Path, *tasks: Task) -> tuple[Report, list[str]]:
    """The report of a run with what the folder keeps, and the files that were checked anew in it."""
    cache = open_cache(folder)
    kept = {task.path for task in tasks if open_cache(folder).find(task) is not None}
    run = check_files(tasks, cache=cache)
    return join(run), [task.path for task in tasks if task.path not in kept]


def join(run: BatchRun) -> Report:
    assert run.failures == ()
    return join_reports(run.documents, run.libraries)


@pytest.fixture
def tasks(folder: Path) -> tuple[Task, ...]:
    """The tasks of the project, done once."""
    tasks = tuple(make_task(path) for path in PATHS)
    assert check(folder, *tasks)[1] == list(PATHS)
    return tasks


def test_what_has_not_changed_is_not_checked_again(
    folder: Path, tasks: tuple[Task, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = join(check_files(tasks))

    def refuse() -> None:
        raise AssertionError("something is checked")

    monkeypatch.setattr(run_module, "_make_worker", refuse)
    report, checked = check(folder, *tasks)
    assert (report, checked) == (anew, [])
    assert report.findings


def edit(name: str, text: str) -> Callable[[Path], None]:
    return lambda folder: write_files(folder, {name: text})


@pytest.mark.parametrize(
    ("change", "checked"),
    [
        (edit("one.md", "# One\n\nPain fell [@smith]. Somebody said so [@roe].\n"), ["one.md"]),
        (edit("refs.bib", ENTRY.format("smith")), list(PATHS)),
        (edit("texts/doe.txt", "They slept.\n"), list(PATHS)),
        (edit("texts/roe.txt", "A further text.\n"), list(PATHS)),
        (lambda folder: (folder / "texts/doe.txt").unlink(), list(PATHS)),
        (edit("other.md", "Not asked for.\n"), []),
    ],
    ids=["document", "bibliography", "text", "new text", "text gone", "other file"],
)
def test_what_rests_on_a_changed_file_is_checked_again(
    folder: Path, tasks: tuple[Task, ...], change: Callable[[Path], None], checked: list[str]
) -> None:
    change(folder)
    report, done = check(folder, *tasks)
    assert done == checked
    assert report == join(check_files(tasks))
    assert check(folder, *tasks) == (report, [])


@pytest.mark.parametrize(
    "change",
    [
        lambda task: replace(task, as_of=DAY + timedelta(days=1)),
        lambda task: replace(task, allow_outside=True),
        lambda task: replace(task, project=".."),
        lambda task: replace(task, path="./" + task.path),
        lambda task: make_task(task.path, policy="section"),
        lambda task: make_task(task.path, profile="scholarly"),
        lambda task: make_task(task.path, select="EA1"),
        lambda task: make_task(task.path, scheme="standards"),
    ],
    ids=["day", "outside", "project", "path", "policy", "profile", "rules", "scheme"],
)
def test_another_task_is_done(folder: Path, tasks: tuple[Task, ...], change: Callable[[Task], Task]) -> None:
    other = [change(task) for task in tasks]
    report, checked = check(folder, *other)
    assert checked == [task.path for task in other]
    assert report == join(check_files(other))


def test_a_bibliography_that_was_missing_is_seen_when_it_comes(folder: Path) -> None:
    write_files(folder, {"named.md": "---\nbibliography: later.bib\n---\n\nSo it is [@late].\n"})
    task = make_task("named.md", sources=[])
    before, _ = check(folder, task)
    assert {"EA102", "EA408"} <= {one.rule for one in before.findings}
    write_files(folder, {"later.bib": ENTRY.format("late")})
    after, checked = check(folder, task)
    assert checked == ["named.md"]
    assert not {"EA102", "EA408"} & {one.rule for one in after.findings}


def test_a_list_of_retractions_and_a_scheme_are_looked_at(folder: Path) -> None:
    rows = "original_doi,notice_doi\n10.1000/smith,10.1000/notice\n"
    shutil.copy(Path(cache_module.__file__).parents[1] / "data/schemes/standards.yaml", "own.yaml")
    write_files(folder, {"retracted-2026-01-01.csv": "original_doi,notice_doi\n10.1000/else,10.1000/notice\n"})
    task = make_task("one.md", retractions="retracted-2026-01-01.csv", scheme="own.yaml")
    assert "EA402" not in {one.rule for one in check(folder, task)[0].findings}
    write_files(folder, {"retracted-2026-01-01.csv": rows})
    assert "EA402" in {one.rule for one in check(folder, task)[0].findings}
    write_files(folder, {"own.yaml": (folder / "own.yaml").read_text(encoding="utf-8") + "\n"})
    assert check(folder, task)[1] == ["one.md"]


def test_a_list_that_tells_no_day_is_of_the_day_on_which_it_was_changed(folder: Path) -> None:
    """Its day stands in the report, and not in its bytes."""
    write_files(folder, {"listed.csv": "original_doi,notice_doi\n10.1000/else,10.1000/notice\n"})
    task = make_task("one.md", retractions="listed.csv")
    for day in (1_700_000_000, 1_600_000_000):
        os.utime("listed.csv", (day, day))
        report, checked = check(folder, task)
        assert checked == ["one.md"]
        assert report == join(check_files([task]))


def test_a_draft_is_kept_with_all_that_it_names(folder: Path) -> None:
    draft = "question: Q?\nsources: [refs.bib]\ntexts: texts/\nclaims:\n  - {text: It fell., cite: smith}\n"
    write_files(folder, {"answer.yaml": draft})
    task = make_task("answer.yaml", sources=[], texts=None)
    check(folder, task)
    assert check(folder, task)[1] == []
    write_files(folder, {"texts/smith.txt": "It fell.\n"})
    assert check(folder, task)[1] == ["answer.yaml"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda held: held[: len(held) // 2],
        lambda held: held[:-3] + bytes([held[-3] ^ 1]) + held[-2:],
        lambda _: b"[" * 100_000,
        lambda _: b"[]\n{}",
        lambda _: b'{"key": 1, "body": 2, "files": []}\n{}',
        lambda _: os.urandom(500),
    ],
    ids=["empty", "cut", "a bit changed", "nest", "list", "wrong kinds", "noise"],
)
def test_what_is_broken_is_no_entry(folder: Path, tasks: tuple[Task, ...], damage: Callable[[bytes], bytes]) -> None:
    anew = join(check_files(tasks))
    for entry in (folder / FOLDER).glob("*.json"):
        damaged = damage(entry.read_bytes())
        assert damaged != entry.read_bytes()
        entry.write_bytes(damaged)
    assert check(folder, *tasks) == (anew, list(PATHS))
    assert check(folder, *tasks) == (anew, [])


def test_an_entry_that_lost_its_library_is_none(folder: Path, tasks: tuple[Task, ...]) -> None:
    for entry in (folder / FOLDER).glob("library-*.json"):
        entry.unlink()
    assert check(folder, *tasks)[1] == list(PATHS)


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    write_files(folder, {FOLDER: "a file stands in its place"})
    report, checked = check(folder, *(make_task(path) for path in PATHS))
    assert checked == list(PATHS)
    assert report == join(check_files([make_task(path) for path in PATHS]))


def test_a_link_to_another_folder_is_not_written_to(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It may have come with the documents, and lead anywhere."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / FOLDER).symlink_to(elsewhere, target_is_directory=True)
    task = make_task("one.md")
    assert check(folder, task)[0].findings
    assert list(elsewhere.iterdir()) == []
    assert check(folder, task)[1] == ["one.md"]


def test_an_entry_is_written_over_and_version_control_leaves_the_folder_alone(
    folder: Path, tasks: tuple[Task, ...]
) -> None:
    before = sorted(one.name for one in (folder / FOLDER).iterdir())
    for number in range(3):
        write_files(folder, {"one.md": f"It changed {number} times.\n"})
        assert check(folder, *tasks)[1] == ["one.md"]
    assert sorted(one.name for one in (folder / FOLDER).iterdir()) == before
    assert len(before) == len(PATHS) + 2  # the library and .gitignore
    assert (folder / FOLDER / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"


@pytest.mark.usefixtures("tasks")
def test_of_too_many_entries_the_oldest_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST", 2)
    write_files(folder, {"new.md": "A new one.\n"})
    check(folder, make_task("new.md"))
    assert len(list((folder / FOLDER).glob("*.json"))) == 2


def test_what_changes_while_it_is_checked_is_not_kept(folder: Path) -> None:
    """Whether what was read is what was digested cannot be told then."""
    later = time.time() + 3600
    os.utime("two.md", (later, later))
    tasks = [make_task(path) for path in PATHS]
    check(folder, *tasks)
    assert check(folder, *tasks)[1] == ["two.md"]
    os.utime("texts/doe.txt", (later, later))
    write_files(folder, {"one.md": "Changed.\n"})
    check(folder, *tasks)
    assert check(folder, *tasks)[1] == ["one.md", "two.md"]


def test_another_version_of_the_program_keeps_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "_PACKAGE", folder)
    before = Fingerprints().of_program
    assert Fingerprints().of_program == before
    write_files(folder, {"one.md": "Changed.\n"})
    assert Fingerprints().of_program != before
