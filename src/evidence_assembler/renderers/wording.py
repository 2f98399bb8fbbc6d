"""The words that ship with an answer: read from `words/<language>.toml`, filled with what the answer holds.

Words of one's own stand before ours, sentence by sentence. What ours do not have would be printed nowhere, and is
refused; only under `[theme]` stands what the templates of a folder ask for beyond ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

from evidence_assembler.errors import UnreadableFileError

from .own_words import lay_over
from .ready import Ready

Words = Mapping[str, Any]
"""The tables of a words file, by name."""

LANGUAGE = "en"


def read_words(templates: Path | None = None) -> Words:
    """Our words, those that `templates/words/en.toml` has in their place. The value may be shared: do not change it.

    Raises `UnreadableFileError` where that file is no TOML, or has what could not take the place of ours.
    """
    if templates is None or not (templates / "words").is_dir():
        return _shipped_words()
    own = templates / "words" / f"{LANGUAGE}.toml"
    for other in sorted((templates / "words").glob("*.toml")):
        if other != own:
            raise UnreadableFileError(
                "these words are not read", path=str(other), remedy=f"Those of a page are read from words/{own.name}."
            )
    if not own.is_file():
        return _shipped_words()
    try:
        return lay_over(_shipped_words(), tomllib.loads(own.read_text(encoding="utf-8")), str(own))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnreadableFileError(f"no TOML: {broken}", path=str(own)) from broken


def fill_sentence(sentence: str, escape: Callable[[str], str], **parts: str) -> Ready:
    """The sentence with its {parts}, all escaped but those that are `Ready`."""
    said = []
    for literal, name, _, _ in Formatter().parse(sentence):
        said.append(escape(literal))
        if name is not None:
            part = parts[name]
            said.append(part if isinstance(part, Ready) else escape(part))
    return Ready("".join(said))


def set_quotation(quotation: str, words: Words) -> str:
    """The quotation between the marks of the language."""
    return f"{words['quotation']['open']}{quotation}{words['quotation']['close']}"


def tell_counts(words: Words, **counts: int) -> str:
    """How many there are of each kind in `count`, as in "2 errors and 1 warning"; what there is none of is left out."""
    named: list[str] = [words["count"][kind][n != 1].format(n=n) for kind, n in counts.items() if n]
    if len(named) < 2:
        return "".join(named)
    return str(words["count"]["and"].format(first=", ".join(named[:-1]), last=named[-1]))


@cache
def _shipped_words() -> Words:
    return tomllib.loads(files(__package__).joinpath("words", f"{LANGUAGE}.toml").read_text(encoding="utf-8"))
