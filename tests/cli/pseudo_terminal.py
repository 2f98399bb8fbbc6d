"""The command line on a terminal of 200 columns that shows colour."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run_on_terminal(folder: Path, *arguments: str) -> tuple[int, str, bytes]:
    """The exit status, what the terminal was sent, and stderr, which goes elsewhere."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "evidence_assembler", *arguments],
        cwd=folder,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "200"},
        stdout=slave,
        stderr=subprocess.PIPE,
    )
    os.close(slave)
    _, errors = process.communicate(timeout=30)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    return process.returncode, shown, errors
