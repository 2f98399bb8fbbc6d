"""What the Tab key gives in a notebook: asked of a kernel as it is shipped, and with Jedi off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

FOLDER = Path(__file__).parents[2] / "examples/low-dose-naltrexone"
SET_UP = """
import evidence_assembler as ea
library = ea.read_library("references.bib", texts="texts/")
declare = ea.read_draft("answer.yaml").declare
"""

Complete = Callable[[str], list[str]]


@pytest.fixture(scope="module", params=["as shipped", "without Jedi"])
def complete(request: pytest.FixtureRequest) -> Iterator[Complete]:
    """What a kernel offers at the end of some code."""
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(FOLDER))

    def run(code: str) -> None:
        reply = client.execute_interactive(code, timeout=60, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok", reply["content"]

    def ask(code: str) -> list[str]:
        reply = client.complete(code, len(code), reply=True, timeout=60)
        return list(reply["content"]["matches"])

    try:
        run(SET_UP)
        if request.param == "without Jedi":
            run("%config IPCompleter.use_jedi = False")
        yield ask
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ('library["tol', ["toljan2018"]),
        ("library['tol", ["toljan2018"]),
        ('quote = library["younger', ["younger2009", "younger2013", "younger2014"]),
        ('declare["kim', ["kim2020"]),
    ],
)
def test_the_ids_of_sources_are_completed(code: str, offered: list[str], complete: Complete) -> None:
    """Within the brackets, however the quotation marks are written."""
    assert complete(code) == offered


def test_all_ids_are_offered_where_none_is_begun(complete: Complete) -> None:
    """And nothing else."""
    entries = (FOLDER / "references.bib").read_text("utf-8").split("\n@")[1:]
    assert sorted(complete('library["')) == sorted(entry.split("{")[1].split(",")[0] for entry in entries)
