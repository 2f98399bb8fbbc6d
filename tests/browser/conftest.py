"""One Chromium for all tests of this folder, and windows that fail a test on whatever a page must not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import ChromiumIsMissingError, Windows, run_chromium
from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests come last: from the first of them on, an event loop and threads are alive that are not others'."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Where it is not installed, every test that wants it fails; none is skipped."""
    try:
        with run_chromium() as browser:
            yield browser
    except ChromiumIsMissingError as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of HTML as `Windows.open` does.

    The test fails at its end if a page wrote to the console, met an error, opened a dialog, or asked for anything but
    the file that it is.
    """
    windows = Windows(chromium, tmp_path)
    yield windows.open
    windows.close()
    assert windows.heard == []
