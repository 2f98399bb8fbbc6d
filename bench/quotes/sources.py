"""One quotation against ten thousand sources of some five thousand characters: which of them has it.

`Library.locate` after its preparation, which is printed apart, beside `rapidfuzz.process.extractOne` with
`partial_ratio` over the same texts. Every quotation is new to both.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from draw import Draw
from prose import make_prose, pick_passages
from timing import run_race
from variants import scan

import evidence_assembler as ea


class Task(NamedTuple):
    """A quotation, and the id of the source that has it."""

    quote: str
    source: str | None


def write_library(folder: Path, texts: list[str]) -> tuple[Path, Path]:
    """A bibliography and a folder of texts, as they lie on a disk."""
    kept = folder / "texts"
    kept.mkdir()
    for number, text in enumerate(texts):
        (kept / f"s{number}.txt").write_text(text, encoding="utf-8")
    items = [
        {"id": f"s{number}", "type": "article-journal", "title": f"Trial number {number} of examplopril"}
        for number in range(len(texts))
    ]
    path = folder / "refs.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    return path, kept


def print_sources(count: int, quotations: int, draw: Draw) -> None:
    """Preparation, then for each kind of quotation both times, and how often the right source came first."""
    from rapidfuzz import fuzz, process

    prose = make_prose(5_000 * count, draw)
    texts = [prose[at : at + 5_000] for at in range(0, 5_000 * count, 5_000)]
    print(f"one quotation against {count:,} sources of 5,000 characters; right: of ours and of rapidfuzz")
    with tempfile.TemporaryDirectory() as folder:
        path, kept = write_library(Path(folder), texts)
        clock = time.process_time()
        library = ea.read_library(path, texts=kept)
        read = time.process_time()
    library.locate("the first quotation, for which whatever is kept is made")
    print(f"  CPU seconds: read_library {read - clock:.2f}, first Library.locate {time.process_time() - read:.2f}")

    def extract(task: Task) -> str | None:
        found = process.extractOne(task.quote, texts, scorer=fuzz.partial_ratio, score_cutoff=75)
        return f"s{found[2]}" if found else None

    def locate(task: Task) -> str | None:
        return next((source for source, _ in library.locate(task.quote)), None)

    for kind, tasks in make_tasks(texts, quotations, draw).items():
        race = run_race(locate, extract, [[task] for task in tasks])
        right = [sum(find(task) == task.source for task in tasks) for find in (locate, extract)]
        print(
            f"  {kind:<13} ours {1000 * race.ours:.3f} ms; rapidfuzz {1000 * race.theirs:.1f} ms ({race.ratio:,.0f}x);"
            f" right {right[0]} of {len(tasks)} and {right[1]}"
        )


def make_tasks(texts: Sequence[str], count: int, draw: Draw) -> dict[str, list[Task]]:
    """So many quotations of each kind, every one from another source, or from none."""
    noises: dict[str, Callable[[str], str]] = {
        "exact": str,
        "OCR 5 %": lambda passage: scan(0.05)(passage, draw) or "",
        "OCR 10 %": lambda passage: scan(0.10)(passage, draw) or "",
    }
    tasks = {
        kind: [Task(make(_pick(texts[at], draw)), f"s{at}") for at in draw.sample(range(len(texts)), count)]
        for kind, make in noises.items()
    }
    return {**tasks, "of no source": [Task(_pick(make_prose(5_000, draw), draw), None) for _ in range(count)]}


def _pick(text: str, draw: Draw) -> str:
    ((start, end),) = pick_passages(text, 1, draw)
    return text[start:end]
