"""Answers of openFDA in JSON: their results one by one, so that those before a break are known.

Standard: RFC 8259. An answer is an object with `meta` and `results`; a list of results and one result alone do too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

_DECODER = json.JSONDecoder(parse_constant=str)  # NaN is no JSON
_SPACE = re.compile(r"[ \t\r\n]*")
_COMMA = "Expecting ',' delimiter"


@dataclass(frozen=True, slots=True)
class Result:
    """A value of the results, from `start` to `end` in the text, end exclusive."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer. `meta` is what it says of itself, as far as the results were walked."""

    text: str
    meta: dict[str, Any] = field(default_factory=dict)

    def walk(self) -> Iterator[Result]:
        """The results in order. Raises `ValueError` (of JSON: with its place) and `RecursionError` where it breaks."""
        start = self._skip(0)
        opens = self._sign(start)
        if opens == "[":
            end = yield from self._walk_array(start)
        elif opens == "{" and self._begins_answer(start):
            end = yield from self._walk_object(start)
        else:
            value, end = _DECODER.raw_decode(self.text, start)
            yield Result(value, start, end)
        if self._skip(end) < len(self.text):
            raise json.JSONDecodeError("Extra data", self.text, self._skip(end))

    def _begins_answer(self, start: int) -> bool:
        at = self._skip(start + 1)
        return self.text.startswith(('"meta"', '"results"'), at)

    def _walk_object(self, start: int) -> Generator[Result, None, int]:
        at = self._skip(start + 1)
        while True:
            key, end = _DECODER.raw_decode(self.text, at)
            at = self._skip(end)
            if self._sign(at) != ":":
                raise json.JSONDecodeError("Expecting ':' delimiter", self.text, at)
            at = self._skip(at + 1)
            if key == "results" and self._sign(at) == "[":
                at = yield from self._walk_array(at)
            else:
                value, at = _DECODER.raw_decode(self.text, at)
                if key == "meta" and isinstance(value, dict):
                    self.meta.update(value)
            at = self._skip(at)
            if self._sign(at) == "}":
                return at + 1
            at = self._pass_comma(at)

    def _walk_array(self, start: int) -> Generator[Result, None, int]:
        at = self._skip(start + 1)
        if self._sign(at) == "]":
            return at + 1
        while True:
            value, end = _DECODER.raw_decode(self.text, at)
            yield Result(value, at, end)
            at = self._skip(end)
            if self._sign(at) == "]":
                return at + 1
            at = self._pass_comma(at)

    def _pass_comma(self, at: int) -> int:
        if self._sign(at) != ",":
            raise json.JSONDecodeError(_COMMA, self.text, at)
        return self._skip(at + 1)

    def _sign(self, at: int) -> str:
        return self.text[at : at + 1]

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found is not None else at
