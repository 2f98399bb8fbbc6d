"""Progress: what takes long tells how far it is, to whoever listens. Nobody does unless a front door was asked to.

What is told changes no result, and no clock is read here: which work is long enough to be shown is the listener's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TypeVar

Thing = TypeVar("Thing")
Tell = Callable[[int], object]
"""What is called with the number of things that are done so far."""
Listener = Callable[[str, int | None], AbstractContextManager[Tell]]
"""What is called with the name of a work and the number of its things (None: not known), and lasts as long as it."""

_listening: ContextVar[Listener | None] = ContextVar("listening")
_everywhere: Listener | None = None


@contextmanager
def listen(listener: Listener | None) -> Iterator[None]:
    """While it lasts, what is done in this context is told to the listener; None hears nothing."""
    before = _listening.set(listener)
    try:
        yield
    finally:
        _listening.reset(before)


def listen_everywhere(listener: Listener | None) -> None:
    """From now on all work is told to the listener, but for what is done while another listens."""
    global _everywhere
    _everywhere = listener


@contextmanager
def under_way(doing: str, total: int | None = None) -> Iterator[Tell]:
    """Work of so many things: what it gives is told how many are done. It ends with the block, whatever ends that.

    Work inside it is told too, each begin before its end.

    >>> from contextlib import contextmanager
    >>> @contextmanager
    ... def print_all(doing, total):
    ...     print(doing, "begins")
    ...     yield lambda done: print(f"{done} of {total}")
    ...     print("ends")
    >>> with listen(print_all), under_way("Reading", 2) as tell:
    ...     for done in (1, 2):
    ...         tell(done)
    Reading begins
    1 of 2
    2 of 2
    ends
    """
    listener = _listening.get(_everywhere)
    if listener is None:
        yield _tell_nobody
    else:
        with listener(doing, total) as tell:
            yield tell


@contextmanager
def follow(things: Iterable[Thing], doing: str, total: int | None = None) -> Iterator[Iterable[Thing]]:
    """The same things, each told as done when the next is asked for. `total` is their number where they have a length.

    >>> with follow(["a", "b"], "Reading") as letters:
    ...     "".join(letters)
    'ab'
    """
    if total is None and isinstance(things, Sized):
        total = len(things)
    with under_way(doing, total) as tell:
        yield things if tell is _tell_nobody else _count(things, tell)


def _count(things: Iterable[Thing], tell: Tell) -> Iterator[Thing]:
    tell(0)
    for done, thing in enumerate(things, start=1):
        yield thing
        tell(done)


def _tell_nobody(done: int) -> None:
    """Nobody listens."""
