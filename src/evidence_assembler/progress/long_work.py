"""One line for whatever is under way: the innermost work that has lasted a second. What is quicker is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from evidence_assembler.progress import Tell

_LONG = 1.0  # seconds


@dataclass(slots=True, eq=False)
class Work:
    """A work that is under way: its name, how many things it has, how many are done, and when it began.

    `is_even` is false where one of its things took long by itself: then the others say nothing of the rest.
    """

    doing: str
    total: int | None
    begun: float  # seconds of the clock that never goes back
    done: int = 0
    is_even: bool = True

    @property
    def remaining(self) -> int | None:
        """The seconds that the rest takes if it goes on like this; None where that cannot be known."""
        if not self.total or not self.done or not self.is_even:
            return None
        return round((monotonic() - self.begun) * (self.total - self.done) / self.done)

    def __str__(self) -> str:
        if self.total is None:
            return f"{self.doing} ..." if not self.done else f"{self.doing}: {self.done:,}"
        return f"{self.doing}: {self.done:,}/{self.total:,}"


class LongWork:
    """A listener that keeps the works that are under way, the innermost last; `shown` is the one to show."""

    def __init__(self) -> None:
        self.works: list[Work] = []

    @property
    def shown(self) -> Work | None:
        """The innermost work that has lasted a second; None where there is none."""
        since = monotonic() - _LONG
        return next((work for work in reversed(self.works) if work.begun <= since), None)

    @contextmanager
    def __call__(self, doing: str, total: int | None) -> Iterator[Tell]:
        """Keep a work while it lasts."""
        work = Work(doing, total, monotonic())
        self.works.append(work)

        def tell(done: int) -> None:
            work.done = done

        try:
            yield tell
        finally:
            self.works.remove(work)
            if self.works and work.begun <= monotonic() - _LONG:
                self.works[-1].is_even = False
