"""Drafts that are read from a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_assembler.model import Draft
from evidence_assembler.readers.drafts import read_draft

Reader = Callable[..., Draft]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a draft from its text; `refs.bib` and a folder `texts` stand beside it."""
    (tmp_path / "refs.bib").write_text("@misc{smith2020, title = {A trial}}\n", encoding="utf-8")
    (tmp_path / "texts").mkdir()

    def read_text(text: str, name: str = "answer.yaml", **options: bool) -> Draft:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_draft(tmp_path / name, **options)

    return read_text
