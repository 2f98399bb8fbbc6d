"""One noisy quotation on a prepared text, at several lengths of the text, beside what other libraries do.

The text is one line of plain characters, its own folding, so that all look through the same characters. A twentieth of
each quotation is damaged as by a scanner; `str.find` gets it undamaged, as the limit of what a scan could reach.
Beside speed stands what it is worth: the share of the quotations located, with nine tenths of the true place in common
(intersection over union), and the share of quotations refused in which one digit or one "not" was changed.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from damage import DAMAGES
from draw import Draw
from peers import LIMIT, LONGEST, PEERS, Answer, Locate, prepare_ours
from prose import make_prose, pick_passages
from timing import Race, TooSlowError, measure, run_race
from variants import scan

import evidence_assembler as ea

_BUDGET = 12.0  # CPU seconds for one peer on one text
_CHANGES = ("digit changed", "negation inserted", "negation dropped")


class Task(NamedTuple):
    """A quotation to be located, as it stands in the text and as it is given, and its place."""

    plain: str
    given: str
    start: int
    end: int


class Cell(NamedTuple):
    """What a peer did on a text: a race, and the share it located; or why there was none."""

    race: Race | None
    located: float
    said: str = ""


def make_tasks(prose: str, count: int, draw: Draw) -> list[Task]:
    """Noisy quotations of the prose."""
    noise = scan(0.05)
    return [Task(prose[s:e], noise(prose[s:e], draw) or "", s, e) for s, e in pick_passages(prose, count, draw)]


def is_located(answer: Answer, task: Task) -> bool:
    """True where nine tenths of both places are shared."""
    if answer.start is None or answer.end is None:
        return False
    shared = max(0, min(answer.end, task.end) - max(answer.start, task.start))
    return shared >= 0.9 * (answer.end - answer.start + task.end - task.start - shared)


def run_peer(prepare: Callable[[str], Locate], ours: Locate, prose: str, tasks: Sequence[Task], *, exact: bool) -> Cell:
    """A race with one peer, as long as its time allows, and what it located."""
    locate = prepare(prose)
    answers: list[tuple[Answer, Task]] = []

    def theirs(task: Task) -> None:
        answers.append((locate(task.plain if exact else task.given), task))

    try:
        once = max(measure(theirs, tasks[:1]), 1e-6)
        if once > LONGEST:
            raise TooSlowError
        size = min(20, max(1, int(0.02 / once)))
        count = min(7, max(3, int(_BUDGET / once / size)), (len(tasks) - 1) // size)
        blocks = [tasks[1 + i * size : 1 + (i + 1) * size] for i in range(count)]
        race = run_race(lambda task: ours(task.given), theirs, blocks)
    except TooSlowError:
        return Cell(None, 0.0, f"> {LONGEST:g} s")
    return Cell(race, statistics.fmean(is_located(answer, task) for answer, task in answers))


def count_refused(prepare: Callable[[str], Locate], prose: str, changed: Sequence[str]) -> str:
    """How many of the changed quotations a peer does not take for right, as far as its time allows."""
    locate = prepare(prose)
    answers: list[Answer] = []
    spent = 0.0
    for quote in changed:
        try:
            spent += measure(lambda quoted: answers.append(locate(quoted)), [quote])
        except TooSlowError:
            return f"> {LONGEST:g} s"
        if spent > _BUDGET:
            break
    return f"{statistics.fmean(not answer.right for answer in answers):.0%} of {len(answers)}"


def change_passages(prose: str, count: int, draw: Draw) -> list[str]:
    """Passages with one digit, or one word that denies, changed, dropped or added."""
    changed: list[str] = []
    while len(changed) < count:
        ((start, end),) = pick_passages(prose, 1, draw)
        quote = DAMAGES[draw.choice(_CHANGES)](prose[start:end], draw)
        if quote is not None and quote not in prose:
            changed.append(quote)
    return changed


def name_changes(prose: str, changed: Sequence[str]) -> float:
    """The share of the changed quotations of which ours says that a number, or a word that denies, differs."""
    index = ea.TextIndex(prose)
    kinds = [{told.kind for told in index.locate(quote).differences} for quote in changed]
    return statistics.fmean(bool(told & {"number", "negation"}) for told in kinds)


def print_one(sizes: Sequence[int], draw: Draw) -> None:
    """A row a peer: at every length its time, the ratio to ours, the share located; then what it refuses."""
    cells: dict[str, list[Cell]] = {name: [] for name in PEERS}
    mine: list[str] = []
    for number, size in enumerate(sizes):
        prose = make_prose(size, draw)
        ours, tasks = prepare_ours(prose), make_tasks(prose, 141, draw)
        races = []
        for name, prepare in PEERS.items():
            before = cells[name][-1] if number else None
            cell = _expect(before, size / sizes[number - 1]) if before else None
            try:
                exact = name == LIMIT
                cells[name].append(cell or run_peer(prepare, ours, prose, tasks, exact=exact))
            except ImportError:
                cells[name].append(Cell(None, 0.0, "not installed"))
            if (race := cells[name][-1].race) is not None:
                races.append(race.ours)
        located = statistics.fmean(is_located(ours(task.given), task) for task in tasks)
        mine.append(f"{1000 * statistics.median(races):.3f} ms {'':>8} {located:>4.0%}")
    prose = make_prose(5_000, draw)
    changed = change_passages(prose, 40, draw)
    print("CPU time of one quotation with 5 % noise (how many times ours; share located)")
    print(f"{'':<20}" + "".join(f"{size:>30,}" for size in sizes) + f"{'refuses a changed number':>30}")
    print(
        f"{'ours':<20}" + "".join(f"{cell:>30}" for cell in mine) + f"{count_refused(prepare_ours, prose, changed):>30}"
    )
    for name, prepare in PEERS.items():
        told = "".join(f"{_tell(cell):>30}" for cell in cells[name])
        silent = name == LIMIT or any(cell.said == "not installed" for cell in cells[name])
        refuses = "" if silent else count_refused(prepare, prose, changed)
        print(f"{name:<20}{told}{refuses:>30}", flush=True)
    print(f"Of the changed ones ours says what was changed, a number or a denial: {name_changes(prose, changed):.0%}")


def _expect(before: Cell, growth: float) -> Cell | None:
    """What a longer text would come to, where that is not worth the wait."""
    if before.race is None:
        return before
    expected = before.race.theirs * growth
    return Cell(None, 0.0, f"skipped, about {expected:.0f} s") if expected > LONGEST else None


def _tell(cell: Cell) -> str:
    if cell.race is None:
        return cell.said
    return f"{1000 * cell.race.theirs:.3f} ms {cell.race.ratio:>7.2f}x {cell.located:>4.0%}"
