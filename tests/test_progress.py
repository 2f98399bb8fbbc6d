"""Progress: who listens hears how far long work is; who does not gets the same results."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import nbformat
import pytest
from hypothesis import given, strategies as st
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import evidence_assembler as ea
from evidence_assembler.progress import Tell, follow, listen, long_work
from evidence_assembler.progress.long_work import LongWork

DAY = date(2026, 1, 15)
WORDS = "The dose was 10 mg once daily, unless renal function was impaired."
WRONG = "The dose was 20 mg once daily, unless renal function was impaired."


class Heard:
    """A listener that writes down what it is told: begins, counts and ends, in their order."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str | int | None]] = []

    @contextmanager
    def __call__(self, doing: str, total: int | None) -> Iterator[Tell]:
        self.told.append((doing, total))
        try:
            yield lambda done: self.told.append((doing, done))
        finally:
            self.told.append((doing, "end"))

    def of(self, doing: str) -> list[str | int | None]:
        """What was told of works of that name."""
        return [said for name, said in self.told if name == doing]


@given(st.lists(st.integers()))
def test_a_listener_hears_all_counts_in_order(things: list[int]) -> None:
    """The total, 0 to n, and the end; the things are the same with and without it."""
    heard = Heard()
    with listen(heard), follow(things, "Counting") as followed:
        assert list(followed) == things
    assert heard.told == [("Counting", said) for said in (len(things), *range(len(things) + 1), "end")]
    with follow(things, "Counting") as followed:
        assert followed is things


def test_a_listener_hears_the_end_when_an_exception_passes() -> None:
    """Before whoever catches it goes on; nothing waits for the traceback to be let go."""
    heard = Heard()
    with pytest.raises(ZeroDivisionError) as caught, listen(heard), follow(iter((1, 0)), "Dividing") as followed:
        [1 / thing for thing in followed]
    assert caught.tb is not None
    assert heard.told == [("Dividing", said) for said in (None, 0, 1, "end")]


def test_only_the_context_that_listens_is_heard() -> None:
    """Not another thread, nothing behind the block, and nothing where somebody inside it wants quiet."""
    heard = Heard()

    def work() -> None:
        with follow("ab", "Elsewhere") as followed:
            list(followed)

    with listen(heard):
        thread = Thread(target=work)
        thread.start()
        thread.join()
        with listen(None):
            work()
    work()
    assert heard.told == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sources with texts; the third holds the words."""
    items = [{"id": f"s{i}", "type": "article-journal", "title": f"Effect {i}"} for i in range(3)]
    (tmp_path / "refs.json").write_text(json.dumps(items))
    (tmp_path / "refs.bib").write_text("@article{b1, title = {A trial}}\n@article{b2, title = {Another}}\n")
    (tmp_path / "texts").mkdir()
    for i, words in enumerate(("One thing was seen in the first trial.", "Another was not.", WORDS)):
        (tmp_path / "texts" / f"s{i}.txt").write_text(words)
    return tmp_path


def do_all(folder: Path) -> tuple[object, ...]:
    """Everything that tells how far it is."""
    library = ea.read_library(folder / "refs.json", folder / "refs.bib", texts=folder / "texts")
    draft = ea.Draft(question="How much?").add("The dose was 20 mg.", cite=ea.Citation(source_id="s2", quote=WRONG))
    draft = draft.add("There was another.", cite=ea.Citation(source_id="b1"))
    answer = ea.assemble_answer(draft, library, as_of=DAY)
    return (
        answer,
        ea.check_answer(answer, library),
        ea.rank_sources(library, as_of=DAY),
        library.locate(WRONG),
        library.problems,
    )


def test_long_work_tells_how_far_it_is_and_gives_the_same_results(folder: Path) -> None:
    """Each work is told to its end, and one inside another ends before it."""
    heard = Heard()
    with listen(heard):
        results = do_all(folder)
    assert results == do_all(folder)
    assert heard.of("Reading the bibliographies") == [2, 0, 1, 2, "end"]
    for name, count in (("refs.json", 3), ("refs.bib", 2)):  # in characters: nobody knows how many records there are
        path = folder / name
        size, start, *between, last, end = heard.of(f"Reading {path}")
        assert (size, start, last, end) == (len(path.read_text()), 0, size, "end")
        assert len(between) == count
        assert between == sorted(between, key=int)
    assert heard.of(f"Making sources of {folder / 'refs.bib'}") == [2, 0, 1, 2, "end"]
    assert heard.of("Reading the texts") == [3, 0, 1, 2, 3, "end"]
    assert heard.of("Verifying the statements") == [2, 0, 1, 2, "end"]
    assert heard.of("Preparing the texts") == [3, 0, 1, 2, 3, "end"]
    assert heard.of("Ranking the sources")[-8:] == [5, 0, 1, 2, 3, 4, 5, "end"]
    rules = heard.of("Running the rules")
    assert rules == [rules[0], *range(len(results[1].rules) + 1), "end"]  # type: ignore[attr-defined]
    indexed = heard.of("Indexing the words of the texts")
    assert indexed[0] == indexed[1] != 0
    open_works: list[str] = []
    begun: set[int] = set()
    for number, (doing, said) in enumerate(heard.told):
        if said == "end":
            assert open_works.pop() == doing
        elif not open_works or open_works[-1] != doing:
            begun.add(number)
            open_works.append(doing)
    assert open_works == []
    assert len(begun) == sum(said == "end" for _, said in heard.told)


def test_a_script_shows_its_progress_to_a_listener_of_its_own(folder: Path) -> None:
    """The front door takes any listener; behind the block nobody listens."""
    heard = Heard()
    with ea.show_progress(heard):
        library = ea.read_library(folder / "refs.json", texts=folder / "texts")
    told = list(heard.told)
    library.locate(WRONG)
    assert ("Reading the texts", 3) in told
    assert heard.told == told


def test_it_shows_the_innermost_work_that_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is quicker than a second is not shown; what an uneven work still takes is not guessed."""
    now = 100.0
    monkeypatch.setattr(long_work, "monotonic", lambda: now)
    line = LongWork()
    assert line.shown is None
    with line("Verifying", 10) as tell:
        assert line.shown is None
        now += 4
        tell(2)
        assert (str(line.shown), line.shown and line.shown.remaining) == ("Verifying: 2/10", 16)
        with line("Quick", 3):
            now += 0.5
            assert str(line.shown) == "Verifying: 2/10"
        assert line.shown is not None
        assert line.shown.remaining is not None
        with line("Indexing", None) as tell_inner:
            now += 2
            assert str(line.shown) == "Indexing ..."
            tell_inner(1200)
            assert (str(line.shown), line.shown.remaining) == ("Indexing: 1,200", None)
        assert (str(line.shown), line.shown.remaining) == ("Verifying: 2/10", None)
    assert line.works == []


class WatchedNotebook(NotebookClient):
    """A notebook that is run, with what its cells showed while they ran."""

    def process_message(self, message: dict[str, Any], *rest: Any) -> Any:
        if message["header"]["msg_type"] in ("display_data", "update_display_data"):
            self.nb.metadata.setdefault("shown", []).append(message["content"]["data"])
        return super().process_message(message, *rest)


def run_cells(folder: Path, *cells: str, fails: bool = False) -> tuple[list[list[Any]], list[Any]]:
    """The outputs of each cell as they are saved, and all that was shown for a while."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = WatchedNotebook(
        notebook, timeout=120, kernel_name="python3", allow_errors=fails, resources={"metadata": {"path": folder}}
    )
    client.execute()
    shown = notebook.metadata.pop("shown", [])
    assert "widgets" not in notebook.metadata
    nbformat.validate(notebook)
    return [cell.outputs for cell in notebook.cells], shown


# The kernel takes all work for long, so that little of it is enough.
IMPATIENT = """
import evidence_assembler as ea
from evidence_assembler.progress import cell, long_work
long_work._LONG = cell._EVERY = 0.0
"""
EMPTY = {"text/html": "", "text/plain": ""}


def test_a_cell_shows_progress_and_nothing_of_it_is_saved(folder: Path) -> None:
    """One line while it lasts, nested work in the same; what is saved is the result, no widget, nothing on stderr."""
    outputs, shown = run_cells(
        folder,
        IMPATIENT,
        "library = ea.read_library('refs.json', texts='texts')\nprint('before')\nlen(library.locate('was not'))",
    )
    told = [data["text/plain"] for data in shown]
    assert "Reading the texts: 3/3" in told
    assert "Preparing the texts: 2/3" in told
    assert '<progress max="3" value="2"></progress> Preparing the texts: 2/3' in str(shown)
    assert outputs[0] == []
    saved = [(output.output_type, output.get("text"), output.get("data")) for output in outputs[1]]
    rest = [one for one in saved if one != ("display_data", None, EMPTY)]
    assert rest == [("stream", "before\n", None), ("execute_result", None, {"text/plain": "1"})]


def test_nothing_of_progress_is_left_where_a_cell_fails(folder: Path) -> None:
    """The line goes, and the exception stays; file names are text."""
    (folder / "<b>.bib").write_text("@article{b1, title = {A trial}}")
    outputs, shown = run_cells(folder, IMPATIENT, "ea.read_library('<b>.bib', 'missing.bib')", fails=True)
    assert "Making sources of &lt;b&gt;.bib: 1/1" in str(shown)
    assert [output.get("data") or output.ename for output in outputs[1]] == [EMPTY, "UnreadableFileError"]


def test_quick_work_shows_nothing_in_a_cell(folder: Path) -> None:
    """No empty output either."""
    outputs, shown = run_cells(
        folder, "import evidence_assembler as ea\nlen(ea.read_library('refs.json', texts='texts'))"
    )
    assert shown == []
    assert [output.output_type for output in outputs[0]] == ["execute_result"]
