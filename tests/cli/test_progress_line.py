"""Progress on a terminal: one line on stderr that goes away, and nothing anywhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

# It waits at the second of three things until somebody has seen how far it is.
SCRIPT = """
import sys
import evidence_assembler as ea
from evidence_assembler.progress import follow

with ea.show_progress(), follow(["a", "b", "c"], "Reading <b>[bold]letters[/]") as letters:
    for letter in letters:
        print(letter, flush=True)
        if letter == "b":
            sys.stdin.readline()
print("done")
"""
SHOWN = "Reading <b>[bold]letters[/]: 1/3"


def read_until(terminal: int, words: str) -> str:
    """What the terminal is sent until it shows the words, or until nothing is sent any more."""
    sent = b""
    while words.encode() not in sent:
        try:
            more = os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        sent += more
    return sent.decode()


def test_a_terminal_shows_how_far_it_is_and_the_line_goes_away(tmp_path: Path) -> None:
    """The result goes where stdout leads, not to the terminal; names are text, not the markup of the console."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "100"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=slave,
        encoding="utf-8",
    ) as process:
        os.close(slave)
        sent = read_until(master, SHOWN)
        assert SHOWN in sent
        printed, _ = process.communicate("\n", timeout=30)
    sent += read_until(master, "more than is sent")
    os.close(master)
    assert (process.returncode, printed) == (0, "a\nb\nc\ndone\n")
    erased = sent.rpartition(SHOWN)[2].rpartition("\x1b[2K")[2]  # behind the last line that is wiped
    assert re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\n]", "", erased) == ""


def test_nothing_is_shown_where_stderr_is_no_terminal(tmp_path: Path) -> None:
    """However long it takes."""
    impatient = "from evidence_assembler.progress import long_work\nlong_work._LONG = 0.0\n"
    run = subprocess.run(
        [sys.executable, "-c", impatient + SCRIPT], cwd=tmp_path, input="\n", capture_output=True, encoding="utf-8"
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "a\nb\nc\ndone\n", "")
