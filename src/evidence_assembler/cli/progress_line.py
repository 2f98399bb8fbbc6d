"""Progress on a terminal: one line on stderr, gone when the work is done; anywhere else nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evidence_assembler.progress import Listener, Tell, listen, under_way
from evidence_assembler.progress.long_work import LongWork, Work

if TYPE_CHECKING:
    from rich.console import RenderableType

_BAR = 30  # columns


@contextmanager
def show_progress(listener: Listener | None = None) -> Iterator[None]:
    """While it lasts, work that takes long shows how far it is.

    A line on stderr tells it, where that is a terminal. `listener` hears it instead: it is called with the name of
    each work and the number of its things (None where that is not known), and gives a context manager, which lasts as
    long as the work and is a function that is told how many things are done. Work within work is told too. The cells of
    a notebook show progress without this.
    """
    if listener is not None:
        with listen(listener):
            yield
    elif not sys.stderr.isatty():
        yield
    else:
        line = _TerminalLine()
        with line.live, listen(line):
            yield


@contextmanager
def tell_progress(doing: str) -> Iterator[None]:
    """A step of a command: a terminal says what is being done, and how far what takes long within it is."""
    with show_progress(), under_way(doing):
        yield


class _TerminalLine(LongWork):
    """A listener that rich draws: the outermost work at once, what is within it when it lasts."""

    def __init__(self) -> None:
        from rich.live import Live

        from evidence_assembler.cli.terminal import make_console

        super().__init__()
        self.live = Live(
            console=make_console(err=True),
            get_renderable=self._lay_out,
            refresh_per_second=10,
            transient=True,
            redirect_stdout=sys.stdout.isatty(),  # what is written to a file would land on the terminal
        )

    @contextmanager
    def __call__(self, doing: str, total: int | None) -> Iterator[Tell]:
        """Keep a work while it lasts."""
        with super().__call__(doing, total) as tell:
            is_outermost = len(self.works) == 1
            if is_outermost:
                self.live.refresh()
            yield tell
            if is_outermost:
                self.live.refresh()

    def _lay_out(self) -> RenderableType:
        from rich.console import Group

        work = self.shown or next(iter(self.works), None)
        return _draw(work) if work is not None else Group()


def _draw(work: Work) -> RenderableType:
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    row = Table.grid(padding=(0, 1))
    remaining = work.remaining
    row.add_row(
        Text(str(work), overflow="ellipsis", no_wrap=True),
        ProgressBar(work.total, work.done, width=_BAR),
        Text("" if remaining is None else f"{remaining // 60}:{remaining % 60:02} left"),
    )
    return row
