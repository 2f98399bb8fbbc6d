"""Progress in a cell of a notebook: one line where the cell shows its results, which is empty again at the end.

It is what the kernel itself can show. A widget would leave its state in the saved notebook, and what is written to
stderr would stay in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from importlib import import_module
from time import monotonic
from typing import Any

from evidence_assembler.progress import Tell, listen_everywhere
from evidence_assembler.progress.long_work import LongWork, Work

_EVERY = 0.2  # seconds: the frontend draws each message
_NOTHING = {"text/html": "", "text/plain": ""}  # with no data at all, some exports complain


class CellLine(LongWork):
    """A listener that draws its line into the cell that runs."""

    def __init__(self) -> None:
        super().__init__()
        self._display: Any = None  # a DisplayHandle of IPython, once there is something to show
        self._due = 0.0

    @contextmanager
    def __call__(self, doing: str, total: int | None) -> Iterator[Tell]:
        """Keep a work while it lasts, and draw it once it is long."""
        try:
            with super().__call__(doing, total) as keep:

                def tell(done: int) -> None:
                    keep(done)
                    if monotonic() >= self._due:
                        self._draw()

                yield tell
        finally:
            if not self.works and self._display is not None:
                self._display.update(_NOTHING, raw=True)
                self._display = None

    def _draw(self) -> None:
        self._due = monotonic() + _EVERY
        work = self.shown
        if work is None:
            return
        if self._display is None:
            ipython: Any = import_module("IPython.display")  # its functions have no types
            self._display = ipython.display(_show(work), raw=True, display_id=True)
        else:
            self._display.update(_show(work), raw=True)


def _show(work: Work) -> dict[str, str]:
    bar = f'<progress max="{work.total}" value="{work.done}"></progress> ' if work.total else ""
    return {"text/html": f"<div>{bar}{escape(str(work))}</div>", "text/plain": str(work)}


def listen_in_cells() -> None:
    """Where this process is the kernel of a notebook, long work shows its progress in the cells from now on."""
    if "IPython" in sys.modules:
        from IPython import get_ipython

        if hasattr(get_ipython(), "kernel"):
            listen_everywhere(CellLine())
