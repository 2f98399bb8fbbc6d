"""What axe-core finds on an open page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / ".venv/axe/node_modules/axe-core/axe.min.js"


@cache
def read_axe(file: Path = AXE) -> str:
    """The script of axe-core. Where it is not installed, every test that wants it fails."""
    if not file.exists():
        pytest.fail(f"there is no axe-core, {file}: `make test` installs it", pytrace=False)
    return file.read_text(encoding="utf-8")


def list_violations(page: Page) -> list[str]:
    """What axe-core finds, whatever its impact, each with the elements it speaks of.

    The script is evaluated, not added: the page's own policy would refuse it, and has to.
    """
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(read_axe())
    found: dict[str, Any] = page.evaluate("axe.run(document, {preload: false})")
    assert len(found["passes"]) > 15
    return [
        f"{one['impact']}: {one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found["violations"]
    ]
