"""Many files, checked on all cores; what goes wrong with one is told, and the others are checked all the same."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_assembler.batch.cache import ReportCache
from evidence_assembler.batch.checked import CheckedDocument, CheckedLibrary, Outcome
from evidence_assembler.batch.task import Task
from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from evidence_assembler.batch.worker import Worker

_WORKER = "evidence_assembler.batch.worker"
_RULES = Path(__file__).parents[1] / "rules"
# A second process starts in about half a second, and reads the libraries again; below so much text it does not pay.
_PAYS = 400_000  # bytes
_AHEAD = 2  # tasks for each process, that are given to them at a time; if one dies, these are tried again alone


@dataclass(frozen=True, slots=True)
class BatchRun:
    """What was found, in the order of the tasks, the libraries by their keys, and which files could not be checked."""

    documents: tuple[CheckedDocument, ...]
    libraries: FrozenMap[CheckedLibrary]
    failures: tuple[tuple[str, EvidenceError], ...]


def check_files(
    tasks: Sequence[Task],
    *,
    cache: ReportCache | None = None,
    jobs: int | None = None,
    tell_done: Callable[[int], object] = lambda _: None,
) -> BatchRun:
    """Check the files of the tasks, with what `cache` keeps where that still holds.

    `jobs` is the number of processes; if it is None, all cores are used where that pays. `tell_done` is called with the
    number of files as they are done. A file that cannot be read, and one that ends the process which checks it, is a
    failure with its path; nothing is raised.
    """
    outcomes: dict[int, CheckedDocument | EvidenceError] = {}
    libraries: dict[str, CheckedLibrary] = {}
    left: list[tuple[int, Task]] = []
    with _collecting_nothing():
        for number, task in enumerate(tasks):
            kept = cache.find(task) if cache is not None else None
            if kept is not None:
                outcomes[number], libraries[kept[1].key] = kept
            else:
                left.append((number, task))
    tell_done(len(outcomes))
    for number, outcome in _check_tasks(left, jobs):
        if isinstance(outcome, EvidenceError):
            outcomes[number] = outcome
        else:
            document, library = outcome
            is_new = library is not None and library.key not in libraries
            outcomes[number] = document
            if library is not None:
                libraries[library.key] = library
            if cache is not None:
                cache.keep(tasks[number], document, library if is_new else None)
        tell_done(1)
    if cache is not None and left:
        cache.sweep()
    done = [(task.path, outcomes[number]) for number, task in enumerate(tasks)]
    return BatchRun(
        documents=tuple(one for _, one in done if not isinstance(one, EvidenceError)),
        libraries=FrozenMap(libraries),
        failures=tuple((path, one) for path, one in done if isinstance(one, EvidenceError)),
    )


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """No garbage is looked for while it lasts: nothing of what is read is let go, and to look would double the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check_tasks(tasks: Sequence[tuple[int, Task]], jobs: int | None) -> Iterator[tuple[int, Outcome]]:
    if not tasks:
        return
    processes = min(len(tasks), jobs if jobs is not None else _count_processes([task for _, task in tasks]))
    if processes > 1:
        yield from _check_in_processes(tasks, processes)
    else:
        worker = _make_worker()
        for number, task in tasks:
            yield number, worker.do(task)


def _count_processes(tasks: Sequence[Task]) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1:
        return 1
    size = 0
    for task in tasks:
        with suppress(OSError, ValueError):
            size += Path(task.path).stat().st_size
    return cores if size >= _PAYS else 1


def _check_in_processes(tasks: Sequence[tuple[int, Task]], processes: int) -> Iterator[tuple[int, Outcome]]:
    """What comes of the tasks, as it comes. Tasks that were at work when a process died are tried again, each alone."""
    waiting = list(reversed(tasks))
    while waiting:
        at_work: dict[Future[Outcome], tuple[int, Task]] = {}
        try:
            with _make_pool(processes) as pool:
                while waiting or at_work:
                    while waiting and len(at_work) < processes * _AHEAD:
                        at_work[pool.submit(_do_task, waiting[-1][1])] = waiting[-1]
                        waiting.pop()
                    for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                        outcome = future.result()
                        yield at_work.pop(future)[0], outcome
        except BrokenProcessPool:
            for number, task in at_work.values():
                yield number, _check_alone(task)


def _check_alone(task: Task) -> Outcome:
    try:
        with _make_pool(1) as pool:
            return pool.submit(_do_task, task).result()
    except BrokenProcessPool:
        said = "the process that checked it died"
        return EvidenceError(said, path=task.path, remedy="It may have run out of memory: check this file alone.")


def _make_pool(processes: int) -> ProcessPoolExecutor:
    """Processes that start from a clean one, which has loaded the rules once for all of them where that can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin)
    context = multiprocessing.get_context("forkserver")
    rules = (f"evidence_assembler.rules.{one.stem}" for one in _RULES.glob("ea*.py"))
    context.set_forkserver_preload([_WORKER, *rules])
    return ProcessPoolExecutor(processes, context, _begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever gave us the work ends us


def _do_task(task: Task) -> Outcome:
    return _own_worker().do(task)


@cache
def _own_worker() -> Worker:
    """That of a process which works for another, and keeps it from one task to the next."""
    return _make_worker()


def _make_worker() -> Worker:
    from evidence_assembler.batch.worker import Worker  # with the rules, which take longer than a run of kept results

    return Worker()
