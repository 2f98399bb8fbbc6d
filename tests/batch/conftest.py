"""The project that the tests of many files work on."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import FILES, write_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, as the working directory."""
    write_files(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path
