"""The browser that is installed here, and windows in it that hear everything a page says or asks for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--font-render-hinting=none",
]
DESK = 1100  # CSS pixels


class ChromiumIsMissingError(Exception):
    """What the tests look with is not installed."""


@contextmanager
def run_chromium() -> Iterator[Browser]:
    """A Chromium without a window, closed at the end."""
    executable = shutil.which("chromium")
    if executable is None:
        raise ChromiumIsMissingError("there is no `chromium` on the PATH: `make test` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Windows:
    """Opens pages of HTML, each as a file in a window of its own, and keeps in `heard` what they must not do."""

    browser: Browser
    folder: Path
    heard: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, html: str, *, width: int = DESK, height: int = 900, script: bool = True, **media: Any) -> Page:
        """The page, `width` CSS pixels wide; `media` is what `Browser.new_context` takes: color_scheme and its like."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, **media
        )
        context.set_default_timeout(5000)
        file = self.folder / f"page-{len(self.contexts)}.html"
        self.contexts.append(context)
        file.write_text(html, encoding="utf-8")
        address = file.as_uri()
        context.on("console", lambda message: self.heard.append(f"console: {message.text}"))
        context.on("weberror", lambda error: self.heard.append(f"error: {error.error}"))
        context.on("dialog", self._refuse_dialog)
        context.on(
            "request", lambda request: self.heard.append(f"request: {request.url}") if request.url != address else None
        )
        page = context.new_page()
        page.goto(address)
        return page

    def close(self) -> None:
        """Close every window; what they did until then stands in `heard`."""
        for context in self.contexts:
            context.close()

    def _refuse_dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()
