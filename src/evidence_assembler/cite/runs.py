"""Runs of text, and the one place where a reference gets its stops and spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_STOPS = (".", "?", "!", "…")
_QUOTES = ("”", "’", '"', "'", "»")


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike. `href` is an address that `safe_href` let pass; `text` is raw and escaped by who renders it."""

    text: str
    italic: bool = False
    href: str | None = None


def reference_text(runs: Iterable[Run]) -> str:
    """The words of the runs, without italics and links."""
    return "".join(run.text for run in runs)


def end_with_stop(text: str) -> str:
    """The text with a stop, unless it ends in one, in a question or exclamation mark, or in one inside quotes."""
    return text if ends_with_stop(text) else f"{text}."


def ends_with_stop(text: str) -> bool:
    """True where the text needs no stop after it."""
    return text.endswith(_STOPS) or (text.endswith(_QUOTES) and text.rstrip("”’\"'»").endswith(_STOPS))


class RunWriter:
    """Runs in the making, sentence after sentence: a part that is None is left out, and so is an empty sentence."""

    __slots__ = ("_plain", "_runs")

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._plain = ""  # words not yet in a run: fewer runs, and half the time

    def add_sentence(self, *parts: str | Run | None, stop: bool = True) -> None:
        """Sets the parts after what is there, a space before them and, unless told otherwise, a stop after."""
        space = " " if self._plain or self._runs else ""
        last = ""
        for part in parts:
            if not part:
                continue
            if isinstance(part, str):
                self._plain += space + part
                last = part
            else:
                self._plain += space
                self._flush()
                self._runs.append(part)
                last = part.text
            space = ""
        if stop and last and not ends_with_stop(last):
            self._plain += "."

    def finish(self) -> tuple[Run, ...]:
        """All that was set."""
        self._flush()
        return tuple(self._runs)

    def _flush(self) -> None:
        if self._plain:
            self._runs.append(Run(self._plain))
            self._plain = ""


def join_known(separator: str, *words: str | None) -> str | None:
    """The words that are known with the separator between them, None where none is."""
    return separator.join(filter(None, words)) or None
