"""Files are checked on several processes as in one, and what goes wrong with one of them stops no other."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from manuscripts import make_task, open_cache, write_files

from evidence_assembler.batch import check_file
from evidence_assembler.batch.join import join_reports
from evidence_assembler.batch.run import BatchRun, check_files
from evidence_assembler.batch.task import Task

PATHS = ("one.md", "two.md", "three.tex")


def test_the_findings_do_not_depend_on_how_many_processes_there_are(folder: Path) -> None:
    write_files(folder, {f"m{number}.md": f"It was {number} mg [@smith; @doe].\n" for number in range(9)})
    tasks = [make_task(path) for path in (*PATHS, *(f"m{number}.md" for number in range(9)))]
    alone, together = (check_files(tasks, jobs=jobs) for jobs in (1, 3))
    assert alone == together
    kept = check_files(tasks, jobs=2, cache=open_cache(folder))
    assert kept == alone == check_files(tasks, cache=open_cache(folder))
    assert [one.path for one in alone.documents] == [task.path for task in tasks]


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_left_as_it_was_found(folder: Path, collects: bool) -> None:
    """Whoever asks for a check goes on after it, with garbage of their own."""
    was_enabled, frozen = gc.isenabled(), gc.get_freeze_count()
    (gc.enable if collects else gc.disable)()
    try:
        check_files([make_task(path) for path in PATHS], cache=open_cache(folder), jobs=1)
        assert (gc.isenabled(), gc.get_freeze_count()) == (collects, frozen)
    finally:
        (gc.enable if was_enabled else gc.disable)()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(folder: Path, jobs: int) -> None:
    (folder / "binary.md").write_bytes(bytes(range(256)))
    write_files(folder, {"deep.yaml": "claims: " + "[" * 5000, "fine.docx": "no"})
    bad = ("binary.md", "deep.yaml", "fine.docx", "absent.md", ".")
    run = check_files([make_task(path) for path in (bad[0], "one.md", *bad[1:], "two.md")], jobs=jobs)
    assert [one.path for one in run.documents] == ["one.md", "two.md"]
    assert [(path, error.path) for path, error in run.failures] == [(path, path) for path in bad]


def test_a_file_whose_name_is_no_text_is_refused(folder: Path) -> None:
    """It could stand in no report."""
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (folder / name).write_text("So.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    run = check_files([make_task(name), make_task("one.md")])
    assert [error.message for _, error in run.failures] == ["the name of this file is not UTF-8"]
    assert len(run.documents) == 1


def test_a_device_is_no_document(folder: Path) -> None:
    os.mkfifo("pipe.md")
    Path("endless.md").symlink_to("/dev/zero")
    run = check_files([make_task(path) for path in ("pipe.md", "endless.md")], cache=open_cache(folder))
    assert [error.message for _, error in run.failures] == ["this is no file but a device"] * 2


@pytest.mark.usefixtures("folder")
def test_what_all_documents_need_is_read_once_also_where_it_cannot_be() -> None:
    run = check_files([make_task(path, sources="gone.bib") for path in PATHS])
    assert [path for path, _ in run.failures] == list(PATHS)
    assert len({id(error) for _, error in run.failures}) == 1
    assert run.failures[0][1].path == "gone.bib"


@pytest.mark.parametrize("mistake", [TypeError("no such thing"), RecursionError(), MemoryError()])
@pytest.mark.usefixtures("folder")
def test_a_mistake_of_ours_is_told_with_the_file_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, mistake: Exception
) -> None:
    find_reader = check_file._find_reader

    def stumble(path: str) -> object:
        if path == "one.md":
            raise mistake
        return find_reader(path)

    monkeypatch.setattr(check_file, "_find_reader", stumble)
    run = check_files([make_task(path) for path in PATHS])
    assert [one.path for one in run.documents] == ["two.md", "three.tex"]
    assert [path for path, _ in run.failures] == ["one.md"]
    assert run.failures[0][1].remedy is not None


def find_readers(path: Path) -> set[int]:
    """The processes that have the file open, but for this one."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            opened = {str(one.readlink()) for one in folder.iterdir()}
        except OSError:  # it has ended, or is another's
            continue
        if str(path) in opened and int(folder.parent.name) != os.getpid():
            found.add(int(folder.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="which process reads a pipe is told by /proc")
def test_a_process_that_dies_costs_its_own_file_alone(folder: Path) -> None:
    """The bibliography of one document is a pipe: whoever opens it is killed while it waits for the first byte."""
    pipe = folder / "refs.pipe"
    os.mkfifo(pipe)
    write_files(folder, {f"m{number}.md": f"It was {number} mg [@smith].\n" for number in range(6)})
    deadly = make_task("one.md", sources="refs.pipe")
    tasks = [make_task("two.md"), deadly, *(make_task(f"m{number}.md") for number in range(6))]
    runs: list[BatchRun] = []
    running = Thread(target=lambda: runs.append(check_files(tasks, jobs=2)))
    running.start()
    for _ in range(2):  # with others, and again alone
        with pipe.open("wb"):  # waits for a reader
            (reader,) = find_readers(pipe)
            os.kill(reader, signal.SIGKILL)
            while find_readers(pipe):
                time.sleep(0.01)
    running.join(timeout=60)
    (run,) = runs
    assert [(path, error.message) for path, error in run.failures] == [("one.md", "the process that checked it died")]
    assert [one.path for one in run.documents] == [task.path for task in tasks if task is not deadly]
    others = check_files([task for task in tasks if task is not deadly])
    assert join_reports(run.documents, run.libraries) == join_reports(others.documents, others.libraries)


SENTENCES = st.lists(
    st.sampled_from(["It is [@smith].", "It was.", 'So [@doe, "slept longer"].', "[@gone]"]), max_size=4
)


@given(st.lists(SENTENCES, min_size=2, max_size=4))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_process_or_two_kept_or_anew_the_report_is_the_same(folder: Path, documents: list[list[str]]) -> None:
    files = {f"g{number}.md": " ".join(sentences) + "\n" for number, sentences in enumerate(documents)}
    write_files(folder, files)
    tasks: list[Task] = [make_task(path) for path in files]
    runs = [check_files(tasks, jobs=jobs, cache=kept) for jobs in (1, 2) for kept in (None, open_cache(folder))]
    assert all(run == runs[0] for run in runs)
